use super::metrics::{ARROW_LENGTH, ARROW_WIDTH};
use super::{Color, Dash, Item, Outline, Stroke, Theme, Way};
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
        let Some((tip, back)) = arrow_axis(curve) else { return Vec::new() };
        let scale = if self.way.is_some() { 1.35 } else { 1.0 };
        let neck = tip.moved(back.0 * ARROW_LENGTH * scale, back.1 * ARROW_LENGTH * scale);
        // An open arrowhead has its line between its legs.
        let end = if self.supply.kind == SupplyKind::Informs { tip } else { neck };
        let line = Outline::Curve(ending_at(curve, end));

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

/// The tip of the arrow and the direction from it back along the line.
fn arrow_axis(curve: &[Point]) -> Option<(Point, (f32, f32))> {
    let (tip, before) = (*curve.last()?, *curve.get(curve.len().checked_sub(2)?)?);
    let length = tip.distance(before);
    if length == 0.0 {
        return Some((tip, (-1.0, 0.0)));
    }
    Some((tip, ((before.x - tip.x) / length, (before.y - tip.y) / length)))
}

/// The same curve, shortened so that it ends at the neck of the arrow.
fn ending_at(curve: &[Point], neck: Point) -> Vec<Point> {
    let mut shortened = curve.to_vec();
    if let Some(last) = shortened.last_mut() {
        *last = neck;
    }
    shortened
}
