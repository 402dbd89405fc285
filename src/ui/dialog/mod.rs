//! Windows that wait for an answer. While one is open, nothing behind it can be asked for.

mod about;
mod export;
mod frame;
mod import;
mod place;
mod preferences;
mod problem;
mod samples;
mod shortcuts;
mod team;

pub use export::{ExportDraft, ExportExtent, ExportRequest, PictureColours, PictureFormat, extents};
pub use import::{ImportDraft, ImportSource};
pub use place::{PlaceDraft, PlacePurpose};
pub use problem::Problem;
pub use team::TeamDraft;

use super::{Intents, View};
use egui::Ui;

/// The window that is open.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// Something did not work.
    Problem(Problem),
    /// Version and licences.
    About,
    /// Every key and gesture.
    Shortcuts,
    /// How the window looks and behaves.
    Preferences,
    /// The maps that come with the program.
    Samples,
    /// Where a file is, or is to be.
    Place(PlaceDraft),
    /// What a table will make.
    Import(Box<ImportDraft>),
    /// Into which team the selected parties go.
    Team(TeamDraft),
    /// What a picture will show.
    Export(ExportDraft),
}

/// Draws the window that is open, if one is; closes it when it is done.
pub fn dialog_ui(ui: &mut Ui, view: &View, open: &mut Option<Dialog>, intents: &mut Intents) {
    let Some(dialog) = open else { return };
    let is_done = match dialog {
        Dialog::Problem(problem) => problem::problem_ui(ui, problem, intents),
        Dialog::About => about::about_ui(ui),
        Dialog::Shortcuts => shortcuts::shortcuts_ui(ui),
        Dialog::Preferences => preferences::preferences_ui(ui, view, intents),
        Dialog::Samples => samples::samples_ui(ui, intents),
        Dialog::Place(draft) => place::place_ui(ui, draft, intents),
        Dialog::Import(draft) => import::import_ui(ui, view, draft, intents),
        Dialog::Team(draft) => team::team_ui(ui, view, draft, intents),
        Dialog::Export(draft) => export::export_ui(ui, view, draft, intents),
    };
    if is_done {
        *open = None;
    }
}
