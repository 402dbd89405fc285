use super::route::{self, Measured};
use crate::arrange::Cells;
use crate::model::{Point, Rect, Size};

/// Where along its line a label is tried, nearest to the middle first.
const SHARES: [f32; 13] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.12, 0.88];
/// What it costs to lie on a box or another label, for each part of the label that does.
const COVERED: f32 = 10.0;
/// Whatever is covered counts as at least so much of the label.
const LEAST_COVER: f32 = 1.2;
/// What it costs to hide a piece of the edge of a team's frame.
const FRAME_HIDDEN: f32 = 3.0;
/// What it costs to hide a piece of another line.
const CROSSED: f32 = 0.7;
/// What it costs to hide an end of the own line.
const END_HIDDEN: f32 = 3.0;
/// What it costs to hide all of the own line; half of it costs a quarter.
const OWN_HIDDEN: f32 = 5.0;
/// What it costs to be away from the middle, for the whole length of the line.
const OFF_MIDDLE: f32 = 0.9;
/// What it costs to lie beside the line, and further away from it.
const BESIDE: f32 = 1.2;
const FURTHER: f32 = 2.4;
/// Least distance between a line and a label below or above it.
const LEAST_BESIDE: f32 = 4.0;
/// No label is tried further away from its line than its own size and this.
const FURTHEST: f32 = 130.0;
/// So few boxes and labels around a line are looked at one by one.
const FEW: usize = 48;
/// How often labels that found no good place look again after all have one.
const ROUNDS: usize = 3;

/// Side of the cells in which lines are looked up: about a label.
const CELL: f32 = 96.0;

/// Finds places for labels on their lines where they hide nothing.
pub(super) struct LabelPlaces<'a> {
    /// What must stay readable: boxes of parties, titles of teams.
    boxes: Vec<Rect>,
    lines: Vec<&'a [Point]>,
    /// The straight pieces of all lines and of the edges of frames, with the number of the line.
    pieces: Vec<(usize, [Point; 2])>,
    /// Which pieces come near a place.
    grid: Cells,
    /// Which boxes, and behind them which labels, come near a place.
    things: Cells,
    /// Where the label of each line is, if it has one and a place.
    places: Vec<Option<Rect>>,
}

/// One line.
struct Near<'a> {
    own: &'a [Point],
    /// Places on the own line, evenly spread.
    samples: [Point; 16],
}

impl<'a> LabelPlaces<'a> {
    /// Begins with `boxes` that must stay readable, the lines and where each of them matters, the edges of frames, and
    /// the labels that have a place already.
    pub(super) fn new(
        mut boxes: Vec<Rect>,
        lines: Vec<(&'a [Point], Vec<Rect>)>,
        frames: impl Iterator<Item = Rect>,
        places: Vec<Option<Rect>>,
    ) -> Self {
        let mut pieces = Vec::new();
        let mut add = |number: usize, path: &[Point], areas: Option<&[Rect]>| {
            let all = path.iter().zip(path.iter().skip(1)).map(|(a, b)| [*a, *b]);
            let matters = |piece: &[Point; 2]| {
                let piece = around(piece).grown(1.0);
                areas.is_none_or(|areas| areas.iter().any(|area| area.overlaps(piece)))
            };
            pieces.extend(all.filter(matters).map(|piece| (number, piece)));
        };
        lines.iter().enumerate().for_each(|(number, (line, areas))| add(number, line, Some(areas)));
        for (number, Rect { min, max }) in frames.enumerate() {
            let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y), min];
            add(lines.len() + number, &corners, None);
        }
        let mut grid = Cells::new(CELL);
        for (at, (_, piece)) in pieces.iter().enumerate() {
            grid.insert(at as u32, &[around(piece)]);
        }
        // However they come: the same map gets the same places, to the last bit.
        boxes.sort_by(|a, b| a.min.x.total_cmp(&b.min.x).then(a.min.y.total_cmp(&b.min.y)));
        let mut things = Cells::new(CELL);
        let labels = places.iter().map(|place| place.as_ref());
        for (at, thing) in boxes.iter().map(Some).chain(labels).enumerate() {
            if let Some(thing) = thing {
                things.insert(at as u32, &[*thing]);
            }
        }
        let lines = lines.into_iter().map(|(line, _)| line).collect();
        Self { boxes, lines, pieces, grid, things, places }
    }

    /// Where the label of a line is.
    pub(super) fn place_of(&self, line: usize) -> Option<Rect> {
        self.places.get(line).copied().flatten()
    }

    /// Places the labels of these lines: first those whose lines leave them least choice, and then once
    /// more those that the others have left no good place.
    pub(super) fn place(&mut self, mut labels: Vec<(usize, Size)>) {
        let room = |(line, size): &(usize, Size)| {
            self.lines.get(*line).map_or(0.0, |path| route::length(path)) - size.width
        };
        labels.sort_by(|a, b| room(a).total_cmp(&room(b)).then(a.0.cmp(&b.0)));
        for (line, size) in &labels {
            self.place_one(*line, *size);
        }
        for _ in 0..ROUNDS {
            for (line, size) in &labels {
                if self.is_crowded(*line) {
                    self.place_one(*line, *size);
                }
            }
        }
    }

    /// Whether the label of a line lies on a box or another label.
    fn is_crowded(&self, line: usize) -> bool {
        self.place_of(line).is_some_and(|own| self.is_taken(line, own))
    }

    /// Whether a box or another label lies where the label of a line might.
    pub(super) fn is_taken(&self, line: usize, place: Rect) -> bool {
        self.things_near(line, place).any(|other| place.overlaps(other))
    }

    /// Puts the label of a line there.
    pub(super) fn put(&mut self, line: usize, place: Rect) {
        let thing = (self.boxes.len() + line) as u32;
        if let Some(own) = self.places.get_mut(line) {
            if let Some(old) = own.replace(place) {
                self.things.remove(thing, &[old]);
            }
            self.things.insert(thing, &[place]);
        }
    }

    /// The boxes near `area`, and the labels of other lines.
    fn things_near(&self, line: usize, area: Rect) -> impl Iterator<Item = Rect> {
        let all = self.boxes.len() + self.places.len();
        let near = self.things.near(area).unwrap_or_else(|| (0..all as u32).collect());
        let own = self.boxes.len() + line;
        near.into_iter().map(|at| at as usize).filter(move |at| *at != own).filter_map(|at| {
            let label = || self.places.get(at.checked_sub(self.boxes.len())?).copied().flatten();
            self.boxes.get(at).copied().or_else(label)
        })
    }

    fn place_one(&mut self, line: usize, size: Size) {
        let Some(path) = self.lines.get(line).copied() else { return };
        let measured = Measured::new(path);
        let near =
            Near { own: path, samples: std::array::from_fn(|at| measured.at((at as f32 + 0.5) / 16.0)) };
        let around = around(path).grown(size.width.max(size.height) + FURTHEST);
        let few: Vec<Rect> = self.things_near(line, around).collect();
        let few = Some(few).filter(|few| few.len() <= FEW);
        let mut best = (f32::INFINITY, middle(path, size));
        let mut try_all = |candidates: &mut dyn Iterator<Item = (Rect, f32)>| {
            for (rect, effort) in candidates {
                let covers = match &few {
                    Some(few) => near.cost(rect, few.iter().copied()),
                    None => near.cost(rect, self.things_near(line, rect)),
                };
                let cost = effort + covers;
                if cost < best.0 {
                    // Crossings are looked at last and no longer than needed: they take most of the time.
                    let cost = cost + self.crossed(line, rect, best.0 - cost);
                    best = if cost < best.0 { (cost, rect) } else { best };
                }
            }
            best.0
        };
        if try_all(&mut candidates(&measured, size)) >= FRAME_HIDDEN {
            let cost = try_all(&mut beside(&measured, size, 2.2, FURTHER));
            if cost >= COVERED * LEAST_COVER {
                try_all(&mut beside(&measured, size, 4.0, 2.0 * FURTHER));
            }
        }
        self.put(line, best.1);
    }

    /// What it costs that `rect` hides pieces of other lines and of frames, counted up to `most`.
    fn crossed(&self, line: usize, rect: Rect, most: f32) -> f32 {
        let near = self.grid.near(rect).unwrap_or_else(|| (0..self.pieces.len() as u32).collect());
        let mut cost = 0.0;
        let mut last = line;
        // The pieces of a line follow one another: each line is counted once.
        for (number, piece) in near.into_iter().filter_map(|at| self.pieces.get(at as usize)) {
            if *number != line && *number != last && route::crosses(*piece, rect) {
                last = *number;
                cost += if *number < self.lines.len() { CROSSED } else { FRAME_HIDDEN };
                if cost >= most {
                    break;
                }
            }
        }
        cost
    }
}

impl Near<'_> {
    /// What a place costs among `things` that are near, other lines not counted.
    fn cost(&self, rect: Rect, things: impl Iterator<Item = Rect>) -> f32 {
        let covered: f32 = things.map(|other| share_covered(rect, other)).sum();
        let ends = [self.own.first(), self.own.last()];
        let hidden = ends.into_iter().flatten().filter(|end| rect.grown(8.0).contains(**end)).count();
        let own = self.samples.iter().filter(|point| rect.contains(**point)).count();
        let own_share = own as f32 / self.samples.len() as f32;
        covered * COVERED + hidden as f32 * END_HIDDEN + own_share * own_share * OWN_HIDDEN
    }
}

/// Where a label may come to lie: around each place on its line at which it is tried.
pub(super) fn areas_to_look_at(path: &[Point], size: Size) -> [Rect; SHARES.len()] {
    let measured = Measured::new(path);
    let reach = Size::new(2.0 * size.width + 2.0 * FURTHEST, 5.0 * size.height + 2.0 * LEAST_BESIDE);
    SHARES.map(|share| Rect::around(measured.at(share), reach).grown(1.0))
}

/// Places to try and what they cost by themselves.
fn candidates(path: &Measured, size: Size) -> impl Iterator<Item = (Rect, f32)> {
    let on = SHARES.map(|share| (Rect::around(path.at(share), size), effort(share)));
    on.into_iter().chain(beside(path, size, 1.0, BESIDE))
}

/// Places beside the line, `far` times as far as needed to leave it free.
fn beside(path: &Measured, size: Size, far: f32, price: f32) -> impl Iterator<Item = (Rect, f32)> {
    let places = SHARES.into_iter().flat_map(move |share| {
        let at = path.at(share);
        let (dx, dy) = (size.width / 2.0 + 40.0 * far - 35.0, size.height / 2.0 * far + LEAST_BESIDE);
        let steps =
            [(0.0, -dy), (0.0, dy), (dx, 0.0), (-dx, 0.0), (dx, -dy), (-dx, -dy), (dx, dy), (-dx, dy)];
        let price = move |at: usize| if at < 4 { price } else { price * 1.3 };
        steps
            .into_iter()
            .enumerate()
            .map(move |(n, (x, y))| (Rect::around(at.moved(x, y), size), effort(share) + price(n)))
    });
    places.collect::<Vec<_>>().into_iter()
}

/// What it costs to be away from the middle of the line.
fn effort(share: f32) -> f32 {
    (share - 0.5).abs() * OFF_MIDDLE
}

/// The place in the middle of the line.
pub(super) fn middle(path: &[Point], size: Size) -> Rect {
    Rect::around(route::along(path, 0.5), size)
}

/// Which part of `rect` lies under `other`.
fn share_covered(rect: Rect, other: Rect) -> f32 {
    if !rect.overlaps(other) {
        return 0.0;
    }
    let width = rect.max.x.min(other.max.x) - rect.min.x.max(other.min.x);
    let height = rect.max.y.min(other.max.y) - rect.min.y.max(other.min.y);
    LEAST_COVER + width * height / (rect.width() * rect.height()).max(1.0)
}

fn around(path: &[Point]) -> Rect {
    let points = path.iter().map(|point| Rect::new(*point, *point));
    points.reduce(Rect::union).unwrap_or(Rect::new(Point::default(), Point::default()))
}
