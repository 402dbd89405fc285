use super::TableDraft;
use super::columns::{Column, Facts};
use crate::model::ElementId;
use crate::scene::FontWeight;
use crate::ui::canvas::painter::{color32, family};
use crate::ui::canvas::{element_menu_ui, visual_text};
use crate::ui::grid::{GridCell, GridContents, GridPlace, fitted, sort_arrow};
use crate::ui::{Intents, View};
use egui::{FontId, Rect, Stroke, TextStyle, Ui, pos2, vec2};

const PADDING: f32 = 7.0;

/// What was asked for while the cells were drawn.
pub(super) enum Asked {
    Sort(Column),
    Select { row: ElementId, adds: bool, extends: bool },
    Edit(ElementId, Column),
}

/// The cells of the table: how they look, what they say and what a click on them does.
pub(super) struct Cells<'a> {
    pub view: &'a View<'a>,
    pub facts: Facts<'a>,
    pub draft: &'a TableDraft,
    pub intents: &'a mut Intents,
    pub asked: Vec<Asked>,
    /// Where the cell under edit is.
    pub edited: Option<Rect>,
}

impl Cells<'_> {
    fn heading_ui(&mut self, ui: &Ui, cell: &GridCell, column: Column) {
        self.ground_ui(ui, cell, None);
        let is_sorted = self.draft.sort.by == column;
        let weight = if is_sorted { FontWeight::Bold } else { FontWeight::Regular };
        let font = FontId::new(TextStyle::Small.resolve(ui.style()).size, family(ui.ctx(), weight));
        let (rect, ink) = (cell.rect, color32(self.view.theme.ink));
        let galley = fitted(ui, column.title().to_owned(), font, ink, rect.width() - 2.0 * PADDING - 4.0, 2);
        let left =
            if column.is_number() { rect.center().x - galley.size().x / 2.0 } else { rect.min.x + PADDING };
        let end = pos2(left + galley.size().x + 9.0, rect.max.y - 13.0);
        ui.painter().galley(pos2(left, rect.max.y - 5.0 - galley.size().y), galley, ink);
        if is_sorted {
            sort_arrow(ui, end, self.draft.sort.is_descending, color32(self.view.theme.accent));
        }
        let hint = format!("{}\nClick to sort by it; again: the other way round", column.title());
        if cell.response.clone().on_hover_text(hint).clicked() || cell.is_entered {
            self.asked.push(Asked::Sort(column));
        }
    }

    fn value_ui(&mut self, ui: &Ui, cell: &GridCell, row: ElementId, column: Column) {
        self.ground_ui(ui, cell, Some(row));
        let text = visual_text(&column.text(&self.facts, row)).into_owned();
        let theme = self.view.theme;
        let ink = color32(if column.is_editable(row) { theme.ink } else { theme.faint_ink });
        let is_team = matches!(row, ElementId::Party(id) if self.facts.map.members_of(id).next().is_some());
        let weight = if is_team && column == Column::Name { FontWeight::Bold } else { FontWeight::Regular };
        let font = FontId::new(TextStyle::Body.resolve(ui.style()).size, family(ui.ctx(), weight));
        let galley = fitted(ui, text, font, ink, cell.rect.width() - 2.0 * PADDING, 1);
        let (is_cut, size) = (galley.elided, galley.size());
        let left =
            if column.is_number() { cell.rect.center().x - size.x / 2.0 } else { cell.rect.min.x + PADDING };
        ui.painter().galley(pos2(left, cell.rect.center().y - size.y / 2.0), galley, ink);
        if is_cut {
            cell.response.clone().on_hover_ui(|ui| drop(ui.label(column.text(&self.facts, row))));
        }
        self.do_value(ui, cell, row, column);
    }

    fn do_value(&mut self, ui: &Ui, cell: &GridCell, row: ElementId, column: Column) {
        let (response, view) = (&cell.response, self.view);
        if self.draft.editing.as_ref().is_some_and(|e| (e.row, e.column) == (row, column)) {
            self.edited = Some(cell.rect);
        }
        let can_edit = !view.situation.is_read_only && column.is_editable(row);
        if can_edit && (response.double_clicked() || cell.is_entered) {
            self.asked.push(Asked::Edit(row, column));
        } else if response.clicked() {
            let held = ui.input(|input| input.modifiers);
            self.asked.push(Asked::Select { row, adds: held.command, extends: held.shift });
        } else if response.secondary_clicked() && !view.is_selected(row) {
            self.asked.push(Asked::Select { row, adds: false, extends: false });
        }
        let intents = &mut *self.intents;
        response.context_menu(|ui| element_menu_ui(ui, view, intents));
    }

    fn ground_ui(&self, ui: &Ui, cell: &GridCell, row: Option<ElementId>) {
        let theme = self.view.theme;
        let ground = match () {
            () if row.is_some_and(|row| self.view.is_selected(row)) => theme.accent_soft,
            () if row.is_some() && cell.is_row_hovered => theme.button,
            () => theme.panel,
        };
        ui.painter().rect_filled(cell.rect, 0.0, color32(ground));
        let line = Stroke::new(1.0, color32(theme.line.with_alpha(110)));
        ui.painter().hline(cell.rect.x_range(), cell.rect.max.y - 0.5, line);
        let side = cell.rect.right_top() + vec2(-0.5, 4.0);
        ui.painter().vline(side.x, side.y..=cell.rect.max.y - 4.0, line);
    }
}

impl GridContents for Cells<'_> {
    fn name(&self, place: GridPlace) -> String {
        let (row, column) = self.draft.at(place);
        let sort = self.draft.sort;
        match row {
            None if place.row.is_some() => String::new(),
            None if sort.by != column => format!("{}, sort", column.title()),
            None if sort.is_descending => format!("{}, sorted from the end", column.title()),
            None => format!("{}, sorted", column.title()),
            Some(row) if place.column.is_none() => column.text(&self.facts, row),
            Some(row) => {
                let first = self.draft.kind.columns()[0].text(&self.facts, row);
                let text = column.text(&self.facts, row);
                let text = if text.is_empty() { "empty".to_owned() } else { text };
                format!("{first}, {}: {text}", column.title())
            }
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &GridCell) {
        match self.draft.at(cell.place) {
            (None, column) if cell.place.row.is_none() => self.heading_ui(ui, cell, column),
            (Some(row), column) => self.value_ui(ui, cell, row, column),
            _ => {}
        }
    }
}
