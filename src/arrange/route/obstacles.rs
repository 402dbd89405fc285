use super::super::grid::Grid;
use super::super::segment::entry;
use crate::model::{Point, Rect};

/// The boxes that lines go round.
#[derive(Clone)]
pub(super) struct Obstacles {
    rects: Vec<Rect>,
    /// Frames of teams let lines through.
    is_open: Vec<bool>,
    grid: Grid,
    late: Late,
    /// Boxes that were put elsewhere since they were in a grid: they are looked at in every search.
    strays: Vec<u32>,
}

/// Boxes that were put elsewhere since the grid of all was made, in a grid of their own.
#[derive(Clone)]
struct Late {
    boxes: Vec<u32>,
    grid: Grid,
}

/// Least distance between a line and a foreign box.
const CLEARANCE: f32 = 5.0;
/// Distance of the points at which lines turn round a box.
const CORNER_DISTANCE: f32 = 9.0;

impl Obstacles {
    pub fn new(rects: &[Rect], is_open: &[bool]) -> Self {
        let (rects, is_open) = (rects.to_vec(), is_open.to_vec());
        let grid = grid_of(&rects, &is_open, 0..rects.len() as u32);
        let late = Late { boxes: Vec::new(), grid: grid_of(&rects, &is_open, 0..0) };
        Self { rects, is_open, grid, late, strays: Vec::new() }
    }

    /// Puts boxes elsewhere; a number behind the last one is a new box.
    pub fn put(&mut self, boxes: impl Iterator<Item = (u32, Rect, bool)>) {
        const MOST_STRAYS: usize = 24;
        for (v, rect, is_open) in boxes {
            if v as usize == self.rects.len() {
                self.rects.push(rect);
                self.is_open.push(is_open);
            }
            (self.rects[v as usize], self.is_open[v as usize]) = (rect, is_open);
            if self.strays.len() > MOST_STRAYS || !self.strays.contains(&v) {
                self.strays.push(v);
            }
        }
        if self.strays.len() > MOST_STRAYS {
            self.gather_strays();
        }
    }

    /// Puts strays into the grid of late ones, or when these are many into that of all.
    fn gather_strays(&mut self) {
        self.late.boxes.append(&mut self.strays);
        self.late.boxes.sort_unstable();
        self.late.boxes.dedup();
        if self.late.boxes.len() > self.rects.len() / 4 {
            self.late.boxes.clear();
            self.grid = grid_of(&self.rects, &self.is_open, 0..self.rects.len() as u32);
        }
        self.late.grid = grid_of(&self.rects, &self.is_open, self.late.boxes.iter().copied());
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
        // Most boxes are not even beside the way: that is told without a division.
        let beside = Rect::new(a, a).union(Rect::new(b, b)).grown(distance);
        let mut look_at = |v: u32| {
            let rect = self.rects[v as usize];
            if rect.overlaps(beside)
                && !self.is_open[v as usize]
                && !ignore.contains(&v)
                && let Some(at) = entry(a, b, rect.grown(distance))
                && (at, v) < first
            {
                first = (at, v);
            }
            first.0
        };
        for stray in &self.strays {
            look_at(*stray);
        }
        self.late.grid.along_until(a, b, |late| look_at(self.late.boxes[late as usize]));
        self.grid.along_until(a, b, look_at);
        first.0.is_finite().then_some(first.1)
    }

    /// The boxes (not frames) that come too near to `point`.
    pub fn around(&self, point: Point) -> Vec<u32> {
        let mut found = Vec::new();
        self.for_each_near(Rect::new(point, point), |v| {
            let near = self.rects[v as usize].grown(CLEARANCE);
            if near.contains(point) && !found.contains(&v) {
                found.push(v);
            }
        });
        found
    }

    /// The boxes (not frames) that share something with `area`, in the order of their numbers.
    pub fn within(&self, area: Rect) -> Vec<u32> {
        let mut found = Vec::new();
        self.for_each_near(area, |v| {
            if self.rects[v as usize].overlaps(area) {
                found.push(v);
            }
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    fn for_each_near(&self, area: Rect, mut visit: impl FnMut(u32)) {
        let mut visit_closed = |v: u32| {
            if !self.is_open[v as usize] {
                visit(v);
            }
        };
        self.strays.iter().for_each(|stray| visit_closed(*stray));
        self.late.grid.around(area, |late| visit_closed(self.late.boxes[late as usize]));
        self.grid.around(area, visit_closed);
    }

    /// Whether the way from `a` to `b` comes too near to box `v`.
    pub fn is_hit(&self, v: u32, a: Point, b: Point) -> bool {
        !self.is_open[v as usize] && entry(a, b, self.rects[v as usize].grown(CLEARANCE)).is_some()
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

/// Cells that know which of these boxes they touch, by their place among them.
fn grid_of(rects: &[Rect], is_open: &[bool], boxes: impl Iterator<Item = u32> + Clone) -> Grid {
    Grid::of_rects(boxes.map(|v| {
        let rect = rects[v as usize].grown(CLEARANCE);
        // A frame takes part in no cell: it shrinks to its corner.
        if is_open[v as usize] { Rect::new(rect.min, rect.min) } else { rect }
    }))
}
