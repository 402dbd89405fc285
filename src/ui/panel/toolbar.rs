use super::menu_bar::is_on;
use crate::action::Action;
use crate::ui::widget::{Icon, action_button_ui};
use crate::ui::{Intents, View};
use egui::{Align, Layout, Ui};

/// From this width of the window on, the buttons have words.
const WIDTH_FOR_WORDS: f32 = 1260.0;

/// The buttons from left to right; a gap between groups.
const GROUPS: &[&[(Action, Icon, &str)]] = &[
    &[
        (Action::AddRole, Icon::Role, "Role"),
        (Action::AddCustomer, Icon::Customer, "Customer"),
        (Action::AddSupplier, Icon::Supplier, "Supplier"),
        (Action::AddTeam, Icon::Team, "Team"),
    ],
    &[(Action::Connect, Icon::Connect, "Connect"), (Action::AddNote, Icon::Note, "Note")],
    &[(Action::Undo, Icon::Undo, ""), (Action::Redo, Icon::Redo, "")],
    &[(Action::Tidy, Icon::Tidy, "Tidy"), (Action::ToggleTrace, Icon::Trace, "Trace")],
];

/// What stands at the right end.
const RIGHT: &[(Action, Icon, &str)] = &[
    (Action::ToggleInspector, Icon::Inspector, ""),
    (Action::ToggleOutline, Icon::Outline, ""),
    (Action::ShowTable, Icon::Table, "Table"),
    (Action::ShowMatrix, Icon::Matrix, "Matrix"),
    (Action::ShowChain, Icon::Chain, "Chain"),
    (Action::ShowMap, Icon::Map, "Map"),
    (Action::ExportPicture, Icon::Export, "Export"),
    (Action::CommandPalette, Icon::Find, "Find or do"),
];

/// Draws the toolbar: what is needed most, one click away.
pub fn toolbar_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    let has_words = ui.available_width() >= WIDTH_FOR_WORDS;
    let mut button = |ui: &mut Ui, (action, icon, word): (Action, Icon, &'static str)| {
        let word = (has_words && !word.is_empty()).then_some(word);
        action_button_ui(ui, action, icon, word, is_on(action, view), view, intents);
    };
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (index, group) in GROUPS.iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            for entry in *group {
                button(ui, *entry);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for entry in RIGHT {
                button(ui, *entry);
            }
        });
    });
}
