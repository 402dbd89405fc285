//! Supplies to oneself: they keep to one corner of their box, and leave it while a foreign box stands there.

use super::corner::Corner;
use super::router::Router;
use super::side::{Side, Sides};
use super::trail::Stand;
use crate::model::{Point, Rect};

impl Router {
    /// The loops at a box.
    pub(super) fn loops_at(&self, v: u32) -> impl Iterator<Item = u32> {
        let lines = self.lines_at.get(v as usize).into_iter().flatten();
        lines.copied().filter(|line| self.loops.contains(line))
    }

    /// The loops for whose corner it may matter that a box stands there.
    pub(super) fn loops_beside(&self, (rect, _): Stand) -> Vec<u32> {
        let is_beside = |line: &u32| {
            let own = self.joined(*line).map(|(own, _)| own);
            own.is_some_and(|own| self.ground_of_loops(own).overlaps(rect))
        };
        self.loops.iter().copied().filter(is_beside).collect()
    }

    fn ground_of_loops(&self, v: u32) -> Rect {
        Corner::ground(self.ground.boxes[v as usize], self.loops_at(v).count())
    }

    /// The curve of a loop, and the sides at which it leaves and comes back.
    pub(super) fn drawn_loop(&self, line: u32) -> (Vec<Point>, Sides) {
        let Some((own, _)) = self.joined(line) else { return (Vec::new(), self.lines[line as usize].sides) };
        let inside = self.loops_at(own).filter(|other| *other < line).count();
        let corner = self.other_ends(own).fold(self.corner_of(own), Corner::beside);
        (corner.curve(inside + 1), corner.sides())
    }

    /// Where the lines to others leave a box, or arrive.
    fn other_ends(&self, v: u32) -> impl Iterator<Item = (Side, Point)> {
        let lines = self.lines_at.get(v as usize).into_iter().flatten();
        let others = lines.map(|line| &self.lines[*line as usize]).filter(|line| !line.is_loop());
        others.map(move |line| {
            let ((from_side, to_side), (start, end)) = (line.sides, line.ports);
            if line.ends.0 == v { (from_side, start) } else { (to_side, end) }
        })
    }

    fn corner_of(&self, v: u32) -> Corner {
        let own = self.ground.boxes[v as usize];
        let area = self.ground_of_loops(v);
        // Only what is beside the corners matters: in the frame of a large team there may be thousands of boxes.
        let margin = own.min.x - area.min.x;
        let corners = [own.min, Point::new(own.max.x, own.min.y), Point::new(own.min.x, own.max.y), own.max];
        let near = corners.map(|at| self.ground.obstacles.within(Rect::new(at, at).grown(margin)));
        let foreign = near.into_iter().flatten().map(|other| self.ground.boxes[other as usize]);
        let foreign: Vec<Rect> = foreign.filter(|other| !own.contains_rect(*other)).collect();
        Corner::of(own, self.loops_at(v).count(), &foreign)
    }
}
