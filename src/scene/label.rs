use super::bundles::{Bundles, DrawnLine, Pair, lines_between, stand_in};
use super::metrics;
use super::stack::SupplyStack;
use super::text::{TextBlock, centered};
use super::{Color, Item, Outline, Stroke, TextMeasurer, Theme};
use crate::model::{Gap, Organisation, Point, Rating, Rect, Size, Standing, Supply, SupplyId};
use std::collections::HashMap;

/// Width of the disc with a rating, and between it and the text.
pub(super) const DISC: f32 = 18.0;
const BEFORE_DISC: f32 = 5.0;
pub(super) const PADDING_X: f32 = 6.0;
pub(super) const PADDING_Y: f32 = 2.0;

/// Size of what is written on the line of every supply that says something: the room that it needs between
/// boxes. Bundles say it once.
pub fn label_sizes(organisation: &Organisation, measurer: &dyn TextMeasurer) -> HashMap<SupplyId, Size> {
    let mut bundles = Bundles::default();
    for supply in organisation.supplies() {
        let ends = [supply.supplier, supply.customer].map(|party| stand_in(organisation, party));
        bundles.set(supply.id, Some(Pair::new(ends[0], ends[1])));
    }
    let pairs = bundles.pairs().into_iter();
    let lines = pairs.flat_map(|pair| lines_between(organisation, bundles.supplies(pair), None));
    let label = |line: DrawnLine| Some((line.supply.id, LineLabel::new(&line, true, measurer)?.size()));
    lines.filter_map(label).collect()
}

/// What is written on a line.
pub(super) enum LineLabel {
    /// What flows along one supply.
    One(SupplyLabel),
    /// What flows along each supply of a bundle.
    Stack(SupplyStack),
}

impl LineLabel {
    /// The label; nothing if there is nothing to say.
    pub(super) fn new(line: &DrawnLine, shows_ratings: bool, measurer: &dyn TextMeasurer) -> Option<Self> {
        if line.is_bundle() {
            return Some(Self::Stack(SupplyStack::new(&line.supplies, shows_ratings, measurer)));
        }
        SupplyLabel::new(line.supply, shows_ratings, measurer).map(Self::One)
    }

    /// Size of the chip behind it.
    pub(super) fn size(&self) -> Size {
        match self {
            Self::One(label) => label.size(),
            Self::Stack(stack) => stack.size(),
        }
    }
}

/// What is written on the line of a supply: what flows, what is wrong with it, how well it serves.
pub(super) struct SupplyLabel {
    what: TextBlock,
    marks: Vec<(TextBlock, Mark)>,
    rating: Option<Rating>,
}

/// How much what is said about a supply calls for a talk.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    Wrong,
    Doubtful,
}

impl Mark {
    pub(super) fn color(self, theme: &Theme) -> Color {
        match self {
            Self::Wrong => theme.danger,
            Self::Doubtful => theme.warning,
        }
    }
}

impl SupplyLabel {
    /// The label; nothing if there is nothing to say.
    fn new(supply: &Supply, shows_ratings: bool, measurer: &dyn TextMeasurer) -> Option<Self> {
        let what = &supply.what;
        let rating = quiet_rating(supply).filter(|_| shows_ratings);
        let marks = marks(supply, shows_ratings, measurer);
        if what.trim().is_empty() && marks.is_empty() && rating.is_none() {
            return None;
        }
        Some(Self { what: TextBlock::new(what, metrics::WHAT, measurer), marks, rating })
    }

    /// Size of the chip behind the text.
    pub(super) fn size(&self) -> Size {
        let text = self.text_size();
        let height = if self.rating.is_some() { text.height.max(DISC) } else { text.height };
        Size::new(text.width + self.disc_width() + 2.0 * PADDING_X, height + 2.0 * PADDING_Y)
    }

    /// The chip, in the colour of the ground that it lies on, and its text.
    pub(super) fn items(
        &self,
        rect: Rect,
        ground: Color,
        theme: &Theme,
        measurer: &dyn TextMeasurer,
    ) -> Vec<Item> {
        let mut items = vec![Item::solid(Outline::RoundedRect(rect, 5.0), ground)];
        let text = self.text_size();
        let middle = rect.center().moved(-self.disc_width() / 2.0, 0.0);
        let mut top = middle.moved(0.0, -text.height / 2.0);
        items.push(self.what.below(top, theme.ink));
        top.y += self.what.height();
        for (block, mark) in &self.marks {
            items.push(block.below(top, mark.color(theme)));
            top.y += block.height();
        }
        if let Some(rating) = self.rating {
            let center = Point::new(rect.max.x - PADDING_X - DISC / 2.0, rect.center().y);
            items.extend(rating_disc(rating, center, theme, measurer));
        }
        items
    }

    fn text_size(&self) -> Size {
        let blocks = || [&self.what].into_iter().chain(self.marks.iter().map(|(block, _)| block));
        let width = blocks().map(TextBlock::width).fold(0.0, f32::max);
        Size::new(width, blocks().map(TextBlock::height).sum())
    }

    fn disc_width(&self) -> f32 {
        match self.rating {
            None => 0.0,
            Some(_) if self.what.lines.is_empty() => DISC,
            Some(_) => BEFORE_DISC + DISC,
        }
    }
}

/// What is wrong with a supply, in a word or two.
pub(super) fn marks(
    supply: &Supply,
    shows_ratings: bool,
    measurer: &dyn TextMeasurer,
) -> Vec<(TextBlock, Mark)> {
    let finding = rating_mark(supply).filter(|_| shows_ratings);
    let block = |(text, mark): (String, Mark)| (TextBlock::new(&text, metrics::MARK, measurer), mark);
    standing_mark(supply.standing).into_iter().chain(finding).map(block).collect()
}

/// The customer's rating in a small disc.
pub(super) fn rating_disc(
    rating: Rating,
    center: Point,
    theme: &Theme,
    measurer: &dyn TextMeasurer,
) -> [Item; 2] {
    let disc = Outline::Ellipse(Rect::around(center, Size::new(DISC, DISC)));
    [
        Item::stroked(disc, Stroke::solid(theme.faint_ink, 1.0)),
        centered(&rating.value().to_string(), center, theme.faint_ink, measurer),
    ]
}

/// The customer's rating where nothing is wrong with it: a number is enough.
pub(super) fn quiet_rating(supply: &Supply) -> Option<Rating> {
    supply.customers_rating.filter(|_| rating_mark(supply).is_none())
}

/// Ratings that call for a talk, in words: blind spots, unsung work, problems.
fn rating_mark(supply: &Supply) -> Option<(String, Mark)> {
    let customers = supply.customers_rating?.value();
    match (supply.gap(), supply.own_rating) {
        (Some(Gap::BlindSpot | Gap::KnownProblem), Some(own)) => {
            Some((format!("rated {customers} · own {}", own.value()), Mark::Wrong))
        }
        (Some(Gap::Unsung), Some(own)) => {
            Some((format!("rated {customers} · own {}", own.value()), Mark::Doubtful))
        }
        _ if customers <= 2 => Some((format!("rated {customers}"), Mark::Wrong)),
        _ => None,
    }
}

fn standing_mark(standing: Standing) -> Option<(String, Mark)> {
    match standing {
        Standing::Claimed | Standing::Confirmed => None,
        Standing::Unused => Some(("unused".to_owned(), Mark::Doubtful)),
        Standing::Missing => Some(("missing".to_owned(), Mark::Wrong)),
    }
}
