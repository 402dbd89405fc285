use crate::action::Action;
use crate::ui::widget::tooltip;
use crate::ui::{FindingsNotice, Intent, Intents, SaveNotice, View, WorkNotice};
use egui::{Align, Button, Label, Layout, ProgressBar, RichText, Ui};

/// Draws the status line: whether everything is saved, what can be done now, how much there is.
pub fn status_line_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    ui.horizontal_centered(|ui| {
        save_ui(ui, view);
        ui.separator();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(counts(view)).small().weak());
            ui.separator();
            findings_count_ui(ui, view, intents);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let text = match view.message {
                    Some(message) => RichText::new(message).small().strong(),
                    None => RichText::new(view.hint).small().weak(),
                };
                if let Some(work) = view.work {
                    work_ui(ui, work, intents);
                } else {
                    ui.add(Label::new(text).truncate());
                }
            });
        });
    });
}

/// How many questions the map raises; a click shows them.
fn findings_count_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    let FindingsNotice::Found(asked) = view.findings else { return };
    if view.organisation.is_empty() || !Action::ToggleFindings.is_available(view.situation) {
        return;
    }
    let words = counted(asked.open.len(), "question", "questions");
    let button = Button::new(RichText::new(words).small().weak()).small().frame(false);
    if ui.add(button).on_hover_text(tooltip(Action::ToggleFindings)).clicked() {
        intents.push(Intent::Do(Action::ToggleFindings));
    }
    ui.separator();
}

/// How far the work under way is, and the way to stop it.
fn work_ui(ui: &mut Ui, work: WorkNotice, intents: &mut Intents) {
    ui.label(RichText::new(work.label).small());
    ui.add(ProgressBar::new(work.share).desired_width(140.0).desired_height(8.0));
    if ui.small_button("Cancel").clicked() {
        intents.push(Intent::CancelWork);
    }
}

fn save_ui(ui: &mut Ui, view: &View) {
    let visuals = ui.visuals();
    let (text, explanation) = match view.save {
        SaveNotice::Saved if view.is_untitled => (
            RichText::new("✔ Saved, untitled"),
            "Everything is on this computer; give it a name when you like.",
        ),
        SaveNotice::Saved => (RichText::new("✔ Saved"), "Everything that was done is in the file."),
        SaveNotice::Saving => {
            (RichText::new("Saving …").weak(), "The last edits are on their way into the file.")
        }
        SaveNotice::NotSaved(reason) => {
            (RichText::new("Not saved").color(visuals.error_fg_color).strong(), reason)
        }
        SaveNotice::ReadOnly(reason) => {
            (RichText::new("For reading only").color(visuals.warn_fg_color), reason)
        }
    };
    ui.label(text.small()).on_hover_text(format!("{explanation}\n{}", view.path.display()));
}

fn counts(view: &View) -> String {
    let map = view.organisation;
    let all = format!(
        "{} · {}",
        counted(map.parties().len(), "party", "parties"),
        counted(map.supplies().len(), "supply", "supplies")
    );
    match view.selection.len() {
        0 => all,
        selected => format!("{selected} selected of {all}"),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
