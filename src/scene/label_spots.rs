//! Where the label of a line is tried, and what each place costs by itself.

use super::route::Measured;
use crate::model::{Point, Rect, Size};

/// What it costs to be away from the middle, for the whole length of the line.
const OFF_MIDDLE: f32 = 0.9;
/// What it costs to lie beside the line.
pub(super) const BESIDE: f32 = 1.2;
/// What it costs to stand so far away that something has to join the two, and for each unit of that.
pub(super) const JOINED: f32 = 1.8;
const FOR_EACH_UNIT: f32 = 0.02;
/// Least distance between a line and a label beside it.
const LEAST_BESIDE: f32 = 4.0;
/// How far from the line labels are tried that are joined to it.
const DISTANCES: [f32; 5] = [14.0, 28.0, 44.0, 62.0, 84.0];
/// How far they are tried where all that would hide a box or another label.
const FURTHER: f32 = 110.0;

/// A place for a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) rect: Rect,
    /// What it costs, whatever else is there.
    pub(super) effort: f32,
    pub(super) stand: Stand,
    /// How much of the own line it hides, where that runs straight.
    pub(super) hides: f32,
}

/// How a label stands to its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// The line runs through it.
    On,
    /// It touches the line, nearly.
    Beside,
    /// A thin line joins the two.
    Joined,
}

/// Places along a line at which its label is tried, nearest to the middle first.
pub(super) struct Spots {
    size: Size,
    places: Vec<Place>,
}

struct Place {
    at: Point,
    /// Square to the line there, upwards.
    normal: (f32, f32),
    effort: f32,
}

impl Spots {
    pub(super) fn new(path: &Measured, size: Size) -> Self {
        /// About so far from one another, unless they become too many.
        const STEP: f32 = 14.0;
        const FEWEST: f32 = 6.0;
        const MOST: f32 = 24.0;
        /// Which part of the line they cover.
        const COVERED: f32 = 0.76;
        let steps = (path.length() * COVERED / STEP).clamp(FEWEST, MOST) as usize / 2;
        let step = COVERED / (2 * steps) as f32;
        let shares = (0..=steps).flat_map(|at| {
            let off = at as f32 * step;
            [0.5 - off, 0.5 + off].into_iter().take(if at == 0 { 1 } else { 2 })
        });
        let place = |share: f32| {
            let (at, (x, y)) = path.at_with_direction(share);
            // Up, as on maps: where both sides are as good, words stand above their line.
            let normal = if x > 0.0 { (y, -x) } else { (-y, x) };
            Place { at, normal, effort: (share - 0.5).abs() * OFF_MIDDLE }
        };
        Self { size, places: shares.map(place).collect() }
    }

    /// On the line.
    pub(super) fn on(&self) -> impl Iterator<Item = Spot> {
        self.places.iter().map(|place| {
            let (x, y) = place.normal;
            let hides = (self.size.width / y.abs()).min(self.size.height / x.abs());
            Spot { rect: Rect::around(place.at, self.size), effort: place.effort, stand: Stand::On, hides }
        })
    }

    /// Beside the line, so that it is just free.
    pub(super) fn beside(&self) -> impl Iterator<Item = Spot> {
        self.at_distance(LEAST_BESIDE, BESIDE, Stand::Beside)
    }

    /// Away from the line.
    pub(super) fn joined(&self) -> impl Iterator<Item = Spot> {
        DISTANCES.into_iter().flat_map(|far| self.joined_at(far))
    }

    /// Further away.
    pub(super) fn further(&self) -> impl Iterator<Item = Spot> {
        self.joined_at(FURTHER)
    }

    fn joined_at(&self, far: f32) -> impl Iterator<Item = Spot> {
        self.at_distance(far, JOINED + far * FOR_EACH_UNIT, Stand::Joined)
    }

    fn at_distance(&self, far: f32, price: f32, stand: Stand) -> impl Iterator<Item = Spot> {
        self.places.iter().flat_map(move |place| {
            let (x, y) = place.normal;
            let reach = f32::midpoint(self.size.width * x.abs(), self.size.height * y.abs()) + far;
            [reach, -reach].map(|reach| Spot {
                rect: Rect::around(place.at.moved(x * reach, y * reach), self.size),
                effort: place.effort + price,
                stand,
                hides: 0.0,
            })
        })
    }

    /// The areas in which all of these lie.
    pub(super) fn areas(&self) -> impl Iterator<Item = Rect> {
        let furthest = FURTHER + 2.0;
        let Size { width, height } = self.size;
        let reach = Size::new(2.0 * (width + furthest), 2.0 * (height + width / 4.0 + furthest));
        self.places.iter().map(move |place| Rect::around(place.at, reach))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::leader::leader_ends;

    #[test]
    fn a_label_beside_its_line_leaves_that_free_whatever_way_it_runs() {
        let size = Size::new(120.0, 22.0);
        for step in 0..24 {
            let (y, x) = (step as f32 * std::f32::consts::PI / 12.0).sin_cos();
            let path = [Point::new(-300.0 * x, -300.0 * y), Point::new(300.0 * x, 300.0 * y)];
            let spots = Spots::new(&Measured::new(&path), size);
            let is_free = |spot: &Spot| !crate::scene::route::crosses(path, spot.rect);
            assert!(spots.beside().all(|spot| is_free(&spot) && leader_ends(&path, spot.rect).is_none()));
            assert!(spots.joined().all(|spot| is_free(&spot) && leader_ends(&path, spot.rect).is_some()));
            let areas: Vec<Rect> = spots.areas().collect();
            let all = spots.on().chain(spots.beside()).chain(spots.joined()).chain(spots.further());
            assert!(all.into_iter().all(|spot| areas.iter().any(|area| area.contains_rect(spot.rect))));
        }
    }
}
