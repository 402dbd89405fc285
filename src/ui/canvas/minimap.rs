use super::Camera;
use super::painter::color32;
use crate::model::{PartyKind, Point, Rect};
use crate::scene::{PartyBox, Theme};
use crate::ui::View;
use egui::epaint::Mesh;
use egui::{
    Area, Color32, CornerRadius, EventFilter, Frame, Id, Key, Order, Painter, Response, Sense, Shape, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, vec2,
};
use std::collections::HashSet;
use std::sync::Arc;

/// The largest size of the picture, in points.
const MOST: Vec2 = vec2(220.0, 170.0);
/// Distance from the corner of the canvas, in points.
const MARGIN: f32 = 12.0;
/// A canvas smaller than this has no room for it, in points.
const LEAST_CANVAS: Vec2 = vec2(520.0, 360.0);
/// Free space around the map, as a share of it.
const AROUND: f32 = 0.03;
/// No party is drawn smaller than this, in points; of those that would cover one another one is enough.
const LEAST_BOX: f32 = 2.0;

/// The whole map in a corner of the canvas, with the part that is seen. Drawn once for every state of the map.
#[derive(Debug, Default)]
pub(super) struct Minimap {
    drawn: Option<(Basis, Arc<Mesh>)>,
}

/// What the drawing depends on.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    revision: u64,
    theme: Theme,
    place: egui::Rect,
}

/// How the map lies in the picture.
#[derive(Clone, Copy, Debug)]
struct Sheet {
    place: egui::Rect,
    bounds: Rect,
}

impl Minimap {
    /// Draws it, if there is more of the map than can be seen, and moves the camera as it is asked to.
    pub fn show(&mut self, ui: &Ui, camera: &mut Camera, bounds: Option<Rect>, view: &View) {
        let viewport = camera.viewport();
        let has_room = viewport.width() >= LEAST_CANVAS.x && viewport.height() >= LEAST_CANVAS.y;
        let Some(bounds) = bounds.filter(|bounds| has_room && !camera.visible().contains_rect(*bounds))
        else {
            return;
        };
        let bounds = bounds.grown((bounds.width().max(bounds.height()) * AROUND).max(1.0));
        let scale = (MOST.x / bounds.width()).min(MOST.y / bounds.height());
        let size = (vec2(bounds.width(), bounds.height()) * scale).max(Vec2::splat(36.0));
        let frame = Frame::popup(ui.style()).inner_margin(4.0);
        let height = size.y + frame.total_margin().sum().y;
        let corner = viewport.left_bottom() + vec2(MARGIN, -MARGIN - height);
        Area::new(Id::new("minimap")).order(Order::Middle).fixed_pos(corner).show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                let (place, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
                let sheet = Sheet { place, bounds };
                self.paint(ui, sheet, camera, &response, view);
                steer(ui, &response, sheet, camera);
            });
        });
    }

    fn paint(&mut self, ui: &Ui, sheet: Sheet, camera: &Camera, response: &Response, view: &View) {
        let painter = ui.painter_at(sheet.place);
        painter.add(Shape::mesh(self.mesh(sheet, view)));
        let seen = sheet.rect_to_screen(camera.visible()).intersect(sheet.place);
        let accent = view.theme.accent;
        painter.rect_filled(seen, 2.0, color32(accent.with_alpha(32)));
        painter.rect_stroke(seen, 2.0, Stroke::new(1.5, color32(accent)), StrokeKind::Inside);
        if response.has_focus() {
            focus_ring(&painter, sheet.place, color32(view.theme.ink));
        }
    }

    fn mesh(&mut self, sheet: Sheet, view: &View) -> Arc<Mesh> {
        let key = Basis { revision: view.revision, theme: view.theme.clone(), place: sheet.place };
        match &self.drawn {
            Some((known, mesh)) if *known == key => Arc::clone(mesh),
            _ => {
                let mesh = Arc::new(draw(sheet, view));
                self.drawn = Some((key, Arc::clone(&mesh)));
                mesh
            }
        }
    }
}

impl Sheet {
    fn scale(self) -> f32 {
        (self.place.width() / self.bounds.width()).min(self.place.height() / self.bounds.height())
    }

    fn rect_to_screen(self, rect: Rect) -> egui::Rect {
        let middle = self.bounds.center();
        let place =
            |point: Point| self.place.center() + vec2(point.x - middle.x, point.y - middle.y) * self.scale();
        egui::Rect::from_min_max(place(rect.min), place(rect.max))
    }

    fn to_map(self, screen: egui::Pos2) -> Point {
        let from_middle = (screen - self.place.center()) / self.scale();
        self.bounds.center().moved(from_middle.x, from_middle.y)
    }
}

/// The frames of teams, and above them a small box for every party in the colour of its kind.
fn draw(sheet: Sheet, view: &View) -> Mesh {
    let mut mesh = Mesh::default();
    let (frames, parties): (Vec<_>, Vec<_>) =
        view.scene.party_boxes().partition(|(_, drawn)| drawn.is_frame());
    let mut frames: Vec<&PartyBox> = frames.into_iter().map(|(_, drawn)| drawn).collect();
    frames.sort_by_key(|frame| frame.depth);
    let team = view.theme.party(PartyKind::Team);
    for frame in frames {
        let area = sheet.rect_to_screen(frame.rect);
        mesh.add_colored_rect(area, color32(team.edge));
        mesh.add_colored_rect(area.shrink(1.0), color32(team.fill));
    }
    let mut taken = HashSet::new();
    for (id, drawn) in parties {
        let Some(party) = view.organisation.party(id) else { continue };
        let area = sheet.rect_to_screen(drawn.rect);
        let area = egui::Rect::from_center_size(area.center(), area.size().max(Vec2::splat(LEAST_BOX)));
        let cell = (area.min / LEAST_BOX).floor();
        if area.size().max_elem() <= 2.0 * LEAST_BOX
            && !taken.insert((cell.x as i32, cell.y as i32, party.kind))
        {
            continue;
        }
        mesh.add_colored_rect(area, color32(view.theme.party(party.kind).edge));
    }
    mesh
}

/// A press or a drag brings the place under the pointer into the middle; arrows go a quarter of the view further.
fn steer(ui: &Ui, response: &Response, sheet: Sheet, camera: &mut Camera) {
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, "Minimap"));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(
            "Where the part of the map that is seen lies. Drag, or press the arrow keys, to move it.",
        );
    });
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on()) {
        camera.go_to(sheet.to_map(sheet.place.clamp(pointer)));
        ui.ctx().request_repaint();
    }
    if response.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let ways = [
            (Key::ArrowLeft, vec2(-1.0, 0.0)),
            (Key::ArrowRight, vec2(1.0, 0.0)),
            (Key::ArrowUp, vec2(0.0, -1.0)),
            (Key::ArrowDown, vec2(0.0, 1.0)),
        ];
        for (_, way) in ways.into_iter().filter(|(key, _)| ui.input(|input| input.key_pressed(*key))) {
            camera.pan(-way * camera.viewport().size() * 0.25);
            ui.ctx().request_repaint();
        }
    }
    response.clone().on_hover_text("Drag to move the view");
}

fn focus_ring(painter: &Painter, area: egui::Rect, ink: Color32) {
    painter.rect_stroke(area, CornerRadius::same(2), Stroke::new(2.0, ink), StrokeKind::Inside);
}
