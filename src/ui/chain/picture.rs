use super::draft::{ChainDraft, MOST_DEGREES, Shown};
use super::living::Living;
use crate::action::Action;
use crate::analysis::Direction;
use crate::model::{Organisation, PartyId};
use crate::ui::widget::named;
use crate::ui::{Intent, Intents, View};
use egui::{Button, Id, Pos2, Rect, Response, RichText, Sense, Ui, WidgetInfo, WidgetType};
use egui_graphs::{DisplayEdge, DisplayNode, DrawContext, MetadataFrame, SettingsStyle};

const MARGIN: f32 = 28.0;
/// Nothing is shrunk below this to fit in; what then stays outside is reached by dragging.
const LEAST_ZOOM: f32 = 0.3;

/// Who is in the middle, how far and which way to look.
pub(super) fn controls_ui(ui: &mut Ui, view: &View, draft: &mut ChainDraft, intents: &mut Intents) {
    ui.horizontal_wrapped(|ui| {
        let back = ui.add_enabled(draft.can_walk_back(), Button::new("⏴ Back"));
        if back.on_hover_text("Put the one in the middle who was there before (Alt+Left)").clicked()
            || ui.input_mut(|input| input.consume_key(egui::Modifiers::ALT, egui::Key::ArrowLeft))
        {
            draft.walk_back();
        }
        ui.label("I am");
        who_ui(ui, view, draft);
        ui.separator();
        degrees_ui(ui, draft);
        ui.separator();
        for (direction, words, tip) in [
            (Some(Direction::Upstream), "Upstream", "Those who supply me, and who supplies them"),
            (None, "Both", "Suppliers and customers"),
            (Some(Direction::Downstream), "Downstream", "Those whom I supply, and whom they supply"),
        ] {
            let choice = ui.selectable_label(draft.scope.direction == direction, words);
            if choice.on_hover_text(tip).clicked() {
                draft.scope.direction = direction;
            }
        }
        ui.separator();
        let export = Action::ExportCard;
        if ui.button("Export my card…").on_hover_text(export.tooltip()).clicked() {
            intents.push(Intent::Do(export));
        }
    });
    draft.follow(ui.ctx(), view); // what was just chosen is shown in this frame
}

fn who_ui(ui: &mut Ui, view: &View, draft: &mut ChainDraft) {
    let name = draft.center().map_or_else(String::new, |id| named(view.organisation, id));
    let mut chosen = None;
    let list = egui::ComboBox::from_id_salt("chain center").selected_text(name).width(220.0);
    // A name as long as the bar would push everything else out of it.
    list.truncate().show_ui(ui, |ui| {
        spoken(ui.text_edit_singleline(&mut draft.query), WidgetType::TextEdit, "Search parties");
        let wanted = draft.query.to_lowercase();
        let parties = view.organisation.parties().filter(|party| party.name.to_lowercase().contains(&wanted));
        for party in parties.take(40) {
            if ui.selectable_label(draft.center() == Some(party.id), &party.name).clicked() {
                chosen = Some(party.id);
            }
        }
    });
    if let Some(party) = chosen {
        draft.query.clear();
        draft.walk_to(party);
    }
}

fn degrees_ui(ui: &mut Ui, draft: &mut ChainDraft) {
    let degrees = &mut draft.scope.degrees;
    if spoken(ui.add_enabled(*degrees > 1, Button::new("−")), WidgetType::Button, "One hand-off less")
        .clicked()
    {
        *degrees -= 1;
    }
    ui.label(if *degrees == 1 { "1 hand-off".to_owned() } else { format!("{degrees} hand-offs") });
    if spoken(
        ui.add_enabled(*degrees < MOST_DEGREES, Button::new("+")),
        WidgetType::Button,
        "One hand-off more",
    )
    .clicked()
    {
        *degrees += 1;
    }
}

/// The living neighbourhood. It moves for less than a second and then draws no frames.
pub(super) fn picture_ui(ui: &mut Ui, view: &View, draft: &mut ChainDraft) {
    let (area, background) = ui.allocate_exact_size(ui.available_size(), Sense::drag());
    draft.enliven(ui.ctx(), view);
    let Some(Shown { living: Some(living), .. }) = &mut draft.shown else {
        ui.put(area, egui::Label::new(RichText::new("This map is still empty.").weak()));
        return;
    };
    if living.live() {
        ui.ctx().request_repaint();
    }
    draft.pan += background.drag_delta();
    let meta = fitted(living.bounds(), area, draft.pan);
    paint(ui, living, area, &meta);
    let tip = ui
        .ctx()
        .pointer_hover_pos()
        .filter(|_| background.hovered())
        .and_then(|at| living.supply_at(meta.screen_to_canvas_pos(at), 6.0 / meta.zoom));
    if let Some(supply) = tip.and_then(|id| view.organisation.supply(id)) {
        let ends = [supply.supplier, supply.customer].map(|id| named(view.organisation, id));
        let what = if supply.what.is_empty() { "not named" } else { &supply.what };
        background.on_hover_text_at_pointer(format!("{} → {}: {what}", ends[0], ends[1]));
    }
    if let Some(party) = nodes_ui(ui, view.organisation, living, &meta, area) {
        draft.pan = egui::Vec2::ZERO;
        draft.walk_to(party);
        ui.ctx().request_repaint();
    }
}

/// Everything in the area if that is possible, never larger than 100 %.
fn fitted(bounds: Rect, area: Rect, pan: egui::Vec2) -> MetadataFrame {
    let room = area.shrink(MARGIN).size();
    let zoom = (room.x / bounds.width()).min(room.y / bounds.height()).clamp(LEAST_ZOOM, 1.0);
    let pan = area.center() - bounds.center().to_vec2() * zoom + pan;
    let mut meta = MetadataFrame::new(None);
    meta.zoom = zoom;
    meta.pan = pan.to_vec2();
    meta
}

fn paint(ui: &Ui, living: &mut Living, area: Rect, meta: &MetadataFrame) {
    let painter = ui.painter_at(area);
    let style = SettingsStyle::default();
    let context = DrawContext { ctx: ui.ctx(), painter: &painter, style: &style, is_directed: true, meta };
    let graph = living.graph_mut();
    let edges: Vec<_> = graph.g().edge_indices().collect();
    for edge in edges {
        let Some((from, to)) = graph.g().edge_endpoints(edge) else { continue };
        let (Some(from), Some(to)) = (graph.node(from).cloned(), graph.node(to).cloned()) else { continue };
        if let Some(edge) = graph.edge_mut(edge) {
            painter.extend(edge.display_mut().shapes(&from, &to, &context));
        }
    }
    let nodes: Vec<_> = graph.g().node_indices().collect();
    for node in nodes {
        if let Some(node) = graph.node_mut(node) {
            let props = node.props().clone();
            node.display_mut().update(&props);
            painter.extend(node.display_mut().shapes(&context));
        }
    }
}

/// Makes every box a button; says which one was pressed.
fn nodes_ui(
    ui: &Ui,
    map: &Organisation,
    living: &Living,
    meta: &MetadataFrame,
    area: Rect,
) -> Option<PartyId> {
    let mut pressed = None;
    let on_screen = |at: Pos2| meta.canvas_to_screen_pos(at);
    for (party, _, rect) in living.boxes() {
        let rect = Rect::from_min_max(on_screen(rect.min), on_screen(rect.max)).intersect(area);
        if !rect.is_positive() {
            continue;
        }
        let response = ui.interact(rect, Id::new(("chain", party)), Sense::click());
        let name = named(map, party);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
        if response.has_focus() {
            let ring = ui.visuals().selection.stroke;
            ui.painter().rect_stroke(rect.expand(3.0), 8.0, (2.0, ring.color), egui::StrokeKind::Outside);
        }
        if response.on_hover_text(explanation(map, party)).clicked() {
            pressed = Some(party);
        }
    }
    pressed
}

fn explanation(map: &Organisation, party: PartyId) -> String {
    let Some(found) = map.party(party) else { return String::new() };
    let (gives, gets) = (map.supplies_from(party).count(), map.supplies_to(party).count());
    let mut text = format!("{} ({})\nsupplies {gives}, receives {gets}", found.name, found.kind.word());
    if !found.purpose.is_empty() {
        text.push('\n');
        text.push_str(&found.purpose);
    }
    text
}

/// Gives a widget without words a name for screen readers.
fn spoken(response: Response, kind: WidgetType, name: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(kind, true, name));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn a_small_picture_is_not_blown_up_and_a_large_one_fits() {
        let area = Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0));
        let small = fitted(Rect::from_center_size(Pos2::ZERO, vec2(100.0, 50.0)), area, vec2(0.0, 0.0));
        assert_eq!(small.zoom, 1.0);
        let large = Rect::from_center_size(Pos2::ZERO, vec2(1400.0, 600.0));
        let meta = fitted(large, area, vec2(0.0, 0.0));
        assert!(area.contains(meta.canvas_to_screen_pos(large.min)));
        assert!(area.contains(meta.canvas_to_screen_pos(large.max)));
    }
}
