use super::super::grid::Grid;
use super::super::segment::entry;
use crate::model::{Point, Rect};

/// The boxes that lines go round.
pub(super) struct Obstacles {
    rects: Vec<Rect>,
    /// Frames of teams let lines through.
    is_open: Vec<bool>,
    grid: Grid,
}

/// Least distance between a line and a foreign box.
const CLEARANCE: f32 = 5.0;
/// Distance of the points at which lines turn round a box.
const CORNER_DISTANCE: f32 = 9.0;

impl Obstacles {
    pub fn new(rects: &[Rect], is_open: &[bool]) -> Self {
        let grown: Vec<Rect> = rects.iter().map(|rect| rect.grown(CLEARANCE)).collect();
        let closed = grown.iter().zip(is_open).map(|(rect, open)| {
            // A frame takes part in no cell: it shrinks to its corner.
            if *open { Rect::new(rect.min, rect.min) } else { *rect }
        });
        let grid = Grid::of_rects(closed);
        Self { grid, is_open: is_open.to_vec(), rects: rects.to_vec() }
    }

    /// The first box that the way from `a` to `b` comes too near to, except those to `ignore`.
    pub fn first_hit(&self, a: Point, b: Point, ignore: &[u32]) -> Option<u32> {
        self.first_within(CLEARANCE, a, b, ignore)
    }

    /// The first box that the way from `a` to `b` runs through, except those to `ignore`.
    pub fn first_run_through(&self, a: Point, b: Point, ignore: &[u32]) -> Option<u32> {
        const TOUCH: f32 = 0.5;
        self.first_within(TOUCH, a, b, ignore)
    }

    fn first_within(&self, distance: f32, a: Point, b: Point, ignore: &[u32]) -> Option<u32> {
        let mut first = (f32::INFINITY, u32::MAX);
        self.grid.along_until(a, b, |v| {
            if !self.is_open[v as usize]
                && !ignore.contains(&v)
                && let Some(at) = entry(a, b, self.rects[v as usize].grown(distance))
                && (at, v) < first
            {
                first = (at, v);
            }
            first.0
        });
        first.0.is_finite().then_some(first.1)
    }

    /// The boxes (not frames) that come too near to `point`.
    pub fn around(&self, point: Point) -> Vec<u32> {
        let mut found = Vec::new();
        self.grid.around(Rect::new(point, point), |v| {
            let near = self.rects[v as usize].grown(CLEARANCE);
            if !self.is_open[v as usize] && near.contains(point) && !found.contains(&v) {
                found.push(v);
            }
        });
        found
    }

    /// The four points around box `v` at which lines turn: top left, top right, bottom left, bottom right.
    pub fn corner(&self, v: u32, corner: u32) -> Point {
        let r = self.rects[v as usize].grown(CORNER_DISTANCE);
        let x = if corner & 1 == 0 { r.min.x } else { r.max.x };
        let y = if corner & 2 == 0 { r.min.y } else { r.max.y };
        Point::new(x, y)
    }

    /// How many boxes there are.
    pub fn len(&self) -> usize {
        self.rects.len()
    }
}
