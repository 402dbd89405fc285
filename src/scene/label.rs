use super::metrics;
use super::text::{TextBlock, centered};
use super::{Color, Item, Outline, Stroke, TextMeasurer, Theme};
use crate::model::{Gap, Point, Rating, Rect, Size, Standing, Supply};

/// Width of the disc with a rating, and between it and the text.
const DISC: f32 = 18.0;
const BEFORE_DISC: f32 = 5.0;
const PADDING_X: f32 = 6.0;
const PADDING_Y: f32 = 2.0;

/// Size of what is written on the line of `supply`, if anything is: the room that it needs between boxes.
pub fn label_size(supply: &Supply, measurer: &dyn TextMeasurer) -> Option<Size> {
    SupplyLabel::new(&supply.what, supply, true, measurer).map(|label| label.size())
}

/// What is written on the line of a supply: what flows, what is wrong with it, how well it serves.
pub(super) struct SupplyLabel {
    what: TextBlock,
    marks: Vec<(TextBlock, Mark)>,
    rating: Option<Rating>,
}

#[derive(Clone, Copy)]
enum Mark {
    Wrong,
    Doubtful,
}

impl SupplyLabel {
    /// The label; nothing if there is nothing to say.
    pub(super) fn new(
        what: &str,
        supply: &Supply,
        shows_ratings: bool,
        measurer: &dyn TextMeasurer,
    ) -> Option<Self> {
        let rating = quiet_rating(supply).filter(|_| shows_ratings);
        let finding = rating_mark(supply).filter(|_| shows_ratings);
        let marks: Vec<(String, Mark)> = standing_mark(supply.standing).into_iter().chain(finding).collect();
        if what.trim().is_empty() && marks.is_empty() && rating.is_none() {
            return None;
        }
        let block = |(text, mark): (String, Mark)| (TextBlock::new(&text, metrics::MARK, measurer), mark);
        let marks = marks.into_iter().map(block).collect();
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
            let color = match mark {
                Mark::Wrong => theme.danger,
                Mark::Doubtful => theme.warning,
            };
            items.push(block.below(top, color));
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
