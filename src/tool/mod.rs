//! What a gesture means: pointer, keys and typing turned into selections and commands, without egui.
//!
//! # How to drive it
//!
//! One [`Tool`] lives as long as the canvas. For everything that happens, make a [`Context`] (what may be read now)
//! and hand it over; what comes back is a list of [`Outcome`]s to carry out in order:
//!
//! 1. Pointer, focus, time: [`Tool::handle`] with a [`ToolEvent`]. Escape comes first, as [`ToolEvent::Cancel`],
//!    before a drag that egui ended because of it.
//! 2. Keys, menus, palette: [`Tool::act`] with an [`crate::action::Action`]. It answers `None` if the action is not
//!    its concern; the window carries those out (open, undo, zoom, trace …).
//! 3. Whenever the map has changed, from wherever: [`Tool::repair`] and [`Selection::repair`].
//!
//! Painted on top of the map: [`Tool::preview`]. Said in the status line: [`Tool::hint`]. Shape of the pointer:
//! [`Tool::cursor`]. While [`Tool::entry_mut`] is there, a text field lies over [`TextEntry::place`] and edits
//! [`TextEntry::text`] directly; Enter, Tab, Shift+Tab and leaving the field are [`ToolEvent::Commit`]. The tool thus
//! always knows what is typed, and nothing typed is lost, whatever takes the keyboard away.
//!
//! A gesture changes the map at its end, with one command, or not at all: a new party is only proposed
//! (a ghost in the preview) until its name is there, so that Escape leaves no trace.
//!
//! Architecture invariant: nothing here knows egui, changes a map or keeps a part of one.

mod act;
mod align;
mod clip;
mod connecting;
mod context;
mod direction;
mod duplicate;
mod edge_scroll;
mod entry;
mod entry_end;
mod event;
mod flow_place;
mod free_place;
mod machine;
mod making_room;
mod marquee;
mod moving;
mod nudge;
mod outcome;
mod pointing;
mod preview;
mod resizing;
mod select;
mod selection;
mod snap;
mod state;
mod target;
mod walk;

pub use align::{Alignment, align, distribute_across, distribute_down};
pub use clip::Clip;
pub use context::{Context, HitTest};
pub use direction::Direction;
pub use duplicate::duplicate;
pub use entry::{EntrySubject, TextEntry};
pub use entry_end::EntryEnd;
pub use event::{Button, Pointer, ToolEvent};
pub use machine::Tool;
pub use outcome::{MergeKey, Outcome};
pub use preview::{Cursor, Ghost, Guide, LinkLine, Preview};
pub use select::{Stream, everything, with_stream};
pub use selection::Selection;
pub use target::{Handle, Target};

#[cfg(test)]
mod tests;
