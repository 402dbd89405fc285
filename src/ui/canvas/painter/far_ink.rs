use super::far::LINE_PX;
use crate::model::{Point, Rect};
use crate::scene::{Far, Figure};
use std::sync::Arc;

/// The share of their ink that lines keep …
const MOST_INK: f32 = 0.6;
/// … and less where so many lie over one another that they would cover the map as often as this: then all the ink
/// there is covers it once.
const MOST_COVER: f32 = 1.0;
/// Fainter than this nothing is left of a line.
const LEAST_INK: f32 = 0.05;

/// The length of all lines for each unit of the area of the map that they lie on.
pub(super) fn line_density(figures: &[Arc<Figure>]) -> f32 {
    let length = |figure: &Arc<Figure>| match &figure.far {
        Far::Line(way, _) => way.windows(2).map(|leg: &[Point]| leg[0].distance(leg[1])).sum(),
        _ => 0.0,
    };
    let Some(bounds) = figures.iter().map(|figure| figure.bounds).reduce(Rect::union) else { return 0.0 };
    figures.iter().map(length).sum::<f32>() / (bounds.width() * bounds.height()).max(1.0)
}

/// The share of their ink, of 255, that lines keep at this `density` and zoom; so many steps only, because whatever is
/// drawn is drawn anew when it changes.
pub(super) fn far_ink(density: f32, px_per_unit: f32) -> u8 {
    const STEPS: f32 = 40.0;
    let cover = density * LINE_PX / px_per_unit;
    ((MOST_COVER / cover).clamp(LEAST_INK, MOST_INK) * STEPS).round().mul_add(255.0 / STEPS, 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_fainter_the_more_they_cover_but_never_gone() {
        let most = far_ink(0.0, 0.1);
        assert_eq!((most, far_ink(0.05, 0.1)), (153, 153), "half covered");
        let (some, many) = (far_ink(0.4, 0.1), far_ink(1.0, 0.1));
        assert!(some < most && many < some, "{some} {many}");
        assert!(far_ink(1.0, 0.2) > many, "from nearer they lie apart");
        assert_eq!(far_ink(1_000.0, 0.01), 13);
    }
}
