use crate::action::Action;
use crate::analysis::{Piece, Trace, UltimateCustomer, loop_sentence, sentence_pieces};
use crate::model::ElementId;
use crate::ui::widget::{bold, named, remark_ui};
use crate::ui::{BOLD_FAMILY, Intent, Intents, View};
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, FontFamily, FontId, Label, RichText, ScrollArea, Sense, TextStyle, Ui};

/// As many ultimate customers are told in words; a government has hundreds.
const MOST_SENTENCES: usize = 50;

/// Draws the trace in words: whom a party ultimately serves, through whom, with what.
pub fn trace_panel_ui(ui: &mut Ui, view: &View, trace: &Trace, intents: &mut Intents) {
    let map = view.organisation;
    ui.horizontal(|ui| {
        ui.label(bold(format!("Whom {} ultimately serves", named(map, trace.party))));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let buttons = [Action::ToggleTrace, Action::TraceAll, Action::TraceMore, Action::TraceLess];
            for (action, text) in buttons.into_iter().zip(["✖", "All", "+", "−"]) {
                let button = ui.add(Button::new(text)).on_hover_text(action.tooltip());
                button
                    .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, action.name()));
                if button.clicked() {
                    intents.push(Intent::Do(action));
                }
            }
            if let Some(steps) = view.trace_steps {
                remark_ui(ui, &format!("{steps} hand-offs far"));
            }
        });
    });
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        remark_ui(ui, &dependants_sentence(trace));
        for customer in trace.ultimate_customers.iter().take(MOST_SENTENCES) {
            customer_ui(ui, view, customer, intents);
        }
        if trace.ultimate_customers.len() > MOST_SENTENCES {
            remark_ui(ui, &format!("and {} more", trace.ultimate_customers.len() - MOST_SENTENCES));
        }
        if let Some(sentence) = loop_sentence(map, trace) {
            ui.add_space(4.0);
            if ui.add(Label::new(&sentence).sense(Sense::click())).on_hover_text("Show them").clicked() {
                let parties = trace.loop_with.iter().map(|party| ElementId::Party(*party)).collect();
                intents.push(Intent::JumpTo(parties));
            }
        }
    });
}

fn dependants_sentence(trace: &Trace) -> String {
    match trace.dependants.len() {
        0 => "Nobody depends on it: it supplies nobody yet.".to_owned(),
        1 => "1 party depends on it.".to_owned(),
        many => format!("{many} parties depend on it, directly or further down the chain."),
    }
}

/// One chain in words; a click shows it.
fn customer_ui(ui: &mut Ui, view: &View, customer: &UltimateCustomer, intents: &mut Intents) {
    ui.add_space(4.0);
    let job = sentence_job(ui, &sentence_pieces(view.organisation, customer));
    let response = ui.add(Label::new(job).sense(Sense::click()).wrap());
    let response = response.on_hover_text("Show this chain").on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        let parties = customer.path.iter().map(|party| ElementId::Party(*party));
        let supplies = customer.supplies.iter().map(|supply| ElementId::Supply(*supply));
        intents.push(Intent::JumpTo(parties.chain(supplies).collect()));
    }
    let handoffs = counted(customer.handoffs, "hand-off", "hand-offs");
    let chains = match customer.chains {
        1 => "the only chain".to_owned(),
        many => format!("{many} chains that share no hand-off"),
    };
    ui.label(RichText::new(format!("{handoffs}, {chains}")).small().weak());
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

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
