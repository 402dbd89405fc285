use crate::action::{Action, ActionGroup, Keyboard};
use crate::model::Flow;
use crate::platform::ThemeChoice;
use crate::ui::widget::{MenuRows, menu_body_ui};
use crate::ui::{Intent, Intents, MainView, View};
use egui::{Button, MenuBar, Ui};

/// What belongs together and is not asked for every day has a menu of its own, so that the one around it fits into a
/// window.
const NESTED: &[(&str, &[Action])] = &[
    ("Names for the room", &[Action::RoomLarger, Action::RoomSmaller, Action::RoomFit]),
    ("Flow", &[Action::FlowRight, Action::FlowDown]),
    ("Theme", &[Action::ThemeSystem, Action::ThemeLight, Action::ThemeDark, Action::ThemeHighContrast]),
];

fn is_nested(action: Action) -> bool {
    NESTED.iter().any(|(_, actions)| actions.contains(&action))
}

/// Draws the menus: one for each group of the action table, and the recent maps.
pub fn menu_bar_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    MenuBar::new().ui(ui, |ui| {
        for group in ActionGroup::ALL.into_iter().filter(|group| group.is_in_menu_bar()) {
            ui.menu_button(group.name(), |ui| {
                ui.set_min_width(230.0);
                menu_body_ui(ui, |ui, rows| {
                    let is_here = |action: &&Action| action.group() == group && !is_nested(**action);
                    for action in Action::ALL.iter().filter(is_here) {
                        item_ui(ui, rows, *action, view, intents);
                        if *action == Action::OpenMap {
                            recent_ui(ui, rows, view, intents);
                        }
                    }
                    for (name, actions) in NESTED.iter().filter(|_| group == ActionGroup::View) {
                        nested_ui(ui, rows, name, actions, view, intents);
                    }
                });
            });
        }
    });
}

fn nested_ui(
    ui: &mut Ui,
    rows: &mut MenuRows,
    name: &str,
    actions: &[Action],
    view: &View,
    intents: &mut Intents,
) {
    let menu = ui.menu_button(name, |ui| {
        menu_body_ui(ui, |ui, rows| {
            for action in actions {
                item_ui(ui, rows, *action, view, intents);
            }
        });
    });
    rows.add_submenu(&menu.response);
}

fn item_ui(ui: &mut Ui, rows: &mut MenuRows, action: Action, view: &View, intents: &mut Intents) {
    let keys = action.shortcut().map_or_else(String::new, |keys| keys.text(Keyboard::here()));
    let button = Button::new(label(action, view)).selected(is_on(action, view)).shortcut_text(keys);
    let response = rows.add(ui, action.is_available(view.situation), button);
    if response.on_hover_text(action.tooltip()).on_disabled_hover_text(action.tooltip()).clicked() {
        intents.push(Intent::Do(action));
        ui.close(); // a click closes by itself, Enter does not
    }
}

/// The name of an action; undo and redo say what they would take back.
fn label(action: Action, view: &View) -> String {
    let of = |step: Option<&str>| {
        step.map_or_else(|| action.name().to_owned(), |s| format!("{}: {s}", action.name()))
    };
    match action {
        Action::Undo => of(view.undo_label),
        Action::Redo => of(view.redo_label),
        _ => action.name().to_owned(),
    }
}

/// Whether the state that the action turns on and off is on.
pub(super) fn is_on(action: Action, view: &View) -> bool {
    match action {
        Action::ToggleFindings => view.preferences.findings_open,
        Action::ToggleOutline => view.preferences.outline_open,
        Action::ToggleInspector => view.preferences.inspector_open,
        Action::ToggleMinimap => view.preferences.minimap,
        Action::ToggleLegend => view.preferences.legend,
        Action::ToggleProjector => view.situation.is_projecting,
        Action::ProjectorFollows => view.preferences.projector_follows,
        Action::Present => view.situation.is_presenting,
        Action::ShowMap => view.main_view == MainView::Map,
        Action::ShowChain => view.main_view == MainView::Chain,
        Action::ShowMatrix => view.main_view == MainView::Matrix,
        Action::ShowTable => view.main_view == MainView::Table,
        Action::ToggleTrace => view.situation.is_tracing,
        Action::ToggleFocus => view.situation.is_focusing,
        Action::FlowRight => view.preferences.flow == Flow::LeftToRight,
        Action::FlowDown => view.preferences.flow == Flow::TopToBottom,
        Action::ThemeSystem => view.preferences.theme == ThemeChoice::System,
        Action::ThemeLight => view.preferences.theme == ThemeChoice::Light,
        Action::ThemeHighContrast => view.preferences.theme == ThemeChoice::HighContrast,
        Action::ThemeDark => view.preferences.theme == ThemeChoice::Dark,
        _ => false,
    }
}

fn recent_ui(ui: &mut Ui, rows: &mut MenuRows, view: &View, intents: &mut Intents) {
    let recent = &view.preferences.recent;
    let is_available = !recent.is_empty() && !view.situation.is_dialog_open;
    let shown = ui.add_enabled_ui(is_available, |ui| {
        ui.menu_button("Open recent", |ui| {
            menu_body_ui(ui, |ui, rows| {
                for map in recent {
                    let name = map.file_name().unwrap_or(map.as_os_str()).to_string_lossy();
                    let row = rows.add(ui, true, Button::new(name));
                    if row.on_hover_text(map.to_string_lossy()).clicked() {
                        intents.push(Intent::OpenPath(map.clone()));
                        ui.close();
                    }
                }
            });
        })
    });
    rows.add_submenu(&shown.inner.response);
}
