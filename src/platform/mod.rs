//! The outside world: file dialogs, clipboard, preferences, fonts, folders, ids.

pub mod dialogs;
mod preferences;

pub use preferences::{Preferences, ThemeChoice, WindowPlace};
