use super::args::NewArguments;
use super::failure::Failure;
use super::session;
use crate::edit::perform;
use crate::exchange::samples;
use crate::job::{Progress, tidy};
use crate::model::Organisation;
use crate::platform::{FontMeasurer, Fonts, TimeOrderedIds};
use std::sync::Arc;

/// `baton new MAP [--sample NAME]`
pub(super) fn run(arguments: &NewArguments) -> Result<String, Failure> {
    let map = arguments.map.display();
    let sample = arguments.sample.as_deref().and_then(samples::named);
    let Some(sample) = sample else {
        session::create(&arguments.map, &Organisation::default())?.close();
        return Ok(format!("Made {map}, an empty map.\n"));
    };
    let mut organisation = sample.build(&mut TimeOrderedIds);
    let measurer = FontMeasurer::new(Arc::new(Fonts::default()));
    if let Some(places) = tidy(&organisation, &measurer, &Progress::default()) {
        perform(&mut organisation, &places).map_err(|refusal| Failure::new(refusal.to_string()))?;
    }
    session::create(&arguments.map, &organisation)?.close();
    Ok(format!("Made {map}: {}\n", sample.title))
}
