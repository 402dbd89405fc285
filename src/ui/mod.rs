//! Everything drawn with egui: the window's panels, dialogs and the canvas.
//!
//! Architecture invariant: nothing here changes the map. Panels read a [`View`] and answer with
//! [`Intents`], which `app.rs` carries out after the frame.

mod intent;
mod view;

pub use intent::{Intent, Intents};
pub use view::{SaveNotice, View};
