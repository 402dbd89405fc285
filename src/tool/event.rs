use super::EntryEnd;
use crate::action::Modifiers;
use crate::model::{ElementId, NoteSubject, Point};

/// Something that happened to the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ToolEvent {
    /// The pointer is somewhere. During a drag also after the view has moved under it.
    Moved(Pointer),
    /// A button went down.
    Pressed(Pointer),
    /// A button went up.
    Released(Pointer),
    /// The pointer left the canvas.
    Left,
    /// Every key is up again: the next nudge is a new step.
    KeysReleased,
    /// Leave what is going on.
    Cancel,
    /// The window or the canvas lost the keyboard or the pointer.
    FocusLost,
    /// Time passed while [`super::Tool::wants_ticks`]: seconds since the last one.
    Tick(f32),
    /// What was typed is done.
    Commit(EntryEnd),
    /// Open the name of a thing, or what is supplied, for editing in place.
    EditName(ElementId),
    /// Open a new note for typing in place.
    WriteNote(NoteSubject),
}

/// Where the pointer is and what is held.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pointer {
    /// Place on the map.
    pub at: Point,
    /// Place on the screen in pixels.
    pub on_screen: Point,
    /// The button that went down or up.
    pub button: Button,
    /// Keys that are held.
    pub modifiers: Modifiers,
    /// The space bar is held.
    pub is_space_held: bool,
    /// 2 for the second click of a double-click.
    pub clicks: u8,
}

/// A button of the mouse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Button {
    /// Usually the left one; a finger or a pen.
    #[default]
    Primary,
    /// Usually the right one.
    Secondary,
    /// The wheel.
    Middle,
}
