use super::{Column, cell};
use crate::model::{Note, NoteState, NoteSubject, Organisation, Party, Supply, fold_name};
use std::collections::HashMap;

/// The supplies of a map as a CSV table, one row each; a party without any has a row of its own.
///
/// Columns that would be empty in every row are left out, so that a plain map gives
/// `supplier,customer,what`. Names that are not unique are told apart by ids.
/// Reads back to the same map as far as the columns go; holders, purposes and notes are not among them.
pub fn write_supplies(map: &Organisation) -> String {
    let ambiguous = has_repeated_names(map);
    let linked = map.supplies().map(|supply| SupplyRow {
        map,
        ambiguous,
        supplier: map.party(supply.supplier),
        customer: map.party(supply.customer),
        supply: Some(supply),
    });
    let lonely = map.parties().filter(|party| is_only_seen_alone(map, party)).map(|party| SupplyRow {
        map,
        ambiguous,
        supplier: Some(party),
        customer: None,
        supply: None,
    });
    let rows: Vec<SupplyRow<'_>> = linked.chain(lonely).collect();
    let always = [Column::Supplier, Column::Customer, Column::What];
    let optional = [
        Column::SupplyKind,
        Column::Informal,
        Column::OwnRating,
        Column::CustomersRating,
        Column::Need,
        Column::Promise,
        Column::SupplierKind,
        Column::CustomerKind,
        Column::SupplierTeam,
        Column::CustomerTeam,
        Column::SupplierId,
        Column::CustomerId,
    ];
    let says_something = |column: &Column| rows.iter().any(|row| row.is_needed(*column));
    let columns: Vec<Column> =
        always.into_iter().chain(optional.into_iter().filter(says_something)).collect();
    table(&columns, &rows, SupplyRow::cell)
}

/// The parties of a map as a CSV table `name,kind,team,holder,purpose`, teams before their members; names
/// that are not unique are told apart by ids.
pub fn write_parties(map: &Organisation) -> String {
    let mut parties: Vec<&Party> = map.parties().collect();
    parties.sort_by_key(|party| (!party.kind.is_inside(), map.teams_around(party.id).len()));
    let mut columns = vec![Column::Name, Column::Kind, Column::Team, Column::Holder, Column::Purpose];
    if has_repeated_names(map) {
        columns.push(Column::Id);
    }
    table(&columns, &parties, |party, column| match column {
        Column::Id => cell::id_cell(party.id),
        Column::Name => party.name.clone(),
        Column::Kind => party.kind.word().to_owned(),
        Column::Team => team_cell(map, party),
        Column::Holder => party.holder.clone(),
        _ => party.purpose.clone(),
    })
}

/// Notes as a CSV table: what was said about whom, and who takes care of it by when.
pub fn write_notes<'a>(map: &Organisation, notes: impl Iterator<Item = &'a Note>) -> String {
    let heading = ["note", "kind", "about", "supplied", "said_by", "owner", "due", "state", "visible_to"];
    let name = |id| map.party(id).map(|party| party.name.clone()).unwrap_or_default();
    let row = |note: &Note| {
        let (about, supplied) = match note.subject {
            NoteSubject::Party(id) => (name(id), String::new()),
            NoteSubject::Supply(id) => map.supply(id).map_or_else(Default::default, |supply| {
                (format!("{} → {}", name(supply.supplier), name(supply.customer)), supply.what.clone())
            }),
        };
        let state = if note.state == NoteState::Open { "open" } else { "resolved" };
        vec![
            note.text.clone(),
            note.kind.word().to_owned(),
            about,
            supplied,
            note.voice.clone(),
            note.owner.clone(),
            note.due.map(|day| day.to_string()).unwrap_or_default(),
            state.to_owned(),
            note.visibility.word().to_owned(),
        ]
    };
    let rows = notes.map(row);
    write_rows(std::iter::once(heading.map(str::to_owned).to_vec()).chain(rows))
}

/// One supply with both ends, or one party alone.
struct SupplyRow<'a> {
    map: &'a Organisation,
    ambiguous: bool,
    supplier: Option<&'a Party>,
    customer: Option<&'a Party>,
    supply: Option<&'a Supply>,
}

impl SupplyRow<'_> {
    fn cell(&self, column: Column) -> String {
        let (supplier, customer, supply) = (self.supplier, self.customer, self.supply);
        let text = match column {
            Column::Supplier => supplier.map(|party| party.name.clone()),
            Column::Customer => customer.map(|party| party.name.clone()),
            Column::SupplierKind => supplier.map(|party| party.kind.word().to_owned()),
            Column::CustomerKind => customer.map(|party| party.kind.word().to_owned()),
            Column::SupplierTeam => supplier.map(|party| team_cell(self.map, party)),
            Column::CustomerTeam => customer.map(|party| team_cell(self.map, party)),
            Column::SupplierId => supplier.map(|party| cell::id_cell(party.id)),
            Column::CustomerId => customer.map(|party| cell::id_cell(party.id)),
            Column::What => supply.map(|supply| supply.what.clone()),
            Column::SupplyKind => supply.map(|supply| supply.kind.word().to_owned()),
            Column::Informal => supply.filter(|supply| supply.informal).map(|_| "yes".to_owned()),
            Column::OwnRating => supply.and_then(|s| s.own_rating).map(|rating| rating.value().to_string()),
            Column::CustomersRating => {
                supply.and_then(|s| s.customers_rating).map(|rating| rating.value().to_string())
            }
            Column::Need => supply.map(|supply| supply.terms.need.clone()),
            Column::Promise => supply.map(|supply| supply.terms.promise.clone()),
            _ => None,
        };
        text.unwrap_or_default()
    }

    /// Whether the cell says more than the reader would assume without it.
    fn is_needed(&self, column: Column) -> bool {
        match column {
            Column::SupplierId | Column::CustomerId => self.ambiguous,
            Column::SupplyKind => {
                self.supply.is_some_and(|supply| supply.kind != crate::model::SupplyKind::default())
            }
            Column::SupplierKind => {
                self.supplier.is_some_and(|party| party.kind != crate::model::PartyKind::default())
            }
            Column::CustomerKind => {
                self.customer.is_some_and(|party| party.kind != crate::model::PartyKind::default())
            }
            _ => !self.cell(column).is_empty(),
        }
    }
}

/// Whether no supply and no member of a team mentions the party.
fn is_only_seen_alone(map: &Organisation, party: &Party) -> bool {
    map.supplies_from(party.id).next().is_none()
        && map.supplies_to(party.id).next().is_none()
        && map.members_of(party.id).next().is_none()
}

/// Whether two parties have one name, or one has none.
fn has_repeated_names(map: &Organisation) -> bool {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for party in map.parties() {
        *counts.entry(fold_name(&party.name)).or_default() += 1;
    }
    counts.iter().any(|(name, count)| *count > 1 || name.is_empty())
}

fn team_cell(map: &Organisation, party: &Party) -> String {
    let around = map.teams_around(party.id);
    cell::path_cell(around.iter().rev().filter_map(|team| map.party(*team)).map(|team| team.name.as_str()))
}

/// Rows of cells as CSV, every cell guarded against spreadsheets that would take it for a formula.
pub fn write_rows(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| cell::guarded(cell)));
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// A whole table: headings, then rows, every cell guarded.
fn table<R>(columns: &[Column], rows: &[R], cell: impl Fn(&R, Column) -> String) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing to memory cannot fail, and all rows have the same number of cells.
    let _ = writer.write_record(columns.iter().map(|column| column.heading()));
    for row in rows {
        let _ = writer.write_record(columns.iter().map(|column| cell::guarded(&cell(row, *column))));
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}
