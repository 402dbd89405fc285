use super::connecting::Connecting;
use super::making_room::MakingRoom;
use super::marquee::Marquee;
use super::moving::Moving;
use super::pointing::{self, Panning, Pointing};
use super::resizing::Resizing;
use super::target::target_at;
use super::{Button, Context, Cursor, Outcome, Pointer, Preview, Target, TextEntry, ToolEvent};
use crate::edit::Command;
use crate::model::{Organisation, PartyId, PartyKind};

/// What a tool is in the middle of. Every state leaves for [`State::Idle`] when it is cancelled.
#[derive(Clone, Debug, Default)]
pub(super) enum State {
    /// Nothing is under way.
    #[default]
    Idle,
    /// A button is down, and it is not decided yet whether this is a click or a drag.
    Pointing(Pointing),
    /// The view follows the pointer.
    Panning(Panning),
    /// A rectangle selects what is in it.
    Marquee(Marquee),
    /// Parties follow the pointer.
    Moving(Box<Moving>),
    /// Everybody beyond a line steps back with the pointer.
    MakingRoom(MakingRoom),
    /// One end of a supply, new or not, follows the pointer.
    Connecting(Connecting),
    /// The corner of a team's frame follows the pointer.
    Resizing(Resizing),
    /// The next click places a party of this kind.
    Placing(PartyKind),
    /// A name or another text is being typed in place.
    Writing(TextEntry),
}

impl State {
    /// What comes after `event`; what it asks for is added to `out`.
    pub(super) fn next(
        self,
        event: ToolEvent,
        hover: Target,
        cx: &mut Context<'_>,
        out: &mut Vec<Outcome>,
    ) -> Self {
        match event {
            ToolEvent::Cancel => self.cancel(out),
            ToolEvent::FocusLost => self.settle(cx, out),
            ToolEvent::EditName(element) => {
                self.settle(cx, out);
                TextEntry::existing(element, cx).map_or(Self::Idle, Self::Writing)
            }
            ToolEvent::WriteNote(subject) => {
                self.settle(cx, out);
                TextEntry::note(subject, cx).map_or(Self::Idle, Self::Writing)
            }
            _ => self.go_on(event, hover, cx, out),
        }
    }

    fn go_on(self, event: ToolEvent, hover: Target, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> Self {
        match (self, event) {
            (Self::Idle, ToolEvent::Pressed(pointer)) => Self::press(pointer, hover, cx, out),
            (Self::Pointing(pointing), event) => pointing.next(event, cx, out),
            (Self::Panning(panning), event) => panning.next(event, out),
            (Self::Marquee(marquee), event) => marquee.next(event, cx, out),
            (Self::Moving(moving), event) => moving.next(event, cx, out),
            (Self::MakingRoom(room), event) => room.next(event, cx, out),
            (Self::Connecting(connecting), event) => connecting.next(event, cx, out),
            (Self::Resizing(resizing), event) => resizing.next(event, cx, out),
            (Self::Placing(kind), ToolEvent::Pressed(pointer)) if pointer.button == Button::Primary => {
                TextEntry::new_party(kind, pointer.at, cx).map_or(Self::Idle, Self::Writing)
            }
            (Self::Placing(kind), ToolEvent::Pressed(pointer)) => {
                match Self::press(pointer, hover, cx, out) {
                    Self::Panning(panning) => Self::Panning(panning.then(kind)),
                    other => other,
                }
            }
            (Self::Writing(entry), ToolEvent::Commit(end)) => entry.commit(end, cx, out),
            (Self::Writing(entry), ToolEvent::Pressed(pointer)) => {
                if let Some(next) = entry.picked(&pointer, cx, out) {
                    return next;
                }
                let idle = Self::Writing(entry).settle(cx, out);
                idle.go_on(event, hover, cx, out)
            }
            (state, _) => state,
        }
    }

    fn press(pointer: Pointer, hover: Target, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> Self {
        let target = target_at(&pointer, hover.party_with_handles(), cx);
        pointing::press(pointer, target, cx, out)
    }

    /// Leaves without a trace.
    fn cancel(self, out: &mut Vec<Outcome>) -> Self {
        if let Self::Marquee(marquee) = self {
            out.push(Outcome::Select(marquee.selected_before));
        }
        Self::Idle
    }

    /// Leaves and keeps what is typed; a gesture of the pointer is given up.
    pub(super) fn settle(self, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> Self {
        match self {
            Self::Writing(entry) => {
                entry.finish(cx, out);
                Self::Idle
            }
            other => other.cancel(out),
        }
    }

    /// Whether the thing that it is about is still on the map.
    pub(super) fn holds(&self, map: &Organisation) -> bool {
        let is_there = |id: &PartyId| map.party(*id).is_some();
        match self {
            Self::Idle | Self::Panning(_) | Self::Marquee(_) | Self::MakingRoom(_) | Self::Placing(_) => true,
            Self::Pointing(pointing) => {
                pointing.target.element().is_none_or(|element| map.contains(element))
                    && pointing.target.party_with_handles().is_none_or(|id| is_there(&id))
            }
            Self::Moving(moving) => moving.parties().all(|id| is_there(&id)),
            Self::Connecting(connecting) => connecting.holds(map),
            Self::Resizing(resizing) => is_there(&resizing.team),
            Self::Writing(entry) => entry.holds(map),
        }
    }

    /// What it paints on top of the map.
    pub(super) fn preview(&self, cx: &Context<'_>) -> Preview {
        match self {
            Self::Idle | Self::Pointing(_) | Self::Panning(_) | Self::Placing(_) => Preview::default(),
            Self::Marquee(marquee) => Preview { marquee: Some(marquee.area()), ..Preview::default() },
            Self::Moving(moving) => moving.preview(cx),
            Self::MakingRoom(room) => room.preview(cx),
            Self::Connecting(connecting) => connecting.preview(),
            Self::Resizing(resizing) => {
                Preview { frame: Some((resizing.team, resizing.area)), ..Preview::default() }
            }
            Self::Writing(entry) => entry.preview(cx),
        }
    }

    /// The shape of the pointer over `hover`.
    pub(super) fn cursor(&self, hover: Target) -> Cursor {
        match self {
            Self::Idle => match hover {
                Target::Canvas | Target::Party(_) | Target::TeamFrame(_) => Cursor::Arrow,
                Target::TeamCorner(_) => Cursor::Resize,
                Target::Handle(_) | Target::SupplyEnd(..) => Cursor::Cross,
                Target::Notes(_) | Target::Supply(_) | Target::Label(_) | Target::Bundle(_) => Cursor::Point,
            },
            Self::Pointing(pointing) if pointing.is_panning() => Cursor::Grab,
            Self::Pointing(_) | Self::Writing(_) => Cursor::Arrow,
            Self::Panning(_) => Cursor::Grabbing,
            Self::Moving(moving) if moving.is_copy => Cursor::Copy,
            Self::Moving(_) | Self::MakingRoom(_) => Cursor::Move,
            Self::Resizing(_) => Cursor::Resize,
            Self::Marquee(_) | Self::Connecting(_) | Self::Placing(_) => Cursor::Cross,
        }
    }

    /// What to do next, for the status line.
    pub(super) fn hint(&self, hover: Target, is_read_only: bool) -> &'static str {
        match self {
            Self::Idle if is_read_only => reading_hint(hover),
            Self::Idle => match hover {
                Target::Handle(_) => "Drag to whom it supplies or is supplied by; to blank for somebody new.",
                Target::SupplyEnd(..) => "Drag this end to another party.",
                Target::Notes(_) => "Click to read the notes.",
                Target::TeamCorner(_) => "Drag to resize the team.",
                Target::Party(_) => {
                    "Drag to move; double-click to rename; Tab: new customer of it; L: connect."
                }
                Target::TeamFrame(_) => "Drag to move the team; double-click to rename it.",
                Target::Bundle(_) => {
                    "Click to fan out these supplies (B); click one in the list to select it."
                }
                Target::Supply(_) | Target::Label(_) => {
                    "Double-click: what is supplied; X: swap its ends; N: note."
                }
                Target::Canvas => {
                    "Double-click for a new role; C, S, M: customer, supplier, team; ? for all keys."
                }
            },
            Self::Pointing(_) => "Drag, or let go to select.",
            Self::Panning(_) => "Move the map.",
            Self::Marquee(_) => "What is wholly in the rectangle is selected; Esc to leave.",
            Self::Moving(_) => {
                "Shift: along one axis; Alt: copy; Ctrl: stay in the team; Esc: leave it where it was."
            }
            Self::MakingRoom(_) => "Let go where there is room enough; Esc to leave.",
            Self::Connecting(_) => "Let go over a party, or over blank for a new one; Esc to leave.",
            Self::Resizing(_) => "Let go to keep this size; Esc to leave.",
            Self::Placing(kind) => match kind {
                PartyKind::Role => "Click where the new role belongs; Esc to leave.",
                PartyKind::Team => "Click where the new team belongs; Esc to leave.",
                PartyKind::Supplier => "Click where the new supplier belongs; Esc to leave.",
                _ => "Click where the new external customer belongs; Esc to leave.",
            },
            Self::Writing(entry) => entry.hint(),
        }
    }
}

/// What to do next on a map that cannot be changed.
fn reading_hint(hover: Target) -> &'static str {
    match hover {
        Target::Notes(_) => "Click to read the notes.",
        Target::Bundle(_) => "Click to fan out these supplies (B); click one in the list to select it.",
        Target::Canvas => {
            "Click to select; Ctrl+F: find; drag with the right button: move the map; ? for all keys."
        }
        _ => "Click to select; T: whom it ultimately serves; F: dim the rest.",
    }
}

/// Adds `command` to what is asked for, unless the map cannot be changed.
pub(super) fn edit(command: Command, cx: &Context<'_>, out: &mut Vec<Outcome>) {
    if !cx.is_read_only {
        out.push(Outcome::Edit(command));
    }
}
