use super::frame::{body_ui, buttons_ui, dialog_frame};
use crate::model::Flow;
use crate::platform::{Preferences, ThemeChoice};
use crate::ui::widget::{check_ui, choice_ui, remark_ui};
use crate::ui::{Intent, Intents, View};
use egui::Ui;

/// From a small screen to a room with a projector.
const TEXT_SCALES: [f32; 8] = [0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5];

/// How the window looks and behaves; every change shows at once.
pub(super) fn preferences_ui(ui: &mut Ui, view: &View, intents: &mut Intents) -> bool {
    dialog_frame(ui, "Preferences", 420.0, |ui| {
        let mut chosen = view.preferences.clone();
        body_ui(ui, |ui| rows_ui(ui, &mut chosen));
        if chosen != *view.preferences {
            intents.push(Intent::SetPreferences(Box::new(chosen)));
        }
        buttons_ui(ui, &["Close"], true).is_some()
    })
}

fn rows_ui(ui: &mut Ui, chosen: &mut Preferences) {
    let word = |theme: ThemeChoice| theme.word().to_owned();
    if let Some(theme) = choice_ui(ui, "Theme", Some(chosen.theme), ThemeChoice::ALL, word) {
        chosen.theme = theme;
    }
    let scale = TEXT_SCALES.into_iter().find(|scale| *scale == chosen.text_scale);
    let word = |scale: f32| format!("{:.0} %", scale * 100.0);
    if let Some(scale) = choice_ui(ui, "Size of everything in the window", scale, TEXT_SCALES, word) {
        chosen.text_scale = scale;
    }
    let word = |flow: Flow| flow.word().to_owned();
    if let Some(flow) = choice_ui(ui, "How maps flow", Some(chosen.flow), Flow::ALL, word) {
        chosen.flow = flow;
    }
    remark_ui(ui, "Where tidying and new parties put customers. Nothing moves before you tidy.");
    ui.add_space(10.0);
    check_ui(ui, &mut chosen.wheel_zooms, "The mouse wheel zooms");
    remark_ui(ui, "Otherwise it moves the map, and Ctrl with the wheel zooms.");
    check_ui(ui, &mut chosen.handles, "Show a handle for connecting on the box under the pointer");
    check_ui(ui, &mut chosen.legend, "Show what the shapes, lines and numbers on the map mean");
    check_ui(ui, &mut chosen.minimap, "Show a minimap where the map is larger than the window");
    check_ui(ui, &mut chosen.reduced_motion, "Move at once instead of gliding");
}
