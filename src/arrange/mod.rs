//! Pure placement: a [`Request`] becomes a [`Placement`]; the same request always the same one, to the bit.
//!
//! The phases, each in its file: teams become levels (`team`), a level falls into pieces (`level`), a piece
//! is drawn in columns (`columns`): which way lines point (`direction`), which column a box stands in
//! (`rank`, `simplex`), in which order (`order`), in which other column it would cross less (`grid_sift`), and
//! where across the flow (`across`). In a map with teams the same columns run through all of them (`ruling`),
//! teams without a clear order stand close together (`tangled`), and at last members sit as their lines leave
//! (`reseat`) and columns are drawn together (`tighten`). Then the others make room for what is pinned
//! (`pinned`, `pin`). Inside, the flow is always from left to right; [`Flow::TopToBottom`] exchanges the axes
//! before and after.
//!
//! Architecture invariant: nothing here knows the user interface, threads, a clock or true randomness.

mod across;
mod adapter;
mod again;
mod cells;
mod columns;
mod components;
mod crowd;
mod direction;
mod drawing;
mod grid;
mod grid_sift;
mod hub;
mod insert;
mod layers;
mod level;
mod newcomers;
mod order;
mod pack;
mod pin;
mod pinned;
mod placement;
mod quality;
mod random;
mod rank;
mod request;
mod reseat;
mod route;
mod ruling;
mod segment;
mod sheet;
mod simplex;
mod standing;
mod tangled;
mod team;
#[cfg(test)]
mod tests;
mod tighten;
mod tree;
mod watch;

pub use crate::model::Flow;
pub use adapter::{MapRequest, request_of};
pub use again::place_again;
pub use cells::Cells;
pub use insert::{Map, Newcomer, place_new};
pub use newcomers::place_newcomers;
pub use placement::Placement;
pub use quality::{DrawnLine, Quality, quality};
pub use request::{End, FrameMargins, PartyBox, Preset, Request, SupplyLine};
pub use route::{Change, EarlierLabel, Route, RoutedBox, Router, Side, route};
pub use standing::StandingFlow;
pub use watch::Watch;

/// Least distance between two boxes in one column.
const BOX_GAP: f64 = 30.0;
/// Least distance between a box and a line that passes it.
const BOX_TO_BEND_GAP: f64 = 15.0;
/// Least distance between two lines that pass through a column.
const BEND_GAP: f64 = 10.0;
/// Least distance between two columns.
const COLUMN_GAP: f32 = 60.0;
/// Distance between parts of the map that are not connected.
const PIECE_GAP: f32 = 45.0;
/// Width to height that packing aims at.
const PACK_ASPECT: f32 = 1.8;

/// Places every party. Parties with a pin stand exactly on it, boxes never overlap, teams stay together.
///
/// `None` if the watch stopped the work. Any request is placed: sizes that are no numbers, supplies of
/// parties that do not exist and rings of teams are put right first.
pub fn place(request: &Request, watch: &Watch) -> Option<Placement> {
    let request = request.repaired();
    match request.flow {
        Flow::LeftToRight => team::place(&request, watch),
        Flow::TopToBottom => team::place(&request.transposed(), watch).map(Placement::transposed),
    }
}
