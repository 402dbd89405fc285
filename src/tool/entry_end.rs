use super::connecting::{connect, middle_between, supplier_and_customer};
use super::entry::area_of_party;
use super::flow_place::along_flow;
use super::free_place::{is_free, nearest_free};
use super::state::{State, edit};
use super::target::party_to_connect_at;
use super::{Button, Context, Direction, EntrySubject, Outcome, Pointer, TextEntry};
use crate::edit::{Command, NoteEdit, PartyEdit, SupplyEdit, SupplyEnd};
use crate::model::{
    Note, NoteKind, NoteSubject, Party, PartyId, PartyKind, Point, Rect, Size, Supply, clean_line, clean_text,
};

/// How the typing of a text ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryEnd {
    /// With Enter: done.
    Done,
    /// With Tab: done, and a customer comes next.
    NextCustomer,
    /// With Shift+Tab: done, and a supplier comes next.
    NextSupplier,
    /// The keyboard went elsewhere: done, and nothing comes next.
    Left,
}

impl TextEntry {
    /// A click while it is open chooses the party to connect to, where that is asked for.
    pub(super) fn picked(
        &self,
        pointer: &Pointer,
        cx: &mut Context<'_>,
        out: &mut Vec<Outcome>,
    ) -> Option<State> {
        let EntrySubject::Neighbour { of, end, by_click: true } = self.subject else { return None };
        let party = party_to_connect_at(pointer.at, cx).filter(|_| pointer.button == Button::Primary)?;
        Some(connect(of, end, party, cx, out))
    }

    /// Keeps what was typed and goes on as `end` says.
    pub(super) fn commit(self, end: EntryEnd, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> State {
        let made = self.finish(cx, out);
        if end == EntryEnd::Left {
            return State::Idle;
        }
        if let Some((party, Some(supply))) = &made {
            let (a, b) = (self.area.center(), self.anchor(cx));
            let middle = Point::new(f32::midpoint(a.x, b.x), f32::midpoint(a.y, b.y));
            return State::Writing(Self::what(supply, *party, middle));
        }
        let newest = match self.subject {
            EntrySubject::NewSupply(_, newest) => Some(newest),
            EntrySubject::Party(id) => Some(id),
            _ => made.map(|(party, _)| party),
        };
        let next = newest.and_then(|party| self.next_neighbour(party, end, cx));
        next.map_or(State::Idle, State::Writing)
    }

    fn next_neighbour(&self, of: PartyId, end: EntryEnd, cx: &Context<'_>) -> Option<Self> {
        let role_of_party = match end {
            EntryEnd::NextCustomer => SupplyEnd::Supplier,
            EntryEnd::NextSupplier => SupplyEnd::Customer,
            EntryEnd::Done | EntryEnd::Left => return None,
        };
        // A party that was made a moment ago may not be drawn yet; then it is where its name was typed.
        let area = cx.map.party(of).map_or(self.area, |party| area_of_party(party, cx));
        Self::neighbour_in_flow(of, role_of_party, area, cx)
    }

    /// Asks for what was typed; empty names of new things ask for nothing. Returns the party that was connected or
    /// made, and the supply that was drawn to or from it.
    pub(super) fn finish(
        &self,
        cx: &mut Context<'_>,
        out: &mut Vec<Outcome>,
    ) -> Option<(PartyId, Option<Supply>)> {
        if cx.is_read_only || !self.holds(cx.map) {
            return None;
        }
        match self.subject {
            EntrySubject::NewParty(kind, team) => self.make_party(kind, team, cx, out),
            EntrySubject::Neighbour { of, end, .. } => self.make_neighbour(of, end, cx, out),
            EntrySubject::NewNote(subject) => {
                self.make_note(subject, cx, out);
                None
            }
            _ => {
                self.change_text(cx, out);
                None
            }
        }
    }

    fn change_text(&self, cx: &Context<'_>, out: &mut Vec<Outcome>) {
        let text = self.text.clone();
        if clean_text(&text) == self.before {
            return;
        }
        let command = match self.subject {
            EntrySubject::Party(id) => Command::EditParties(vec![id], PartyEdit::Name(text)),
            EntrySubject::Supply(id) | EntrySubject::NewSupply(id, _) => {
                Command::EditSupplies(vec![id], SupplyEdit::What(text))
            }
            EntrySubject::Note(id) => Command::EditNote(id, NoteEdit::Text(text)),
            _ => return,
        };
        edit(command, cx, out);
    }

    fn make_party(
        &self,
        kind: PartyKind,
        team: Option<PartyId>,
        cx: &mut Context<'_>,
        out: &mut Vec<Outcome>,
    ) -> Option<(PartyId, Option<Supply>)> {
        let (name, kind) = name_and_kind(&self.text, kind)?;
        let team = team.filter(|_| kind.is_inside());
        let party = Party { team, ..Party::new(cx.ids.party(), kind, name, self.area.center()) };
        let id = party.id;
        out.push(Outcome::Edit(Command::AddParty(party)));
        out.push(Outcome::Select(vec![id.into()]));
        Some((id, None))
    }

    fn make_neighbour(
        &self,
        of: PartyId,
        end: SupplyEnd,
        cx: &mut Context<'_>,
        out: &mut Vec<Outcome>,
    ) -> Option<(PartyId, Option<Supply>)> {
        let found = self.reused(cx.map).map(|party| party.id);
        let new = if found.is_none() { Some(self.named_neighbour(of, cx)?) } else { None };
        let other = found.or_else(|| new.as_ref().map(|party| party.id))?;
        let (supplier, customer) = supplier_and_customer(of, end, other);
        let supply = Supply::new(cx.ids.supply(), supplier, customer, "");
        let connect = Command::Connect(supply.clone());
        out.push(Outcome::Edit(match new {
            Some(party) => {
                let label = format!("Add “{}”", party.name);
                Command::Batch(label, vec![Command::AddParty(party), connect])
            }
            None => connect,
        }));
        out.push(Outcome::Select(vec![other.into()]));
        Some((other, Some(supply)))
    }

    /// A new neighbour of `of`: at the place proposed at first, or at the nearest free one if its name turned out
    /// longer than the room there. Whoever belongs inside and lies in a team's frame is part of the team.
    fn named_neighbour(&self, of: PartyId, cx: &mut Context<'_>) -> Option<Party> {
        let (name, kind) = name_and_kind(&self.text, PartyKind::Role)?;
        let homes = if kind.is_inside() { self.homes(of, cx) } else { Vec::new() };
        let size = cx.hits.size_of(kind, &name);
        let proposed = self.proposed_place(of, size, &homes, cx)?;
        let place = if is_free(Rect::around(proposed, size), &homes, cx) {
            proposed
        } else {
            nearest_free(proposed, Direction::along(cx.flow), size, &homes, cx)
        };
        let team = cx.hits.team_around(place, &|team| !homes.contains(&team));
        Some(Party { team, ..Party::new(cx.ids.party(), kind, name, place) })
    }

    /// Where the ghost is; while one may also click, there is none, and the place is beside the neighbour.
    fn proposed_place(&self, of: PartyId, size: Size, homes: &[PartyId], cx: &Context<'_>) -> Option<Point> {
        if !matches!(self.subject, EntrySubject::Neighbour { by_click: true, .. }) {
            return Some(self.area.center());
        }
        let area = area_of_party(cx.map.party(of)?, cx);
        Some(along_flow(of, area, SupplyEnd::Supplier, size, homes, cx))
    }

    /// The teams that the new party may be part of: those around its neighbour, and the one whose frame a hand chose.
    fn homes(&self, of: PartyId, cx: &Context<'_>) -> Vec<PartyId> {
        let mut homes = cx.map.teams_around(of);
        if let Some(team) = cx.hits.team_around(self.area.center(), &|_| false) {
            homes.push(team);
            homes.extend(cx.map.teams_around(team));
        }
        homes
    }

    fn make_note(&self, subject: NoteSubject, cx: &mut Context<'_>, out: &mut Vec<Outcome>) {
        let (kind, text) = kind_and_text(&self.text);
        if !text.is_empty() {
            let note = Note::new(cx.ids.note(), subject, kind, text);
            out.push(Outcome::Edit(Command::AddNote(note)));
        }
    }

    /// The middle of the party beside which a neighbour is named.
    fn anchor(&self, cx: &Context<'_>) -> Point {
        match self.subject {
            EntrySubject::Neighbour { of, .. } => middle_between(of, of, cx),
            _ => self.area.center(),
        }
    }
}

/// `Homeowner (buyer)` says what the new party is, as in quick entry. `None` if no name is left.
fn name_and_kind(text: &str, otherwise: PartyKind) -> Option<(String, PartyKind)> {
    let text = clean_line(text);
    let with_kind = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let (name, kind) = with_kind
        .and_then(|(name, word)| Some((name.trim_end().to_owned(), PartyKind::from_word(word)?)))
        .unwrap_or((text, otherwise));
    (!name.is_empty()).then_some((name, kind))
}

/// `! pays late` is a problem, as in quick entry.
fn kind_and_text(text: &str) -> (NoteKind, String) {
    let text = clean_text(text);
    let kind = NoteKind::ALL.into_iter().find(|kind| text.starts_with(kind.sign()));
    match kind {
        Some(kind) => (kind, text.get(1..).unwrap_or_default().trim_start().to_owned()),
        None => (NoteKind::default(), text),
    }
}
