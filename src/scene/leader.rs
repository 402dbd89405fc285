use super::{Color, Item, Outline, Stroke, route};
use crate::model::{Point, Rect, Size};

/// A label closer to its line than this needs nothing that joins it: nobody asks.
pub(super) const APART: f32 = 10.0;
/// It ends as far from the ends of the line: there are arrowheads and boxes.
const FROM_ENDS: f32 = 24.0;

/// A thin line from a label that stands apart to the nearest place of the line that it belongs to, and a dot there: it may
/// have to cross other lines.
pub(super) fn leader(path: &[Point], label: Rect, thin: Color, line: Color) -> Vec<Item> {
    const WIDTH: f32 = 0.9;
    const DOT: f32 = 5.0;
    let Some([on_line, at_label]) = leader_ends(path, label) else { return Vec::new() };
    let dot = Outline::Ellipse(Rect::around(on_line, Size::new(DOT, DOT)));
    vec![
        Item::stroked(Outline::Polyline(vec![on_line, at_label]), Stroke::solid(thin, WIDTH)),
        Item::solid(dot, line),
    ]
}

/// Where on its line and where at the label that begins and ends; `None` where they are so close that there is none.
pub(super) fn leader_ends(path: &[Point], label: Rect) -> Option<[Point; 2]> {
    let is_close = |leg: &[Point]| {
        let corners = || corners(label).into_iter().map(|corner| on_leg(leg[0], leg[1], [0.0, 1.0], corner));
        route::crosses([leg[0], leg[1]], label.grown(APART))
            && (route::crosses([leg[0], leg[1]], label)
                || corners().any(|at| at.distance(edge(label, at)) <= APART)
                || leg.iter().any(|end| end.distance(edge(label, *end)) <= APART))
    };
    if path.windows(2).any(is_close) {
        return None;
    }
    let length = route::length(path);
    let margin = FROM_ENDS.min(length * 0.3);
    let mut begins = 0.0;
    let joins = path.windows(2).flat_map(|leg| {
        let (start, step) = (begins, leg[0].distance(leg[1]));
        begins += step;
        let share = |at: f32| if step > 0.0 { ((at - start) / step).clamp(0.0, 1.0) } else { 0.0 };
        let is_within = start + step >= margin && start <= length - margin;
        let part = is_within.then(|| [share(margin), share(length - margin)]);
        part.into_iter().flat_map(move |part| joins(leg[0], leg[1], part, label))
    });
    joins.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, join)| join)
}

/// The shortest joins of a label to a part of a straight piece, and how bad each is: rather square to the middle of the
/// label than to a corner where that is hardly longer.
fn joins(a: Point, b: Point, part: [f32; 2], label: Rect) -> impl Iterator<Item = (f32, [Point; 2])> {
    const HARDLY: f32 = 4.0;
    let to_middle = on_leg(a, b, part, label.center());
    let to_corners = corners(label).map(|corner| (on_leg(a, b, part, corner), HARDLY));
    [(to_middle, 0.0)].into_iter().chain(to_corners).map(move |(on_line, price)| {
        let at_label = edge(label, on_line);
        (on_line.distance(at_label) + price, [on_line, at_label])
    })
}

fn corners(Rect { min, max }: Rect) -> [Point; 4] {
    [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)]
}

/// The point of a straight piece, between two shares of it, that is nearest to `to`.
fn on_leg(a: Point, b: Point, [from, to_share]: [f32; 2], to: Point) -> Point {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let squared = dx * dx + dy * dy;
    let share = if squared > 0.0 { ((to.x - a.x) * dx + (to.y - a.y) * dy) / squared } else { 0.0 };
    let share = share.clamp(from, to_share);
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
        assert_eq!(
            joined(Point::new(160.0, 220.0)),
            Some([Point::new(100.0, 200.0 - FROM_ENDS), Point::new(140.0, 210.0)])
        );
    }

    #[test]
    fn it_ends_in_a_dot_on_the_line_in_the_colour_of_that() {
        let path = [Point::new(0.0, 0.0), Point::new(100.0, 0.0)];
        let label = Rect::around(Point::new(50.0, 60.0), Size::new(40.0, 20.0));
        let items = leader(&path, label, Color::rgb(1), Color::rgb(2));
        let dot = Rect::around(Point::new(50.0, 0.0), Size::new(5.0, 5.0));
        assert_eq!(items.last(), Some(&Item::solid(Outline::Ellipse(dot), Color::rgb(2))));
    }
}
