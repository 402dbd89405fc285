//! The outside world: file dialogs, clipboard, preferences, fonts, folders, ids.

pub mod dialogs;
mod fonts;
mod folders;
mod ids;
mod lock;
mod preferences;
mod text_measurer;

pub use fonts::{FontFace, Fonts};
pub use folders::Folders;
pub use ids::TimeOrderedIds;
pub use lock::MapLock;
pub use preferences::{Preferences, ThemeChoice, WindowPlace};
pub use text_measurer::FontMeasurer;
