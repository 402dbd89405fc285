//! The columns of a map with teams, at last only as wide as what stands in them, and only as far apart as
//! frames and labels need.

use super::COLUMN_GAP;
use super::ruling::{BETWEEN_FRAMES, LABEL_MARGIN, Ruling};
use super::tree::Tree;
use crate::model::{Point, Rect};

/// A finished arrangement in the equal columns of a [`Ruling`], of which the first begins at `start`.
pub(super) struct Tightening<'a> {
    pub tree: &'a Tree<'a>,
    pub ruling: Ruling,
    pub start: f32,
}

/// In which columns a box stands.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    first: usize,
    last: usize,
    /// How far a frame may stand out of its columns to the left and to the right.
    overhang: (f32, f32),
}

/// Columns from left to right.
struct Columns {
    start: f32,
    widths: Vec<f32>,
    /// The distance from every column to the next.
    gaps: Vec<f32>,
}

impl Columns {
    /// The left edge of the first of a box's columns and the right edge of the last.
    fn edges(&self, held: Held) -> (f32, f32) {
        let whole = |columns: usize| -> f32 {
            self.widths.iter().zip(&self.gaps).take(columns).map(|(w, g)| w + g).sum()
        };
        let left = self.start + whole(held.first);
        (left, self.start + whole(held.last) + self.widths[held.last])
    }

    /// The middle of a box that is in the middle of its columns.
    fn middle(&self, held: Held) -> f32 {
        let (left, right) = self.edges(held);
        f32::midpoint(left, right)
    }
}

impl Tightening<'_> {
    /// Everybody's places with the columns drawn together. `None` if somebody stands off the columns.
    pub fn tightened(&self, places: &[Point]) -> Option<Vec<Point>> {
        let held = self.all_held(places)?;
        let gaps = self.gaps(&held);
        let columns = self
            .make_room(&held, Columns { start: self.start, widths: self.widths(&held, gaps.len()), gaps });
        let tightened =
            places.iter().zip(&held).map(|(place, held)| Point::new(columns.middle(*held), place.y));
        Some(tightened.collect())
    }

    fn all_held(&self, places: &[Point]) -> Option<Vec<Held>> {
        let areas = self.tree.areas(places);
        let mut held = vec![Held::default(); places.len()];
        for v in (0..self.tree.outermost()).filter(|v| !self.tree.is_team(*v)) {
            held[v as usize] = self.held(v, places[v as usize])?;
        }
        for &team in self.tree.teams.iter().rev() {
            held[team as usize] = self.held_frame(team, areas[team as usize], &held);
        }
        Some(held)
    }

    /// `None` for a box that stands off the columns.
    fn held(&self, v: u32, place: Point) -> Option<Held> {
        const OFF: f32 = 1.0;
        let span = self.ruling.stand_of_box(self.width(v)).span;
        let left = place.x - self.ruling.across(span) / 2.0 - self.start;
        let first = (left / self.ruling.pitch).round().max(0.0);
        let is_on = (left - first * self.ruling.pitch).abs() < OFF;
        let (first, last) = (first as usize, first as usize + span as usize - 1);
        is_on.then_some(Held { first, last, overhang: (0.0, 0.0) })
    }

    /// A frame holds the columns of its members, and others of which it covers the middle.
    fn held_frame(&self, team: u32, frame: Rect, held: &[Held]) -> Held {
        let members = || self.tree.children[team as usize].iter().map(|member| held[*member as usize]);
        let first = members().map(|held| held.first).min().unwrap_or(0);
        let last = members().map(|held| held.last).max().unwrap_or(0);
        let at_left = members().filter(|held| held.first == first).map(|held| held.overhang.0);
        let at_right = members().filter(|held| held.last == last).map(|held| held.overhang.1);
        let margins = self.tree.request.margins;
        let overhang =
            (margins.left + at_left.fold(0.0, f32::max), margins.right + at_right.fold(0.0, f32::max));
        let before_end = frame.max.x - self.start - self.ruling.width / 2.0;
        let covered = (before_end / self.ruling.pitch).floor().max(0.0) as usize;
        Held { first, last: last.max(covered), overhang }
    }

    fn gaps(&self, held: &[Held]) -> Vec<f32> {
        let count = held.iter().map(|held| held.last + 1).max().unwrap_or(0);
        // How far frames stand out to the left of every column, and to the right.
        let (mut left, mut right) = (vec![0.0_f32; count + 1], vec![0.0_f32; count]);
        for held in held {
            left[held.first] = left[held.first].max(held.overhang.0);
            right[held.last] = right[held.last].max(held.overhang.1);
        }
        let gap = |c: usize| COLUMN_GAP.max(right[c] + BETWEEN_FRAMES + left[c + 1]);
        let mut gaps: Vec<f32> = (0..count).map(gap).collect();
        for line in &self.tree.request.supplies {
            let Some(label) = line.label else { continue };
            let ends = [line.from, line.to].map(|v| &held[v as usize]);
            let (c, next) = (ends[0].last.min(ends[1].last), ends[0].first.max(ends[1].first));
            if c < next {
                let is_inside = self.tree.around(line.from) == self.tree.around(line.to);
                let frames = if is_inside { 0.0 } else { right[c] + left[c + 1] };
                gaps[c] = gaps[c].max(label.width + LABEL_MARGIN + frames);
            }
        }
        gaps
    }

    /// The width of every column: that of the widest box which stands in no other.
    fn widths(&self, held: &[Held], count: usize) -> Vec<f32> {
        let mut widths = vec![0.0_f32; count];
        for v in (0..self.tree.outermost()).filter(|v| !self.tree.is_team(*v)) {
            let Held { first, last, .. } = held[v as usize];
            if first == last {
                widths[last] = widths[last].max(self.width(v));
            }
        }
        widths
    }

    /// Widens the last columns of wide boxes and of frames with a least width until they fit. None of that
    /// takes room from another box.
    fn make_room(&self, held: &[Held], mut columns: Columns) -> Columns {
        for v in 0..self.tree.outermost() {
            let own = held[v as usize];
            let (left, right) = columns.edges(own);
            let (needed, has) = if self.tree.is_team(v) {
                let beside = self.left_edge(v, held, &columns) - left;
                (beside + self.width(v), right + own.overhang.1 - left)
            } else {
                (self.width(v), right - left)
            };
            // In a single column what is inside moves by half as much.
            let times = if own.first == own.last { 2.0 } else { 1.0 };
            columns.widths[own.last] += times * (needed - has).max(0.0);
        }
        columns
    }

    /// The left edge of a box, or of the frame around what is inside it.
    fn left_edge(&self, v: u32, held: &[Held], columns: &Columns) -> f32 {
        let inside =
            self.tree.children[v as usize].iter().map(|member| self.left_edge(*member, held, columns));
        inside.reduce(f32::min).map_or_else(
            || columns.middle(held[v as usize]) - self.width(v) / 2.0,
            |left| left - self.tree.request.margins.left,
        )
    }

    fn width(&self, v: u32) -> f32 {
        self.tree.request.parties[v as usize].size.width
    }
}
