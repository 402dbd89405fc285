use crate::model::{Organisation, Supply, SupplyId, fold_name, folds_to};
use crate::tool::EntrySubject;
use crate::ui::fuzzy::ranked;
use std::collections::BTreeSet;

/// Names that may be meant, looked for again when something else is typed or the map has changed.
#[derive(Debug, Default)]
pub(super) struct Completion {
    asked: Option<(u64, EntrySubject, String)>,
    found: Vec<String>,
}

impl Completion {
    /// Brings the names up to date with what is `typed`, on the map of this `revision`.
    pub fn refresh(&mut self, map: &Organisation, revision: u64, subject: EntrySubject, typed: &str) {
        let is_same = |(at, about, text): &(u64, EntrySubject, String)| {
            (*at, *about) == (revision, subject) && text == typed
        };
        if !self.asked.as_ref().is_some_and(is_same) {
            self.found = suggestions(map, subject, typed);
            self.asked = Some((revision, subject, typed.to_owned()));
        }
    }

    /// The names, the likeliest first.
    pub fn found(&self) -> &[String] {
        &self.found
    }
}

/// How many suggestions are shown at most.
const MOST: usize = 7;

/// Names that may be meant by what is typed so far, the likeliest first.
fn suggestions(map: &Organisation, subject: EntrySubject, typed: &str) -> Vec<String> {
    let known = match subject {
        EntrySubject::Neighbour { .. } if !typed.trim().is_empty() => party_names(map),
        EntrySubject::Supply(id) | EntrySubject::NewSupply(id, _) => what_names(map, id, typed),
        _ => return Vec::new(),
    };
    let found = ranked(typed, &known).into_iter().filter_map(|at| known.get(at)).take(MOST);
    match found.copied().collect::<Vec<&str>>().as_slice() {
        [only] if folds_to(only, &fold_name(typed)) => Vec::new(), // it is typed out already
        names => names.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn party_names(map: &Organisation) -> Vec<&str> {
    let names: BTreeSet<&str> = map.parties().map(|party| party.name.as_str()).collect();
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// What the supplier gives already; once something is typed, also what anybody gives.
fn what_names<'a>(map: &'a Organisation, supply: SupplyId, typed: &str) -> Vec<&'a str> {
    let is_other = |other: &&Supply| other.id != supply && !other.what.is_empty();
    let names_of = |supplies: &mut dyn Iterator<Item = &'a Supply>| -> BTreeSet<&'a str> {
        supplies.filter(is_other).map(|supply| supply.what.as_str()).collect()
    };
    let supplier = map.supply(supply).map(|supply| supply.supplier);
    let own = supplier.map(|supplier| names_of(&mut map.supplies_from(supplier))).unwrap_or_default();
    let mut names: Vec<&str> = own.iter().copied().collect();
    if !typed.trim().is_empty() {
        names.extend(names_of(&mut map.supplies()).difference(&own));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::SupplyEnd;
    use crate::model::{IdSource, Party, PartyId, PartyKind, Point, SequentialIds};
    use std::sync::Arc;

    /// Planner gives a plan to Sales and Depot; Depot gives parts to Sales.
    fn map() -> (Organisation, Vec<PartyId>, Vec<SupplyId>) {
        let (mut map, mut ids) = (Organisation::default(), SequentialIds::default());
        let parties: Vec<PartyId> = ["Planner", "Sales", "Depot"]
            .into_iter()
            .map(|name| {
                let party = Party::new(ids.party(), PartyKind::Role, name, Point::default());
                let id = party.id;
                map.put_party(Arc::new(party));
                id
            })
            .collect();
        let supplies = [(0, 1, "plan"), (0, 2, ""), (2, 1, "parts")]
            .into_iter()
            .map(|(from, to, what)| {
                let supply = Supply::new(ids.supply(), parties[from], parties[to], what);
                let id = supply.id;
                map.put_supply(Arc::new(supply));
                id
            })
            .collect();
        (map, parties, supplies)
    }

    #[test]
    fn a_neighbour_is_completed_from_the_parties_there_are() {
        let (map, parties, _) = map();
        let subject = EntrySubject::Neighbour { of: parties[0], end: SupplyEnd::Supplier, by_click: false };
        assert_eq!(suggestions(&map, subject, "sa"), ["Sales"]);
        assert!(suggestions(&map, subject, "").is_empty(), "nobody wants a list of everybody");
        assert!(suggestions(&map, subject, "Sales").is_empty(), "it is typed out already");
    }

    #[test]
    fn what_is_supplied_is_completed_from_what_that_supplier_gives() {
        let (map, _, supplies) = map();
        let subject = EntrySubject::Supply(supplies[1]);
        assert_eq!(suggestions(&map, subject, ""), ["plan"]);
        let typed = suggestions(&map, subject, "part");
        assert_eq!(
            typed.first().map(String::as_str),
            Some("parts"),
            "others' words count once something is typed"
        );
    }

    #[test]
    fn names_follow_what_is_typed_and_the_map() {
        let (mut map, parties, _) = map();
        let subject = EntrySubject::Neighbour { of: parties[0], end: SupplyEnd::Supplier, by_click: false };
        let mut completion = Completion::default();
        completion.refresh(&map, 1, subject, "sa");
        assert_eq!(completion.found(), ["Sales"]);
        completion.refresh(&map, 1, subject, "dep");
        assert_eq!(completion.found(), ["Depot"]);
        map.remove_party(parties[2]);
        completion.refresh(&map, 2, subject, "dep");
        assert!(completion.found().is_empty());
    }

    #[test]
    fn the_name_of_a_new_party_is_not_completed() {
        let (map, ..) = map();
        let subject = EntrySubject::NewParty(PartyKind::Role, None);
        assert!(suggestions(&map, subject, "Sal").is_empty(), "it would make a second one");
    }
}
