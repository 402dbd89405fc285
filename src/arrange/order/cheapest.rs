/// The least of a row of costs, while costs change from one end up to some place.
///
/// A tree of partial sums: a cost is the sum of all steps from its place to the end of the row, so that
/// changing everything above one place is one step changed. Each node keeps the sum of its steps and the
/// least cost within, counted to its own end. A cost carries its place in its lowest bits.
#[derive(Default)]
pub(super) struct Cheapest {
    tree: Vec<Node>,
    leaves: usize,
    count: usize,
    /// What is added to all costs.
    common: i64,
}

#[derive(Clone, Copy)]
struct Node {
    sum: i64,
    least: i64,
}

/// Behind the end of the row.
const NOTHING: Node = Node { sum: 0, least: i64::MAX / 4 };
/// How many bits of a cost tell its place.
const PLACE_BITS: u32 = 20;

impl Node {
    #[inline]
    fn of(above: Self, below: Self) -> Self {
        Self { sum: above.sum + below.sum, least: below.least.min(above.least + below.sum) }
    }
}

impl Cheapest {
    /// Begins with these costs; there is at least one.
    pub fn start(&mut self, costs: &[i64]) {
        self.leaves = costs.len().next_power_of_two();
        self.count = costs.len();
        self.common = 0;
        self.tree.clear();
        self.tree.resize(2 * self.leaves, NOTHING);
        let nexts = costs[1..].iter().copied().chain([0]);
        for (place, ((leaf, cost), next)) in
            self.tree[self.leaves..].iter_mut().zip(costs).zip(nexts).enumerate()
        {
            let sum = (cost - next) << PLACE_BITS;
            *leaf = Node { sum, least: sum | place as i64 };
        }
        for at in (1..self.leaves).rev() {
            self.tree[at] = Node::of(self.tree[2 * at], self.tree[2 * at + 1]);
        }
    }

    /// Makes the costs down to `place` dearer and those below it cheaper; without a place all are below,
    /// and it may be behind the end.
    #[inline]
    pub fn split(&mut self, place: Option<usize>, amount: i64) {
        let Some(place) = place else {
            self.common -= amount;
            return;
        };
        if place >= self.count - 1 {
            self.common += amount;
            return;
        }
        self.common -= amount;
        let tree = &mut self.tree[..2 * self.leaves];
        let mut at = self.leaves + place;
        let change = (2 * amount) << PLACE_BITS;
        tree[at].sum += change;
        tree[at].least += change;
        while at > 1 {
            at /= 2;
            tree[at] = Node::of(tree[2 * at], tree[2 * at + 1]);
        }
    }

    /// The place of the least cost, the first of several, and that cost.
    #[inline]
    pub fn get(&self) -> (usize, i64) {
        let least = self.tree[1].least;
        ((least & ((1 << PLACE_BITS) - 1)) as usize, (least >> PLACE_BITS) + self.common)
    }
}

#[cfg(test)]
mod tests {
    use super::Cheapest;

    #[test]
    fn finds_the_first_of_the_cheapest_places_after_every_change() {
        let mut costs = vec![5, 3, 8, 3, 9, 7];
        let mut cheapest = Cheapest::default();
        cheapest.start(&costs);
        let changes = [(Some(1), 2), (Some(4), 3), (Some(0), 9), (None, 5), (Some(5), 1), (Some(2), 4)];
        for (place, amount) in changes.into_iter().chain([(Some(9), 2), (Some(3), 7), (Some(1), 1)]) {
            let least = costs.iter().copied().min().unwrap_or_default();
            let first = costs.iter().position(|cost| *cost == least).unwrap_or_default();
            assert_eq!(cheapest.get(), (first, least));
            cheapest.split(place, amount);
            for (at, cost) in costs.iter_mut().enumerate() {
                *cost += if place.is_some_and(|place| at <= place) { amount } else { -amount };
            }
        }
    }
}
