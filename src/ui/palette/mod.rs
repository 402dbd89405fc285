//! The command palette and the search: type a part of a name, press Enter.

mod draft;
mod entry;
mod names;
mod window;

pub use draft::{PaletteDraft, PaletteScope};
pub use window::palette_ui;
