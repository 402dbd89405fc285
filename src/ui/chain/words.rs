use super::draft::{ChainDraft, Shown};
use super::lenses::lenses_ui;
use crate::analysis::{Neighbourhood, Piece, Trace, UltimateCustomer, echo, loop_sentence, sentence_pieces};
use crate::model::{Organisation, PartyId, SupplyKind};
use crate::scene::FontWeight;
use crate::ui::canvas::painter::family;
use crate::ui::widget::{element_link_ui, heading_ui, named, remark_ui};
use crate::ui::{Intents, View};
use egui::text::LayoutJob;
use egui::{CollapsingHeader, RichText, TextFormat, Ui};

/// So many chains are told at once; the others are folded, so that the lenses can be seen.
const FIRST_CHAINS: usize = 5;
/// As many chains are told in words, and as many supplies; a government has hundreds.
const MOST_LINES: usize = 50;

/// What the picture shows, in words, and more: line of sight, lenses, customers, suppliers, echo.
pub(super) fn words_ui(ui: &mut Ui, view: &View, draft: &mut ChainDraft, intents: &mut Intents) {
    let (Some(center), Some(Shown { neighbourhood, .. })) = (draft.center(), &draft.shown) else { return };
    let map = view.organisation;
    ui.add_space(6.0);
    ui.label(RichText::new(named(map, center)).heading());
    let mut walk_to = None;
    let mut measure = draft.measure;
    let answer = draft.answer();
    match answer {
        Some(answer) => {
            line_of_sight_ui(ui, map, &answer.trace);
            lenses_ui(ui, view, answer, &mut measure, &mut walk_to);
        }
        None if draft.is_broken() => {
            ui.label("The chain could not be worked out because of a fault in Baton. Your map is as it was.");
        }
        None => {
            remark_ui(ui, "Working out the chains …");
        }
    }
    exchange_ui(ui, map, center, &mut walk_to);
    if let Some(answer) = answer {
        echo_ui(ui, map, &answer.trace, intents);
    }
    neighbours_ui(ui, map, neighbourhood, &mut walk_to);
    draft.measure = measure;
    if let Some(party) = walk_to {
        draft.walk_to(party);
        ui.ctx().request_repaint();
    }
}

/// The picture as a list.
fn neighbours_ui(ui: &mut Ui, map: &Organisation, found: &Neighbourhood, walk_to: &mut Option<PartyId>) {
    heading_ui(ui, &format!("In the picture: {}", found.neighbours.len()));
    for neighbour in &found.neighbours {
        let more = if neighbour.folded > 0 {
            format!(", and {} more behind", neighbour.folded)
        } else {
            String::new()
        };
        let words = format!("{} ({}{more})", named(map, neighbour.party), handoffs(neighbour.distance));
        if ui.selectable_label(neighbour.distance == 0, words).clicked() {
            *walk_to = Some(neighbour.party);
        }
    }
}

fn more_ui(ui: &mut Ui, all: usize) {
    if all > MOST_LINES {
        remark_ui(ui, &format!("and {} more", all - MOST_LINES));
    }
}

fn handoffs(count: u32) -> String {
    match count {
        0 => "in the middle".to_owned(),
        1 => "1 hand-off away".to_owned(),
        n => format!("{n} hand-offs away"),
    }
}

fn line_of_sight_ui(ui: &mut Ui, map: &Organisation, trace: &Trace) {
    heading_ui(ui, "Line of sight");
    let (first, further) =
        trace.ultimate_customers.split_at(trace.ultimate_customers.len().min(FIRST_CHAINS));
    chains_ui(ui, map, first);
    if !further.is_empty() {
        let title = format!("{} more", further.len());
        CollapsingHeader::new(title).id_salt("further customers").show(ui, |ui| {
            chains_ui(ui, map, &further[..further.len().min(MOST_LINES)]);
            more_ui(ui, further.len());
        });
    }
    if !trace.has_line_of_sight() {
        ui.label(
            "No chain from here reaches an external customer yet. Who outside is better off for this work?",
        );
    }
    if let Some(sentence) = loop_sentence(map, trace) {
        ui.label(sentence);
    }
    remark_ui(
        ui,
        &match trace.dependants.len() {
            0 => "Nobody depends on this work.".to_owned(),
            1 => "1 party depends on this work.".to_owned(),
            n => format!("{n} parties depend on this work."),
        },
    );
}

/// Chains in words, the customer at the end in bold.
fn chains_ui(ui: &mut Ui, map: &Organisation, customers: &[UltimateCustomer]) {
    for customer in customers {
        let mut job = LayoutJob::default();
        let (ink, weak) = (ui.visuals().text_color(), ui.visuals().weak_text_color());
        for piece in sentence_pieces(map, customer) {
            let color = if matches!(piece, Piece::What(..)) { weak } else { ink };
            let mut format = TextFormat::simple(egui::TextStyle::Body.resolve(ui.style()), color);
            if matches!(piece, Piece::Customer(..)) {
                format.font_id.family = family(ui.ctx(), FontWeight::Bold);
            }
            job.append(piece.text(), 0.0, format);
        }
        ui.label(job);
    }
}

/// Direct customers and suppliers with what goes each way; a click walks there.
fn exchange_ui(ui: &mut Ui, map: &Organisation, party: PartyId, walk_to: &mut Option<PartyId>) {
    let given = map.supplies_from(party).map(|supply| (supply.customer, supply));
    let received = map.supplies_to(party).map(|supply| (supply.supplier, supply));
    let sides = [("Supplies", given.collect::<Vec<_>>()), ("Receives", received.collect())];
    for (heading, supplies) in sides {
        if supplies.is_empty() {
            continue;
        }
        heading_ui(ui, heading);
        for (other, supply) in supplies.iter().copied().take(MOST_LINES) {
            let kind = if supply.kind == SupplyKind::Delivers { "" } else { supply.kind.word() };
            let what = if supply.what.is_empty() { kind } else { &supply.what };
            let words =
                if what.is_empty() { named(map, other) } else { format!("{}: {what}", named(map, other)) };
            if ui.selectable_label(false, words).on_hover_text("Walk there").clicked() {
                *walk_to = Some(other);
            }
        }
        more_ui(ui, supplies.len());
    }
}

fn echo_ui(ui: &mut Ui, map: &Organisation, trace: &Trace, intents: &mut Intents) {
    let echoes = echo(map, trace);
    if echoes.is_empty() {
        return;
    }
    heading_ui(ui, "Echo from outside");
    for echo in echoes.iter().take(MOST_LINES) {
        let Some(note) = map.note(echo.note) else { continue };
        ui.label(format!("{} “{}”", note.kind.sign(), note.text));
        let from = format!("{}, {}", named(map, echo.customer), handoffs(echo.handoffs));
        element_link_ui(ui, from, false, echo.note.into(), intents);
    }
}
