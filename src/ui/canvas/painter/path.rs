use crate::model::Point;
use crate::scene::{Outline, simplified};
use egui::{Pos2, Vec2, pos2, vec2};
use std::f32::consts::FRAC_PI_2;

/// How far a flattened curve may be from the true one, in pixels.
const TOLERANCE_PX: f32 = 0.2;

/// Points of it are left out where that moves it by less than this, in pixels.
const STRAIGHT_PX: f32 = 0.1;

/// An outline as straight pieces, in map units from the origin of its figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path {
    pub points: Vec<Pos2>,
    /// Whether the last point is joined to the first. Closed paths are convex and clockwise on screen.
    pub closed: bool,
}

impl Path {
    /// The pieces of `outline` when one map unit is at most `px_per_unit` pixels long.
    pub fn of(outline: &Outline, origin: Point, px_per_unit: f32) -> Self {
        let from_origin = |p: &Point| pos2(p.x - origin.x, p.y - origin.y);
        match outline {
            Outline::RoundedRect(rect, radius) => {
                let rect = egui::Rect::from_min_max(from_origin(&rect.min), from_origin(&rect.max));
                Self::closed(rounded(rect, *radius, px_per_unit))
            }
            Outline::Ellipse(rect) => {
                let rect = egui::Rect::from_min_max(from_origin(&rect.min), from_origin(&rect.max));
                Self::closed(ellipse(rect, px_per_unit))
            }
            Outline::Polygon(points) => Self::closed(clockwise(points.iter().map(from_origin).collect())),
            Outline::Polyline(points) => Self::open(points.iter().map(from_origin).collect()),
            Outline::Curve(points) => {
                let points: Vec<Pos2> = points.iter().map(from_origin).collect();
                let flat = flattened(&points, px_per_unit);
                // Long lines mostly run straight on through many pieces of their curve.
                let few = simplified(&flat, STRAIGHT_PX / px_per_unit);
                Self::open(few.iter().map(|point| pos2(point.x, point.y)).collect())
            }
        }
    }

    /// An open path through `points`.
    pub fn open(points: Vec<Pos2>) -> Self {
        Self { points, closed: false }
    }

    fn closed(mut points: Vec<Pos2>) -> Self {
        // Corners that meet, as those of a pill do, would have a side without a direction.
        points.dedup_by(|a, b| a.distance(*b) < 1.0e-3);
        if points.len() > 1 && points.first().zip(points.last()).is_some_and(|(a, b)| a.distance(*b) < 1.0e-3)
        {
            points.pop();
        }
        Self { points, closed: true }
    }

    /// For every point the way out of the path (left of it, if it is open), long enough that lines
    /// moved along it by one unit are one unit away.
    pub fn normals(&self) -> Vec<Vec2> {
        let count = self.points.len();
        let side = |from: usize, to: usize| {
            let along = (self.points[to % count] - self.points[from % count]).normalized();
            vec2(along.y, -along.x)
        };
        (0..count)
            .map(|at| {
                let first = at == 0 && !self.closed;
                let last = at + 1 == count && !self.closed;
                let before = if first { side(at, at + 1) } else { side(at + count - 1, at) };
                let after = if last { before } else { side(at, at + 1) };
                mitre(before, after)
            })
            .collect()
    }

    /// The parts of an open or closed path that a pen leaves which is `on` the paper for a while, then `off`.
    pub fn dashed(&self, on: f32, off: f32) -> Vec<Self> {
        let mut dashes = Vec::new();
        let mut dash: Vec<Pos2> = self.points.first().copied().into_iter().collect();
        let (mut left, mut drawing) = (on, true);
        for (mut from, to) in self.sides() {
            while from.distance(to) > left {
                from += (to - from).normalized() * left;
                if drawing {
                    dash.push(from);
                    dashes.push(Self::open(std::mem::take(&mut dash)));
                } else {
                    dash.push(from);
                }
                drawing = !drawing;
                left = if drawing { on } else { off };
            }
            left -= from.distance(to);
            if drawing {
                dash.push(to);
            }
        }
        if dash.len() > 1 {
            dashes.push(Self::open(dash));
        }
        dashes
    }

    fn sides(&self) -> impl Iterator<Item = (Pos2, Pos2)> {
        let closing = self.points.last().copied().zip(self.points.first().copied()).filter(|_| self.closed);
        self.points.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).chain(closing)
    }
}

/// The direction between two unit normals; sharp corners are cut off at twice the distance.
fn mitre(before: Vec2, after: Vec2) -> Vec2 {
    let sum = before + after;
    let length_sq = sum.length_sq();
    if length_sq < 0.25 { before } else { sum * (2.0 / length_sq).min(2.0) }
}

fn rounded(rect: egui::Rect, radius: f32, px_per_unit: f32) -> Vec<Pos2> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    if radius * px_per_unit < 1.0 {
        return vec![rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    }
    let inner = rect.shrink(radius);
    let pieces = pieces_of_quarter(radius * px_per_unit);
    let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom()];
    corners
        .into_iter()
        .enumerate()
        .flat_map(|(corner, center)| {
            (0..=pieces).map(move |piece| {
                let quarter = 2.0 + corner as f32 + piece as f32 / pieces as f32;
                center + radius * Vec2::angled(quarter * FRAC_PI_2)
            })
        })
        .collect()
}

fn ellipse(rect: egui::Rect, px_per_unit: f32) -> Vec<Pos2> {
    let half = rect.size() / 2.0;
    let pieces = 4 * pieces_of_quarter(half.max_elem() * px_per_unit);
    (0..pieces)
        .map(|piece| {
            let around = Vec2::angled(4.0 * FRAC_PI_2 * piece as f32 / pieces as f32);
            rect.center() + half * around
        })
        .collect()
}

fn pieces_of_quarter(radius_px: f32) -> usize {
    // A chord over the angle a is off by r(1 - cos(a / 2)), about r a² / 8.
    let angle = (8.0 * TOLERANCE_PX / radius_px.max(0.1)).sqrt();
    ((FRAC_PI_2 / angle).ceil() as usize).clamp(1, 24)
}

fn clockwise(mut points: Vec<Pos2>) -> Vec<Pos2> {
    let next = points.iter().cycle().skip(1);
    let area: f32 = points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
    if area < 0.0 {
        points.reverse();
    }
    points
}

/// A chain of cubic curves as straight pieces.
fn flattened(points: &[Pos2], px_per_unit: f32) -> Vec<Point> {
    let place = |at: Pos2| Point::new(at.x, at.y);
    let mut flat: Vec<Point> = points.first().map(|first| place(*first)).into_iter().collect();
    let ends = points.windows(4).step_by(3);
    for curve in ends {
        let &[a, b, c, d] = curve else { continue };
        // The second differences bound how far a cubic leaves its chord.
        let bend = (a - b + (c - b)).length().max((b - c + (d - c)).length()) * px_per_unit;
        let pieces = (0.75 * bend / TOLERANCE_PX).sqrt().ceil().clamp(1.0, 64.0) as usize;
        flat.extend((1..=pieces).map(|piece| place(cubic(a, b, c, d, piece as f32 / pieces as f32))));
    }
    flat
}

fn cubic(a: Pos2, b: Pos2, c: Pos2, d: Pos2, t: f32) -> Pos2 {
    let u = 1.0 - t;
    let sum = a.to_vec2() * (u * u * u)
        + b.to_vec2() * (3.0 * u * u * t)
        + c.to_vec2() * (3.0 * u * t * t)
        + d.to_vec2() * (t * t * t);
    sum.to_pos2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rect;

    const UNIT: Rect = Rect::new(Point::new(10.0, 20.0), Point::new(110.0, 60.0));

    #[test]
    fn small_corners_are_sharp_and_large_ones_round() {
        let shape = Outline::RoundedRect(UNIT, 8.0);
        assert_eq!(Path::of(&shape, UNIT.min, 0.05).points.len(), 4);
        assert!(Path::of(&shape, UNIT.min, 4.0).points.len() > 12);
    }

    #[test]
    fn normals_of_closed_paths_point_outwards() {
        let polygon =
            Outline::Polygon(vec![UNIT.min, Point::new(10.0, 60.0), UNIT.max, Point::new(110.0, 20.0)]);
        for shape in [Outline::RoundedRect(UNIT, 8.0), Outline::Ellipse(UNIT), polygon] {
            let path = Path::of(&shape, Point::default(), 1.0);
            let center = pos2(60.0, 40.0);
            for (point, normal) in path.points.iter().zip(path.normals()) {
                assert!((*point - center).dot(normal) > 0.0, "{shape:?} at {point:?}");
            }
        }
    }

    #[test]
    fn the_ends_of_a_pill_are_as_smooth_as_its_sides() {
        let pill = Path::of(&Outline::RoundedRect(UNIT, 20.0), UNIT.min, 2.0);
        for normal in pill.normals() {
            assert!((normal.length() - 1.0).abs() < 0.1, "{normal:?}");
        }
    }

    #[test]
    fn a_curve_ends_where_it_should_and_is_straight_when_small() {
        let p = |x, y| Point::new(x, y);
        let curve = Outline::Curve(vec![p(0.0, 0.0), p(60.0, 0.0), p(40.0, 80.0), p(100.0, 80.0)]);
        let far = Path::of(&curve, p(0.0, 0.0), 0.001);
        assert_eq!(far.points, [pos2(0.0, 0.0), pos2(100.0, 80.0)]);
        let near = Path::of(&curve, p(0.0, 0.0), 2.0);
        assert!(near.points.len() > 8);
        assert_eq!(near.points.last(), Some(&pos2(100.0, 80.0)));
    }

    #[test]
    fn dashes_leave_gaps_and_go_round_corners() {
        let path = Path::open(vec![pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0)]);
        let dashes = path.dashed(6.0, 3.0);
        assert_eq!(dashes.len(), 3);
        assert_eq!(dashes[0].points, [pos2(0.0, 0.0), pos2(6.0, 0.0)]);
        assert_eq!(dashes[1].points, [pos2(9.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 5.0)]);
        assert_eq!(dashes[2].points, [pos2(10.0, 8.0), pos2(10.0, 10.0)]);
    }
}
