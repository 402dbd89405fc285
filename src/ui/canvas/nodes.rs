use super::Camera;
use crate::model::{ElementId, Flow, PartyId, Point, Rect};
use crate::scene::{Figure, Layer};
use crate::ui::{Intent, Intents, View};
use egui::accesskit::{Action, Role};
use egui::{EventFilter, Id, Response, Sense, Ui, WidgetInfo, WidgetType};
use std::collections::HashSet;
use std::sync::Arc;

/// From this zoom on, everything that can be seen has a node. Below it, a map with more parties than
/// [`MANY_PARTIES`] has nodes for what is selected only; the outline and the palette name the rest.
const LEGIBLE_ZOOM: f32 = 0.3;
/// Maps with no more parties than this have nodes for all that can be seen, at every zoom.
const MANY_PARTIES: usize = 500;
/// Parties whose left edges differ by no more than this stand in one column, in map units.
const COLUMN: f32 = 120.0;
/// Parties whose upper edges differ by no more than this stand in one row.
const ROW: f32 = 50.0;

/// What a screen reader and the Tab key find on the canvas: a node for everything that can be seen, in
/// reading order, with an id of its own that never changes.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    focused: Option<ElementId>,
    selected_before: Option<ElementId>,
}

/// What the nodes know after they were made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NodesFocus {
    /// Where the node is that has the keyboard.
    pub ring: Option<egui::Rect>,
    /// Whether the canvas or one of its nodes has the keyboard.
    pub is_here: bool,
}

impl Nodes {
    /// Makes the nodes. What has the keyboard and what is selected is never left out, wherever it moves.
    pub fn show(
        &mut self,
        ui: &Ui,
        canvas: &Response,
        camera: &Camera,
        view: &View,
        intents: &mut Intents,
    ) -> NodesFocus {
        let mut focus = NodesFocus { ring: None, is_here: canvas.has_focus() };
        describe_canvas(canvas, Self::is_legible(camera, view), view);
        keep_keys(ui, canvas.id, view);
        let selected = view.selection.last().copied();
        for (element, figure, place) in self.listed(camera, view) {
            let id = node_id(canvas.id, element);
            let response = node_ui(ui, id, camera.rect_to_screen(place), &figure, view.is_selected(element));
            keep_keys(ui, id, view);
            if response.has_focus() {
                focus = NodesFocus { ring: Some(response.rect), is_here: true };
                let is_new = self.focused.replace(element) != Some(element);
                if is_new && selected != Some(element) {
                    intents.push(Intent::Select(vec![element]));
                }
            }
            if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
                intents.push(Intent::Select(vec![element]));
            }
        }
        if focus.ring.is_none() {
            self.focused = None;
        }
        self.follow_selection(ui, canvas.id, selected, focus.is_here);
        focus
    }

    /// What is selected by other means gets the keyboard, if the canvas has it, so that it is read out.
    fn follow_selection(&mut self, ui: &Ui, canvas: Id, selected: Option<ElementId>, is_here: bool) {
        if self.selected_before == selected {
            return;
        }
        self.selected_before = selected;
        if !is_here || self.focused == selected {
            return;
        }
        let id = selected.map_or(canvas, |element| node_id(canvas, element));
        ui.memory_mut(|memory| memory.request_focus(id));
    }

    /// Whether everything that can be seen has a node.
    fn is_legible(camera: &Camera, view: &View) -> bool {
        camera.zoom() >= LEGIBLE_ZOOM || view.organisation.parties().len() <= MANY_PARTIES
    }

    /// What gets a node, in reading order: column by column, each supply after its supplier.
    fn listed(&self, camera: &Camera, view: &View) -> Vec<(ElementId, Arc<Figure>, Rect)> {
        let is_all = Self::is_legible(camera, view);
        let mut seen = HashSet::new();
        let mut listed = Vec::new();
        let visible = if is_all { view.scene.visible(camera.visible()) } else { Vec::new() };
        for figure in visible {
            let Some(element) = figure.tag.element else { continue };
            let is_thing = matches!(figure.depth.layer, Layer::Team | Layer::Supply | Layer::Party);
            if is_thing && seen.insert(element) {
                let place = node_place(view, element).unwrap_or(figure.bounds);
                listed.push((element, figure.clone(), place));
            }
        }
        for element in self.focused.into_iter().chain(view.selection.last().copied()) {
            if !seen.insert(element) {
                continue;
            }
            let Some(place) = node_place(view, element) else { continue };
            let mut near = view.scene.visible(place).into_iter();
            if let Some(figure) = near.find(|figure| figure.tag.element == Some(element)) {
                listed.push((element, figure.clone(), place));
            }
        }
        listed.sort_by_cached_key(|(element, ..)| reading_key(view, *element));
        listed
    }
}

/// The id of the node of a thing on the map.
pub(super) fn node_id(canvas: Id, element: ElementId) -> Id {
    canvas.with(element)
}

/// Says what the canvas is, how much is on it, and how to hear the rest when it is seen from too far.
fn describe_canvas(canvas: &Response, is_legible: bool, view: &View) {
    canvas.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, "Canvas"));
    let (parties, supplies) = (view.organisation.parties().len(), view.organisation.supplies().len());
    let advice = if is_legible { "" } else { " Zoom in or use the outline to have them read out." };
    canvas.ctx.accesskit_node_builder(canvas.id, |node| {
        node.set_role(Role::GraphicsDocument);
        node.set_description(format!("{parties} parties, {supplies} supplies.{advice}"));
    });
}

fn node_ui(ui: &Ui, id: Id, area: egui::Rect, figure: &Figure, is_selected: bool) -> Response {
    // The pointer belongs to the tools: the node takes the keyboard only.
    let response = ui.interact(area, id, Sense::focusable_noninteractive());
    let name = &figure.tag.name;
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_selected, name));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::GraphicsObject);
        node.set_description(figure.tag.description.as_str());
        node.add_action(Action::Click);
    });
    response
}

/// Arrows move what is selected and Tab adds to it; Escape is for the tools.
fn keep_keys(ui: &Ui, id: Id, view: &View) {
    let keys = EventFilter {
        tab: !view.selection.is_empty() && !view.situation.is_read_only,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keys));
}

/// The box of a party; of a supply its label, or the middle of its line.
fn node_place(view: &View, element: ElementId) -> Option<Rect> {
    let ElementId::Supply(id) = element else { return view.scene.place_of(element) };
    let line = view.scene.supply_line(id)?;
    let middle = line.path.get(line.path.len() / 2).map(|point| Rect::new(*point, *point).grown(8.0));
    line.label.or(middle)
}

/// Sorts along the flow: into columns from left to right, each from top to bottom, or into rows from top to bottom,
/// each from left to right; supplies after their supplier.
fn reading_key(view: &View, element: ElementId) -> (i64, i64, PartyId, bool, ElementId) {
    let party = match element {
        ElementId::Supply(id) => view.organisation.supply(id).map(|supply| supply.supplier),
        ElementId::Party(id) => Some(id),
        ElementId::Note(_) => None,
    };
    let place = party.and_then(|party| view.scene.party_box(party));
    let (column, row) = place.map_or((i64::MAX, i64::MAX), |place| {
        let Point { x, y } = place.rect.min;
        match view.preferences.flow {
            Flow::LeftToRight => ((x / COLUMN).floor() as i64, y as i64),
            Flow::TopToBottom => ((y / ROW).floor() as i64, x as i64),
        }
    });
    let is_supply = matches!(element, ElementId::Supply(_));
    (column, row, party.unwrap_or(PartyId::from_u128(0)), is_supply, element)
}
