use super::controls::Controls;
use super::room_text::MOST_ROOM_TEXT;
use super::{Lead, paint_spot};
use crate::action::Action;
use crate::model::Rect;
use crate::scene::{Scene, Theme};
use crate::ui::canvas::painter::{ScenePainter, color32};
use crate::ui::canvas::{Camera, MOST_ZOOM, steer};
use egui::{PointerButton, Sense, Ui, ViewportClass, ViewportCommand, ViewportId, WidgetInfo, WidgetType};

/// Room around what is worked on, in map units.
const AROUND_ATTENTION: f32 = 24.0;
/// Room around a map that is seen whole, in map units.
const AROUND_MAP: f32 = 40.0;
/// A window that gets the keyboard within this time, in seconds, did not ask for it.
const NEW_SECONDS: f64 = 1.0;

/// How the room sees the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoomLook {
    /// Whether it sees what the facilitator sees; else a view of its own.
    pub follows: bool,
    /// How large names are, 1 is as in a window; as large as it fits if not said.
    pub text: Option<f32>,
    /// Whether the wheel zooms.
    pub wheel_zooms: bool,
    /// Whether things move at once instead of gliding.
    pub is_calm: bool,
}

/// The window on the projector: the map and nothing else, as much of it and as large as the room needs.
#[derive(Debug)]
pub struct Projector {
    camera: Camera,
    painter: ScenePainter,
    controls: Controls,
    look: RoomLook,
    lead: Lead,
    /// The scale of everything in the facilitator's window.
    window_scale: f32,
    /// When its window was drawn first.
    opened: Option<f64>,
    /// What the camera was last brought in line with.
    seen: Option<(RoomLook, Lead)>,
    pub(super) wishes: Vec<Action>,
}

impl Projector {
    /// A window that nobody has looked at yet.
    pub fn new(look: RoomLook) -> Self {
        Self {
            camera: Camera::default(),
            painter: ScenePainter::default(),
            controls: Controls::default(),
            look,
            lead: Lead::default(),
            window_scale: 1.0,
            opened: None,
            seen: None,
            wishes: Vec::new(),
        }
    }

    /// The name of its window.
    pub fn id() -> ViewportId {
        ViewportId::from_hash_of("projector")
    }

    /// Tells it how the room sees the map and what the facilitator shows; whether that is anything new.
    pub fn follow(&mut self, look: RoomLook, lead: Lead) -> bool {
        let is_new = (self.look, self.lead) != (look, lead);
        (self.look, self.lead) = (look, lead);
        is_new
    }

    /// What was asked for in its window since the last time.
    pub fn take_wishes(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.wishes)
    }

    /// Forgets what a hand has done in the window.
    pub fn fit(&mut self) {
        self.seen = None;
    }

    /// How large names are where a hand has zoomed: there it need not be what was asked for.
    pub fn text_of_own_view(&self) -> Option<f32> {
        (!self.look.follows && self.opened.is_some()).then(|| self.camera.zoom() * self.window_scale)
    }

    /// Which part of the map the room sees, and how large.
    pub fn camera(&self) -> &Camera {
        &self.camera
    }

    /// Draws the window. One inside another window has no keys of its own.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene, theme: &Theme, class: ViewportClass) {
        let (area, map) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
        map.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, "The map for the room"));
        if class != ViewportClass::EmbeddedWindow {
            self.take_keys(ui);
            self.give_keyboard_back(ui);
            if ui.input(|input| input.viewport().close_requested()) {
                self.wishes.push(Action::ToggleProjector);
            }
        }
        self.steer_by_hand(ui, &map);
        self.camera.set_viewport(area);
        self.window_scale = ui.ctx().zoom_factor();
        self.aim();
        if self.look.is_calm {
            self.camera.land();
        } else if self.camera.advance(ui.input(|input| input.stable_dt)) {
            ui.ctx().request_repaint();
        }
        let painter = ui.painter_at(area);
        painter.rect_filled(area, 0.0, color32(scene.background()));
        self.painter.paint(&painter, scene, &self.camera);
        if let Some(spot) = self.lead.spot {
            paint_spot(&painter, self.camera.to_screen(spot), area, theme);
        }
        let text = self.text_of_own_view().or(self.look.text);
        self.controls.show(ui, RoomLook { text, ..self.look }, &mut self.wishes);
        if !self.wishes.is_empty() {
            ui.ctx().request_repaint_of(ViewportId::ROOT); // whoever carries them out
        }
    }

    /// The hands go on in the facilitator's window, though most systems give the keyboard to a new one.
    fn give_keyboard_back(&mut self, ui: &Ui) {
        let now = ui.input(|input| input.time);
        let is_new = now - *self.opened.get_or_insert(now) < NEW_SECONDS;
        if is_new && ui.input(|input| input.viewport().focused == Some(true)) {
            self.opened = Some(f64::NEG_INFINITY);
            ui.ctx().send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
        }
    }

    /// A hand that moves the map here wants a view of its own.
    fn steer_by_hand(&mut self, ui: &Ui, map: &egui::Response) {
        let before = (self.camera.center(), self.camera.zoom());
        if map.dragged_by(PointerButton::Primary) || map.dragged_by(PointerButton::Middle) {
            self.camera.pan(map.drag_delta());
        }
        steer(&mut self.camera, ui, self.look.wheel_zooms);
        if before != (self.camera.center(), self.camera.zoom()) && self.look.follows {
            self.wishes.push(Action::ProjectorFollows);
            self.look.follows = false;
            self.seen = Some((self.look, self.lead)); // stays where the hand has put it
        }
    }

    /// Brings the camera in line with what is new.
    fn aim(&mut self) {
        let (look, lead) = (self.look, self.lead);
        if let Some(bounds) = lead.bounds {
            self.camera.allow_seeing(bounds);
        }
        // A window of another size still has to show what the facilitator shows.
        if look.follows && look.text.is_none() {
            match (lead.visible, lead.bounds) {
                // Nothing is lost by filling the screen with a map that the facilitator sees whole.
                (Some(visible), Some(all)) if visible.contains_rect(all) => {
                    self.camera.show(all.grown(AROUND_MAP), MOST_ROOM_TEXT / self.window_scale);
                }
                (Some(visible), _) => self.camera.show(visible, MOST_ZOOM),
                (None, _) => {}
            }
            self.seen = Some((look, lead));
            return;
        }
        let before = self.seen.replace((look, lead));
        let was = before.map(|(look, _)| look);
        let is_new_size = was.is_none_or(|was| was.text != look.text);
        match look.text {
            // Names are as large as asked for, whatever the scale of the facilitator's own window.
            Some(text) if is_new_size => self.camera.zoom_to(text / self.window_scale),
            None if is_new_size || before.is_none() => {
                lead.bounds.into_iter().for_each(|all| self.camera.fit(all));
            }
            _ => {}
        }
        if look.follows {
            let known = before.map(|(_, lead)| lead).filter(|_| was.is_some_and(|was| was.follows));
            self.go_along(known.unwrap_or_default());
        }
    }

    /// Follows the facilitator's view with its middle, and goes to where the work is.
    fn go_along(&mut self, before: Lead) {
        let lead = self.lead;
        if let Some(visible) = lead.visible.filter(|_| lead.visible != before.visible) {
            self.camera.go_to(visible.center());
        }
        let place = lead.spot.map(|spot| Rect::new(spot, spot)).or(lead.attention);
        let is_new =
            (lead.spot, lead.attention, lead.visible) != (before.spot, before.attention, before.visible);
        if let Some(place) = place.filter(|_| is_new) {
            self.camera.reveal(place.grown(AROUND_ATTENTION));
        }
    }
}
