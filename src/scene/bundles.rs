use super::route::Lane;
use crate::model::{Organisation, PartyId, Supply, SupplyId, SupplyKind};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

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

/// From so many supplies on that flow the same way between two parties, they are drawn as one line.
const LEAST_BUNDLE: usize = 3;

/// One line on the picture: one supply, or several that are bundled.
#[derive(Debug)]
pub(super) struct DrawnLine<'a> {
    pub(super) from: PartyId,
    pub(super) to: PartyId,
    /// The one that is drawn; the figures of a bundle are its figures.
    pub(super) supply: &'a Supply,
    /// All that the line stands for, the drawn one first.
    pub(super) supplies: Vec<&'a Supply>,
    /// Which of several lines that are fanned out this is.
    pub(super) fan: Option<Lane>,
}

impl DrawnLine<'_> {
    pub(super) fn is_bundle(&self) -> bool {
        self.supplies.len() > 1
    }
}

/// The lines of one pair in the order of their lanes: one way first, then the other.
///
/// Supplies of one kind that flow the same way are one line where there are many, or where a folded team
/// hides their ends; those that are `fanned` out are not.
pub(super) fn lines_between<'a>(
    organisation: &'a Organisation,
    supplies: impl Iterator<Item = SupplyId>,
    fanned: Option<SupplyId>,
) -> Vec<DrawnLine<'a>> {
    let mut ways: BTreeMap<(PartyId, PartyId, SupplyKind), Vec<&'a Supply>> = BTreeMap::new();
    for supply in supplies.filter_map(|id| organisation.supply(id)) {
        let ends = (stand_in(organisation, supply.supplier), stand_in(organisation, supply.customer));
        ways.entry((ends.0, ends.1, supply.kind)).or_default().push(supply);
    }
    let mut lines = Vec::new();
    for ((from, to, _), supplies) in ways {
        if supplies.iter().any(|supply| Some(supply.id) == fanned) {
            let count = supplies.len();
            let fan = |index| (from != to).then_some(Lane { index, count });
            lines.extend(
                supplies
                    .into_iter()
                    .enumerate()
                    .map(|(index, supply)| DrawnLine { fan: fan(index), ..one_line(from, to, vec![supply]) }),
            );
            continue;
        }
        let hides_ends = |supply: &&Supply| from != supply.supplier || to != supply.customer;
        let (mut bundled, single): (Vec<_>, Vec<_>) = supplies.into_iter().partition(hides_ends);
        if single.len() >= LEAST_BUNDLE && from != to {
            bundled.extend(single);
            bundled.sort_by_key(|supply| supply.id);
        } else {
            lines.extend(single.into_iter().map(|supply| one_line(from, to, vec![supply])));
        }
        if !bundled.is_empty() {
            lines.push(one_line(from, to, bundled));
        }
    }
    lines.sort_by_key(|line| (line.from, line.supply.id));
    lines
}

/// Whether two supplies flow the same way between the same two parties as these are drawn: one bundle, if they are many.
pub fn run_together(organisation: &Organisation, a: SupplyId, b: SupplyId) -> bool {
    let way = |id| {
        let supply = organisation.supply(id)?;
        let ends = (stand_in(organisation, supply.supplier), stand_in(organisation, supply.customer));
        Some((ends, supply.kind))
    };
    way(a).is_some_and(|one| way(b) == Some(one))
}

/// A line for these supplies, of which there is at least one.
fn one_line(from: PartyId, to: PartyId, supplies: Vec<&Supply>) -> DrawnLine<'_> {
    DrawnLine { from, to, supply: supplies[0], supplies, fan: None }
}

/// The party that is drawn for `party`: the outermost folded team around it, or itself.
pub(super) fn stand_in(organisation: &Organisation, party: PartyId) -> PartyId {
    let is_folded = |team: &PartyId| organisation.party(*team).is_some_and(|team| team.folded);
    organisation.teams_around(party).into_iter().rfind(is_folded).unwrap_or(party)
}
