//! Parallel and opposite supplies between the same two boxes run side by side.

use super::line::{Line, Way};
use super::nudge;
use super::path::Turn;
use super::router::Router;
use super::side::{Side, Sides};
use crate::model::Point;
use std::collections::BTreeSet;

/// The place of a line among those that run side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Aside {
    /// How far from the middle of all, downwards.
    pub from_middle: f32,
    /// How far the outermost are from there.
    pub most: f32,
}

impl Router {
    /// The lines between the same two boxes, this one included, in the order of their numbers.
    pub(super) fn siblings(&self, line: u32) -> Vec<u32> {
        let ends = self.ends(line);
        let Some((from, to)) = self.joined(line) else { return Vec::new() };
        let [from, to] = [from, to].map(|v| &self.lines_at[v as usize]);
        let fewer = if from.len() <= to.len() { from } else { to };
        let joins_both = |other: &u32| [ends, (ends.1, ends.0)].contains(&self.ends(*other));
        let mut siblings: Vec<u32> = fewer.iter().copied().filter(joins_both).collect();
        siblings.sort_unstable();
        siblings
    }

    /// Where a line along the flow is among its siblings, in the order in which they leave the left box.
    pub(super) fn aside(&self, line: u32) -> Aside {
        const STEP: f32 = 4.0;
        /// Further than that they would cross others that bend beside them.
        const MOST: f32 = 12.0;
        /// So many that they cannot be told apart anyway (closer to each other than `LEAST`) rather keep clear of others.
        const MOST_OF_MANY: f32 = 6.0;
        const LEAST: f32 = 2.15;
        let height = |line: u32| self.lines[line as usize].along_flow().0.y;
        let own = (height(line), line);
        let others = self.siblings(line).into_iter().filter(|other| *other != line);
        let others = others.filter(|other| self.lines[*other as usize].run().is_some());
        let (above, below): (Vec<u32>, Vec<u32>) = others.partition(|other| {
            let other = (height(*other), *other);
            other.0.total_cmp(&own.0).then(other.1.cmp(&own.1)).is_lt()
        });
        let middle = (above.len() + below.len()) as f32 / 2.0;
        let most = if MOST >= LEAST * middle { MOST } else { MOST_OF_MANY };
        let step = STEP.min(most / middle.max(0.5));
        Aside { from_middle: step * (above.len() as f32 - middle), most: step * middle }
    }

    /// The lines between the same sides of the same boxes, this one included, clockwise round the box with the lower
    /// number.
    pub(super) fn beside(&self, line: u32) -> Vec<u32> {
        let sides = |line: u32| self.ends_in_order(line).map(|end| end.0);
        let own = sides(line);
        let mut beside: Vec<u32> =
            self.siblings(line).into_iter().filter(|other| sides(*other) == own).collect();
        beside.sort_by(|a, b| self.clockwise(*a).total_cmp(&self.clockwise(*b)).then(a.cmp(b)));
        beside
    }

    /// The turns of a line between the same sides of the same boxes, if they are free for this one too: so these stay
    /// together.
    pub(super) fn turns_of_sibling(&self, line: u32) -> Option<Vec<Turn>> {
        let others = self.beside(line).into_iter().filter(|other| *other != line);
        others.filter_map(|other| self.turns_as(line, other)).find(|turns| self.can_take(line, turns))
    }

    /// Has lines turn at the same corners as one beside them, if these are free for all, rather than that some turn and some
    /// run in lanes. Only those that are `touched` change.
    pub(super) fn keep_together(&mut self, touched: &BTreeSet<u32>) {
        for line in touched {
            let beside = self.beside(*line);
            let is_first = beside.iter().find(|other| touched.contains(other)) == Some(line);
            if beside.len() > 1
                && is_first
                && let Some(turns) = self.turns_of_all(*line, &beside, touched)
            {
                for other in beside {
                    let turns = self.turned_as(other, *line, &turns);
                    self.set_way(other, Way::Turns(turns));
                }
            }
        }
    }

    /// Turns of one of these lines, as `line` has them, that all can take.
    fn turns_of_all(&self, line: u32, beside: &[u32], touched: &BTreeSet<u32>) -> Option<Vec<Turn>> {
        let own: Vec<Option<Vec<Turn>>> = beside.iter().map(|other| self.turns_as(line, *other)).collect();
        let can_take = |other: u32, turns: &[Turn]| {
            touched.contains(&other) && self.can_take(other, &self.turned_as(other, line, turns))
        };
        let can_all_take = |turns: &&Vec<Turn>| {
            beside
                .iter()
                .zip(&own)
                .all(|(other, own)| own.as_ref() == Some(*turns) || can_take(*other, turns))
        };
        own.iter().flatten().find(can_all_take).cloned()
    }

    /// The turns of another line in the order in which `line` would take them. `None` if it is in a lane.
    fn turns_as(&self, line: u32, other: u32) -> Option<Vec<Turn>> {
        let Way::Turns(turns) = &self.lines[other as usize].way else { return None };
        Some(self.turned_as(line, other, turns))
    }

    /// Turns of `other` in the order in which `line` takes them.
    fn turned_as(&self, line: u32, other: u32, turns: &[Turn]) -> Vec<Turn> {
        let mut turns = turns.to_vec();
        if self.is_in_order(other) != self.is_in_order(line) {
            turns.reverse();
        }
        turns
    }

    /// How far along its side a line ends at the box with the lower number, clockwise.
    pub(super) fn clockwise(&self, line: u32) -> f32 {
        let [(side, at), _] = self.ends_in_order(line);
        let along = side.clockwise();
        at.x * along.0 + at.y * along.1
    }

    /// How much further out than alone a line leads at its start and at its end, where it runs along no lane but in one
    /// swing, or in straight legs.
    pub(super) fn lead(&self, line: u32, has_legs: bool) -> (f32, f32) {
        let siblings = self.beside(line);
        let rank = siblings.iter().position(|other| *other == line);
        let Some(rank) = rank.filter(|_| siblings.len() > 1 && !self.is_inside(line)) else {
            return (0.0, 0.0);
        };
        let [a, b] = self.ends_in_order(line).map(|end| end.0);
        let (mut dx, mut dy) = (0.0, 0.0);
        for other in &siblings {
            let [(_, a), (_, b)] = self.ends_in_order(*other);
            (dx, dy) = (dx + b.x - a.x, dy + b.y - a.y);
        }
        let count = siblings.len() as f32;
        let lead = leads((a, b), (dx / count, dy / count), (rank, siblings.len()), has_legs);
        if self.is_in_order(line) { lead } else { (lead.1, lead.0) }
    }

    /// Start and end of a line, off its boxes by that share of what it leads beside its siblings.
    pub(super) fn led(&self, line: u32, share: f32) -> (Point, Point) {
        let lead = self.lead(line, true);
        self.leading_stubs(line, (lead.0 * share, lead.1 * share))
    }

    /// Which share of what they lead there is room for, the same for all that run side by side, so that they do not cross.
    pub(super) fn share_of_lead(&self, line: u32) -> f32 {
        let beside = self.beside(line);
        if beside.len() < 2 {
            return 0.0;
        }
        let shares = [1.0, 0.5, 0.25].into_iter();
        let mut shares = shares.filter(|share| beside.iter().all(|line| self.can_lead(*line, *share)));
        shares.next().unwrap_or_default()
    }

    /// Whether nothing is in the way of a line that leads so far, if nothing is when it does not.
    fn can_lead(&self, line: u32, share: f32) -> bool {
        let own = &self.lines[line as usize];
        let Way::Turns(turns) = &own.way else { return true };
        let way = nudge::plain_way(&self.ground.obstacles, self.led(line, share), turns);
        self.is_free(&way, own.ends) || !self.can_take(line, turns)
    }

    /// Sides and places of both ends of a line, at the box with the lower number first.
    fn ends_in_order(&self, line: u32) -> [(Side, Point); 2] {
        let Line { sides, ports, .. } = *self.lines[line as usize];
        let (start, end) = ((sides.0, ports.0), (sides.1, ports.1));
        if self.is_in_order(line) { [start, end] } else { [end, start] }
    }

    /// Whether it runs from the box with the lower number to the one with the higher.
    pub(super) fn is_in_order(&self, line: u32) -> bool {
        let (from, to) = self.ends(line);
        from <= to
    }

    /// Where the end of a line at box `v` comes among its siblings, along a side: at one of the boxes they follow one
    /// another clockwise, at the other the other way round, so that they do not cross.
    pub(super) fn order_at(&self, line: u32, v: u32, side: Side) -> i64 {
        let (from, to) = self.ends(line);
        let is_clockwise = v == from.min(to);
        let is_downwards = matches!(side, Side::Top | Side::Right) == is_clockwise;
        if is_downwards { i64::from(line) } else { -i64::from(line) }
    }
}

/// How far both ends lead for the one at `rank` of so many lines, clockwise round the first box; `way` leads from there
/// to the other. Where lines turn round, the outer one leads further; where they go over to another height, one does so
/// later than the next. Lines of straight legs never come nearer to their boxes than alone.
fn leads(
    (side, other_side): Sides,
    (dx, dy): (f32, f32),
    (rank, count): (usize, usize),
    has_legs: bool,
) -> (f32, f32) {
    const STEP: f32 = 8.0;
    const MOST: f32 = 24.0;
    let (out, along) = (side.outwards(), side.clockwise());
    let (ahead, clockwise) = (dx * out.0 + dy * out.1, dx * along.0 + dy * along.1);
    let middle = (count - 1) as f32 / 2.0;
    let step = STEP.min(MOST / middle);
    let later = step * (middle - rank as f32);
    if !side.faces(other_side) {
        // Round which way they turn says the side at which they arrive; only if it is the same, where that is.
        let arrival = other_side.outwards();
        let turn = -(arrival.0 * along.0 + arrival.1 * along.1);
        let turn = if turn == 0.0 { clockwise.signum() } else { turn };
        let further = later * turn + step * middle;
        return (further, further);
    }
    let steepness = 1.5 * clockwise / ahead.hypot(1.5 * clockwise).max(1.0);
    let later = later * steepness;
    if has_legs {
        return (step * middle + later, step * middle - later);
    }
    let room = if ahead > 0.0 { ahead / 4.0 } else { STEP };
    let share = (room / (step * middle)).min(1.0);
    (later * share, -later * share)
}
