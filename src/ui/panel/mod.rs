//! The panels around the canvas. Each reads a view, keeps a draft and answers with intents.

mod inspector;
mod menu_bar;
mod outline;
mod outline_rows;
mod toolbar;

pub use inspector::inspector_ui;
pub use menu_bar::menu_bar_ui;
pub use outline::{OutlineDraft, outline_ui};
pub use toolbar::toolbar_ui;
