use super::{
    Dismissal, ElementId, Note, NoteId, NoteSubject, Party, PartyId, PartyKind, Supply, SupplyId, SupplyKind,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;

/// The whole document: a title, every party, supply and note, and which questions are not a problem.
///
/// Iteration is always in the order of the ids, which is the order in which things were made.
/// Rows are shared ([`Arc`]), so that a clone costs a pointer each.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    title: String,
    parties: BTreeMap<PartyId, Arc<Party>>,
    supplies: BTreeMap<SupplyId, Arc<Supply>>,
    notes: BTreeMap<NoteId, Arc<Note>>,
    dismissals: BTreeMap<String, Arc<Dismissal>>,
    links: Links,
}

/// Who is joined to whom; derived from the rows and kept with them.
#[derive(Clone, Debug, Default)]
struct Links {
    given: HashMap<PartyId, BTreeSet<SupplyId>>,
    received: HashMap<PartyId, BTreeSet<SupplyId>>,
    members: HashMap<PartyId, BTreeSet<PartyId>>,
    notes: HashMap<NoteSubject, BTreeSet<NoteId>>,
}

impl PartialEq for Organisation {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title
            && self.parties == other.parties
            && self.supplies == other.supplies
            && self.notes == other.notes
            && self.dismissals == other.dismissals
    }
}

impl Organisation {
    /// The title of the map.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Every party, in the order in which they were made.
    pub fn parties(&self) -> impl ExactSizeIterator<Item = &Party> {
        self.parties.values().map(AsRef::as_ref)
    }

    /// Every supply, in the order in which they were made.
    pub fn supplies(&self) -> impl ExactSizeIterator<Item = &Supply> {
        self.supplies.values().map(AsRef::as_ref)
    }

    /// Every note, in the order in which they were made.
    pub fn notes(&self) -> impl ExactSizeIterator<Item = &Note> {
        self.notes.values().map(AsRef::as_ref)
    }

    /// Every question that somebody said is not a problem, in the order of their names.
    pub fn dismissals(&self) -> impl ExactSizeIterator<Item = &Dismissal> {
        self.dismissals.values().map(AsRef::as_ref)
    }

    /// The party with this id.
    pub fn party(&self, id: PartyId) -> Option<&Party> {
        self.parties.get(&id).map(AsRef::as_ref)
    }

    /// The supply with this id.
    pub fn supply(&self, id: SupplyId) -> Option<&Supply> {
        self.supplies.get(&id).map(AsRef::as_ref)
    }

    /// The note with this id.
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.get(&id).map(AsRef::as_ref)
    }

    /// The shared row of a party.
    pub fn party_row(&self, id: PartyId) -> Option<&Arc<Party>> {
        self.parties.get(&id)
    }

    /// The shared row of a supply.
    pub fn supply_row(&self, id: SupplyId) -> Option<&Arc<Supply>> {
        self.supplies.get(&id)
    }

    /// The shared row of a note.
    pub fn note_row(&self, id: NoteId) -> Option<&Arc<Note>> {
        self.notes.get(&id)
    }

    /// The shared row of what is remembered about the question of this name.
    pub fn dismissal_row(&self, finding: &str) -> Option<&Arc<Dismissal>> {
        self.dismissals.get(finding)
    }

    /// Whether the party, supply or note exists.
    pub fn contains(&self, element: ElementId) -> bool {
        match element {
            ElementId::Party(id) => self.parties.contains_key(&id),
            ElementId::Supply(id) => self.supplies.contains_key(&id),
            ElementId::Note(id) => self.notes.contains_key(&id),
        }
    }

    /// Whether there is nothing on the map.
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty()
    }

    /// Everything that `party` supplies, of every kind, to itself too.
    pub fn supplies_from(&self, party: PartyId) -> impl Iterator<Item = &Supply> {
        self.linked_supplies(self.links.given.get(&party))
    }

    /// Everything that `party` receives, of every kind, from itself too.
    pub fn supplies_to(&self, party: PartyId) -> impl Iterator<Item = &Supply> {
        self.linked_supplies(self.links.received.get(&party))
    }

    /// Everything that flows from `supplier` to `customer`, in that direction only.
    pub fn supplies_between(&self, supplier: PartyId, customer: PartyId) -> impl Iterator<Item = &Supply> {
        let (given, received) = (self.links.given.get(&supplier), self.links.received.get(&customer));
        // The party with fewer supplies is asked: the other one may be a hub.
        let shorter = given
            .zip(received)
            .map(|(given, received)| if given.len() < received.len() { given } else { received });
        self.linked_supplies(shorter).filter(move |s| s.supplier == supplier && s.customer == customer)
    }

    /// Those whom `party` reports to; usually one.
    pub fn bosses_of(&self, party: PartyId) -> impl Iterator<Item = PartyId> {
        self.supplies_from(party)
            .filter(|s| s.kind == SupplyKind::ReportsTo && !s.is_to_self())
            .map(|s| s.customer)
    }

    /// Those who report to `party`.
    pub fn reports_of(&self, party: PartyId) -> impl Iterator<Item = PartyId> {
        self.supplies_to(party)
            .filter(|s| s.kind == SupplyKind::ReportsTo && !s.is_to_self())
            .map(|s| s.supplier)
    }

    /// The direct members of a team, in the order in which they were made.
    pub fn members_of(&self, team: PartyId) -> impl Iterator<Item = &Party> {
        self.links.members.get(&team).into_iter().flatten().filter_map(|id| self.party(*id))
    }

    /// All members of a team at any depth, the team itself not counted. Parents come before children.
    pub fn descendants_of(&self, team: PartyId) -> Vec<PartyId> {
        let mut found: Vec<PartyId> = self.members_of(team).map(|p| p.id).collect();
        let mut seen: BTreeSet<PartyId> = found.iter().copied().collect();
        let mut next = 0;
        while let Some(&id) = found.get(next) {
            next += 1;
            found.extend(self.members_of(id).map(|p| p.id).filter(|m| *m != team && seen.insert(*m)));
        }
        found
    }

    /// The teams around `party`, the innermost first.
    pub fn teams_around(&self, party: PartyId) -> Vec<PartyId> {
        let mut around = Vec::new();
        let mut inner = party;
        while let Some(team) = self.party(inner).and_then(|p| p.team) {
            if around.contains(&team) || team == party {
                break; // a damaged file may hold a ring of teams
            }
            around.push(team);
            inner = team;
        }
        around
    }

    /// The notes on a party or a supply, in the order in which they were made.
    pub fn notes_on(&self, subject: NoteSubject) -> impl Iterator<Item = &Note> {
        self.links.notes.get(&subject).into_iter().flatten().filter_map(|id| self.note(*id))
    }

    /// Parties with this name, compared as people do (case and runs of blanks do not matter).
    pub fn parties_named(&self, name: &str) -> impl Iterator<Item = &Party> {
        let wanted = super::fold_name(name);
        self.parties().filter(move |party| super::folds_to(&party.name, &wanted))
    }

    /// How many parties are of `kind`.
    pub fn count_kind(&self, kind: PartyKind) -> usize {
        self.parties().filter(|party| party.kind == kind).count()
    }

    /// Sets the title. For [`crate::edit::Change`] and loading only.
    pub fn set_title(&mut self, title: String) {
        self.title = title;
    }

    /// Puts a party in, or in place of the one with its id. For [`crate::edit::Change`] and loading only.
    pub fn put_party(&mut self, party: Arc<Party>) {
        self.remove_party(party.id);
        if let Some(team) = party.team {
            self.links.members.entry(team).or_default().insert(party.id);
        }
        self.parties.insert(party.id, party);
    }

    /// Takes a party out, and nothing that refers to it. For [`crate::edit::Change`] only.
    pub fn remove_party(&mut self, id: PartyId) {
        let Some(old) = self.parties.remove(&id) else { return };
        if let Some(team) = old.team {
            unlink(&mut self.links.members, &team, &id);
        }
    }

    /// Puts a supply in, or in place of the one with its id. For [`crate::edit::Change`] and loading only.
    pub fn put_supply(&mut self, supply: Arc<Supply>) {
        self.remove_supply(supply.id);
        self.links.given.entry(supply.supplier).or_default().insert(supply.id);
        self.links.received.entry(supply.customer).or_default().insert(supply.id);
        self.supplies.insert(supply.id, supply);
    }

    /// Takes a supply out. For [`crate::edit::Change`] only.
    pub fn remove_supply(&mut self, id: SupplyId) {
        let Some(old) = self.supplies.remove(&id) else { return };
        unlink(&mut self.links.given, &old.supplier, &id);
        unlink(&mut self.links.received, &old.customer, &id);
    }

    /// Puts a note in, or in place of the one with its id. For [`crate::edit::Change`] and loading only.
    pub fn put_note(&mut self, note: Arc<Note>) {
        self.remove_note(note.id);
        self.links.notes.entry(note.subject).or_default().insert(note.id);
        self.notes.insert(note.id, note);
    }

    /// Takes a note out. For [`crate::edit::Change`] only.
    pub fn remove_note(&mut self, id: NoteId) {
        let Some(old) = self.notes.remove(&id) else { return };
        unlink(&mut self.links.notes, &old.subject, &id);
    }

    /// Remembers something about a question. For [`crate::edit::Change`] and loading only.
    pub fn put_dismissal(&mut self, dismissal: Arc<Dismissal>) {
        self.dismissals.insert(dismissal.finding.clone(), dismissal);
    }

    /// Forgets what was remembered about a question. For [`crate::edit::Change`] only.
    pub fn remove_dismissal(&mut self, finding: &str) {
        self.dismissals.remove(finding);
    }

    fn linked_supplies<'a>(
        &'a self,
        ids: Option<&'a BTreeSet<SupplyId>>,
    ) -> impl Iterator<Item = &'a Supply> {
        ids.into_iter().flatten().filter_map(|id| self.supply(*id))
    }
}

fn unlink<K: Hash + Eq, V: Ord>(links: &mut HashMap<K, BTreeSet<V>>, key: &K, value: &V) {
    if let Some(set) = links.get_mut(key) {
        set.remove(value);
        if set.is_empty() {
            links.remove(key);
        }
    }
}
