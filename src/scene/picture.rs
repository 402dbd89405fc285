use super::draw::{bounds_of, supply_depth};
use super::frames::Frames;
use super::head::Head;
use super::line_ends::LineEnds;
use super::{Color, Depth, Figure, Layer, Pallor};
use crate::arrange::Cells;
use crate::model::{ElementId, PartyId, Point, Rect, SupplyId};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// More figures than this come or go together.
const ONE_BY_ONE: usize = 64;

/// Everything that is drawn, and the means to find it again by place.
///
/// Figures are shared: one that did not change is the same `Arc` in the next scene, so that painters
/// know by its address that what they prepared for it still holds.
#[derive(Clone, Debug)]
pub struct Scene {
    pub(super) background: Color,
    /// How everything that does not stand out looks, if something is lit.
    pallor: Option<Pallor>,
    pub(super) boxes: FxHashMap<PartyId, PartyBox>,
    pub(super) lines: FxHashMap<SupplyId, SupplyLine>,
    /// The teams that are drawn as frames.
    pub(super) frames: Frames,
    /// Where lines end, for the arrowheads there.
    pub(super) ends: LineEnds,
    slots: Vec<Option<Slot>>,
    free: Vec<u32>,
    slot_at: FxHashMap<Depth, u32>,
    /// Where boxes, labels and badges are.
    grid: Cells,
    /// Where lines are: they are long, so their cells are large.
    line_grid: Cells,
    figures: Vec<Arc<Figure>>,
    /// Put in or taken out since the figures were last in order.
    added: Vec<Depth>,
    removed: Vec<Depth>,
    /// Another one as soon as any figure is another one.
    edition: Arc<Edition>,
}

/// One state of the figures of a scene; only whether two are the same says anything.
#[derive(Debug, Default)]
pub struct Edition(());

#[derive(Clone, Debug)]
struct Slot {
    figure: Arc<Figure>,
    areas: Vec<Rect>,
}

/// Where a party is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartyBox {
    /// Its box, or the frame of a team.
    pub rect: Rect,
    /// The corner with the title, where the party is a team drawn as a frame around its members.
    pub title: Option<Rect>,
    /// How many teams are around it.
    pub depth: u32,
}

impl PartyBox {
    /// Whether it is a frame around members, through which one looks at what lies inside.
    pub fn is_frame(&self) -> bool {
        self.title.is_some()
    }
}

/// Where a supply is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplyLine {
    /// The line from the supplier to the customer, broken into short straight pieces.
    pub path: Vec<Point>,
    /// The chip with what is supplied, if it has one; its own line of the list in a bundle.
    pub label: Option<Rect>,
    /// Where what joins that to the line ends on the line and where at the label, if they stand apart.
    pub leader: Option<[Point; 2]>,
    /// The bundle in which it is drawn, if it is.
    pub bundle: Option<Arc<Bundle>>,
}

/// Several supplies that are drawn as one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// All of them; the line belongs to the first.
    pub supplies: Vec<SupplyId>,
    /// The chip with what is supplied along each, one below the other.
    pub area: Rect,
    /// So many have a line of their own on the chip.
    pub listed: usize,
}

impl Bundle {
    /// The supply whose line stands for all.
    pub fn drawn(&self) -> Option<SupplyId> {
        self.supplies.first().copied()
    }
}

impl SupplyLine {
    /// All that is written on the line.
    pub fn words(&self) -> Option<Rect> {
        self.bundle.as_ref().map(|bundle| bundle.area).or(self.label)
    }

    /// Where the line leaves the supplier and where it reaches the customer.
    pub fn ends(&self) -> Option<(Point, Point)> {
        Some((*self.path.first()?, *self.path.last()?))
    }
}

impl Default for Scene {
    fn default() -> Self {
        Self::empty(super::Theme::light().canvas)
    }
}

impl PartialEq for Scene {
    /// Two scenes are equal if they look the same, however they came about.
    fn eq(&self, other: &Self) -> bool {
        self.background == other.background
            && self.pallor == other.pallor
            && self.boxes == other.boxes
            && self.lines == other.lines
            && self.figures == other.figures
    }
}

impl Scene {
    pub(super) fn empty(background: Color) -> Self {
        Self {
            background,
            pallor: None,
            boxes: FxHashMap::default(),
            lines: FxHashMap::default(),
            frames: Frames::default(),
            ends: LineEnds::default(),
            slots: Vec::new(),
            free: Vec::new(),
            slot_at: FxHashMap::default(),
            grid: Cells::new(256.0),
            line_grid: Cells::new(1024.0),
            figures: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
            edition: Arc::default(),
        }
    }

    /// Colour behind everything.
    pub fn background(&self) -> Color {
        self.background
    }

    /// How everything that does not stand out looks, if something is lit.
    pub fn pallor(&self) -> Option<Pallor> {
        self.pallor
    }

    /// From now on everything that does not stand out looks so.
    pub(super) fn set_pallor(&mut self, pallor: Option<Pallor>) {
        if self.pallor != pallor {
            self.pallor = pallor;
            self.turn_over();
        }
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// Every figure, back to front.
    pub fn figures(&self) -> &[Arc<Figure>] {
        &self.figures
    }

    /// Which state of the figures this is: as long as it is the same one, none has changed.
    pub fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    /// The figures that may be seen in `area`, back to front.
    pub fn visible(&self, area: Rect) -> Vec<&Arc<Figure>> {
        let is_seen = |figure: &&Arc<Figure>| figure.bounds.meets(area);
        let Some(near) = self.slots_near(area) else {
            return self.figures.iter().filter(is_seen).collect();
        };
        let mut found: Vec<_> = near.iter().filter_map(|slot| self.figure(*slot)).filter(is_seen).collect();
        found.sort_unstable_by_key(|figure| figure.depth);
        found
    }

    /// The figures with something near `area`, in no particular order.
    pub(super) fn near(&self, area: Rect) -> Vec<&Arc<Figure>> {
        self.figures_of(self.slots_near(area))
    }

    /// The same near any of these areas.
    pub(super) fn near_any(&self, areas: &[Rect]) -> Vec<&Arc<Figure>> {
        let mut is_found = vec![false; self.slots.len()];
        let mut found = Vec::new();
        for cells in [&self.grid, &self.line_grid] {
            for area in areas {
                cells.visit_near(*area, |slot| {
                    if !std::mem::replace(&mut is_found[slot as usize], true) {
                        found.extend(self.figure(slot));
                    }
                    true
                });
            }
        }
        found
    }

    /// The same, of boxes, labels and badges; perhaps lines too.
    pub(super) fn things_near(&self, area: Rect) -> Vec<&Arc<Figure>> {
        self.figures_of(self.grid.near(area))
    }

    /// The same, of lines; perhaps other things too.
    pub(super) fn lines_near(&self, area: Rect) -> Vec<&Arc<Figure>> {
        self.figures_of(self.line_grid.near(area))
    }

    /// The figures in these slots; all if these are too many to be told.
    fn figures_of(&self, slots: Option<Vec<u32>>) -> Vec<&Arc<Figure>> {
        match slots {
            Some(slots) => slots.iter().filter_map(|slot| self.figure(*slot)).collect(),
            None => self.figures.iter().collect(),
        }
    }

    /// The smallest rectangle around everything, if there is anything.
    pub fn bounds(&self) -> Option<Rect> {
        self.figures.iter().map(|figure| figure.bounds).reduce(Rect::union)
    }

    /// Where a party is drawn; `None` if it is hidden in a folded team or left out.
    pub fn party_box(&self, party: PartyId) -> Option<&PartyBox> {
        self.boxes.get(&party)
    }

    /// Where a supply is drawn; `None` if it is hidden, or bundled into another one's line.
    pub fn supply_line(&self, supply: SupplyId) -> Option<&SupplyLine> {
        self.lines.get(&supply)
    }

    /// Every party that is drawn, and where.
    pub fn party_boxes(&self) -> impl Iterator<Item = (PartyId, &PartyBox)> {
        self.boxes.iter().map(|(id, party)| (*id, party))
    }

    /// The figure at this depth.
    pub fn figure_at(&self, depth: &Depth) -> Option<&Arc<Figure>> {
        self.slot_at.get(depth).and_then(|slot| self.figure(*slot))
    }

    /// Where the figure at this depth is found; a line curve by curve.
    pub(super) fn areas_of(&self, depth: &Depth) -> Option<&[Rect]> {
        let slot = self.slot_at.get(depth)?;
        self.slots.get(*slot as usize)?.as_ref().map(|slot| slot.areas.as_slice())
    }

    /// Puts a figure in, or in place of the one at its depth. It is found in any of `areas`.
    pub(super) fn put(&mut self, figure: Figure, areas: Vec<Rect>) {
        if let Some(&slot) = self.slot_at.get(&figure.depth) {
            self.replace(slot, figure, &areas);
            return;
        }
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() as u32 - 1
        });
        self.slot_at.insert(figure.depth, slot);
        self.grid_for(&figure.depth).insert(slot, &areas);
        let figure = Arc::new(figure);
        self.turn_over();
        self.added.push(figure.depth);
        if let Some(place) = self.slots.get_mut(slot as usize) {
            *place = Some(Slot { figure, areas });
        }
    }

    /// Takes the figure at `depth` out, if there is one.
    pub(super) fn remove(&mut self, depth: &Depth) {
        let Some(slot) = self.slot_at.remove(depth) else { return };
        if let (Layer::Supply, Some(ElementId::Supply(line))) = (depth.layer, depth.element) {
            self.ends.remove(line);
        }
        let Some(old) = self.slots.get_mut(slot as usize).and_then(Option::take) else { return };
        self.grid_for(depth).remove(slot, &old.areas);
        self.free.push(slot);
        self.turn_over();
        self.removed.push(*depth);
    }

    /// Gives arrowheads their room and brings the figures into order; to be called before anybody looks.
    pub(super) fn settle(&mut self) {
        for (line, head) in self.ends.fit() {
            self.fit_head(line, &head);
        }
        let mut removed = std::mem::take(&mut self.removed);
        if removed.len() > ONE_BY_ONE {
            removed.sort_unstable();
            self.figures.retain(|figure| removed.binary_search(&figure.depth).is_err());
        } else {
            for depth in removed {
                if let Ok(at) = self.position(&depth) {
                    self.figures.remove(at);
                }
            }
        }
        let mut added = std::mem::take(&mut self.added);
        added.sort_unstable();
        added.dedup();
        let there: Vec<Arc<Figure>> =
            added.iter().filter_map(|depth| self.figure_at(depth)).map(Arc::clone).collect();
        if there.len() > ONE_BY_ONE {
            self.figures.extend(there);
            self.figures.sort_by_key(|figure| figure.depth);
            return;
        }
        for figure in there {
            if let Err(at) = self.position(&figure.depth) {
                self.figures.insert(at, figure);
            }
        }
    }

    /// Draws the arrowhead of a line as wide as there is room now.
    fn fit_head(&mut self, line: SupplyId, head: &Head) {
        let slot = self.slot_at.get(&supply_depth(Layer::Supply, line)).copied();
        let Some((slot, path)) = slot.zip(self.lines.get(&line).map(|line| &line.path)) else { return };
        let item = head.item(path, head.width_in(self.ends.room(line)));
        let Some(Some(Slot { figure, areas })) = self.slots.get(slot as usize) else { return };
        let (mut figure, areas) = (Figure::clone(figure), areas.clone());
        if let Some(old) = figure.items.iter_mut().find(|old| Head::is_drawn_as(old)) {
            *old = item;
        }
        figure.bounds = bounds_of(&figure.items);
        self.replace(slot, figure, &areas);
    }

    fn position(&self, depth: &Depth) -> Result<usize, usize> {
        self.figures.binary_search_by(|figure| figure.depth.cmp(depth))
    }

    fn slots_near(&self, area: Rect) -> Option<Vec<u32>> {
        let mut slots = self.grid.near(area)?;
        slots.extend(self.line_grid.near(area)?);
        Some(slots)
    }

    fn grid_for(&mut self, depth: &Depth) -> &mut Cells {
        if depth.layer == Layer::Supply { &mut self.line_grid } else { &mut self.grid }
    }

    fn replace(&mut self, slot: u32, figure: Figure, areas: &[Rect]) {
        let Some(Some(old)) = self.slots.get_mut(slot as usize) else { return };
        if *old.figure == figure {
            return; // the same Arc tells painters that nothing changed
        }
        let figure = Arc::new(figure);
        old.figure = figure.clone();
        let old_areas = std::mem::replace(&mut old.areas, areas.to_vec());
        if old_areas != areas {
            self.grid_for(&figure.depth).change(slot, &old_areas, areas);
        }
        self.turn_over();
        // One that is not yet in order comes from its slot.
        if let Ok(at) = self.position(&figure.depth)
            && let Some(place) = self.figures.get_mut(at)
        {
            *place = figure;
        }
    }

    /// From here on it is another edition, if anybody knows the present one.
    fn turn_over(&mut self) {
        if Arc::strong_count(&self.edition) > 1 {
            self.edition = Arc::default();
        }
    }

    /// Every figure, those too that are not yet in order.
    pub(super) fn current_figures(&self) -> impl Iterator<Item = &Arc<Figure>> {
        self.slots.iter().flatten().map(|slot| &slot.figure)
    }

    fn figure(&self, slot: u32) -> Option<&Arc<Figure>> {
        self.slots.get(slot as usize)?.as_ref().map(|slot| &slot.figure)
    }
}
