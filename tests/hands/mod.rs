//! Hands on the whole window: keys, texts, clicks, and what can be seen of it.

#![allow(dead_code)] // every test has its own needs

use baton::app::App;
use baton::platform::Folders;
use egui::{Event, Key, Modifiers, Pos2, Rect, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use tempfile::TempDir;

pub const CTRL: Modifiers = Modifiers::COMMAND;

/// The program with folders of its own, so that nothing of the person who runs the test is touched.
pub fn window(home: &TempDir, path: Option<&Path>) -> Harness<'static, App> {
    let folders = Folders::under(home.path());
    let path = path.map(ToOwned::to_owned);
    let mut window =
        Harness::builder().with_size([1400.0, 900.0]).with_max_steps(60).build_eframe(|creation| {
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
