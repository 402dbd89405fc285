//! What a room sees: the window on the projector, and the pointer that everybody sees.
//!
//! [`Projector`] is a window of its own that is drawn when something in it changes, and not with every
//! frame of the facilitator's. It gets a picture without the notes for the facilitator only, so that
//! nothing of them can reach the screen, and it knows nothing of selection, handles or open text fields.

mod controls;
mod lead;
mod projector;
mod room_text;
mod spot;

pub use lead::Lead;
pub use projector::{Projector, RoomLook};
pub use room_text::{larger_room_text, room_text_word, smaller_room_text};
pub(super) use spot::paint_spot;
