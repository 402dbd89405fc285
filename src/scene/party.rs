use super::metrics::{self, BOX_EDGE, BOX_PADDING_X, BOX_PADDING_Y, BOX_RADIUS};
use super::text::TextBlock;
use super::{Dash, FontWeight, Item, Outline, Stroke, TextMeasurer, Theme};
use crate::model::{Hold, Organisation, Party, PartyKind, Point, Rect, Size};

/// Size of the box of `party`, as large as its text needs it.
///
/// For a team this is the box that it has while it is folded or empty.
pub fn party_size(party: &Party, measurer: &dyn TextMeasurer) -> Size {
    PartyText::new(party, true, measurer).size
}

/// What is written in a box, and how large the box must be for it.
pub(super) struct PartyText {
    kind_word: Option<TextBlock>,
    name: TextBlock,
    is_placeholder: bool,
    holder: Option<TextBlock>,
    pub(super) size: Size,
}

impl PartyText {
    pub(super) fn new(party: &Party, shows_holder: bool, measurer: &dyn TextMeasurer) -> Self {
        let is_placeholder = party.name.trim().is_empty();
        let wrap = if party.kind == PartyKind::Role { metrics::NAME } else { metrics::STRONG_NAME };
        let placeholder = format!("Unnamed {}", party.kind.word());
        let name = TextBlock::new(if is_placeholder { &placeholder } else { &party.name }, wrap, measurer);
        let kind_word = (!party.kind.is_inside()).then(|| {
            TextBlock::single(party.kind.word(), metrics::KIND_WORD_SIZE, FontWeight::Regular, measurer)
        });
        let holder = (shows_holder && !party.holder.trim().is_empty())
            .then(|| TextBlock::new(&party.holder, metrics::HOLDER, measurer));
        let mut text = Self { kind_word, name, is_placeholder, holder, size: Size::default() };
        text.size = box_size(party, text.width(), text.height());
        text
    }

    fn blocks(&self) -> impl Iterator<Item = &TextBlock> {
        self.kind_word.iter().chain([&self.name]).chain(&self.holder)
    }

    fn width(&self) -> f32 {
        self.blocks().map(TextBlock::width).fold(0.0, f32::max)
    }

    fn height(&self) -> f32 {
        self.blocks().map(TextBlock::height).sum()
    }

    fn items(&self, rect: Rect, party: &Party, theme: &Theme) -> Vec<Item> {
        let (left, right) = side_space(party.kind);
        let middle = rect.center().moved((left - right) / 2.0, 0.0);
        let mut top = middle.moved(0.0, -self.height() / 2.0);
        let mut items = Vec::new();
        if let Some(word) = &self.kind_word {
            items.push(word.below(top, theme.party(party.kind).edge));
            top.y += word.height();
        }
        items.push(self.name.below(top, if self.is_placeholder { theme.faint_ink } else { theme.ink }));
        top.y += self.name.height();
        if let Some(holder) = &self.holder {
            items.push(holder.below(top, theme.faint_ink));
        }
        items
    }
}

/// The box of a party: its shape and its text.
pub(super) fn box_items(
    organisation: &Organisation,
    party: &Party,
    text: &PartyText,
    rect: Rect,
    theme: &Theme,
) -> Vec<Item> {
    let colors = theme.party(party.kind);
    let stroke = Stroke { color: colors.edge, width: BOX_EDGE, dash: edge_dash(party.kind) };
    let mut items = Vec::new();
    let is_stack = party.kind == PartyKind::Team && organisation.members_of(party.id).next().is_some();
    if is_stack {
        items.extend(stack_behind(rect).map(|sheet| Item::filled(sheet, colors.fill, stroke)));
    }
    items.push(Item::filled(outline(party.kind, rect), colors.fill, stroke));
    items.extend(text.items(rect, party, theme));
    if party.hold == Hold::Pinned {
        items.extend(pin(rect.min.moved(6.0, 2.0), theme));
    }
    items
}

/// A prospect has the shape of a buyer, but is not sure to become one.
pub(super) fn edge_dash(kind: PartyKind) -> Dash {
    if kind == PartyKind::Prospect { Dash::Dashed } else { Dash::Solid }
}

/// The edge of a party's box: each kind has its own, so that nothing is told by colour alone.
pub(super) fn outline(kind: PartyKind, rect: Rect) -> Outline {
    let Rect { min, max } = rect;
    let middle = rect.center().y;
    let tip = (rect.height() * 0.35).min(14.0);
    let point = Point::new;
    match kind {
        PartyKind::Role => Outline::RoundedRect(rect, (rect.height() * 0.2).min(BOX_RADIUS)),
        PartyKind::Team => Outline::RoundedRect(rect, 4.0),
        PartyKind::Supplier => Outline::Polygon(vec![
            min,
            point(max.x - tip, min.y),
            point(max.x, middle),
            point(max.x - tip, max.y),
            point(min.x, max.y),
        ]),
        PartyKind::Buyer | PartyKind::Prospect => Outline::Polygon(vec![
            point(min.x + tip, min.y),
            point(max.x - tip, min.y),
            point(max.x, middle),
            point(max.x - tip, max.y),
            point(min.x + tip, max.y),
            point(min.x, middle),
        ]),
        PartyKind::Payer => {
            let cut = (rect.height() * 0.25).min(10.0);
            Outline::Polygon(vec![
                point(min.x + cut, min.y),
                point(max.x - cut, min.y),
                point(max.x, min.y + cut),
                point(max.x, max.y - cut),
                point(max.x - cut, max.y),
                point(min.x + cut, max.y),
                point(min.x, max.y - cut),
                point(min.x, min.y + cut),
            ])
        }
        PartyKind::Beneficiary => Outline::RoundedRect(rect, (rect.height() / 2.0).min(32.0)),
    }
}

fn box_size(party: &Party, text_width: f32, text_height: f32) -> Size {
    let (left, right) = side_space(party.kind);
    let width = text_width + left + right + 2.0 * BOX_PADDING_X;
    let height = text_height + 2.0 * BOX_PADDING_Y;
    // A folded team is a box like others, however large its frame is when it is open.
    let framed = party.frame.filter(|_| !party.folded).unwrap_or_default();
    Size::new(
        even(width.max(metrics::LEAST_BOX_WIDTH).max(framed.width)),
        even(height.max(metrics::LEAST_BOX_HEIGHT).max(framed.height)),
    )
}

/// What the shape takes from the text, left and right.
fn side_space(kind: PartyKind) -> (f32, f32) {
    match kind {
        PartyKind::Role | PartyKind::Team => (0.0, 0.0),
        PartyKind::Supplier => (0.0, 10.0),
        PartyKind::Buyer | PartyKind::Prospect => (8.0, 8.0),
        PartyKind::Payer => (2.0, 2.0),
        PartyKind::Beneficiary => (6.0, 6.0),
    }
}

/// Rounded up to an even number, so that the middle lies on a whole one.
fn even(length: f32) -> f32 {
    (length / 2.0).ceil() * 2.0
}

fn stack_behind(rect: Rect) -> impl Iterator<Item = Outline> {
    [8.0, 4.0].into_iter().map(move |by| Outline::RoundedRect(rect.moved(by, -by), 4.0))
}

/// A needle with a head, in a disc at the corner of the box.
fn pin(center: Point, theme: &Theme) -> [Item; 3] {
    let disc = |center: Point, width: f32| Outline::Ellipse(Rect::around(center, Size::new(width, width)));
    let needle = vec![center, center.moved(0.0, 5.5)];
    [
        Item::filled(disc(center, 18.0), theme.faint_ink, Stroke::solid(theme.canvas, 1.5)),
        Item::stroked(Outline::Polyline(needle), Stroke::solid(theme.canvas, 1.6)),
        Item::solid(disc(center.moved(0.0, -2.5), 7.0), theme.canvas),
    ]
}
