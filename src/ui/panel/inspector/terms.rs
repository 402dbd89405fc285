use super::party::capitalised;
use crate::edit::{Command, SupplyEdit};
use crate::model::{Answer, Delivery, Supply, Terms};
use crate::ui::widget::{FieldBox, choice_ui, heading_ui};
use crate::ui::{Field, FieldDraft, Intents, SupplyText, View};
use egui::Ui;

/// Need, promise and delivery of one supply.
pub(super) fn terms_ui(
    ui: &mut Ui,
    supply: &Supply,
    view: &View,
    draft: &mut FieldDraft,
    intents: &mut Intents,
) {
    heading_ui(ui, "Need and promise");
    let fields = [
        (SupplyText::Need, "Need", "What matters, in the customer's words", 2),
        (SupplyText::Promise, "Promise", "What the supplier will deliver", 2),
        (SupplyText::Quality, "How good", "", 1),
        (SupplyText::ByWhen, "By when", "", 1),
        (SupplyText::LeadTime, "Lead time", "From asking to receiving", 1),
    ];
    for (text, caption, hint, rows) in fields {
        let field = FieldBox::new(Field::Supply(supply.id, text), caption).hint(hint).rows(rows);
        field.show(ui, view, draft, intents);
    }
    ui.add_enabled_ui(!view.situation.is_read_only, |ui| {
        answer_ui(ui, supply, intents);
    });
}

fn answer_ui(ui: &mut Ui, supply: &Supply, intents: &mut Intents) {
    let terms = &supply.terms;
    let answers = std::iter::once(None).chain(Answer::ALL.map(Some));
    let word = |answer: Option<Answer>| {
        answer.map_or_else(|| "Not answered".to_owned(), |answer| capitalised(answer.word()))
    };
    if let Some(answer) = choice_ui(ui, "Answer", Some(terms.answer), answers, word) {
        set_terms(supply, Terms { answer, ..terms.clone() }, intents);
    }
    let word = |delivery: Delivery| capitalised(delivery.word());
    if let Some(delivery) = choice_ui(ui, "Delivery", Some(terms.delivery), Delivery::ALL, word) {
        set_terms(supply, Terms { delivery, ..terms.clone() }, intents);
    }
}

fn set_terms(supply: &Supply, terms: Terms, intents: &mut Intents) {
    intents.edit(Command::EditSupplies(vec![supply.id], SupplyEdit::Terms(Box::new(terms))));
}
