use super::{Color, Item, Outline, Stroke};
use crate::model::{Point, Rect};

/// A thin line from a label that stands apart to the nearest place of the line that it belongs to; `None` where
/// they are so close that nobody asks.
pub(super) fn leader(path: &[Point], label: Rect, color: Color) -> Option<Item> {
    const APART: f32 = 10.0;
    const WIDTH: f32 = 0.8;
    let legs = path.iter().zip(path.iter().skip(1));
    let nearest =
        legs.map(|(a, b)| on_leg(*a, *b, label.center())).map(|on_line| (on_line, edge(label, on_line)));
    let (on_line, at_label) = nearest.min_by(|s, t| s.0.distance(s.1).total_cmp(&t.0.distance(t.1)))?;
    let is_apart = on_line.distance(at_label) > APART;
    is_apart.then(|| Item::stroked(Outline::Polyline(vec![on_line, at_label]), Stroke::solid(color, WIDTH)))
}

/// The point of a straight piece that is nearest to `to`.
fn on_leg(a: Point, b: Point, to: Point) -> Point {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { ((to.x - a.x) * dx + (to.y - a.y) * dy) / length } else { 0.0 };
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
    use crate::model::Size;

    fn drawn(center: Point) -> Option<Item> {
        let path = [Point::new(0.0, 0.0), Point::new(100.0, 0.0), Point::new(100.0, 200.0)];
        let label = Rect::around(center, Size::new(40.0, 20.0));
        leader(&path, label, Color::rgb(0))
    }

    #[test]
    fn a_label_on_or_beside_its_line_has_none() {
        assert_eq!(drawn(Point::new(50.0, 0.0)), None);
        assert_eq!(drawn(Point::new(50.0, 18.0)), None);
    }

    #[test]
    fn a_label_that_stands_apart_is_joined_to_the_nearest_place_of_its_line() {
        let joined = Outline::Polyline(vec![Point::new(100.0, 100.0), Point::new(140.0, 100.0)]);
        let thin = Stroke::solid(Color::rgb(0), 0.8);
        assert_eq!(drawn(Point::new(160.0, 100.0)), Some(Item::stroked(joined, thin)));
    }
}
