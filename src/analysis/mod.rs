//! Pure questions about an organisation: whose needs does a role ultimately serve, and how well.
//!
//! [`Graph`] holds one map as flat arrays; every question reads it: [`trace()`] (one party, in full),
//! [`joint_trace()`] (several), [`behind()`] (backwards), [`Reach`] (rings for the canvas), [`Sight`] (all parties at once), [`Loops`],
//! [`lenses`] (five answers to who the customer is), [`findings`] (questions for the room) and the two
//! matrices.
//!
//! Architecture invariant: nothing here knows the UI, a clock, randomness or threads, and nothing
//! recurses along a chain: chains may be as long as the map.

mod behind;
mod chain;
mod difference;
mod disjoint;
mod echo;
pub mod findings;
mod graph;
mod joint_trace;
pub mod lenses;
mod loops;
mod matrix;
mod matrix_table;
mod neighbourhood;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod oracle_tests;
mod overview;
#[cfg(test)]
mod random_maps;
mod reach;
mod sentence;
mod sight;
#[cfg(test)]
mod testing;
mod trace;
mod trace_answer;
#[cfg(test)]
mod trace_tests;
mod walk;
mod words;

pub use behind::{Behind, behind, ring_title};
pub use difference::{Difference, DifferenceKind, differences};
pub use echo::{Echo, echo};
pub use graph::{Direction, Graph};
pub use joint_trace::{JointCustomer, JointTrace, joint_trace};
pub use loops::Loops;
pub use matrix::{SightMatrix, SupplyMatrix};
pub use neighbourhood::{MOST_NEIGHBOURS, Neighbour, Neighbourhood, neighbourhood};
pub use overview::Overview;
pub use reach::Reach;
pub use sentence::{Piece, loop_sentence, sentence, sentence_pieces, what_customer_does};
pub use sight::{Sight, trace_all};
pub use trace::{DirectCustomer, Trace, UltimateCustomer, trace, trace_to, trace_while};
pub use trace_answer::{TraceAnswer, trace_answer};
