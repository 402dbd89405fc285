use super::{Behind, Graph, JointTrace, Trace, behind, joint_trace, trace_while};
use crate::model::{Organisation, PartyId};

/// What tracing answers; who is traced decides which way is looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TraceAnswer {
    /// Whose needs one party ultimately serves.
    One(Trace),
    /// Whose needs several parties serve together.
    Several(JointTrace),
    /// Who works towards external customers.
    Behind(Behind),
}

/// Traces `parties`: external customers backwards, everybody else forwards.
///
/// Where `is_wanted` says no, an unfinished answer comes back at once.
pub fn trace_answer(
    organisation: &Organisation,
    graph: &Graph,
    parties: &[PartyId],
    is_wanted: &dyn Fn() -> bool,
) -> TraceAnswer {
    let is_outside =
        |id: &PartyId| organisation.party(*id).is_some_and(|party| party.kind.is_external_customer());
    match parties {
        _ if !parties.is_empty() && parties.iter().all(is_outside) => {
            TraceAnswer::Behind(behind(graph, parties))
        }
        [party] => TraceAnswer::One(trace_while(organisation, graph, *party, is_wanted)),
        several => TraceAnswer::Several(joint_trace(organisation, graph, several, is_wanted)),
    }
}
