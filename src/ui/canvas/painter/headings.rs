use super::Look;
use super::mesh::seen_color;
use super::text::{Legibility, family};
use crate::scene::{Figure, Item, Layer, Line, Text};
use crate::ui::canvas::visual_text::visual_text;
use egui::epaint::Galley;
use egui::{Color32, FontId, Painter, Pos2, Rect, pos2, vec2};
use std::sync::Arc;

/// How large a title is written that would be too small, where there is room, in points …
const LARGEST: f32 = 13.0;
/// … and at least.
const LEAST: f32 = 10.0;
/// How far beyond its frame a title may reach, as a share of the frame's width.
const REACH: f32 = 1.3;
/// Around the letters, in points.
const PADDING: egui::Vec2 = vec2(4.0, 1.0);
/// How solid the ground of the letters is: what lies below still shows a little.
const GROUND: f32 = 0.9;
/// More teams than these nobody can read about in one view.
const MOST: usize = 300;

/// Writes the names of teams where they would be too small to be read: a map that is seen whole still says what is
/// where. Outer teams go before inner ones and large ones before small ones; no two names cover each other.
pub(super) fn paint_headings(painter: &Painter, figures: &[Arc<Figure>], look: &Look) {
    let mut taken: Vec<Rect> = Vec::new();
    for frame in frames(figures, look).into_iter().take(MOST) {
        let Some((galley, place)) = lettered(painter, &frame) else { continue };
        if taken.iter().any(|other| other.intersects(place)) {
            continue;
        }
        taken.push(place);
        painter.rect_filled(place, 3.0, frame.ground);
        painter.galley(place.min + PADDING, galley, frame.ink);
    }
}

/// A team's frame with a title that is too small.
struct Frame<'a> {
    /// Where it is on the screen.
    place: Rect,
    /// Where its own title ends below.
    bottom: f32,
    text: &'a Text,
    line: &'a Line,
    ground: Color32,
    ink: Color32,
    rank: u32,
}

/// Those that can be seen, the most important first.
fn frames<'a>(figures: &'a [Arc<Figure>], look: &Look) -> Vec<Frame<'a>> {
    let viewport = look.camera.viewport();
    // Teams lie behind everything else.
    let teams = figures.iter().take_while(|figure| figure.depth.layer == Layer::Team);
    let seen = teams.filter_map(|team| frame(team, look)).filter(|frame| frame.place.intersects(viewport));
    let mut seen: Vec<Frame> = seen.collect();
    seen.sort_by(|a, b| a.rank.cmp(&b.rank).then(b.place.area().total_cmp(&a.place.area())));
    seen
}

fn frame<'a>(team: &'a Figure, look: &Look) -> Option<Frame<'a>> {
    let zoom = look.camera.zoom();
    let title = team.items.iter().find_map(|item| match item {
        Item::Text(text) => Some(text),
        Item::Shape(_) => None,
    });
    let text = title.filter(|text| Legibility::of(text.size * zoom / look.pixel) != Legibility::Letters)?;
    let line = text.lines.first()?;
    let fill = team.items.iter().find_map(|item| match item {
        Item::Shape(shape) => shape.fill,
        Item::Text(_) => None,
    })?;
    let pallor = team.pallor_in(look.pallor);
    let below = line.baseline.moved(0.0, text.size * 0.4);
    Some(Frame {
        place: look.camera.rect_to_screen(team.bounds),
        bottom: look.camera.to_screen(below).y,
        text,
        line,
        ground: seen_color(fill, pallor).gamma_multiply(GROUND),
        ink: seen_color(text.color, pallor),
        rank: team.depth.rank,
    })
}

/// The title as large as the frame lets it be, and where it stands; `None` if the frame is too small for it.
fn lettered(painter: &Painter, frame: &Frame) -> Option<(Arc<Galley>, Rect)> {
    let words = visual_text(&frame.line.text).into_owned();
    let letters = |size: f32| {
        let font = FontId::new(size, family(painter.ctx(), frame.text.weight));
        painter.layout_no_wrap(words.clone(), font, frame.ink)
    };
    // What it would be wide at this size, without laying it out.
    let width = |size: f32| frame.line.width * size / frame.text.size + 2.0 * PADDING.x;
    let size = (LARGEST * frame.place.width() / width(LARGEST)).clamp(LEAST, LARGEST).floor();
    if width(size) > frame.place.width() * REACH {
        return None;
    }
    let galley = letters(size);
    let extent = galley.size() + 2.0 * PADDING;
    let corner: Pos2 =
        pos2(frame.place.min.x, (frame.bottom - extent.y).max(frame.place.min.y - extent.y * 0.7));
    Some((galley, Rect::from_min_size(corner, extent)))
}
