use super::route;
use crate::model::{Point, Rect, Size};

/// Where along its line a label is tried, nearest to the middle first.
const SHARES: [f32; 11] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];
/// What it costs to lie on a box or another label, for each part of the label that does.
const COVERED: f32 = 10.0;
/// What it costs to hide a piece of another line.
const CROSSED: f32 = 0.7;
/// What it costs to hide an end of the own line.
const END_HIDDEN: f32 = 3.0;
/// What it costs to hide all of the own line; half of it costs a quarter.
const OWN_HIDDEN: f32 = 5.0;
/// What it costs to be away from the middle, for the whole length of the line.
const OFF_MIDDLE: f32 = 0.9;
/// What it costs to lie beside the line.
const BESIDE: f32 = 1.2;

/// Finds places for labels on their lines where they hide nothing, one after the other.
pub(super) struct LabelPlaces<'a> {
    /// What must stay readable: boxes of parties, titles of teams.
    pub(super) boxes: Vec<Rect>,
    /// Every line.
    pub(super) paths: Vec<&'a [Point]>,
    /// The edges of frames.
    pub(super) frames: Vec<[Point; 5]>,
    /// Where labels are already.
    pub(super) taken: Vec<Rect>,
}

/// What lies near one line.
struct Near<'a> {
    own: &'a [Point],
    /// Places on the own line, evenly spread.
    samples: [Point; 16],
    boxes: Vec<Rect>,
    paths: Vec<&'a [Point]>,
    taken: Vec<Rect>,
}

impl LabelPlaces<'_> {
    /// The place for a label of `size` on the line `own`; it is taken from then on.
    pub(super) fn place(&mut self, own: usize, size: Size) -> Rect {
        let Some(path) = self.paths.get(own).copied() else { return Rect::around(Point::default(), size) };
        let near = self.near(own, path, size);
        let mut best = (f32::INFINITY, middle(path, size));
        for (rect, effort) in candidates(path, size) {
            if effort >= best.0 {
                continue;
            }
            let cost = effort + near.cost(rect);
            if cost < best.0 {
                best = (cost, rect);
            }
        }
        self.taken.push(best.1);
        best.1
    }

    fn near<'b>(&'b self, own: usize, path: &'b [Point], size: Size) -> Near<'b> {
        let area = around(path).grown(size.width.max(size.height));
        let close = |rects: &[Rect]| rects.iter().copied().filter(|rect| rect.overlaps(area)).collect();
        let others =
            self.paths.iter().enumerate().filter(|(at, other)| *at != own && around(other).overlaps(area));
        Near {
            own: path,
            samples: std::array::from_fn(|at| route::along(path, (at as f32 + 0.5) / 16.0)),
            boxes: close(&self.boxes),
            paths: others
                .map(|(_, other)| *other)
                .chain(self.frames.iter().map(<[Point; 5]>::as_slice))
                .collect(),
            taken: close(&self.taken),
        }
    }
}

impl Near<'_> {
    fn cost(&self, rect: Rect) -> f32 {
        let covered: f32 =
            self.boxes.iter().chain(&self.taken).map(|other| share_covered(rect, *other)).sum();
        let crossed = self.paths.iter().filter(|path| route::crosses(path, rect)).count();
        let ends = [self.own.first(), self.own.last()];
        let hidden = ends.into_iter().flatten().filter(|end| rect.grown(8.0).contains(**end)).count();
        let own = self.samples.iter().filter(|point| rect.contains(**point)).count();
        let own_share = own as f32 / self.samples.len() as f32;
        covered * COVERED
            + crossed as f32 * CROSSED
            + hidden as f32 * END_HIDDEN
            + own_share * own_share * OWN_HIDDEN
    }
}

/// Places to try and what they cost by themselves.
fn candidates(path: &[Point], size: Size) -> impl Iterator<Item = (Rect, f32)> {
    let effort = |share: f32| (share - 0.5).abs() * OFF_MIDDLE;
    let on = SHARES.map(|share| (Rect::around(route::along(path, share), size), effort(share)));
    let beside = SHARES.into_iter().step_by(2).flat_map(move |share| {
        let at = route::along(path, share);
        let (dx, dy) = (size.width / 2.0 + 5.0, size.height / 2.0 + 5.0);
        let steps = [(0.0, -dy), (0.0, dy), (dx, 0.0), (-dx, 0.0), (dx, -dy)];
        steps.map(|(x, y)| (Rect::around(at.moved(x, y), size), effort(share) + BESIDE))
    });
    on.into_iter().chain(beside.collect::<Vec<_>>())
}

/// The place in the middle of the line.
pub(super) fn middle(path: &[Point], size: Size) -> Rect {
    Rect::around(route::along(path, 0.5), size)
}

/// Which part of `rect` lies under `other`; whatever is covered counts as at least a fifth.
fn share_covered(rect: Rect, other: Rect) -> f32 {
    if !rect.overlaps(other) {
        return 0.0;
    }
    let width = rect.max.x.min(other.max.x) - rect.min.x.max(other.min.x);
    let height = rect.max.y.min(other.max.y) - rect.min.y.max(other.min.y);
    0.2 + width * height / (rect.width() * rect.height()).max(1.0)
}

fn around(path: &[Point]) -> Rect {
    let points = path.iter().map(|point| Rect::new(*point, *point));
    points.reduce(Rect::union).unwrap_or(Rect::new(Point::default(), Point::default()))
}
