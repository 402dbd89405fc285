use super::answer::ChainAnswer;
use crate::analysis::lenses::{Lens, Measure};
use crate::model::PartyId;
use crate::ui::View;
use crate::ui::widget::{LensList, choice_ui, heading_ui, lens_answer_ui};
use egui::{CollapsingHeader, Ui};

/// Draws five published answers to who the customer is, each under its name; a click walks there.
pub(super) fn lenses_ui(
    ui: &mut Ui,
    view: &View,
    answer: &ChainAnswer,
    measure: &mut Measure,
    walk_to: &mut Option<PartyId>,
) {
    heading_ui(ui, "Who is my customer? Five answers");
    let list = LensList { map: view.organisation, tip: "Walk there", numbers: None };
    for answer in &answer.lenses {
        CollapsingHeader::new(answer.lens.title()).id_salt(("lens", answer.lens.word())).show(ui, |ui| {
            if answer.lens == Lens::ColleaguesFirst
                && let Some(chosen) = measure_ui(ui, *measure)
            {
                *measure = chosen;
                ui.ctx().request_repaint(); // the answers follow in the next frame
            }
            if let Some(entry) = lens_answer_ui(ui, list, answer) {
                *walk_to = Some(entry.party);
            }
        });
    }
}

/// What makes an external customer the best one; answers what was chosen.
fn measure_ui(ui: &mut Ui, measure: Measure) -> Option<Measure> {
    choice_ui(ui, "Best customer by", Some(measure), Measure::ALL, |measure| measure.word().to_owned())
}
