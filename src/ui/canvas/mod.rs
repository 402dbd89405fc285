//! The map itself: what is seen of it, what is pointed at, and what is painted on top.

mod camera;
pub mod painter;
mod visual_text;

pub use camera::{Camera, LEAST_ZOOM, MOST_ZOOM};
pub use visual_text::visual_text;
