use super::args::NewArguments;
use super::failure::Failure;
use super::{sample, session};
use crate::exchange::samples;
use crate::model::Organisation;

/// `baton new MAP [--sample NAME] [--flow F]`
pub(super) fn run(arguments: &NewArguments) -> Result<String, Failure> {
    let map = arguments.map.display();
    let sample = arguments.sample.as_deref().and_then(samples::named);
    let Some(sample) = sample else {
        session::create(&arguments.map, &Organisation::default())?.close();
        return Ok(format!("Made {map}, an empty map.\n"));
    };
    session::create(&arguments.map, &sample::placed(sample, arguments.flow.into())?)?.close();
    Ok(format!("Made {map}: {}\n", sample.title))
}
