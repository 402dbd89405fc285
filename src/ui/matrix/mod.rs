//! The Matrix view: everybody against everybody whom they serve, in shades and numbers.
//!
//! What is in it is worked out off the window's thread ([`crate::analysis::Overview`]); here it is sorted,
//! filtered and grouped (`arranged.rs`) and drawn as a grid of which only the visible cells exist.

mod arranged;
mod cells;
mod controls;
mod draft;
mod headings;
mod source;
mod words;

pub use draft::MatrixDraft;
pub use source::MatrixKind;

use super::grid::grid_ui;
use super::widget::{bold, remark_ui};
use super::{Intent, Intents, OverviewNotice, View};
use crate::action::Action;
use crate::analysis::Overview;
use crate::model::PartyKind;
use cells::Cells;
use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use source::Source;

/// Draws the Matrix view.
pub fn matrix_ui(ui: &mut Ui, view: &View, draft: &mut MatrixDraft, intents: &mut Intents) {
    let fill = ui.visuals().panel_fill;
    let frame = Frame::new().fill(fill).inner_margin(Margin::symmetric(12, 8));
    let controls = Panel::top("matrix controls").frame(frame).show_separator_line(false);
    controls.show(ui, |ui| controls::controls_ui(ui, view, draft, intents));
    let (overview, is_ready) = match view.overview {
        OverviewNotice::Ready(overview) => (Some(overview), true),
        OverviewNotice::Working(before) => (before, false),
        OverviewNotice::NotAsked | OverviewNotice::Broken => (None, false),
    };
    if let Some(overview) = overview {
        let source = Source { map: view.organisation, overview, kind: draft.kind };
        draft.arrange(&source, view.revision, is_ready);
        words_of_current_ui(ui, view, overview, draft);
    }
    CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| match overview {
        Some(overview) => filled_ui(ui, view, overview, draft, intents),
        None if matches!(view.overview, OverviewNotice::Broken) => {
            let broken =
                "The matrix could not be worked out because of a fault in Baton. Your map is as it was.";
            sentence_ui(ui, broken);
        }
        None => sentence_ui(ui, "Working out who reaches whom …"),
    });
}

/// What the current cell says, in words, below the matrix: for whoever walks by the keyboard.
fn words_of_current_ui(ui: &mut Ui, view: &View, overview: &Overview, draft: &mut MatrixDraft) {
    let source = Source { map: view.organisation, overview, kind: draft.kind };
    let text = draft.explanation(&source, view.revision);
    let frame = Frame::new().fill(ui.visuals().panel_fill).inner_margin(Margin::symmetric(12, 6));
    Panel::bottom("matrix words").frame(frame).exact_size(34.0).show(ui, |ui| {
        ui.horizontal_centered(|ui| ui.add(egui::Label::new(text).truncate()));
    });
}

fn filled_ui(ui: &mut Ui, view: &View, overview: &Overview, draft: &mut MatrixDraft, intents: &mut Intents) {
    let source = Source { map: view.organisation, overview, kind: draft.kind };
    if source.rows().is_empty() || source.columns().is_empty() {
        nothing_ui(ui, view, draft.kind, intents);
        return;
    }
    if draft.arranged().rows.is_empty() || draft.arranged().columns.is_empty() {
        sentence_ui(ui, "Nobody is left by what is typed into the filters.");
        ui.vertical_centered(|ui| {
            if ui.button("Clear the filters").clicked() {
                draft.clear_filters();
            }
        });
        return;
    }
    let shape = headings::shape(ui, &source, draft.arranged());
    let mut grid = std::mem::take(&mut draft.grid);
    let mut cells = Cells::new(view, source, draft, shape.upright, intents);
    grid_ui(ui, draft_name(source.kind), &mut grid, &shape.grid, &mut cells);
    let asked = cells.asked;
    draft.grid = grid;
    draft.carry_out(asked);
}

/// What a screen reader calls the matrix.
fn draft_name(kind: MatrixKind) -> &'static str {
    match kind {
        MatrixKind::Sight => "Roles and ultimate customers",
        MatrixKind::Supply => "Suppliers and customers",
    }
}

/// What to do when there is nobody to show.
fn nothing_ui(ui: &mut Ui, view: &View, kind: MatrixKind, intents: &mut Intents) {
    let map = view.organisation;
    let (sentence, action) = match kind {
        MatrixKind::Sight if map.count_kind(PartyKind::Role) == 0 => {
            ("There are no roles yet. Draw one, and this shows whom it ultimately serves.", Action::AddRole)
        }
        MatrixKind::Sight => (
            "Nobody outside is on this map yet. Add an external customer, and this shows which roles reach \
             them, and by how many hand-offs.",
            Action::AddCustomer,
        ),
        MatrixKind::Supply => (
            "Nobody supplies anybody yet. Connect a supplier to a customer, and this shows what is supplied.",
            Action::ShowMap,
        ),
    };
    sentence_ui(ui, sentence);
    ui.vertical_centered(|ui| {
        let word = match action {
            Action::AddRole => "Place a role",
            Action::AddCustomer => "Place an external customer",
            _ => "Show the map",
        };
        if ui.add_enabled(action.is_available(view.situation), egui::Button::new(word)).clicked() {
            intents.push(Intent::Do(action));
        }
    });
}

fn sentence_ui(ui: &mut Ui, text: &str) {
    ui.add_space(ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.set_max_width(460.0);
        ui.label(bold("Matrix").heading());
        remark_ui(ui, text);
    });
    ui.add_space(10.0);
}
