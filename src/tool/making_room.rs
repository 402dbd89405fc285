use super::state::{State, edit};
use super::{Context, Guide, Outcome, Pointer, Preview, ToolEvent};
use crate::action::Modifiers;
use crate::edit::Command;
use crate::model::{PartyId, Point};

/// Everybody beyond a line steps back with the pointer, so that there is room for somebody new.
#[derive(Clone, Copy, Debug)]
pub(super) struct MakingRoom {
    start: Point,
    /// How far the pointer has gone, along the axis that it goes along most.
    shift: Point,
}

impl MakingRoom {
    /// The keys that are held for it.
    pub(super) const KEYS: Modifiers = Modifiers { command: true, shift: true, alt: true };

    pub(super) fn begin(start: &Pointer) -> Self {
        Self { start: start.at, shift: Point::default() }
    }

    pub(super) fn next(mut self, event: ToolEvent, cx: &Context<'_>, out: &mut Vec<Outcome>) -> State {
        match event {
            ToolEvent::Moved(pointer) => {
                let (dx, dy) = (pointer.at.x - self.start.x, pointer.at.y - self.start.y);
                self.shift = if dx.abs() >= dy.abs() { Point::new(dx, 0.0) } else { Point::new(0.0, dy) };
                State::MakingRoom(self)
            }
            ToolEvent::Released(_) => {
                self.commit(cx, out);
                State::Idle
            }
            _ => State::MakingRoom(self),
        }
    }

    /// New places of everybody beyond the line, on the side to which the pointer went.
    fn places(&self, cx: &Context<'_>) -> Vec<(PartyId, Point)> {
        let beyond = |at: Point| {
            (at.x - self.start.x) * self.shift.x > 0.0 || (at.y - self.start.y) * self.shift.y > 0.0
        };
        let parties = cx.map.parties();
        let moved = parties.filter(|party| drawn_at(party.id, cx).is_some_and(beyond));
        moved.map(|party| (party.id, party.place.moved(self.shift.x, self.shift.y))).collect()
    }

    fn commit(self, cx: &Context<'_>, out: &mut Vec<Outcome>) {
        let places = self.places(cx);
        if places.is_empty() {
            return;
        }
        // Nobody was placed by hand: a later tidying may move them all.
        let command = Command::Move { places, by_hand: false };
        edit(Command::Batch("Make room".to_owned(), vec![command]), cx, out);
    }

    pub(super) fn preview(&self, cx: &Context<'_>) -> Preview {
        let view = cx.view;
        let line = if self.shift.y == 0.0 {
            [Point::new(self.start.x, view.min.y), Point::new(self.start.x, view.max.y)]
        } else {
            [Point::new(view.min.x, self.start.y), Point::new(view.max.x, self.start.y)]
        };
        let guides = vec![Guide { from: line[0], to: line[1] }];
        Preview { places: self.places(cx), guides, ..Preview::default() }
    }
}

/// The middle of a party, or of the folded team that hides it.
fn drawn_at(party: PartyId, cx: &Context<'_>) -> Option<Point> {
    let around = cx.map.teams_around(party);
    // From outside to inside: the outermost folded team is the one that is drawn.
    let folded = around.iter().rev().find(|team| cx.map.party(**team).is_some_and(|team| team.folded));
    let shown = folded.copied().unwrap_or(party);
    cx.hits.box_of(shown).map(crate::model::Rect::center)
}
