use crate::edit::Command;
use crate::model::{ElementId, NoteSubject, Point, Rect, SupplyId};

/// What a gesture, key or typed text asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Change the map: one undo step.
    Edit(Command),
    /// Change the map in the same undo step as the edit before, if that one had the same key.
    EditMerged(Command, MergeKey),
    /// Select exactly these.
    Select(Vec<ElementId>),
    /// Move what is seen by this many screen pixels (to the right, down).
    Pan {
        /// To the right.
        dx: f32,
        /// Down.
        dy: f32,
    },
    /// Scroll, as little as possible, until this part of the map can be seen.
    Reveal(Rect),
    /// Draw the supplies that are bundled with this one as lines of their own.
    FanOut(SupplyId),
    /// Show the notes on something.
    OpenNotes(NoteSubject),
    /// Open the menu for what is selected at this place on the map.
    OpenMenu(Point),
}

/// Names a run of repeats, from key-down to key-up, that are one undo step together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct MergeKey(pub u64);
