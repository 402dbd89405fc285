use super::notes::notes_ui;
use super::party::capitalised;
use super::terms::terms_ui;
use crate::action::Action;
use crate::edit::{Command, SupplyEdit};
use crate::model::{Gap, NoteSubject, Standing, Supply, SupplyId, SupplyKind};
use crate::ui::widget::{FieldBox, bold, check_ui, choice_ui, element_link_ui, heading_ui, named, rating_ui};
use crate::ui::{Field, FieldDraft, Intent, Intents, SupplyText, View};
use egui::{RichText, Ui};

/// Everything about one supply.
pub(super) fn supply_ui(
    ui: &mut Ui,
    id: SupplyId,
    view: &View,
    draft: &mut FieldDraft,
    intents: &mut Intents,
) {
    let Some(supply) = view.organisation.supply(id) else { return };
    heading_ui(ui, "Supply");
    ends_ui(ui, supply, view, intents);
    let what = FieldBox::new(Field::Supply(id, SupplyText::What), "What is supplied");
    what.hint("A noun: picked order, pay run, advice").show(ui, view, draft, intents);
    let edit = |edit: SupplyEdit| Command::EditSupplies(vec![id], edit);
    ui.add_enabled_ui(!view.situation.is_read_only, |ui| {
        let kind = choice_ui(ui, "Kind", Some(supply.kind), SupplyKind::ALL, |kind| capitalised(kind.word()));
        if let Some(kind) = kind {
            intents.edit(edit(SupplyEdit::Kind(kind)));
        }
        ui.add_space(6.0);
        let mut is_informal = supply.informal;
        if check_ui(ui, &mut is_informal, "Informal: outside the agreed ways").changed() {
            intents.edit(edit(SupplyEdit::Informal(is_informal)));
        }
        let standing = choice_ui(ui, "Standing", Some(supply.standing), Standing::ALL, |standing| {
            capitalised(standing.word())
        });
        if let Some(standing) = standing {
            intents.edit(edit(SupplyEdit::Standing(standing)));
        }
        ratings_ui(ui, supply, intents);
    });
    terms_ui(ui, supply, view, draft, intents);
    notes_ui(ui, NoteSubject::Supply(id), view, intents);
}

fn ends_ui(ui: &mut Ui, supply: &Supply, view: &View, intents: &mut Intents) {
    let map = view.organisation;
    let from = RichText::new(format!("from  {}", named(map, supply.supplier)));
    element_link_ui(ui, from, false, supply.supplier.into(), intents);
    let to = RichText::new(format!("to  {}", named(map, supply.customer)));
    element_link_ui(ui, to, false, supply.customer.into(), intents);
    let can_swap = Action::SwapEnds.is_available(view.situation) && !supply.is_to_self();
    let swap = ui.add_enabled(can_swap, egui::Button::new("Swap supplier and customer"));
    if swap.on_hover_text(Action::SwapEnds.tooltip()).clicked() {
        intents.push(Intent::Do(Action::SwapEnds));
    }
}

fn ratings_ui(ui: &mut Ui, supply: &Supply, intents: &mut Intents) {
    heading_ui(ui, "How well it serves");
    if let Some(rating) = rating_ui(ui, "The customer says", supply.customers_rating) {
        intents.edit(Command::EditSupplies(vec![supply.id], SupplyEdit::CustomersRating(rating)));
    }
    if let Some(rating) = rating_ui(ui, "The supplier says", supply.own_rating) {
        intents.edit(Command::EditSupplies(vec![supply.id], SupplyEdit::OwnRating(rating)));
    }
    if let Some(gap) = supply.gap() {
        ui.add_space(4.0);
        ui.label(bold(capitalised(gap.word()))).on_hover_text(gap_meaning(gap));
        ui.label(RichText::new(gap_meaning(gap)).small().weak());
    }
}

fn gap_meaning(gap: Gap) -> &'static str {
    match gap {
        Gap::BlindSpot => "The supplier thinks it serves much better than the customer says.",
        Gap::Unsung => "The customer is served much better than the supplier thinks.",
        Gap::KnownProblem => "Both say that it does not serve.",
        Gap::Working => "Both see it much alike.",
    }
}
