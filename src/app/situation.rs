use super::App;
use crate::action::Situation;
use crate::model::PartyKind;
use crate::ui::MainView;
use egui::Context;

impl App {
    /// What the availability of actions depends on, now.
    pub(super) fn situation(&self, context: &Context) -> Situation {
        let Self { desk, canvas, .. } = self;
        let map = desk.map();
        let selection = &desk.selection;
        let teams = selection.parties().filter_map(|id| map.party(id)).filter(|p| p.kind == PartyKind::Team);
        // Escape takes the keyboard from a text before we see it; it must not do anything else as well.
        let drafts = &self.drafts;
        let was_typing = drafts.inspector.typing.is_typing()
            || drafts.table.is_typing()
            || drafts.outline.is_typing()
            || canvas.is_editing_text()
            || drafts.quick_entry.is_typing();
        Situation {
            has_map: true,
            is_read_only: desk.session.limitation().is_some(),
            parties: map.parties().len(),
            selected_parties: selection.parties().count(),
            selected_teams: teams.count(),
            selected_supplies: selection.supplies().count(),
            selected_notes: selection.notes().count(),
            can_undo: desk.session.undo_label().is_some(),
            can_redo: desk.session.redo_label().is_some(),
            can_go_back: canvas.can_go_back(),
            can_go_forward: canvas.can_go_forward(),
            is_tracing: desk.tracing.is_tracing(),
            is_focusing: desk.tracing.is_focusing(),
            is_presenting: desk.presentation.is_some(),
            is_projecting: desk.projection.is_some(),
            is_editing_text: was_typing || context.text_edit_focused(),
            is_on_canvas: canvas.has_keyboard() && desk.main_view == MainView::Map,
            is_in_outline: drafts.outline.has_keyboard(),
            is_mid_gesture: canvas.is_mid_gesture(),
            is_menu_open: canvas.is_menu_open(),
            is_map_shown: desk.main_view == MainView::Map,
            is_dialog_open: self.is_dialog_open(),
        }
    }
}
