use super::rows::{Fold, OutlineRow, Wish, outline_rows};
use crate::edit::{Command, PartyEdit};
use crate::model::{ElementId, Organisation, PartyId, PartyKind};
use crate::ui::{Field, FieldDraft, Intent, Intents, NoteText, PartyText, SupplyText, View};
use egui::Id;

/// What the outline remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct OutlineDraft {
    pub(super) wish: Wish,
    pub(super) rows: Vec<OutlineRow>,
    rows_are_of: Option<(u64, Wish)>,
    shown_selection: Option<ElementId>,
    pub(super) wants_row_in_view: Option<usize>,
    pub(super) wants_focus: Option<ElementId>,
    /// What has the keyboard.
    pub(super) focused: Option<ElementId>,
    /// Where a range of rows begins.
    anchor: Option<ElementId>,
    /// What is being renamed in its row.
    pub(super) renaming: Option<Renaming>,
    pub(super) typing: FieldDraft,
    /// Who is dragged to another team.
    pub(super) dragged: Vec<PartyId>,
}

/// A row whose name is being edited.
#[derive(Clone, Copy, Debug)]
pub(super) struct Renaming {
    pub element: ElementId,
    /// Whether the field has not had the keyboard yet.
    pub is_new: bool,
}

impl OutlineDraft {
    /// Forgets what belongs to a map that was closed.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The field that searches the outline, for giving it the keyboard.
    pub fn search_field() -> Id {
        Id::new("outline search")
    }

    /// Whether a row of the outline has the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.focused.is_some() || self.renaming.is_some()
    }

    /// Whether something is typed that is not yet on the map.
    pub fn is_typing(&self) -> bool {
        self.typing.is_typing()
    }

    /// Begins to rename the row that has the keyboard, as F2 asks for.
    pub fn rename_focused(&mut self) {
        if let Some(element) = self.focused {
            self.rename(element);
        }
    }

    /// Ends typing, for whoever closes the outline or the window.
    pub fn finish_typing(&mut self, map: &Organisation) -> Option<Command> {
        self.renaming = None;
        self.focused = None;
        self.typing.take_command(map)
    }

    pub(super) fn rename(&mut self, element: ElementId) {
        self.renaming = Some(Renaming { element, is_new: true });
    }

    pub(super) fn refresh(&mut self, view: &View) {
        self.wish.notes = view.notes;
        let is_same = self.rows_are_of.as_ref();
        if is_same.is_none_or(|(revision, wish)| *revision != view.revision || *wish != self.wish) {
            self.rows = outline_rows(view.organisation, &self.wish);
            self.rows_are_of = Some((view.revision, self.wish.clone()));
            self.dragged.retain(|party| view.organisation.party(*party).is_some());
            if self.renaming.is_some_and(|renaming| !view.organisation.contains(renaming.element)) {
                self.renaming = None;
                self.typing.drop_typing();
            }
        }
    }

    pub(super) fn toggle(&mut self, party: PartyId) {
        if !self.wish.turned.remove(&party) {
            self.wish.turned.insert(party);
        }
    }

    fn row_of(&self, element: ElementId) -> Option<usize> {
        self.rows.iter().position(|row| row.element() == Some(element))
    }

    /// When something else is selected elsewhere, its row is scrolled into view.
    pub(super) fn follow_selection(&mut self, view: &View) {
        let selected = view.selection.last().copied();
        if selected == self.shown_selection {
            return;
        }
        self.shown_selection = selected;
        self.wants_row_in_view = selected.and_then(|element| self.row_of(element)).or(self.wants_row_in_view);
        self.anchor = selected;
    }

    /// Gives a row the keyboard.
    pub(super) fn go_to(&mut self, at: usize) {
        self.wants_focus = self.rows.get(at).and_then(OutlineRow::element);
        self.wants_row_in_view = Some(at);
    }

    /// The next row with something in it, down or up.
    pub(super) fn next(&self, from: usize, is_down: bool) -> Option<usize> {
        let is_thing = |at: &usize| self.rows.get(*at).is_some_and(|row| row.element().is_some());
        if is_down { (from + 1..self.rows.len()).find(is_thing) } else { (0..from).rev().find(is_thing) }
    }

    /// Right opens a row, or goes to what is in it; left closes it, or goes to what it is in.
    pub(super) fn unfold(&mut self, at: usize, is_right: bool) {
        let Some(row) = self.rows.get(at) else { return };
        let (depth, fold) = (row.depth(), row.fold());
        match (row, is_right, fold) {
            (OutlineRow::Party { id, .. }, true, Fold::Closed)
            | (OutlineRow::Party { id, .. }, false, Fold::Open) => {
                let id = *id;
                self.toggle(id);
            }
            (_, true, Fold::Open) => self.go_to(at + 1),
            (_, true, _) => {}
            (_, false, _) => {
                let is_around = |at: &usize| {
                    self.rows.get(*at).is_some_and(|row| row.element().is_some() && row.depth() < depth)
                };
                if let Some(around) = (0..at).rev().find(is_around) {
                    self.go_to(around);
                }
            }
        }
    }

    /// Selects a row: alone, with `adds` as well, or with `extends` all rows from where the range began.
    pub(super) fn select(
        &mut self,
        element: ElementId,
        adds: bool,
        extends: bool,
        view: &View,
        intents: &mut Intents,
    ) {
        let anchor = self.anchor.and_then(|anchor| self.row_of(anchor));
        let selection: Vec<ElementId> = match (anchor, self.row_of(element)) {
            (Some(anchor), Some(at)) if extends => {
                let range = self.rows.get(anchor.min(at)..=anchor.max(at)).unwrap_or_default();
                let rest = range.iter().filter_map(OutlineRow::element).filter(|other| *other != element);
                rest.chain([element]).collect()
            }
            _ if adds && view.is_selected(element) => {
                view.selection.iter().copied().filter(|other| *other != element).collect()
            }
            _ if adds => view.selection.iter().copied().chain([element]).collect(),
            _ => {
                self.anchor = Some(element);
                self.shown_selection = Some(element);
                intents.push(Intent::JumpTo(vec![element]));
                return;
            }
        };
        if !extends {
            self.anchor = Some(element);
        }
        self.shown_selection = selection.last().copied();
        intents.push(Intent::Select(selection));
    }

    /// Begins to drag a party, with everybody else who is selected if it is.
    pub(super) fn drag(&mut self, party: PartyId, view: &View) {
        let selected = view.selection.iter().filter_map(|element| match element {
            ElementId::Party(id) => Some(*id),
            _ => None,
        });
        self.dragged = if view.is_selected(party) { selected.collect() } else { vec![party] };
    }

    /// Who can be moved to `team` of those who are dragged, and would change their team by it.
    pub(super) fn movable(&self, map: &Organisation, team: Option<PartyId>) -> Vec<PartyId> {
        let around = team.map(|team| map.teams_around(team)).unwrap_or_default();
        let can_move = |id: &PartyId| {
            let party = map.party(*id);
            Some(*id) != team && !around.contains(id) && party.is_some_and(|party| party.team != team)
        };
        self.dragged.iter().copied().filter(can_move).collect()
    }

    /// Ends the dragging over a row: whoever can move goes to its team.
    pub(super) fn drop_on(&mut self, team: Option<PartyId>, view: &View, intents: &mut Intents) {
        let moved = self.movable(view.organisation, team);
        self.dragged.clear();
        if !moved.is_empty() {
            intents.edit(Command::EditParties(moved, PartyEdit::Team(team)));
        }
    }
}

/// The team into which something dropped on a row goes; none if nothing can be dropped there.
#[allow(clippy::option_option)] // no team is a place, too
pub(super) fn team_at(map: &Organisation, row: &OutlineRow) -> Option<Option<PartyId>> {
    match row {
        OutlineRow::Heading("Inside", _) => Some(None),
        OutlineRow::Party { id, .. } => {
            let party = map.party(*id).filter(|party| party.kind.is_inside())?;
            Some(if party.kind == PartyKind::Team { Some(party.id) } else { party.team })
        }
        _ => None,
    }
}

/// What is typed into when a row is renamed.
pub(super) fn field_of(element: ElementId) -> Field {
    match element {
        ElementId::Party(id) => Field::Party(id, PartyText::Name),
        ElementId::Supply(id) => Field::Supply(id, SupplyText::What),
        ElementId::Note(id) => Field::Note(id, NoteText::Text),
    }
}
