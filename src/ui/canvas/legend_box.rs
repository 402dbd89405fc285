use super::Camera;
use super::painter::ScenePainter;
use crate::action::Action;
use crate::model::Rect;
use crate::scene::Legend;
use crate::ui::widget::tooltip;
use crate::ui::{Intent, Intents, View};
use egui::{
    Align2, Area, Button, Frame, Id, Margin, Order, RichText, ScrollArea, Sense, Ui, WidgetInfo, WidgetType,
    vec2,
};

/// Distance from the corner of the canvas, in points.
const MARGIN: f32 = 12.0;
/// Between its edge and what is in it, in points …
const PADDING: Margin = Margin::symmetric(10, 6);
/// … and while it is folded.
const FOLDED_PADDING: Margin = Margin::same(3);
/// A canvas smaller than this has no room for it, in points.
const LEAST_CANVAS: egui::Vec2 = vec2(420.0, 300.0);

/// What the picture means, in the upper right corner of the canvas; folded it is one word.
#[derive(Debug, Default)]
pub(super) struct LegendBox {
    painter: ScenePainter,
}

impl LegendBox {
    /// Draws it, if there is anything to explain; where it is.
    pub fn show(
        &mut self,
        ui: &Ui,
        camera: &Camera,
        view: &View,
        intents: &mut Intents,
    ) -> Option<egui::Rect> {
        let viewport = camera.viewport();
        let has_room = viewport.width() >= LEAST_CANVAS.x && viewport.height() >= LEAST_CANVAS.y;
        if !has_room || view.organisation.is_empty() || view.situation.is_presenting {
            return None;
        }
        let corner = viewport.right_top() + vec2(-MARGIN, MARGIN);
        let area = Area::new(Id::new("legend")).order(Order::Middle).pivot(Align2::RIGHT_TOP);
        let shown = area.fixed_pos(corner).show(ui.ctx(), |ui| {
            let padding = if view.legend.is_some() { PADDING } else { FOLDED_PADDING };
            Frame::popup(ui.style()).inner_margin(padding).show(ui, |ui| {
                fold_ui(ui, view, intents);
                if let Some(legend) = view.legend {
                    let most = viewport.height() - 2.0 * MARGIN - 120.0; // the buttons in the corner below
                    let height = most.min(Legend::LINE * legend.lines.len() as f32);
                    let list = ScrollArea::vertical().max_height(most).min_scrolled_height(height);
                    list.show(ui, |ui| self.lines_ui(ui, legend));
                }
            });
        });
        Some(shown.response.rect)
    }

    fn lines_ui(&mut self, ui: &mut Ui, legend: &Legend) {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().interact_size.y = Legend::LINE;
        let top = ui.cursor().left_top();
        for words in &legend.lines {
            ui.horizontal(|ui| {
                ui.allocate_exact_size(vec2(Legend::WIDTH, Legend::LINE), Sense::hover());
                ui.label(RichText::new(words).small());
            });
        }
        let size = vec2(Legend::WIDTH, Legend::LINE * legend.lines.len() as f32);
        let place = egui::Rect::from_min_size(top, size);
        let mut camera = Camera::default();
        camera.set_viewport(place);
        let all = Rect::new(crate::model::Point::default(), crate::model::Point::new(size.x, size.y));
        camera.show(all, 1.0);
        self.painter.paint(&ui.painter_at(place.intersect(ui.clip_rect())), &legend.samples, &camera);
    }
}

fn fold_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    let sign = if view.preferences.legend { "⏷" } else { "⏵" };
    let button = Button::new(RichText::new(format!("{sign} Legend")).small()).frame_when_inactive(false);
    let response = ui.add(button).on_hover_text(tooltip(Action::ToggleLegend));
    let is_open = view.preferences.legend;
    response.widget_info(|| WidgetInfo::selected(WidgetType::CollapsingHeader, true, is_open, "Legend"));
    if response.clicked() {
        intents.push(Intent::Do(Action::ToggleLegend));
    }
}
