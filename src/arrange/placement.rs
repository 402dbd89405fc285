use super::Request;
use crate::model::{Point, Rect};

/// Where everything goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The middle of every party's box (of the frame, for a team with members), as in the request.
    pub places: Vec<Point>,
    /// The frame of every team that has members, with its index in the request; outer frames first.
    pub frames: Vec<(u32, Rect)>,
    /// The smallest rectangle around everything; `None` for an empty map.
    pub bounds: Option<Rect>,
}

impl Placement {
    pub(super) fn of(places: Vec<Point>, frames: Vec<(u32, Rect)>, request: &Request) -> Self {
        let boxes =
            places.iter().zip(&request.parties).map(|(place, party)| Rect::around(*place, party.size));
        let bounds = boxes.chain(frames.iter().map(|(_, frame)| *frame)).reduce(Rect::union);
        Self { places, frames, bounds }
    }

    /// The boxes of all parties: frames for teams with members, boxes for everybody else.
    pub fn boxes(&self, request: &Request) -> Vec<Rect> {
        let mut boxes: Vec<Rect> = self
            .places
            .iter()
            .zip(&request.parties)
            .map(|(place, party)| Rect::around(*place, party.size))
            .collect();
        for (team, frame) in &self.frames {
            if let Some(slot) = boxes.get_mut(*team as usize) {
                *slot = *frame;
            }
        }
        boxes
    }

    pub(super) fn transposed(self) -> Self {
        let flip = |p: Point| Point::new(p.y, p.x);
        let turn = |r: Rect| Rect::new(flip(r.min), flip(r.max));
        Self {
            places: self.places.into_iter().map(flip).collect(),
            frames: self.frames.into_iter().map(|(team, frame)| (team, turn(frame))).collect(),
            bounds: self.bounds.map(turn),
        }
    }
}
