use super::Guide;
use crate::model::{Point, Rect};

/// Boxes that stay, as something for a moving one to line up with.
#[derive(Clone, Debug, Default)]
pub(super) struct SnapLines {
    level: Lines,
    upright: Lines,
}

/// Where a moving box comes to lie, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Snap {
    /// How far it jumps.
    pub(super) shift: Point,
    /// Lines that show what it lines up with.
    pub(super) guides: Vec<Guide>,
}

impl SnapLines {
    /// The lines of boxes that stay.
    pub(super) fn of(still: Vec<Rect>) -> Self {
        let upright = Lines::of(still.iter().copied().map(flipped).collect());
        Self { level: Lines::of(still), upright }
    }

    /// How far `moving` has to jump, `tolerance` at most in each direction, to line up edges, centres or equal gaps.
    /// Only the axes that it is free to move along are looked at.
    pub(super) fn snap(&self, moving: Rect, tolerance: f32, free: (bool, bool)) -> Snap {
        let along_x = if free.0 { self.level.nearest(moving, tolerance) } else { None };
        let along_y = if free.1 { self.upright.nearest(flipped(moving), tolerance) } else { None };
        let shift = Point::new(
            along_x.as_ref().map_or(0.0, |found| found.shift),
            along_y.as_ref().map_or(0.0, |found| found.shift),
        );
        let there = moving.moved(shift.x, shift.y);
        let mut guides = along_x.map_or(Vec::new(), |found| self.level.guides(&found, there));
        let flipped_guides = along_y.map_or(Vec::new(), |found| self.upright.guides(&found, flipped(there)));
        guides.extend(flipped_guides.into_iter().map(|guide| Guide {
            from: Point::new(guide.from.y, guide.from.x),
            to: Point::new(guide.to.y, guide.to.x),
        }));
        Snap { shift, guides }
    }
}

/// What there is to line up with along x. (Along y everything is flipped first.)
#[derive(Clone, Debug, Default)]
struct Lines {
    still: Vec<Rect>,
    /// Left and right edges, sorted.
    edges: Vec<f32>,
    /// Centres, sorted.
    centers: Vec<f32>,
}

/// A place to jump to.
#[derive(Clone, Debug)]
struct Found {
    shift: f32,
    reason: Reason,
}

#[derive(Clone, Debug)]
enum Reason {
    /// An edge or a centre lies on this x.
    OnLine(f32),
    /// The gaps between these, from left to right, are equal; `None` is the moving box.
    EqualGaps([Option<Rect>; 3]),
}

impl Lines {
    fn of(still: Vec<Rect>) -> Self {
        let mut edges: Vec<f32> = still.iter().flat_map(|area| [area.min.x, area.max.x]).collect();
        let mut centers: Vec<f32> = still.iter().map(|area| area.center().x).collect();
        edges.sort_by(f32::total_cmp);
        centers.sort_by(f32::total_cmp);
        Self { still, edges, centers }
    }

    fn nearest(&self, moving: Rect, tolerance: f32) -> Option<Found> {
        let lines =
            [(&self.centers, moving.center().x), (&self.edges, moving.min.x), (&self.edges, moving.max.x)];
        let on_line = lines.into_iter().filter_map(|(values, at)| {
            let line = nearest_value(values, at)?;
            Some(Found { shift: line - at, reason: Reason::OnLine(line) })
        });
        let found = on_line.chain(self.equal_gaps(moving));
        found
            .filter(|found| found.shift.abs() <= tolerance)
            .min_by(|a, b| a.shift.abs().total_cmp(&b.shift.abs()))
    }

    /// The places where `moving` has equal gaps to its neighbours in the same row.
    fn equal_gaps(&self, moving: Rect) -> Vec<Found> {
        let middle = moving.center().x;
        let row = self.still.iter().filter(|area| area.min.y < moving.max.y && moving.min.y < area.max.y);
        let (mut before, mut after): (Vec<Rect>, Vec<Rect>) = row.partition(|area| area.center().x < middle);
        before.sort_by(|a, b| b.max.x.total_cmp(&a.max.x));
        after.sort_by(|a, b| a.min.x.total_cmp(&b.min.x));
        let found = |min_x: f32, row| Found { shift: min_x - moving.min.x, reason: Reason::EqualGaps(row) };
        let mut places = Vec::new();
        if let (Some(left), Some(right)) = (before.first(), after.first()) {
            let gap = (right.min.x - left.max.x - moving.width()) / 2.0;
            if gap > 0.0 {
                places.push(found(left.max.x + gap, [Some(*left), None, Some(*right)]));
            }
        }
        if let [near, far, ..] = before.as_slice()
            && near.min.x > far.max.x
        {
            let gap = near.min.x - far.max.x;
            places.push(found(near.max.x + gap, [Some(*far), Some(*near), None]));
        }
        if let [near, far, ..] = after.as_slice()
            && far.min.x > near.max.x
        {
            let gap = far.min.x - near.max.x;
            places.push(found(near.min.x - gap - moving.width(), [None, Some(*near), Some(*far)]));
        }
        places
    }

    /// The lines that show why a box lies at `there`.
    fn guides(&self, found: &Found, there: Rect) -> Vec<Guide> {
        match &found.reason {
            Reason::OnLine(x) => vec![self.line(*x, there)],
            Reason::EqualGaps(row) => {
                let [a, b, c] = row.map(|area| area.unwrap_or(there));
                vec![gap_line(a, b), gap_line(b, c)]
            }
        }
    }

    /// The upright line at `x` along everything that has an edge or its centre there.
    fn line(&self, x: f32, there: Rect) -> Guide {
        let is_on = |area: &&Rect| {
            [area.min.x, area.center().x, area.max.x].iter().any(|value| (value - x).abs() < 0.01)
        };
        let reach = self.still.iter().filter(is_on).copied().fold(there, Rect::union);
        Guide { from: Point::new(x, reach.min.y), to: Point::new(x, reach.max.y) }
    }
}

/// The level line across the gap between two boxes.
fn gap_line(left: Rect, right: Rect) -> Guide {
    let y = f32::midpoint(left.min.y.max(right.min.y), left.max.y.min(right.max.y));
    Guide { from: Point::new(left.max.x, y), to: Point::new(right.min.x, y) }
}

fn nearest_value(sorted: &[f32], at: f32) -> Option<f32> {
    let next = sorted.partition_point(|value| *value < at);
    let candidates = [next.checked_sub(1).and_then(|before| sorted.get(before)), sorted.get(next)];
    let near = candidates.into_iter().flatten().copied();
    near.min_by(|a, b| (a - at).abs().total_cmp(&(b - at).abs()))
}

/// The rectangle with x and y exchanged.
fn flipped(area: Rect) -> Rect {
    Rect::new(Point::new(area.min.y, area.min.x), Point::new(area.max.y, area.max.x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Size;

    fn at(x: f32, y: f32, width: f32) -> Rect {
        Rect::around(Point::new(x, y), Size::new(width, 40.0))
    }

    fn snapped(still: &[Rect], moving: Rect) -> (f32, f32, usize) {
        let snap = SnapLines::of(still.to_vec()).snap(moving, 6.0, (true, true));
        (snap.shift.x, snap.shift.y, snap.guides.len())
    }

    #[test]
    fn edges_and_centres_attract_from_six_units_away() {
        let still = [at(0.0, 0.0, 100.0)];
        let table = [
            ("centre to centre", at(3.0, 200.0, 60.0), (-3.0, 0.0, 1)),
            ("left edge to left edge", at(-16.0, 200.0, 60.0), (-4.0, 0.0, 1)),
            ("right edge to left edge", at(-82.0, 200.0, 60.0), (2.0, 0.0, 1)),
            ("too far", at(10.0, 200.0, 60.0), (0.0, 0.0, 0)),
            ("upright too", at(300.0, 5.0, 60.0), (0.0, -5.0, 1)),
            ("both at once", at(4.0, 44.0, 100.0), (-4.0, -4.0, 2)),
        ];
        for (what, moving, expected) in table {
            assert_eq!(snapped(&still, moving), expected, "{what}");
        }
    }

    #[test]
    fn equal_gaps_attract_between_and_beside_others() {
        let row = [at(0.0, 0.0, 100.0), at(200.0, 0.0, 100.0)];
        let beside = snapped(&row, at(405.0, 0.0, 100.0));
        assert_eq!(beside, (-5.0, 0.0, 3), "a gap of 100 as between the others, and the same height");
        let before = snapped(&row, at(-204.0, 0.0, 100.0));
        assert_eq!(before, (4.0, 0.0, 3));
        let wide = [at(0.0, 0.0, 100.0), at(400.0, 0.0, 100.0)];
        let between = snapped(&wide, at(203.0, 0.0, 60.0));
        assert_eq!(between, (-3.0, 0.0, 3));
    }

    #[test]
    fn guides_reach_along_everything_on_the_line() {
        let still = vec![at(0.0, 0.0, 100.0), at(0.0, 300.0, 80.0)];
        let snap = SnapLines::of(still).snap(at(2.0, 150.0, 60.0), 6.0, (true, false));
        let expected = Guide { from: Point::new(0.0, -20.0), to: Point::new(0.0, 320.0) };
        assert_eq!(snap.guides, [expected]);
    }

    #[test]
    fn an_axis_that_is_held_does_not_snap() {
        let lines = SnapLines::of(vec![at(0.0, 0.0, 100.0)]);
        assert_eq!(lines.snap(at(4.0, 3.0, 100.0), 6.0, (false, true)).shift, Point::new(0.0, -3.0));
    }

    #[test]
    fn nothing_to_line_up_with_is_no_snap() {
        assert_eq!(SnapLines::of(Vec::new()).snap(at(0.0, 0.0, 10.0), 6.0, (true, true)), Snap::default());
    }
}
