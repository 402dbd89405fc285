//! Everything that can be said about what is selected, to read and to edit.

mod counts;
mod map;
mod note;
mod notes;
mod party;
mod several;
mod supply;
mod terms;

use crate::model::ElementId;
use crate::ui::{FieldDraft, Intents, View};
use counts::KeptCounts;
use egui::{Margin, ScrollArea, Ui};

/// What the inspector remembers: a text half typed, and how much there is on the map.
#[derive(Debug, Default)]
pub struct InspectorDraft {
    /// What is typed into its fields.
    pub typing: FieldDraft,
    counts: KeptCounts,
}

/// Draws the inspector.
pub fn inspector_ui(ui: &mut Ui, view: &View, draft: &mut InspectorDraft, intents: &mut Intents) {
    let InspectorDraft { typing: draft, counts } = draft;
    draft.begin();
    // The scroll bar has room of its own, beside the fields.
    let area = ScrollArea::vertical().auto_shrink(false).content_margin(Margin { right: 10, ..Margin::ZERO });
    area.show(ui, |ui| match view.selection {
        [] => map::map_ui(ui, view, counts.refresh(view), draft, intents),
        [ElementId::Party(id)] => party::party_ui(ui, *id, view, draft, intents),
        [ElementId::Supply(id)] => supply::supply_ui(ui, *id, view, draft, intents),
        [ElementId::Note(id)] => note::note_ui(ui, *id, view, draft, intents),
        several => several::several_ui(ui, several, view, intents),
    });
    draft.end(view, intents);
}
