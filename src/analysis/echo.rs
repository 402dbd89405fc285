use super::Trace;
use crate::model::{NoteId, NoteSubject, Organisation, PartyId, Visibility};

/// What somebody noted at the far end of a chain: on an external customer, or on what it receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The note.
    pub note: NoteId,
    /// The external customer it came from.
    pub customer: PartyId,
    /// How many hand-offs away that customer is.
    pub handoffs: u32,
}

/// The notes that external customers left further down the chain of the traced party, nearest first.
///
/// Notes that only the facilitator may see are left out: the echo is read aloud.
pub fn echo(map: &Organisation, trace: &Trace) -> Vec<Echo> {
    let mut echoes = Vec::new();
    for customer in &trace.ultimate_customers {
        let received = map.supplies_to(customer.party).map(|supply| NoteSubject::Supply(supply.id));
        let subjects = std::iter::once(NoteSubject::Party(customer.party)).chain(received);
        let notes = subjects.flat_map(|subject| map.notes_on(subject));
        let heard = notes.filter(|note| note.visibility != Visibility::Facilitator);
        echoes.extend(heard.map(|note| Echo {
            note: note.id,
            customer: customer.party,
            handoffs: customer.handoffs,
        }));
    }
    echoes.sort_by_key(|echo| echo.handoffs);
    echoes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Graph, trace};
    use crate::edit::{Command, NoteEdit, perform};
    use crate::model::{IdSource, Note, NoteKind, Party, PartyKind, Point, SequentialIds, Supply};

    #[test]
    fn notes_on_the_customer_and_on_what_it_receives_come_back_nearest_first() {
        let mut ids = SequentialIds::default();
        let mut map = Organisation::default();
        let kinds = [PartyKind::Role, PartyKind::Role, PartyKind::Buyer, PartyKind::Buyer];
        let [clerk, driver, far, near] =
            kinds.map(|kind| Party::new(ids.party(), kind, kind.word(), Point::default()));
        let mut supply = |a: &Party, b: &Party| Supply::new(ids.supply(), a.id, b.id, "thing");
        let supplies = [supply(&clerk, &driver), supply(&driver, &far), supply(&clerk, &near)];
        let mut note = |on| Note::new(ids.note(), on, NoteKind::Praise, "Thank you");
        let at_the_far_end = note(NoteSubject::Supply(supplies[1].id));
        let near_by = note(NoteSubject::Party(near.id));
        let inside = note(NoteSubject::Party(driver.id));
        let secret = note(NoteSubject::Party(far.id));
        let expected = [near_by.id, at_the_far_end.id];
        let secrecy = Command::EditNote(secret.id, NoteEdit::Visibility(Visibility::Facilitator));
        let (start, parties) = (clerk.id, [clerk, driver, far, near]);
        let commands = parties.into_iter().map(Command::AddParty);
        let commands = commands.chain(supplies.into_iter().map(Command::Connect));
        let notes = [at_the_far_end, near_by, inside, secret].map(Command::AddNote);
        for command in commands.chain(notes).chain([secrecy]) {
            perform(&mut map, &command).unwrap();
        }

        let found = echo(&map, &trace(&map, &Graph::of(&map), start));
        assert_eq!(found.iter().map(|echo| echo.note).collect::<Vec<_>>(), expected);
        assert_eq!(found.iter().map(|echo| echo.handoffs).collect::<Vec<_>>(), [1, 2]);
    }
}
