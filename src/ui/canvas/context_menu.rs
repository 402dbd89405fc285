use crate::action::{Action, Keyboard};
use crate::model::ElementId;
use crate::ui::widget::{MenuRows, menu_body_ui};
use crate::ui::{Intent, Intents, View};
use egui::containers::menu::menu_style;
use egui::{Align, Button, Id, LayerId, Layout, Popup, PopupCloseBehavior, PopupKind, Pos2, Ui};

/// What can be done with parties, in groups.
const FOR_PARTIES: &[&[Action]] = &[
    &[Action::Rename, Action::AddNote],
    &[Action::AddCustomerOf, Action::AddSupplierOf, Action::Connect],
    &[Action::ToggleTrace, Action::ToggleFocus, Action::ZoomSelection],
    &[Action::SelectDownstream, Action::SelectUpstream],
    &[
        Action::Group,
        Action::MoveToTeam,
        Action::LeaveTeam,
        Action::ToggleFold,
        Action::TogglePin,
        Action::TidySelection,
    ],
    &[Action::Duplicate, Action::Delete],
];
/// What a party can become.
const KINDS: &[Action] = &[
    Action::ChangeToRole,
    Action::ChangeToTeam,
    Action::ChangeToSupplier,
    Action::ChangeToBuyer,
    Action::ChangeToPayer,
    Action::ChangeToBeneficiary,
    Action::ChangeToProspect,
];
/// What can be done with supplies, in groups.
const FOR_SUPPLIES: &[&[Action]] = &[
    &[Action::Rename, Action::AddNote],
    &[Action::SwapEnds, Action::ZoomSelection],
    &[Action::MakeDelivers, Action::MakeReportsTo, Action::MakeInforms, Action::ToggleInformal],
    &[Action::Delete],
];
/// What can be done with notes, in groups.
const FOR_NOTES: &[&[Action]] = &[&[Action::Rename], &[Action::ZoomSelection], &[Action::Delete]];
/// What can be done where nothing is.
const FOR_BLANK: &[&[Action]] = &[
    &[Action::AddRole, Action::AddCustomer, Action::AddSupplier, Action::AddTeam],
    &[Action::SelectAll, Action::ZoomAll, Action::Tidy],
];

/// The menu that a right click opens, with the actions that fit what is selected.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ContextMenu {
    at: Option<Pos2>,
}

impl ContextMenu {
    /// Opens the menu at a place of the screen.
    pub fn open_at(&mut self, place: Pos2) {
        self.at = Some(place);
    }

    /// Whether it is open: then keys are for the menu.
    pub fn is_open(self) -> bool {
        self.at.is_some()
    }

    /// Draws the menu if it is open.
    pub fn show(&mut self, ui: &Ui, view: &View, intents: &mut Intents) {
        let Some(place) = self.at else { return };
        let mut is_open = true;
        Popup::new(Id::new("canvas menu"), ui.ctx().clone(), place, LayerId::background())
            .kind(PopupKind::Menu)
            .style(menu_style as fn(&mut egui::Style))
            .layout(Layout::top_down_justified(Align::Min))
            .close_behavior(PopupCloseBehavior::CloseOnClick)
            .open_bool(&mut is_open)
            .show(|ui| element_menu_ui(ui, view, intents));
        if !is_open {
            self.at = None;
        }
    }
}

/// What can be done with what is selected: the same on the map, in the outline and in the table.
pub fn element_menu_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    ui.set_min_width(220.0);
    menu_body_ui(ui, |ui, rows| rows_ui(ui, rows, view, intents));
}

fn rows_ui(ui: &mut Ui, rows: &mut MenuRows, view: &View, intents: &mut Intents) {
    let has = |is_wanted: fn(&ElementId) -> bool| view.selection.iter().any(is_wanted);
    let has_parties = has(|element| matches!(element, ElementId::Party(_)));
    let groups = match () {
        () if has_parties => FOR_PARTIES,
        () if has(|element| matches!(element, ElementId::Supply(_))) => FOR_SUPPLIES,
        () if has(|element| matches!(element, ElementId::Note(_))) => FOR_NOTES,
        () => FOR_BLANK,
    };
    let mut is_first = true;
    for group in groups {
        let fitting: Vec<Action> =
            group.iter().copied().filter(|action| action.is_available(view.situation)).collect();
        if fitting.is_empty() {
            continue;
        }
        if !std::mem::take(&mut is_first) {
            ui.separator();
        }
        for action in fitting {
            row_ui(ui, rows, action, intents);
        }
    }
    if has_parties && !view.situation.is_read_only {
        ui.separator();
        let change = ui.menu_button("Change to", |ui| {
            menu_body_ui(ui, |ui, rows| KINDS.iter().for_each(|kind| row_ui(ui, rows, *kind, intents)));
        });
        rows.add_submenu(&change.response);
    }
}

fn row_ui(ui: &mut Ui, rows: &mut MenuRows, action: Action, intents: &mut Intents) {
    let keys = action.shortcut().map(|shortcut| shortcut.text(Keyboard::here())).unwrap_or_default();
    let button = Button::new(action.name()).shortcut_text(keys);
    if rows.add(ui, true, button).on_hover_text(action.tooltip()).clicked() {
        intents.push(Intent::Do(action));
        ui.close();
    }
}
