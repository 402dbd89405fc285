use super::App;
use super::desk::{Desk, note_window_place};
use super::picture::Picture;
use crate::document::Waker;
use crate::model::{ElementId, Organisation, PartyId, Point};
use crate::platform::{Preferences, WindowPlace};
use crate::scene::{Options, Theme};
use crate::ui::Intent;
use crate::ui::present::{Lead, Projector, RoomLook};
use egui::{Context, Ui, ViewportBuilder, ViewportClass};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The second window, for the projector, and the picture in it.
///
/// It is drawn apart from the first one, when something in it has changed; what both need lies behind a lock. Both are drawn by the
/// same thread, so nobody ever waits for it.
#[derive(Clone)]
pub(super) struct Projection {
    room: Arc<Mutex<Room>>,
    place: WindowPlace,
}

struct Room {
    picture: Picture,
    projector: Projector,
    /// Where its window was last seen.
    place: WindowPlace,
    is_stale: bool,
}

impl Projection {
    pub fn new(desk: &Desk) -> Self {
        let preferences = &desk.preferences;
        let room = Room {
            picture: desk.picture.beside(),
            projector: Projector::new(look(preferences)),
            place: preferences.projector,
            is_stale: true,
        };
        Self { room: Arc::new(Mutex::new(room)), place: preferences.projector }
    }

    /// Another map is open.
    pub fn begin_map(&self) {
        self.room().picture.begin_map();
    }

    /// These rows have changed.
    pub fn mark(&self, changed: &[ElementId]) {
        self.room().picture.mark(changed);
    }

    /// Draws afresh what has changed.
    pub fn refresh(&self, map: &Arc<Organisation>, options: Options, theme: &Theme, waker: &Waker) {
        let mut room = self.room();
        room.is_stale |= room.picture.refresh(map, options, theme.clone(), waker);
    }

    /// Shows parties at these places while they are dragged.
    pub fn preview(&self, map: &Organisation, places: &[(PartyId, Point)]) {
        let mut room = self.room();
        room.is_stale |= room.picture.preview(map, places);
    }

    /// Shows as much as fits, whatever a hand has done in the window.
    pub fn fit(&self) {
        let mut room = self.room();
        room.projector.fit();
        room.is_stale = true;
    }

    /// How large names are where the room has a view of its own.
    pub fn room_text(&self) -> Option<f32> {
        self.room().projector.text_of_own_view()
    }

    /// Keeps the window open for another frame, and has it drawn if it shows anything new.
    fn show(&self, context: &Context, look: RoomLook, lead: Lead) {
        let is_new = {
            let mut room = self.room();
            room.projector.follow(look, lead) | std::mem::take(&mut room.is_stale)
        };
        let room = Arc::clone(&self.room);
        context.show_viewport_deferred(Projector::id(), self.window(), move |ui, class| {
            locked(&room).show(ui, class);
        });
        if is_new {
            context.request_repaint_of(Projector::id());
        }
    }

    fn window(&self) -> ViewportBuilder {
        let window = ViewportBuilder::default()
            .with_title("Baton – for the room")
            .with_app_id("baton")
            .with_inner_size([self.place.width, self.place.height])
            .with_min_inner_size([320.0, 240.0])
            .with_active(false);
        match self.place.corner {
            Some((x, y)) => window.with_position([x, y]),
            None => window,
        }
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        locked(&self.room)
    }
}

impl Room {
    fn show(&mut self, ui: &mut Ui, class: ViewportClass) {
        if class != ViewportClass::EmbeddedWindow {
            note_window_place(ui.ctx(), &mut self.place);
        }
        self.projector.show(ui, self.picture.scene(), self.picture.theme(), class);
    }
}

/// A panic while drawing leaves nothing half done that matters: the picture is drawn anew.
fn locked(room: &Mutex<Room>) -> MutexGuard<'_, Room> {
    room.lock().unwrap_or_else(PoisonError::into_inner)
}

fn look(preferences: &Preferences) -> RoomLook {
    RoomLook {
        follows: preferences.projector_follows,
        text: preferences.room_text,
        wheel_zooms: preferences.wheel_zooms,
        is_calm: preferences.reduced_motion,
    }
}

impl App {
    /// Shows the room what it has to see, and hears what was asked for in its window.
    pub(super) fn project(&mut self, context: &Context) {
        let Some(projection) = &self.desk.projection else { return };
        let lead = self.canvas.lead(&self.desk.view());
        projection.show(context, look(&self.desk.preferences), lead);
        let mut room = projection.room();
        self.intents.extend(room.projector.take_wishes().into_iter().map(Intent::Do));
        self.desk.preferences.projector = room.place;
    }
}
