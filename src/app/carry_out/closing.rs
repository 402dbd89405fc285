use super::super::App;
use crate::document::SaveState;
use crate::ui::Intent;
use crate::ui::dialog::{Dialog, Problem};
use egui::{Context, ViewportCommand};
use std::time::Duration;

/// How long closing waits for the disk before it says so.
const PATIENCE: Duration = Duration::from_secs(2);

impl App {
    /// The window is about to close: everything typed and done has to be in the file first.
    pub(in super::super) fn mind_closing(&mut self, context: &Context) {
        let is_asked = context.input(|input| input.viewport().close_requested());
        if !is_asked || self.may_close {
            return;
        }
        self.keep_what_is_typed(context);
        match self.desk.session.flush(PATIENCE) {
            SaveState::Saved => self.may_close = true,
            unsaved => {
                context.send_viewport_cmd(ViewportCommand::CancelClose);
                self.drafts.dialog = Some(Dialog::Problem(not_saved(&unsaved)));
            }
        }
    }

    /// Makes edits of texts that are half typed.
    pub(super) fn keep_what_is_typed(&mut self, context: &Context) {
        self.canvas.finish_typing(&self.desk.view(), &mut self.intents);
        self.drafts.inspector.typing.commit(&self.desk.view(), &mut self.intents);
        let map = self.desk.map();
        let typed = [self.drafts.table.finish_typing(map), self.drafts.outline.finish_typing(map)];
        self.intents.extend(typed.into_iter().flatten().map(|edit| Intent::Edit(Box::new(edit))));
        self.carry_out_everything(context);
    }

    /// Closes although the file cannot be written; the map is kept as a new one that is opened next time.
    pub(super) fn close_anyway(&mut self, context: &Context) {
        self.may_close = true;
        match self.desk.session.rescue() {
            Ok(path) => {
                self.desk.preferences.remember_map(&path);
                context.send_viewport_cmd(ViewportCommand::Close);
            }
            Err(error) => self.show_problem(
                "The map could not be kept elsewhere either",
                format!("{error} Close the window once more to leave all the same."),
            ),
        }
    }
}

fn not_saved(state: &SaveState) -> Problem {
    Problem {
        title: "Not everything is saved yet".to_owned(),
        happened: match state {
            SaveState::NotSaved { reason } => reason.clone(),
            SaveState::Saved | SaveState::Saving => "The disk is slow to answer.".to_owned(),
        },
        safe:
            "The window stays open and Baton goes on trying. You can also save a copy elsewhere (File menu)."
                .to_owned(),
        way_out: Some(("Close and keep everything in a new map", Intent::CloseAnyway)),
    }
}
