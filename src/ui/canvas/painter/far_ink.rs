use super::far::LINE_PX;
use super::mesh::seen_color;
use crate::model::Rect;
use crate::scene::{Far, Figure, Pallor};
use egui::Color32;
use std::sync::Arc;

/// The share of their ink that lines keep from far away …
const MOST_INK: f32 = 0.6;
/// … and less where so many of one colour lie over one another that they would cover the map more often than this:
/// then all their ink covers it once. A few lines that are lit stay as strong as they are.
const MOST_COVER: f32 = 1.0;
/// Fainter than this nothing is left of a line.
const LEAST_INK: f32 = 0.05;
/// More colours than these are not told apart.
const MOST_COLOURS: usize = 16;

/// The length of all lines of each colour for each unit of the area of the map.
#[derive(Clone, Debug, Default)]
pub(super) struct LineDensity(Vec<(Color32, f32)>);

/// The share of their ink, of 255, that lines of each colour keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inks(Arc<[(Color32, u8)]>);

impl LineDensity {
    pub fn of(figures: &[Arc<Figure>], pallor: Option<Pallor>) -> Self {
        let mut lengths: Vec<(Color32, f32)> = Vec::new();
        for (color, length) in figures.iter().filter_map(|figure| line(figure, pallor)) {
            if let Some((_, all)) = lengths.iter_mut().find(|(known, _)| *known == color) {
                *all += length;
            } else if lengths.len() < MOST_COLOURS {
                lengths.push((color, length));
            }
        }
        let bounds = figures.iter().map(|figure| figure.bounds).reduce(Rect::union);
        let area = bounds.map_or(1.0, |bounds| (bounds.width() * bounds.height()).max(1.0));
        Self(lengths.into_iter().map(|(color, length)| (color, length / area)).collect())
    }

    /// How strong the lines of each colour are where a map unit has so many pixels.
    pub fn inks(&self, px_per_unit: f32) -> Inks {
        Inks(self.0.iter().map(|(color, density)| (*color, far_ink(*density, px_per_unit))).collect())
    }
}

impl Inks {
    /// A line of this colour as it is drawn.
    pub fn inked(&self, color: Color32) -> Color32 {
        let ink = self.0.iter().find(|(known, _)| *known == color).map_or(far_ink(0.0, 1.0), |(_, ink)| *ink);
        color.gamma_multiply_u8(ink)
    }
}

/// The colour of a line as it is seen, and its length.
fn line(figure: &Figure, pallor: Option<Pallor>) -> Option<(Color32, f32)> {
    let Far::Line(way, color) = &figure.far else { return None };
    let length = way.iter().zip(way.iter().skip(1)).map(|(from, to)| from.distance(*to)).sum();
    Some((seen_color(*color, figure.pallor_in(pallor)), length))
}

/// So many steps only, because whatever is drawn is drawn anew when it changes.
fn far_ink(density: f32, px_per_unit: f32) -> u8 {
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

    #[test]
    fn a_few_lit_lines_are_strong_among_many_pale_ones() {
        let (lit, pale) = (Color32::from_rgb(0, 117, 104), Color32::from_rgb(200, 205, 212));
        let inks = LineDensity(vec![(pale, 4.0), (lit, 0.001)]).inks(0.02);
        assert_eq!(inks.inked(lit), lit.gamma_multiply_u8(153));
        assert!(inks.inked(pale).a() < 20);
        assert_eq!(inks.inked(Color32::RED).a(), 153, "one that has just come");
    }
}
