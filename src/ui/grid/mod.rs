//! A grid of cells whose header row and first column stay in sight; only what can be seen is made.
//!
//! The matrix and the table are made of it. The keyboard stays with the grid as a whole, and one cell is
//! the current one: so no key is lost while cells come and go, and a screen reader is told the current
//! cell as the active descendant.

mod paint;
mod shape;
mod show;
mod state;

pub use paint::{fitted, sort_arrow};
pub use shape::{GridPlace, GridShape, GridStep};
pub use show::{GridCell, GridContents, grid_ui};
pub use state::GridState;
