//! The Chain view: one role in the middle of its living neighbourhood, and in words whom it serves.
//!
//! `egui_graphs` holds the graph, moves it by force and draws its nodes and edges. Its `GraphView` is
//! not used: it asks for a repaint in every frame and has nothing for a screen reader
//! (`docs/decisions.md`). Everything that is shown here can be read and done in the list beside it.

mod answer;
mod draft;
mod face;
mod lenses;
mod living;
mod picture;
mod seats;
mod words;

pub use draft::ChainDraft;

use super::{Intents, View};
use egui::{CentralPanel, Frame, Panel, ScrollArea, Ui};

/// Draws the Chain view.
pub fn chain_ui(ui: &mut Ui, view: &View, draft: &mut ChainDraft, intents: &mut Intents) {
    draft.follow(ui.ctx(), view);
    Panel::right("chain in words").default_size(380.0).size_range(280.0..=620.0).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| words::words_ui(ui, view, draft, intents));
    });
    CentralPanel::default().frame(Frame::new().fill(ui.visuals().panel_fill)).show(ui, |ui| {
        picture::controls_ui(ui, view, draft, intents);
        picture::picture_ui(ui, view, draft);
    });
}
