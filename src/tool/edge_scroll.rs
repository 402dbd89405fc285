use super::Context;
use crate::model::Point;

/// A drag this near to the edge of the view scrolls it.
const BAND_PX: f32 = 28.0;
/// How fast, at the very edge and beyond.
const FASTEST_PX_PER_SECOND: f32 = 900.0;

/// Whether a drag at `at` scrolls the view.
pub(super) fn is_near_edge(at: Point, cx: &Context<'_>) -> bool {
    pull(at, cx) != Point::default()
}

/// How far, in screen pixels to the right and down, what is seen moves in `seconds` while something is dragged at `at`.
pub(super) fn pan(at: Point, seconds: f32, cx: &Context<'_>) -> Option<(f32, f32)> {
    let pull = pull(at, cx);
    // A long pause (a sleeping machine) must not throw the view far away.
    let distance = FASTEST_PX_PER_SECOND * seconds.clamp(0.0, 0.1);
    (pull != Point::default()).then_some((pull.x * distance, pull.y * distance))
}

/// −1 to 1 in both directions: which way what is seen moves, and how fast.
fn pull(at: Point, cx: &Context<'_>) -> Point {
    let view = cx.view;
    let axis = |at: f32, min: f32, max: f32| {
        let before = 1.0 - (at - min) * cx.zoom / BAND_PX;
        let after = 1.0 - (max - at) * cx.zoom / BAND_PX;
        before.clamp(0.0, 1.0) - after.clamp(0.0, 1.0)
    };
    Point::new(axis(at.x, view.min.x, view.max.x), axis(at.y, view.min.y, view.max.y))
}
