//! Statements onto a map.

use super::{Detail, Line, Named, Parsed, PartyRef, Statement, Step};
use crate::edit::{Command, NoteEdit, PartyEdit, Refusal, SupplyEdit};
use crate::exchange::merge::Merge;
use crate::model::{
    Hold, NoteId, NoteKind, NoteState, NoteSubject, PartyId, PartyKind, Supply, SupplyId, Terms, Worth,
};
use std::collections::{HashMap, HashSet};

/// Reads every statement into `merge`.
pub(super) fn read(parsed: &Parsed, merge: &mut Merge<'_>) {
    if let Some(title) = parsed.title.as_ref().filter(|_| merge.map().title().is_empty()) {
        // A title breaks no rule.
        let _ = merge.run(Command::SetTitle(title.clone()));
    }
    let mut reader = Reader { merge, placed: HashSet::new(), note_mentions: HashMap::new() };
    for line in &parsed.lines {
        reader.read(line);
    }
}

struct Reader<'a, 'b> {
    merge: &'a mut Merge<'b>,
    /// Parties of which the text has said where they belong: a later line does not move them.
    placed: HashSet<PartyId>,
    /// How often the text has said the same about the same.
    note_mentions: HashMap<(NoteSubject, NoteKind, String), usize>,
}

/// What the indented lines below a line are about.
#[derive(Default)]
struct Subjects {
    parties: Vec<PartyId>,
    supplies: Vec<SupplyId>,
    notes: Vec<NoteId>,
}

impl Reader<'_, '_> {
    fn read(&mut self, line: &Line) {
        let mut subjects = match self.state(&line.statement) {
            Ok(subjects) => subjects,
            Err(refusal) => return self.merge.report.skip(line.number, refusal.to_string()),
        };
        for (number, detail) in &line.details {
            match self.add(detail, &mut subjects) {
                Ok(true) => {}
                Ok(false) => {
                    let reason = format!("“{}” cannot be said about the line above it.", detail.line());
                    self.merge.report.skip(*number, reason);
                }
                Err(refusal) => self.merge.report.skip(*number, refusal.to_string()),
            }
        }
    }

    fn state(&mut self, statement: &Statement) -> Result<Subjects, Refusal> {
        match statement {
            Statement::Parties(parties) => {
                Ok(Subjects { parties: self.parties(parties)?, ..Subjects::default() })
            }
            Statement::Chain { suppliers, steps } => {
                Ok(Subjects { supplies: self.chain(suppliers, steps)?, ..Subjects::default() })
            }
            Statement::Note { subjects, kind, text } => {
                let about: Vec<NoteSubject> =
                    self.parties(subjects)?.into_iter().map(NoteSubject::Party).collect();
                Ok(Subjects { notes: self.attach(&about, *kind, text)?, ..Subjects::default() })
            }
        }
    }

    /// Connects step after step; returns the supplies of the last, which the details are about.
    fn chain(&mut self, suppliers: &[PartyRef], steps: &[Step]) -> Result<Vec<SupplyId>, Refusal> {
        let mut suppliers = self.parties(suppliers)?;
        let mut supplies = Vec::new();
        for step in steps {
            let customers = self.parties(&step.customers)?;
            supplies.clear();
            for supplier in &suppliers {
                for customer in &customers {
                    let none = SupplyId::from_u128(0);
                    let mut wanted = Supply::new(none, *supplier, *customer, step.what.clone());
                    wanted.kind = step.kind;
                    supplies.push(self.merge.connect_again(wanted)?.0);
                }
            }
            suppliers = customers;
        }
        Ok(supplies)
    }

    fn attach(
        &mut self,
        subjects: &[NoteSubject],
        kind: NoteKind,
        text: &str,
    ) -> Result<Vec<NoteId>, Refusal> {
        let mut notes = Vec::new();
        for subject in subjects {
            let mentions = self.note_mentions.entry((*subject, kind, text.to_owned())).or_default();
            let earlier = *mentions;
            *mentions += 1;
            notes.push(self.merge.attach(*subject, kind, text, earlier)?);
        }
        Ok(notes)
    }

    fn parties(&mut self, references: &[PartyRef]) -> Result<Vec<PartyId>, Refusal> {
        references.iter().map(|reference| self.party(reference)).collect()
    }

    /// The party that is meant; made if there is none, moved into the team if it was in none.
    fn party(&mut self, reference: &PartyRef) -> Result<PartyId, Refusal> {
        let is_placed = reference.is_rooted || !reference.path.is_empty();
        let team = self.team(&reference.path, reference.is_rooted)?;
        let named = &reference.named;
        let found = if is_placed {
            self.inside(team, named).or_else(|| self.homeless(named).filter(|_| team.is_some()))
        } else {
            self.merge.named(&named.name).get(named.ordinal - 1).copied()
        };
        let id = match found {
            Some(id) => self.merge.touch(id),
            None => self.merge.make(&named.name, reference.kind.unwrap_or_default()),
        };
        if is_placed {
            self.move_to(id, team)?;
        }
        if let Some(kind) = reference.kind {
            self.edit_party(id, PartyEdit::Kind(kind))?;
        }
        Ok(id)
    }

    /// The team at the end of `path`; missing ones are made.
    fn team(&mut self, path: &[Named], is_rooted: bool) -> Result<Option<PartyId>, Refusal> {
        let mut around = None;
        for (depth, named) in path.iter().enumerate() {
            let called = if depth == 0 && !is_rooted {
                self.merge.named(&named.name).to_vec()
            } else {
                self.merge.named_in(around, &named.name)
            };
            let team = if let Some(id) = self.nth_team(&called, named.ordinal) {
                self.merge.touch(id)
            } else {
                let id = self.merge.make(&named.name, PartyKind::Team);
                self.move_to(id, around)?;
                id
            };
            self.placed.insert(team);
            around = Some(team);
        }
        Ok(around)
    }

    /// The first team of these, or whatever has the number that is asked for if it is a team.
    fn nth_team(&self, parties: &[PartyId], ordinal: usize) -> Option<PartyId> {
        let is_team = |id: &&PartyId| self.merge.kind_of(**id) == Some(PartyKind::Team);
        match ordinal {
            1 => parties.iter().find(is_team).copied(),
            _ => parties.get(ordinal - 1).filter(is_team).copied(),
        }
    }

    fn inside(&mut self, team: Option<PartyId>, named: &Named) -> Option<PartyId> {
        self.merge.named_in(team, &named.name).get(named.ordinal - 1).copied()
    }

    /// A party with this name that is in no team and of which the text has not said where it belongs.
    fn homeless(&mut self, named: &Named) -> Option<PartyId> {
        self.merge.named_in(None, &named.name).into_iter().find(|id| !self.placed.contains(id))
    }

    fn move_to(&mut self, id: PartyId, team: Option<PartyId>) -> Result<(), Refusal> {
        self.placed.insert(id);
        self.edit_party(id, PartyEdit::Team(team))
    }

    fn edit_party(&mut self, id: PartyId, edit: PartyEdit) -> Result<(), Refusal> {
        self.merge.run(Command::EditParties(vec![id], edit))
    }

    /// Adds a detail to what it is about; false if it is about something else.
    fn add(&mut self, detail: &Detail, subjects: &mut Subjects) -> Result<bool, Refusal> {
        if let Detail::Note(kind, text) = detail {
            let parties = subjects.parties.iter().map(|id| NoteSubject::Party(*id));
            let supplies = subjects.supplies.iter().map(|id| NoteSubject::Supply(*id));
            let about: Vec<NoteSubject> = parties.chain(supplies).collect();
            subjects.notes = self.attach(&about, *kind, text)?;
            return Ok(!about.is_empty());
        }
        let mut fits = false;
        for id in &subjects.notes {
            fits |= self.add_to_note(detail, *id)?;
        }
        for id in &subjects.parties {
            fits |= self.add_to_party(detail, *id)?;
        }
        for id in &subjects.supplies {
            fits |= self.add_to_supply(detail, *id)?;
        }
        Ok(fits)
    }

    fn add_to_note(&mut self, detail: &Detail, id: NoteId) -> Result<bool, Refusal> {
        let edit = match detail.clone() {
            Detail::Voice(voice) => NoteEdit::Voice(voice),
            Detail::Visibility(visibility) => NoteEdit::Visibility(visibility),
            Detail::Owner(owner) => NoteEdit::Owner(owner),
            Detail::Due(day) => NoteEdit::Due(Some(day)),
            Detail::Resolved => NoteEdit::State(NoteState::Resolved),
            _ => return Ok(false),
        };
        self.merge.run(Command::EditNote(id, edit)).map(|()| true)
    }

    fn add_to_party(&mut self, detail: &Detail, id: PartyId) -> Result<bool, Refusal> {
        let worth = self.merge.map().party(id).map(|party| party.worth).unwrap_or_default();
        let edit = match detail.clone() {
            Detail::Place(place) => {
                let places = vec![(id, place)];
                return self.merge.run(Command::Move { places, by_hand: true }).map(|()| true);
            }
            Detail::Holder(holder) => PartyEdit::Holder(holder),
            Detail::Purpose(purpose) => PartyEdit::Purpose(purpose),
            Detail::Pinned => PartyEdit::Hold(Hold::Pinned),
            Detail::Folded => PartyEdit::Folded(true),
            Detail::Frame(size) => PartyEdit::Frame(Some(size)),
            Detail::Revenue(number) => PartyEdit::Worth(Worth { revenue: Some(number), ..worth }),
            Detail::Size(number) => PartyEdit::Worth(Worth { size: Some(number), ..worth }),
            Detail::Potential(number) => PartyEdit::Worth(Worth { potential: Some(number), ..worth }),
            Detail::Advocacy(number) => PartyEdit::Worth(Worth { advocacy: Some(number), ..worth }),
            Detail::Joy(number) => PartyEdit::Worth(Worth { joy: Some(number), ..worth }),
            _ => return Ok(false),
        };
        self.edit_party(id, edit).map(|()| true)
    }

    fn add_to_supply(&mut self, detail: &Detail, id: SupplyId) -> Result<bool, Refusal> {
        let terms = self.merge.map().supply(id).map(|supply| supply.terms.clone()).unwrap_or_default();
        let with_terms = |terms: Terms| SupplyEdit::Terms(Box::new(terms));
        let edit = match detail.clone() {
            Detail::Informal => SupplyEdit::Informal(true),
            Detail::Standing(standing) => SupplyEdit::Standing(standing),
            Detail::OwnRating(rating) => SupplyEdit::OwnRating(Some(rating)),
            Detail::CustomersRating(rating) => SupplyEdit::CustomersRating(Some(rating)),
            Detail::Need(need) => with_terms(Terms { need, ..terms }),
            Detail::Promise(promise) => with_terms(Terms { promise, ..terms }),
            Detail::Quality(quality) => with_terms(Terms { quality, ..terms }),
            Detail::ByWhen(by_when) => with_terms(Terms { by_when, ..terms }),
            Detail::LeadTime(lead_time) => with_terms(Terms { lead_time, ..terms }),
            Detail::Answer(answer) => with_terms(Terms { answer: Some(answer), ..terms }),
            Detail::Delivery(delivery) => with_terms(Terms { delivery, ..terms }),
            _ => return Ok(false),
        };
        self.merge.run(Command::EditSupplies(vec![id], edit)).map(|()| true)
    }
}
