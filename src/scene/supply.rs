use super::metrics::{ARROW_LENGTH, ARROW_WIDTH};
use super::{Color, Dash, Item, Outline, Stroke, Theme, Way, route};
use crate::model::{Point, Standing, Supply, SupplyKind};

/// How the line of a supply is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineLook<'a> {
    pub(super) supply: &'a Supply,
    /// Which trace follows it, if one does.
    pub(super) way: Option<Way>,
    pub(super) theme: &'a Theme,
}

impl LineLook<'_> {
    /// The line and its arrowhead at the customer.
    ///
    /// Kinds differ in width, dashes and arrowhead, the two ways of a trace in being one thick or two
    /// thin lines: all of it can be told in greyscale.
    pub(super) fn items(&self, curve: &[Point]) -> Vec<Item> {
        /// Of a short line that much at most is arrowhead.
        const MOST: f32 = 0.6;
        let Some(tip) = curve.last().copied() else { return Vec::new() };
        let scale: f32 = if self.way.is_some() { 1.35 } else { 1.0 };
        let scale = scale.min(MOST * route::length(&route::flattened(curve)) / ARROW_LENGTH);
        let shortened = route::shortened(curve, ARROW_LENGTH * scale);
        let neck = shortened.last().copied().unwrap_or(tip);
        let back = direction(tip, neck);
        // An open arrowhead has its line between its legs.
        let line = if self.supply.kind == SupplyKind::Informs { curve.to_vec() } else { shortened };
        let line = Outline::Curve(line);

        let mut items = vec![Item::stroked(line.clone(), self.stroke())];
        if self.way == Some(Way::Upstream) {
            items.push(Item::stroked(line, Stroke::solid(self.theme.canvas, 2.0)));
        }
        items.push(self.arrowhead(tip, neck, back, scale));
        items
    }

    pub(super) fn color(&self) -> Color {
        match self.way {
            Some(Way::Downstream) => self.theme.downstream,
            Some(Way::Upstream) => self.theme.upstream,
            None if self.supply.standing == Standing::Missing => self.theme.danger,
            None => self.theme.supply(self.supply.kind),
        }
    }

    fn stroke(&self) -> Stroke {
        let dash = match self.supply.kind {
            SupplyKind::Informs => Dash::Dotted,
            _ if self.supply.informal || self.supply.standing == Standing::Missing => Dash::Dashed,
            _ => Dash::Solid,
        };
        let width = match (self.way, self.supply.kind) {
            (Some(Way::Downstream), _) => 3.6,
            (Some(Way::Upstream), _) => 5.0,
            (None, SupplyKind::Delivers) => 2.0,
            (None, SupplyKind::ReportsTo) => 1.1,
            (None, SupplyKind::Informs) => 1.8,
        };
        Stroke { color: self.color(), width, dash }
    }

    /// Delivers: a full triangle. Reports to: an empty one. Informs: an open angle.
    fn arrowhead(&self, tip: Point, neck: Point, back: (f32, f32), scale: f32) -> Item {
        let half = ARROW_WIDTH * scale / 2.0;
        let left = neck.moved(-back.1 * half, back.0 * half);
        let right = neck.moved(back.1 * half, -back.0 * half);
        let edge = Stroke::solid(self.color(), 1.4);
        match self.supply.kind {
            SupplyKind::Delivers => Item::solid(Outline::Polygon(vec![tip, left, right]), self.color()),
            SupplyKind::ReportsTo => {
                Item::filled(Outline::Polygon(vec![tip, left, right]), self.theme.canvas, edge)
            }
            SupplyKind::Informs => {
                Item::stroked(Outline::Polyline(vec![left, tip, right]), Stroke { width: 1.8, ..edge })
            }
        }
    }
}

/// The direction from the tip of the arrow back to its neck, on the line: however that bends, the arrowhead lies on it.
fn direction(tip: Point, neck: Point) -> (f32, f32) {
    let length = tip.distance(neck);
    if length == 0.0 { (-1.0, 0.0) } else { ((neck.x - tip.x) / length, (neck.y - tip.y) / length) }
}
