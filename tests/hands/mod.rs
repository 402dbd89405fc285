//! Hands on the whole window: keys, texts, clicks, and what can be seen of it.

#![allow(dead_code)] // every test has its own needs

use baton::app::App;
use baton::platform::Folders;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use tempfile::TempDir;

pub const CTRL: Modifiers = Modifiers::COMMAND;

/// The program with folders of its own, so that nothing of the person who runs the test is touched.
pub fn window(home: &TempDir, path: Option<&Path>) -> Harness<'static, App> {
    let folders = Folders::under(home.path());
    let path = path.map(ToOwned::to_owned);
    let mut window = Harness::builder()
        .with_size([1400.0, 900.0])
        .with_step_dt(1.0 / 30.0)
        .with_max_steps(300)
        .build_eframe(|creation| {
            App::new(&creation.egui_ctx, folders, path).expect("there is a folder to keep maps in")
        });
    window.run();
    window
}

pub fn empty_window(home: &TempDir) -> Harness<'static, App> {
    let mut window = window(home, None);
    press(&mut window, CTRL, Key::N);
    window
}

pub fn press(window: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// A key goes down and stays down, or comes up.
pub fn hold(window: &mut Harness<'_, App>, key: Key, pressed: bool) {
    window.event(key_event(key, pressed, false));
    window.run();
}

pub fn key_event(key: Key, pressed: bool, repeat: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat, modifiers: Modifiers::NONE }
}

pub fn type_text(window: &mut Harness<'_, App>, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run();
}

/// Types a text into whatever has opened, and ends it.
pub fn enter(window: &mut Harness<'_, App>, text: &str) {
    type_text(window, text);
    press(window, Modifiers::NONE, Key::Enter);
}

pub fn click(window: &mut Harness<'_, App>, at: Pos2) {
    window.drag_at(at);
    window.drop_at(at);
    window.run();
}

pub fn shows(window: &Harness<'_, App>, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

/// Lets work off the UI thread come to its end.
pub fn wait_until(window: &mut Harness<'_, App>, text: &str) {
    for _ in 0..2_000 {
        window.step();
        if shows(window, text) {
            window.run();
            return;
        }
        std::thread::yield_now();
    }
    panic!("“{text}” never came up");
}

/// Draws: Planner → weekly plan → Homeowner, who buys; with a note on the planner.
pub fn draw_a_chain(window: &mut Harness<'_, App>) {
    press(window, Modifiers::NONE, Key::Enter);
    enter(window, "Planner");
    press(window, Modifiers::NONE, Key::Tab);
    enter(window, "Homeowner");
    enter(window, "weekly plan");
    press(window, Modifiers::SHIFT, Key::C);
    window.get_by_label("Planner").click();
    window.run();
    press(window, Modifiers::NONE, Key::N);
    enter(window, "! late on Mondays");
}

/// Every text painted on the surface that fills `area`, sorted.
pub fn texts_painted(window: &Harness<'_, App>, area: Rect) -> Vec<String> {
    fn texts(shape: &Shape, area: Rect, found: &mut Vec<String>) {
        match shape {
            Shape::Text(text) if area.contains(text.visual_bounding_rect().center()) => {
                found.push(text.galley.text().to_owned());
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, area, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for clipped in &window.output().shapes {
        let is_it = clipped.clip_rect.expand(1.0).contains_rect(area)
            && area.expand(1.0).contains_rect(clipped.clip_rect);
        if is_it {
            texts(&clipped.shape, area, &mut found);
        }
    }
    found.sort();
    found
}

/// A person at the window, who does one thing after another and sees what comes of it.
pub struct Hand {
    pub window: Harness<'static, App>,
    held: Modifiers,
    _home: TempDir,
}

impl Hand {
    /// At a map of `lines` in the grammar of quick entry, nothing selected.
    pub fn at(lines: &str) -> Self {
        let home = TempDir::new().unwrap();
        let mut hand = Self { window: empty_window(&home), held: Modifiers::NONE, _home: home };
        if !lines.is_empty() {
            hand = hand.paste(lines).keys("Enter").keys("Escape").keys("Escape");
            hand.window.run();
            hand = hand.keys("Home");
        }
        hand
    }

    /// Planner → Sales: weekly plan; Sales → Homeowner: kitchen; and Payroll, alone.
    pub fn at_a_small_map() -> Self {
        Self::at("Planner -> Sales: weekly plan\nSales -> Homeowner (buyer): kitchen\nPayroll")
    }

    pub fn paste(mut self, text: &str) -> Self {
        self.window.event(Event::Paste(text.to_owned()));
        self.window.run();
        self
    }

    /// Presses keys, as the table of keys writes them: `Ctrl+Shift+L`.
    pub fn keys(mut self, text: &str) -> Self {
        let (modifiers, key) = parsed(text);
        match (modifiers, key) {
            // The window system tells these by their meaning.
            (Modifiers::COMMAND, Key::C) => self.window.event_modifiers(Event::Copy, modifiers),
            (Modifiers::COMMAND, Key::X) => self.window.event_modifiers(Event::Cut, modifiers),
            _ => self.window.key_press_modifiers(modifiers, key),
        }
        let _ = self.window.try_run();
        self
    }

    pub fn types(mut self, text: &str) -> Self {
        type_text(&mut self.window, text);
        self
    }

    /// Types a text and ends it.
    pub fn enters(self, text: &str) -> Self {
        self.types(text).keys("Enter")
    }

    pub fn box_of(&self, name: &str) -> Rect {
        self.window
            .query_all_by_role_and_label(Role::GraphicsObject, name)
            .next()
            .unwrap_or_else(|| panic!("no {name} to be seen"))
            .rect()
    }

    pub fn place(&self, name: &str) -> Pos2 {
        self.box_of(name).center()
    }

    pub fn clicks(self, name: &str) -> Self {
        let at = self.place(name);
        self.clicks_at(at, Modifiers::NONE)
    }

    pub fn clicks_at(self, at: Pos2, modifiers: Modifiers) -> Self {
        self.holding(modifiers)
            .button(at, PointerButton::Primary, true)
            .button(at, PointerButton::Primary, false)
            .holding(Modifiers::NONE)
    }

    /// Both clicks without waiting in between: on a busy machine what is saved meanwhile would take too long.
    pub fn double_clicks_at(mut self, pos: Pos2) -> Self {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.window.event(Event::PointerMoved(pos));
        for pressed in [true, false, true, false] {
            self.window.event(Event::PointerButton { pos, button, pressed, modifiers });
            self.window.step();
        }
        let _ = self.window.try_run();
        self
    }

    /// Keys go down and stay down.
    pub fn holding(mut self, modifiers: Modifiers) -> Self {
        self.held = modifiers;
        self.window.event(Event::ModifiersChanged(modifiers));
        self.window.step();
        self
    }

    pub fn drags(self, from: Pos2, to: Pos2) -> Self {
        self.drags_with(PointerButton::Primary, from, to)
    }

    pub fn drags_with(mut self, button: PointerButton, from: Pos2, to: Pos2) -> Self {
        self.window.event(Event::PointerMoved(from));
        self.window.step();
        self = self.button(from, button, true);
        for part in 1..=4 {
            self.window.event(Event::PointerMoved(from.lerp(to, part as f32 / 4.0)));
            self.window.step();
        }
        self.button(to, button, false)
    }

    fn button(mut self, pos: Pos2, button: PointerButton, pressed: bool) -> Self {
        let modifiers = self.held;
        self.window.event(Event::PointerMoved(pos));
        self.window.event(Event::PointerButton { pos, button, pressed, modifiers });
        let _ = self.window.try_run();
        self
    }

    pub fn sees(&self, text: &str) -> bool {
        shows(&self.window, text)
    }

    /// Whether a text field has exactly this in it.
    pub fn reads(&self, text: &str) -> bool {
        self.window.query_all_by_value(text).next().is_some()
    }

    /// What a screen reader says about a thing on the map, after its name.
    pub fn hears(&self, name: &str) -> String {
        let nodes = self.window.query_all_by_role_and_label(Role::GraphicsObject, name);
        nodes.filter_map(|node| node.accesskit_node().description()).collect::<String>().to_lowercase()
    }

    /// What the last step was, told by taking it back and making it again.
    pub fn last_step(mut self) -> (Self, String) {
        self = self.keys("Ctrl+Z");
        let told = self.window.query_all_by_label_contains("Undone: ").next().and_then(|node| {
            let node = node.accesskit_node();
            node.label().or_else(|| node.value())
        });
        let step = told.unwrap_or_default().trim_start_matches("Undone: ").to_owned();
        (self.keys("Ctrl+Y"), step)
    }
}

fn parsed(text: &str) -> (Modifiers, Key) {
    let mut modifiers = Modifiers::NONE;
    let mut key = text;
    while let Some((word, rest)) = key.split_once('+').filter(|(_, rest)| !rest.is_empty()) {
        modifiers |= match word {
            "Ctrl" => Modifiers::COMMAND,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            other => panic!("unknown modifier {other}"),
        };
        key = rest;
    }
    (modifiers, Key::from_name(key).unwrap_or_else(|| panic!("unknown key {key}")))
}
