use super::obstacles::Obstacles;
use super::track::Tracks;
use crate::model::Rect;

/// What stands between the lines: all boxes, and the columns that they form.
#[derive(Clone)]
pub(super) struct Ground {
    pub boxes: Vec<Rect>,
    is_frame: Vec<bool>,
    pub obstacles: Obstacles,
    pub tracks: Tracks,
    /// The boxes that stand in no column, numbered as in `tracks`.
    pub loose: Obstacles,
}

impl Ground {
    pub fn new(boxes: Vec<Rect>, is_frame: &[bool]) -> Self {
        let mut is_frame = is_frame.to_vec();
        is_frame.resize(boxes.len(), false);
        let tracks = Tracks::of(&boxes, &is_frame);
        Self {
            obstacles: Obstacles::new(&boxes, &is_frame),
            loose: loose(&boxes, &tracks),
            tracks,
            boxes,
            is_frame,
        }
    }

    /// A box and whether it is a frame, through which lines may pass. `None` if there is no such box.
    pub fn get(&self, v: u32) -> Option<(Rect, bool)> {
        self.boxes.get(v as usize).copied().zip(self.is_frame.get(v as usize).copied())
    }

    /// Puts boxes elsewhere; a number behind the last one is a new box.
    pub fn put(&mut self, boxes: impl Iterator<Item = (u32, Rect, bool)>) {
        for (v, rect, is_frame) in boxes {
            if v as usize == self.boxes.len() {
                self.boxes.push(rect);
                self.is_frame.push(is_frame);
            }
            (self.boxes[v as usize], self.is_frame[v as usize]) = (rect, is_frame);
            self.obstacles.put(v, rect, is_frame);
        }
        self.tracks = Tracks::of(&self.boxes, &self.is_frame);
        self.loose = loose(&self.boxes, &self.tracks);
    }

    pub fn number_among_loose(&self, v: u32) -> Option<u32> {
        self.tracks.loose.binary_search(&v).ok().map(|at| at as u32)
    }
}

fn loose(boxes: &[Rect], tracks: &Tracks) -> Obstacles {
    let rects: Vec<Rect> = tracks.loose.iter().map(|v| boxes[*v as usize]).collect();
    Obstacles::new(&rects, &vec![false; rects.len()])
}
