use super::obstacles::Obstacles;
use crate::model::{Point, Rect};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The boxes that stand in no column, found by place: few among many.
#[derive(Clone)]
pub(super) struct Loose {
    number: FxHashMap<u32, u32>,
    obstacles: Obstacles,
}

impl Loose {
    pub fn new(loose: &BTreeSet<u32>, boxes: &[Rect]) -> Self {
        let rects: Vec<Rect> = loose.iter().map(|v| boxes[*v as usize]).collect();
        Self {
            number: loose.iter().copied().zip(0..).collect(),
            obstacles: Obstacles::new(&rects, &vec![false; rects.len()]),
        }
    }

    /// Puts boxes elsewhere, each of which is loose there or is not.
    pub fn put(&mut self, boxes: impl Iterator<Item = (u32, Rect, bool)>) {
        let number = &mut self.number;
        self.obstacles.put(boxes.filter_map(|(v, rect, is_loose)| {
            if !is_loose && !number.contains_key(&v) {
                return None;
            }
            let next = number.len() as u32;
            Some((*number.entry(v).or_insert(next), rect, !is_loose))
        }));
    }

    /// Whether the way from `a` to `b` runs through none of them but those to `ignore`.
    pub fn is_free(&self, a: Point, b: Point, ignore: [u32; 2]) -> bool {
        let ignore: Vec<u32> = ignore.iter().filter_map(|v| self.number.get(v)).copied().collect();
        self.obstacles.first_run_through(a, b, &ignore).is_none()
    }
}
