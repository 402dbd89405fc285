use super::{Change, Command, NoteEdit, PartyEdit, Refusal, SupplyEdit, SupplyEnd, Transaction, delete};
use crate::model::{
    Dismissal, Hold, Note, NoteId, Organisation, Party, PartyId, PartyKind, Point, Supply, SupplyId,
    check_dismissal, check_note, check_party, check_supply, clean_line, clean_text,
};
use std::sync::Arc;

/// What `command` does to `organisation`, as reversible changes. Nothing is changed here.
///
/// Texts are cleaned on the way in. The result is empty if nothing would be different.
///
/// # Errors
/// A [`Refusal`]: a sentence for the person who asked.
pub fn interpret(organisation: &Organisation, command: &Command) -> Result<Transaction, Refusal> {
    perform(&mut organisation.clone(), command)
}

/// Carries `command` out and returns what was changed; costs grow with what changes, not with the map.
///
/// # Errors
/// A [`Refusal`]; `organisation` is as before then.
pub fn perform(organisation: &mut Organisation, command: &Command) -> Result<Transaction, Refusal> {
    let label = label(organisation, command);
    let mut draft = Draft { organisation, changes: Vec::new() };
    if let Err(refusal) = draft.run(command) {
        draft.take_back();
        return Err(refusal);
    }
    Ok(Transaction { label, changes: merged(draft.changes) })
}

/// The organisation with the changes made so far.
pub(super) struct Draft<'a> {
    organisation: &'a mut Organisation,
    changes: Vec<Change>,
}

impl Draft<'_> {
    pub(super) fn organisation(&self) -> &Organisation {
        self.organisation
    }

    pub(super) fn push(&mut self, change: Change) -> Result<(), Refusal> {
        if change.is_empty() {
            return Ok(());
        }
        change.apply(self.organisation).map_err(|_| Refusal::Gone)?;
        self.changes.push(change);
        Ok(())
    }

    fn take_back(&mut self) {
        for change in self.changes.drain(..).rev() {
            // A change that was just made fits its own inverse.
            let _ = change.inverse().apply(self.organisation);
        }
    }

    pub(super) fn put_party(&mut self, party: Party) -> Result<(), Refusal> {
        check_party(self.organisation, &party)?;
        let before = self.organisation.party_row(party.id).cloned();
        self.push(Change::Party { id: party.id, before, after: Some(Arc::new(party)) })
    }

    fn put_supply(&mut self, supply: Supply) -> Result<(), Refusal> {
        check_supply(self.organisation, &supply)?;
        let before = self.organisation.supply_row(supply.id).cloned();
        self.push(Change::Supply { id: supply.id, before, after: Some(Arc::new(supply)) })
    }

    fn put_note(&mut self, note: Note) -> Result<(), Refusal> {
        check_note(self.organisation, &note)?;
        let before = self.organisation.note_row(note.id).cloned();
        self.push(Change::Note { id: note.id, before, after: Some(Arc::new(note)) })
    }

    fn run(&mut self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::SetTitle(title) => {
                let before = self.organisation.title().to_owned();
                self.push(Change::Title { before, after: clean_line(title) })
            }
            Command::AddParty(party) => self.add_party(party),
            Command::Connect(supply) => self.connect(supply),
            Command::AddNote(note) => self.add_note(note),
            Command::EditParties(ids, edit) => ids.iter().try_for_each(|id| self.edit_party(*id, edit)),
            Command::EditSupplies(ids, edit) => ids.iter().try_for_each(|id| self.edit_supply(*id, edit)),
            Command::EditNote(id, edit) => self.edit_note(*id, edit),
            Command::Move { places, by_hand } => {
                places.iter().try_for_each(|(id, place)| self.move_party(*id, *place, *by_hand))
            }
            Command::Group { team, members } => self.group(team, members),
            Command::Delete { parties, supplies, notes } => delete::delete(self, parties, supplies, notes),
            Command::Dismiss(dismissal) => self.dismiss(dismissal),
            Command::AskAgain(finding) => self.ask_again(finding),
            Command::Batch(_, commands) => commands.iter().try_for_each(|command| self.run(command)),
        }
    }

    fn add_party(&mut self, party: &Party) -> Result<(), Refusal> {
        if self.organisation.party(party.id).is_some() {
            return Err(Refusal::AlreadyThere);
        }
        self.put_party(Party {
            name: clean_line(&party.name),
            holder: clean_line(&party.holder),
            purpose: clean_text(&party.purpose),
            ..party.clone()
        })
    }

    fn connect(&mut self, supply: &Supply) -> Result<(), Refusal> {
        if self.organisation.supply(supply.id).is_some() {
            return Err(Refusal::AlreadyThere);
        }
        self.put_supply(cleaned_supply(supply.clone()))
    }

    fn add_note(&mut self, note: &Note) -> Result<(), Refusal> {
        if self.organisation.note(note.id).is_some() {
            return Err(Refusal::AlreadyThere);
        }
        self.put_note(cleaned_note(note.clone()))
    }

    fn dismiss(&mut self, dismissal: &Dismissal) -> Result<(), Refusal> {
        check_dismissal(dismissal)?;
        let finding = dismissal.finding.clone();
        let before = self.organisation.dismissal_row(&finding).cloned();
        self.push(Change::Dismissal { finding, before, after: Some(Arc::new(dismissal.clone())) })
    }

    /// A question that is asked anyway stays so.
    pub(super) fn ask_again(&mut self, finding: &str) -> Result<(), Refusal> {
        let before = self.organisation.dismissal_row(finding).cloned();
        self.push(Change::Dismissal { finding: finding.to_owned(), before, after: None })
    }

    fn edit_party(&mut self, id: PartyId, edit: &PartyEdit) -> Result<(), Refusal> {
        let mut party = self.organisation.party(id).ok_or(Refusal::Gone)?.clone();
        match edit {
            PartyEdit::Name(name) => party.name = clean_line(name),
            PartyEdit::Kind(kind) => {
                if *kind != PartyKind::Team && self.organisation.members_of(id).next().is_some() {
                    return Err(Refusal::TeamHasMembers(party.name));
                }
                party.kind = *kind;
                party.folded &= *kind == PartyKind::Team;
            }
            PartyEdit::Holder(holder) => party.holder = clean_line(holder),
            PartyEdit::Purpose(purpose) => party.purpose = clean_text(purpose),
            PartyEdit::Team(team) => party.team = *team,
            PartyEdit::Hold(hold) => party.hold = *hold,
            PartyEdit::Folded(folded) => party.folded = *folded && party.kind == PartyKind::Team,
            PartyEdit::Frame(frame) => party.frame = *frame,
            PartyEdit::Worth(worth) => party.worth = *worth,
        }
        self.put_party(party)
    }

    fn edit_supply(&mut self, id: SupplyId, edit: &SupplyEdit) -> Result<(), Refusal> {
        let mut supply = self.organisation.supply(id).ok_or(Refusal::Gone)?.clone();
        match edit {
            SupplyEdit::What(what) => supply.what.clone_from(what),
            SupplyEdit::Kind(kind) => supply.kind = *kind,
            SupplyEdit::Informal(informal) => supply.informal = *informal,
            SupplyEdit::Terms(terms) => supply.terms.clone_from(terms),
            SupplyEdit::Standing(standing) => supply.standing = *standing,
            SupplyEdit::OwnRating(rating) => supply.own_rating = *rating,
            SupplyEdit::CustomersRating(rating) => supply.customers_rating = *rating,
            SupplyEdit::Reattach(SupplyEnd::Supplier, party) => supply.supplier = *party,
            SupplyEdit::Reattach(SupplyEnd::Customer, party) => supply.customer = *party,
            SupplyEdit::Swap => std::mem::swap(&mut supply.supplier, &mut supply.customer),
        }
        self.put_supply(cleaned_supply(supply))
    }

    fn edit_note(&mut self, id: NoteId, edit: &NoteEdit) -> Result<(), Refusal> {
        let mut note = self.organisation.note(id).ok_or(Refusal::Gone)?.clone();
        match edit {
            NoteEdit::Text(text) => note.text.clone_from(text),
            NoteEdit::Kind(kind) => note.kind = *kind,
            NoteEdit::Voice(voice) => note.voice.clone_from(voice),
            NoteEdit::Visibility(visibility) => note.visibility = *visibility,
            NoteEdit::Owner(owner) => note.owner.clone_from(owner),
            NoteEdit::Due(due) => note.due = *due,
            NoteEdit::State(state) => note.state = *state,
            NoteEdit::Subject(subject) => note.subject = *subject,
        }
        self.put_note(cleaned_note(note))
    }

    fn move_party(&mut self, id: PartyId, place: Point, by_hand: bool) -> Result<(), Refusal> {
        let mut party = self.organisation.party(id).ok_or(Refusal::Gone)?.clone();
        party.place = place;
        if by_hand && party.hold == Hold::Free {
            party.hold = Hold::ByHand;
        }
        self.put_party(party)
    }

    fn group(&mut self, team: &Party, members: &[PartyId]) -> Result<(), Refusal> {
        self.add_party(&Party { kind: PartyKind::Team, ..team.clone() })?;
        members.iter().try_for_each(|id| self.edit_party(*id, &PartyEdit::Team(Some(team.id))))
    }
}

fn cleaned_supply(mut supply: Supply) -> Supply {
    supply.what = clean_line(&supply.what);
    let terms = &mut supply.terms;
    for text in
        [&mut terms.need, &mut terms.promise, &mut terms.quality, &mut terms.by_when, &mut terms.lead_time]
    {
        *text = clean_text(text);
    }
    supply
}

fn cleaned_note(mut note: Note) -> Note {
    note.text = clean_text(&note.text);
    note.voice = clean_line(&note.voice);
    note.owner = clean_line(&note.owner);
    note
}

/// One change per row: the first `before` with the last `after`, in the order of the first touch.
///
/// A row that is made must come after what it refers to and one that is removed before it; the first
/// touch keeps that order, because commands make parties before supplies and remove them after.
pub(super) fn merged(changes: Vec<Change>) -> Vec<Change> {
    let mut places = std::collections::HashMap::new();
    let mut merged: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        let at = *places.entry(change.row_name()).or_insert(merged.len());
        if at == merged.len() {
            merged.push(change);
            continue;
        }
        match (&mut merged[at], change) {
            (Change::Title { after, .. }, Change::Title { after: last, .. }) => *after = last,
            (Change::Party { after, .. }, Change::Party { after: last, .. }) => *after = last,
            (Change::Supply { after, .. }, Change::Supply { after: last, .. }) => *after = last,
            (Change::Note { after, .. }, Change::Note { after: last, .. }) => *after = last,
            (Change::Dismissal { after, .. }, Change::Dismissal { after: last, .. }) => *after = last,
            _ => {} // one row has one kind of change
        }
    }
    merged.retain(|change| !change.is_empty());
    merged
}

fn label(organisation: &Organisation, command: &Command) -> String {
    let party_name = |id: &PartyId| organisation.party(*id).map_or_else(String::new, |p| p.name.clone());
    match command {
        Command::SetTitle(_) => "Rename map".to_owned(),
        Command::AddParty(party) if party.name.is_empty() => format!("Add {}", party.kind.word()),
        Command::AddParty(party) => format!("Add “{}”", party.name),
        Command::Connect(_) => "Connect".to_owned(),
        Command::AddNote(_) => "Add note".to_owned(),
        Command::EditParties(ids, edit) => match (ids.as_slice(), edit) {
            ([id], PartyEdit::Name(_)) => format!("Rename “{}”", party_name(id)),
            (_, PartyEdit::Name(_)) => "Rename".to_owned(),
            (_, PartyEdit::Kind(kind)) => format!("Change to {}", kind.word()),
            (_, PartyEdit::Holder(_)) => "Set holder".to_owned(),
            (_, PartyEdit::Purpose(_)) => "Set purpose".to_owned(),
            (_, PartyEdit::Team(Some(_))) => "Move into team".to_owned(),
            (_, PartyEdit::Team(None)) => "Move out of team".to_owned(),
            (_, PartyEdit::Hold(Hold::Pinned)) => "Pin".to_owned(),
            (_, PartyEdit::Hold(_)) => "Unpin".to_owned(),
            (_, PartyEdit::Folded(true)) => "Fold team".to_owned(),
            (_, PartyEdit::Folded(false)) => "Unfold team".to_owned(),
            (_, PartyEdit::Frame(_)) => "Resize team".to_owned(),
            (_, PartyEdit::Worth(_)) => "Set worth".to_owned(),
        },
        Command::EditSupplies(_, edit) => match edit {
            SupplyEdit::What(_) => "Name supply",
            SupplyEdit::Kind(_) => "Change kind of supply",
            SupplyEdit::Informal(_) => "Change formality",
            SupplyEdit::Terms(_) => "Set terms",
            SupplyEdit::Standing(_) => "Set standing",
            SupplyEdit::OwnRating(_) | SupplyEdit::CustomersRating(_) => "Rate supply",
            SupplyEdit::Reattach(..) => "Re-attach supply",
            SupplyEdit::Swap => "Swap supplier and customer",
        }
        .to_owned(),
        Command::EditNote(_, NoteEdit::State(_)) => "Resolve note".to_owned(),
        Command::EditNote(..) => "Edit note".to_owned(),
        Command::Move { places, .. } if places.len() == 1 => "Move".to_owned(),
        Command::Move { places, .. } => format!("Move {} parties", places.len()),
        Command::Group { .. } => "Group into team".to_owned(),
        Command::Delete { .. } => "Delete".to_owned(),
        Command::Dismiss(_) => "Not a problem".to_owned(),
        Command::AskAgain(_) => "Ask again".to_owned(),
        Command::Batch(label, _) => label.clone(),
    }
}
