use super::connecting::Connecting;
use super::making_room::MakingRoom;
use super::marquee::Marquee;
use super::moving::Moving;
use super::resizing::Resizing;
use super::state::State;
use super::{Button, Context, Outcome, Pointer, Target, TextEntry, ToolEvent};
use crate::model::PartyKind;

/// A press turns into a drag beyond this distance.
const MOVE_DRAG_PX: f32 = 4.0;
/// A press that would draw a supply turns into a drag beyond this distance: a slip makes no supply.
const LINK_DRAG_PX: f32 = 6.0;

/// A button is down, and it is not decided yet whether this is a click or a drag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pointing {
    /// What was pressed on.
    pub(super) target: Target,
    start: Pointer,
    /// The target was selected before, so that a click may still take it out.
    was_selected: bool,
}

/// A button goes down on `target` while nothing is under way.
pub(super) fn press(start: Pointer, target: Target, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> State {
    let is_pan = start.button == Button::Middle || start.is_space_held;
    if is_pan {
        return State::Panning(Panning { last: start, then: None });
    }
    let makes_room = start.modifiers == MakingRoom::KEYS && start.button == Button::Primary;
    let target = if makes_room { Target::Canvas } else { target };
    let element = target.element();
    let was_selected = element.is_some_and(|element| cx.selection.contains(element));
    if let Some(element) = element.filter(|_| !was_selected) {
        let adds = start.modifiers.shift && start.button == Button::Primary;
        out.push(Outcome::Select(if adds { cx.selection.with([element]) } else { vec![element] }));
    }
    State::Pointing(Pointing { target, start, was_selected })
}

impl Pointing {
    /// The button that is down moves the map.
    pub(super) fn is_panning(&self) -> bool {
        self.start.button != Button::Primary
    }

    pub(super) fn next(self, event: ToolEvent, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> State {
        match event {
            ToolEvent::Moved(pointer) if self.is_drag(&pointer) => self.drag(pointer, cx, out),
            ToolEvent::Released(pointer) if pointer.button == self.start.button => {
                self.click(pointer.clicks.max(self.start.clicks), cx, out)
            }
            _ => State::Pointing(self),
        }
    }

    fn is_drag(&self, pointer: &Pointer) -> bool {
        let least = match self.target {
            Target::Handle(_) | Target::SupplyEnd(..) => LINK_DRAG_PX,
            _ => MOVE_DRAG_PX,
        };
        self.start.on_screen.distance(pointer.on_screen) >= least
    }

    fn drag(self, pointer: Pointer, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> State {
        let moved = ToolEvent::Moved(pointer);
        if self.is_panning() {
            return Panning { last: self.start, then: None }.next(moved, out);
        }
        match self.target {
            Target::Canvas if self.start.modifiers == MakingRoom::KEYS && !cx.is_read_only => {
                MakingRoom::begin(&self.start).next(moved, cx, out)
            }
            // Badges, labels and lines follow their parties and cannot be dragged: on a full map, a drag that
            // happens to begin on one selects as on blank.
            Target::Canvas | Target::Notes(_) | Target::Supply(_) | Target::Label(_) | Target::Bundle(_) => {
                Marquee::begin(&self.start, cx).next(moved, cx, out)
            }
            _ if cx.is_read_only => State::Pointing(self),
            Target::Party(id) | Target::TeamFrame(id) => {
                Moving::begin(id, &self.start, cx).next(moved, cx, out)
            }
            Target::Handle(handle) => Connecting::new_supply(&handle).next(moved, cx, out),
            Target::SupplyEnd(supply, end) => match Connecting::reattach(supply, end, cx) {
                Some(connecting) => connecting.next(moved, cx, out),
                None => State::Idle,
            },
            Target::TeamCorner(team) => match Resizing::begin(team, &self.start, cx) {
                Some(resizing) => resizing.next(moved, cx, out),
                None => State::Idle,
            },
        }
    }

    fn click(self, clicks: u8, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> State {
        if self.start.button == Button::Secondary {
            if self.target == Target::Canvas {
                out.push(Outcome::Select(Vec::new()));
            }
            out.push(Outcome::OpenMenu(self.start.at));
            return State::Idle;
        }
        if clicks >= 2 {
            return self.double_click(cx);
        }
        if let Target::Notes(subject) = self.target {
            out.push(Outcome::OpenNotes(subject));
        }
        if let Target::Bundle(supply) = self.target {
            out.push(Outcome::FanOut(supply));
        }
        let shift = self.start.modifiers.shift;
        match self.target.element() {
            Some(element) if shift && self.was_selected => {
                out.push(Outcome::Select(cx.selection.toggled(element)));
            }
            Some(element) if !shift && self.was_selected => out.push(Outcome::Select(vec![element])),
            None if !shift && self.target == Target::Canvas => out.push(Outcome::Select(Vec::new())),
            _ => {}
        }
        State::Idle
    }

    fn double_click(self, cx: &mut Context<'_>) -> State {
        let entry = match (self.target, self.target.element()) {
            (Target::Canvas, _) => TextEntry::new_party(PartyKind::Role, self.start.at, cx),
            (_, Some(element)) => TextEntry::existing(element, cx),
            (_, None) => None,
        };
        entry.map_or(State::Idle, State::Writing)
    }
}

/// The view follows the pointer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panning {
    last: Pointer,
    /// The kind of party that was about to be placed and still is.
    then: Option<PartyKind>,
}

impl Panning {
    /// Goes back to placing a party afterwards.
    pub(super) fn then(self, kind: PartyKind) -> Self {
        Self { then: Some(kind), ..self }
    }

    pub(super) fn next(mut self, event: ToolEvent, out: &mut Vec<Outcome>) -> State {
        match event {
            ToolEvent::Moved(pointer) => {
                let (from, to) = (self.last.on_screen, pointer.on_screen);
                if from != to {
                    out.push(Outcome::Pan { dx: to.x - from.x, dy: to.y - from.y });
                }
                self.last.on_screen = to;
                State::Panning(self)
            }
            ToolEvent::Released(pointer) if pointer.button == self.last.button => {
                self.then.map_or(State::Idle, State::Placing)
            }
            _ => State::Panning(self),
        }
    }
}
