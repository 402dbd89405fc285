//! The trace by brute force, from the words of the definition: one supply after another, without
//! [`super::Graph`]. Far too slow for anything but tests.

use crate::model::{Organisation, PartyId, Rating, Supply, SupplyId, SupplyKind};
use std::collections::{BTreeMap, BTreeSet};

/// Two parties of which the first hands on to the second.
type Pair = (PartyId, PartyId);

/// The grade of the weakest hand-off, then the names along the chain.
type ChainRank = (std::cmp::Reverse<u8>, Vec<(String, PartyId, String, PartyId)>);

/// What follows from the definition for one party.
pub(super) struct Oracle<'a> {
    map: &'a Organisation,
    traced: PartyId,
    /// Hand-offs after which each supply has been made, for those on a chain.
    rings: BTreeMap<SupplyId, u32>,
}

impl<'a> Oracle<'a> {
    pub fn of(map: &'a Organisation, traced: PartyId) -> Self {
        let mut oracle = Self { map, traced, rings: BTreeMap::new() };
        oracle.rings = oracle.rings_without(&[]);
        oracle
    }

    fn counting(&self) -> impl Iterator<Item = &'a Supply> {
        self.map.supplies().filter(|s| s.kind == SupplyKind::Delivers && s.supplier != s.customer)
    }

    /// Who can hand on when something has come to `party` (or `party` begins): itself, its members at
    /// any depth, and the teams around it, for which its activity counts.
    fn active_at(&self, party: PartyId) -> BTreeSet<PartyId> {
        let mut active: BTreeSet<PartyId> = self.map.descendants_of(party).into_iter().collect();
        active.extend(self.map.teams_around(party));
        active.insert(party);
        active
    }

    /// Who is served by a supply to `party`: itself and its members at any depth.
    fn served_by_supply_to(&self, party: PartyId) -> BTreeSet<PartyId> {
        let mut served: BTreeSet<PartyId> = self.map.descendants_of(party).into_iter().collect();
        served.insert(party);
        served
    }

    fn rings_without(&self, removed: &[Pair]) -> BTreeMap<SupplyId, u32> {
        let mut rings = BTreeMap::new();
        let mut active = BTreeSet::from([self.traced]);
        active.extend(self.active_at(self.traced));
        for ring in 1.. {
            let made: Vec<&Supply> = self
                .counting()
                .filter(|s| active.contains(&s.supplier) && !removed.contains(&(s.supplier, s.customer)))
                .filter(|s| !rings.contains_key(&s.id))
                .collect();
            if made.is_empty() {
                break;
            }
            for supply in made {
                rings.insert(supply.id, ring);
                active.extend(self.active_at(supply.customer));
            }
        }
        rings
    }

    fn served(&self, rings: &BTreeMap<SupplyId, u32>) -> BTreeMap<PartyId, u32> {
        let mut served = BTreeMap::new();
        for (supply, ring) in rings {
            for party in self.served_by_supply_to(self.map.supply(*supply).unwrap().customer) {
                let least = served.entry(party).or_insert(*ring);
                *least = (*least).min(*ring);
            }
        }
        served.remove(&self.traced);
        served
    }

    /// Dependants with their hand-offs.
    pub fn dependants(&self) -> BTreeMap<PartyId, u32> {
        self.served(&self.rings)
    }

    /// External customers with their hand-offs.
    pub fn ultimate_customers(&self) -> BTreeMap<PartyId, u32> {
        let mut served = self.dependants();
        served.retain(|party, _| self.map.party(*party).unwrap().kind.is_external_customer());
        served
    }

    pub fn loop_with(&self) -> BTreeSet<PartyId> {
        let serves_back =
            |party: &PartyId| Oracle::of(self.map, *party).dependants().contains_key(&self.traced);
        let mut found: BTreeSet<PartyId> = self.dependants().into_keys().filter(serves_back).collect();
        if !found.is_empty() {
            found.insert(self.traced);
        }
        found
    }

    /// The fewest hand-offs whose removal takes `customer` out of sight: by Menger's theorem as many as
    /// there are chains of which no two share one.
    pub fn chains(&self, customer: PartyId) -> u32 {
        let pairs: BTreeSet<Pair> = self.counting().map(|s| (s.supplier, s.customer)).collect();
        let pairs: Vec<Pair> = pairs.into_iter().collect();
        let removals = (0_u32..1 << pairs.len()).filter(|bits| {
            let removed: Vec<Pair> =
                (0..pairs.len()).filter(|i| bits & (1 << i) != 0).map(|i| pairs[i]).collect();
            !self.served(&self.rings_without(&removed)).contains_key(&customer)
        });
        removals.map(u32::count_ones).min().unwrap()
    }

    /// Every chain to `customer` with the fewest hand-offs.
    pub fn shortest_chains(&self, customer: PartyId) -> Vec<Vec<&'a Supply>> {
        let length = self.ultimate_customers()[&customer] as usize;
        let mut chains: Vec<Vec<&Supply>> = vec![vec![]];
        for _ in 0..length {
            chains = chains.iter().flat_map(|chain| self.longer_by_one(chain)).collect();
        }
        let ends_there =
            |chain: &Vec<&Supply>| self.served_by_supply_to(chain[length - 1].customer).contains(&customer);
        chains.retain(ends_there);
        chains
    }

    fn longer_by_one(&self, chain: &[&'a Supply]) -> Vec<Vec<&'a Supply>> {
        let active = self.active_at(chain.last().map_or(self.traced, |s| s.customer));
        // On a shortest chain every supply is made as early as it can be.
        let ring = chain.len() as u32 + 1;
        let next = self
            .counting()
            .filter(move |s| self.rings.get(&s.id) == Some(&ring) && active.contains(&s.supplier));
        next.map(|s| chain.iter().copied().chain([s]).collect()).collect()
    }

    /// What decides between chains of the same length; the least wins.
    pub fn rank(&self, chain: &[&Supply]) -> ChainRank {
        let grade = chain.iter().map(|s| s.customers_rating.map_or(5, Rating::value)).min();
        let name = |id: PartyId| self.map.party(id).unwrap().name.clone();
        let names = chain.iter().map(|s| (name(s.supplier), s.supplier, name(s.customer), s.customer));
        (std::cmp::Reverse(grade.unwrap()), names.collect())
    }
}
