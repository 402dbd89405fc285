use super::duplicate::{Copies, Home, originals};
use super::{Context, Selection, free_place};
use crate::edit::Command;
use crate::model::{
    ElementId, IdSource, Note, NoteSubject, Organisation, Party, PartyId, Point, Rect, Visibility,
};

/// A part of a map that was copied: parties, the supplies between them and the notes on both, with everything that
/// was said about them.
///
/// The part is a small map of its own, so it can be written as text for other programs, and pasted again after the
/// originals have changed or gone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clip {
    part: Organisation,
}

impl Clip {
    /// Copies the selected parties, with the members of teams among them. `None` if no party is selected.
    pub fn of(map: &Organisation, selection: &Selection) -> Option<Self> {
        let selected: Vec<PartyId> = selection.parties().collect();
        let parties = originals(map, &selected);
        if parties.is_empty() {
            return None;
        }
        let mut part = Organisation::default();
        for party in &parties {
            let mut party = (*party).clone();
            party.team = party.team.filter(|team| part.party(*team).is_some());
            part.put_party(party.into());
        }
        for supply in parties.iter().flat_map(|party| map.supplies_from(party.id)) {
            if part.party(supply.customer).is_some() {
                part.put_supply(supply.clone().into());
            }
        }
        let subjects = parties.iter().map(|party| NoteSubject::Party(party.id));
        let on_supplies = part.supplies().map(|supply| NoteSubject::Supply(supply.id)).collect::<Vec<_>>();
        for note in subjects.chain(on_supplies).flat_map(|subject| map.notes_on(subject)) {
            part.put_note(note.clone().into());
        }
        Some(Self { part })
    }

    /// What was copied, as a map of its own.
    pub fn part(&self) -> &Organisation {
        &self.part
    }

    /// What others may read of it: without the notes that only the facilitator sees.
    pub fn shared_part(&self) -> Organisation {
        let mut part = self.part.clone();
        let is_private = |note: &&Note| note.visibility == Visibility::Facilitator;
        for note in self.part.notes().filter(is_private) {
            part.remove_note(note.id);
        }
        part
    }

    /// Where the middle of what is pasted goes: as near to `at` as it overlaps nobody.
    pub fn free_place(&self, at: Point, cx: &Context<'_>) -> Point {
        let Some(middle) = self.middle() else { return at };
        let shift = Point::new(at.x - middle.x, at.y - middle.y);
        let place = |party: &Party| party.place.moved(shift.x, shift.y);
        let copies = self.part.parties().map(|p| Rect::around(place(p), cx.hits.size_of(p.kind, &p.name)));
        let moved = free_place::room_for_copies(&copies.collect::<Vec<_>>(), &[], cx);
        at.moved(moved.x, moved.y)
    }

    fn middle(&self) -> Option<Point> {
        let places = self.part.parties().map(|party| Rect::new(party.place, party.place));
        Some(places.reduce(Rect::union)?.center())
    }

    /// The command that makes the copied things anew with their middle at `at`, and the new parties to select.
    pub fn paste(&self, at: Point, ids: &mut dyn IdSource) -> Option<(Command, Vec<ElementId>)> {
        let middle = self.middle()?;
        let shift = Point::new(at.x - middle.x, at.y - middle.y);
        let parties: Vec<PartyId> = self.part.parties().map(|party| party.id).collect();
        let mut copies = Copies::of(&self.part, &parties, shift, Home::Stay, ids);
        for note in self.part.notes() {
            let subject = match note.subject {
                NoteSubject::Party(id) => copies.parties.get(&id).copied().map(NoteSubject::Party),
                NoteSubject::Supply(id) => copies.supplies.get(&id).copied().map(NoteSubject::Supply),
            };
            let copy = subject.map(|subject| Note { id: ids.note(), subject, ..note.clone() });
            copies.commands.extend(copy.map(Command::AddNote));
        }
        let made = copies.made();
        Some((Command::Batch("Paste".to_owned(), copies.commands), made))
    }
}
