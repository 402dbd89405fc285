use super::builder::SceneBuilder;
use super::bundles::{DrawnLine, Pair, lines_between};
use super::draw::{Draw, note_depth, supply_depth};
use super::label::LineLabel;
use super::label_place::{self, LabelPlaces};
use super::route::{self, Lane};
use super::stack::SupplyStack;
use super::wiring::Wiring;
use super::{Bundle, Color, Layer, PartyBox, SupplyLine, TextMeasurer};
use crate::model::{Organisation, PartyId, PartyKind, Point, Rect, Size};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Up to so many supplies, lines go round boxes and labels look for a free place, all of them together.
/// Beyond, every line is drawn for itself, so that an edit costs the same on a map of any size.
const MOST_CAREFUL: usize = 400;

/// One line with its way.
struct RoutedLine<'a> {
    line: DrawnLine<'a>,
    curve: Vec<Point>,
    path: Vec<Point>,
}

/// Lines of supplies and their labels.
impl SceneBuilder {
    /// Draws the lines of `stale` pairs, and those that have to make way for what has `moved`.
    pub(super) fn draw_lines(
        &mut self,
        organisation: &Organisation,
        stale: &BTreeSet<Pair>,
        moved: &BTreeSet<PartyId>,
        measurer: &dyn TextMeasurer,
    ) {
        let was_careful = self.wiring.is_some();
        let is_careful = self.bundles.len() <= MOST_CAREFUL;
        if is_careful {
            self.draw_carefully(organisation, stale, moved, measurer);
            return;
        }
        self.wiring = None;
        let all = if was_careful { self.bundles.pairs() } else { BTreeSet::new() };
        for pair in stale.union(&all) {
            self.draw_quickly(organisation, *pair, measurer);
        }
    }

    /// Draws all lines together. While something is dragged only those that change are drawn again.
    fn draw_carefully(
        &mut self,
        organisation: &Organisation,
        stale: &BTreeSet<Pair>,
        moved: &BTreeSet<PartyId>,
        measurer: &dyn TextMeasurer,
    ) {
        let pairs = self.bundles.pairs();
        let lines: Vec<DrawnLine> =
            pairs.iter().flat_map(|pair| self.lines_of(organisation, *pair)).collect();
        let mut changed = self.rewire(&lines, moved);
        let is_stale = |line: &DrawnLine| stale.contains(&Pair::new(line.from, line.to));
        changed.extend(lines.iter().enumerate().filter(|(_, line)| is_stale(line)).map(|(at, _)| at));
        let routed = lines.into_iter().enumerate().map(|(at, line)| {
            let routed = self.wiring.as_ref().map_or(&[][..], |wiring| wiring.curve(at));
            let curve = self.fan_of(organisation, &line, measurer).unwrap_or_else(|| routed.to_vec());
            RoutedLine { line, path: route::flattened(&curve), curve }
        });
        let routed: Vec<RoutedLine> = routed.collect();
        self.draw_routed(organisation, &routed, &changed, measurer);
    }

    /// Finds the ways of all lines. Returns those that have to be drawn.
    fn rewire(&mut self, lines: &[DrawnLine], moved: &BTreeSet<PartyId>) -> Vec<usize> {
        let ends: Vec<(PartyId, PartyId)> = lines.iter().map(|line| (line.from, line.to)).collect();
        let is_dragging = !self.preview.is_empty();
        match &mut self.wiring {
            Some(wiring) if is_dragging && wiring.is_for(&ends) => wiring.follow(&self.scene.boxes, moved),
            wiring => {
                // Everything afresh: then the picture depends on the map only, not on how it came about.
                *wiring = Some(Wiring::new(&self.scene.boxes, ends, self.options.flow));
                (0..lines.len()).collect()
            }
        }
    }

    fn draw_routed(
        &mut self,
        organisation: &Organisation,
        routed: &[RoutedLine],
        changed: &[usize],
        measurer: &dyn TextMeasurer,
    ) {
        let is_changed: BTreeSet<usize> = changed.iter().copied().collect();
        let draw = self.draw(organisation, measurer);
        let label = |at: &usize| Some((*at, words_size(&draw, &routed.get(*at)?.line)?));
        let labels: Vec<_> = is_changed.iter().filter_map(label).collect();
        let shown = |routed: &RoutedLine| self.scene.supply_line(routed.line.supply.id)?.words();
        let kept = |(at, routed)| if is_changed.contains(&at) { None } else { shown(routed) };
        let boxes = || self.scene.boxes.values();
        let mut places = LabelPlaces::new(
            boxes().map(|place| place.title.unwrap_or(place.rect)).collect(),
            routed.iter().map(|routed| routed.path.as_slice()).collect(),
            boxes().filter(|place| place.is_frame()).map(|place| place.rect),
            routed.iter().enumerate().map(kept).collect(),
        );
        places.place(labels);
        for at in is_changed {
            let Some(routed) = routed.get(at) else { continue };
            let label = places.place_of(at);
            self.put_line(organisation, &routed.line, &routed.curve, label, measurer);
        }
    }

    /// Draws the lines of one pair without looking at anything else.
    fn draw_quickly(&mut self, organisation: &Organisation, pair: Pair, measurer: &dyn TextMeasurer) {
        let lines = self.lines_of(organisation, pair);
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            let boxes = (self.scene.party_box(line.from), self.scene.party_box(line.to));
            let (Some(from), Some(to)) = boxes else { continue };
            let lane = Lane { index, count };
            let curve = if line.from == line.to {
                route::loop_at(from.rect, lane)
            } else {
                route::between(from.rect, to.rect, lane, self.options.flow)
            };
            let words = words_size(&self.draw(organisation, measurer), line);
            let label = words.map(|size| label_place::middle(&route::flattened(&curve), size));
            self.put_line(organisation, line, &curve, label, measurer);
        }
    }

    /// Puts the line, and its label with its badges in `place`, into the picture.
    fn put_line(
        &mut self,
        organisation: &Organisation,
        line: &DrawnLine,
        curve: &[Point],
        place: Option<Rect>,
        measurer: &dyn TextMeasurer,
    ) {
        let id = line.supply.id;
        let path = route::flattened(curve);
        let draw = self.draw(organisation, measurer);
        let figure = draw.line(line, curve);
        let badges =
            place.map_or_else(|| route::along(&path, 0.5), |rect| Point::new(rect.max.x, rect.center().y));
        let place = place.map(|rect| Rect::new(rect.min, rect.max.moved(-badges_width(&draw, line), 0.0)));
        let words = draw.label(line).zip(place);
        let label = words
            .as_ref()
            .map(|(label, rect)| draw.label_figure(line, label, *rect, self.ground_at(&draw, *rect)));
        if let Some((LineLabel::Stack(stack), area)) = &words {
            self.put_bundle(organisation, line, &path, (stack, *area, badges.x), measurer);
        } else {
            let notes = draw.line_notes(line, id, badges);
            self.put_or_remove(note_depth(id.into()), notes);
            self.scene.lines.insert(id, SupplyLine { path: path.clone(), label: place, bundle: None });
        }
        self.scene.put(figure, areas_along(&path));
        self.put_or_remove(supply_depth(Layer::SupplyLabel, id), label);
    }

    /// Puts what belongs to each supply of a bundle into the picture: its line of the list, its badges, and where it
    /// is found.
    fn put_bundle(
        &mut self,
        organisation: &Organisation,
        line: &DrawnLine,
        path: &[Point],
        (stack, area, right): (&SupplyStack, Rect, f32),
        measurer: &dyn TextMeasurer,
    ) {
        let bundle = Arc::new(Bundle {
            supplies: line.supplies.iter().map(|supply| supply.id).collect(),
            area,
            listed: stack.listed(),
        });
        for supply in &line.supplies {
            let id = supply.id;
            let place = stack.place_of(id, area).map_or(area, |(place, _)| place);
            let draw = self.draw(organisation, measurer);
            let notes = draw.line_notes(line, id, Point::new(right, place.center().y));
            if id != line.supply.id {
                let (nothing, row) =
                    (draw.bundled_line(line, supply, place), draw.row_figure(line, stack, id, area));
                self.put(nothing);
                self.put_or_remove(supply_depth(Layer::SupplyLabel, id), row);
            }
            self.put_or_remove(note_depth(id.into()), notes);
            let bundle = Some(Arc::clone(&bundle));
            self.scene.lines.insert(id, SupplyLine { path: path.to_vec(), label: Some(place), bundle });
        }
    }

    fn lines_of<'a>(&self, organisation: &'a Organisation, pair: Pair) -> Vec<DrawnLine<'a>> {
        lines_between(organisation, self.bundles.supplies(pair), self.options.fanned)
    }

    /// The way of a line that is fanned out: its neighbours are as far away as their labels are high. `None` if it is
    /// not, or if it would lead through a box.
    fn fan_of(
        &self,
        organisation: &Organisation,
        line: &DrawnLine,
        measurer: &dyn TextMeasurer,
    ) -> Option<Vec<Point>> {
        let lane = line.fan?;
        let (from, to) = (self.scene.party_box(line.from)?, self.scene.party_box(line.to)?);
        let tallest = self.draw(organisation, measurer).label(line).map_or(0.0, |label| label.size().height);
        let curve = route::fan(from.rect, to.rect, lane, tallest, self.options.flow);
        let path = route::flattened(&curve);
        let is_hit = |(id, place): (&PartyId, &PartyBox)| {
            let is_foreign = *id != line.from && *id != line.to && !place.is_frame();
            is_foreign && path.windows(2).any(|leg| route::crosses([leg[0], leg[1]], place.rect))
        };
        (!self.scene.boxes.iter().any(is_hit)).then_some(curve)
    }

    /// What lies behind a label: the canvas or, on small maps, the team around it.
    fn ground_at(&self, draw: &Draw, rect: Rect) -> Color {
        let around =
            self.scene.boxes.iter().filter(|(_, place)| {
                self.wiring.is_some() && place.is_frame() && place.rect.contains_rect(rect)
            });
        let innermost = around.max_by_key(|(_, place)| place.depth);
        let team = |id| if draw.is_bright(id) { &self.theme } else { &self.dim };
        innermost.map_or(self.theme.label, |(id, _)| team(*id).party(PartyKind::Team).fill)
    }
}

/// Size of all that is written on a line: the label, and on its right the badges.
fn words_size(draw: &Draw, line: &DrawnLine) -> Option<Size> {
    let label = draw.label(line)?.size();
    Some(Size::new(label.width + badges_width(draw, line), label.height))
}

fn badges_width(draw: &Draw, line: &DrawnLine) -> f32 {
    let notes = line.supplies.iter().filter_map(|supply| draw.line_notes(line, supply.id, Point::default()));
    notes.map(|badges| badges.bounds.width()).fold(0.0, f32::max)
}

/// The pieces of a path, with a margin for arrowheads, for the index of places.
fn areas_along(path: &[Point]) -> Vec<Rect> {
    route::pieces(path).map(|piece| piece.grown(8.0)).collect()
}
