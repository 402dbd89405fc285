use super::loose::Loose;
use super::obstacles::Obstacles;
use super::track::Tracks;
use crate::model::Rect;
use std::collections::BTreeSet;

/// What stands between the lines: all boxes, and the columns that they form.
#[derive(Clone)]
pub(super) struct Ground {
    pub boxes: Vec<Rect>,
    is_frame: Vec<bool>,
    pub obstacles: Obstacles,
    pub tracks: Tracks,
    /// The boxes that stand in no column.
    pub loose: Loose,
    /// Boxes that were put elsewhere since the columns were found.
    moved: BTreeSet<u32>,
}

impl Ground {
    pub fn new(boxes: Vec<Rect>, is_frame: &[bool]) -> Self {
        let mut is_frame = is_frame.to_vec();
        is_frame.resize(boxes.len(), false);
        let tracks = Tracks::of(&boxes, &is_frame);
        Self {
            obstacles: Obstacles::new(&boxes, &is_frame),
            loose: Loose::new(&tracks.loose, &boxes),
            tracks,
            boxes,
            is_frame,
            moved: BTreeSet::new(),
        }
    }

    /// A box and whether it is a frame, through which lines may pass. `None` if there is no such box.
    pub fn get(&self, v: u32) -> Option<(Rect, bool)> {
        self.boxes.get(v as usize).copied().zip(self.is_frame.get(v as usize).copied())
    }

    /// The frames of teams.
    pub fn frames(&self) -> impl Iterator<Item = Rect> {
        self.boxes.iter().zip(&self.is_frame).filter(|(_, is_frame)| **is_frame).map(|(rect, _)| *rect)
    }

    /// Puts boxes elsewhere; a number behind the last one is a new box. On a large map the columns stay, whoever comes
    /// and goes, until they are [looked for anew](Self::settle).
    pub fn put(&mut self, boxes: impl Iterator<Item = (u32, Rect, bool)>) {
        const LARGE: usize = 1_000;
        let boxes: Vec<_> = boxes.collect();
        self.obstacles.put(boxes.iter().copied());
        for (v, rect, is_frame) in &boxes {
            if *v as usize == self.boxes.len() {
                self.boxes.push(*rect);
                self.is_frame.push(*is_frame);
            }
            (self.boxes[*v as usize], self.is_frame[*v as usize]) = (*rect, *is_frame);
            self.tracks.put(*v, *rect, *is_frame);
            self.moved.insert(*v);
        }
        if self.boxes.len() < LARGE {
            self.find_columns();
        } else {
            let tracks = &self.tracks;
            self.loose.put(boxes.iter().map(|(v, rect, _)| (*v, *rect, tracks.loose.contains(v))));
        }
    }

    /// Looks for the columns anew once many boxes have been put elsewhere; whether they were.
    pub fn settle(&mut self) -> bool {
        const MANY: usize = 24;
        let are_many = self.moved.len() > MANY;
        if are_many {
            self.find_columns();
        }
        are_many
    }

    fn find_columns(&mut self) {
        self.tracks = Tracks::of(&self.boxes, &self.is_frame);
        self.loose = Loose::new(&self.tracks.loose, &self.boxes);
        self.moved.clear();
    }
}
