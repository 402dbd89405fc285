use super::super::App;
use super::look::is_full_screen;
use crate::model::ElementId;
use crate::ui::MainView;
use crate::ui::canvas::Canvas;
use egui::{Context, ViewportCommand};

/// A room is looking on: only the map is shown, and nothing that is for the facilitator alone.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Presentation {
    /// What the window goes back to.
    was_full_screen: bool,
}

impl App {
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
