use super::PartyBox;
use crate::arrange::{Router, standing_flow};
use crate::model::{Flow, PartyId, Point, Rect};
use std::collections::{BTreeSet, HashMap};
use std::fmt;

/// The lines of a map as the router of [`crate::arrange`] draws them: round foreign boxes, their ends
/// spread along the sides.
pub(super) struct Wiring {
    router: Router,
    /// Which of the router's boxes a party is.
    box_of: HashMap<PartyId, u32>,
    /// Which of the router's boxes the title of a team is: lines do not run through it.
    title_of: HashMap<PartyId, u32>,
    ends: Vec<(PartyId, PartyId)>,
}

impl fmt::Debug for Wiring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wiring({} lines)", self.ends.len())
    }
}

impl Wiring {
    /// Routes lines, each from a supplier to a customer, between the boxes of a picture: along the flow in
    /// which these stand, or the one that is preferred where that is not clear.
    pub(super) fn new(
        boxes: &HashMap<PartyId, PartyBox>,
        ends: Vec<(PartyId, PartyId)>,
        preferred: Flow,
    ) -> Self {
        let parties: BTreeSet<PartyId> = boxes.keys().copied().collect();
        let box_of: HashMap<PartyId, u32> =
            parties.iter().enumerate().map(|(at, id)| (*id, at as u32)).collect();
        let places: Vec<&PartyBox> = parties.iter().filter_map(|id| boxes.get(id)).collect();
        let mut rects: Vec<Rect> = places.iter().map(|place| place.rect).collect();
        let frames: Vec<bool> = places.iter().map(|place| place.is_frame()).collect();
        let titled = parties.iter().filter_map(|id| Some((*id, boxes.get(id)?.title?)));
        let title_of = titled.map(|(id, title)| {
            rects.push(letters_of(title));
            (id, rects.len() as u32 - 1)
        });
        let title_of: HashMap<PartyId, u32> = title_of.collect();
        let number = |party: &PartyId| box_of.get(party).copied().unwrap_or(u32::MAX);
        let lines: Vec<(u32, u32)> = ends.iter().map(|(from, to)| (number(from), number(to))).collect();
        let flow = standing_flow(&rects, &lines).unwrap_or(preferred);
        let router = Router::new(&rects, &frames, &lines, flow);
        Self { router, box_of, title_of, ends }
    }

    /// Whether it was made for just these lines.
    pub(super) fn is_for(&self, ends: &[(PartyId, PartyId)]) -> bool {
        self.ends == ends
    }

    /// Follows boxes that are dragged. Returns which lines have changed.
    pub(super) fn follow(
        &mut self,
        boxes: &HashMap<PartyId, PartyBox>,
        moved: &BTreeSet<PartyId>,
    ) -> Vec<usize> {
        let place = |party: &PartyId| Some((*self.box_of.get(party)?, boxes.get(party)?.rect));
        let title =
            |party: &PartyId| Some((*self.title_of.get(party)?, letters_of(boxes.get(party)?.title?)));
        let moved: Vec<(u32, Rect)> =
            moved.iter().filter_map(place).chain(moved.iter().filter_map(title)).collect();
        self.router.move_boxes(&moved).into_iter().map(|line| line as usize).collect()
    }

    /// The curve of a line: a start and then three points for each piece.
    pub(super) fn curve(&self, line: usize) -> &[Point] {
        self.router.routes().get(line).map_or(&[], |route| &route.curve)
    }
}

/// Where the letters of a team's title stand: lines to members just below keep room to turn.
fn letters_of(title: Rect) -> Rect {
    Rect::new(title.min.moved(12.0, 4.0), title.max.moved(-12.0, -6.0))
}
