use super::counts::Counts;
use crate::ui::widget::{FieldBox, heading_ui, remark_ui};
use crate::ui::{Field, FieldDraft, Intents, View};
use egui::{Grid, Ui};

/// What there is to say about the whole map, while nothing is selected.
pub(super) fn map_ui(
    ui: &mut Ui,
    view: &View,
    counts: Counts,
    draft: &mut FieldDraft,
    intents: &mut Intents,
) {
    heading_ui(ui, "Map");
    FieldBox::new(Field::Title, "Title").hint("What this map shows").show(ui, view, draft, intents);
    ui.add_space(8.0);
    let counts = [
        ("Roles and teams", counts.inside),
        ("External customers", counts.customers),
        ("Suppliers", counts.suppliers),
        ("Supplies that deliver", counts.delivers),
        ("Other supplies", counts.other_supplies),
        ("Open notes", counts.open_notes),
    ];
    Grid::new("counts of the map").num_columns(2).spacing([16.0, 6.0]).show(ui, |ui| {
        for (name, count) in counts {
            remark_ui(ui, name);
            ui.label(count.to_string());
            ui.end_row();
        }
    });
    ui.add_space(12.0);
    remark_ui(ui, "Select a party, a supply or a note to see and edit everything about it.");
}
