use super::{Color, Item, Outline, Stroke, route};
use crate::model::{Point, Rect, Size};

/// A label closer to its line than this needs nothing that joins it: nobody asks.
pub(super) const APART: f32 = 10.0;
/// It ends as far from the ends of the line: there are arrowheads and boxes.
const FROM_ENDS: f32 = 24.0;
/// Being longer by this is better than ending closer to one.
const AT_END: f32 = 60.0;

/// A thin line from a label that stands apart to the nearest place of the line that it belongs to, and a dot there: it may
/// have to cross other lines.
pub(super) fn leader([on_line, at_label]: [Point; 2], thin: Color, line: Color) -> Vec<Item> {
    const WIDTH: f32 = 0.9;
    const DOT: f32 = 5.0;
    let dot = Outline::Ellipse(Rect::around(on_line, Size::new(DOT, DOT)));
    vec![
        Item::stroked(Outline::Polyline(vec![on_line, at_label]), Stroke::solid(thin, WIDTH)),
        Item::solid(dot, line),
    ]
}

/// Where on its line and where at the label that begins and ends; `None` where they are so close that there is none.
pub(super) fn leader_ends(path: &[Point], label: Rect) -> Option<[Point; 2]> {
    let is_close = |leg: &[Point]| {
        let corners = || corners(label).into_iter().map(|corner| on_leg(leg[0], leg[1], corner));
        least_distance(leg, label) <= APART
            && (route::crosses([leg[0], leg[1]], label)
                || corners().any(|at| distance(at, edge(label, at)) <= APART)
                || leg.iter().any(|end| distance(*end, edge(label, *end)) <= APART))
    };
    if path.windows(2).any(is_close) {
        return None;
    }
    let (first, last) = (*path.first()?, *path.last()?);
    let margin = FROM_ENDS.min(first.distance(last) * 0.3);
    let is_at_end = |point: Point| distance(point, first) < margin || distance(point, last) < margin;
    let mut best: Option<(f32, [Point; 2])> = None;
    for leg in path.windows(2) {
        if best.is_some_and(|best| least_distance(leg, label) >= best.0) {
            continue;
        }
        for (length, join) in joins(leg[0], leg[1], label) {
            let is_better = |badness: f32| best.is_none_or(|best| badness < best.0);
            if is_better(length) {
                let badness = length + if is_at_end(join[0]) { AT_END } else { 0.0 };
                best = best.filter(|_| !is_better(badness)).or(Some((badness, join)));
            }
        }
    }
    best.map(|(_, join)| join)
}

/// The shortest joins of a label to a straight piece, and how bad each is: rather square to the middle of the label than to
/// a corner where that is hardly longer.
fn joins(a: Point, b: Point, label: Rect) -> impl Iterator<Item = (f32, [Point; 2])> {
    const HARDLY: f32 = 4.0;
    let to_corners = corners(label).map(|corner| (corner, HARDLY));
    [(label.center(), 0.0)].into_iter().chain(to_corners).map(move |(to, price)| {
        let on_line = on_leg(a, b, to);
        let at_label = edge(label, on_line);
        (distance(on_line, at_label) + price, [on_line, at_label])
    })
}

/// No place of a straight piece is closer to a label.
fn least_distance(leg: &[Point], label: Rect) -> f32 {
    let apart = |a: f32, b: f32, from: f32, to: f32| (a.min(b) - to).max(from - a.max(b)).max(0.0);
    let (a, b) = (leg[0], leg[1]);
    apart(a.x, b.x, label.min.x, label.max.x).max(apart(a.y, b.y, label.min.y, label.max.y))
}

/// Asked for so often that hypot, which minds overflow, would take most of the time.
fn distance(a: Point, b: Point) -> f32 {
    let (dx, dy) = (a.x - b.x, a.y - b.y);
    (dx * dx + dy * dy).sqrt()
}

fn corners(Rect { min, max }: Rect) -> [Point; 4] {
    [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)]
}

/// The point of a straight piece that is nearest to `to`.
fn on_leg(a: Point, b: Point, to: Point) -> Point {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let squared = dx * dx + dy * dy;
    let share = if squared > 0.0 { ((to.x - a.x) * dx + (to.y - a.y) * dy) / squared } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    a.moved(share * dx, share * dy)
}

/// The point of a label that is nearest to `to`.
fn edge(label: Rect, to: Point) -> Point {
    Point::new(to.x.clamp(label.min.x, label.max.x), to.y.clamp(label.min.y, label.max.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(center: Point) -> Option<[Point; 2]> {
        let path = [Point::new(0.0, 0.0), Point::new(100.0, 0.0), Point::new(100.0, 200.0)];
        leader_ends(&path, Rect::around(center, Size::new(40.0, 20.0)))
    }

    #[test]
    fn a_label_on_or_beside_its_line_has_none() {
        assert_eq!(joined(Point::new(50.0, 0.0)), None);
        assert_eq!(joined(Point::new(50.0, 18.0)), None);
    }

    #[test]
    fn a_label_that_stands_apart_is_joined_to_the_nearest_place_of_its_line() {
        assert_eq!(
            joined(Point::new(160.0, 100.0)),
            Some([Point::new(100.0, 100.0), Point::new(140.0, 100.0)])
        );
    }

    #[test]
    fn it_keeps_clear_of_the_arrowhead() {
        let path: Vec<Point> = (0..=20).map(|step| Point::new(100.0, step as f32 * 10.0)).collect();
        let label = Rect::around(Point::new(160.0, 220.0), Size::new(40.0, 20.0));
        assert_eq!(leader_ends(&path, label), Some([Point::new(100.0, 170.0), Point::new(140.0, 210.0)]));
    }

    #[test]
    fn it_ends_in_a_dot_on_the_line_in_the_colour_of_that() {
        let path = [Point::new(0.0, 0.0), Point::new(100.0, 0.0)];
        let label = Rect::around(Point::new(50.0, 60.0), Size::new(40.0, 20.0));
        let items = leader(leader_ends(&path, label).unwrap(), Color::rgb(1), Color::rgb(2));
        let dot = Rect::around(Point::new(50.0, 0.0), Size::new(5.0, 5.0));
        assert_eq!(items.last(), Some(&Item::solid(Outline::Ellipse(dot), Color::rgb(2))));
    }
}
