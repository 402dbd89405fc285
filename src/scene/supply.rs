use super::metrics::{self, ARROW_LENGTH, ARROW_WIDTH};
use super::text::TextBlock;
use super::{Color, Dash, Item, Outline, Stroke, TextMeasurer, Theme, Way};
use crate::model::{Gap, Point, Rect, Size, Standing, Supply, SupplyKind};

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

/// What is written on the line of a supply: what flows, its standing and its ratings.
pub(super) struct SupplyLabel {
    what: TextBlock,
    marks: Vec<(TextBlock, Mark)>,
}

#[derive(Clone, Copy)]
enum Mark {
    Wrong,
    Doubtful,
    Plain,
}

impl SupplyLabel {
    /// The label; nothing if there is nothing to say.
    pub(super) fn new(
        what: &str,
        supply: &Supply,
        shows_ratings: bool,
        measurer: &dyn TextMeasurer,
    ) -> Option<Self> {
        let mut marks: Vec<(String, Mark)> = standing_mark(supply.standing).into_iter().collect();
        if shows_ratings {
            marks.extend(rating_mark(supply));
        }
        if what.trim().is_empty() && marks.is_empty() {
            return None;
        }
        let marks = marks.into_iter();
        let marks =
            marks.map(|(text, mark)| (TextBlock::new(&text, metrics::MARK, measurer), mark)).collect();
        Some(Self { what: TextBlock::new(what, metrics::WHAT, measurer), marks })
    }

    /// Size of the chip behind the text.
    pub(super) fn size(&self) -> Size {
        let blocks = || [&self.what].into_iter().chain(self.marks.iter().map(|(block, _)| block));
        let width = blocks().map(TextBlock::width).fold(0.0, f32::max);
        let height: f32 = blocks().map(TextBlock::height).sum();
        Size::new(width + 12.0, height + 4.0)
    }

    /// The chip, in the colour of the ground that it lies on, and its text.
    pub(super) fn items(&self, rect: Rect, ground: Color, theme: &Theme) -> Vec<Item> {
        let mut items = vec![Item::solid(Outline::RoundedRect(rect, 5.0), ground)];
        let mut top = Point::new(rect.center().x, rect.min.y + 2.0);
        items.push(self.what.below(top, theme.ink));
        top.y += self.what.height();
        for (block, mark) in &self.marks {
            let color = match mark {
                Mark::Wrong => theme.danger,
                Mark::Doubtful => theme.warning,
                Mark::Plain => theme.faint_ink,
            };
            items.push(block.below(top, color));
            top.y += block.height();
        }
        items
    }
}

fn standing_mark(standing: Standing) -> Option<(String, Mark)> {
    match standing {
        Standing::Claimed | Standing::Confirmed => None,
        Standing::Unused => Some(("unused".to_owned(), Mark::Doubtful)),
        Standing::Missing => Some(("missing".to_owned(), Mark::Wrong)),
    }
}

fn rating_mark(supply: &Supply) -> Option<(String, Mark)> {
    let text = match (supply.customers_rating, supply.own_rating) {
        (Some(customers), Some(own)) => format!("rated {} · own {}", customers.value(), own.value()),
        (Some(customers), None) => format!("rated {}", customers.value()),
        (None, Some(own)) => format!("own rating {}", own.value()),
        (None, None) => return None,
    };
    let mark = match supply.gap() {
        Some(Gap::BlindSpot | Gap::KnownProblem) => Mark::Wrong,
        Some(Gap::Unsung) => Mark::Doubtful,
        _ => Mark::Plain,
    };
    Some((text, mark))
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
