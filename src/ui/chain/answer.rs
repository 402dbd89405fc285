use crate::analysis::lenses::{Lens, LensAnswer, Measure, look};
use crate::analysis::{Graph, Trace, trace_while};
use crate::model::{Organisation, PartyId};

/// What is told about the party in the middle: its trace, and five answers to who its customer is.
#[derive(Debug)]
pub(super) struct ChainAnswer {
    pub(super) trace: Trace,
    pub(super) lenses: Vec<LensAnswer>,
}

impl ChainAnswer {
    /// Works it out; where `is_wanted` says no, an unfinished answer comes back at once.
    pub(super) fn of(
        map: &Organisation,
        party: PartyId,
        measure: Measure,
        is_wanted: &dyn Fn() -> bool,
    ) -> Self {
        let graph = Graph::of(map);
        let trace = trace_while(map, &graph, party, is_wanted);
        let wanted = Lens::ALL.into_iter().take_while(|_| is_wanted());
        let lenses = wanted.map(|lens| look(map, &graph, &trace, lens, measure)).collect();
        Self { trace, lenses }
    }
}
