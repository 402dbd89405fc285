use super::state::State;
use super::target::{handles_of, target_at};
use super::{
    Context, Cursor, EntrySubject, MergeKey, Outcome, Pointer, Preview, Target, TextEntry, ToolEvent,
    edge_scroll,
};
use crate::model::Organisation;

/// Room around a text field that is brought into view: its box grows with what is typed.
const REVEAL_MARGIN: f32 = 40.0;

/// What the hands are doing: one state at a time, and what the pointer is on.
#[derive(Clone, Debug, Default)]
pub struct Tool {
    pub(super) state: State,
    hover: Target,
    pointer: Option<Pointer>,
    nudges: u64,
}

impl Tool {
    /// Takes in what happened; what it asks for comes back in the order in which it is to be carried out.
    pub fn handle(&mut self, event: ToolEvent, cx: &mut Context<'_>) -> Vec<Outcome> {
        let mut out = Vec::new();
        match event {
            ToolEvent::KeysReleased => self.nudges += 1,
            ToolEvent::Tick(seconds) => return self.scroll(seconds, cx),
            ToolEvent::Moved(pointer) | ToolEvent::Pressed(pointer) | ToolEvent::Released(pointer) => {
                self.pointer = Some(pointer);
            }
            ToolEvent::Left => self.pointer = None,
            _ => {}
        }
        let written = self.entry().map(TextEntry::subject);
        let state = std::mem::take(&mut self.state);
        self.state = state.next(event, self.hover, cx, &mut out);
        self.reveal_entry(written, &mut out);
        self.look(cx);
        out
    }

    /// Forgets what is about something that is no longer on the map. To be called whenever the map has changed.
    pub fn repair(&mut self, map: &Organisation) {
        if !self.state.holds(map) {
            self.state = State::Idle;
        }
        let is_gone = |target: Target| {
            target.element().is_some_and(|element| !map.contains(element))
                || target.party_with_handles().is_some_and(|party| map.party(party).is_none())
        };
        if is_gone(self.hover) {
            self.hover = Target::Canvas;
        }
    }

    /// Nothing is under way.
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle)
    }

    /// A button is down and something follows the pointer, or might: nothing may be undone now.
    pub fn is_mid_gesture(&self) -> bool {
        !matches!(self.state, State::Idle | State::Placing(_) | State::Writing(_))
    }

    /// What is being typed in place.
    pub fn entry(&self) -> Option<&TextEntry> {
        match &self.state {
            State::Writing(entry) => Some(entry),
            _ => None,
        }
    }

    /// What is being typed in place, for the text field that edits it.
    pub fn entry_mut(&mut self) -> Option<&mut TextEntry> {
        match &mut self.state {
            State::Writing(entry) => Some(entry),
            _ => None,
        }
    }

    /// What the pointer is on while nothing is dragged.
    pub fn hover(&self) -> Target {
        self.hover
    }

    /// What to paint on top of the map now.
    pub fn preview(&self, cx: &Context<'_>) -> Preview {
        let mut preview = self.state.preview(cx);
        if self.is_idle() {
            preview.handles = self.hover.party_with_handles().map_or(Vec::new(), |id| handles_of(id, cx));
        }
        preview
    }

    /// The shape of the pointer now.
    pub fn cursor(&self) -> Cursor {
        self.state.cursor(self.hover)
    }

    /// What to do next, for the status line.
    pub fn hint(&self, is_read_only: bool) -> &'static str {
        self.state.hint(self.hover, is_read_only)
    }

    /// Whether [`ToolEvent::Tick`] is wanted: something is dragged at the edge of the view.
    pub fn wants_ticks(&self, cx: &Context<'_>) -> bool {
        self.dragged_to().is_some_and(|pointer| edge_scroll::is_near_edge(pointer.at, cx))
    }

    /// Brings a text field into view that was not there `before`.
    pub(super) fn reveal_entry(&self, before: Option<EntrySubject>, out: &mut Vec<Outcome>) {
        let opened = self.entry().filter(|entry| Some(entry.subject()) != before);
        out.extend(opened.map(|entry| Outcome::Reveal(entry.place().grown(REVEAL_MARGIN))));
    }

    pub(super) fn merge_key(&self) -> MergeKey {
        MergeKey(self.nudges)
    }

    /// Moves the view under a pointer that rests at its edge, and takes what is dragged along.
    fn scroll(&mut self, seconds: f32, cx: &mut Context<'_>) -> Vec<Outcome> {
        let Some(pointer) = self.dragged_to() else { return Vec::new() };
        let Some((dx, dy)) = edge_scroll::pan(pointer.at, seconds, cx) else { return Vec::new() };
        let mut out = vec![Outcome::Pan { dx, dy }];
        let at = pointer.at.moved(-cx.map_units(dx), -cx.map_units(dy));
        out.extend(self.handle(ToolEvent::Moved(Pointer { at, ..pointer }), cx));
        out
    }

    /// Where the pointer is, if something that may leave the view is dragged with it.
    fn dragged_to(&self) -> Option<Pointer> {
        let drags = matches!(
            self.state,
            State::Moving(_)
                | State::MakingRoom(_)
                | State::Connecting(_)
                | State::Marquee(_)
                | State::Resizing(_)
        );
        self.pointer.filter(|_| drags)
    }

    /// Notes what the pointer is on; a gesture under way keeps looking at what it began with.
    fn look(&mut self, cx: &Context<'_>) {
        if self.is_mid_gesture() {
            return;
        }
        let with_handles = self.hover.party_with_handles();
        self.hover = self.pointer.map_or(Target::Canvas, |pointer| target_at(&pointer, with_handles, cx));
    }
}
