use super::obstacles::Obstacles;
use super::path::Turn;
use crate::model::Point;

/// A turn of one line, and which of its turns it is.
struct Bend {
    node: u32,
    line: u32,
    index: u32,
    /// How flat the line turns here: the flattest goes outside.
    flatness: f32,
}

/// The ways of all lines through their turns, from `ends` (a little off the boxes). Lines that turn at the
/// same corner are set apart, the flattest outside, so that they neither hide nor needlessly cross each other.
pub(super) fn ways(obstacles: &Obstacles, ends: &[(Point, Point)], turns: &[&[Turn]]) -> Vec<Vec<Point>> {
    let mut ways: Vec<Vec<Point>> =
        ends.iter().zip(turns).map(|(ends, turns)| plain_way(obstacles, *ends, turns)).collect();
    let mut bends = Vec::new();
    for (line, turns) in turns.iter().enumerate() {
        for (index, turn) in turns.iter().enumerate() {
            let way = &ways[line];
            let (before, at, after) = (way[index], way[index + 1], way[index + 2]);
            let out = outwards(*turn);
            let flatness = lead(at, before, out) + lead(at, after, out);
            bends.push(Bend { node: turn.node, line: line as u32, index: index as u32, flatness });
        }
    }
    bends.sort_by(|a, b| {
        a.node.cmp(&b.node).then(a.flatness.total_cmp(&b.flatness)).then(a.line.cmp(&b.line))
    });
    for group in bends.chunk_by(|a, b| a.node == b.node) {
        const STEP: f32 = 4.0;
        const ROOM: f32 = 14.0;
        let step = STEP.min(ROOM / (group.len() - 1).max(1) as f32);
        let out = outwards(Turn { node: group[0].node });
        for (at, bend) in group.iter().enumerate() {
            let point = &mut ways[bend.line as usize][bend.index as usize + 1];
            *point = point.moved(out.0 * step * at as f32, out.1 * step * at as f32);
        }
    }
    ways
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
