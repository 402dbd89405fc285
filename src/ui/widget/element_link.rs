use crate::model::{ElementId, NoteSubject, Organisation, PartyId};
use crate::ui::{Intent, Intents};
use egui::{Align, Button, Layout, Response, Ui, WidgetText, vec2};

/// A row that names a thing on the map; a click selects and shows it.
pub fn element_link_ui(
    ui: &mut Ui,
    text: impl Into<WidgetText>,
    is_selected: bool,
    element: ElementId,
    intents: &mut Intents,
) -> Response {
    let response = row_button_ui(ui, text, is_selected);
    if response.clicked() {
        intents.push(Intent::JumpTo(vec![element]));
    }
    response
}

/// A row of a list, as wide as there is room: its text begins at the left.
pub fn row_button_ui(ui: &mut Ui, text: impl Into<WidgetText>, is_selected: bool) -> Response {
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    // Something at the right end keeps the text at the left one.
    let row = Button::selectable(is_selected, text.into()).right_text("").truncate().min_size(size);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().button_padding.x = 6.0;
        ui.add(row)
    })
    .inner
}

/// The name of a thing in a sentence.
pub fn element_name(map: &Organisation, element: ElementId) -> String {
    match element {
        ElementId::Party(id) => named(map, id),
        ElementId::Supply(id) => {
            let Some(supply) = map.supply(id) else { return String::new() };
            let ends = format!("{} → {}", named(map, supply.supplier), named(map, supply.customer));
            if supply.what.is_empty() { ends } else { format!("{} ({ends})", one_line(&supply.what)) }
        }
        ElementId::Note(id) => {
            let Some(note) = map.note(id) else { return String::new() };
            let subject = match note.subject {
                NoteSubject::Party(party) => ElementId::Party(party),
                NoteSubject::Supply(supply) => ElementId::Supply(supply),
            };
            format!("{} {} ({})", note.kind.sign(), one_line(&note.text), element_name(map, subject))
        }
    }
}

/// The name of a party, or what it is if it has none.
pub fn named(map: &Organisation, id: PartyId) -> String {
    match map.party(id) {
        Some(party) if party.name.is_empty() => format!("unnamed {}", party.kind.word()),
        Some(party) => one_line(&party.name),
        None => String::new(),
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}
