//! Lists of supplies: one row, one supply.

use super::candidates::{Candidates, Description, Likeness};
use super::{Column, Row, Table, TablePlan, cell};
use crate::edit::{Command, PartyEdit, SupplyEdit};
use crate::exchange::merge::{Merge, Merged};
use crate::model::{PartyId, PartyKind, Rating, Supply, SupplyId, SupplyKind};
use std::collections::HashMap;

/// Reads every row into `merge`.
pub(super) fn read(table: &Table, plan: &TablePlan, merge: &mut Merge<'_>) {
    let candidates = Candidates::of(merge.map());
    let mut rows = SupplyRows { plan, merge, by_id: HashMap::new(), candidates, lines: HashMap::new() };
    for row in &table.rows {
        rows.read(row);
    }
}

struct SupplyRows<'a, 'b> {
    plan: &'a TablePlan,
    merge: &'a mut Merge<'b>,
    by_id: HashMap<String, PartyId>,
    candidates: Candidates,
    /// The line that made or found each supply.
    lines: HashMap<SupplyId, usize>,
}

/// The columns that describe one end of a supply.
struct End {
    name: Column,
    id: Column,
    kind: Column,
    team: Column,
}

const SUPPLIER: End = End {
    name: Column::Supplier,
    id: Column::SupplierId,
    kind: Column::SupplierKind,
    team: Column::SupplierTeam,
};

const CUSTOMER: End = End {
    name: Column::Customer,
    id: Column::CustomerId,
    kind: Column::CustomerKind,
    team: Column::CustomerTeam,
};

impl SupplyRows<'_, '_> {
    fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        let at = self.plan.position(column);
        at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell::unguarded(cell.trim()))
    }

    fn read(&mut self, row: &Row) {
        let supplier = self.party(row, &SUPPLIER);
        let customer = self.party(row, &CUSTOMER);
        match (supplier, customer) {
            (Some(supplier), Some(customer)) => self.connect(row, supplier, customer),
            (Some(_), None) if self.cell(row, Column::What).is_empty() => {} // a party that supplies nobody
            (Some(_), None) => self.merge.report.skip(row.line, "The customer is missing."),
            (None, _) => self.merge.report.skip(row.line, "The supplier is missing."),
        }
    }

    fn party(&mut self, row: &Row, end: &End) -> Option<PartyId> {
        let (id, name) = (self.cell(row, end.id), self.cell(row, end.name));
        let kind_word = self.cell(row, end.kind);
        let kind = cell::party_kind(kind_word);
        if kind.is_none() && !kind_word.is_empty() {
            self.merge
                .report
                .warn(format!("“{kind_word}” is no kind of party; such parties were read as roles."));
        }
        let path = cell::path(self.cell(row, end.team));
        let party = match (id, name) {
            ("", "") => return None,
            ("", name) => self.merge.find_or_make(name, kind.unwrap_or_default()),
            (id, name) => self.keyed_party(id, if name.is_empty() { id } else { name }, kind, &path),
        };
        self.describe(row, party, kind, &path);
        Some(party)
    }

    /// The party with this key: the same in every row, and an existing one only once.
    fn keyed_party(&mut self, id: &str, name: &str, kind: Option<PartyKind>, path: &[String]) -> PartyId {
        if let Some(party) = self.by_id.get(id) {
            return *party;
        }
        let said = Description { name, holder: "", kind, path };
        let ours = cell::party_id(id, self.merge.map()).filter(|party| self.candidates.take_this(*party));
        let found = ours.or_else(|| self.candidates.take(Likeness::Team, said));
        let party = match found {
            Some(party) => self.merge.touch(party),
            None => self.merge.make(name, kind.unwrap_or_default()),
        };
        self.by_id.insert(id.to_owned(), party);
        party
    }

    fn describe(&mut self, row: &Row, party: PartyId, kind: Option<PartyKind>, path: &[String]) {
        if let Some(kind) = kind {
            self.edit_party(row, party, PartyEdit::Kind(kind));
        }
        if let Some(team) = self.merge.team(path) {
            self.edit_party(row, party, PartyEdit::Team(Some(team)));
        }
    }

    fn edit_party(&mut self, row: &Row, party: PartyId, edit: PartyEdit) {
        if let Err(refusal) = self.merge.run(Command::EditParties(vec![party], edit)) {
            self.merge.report.skip(row.line, refusal.to_string());
        }
    }

    fn connect(&mut self, row: &Row, supplier: PartyId, customer: PartyId) {
        let kind_word = self.cell(row, Column::SupplyKind);
        let kind = SupplyKind::from_word(kind_word);
        if kind.is_none() && !kind_word.is_empty() {
            let warning = format!("“{kind_word}” is no kind of supply; it was read as “delivers”.");
            self.merge.report.warn(warning);
        }
        let mut wanted =
            Supply::new(SupplyId::from_u128(0), supplier, customer, self.cell(row, Column::What));
        wanted.kind = kind.unwrap_or_default();
        let (id, merged) = match self.merge.connect(wanted) {
            Ok(done) => done,
            Err(refusal) => return self.merge.report.skip(row.line, refusal.to_string()),
        };
        let first = *self.lines.entry(id).or_insert(row.line);
        if merged == Merged::Repeated || first != row.line {
            return self.merge.report.skip(row.line, format!("It repeats line {first}."));
        }
        self.describe_supply(row, id);
    }

    fn describe_supply(&mut self, row: &Row, id: SupplyId) {
        let informal = self.cell(row, Column::Informal);
        if !informal.is_empty() {
            self.edit_supply(row, id, SupplyEdit::Informal(cell::is_yes(informal, "informal")));
        }
        if let Some(rating) = self.rating(row, Column::OwnRating) {
            self.edit_supply(row, id, SupplyEdit::OwnRating(Some(rating)));
        }
        if let Some(rating) = self.rating(row, Column::CustomersRating) {
            self.edit_supply(row, id, SupplyEdit::CustomersRating(Some(rating)));
        }
        let (need, promise) = (self.cell(row, Column::Need), self.cell(row, Column::Promise));
        if need.is_empty() && promise.is_empty() {
            return;
        }
        let mut terms = self.merge.map().supply(id).map(|supply| supply.terms.clone()).unwrap_or_default();
        for (term, cell) in [(&mut terms.need, need), (&mut terms.promise, promise)] {
            if !cell.is_empty() {
                cell.clone_into(term);
            }
        }
        self.edit_supply(row, id, SupplyEdit::Terms(Box::new(terms)));
    }

    fn rating(&mut self, row: &Row, column: Column) -> Option<Rating> {
        let cell = self.cell(row, column);
        let rating = cell::rating(cell);
        if rating.is_none() && !cell.is_empty() {
            self.merge.report.skip(row.line, format!("“{cell}” is no rating; ratings are 1 to 5."));
        }
        rating
    }

    fn edit_supply(&mut self, row: &Row, id: SupplyId, edit: SupplyEdit) {
        if let Err(refusal) = self.merge.run(Command::EditSupplies(vec![id], edit)) {
            self.merge.report.skip(row.line, refusal.to_string());
        }
    }
}
