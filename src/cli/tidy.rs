use super::args::TidyArguments;
use super::failure::Failure;
use super::picture::Picture;
use super::session;
use crate::job::{Progress, tidy};
use crate::platform::{FontMeasurer, Fonts};
use crate::scene::{Options, Theme};
use serde::Serialize;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
    /// Finding the places, and finding the ways of all lines between them: each by itself.
    places_milliseconds: f64,
    routes_milliseconds: f64,
}

/// `baton tidy MAP [--flow F] [--json]`
pub(super) fn run(arguments: &TidyArguments) -> Result<String, Failure> {
    let session = session::open(&arguments.map)?;
    let measurer = FontMeasurer::new(Arc::new(Fonts::default()));
    let begun = Instant::now();
    let step = tidy(session.organisation(), arguments.flow.into(), &measurer, &Progress::default());
    let placing = begun.elapsed();
    // Nobody has asked it to stop, so there is a step.
    if let Some(step) = step {
        session::finish(session, &step)?;
    }

    let map = session::read(&arguments.map)?;
    let options = Options { flow: arguments.flow.into(), ..Options::default() };
    let picture = Picture::of(&map, &options, &Theme::light());
    let quality = picture.quality();
    let answer = Answer {
        parties: map.parties().len(),
        supplies: map.supplies().len(),
        milliseconds: placing.as_millis(),
        crossings: quality.crossings,
        overlaps: quality.overlaps,
        total_edge_length: quality.total_edge_length,
        width: quality.width,
        height: quality.height,
        places_milliseconds: milliseconds(placing),
        routes_milliseconds: milliseconds(picture.time_routes(options.flow)),
    };
    if arguments.json {
        return super::json(&answer);
    }
    Ok(format!(
        "Placed {} parties in {:.1} ms: {} crossings, {} overlaps, {:.0} × {:.0}.\n",
        answer.parties,
        answer.places_milliseconds,
        answer.crossings,
        answer.overlaps,
        answer.width,
        answer.height
    ))
}

/// To the thousandth: small maps take less than one.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}
