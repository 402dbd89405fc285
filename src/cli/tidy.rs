use super::args::ReadArguments;
use super::failure::Failure;
use super::picture::Picture;
use super::place::tidied;
use super::session;
use crate::edit::Command;
use crate::scene::{Options, Theme};
use serde::Serialize;
use std::time::Instant;

/// How the picture came out; the field names and their order are those of the command's JSON.
#[derive(Debug, Serialize)]
struct Answer {
    parties: usize,
    supplies: usize,
    milliseconds: u128,
    crossings: u64,
    overlaps: u64,
    total_edge_length: f64,
    width: f32,
    height: f32,
}

/// `baton tidy MAP [--json]`
pub(super) fn run(arguments: &ReadArguments) -> Result<String, Failure> {
    let session = session::open(&arguments.map)?;
    let begun = Instant::now();
    let moves = tidied(session.organisation());
    let milliseconds = begun.elapsed().as_millis();
    let moved = match &moves {
        Command::Move { places, .. } => places.len(),
        _ => 0,
    };
    session::finish(session, &Command::Batch("Tidy".to_owned(), vec![moves]))?;

    let map = session::read(&arguments.map)?;
    let quality = Picture::of(&map, &Options::default(), &Theme::light()).quality();
    let answer = Answer {
        parties: map.parties().len(),
        supplies: map.supplies().len(),
        milliseconds,
        crossings: quality.crossings,
        overlaps: quality.overlaps,
        total_edge_length: quality.total_edge_length,
        width: quality.width,
        height: quality.height,
    };
    if arguments.json {
        return super::json(&answer);
    }
    Ok(format!(
        "Moved {moved} of {} parties in {milliseconds} ms: {} crossings, {} overlaps, {:.0} × {:.0}.\n",
        answer.parties, answer.crossings, answer.overlaps, answer.width, answer.height
    ))
}
