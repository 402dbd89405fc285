use super::args::NewArguments;
use super::failure::Failure;
use super::session;
use crate::exchange::samples;
use crate::model::Organisation;
use crate::platform::TimeOrderedIds;

/// `baton new MAP [--sample NAME]`
pub(super) fn run(arguments: &NewArguments) -> Result<String, Failure> {
    let map = arguments.map.display();
    let sample = arguments.sample.as_deref().and_then(samples::named);
    let Some(sample) = sample else {
        session::create(&arguments.map, &Organisation::default())?.close();
        return Ok(format!("Made {map}, an empty map.\n"));
    };
    let mut organisation = sample.build(&mut TimeOrderedIds);
    super::place::everybody(&mut organisation);
    session::create(&arguments.map, &organisation)?.close();
    Ok(format!("Made {map}: {}\n", sample.title))
}
