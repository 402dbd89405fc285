use super::super::App;
use crate::action::{Action, Keyboard};
use crate::model::{ElementId, Flow};
use crate::platform::{Preferences, ThemeChoice};
use crate::ui::canvas::Canvas;
use crate::ui::dialog::{Dialog, TeamDraft};
use crate::ui::palette::PaletteScope;
use crate::ui::panel::OutlineDraft;
use crate::ui::table::TableKind;
use crate::ui::widget::FieldBox;
use crate::ui::{Field, Intent, MainView, NoteText, PartyText, SupplyText};
use egui::{Context, ViewportCommand};

impl App {
    /// Carries out actions about the window itself; whether it was one.
    pub(super) fn act_on_looks(&mut self, action: Action, context: &Context) -> bool {
        let preferences = &mut self.desk.preferences;
        match action {
            Action::ToggleOutline => preferences.outline_open = !preferences.outline_open,
            Action::ToggleFindings => preferences.findings_open = !preferences.findings_open,
            Action::ToggleInspector => preferences.inspector_open = !preferences.inspector_open,
            Action::FanOut => {
                let selected = self.desk.selection.supplies().next();
                self.desk.fan_out(selected.filter(|_| self.desk.fanned.is_none()));
            }
            Action::FlowRight => self.choose_flow(Flow::LeftToRight),
            Action::FlowDown => self.choose_flow(Flow::TopToBottom),
            Action::ToggleLegend => preferences.legend = !preferences.legend,
            Action::ToggleMinimap => preferences.minimap = !preferences.minimap,
            Action::ThemeSystem => preferences.theme = ThemeChoice::System,
            Action::ThemeLight => preferences.theme = ThemeChoice::Light,
            Action::ThemeDark => preferences.theme = ThemeChoice::Dark,
            Action::ThemeHighContrast => preferences.theme = ThemeChoice::HighContrast,
            Action::ShowMap => self.desk.main_view = MainView::Map,
            Action::ShowChain => self.show_chain(),
            Action::ShowMatrix => {
                self.desk.main_view = MainView::Matrix;
                self.drafts.matrix.request_focus();
            }
            Action::ShowTable => {
                self.desk.main_view = MainView::Table;
                self.drafts.table.request_focus();
            }
            Action::ShowNotes => {
                let map = self.desk.map();
                let typed = self.drafts.table.finish_typing(map);
                self.intents.extend(typed.map(|edit| Intent::Edit(Box::new(edit))));
                self.drafts.table.show(TableKind::Notes);
                self.desk.main_view = MainView::Table;
                self.drafts.table.request_focus();
            }
            Action::FullScreen => {
                context.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full_screen(context)));
            }
            Action::NextArea => self.give_keyboard_on(context),
            Action::RenameMap => self.edit_title(context),
            Action::CommandPalette => self.open_palette(PaletteScope::Everything),
            Action::Find => self.open_palette(PaletteScope::Map),
            Action::ShortcutSheet => self.drafts.dialog = Some(Dialog::Shortcuts),
            Action::ShowAbout => self.drafts.dialog = Some(Dialog::About),
            Action::MoveToTeam => self.drafts.dialog = Some(Dialog::Team(TeamDraft::default())),
            Action::Preferences => self.drafts.dialog = Some(Dialog::Preferences),
            _ => return false,
        }
        self.desk.save_preferences();
        true
    }

    pub(super) fn set_preferences(&mut self, preferences: Preferences, context: &Context) {
        self.choose_flow(preferences.flow);
        self.desk.preferences = preferences;
        self.follow_room_text(context);
        self.desk.save_preferences();
    }

    /// Which way maps flow from now on. Nothing on this one moves; the status line says what would.
    fn choose_flow(&mut self, flow: Flow) {
        if self.desk.preferences.flow == flow {
            return;
        }
        self.desk.preferences.flow = flow;
        let tidy = Action::Tidy
            .shortcut()
            .map_or_else(String::new, |keys| format!(" ({})", keys.text(Keyboard::here())));
        self.desk.message =
            Some(format!("{}. Nothing has moved; Tidy{tidy} places the map anew.", flow.sentence()));
    }

    fn open_palette(&mut self, scope: PaletteScope) {
        self.drafts.palette.open(scope, &self.desk.situation);
    }

    /// Puts what is selected into the middle of its chain.
    fn show_chain(&mut self) {
        self.desk.main_view = MainView::Chain;
        if let Some(party) = self.desk.selection.only_party() {
            self.drafts.chain.walk_to(party);
        }
    }

    /// The title is edited where everything about the map is: in the inspector.
    fn edit_title(&mut self, context: &Context) {
        self.desk.preferences.inspector_open = true;
        self.desk.main_view = MainView::Map;
        self.desk.selection.set([]);
        context.memory_mut(|memory| memory.request_focus(FieldBox::id(Field::Title)));
    }

    /// The keyboard goes from the canvas to the outline, the findings, the inspector, and back.
    fn give_keyboard_on(&mut self, context: &Context) {
        let focused = context.memory(egui::Memory::focused);
        let inspector = FieldBox::id(self.first_field());
        let Preferences { outline_open, findings_open, inspector_open, .. } = self.desk.preferences;
        let findings = &self.drafts.findings;
        let has_inspector = matches!(self.desk.main_view, MainView::Map | MainView::Table);
        let areas = [
            outline_open.then(OutlineDraft::search_field),
            findings.first_field().filter(|_| findings_open),
            (inspector_open && has_inspector).then_some(inspector),
        ];
        let is_in_the_middle = match self.desk.main_view {
            MainView::Map | MainView::Chain => self.canvas.has_keyboard(),
            MainView::Matrix => self.drafts.matrix.has_keyboard(),
            MainView::Table => self.drafts.table.has_keyboard(),
        };
        let passed = if is_in_the_middle {
            0
        } else if focused == Some(inspector) {
            3
        } else if findings_open && findings.has_keyboard() {
            2
        } else {
            1
        };
        // What is not drawn cannot have the keyboard: the field of a thing when several are selected, the canvas
        // while the chain is shown.
        let mut next = areas.into_iter().skip(passed).flatten();
        match next.find(|id| context.read_response(*id).is_some()) {
            Some(id) => context.memory_mut(|memory| memory.request_focus(id)),
            None => match self.desk.main_view {
                MainView::Map => Canvas::request_focus(context),
                MainView::Chain => context.memory_mut(egui::Memory::stop_text_input),
                MainView::Matrix => self.drafts.matrix.request_focus(),
                MainView::Table => self.drafts.table.request_focus(),
            },
        }
    }

    /// The first field of the inspector for what is selected.
    fn first_field(&self) -> Field {
        match self.desk.selection.only() {
            Some(ElementId::Party(id)) => Field::Party(id, PartyText::Name),
            Some(ElementId::Supply(id)) => Field::Supply(id, SupplyText::What),
            Some(ElementId::Note(id)) => Field::Note(id, NoteText::Text),
            None => Field::Title,
        }
    }
}

/// Whether the window fills the screen.
pub(super) fn is_full_screen(context: &Context) -> bool {
    context.input(|input| input.viewport().fullscreen.unwrap_or(false))
}
