use super::state::{State, edit};
use super::{Context, Outcome, Pointer, ToolEvent};
use crate::edit::{Command, PartyEdit};
use crate::model::{PartyId, Point, Rect, Size};

/// The lower right corner of a team's frame follows the pointer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resizing {
    /// The team.
    pub(super) team: PartyId,
    /// Its frame now; the scene never draws it smaller than its members need.
    pub(super) area: Rect,
    area_before: Rect,
    start: Point,
}

impl Resizing {
    pub(super) fn begin(team: PartyId, start: &Pointer, cx: &Context<'_>) -> Option<Self> {
        let area = cx.hits.box_of(team)?;
        Some(Self { team, area, area_before: area, start: start.at })
    }

    pub(super) fn next(mut self, event: ToolEvent, cx: &Context<'_>, out: &mut Vec<Outcome>) -> State {
        match event {
            ToolEvent::Moved(pointer) => {
                let corner = self.area_before.max;
                let (dx, dy) = (pointer.at.x - self.start.x, pointer.at.y - self.start.y);
                let min = self.area_before.min;
                self.area.max = Point::new((corner.x + dx).max(min.x), (corner.y + dy).max(min.y));
                State::Resizing(self)
            }
            ToolEvent::Released(_) => {
                self.commit(cx, out);
                State::Idle
            }
            _ => State::Resizing(self),
        }
    }

    fn commit(self, cx: &Context<'_>, out: &mut Vec<Outcome>) {
        if self.area == self.area_before {
            return;
        }
        let size = Size::new(self.area.width(), self.area.height());
        edit(Command::EditParties(vec![self.team], PartyEdit::Frame(Some(size))), cx, out);
    }
}
