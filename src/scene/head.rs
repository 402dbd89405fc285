use super::metrics::{ARROW_LENGTH, ARROW_WIDTH};
use super::{Color, Item, Outline, Stroke, route};
use crate::model::{Point, SupplyKind};

/// The arrowhead of a line: what it is like where it has room, and how narrow it may become where others end beside it.
///
/// Delivers: a full triangle. Reports to: an empty one. Informs: an open angle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Head {
    pub(super) kind: SupplyKind,
    pub(super) color: Color,
    /// The colour inside an empty one.
    pub(super) inside: Color,
    /// How wide the line is that it ends.
    pub(super) line_width: f32,
    /// How large it is where there is room, 1 for an ordinary one.
    pub(super) scale: f32,
}

impl Head {
    /// How wide it is where it has room.
    pub(super) fn full_width(&self) -> f32 {
        ARROW_WIDTH * self.scale
    }

    /// How wide it is where its neighbours leave it so much.
    pub(super) fn width_in(&self, room: f32) -> f32 {
        room.clamp(self.least_width(), self.full_width())
    }

    /// Narrower than this it is no more than the end of a line.
    fn least_width(&self) -> f32 {
        /// Wider than the line by so much, on both sides together.
        const WIDER: f32 = 2.4;
        (self.line_width + WIDER).min(self.full_width())
    }

    /// So far from the tip its line ends, just inside: a narrow one is slim, not short, so that it still points somewhere.
    pub(super) fn covers(&self) -> f32 {
        const INSIDE: f32 = 0.5;
        self.length() - INSIDE
    }

    fn length(&self) -> f32 {
        ARROW_LENGTH * self.scale
    }

    /// The arrowhead at the end of a path, this wide. It lies on the path, however that bends.
    pub(super) fn item(&self, path: &[Point], width: f32) -> Item {
        let tip = path.last().copied().unwrap_or_default();
        let neck = route::before_end(path, self.length());
        let (back, half) = (direction(tip, neck), width / 2.0);
        let left = neck.moved(-back.1 * half, back.0 * half);
        let right = neck.moved(back.1 * half, -back.0 * half);
        let edge = Stroke::solid(self.color, 1.4);
        match self.kind {
            SupplyKind::Delivers => Item::solid(Outline::Polygon(vec![tip, left, right]), self.color),
            SupplyKind::ReportsTo => {
                Item::filled(Outline::Polygon(vec![tip, left, right]), self.inside, edge)
            }
            SupplyKind::Informs => {
                Item::stroked(Outline::Polyline(vec![left, tip, right]), Stroke { width: 1.8, ..edge })
            }
        }
    }

    /// Whether something on the figure of a line is its arrowhead: the only thing with three corners.
    pub(super) fn is_drawn_as(item: &Item) -> bool {
        let Item::Shape(shape) = item else { return false };
        matches!(&shape.outline, Outline::Polygon(corners) | Outline::Polyline(corners) if corners.len() == 3)
    }
}

/// The direction from the tip back to the neck.
fn direction(tip: Point, neck: Point) -> (f32, f32) {
    let length = tip.distance(neck);
    if length == 0.0 { (-1.0, 0.0) } else { ((neck.x - tip.x) / length, (neck.y - tip.y) / length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_ends_inside_its_arrowhead_however_narrow_that_is_and_on_curves_too() {
        let curve = [0.0, 30.0, 60.0, 60.0].into_iter().zip([0.0, 60.0, 60.0, 60.0]);
        let curve: Vec<Point> = curve.map(|(x, y)| Point::new(x, y)).collect();
        let path = route::flattened(&curve);
        for (line_width, scale) in [(2.0, 1.0), (1.1, 1.0), (3.6, 1.35), (5.0, 1.35), (2.0, 0.4)] {
            let color = Color::rgb(0);
            let head = Head { kind: SupplyKind::Delivers, color, inside: color, line_width, scale };
            let end = route::shortened(&curve, head.covers()).last().copied().unwrap();
            for room in [0.0, 5.0, 99.0] {
                let width = head.width_in(room);
                let Item::Shape(shape) = head.item(&path, width) else { panic!("a shape") };
                let Outline::Polygon(corners) = shape.outline else { panic!("a triangle") };
                let neck = corners[1]
                    .moved((corners[2].x - corners[1].x) / 2.0, (corners[2].y - corners[1].y) / 2.0);
                assert!(neck.distance(end) < 1.0 && end.distance(corners[0]) < neck.distance(corners[0]));
                assert!(width >= line_width.min(head.full_width()) && head.length() > width);
            }
        }
    }
}
