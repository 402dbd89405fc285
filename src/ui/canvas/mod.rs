//! The map itself: what is seen of it, what is pointed at, and what is painted on top.
//!
//! [`Canvas::show`] reads the pointer, hands it to the [`crate::tool::Tool`], paints the scene and what
//! the tool previews, and answers with intents. Keys arrive as actions through [`Canvas::act`].

mod camera;
mod completion;
mod context_menu;
mod hits;
mod input;
mod legend_box;
mod long_press;
mod looking;
mod minimap;
mod name_editor;
mod node_list;
mod nodes;
mod note_popup;
mod overlay;
mod overview;
pub mod painter;
mod pulse;
mod surface;
mod trail;
mod visual_text;
mod walk_hints;
mod zoom_controls;

pub use camera::{Camera, LEAST_ZOOM, MOST_ZOOM};
pub use context_menu::element_menu_ui;
pub(super) use input::steer;
pub use surface::Canvas;
pub use visual_text::visual_text;
