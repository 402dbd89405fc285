use super::super::App;
use super::gesture::{Deed, Gesture, Spot, Then};
use super::map::map_of;
use crate::document::{DocumentSession, Overwrite, SaveState, Waker};
use crate::model::{ElementId, Organisation};
use crate::platform::Folders;
use crate::ui::MainView;
use eframe::App as _;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// The window while somebody plays with it.
pub(super) struct Play {
    window: Harness<'static, App>,
    folders: Folders,
    first: Organisation,
    copied: String,
    size: egui::Vec2,
    _home: TempDir,
}

impl Play {
    pub fn begin(seed: u64) -> Self {
        let home = TempDir::new().unwrap();
        let folders = Folders::under(home.path());
        let (path, waker): (_, Waker) = (home.path().join("map.baton"), Arc::new(|| {}));
        let first = map_of(seed, &crate::scene::EvenLetters);
        drop(DocumentSession::create(&path, &first, Overwrite::Never, &folders, &waker).unwrap());
        let own = folders.clone();
        let window = Harness::builder()
            .with_size([1400.0, 900.0])
            .with_step_dt(1.0 / 30.0)
            .with_max_steps(600)
            .build_eframe(|creation| App::new(&creation.egui_ctx, own, Some(path)).unwrap());
        let mut play =
            Self { window, folders, first, copied: String::new(), size: vec2(1400.0, 900.0), _home: home };
        play.come_to_rest();
        play
    }

    pub fn make(&mut self, gesture: &Gesture) {
        let events = self.events_of(&gesture.deed);
        for some in events.chunks(gesture.at_once.max(1)) {
            self.frame(some);
        }
        for _ in 0..gesture.rest {
            self.frame(&[]);
        }
    }

    /// One frame, with the hook that the real window calls before it.
    pub fn frame(&mut self, events: &[Event]) {
        self.window.input_mut().events.extend(events.iter().cloned());
        let mut raw = std::mem::take(self.window.input_mut());
        let context = self.window.ctx.clone();
        self.window.state_mut().raw_input_hook(&context, &mut raw);
        *self.window.input_mut() = raw;
        self.window.step();
        for command in &self.window.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                self.copied.clone_from(text);
            }
        }
    }

    fn app(&self) -> &App {
        self.window.state()
    }

    pub fn map(&self) -> &Organisation {
        self.app().desk.map()
    }

    /// The events of a gesture, each ready for a frame of its own.
    fn events_of(&mut self, deed: &Deed) -> Vec<Event> {
        match *deed {
            Deed::Key(modifiers, key, repeats) => key_events(modifiers, key, repeats),
            Deed::Type(text) => text.chars().flat_map(letter_events).collect(),
            Deed::Click { at, button, modifiers, times } => {
                let at = self.place(at);
                Self::click_events(at, button, modifiers, times)
            }
            Deed::Drag { from, to, parts, button, modifiers, then } => {
                let (from, to) = (self.place(from), self.place(to));
                let mut events = vec![
                    Event::ModifiersChanged(modifiers),
                    Event::PointerMoved(from),
                    press(from, button, true, modifiers),
                ];
                events.extend(
                    (1..=parts).map(|part| Event::PointerMoved(from.lerp(to, part as f32 / parts as f32))),
                );
                if let Then::Key(key) = then {
                    events.extend(key_events(Modifiers::NONE, key, 0));
                }
                events.push(press(to, button, false, modifiers));
                events.push(Event::ModifiersChanged(Modifiers::NONE));
                events
            }
            Deed::Wheel { at, amount, modifiers } => {
                let at = self.place(at);
                let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
                vec![
                    Event::ModifiersChanged(modifiers),
                    Event::PointerMoved(at),
                    Event::MouseWheel { unit, delta: vec2(0.0, amount), phase, modifiers },
                    Event::ModifiersChanged(Modifiers::NONE),
                ]
            }
            Deed::Move(at) => vec![Event::PointerMoved(self.place(at))],
            Deed::Resize(width, height) => {
                self.size = vec2(width, height);
                self.window.set_size(self.size);
                Vec::new()
            }
            Deed::Ask(action) => {
                if action.is_available(&self.app().desk.situation) {
                    self.window.state_mut().ask_for(action);
                }
                Vec::new()
            }
            Deed::Paste(text) => vec![Event::Paste(text.to_owned())],
            Deed::PasteBack => vec![Event::Paste(self.copied.clone())],
            Deed::LoseFocus => vec![Event::WindowFocused(false), Event::WindowFocused(true)],
        }
    }

    pub fn click_events(at: Pos2, button: PointerButton, held: Modifiers, times: usize) -> Vec<Event> {
        let mut events = vec![Event::ModifiersChanged(held), Event::PointerMoved(at)];
        for _ in 0..times {
            events.extend([press(at, button, true, held), press(at, button, false, held)]);
        }
        events.push(Event::ModifiersChanged(Modifiers::NONE));
        events
    }

    pub fn box_of(&self, name: &str) -> Rect {
        self.window.query_all_by_role_and_label(Role::GraphicsObject, name).next().unwrap().rect()
    }

    pub fn situation(&self) -> crate::action::Situation {
        self.app().desk.situation
    }

    fn place(&self, spot: Spot) -> Pos2 {
        let size = self.size;
        let things = || -> Vec<Rect> {
            self.window.query_all_by_role(Role::GraphicsObject).map(|node| node.rect()).collect()
        };
        let chosen = |n: usize| {
            let things = things();
            (!things.is_empty()).then(|| things[n % things.len()])
        };
        match spot {
            Spot::Thing(n, x, y) => chosen(n).map(|rect| rect.lerp_inside(vec2(x, y))),
            Spot::Handle(n) => chosen(n).map(|rect| rect.right_center() + vec2(12.0, 0.0)),
            Spot::Canvas(x, y) => Some(pos2(300.0 + x * (size.x - 620.0), 90.0 + y * (size.y - 130.0))),
            Spot::Window(x, y) => Some(pos2(x * size.x, 85.0 + y * (size.y - 90.0))),
        }
        .unwrap_or(pos2(size.x / 2.0, size.y / 2.0))
    }

    /// Waits until nothing more happens; whoever does nothing needs no frames.
    pub fn come_to_rest(&mut self) {
        for _ in 0..2_000 {
            let mut frames = 0;
            loop {
                self.frame(&[]);
                let root = &self.window.output().viewport_output[&egui::ViewportId::ROOT];
                if root.repaint_delay != Duration::ZERO {
                    break;
                }
                frames += 1;
                assert!(frames < 900, "no rest: {:?}", self.window.ctx.repaint_causes());
            }
            let app = self.app();
            if app.errands.is_empty() && !app.desk.picture.is_looking_for_lines() {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        panic!("work without end: {:?}", self.app().desk.work);
    }

    /// What holds at any time once the window has come to rest.
    pub fn look(&mut self) {
        self.come_to_rest();
        assert!(!self.app().is_mid(), "no button is down, and yet something follows the pointer");
        self.check_selection();
        self.check_file();
        self.check_picture();
    }

    fn check_selection(&self) {
        let app = self.app();
        for element in app.desk.selection.as_slice() {
            assert!(self.map().contains(*element), "{element:?} is selected and not there");
            // Select all takes in what folded teams hide.
            let may_be_hidden =
                matches!(element, ElementId::Note(_)) || self.map().parties().any(|party| party.folded);
            let is_seen = may_be_hidden || app.desk.picture.scene().place_of(*element).is_some();
            assert!(is_seen, "{:?} is selected and cannot be seen", self.name(*element));
        }
    }

    fn name(&self, element: ElementId) -> String {
        match element {
            ElementId::Party(id) => self.map().party(id).map(|party| party.name.clone()).unwrap_or_default(),
            other => format!("{other:?}"),
        }
    }

    fn check_file(&self) {
        let session = &self.app().desk.session;
        assert_eq!(session.flush(Duration::from_secs(20)), SaveState::Saved);
        let waker: Waker = Arc::new(|| {});
        let file = DocumentSession::open_read_only(session.path(), &self.folders, &waker).unwrap();
        assert!(file.organisation() == session.organisation(), "the file is not what is on the screen");
        assert!(file.history() == session.history(), "the file has another history");
    }

    fn check_picture(&self) {
        let app = self.app();
        let picture = &app.desk.picture;
        let fresh = picture.afresh(app.desk.map());
        let scene = picture.scene();
        for (id, there) in fresh.party_boxes() {
            assert_eq!(scene.party_box(id), Some(there), "{}", self.name(id.into()));
        }
        assert_eq!(scene.party_boxes().count(), fresh.party_boxes().count());
        for supply in self.map().supplies() {
            let (is, was) = (scene.supply_line(supply.id), fresh.supply_line(supply.id));
            assert_eq!(is.is_some(), was.is_some(), "{supply:?}");
            if let (Some(is), Some(was)) = (is, was) {
                assert_eq!(is.label.is_some(), was.label.is_some(), "label of {supply:?}");
                assert_eq!(is.bundle.is_some(), was.bundle.is_some(), "bundle of {supply:?}");
            }
        }
        assert_eq!(scene.figures().len(), fresh.figures().len(), "as many figures");
    }

    /// What holds at the end: the keyboard answers, what is selected goes, undo leads back to the beginning.
    pub fn end(mut self) {
        self.look();
        self.check_delete();
        self.check_keyboard();
        self.check_names();
        self.check_history();
        self.look();
    }

    fn check_delete(&mut self) {
        if self.app().desk.main_view != MainView::Map
            || !self.app().desk.situation.is_on_canvas
            || self.app().desk.situation.is_dialog_open
            || self.app().desk.situation.is_menu_open
            || self.app().desk.situation.is_editing_text
        {
            return;
        }
        let before = self.map().clone();
        let selected = self.app().desk.selection.as_slice().to_vec();
        self.make_key(Modifiers::NONE, Key::Delete);
        for element in &selected {
            assert!(
                !self.map().contains(*element),
                "{element:?} was selected and has not gone: {:?}",
                self.app().desk.message
            );
        }
        for party in before.parties() {
            let is_wanted = selected.contains(&party.id.into());
            assert_eq!(self.map().party(party.id).is_none(), is_wanted, "{}", party.name);
        }
        for supply in before.supplies() {
            let is_wanted = [supply.id.into(), supply.supplier.into(), supply.customer.into()]
                .iter()
                .any(|element: &ElementId| selected.contains(element));
            assert_eq!(self.map().supply(supply.id).is_none(), is_wanted, "{supply:?}");
        }
    }

    fn make_key(&mut self, modifiers: Modifiers, key: Key) {
        self.make(&Gesture { deed: Deed::Key(modifiers, key, 0), at_once: 1, rest: 1 });
        self.come_to_rest();
    }

    fn check_keyboard(&mut self) {
        for key in [Key::Escape; 5].into_iter().chain([Key::Num1]).chain([Key::Escape; 5]) {
            self.make_key(if key == Key::Num1 { Modifiers::COMMAND } else { Modifiers::NONE }, key);
        }
        let situation = self.app().desk.situation;
        assert!(!situation.is_dialog_open, "a dialog does not close");
        assert!(
            !situation.is_presenting && !situation.is_editing_text && !situation.is_menu_open,
            "{situation:?}"
        );
        assert!(self.app().desk.selection.is_empty(), "something stays selected: {situation:?}");
        let situation = self.app().desk.situation;
        assert!(
            situation.is_on_canvas,
            "the keyboard is lost: {:?} {situation:?}",
            self.window.ctx.memory(egui::Memory::focused)
        );
        self.make_key(Modifiers::NONE, Key::R);
        assert!(self.app().canvas.hint(false).starts_with("Click where"), "R does nothing");
        self.make_key(Modifiers::NONE, Key::Escape);
    }

    fn check_names(&mut self) {
        self.make_key(Modifiers::NONE, Key::Home);
        let app = self.app();
        for party in self.map().parties() {
            if !party.name.is_empty() && app.desk.picture.scene().party_box(party.id).is_some() {
                let name = party.name.replace('\n', " ");
                let found = self.window.query_all_by_role_and_label(Role::GraphicsObject, &name).next();
                assert!(found.is_some(), "“{}” has no node", party.name);
            }
        }
    }

    fn check_history(&mut self) {
        let last = self.map().clone();
        let steps = |play: &Self| play.app().desk.session.history().done().len();
        let (all, limit) = (steps(self), 2_000);
        let mut asked = 0;
        for (key, until) in [(Key::Z, 0), (Key::Y, all)] {
            while steps(self) != until {
                let deed = Deed::Key(Modifiers::COMMAND, key, 0);
                self.make(&Gesture { deed, at_once: 9, rest: 1 });
                asked += 1;
                assert!(asked < limit, "{key:?} does nothing");
            }
            if key == Key::Z {
                assert!(*self.map() == self.first, "undo does not lead back");
                self.look();
            }
        }
        assert!(*self.map() == last, "redo does not lead forth");
    }
}

impl App {
    fn is_mid(&self) -> bool {
        self.canvas.is_mid_gesture()
    }
}

pub(super) fn key_events(modifiers: Modifiers, key: Key, repeats: usize) -> Vec<Event> {
    let physical_key = Some(key);
    let event = |pressed, repeat| Event::Key { key, physical_key, pressed, repeat, modifiers };
    let mut events = vec![Event::ModifiersChanged(modifiers)];
    for repeat in 0..=repeats {
        match (modifiers, key) {
            (Modifiers::COMMAND, Key::C) => events.push(Event::Copy),
            (Modifiers::COMMAND, Key::X) => events.push(Event::Cut),
            _ => events.push(event(true, repeat > 0)),
        }
    }
    events.push(event(false, false));
    events.push(Event::ModifiersChanged(Modifiers::NONE));
    events
}

/// A letter is a key that goes down and a text, in this order, and in one frame, as winit tells it.
pub(super) fn letter_events(letter: char) -> Vec<Event> {
    let event = |key, pressed| Event::Key {
        key,
        physical_key: Some(key),
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let key = Key::from_name(&letter.to_uppercase().to_string());
    let down = key.map(|key| event(key, true));
    let up = key.map(|key| event(key, false));
    down.into_iter().chain([Event::Text(letter.to_string())]).chain(up).collect()
}

fn press(pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button, pressed, modifiers }
}
