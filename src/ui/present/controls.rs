use super::room_text::room_text_word;
use super::{Projector, RoomLook};
use crate::action::{Action, Keyboard};
use egui::{
    Align2, Area, Button, Context, Event, Frame, Id, Key, Order, Response, Ui, ViewportCommand, vec2,
};

/// How long the controls stay after the last movement in the window, in seconds.
const STAY_SECONDS: f64 = 3.0;
/// How long they take to fade away.
const FADE_SECONDS: f32 = 0.25;

/// The few controls of the projector's window: they come with a movement or a key, and fade away.
#[derive(Clone, Debug, Default)]
pub(super) struct Controls {
    stirred: Option<f64>,
}

impl Controls {
    /// Draws them at the lower edge while they are wanted, and adds what was asked for to `wishes`.
    pub fn show(&mut self, ui: &Ui, look: RoomLook, wishes: &mut Vec<Action>) {
        let context = ui.ctx();
        let now = ui.input(|input| input.time);
        if is_stirred(ui) || self.stirred.is_none() {
            self.stirred = Some(now);
        }
        let rest = self.stirred.unwrap_or(now) + STAY_SECONDS - now;
        let id = Id::new("projector controls");
        let has_keyboard = context.memory(egui::Memory::focused).is_some();
        let seconds = if look.is_calm { 0.0 } else { FADE_SECONDS };
        let shown = context.animate_bool_with_time(id, rest > 0.0 || has_keyboard, seconds);
        if rest > 0.0 {
            context.request_repaint_after(std::time::Duration::from_secs_f64(rest));
        }
        if shown <= 0.0 {
            if ui.rect_contains_pointer(ui.max_rect()) {
                context.set_cursor_icon(egui::CursorIcon::None);
            }
            return;
        }
        let bottom = ui.max_rect().center_bottom() - vec2(0.0, 18.0);
        let area = Area::new(id).order(Order::Foreground).pivot(Align2::CENTER_BOTTOM).fixed_pos(bottom);
        area.constrain(false).show(context, |ui| {
            ui.set_opacity(shown);
            Frame::popup(ui.style()).inner_margin(6.0).show(ui, |ui| {
                ui.horizontal(|ui| row_ui(ui, look, wishes));
            });
        });
    }
}

fn row_ui(ui: &mut Ui, look: RoomLook, wishes: &mut Vec<Action>) {
    let follow = Button::selectable(look.follows, "Follow");
    let says = "Show what the first window shows  (F)\nOff: drag and zoom here as you like.";
    ask(ui.add(follow), says, Action::ProjectorFollows, wishes);
    ui.separator();
    let narrow = vec2(30.0, 28.0);
    ask(ui.add(Button::new("−").min_size(narrow)), "Names smaller  (−)", Action::RoomSmaller, wishes);
    let size = Button::new(room_text_word(look.text)).frame_when_inactive(false).min_size(vec2(92.0, 28.0));
    ask(ui.add(size), "As large as it fits  (0)", Action::RoomFit, wishes);
    ask(ui.add(Button::new("+").min_size(narrow)), "Names larger  (+)", Action::RoomLarger, wishes);
    ui.separator();
    if ui.button("Full screen").on_hover_text("Fill this screen, or leave it again  (F11)").clicked() {
        toggle_full_screen(ui.ctx());
    }
    let keys = Action::ToggleProjector.shortcut().map(|keys| keys.text(Keyboard::here()));
    let says = format!("Close this window  (Esc, {})", keys.unwrap_or_default());
    ask(ui.button("Close"), &says, Action::ToggleProjector, wishes);
}

fn ask(button: Response, says: &str, action: Action, wishes: &mut Vec<Action>) {
    if button.on_hover_text(says).clicked() {
        wishes.push(action);
    }
}

/// Whether somebody moves the pointer or presses a key in this window.
fn is_stirred(ui: &Ui) -> bool {
    let is_movement = |event: &Event| {
        matches!(
            event,
            Event::PointerMoved(_) | Event::PointerButton { .. } | Event::Key { .. } | Event::Touch { .. }
        )
    };
    ui.input(|input| input.events.iter().any(is_movement))
}

/// Fills the screen on which the window is, or leaves it again.
fn toggle_full_screen(context: &Context) {
    let is_full = context.input(|input| input.viewport().fullscreen.unwrap_or(false));
    context.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
}

impl Projector {
    /// What the keys mean in this window.
    pub(super) fn take_keys(&mut self, ui: &Ui) {
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let wishes = [
            (Key::Escape, Action::ToggleProjector),
            (Key::F, Action::ProjectorFollows),
            (Key::Plus, Action::RoomLarger),
            (Key::Equals, Action::RoomLarger),
            (Key::Minus, Action::RoomSmaller),
            (Key::Num0, Action::RoomFit),
            (Key::Home, Action::RoomFit),
        ];
        self.wishes.extend(wishes.into_iter().filter(|(key, _)| pressed(*key)).map(|(_, action)| action));
        if ui.input(|input| input.modifiers.shift && input.key_pressed(Key::F5)) {
            self.wishes.push(Action::ToggleProjector);
        }
        if pressed(Key::F11) {
            toggle_full_screen(ui.ctx());
        }
    }
}
