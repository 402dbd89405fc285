//! Speed, as ratios to a named peer in the same run on the same machine.
//!
//! `cargo bench` prints lines `ratio NAME VALUE` (how many times faster than the peer) and
//! `ms NAME VALUE`; `cargo bench -- WORD` runs only the benches whose name contains the word.

#![allow(missing_docs)] // a program, not a library
#![allow(clippy::unwrap_used, clippy::expect_used)] // a bench may fail loudly

mod canvas;
mod cpu;
mod dot;
mod drags;
mod generate;
mod harness;
mod labels;
mod maps;
mod matrix;
mod placing;
mod reading;
mod room;
mod routing;
mod trace;

use harness::Selection;

fn main() {
    let selection = Selection::from_arguments();
    trace::run(&selection);
    canvas::run(&selection);
    drags::run(&selection);
    placing::run(&selection);
    routing::run(&selection);
    labels::run(&selection);
    matrix::run(&selection);
    reading::run(&selection);
}
