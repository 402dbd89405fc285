use crate::scene::{FontWeight, Line, Text};
use crate::ui::BOLD_FAMILY;
use crate::ui::canvas::visual_text::visual_text;
use egui::epaint::{Galley, Mesh, TextShape, Vertex, WHITE_UV};
use egui::{Color32, Context, FontFamily, FontId, Pos2, pos2, vec2};
use std::sync::Arc;

/// Letters smaller than this are drawn as a bar, in pixels.
const READABLE_PX: f32 = 5.0;
/// Letters smaller than this are not drawn at all, in pixels.
const GUESSABLE_PX: f32 = 2.0;
/// How much of the letters' colour a bar has.
const BAR_INK: f32 = 0.35;
/// Letters are laid out for zooms that differ by this factor; those between are set a little too
/// large or too small, which nobody sees, and the font atlas stays small while zooming.
const STEP: f32 = 1.04;

/// How letters of some size are drawn at some zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Legibility {
    /// As letters.
    Letters,
    /// As a bar where the line would be.
    Bar,
    /// Not at all.
    Nothing,
}

impl Legibility {
    pub fn of(size_px: f32) -> Self {
        match size_px {
            px if px >= READABLE_PX => Self::Letters,
            px if px >= GUESSABLE_PX => Self::Bar,
            _ => Self::Nothing,
        }
    }
}

/// One line of text laid out for one step of the zoom.
#[derive(Clone, Debug)]
pub(super) struct Lettering {
    galley: Arc<Galley>,
    /// From the left end of the galley's top to the middle of the line's baseline, in points.
    anchor: egui::Vec2,
}

impl Lettering {
    /// Lays out one line of `text` with the letters' em `em_points` high.
    pub fn of(context: &Context, text: &Text, line: &Line, em_points: f32) -> Self {
        let font = FontId::new(em_points, family(context, text.weight));
        let words = visual_text(&line.text).into_owned();
        let galley = context.fonts_mut(|fonts| fonts.layout_no_wrap(words, font, Color32::PLACEHOLDER));
        let baseline = galley
            .rows
            .first()
            .and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y))
            .unwrap_or_default();
        let anchor = vec2(galley.size().x / 2.0, baseline);
        Self { galley, anchor }
    }

    /// The letters in this colour, with the middle of their baseline at `baseline`.
    pub fn shape(&self, baseline: Pos2, color: Color32) -> TextShape {
        TextShape::new(baseline - self.anchor, self.galley.clone(), color)
    }
}

/// The zoom for which text is laid out when the camera is at `zoom`, as a number of steps from 100 %.
pub(super) fn zoom_step(zoom: f32) -> i32 {
    (zoom.ln() / STEP.ln()).round() as i32
}

/// The zoom of a step.
pub(super) fn zoom_of_step(step: i32) -> f32 {
    STEP.powi(step)
}

/// Draws a bar in place of a line that is too small to be read.
pub(super) fn add_bar(out: &mut Mesh, line: &Line, size: f32, color: Color32, baseline: Pos2, zoom: f32) {
    let half = vec2(line.width, size * 0.5) * zoom / 2.0;
    let center = pos2(baseline.x, baseline.y - half.y);
    let color = color.gamma_multiply(BAR_INK);
    let first = out.vertices.len() as u32;
    let corners = [vec2(-half.x, -half.y), vec2(half.x, -half.y), half, vec2(-half.x, half.y)];
    out.vertices.extend(corners.map(|corner| Vertex { pos: center + corner, uv: WHITE_UV, color }));
    out.indices.extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
}

/// The family for a weight; before the program's fonts are installed there is only one.
pub fn family(context: &Context, weight: FontWeight) -> FontFamily {
    let bold = FontFamily::Name(BOLD_FAMILY.into());
    let known =
        weight == FontWeight::Bold && context.fonts(|fonts| fonts.definitions().families.contains_key(&bold));
    if known { bold } else { FontFamily::Proportional }
}
