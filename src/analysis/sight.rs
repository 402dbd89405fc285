use super::graph::{Direction, Graph, NONE};
use super::loops::components;
use crate::model::PartyId;
use std::collections::HashMap;

/// The ultimate customers of every party at once.
///
/// Loops are taken together, because whoever is in one reaches the same customers; what is left has no
/// loops, so one pass against the flow carries the sets along, a bit per external customer.
#[derive(Clone, Debug)]
pub struct Sight {
    /// The ids of all parties, ascending.
    parties: Vec<PartyId>,
    /// External customers in the order of their bits.
    customers: Vec<PartyId>,
    words_per_set: usize,
    /// The set of each party, by its place in `sets`.
    set_of: Vec<u32>,
    /// The sets, `words_per_set` words each; parties share them where they are equal to a customer's.
    sets: Vec<u64>,
}

/// The ultimate customers of every party at once.
pub fn trace_all(graph: &Graph) -> Sight {
    let customers: Vec<u32> =
        (0..graph.party_count() as u32).filter(|p| graph.kind(*p).is_external_customer()).collect();
    let mut sweep = Sweep::new(graph, &customers);
    for nodes in components(graph) {
        sweep.settle(graph, &nodes);
    }
    Sight {
        parties: (0..graph.party_count() as u32).map(|party| graph.id(party)).collect(),
        customers: customers.into_iter().map(|party| graph.id(party)).collect(),
        words_per_set: sweep.words,
        set_of: sweep.set_of,
        sets: sweep.sets,
    }
}

impl Sight {
    /// All external customers of the map.
    pub fn customers(&self) -> &[PartyId] {
        &self.customers
    }

    /// The external customers that `party` ultimately serves.
    pub fn ultimate_customers(&self, party: PartyId) -> impl Iterator<Item = PartyId> {
        let set = self.set(party);
        let is_in = move |bit: usize| set.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
        self.customers
            .iter()
            .enumerate()
            .filter(move |(bit, customer)| is_in(*bit) && **customer != party)
            .map(|(_, customer)| *customer)
    }

    /// Whether `party` ultimately serves `customer`.
    pub fn reaches(&self, party: PartyId, customer: PartyId) -> bool {
        let set = self.set(party);
        let bit = self.customers.binary_search(&customer).ok();
        let is_in = |bit: usize| set.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
        party != customer && bit.is_some_and(is_in)
    }

    /// How many external customers `party` ultimately serves.
    pub fn count(&self, party: PartyId) -> usize {
        let own = self.customers.binary_search(&party).ok();
        let set = self.set(party);
        let own = own.is_some_and(|bit| set.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1));
        set.iter().map(|word| word.count_ones() as usize).sum::<usize>() - usize::from(own)
    }

    /// Whether a chain leads from `party` to an external customer.
    pub fn has_line_of_sight(&self, party: PartyId) -> bool {
        self.count(party) > 0
    }

    fn set(&self, party: PartyId) -> &[u64] {
        let Ok(index) = self.parties.binary_search(&party) else { return &[] };
        let start = self.set_of[index] as usize * self.words_per_set;
        &self.sets[start..start + self.words_per_set]
    }
}

/// The pass against the flow.
struct Sweep {
    words: usize,
    /// The bit of each external customer, [`NONE`] for others.
    bits: Vec<u32>,
    /// Bits of external customers that are members of a team, at any depth.
    bits_in_team: HashMap<u32, Vec<u32>>,
    set_of: Vec<u32>,
    sets: Vec<u64>,
    /// The set that is being put together.
    current: Vec<u64>,
}

impl Sweep {
    fn new(graph: &Graph, customers: &[u32]) -> Self {
        let words = customers.len().div_ceil(64);
        let mut bits = vec![NONE; graph.party_count()];
        let mut bits_in_team: HashMap<u32, Vec<u32>> = HashMap::new();
        for (bit, customer) in (0..).zip(customers) {
            bits[*customer as usize] = bit;
            let mut around = graph.team(*customer);
            while around != NONE && !bits_in_team.get(&around).is_some_and(|known| known.contains(&bit)) {
                bits_in_team.entry(around).or_default().push(bit);
                around = graph.team(around);
            }
        }
        let set_of = vec![0; graph.node_count()];
        // The first set is the empty one.
        Self { words, bits, bits_in_team, set_of, sets: vec![0; words], current: vec![0; words] }
    }

    /// Settles the nodes of one component; all others that they lead to are settled already.
    fn settle(&mut self, graph: &Graph, nodes: &[u32]) {
        self.current.fill(0);
        // Where a component adds nothing to what it leads to, it shares that set.
        let mut shared = 0;
        for &node in nodes {
            let Self { words, bits, bits_in_team, set_of, sets, current } = self;
            let mut take = |next: u32| {
                let set = set_of[next as usize];
                let start = set as usize * *words;
                if set != shared && set != 0 {
                    current.iter_mut().zip(&sets[start..start + *words]).for_each(|(to, from)| *to |= from);
                    shared = set;
                }
            };
            graph.free_steps(node, Direction::Downstream, &mut take);
            graph.handoff_steps(node, Direction::Downstream, |_, next| take(next));
            graph.handoff_steps(node, Direction::Downstream, |_, next| {
                let served = bits.get(next as usize).copied().filter(|bit| *bit != NONE);
                for bit in served.iter().chain(bits_in_team.get(&next).into_iter().flatten()) {
                    current[*bit as usize / 64] |= 1 << (bit % 64);
                }
            });
        }
        let set = self.keep(shared);
        for node in nodes {
            self.set_of[*node as usize] = set;
        }
    }

    fn keep(&mut self, shared: u32) -> u32 {
        let start = shared as usize * self.words;
        if self.sets[start..start + self.words] == self.current {
            return shared;
        }
        self.sets.extend_from_slice(&self.current);
        (self.sets.len() / self.words.max(1)) as u32 - 1
    }
}
