//! The three answers of a trace in words: of one party, of several, and backwards from a customer.

use crate::analysis::{
    Behind, JointCustomer, JointTrace, Piece, Trace, UltimateCustomer, loop_sentence, ring_title,
    sentence_pieces,
};
use crate::model::{ElementId, Organisation, PartyId};
use crate::ui::widget::{named, remark_ui};
use crate::ui::{BOLD_FAMILY, Intent, Intents, View};
use egui::text::{LayoutJob, TextFormat};
use egui::{CursorIcon, FontFamily, FontId, Label, RichText, Sense, TextStyle, Ui};

/// As many ultimate customers are told in words; a government has hundreds.
const MOST_SENTENCES: usize = 50;
/// As many names are listed of one ring.
const MOST_NAMES: usize = 60;

/// Whom one party ultimately serves.
pub(super) fn one_ui(ui: &mut Ui, view: &View, trace: &Trace, intents: &mut Intents) {
    let map = view.organisation;
    remark_ui(ui, &depends(trace.dependants.len(), "it"));
    for customer in trace.ultimate_customers.iter().take(MOST_SENTENCES) {
        chain_ui(ui, view, customer, intents);
        small_ui(ui, &distance(customer));
    }
    more_ui(ui, trace.ultimate_customers.len(), MOST_SENTENCES);
    if let Some(sentence) = loop_sentence(map, trace) {
        link_ui(ui, map, &sentence, &trace.loop_with, intents);
    }
}

/// Whom several parties serve together, and which of them reaches whom.
pub(super) fn joint_ui(ui: &mut Ui, view: &View, joint: &JointTrace, intents: &mut Intents) {
    let map = view.organisation;
    remark_ui(ui, &depends(joint.dependants.len(), "them"));
    for found in joint.ultimate_customers.iter().take(MOST_SENTENCES) {
        chain_ui(ui, view, &found.customer, intents);
        small_ui(
            ui,
            &format!("{}. Reached by {}.", distance(&found.customer), reached_by(map, joint, found)),
        );
    }
    more_ui(ui, joint.ultimate_customers.len(), MOST_SENTENCES);
    if !joint.without_sight.is_empty() {
        let reach = if joint.without_sight.len() == 1 { "reaches" } else { "reach" };
        let sentence = format!("{} {reach} nobody outside.", names(map, &joint.without_sight));
        link_ui(ui, map, &sentence, &joint.without_sight, intents);
    }
}

fn reached_by(map: &Organisation, joint: &JointTrace, found: &JointCustomer) -> String {
    if found.reached_by.len() == joint.parties.len() {
        return if joint.parties.len() == 2 { "both".into() } else { format!("all {}", joint.parties.len()) };
    }
    names(map, &found.reached_by)
}

/// Who works towards a customer, ring by ring, with the numbers that the rings have on the map.
pub(super) fn behind_ui(ui: &mut Ui, view: &View, behind: &Behind, intents: &mut Intents) {
    let map = view.organisation;
    let sentence = match behind.count() {
        0 => "Nobody supplies them yet.".to_owned(),
        1 => "1 party works for them, directly or further back.".to_owned(),
        many => format!("{many} parties work for them, directly or further back."),
    };
    remark_ui(ui, &sentence);
    for (ring, handoffs) in behind.rings.iter().zip(1..) {
        ui.add_space(5.0);
        let title = format!("{handoffs}  {} ({})", ring_title(handoffs), ring.len());
        link_ui(ui, map, &title, ring, intents);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 3.0);
            for party in ring.iter().take(MOST_NAMES) {
                if ui.small_button(named(map, *party)).on_hover_text("Show it").clicked() {
                    intents.push(Intent::JumpTo(still_there(map, [ElementId::Party(*party)])));
                }
            }
            more_ui(ui, ring.len(), MOST_NAMES);
        });
    }
}

fn depends(count: usize, on: &str) -> String {
    match count {
        0 => format!("Nobody depends on {on}: nobody else is supplied yet."),
        1 => format!("1 party depends on {on}."),
        many => format!("{many} parties depend on {on}, directly or further down the chain."),
    }
}

/// One chain in words; a click shows it.
fn chain_ui(ui: &mut Ui, view: &View, customer: &UltimateCustomer, intents: &mut Intents) {
    ui.add_space(4.0);
    let job = sentence_job(ui, &sentence_pieces(view.organisation, customer));
    let response = ui.add(Label::new(job).sense(Sense::click()).wrap());
    if response.on_hover_text("Show this chain").on_hover_cursor(CursorIcon::PointingHand).clicked() {
        let parties = customer.path.iter().map(|party| ElementId::Party(*party));
        let supplies = customer.supplies.iter().map(|supply| ElementId::Supply(*supply));
        intents.push(Intent::JumpTo(still_there(view.organisation, parties.chain(supplies))));
    }
}

fn distance(customer: &UltimateCustomer) -> String {
    let handoffs = match customer.handoffs {
        1 => "1 hand-off".to_owned(),
        many => format!("{many} hand-offs"),
    };
    match customer.chains {
        1 => format!("{handoffs}, the only chain"),
        many => format!("{handoffs}, {many} chains that share no hand-off"),
    }
}

/// A sentence that shows `parties` when it is clicked.
fn link_ui(ui: &mut Ui, map: &Organisation, sentence: &str, parties: &[PartyId], intents: &mut Intents) {
    ui.add_space(4.0);
    let response = ui.add(Label::new(sentence).sense(Sense::click()).wrap());
    if response.on_hover_text("Show them").on_hover_cursor(CursorIcon::PointingHand).clicked() {
        let parties = parties.iter().map(|party| ElementId::Party(*party));
        intents.push(Intent::JumpTo(still_there(map, parties)));
    }
}

fn small_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).small().weak());
}

fn more_ui(ui: &mut Ui, all: usize, most: usize) {
    if all > most {
        remark_ui(ui, &format!("and {} more", all - most));
    }
}

/// All names, as far as there is room for them in a sentence.
fn names(map: &Organisation, parties: &[PartyId]) -> String {
    const MOST: usize = 6;
    let mut words: Vec<String> = parties.iter().take(MOST).map(|party| named(map, *party)).collect();
    if parties.len() > MOST {
        words.push(format!("{} others", parties.len() - MOST));
    }
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// The answer may be about an earlier state of the map.
fn still_there(map: &Organisation, elements: impl IntoIterator<Item = ElementId>) -> Vec<ElementId> {
    elements.into_iter().filter(|element| map.contains(*element)).collect()
}

fn sentence_job(ui: &Ui, pieces: &[Piece]) -> LayoutJob {
    let size = TextStyle::Body.resolve(ui.style()).size;
    let mut job = LayoutJob::default();
    for piece in pieces {
        let (family, color) = match piece {
            Piece::Customer(..) => (FontFamily::Name(BOLD_FAMILY.into()), ui.visuals().text_color()),
            Piece::Party(..) => (FontFamily::Proportional, ui.visuals().text_color()),
            Piece::What(..) | Piece::Words(_) => (FontFamily::Proportional, ui.visuals().weak_text_color()),
        };
        job.append(
            piece.text(),
            0.0,
            TextFormat { font_id: FontId::new(size, family), color, ..TextFormat::default() },
        );
    }
    job
}
