use super::sketch::{Edge, Node, Sketch};
use crate::edit::{Command, PartyEdit};
use crate::exchange::merge::Merge;
use crate::exchange::table::party_id;
use crate::model::{PartyId, PartyKind, Supply, SupplyId, SupplyKind};
use std::collections::{BTreeSet, HashMap};

/// Brings what a diagram shows onto a map.
///
/// A node is the party of the map with its name; two nodes of one diagram are never the same party, but boxes on
/// different sheets with the same name are.
pub(super) fn read(sketch: &Sketch, merge: &mut Merge<'_>) {
    merge.report.skipped.extend(sketch.skipped.iter().cloned());
    merge.report.warnings.extend(sketch.warnings.iter().cloned());
    let mut reading = Reading { merge, parties: HashMap::new() };
    reading.find_parties(sketch);
    reading.put_into_teams(sketch);
    let mut sheet = 0;
    for edge in &sketch.edges {
        if edge.sheet != sheet {
            sheet = edge.sheet;
            reading.merge.begin_sheet();
        }
        reading.connect(edge);
    }
}

struct Reading<'a, 'b> {
    merge: &'a mut Merge<'b>,
    /// Whom the nodes of each sheet stand for.
    parties: HashMap<(usize, String), PartyId>,
}

impl Reading<'_, '_> {
    fn find_parties(&mut self, sketch: &Sketch) {
        let frames: BTreeSet<(usize, &str)> =
            sketch.nodes.iter().filter_map(|node| Some((node.sheet, node.frame.as_deref()?))).collect();
        let mut taken = BTreeSet::new();
        let mut sheet = 0;
        for node in &sketch.nodes {
            if node.sheet != sheet {
                sheet = node.sheet;
                taken.clear();
            }
            let is_frame = frames.contains(&(node.sheet, node.key.as_str()));
            let kind = node.kind.or(is_frame.then_some(PartyKind::Team));
            let party = self.party(node, kind, &taken);
            taken.insert(party);
            self.parties.insert((node.sheet, node.key.clone()), party);
            self.describe(node, party, kind);
        }
    }

    fn party(&mut self, node: &Node, kind: Option<PartyKind>, taken: &BTreeSet<PartyId>) -> PartyId {
        let free = |id: &PartyId| !taken.contains(id);
        let fits = |id: &PartyId| kind.is_none() || self.merge.kind_of(*id) == kind;
        // Our own files name their parties by their ids.
        if let Some(id) = party_id(&node.key, self.merge.map()).filter(free) {
            return self.merge.touch(id);
        }
        let named = self.merge.named(&node.name);
        let found = named.iter().copied().find(|id| free(id) && fits(id));
        match found.or_else(|| named.iter().copied().find(free)) {
            Some(id) => self.merge.touch(id),
            None => self.merge.make(&node.name, kind.unwrap_or_default()),
        }
    }

    /// Says about a party what the file says and the map does not.
    fn describe(&mut self, node: &Node, id: PartyId, kind: Option<PartyKind>) {
        let Some(party) = self.merge.map().party(id) else { return };
        let mut edits = Vec::new();
        edits.extend(kind.filter(|kind| *kind != party.kind).map(PartyEdit::Kind));
        if !node.holder.is_empty() && node.holder != party.holder {
            edits.push(PartyEdit::Holder(node.holder.clone()));
        }
        if !node.purpose.is_empty() && node.purpose != party.purpose {
            edits.push(PartyEdit::Purpose(node.purpose.clone()));
        }
        for edit in edits {
            self.edit(node, id, edit);
        }
    }

    fn put_into_teams(&mut self, sketch: &Sketch) {
        for node in &sketch.nodes {
            let team = node.frame.as_ref().and_then(|key| self.party_of(node.sheet, key));
            let (Some(team), Some(id)) = (team, self.party_of(node.sheet, &node.key)) else { continue };
            if self.merge.map().party(id).is_some_and(|party| party.team != Some(team)) {
                self.edit(node, id, PartyEdit::Team(Some(team)));
            }
        }
    }

    fn edit(&mut self, node: &Node, id: PartyId, edit: PartyEdit) {
        if let Err(refusal) = self.merge.run(Command::EditParties(vec![id], edit)) {
            self.merge.report.skip(node.line, format!("“{}”: {refusal}", node.name));
        }
    }

    fn party_of(&self, sheet: usize, key: &str) -> Option<PartyId> {
        self.parties.get(&(sheet, key.to_owned())).copied()
    }

    fn connect(&mut self, edge: &Edge) {
        let ends = self.party_of(edge.sheet, &edge.from).zip(self.party_of(edge.sheet, &edge.to));
        let Some((supplier, customer)) = ends else { return };
        let (said, what) = kind_in_words(&edge.label);
        let kind = edge.kind.or(said).unwrap_or_default();
        let wanted = Supply {
            kind,
            informal: edge.informal,
            ..Supply::new(SupplyId::from_u128(0), supplier, customer, what)
        };
        if let Err(refusal) = self.merge.connect_again(wanted) {
            self.merge.report.skip(edge.line, format!("{refusal}"));
        }
    }
}

/// What the label of a line says about its kind, and the rest: “reports to”, “informs: capacity”.
fn kind_in_words(label: &str) -> (Option<SupplyKind>, &str) {
    let (word, what) = label.split_once(':').unwrap_or((label, ""));
    let kind = SupplyKind::from_word(word).filter(|kind| *kind != SupplyKind::Delivers || !what.is_empty());
    kind.map_or((None, label), |kind| (Some(kind), what.trim()))
}
