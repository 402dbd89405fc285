use super::PartyBox;
use super::bundles::Pair;
use super::wiring::{Wire, Wiring};
use crate::model::{Flow, PartyId};
use rustc_hash::FxHashMap;
use std::cell::LazyCell;

/// The lines of a map as they were, each time before all were found afresh, the latest last: undo and redo of a Tidy bring
/// back every line.
#[derive(Debug, Default)]
pub(super) struct Bygone {
    wirings: Vec<Wiring>,
}

impl Bygone {
    pub(super) fn keep(&mut self, wiring: Wiring) {
        const MOST: usize = 8;
        /// Some megabytes each on a large map.
        const MOST_LINES: usize = 50_000;
        self.wirings.push(wiring);
        let lines = |wirings: &[Wiring]| wirings.iter().map(Wiring::line_count).sum::<usize>();
        while self.wirings.len() > MOST || self.wirings.len() > 1 && lines(&self.wirings) > MOST_LINES {
            self.wirings.remove(0);
        }
    }

    /// Which of them are the lines of a map along this flow, with just these boxes and lines.
    pub(super) fn find(
        &self,
        flow: Flow,
        boxes: &FxHashMap<PartyId, PartyBox>,
        wires: impl FnOnce() -> Vec<(Pair, Vec<Wire>)>,
    ) -> Option<usize> {
        let wires = LazyCell::new(wires); // few maps have come so far
        self.wirings
            .iter()
            .rposition(|wiring| wiring.prefers(flow) && wiring.stands_on(boxes) && wiring.joins(&wires))
    }

    pub(super) fn take(&mut self, at: usize) -> Wiring {
        self.wirings.remove(at)
    }
}
