//! What a map answers, through the whole window: questions for the room, whom somebody serves, what the
//! picture means.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

use baton::app::App;
use baton::document::{DocumentSession, Overwrite};
use baton::edit::{Command, perform};
use baton::exchange::text;
use baton::model::{Organisation, Party, Point, SequentialIds};
use baton::platform::Folders;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

const CTRL: Modifiers = Modifiers::COMMAND;

/// Planner and Sales serve the Homeowner; the Archivist serves nobody.
const SMALL: &str =
    "Planner -> Sales: weekly plan\nSales -> Homeowner (buyer): offer\nArchivist -> Archivist: order";

/// The program with a map that was written as text.
fn window_on(home: &TempDir, map: &str) -> Harness<'static, App> {
    let path = home.path().join("map.baton");
    let folders = Folders::under(home.path());
    let map = read(map);
    DocumentSession::create(&path, &map, Overwrite::Never, &folders, &(Arc::new(|| {}) as _))
        .unwrap()
        .close();
    window_at(home, &path)
}

fn window_at(home: &TempDir, path: &Path) -> Harness<'static, App> {
    let (folders, path): (Folders, Option<PathBuf>) = (Folders::under(home.path()), Some(path.to_owned()));
    let window = Harness::builder().with_size([1400.0, 900.0]).with_max_steps(60);
    let mut window = window.build_eframe(|creation| {
        App::new(&creation.egui_ctx, folders, path).expect("there is a folder to keep maps in")
    });
    window.run();
    window
}

fn read(map: &str) -> Organisation {
    let mut organisation = Organisation::default();
    let import = text::import(map, &organisation, &mut SequentialIds::default());
    perform(&mut organisation, &import.command).unwrap();
    let in_a_row = |(at, party): (usize, &Party)| (party.id, Point::new(at as f32 * 200.0, 0.0));
    let places = organisation.parties().enumerate().map(in_a_row).collect();
    perform(&mut organisation, &Command::Move { places, by_hand: false }).unwrap();
    organisation
}

fn press(window: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn shows(window: &Harness<'_, App>, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

/// Presses Tab until what has the keyboard says something with `text`.
fn tab_to(window: &mut Harness<'_, App>, text: &str) {
    for _ in 0..60 {
        let has_it = window.query_all_by_label_contains(text).any(|node| node.is_focused());
        if has_it {
            return;
        }
        press(window, Modifiers::NONE, Key::Tab);
    }
    panic!("the keyboard never comes to “{text}”");
}

#[test]
fn a_question_that_is_no_problem_is_set_aside_in_the_map_and_asked_again() {
    let home = TempDir::new().unwrap();
    let mut window = window_on(&home, SMALL);
    press(&mut window, CTRL, Key::Num3);
    let question = "Archivist reaches nobody outside";
    let not_a_problem = format!("Not a problem: {question}");
    let before = count_of_questions(&window);
    window.get_by_label_contains(&not_a_problem).click();
    window.run();
    assert_eq!(count_of_questions(&window), before - 1);
    assert!(!shows(&window, question), "it is folded away");
    window.get_by_label("Not a problem (1)").click();
    window.run();
    assert!(shows(&window, question), "and can be looked at");

    press(&mut window, CTRL, Key::Z);
    assert!(
        shows(&window, "Undone: Not a problem") && shows(&window, &not_a_problem),
        "one step takes it back"
    );
    press(&mut window, CTRL, Key::Y);
    assert!(shows(&window, "Not a problem (1)"));

    drop(window);
    let mut again = window_at(&home, &home.path().join("map.baton"));
    assert!(shows(&again, "Not a problem (1)"), "the file remembers it");
    again.get_by_label("Not a problem (1)").click();
    again.run();
    again.get_by_label_contains("Ask again: ").click();
    again.run();
    assert_eq!(count_of_questions(&again), before);
    assert!(!shows(&again, "Not a problem ("));
}

/// What the status line says.
fn count_of_questions(window: &Harness<'_, App>) -> usize {
    let label = window.get_by_label_contains(" questions").accesskit_node().label().unwrap();
    label.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn the_keyboard_sets_one_question_after_the_other_aside() {
    let home = TempDir::new().unwrap();
    let mut window = window_on(&home, SMALL);
    press(&mut window, CTRL, Key::Num3);
    press(&mut window, Modifiers::NONE, Key::F6);
    for set_aside in 1..=3 {
        tab_to(&mut window, "Not a problem: ");
        press(&mut window, Modifiers::NONE, Key::Enter);
        assert!(shows(&window, &format!("Not a problem ({set_aside})")));
        let next_has_it =
            window.query_all_by_label_contains("Not a problem: ").any(|button| button.is_focused());
        assert!(next_has_it, "the keyboard stays in the list");
    }
}

#[test]
fn a_map_for_reading_only_takes_no_answers() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("map.baton");
    let _first = window_on(&home, SMALL);
    let mut second = window_at(&home, &path);
    press(&mut second, CTRL, Key::Num3);
    assert!(shows(&second, "For reading only"));
    second.get_by_label_contains("Not a problem: Archivist").click();
    second.run();
    assert!(!shows(&second, "Not a problem (1)"));
}

#[test]
fn a_map_for_reading_only_does_not_offer_to_arrange_what_is_selected() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("map.baton");
    let offers = |window: &Harness<'_, App>| window.query_all_by_label("Arrange").count();
    let mut first = window_on(&home, SMALL);
    press(&mut first, CTRL, Key::A);
    assert_eq!(offers(&first), 2, "the menu and the panel");
    let mut second = window_at(&home, &path);
    press(&mut second, CTRL, Key::A);
    assert!(shows(&second, "For reading only"));
    assert_eq!(offers(&second), 1, "no heading without anything below it");
}

const CREW: &str = "Payroll -> Crew: pay run\nSales -> Homeowner (buyer): offer\nCrew -> Homeowner: kitchen\n\
                    Crew -> Tenant (beneficiary): kitchen\nCrew ^ Head\nArchivist -> Archivist: order";

fn click(window: &mut Harness<'_, App>, name: &str, modifiers: Modifiers) {
    window.get_by_label(name).click_modifiers(modifiers);
    window.run();
}

#[test]
fn several_parties_are_traced_together() {
    let home = TempDir::new().unwrap();
    let mut window = window_on(&home, CREW);
    click(&mut window, "Payroll", Modifiers::NONE);
    click(&mut window, "Sales", Modifiers::SHIFT);
    press(&mut window, Modifiers::NONE, Key::T);
    assert!(shows(&window, "Whom these 2 ultimately serve"));
    assert!(shows(&window, "Sales → offer → Homeowner, who buys."));
    assert!(shows(&window, "Reached by both."), "who of them reaches the buyer");
    assert!(shows(&window, "Reached by Payroll."), "and the beneficiary");
    press(&mut window, Modifiers::NONE, Key::T);
    assert!(!shows(&window, "Whom these 2"), "again: off");
}

#[test]
fn an_external_customer_is_traced_backwards_in_rings() {
    let home = TempDir::new().unwrap();
    let mut window = window_on(&home, CREW);
    click(&mut window, "Homeowner", Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::T);
    assert!(shows(&window, "Who stands behind Homeowner"));
    assert!(shows(&window, "1  Touch them (2)") && shows(&window, "2  One step behind (1)"));
    window.get_by_label("2  One step behind (1)").click();
    window.run();
    assert!(shows(&window, "1 selected of"), "a ring is shown on the map");
}

#[test]
fn one_lens_after_the_other_lights_only_whom_it_names() {
    let home = TempDir::new().unwrap();
    let mut window = window_on(&home, CREW);
    click(&mut window, "Crew", Modifiers::NONE);
    press(&mut window, Modifiers::SHIFT, Key::T);
    assert!(shows(&window, "1  Head: you report to them"), "the first lens begins with the boss");
    assert!(shows(&window, "2  Homeowner: buys"));
    press(&mut window, Modifiers::SHIFT, Key::T);
    assert!(shows(&window, "Those who report to you"));
    for _ in 0..3 {
        press(&mut window, Modifiers::SHIFT, Key::T);
    }
    assert!(shows(&window, "Lens: Everyone downstream") && shows(&window, "Down the chain"));
    press(&mut window, Modifiers::SHIFT, Key::T);
    assert!(shows(&window, "Lens: The whole chain") && shows(&window, "Crew → kitchen → Homeowner"));
}

#[test]
fn the_legend_explains_what_is_on_the_map_now_and_folds() {
    let home = TempDir::new().unwrap();
    let mut window = window_on(&home, "Planner -> Sales: weekly plan\nSales -> Homeowner (buyer): offer");
    assert!(!shows(&window, "delivers"), "folded at first");
    click(&mut window, "Legend", Modifiers::NONE);
    for word in ["role", "buyer", "delivers"] {
        assert!(window.query_by_label(word).is_some(), "{word}");
    }
    assert!(window.query_by_label("informs").is_none(), "nothing that is not there");
    click(&mut window, "Planner", Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::T);
    assert!(shows(&window, "customers down the chain, with hand-offs"), "and the trace, while it is lit");
    press(&mut window, Modifiers::SHIFT, Key::T);
    assert!(shows(&window, "named by “Boss and buyers”, in this order"), "or the lens");
    click(&mut window, "Legend", Modifiers::NONE);
    assert!(window.query_by_label("delivers").is_none(), "folded again");
}

#[test]
fn the_whole_map_is_seen_beside_the_unfolded_legend() {
    let home = TempDir::new().unwrap();
    // Of every kind one, so that the legend is long.
    let map = "Ada (role) ! late\nBo (supplier)\nCy (payer)\nDi (beneficiary)\nEd (prospect)\nFay (buyer)
Bo -> Ada: wood\nAda ~> Cy: word\nBo ^ Ada\nAda + good\nAda ? why\nAda * do\nAda = time\nCrew / Gil\nAda -> Fay: kitchen";
    let mut window = window_on(&home, map);
    click(&mut window, "Legend", Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::Home);
    let words = ["Legend", "role", "note: question"].map(|word| window.get_by_label(word).rect());
    let legend = words.into_iter().reduce(egui::Rect::union).unwrap();
    let boxes: Vec<egui::Rect> =
        window.query_all_by_role(Role::GraphicsObject).map(|node| node.rect()).collect();
    assert!(boxes.len() >= 8);
    let covered: Vec<_> = boxes.iter().filter(|place| place.intersects(legend)).collect();
    assert!(covered.is_empty(), "{covered:?} under {legend:?}");
}
