use super::source::{MatrixKind, Source};
use crate::model::{Organisation, Party, PartyId, fold_name};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// By what the rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum SortBy {
    /// Their names.
    #[default]
    Name,
    /// How many customers they reach.
    Reached,
    /// Hand-offs to the nearest customer, or the number of supplies.
    Measure,
    /// What they have to do with one customer.
    Customer(PartyId),
}

/// What a person wants to see, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    pub by: SortBy,
    /// Against the direction that is usual for it.
    pub is_reversed: bool,
    /// Part of the names of rows or of their teams.
    pub rows: String,
    /// Part of the names of columns.
    pub columns: String,
    pub by_team: bool,
    /// Teams whose rows are folded away; none: those without a team.
    pub closed: HashSet<Option<PartyId>>,
}

/// One row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MatrixRow {
    /// A team with the rows of its members, which follow unless it is closed.
    Team { team: Option<PartyId>, members: Vec<usize>, is_open: bool },
    /// A row of the source.
    Party(usize),
}

/// Rows and columns in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arranged {
    pub rows: Vec<MatrixRow>,
    /// Columns of the source.
    pub columns: Vec<usize>,
}

impl Arranged {
    pub fn of(source: &Source, wish: &Wish) -> Self {
        let (rows, columns) = (fold_name(&wish.rows), fold_name(&wish.columns));
        let columns = found(source, source.columns(), |party| contains(&party.name, &columns));
        let mut found_rows = found(source, source.rows(), |party| {
            contains(&party.name, &rows) || contains(&team_path(source.map, party.team), &rows)
        });
        sort(source, wish, &mut found_rows);
        let rows = if wish.by_team {
            grouped(source, wish, found_rows)
        } else {
            found_rows.into_iter().map(MatrixRow::Party).collect()
        };
        Self { rows, columns }
    }
}

/// Where the wanted ones are; whoever was deleted meanwhile is left out.
fn found(source: &Source, parties: &[PartyId], is_wanted: impl Fn(&Party) -> bool) -> Vec<usize> {
    let is_wanted = |id: &PartyId| source.map.party(*id).is_some_and(&is_wanted);
    parties.iter().enumerate().filter(|(_, id)| is_wanted(id)).map(|(at, _)| at).collect()
}

/// `part` is folded already.
fn contains(name: &str, part: &str) -> bool {
    part.is_empty() || fold_name(name).contains(part)
}

/// Sorts rows that come by name; equal ones stay by name, those without a value come last either way.
fn sort(source: &Source, wish: &Wish, rows: &mut [usize]) {
    let column = match wish.by {
        SortBy::Customer(id) => source.columns().iter().position(|customer| *customer == id),
        _ => None,
    };
    let value = |row: usize| match wish.by {
        SortBy::Name => Some(row as u32),
        SortBy::Reached => Some(source.sum(row).reached),
        SortBy::Measure => source.sum(row).measure,
        SortBy::Customer(_) => source.value(row, column?),
    };
    let is_descending = wish.is_reversed != begins_with_most(wish.by, source.kind);
    if is_descending {
        rows.sort_by_cached_key(|row| {
            let value = value(*row);
            (value.is_none(), Reverse(value))
        });
    } else {
        rows.sort_by_cached_key(|row| {
            let value = value(*row);
            (value.is_none(), value)
        });
    }
}

/// Whether the largest number is the usual one to see first.
pub(super) fn begins_with_most(by: SortBy, kind: MatrixKind) -> bool {
    match by {
        SortBy::Name => false,
        SortBy::Reached => true,
        SortBy::Measure | SortBy::Customer(_) => kind == MatrixKind::Supply,
    }
}

/// Teams by name, those without a team last; the rows of each in their order.
fn grouped(source: &Source, wish: &Wish, rows: Vec<usize>) -> Vec<MatrixRow> {
    let mut teams: BTreeMap<(bool, String, Option<PartyId>), Vec<usize>> = BTreeMap::new();
    for row in rows {
        let party = source.rows().get(row).and_then(|id| source.map.party(*id));
        let team = party.and_then(|party| party.team);
        let key = (team.is_none(), fold_name(&team_path(source.map, team)), team);
        teams.entry(key).or_default().push(row);
    }
    let mut shown = Vec::new();
    for ((_, _, team), members) in teams {
        let is_open = !wish.closed.contains(&team);
        let open_members = if is_open { members.clone() } else { Vec::new() };
        shown.push(MatrixRow::Team { team, members, is_open });
        shown.extend(open_members.into_iter().map(MatrixRow::Party));
    }
    shown
}

/// `Operations / Finance`; empty without a team.
pub(super) fn team_path(map: &Organisation, team: Option<PartyId>) -> String {
    let Some(team) = team else { return String::new() };
    let around = map.teams_around(team);
    let names = around.iter().rev().chain([&team]).filter_map(|id| map.party(*id));
    names.map(|party| party.name.replace('\n', " ")).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Overview;
    use crate::exchange::text::import_bytes;
    use crate::model::SequentialIds;

    fn map() -> Organisation {
        let text = "Ada -> Bo: plan\nBo -> Homeowner (buyer): kitchen\nBo -> City (payer): report\n\
                    Bo -> City: invoice\nFinance / Cy -> Ada: pay\nFinance / Di -> Di: care";
        let mut map = Organisation::default();
        let import = import_bytes(text.as_bytes(), &map, &mut SequentialIds::default()).unwrap();
        crate::edit::perform(&mut map, &import.command).unwrap();
        map
    }

    fn names(map: &Organisation, kind: MatrixKind, wish: &Wish) -> (Vec<String>, Vec<String>) {
        let overview = Overview::of(map);
        let source = Source { map, overview: &overview, kind };
        let name = |id: &PartyId| map.party(*id).unwrap().name.clone();
        let arranged = Arranged::of(&source, wish);
        let row = |row: &MatrixRow| match row {
            MatrixRow::Party(at) => name(&source.rows()[*at]),
            MatrixRow::Team { team, members, .. } => {
                let team = team.as_ref().map_or("none".to_owned(), name);
                format!("[{team} {}]", members.len())
            }
        };
        let columns = arranged.columns.iter().map(|at| name(&source.columns()[*at]));
        (arranged.rows.iter().map(row).collect(), columns.collect())
    }

    fn party(map: &Organisation, name: &str) -> PartyId {
        map.parties_named(name).next().unwrap().id
    }

    #[test]
    fn rows_are_sorted_by_what_was_asked_for_and_those_without_come_last() {
        let map = map();
        let city = SortBy::Customer(party(&map, "City"));
        let table: [(MatrixKind, SortBy, bool, &[&str]); 8] = [
            (MatrixKind::Sight, SortBy::Name, false, &["Ada", "Bo", "Cy", "Di"]),
            (MatrixKind::Sight, SortBy::Name, true, &["Di", "Cy", "Bo", "Ada"]),
            (MatrixKind::Sight, SortBy::Measure, false, &["Bo", "Ada", "Cy", "Di"]),
            (MatrixKind::Sight, SortBy::Measure, true, &["Cy", "Ada", "Bo", "Di"]),
            (MatrixKind::Sight, SortBy::Reached, false, &["Ada", "Bo", "Cy", "Di"]),
            (MatrixKind::Sight, city, false, &["Bo", "Ada", "Cy", "Di"]),
            (MatrixKind::Supply, SortBy::Measure, false, &["Bo", "Ada", "Cy", "Di"]),
            (MatrixKind::Supply, city, false, &["Bo", "Ada", "Cy", "Di"]),
        ];
        for (kind, by, is_reversed, expected) in table {
            let wish = Wish { by, is_reversed, ..Wish::default() };
            assert_eq!(names(&map, kind, &wish).0, expected, "{kind:?} {by:?} {is_reversed}");
        }
    }

    #[test]
    fn filters_look_at_names_and_teams() {
        let map = map();
        let wish = |rows: &str, columns: &str| Wish {
            rows: rows.to_owned(),
            columns: columns.to_owned(),
            ..Wish::default()
        };
        let (rows, columns) = names(&map, MatrixKind::Sight, &wish("FINAN", "home"));
        assert_eq!((rows, columns), (vec!["Cy".to_owned(), "Di".to_owned()], vec!["Homeowner".to_owned()]));
        assert_eq!(names(&map, MatrixKind::Sight, &wish("bo", "")).0, ["Bo"]);
        assert!(names(&map, MatrixKind::Supply, &wish("nobody", "")).0.is_empty());
    }

    #[test]
    fn teams_fold_their_rows_and_who_has_none_comes_last() {
        let map = map();
        let mut wish = Wish { by_team: true, ..Wish::default() };
        let all = ["[Finance 2]", "Cy", "Di", "[none 2]", "Ada", "Bo"];
        assert_eq!(names(&map, MatrixKind::Sight, &wish).0, all);
        wish.closed.insert(Some(party(&map, "Finance")));
        assert_eq!(names(&map, MatrixKind::Sight, &wish).0, ["[Finance 2]", "[none 2]", "Ada", "Bo"]);
    }

    #[test]
    fn whoever_was_deleted_since_is_left_out() {
        let mut map = map();
        let overview = Overview::of(&map);
        map.remove_party(party(&map, "Di"));
        let source = Source { map: &map, overview: &overview, kind: MatrixKind::Sight };
        assert_eq!(Arranged::of(&source, &Wish::default()).rows.len(), 3);
    }
}
