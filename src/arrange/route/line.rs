use super::detour::Detour;
use super::lanes::{Lane, Run};
use super::path::Turn;
use super::side::{Side, Sides};
use crate::arrange::segment::entry;
use crate::model::{Point, Rect};

/// A line and all that was found out about its way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// The boxes of supplier and customer.
    pub ends: (u32, u32),
    pub sides: Sides,
    /// Where it leaves the supplier and arrives at the customer.
    pub ports: (Point, Point),
    pub way: Way,
    /// As it is drawn, along the flow; empty if an end does not exist.
    pub curve: Vec<Point>,
    /// Where its label is, for whoever draws it.
    pub label: Option<Rect>,
    /// Where it was when it was of other sizes, the latest last.
    pub earlier_labels: Vec<EarlierLabel>,
}

/// Where a label was that is of another size now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EarlierLabel {
    /// Its place.
    pub place: Rect,
    /// Whether something else lay there too.
    pub was_crowded: bool,
}

/// How a line gets from one box to the other.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Way {
    Lane(Lane),
    Turns(Vec<Turn>),
}

impl Line {
    /// The ends of a line that is not there.
    pub const NOWHERE: (u32, u32) = (u32::MAX, u32::MAX);

    pub fn new(ends: (u32, u32)) -> Self {
        Self {
            ends,
            sides: (Side::Right, Side::Left),
            ports: Default::default(),
            way: Way::Turns(Vec::new()),
            curve: Vec::new(),
            label: None,
            earlier_labels: Vec::new(),
        }
    }

    pub fn is_loop(&self) -> bool {
        self.ends.0 == self.ends.1 && self.ends != Self::NOWHERE
    }

    /// The corners at which it turns.
    pub fn turns(&self) -> impl Iterator<Item = Turn> {
        let (own, detours) = match &self.way {
            Way::Turns(turns) => (turns.as_slice(), [].as_slice()),
            Way::Lane(lane) => ([].as_slice(), lane.detours.as_slice()),
        };
        own.iter().chain(detours.iter().flat_map(|detour| &detour.turns)).copied()
    }

    /// Whether it does not run in a lane.
    pub fn is_turning(&self) -> bool {
        matches!(self.way, Way::Turns(_))
    }

    /// Whether a line along the flow starts at its left end.
    pub fn runs_to_the_right(&self) -> bool {
        self.sides.0 == Side::Right
    }

    /// Its left and its right box, if it runs along the flow.
    pub fn run(&self) -> Option<Run> {
        let (from, to) = self.ends;
        match self.sides {
            _ if from == to => None,
            (Side::Right, Side::Left) => Some(Run { left: from, right: to }),
            (Side::Left, Side::Right) => Some(Run { left: to, right: from }),
            _ => None,
        }
    }

    /// Both ends of a line that runs along the flow, the left one first.
    pub fn along_flow(&self) -> (Point, Point) {
        let (p, q) = self.ports;
        if self.runs_to_the_right() { (p, q) } else { (q, p) }
    }

    /// Rectangles around the pieces of its curve.
    pub fn areas(&self) -> Vec<Rect> {
        let around = |piece: &[Point]| {
            let points = piece.iter().map(|point| Rect::new(*point, *point));
            points.reduce(Rect::union)
        };
        self.curve.windows(4).step_by(3).filter_map(around).collect()
    }

    /// Whether it makes way for a box at `rect`, beside which it runs: without it, it would run straighter there.
    pub fn makes_way_for(&self, rect: Rect) -> bool {
        /// So far from a box runs the last of six lines that lie side by side along it.
        const BESIDE: f32 = 60.0;
        const CLEAR: f32 = 8.0;
        let Way::Lane(lane) = &self.way else { return false };
        let (left, right) = self.along_flow();
        let stations = lane.stations((left, right));
        let near = rect.grown(BESIDE);
        // A line that leaves its lane for a straight way does not say for which box.
        let is_shortcut = |detour: &&Detour| detour.turns.is_empty();
        let leads_past = |detour: &Detour| {
            let (start, end) = (stations[*detour.between.start()], stations[*detour.between.end()]);
            entry(start, end, near).is_some()
        };
        if lane.detours.iter().filter(is_shortcut).any(leads_past) {
            return true;
        }
        let ends = [(lane.exit, left.y)].into_iter().chain(
            lane.passages.iter().map(|passage| (f32::midpoint(passage.left, passage.right), passage.y)),
        );
        let points: Vec<(f32, f32)> = ends.chain([(lane.entry, right.y)]).collect();
        points.windows(3).zip(&lane.passages).any(|(points, passage)| {
            let [(ax, ay), (x, _), (bx, by)] = [points[0], points[1], points[2]];
            let straight = ay + (by - ay) * ((x - ax) / (bx - ax).max(1.0)).clamp(0.0, 1.0);
            let is_beside = passage.left < rect.max.x && rect.min.x < passage.right;
            let is_near = near.min.y < passage.y && passage.y < near.max.y;
            is_beside && is_near && rect.min.y - CLEAR < straight && straight < rect.max.y + CLEAR
        })
    }
}
