//! The command palette and the search: type a part of a name, press Enter.

mod entry;
mod window;

pub use window::{PaletteDraft, PaletteScope, palette_ui};
