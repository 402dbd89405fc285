//! Which way a map flows and how its supplies are bundled, in the window.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod hands;

use baton::app::App;
use baton::platform::Folders;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use hands::{CTRL, enter, press, shows, window};
use tempfile::TempDir;

#[test]
fn another_flow_moves_nothing_until_the_map_is_tidied() {
    let home = TempDir::new().unwrap();
    let mut window = window(&home, None);
    let places = |window: &Harness<'_, App>| {
        let place = |name| window.get_by_role_and_label(Role::GraphicsObject, name).rect().center();
        (place("Planning"), place("Painting"))
    };
    let before = places(&window);
    assert!(before.1.x - before.0.x > (before.1.y - before.0.y).abs(), "{before:?}");
    press(&mut window, CTRL, Key::K);
    enter(&mut window, "flow from top to bottom");
    assert!(shows(&window, "Nothing has moved; Tidy (Ctrl+Shift+L) places the map anew."));
    assert_eq!(places(&window), before);
    press(&mut window, CTRL | Modifiers::SHIFT, Key::L);
    for _ in 0..2_000 {
        window.step(); // the work is done beside the window
        if places(&window) != before {
            break;
        }
        std::thread::yield_now();
    }
    window.run();
    let after = places(&window);
    assert!(after.1.y - after.0.y > (after.1.x - after.0.x).abs(), "{after:?}");
    let kept = std::fs::read_to_string(Folders::under(home.path()).preferences_file()).unwrap();
    assert!(kept.contains(r#""flow": "down""#), "{kept}");
}

#[test]
fn a_bundle_is_fanned_out_by_a_click_and_each_of_its_supplies_can_be_edited_in_the_list() {
    let home = TempDir::new().unwrap();
    let (text, map) = (home.path().join("plans.txt"), home.path().join("plans.baton"));
    std::fs::write(&text, "A -> B: plan\nA -> B: budget\nA -> B: news\nB -> A: orders").unwrap();
    let mut baton = std::process::Command::new(env!("CARGO_BIN_EXE_baton"));
    assert!(baton.arg("import").arg(&text).arg("-o").arg(&map).status().unwrap().success());
    let mut window = window(&home, Some(&map));
    let is_bundled = |window: &Harness<'_, App>, name: &str| {
        let node = window.get_by_role_and_label(Role::GraphicsObject, name);
        node.accesskit_node().description().unwrap().contains("drawn as one line with 2 more")
    };
    let row = |window: &Harness<'_, App>, name: &str| {
        window.get_by_role_and_label(Role::GraphicsObject, name).rect()
    };
    let click = |window: &mut Harness<'_, App>, at: egui::Pos2| {
        window.hover_at(at);
        window.run();
        for pressed in [true, false] {
            let (pos, button, modifiers) = (at, egui::PointerButton::Primary, Modifiers::NONE);
            window.event(Event::PointerButton { pos, button, pressed, modifiers });
        }
        window.run();
    };

    let budget = row(&window, "A → B: budget");
    click(&mut window, budget.center());
    assert!(is_bundled(&window, "A → B: budget"), "a click in the list selects and leaves the bundle");
    press(&mut window, Modifiers::NONE, Key::F2);
    enter(&mut window, "money");
    assert!(is_bundled(&window, "A → B: money"));

    let heading = row(&window, "A → B: plan").center_top() - egui::vec2(0.0, 5.0);
    click(&mut window, heading);
    assert!(["A → B: plan", "A → B: money", "A → B: news"].iter().all(|name| !is_bundled(&window, name)));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(is_bundled(&window, "A → B: news"));

    let news = row(&window, "A → B: news");
    click(&mut window, news.center());
    press(&mut window, Modifiers::NONE, Key::B);
    assert!(!is_bundled(&window, "A → B: plan"));
    press(&mut window, Modifiers::NONE, Key::B);
    assert!(is_bundled(&window, "A → B: plan"));
}
