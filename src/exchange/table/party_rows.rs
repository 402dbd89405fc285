//! Lists of parties: one row, one party, with its boss, its suppliers or its customers if columns say so.

use super::candidates::{Candidates, Description, Likeness};
use super::{Column, Row, Table, TablePlan, cell};
use crate::edit::{Command, PartyEdit};
use crate::exchange::merge::{Merge, Merged};
use crate::model::{PartyId, PartyKind, Supply, SupplyId, SupplyKind, fold_name};
use std::collections::HashMap;

/// Reads every row into `merge`: first who there is, then teams, then who is joined to whom.
pub(super) fn read(table: &Table, plan: &TablePlan, merge: &mut Merge<'_>) {
    let mut rows = PartyRows::new(plan, merge);
    let entries = rows.entries(table);
    rows.claim_existing(&entries);
    for entry in &entries {
        rows.make_or_update(entry);
    }
    for entry in &entries {
        rows.put_into_team(entry);
    }
    for entry in &entries {
        rows.link(entry);
    }
    if !rows.bosses_made.is_empty() {
        let names = rows.bosses_made.join("”, “");
        rows.merge.report.warn(format!("Named only as a boss and made too: “{names}”."));
    }
}

/// One row, understood.
struct Entry<'a> {
    row: &'a Row,
    key: Key,
    name: &'a str,
    holder: &'a str,
    kind: Option<PartyKind>,
    /// The teams around it, outermost first.
    path: Vec<String>,
}

impl Entry<'_> {
    fn description(&self) -> Description<'_> {
        Description { name: self.name, holder: self.holder, kind: self.kind, path: &self.path }
    }
}

/// What tells one row's party from another's: its id, or where there is none its name, team and holder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Id(String),
    Named { name: String, path: Vec<String>, holder: String },
}

struct PartyRows<'a, 'b> {
    plan: &'a TablePlan,
    merge: &'a mut Merge<'b>,
    parties: HashMap<Key, PartyId>,
    /// Parties of this table by folded id, name or holder, as other rows refer to them.
    by_reference: [HashMap<String, PartyId>; 3],
    bosses_made: Vec<String>,
}

impl<'a, 'b> PartyRows<'a, 'b> {
    fn new(plan: &'a TablePlan, merge: &'a mut Merge<'b>) -> Self {
        let by_reference = [HashMap::new(), HashMap::new(), HashMap::new()];
        Self { plan, merge, parties: HashMap::new(), by_reference, bosses_made: Vec::new() }
    }

    fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        self.plan.position(column).map_or("", |at| text(row, at))
    }

    /// The rows that name a party; of several with one id the first.
    fn entries<'r>(&mut self, table: &'r Table) -> Vec<Entry<'r>> {
        let mut lines: HashMap<Key, usize> = HashMap::new();
        let mut entries = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let Some(entry) = self.entry(row) else {
                self.merge.report.skip(row.line, "The row has no name.");
                continue;
            };
            let first = *lines.entry(entry.key.clone()).or_insert(row.line);
            match &entry.key {
                Key::Id(id) if first != row.line => {
                    let reason = format!("The id “{id}” is taken by line {first}; the first was kept.");
                    self.merge.report.skip(row.line, reason);
                }
                // Without ids a second row with the same name says more about the same party.
                _ => entries.push(entry),
            }
        }
        entries
    }

    fn entry<'r>(&mut self, row: &'r Row) -> Option<Entry<'r>> {
        let id = self.cell(row, Column::Id);
        let holder = Some(self.cell(row, Column::Holder)).filter(|cell| !cell::is_nobody(cell)).unwrap_or("");
        let name = [self.cell(row, Column::Name), holder, id].into_iter().find(|cell| !cell.is_empty())?;
        let kind_word = self.cell(row, Column::Kind);
        let kind = cell::party_kind(kind_word);
        if kind.is_none() && !kind_word.is_empty() {
            self.merge
                .report
                .warn(format!("“{kind_word}” is no kind of party; such parties were read as roles."));
        }
        let path = self.path(row);
        let key = if id.is_empty() {
            let path = path.iter().map(|team| fold_name(team)).collect();
            Key::Named { name: fold_name(name), path, holder: fold_name(holder) }
        } else {
            Key::Id(id.to_owned())
        };
        Some(Entry { row, key, name, holder, kind, path })
    }

    /// The teams around a row; an organisation whose only unit is itself is one team.
    fn path(&self, row: &Row) -> Vec<String> {
        let mut path: Vec<String> = Some(self.cell(row, Column::OuterTeam))
            .filter(|cell| !cell.is_empty() && !cell::is_nobody(cell))
            .map(str::to_owned)
            .into_iter()
            .collect();
        let inner = self.cell(row, Column::Team);
        if !cell::is_nobody(inner) {
            path.extend(cell::path(inner));
        }
        path.dedup_by_key(|name| fold_name(name));
        path
    }

    /// Finds the parties of the map that rows speak of: by id, else those that agree in most first, so
    /// that importing the same list twice makes nothing new.
    fn claim_existing(&mut self, entries: &[Entry<'_>]) {
        let mut candidates = Candidates::of(self.merge.map());
        let mut names: HashMap<String, usize> = HashMap::new();
        for entry in entries {
            *names.entry(fold_name(entry.name)).or_default() += 1;
            if let Key::Id(id) = &entry.key
                && let Some(party) = cell::party_id(id, self.merge.map())
                && candidates.take_this(party)
            {
                self.claim(entry, party);
            }
        }
        for likeness in Likeness::ALL {
            for entry in entries.iter().filter(|entry| !entry.name.is_empty()) {
                let is_only =
                    names.get(&fold_name(entry.name)) == Some(&1) && self.merge.named(entry.name).len() == 1;
                let is_enough = likeness != Likeness::OnlyName || is_only || entry.path.is_empty();
                if is_enough
                    && !self.parties.contains_key(&entry.key)
                    && let Some(party) = candidates.take(likeness, entry.description())
                {
                    self.claim(entry, party);
                }
            }
        }
    }

    fn claim(&mut self, entry: &Entry<'_>, party: PartyId) {
        self.merge.touch(party);
        self.parties.insert(entry.key.clone(), party);
    }

    fn make_or_update(&mut self, entry: &Entry<'_>) {
        let id = self.parties.get(&entry.key).copied().unwrap_or_else(|| {
            let id = self.merge.make(entry.name, entry.kind.unwrap_or_default());
            self.parties.insert(entry.key.clone(), id);
            id
        });
        let references = [self.cell(entry.row, Column::Id), entry.name, entry.holder];
        for (known, reference) in self.by_reference.iter_mut().zip(references) {
            if !reference.is_empty() {
                known.entry(fold_name(reference)).or_insert(id);
            }
        }
        let purpose = self.cell(entry.row, Column::Purpose);
        if let Some(kind) = entry.kind {
            self.edit(entry.row, id, PartyEdit::Kind(kind));
        }
        if !entry.holder.is_empty() && entry.holder != entry.name {
            self.edit(entry.row, id, PartyEdit::Holder(entry.holder.to_owned()));
        }
        if !purpose.is_empty() {
            self.edit(entry.row, id, PartyEdit::Purpose(purpose.to_owned()));
        }
    }

    fn put_into_team(&mut self, entry: &Entry<'_>) {
        let Some(&id) = self.parties.get(&entry.key) else { return };
        if let Some(team) = self.merge.team(&entry.path)
            && team != id
        {
            self.edit(entry.row, id, PartyEdit::Team(Some(team)));
        }
    }

    /// Joins a row's party to its bosses, suppliers and customers.
    fn link(&mut self, entry: &Entry<'_>) {
        let Some(&party) = self.parties.get(&entry.key) else { return };
        for (at, column) in self.plan.columns.iter().enumerate() {
            let cell = text(entry.row, at);
            if cell.is_empty() {
                continue;
            }
            match column {
                Column::ReportsTo => self.report_to(entry.row, party, cell),
                Column::Suppliers => {
                    for other in self.references(cell) {
                        self.connect(entry.row, other, party, SupplyKind::Delivers);
                    }
                }
                Column::Customers => {
                    for other in self.references(cell) {
                        self.connect(entry.row, party, other, SupplyKind::Delivers);
                    }
                }
                _ => {}
            }
        }
    }

    /// A team whose boss is a team is part of it; everybody else reports to the boss.
    fn report_to(&mut self, row: &Row, party: PartyId, cell: &str) {
        let known = self.known(cell);
        if known.is_none() && cell::is_nobody(cell) {
            return self
                .merge
                .report
                .skip(row.line, format!("“{cell}” names no boss; the role is at the top."));
        }
        if known == Some(party) {
            return self.merge.report.skip(row.line, "It reports to itself; the role is at the top.");
        }
        let is_team = self.merge.kind_of(party) == Some(PartyKind::Team);
        let boss = known.unwrap_or_else(|| self.made_boss(cell, is_team));
        if is_team && self.merge.kind_of(boss) == Some(PartyKind::Team) {
            self.edit(row, party, PartyEdit::Team(Some(boss)));
        } else {
            self.connect(row, party, boss, SupplyKind::ReportsTo);
        }
    }

    fn made_boss(&mut self, name: &str, is_team: bool) -> PartyId {
        self.bosses_made.push(name.to_owned());
        self.made(name, if is_team { PartyKind::Team } else { PartyKind::Role })
    }

    fn made(&mut self, name: &str, kind: PartyKind) -> PartyId {
        let id = self.merge.make(name, kind);
        self.by_reference[1].insert(fold_name(name), id);
        id
    }

    /// Everybody whom a cell names; a name with a comma is tried whole before it is split.
    fn references(&mut self, cell: &str) -> Vec<PartyId> {
        if let Some(whole) = self.known(cell) {
            return vec![whole];
        }
        cell::list(cell)
            .filter(|part| !cell::is_nobody(part) || self.known(part).is_some())
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .iter()
            .map(|part| self.known(part).unwrap_or_else(|| self.made(part, PartyKind::Role)))
            .collect()
    }

    /// The party of this table with this id, name or holder, else the one of the map with this name.
    fn known(&self, reference: &str) -> Option<PartyId> {
        let folded = fold_name(reference);
        let here = self.by_reference.iter().find_map(|known| known.get(&folded)).copied();
        here.or_else(|| self.merge.find(reference, None))
    }

    fn connect(&mut self, row: &Row, supplier: PartyId, customer: PartyId, kind: SupplyKind) {
        for end in [supplier, customer] {
            self.merge.touch(end);
        }
        let mut wanted = Supply::new(SupplyId::from_u128(0), supplier, customer, "");
        wanted.kind = kind;
        match self.merge.connect(wanted) {
            Ok((_, Merged::Repeated)) => self.merge.report.skip(row.line, "The same supply is named twice."),
            Ok(_) => {}
            Err(refusal) => self.merge.report.skip(row.line, refusal.to_string()),
        }
    }

    fn edit(&mut self, row: &Row, party: PartyId, edit: PartyEdit) {
        if let Err(refusal) = self.merge.run(Command::EditParties(vec![party], edit)) {
            self.merge.report.skip(row.line, refusal.to_string());
        }
    }
}

fn text(row: &Row, at: usize) -> &str {
    row.cells.get(at).map_or("", |cell| cell::unguarded(cell.trim()))
}
