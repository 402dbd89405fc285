//! The Table view: all parties, all supplies or all notes as rows that are sorted, searched and edited in place.
//!
//! A cell is edited by typing or by choosing (`editor.rs`); each edit is one command. Rows keep their order
//! while they are edited and are sorted again when somebody asks for it.

mod cells;
mod choices;
mod columns;
mod draft;
mod editor;
mod rows;

pub use columns::TableKind;
pub use draft::TableDraft;

use super::grid::{GridShape, grid_ui};
use super::widget::{bold, remark_ui, tooltip};
use super::{Intent, Intents, OverviewNotice, View};
use crate::action::Action;
use cells::{Asked, Cells};
use columns::Facts;
use egui::{
    Button, CentralPanel, Event, Frame, Key, Margin, Panel, RichText, TextEdit, Ui, WidgetInfo, WidgetType,
};

/// Draws the Table view.
pub fn table_ui(ui: &mut Ui, view: &View, draft: &mut TableDraft, intents: &mut Intents) {
    let fill = ui.visuals().panel_fill;
    let facts = facts(view);
    let frame = Frame::new().fill(fill).inner_margin(Margin::symmetric(12, 8));
    let controls = Panel::top("table controls").frame(frame).show_separator_line(false);
    controls.show(ui, |ui| controls_ui(ui, view, draft, intents));
    draft.refresh(&facts, view.revision);
    draft.follow_selection(view);
    CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| {
        if draft.rows().is_empty() {
            nothing_ui(ui, view, draft, intents);
        } else {
            rows_ui(ui, view, facts, draft, intents);
        }
    });
}

fn facts<'a>(view: &View<'a>) -> Facts<'a> {
    let overview = match view.overview {
        OverviewNotice::Ready(overview) => Some(overview),
        OverviewNotice::Working(before) => before,
        OverviewNotice::NotAsked | OverviewNotice::Broken => None,
    };
    Facts { map: view.organisation, reach: overview.map(|overview| &overview.reach), notes: view.notes }
}

fn controls_ui(ui: &mut Ui, view: &View, draft: &mut TableDraft, intents: &mut Intents) {
    ui.horizontal_wrapped(|ui| {
        let kinds = [
            (TableKind::Parties, "Parties", "Roles, teams and who is outside"),
            (TableKind::Supplies, "Supplies", "Who supplies whom with what, on which terms"),
            (TableKind::Notes, "Notes", "All feedback, and who takes care of it by when"),
        ];
        for (kind, word, meaning) in kinds {
            let button = Button::selectable(draft.kind == kind, word).frame_when_inactive(true);
            if ui.add(button).on_hover_text(meaning).clicked() {
                intents
                    .extend(draft.finish_typing(view.organisation).map(|edit| Intent::Edit(Box::new(edit))));
                draft.show(kind);
            }
        }
        ui.separator();
        let field = TextEdit::singleline(&mut draft.query)
            .hint_text("Search the table")
            .desired_width(200.0)
            .margin(Margin::symmetric(8, 5));
        ui.add(field).widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Search the table"));
        ui.separator();
        for action in [Action::QuickEntry, Action::Delete, Action::ExportTable] {
            let button = ui.add_enabled(action.is_available(view.situation), Button::new(action.name()));
            if button.on_hover_text(tooltip(action)).on_disabled_hover_text(tooltip(action)).clicked() {
                intents.push(Intent::Do(action));
            }
        }
        let count = match (draft.rows().len(), draft.kind) {
            (1, _) => "1 row".to_owned(),
            (count, _) => format!("{count} rows"),
        };
        ui.label(RichText::new(count).small().weak());
    });
}

fn nothing_ui(ui: &mut Ui, view: &View, draft: &mut TableDraft, intents: &mut Intents) {
    ui.add_space(ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.set_max_width(460.0);
        ui.label(bold("Table").heading());
        if !draft.query.is_empty() {
            remark_ui(ui, "No row contains what is typed into the search.");
            if ui.button("Clear the search").clicked() {
                draft.query.clear();
            }
            return;
        }
        let sentence = match draft.kind {
            TableKind::Parties => {
                "Nobody is on this map yet. Draw somebody on the map, or type who supplies whom."
            }
            TableKind::Supplies => {
                "Nobody supplies anybody yet. Connect two parties on the map, or type who supplies whom."
            }
            TableKind::Notes => "Nothing was said yet. Select somebody or a supply on the map and press N.",
        };
        remark_ui(ui, sentence);
        ui.add_space(10.0);
        for (action, word) in
            [(Action::ShowMap, "Show the map"), (Action::QuickEntry, Action::QuickEntry.name())]
        {
            if ui.add_enabled(action.is_available(view.situation), Button::new(word)).clicked() {
                intents.push(Intent::Do(action));
            }
        }
    });
}

fn rows_ui(ui: &mut Ui, view: &View, facts: Facts, draft: &mut TableDraft, intents: &mut Intents) {
    let columns = draft.kind.columns();
    // What was said is longer than a name.
    let most = if draft.kind == TableKind::Notes { 420.0 } else { 240.0 };
    let first = (ui.available_width() * 0.3).clamp(120.0, most);
    let widths = columns.iter().skip(1).map(|column| column.width());
    let shape = GridShape::new(draft.rows().len(), ui.spacing().interact_size.y, 46.0, first, widths);
    let mut grid = std::mem::take(&mut draft.grid);
    let before = grid.current();
    let mut cells = Cells { view, facts, draft, intents, asked: Vec::new(), edited: None };
    let name = match cells.draft.kind {
        TableKind::Parties => "Table of parties",
        TableKind::Supplies => "Table of supplies",
        TableKind::Notes => "Table of notes",
    };
    grid_ui(ui, name, &mut grid, &shape, &mut cells);
    let Cells { asked, edited, .. } = cells;
    draft.grid = grid;
    let (row, _) = draft.at(draft.grid.current());
    let is_walked = draft.grid.has_focus() && before.row != draft.grid.current().row && asked.is_empty();
    if let Some(row) = row.filter(|_| is_walked) {
        let extends = ui.input(|input| input.modifiers.shift && !input.key_pressed(Key::Tab));
        draft.select(row, false, extends, view, intents);
    }
    if draft.editing.is_some() {
        let place =
            edited.unwrap_or_else(|| shape.rect(draft.grid.current(), ui.max_rect(), egui::Vec2::ZERO));
        editor::editor_ui(ui, view, draft, &shape, place, intents);
    } else if draft.grid.has_focus() {
        take_keys(ui, view, draft, intents);
    }
    for asked in asked {
        match asked {
            Asked::Sort(column) => draft.sort_by(column),
            Asked::Select { row, adds, extends } => draft.select(row, adds, extends, view, intents),
            Asked::Edit(row, column) => {
                draft.edit(row, column, None);
                ui.ctx().request_repaint();
            }
        }
    }
}

/// Typing begins to edit the current cell; Delete removes what is selected.
fn take_keys(ui: &Ui, view: &View, draft: &mut TableDraft, intents: &mut Intents) {
    if view.situation.is_read_only {
        return;
    }
    if ui.input(|input| input.key_pressed(Key::Delete)) && Action::Delete.is_available(view.situation) {
        intents.push(Intent::Do(Action::Delete));
    }
    let typed: String = ui.input(|input| {
        let text = |event: &Event| match event {
            Event::Text(text) => Some(text.clone()),
            _ => None,
        };
        input.events.iter().filter_map(text).collect()
    });
    if typed.trim().is_empty() {
        return;
    }
    if let (Some(row), column) = draft.at(draft.grid.current()) {
        draft.edit(row, column, Some(typed));
        ui.ctx().request_repaint();
    }
}
