use super::camera::Camera;
use super::context_menu::ContextMenu;
use super::hits::SceneHits;
use super::input::{Input, history_buttons, is_over_canvas, steer};
use super::legend_box::LegendBox;
use super::looking::place_of;
use super::minimap::Minimap;
use super::name_editor::NameEditor;
use super::nodes::{Nodes, NodesFocus};
use super::note_popup::NotePopup;
use super::overlay::Overlay;
use super::overview::Overview;
use super::painter::{ScenePainter, color32};
use super::pulse::Pulse;
use super::trail::Trail;
use super::walk_hints::walk_hints_ui;
use super::zoom_controls::zoom_controls_ui;
use crate::action::Action;
use crate::model::{ElementId, IdSource, PartyId, Point, Rect};
use crate::scene::{Figure, Item, Layer, TextMeasurer};
use crate::tool::{Context, Cursor, Outcome, Preview, Selection, Tool, ToolEvent};
use crate::ui::present::paint_spot;
use crate::ui::{Intent, Intents, View};
use egui::{CursorIcon, Id, Pos2, Response, Sense, Ui};
use std::sync::Arc;

/// Below this zoom names are too small to be read.
const READABLE_ZOOM: f32 = 0.45;
/// The canvas: camera, tools and painter, and what they remember from frame to frame.
pub struct Canvas {
    pub(super) camera: Camera,
    painter: ScenePainter,
    pub(super) tool: Tool,
    ids: Box<dyn IdSource>,
    measurer: Arc<dyn TextMeasurer>,
    input: Input,
    nodes: Nodes,
    editor: NameEditor,
    pub(super) menu: ContextMenu,
    notes: NotePopup,
    pub(super) pulse: Pulse,
    selection: Selection,
    /// What somebody is about to speak of; outlined.
    pub(super) pointed_out: Vec<ElementId>,
    /// What has just come, to be shown as soon as it is drawn.
    pub(super) newcomers: Vec<ElementId>,
    preview: Preview,
    /// The state of the map that the tool last saw.
    revision: Option<u64>,
    /// The rectangle around everything that is drawn, and in which state of the map.
    pub(super) bounds: (Option<u64>, Option<Rect>),
    /// The whole map is to be shown as soon as it is known how large the canvas is.
    shows_all_next: bool,
    /// Likewise, but the way there is seen.
    pub(super) flies_to_all_next: bool,
    has_keyboard: bool,
    /// Where the pointer is, in the window.
    pub(super) pointer: Option<Pos2>,
    /// Whether everybody is shown where it is.
    pub(super) is_pointing_out: bool,
    pub(super) overview: Overview,
    pub(super) trail: Trail,
    minimap: Minimap,
    legend: LegendBox,
}

impl Canvas {
    /// A canvas that makes new ids with `ids` and measures new boxes with `measurer`.
    pub fn new(ids: Box<dyn IdSource>, measurer: Arc<dyn TextMeasurer>) -> Self {
        Self {
            camera: Camera::default(),
            painter: ScenePainter::default(),
            tool: Tool::default(),
            ids,
            measurer,
            input: Input::default(),
            nodes: Nodes::default(),
            editor: NameEditor::default(),
            menu: ContextMenu::default(),
            notes: NotePopup::default(),
            pulse: Pulse::default(),
            selection: Selection::default(),
            pointed_out: Vec::new(),
            newcomers: Vec::new(),
            preview: Preview::default(),
            revision: None,
            bounds: (None, None),
            shows_all_next: true,
            flies_to_all_next: false,
            has_keyboard: false,
            pointer: None,
            is_pointing_out: false,
            overview: Overview::default(),
            trail: Trail::default(),
            minimap: Minimap::default(),
            legend: LegendBox::default(),
        }
    }

    /// Draws the canvas into what is left of `ui` and answers with what was asked for on it.
    pub fn show(&mut self, ui: &mut Ui, view: &View, intents: &mut Intents) {
        let area = ui.available_rect_before_wrap();
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        let canvas = ui.interact(area, canvas_id(), Sense::click_and_drag());
        ui.advance_cursor_after_rect(area);
        self.follow(view);
        self.pointer = ui.input(|input| input.pointer.latest_pos());
        self.move_camera(ui, area, view);
        // What was typed before a press in the same frame belongs to the text, not to what the press does.
        self.edit_text(ui, &canvas, view, intents);
        self.menu.show(ui, view, intents);
        self.notes.show(ui, &self.camera, view, intents);
        self.take_pointer(ui, &canvas, view, intents);
        self.paint_map(ui, view);
        let focus = self.nodes.show(ui, &canvas, &self.camera, view, intents);
        self.paint_on_top(ui, focus, view);
        self.walk_hints(ui, view);
        zoom_controls_ui(ui, &self.camera, view, intents);
        if view.preferences.minimap && !view.situation.is_presenting {
            self.minimap.show(ui, &mut self.camera, self.bounds.1, view);
        }
        let covered = self.legend.show(ui, &self.camera, view, intents);
        if self.camera.keep_clear_of(covered) {
            ui.ctx().request_repaint();
        }
        self.mind_keyboard(ui, &canvas, focus, view.situation.is_dialog_open);
        let canvas = canvas.on_hover_cursor(cursor_icon(self.tool.cursor()));
        self.name_on_hover(ui, canvas, view);
    }

    /// Carries out an action that is about drawing or looking at the map; whether it was one.
    pub fn act(&mut self, action: Action, view: &View, intents: &mut Intents) -> bool {
        self.follow(view);
        if self.look(action, view) || self.travel(action, view, intents) {
            return true;
        }
        let here = action.walks().then(|| self.stop(view));
        let Some(outcomes) = self.with_tool(view, |tool, context| tool.act(action, context)) else {
            return false;
        };
        if let Some(here) = here.filter(|_| outcomes.iter().any(|out| matches!(out, Outcome::Select(_)))) {
            self.trail.leave(here);
        }
        self.carry_out(outcomes, intents);
        true
    }

    /// Opens the name of a thing, what is supplied, or the text of a note for editing in place.
    pub fn edit_name(&mut self, element: ElementId, view: &View, intents: &mut Intents) {
        if let Some(place) = view.scene.place_of(element) {
            self.camera.reveal(place);
        }
        self.handle(ToolEvent::EditName(element), view, intents);
    }

    /// Keeps what is being typed: before the map is closed or another one opened.
    pub fn finish_typing(&mut self, view: &View, intents: &mut Intents) {
        self.handle(ToolEvent::FocusLost, view, intents);
    }

    /// Something else is shown in its place: what is typed is kept, and whatever else was open or under way ends.
    pub fn put_away(&mut self, view: &View, intents: &mut Intents) {
        if !self.tool.is_idle() {
            self.finish_typing(view, intents);
        }
        self.editor.close();
        self.menu = ContextMenu::default();
        self.notes = NotePopup::default();
        self.input = Input::default();
    }

    /// Shows another map: all of it, as soon as it is drawn.
    pub fn begin_map(&mut self) {
        self.tool = Tool::default();
        self.revision = None;
        self.bounds = (None, None);
        self.shows_all_next = true;
        self.overview = Overview::default();
        self.trail = Trail::default();
    }

    /// Where parties are drawn while they are dragged.
    pub fn preview_places(&self) -> &[(PartyId, Point)] {
        &self.preview.places
    }

    /// What to do next, for the status line.
    pub fn hint(&self, is_read_only: bool) -> &'static str {
        if self.overview.is_on() {
            return "Point at a place and let go of Z to dive there; Esc: back to where you were.";
        }
        if self.is_pointing_out {
            return "Everybody sees where you point; let go of K, or Esc, to end it.";
        }
        self.tool.hint(is_read_only)
    }

    /// Whether something follows the pointer: nothing may be undone now.
    pub fn is_mid_gesture(&self) -> bool {
        self.tool.is_mid_gesture()
    }

    /// Whether a text is typed in place.
    pub fn is_editing_text(&self) -> bool {
        self.tool.entry().is_some()
    }

    /// Whether keys are meant for the canvas.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }

    /// Gives the canvas the keyboard.
    pub fn request_focus(context: &egui::Context) {
        context.memory_mut(|memory| memory.request_focus(canvas_id()));
    }

    /// Takes note of what has changed since the last frame.
    fn follow(&mut self, view: &View) {
        if self.revision.replace(view.revision) != Some(view.revision) {
            self.tool.repair(view.organisation);
        }
        if self.selection.as_slice() != view.selection {
            self.selection.set(view.selection.iter().copied());
        }
    }

    fn move_camera(&mut self, ui: &Ui, area: egui::Rect, view: &View) {
        self.camera.set_viewport(area);
        if self.bounds.0 != Some(view.revision) {
            self.bounds = (Some(view.revision), view.scene.bounds());
        }
        let is_first_look = std::mem::take(&mut self.shows_all_next);
        if is_first_look && self.bounds.1.is_none() {
            self.camera.zoom_to(1.0); // whoever comes first stays where the hand puts it
        }
        if let Some(bounds) = self.bounds.1 {
            self.camera.allow_seeing(bounds);
            if is_first_look {
                self.camera.fit(bounds);
            }
            if std::mem::take(&mut self.flies_to_all_next) {
                self.camera.fly_to_fit(bounds);
            }
        }
        self.show_newcomers(view);
        if view.preferences.reduced_motion {
            self.camera.land();
        } else if self.camera.advance(ui.input(|input| input.stable_dt)) {
            ui.ctx().request_repaint();
        }
        steer(&mut self.camera, ui, view.preferences.wheel_zooms);
    }

    fn show_newcomers(&mut self, view: &View) {
        let newcomers = std::mem::take(&mut self.newcomers);
        let places: Vec<Rect> = newcomers.iter().filter_map(|element| place_of(view, *element)).collect();
        if let Some(all) = places.iter().copied().reduce(Rect::union) {
            self.camera.reveal(all);
            self.pulse.start(places);
        }
    }

    fn take_pointer(&mut self, ui: &Ui, canvas: &Response, view: &View, intents: &mut Intents) {
        if ui.input(|input| input.multi_touch().is_some()) && self.input.is_holding() {
            self.input = Input::default();
            self.handle(ToolEvent::Cancel, view, intents);
            return;
        }
        intents.extend(history_buttons(ui, &self.camera, view).map(Intent::Do));
        for event in self.input.tool_events(ui, &self.camera) {
            if matches!(event, ToolEvent::Pressed(_)) {
                self.camera.stay();
                canvas.request_focus();
                // A press elsewhere than in the field ends the typing, and keeps what was typed.
                self.editor.close();
                // One beside a menu or a list closes it, whether it becomes a click or a drag.
                self.menu = ContextMenu::default();
                self.notes = NotePopup::default();
            }
            self.handle(event, view, intents);
            ui.ctx().request_repaint();
        }
        if self.with_tool(view, |tool, context| tool.wants_ticks(context)) {
            let seconds = ui.input(|input| input.stable_dt.min(0.1));
            self.handle(ToolEvent::Tick(seconds), view, intents);
            ui.ctx().request_repaint();
        }
    }

    fn paint_map(&mut self, ui: &Ui, view: &View) {
        ui.painter().rect_filled(self.camera.viewport(), 0.0, color32(view.scene.background()));
        self.painter.paint(ui.painter(), view.scene, &self.camera);
    }

    fn paint_on_top(&mut self, ui: &Ui, focus: NodesFocus, view: &View) {
        self.preview = self.with_tool(view, |tool, context| tool.preview(context));
        let overlay =
            Overlay { painter: ui.painter(), camera: &self.camera, scene: view.scene, theme: view.theme };
        if let Some(element) = self.tool.hover().element().filter(|_| !self.tool.is_mid_gesture()) {
            overlay.hovered(element);
        }
        self.pointed_out.iter().for_each(|element| overlay.hovered(*element));
        overlay.selection(view.selection);
        if let Some(ring) = focus.ring.filter(|_| view.selection.len() != 1) {
            overlay.focus_ring(ring);
        }
        let without_handles;
        let preview = if view.preferences.handles {
            &self.preview
        } else {
            without_handles = Preview { handles: Vec::new(), ..self.preview.clone() };
            &without_handles
        };
        overlay.preview(preview);
        if let Some(spot) = self.spot() {
            let at = self.camera.to_screen(spot);
            paint_spot(ui.painter(), at, self.camera.viewport(), view.theme);
        }
        self.pulse.paint(
            ui.painter(),
            &self.camera,
            color32(view.theme.accent),
            view.preferences.reduced_motion,
        );
    }

    /// While Alt is held, says where each arrow leads.
    fn walk_hints(&mut self, ui: &Ui, view: &View) {
        let is_asked = ui.input(|input| input.modifiers == egui::Modifiers::ALT) && self.has_keyboard;
        let Some(from) = self.selection.only_party().filter(|_| is_asked) else { return };
        let ways = self.with_tool(view, |tool, context| tool.ways(context));
        let overlay =
            Overlay { painter: ui.painter(), camera: &self.camera, scene: view.scene, theme: view.theme };
        walk_hints_ui(ui, from, &ways, &overlay, view);
    }

    /// Names what is under the pointer where its name cannot be read, or not to its end.
    fn name_on_hover(&self, ui: &Ui, canvas: Response, view: &View) {
        // A dialog that has come over the pointer does not move it.
        let is_seen = self.pointer.is_some_and(|place| is_over_canvas(ui, &self.camera, place));
        let is_asked = is_seen && self.tool.is_idle();
        let Some(element) = self.tool.hover().element().filter(|_| is_asked) else { return };
        let Some(figure) = figure_of(view, element) else { return };
        let is_small = self.camera.zoom() < READABLE_ZOOM;
        if (is_small || is_cut_short(figure)) && !figure.tag.name.is_empty() {
            canvas.on_hover_text_at_pointer(&figure.tag.name);
        }
    }

    fn edit_text(&mut self, ui: &Ui, canvas: &Response, view: &View, intents: &mut Intents) {
        let Some(entry) = self.tool.entry_mut() else {
            self.editor.close();
            return;
        };
        let Some(end) = self.editor.show(ui, &self.camera, entry, view) else { return };
        if end.gives_keyboard_back() {
            canvas.request_focus();
        }
        self.handle(end.event(), view, intents);
        ui.ctx().request_repaint();
    }

    /// The canvas has the keyboard when nobody else wants it; a dialog above it may just have opened.
    fn mind_keyboard(&mut self, ui: &Ui, canvas: &Response, focus: NodesFocus, is_dialog_open: bool) {
        let nobody = ui.memory(|memory| memory.focused().is_none());
        if nobody && !self.is_editing_text() && !is_dialog_open {
            canvas.request_focus();
        }
        self.has_keyboard = focus.is_here || nobody || canvas.has_focus();
    }

    fn handle(&mut self, event: ToolEvent, view: &View, intents: &mut Intents) {
        let outcomes = self.with_tool(view, |tool, context| tool.handle(event, context));
        self.carry_out(outcomes, intents);
    }

    pub(super) fn with_tool<R>(
        &mut self,
        view: &View,
        ask: impl FnOnce(&mut Tool, &mut Context<'_>) -> R,
    ) -> R {
        let hits = SceneHits { map: view.organisation, scene: view.scene, measurer: self.measurer.as_ref() };
        let mut context = Context {
            map: view.organisation,
            hits: &hits,
            selection: &self.selection,
            flow: view.preferences.flow,
            zoom: self.camera.zoom(),
            view: self.camera.visible(),
            ids: self.ids.as_mut(),
            is_read_only: view.situation.is_read_only,
        };
        ask(&mut self.tool, &mut context)
    }

    fn carry_out(&mut self, outcomes: Vec<Outcome>, intents: &mut Intents) {
        for outcome in outcomes {
            match outcome {
                Outcome::Edit(command) => intents.edit(command),
                Outcome::EditMerged(command, key) => {
                    intents.push(Intent::EditMerged(Box::new(command), key));
                }
                Outcome::Select(elements) => {
                    self.selection.set(elements.iter().copied());
                    intents.push(Intent::Select(elements));
                }
                Outcome::Pan { dx, dy } => self.camera.pan(egui::vec2(dx, dy)),
                Outcome::Reveal(area) => self.camera.reveal(area),
                Outcome::FanOut(supply) => intents.push(Intent::FanOut(supply)),
                Outcome::OpenNotes(subject) => self.notes.open(subject),
                Outcome::OpenMenu(place) => self.menu.open_at(self.camera.to_screen(place)),
            }
        }
    }
}

fn canvas_id() -> Id {
    Id::new("canvas")
}

/// The figure of a party's box, or of what is supplied.
fn figure_of<'a>(view: &View<'a>, element: ElementId) -> Option<&'a Figure> {
    let layers = [Layer::Party, Layer::Team, Layer::SupplyLabel];
    let near = view.scene.visible(view.scene.place_of(element)?);
    let is_it =
        |figure: &&Arc<Figure>| figure.tag.element == Some(element) && layers.contains(&figure.depth.layer);
    near.into_iter().find(is_it).map(AsRef::as_ref)
}

/// Whether a text of the figure ends in … because there was no room for more.
fn is_cut_short(figure: &Figure) -> bool {
    figure.items.iter().any(|item| match item {
        Item::Text(text) => text.lines.last().is_some_and(|line| line.text.ends_with('…')),
        Item::Shape(_) => false,
    })
}

fn cursor_icon(cursor: Cursor) -> CursorIcon {
    match cursor {
        Cursor::Arrow => CursorIcon::Default,
        Cursor::Point => CursorIcon::PointingHand,
        Cursor::Cross => CursorIcon::Crosshair,
        Cursor::Move => CursorIcon::Move,
        Cursor::Copy => CursorIcon::Copy,
        Cursor::Grab => CursorIcon::Grab,
        Cursor::Grabbing => CursorIcon::Grabbing,
        Cursor::Resize => CursorIcon::ResizeNwSe,
    }
}
