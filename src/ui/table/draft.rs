use super::columns::{Column, Facts, TableKind};
use super::editor::Editing;
use super::rows::{Sort, kept, rows};
use crate::edit::Command;
use crate::model::{ElementId, Organisation};
use crate::ui::grid::{GridPlace, GridState};
use crate::ui::{FieldDraft, Intent, Intents, View};

/// What the Table view remembers between frames.
pub struct TableDraft {
    pub(super) kind: TableKind,
    pub(super) query: String,
    pub(super) sort: Sort,
    pub(super) grid: GridState,
    pub(super) editing: Option<Editing>,
    /// What is typed into the cell under edit.
    pub(super) typing: FieldDraft,
    rows: Vec<ElementId>,
    rows_of: Option<(u64, TableKind, String, Sort)>,
    /// Where a range of rows begins.
    anchor: Option<ElementId>,
    /// What was selected when the table looked last.
    selected: Option<ElementId>,
}

impl Default for TableDraft {
    fn default() -> Self {
        Self::showing(TableKind::default())
    }
}

impl TableDraft {
    fn showing(kind: TableKind) -> Self {
        Self {
            kind,
            query: String::new(),
            sort: Sort { by: kind.columns()[0], is_descending: false },
            grid: GridState::walked_by_tab(),
            editing: None,
            typing: FieldDraft::default(),
            rows: Vec::new(),
            rows_of: None,
            anchor: None,
            selected: None,
        }
    }

    /// What the rows are.
    pub fn kind(&self) -> TableKind {
        self.kind
    }

    /// Forgets what belongs to a map that was closed.
    pub fn reset(&mut self) {
        *self = Self::showing(self.kind);
    }

    /// Gives the table the keyboard.
    pub fn request_focus(&mut self) {
        self.grid.request_focus();
    }

    /// Whether the table has the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.grid.has_focus() || self.editing.is_some()
    }

    /// Whether something is typed that is not yet on the map.
    pub fn is_typing(&self) -> bool {
        self.typing.is_typing()
    }

    /// Begins to edit the current cell, as F2 asks for.
    pub fn edit_current(&mut self) {
        if let (Some(row), column) = self.at(self.grid.current()) {
            self.edit(row, column, None);
        }
    }

    /// Ends typing, for whoever leaves the table or closes the window.
    pub fn finish_typing(&mut self, map: &Organisation) -> Option<Command> {
        self.editing = None;
        self.typing.take_command(map)
    }

    /// Shows rows of this kind.
    pub fn show(&mut self, kind: TableKind) {
        if kind != self.kind {
            *self = Self::showing(kind);
            self.grid.request_focus();
        }
    }

    /// Begins to edit a cell; `typed` takes the place of what is there.
    pub(super) fn edit(&mut self, row: ElementId, column: Column, typed: Option<String>) {
        if column.is_editable(row) {
            self.editing = Some(Editing::new(row, column, typed));
        }
    }

    pub(super) fn rows(&self) -> &[ElementId] {
        &self.rows
    }

    /// Row and column of a place; no row in the heading.
    pub(super) fn at(&self, place: GridPlace) -> (Option<ElementId>, Column) {
        let columns = self.kind.columns();
        let column = columns.get(place.column.map_or(0, |column| column + 1)).or_else(|| columns.first());
        let row = place.row.and_then(|row| self.rows.get(row).copied());
        (row, column.copied().unwrap_or(Column::Name))
    }

    /// Brings the rows up to date with the map and with what is asked for.
    pub(super) fn refresh(&mut self, facts: &Facts, revision: u64) {
        let is_same_wish = self.rows_of.as_ref().is_some_and(|(_, kind, query, sort)| {
            (*kind, query.as_str(), *sort) == (self.kind, self.query.as_str(), self.sort)
        });
        let is_same_map = self.rows_of.as_ref().is_some_and(|(known, ..)| *known == revision);
        if is_same_wish && is_same_map {
            return;
        }
        self.rows = if is_same_wish {
            kept(facts, self.kind, &self.query, &self.rows)
        } else {
            rows(facts, self.kind, &self.query, self.sort)
        };
        self.rows_of = Some((revision, self.kind, self.query.clone(), self.sort));
        let is_gone = |editing: &Editing| !facts.map.contains(editing.row);
        if self.editing.as_ref().is_some_and(is_gone) {
            self.editing = None;
            self.typing.drop_typing();
        }
    }

    pub(super) fn sort_by(&mut self, column: Column) {
        let is_descending = self.sort.by == column && !self.sort.is_descending;
        self.sort = Sort { by: column, is_descending };
    }

    /// When something else is selected by other means, its row is scrolled into view.
    pub(super) fn follow_selection(&mut self, view: &View) {
        let selected = view.selection.last().copied();
        if self.selected == selected {
            return;
        }
        self.selected = selected;
        let row = selected.and_then(|element| self.rows.iter().position(|row| *row == element));
        if let Some(row) = row {
            self.grid.go_to(GridPlace { row: Some(row), column: self.grid.current().column });
            self.anchor = selected;
        }
    }

    /// Selects a row alone, or with `adds` as well, or with `extends` all from where the range began.
    pub(super) fn select(
        &mut self,
        row: ElementId,
        adds: bool,
        extends: bool,
        view: &View,
        intents: &mut Intents,
    ) {
        let place = |element: ElementId| self.rows.iter().position(|row| *row == element);
        let anchor = self.anchor.and_then(place);
        let selection = match (place(row), anchor) {
            (Some(at), Some(anchor)) if extends => {
                let range = self.rows.get(at.min(anchor)..=at.max(anchor)).unwrap_or_default();
                // The row that was reached last comes last, as everywhere.
                let rest = range.iter().copied().filter(|element| *element != row);
                rest.chain([row]).collect()
            }
            _ if adds && view.is_selected(row) => {
                view.selection.iter().copied().filter(|element| *element != row).collect()
            }
            _ if adds => view.selection.iter().copied().chain([row]).collect(),
            _ => vec![row],
        };
        if !extends {
            self.anchor = Some(row);
        }
        self.selected = selection.last().copied();
        intents.push(Intent::Select(selection));
    }
}
