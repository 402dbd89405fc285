use super::super::App;
use super::look::is_full_screen;
use crate::action::Action;
use crate::app::projection::Projection;
use crate::model::ElementId;
use crate::ui::MainView;
use crate::ui::canvas::Canvas;
use crate::ui::present::{larger_room_text, smaller_room_text};
use egui::{Context, ViewportCommand};

/// A room is looking on: only the map is shown, and nothing that is for the facilitator alone.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Presentation {
    /// What the window goes back to.
    was_full_screen: bool,
}

impl App {
    /// Carries out actions about what a room sees; whether it was one.
    pub(super) fn act_on_the_room(&mut self, action: Action, context: &Context) -> bool {
        let size = self.room_text();
        let preferences = &mut self.desk.preferences;
        match action {
            Action::Present => self.toggle_presenting(context),
            Action::ToggleProjector => self.toggle_projector(context),
            Action::ProjectorFollows => preferences.projector_follows = !preferences.projector_follows,
            Action::RoomLarger => preferences.room_text = Some(larger_room_text(size)),
            Action::RoomSmaller => preferences.room_text = Some(smaller_room_text(size)),
            Action::RoomFit => {
                preferences.room_text = None;
                self.desk.projection.iter().for_each(Projection::fit);
            }
            _ => return false,
        }
        if matches!(action, Action::RoomLarger | Action::RoomSmaller | Action::RoomFit) {
            self.follow_room_text(context);
        }
        self.desk.save_preferences();
        true
    }

    /// How large the room sees names now; as large as it fits if not said.
    fn room_text(&self) -> Option<f32> {
        let size = self.desk.preferences.room_text;
        self.desk.projection.as_ref().map_or(size, |projection| projection.room_text().or(size))
    }

    /// Opens the window for the projector, or closes it.
    fn toggle_projector(&mut self, context: &Context) {
        self.desk.projection = match self.desk.projection.take() {
            Some(_) => None,
            None => Some(Projection::new(&self.desk)),
        };
        let words = "The window for the room is open: move it to the projector; F11 there fills the screen.";
        self.desk.message = self.desk.projection.as_ref().map(|_| words.to_owned());
        context.request_repaint();
    }

    /// While this window is the one that the room sees, all in it is as large as the room needs.
    pub(super) fn follow_room_text(&mut self, context: &Context) {
        let preferences = &self.desk.preferences;
        let room = preferences.room_text.filter(|_| self.desk.presentation.is_some());
        let scale = room.unwrap_or(preferences.text_scale);
        if scale != context.zoom_factor() {
            self.canvas.expect_other_size(false);
            context.set_zoom_factor(scale);
        }
    }

    /// Presents; again: leaves.
    pub(super) fn toggle_presenting(&mut self, context: &Context) {
        if self.desk.presentation.is_some() {
            self.stop_presenting(context);
        } else {
            self.present(context);
        }
    }

    fn present(&mut self, context: &Context) {
        // The text of a note that is open for editing may be one that the room must not read.
        self.canvas.finish_typing(&self.desk.view(), &mut self.intents);
        let was_full_screen = is_full_screen(context);
        self.desk.presentation = Some(Presentation { was_full_screen });
        self.canvas.expect_other_size(true);
        self.follow_room_text(context);
        self.desk.main_view = MainView::Map;
        self.deselect_hidden_notes();
        Canvas::request_focus(context); // what had the keyboard may be gone
        if !was_full_screen {
            context.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
    }

    /// Shows everything again, in a window as it was before.
    pub(super) fn stop_presenting(&mut self, context: &Context) {
        let Some(presentation) = self.desk.presentation.take() else { return };
        self.follow_room_text(context);
        self.canvas.expect_other_size(true);
        if is_full_screen(context) != presentation.was_full_screen {
            context.send_viewport_cmd(ViewportCommand::Fullscreen(presentation.was_full_screen));
        }
    }

    /// A selected note can be opened by a key, wherever it is.
    fn deselect_hidden_notes(&mut self) {
        let view = self.desk.view();
        let is_hidden = |element: &ElementId| match element {
            ElementId::Note(id) => view.organisation.note(*id).is_some_and(|note| !view.notes.includes(note)),
            ElementId::Party(_) | ElementId::Supply(_) => false,
        };
        let kept: Vec<ElementId> = view.selection.iter().copied().filter(|e| !is_hidden(e)).collect();
        self.desk.selection.set(kept);
    }
}
