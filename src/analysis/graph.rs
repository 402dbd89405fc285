use crate::model::{Organisation, PartyId, PartyKind, Rating, Supply, SupplyId, SupplyKind};
use std::ops::Range;

/// No party, no node, no hand-off.
pub(super) const NONE: u32 = u32::MAX;

/// Along the flow of value or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From supplier to customer.
    Downstream,
    /// From customer to supplier.
    Upstream,
}

impl Direction {
    /// The other direction.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Downstream => Self::Upstream,
            Self::Upstream => Self::Downstream,
        }
    }
}

/// All supplies of one supplier to one customer: parallel ones are a single hand-off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Handoff {
    /// Index of the supplier.
    pub supplier: u32,
    /// Index of the customer.
    pub customer: u32,
    /// The customer's rating of the best supply; unrated counts as 5, because nobody complained.
    pub grade: u8,
    /// Where its supplies begin in [`Graph::supplies`]; the best one comes first.
    first_supply: u32,
}

/// The chain of customers of one map as flat arrays, made once and reused by all questions.
///
/// Parties have the indexes `0..party_count`. A team is an entrance and an exit with its members
/// between them, so the graph has more *nodes* than parties: node `i` below `party_count` is the
/// entrance of party `i`, the nodes after them are the exits of the teams. Any other party is one
/// node, entrance and exit at once. Between nodes there are *hand-offs* (supplies that deliver, not
/// to oneself) and *free steps* along membership, which cost nothing.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Ids, ascending.
    parties: Vec<PartyId>,
    kinds: Vec<PartyKind>,
    /// Position of each party in the order of names (equal names: by id).
    name_ranks: Vec<u32>,
    /// The team around each party, or [`NONE`].
    teams: Vec<u32>,
    /// The exit of each party.
    exits: Vec<u32>,
    /// The teams that own the nodes after the entrances.
    exit_owners: Vec<u32>,
    members: Lists,
    /// Sorted by supplier, then customer.
    handoffs: Vec<Handoff>,
    /// Where the hand-offs of each supplier begin; one entry more than parties.
    given: Vec<u32>,
    /// Hand-offs by customer.
    received: Lists,
    /// Grouped by hand-off.
    supplies: Vec<SupplyId>,
}

impl Graph {
    /// The graph of `organisation` as it is now.
    pub fn of(organisation: &Organisation) -> Self {
        Self::with_kinds(organisation, &[SupplyKind::Delivers])
    }

    /// A graph that follows supplies of these `kinds` (a lens may add others to those that deliver).
    pub fn with_kinds(organisation: &Organisation, kinds: &[SupplyKind]) -> Self {
        let parties: Vec<PartyId> = organisation.parties().map(|p| p.id).collect();
        let mut graph = Self {
            kinds: organisation.parties().map(|p| p.kind).collect(),
            name_ranks: name_ranks(organisation),
            teams: Vec::new(),
            exits: (0..parties.len() as u32).collect(),
            exit_owners: Vec::new(),
            members: Lists::default(),
            handoffs: Vec::new(),
            given: Vec::new(),
            received: Lists::default(),
            supplies: Vec::new(),
            parties,
        };
        graph.add_teams(organisation);
        graph.add_handoffs(organisation, kinds);
        graph
    }

    fn add_teams(&mut self, organisation: &Organisation) {
        self.teams = organisation
            .parties()
            .map(|p| p.team.and_then(|team| self.index(team)).unwrap_or(NONE))
            .map(|t| match self.kinds.get(t as usize) {
                Some(PartyKind::Team) => t,
                _ => NONE, // a damaged file may name anything
            })
            .collect();
        for party in 0..self.party_count() as u32 {
            if self.kinds[party as usize] == PartyKind::Team {
                self.exits[party as usize] = (self.parties.len() + self.exit_owners.len()) as u32;
                self.exit_owners.push(party);
            }
        }
        self.members = Lists::grouped(self.parties.len(), &self.teams);
    }

    fn add_handoffs(&mut self, organisation: &Organisation, kinds: &[SupplyKind]) {
        let mut links: Vec<(u32, u32, &Supply)> = organisation
            .supplies()
            .filter(|s| kinds.contains(&s.kind) && !s.is_to_self())
            .filter_map(|s| Some((self.index(s.supplier)?, self.index(s.customer)?, s)))
            .collect();
        links.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| best_first(a.2, b.2)));
        for (supplier, customer, supply) in links {
            let known =
                self.handoffs.last().is_some_and(|h| (h.supplier, h.customer) == (supplier, customer));
            if !known {
                let first_supply = self.supplies.len() as u32;
                self.handoffs.push(Handoff { supplier, customer, grade: grade(supply), first_supply });
            }
            self.supplies.push(supply.id);
        }
        let suppliers: Vec<u32> = self.handoffs.iter().map(|h| h.supplier).collect();
        let customers: Vec<u32> = self.handoffs.iter().map(|h| h.customer).collect();
        self.given = Lists::grouped(self.parties.len(), &suppliers).starts;
        self.received = Lists::grouped(self.parties.len(), &customers);
    }

    /// How many parties there are.
    pub fn party_count(&self) -> usize {
        self.parties.len()
    }

    /// How many hand-offs there are.
    pub fn handoff_count(&self) -> usize {
        self.handoffs.len()
    }

    /// How many nodes there are: one per party and one more per team.
    pub(super) fn node_count(&self) -> usize {
        self.parties.len() + self.exit_owners.len()
    }

    /// The index of a party.
    pub(super) fn index(&self, party: PartyId) -> Option<u32> {
        self.parties.binary_search(&party).ok().map(|i| i as u32)
    }

    /// The id of the party with this index.
    pub(super) fn id(&self, party: u32) -> PartyId {
        self.parties[party as usize]
    }

    pub(super) fn kind(&self, party: u32) -> PartyKind {
        self.kinds[party as usize]
    }

    /// Where the party comes in the order of names.
    pub(super) fn name_rank(&self, party: u32) -> u32 {
        self.name_ranks[party as usize]
    }

    /// The node at which `party` hands on.
    pub(super) fn exit(&self, party: u32) -> u32 {
        self.exits[party as usize]
    }

    /// The team around `party`, or [`NONE`].
    pub(super) fn team(&self, party: u32) -> u32 {
        self.teams[party as usize]
    }

    /// The team whose exit this node is; `None` for an entrance.
    pub(super) fn exit_owner(&self, node: u32) -> Option<u32> {
        (node as usize).checked_sub(self.parties.len()).map(|i| self.exit_owners[i])
    }

    /// Whether some party hands on at this node.
    pub(super) fn is_exit(&self, node: u32) -> bool {
        self.exit_owner(node).is_some() || self.exit(node) == node
    }

    /// The direct members of a team.
    pub(super) fn members(&self, party: u32) -> &[u32] {
        self.members.of(party)
    }

    pub(super) fn handoff(&self, handoff: u32) -> Handoff {
        self.handoffs[handoff as usize]
    }

    /// The hand-offs that `party` gives.
    pub(super) fn given(&self, party: u32) -> Range<u32> {
        self.given[party as usize]..self.given[party as usize + 1]
    }

    /// The hand-offs that `party` receives.
    pub(super) fn received(&self, party: u32) -> &[u32] {
        self.received.of(party)
    }

    /// The supplies that make up a hand-off, the best one first.
    pub(super) fn supplies(&self, handoff: u32) -> &[SupplyId] {
        let start = self.handoffs[handoff as usize].first_supply as usize;
        let next = self.handoffs.get(handoff as usize + 1);
        &self.supplies[start..next.map_or(self.supplies.len(), |h| h.first_supply as usize)]
    }

    /// The node at which a trace of `party` begins: a team's as a whole, with its members.
    pub(super) fn start(&self, party: u32, direction: Direction) -> u32 {
        match direction {
            Direction::Downstream => party,
            Direction::Upstream => self.exit(party),
        }
    }

    /// The party that is named when a walk comes to `node` by a hand-off: downstream the one whose
    /// entrance it is, upstream the one whose exit it is.
    pub(super) fn named_at(&self, node: u32, direction: Direction) -> Option<u32> {
        match direction {
            Direction::Downstream => (node < self.party_count() as u32).then_some(node),
            Direction::Upstream => self.is_exit(node).then(|| self.exit_owner(node).unwrap_or(node)),
        }
    }

    /// How many steps lead away from `node`, hand-offs and free ones together; one more at most.
    pub(super) fn degree(&self, node: u32, direction: Direction) -> usize {
        let owner = self.exit_owner(node);
        let party = owner.unwrap_or(node);
        let is_entrance = owner.is_none();
        let (handoffs, is_inner_side) = match direction {
            Direction::Downstream => (self.given(party).len(), is_entrance && self.exit(party) != node),
            Direction::Upstream => (self.received(party).len(), !is_entrance),
        };
        1 + if is_inner_side { self.members(party).len() } else { handoffs }
    }

    /// Calls `visit` with each node that is one free step from `node`.
    pub(super) fn free_steps(&self, node: u32, direction: Direction, mut visit: impl FnMut(u32)) {
        let owner = self.exit_owner(node);
        let party = owner.unwrap_or(node);
        let is_team_entrance = owner.is_none() && self.exit(party) != node;
        let around = self.team(party);
        match direction {
            Direction::Downstream if is_team_entrance => {
                self.members(party).iter().for_each(|member| visit(*member));
                visit(self.exit(party));
            }
            Direction::Downstream if around != NONE => visit(self.exit(around)),
            Direction::Upstream if owner.is_some() => {
                self.members(party).iter().for_each(|member| visit(self.exit(*member)));
                visit(party);
            }
            Direction::Upstream if around != NONE => visit(around),
            _ => {}
        }
    }

    /// Calls `visit` with each hand-off that leads away from `node` and the node it leads to.
    pub(super) fn handoff_steps(&self, node: u32, direction: Direction, mut visit: impl FnMut(u32, u32)) {
        let owner = self.exit_owner(node);
        let party = owner.unwrap_or(node);
        match direction {
            Direction::Downstream if self.exit(party) == node => {
                for handoff in self.given(party) {
                    visit(handoff, self.handoffs[handoff as usize].customer);
                }
            }
            Direction::Upstream if owner.is_none() => {
                for handoff in self.received(party) {
                    visit(*handoff, self.exit(self.handoffs[*handoff as usize].supplier));
                }
            }
            _ => {}
        }
    }
}

/// Lists of numbers, one list per key, in one piece of memory.
#[derive(Clone, Debug, Default)]
struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Groups `0..keys.len()` by their keys; an item whose key is [`NONE`] is in no list.
    fn grouped(key_count: usize, keys: &[u32]) -> Self {
        let mut starts = vec![0_u32; key_count + 1];
        for key in keys.iter().filter(|key| **key != NONE) {
            starts[*key as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts.last().map_or(0, |end| *end as usize)];
        for (item, key) in keys.iter().enumerate().filter(|(_, key)| **key != NONE) {
            let slot = &mut next[*key as usize];
            items[*slot as usize] = item as u32;
            *slot += 1;
        }
        Self { starts, items }
    }

    fn of(&self, key: u32) -> &[u32] {
        &self.items[self.starts[key as usize] as usize..self.starts[key as usize + 1] as usize]
    }
}

fn grade(supply: &Supply) -> u8 {
    supply.customers_rating.map_or(5, Rating::value)
}

/// Which of two parallel supplies speaks for the hand-off: the better rated, then the named one.
fn best_first(a: &Supply, b: &Supply) -> std::cmp::Ordering {
    let key = |s: &'_ Supply| (std::cmp::Reverse(grade(s)), s.what.is_empty());
    key(a).cmp(&key(b)).then_with(|| a.what.cmp(&b.what)).then(a.id.cmp(&b.id))
}

fn name_ranks(organisation: &Organisation) -> Vec<u32> {
    let names: Vec<&str> = organisation.parties().map(|p| p.name.as_str()).collect();
    // Most names differ in their first bytes: compare those as one number before the whole text.
    let mut order: Vec<(u64, u32)> = (0_u32..).zip(&names).map(|(i, name)| (first_bytes(name), i)).collect();
    order.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0).then_with(|| names[a.1 as usize].cmp(names[b.1 as usize])).then(a.1.cmp(&b.1))
    });
    let mut ranks = vec![0; names.len()];
    for (rank, (_, party)) in (0_u32..).zip(order) {
        ranks[party as usize] = rank;
    }
    ranks
}

fn first_bytes(name: &str) -> u64 {
    let mut bytes = [0; 8];
    for (slot, byte) in bytes.iter_mut().zip(name.bytes()) {
        *slot = byte;
    }
    u64::from_be_bytes(bytes)
}
