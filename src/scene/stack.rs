use super::label::{self, DISC, Mark, PADDING_X, PADDING_Y};
use super::metrics::{MARK, WHAT};
use super::text::TextBlock;
use super::wrap::Wrap;
use super::{Color, Item, Outline, TextMeasurer, Theme};
use crate::model::{Point, Rating, Rect, Size, Supply, SupplyId};

/// So many lines of what is supplied are listed; where only one more is left, that one too.
const MOST_ROWS: usize = 4;
/// Between what is supplied and what is said about it.
const BEFORE_MARK: f32 = 7.0;

/// What is written on the line of a bundle: how many supplies it is, and what flows along each, one below the
/// other.
pub(super) struct SupplyStack {
    count: TextBlock,
    rows: Vec<Row>,
    more: Option<TextBlock>,
    /// The row of every supply of the bundle; beyond the last row stands what is left over.
    row_of: Vec<(SupplyId, usize)>,
}

struct Row {
    what: TextBlock,
    is_nameless: bool,
    marks: Vec<(TextBlock, Mark)>,
    rating: Option<Rating>,
}

impl SupplyStack {
    pub(super) fn new(supplies: &[&Supply], shows_ratings: bool, measurer: &dyn TextMeasurer) -> Self {
        let shown = if supplies.len() <= MOST_ROWS + 1 { supplies.len() } else { MOST_ROWS };
        let left = supplies.len() - shown;
        let say = |text: &str| TextBlock::new(text, MARK, measurer);
        Self {
            count: say(&format!("{} supplies", supplies.len())),
            rows: supplies.iter().take(shown).map(|s| Row::new(s, shows_ratings, measurer)).collect(),
            more: (left > 0).then(|| say(&format!("+{left} more"))),
            row_of: supplies.iter().enumerate().map(|(at, supply)| (supply.id, at.min(shown))).collect(),
        }
    }

    /// How many supplies have a line of their own.
    pub(super) fn listed(&self) -> usize {
        self.rows.len()
    }

    /// Size of the chip behind the list.
    pub(super) fn size(&self) -> Size {
        let rows = self.rows.iter().map(Row::width);
        let width = rows.chain([self.count.width(), self.more_width()]).fold(0.0, f32::max);
        let more = self.more.as_ref().map_or(0.0, TextBlock::height);
        let height = self.count.height() + self.rows.iter().map(Row::height).sum::<f32>() + more;
        Size::new(width + 2.0 * PADDING_X, height + 2.0 * PADDING_Y)
    }

    /// Where the words for `supply` stand on the chip `area`, and whether they have a line of their own.
    pub(super) fn place_of(&self, supply: SupplyId, area: Rect) -> Option<(Rect, bool)> {
        let (_, row) = self.row_of.iter().find(|(id, _)| *id == supply)?;
        let above = self.rows.iter().take(*row).map(Row::height).sum::<f32>();
        let top = area.min.y + PADDING_Y + self.count.height() + above;
        let height = self.rows.get(*row).map_or_else(|| self.more_height(), Row::height);
        let place = Rect::new(Point::new(area.min.x, top), Point::new(area.max.x, top + height));
        Some((place, *row < self.rows.len()))
    }

    /// The chip, in the colour of the ground that it lies on, how many supplies there are and what is left over.
    pub(super) fn chip(&self, area: Rect, ground: Color, theme: &Theme) -> Vec<Item> {
        let left = area.min.moved(PADDING_X, PADDING_Y);
        let mut items = vec![
            Item::solid(Outline::RoundedRect(area, 5.0), ground),
            self.count.right_of(left, theme.faint_ink),
        ];
        let below = area.max.y - PADDING_Y - self.more_height();
        items.extend(self.more.iter().map(|more| more.right_of(Point::new(left.x, below), theme.faint_ink)));
        items
    }

    /// The line of the list for `supply`; nothing if it is among those that are left over.
    pub(super) fn row(
        &self,
        supply: SupplyId,
        area: Rect,
        theme: &Theme,
        measurer: &dyn TextMeasurer,
    ) -> Vec<Item> {
        let Some((place, true)) = self.place_of(supply, area) else { return Vec::new() };
        let row = self.row_of.iter().find(|(id, _)| *id == supply).and_then(|(_, row)| self.rows.get(*row));
        row.map_or_else(Vec::new, |row| row.items(place.min.moved(PADDING_X, 0.0), theme, measurer))
    }

    fn more_width(&self) -> f32 {
        self.more.as_ref().map_or(0.0, TextBlock::width)
    }

    fn more_height(&self) -> f32 {
        self.more.as_ref().map_or(0.0, TextBlock::height)
    }
}

impl Row {
    fn new(supply: &Supply, shows_ratings: bool, measurer: &dyn TextMeasurer) -> Self {
        let what = supply.what.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_nameless = what.is_empty();
        let text = if is_nameless { "not named yet" } else { &what };
        Self {
            what: TextBlock::new(text, Wrap { most_lines: 1, ..WHAT }, measurer),
            is_nameless,
            marks: label::marks(supply, shows_ratings, measurer),
            rating: label::quiet_rating(supply).filter(|_| shows_ratings),
        }
    }

    fn width(&self) -> f32 {
        let marks: f32 = self.marks.iter().map(|(mark, _)| BEFORE_MARK + mark.width()).sum();
        self.what.width() + marks + self.rating.map_or(0.0, |_| BEFORE_MARK + DISC)
    }

    fn height(&self) -> f32 {
        if self.rating.is_some() { self.what.height().max(DISC + 1.0) } else { self.what.height() }
    }

    fn items(&self, left: Point, theme: &Theme, measurer: &dyn TextMeasurer) -> Vec<Item> {
        let middle = left.y + self.height() / 2.0;
        let ink = if self.is_nameless { theme.faint_ink } else { theme.ink };
        let level = |block: &TextBlock, x: f32| Point::new(x, middle - block.height() / 2.0);
        let mut items = vec![self.what.right_of(level(&self.what, left.x), ink)];
        let mut x = left.x + self.what.width();
        for (block, mark) in &self.marks {
            items.push(block.right_of(level(block, x + BEFORE_MARK), mark.color(theme)));
            x += BEFORE_MARK + block.width();
        }
        if let Some(rating) = self.rating {
            let center = Point::new(x + BEFORE_MARK + DISC / 2.0, middle);
            items.extend(label::rating_disc(rating, center, theme, measurer));
        }
        items
    }
}
