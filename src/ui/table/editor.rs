use super::TableDraft;
use super::choices::choices;
use super::columns::Column;
use crate::model::ElementId;
use crate::ui::canvas::visual_text;
use crate::ui::grid::{GridShape, GridStep};
use crate::ui::widget::{remark_ui, row_button_ui};
use crate::ui::{Field, Intents, View};
use egui::{
    Area, Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, Order, Rect, ScrollArea, TextEdit, Ui,
    WidgetInfo,
};

/// The cell that is being edited.
pub(super) struct Editing {
    pub row: ElementId,
    pub column: Column,
    /// What is typed to narrow the list of choices, or to begin with.
    query: String,
    /// Which of the choices Enter takes; the present one until something is typed.
    chosen: Option<usize>,
    is_new: bool,
    /// Whether `query` takes the place of what the cell holds.
    replaces: bool,
}

/// How editing a cell ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// What was typed stays, and the current cell moves on.
    Keep(Option<GridStep>),
    /// Nothing is changed.
    Drop,
}

impl Editing {
    pub fn new(row: ElementId, column: Column, typed: Option<String>) -> Self {
        let replaces = typed.is_some();
        Self { row, column, query: typed.unwrap_or_default(), chosen: None, is_new: true, replaces }
    }
}

/// Draws the editor over its cell at `rect`, if a cell is being edited.
pub(super) fn editor_ui(
    ui: &Ui,
    view: &View,
    draft: &mut TableDraft,
    shape: &GridShape,
    rect: Rect,
    intents: &mut Intents,
) {
    let Some(mut editing) = draft.editing.take() else { return };
    let end = end_by_key(ui);
    let area = Area::new(Id::new("cell editor"))
        .order(Order::Foreground)
        .fixed_pos(rect.min - egui::vec2(0.0, 2.0))
        .constrain(true);
    let end = area
        .show(ui.ctx(), |ui| {
            let field = editing.column.field(editing.row);
            let frame = Frame::popup(ui.style()).inner_margin(Margin::same(2));
            let answer = frame.show(ui, |ui| {
                ui.set_width(rect.width().max(150.0) - 4.0);
                match field {
                    Some(field) => end.or(text_ui(ui, view, draft, &mut editing, field, rect, intents)),
                    None => choices_ui(ui, view, &mut editing, rect, end, intents),
                }
            });
            answer.inner
        })
        .inner;
    match end {
        None => draft.editing = Some(editing),
        Some(End::Drop) => {
            draft.typing.drop_typing();
            draft.grid.request_focus();
        }
        Some(End::Keep(step)) => {
            draft.typing.commit(view, intents);
            if let Some(step) = step {
                draft.grid.step(shape, step);
                draft.grid.request_focus();
            }
        }
    }
    if draft.editing.is_none() {
        ui.ctx().request_repaint();
    }
}

/// Enter goes down, Tab to the next cell, Escape restores. The keys are taken from the field.
fn end_by_key(ui: &Ui) -> Option<End> {
    ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
        match () {
            () if pressed(Modifiers::NONE, Key::Escape) => Some(End::Drop),
            () if pressed(Modifiers::SHIFT, Key::Tab) => Some(End::Keep(Some(GridStep::Before))),
            () if pressed(Modifiers::NONE, Key::Tab) => Some(End::Keep(Some(GridStep::Next))),
            // Shift+Enter breaks the line.
            () if input.modifiers.shift => None,
            () if input.consume_key(Modifiers::NONE, Key::Enter) => Some(End::Keep(Some(GridStep::Down))),
            () => None,
        }
    })
}

fn text_ui(
    ui: &mut Ui,
    view: &View,
    draft: &mut TableDraft,
    editing: &mut Editing,
    field: Field,
    rect: Rect,
    intents: &mut Intents,
) -> Option<End> {
    if std::mem::take(&mut editing.replaces) {
        draft.typing.type_in(field, std::mem::take(&mut editing.query), view, intents);
    }
    let mut text = draft.typing.text(field, view.organisation);
    let lines = text.lines().count().clamp(1, 6);
    let edit = TextEdit::multiline(&mut text)
        .id(editor_id())
        .desired_width(f32::INFINITY)
        .desired_rows(lines)
        .min_size(egui::vec2(0.0, rect.height() - 4.0))
        .margin(Margin::symmetric(5, 4))
        .lock_focus(true)
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
    let output = edit.show(ui);
    let response = output.response.response;
    let name = || WidgetInfo::text_edit(true, &text, &text, editing.column.title());
    response.widget_info(name);
    if std::mem::take(&mut editing.is_new) {
        response.request_focus();
        select_all(ui, output.state, &text, draft.typing.is_typing());
        return None;
    }
    if response.changed() {
        draft.typing.type_in(field, text, view, intents);
    }
    response.lost_focus().then_some(End::Keep(None))
}

/// What was there is selected, so that typing takes its place; what was typed just now goes on.
fn select_all(ui: &Ui, mut state: egui::text_edit::TextEditState, text: &str, goes_on: bool) {
    use egui::text::{CCursor, CCursorRange};
    let end = CCursor::new(text.chars().count());
    let start = if goes_on { end } else { CCursor::new(0) };
    state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
    state.store(ui.ctx(), editor_id());
}

fn choices_ui(
    ui: &mut Ui,
    view: &View,
    editing: &mut Editing,
    rect: Rect,
    end: Option<End>,
    intents: &mut Intents,
) -> Option<End> {
    let found = choices(editing.column, view.organisation, editing.row, &editing.query);
    let current = found.iter().position(|choice| choice.is_current);
    let chosen = editing.chosen.or(current.filter(|_| editing.query.is_empty())).unwrap_or(0);
    let chosen = chosen.min(found.len().saturating_sub(1));
    let (up, down) = ui.input_mut(|input| {
        let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
        (up, input.consume_key(Modifiers::NONE, Key::ArrowDown))
    });
    let moved = if down { chosen + 1 } else { chosen.saturating_sub(usize::from(up)) };
    let chosen = moved.min(found.len().saturating_sub(1));
    if up || down {
        editing.chosen = Some(chosen);
    }
    let text = found.iter().find(|choice| choice.is_current).map_or("", |choice| choice.word.as_str());
    let edit = TextEdit::singleline(&mut editing.query)
        .id(editor_id())
        .hint_text(text.to_owned())
        .desired_width(f32::INFINITY)
        .min_size(egui::vec2(0.0, rect.height() - 4.0))
        .margin(Margin::symmetric(5, 4))
        .lock_focus(true);
    let output = edit.show(ui);
    let response = output.response.response;
    let title = editing.column.title();
    response.widget_info(|| WidgetInfo::text_edit(true, text, &editing.query, title));
    if std::mem::take(&mut editing.is_new) {
        response.request_focus();
        select_all(ui, output.state, &editing.query, true);
    }
    if response.changed() {
        editing.chosen = None;
    }
    if found.is_empty() {
        remark_ui(ui, "Nothing of this name.");
    }
    let mut clicked = None;
    ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (at, choice) in found.iter().enumerate() {
            let row = row_button_ui(ui, visual_text(&choice.word), at == chosen);
            if (up || down) && at == chosen {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                clicked = Some(at);
            }
        }
    });
    let end = match (clicked, end) {
        (Some(_), _) => Some(End::Keep(Some(GridStep::Down))),
        (None, end) => end,
    };
    if let (Some(End::Keep(_)), Some(choice)) = (end, found.get(clicked.unwrap_or(chosen)))
        && !choice.is_current
    {
        intents.edit(choice.command.clone());
    }
    // A press anywhere else leaves the list and changes nothing.
    let is_left =
        ui.input(|input| input.pointer.any_pressed()) && !ui.rect_contains_pointer(ui.min_rect().expand(4.0));
    end.or_else(|| is_left.then_some(End::Drop))
}

pub(super) fn editor_id() -> Id {
    Id::new("cell editor text")
}
