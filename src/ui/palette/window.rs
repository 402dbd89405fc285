use super::draft::{PaletteDraft, PaletteScope};
use super::entry::Entry;
use crate::ui::canvas::visual_text;
use crate::ui::{Intents, View};
use egui::{Align, Button, Id, Key, Modal, Response, RichText, ScrollArea, TextEdit, Ui, vec2};

/// Draws the palette, if it is open.
pub fn palette_ui(ui: &mut Ui, view: &View, draft: &mut PaletteDraft, intents: &mut Intents) {
    let Some(scope) = draft.open else { return };
    let area = Modal::default_area(Id::new("palette")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 90.0));
    let modal = Modal::new(Id::new("palette")).area(area).show(ui.ctx(), |ui| {
        ui.set_width(600.0_f32.min(ui.ctx().content_rect().width() - 40.0));
        search_ui(ui, scope, draft);
        let context = ui.ctx().clone();
        draft.refresh(view, move || context.request_repaint());
        ui.separator();
        let height = 420.0_f32.min(ui.ctx().content_rect().height() - 220.0);
        let list = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        list.show(ui, |ui| rows_ui(ui, view, draft)).inner
    });
    draft.is_chosen |= ui.input(|i| i.key_pressed(Key::Enter));
    if let Some(row) = modal.inner {
        draft.cursor = row;
        draft.choose(intents);
    } else if draft.is_chosen && draft.is_sure(view) {
        draft.choose(intents);
    }
    if modal.should_close() {
        draft.close();
    }
}

fn search_ui(ui: &mut Ui, scope: PaletteScope, draft: &mut PaletteDraft) {
    let hint = match scope {
        PaletteScope::Everything => "Type a command, a party, a supply or a note",
        PaletteScope::Map => "Find a party, a supply or a note",
    };
    let rows = draft.rows.len();
    ui.input_mut(|i| {
        if i.consume_key(egui::Modifiers::NONE, Key::ArrowDown) {
            draft.cursor = (draft.cursor + 1).min(rows.saturating_sub(1));
        }
        if i.consume_key(egui::Modifiers::NONE, Key::ArrowUp) {
            draft.cursor = draft.cursor.saturating_sub(1);
        }
    });
    let edit = TextEdit::singleline(&mut draft.query).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(edit.frame(egui::Frame::NONE.inner_margin(6.0)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, hint));
    if !response.has_focus() {
        response.request_focus();
    }
}

/// Draws the rows; which of them was clicked.
fn rows_ui(ui: &mut Ui, view: &View, draft: &PaletteDraft) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 1.0;
    if draft.rows.is_empty() {
        let words = if draft.knows_names(view) { "Nothing of this name." } else { "Looking …" };
        ui.label(RichText::new(words).weak());
    }
    let mut chosen = None;
    for (row, entry) in draft.rows.iter().enumerate() {
        let response = row_ui(ui, entry, row == draft.cursor);
        if row == draft.cursor {
            response.scroll_to_me(Some(Align::Center).filter(|_| draft.cursor > 8));
        }
        if response.clicked() {
            chosen = Some(row);
        }
    }
    chosen
}

fn row_ui(ui: &mut Ui, entry: &Entry, is_current: bool) -> Response {
    let button = Button::selectable(is_current, visual_text(&entry.text))
        .shortcut_text(RichText::new(&entry.detail).weak())
        .truncate()
        .min_size(vec2(ui.available_width(), 0.0));
    ui.add(button)
}
