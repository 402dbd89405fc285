//! What lies behind labels: the canvas, or the team around them. It follows frames that grow, shrink and move.

use super::builder::SceneBuilder;
use super::draw::{Draw, supply_depth};
use super::{Color, Figure, Layer, PartyBox, SupplyLine, TextMeasurer};
use crate::model::{Organisation, PartyKind, Point, Rect, SupplyId};
use std::collections::BTreeSet;

/// What lies behind a label.
#[derive(Clone, Copy)]
pub(super) struct Ground {
    /// Its colour where nothing is lit.
    pub(super) color: Color,
    /// Whether it is not pale; the canvas always looks the same.
    pub(super) stands_out: bool,
}

impl SceneBuilder {
    /// What lies behind a label: the canvas or the team around it.
    pub(super) fn ground_at(&self, draw: &Draw, rect: Rect) -> Ground {
        let team = |id| Ground {
            color: self.theme.party(PartyKind::Team).fill,
            stands_out: draw.party_stands_out(id),
        };
        let canvas = Ground { color: self.theme.label, stands_out: false };
        self.scene.frames.around(rect).map_or(canvas, team)
    }

    /// Draws the labels in `areas`, where frames have come or gone, on what lies behind them now.
    pub(super) fn follow_grounds(
        &mut self,
        organisation: &Organisation,
        areas: &[Rect],
        measurer: &dyn TextMeasurer,
    ) {
        let near = areas.iter().flat_map(|area| self.supplies_near(Layer::SupplyLabel, *area));
        let lines: BTreeSet<SupplyId> = near.filter_map(|id| self.drawn_line(id)).collect();
        for id in lines {
            let label = self.label_again(organisation, id, measurer);
            let before = self.scene.figure_at(&supply_depth(Layer::SupplyLabel, id));
            if let Some(label) = label.filter(|label| before.is_none_or(|before| **before != *label)) {
                let leader = self.scene.supply_line(id).and_then(|line| line.leader);
                self.put_label(label, leader);
            }
        }
    }

    /// The label of a line where it is now.
    fn label_again(
        &self,
        organisation: &Organisation,
        id: SupplyId,
        measurer: &dyn TextMeasurer,
    ) -> Option<Figure> {
        let SupplyLine { label, bundle, .. } = self.scene.supply_line(id)?;
        let rect = bundle.as_ref().map_or(*label, |bundle| Some(bundle.area))?;
        let lines = self.lines_of(organisation, self.bundles.pair_of(id)?);
        let line = lines.iter().find(|line| line.supply.id == id)?;
        let draw = self.draw(organisation, measurer);
        Some(draw.label_figure(line, &draw.label(line)?, rect, self.ground_at(&draw, rect)))
    }
}

/// Where there is a frame before and none after, or the other way round.
pub(super) fn changed_ground(before: Option<PartyBox>, after: Option<PartyBox>) -> Vec<Rect> {
    match (before.filter(PartyBox::is_frame), after.filter(PartyBox::is_frame)) {
        (Some(before), Some(after)) if before.depth == after.depth => {
            let mut areas = outside(before.rect, after.rect);
            areas.append(&mut outside(after.rect, before.rect));
            areas
        }
        (before, after) => before.into_iter().chain(after).map(|place| place.rect).collect(),
    }
}

/// The parts of a rectangle that are not in another.
fn outside(rect: Rect, hole: Rect) -> Vec<Rect> {
    if !rect.overlaps(hole) {
        return vec![rect];
    }
    let (min, max) = (rect.min, rect.max);
    let top = Rect { max: Point::new(max.x, hole.min.y), ..rect };
    let bottom = Rect { min: Point::new(min.x, hole.max.y), ..rect };
    let left = Rect { max: Point::new(hole.min.x, max.y), ..rect };
    let right = Rect { min: Point::new(hole.max.x, min.y), ..rect };
    [top, bottom, left, right].into_iter().filter(|part| part.width() > 0.0 && part.height() > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_frame_has_grown_and_shrunk_the_ground_has_changed_and_nowhere_else() {
        let frame = |x: f32, y: f32, right: f32, bottom: f32| {
            let rect = Rect::new(Point::new(x, y), Point::new(right, bottom));
            Some(PartyBox { rect, title: Some(rect), depth: 0 })
        };
        let areas = changed_ground(frame(0.0, 0.0, 100.0, 100.0), frame(10.0, -20.0, 100.0, 90.0));
        let is_in = |x: f32, y: f32| areas.iter().any(|area| area.contains(Point::new(x, y)));
        assert!(is_in(5.0, 50.0) && is_in(50.0, -10.0) && is_in(50.0, 95.0));
        assert!(!is_in(50.0, 50.0) && !is_in(95.0, 5.0));
        assert_eq!(changed_ground(frame(0.0, 0.0, 9.0, 9.0), frame(0.0, 0.0, 9.0, 9.0)), []);
        assert_eq!(
            changed_ground(None, frame(0.0, 0.0, 9.0, 9.0)),
            [frame(0.0, 0.0, 9.0, 9.0).unwrap().rect]
        );
        assert_eq!(changed_ground(None, None), []);
    }
}
