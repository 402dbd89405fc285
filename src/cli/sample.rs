use super::failure::Failure;
use crate::edit::perform;
use crate::exchange::samples::Sample;
use crate::job::{Progress, tidy};
use crate::model::{Flow, Organisation};
use crate::platform::{FontMeasurer, Fonts, TimeOrderedIds};
use std::sync::Arc;

/// A sample with every party in its place.
pub(super) fn placed(sample: &Sample, flow: Flow) -> Result<Organisation, Failure> {
    let mut map = sample.build(&mut TimeOrderedIds);
    let measurer = FontMeasurer::new(Arc::new(Fonts::default()));
    if let Some(places) = tidy(&map, flow, &measurer, &Progress::default()) {
        perform(&mut map, &places).map_err(|refusal| Failure::new(refusal.to_string()))?;
    }
    Ok(map)
}
