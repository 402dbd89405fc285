use super::draft::Shown;
use crate::analysis::lenses::{Entry, Group, Lens, LensAnswer, Measure, look};
use crate::model::{Organisation, PartyId};
use crate::ui::View;
use crate::ui::widget::{choice_ui, heading_ui, named, remark_ui};
use egui::{Button, CollapsingHeader, Frame, Margin, RichText, Ui, vec2};

/// As many customers are listed of one priority; down the chain there may be thousands.
const MOST_ENTRIES: usize = 50;

/// The answers of the five lenses for the party in the middle, and what they were asked.
#[derive(Default)]
pub(super) struct LensesDraft {
    /// What makes an external customer the best.
    measure: Measure,
    of: Option<(u64, PartyId, Measure)>,
    answers: Vec<LensAnswer>,
}

impl LensesDraft {
    fn refresh(&mut self, view: &View, shown: &Shown) {
        let of = (view.revision, shown.trace.party, self.measure);
        if self.of != Some(of) {
            let answer = |lens| look(view.organisation, &shown.graph, &shown.trace, lens, self.measure);
            self.answers = Lens::ALL.into_iter().map(answer).collect();
            self.of = Some(of);
        }
    }
}

/// Draws five published answers to who the customer is, each under its name; a click walks there.
pub(super) fn lenses_ui(
    ui: &mut Ui,
    view: &View,
    shown: &Shown,
    draft: &mut LensesDraft,
    walk_to: &mut Option<PartyId>,
) {
    draft.refresh(view, shown);
    heading_ui(ui, "Who is my customer? Five answers");
    let mut measure = None;
    for answer in &draft.answers {
        CollapsingHeader::new(answer.lens.title()).id_salt(("lens", answer.lens.word())).show(ui, |ui| {
            if answer.lens == Lens::ColleaguesFirst {
                let word = |measure: Measure| measure.word().to_owned();
                measure = choice_ui(ui, "Best customer by", Some(draft.measure), Measure::ALL, word);
            }
            answer_ui(ui, view.organisation, answer, walk_to);
        });
    }
    if let Some(measure) = measure {
        draft.measure = measure;
        ui.ctx().request_repaint(); // the answers follow in the next frame
    }
}

fn answer_ui(ui: &mut Ui, map: &Organisation, answer: &LensAnswer, walk_to: &mut Option<PartyId>) {
    for group in &answer.groups {
        group_ui(ui, map, group, walk_to);
    }
    for remark in &answer.remarks {
        ui.add_space(4.0);
        ui.label(remark);
    }
}

fn group_ui(ui: &mut Ui, map: &Organisation, group: &Group, walk_to: &mut Option<PartyId>) {
    ui.add_space(4.0);
    ui.label(RichText::new(&group.title).small().weak());
    if group.entries.is_empty() {
        remark_ui(ui, group.if_empty);
    }
    for entry in group.entries.iter().take(MOST_ENTRIES) {
        entry_ui(ui, map, entry, walk_to);
    }
    if group.entries.len() > MOST_ENTRIES {
        remark_ui(ui, &format!("and {} more", group.entries.len() - MOST_ENTRIES));
    }
}

fn entry_ui(ui: &mut Ui, map: &Organisation, entry: &Entry, walk_to: &mut Option<PartyId>) {
    let words = format!("{}: {}", named(map, entry.party), entry.reason);
    let row = Button::selectable(false, words)
        .wrap()
        .min_size(vec2(ui.available_width(), ui.spacing().interact_size.y));
    if ui.add(row).on_hover_text("Walk there").clicked() {
        *walk_to = Some(entry.party);
    }
    for remark in &entry.remarks {
        let indented = Frame::NONE.inner_margin(Margin { left: 18, ..Margin::ZERO });
        indented.show(ui, |ui| ui.label(RichText::new(remark).small().weak()));
    }
}
