use super::head::Head;
use super::metrics::ARROW_LENGTH;
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
    /// The line and, last, its arrowhead at the customer, which has so much `room`; `path` is the curve in straight pieces.
    ///
    /// Kinds differ in width, dashes and arrowhead, the two ways of a trace in being one thick or two
    /// thin lines: all of it can be told in greyscale.
    pub(super) fn items(&self, curve: &[Point], path: &[Point], room: f32) -> Vec<Item> {
        if path.is_empty() {
            return Vec::new();
        }
        let head = self.head(path);
        // An open arrowhead has its line between its legs.
        let is_open = self.supply.kind == SupplyKind::Informs;
        let line = if is_open { curve.to_vec() } else { route::shortened(curve, head.covers()) };
        let line = Outline::Curve(line);

        let mut items = vec![Item::stroked(line.clone(), self.stroke())];
        if self.way == Some(Way::Upstream) {
            items.push(Item::stroked(line, Stroke::solid(self.theme.canvas, 2.0)));
        }
        items.push(head.item(path, head.width_in(room)));
        items
    }

    /// What its arrowhead is like.
    pub(super) fn head(&self, path: &[Point]) -> Head {
        /// Of a short line that much at most is arrowhead.
        const MOST: f32 = 0.6;
        let scale: f32 = if self.way.is_some() { 1.35 } else { 1.0 };
        Head {
            kind: self.supply.kind,
            color: self.color(),
            inside: self.theme.canvas,
            line_width: self.stroke().width,
            scale: scale.min(MOST * route::length(path) / ARROW_LENGTH),
        }
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
}
