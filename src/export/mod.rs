//! Pictures of a scene: SVG, and PNG and pixels made from that SVG.
//!
//! Architecture invariant: what leaves the program is what the scene holds and nothing else; no path,
//! no user, no id, no note that the scene does not show.

mod error;
mod escape;
mod raster;
mod svg;
#[cfg(test)]
mod tests;
mod web_font;

pub use error::ExportError;
pub use raster::{Fit, PngOptions, Raster, png, raster};
pub use svg::{SvgOptions, SvgText, svg};
