use super::trace_words::{behind_ui, joint_ui, one_ui};
use crate::action::Action;
use crate::analysis::lenses::{Lens, LensAnswer, Measure};
use crate::analysis::{Trace, TraceAnswer};
use crate::model::{ElementId, Organisation, PartyId};
use crate::ui::widget::{LensList, bold, lens_answer_ui, named, remark_ui};
use crate::ui::{Intent, Intents, TraceNotice, View};
use egui::{Align, Button, ComboBox, Layout, ScrollArea, Ui, WidgetInfo, WidgetType};

/// Draws the trace in words: whom somebody ultimately serves, through whom, with what; or who stands
/// behind a customer; or whom a lens names.
pub fn trace_panel_ui(ui: &mut Ui, view: &View, trace: TraceNotice, intents: &mut Intents) {
    ui.horizontal(|ui| {
        ui.label(bold(title(view.organisation, trace)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            buttons_ui(ui, intents);
            lens_choice_ui(ui, trace, intents);
            if let Some(steps) = trace.steps {
                remark_ui(ui, &format!("{steps} hand-offs far"));
            }
        });
    });
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| answer_ui(ui, view, trace, intents));
}

fn title(map: &Organisation, trace: TraceNotice) -> String {
    let who = match trace.parties {
        [one] => named(map, *one),
        many => format!("these {}", many.len()),
    };
    let is_outside = |id: PartyId| map.party(id).is_some_and(|party| party.kind.is_external_customer());
    let serves = if trace.parties.len() == 1 { "serves" } else { "serve" };
    if trace.parties.iter().all(|id| is_outside(*id)) {
        format!("Who stands behind {who}")
    } else {
        format!("Whom {who} ultimately {serves}")
    }
}

fn buttons_ui(ui: &mut Ui, intents: &mut Intents) {
    let buttons = [Action::ToggleTrace, Action::TraceAll, Action::TraceMore, Action::TraceLess];
    for (action, text) in buttons.into_iter().zip(["✖", "All", "+", "−"]) {
        let button = ui.add(Button::new(text)).on_hover_text(action.tooltip());
        button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, action.name()));
        if button.clicked() {
            intents.push(Intent::Do(action));
        }
    }
}

/// The whole chain, or only whom one of five lenses names; a lens looks from one party inside.
fn lens_choice_ui(ui: &mut Ui, trace: TraceNotice, intents: &mut Intents) {
    if !matches!(trace.answer, None | Some(TraceAnswer::One(_))) {
        return;
    }
    let mut looking = trace.looking;
    if looking.lens == Some(Lens::ColleaguesFirst) {
        let word = |measure: Measure| format!("by {}", measure.word());
        let list = ComboBox::from_id_salt("trace measure").selected_text(word(looking.measure));
        let list = list.show_ui(ui, |ui| {
            for measure in Measure::ALL {
                ui.selectable_value(&mut looking.measure, measure, word(measure));
            }
        });
        list.response.on_hover_text("What makes an external customer the best");
    }
    let word = |lens: Option<Lens>| lens.map_or("The whole chain", Lens::title);
    let list = ComboBox::from_id_salt("trace lens").width(210.0).selected_text(word(looking.lens));
    let list = list.show_ui(ui, |ui| {
        for lens in std::iter::once(None).chain(Lens::ALL.map(Some)) {
            ui.selectable_value(&mut looking.lens, lens, word(lens));
        }
    });
    let spoken = format!("Lens: {}", word(looking.lens));
    list.response.widget_info(|| WidgetInfo::labeled(WidgetType::ComboBox, true, &spoken));
    let tip = "Who is my customer? Light only whom one of five answers names (Shift+T: the next)";
    list.response.on_hover_text(tip);
    if looking != trace.looking {
        intents.push(Intent::LookThrough(looking));
    }
}

fn answer_ui(ui: &mut Ui, view: &View, trace: TraceNotice, intents: &mut Intents) {
    match (trace.answer, trace.through) {
        _ if trace.is_broken => {
            ui.label("This could not be worked out because of a fault in Baton. Your map is as it was.");
        }
        (None, _) => {
            remark_ui(ui, "Working out the chains …");
        }
        (Some(TraceAnswer::One(one)), Some(answer)) => {
            through_lens_ui(ui, view, one, answer, intents);
        }
        (Some(TraceAnswer::One(one)), None) => one_ui(ui, view, one, intents),
        (Some(TraceAnswer::Several(joint)), _) => joint_ui(ui, view, joint, intents),
        (Some(TraceAnswer::Behind(behind)), _) => behind_ui(ui, view, behind, intents),
    }
}

/// Whom the lens names, with the numbers that they have on the map.
fn through_lens_ui(ui: &mut Ui, view: &View, trace: &Trace, answer: &LensAnswer, intents: &mut Intents) {
    let numbered: Vec<_> = answer.named().into_iter().filter(|party| *party != trace.party).collect();
    let list = LensList { map: view.organisation, tip: "Show them", numbers: Some(&numbered) };
    if let Some(entry) = lens_answer_ui(ui, list, answer) {
        let supplies = entry.supplies.iter().map(|supply| ElementId::Supply(*supply));
        let elements = std::iter::once(ElementId::Party(entry.party)).chain(supplies);
        let still_there = elements.filter(|element| view.organisation.contains(*element));
        intents.push(Intent::JumpTo(still_there.collect()));
    }
}
