//! The picture as data: built once, drawn by small painters (window, SVG; PNG and PDF come from the SVG).
//!
//! Architecture invariant: nothing here knows egui or files. Selection, hover, handles and previews are
//! painted by the canvas on top and cannot leak into exports.

mod badge;
mod builder;
mod bundles;
mod bygone;
mod caption;
mod careful;
mod describe;
mod draw;
mod figure;
mod frame;
mod frames;
mod grounds;
mod head;
mod hit;
mod label;
mod label_ground;
mod label_pieces;
mod label_place;
mod label_spots;
mod leader;
mod legend;
mod legend_sheet;
mod likeness;
mod line_ends;
mod lines;
mod measure;
mod metrics;
mod numbers;
mod options;
mod paint;
mod pallor;
mod party;
mod picture;
mod redraw;
mod relight;
mod route;
mod simplify;
mod sought;
mod stack;
mod supply;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod theme_shades;
mod wiring;
mod words;
mod wrap;

pub use builder::{SceneBuilder, build, build_alike};
pub use bundles::run_together;
pub use careful::{CarefulLines, careful_lines};
pub use figure::{Depth, Far, Figure, Item, Layer, Line, Outline, Shape, Tag, Text};
pub use label::label_sizes;
pub use legend_sheet::Legend;
#[cfg(test)]
pub(crate) use measure::EvenLetters;
pub use measure::{FontWeight, TextMeasurer};
pub use options::{Caption, Emphasis, Lit, NotesShown, Only, Options, Way};
pub use paint::{Color, Dash, Stroke};
pub use pallor::Pallor;
pub use party::party_size;
pub use picture::{Bundle, Edition, PartyBox, Scene, SupplyLine};
pub use simplify::{lasting, simplified};
pub use theme::{Fill, Theme};
