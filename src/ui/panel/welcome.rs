use crate::action::Action;
use crate::ui::widget::{Icon, bold, remark_ui};
use crate::ui::{Intent, Intents, View};
use egui::{Button, Frame, Rect, RichText, Ui, UiBuilder, vec2};
use std::path::PathBuf;

/// As many recent maps are offered.
const MOST_RECENT: usize = 5;

/// Draws, over an empty map, three ways to begin.
pub fn welcome_ui(ui: &mut Ui, area: Rect, view: &View, intents: &mut Intents) {
    let size = vec2(560.0_f32.min(area.width() - 40.0), 380.0_f32.min(area.height() - 20.0));
    let place = Rect::from_center_size(area.center(), size);
    ui.scope_builder(UiBuilder::new().max_rect(place).id_salt("welcome"), |ui| {
        Frame::window(ui.style()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(bold("Who serves whom?").heading());
            remark_ui(ui, "An empty map. Three ways to begin:");
            ui.add_space(8.0);
            let ways = [
                (Icon::Role, "Draw", "Double-click anywhere, or press R and click.", Action::AddRole),
                (
                    Icon::Team,
                    "Open a sample",
                    "Look at how others serve their customers.",
                    Action::OpenSample,
                ),
                (
                    Icon::Tidy,
                    "Import",
                    "A table of who supplies or reports to whom, or a diagram.",
                    Action::ImportTable,
                ),
            ];
            for (icon, name, words, action) in ways {
                way_ui(ui, icon, name, words, action, view, intents);
            }
            recent_ui(ui, view, intents);
        });
    });
}

fn way_ui(
    ui: &mut Ui,
    icon: Icon,
    name: &str,
    words: &str,
    action: Action,
    view: &View,
    intents: &mut Intents,
) {
    let is_available = action.is_available(view.situation);
    let text = RichText::new(format!("        {name}"));
    let button =
        Button::new(text).right_text(RichText::new(words).weak()).min_size(vec2(ui.available_width(), 44.0));
    let response = ui.add_enabled(is_available, button);
    let place =
        Rect::from_min_size(response.rect.min + vec2(12.0, 0.0), vec2(Icon::SIZE, response.rect.height()));
    icon.paint(ui.painter(), place, ui.visuals().text_color());
    if response.clicked() {
        intents.push(Intent::Do(action));
    }
}

fn recent_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    let others = |map: &&PathBuf| map.as_path() != view.path;
    let recent: Vec<&PathBuf> = view.preferences.recent.iter().filter(others).take(MOST_RECENT).collect();
    if recent.is_empty() {
        return;
    }
    ui.add_space(8.0);
    remark_ui(ui, "Or go on with");
    ui.horizontal_wrapped(|ui| {
        for map in recent {
            let name = map.file_stem().unwrap_or(map.as_os_str()).to_string_lossy();
            if ui.link(name).on_hover_text(map.to_string_lossy()).clicked() {
                intents.push(Intent::OpenPath(map.clone()));
            }
            ui.add_space(8.0);
        }
    });
}
