//! Lines that turn at the same corner are set apart, the flattest outside, so that they neither hide nor
//! needlessly cross each other.

use super::obstacles::Obstacles;
use super::path::Turn;
use crate::model::Point;
use std::collections::BTreeMap;

/// One of several lines that turn at a corner: where it comes from and where it goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bend {
    pub line: u32,
    pub before: Point,
    pub after: Point,
    /// The boxes that it joins. Those between the same two stay together.
    pub ends: (u32, u32),
    /// How far clockwise round the box with the lower number it ends.
    pub clockwise: f32,
}

/// The lines that turn at a corner, and how far out from there each of them is to turn.
pub(super) fn set_apart(obstacles: &Obstacles, turn: Turn, bends: &[Bend]) -> Vec<(u32, f32)> {
    const STEP: f32 = 4.0;
    const ROOM: f32 = 14.0;
    let (at, out) = (obstacles.corner(turn.obstacle(), turn.corner()), outwards(turn));
    let flatness = |bend: &Bend| lead(at, bend.before, out) + lead(at, bend.after, out);
    let mut siblings: BTreeMap<(u32, u32), (f32, f32)> = BTreeMap::new();
    for bend in bends {
        let (sum, count) = siblings.entry(bend.pair()).or_default();
        (*sum, *count) = (*sum + flatness(bend), *count + 1.0);
    }
    let flatness = |bend: &Bend| siblings.get(&bend.pair()).map_or(0.0, |(sum, count)| sum / count);
    let mut lines: Vec<(f32, &Bend)> = bends.iter().map(|bend| (flatness(bend), bend)).collect();
    lines.sort_by(|(a_flatness, a), (b_flatness, b)| {
        let inside = || a.order_inside(out).total_cmp(&b.order_inside(out));
        a_flatness
            .total_cmp(b_flatness)
            .then(a.pair().cmp(&b.pair()))
            .then_with(inside)
            .then(a.line.cmp(&b.line))
    });
    let step = STEP.min(ROOM / (lines.len().max(2) - 1) as f32);
    lines.into_iter().enumerate().map(|(at, (_, bend))| (bend.line, step * at as f32)).collect()
}

impl Bend {
    fn pair(&self) -> (u32, u32) {
        let (from, to) = self.ends;
        (from.min(to), from.max(to))
    }

    /// Where it comes among its siblings, from the inside: where they have the box on their right, it is the last of
    /// those that leave a box clockwise one after the other. `out` leads away from the box.
    fn order_inside(&self, out: (f32, f32)) -> f32 {
        let is_forward = self.ends.0 <= self.ends.1;
        let (before, after) = if is_forward { (self.before, self.after) } else { (self.after, self.before) };
        let is_on_the_right = (after.y - before.y) * out.0 > (after.x - before.x) * out.1;
        if is_on_the_right { -self.clockwise } else { self.clockwise }
    }
}

/// The way through the turns that far out from their corners.
pub(super) fn nudged_way(
    obstacles: &Obstacles,
    ends: (Point, Point),
    turns: &[Turn],
    distance: impl Fn(&Turn) -> f32,
) -> Vec<Point> {
    let mut way = plain_way(obstacles, ends, turns);
    for (at, turn) in turns.iter().enumerate() {
        let (out, distance) = (outwards(*turn), distance(turn));
        way[at + 1] = way[at + 1].moved(out.0 * distance, out.1 * distance);
    }
    way
}

/// The way through the turns as they were found.
pub(super) fn plain_way(obstacles: &Obstacles, ends: (Point, Point), turns: &[Turn]) -> Vec<Point> {
    let mut way = Vec::with_capacity(turns.len() + 2);
    way.push(ends.0);
    way.extend(turns.iter().map(|turn| obstacles.corner(turn.obstacle(), turn.corner())));
    way.push(ends.1);
    way
}

/// Away from the box, along both axes.
fn outwards(turn: Turn) -> (f32, f32) {
    let sign = |positive: bool| if positive { 1.0 } else { -1.0 };
    (sign(turn.corner() & 1 != 0), sign(turn.corner() & 2 != 0))
}

/// The share of the direction from `at` to `to` that leads outwards.
fn lead(at: Point, to: Point, out: (f32, f32)) -> f32 {
    ((to.x - at.x) * out.0 + (to.y - at.y) * out.1) / at.distance(to).max(1.0)
}
