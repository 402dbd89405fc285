use super::Camera;
use super::long_press::LongPress;
use crate::action::{Action, Modifiers};
use crate::model::Point;
use crate::tool::{Button, Pointer, ToolEvent};
use crate::ui::View;
use egui::{Event, Key, PointerButton, Pos2, Ui};

/// Two presses of the same button within this time, in seconds …
const DOUBLE_CLICK_SECONDS: f64 = 0.4;
/// … and this distance, in points, are a double-click.
const DOUBLE_CLICK_POINTS: f32 = 6.0;
/// Fingers are not as exact.
const DOUBLE_TAP_POINTS: f32 = 24.0;

/// Turns what egui reports into what happened to the canvas.
///
/// The raw events are read instead of egui's own clicks and drags: the tools decide themselves when a
/// press becomes a drag, and an Escape must not look like the end of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Input {
    held: Vec<PointerButton>,
    last_press: Option<Press>,
    is_over: bool,
    long_press: LongPress,
}

#[derive(Clone, Copy, Debug)]
struct Press {
    button: PointerButton,
    place: Pos2,
    seconds: f64,
    clicks: u8,
}

impl Input {
    /// Whether a button is held that was pressed on the canvas.
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// What happened since the last frame, in order.
    pub fn tool_events(&mut self, ui: &Ui, camera: &Camera) -> Vec<ToolEvent> {
        let (events, now, is_space_held) =
            ui.input(|input| (input.events.clone(), input.time, input.key_down(Key::Space)));
        let mut modifiers = ui.input(|input| input.modifiers);
        let mut found = Vec::new();
        for event in events {
            let pointer = |place: Pos2, modifiers| Pointer {
                at: camera.to_map(place),
                on_screen: Point::new(place.x, place.y),
                modifiers: action_modifiers(modifiers),
                is_space_held,
                ..Pointer::default()
            };
            if let Event::Touch { pos, .. } = event {
                let again = self.long_press.follow(&event, is_over_canvas(ui, camera, pos), now);
                found.extend(again.into_iter().flat_map(|place| right_click(pointer(place, modifiers))));
            }
            match event {
                Event::ModifiersChanged(changed) => modifiers = changed,
                Event::PointerMoved(place) => {
                    let is_over = self.is_holding() || is_over_canvas(ui, camera, place);
                    if is_over {
                        found.push(ToolEvent::Moved(pointer(place, modifiers)));
                    } else if self.is_over {
                        found.push(ToolEvent::Left);
                    }
                    self.is_over = is_over;
                }
                Event::PointerButton { pos, button, pressed: true, modifiers }
                    if is_over_canvas(ui, camera, pos) && tool_button(button).is_some() =>
                {
                    let reach = if ui.input(egui::InputState::any_touches) {
                        DOUBLE_TAP_POINTS
                    } else {
                        DOUBLE_CLICK_POINTS
                    };
                    let clicks = self.press(button, pos, now, reach);
                    found.push(ToolEvent::Pressed(Pointer {
                        button: tool_button(button).unwrap_or_default(),
                        clicks,
                        ..pointer(pos, modifiers)
                    }));
                }
                Event::PointerButton { pos, button, pressed: false, modifiers }
                    if self.held.contains(&button) =>
                {
                    self.held.retain(|held| *held != button);
                    found.push(ToolEvent::Released(Pointer {
                        button: tool_button(button).unwrap_or_default(),
                        clicks: self.last_press.map_or(1, |press| press.clicks),
                        ..pointer(pos, modifiers)
                    }));
                }
                Event::PointerGone if !self.is_holding() => {
                    self.is_over = false;
                    found.push(ToolEvent::Left);
                }
                Event::Key { key, pressed: false, .. } if is_arrow(key) => {
                    found.push(ToolEvent::KeysReleased);
                }
                Event::WindowFocused(false) => {
                    self.held.clear();
                    found.push(ToolEvent::FocusLost);
                }
                _ => {}
            }
        }
        if let Some(place) = self.long_press.due(now) {
            self.held.clear(); // lifting the finger does nothing more
            let place = Pointer {
                at: camera.to_map(place),
                on_screen: Point::new(place.x, place.y),
                ..Pointer::default()
            };
            found.push(ToolEvent::Cancel);
            found.extend(right_click(place));
        } else if let Some(rest) = self.long_press.rest(now) {
            ui.ctx().request_repaint_after(rest);
        }
        found
    }

    /// Remembers a press and counts whether it is the first or second of a double-click.
    fn press(&mut self, button: PointerButton, place: Pos2, seconds: f64, reach: f32) -> u8 {
        let is_second = self.last_press.is_some_and(|last| {
            last.button == button
                && last.clicks == 1
                && seconds - last.seconds <= DOUBLE_CLICK_SECONDS
                && last.place.distance(place) <= reach
        });
        let clicks = if is_second { 2 } else { 1 };
        self.last_press = Some(Press { button, place, seconds, clicks });
        self.held.push(button);
        clicks
    }
}

/// Moves the camera as wheel, touchpad and fingers ask; whether fingers are doing it.
pub(in crate::ui) fn steer(camera: &mut Camera, ui: &Ui, wheel_zooms: bool) -> bool {
    let touch =
        ui.input(|input| input.multi_touch().map(|touch| (touch.center_pos, touch.translation_delta)));
    let Some(place) = touch.map(|(center, _)| center).or_else(|| ui.input(|input| input.pointer.hover_pos()))
    else {
        return false;
    };
    if !is_over_canvas(ui, camera, place) {
        return false;
    }
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    if zoom != 1.0 {
        camera.zoom_by(zoom, place);
    }
    match touch {
        Some((_, moved)) => camera.pan(moved),
        None if scroll == egui::Vec2::ZERO => {}
        None if wheel_zooms => camera.zoom_by((scroll.y / 200.0).exp(), place),
        None => camera.pan(scroll),
    }
    touch.is_some()
}

/// What opens the menu.
fn right_click(pointer: Pointer) -> [ToolEvent; 2] {
    let pointer = Pointer { button: Button::Secondary, clicks: 1, ..pointer };
    [ToolEvent::Pressed(pointer), ToolEvent::Released(pointer)]
}

/// What the mouse's back and forward buttons ask for.
pub(super) fn history_buttons(ui: &Ui, camera: &Camera, view: &View) -> Option<Action> {
    let asked = |event: &Event| match event {
        Event::PointerButton { pos, button, pressed: true, .. } if is_over_canvas(ui, camera, *pos) => {
            match button {
                PointerButton::Extra1 => Some(Action::GoBack),
                PointerButton::Extra2 => Some(Action::GoForward),
                _ => None,
            }
        }
        _ => None,
    };
    let events = ui.input(|input| input.events.clone());
    events.iter().find_map(asked).filter(|action| action.is_available(view.situation))
}

/// Whether a place belongs to the canvas and no window or menu lies over it.
pub(super) fn is_over_canvas(ui: &Ui, camera: &Camera, place: Pos2) -> bool {
    camera.viewport().contains(place)
        && ui.ctx().layer_id_at(place).is_none_or(|layer| layer == ui.layer_id())
}

fn action_modifiers(modifiers: egui::Modifiers) -> Modifiers {
    Modifiers { command: modifiers.command, shift: modifiers.shift, alt: modifiers.alt }
}

fn tool_button(button: PointerButton) -> Option<Button> {
    match button {
        PointerButton::Primary => Some(Button::Primary),
        PointerButton::Secondary => Some(Button::Secondary),
        PointerButton::Middle => Some(Button::Middle),
        PointerButton::Extra1 | PointerButton::Extra2 => None,
    }
}

fn is_arrow(key: Key) -> bool {
    matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown)
}
