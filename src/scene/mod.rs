//! The picture as data: built once, drawn by small painters (window, SVG; PNG and PDF come from the SVG).
//!
//! Architecture invariant: nothing here knows egui or files. Selection, hover, handles and previews are
//! painted by the canvas on top and cannot leak into exports.

mod figure;
mod measure;
mod paint;

pub use figure::{Figure, Item, Layer, Line, Outline, Scene, Shape, Tag, Text};
pub use measure::{FontWeight, TextMeasurer};
pub use paint::{Color, Dash, Stroke};
