use super::cell;
use crate::model::{Organisation, PartyId, PartyKind, fold_name};
use std::collections::{HashMap, HashSet, VecDeque};

/// How much a party of the map has to have in common with a row, beside the name; most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Likeness {
    TeamAndHolder,
    Team,
    OnlyName,
}

impl Likeness {
    pub const ALL: [Self; 3] = [Self::TeamAndHolder, Self::Team, Self::OnlyName];
}

/// What a row says about its party.
#[derive(Clone, Copy, Debug)]
pub(super) struct Description<'a> {
    pub name: &'a str,
    pub holder: &'a str,
    pub kind: Option<PartyKind>,
    /// The teams around it, outermost first.
    pub path: &'a [String],
}

/// The parties of a map that rows may mean. Each is given to one row only, the oldest first, so that of
/// thirty “Manager”s each row gets its own.
pub(super) struct Candidates {
    waiting: HashMap<Key, VecDeque<PartyId>>,
    taken: HashSet<PartyId>,
}

/// What has to be equal, folded: name, teams and holder as far as the likeness asks for them.
type Key = (Likeness, bool, String, String, String);

impl Candidates {
    pub fn of(map: &Organisation) -> Self {
        let mut waiting: HashMap<Key, VecDeque<PartyId>> = HashMap::new();
        for party in map.parties() {
            let around = map.teams_around(party.id);
            let names = around.iter().rev().filter_map(|team| map.party(*team));
            let path: Vec<String> = names.map(|team| team.name.clone()).collect();
            let said = Description { name: &party.name, holder: &party.holder, kind: None, path: &path };
            for likeness in Likeness::ALL {
                waiting
                    .entry(key(likeness, party.kind == PartyKind::Team, said))
                    .or_default()
                    .push_back(party.id);
            }
        }
        Self { waiting, taken: HashSet::new() }
    }

    /// The oldest party that is like the row and that no other row has got. A team is never taken for
    /// something else, or the other way round, if the row says what its party is.
    pub fn take(&mut self, likeness: Likeness, said: Description<'_>) -> Option<PartyId> {
        let may_be_team: &[bool] = match said.kind {
            Some(PartyKind::Team) => &[true],
            Some(_) => &[false],
            None => &[false, true],
        };
        may_be_team.iter().find_map(|is_team| {
            let waiting = self.waiting.get_mut(&key(likeness, *is_team, said))?;
            while let Some(id) = waiting.pop_front() {
                if self.taken.insert(id) {
                    return Some(id);
                }
            }
            None
        })
    }

    /// Gives a party away for good; false if a row has it already.
    pub fn take_this(&mut self, id: PartyId) -> bool {
        self.taken.insert(id)
    }
}

fn key(likeness: Likeness, is_team: bool, said: Description<'_>) -> Key {
    let path = || fold_name(&cell::path_cell(said.path.iter().map(String::as_str)));
    let (path, holder) = match likeness {
        Likeness::TeamAndHolder => (path(), fold_name(said.holder)),
        Likeness::Team => (path(), String::new()),
        Likeness::OnlyName => (String::new(), String::new()),
    };
    (likeness, is_team, fold_name(said.name), path, holder)
}
