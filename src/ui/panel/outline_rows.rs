use crate::model::{Organisation, Party, PartyId, PartyKind, fold_name};
use std::collections::{HashMap, HashSet};

/// One row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutlineRow {
    /// A heading with the number of parties under it.
    Heading(&'static str, usize),
    /// A party.
    Party {
        /// Which.
        id: PartyId,
        /// How deep in teams.
        depth: usize,
        /// Whether it is a team with members.
        has_members: bool,
    },
}

/// The rows of the outline, top to bottom: inside (teams before their members), then outside.
///
/// With a `query` only the parties whose name or holder contains it are listed, flat. Members of
/// teams in `closed` are left out.
pub fn outline_rows(map: &Organisation, query: &str, closed: &HashSet<PartyId>) -> Vec<OutlineRow> {
    let mut rows = Vec::new();
    let query = fold_name(query);
    let is_wanted = |party: &&Party| {
        query.is_empty()
            || fold_name(&party.name).contains(&query)
            || fold_name(&party.holder).contains(&query)
    };
    let inside: Vec<&Party> = map.parties().filter(|p| p.kind.is_inside()).filter(is_wanted).collect();
    push_heading(&mut rows, "Inside", inside.len());
    if query.is_empty() {
        push_tree(&mut rows, map, &inside, closed);
    } else {
        push_flat(&mut rows, inside);
    }
    let customers = map.parties().filter(|p| p.kind.is_external_customer()).filter(is_wanted).collect();
    push_section(&mut rows, "External customers", customers);
    let suppliers = map.parties().filter(|p| p.kind == PartyKind::Supplier).filter(is_wanted).collect();
    push_section(&mut rows, "Suppliers", suppliers);
    rows
}

fn push_heading(rows: &mut Vec<OutlineRow>, name: &'static str, count: usize) {
    if count > 0 {
        rows.push(OutlineRow::Heading(name, count));
    }
}

fn push_section(rows: &mut Vec<OutlineRow>, name: &'static str, parties: Vec<&Party>) {
    push_heading(rows, name, parties.len());
    push_flat(rows, parties);
}

fn push_flat(rows: &mut Vec<OutlineRow>, mut parties: Vec<&Party>) {
    parties.sort_by_cached_key(|party| sort_key(party));
    rows.extend(parties.iter().map(|party| OutlineRow::Party { id: party.id, depth: 0, has_members: false }));
}

/// Teams with their members under them. Outsiders in a team are listed outside only.
fn push_tree(rows: &mut Vec<OutlineRow>, map: &Organisation, inside: &[&Party], closed: &HashSet<PartyId>) {
    let mut children: HashMap<Option<PartyId>, Vec<&Party>> = HashMap::new();
    for party in inside {
        children.entry(party.team).or_default().push(party);
    }
    for siblings in children.values_mut() {
        // Taken from the end of a stack, so the first comes last.
        siblings.sort_by_cached_key(|party| std::cmp::Reverse(sort_key(party)));
    }
    let mut waiting: Vec<(&Party, usize)> = with_depth(children.remove(&None), 0).collect();
    while let Some((party, depth)) = waiting.pop() {
        let members = children.remove(&Some(party.id));
        let has_members = members.is_some() || map.members_of(party.id).next().is_some();
        rows.push(OutlineRow::Party { id: party.id, depth, has_members });
        if !closed.contains(&party.id) {
            waiting.extend(with_depth(members, depth + 1));
        }
    }
}

fn with_depth(parties: Option<Vec<&Party>>, depth: usize) -> impl Iterator<Item = (&Party, usize)> {
    parties.into_iter().flatten().map(move |party| (party, depth))
}

/// Teams first, then by name.
fn sort_key(party: &Party) -> (bool, String, PartyId) {
    (party.kind != PartyKind::Team, fold_name(&party.name), party.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Point;
    use std::sync::Arc;

    fn map() -> Organisation {
        let mut map = Organisation::default();
        let parties = [
            (1, PartyKind::Team, "Finance", None),
            (2, PartyKind::Role, "Payroll", Some(1)),
            (3, PartyKind::Team, "Books", Some(1)),
            (4, PartyKind::Role, "Cashier", Some(3)),
            (5, PartyKind::Buyer, "Homeowner", None),
            (6, PartyKind::Role, "Driver", None),
        ];
        for (id, kind, name, team) in parties {
            let mut party = Party::new(PartyId::from_u128(id), kind, name, Point::default());
            party.team = team.map(PartyId::from_u128);
            map.put_party(Arc::new(party));
        }
        map
    }

    fn listed(map: &Organisation, query: &str, closed: &[u128]) -> Vec<String> {
        let closed = closed.iter().copied().map(PartyId::from_u128).collect();
        let line = |row: OutlineRow| match row {
            OutlineRow::Heading(name, count) => format!("{name} {count}"),
            OutlineRow::Party { id, depth, .. } => {
                let name = map.party(id).map_or("?", |party| party.name.as_str());
                format!("{}{name}", "-".repeat(depth + 1))
            }
        };
        outline_rows(map, query, &closed).into_iter().map(line).collect()
    }

    #[test]
    fn teams_come_before_their_members_and_outside_comes_last() {
        let expected = [
            "Inside 5",
            "-Finance",
            "--Books",
            "---Cashier",
            "--Payroll",
            "-Driver",
            "External customers 1",
            "-Homeowner",
        ];
        assert_eq!(listed(&map(), "", &[]), expected);
    }

    #[test]
    fn a_closed_team_hides_its_members() {
        assert_eq!(listed(&map(), "", &[1])[..3], ["Inside 5", "-Finance", "-Driver"]);
    }

    #[test]
    fn a_search_lists_what_it_finds_without_the_tree() {
        let expected = ["Inside 2", "-Cashier", "-Driver", "External customers 1", "-Homeowner"];
        assert_eq!(listed(&map(), "ER", &[1])[..], expected);
        assert!(listed(&map(), "nobody", &[]).is_empty());
    }
}
