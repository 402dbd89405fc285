use super::builder::SceneBuilder;
use super::bundles::{DrawnLine, Pair, lines_between};
use super::draw::{Draw, note_depth, supply_depth};
use super::label::LineLabel;
use super::label_place;
use super::leader::leader_ends;
use super::route::{self, Lane};
use super::stack::SupplyStack;
use super::{Bundle, Figure, Item, Layer, PartyBox, SupplyLine, TextMeasurer};
use crate::model::{Organisation, PartyId, Point, Rect, Size};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Lines of supplies and their labels.
impl SceneBuilder {
    /// Draws the lines of `stale` pairs (`None`: of all), and those that have to make way for what has `moved`.
    pub(super) fn draw_lines(
        &mut self,
        organisation: &Organisation,
        stale: Option<&BTreeSet<Pair>>,
        moved: &BTreeSet<PartyId>,
        measurer: &dyn TextMeasurer,
    ) {
        if self.is_careful() || self.preview.is_empty() && self.find_bygone(organisation).is_some() {
            self.draw_carefully(organisation, stale, moved, measurer);
        } else {
            self.draw_pairs_quickly(organisation, stale, measurer);
        }
    }

    /// Draws the lines of `stale` pairs (`None`: of all), each pair without looking at anything else.
    pub(super) fn draw_pairs_quickly(
        &mut self,
        organisation: &Organisation,
        stale: Option<&BTreeSet<Pair>>,
        measurer: &dyn TextMeasurer,
    ) {
        if self.holds_back {
            return;
        }
        for pair in stale.cloned().unwrap_or_else(|| self.bundles.pairs()) {
            self.draw_quickly(organisation, pair, measurer);
        }
    }

    fn draw_quickly(&mut self, organisation: &Organisation, pair: Pair, measurer: &dyn TextMeasurer) {
        let lines = self.lines_of(organisation, pair);
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            self.draw_line_quickly(organisation, line, Lane { index, count }, measurer);
        }
    }

    /// Draws a line without looking at anything but its two boxes.
    pub(super) fn draw_line_quickly(
        &mut self,
        organisation: &Organisation,
        line: &DrawnLine,
        lane: Lane,
        measurer: &dyn TextMeasurer,
    ) {
        let boxes = (self.scene.party_box(line.from), self.scene.party_box(line.to));
        let (Some(from), Some(to)) = boxes else { return };
        let curve = if line.from == line.to {
            route::loop_at(from.rect, lane)
        } else {
            route::between(from.rect, to.rect, lane, self.options.flow)
        };
        let words = words_size(&self.draw(organisation, measurer), line);
        let label = words.map(|size| label_place::middle(&route::flattened(&curve), size));
        self.put_line(organisation, line, &curve, label, measurer);
    }

    /// Puts the line, and its label with its badges in `place`, into the picture.
    pub(super) fn put_line(
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
        let badges =
            place.map_or_else(|| route::along(&path, 0.5), |rect| Point::new(rect.max.x, rect.center().y));
        let place = place.map(|rect| Rect::new(rect.min, rect.max.moved(-badges_width(&draw, line), 0.0)));
        let words = draw.label(line).zip(place);
        let label = words
            .as_ref()
            .map(|(label, rect)| draw.label_figure(line, label, *rect, self.ground_at(&draw, *rect)));
        let leader = words.as_ref().and_then(|(_, rect)| leader_ends(&path, *rect));
        let joins = leader.map_or_else(Vec::new, |ends| draw.leader(line, ends));
        let mut areas = areas_along(&path);
        areas.extend(joins.iter().filter_map(Item::bounds));
        let figure = draw.line(line, curve, &path, self.scene.ends.room(id), joins);
        let end = draw.line_end(line, &path);
        if let Some((LineLabel::Stack(stack), area)) = &words {
            self.put_bundle(organisation, line, (&path, leader), (stack, *area, badges.x), measurer);
        } else {
            let notes = draw.line_notes(line, id, badges);
            self.put_or_remove(note_depth(id.into()), notes);
            self.scene
                .lines
                .insert(id, SupplyLine { path: path.clone(), label: place, leader, bundle: None });
        }
        self.scene.put(figure, areas);
        if let Some(end) = end {
            self.scene.ends.put(id, end);
        }
        match label {
            Some(label) => self.put_label(label, leader),
            None => self.scene.remove(&supply_depth(Layer::SupplyLabel, id)),
        }
    }

    /// Puts a label into the picture. It is found where what joins it to its line is too.
    pub(super) fn put_label(&mut self, label: Figure, leader: Option<[Point; 2]>) {
        let areas = [label.bounds].into_iter().chain(leader.map(|ends| route::around(&ends)));
        let areas = areas.collect();
        self.scene.put(label, areas);
    }

    /// Puts what belongs to each supply of a bundle into the picture: its line of the list, its badges, and where it
    /// is found.
    fn put_bundle(
        &mut self,
        organisation: &Organisation,
        line: &DrawnLine,
        (path, leader): (&[Point], Option<[Point; 2]>),
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
                self.scene.ends.remove(id);
                self.put_or_remove(supply_depth(Layer::SupplyLabel, id), row);
            }
            self.put_or_remove(note_depth(id.into()), notes);
            let bundle = Some(Arc::clone(&bundle));
            let line = SupplyLine { path: path.to_vec(), label: Some(place), leader, bundle };
            self.scene.lines.insert(id, line);
        }
    }

    pub(super) fn lines_of<'a>(&self, organisation: &'a Organisation, pair: Pair) -> Vec<DrawnLine<'a>> {
        lines_between(organisation, self.bundles.supplies(pair), self.options.fanned)
    }

    /// The way of a line that is fanned out: its neighbours are as far away as their labels are high. `None` if it is
    /// not, or if it would lead through a box.
    pub(super) fn fan_of(
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
}

/// Size of all that is written on a line: the label, and on its right the badges.
pub(super) fn words_size(draw: &Draw, line: &DrawnLine) -> Option<Size> {
    let label = draw.label(line)?.size();
    Some(Size::new(label.width + badges_width(draw, line), label.height))
}

fn badges_width(draw: &Draw, line: &DrawnLine) -> f32 {
    let notes = line.supplies.iter().filter_map(|supply| draw.line_notes(line, supply.id, Point::default()));
    notes.map(|badges| badges.bounds.width()).fold(0.0, f32::max)
}

/// The curves of a path, with a margin for arrowheads, for the index of places.
fn areas_along(path: &[Point]) -> Vec<Rect> {
    route::curves(path).map(|curve| route::around(curve).grown(8.0)).collect()
}
