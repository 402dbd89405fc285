//! The outside world: file dialogs, clipboard, preferences, fonts, folders, ids.

mod preferences;

pub use preferences::{Preferences, ThemeChoice, WindowPlace};
