//! How far the map is from the one whose lines are known.

use super::PartyBox;
use super::bundles::Pair;
use super::wiring::{Edit, Part, Wire, Wiring, parts_of, stand_in};
use crate::arrange::Change;
use crate::model::PartyId;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

impl Wiring {
    /// Whether it knows just these boxes.
    pub(super) fn stands_on(&self, boxes: &FxHashMap<PartyId, PartyBox>) -> bool {
        self.parts_with(boxes).all(|at| !self.stands_elsewhere(boxes, &at))
    }

    /// Whether it knows just these lines.
    pub(super) fn joins(&self, wires: &[(Pair, Vec<Wire>)]) -> bool {
        wires.len() == self.wires.len()
            && wires.iter().all(|(pair, wires)| self.wires.get(pair) == Some(wires))
    }

    /// The parties whose boxes stand elsewhere, have come or are gone.
    pub(super) fn moved_since(&self, boxes: &FxHashMap<PartyId, PartyBox>) -> BTreeSet<PartyId> {
        let moved = self.parts_with(boxes).filter(|at| self.stands_elsewhere(boxes, at));
        moved.map(|(party, _)| party).collect()
    }

    /// All parts that are known, and those of these boxes.
    fn parts_with(&self, boxes: &FxHashMap<PartyId, PartyBox>) -> impl Iterator<Item = (PartyId, Part)> {
        self.boxes.all().chain(boxes.keys().flat_map(parts_of))
    }

    /// Whether a box is not where lines know it, has come or is gone.
    fn stands_elsewhere(&self, boxes: &FxHashMap<PartyId, PartyBox>, at: &(PartyId, Part)) -> bool {
        let known = self.boxes.get(at).and_then(|number| self.router.routed_box(number));
        known != stand_in(boxes, at)
    }

    /// Whether so many boxes and lines are different that all lines are better routed afresh.
    pub(super) fn is_too_far(
        &self,
        boxes: &FxHashMap<PartyId, PartyBox>,
        edit: &Edit,
        is_tried: bool,
    ) -> bool {
        const FEW: usize = 8;
        let parts = edit.parties.iter().flat_map(parts_of);
        let changed_boxes = parts.filter(|at| self.stands_elsewhere(boxes, at)).count();
        let lines = edit.wires.iter().map(|(pair, wires)| {
            let before = self.wires_between(pair);
            let differing = |a: &[Wire], b: &[Wire]| a.iter().filter(|wire| !b.contains(wire)).count();
            differing(before, wires).max(differing(wires, before))
        });
        let changed_lines: usize = lines.sum();
        // What was only tried has to be taken back: that may be all.
        let is_for_good = !is_tried && !self.router.is_trying();
        let are_most =
            changed_boxes > FEW.max(self.boxes.len() / 2) || changed_lines > FEW.max(self.lines.len() / 2);
        (self.router.is_better_afresh(changed_boxes) || is_for_good && are_most)
            && (is_tried || !self.leads_back(boxes, edit))
    }

    /// Whether an edit, not one that was tried, makes the map what it was some edits ago.
    pub(super) fn has_been(
        &self,
        boxes: &FxHashMap<PartyId, PartyBox>,
        moved: &BTreeSet<PartyId>,
        wires: Vec<(Pair, Vec<Wire>)>,
    ) -> bool {
        self.leads_back(boxes, &Edit { parties: moved.clone(), wires: wires.into_iter().collect() })
    }

    fn leads_back(&self, boxes: &FxHashMap<PartyId, PartyBox>, edit: &Edit) -> bool {
        self.change_back(boxes, edit).is_some_and(|change| self.router.has_been(&change))
    }

    /// What an edit changes if it brings in nothing that has never been there.
    fn change_back(&self, boxes: &FxHashMap<PartyId, PartyBox>, edit: &Edit) -> Option<Change> {
        let mut change = Change::default();
        for at in edit.parties.iter().flat_map(parts_of) {
            let stand = stand_in(boxes, &at);
            match self.boxes.last(&at) {
                Some(number) => change.boxes.push((number, stand)),
                None if stand.is_some() => return None,
                None => {}
            }
        }
        let box_of = |party| self.boxes.last(&(party, Part::Whole));
        let gone = edit.wires.keys().flat_map(|pair| self.wires_between(pair));
        let gone = gone.filter_map(|wire| Some((self.lines.get(&wire.supply)?, None)));
        let mut lines: BTreeMap<u32, Option<(u32, u32)>> = gone.collect();
        for wire in edit.wires.values().flatten() {
            lines.insert(self.lines.last(&wire.supply)?, Some((box_of(wire.from)?, box_of(wire.to)?)));
        }
        change.lines = lines.into_iter().collect();
        Some(change)
    }

    fn wires_between(&self, pair: &Pair) -> &[Wire] {
        self.wires.get(pair).map_or(&[], Vec::as_slice)
    }
}
