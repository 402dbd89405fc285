use super::bundles::DrawnLine;
use super::frame::FrameTitle;
use super::grounds::Ground;
use super::label::LineLabel;
use super::leader::leader;
use super::line_ends::LineEnd;
use super::metrics::{BOX_EDGE, FAR_BEND};
use super::party::PartyText;
use super::stack::SupplyStack;
use super::supply::LineLook;
use super::{
    Depth, Far, Figure, Item, Layer, Options, Outline, PartyBox, Stroke, Tag, TextMeasurer, Theme, Way,
    simplified,
};
use super::{badge, describe, party};
use crate::model::{ElementId, NoteSubject, Organisation, Party, PartyId, Point, Rect, Supply, SupplyId};

/// Turns parties and supplies into figures; knows what to show, and nothing of what was drawn before.
pub(super) struct Draw<'a> {
    pub(super) organisation: &'a Organisation,
    pub(super) options: &'a Options,
    pub(super) theme: &'a Theme,
    /// The theme of what is pale, for colours that have to be so beside others that are not.
    pub(super) dim: &'a Theme,
    pub(super) measurer: &'a dyn TextMeasurer,
}

impl Draw<'_> {
    pub(super) fn party_text(&self, party: &Party) -> PartyText {
        PartyText::new(party, self.options.holders, self.measurer)
    }

    /// The box or frame of a party.
    pub(super) fn party(&self, party: &Party, place: PartyBox) -> Figure {
        let (stands_out, is_traced) = (self.party_stands_out(party.id), self.is_traced(party.id));
        // Out of focus a trace keeps its own colours, and nothing else.
        let theme = if is_traced && !stands_out { self.dim } else { self.theme };
        let rect = place.rect;
        let colors = theme.party(party.kind);
        let mut items = if place.is_frame() {
            let edge = Stroke::solid(colors.edge, BOX_EDGE);
            FrameTitle::new(party, self.measurer).items(rect, theme, edge)
        } else {
            party::box_items(self.organisation, party, &self.party_text(party), rect, theme)
        };
        items.extend(self.emphasis_items(party, place));
        let far = if place.is_frame() {
            Far::Frame(rect, colors.edge)
        } else {
            Far::Block(rect, colors.fill.mixed(colors.edge, 0.5))
        };
        let (layer, rank) = if place.is_frame() { (Layer::Team, place.depth) } else { (Layer::Party, 0) };
        let tag = describe::party(self.organisation, party, self.options);
        let depth = Depth { layer, rank, element: Some(party.id.into()) };
        Figure { stands_out: stands_out || is_traced, ..figure(tag, depth, items, far) }
    }

    /// The line of a supply, or of several that are bundled, with its `leader` if there is one; `path` is its curve in
    /// straight pieces, and its arrowhead has so much `room`.
    pub(super) fn line(
        &self,
        line: &DrawnLine,
        curve: &[Point],
        path: &[Point],
        room: f32,
        leader: Vec<Item>,
    ) -> Figure {
        let look = self.look(line);
        let stands_out = self.line_stands_out(line) || look.way.is_some();
        let mut items = look.items(curve, path, room);
        items.extend(leader);
        let far =
            if path.is_empty() { Far::Nothing } else { Far::Line(simplified(path, FAR_BEND), look.color()) };
        let tag = self.supply_tag(line, line.supply);
        Figure { stands_out, ..figure(tag, supply_depth(Layer::Supply, line.supply.id), items, far) }
    }

    /// How a line ends.
    pub(super) fn line_end(&self, line: &DrawnLine, path: &[Point]) -> Option<LineEnd> {
        let points = [*path.first()?, *path.last()?];
        Some(LineEnd { parties: [line.from, line.to], points, head: self.look(line).head(path) })
    }

    /// What is left of the line of a supply that another one's line stands for: its words for screen readers.
    pub(super) fn bundled_line(&self, line: &DrawnLine, supply: &Supply, place: Rect) -> Figure {
        let depth = supply_depth(Layer::Supply, supply.id);
        let tag = self.supply_tag(line, supply);
        Figure { bounds: place, ..figure(tag, depth, Vec::new(), Far::Nothing) }
    }

    fn supply_tag(&self, line: &DrawnLine, supply: &Supply) -> Tag {
        describe::supply(self.organisation, supply, line.supplies.len(), self.options)
    }

    pub(super) fn label(&self, line: &DrawnLine) -> Option<LineLabel> {
        LineLabel::new(line, self.options.ratings, self.measurer)
    }

    /// What joins a label to its line where it stands apart. It lies among the lines: no other label is struck through.
    pub(super) fn leader(&self, line: &DrawnLine, ends: [Point; 2]) -> Vec<Item> {
        let look = self.look(line);
        leader(ends, look.theme.faint_ink, look.color())
    }

    /// What is supplied, on its line or joined to it.
    pub(super) fn label_figure(
        &self,
        line: &DrawnLine,
        label: &LineLabel,
        rect: Rect,
        ground: Ground,
    ) -> Figure {
        let is_lit = self.line_stands_out(line);
        // What is pale is so as a whole; if only the words or only the ground is, it is drawn as it is to be seen.
        let theme = if !is_lit && ground.stands_out { self.dim } else { self.theme };
        let is_pale_ground = is_lit && !ground.stands_out;
        let ground_color = if is_pale_ground { self.theme.pallor().of(ground.color) } else { ground.color };
        let items = match label {
            LineLabel::One(label) => label.items(rect, ground_color, theme, self.measurer),
            LineLabel::Stack(stack) => {
                let mut items = stack.chip(rect, ground_color, theme);
                items.extend(stack.row(line.supply.id, rect, theme, self.measurer));
                items
            }
        };
        Figure { stands_out: is_lit || ground.stands_out, ..label_of(line.supply.id, items) }
    }

    /// The line for `supply` on the chip `rect` of its bundle; nothing if it is among those left over.
    pub(super) fn row_figure(
        &self,
        line: &DrawnLine,
        stack: &SupplyStack,
        supply: SupplyId,
        rect: Rect,
    ) -> Option<Figure> {
        let items = stack.row(supply, rect, self.theme, self.measurer);
        let (place, _) = stack.place_of(supply, rect).filter(|_| !items.is_empty())?;
        // All of its line can be clicked, not only its letters.
        let stands_out = self.line_stands_out(line);
        Some(Figure { bounds: place, stands_out, ..label_of(supply, items) })
    }

    /// The badges for the notes on a party, the last one ending at `right`.
    pub(super) fn party_notes(&self, party: PartyId, right: Point) -> Option<Figure> {
        self.notes(NoteSubject::Party(party), party.into(), right, self.party_stands_out(party))
    }

    /// The badges for the notes on a supply of a line, the last one ending at `right`.
    pub(super) fn line_notes(&self, line: &DrawnLine, id: SupplyId, right: Point) -> Option<Figure> {
        self.notes(NoteSubject::Supply(id), id.into(), right, self.line_stands_out(line))
    }

    fn notes(
        &self,
        subject: NoteSubject,
        element: ElementId,
        right: Point,
        stands_out: bool,
    ) -> Option<Figure> {
        let counts = badge::note_counts(self.organisation, subject, self.options.notes);
        if counts.is_empty() {
            return None;
        }
        let items = badge::note_badges(&counts, right, self.theme, self.measurer);
        let tag = Tag { element: Some(element), ..Tag::default() };
        Some(Figure { stands_out, ..figure(tag, note_depth(element), items, Far::Nothing) })
    }

    fn look<'b>(&'b self, line: &DrawnLine<'b>) -> LineLook<'b> {
        let way = self.way_of(line);
        let theme = if way.is_some() && !self.line_stands_out(line) { self.dim } else { self.theme };
        LineLook { supply: line.supply, way, theme }
    }

    /// Whether a line is lit, where something is.
    fn line_stands_out(&self, line: &DrawnLine) -> bool {
        let is_lit = self.options.emphasis.is_none() || self.way_of(line).is_some();
        let focus = self.options.focus.as_ref();
        let is_in_focus = focus.is_none_or(|focus| focus.contains(&line.from) && focus.contains(&line.to));
        self.options.lights_something() && is_lit && is_in_focus
    }

    fn way_of(&self, line: &DrawnLine) -> Option<Way> {
        let emphasis = self.options.emphasis.as_ref()?;
        line.supplies.iter().find_map(|supply| emphasis.supplies.get(&supply.id).copied())
    }

    /// Whether a party is lit, where something is.
    pub(super) fn party_stands_out(&self, party: PartyId) -> bool {
        let is_lit = self.options.emphasis.is_none() || self.is_traced(party);
        let is_in_focus = self.options.focus.as_ref().is_none_or(|focus| focus.contains(&party));
        self.options.lights_something() && is_lit && is_in_focus
    }

    fn is_traced(&self, party: PartyId) -> bool {
        let emphasis = self.options.emphasis.as_ref();
        emphasis.is_some_and(|lit| lit.origins.contains(&party) || lit.parties.contains_key(&party))
    }

    fn emphasis_items(&self, party: &Party, place: PartyBox) -> Vec<Item> {
        let Some(emphasis) = &self.options.emphasis else { return Vec::new() };
        let outline = |margin: f32| {
            let rect = place.rect.grown(margin);
            if place.is_frame() { Outline::RoundedRect(rect, 14.0) } else { party::outline(party.kind, rect) }
        };
        if emphasis.origins.contains(&party.id) {
            return badge::origin_edge(outline, self.theme.ink);
        }
        let Some(lit) = emphasis.parties.get(&party.id) else { return Vec::new() };
        let mut items = badge::lit_edge(lit.way, outline, self.theme);
        let corner = place.rect.min.moved(4.0, 2.0);
        items.extend(badge::ring_badge(*lit, corner, self.theme, self.measurer));
        items
    }
}

fn label_of(supply: SupplyId, items: Vec<Item>) -> Figure {
    let tag = Tag { element: Some(supply.into()), ..Tag::default() };
    figure(tag, supply_depth(Layer::SupplyLabel, supply), items, Far::Nothing)
}

/// Where the badges of a subject lie between back and front.
pub(super) fn note_depth(element: ElementId) -> Depth {
    Depth { layer: Layer::Note, rank: 0, element: Some(element) }
}

/// Where the line or the label of a supply lies between back and front.
pub(super) fn supply_depth(layer: Layer, supply: SupplyId) -> Depth {
    Depth { layer, rank: 0, element: Some(supply.into()) }
}

pub(super) fn figure(tag: Tag, depth: Depth, items: Vec<Item>, far: Far) -> Figure {
    let bounds = bounds_of(&items);
    Figure { tag, depth, bounds, items, far, stands_out: depth.layer == Layer::Caption }
}

/// The smallest rectangle around all of these.
pub(super) fn bounds_of(items: &[Item]) -> Rect {
    let bounds = items.iter().filter_map(Item::bounds).reduce(Rect::union);
    bounds.unwrap_or(Rect::new(Point::default(), Point::default()))
}
