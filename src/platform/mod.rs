//! The outside world: file dialogs, clipboard, preferences, fonts, folders, ids.

pub mod dialogs;
mod folders;
mod fonts;
mod ids;
mod lock;
mod preferences;
mod system_fonts;
mod text_measurer;

pub use folders::Folders;
pub use fonts::{FontFace, Fonts};
pub use ids::TimeOrderedIds;
pub use lock::MapLock;
pub use preferences::{Preferences, ThemeChoice, WindowPlace};
pub use text_measurer::FontMeasurer;
