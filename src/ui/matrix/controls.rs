use super::MatrixDraft;
use super::source::MatrixKind;
use crate::action::Action;
use crate::ui::canvas::painter::color32;
use crate::ui::widget::{check_ui, tooltip};
use crate::ui::{Intent, Intents, OverviewNotice, View};
use egui::{Align2, Button, FontId, Margin, RichText, Sense, TextEdit, Ui, WidgetInfo, WidgetType, vec2};

/// What is shown and what of it, above the matrix.
pub(super) fn controls_ui(ui: &mut Ui, view: &View, draft: &mut MatrixDraft, intents: &mut Intents) {
    ui.horizontal_wrapped(|ui| {
        let kinds = [
            (
                MatrixKind::Sight,
                "Roles × ultimate customers",
                "Whom each role ultimately serves, and by how many hand-offs",
            ),
            (MatrixKind::Supply, "Supplier × customer", "Who supplies whom directly, and with what"),
        ];
        for (kind, word, meaning) in kinds {
            let button = Button::selectable(draft.kind == kind, word).frame_when_inactive(true);
            if ui.add(button).on_hover_text(meaning).clicked() {
                draft.show(kind);
            }
        }
        ui.separator();
        let rows = if draft.kind == MatrixKind::Sight { "Filter roles" } else { "Filter suppliers" };
        filter_ui(ui, rows, &mut draft.wish.rows);
        filter_ui(ui, "Filter customers", &mut draft.wish.columns);
        check_ui(ui, &mut draft.wish.by_team, "Group by team");
        ui.separator();
        let export = Action::ExportMatrix;
        let button = ui.add_enabled(export.is_available(view.situation), Button::new(export.name()));
        if button.on_hover_text(tooltip(export)).clicked() {
            intents.push(Intent::Do(export));
        }
        if draft.kind == MatrixKind::Sight {
            legend_ui(ui, view);
        }
        remark_about_age_ui(ui, view, draft.kind);
    });
}

fn filter_ui(ui: &mut Ui, name: &str, text: &mut String) {
    let field =
        TextEdit::singleline(text).hint_text(name).desired_width(150.0).margin(Margin::symmetric(8, 5));
    ui.add(field).widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, name));
}

/// What the shades mean.
fn legend_ui(ui: &mut Ui, view: &View) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.label(RichText::new("Hand-offs").small().weak());
        ui.add_space(4.0);
        for handoffs in 1..=6 {
            let (ground, ink) = view.theme.handoff_shade(handoffs);
            let (rect, _) = ui.allocate_exact_size(vec2(24.0, 20.0), Sense::hover());
            ui.painter().rect_filled(rect, 3.0, color32(ground));
            let text = if handoffs == 6 { "6+".to_owned() } else { handoffs.to_string() };
            let font = FontId::proportional(13.0);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font, color32(ink));
        }
    });
}

/// Whether the numbers are those of before the last edits, and who is not among the columns.
fn remark_about_age_ui(ui: &mut Ui, view: &View, kind: MatrixKind) {
    match view.overview {
        OverviewNotice::Working(Some(_)) => {
            ui.label(RichText::new("As before the last edits; being worked out again …").small().weak());
        }
        OverviewNotice::Ready(overview) if kind == MatrixKind::Sight && overview.sight.left_out > 0 => {
            let text = format!(
                "{} customers are left out: this map is too large for one matrix.",
                overview.sight.left_out
            );
            ui.label(RichText::new(text).small().weak());
        }
        _ => {}
    }
}
