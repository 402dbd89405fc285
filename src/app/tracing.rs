use crate::analysis::{Graph, Reach, Trace, trace};
use crate::model::{Organisation, PartyId};
use crate::scene::{Emphasis, NotesShown, Options};
use std::collections::BTreeSet;

/// What is lit on the map: the trace of a party, and what the focus leaves bright.
#[derive(Default)]
pub(super) struct Tracing {
    party: Option<PartyId>,
    /// As many hand-offs are followed; all if not said.
    steps: Option<u32>,
    /// Only the chains to this customer are lit; all if not said.
    goal: Option<PartyId>,
    focus: Option<BTreeSet<PartyId>>,
    found: Option<Found>,
}

/// What was found, and for which state of the map.
struct Found {
    party: PartyId,
    steps: Option<u32>,
    goal: Option<PartyId>,
    revision: u64,
    graph: Graph,
    trace: Trace,
    reach: Reach,
}

impl Tracing {
    pub fn party(&self) -> Option<PartyId> {
        self.party
    }

    pub fn steps(&self) -> Option<u32> {
        self.steps
    }

    pub fn is_focusing(&self) -> bool {
        self.focus.is_some()
    }

    pub fn trace(&self) -> Option<&Trace> {
        self.found.as_ref().map(|found| &found.trace)
    }

    pub fn reach(&self) -> Option<&Reach> {
        self.found.as_ref().map(|found| &found.reach)
    }

    /// Traces another party, or nobody.
    pub fn set_party(&mut self, party: Option<PartyId>) {
        if party != self.party {
            self.steps = None;
        }
        self.party = party;
        self.goal = None;
    }

    /// Traces the chains from one party to one customer, and no others.
    pub fn set_way(&mut self, party: PartyId, goal: PartyId) {
        self.set_party(Some(party));
        self.goal = Some(goal);
        self.steps = None;
    }

    /// Dims everything but these; nothing is dimmed if there are none.
    pub fn set_focus(&mut self, bright: Option<BTreeSet<PartyId>>) {
        self.focus = bright;
    }

    /// Follows the chain one hand-off further.
    pub fn step_more(&mut self) {
        self.steps = self.steps.map(|steps| steps + 1).filter(|steps| *steps < self.farthest());
    }

    /// Follows the chain one hand-off less.
    pub fn step_less(&mut self) {
        let steps = self.steps.unwrap_or_else(|| self.farthest());
        self.steps = Some(steps.saturating_sub(1).max(1));
    }

    /// Follows the chain to its ends.
    pub fn step_all(&mut self) {
        self.steps = None;
    }

    /// Hand-offs to the farthest party on either side.
    fn farthest(&self) -> u32 {
        let Some(found) = &self.found else { return 1 };
        let all = Reach::of(&found.graph, &[found.party], None);
        all.downstream.values().chain(all.upstream.values()).copied().max().unwrap_or(1)
    }

    /// Finds out again whatever the map or the wish has changed.
    pub fn refresh(&mut self, map: &Organisation, revision: u64) {
        self.party = self.party.filter(|party| map.party(*party).is_some());
        self.goal = self.goal.filter(|goal| map.party(*goal).is_some());
        let Some(party) = self.party else {
            self.found = None;
            return;
        };
        let wanted = (party, self.steps, self.goal, revision);
        let is_current = |found: &Found| (found.party, found.steps, found.goal, found.revision) == wanted;
        if self.found.as_ref().is_some_and(is_current) {
            return;
        }
        let kept = self.found.take().filter(|found| found.revision == revision);
        let graph = kept.map_or_else(|| Graph::of(map), |found| found.graph);
        let mut trace = trace(map, &graph, party);
        let reach = match self.goal {
            None => Reach::of(&graph, &[party], self.steps),
            Some(goal) => {
                trace.ultimate_customers.retain(|customer| customer.party == goal);
                Reach::between(map, &graph, party, goal, self.steps)
            }
        };
        let (steps, goal) = (self.steps, self.goal);
        self.found = Some(Found { party, steps, goal, revision, graph, trace, reach });
    }

    /// What the picture shows because of it.
    pub fn options(&self, map: &Organisation, notes: NotesShown) -> Options {
        let focus = self
            .focus
            .as_ref()
            .map(|bright| bright.iter().copied().filter(|party| map.party(*party).is_some()).collect());
        Options {
            emphasis: self.reach().map(|reach| Emphasis::of(self.party, reach)),
            focus,
            notes,
            ..Options::default()
        }
    }
}
