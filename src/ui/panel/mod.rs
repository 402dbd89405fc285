//! The panels around the canvas. Each reads a view, keeps a draft and answers with intents.

mod inspector;
mod outline;
mod outline_rows;

pub use inspector::inspector_ui;
pub use outline::{OutlineDraft, outline_ui};
