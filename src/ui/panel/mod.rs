//! The panels around the canvas. Each reads a view, keeps a draft and answers with intents.

mod inspector;

pub use inspector::inspector_ui;
