use crate::model::Rect;
use std::collections::BTreeSet;
use std::ops::Range;

/// A stretch of x in which boxes stand one below the other, with nothing to their left or right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Track {
    pub left: f32,
    pub right: f32,
}

/// The columns of a map, found in where its boxes are, from left to right.
#[derive(Clone)]
pub(super) struct Tracks {
    pub columns: Vec<Track>,
    /// For every box the columns in whose way it stands: its own, or whatever a loose box covers.
    pub covered_by: Vec<Range<u32>>,
    /// The boxes that do not stand within one column; between the columns there is nothing else.
    pub loose: BTreeSet<u32>,
}

/// Least distance between two columns: room for lines to change their height.
const LEAST_GAP: f32 = 24.0;

impl Tracks {
    /// Boxes whose middles are one below the other form a column; columns that would overlap a larger one
    /// are not used, and their boxes are loose.
    pub fn of(boxes: &[Rect], is_frame: &[bool]) -> Self {
        const SAME: f32 = 1.0;
        let mut by_middle: Vec<u32> = (0..boxes.len() as u32)
            .filter(|v| !is_frame.get(*v as usize).copied().unwrap_or(false))
            .collect();
        let middle = |v: u32| boxes[v as usize].center().x;
        by_middle.sort_by(|a, b| middle(*a).total_cmp(&middle(*b)).then(a.cmp(b)));
        let mut groups: Vec<&[u32]> = by_middle.chunk_by(|a, b| middle(*b) - middle(*a) < SAME).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.len())); // stable: from the left among equals
        let mut found: Vec<Track> = Vec::new();
        for group in groups {
            let rects = group.iter().map(|v| boxes[*v as usize]);
            let Some(whole) = rects.reduce(Rect::union) else { continue };
            let track = Track { left: whole.min.x, right: whole.max.x };
            let at = found.partition_point(|other| other.left < track.left);
            let after = found.get(at).is_none_or(|next| track.right + LEAST_GAP <= next.left);
            let before = at == 0 || found[at - 1].right + LEAST_GAP <= track.left;
            if after && before {
                found.insert(at, track);
            }
        }
        let mut tracks = Self { columns: found, covered_by: Vec::new(), loose: BTreeSet::new() };
        for (v, rect) in boxes.iter().enumerate() {
            tracks.put(v as u32, *rect, is_frame.get(v).copied().unwrap_or(false));
        }
        tracks
    }

    /// Puts box `v` (at most one more than there are) elsewhere. The columns stay.
    pub fn put(&mut self, v: u32, rect: Rect, is_frame: bool) {
        let covered = if is_frame { 0..0 } else { self.under(rect) }; // lines pass through frames
        let column = self.columns.get(covered.start as usize).filter(|_| covered.len() == 1);
        let is_loose = column.is_none_or(|column| rect.min.x < column.left || column.right < rect.max.x);
        if is_loose && !is_frame {
            self.loose.insert(v);
        } else {
            self.loose.remove(&v);
        }
        if v as usize == self.covered_by.len() {
            self.covered_by.push(covered);
        } else {
            self.covered_by[v as usize] = covered;
        }
    }

    /// The columns that a box stands on.
    pub fn under(&self, rect: Rect) -> Range<u32> {
        let first = self.columns.partition_point(|track| track.right <= rect.min.x);
        let end = self.columns.partition_point(|track| track.left < rect.max.x);
        first as u32..end.max(first) as u32
    }

    /// The columns around `boxes` (numbers of boxes, with their rectangles) alone, as these see them.
    pub fn around(&self, boxes: &[u32], rects: &[Rect]) -> Self {
        let whole = rects.iter().copied().reduce(Rect::union);
        let (left, right) = whole.map_or((0.0, 0.0), |whole| (whole.min.x, whole.max.x));
        // One more on each side: lines of loose boxes leave from the column behind them.
        let first = self.columns.partition_point(|track| track.right < left).saturating_sub(1);
        let end = (self.columns.partition_point(|track| track.left <= right) + 1).min(self.columns.len());
        let inside = |column: u32| (column as usize).clamp(first, end.max(first)) - first;
        let covered = |v: &u32| {
            let covered = &self.covered_by[*v as usize];
            inside(covered.start) as u32..inside(covered.end) as u32
        };
        Self {
            columns: self.columns[first..end.max(first)].to_vec(),
            covered_by: boxes.iter().map(covered).collect(),
            loose: BTreeSet::new(),
        }
    }

    /// The column from which a line to the right leaves `rect`: the last that does not begin behind it.
    pub fn leaving(&self, rect: Rect) -> Option<u32> {
        let behind = self.columns.partition_point(|track| track.left <= rect.max.x);
        (behind as u32).checked_sub(1)
    }

    /// The column in which a line from the left arrives at `rect`: the first that does not end before it.
    pub fn arriving(&self, rect: Rect) -> Option<u32> {
        let before = self.columns.partition_point(|track| track.right < rect.min.x);
        (before < self.columns.len()).then_some(before as u32)
    }
}
