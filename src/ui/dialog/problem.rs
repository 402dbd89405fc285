use super::frame::{body_ui, buttons_ui, dialog_frame};
use crate::ui::{Intent, Intents};
use egui::{RichText, Ui};

/// Something that did not work, worded for the person who asked for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What was asked for: “The map could not be opened”.
    pub title: String,
    /// What happened, and what to do.
    pub happened: String,
    /// What is safe.
    pub safe: String,
    /// Another way on than “OK”: what its button says, and what it asks for.
    pub way_out: Option<(&'static str, Intent)>,
}

/// Says what happened, what is safe and what to do.
pub(super) fn problem_ui(ui: &mut Ui, problem: &Problem, intents: &mut Intents) -> bool {
    dialog_frame(ui, &problem.title, 480.0, |ui| {
        body_ui(ui, |ui| {
            ui.label(&problem.happened);
            ui.add_space(6.0);
            ui.label(RichText::new(&problem.safe).weak());
        });
        let clicked = match &problem.way_out {
            None => buttons_ui(ui, &["OK"], true),
            Some((name, intent)) => {
                let clicked = buttons_ui(ui, &[name, "OK"], true);
                if clicked == Some(0) {
                    intents.push(intent.clone());
                }
                clicked
            }
        };
        clicked.is_some()
    })
}
