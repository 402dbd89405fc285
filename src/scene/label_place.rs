use super::label_ground::{LabelGround, Owner, PlacedLabel};
use super::label_spots::{JOINED, Spot, Spots, Stand};
use super::leader::leader_ends;
use super::metrics::{ARROW_LENGTH, ARROW_WIDTH};
use super::route::{self, Measured};
use crate::model::{Point, Rect, Size};

/// What it costs to lie on a box or another label, for each part of the label that does.
const COVERED: f32 = 40.0;
/// Where no place is better than this, labels are tried further away.
const BAD: f32 = 48.0;
/// What it costs to hide what joins another label to its line, or to be joined through a box or a label.
const JOIN_HIDDEN: f32 = 48.0;
/// What it costs to hide a piece of another line, and for each unit of that: across is better than along.
const LINE_HIDDEN: f32 = 4.0;
const UNIT_HIDDEN: f32 = 0.04;
/// What it costs to hide the arrowhead of another line: nobody would see whom that serves.
const HEAD_HIDDEN: f32 = 4.0;
/// As much beside its edge counts as hidden too: lines have a width.
const EDGE: f32 = 1.5;
/// What it costs to be joined across another line, and along or across the edge of a team's frame.
const JOIN_ACROSS: f32 = 1.5;
const JOIN_AT_FRAME: f32 = 1.0;
/// What it costs to hide a piece of the edge of a team's frame.
const FRAME_HIDDEN: f32 = 3.0;
/// What it costs to lie between the own line and another one that is as close.
const CLOSE: f32 = 1.5;
const CLOSENESS: f32 = 5.5;
/// What it costs to hide an end of the own line.
const END_HIDDEN: f32 = 3.0;
/// What it costs to hide all of the own line; half of it costs a quarter.
const OWN_HIDDEN: f32 = 5.0;
/// How often labels that found no good place look again after all have one.
const ROUNDS: usize = 3;

/// Finds places for labels on their lines, or else beside them, where they hide nothing.
pub(super) struct LabelPlaces<'a> {
    ground: LabelGround<'a>,
}

/// One line.
struct Near<'a> {
    line: usize,
    path: &'a [Point],
    length: f32,
}

impl<'a> LabelPlaces<'a> {
    /// Begins with what is there, labels that have a place already among it.
    pub(super) fn new(ground: LabelGround<'a>) -> Self {
        Self { ground }
    }

    /// Where the label of a line is.
    pub(super) fn place_of(&self, line: usize) -> Option<Rect> {
        self.ground.place_of(line)
    }

    /// Whether a box or another label lies where the label of a line might.
    pub(super) fn is_taken(&self, line: usize, place: Rect) -> bool {
        self.ground.is_taken(line, place)
    }

    /// Puts the label of a line there.
    pub(super) fn put(&mut self, line: usize, place: Rect) {
        if let Some(path) = self.ground.line(line) {
            self.ground.put(line, PlacedLabel::at(place, path));
        }
    }

    /// Places the labels of these lines: first those on short lines, which have least choice, and then once
    /// more those that the others have left no good place.
    pub(super) fn place(&mut self, mut labels: Vec<(usize, Size)>) {
        let length = |line: usize| self.ground.line(line).map_or(0.0, route::length);
        labels.sort_by(|a, b| length(a.0).total_cmp(&length(b.0)).then(a.0.cmp(&b.0)));
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

    /// Whether the label of a line lies on a box or another label, or is joined to it below one.
    fn is_crowded(&mut self, line: usize) -> bool {
        let (place, join) = (self.place_of(line), self.ground.join_of(line));
        join.is_some_and(|join| self.ground.run_under(line, join) > 0)
            || place.is_some_and(|place| self.is_taken(line, place))
    }

    /// A line and where its label may stand.
    fn look(&self, line: usize, size: Size) -> Option<(Near<'a>, Spots)> {
        let path = self.ground.line(line)?;
        let measured = Measured::new(path);
        Some((Near { line, path, length: measured.length() }, Spots::new(&measured, size)))
    }

    /// Puts a label where it hides least.
    fn place_one(&mut self, line: usize, size: Size) {
        let Some((near, spots)) = self.look(line, size) else { return };
        let mut best = (f32::INFINITY, middle(near.path, size));
        self.try_all(&near, spots.on().chain(spots.beside()), &mut best);
        if best.0 > JOINED {
            self.try_all(&near, spots.joined(), &mut best);
        }
        if best.0 >= BAD {
            self.try_all(&near, spots.further(), &mut best);
        }
        self.put(line, best.1);
    }

    fn try_all(&mut self, near: &Near, spots: impl Iterator<Item = Spot>, best: &mut (f32, Rect)) {
        for spot in spots {
            let mut cost = spot.effort + near.own_hidden(&spot);
            // What takes most of the time comes last, and is looked at no longer than needed.
            let questions = [Self::covered, Self::hidden, Self::joined_through];
            for question in questions {
                if cost >= best.0 {
                    break;
                }
                cost += question(self, near, &spot, best.0 - cost);
            }
            if cost < best.0 {
                *best = (cost, spot.rect);
            }
        }
    }

    /// What it costs that it lies on boxes and other labels.
    fn covered(&mut self, near: &Near, spot: &Spot, _: f32) -> f32 {
        self.ground.covered(near.line, spot.rect) * COVERED
    }

    /// What it costs that a label hides pieces of other lines, of frames and of what joins other labels, counted up to
    /// `most`.
    fn hidden(&mut self, near: &Near, spot: &Spot, most: f32) -> f32 {
        let (rect, is_beside) = (spot.rect.grown(EDGE), spot.stand == Stand::Beside);
        let around = rect.grown(if is_beside { CLOSENESS } else { 0.0 });
        let mut cost = 0.0;
        let mut known: Vec<(Owner, f32)> = Vec::new();
        self.ground.visit_pieces(near.line, around, |ground, owner, piece| {
            let area = if owner == Owner::Frame { spot.rect } else { rect };
            let (once, more) = match (owner, route::length_within(piece, area)) {
                (Owner::Line(_), Some(length)) => {
                    let is_head = ground.has_head(owner, piece) && hides_head(rect, piece);
                    (LINE_HIDDEN, length * UNIT_HIDDEN + if is_head { HEAD_HIDDEN } else { 0.0 })
                }
                (Owner::Frame, Some(_)) => (FRAME_HIDDEN, 0.0),
                (Owner::Join, Some(_)) => (JOIN_HIDDEN, 0.0),
                (Owner::Line(_), None) if is_beside && route::crosses(piece, around) => (CLOSE, 0.0),
                _ => return true,
            };
            cost += more;
            if let Some((_, before)) = known.iter_mut().find(|(other, _)| *other == owner) {
                cost += (once - *before).max(0.0);
                *before = before.max(once);
            } else {
                known.push((owner, once));
                cost += once;
            }
            cost < most
        });
        cost
    }

    /// What it costs that a label is joined to its line across other lines, boxes and labels, counted up to `most`.
    fn joined_through(&mut self, near: &Near, spot: &Spot, most: f32) -> f32 {
        let Some(join) = leader_ends(near.path, spot.rect) else { return 0.0 };
        let area = Rect::new(join[0], join[0]).union(Rect::new(join[1], join[1]));
        let mut cost = self.ground.run_under(near.line, join) as f32 * JOIN_HIDDEN;
        if cost >= most {
            return cost;
        }
        let mut known: Vec<Owner> = Vec::new();
        self.ground.visit_pieces(near.line, area.grown(9.0), |_, owner, piece| {
            let edge = Rect::new(piece[0], piece[0]).union(Rect::new(piece[1], piece[1])).grown(8.0);
            if owner == Owner::Frame && edge.contains(join[0]) && edge.contains(join[1]) {
                cost += JOIN_HIDDEN; // nobody sees it along an edge
            } else if route::meet(join, piece) && !known.contains(&owner) {
                known.push(owner);
                cost += if owner == Owner::Frame { JOIN_AT_FRAME } else { JOIN_ACROSS };
            }
            cost < most
        });
        cost
    }
}

/// Whether a label hides some of the arrowhead at the end of a piece.
fn hides_head(label: Rect, [from, tip]: [Point; 2]) -> bool {
    let share = ARROW_LENGTH / from.distance(tip).max(f32::MIN_POSITIVE);
    let neck = tip.moved((from.x - tip.x) * share, (from.y - tip.y) * share);
    route::crosses([neck, tip], label.grown(ARROW_WIDTH / 2.0 - EDGE))
}

impl Near<'_> {
    /// What it costs that a label hides its own line.
    fn own_hidden(&self, spot: &Spot) -> f32 {
        let ends = [self.path.first(), self.path.last()];
        let hidden = ends.into_iter().flatten().filter(|end| spot.rect.grown(8.0).contains(**end)).count();
        let own_share = (spot.hides / self.length.max(1.0)).min(1.0);
        hidden as f32 * END_HIDDEN + own_share * own_share * OWN_HIDDEN
    }
}

/// The place in the middle of the line.
pub(super) fn middle(path: &[Point], size: Size) -> Rect {
    Rect::around(route::along(path, 0.5), size)
}
