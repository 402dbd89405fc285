use crate::model::{
    ElementId, Note, NoteId, NoteSubject, Organisation, Party, PartyId, PartyKind, Supply, SupplyId,
    fold_name, sort_name,
};
use crate::scene::NotesShown;
use std::collections::{HashMap, HashSet};

/// One row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OutlineRow {
    /// A heading with the number of things under it.
    Heading(&'static str, usize),
    /// A party.
    Party {
        id: PartyId,
        /// How deep in teams.
        depth: usize,
        fold: Fold,
    },
    /// What a party gives, or receives, below it.
    Supply { id: SupplyId, depth: usize, end: End },
    /// A note below what it is about.
    Note { id: NoteId, depth: usize },
}

/// Whether rows hang on a row, and whether they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    Nothing,
    Open,
    Closed,
}

/// From which side a supply is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Given,
    Received,
    /// From neither: in a list of supplies.
    Both,
}

/// What is shown of the outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// Part of a name; with one, everything found is listed flat.
    pub query: String,
    /// Teams that are closed and others that are open: the opposite of how they begin.
    pub turned: HashSet<PartyId>,
    /// Which notes may be read.
    pub notes: NotesShown,
}

impl OutlineRow {
    /// What the row is about.
    pub fn element(&self) -> Option<ElementId> {
        match self {
            Self::Heading(..) => None,
            Self::Party { id, .. } => Some((*id).into()),
            Self::Supply { id, .. } => Some((*id).into()),
            Self::Note { id, .. } => Some((*id).into()),
        }
    }

    pub fn depth(&self) -> usize {
        match self {
            Self::Heading(..) => 0,
            Self::Party { depth, .. } | Self::Supply { depth, .. } | Self::Note { depth, .. } => *depth,
        }
    }

    pub fn fold(&self) -> Fold {
        match self {
            Self::Party { fold, .. } => *fold,
            _ => Fold::Nothing,
        }
    }
}

impl Wish {
    /// Teams begin open and show who is in them; others begin closed.
    fn is_open(&self, party: &Party) -> bool {
        (party.kind == PartyKind::Team) != self.turned.contains(&party.id)
    }
}

/// The rows of the outline, top to bottom: inside (teams before their members), then outside.
///
/// Whatever is open is followed by its members, what it gives, what it receives, and its notes.
pub(super) fn outline_rows(map: &Organisation, wish: &Wish) -> Vec<OutlineRow> {
    let query = fold_name(&wish.query);
    let is_wanted = |party: &&Party| {
        query.is_empty()
            || fold_name(&party.name).contains(&query)
            || fold_name(&party.holder).contains(&query)
    };
    let mut outline = Outline { map, wish, rows: Vec::new() };
    let inside: Vec<&Party> = map.parties().filter(|p| p.kind.is_inside()).filter(is_wanted).collect();
    outline.push_heading("Inside", inside.len());
    if query.is_empty() {
        outline.push_tree(&inside);
    } else {
        outline.push_flat(inside);
    }
    let customers = map.parties().filter(|p| p.kind.is_external_customer()).filter(is_wanted).collect();
    outline.push_section("External customers", customers);
    let suppliers = map.parties().filter(|p| p.kind == PartyKind::Supplier).filter(is_wanted).collect();
    outline.push_section("Suppliers", suppliers);
    if !query.is_empty() {
        outline.push_found_supplies(&query);
    }
    outline.rows
}

struct Outline<'a> {
    map: &'a Organisation,
    wish: &'a Wish,
    rows: Vec<OutlineRow>,
}

impl Outline<'_> {
    fn push_heading(&mut self, name: &'static str, count: usize) {
        if count > 0 {
            self.rows.push(OutlineRow::Heading(name, count));
        }
    }

    fn push_section(&mut self, name: &'static str, parties: Vec<&Party>) {
        self.push_heading(name, parties.len());
        self.push_flat(parties);
    }

    fn push_flat(&mut self, mut parties: Vec<&Party>) {
        parties.sort_by_cached_key(|party| sort_key(party));
        for party in parties {
            self.push_party(party, 0, false);
            self.push_details(party, 1);
        }
    }

    /// Teams with their members under them. Outsiders in a team are listed outside only.
    fn push_tree(&mut self, inside: &[&Party]) {
        let mut children: HashMap<Option<PartyId>, Vec<&Party>> = HashMap::new();
        for party in inside {
            children.entry(party.team).or_default().push(party);
        }
        for siblings in children.values_mut() {
            // Taken from the end of a stack, so the first comes last.
            siblings.sort_by_cached_key(|party| std::cmp::Reverse(sort_key(party)));
        }
        let mut waiting: Vec<Waiting> = begin(children.remove(&None), 0).collect();
        while let Some(next) = waiting.pop() {
            match next {
                Waiting::Details(party, depth) => self.push_details(party, depth),
                Waiting::Party(party, depth) => {
                    let members = children.remove(&Some(party.id));
                    self.push_party(party, depth, members.is_some());
                    if self.wish.is_open(party) {
                        waiting.push(Waiting::Details(party, depth + 1));
                        waiting.extend(begin(members, depth + 1));
                    }
                }
            }
        }
    }

    fn push_party(&mut self, party: &Party, depth: usize, has_members: bool) {
        let is_empty = !has_members
            && self.map.supplies_from(party.id).next().is_none()
            && self.map.supplies_to(party.id).next().is_none()
            && self.notes(NoteSubject::Party(party.id)).next().is_none();
        let fold = match (is_empty, self.wish.is_open(party)) {
            (true, _) => Fold::Nothing,
            (_, true) => Fold::Open,
            (_, false) => Fold::Closed,
        };
        self.rows.push(OutlineRow::Party { id: party.id, depth, fold });
    }

    /// What an open party gives and receives, and the notes on it and on what it gives.
    fn push_details(&mut self, party: &Party, depth: usize) {
        if !self.wish.is_open(party) {
            return;
        }
        let map = self.map;
        for supply in map.supplies_from(party.id) {
            self.rows.push(OutlineRow::Supply { id: supply.id, depth, end: End::Given });
            self.push_notes(NoteSubject::Supply(supply.id), depth + 1);
        }
        for supply in map.supplies_to(party.id).filter(|supply| !supply.is_to_self()) {
            self.rows.push(OutlineRow::Supply { id: supply.id, depth, end: End::Received });
        }
        self.push_notes(NoteSubject::Party(party.id), depth);
    }

    fn push_notes(&mut self, subject: NoteSubject, depth: usize) {
        let notes: Vec<NoteId> = self.notes(subject).map(|note| note.id).collect();
        self.rows.extend(notes.into_iter().map(|id| OutlineRow::Note { id, depth }));
    }

    fn notes(&self, subject: NoteSubject) -> impl Iterator<Item = &Note> {
        let shown = self.wish.notes;
        self.map.notes_on(subject).filter(move |note| shown.includes(note))
    }

    fn push_found_supplies(&mut self, query: &str) {
        let is_found = |supply: &&Supply| fold_name(&supply.what).contains(query);
        let mut found: Vec<&Supply> = self.map.supplies().filter(is_found).collect();
        found.sort_by_cached_key(|supply| (sort_name(&supply.what), supply.id));
        self.push_heading("Supplies", found.len());
        let row = |supply: &Supply| OutlineRow::Supply { id: supply.id, depth: 0, end: End::Both };
        self.rows.extend(found.into_iter().map(row));
    }
}

enum Waiting<'a> {
    Party(&'a Party, usize),
    Details(&'a Party, usize),
}

fn begin(parties: Option<Vec<&Party>>, depth: usize) -> impl Iterator<Item = Waiting<'_>> {
    parties.into_iter().flatten().map(move |party| Waiting::Party(party, depth))
}

/// Teams first, then by name.
fn sort_key(party: &Party) -> (bool, String, PartyId) {
    (party.kind != PartyKind::Team, sort_name(&party.name), party.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, NoteEdit, perform};
    use crate::exchange::text::import_bytes;
    use crate::model::{SequentialIds, Visibility};

    fn map() -> Organisation {
        let text = "Finance / Payroll -> Driver: pay run\nFinance / Books / Cashier -> Homeowner (buyer): receipt\n\
                    Driver -> Homeowner: kitchen\nPayroll ! late in December";
        let mut map = Organisation::default();
        let import = import_bytes(text.as_bytes(), &map, &mut SequentialIds::default()).unwrap();
        perform(&mut map, &import.command).unwrap();
        map
    }

    fn listed(map: &Organisation, query: &str, turned: &[&str]) -> Vec<String> {
        let id = |name: &&str| map.parties_named(name).next().unwrap().id;
        let turned = turned.iter().map(id).collect();
        let name = |id: PartyId| map.party(id).map_or("?", |party| party.name.as_str());
        let line = |row: OutlineRow| {
            let text = match &row {
                OutlineRow::Heading(name, count) => return format!("{name} {count}"),
                OutlineRow::Party { id, fold: Fold::Closed, .. } => format!("{} …", name(*id)),
                OutlineRow::Party { id, .. } => name(*id).to_owned(),
                OutlineRow::Supply { id, end: End::Received, .. } => {
                    format!("< {}", map.supply(*id).unwrap().what)
                }
                OutlineRow::Supply { id, .. } => format!("> {}", map.supply(*id).unwrap().what),
                OutlineRow::Note { id, .. } => format!("! {}", map.note(*id).unwrap().text),
            };
            format!("{}{text}", "-".repeat(row.depth() + 1))
        };
        let wish = Wish { query: query.to_owned(), turned, notes: NotesShown::ForTheRoom };
        outline_rows(map, &wish).into_iter().map(line).collect()
    }

    #[test]
    fn teams_come_before_their_members_and_outside_comes_last() {
        let expected = [
            "Inside 5",
            "-Finance",
            "--Books",
            "---Cashier …",
            "--Payroll …",
            "-Driver …",
            "External customers 1",
            "-Homeowner …",
        ];
        assert_eq!(listed(&map(), "", &[]), expected);
    }

    #[test]
    fn whoever_is_open_shows_what_it_gives_and_receives_and_its_notes() {
        let opened = listed(&map(), "", &["Payroll", "Driver"]);
        let expected =
            ["--Payroll", "---> pay run", "---! late in December", "-Driver", "--> kitchen", "--< pay run"];
        assert_eq!(opened[4..10], expected);
    }

    #[test]
    fn a_note_for_the_facilitator_only_is_not_in_it_while_a_room_looks_on() {
        let mut map = map();
        let note = map.notes().next().unwrap().id;
        let hide = Command::EditNote(note, NoteEdit::Visibility(Visibility::Facilitator));
        perform(&mut map, &hide).unwrap();
        assert!(!listed(&map, "", &["Payroll"]).iter().any(|row| row.contains('!')));
    }

    #[test]
    fn a_closed_team_hides_its_members() {
        assert_eq!(listed(&map(), "", &["Finance"])[..3], ["Inside 5", "-Finance …", "-Driver …"]);
    }

    #[test]
    fn a_search_lists_what_it_finds_without_the_tree() {
        let expected = ["Inside 2", "-Cashier …", "-Driver …", "External customers 1", "-Homeowner …"];
        assert_eq!(listed(&map(), "ER", &[])[..], expected);
        assert_eq!(listed(&map(), "run", &[]), ["Supplies 1", "-> pay run"]);
        assert!(listed(&map(), "nobody", &[]).is_empty());
    }
}
