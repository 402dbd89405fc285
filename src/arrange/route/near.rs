//! The lines for which it matters where a box stands.

use super::router::Router;
use super::trail::Stand;
use super::{STUB, curve, side};
use crate::model::Rect;

impl Router {
    /// The lines at boxes so close to a box that no line could leave between them.
    pub(super) fn lines_close_to(&self, (rect, is_frame): Stand) -> Vec<u32> {
        if is_frame {
            return Vec::new();
        }
        let near = self.ground.obstacles.within(rect.grown(side::WEDGED)).into_iter();
        near.filter_map(|other| self.lines_at.get(other as usize)).flatten().copied().collect()
    }

    /// The lines that turn at the corners of a box.
    pub(super) fn lines_turning_at(&self, v: u32) -> impl Iterator<Item = u32> {
        (4 * v..4 * v + 4).filter_map(|corner| self.turning.get(&corner)).flatten().copied()
    }

    /// The lines that made way for a box beside which they bend.
    pub(super) fn lines_beside(&self, (rect, is_frame): Stand) -> Vec<u32> {
        const BESIDE: f32 = 24.0;
        if is_frame {
            return Vec::new();
        }
        let mut lines = self.lines_near(rect.grown(BESIDE));
        lines.retain(|line| self.lines[*line as usize].makes_way_for(rect));
        lines
    }

    /// The lines on which a box stands that they do not join.
    pub(super) fn lines_under(&self, v: u32, (rect, is_frame): Stand) -> Vec<u32> {
        if is_frame {
            return Vec::new();
        }
        let near = rect.grown(STUB);
        let is_hit = |line: &u32| {
            let own = &self.lines[*line as usize];
            own.ends.0 != v
                && own.ends.1 != v
                && curve::legs_near(&own.curve, near).any(|(a, b)| self.ground.obstacles.is_hit(v, a, b))
        };
        self.lines_near(near).into_iter().filter(is_hit).collect()
    }

    /// The lines that come near an area as they are drawn, in the order of their numbers.
    fn lines_near(&self, area: Rect) -> Vec<u32> {
        self.lines_near_any(&[area])
    }

    /// The same for any of these areas.
    pub(super) fn lines_near_any(&self, areas: &[Rect]) -> Vec<u32> {
        let count = self.lines.len();
        self.index.as_ref().map_or_else(|| (0..count as u32).collect(), |index| index.near_any(areas, count))
    }
}
