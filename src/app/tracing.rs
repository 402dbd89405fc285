use crate::analysis::lenses::{Lens, LensAnswer, look};
use crate::analysis::{Graph, Reach, TraceAnswer, trace_answer};
use crate::document::Waker;
use crate::job::{Beside, Pace, Progress};
use crate::model::{Organisation, PartyId};
use crate::scene::{Emphasis, NotesShown, Options};
use crate::ui::{LookingThrough, TraceNotice};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is lit on the map: the trace of some parties, and what the focus leaves bright.
///
/// The chain is lit at once. What is told about it in words may take long on a large map and is worked
/// out beside the window.
#[derive(Default)]
pub(super) struct Tracing {
    /// Who is traced; nobody if empty.
    parties: Vec<PartyId>,
    /// As many hand-offs are followed; all if not said.
    steps: Option<u32>,
    /// Only the chains to this customer are lit; all if not said.
    goal: Option<PartyId>,
    looking: LookingThrough,
    focus: Option<BTreeSet<PartyId>>,
    lit: Option<Lit>,
    /// The map as a graph, and at which revision: kept from one trace to the next.
    graph: Option<(u64, Arc<Graph>)>,
    told: Beside<Subject, Told>,
    revision: u64,
}

/// What is told: about whom, on the way to whom, and through which lens.
type Subject = (Vec<PartyId>, Option<PartyId>, LookingThrough);

/// What is told in words.
#[derive(Debug)]
struct Told {
    answer: TraceAnswer,
    /// What a lens says; one party inside only.
    through: Option<LensAnswer>,
}

/// What is lit, and for which state of the map and the wish.
struct Lit {
    parties: Vec<PartyId>,
    steps: Option<u32>,
    goal: Option<PartyId>,
    revision: u64,
    graph: Arc<Graph>,
    reach: Reach,
    chain: Arc<Emphasis>,
    /// Only whom the lens names, once that is known.
    through: Option<(LookingThrough, Arc<Emphasis>)>,
}

impl Tracing {
    /// Who is traced.
    pub fn parties(&self) -> &[PartyId] {
        &self.parties
    }

    pub fn is_tracing(&self) -> bool {
        !self.parties.is_empty()
    }

    pub fn is_focusing(&self) -> bool {
        self.focus.is_some()
    }

    /// What the window can say about it now.
    pub fn notice(&self) -> Option<TraceNotice<'_>> {
        let subject = self.subject();
        let told = self.told.found(&subject);
        self.is_tracing().then(|| TraceNotice {
            parties: &self.parties,
            steps: self.steps,
            looking: self.looking,
            answer: told.map(|told| &told.answer),
            through: told.and_then(|told| told.through.as_ref()),
            is_broken: self.told.is_broken(&subject, self.revision),
        })
    }

    /// Traces others, or nobody.
    pub fn set_parties(&mut self, parties: Vec<PartyId>) {
        if parties != self.parties {
            self.steps = None;
        }
        self.parties = parties;
        self.goal = None;
    }

    /// Traces the chains from one party to one customer, and no others.
    pub fn set_way(&mut self, party: PartyId, goal: PartyId) {
        self.set_parties(vec![party]);
        self.goal = Some(goal);
        self.steps = None;
        self.looking.lens = None;
    }

    /// Lights only whom a lens names, or the whole chain again.
    pub fn look_through(&mut self, looking: LookingThrough) {
        self.looking = looking;
    }

    /// The next of the five lenses; after the last one the whole chain again.
    pub fn next_lens(&mut self) {
        self.looking.lens = match self.looking.lens {
            None => Lens::ALL.first().copied(),
            Some(lens) => Lens::ALL.into_iter().skip_while(|other| *other != lens).nth(1),
        };
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
        let Some(lit) = &self.lit else { return 1 };
        let all = Reach::of(&lit.graph, &lit.parties, None);
        all.downstream.values().chain(all.upstream.values()).copied().max().unwrap_or(1)
    }

    fn subject(&self) -> Subject {
        (self.parties.clone(), self.goal, self.looking)
    }

    /// Finds out again whatever the map or the wish has changed.
    pub fn refresh(&mut self, map: &Arc<Organisation>, revision: u64, waker: &Waker) {
        self.parties.retain(|party| map.party(*party).is_some());
        self.goal = self.goal.filter(|goal| map.party(*goal).is_some());
        self.revision = revision;
        if !self.is_tracing() {
            self.lit = None;
            self.told = Beside::default();
            return;
        }
        let graph = self.light(map, revision);
        let pace = Pace::on(map);
        let subject = self.subject();
        let (map, of, waker) = (Arc::clone(map), subject.clone(), Arc::clone(waker));
        let work = move |progress: &Progress| tell(&map, &graph, &of, progress);
        self.told.refresh(&subject, revision, pace, move || waker(), work);
        self.light_through_lens();
    }

    /// Lights the chain anew if anything has changed about it.
    fn light(&mut self, map: &Organisation, revision: u64) -> Arc<Graph> {
        let (parties, steps, goal) = (&self.parties, self.steps, self.goal);
        let wanted = (steps, goal, revision);
        let is_current =
            |lit: &&Lit| lit.parties == *parties && (lit.steps, lit.goal, lit.revision) == wanted;
        if let Some(lit) = self.lit.as_ref().filter(is_current) {
            return Arc::clone(&lit.graph);
        }
        let kept = self.graph.take().filter(|(at, _)| *at == revision);
        let graph = kept.map_or_else(|| Arc::new(Graph::of(map)), |(_, graph)| graph);
        self.graph = Some((revision, Arc::clone(&graph)));
        let reach = match (goal, parties.as_slice()) {
            (Some(goal), [party]) => Reach::between(map, &graph, *party, goal, steps),
            _ => Reach::of(&graph, parties, steps),
        };
        let chain = Arc::new(Emphasis::of(parties, &reach));
        let parties = parties.clone();
        self.lit =
            Some(Lit { parties, steps, goal, revision, graph: graph.clone(), reach, chain, through: None });
        graph
    }

    fn light_through_lens(&mut self) {
        let told = self.told.found(&self.subject()).and_then(|told| told.through.as_ref());
        let is_current = self.told.is_current(&self.subject(), self.revision);
        let (Some(answer), Some(lit), [party]) = (told, self.lit.as_mut(), self.parties.as_slice()) else {
            return;
        };
        if !is_current || lit.through.as_ref().is_some_and(|(looking, _)| *looking == self.looking) {
            return;
        }
        let mut named = Emphasis::through(answer, *party);
        if answer.lens == Lens::EveryoneDownstream {
            let lit =
                lit.chain.supplies.iter().filter(|(id, _)| lit.reach.supplies_downstream.contains_key(id));
            named.supplies.extend(lit.map(|(id, way)| (*id, *way)));
        }
        lit.through = Some((self.looking, Arc::new(named)));
    }

    /// What stands out: whom the lens names, else the whole chain.
    pub fn emphasis(&self) -> Option<Arc<Emphasis>> {
        let lit = self.lit.as_ref()?;
        let through = lit.through.as_ref().filter(|(looking, _)| *looking == self.looking);
        Some(through.map_or_else(|| Arc::clone(&lit.chain), |(_, named)| Arc::clone(named)))
    }

    /// What the picture shows because of it.
    pub fn options(&self, map: &Organisation, notes: NotesShown) -> Options {
        let focus = self
            .focus
            .as_ref()
            .map(|bright| bright.iter().copied().filter(|party| map.party(*party).is_some()).collect());
        Options { emphasis: self.emphasis(), focus, notes, ..Options::default() }
    }
}

/// Works out what is told; an unfinished answer if nobody wants to know any more.
fn tell(map: &Organisation, graph: &Graph, (parties, goal, looking): &Subject, progress: &Progress) -> Told {
    let mut answer = trace_answer(map, graph, parties, &|| !progress.is_cancelled());
    if let (TraceAnswer::One(trace), Some(goal)) = (&mut answer, goal) {
        trace.ultimate_customers.retain(|customer| customer.party == *goal);
    }
    let LookingThrough { lens, measure } = *looking;
    let through = match (&answer, lens) {
        (TraceAnswer::One(trace), Some(lens)) if !progress.is_cancelled() => {
            Some(look(map, graph, trace, lens, measure))
        }
        _ => None,
    };
    Told { answer, through }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, perform};
    use crate::job::MOST_PARTIES_AT_ONCE;
    use crate::model::{IdSource, Party, PartyKind, Point, SequentialIds, Supply};
    use std::sync::mpsc::channel;

    /// A chain of `parties` up to a buyer; party n has id n.
    fn chain_of(parties: u128) -> Arc<Organisation> {
        let mut map = Organisation::default();
        let mut ids = SequentialIds::after(1_000_000);
        for n in 1..=parties {
            let kind = if n == parties { PartyKind::Buyer } else { PartyKind::Role };
            let party = Party::new(PartyId::from_u128(n), kind, format!("{n}"), Point::default());
            perform(&mut map, &Command::AddParty(party)).unwrap();
        }
        for n in 1..parties {
            let (from, to) = (PartyId::from_u128(n), PartyId::from_u128(n + 1));
            perform(&mut map, &Command::Connect(Supply::new(ids.supply(), from, to, ""))).unwrap();
        }
        Arc::new(map)
    }

    #[test]
    fn on_a_large_map_the_chain_is_lit_at_once_and_told_later() {
        let map = chain_of(MOST_PARTIES_AT_ONCE as u128 + 1);
        let (wake, woken) = channel();
        let waker: Waker = Arc::new(move || wake.send(()).unwrap_or_default());
        let mut tracing = Tracing::default();
        tracing.set_parties(vec![PartyId::from_u128(1)]);
        tracing.look_through(LookingThrough { lens: Some(Lens::ServeOrServe), ..LookingThrough::default() });
        tracing.refresh(&map, 7, &waker);
        assert_eq!(tracing.emphasis().unwrap().parties.len(), MOST_PARTIES_AT_ONCE, "the whole chain");
        assert!(tracing.notice().unwrap().answer.is_none());
        woken.recv().unwrap();
        tracing.refresh(&map, 7, &waker);
        assert!(matches!(tracing.notice().unwrap().answer, Some(TraceAnswer::One(_))));
        let named = tracing.emphasis().unwrap();
        assert_eq!(
            (named.lens, named.parties.len()),
            (Some(Lens::ServeOrServe), 2),
            "the next one and the buyer"
        );
    }

    #[test]
    fn what_is_lit_is_the_same_picture_until_something_changes() {
        let (map, waker): (_, Waker) = (chain_of(4), Arc::new(|| ()));
        let mut tracing = Tracing::default();
        tracing.set_parties(vec![PartyId::from_u128(2)]);
        tracing.refresh(&map, 1, &waker);
        let before = tracing.emphasis().unwrap();
        tracing.refresh(&map, 1, &waker);
        assert!(Arc::ptr_eq(&before, &tracing.emphasis().unwrap()));
        tracing.step_less();
        tracing.refresh(&map, 1, &waker);
        assert_eq!(tracing.emphasis().unwrap().parties.len(), 2);
    }
}
