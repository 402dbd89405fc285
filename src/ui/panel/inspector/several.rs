use super::party::{capitalised, team_choice_ui};
use crate::action::{Action, ActionGroup};
use crate::edit::{Command, PartyEdit, SupplyEdit};
use crate::model::{ElementId, Party, PartyId, PartyKind, Supply, SupplyId, SupplyKind};
use crate::ui::widget::{choice_ui, heading_ui};
use crate::ui::{Intent, Intents, View};
use egui::{Button, Ui};

/// What can be said about several things at once.
pub(super) fn several_ui(ui: &mut Ui, selection: &[ElementId], view: &View, intents: &mut Intents) {
    let map = view.organisation;
    let parties: Vec<&Party> = selection.iter().filter_map(|e| map.party(party_id(*e)?)).collect();
    let supplies: Vec<&Supply> = selection.iter().filter_map(|e| map.supply(supply_id(*e)?)).collect();
    let notes = selection.len() - parties.len() - supplies.len();
    heading_ui(ui, &counted(parties.len(), supplies.len(), notes));
    ui.add_enabled_ui(!view.situation.is_read_only, |ui| {
        if !parties.is_empty() {
            parties_ui(ui, &parties, view, intents);
        }
        if !supplies.is_empty() {
            supplies_ui(ui, &supplies, intents);
        }
    });
    if parties.len() > 1 {
        arrange_ui(ui, view, intents);
    }
}

fn parties_ui(ui: &mut Ui, parties: &[&Party], view: &View, intents: &mut Intents) {
    let ids: Vec<PartyId> = parties.iter().map(|party| party.id).collect();
    let kind = common(parties.iter().map(|party| party.kind));
    let word = |kind: PartyKind| capitalised(kind.word());
    if let Some(kind) = choice_ui(ui, "Kind of the parties", kind, PartyKind::ALL, word) {
        intents.edit(Command::EditParties(ids, PartyEdit::Kind(kind)));
    }
    team_choice_ui(ui, view.organisation, parties, intents);
}

fn supplies_ui(ui: &mut Ui, supplies: &[&Supply], intents: &mut Intents) {
    let kind = common(supplies.iter().map(|supply| supply.kind));
    let word = |kind: SupplyKind| capitalised(kind.word());
    if let Some(kind) = choice_ui(ui, "Kind of the supplies", kind, SupplyKind::ALL, word) {
        let ids = supplies.iter().map(|supply| supply.id).collect();
        intents.edit(Command::EditSupplies(ids, SupplyEdit::Kind(kind)));
    }
}

fn arrange_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    let arranging = Action::ALL.iter().filter(|action| {
        action.group() == ActionGroup::Arrange
            && **action != Action::Tidy
            && action.is_available(view.situation)
    });
    let arranging: Vec<&Action> = arranging.collect();
    if arranging.is_empty() {
        return;
    }
    heading_ui(ui, "Arrange");
    ui.horizontal_wrapped(|ui| {
        for action in arranging {
            if ui.add(Button::new(action.name())).on_hover_text(action.tooltip()).clicked() {
                intents.push(Intent::Do(*action));
            }
        }
    });
}

/// The value that all have in common, if they have one.
pub(super) fn common<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

fn counted(parties: usize, supplies: usize, notes: usize) -> String {
    let counts = [(parties, "party", "parties"), (supplies, "supply", "supplies"), (notes, "note", "notes")];
    let words: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    words.join(", ")
}

fn party_id(element: ElementId) -> Option<PartyId> {
    match element {
        ElementId::Party(id) => Some(id),
        _ => None,
    }
}

fn supply_id(element: ElementId) -> Option<SupplyId> {
    match element {
        ElementId::Supply(id) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_selected_is_counted_in_words() {
        let table =
            [((2, 0, 0), "2 parties"), ((1, 1, 0), "1 party, 1 supply"), ((0, 3, 1), "3 supplies, 1 note")];
        for ((parties, supplies, notes), expected) in table {
            assert_eq!(counted(parties, supplies, notes), expected);
        }
    }

    #[test]
    fn only_what_all_share_is_shown() {
        assert_eq!(common([1, 1].into_iter()), Some(1));
        assert_eq!(common([1, 2].into_iter()), None);
    }
}
