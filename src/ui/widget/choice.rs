use super::caption_ui;
use egui::{ComboBox, Ui};

/// A drop-down list under a caption; answers with what was chosen if it is something else than before.
///
/// `current` is `None` where several things are edited that differ.
pub fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    caption: &str,
    current: Option<T>,
    all: impl IntoIterator<Item = T>,
    word: impl Fn(T) -> String,
) -> Option<T> {
    let label = caption_ui(ui, caption);
    let shown = current.map_or_else(|| "different".to_owned(), &word);
    let mut chosen = current;
    let list = ComboBox::from_id_salt(ui.id().with(caption)).width(ui.available_width()).selected_text(shown);
    let response = list.show_ui(ui, |ui| {
        for value in all {
            ui.selectable_value(&mut chosen, Some(value), word(value));
        }
    });
    response.response.labelled_by(label.id);
    chosen.filter(|_| chosen != current)
}
