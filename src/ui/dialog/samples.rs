use super::frame::{body_ui, buttons_ui, dialog_frame};
use crate::exchange::samples;
use crate::ui::{BOLD_FAMILY, Intent, Intents};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, FontFamily, FontId, TextStyle, Ui, vec2};

/// The maps that come with the program; the one that is chosen opens as a map of one's own.
pub(super) fn samples_ui(ui: &mut Ui, intents: &mut Intents) -> bool {
    dialog_frame(ui, "Open a sample", 560.0, |ui| {
        ui.label("Each opens as a map of your own. Change whatever you like.");
        ui.add_space(8.0);
        let mut is_done = false;
        body_ui(ui, |ui| {
            for sample in samples::all() {
                let words = words(ui, sample.title, sample.description);
                let button = Button::new(words).wrap().min_size(vec2(ui.available_width(), 0.0));
                if ui.add(button).clicked() {
                    intents.push(Intent::OpenSample(sample.name));
                    is_done = true;
                }
            }
        });
        is_done || buttons_ui(ui, &["Cancel"], true).is_some()
    })
}

/// A heavy title over a description.
fn words(ui: &Ui, title: &str, description: &str) -> LayoutJob {
    let size = TextStyle::Body.resolve(ui.style()).size;
    let visuals = ui.visuals();
    let format =
        |family, color| TextFormat { font_id: FontId::new(size, family), color, ..TextFormat::default() };
    let mut job = LayoutJob { halign: Align::Min, ..LayoutJob::default() };
    job.append(
        &format!("{title}\n"),
        0.0,
        format(FontFamily::Name(BOLD_FAMILY.into()), visuals.text_color()),
    );
    job.append(description, 0.0, format(FontFamily::Proportional, visuals.weak_text_color()));
    job
}
