use super::Camera;
use super::surface::Canvas;
use super::trail::Stop;
use crate::action::Action;
use crate::model::{ElementId, Point, Rect};
use crate::tool::{Clip, TextEntry};
use crate::ui::present::Lead;
use crate::ui::{Intent, Intents, View};

/// How much one step of a zoom key zooms.
const ZOOM_STEP: f32 = 1.25;

/// What only changes what is seen: the camera, and what everybody is shown.
impl Canvas {
    /// Flies to where the whole map can be seen, as soon as it is drawn.
    pub fn show_all(&mut self) {
        self.flies_to_all_next = true;
        self.bounds = (None, None); // the picture may have changed without an edit
    }

    /// Flies to a part of the map.
    pub fn show_area(&mut self, area: Rect, view: &View) {
        self.leave(view);
        self.camera.fly_to_fit(area);
    }

    /// Flies to where these things can be seen, and pulses once around them.
    pub fn jump_to(&mut self, elements: &[ElementId], view: &View) {
        let places: Vec<Rect> = elements.iter().filter_map(|element| place_of(view, *element)).collect();
        if let Some(all) = places.iter().copied().reduce(Rect::union) {
            self.leave(view);
            self.camera.fly_to(all);
            self.pulse.start(places);
        }
    }

    /// Scrolls until what has just come can be seen, and pulses once around it.
    pub fn welcome(&mut self, newcomers: Vec<ElementId>) {
        self.newcomers = newcomers;
    }

    /// Outlines these as long as they are named in every frame.
    pub fn point_out(&mut self, elements: impl Iterator<Item = ElementId>) {
        self.pointed_out.clear();
        self.pointed_out.extend(elements);
    }

    /// Scrolls, as little as possible, until this part of the map can be seen.
    pub fn reveal(&mut self, area: Rect) {
        self.camera.reveal(area);
    }

    /// Which part of the map is shown, and how large.
    pub fn camera(&self) -> &Camera {
        &self.camera
    }

    /// The middle of what is seen.
    pub fn middle(&self) -> Point {
        self.camera.visible().center()
    }

    /// Where the middle of what is pasted goes: near the middle of what is seen, over nobody.
    pub fn place_for(&mut self, clip: &Clip, view: &View) -> Point {
        let at = self.middle();
        self.with_tool(view, |_, context| clip.free_place(at, context))
    }

    /// The window is about to show more or less of the map, or all of it larger. Whether it is to be `refitted` if
    /// it is seen whole; else it stays as large as it is.
    pub fn expect_other_size(&mut self, is_refitted: bool) {
        self.camera.expect_other_size(self.bounds.1.filter(|_| is_refitted));
    }

    /// Screen points per map unit.
    pub fn zoom(&self) -> f32 {
        self.camera.zoom()
    }

    /// What the room is given to see of it.
    pub fn lead(&self, view: &View) -> Lead {
        let visible = self.camera.visible();
        let selected = || view.selection.last().and_then(|element| place_of(view, *element));
        let place = self.tool.entry().map(TextEntry::place).or_else(selected);
        Lead {
            visible: Some(visible),
            attention: place.filter(|place| place.overlaps(visible)),
            spot: self.spot(),
            bounds: self.bounds.1,
        }
    }

    /// Where the pointer for everybody is.
    pub(super) fn spot(&self) -> Option<Point> {
        self.pointer.filter(|_| self.is_pointing_out).map(|place| self.camera.to_map(place))
    }

    /// The key of `action` went down, or is up again.
    pub fn hold(&mut self, action: Action, is_down: bool) {
        match action {
            Action::PointOut => self.is_pointing_out = is_down,
            Action::Overview if is_down => self.glance(),
            Action::Overview => self.overview.dive(&mut self.camera, self.pointer),
            _ => {}
        }
    }

    /// Nobody knows any more which keys are held.
    pub fn let_go_all(&mut self) {
        self.is_pointing_out = false;
        self.overview.give_up(&mut self.camera);
    }

    /// Whether there is a place to go back to.
    pub fn can_go_back(&self) -> bool {
        self.trail.has_behind()
    }

    /// Whether there is a place to go forward to.
    pub fn can_go_forward(&self) -> bool {
        self.trail.has_ahead()
    }

    /// Where one is now.
    pub(super) fn stop(&self, view: &View) -> Stop {
        Stop { view: self.camera.destination(), selection: view.selection.to_vec() }
    }

    /// Remembers where one is before a jump.
    fn leave(&mut self, view: &View) {
        let here = self.stop(view);
        self.trail.leave(here);
    }

    /// Goes back to where one was before a jump, or forward again; whether that was asked for.
    pub(super) fn travel(&mut self, action: Action, view: &View, intents: &mut Intents) -> bool {
        let here = self.stop(view);
        let stop = match action {
            Action::GoBack => self.trail.go_back(here),
            Action::GoForward => self.trail.go_forward(here),
            _ => return false,
        };
        let Some(stop) = stop else { return true };
        self.finish_typing(view, intents);
        self.camera.fly_to_view(stop.view);
        let still_there = stop.selection.into_iter().filter(|element| view.organisation.contains(*element));
        intents.push(Intent::Select(still_there.collect()));
        true
    }

    /// Shows the whole map until the key is up.
    fn glance(&mut self) {
        if let Some(all) = self.bounds.1.filter(|_| !self.is_mid_gesture()) {
            self.overview.begin(&mut self.camera, all, self.pointer);
        }
    }

    /// Opens the menu below what was selected last, or in the middle where nothing is.
    fn show_menu(&mut self, view: &View) {
        let selected = view.selection.last().and_then(|element| place_of(view, *element));
        let below = |place: Rect| Point::new(place.center().x, place.max.y);
        let place = self.camera.to_screen(selected.map_or_else(|| self.middle(), below));
        self.menu.open_at(self.camera.viewport().clamp(place));
    }

    /// Whether a right click has opened a menu.
    pub fn is_menu_open(&self) -> bool {
        self.menu.is_open()
    }

    /// Carries out actions that only change what is seen.
    pub(super) fn look(&mut self, action: Action, view: &View) -> bool {
        match action {
            Action::ZoomIn => self.camera.fly_to_zoom(self.camera.zoom() * ZOOM_STEP),
            Action::ZoomOut => self.camera.fly_to_zoom(self.camera.zoom() / ZOOM_STEP),
            Action::ZoomActual => self.camera.fly_to_zoom(1.0),
            Action::ZoomAll => {
                if let Some(bounds) = view.scene.bounds() {
                    self.camera.fly_to_fit(bounds);
                }
            }
            Action::Overview if self.overview.is_on() => self.overview.dive(&mut self.camera, self.pointer),
            Action::Overview => self.glance(),
            Action::Cancel if self.overview.is_on() => self.overview.give_up(&mut self.camera),
            Action::ShowMenu => self.show_menu(view),
            Action::PointOut => self.is_pointing_out = !self.is_pointing_out,
            Action::Cancel if self.is_pointing_out => self.is_pointing_out = false,
            Action::ZoomSelection => {
                let places = view.selection.iter().filter_map(|element| place_of(view, *element));
                if let Some(all) = places.reduce(Rect::union) {
                    self.camera.fly_to_fit(all);
                }
            }
            _ => return false,
        }
        true
    }
}

/// Where a thing is drawn; a note is where its subject is.
pub(super) fn place_of(view: &View, element: ElementId) -> Option<Rect> {
    use crate::model::NoteSubject;
    let ElementId::Note(id) = element else { return view.scene.place_of(element) };
    match view.organisation.note(id)?.subject {
        NoteSubject::Party(party) => view.scene.place_of(party.into()),
        NoteSubject::Supply(supply) => view.scene.place_of(supply.into()),
    }
}
