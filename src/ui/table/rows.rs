use super::columns::{Column, Facts, TableKind};
use crate::model::{ElementId, fold_name};
use std::cmp::Reverse;
use std::collections::HashSet;

/// How the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    pub by: Column,
    pub is_descending: bool,
}

/// The rows that contain `query` in any of their texts, sorted; equal ones by what comes first in the table.
pub(super) fn rows(facts: &Facts, kind: TableKind, query: &str, sort: Sort) -> Vec<ElementId> {
    let query = fold_name(query);
    let mut rows: Vec<ElementId> =
        all(facts, kind).filter(|row| is_found(facts, kind, *row, &query)).collect();
    let first = kind.columns()[0];
    rows.sort_by_cached_key(|row| (first.sort_key(facts, *row), *row));
    if sort.by == first && !sort.is_descending {
        return rows;
    }
    let key = |row: &ElementId| sort.by.sort_key(facts, *row);
    let is_nothing = |key: &super::columns::SortKey| *key == super::columns::SortKey::Nothing;
    if sort.is_descending {
        rows.sort_by_cached_key(|row| {
            let key = key(row);
            (is_nothing(&key), Reverse(key))
        });
    } else {
        rows.sort_by_cached_key(key);
    }
    rows
}

/// The rows after the map has changed: everything stays where it was, so that nothing jumps away from whoever
/// is editing; what is gone is left out, what is new comes last.
pub(super) fn kept(facts: &Facts, kind: TableKind, query: &str, before: &[ElementId]) -> Vec<ElementId> {
    let known: HashSet<ElementId> = before.iter().copied().collect();
    let query = fold_name(query);
    let still = before.iter().copied().filter(|row| facts.map.contains(*row));
    let new = all(facts, kind).filter(|row| !known.contains(row) && is_found(facts, kind, *row, &query));
    still.chain(new).collect()
}

fn all<'a>(facts: &Facts<'a>, kind: TableKind) -> Box<dyn Iterator<Item = ElementId> + 'a> {
    match kind {
        TableKind::Parties => Box::new(facts.map.parties().map(|party| party.id.into())),
        TableKind::Supplies => Box::new(facts.map.supplies().map(|supply| supply.id.into())),
        TableKind::Notes => {
            let shown = facts.notes;
            Box::new(facts.map.notes().filter(move |note| shown.includes(note)).map(|note| note.id.into()))
        }
    }
}

/// `query` is folded already. Numbers are not searched: a 3 would be everywhere.
fn is_found(facts: &Facts, kind: TableKind, row: ElementId, query: &str) -> bool {
    let mut columns = kind.columns().iter().filter(|column| !column.is_number());
    query.is_empty() || columns.any(|column| fold_name(&column.text(facts, row)).contains(query))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Graph, trace_all};
    use crate::edit::{Command, SupplyEdit, perform};
    use crate::exchange::text::import_bytes;
    use crate::model::{Organisation, Rating, SequentialIds};
    use crate::scene::NotesShown;

    fn map() -> Organisation {
        let text = "Office / Ada -> Bo: plan\nBo -> Homeowner (buyer): kitchen\nAda -> Homeowner: offer\n\
                    Cy\nBo ! late on Mondays";
        let mut map = Organisation::default();
        let import = import_bytes(text.as_bytes(), &map, &mut SequentialIds::default()).unwrap();
        perform(&mut map, &import.command).unwrap();
        let kitchen = map.supplies().find(|supply| supply.what == "kitchen").unwrap().id;
        let rating = SupplyEdit::CustomersRating(Rating::new(4));
        perform(&mut map, &Command::EditSupplies(vec![kitchen], rating)).unwrap();
        map
    }

    fn first_cells(
        map: &Organisation,
        kind: TableKind,
        query: &str,
        by: Column,
        is_descending: bool,
    ) -> Vec<String> {
        let reach = trace_all(&Graph::of(map));
        let facts = Facts { map, reach: Some(&reach), notes: NotesShown::All };
        let rows = rows(&facts, kind, query, Sort { by, is_descending });
        rows.into_iter().map(|row| kind.columns()[0].text(&facts, row)).collect()
    }

    #[test]
    fn rows_are_sorted_by_any_column_and_empty_cells_come_last_either_way() {
        let map = map();
        let parties: [(Column, bool, &[&str]); 6] = [
            (Column::Name, false, &["Ada", "Bo", "Cy", "Homeowner", "Office"]),
            (Column::Name, true, &["Office", "Homeowner", "Cy", "Bo", "Ada"]),
            (Column::Gives, true, &["Ada", "Bo", "Cy", "Homeowner", "Office"]),
            (Column::Team, true, &["Ada", "Bo", "Cy", "Homeowner", "Office"]),
            (Column::Notes, false, &["Bo", "Ada", "Cy", "Homeowner", "Office"]),
            (Column::RatedByCustomers, true, &["Bo", "Ada", "Cy", "Homeowner", "Office"]),
        ];
        for (by, is_descending, expected) in parties {
            assert_eq!(first_cells(&map, TableKind::Parties, "", by, is_descending), expected, "{by:?}");
        }
        let supplies: [(Column, bool, &[&str]); 3] = [
            (Column::What, false, &["kitchen", "offer", "plan"]),
            (Column::Customer, false, &["plan", "kitchen", "offer"]),
            (Column::CustomersRating, false, &["kitchen", "offer", "plan"]),
        ];
        for (by, is_descending, expected) in supplies {
            assert_eq!(first_cells(&map, TableKind::Supplies, "", by, is_descending), expected, "{by:?}");
        }
        let notes = first_cells(&map, TableKind::Notes, "", Column::State, false);
        assert_eq!(notes, ["late on Mondays"]);
        let facts = Facts { map: &map, reach: None, notes: NotesShown::None };
        let hidden = rows(&facts, TableKind::Notes, "", Sort { by: Column::Said, is_descending: false });
        assert!(hidden.is_empty(), "what may not be read is in no row");
    }

    #[test]
    fn a_search_looks_at_every_text() {
        let map = map();
        assert_eq!(first_cells(&map, TableKind::Parties, "OFFICE", Column::Name, false), ["Ada", "Office"]);
        assert_eq!(first_cells(&map, TableKind::Supplies, "home", Column::What, false), ["kitchen", "offer"]);
        assert!(first_cells(&map, TableKind::Parties, "nobody", Column::Name, false).is_empty());
    }

    #[test]
    fn after_an_edit_rows_stay_where_they_were_and_new_ones_come_last() {
        let mut map = map();
        let rows_of = |map: &Organisation, before: Option<&[ElementId]>| {
            let facts = Facts { map, reach: None, notes: NotesShown::All };
            match before {
                None => rows(&facts, TableKind::Parties, "", Sort { by: Column::Name, is_descending: false }),
                Some(before) => kept(&facts, TableKind::Parties, "", before),
            }
        };
        let before = rows_of(&map, None);
        let names = |map: &Organisation, rows: &[ElementId]| -> Vec<String> {
            let facts = Facts { map, reach: None, notes: NotesShown::All };
            rows.iter().map(|row| Column::Name.text(&facts, *row)).collect()
        };
        let import = import_bytes(b"Aaron", &map, &mut SequentialIds::after(500)).unwrap();
        perform(&mut map, &import.command).unwrap();
        let cy = map.parties_named("Cy").next().unwrap().id;
        perform(&mut map, &Command::Delete { parties: vec![cy], supplies: vec![], notes: vec![] }).unwrap();
        let after = rows_of(&map, Some(&before));
        assert_eq!(names(&map, &after), ["Ada", "Bo", "Homeowner", "Office", "Aaron"]);
    }
}
