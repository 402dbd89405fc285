use crate::model::{Organisation, PartyId, Supply, SupplyId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Two parties that are drawn, the one with the lower id first; both the same for supplies to oneself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pair(pub(super) PartyId, pub(super) PartyId);

impl Pair {
    pub(super) fn new(a: PartyId, b: PartyId) -> Self {
        if a <= b { Self(a, b) } else { Self(b, a) }
    }
}

/// Which supplies are drawn between which parties; those of one pair share the room between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Bundles {
    pair_of: FxHashMap<SupplyId, Pair>,
    supplies: FxHashMap<Pair, BTreeSet<SupplyId>>,
    pairs_at: FxHashMap<PartyId, BTreeSet<Pair>>,
}

impl Bundles {
    pub(super) fn pair_of(&self, supply: SupplyId) -> Option<Pair> {
        self.pair_of.get(&supply).copied()
    }

    pub(super) fn supplies(&self, pair: Pair) -> impl Iterator<Item = SupplyId> {
        self.supplies.get(&pair).into_iter().flatten().copied()
    }

    pub(super) fn pairs_at(&self, party: PartyId) -> impl Iterator<Item = Pair> {
        self.pairs_at.get(&party).into_iter().flatten().copied()
    }

    /// How many supplies are drawn.
    pub(super) fn len(&self) -> usize {
        self.pair_of.len()
    }

    /// Every pair with a supply, in the order of the parties' ids.
    pub(super) fn pairs(&self) -> BTreeSet<Pair> {
        self.supplies.keys().copied().collect()
    }

    /// Notes between which two parties `supply` is drawn now, if at all.
    pub(super) fn set(&mut self, supply: SupplyId, pair: Option<Pair>) {
        if self.pair_of(supply) == pair {
            return;
        }
        if let Some(old) = self.pair_of.remove(&supply) {
            self.take_out(supply, old);
        }
        let Some(pair) = pair else { return };
        self.pair_of.insert(supply, pair);
        self.supplies.entry(pair).or_default().insert(supply);
        self.pairs_at.entry(pair.0).or_default().insert(pair);
        self.pairs_at.entry(pair.1).or_default().insert(pair);
    }

    fn take_out(&mut self, supply: SupplyId, pair: Pair) {
        let Some(left) = self.supplies.get_mut(&pair) else { return };
        left.remove(&supply);
        if !left.is_empty() {
            return;
        }
        self.supplies.remove(&pair);
        for party in [pair.0, pair.1] {
            if let Some(pairs) = self.pairs_at.get_mut(&party) {
                pairs.remove(&pair);
            }
        }
    }
}

/// One line on the picture: usually one supply, several where a folded team hides their ends.
#[derive(Debug)]
pub(super) struct DrawnLine<'a> {
    pub(super) supply: &'a Supply,
    pub(super) from: PartyId,
    pub(super) to: PartyId,
    pub(super) stands_for: Vec<SupplyId>,
    /// What flows, everything that is bundled told together.
    pub(super) what: String,
}

/// The lines of one pair in the order of their lanes: one way first, then the other.
pub(super) fn lines_between<'a>(
    organisation: &'a Organisation,
    supplies: impl Iterator<Item = SupplyId>,
) -> Vec<DrawnLine<'a>> {
    let mut lines: Vec<DrawnLine<'a>> = Vec::new();
    for supply in supplies.filter_map(|id| organisation.supply(id)) {
        let from = stand_in(organisation, supply.supplier);
        let to = stand_in(organisation, supply.customer);
        let is_bundled = from != supply.supplier || to != supply.customer;
        let same = |line: &&mut DrawnLine| {
            line.from == from && line.to == to && line.supply.kind == supply.kind && is_bundled
        };
        if let Some(line) = lines.iter_mut().find(same) {
            line.stands_for.push(supply.id);
            if !supply.what.is_empty() && !line.what.split(", ").any(|what| what == supply.what) {
                line.what += if line.what.is_empty() { "" } else { ", " };
                line.what += &supply.what;
            }
            continue;
        }
        lines.push(DrawnLine { supply, from, to, stands_for: vec![supply.id], what: supply.what.clone() });
    }
    lines.sort_by_key(|line| (line.from, line.supply.id));
    lines
}

/// The party that is drawn for `party`: the outermost folded team around it, or itself.
pub(super) fn stand_in(organisation: &Organisation, party: PartyId) -> PartyId {
    let is_folded = |team: &PartyId| organisation.party(*team).is_some_and(|team| team.folded);
    organisation.teams_around(party).into_iter().rfind(is_folded).unwrap_or(party)
}
