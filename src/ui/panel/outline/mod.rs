//! The outline: everybody in a tree of teams that the keyboard and a screen reader can walk, with what
//! they give and receive, and what was said about it.

mod draft;
mod row_ui;
mod rows;

pub use draft::OutlineDraft;

use crate::ui::widget::remark_ui;
use crate::ui::{Intents, View};
use egui::{
    CursorIcon, EventFilter, Key, Margin, Response, ScrollArea, TextEdit, Ui, WidgetInfo, WidgetType,
};
use row_ui::row_ui;

/// Draws the outline.
pub fn outline_ui(ui: &mut Ui, view: &View, draft: &mut OutlineDraft, intents: &mut Intents) {
    let search = TextEdit::singleline(&mut draft.wish.query)
        .id(OutlineDraft::search_field())
        .hint_text("Search parties and supplies")
        .margin(Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let name = || WidgetInfo::labeled(WidgetType::TextEdit, true, "Search parties");
    ui.add(search).widget_info(name);
    ui.add_space(4.0);
    draft.refresh(view);
    draft.follow_selection(view);
    if draft.rows.is_empty() {
        let nothing =
            if draft.wish.query.is_empty() { "Nobody on the map yet." } else { "Nobody of this name." };
        remark_ui(ui, nothing);
        return;
    }
    mind_dragging(ui, draft);
    rows_ui(ui, view, draft, intents);
    if ui.input(|input| input.pointer.any_released()) {
        draft.dragged.clear();
    }
}

/// Escape leaves everybody where they are.
fn mind_dragging(ui: &Ui, draft: &mut OutlineDraft) {
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        draft.dragged.clear();
    }
    if !draft.dragged.is_empty() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }
}

fn rows_ui(ui: &mut Ui, view: &View, draft: &mut OutlineDraft, intents: &mut Intents) {
    let height = ui.spacing().interact_size.y;
    ui.spacing_mut().item_spacing.y = 1.0;
    let mut area = ScrollArea::vertical().auto_shrink(false);
    if let Some(row) = draft.wants_row_in_view.take() {
        let top = row as f32 * (height + ui.spacing().item_spacing.y);
        area = area.vertical_scroll_offset((top - ui.available_height() / 2.0).max(0.0));
    }
    draft.focused = None;
    let count = draft.rows.len();
    area.show_rows(ui, height, count, |ui, visible| {
        for index in visible {
            let Some(row) = draft.rows.get(index).cloned() else { continue };
            let Some(response) = row_ui(ui, &row, view, draft, intents) else { continue };
            if draft.wants_focus.is_some() && draft.wants_focus == row.element() {
                draft.wants_focus = None;
                response.request_focus();
            }
            walk(ui, &response, index, view, draft, intents);
        }
    });
}

/// The arrows walk from row to row, over headings and to rows that are not drawn yet, and open and close.
fn walk(ui: &Ui, row: &Response, index: usize, view: &View, draft: &mut OutlineDraft, intents: &mut Intents) {
    if !row.has_focus() {
        return;
    }
    draft.focused = draft.rows.get(index).and_then(rows::OutlineRow::element);
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let target = match () {
        () if pressed(Key::ArrowUp) => draft.next(index, false),
        () if pressed(Key::ArrowDown) => draft.next(index, true),
        () => None,
    };
    if let Some(at) = target {
        draft.go_to(at);
        if let (Some(element), true) = (draft.wants_focus, ui.input(|input| input.modifiers.shift)) {
            draft.select(element, false, true, view, intents);
        }
    }
    for (key, is_right) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
        if pressed(key) {
            draft.unfold(index, is_right);
        }
    }
    if pressed(Key::F2) && !view.situation.is_read_only {
        draft.rename_focused();
    }
    if target.is_some() || pressed(Key::ArrowLeft) || pressed(Key::ArrowRight) || pressed(Key::F2) {
        ui.ctx().request_repaint();
    }
}
