use super::Camera;
use super::node_list::{Entry, NodeList};
use crate::model::ElementId;
use crate::scene::Figure;
use crate::ui::{Intent, Intents, View};
use egui::accesskit::{Action, Role};
use egui::{EventFilter, Id, Response, Sense, Ui, WidgetInfo, WidgetType};

/// From this zoom on, everything that can be seen has a node. Below it, a map with more parties than
/// [`MANY_PARTIES`] has nodes for what is selected only; the outline and the palette name the rest.
const LEGIBLE_ZOOM: f32 = 0.3;
/// Maps with no more parties than this have nodes for all that can be seen, at every zoom.
const MANY_PARTIES: usize = 500;

/// What a screen reader and the Tab key find on the canvas: a node for everything that can be seen, in
/// reading order, with an id of its own that never changes.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    focused: Option<ElementId>,
    selected_before: Option<ElementId>,
    /// What was given the keyboard in the last frame because it was selected. By now something else may be.
    given: Option<ElementId>,
    list: NodeList,
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
        let given = self.given.take();
        let mut list = std::mem::take(&mut self.list);
        for Entry { element, figure, place, .. } in self.listed(&mut list, camera, view) {
            let id = node_id(canvas.id, element);
            let response = node_ui(ui, id, camera.rect_to_screen(place), &figure, view.is_selected(element));
            keep_keys(ui, id, view);
            if response.has_focus() {
                focus = NodesFocus { ring: Some(response.rect), is_here: true };
                let is_new = self.focused.replace(element) != Some(element);
                if is_new && selected != Some(element) && given != Some(element) {
                    intents.push(Intent::Select(vec![element]));
                }
            }
            if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
                intents.push(Intent::Select(vec![element]));
            }
        }
        self.list = list;
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
        self.given = selected;
        let id = selected.map_or(canvas, |element| node_id(canvas, element));
        ui.memory_mut(|memory| memory.request_focus(id));
    }

    /// Whether everything that can be seen has a node.
    fn is_legible(camera: &Camera, view: &View) -> bool {
        camera.zoom() >= LEGIBLE_ZOOM || view.organisation.parties().len() <= MANY_PARTIES
    }

    /// What gets a node, in reading order: what can be seen, what has the keyboard, and what is selected.
    fn listed(&self, list: &mut NodeList, camera: &Camera, view: &View) -> Vec<Entry> {
        let is_all = Self::is_legible(camera, view);
        let seen = if is_all { list.seen(camera.visible(), view) } else { Vec::new() };
        let mut listed: Vec<Entry> = seen.into_iter().cloned().collect();
        for element in self.focused.into_iter().chain(view.selection.last().copied()) {
            if listed.iter().any(|entry| entry.element == element) {
                continue;
            }
            if let Some(entry) = Entry::of(element, view) {
                listed.insert(listed.partition_point(|other| other.is_before(&entry)), entry);
            }
        }
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
