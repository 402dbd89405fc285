//! The Table view.

use super::window::{CTRL, NONE, Window};
use baton::action::Action;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::fmt::Write;

const CREW: &str = "Office / Ada -> Bo: plan
Bo -> Homeowner (buyer): kitchen
Cy";

fn table(text: &str) -> Window {
    let mut window = Window::with(text);
    window.press(CTRL, Key::Num5);
    window
}

fn supplies(text: &str) -> Window {
    let mut window = table(text);
    window.click("Supplies");
    window
}

#[test]
fn a_cell_is_edited_in_place_as_in_a_spreadsheet() {
    let mut window = table(CREW);
    assert_eq!(window.rows(), ["Ada", "Bo", "Cy", "Homeowner", "Office"]);
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::F2);
    window.type_text("Ada Lovelace"); // what was there is selected, so this takes its place
    window.press(NONE, Key::Enter);
    assert_eq!(window.rows()[0], "Ada Lovelace");
    assert_eq!(window.current().as_deref(), Some("Bo"), "Enter goes down");
    window.type_text("Bob");
    window.press(NONE, Key::Tab);
    assert_eq!(window.rows()[1], "Bob");
    assert_eq!(window.current().as_deref(), Some("Bob, Kind: role"), "Tab goes on to the right");
    window.press(NONE, Key::Tab);
    window.type_text("Robert");
    window.press(NONE, Key::Tab);
    window.app.get_by_label("Bob, Held by: Robert");
    for left in ["Bob, Held by: empty", "Bo", "Ada"] {
        window.press(CTRL, Key::Z);
        window.app.get_by_label(left); // each edit is one step
    }
}

#[test]
fn escape_restores_and_what_is_typed_is_never_lost_otherwise() {
    let mut window = table(CREW);
    window.press_often(Key::ArrowDown, 3);
    window.type_text("Nobody");
    window.press(NONE, Key::Escape);
    assert_eq!(window.rows()[2], "Cy");
    assert_eq!(window.current().as_deref(), Some("Cy"), "the keyboard is where it was");
    window.type_text("Cyril");
    window.press(CTRL, Key::Num1);
    assert!(window.shows("Cyril"), "whoever leaves the table has not lost what was typed");
    window.press(CTRL, Key::Num5);
    window.press(NONE, Key::Enter);
    window.type_text("Cyrus");
    window.click("Bo, Kind: role");
    assert!(window.rows().contains(&"Cyrus".to_owned()), "nor has whoever clicks elsewhere");
}

#[test]
fn kinds_teams_and_ends_are_chosen_by_typing_a_part_of_them() {
    let mut window = table(CREW);
    window.press_often(Key::ArrowDown, 3);
    window.press(NONE, Key::ArrowRight);
    window.type_text("bene");
    window.press(NONE, Key::Tab);
    window.app.get_by_label("Cy, Kind: beneficiary");
    window.press(NONE, Key::Home);
    window.press(NONE, Key::ArrowUp);
    window.press_often(Key::ArrowRight, 3);
    window.press(NONE, Key::Enter);
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::Enter);
    window.app.get_by_label("Bo, In team: Office");

    let mut window = supplies(CREW);
    assert_eq!(window.rows(), ["kitchen", "plan"]);
    window.app.get_by_label("plan, Customer: Bo");
    window.press_often(Key::ArrowDown, 2);
    window.press_often(Key::ArrowRight, 3);
    window.type_text("cy");
    window.press(NONE, Key::Enter);
    window.app.get_by_label("plan, Customer: Cy");
    window.press(CTRL, Key::Z);
    window.app.get_by_label("plan, Customer: Bo");
}

#[test]
fn terms_and_ratings_are_edited_and_the_gap_follows() {
    let mut window = supplies(CREW);
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::End);
    window.press_often(Key::ArrowLeft, 3);
    window.type_text("2");
    window.press(NONE, Key::Tab);
    window.type_text("5");
    window.press(NONE, Key::Tab);
    window.app.get_by_label("kitchen, Customer's rating: 2");
    window.app.get_by_label("kitchen, Gap: blind spot");
    assert!(window.shows("Customer's rating, sort"));
}

#[test]
fn headings_sort_and_the_search_filters() {
    let mut window = Window::sized(CREW, [1800.0, 900.0]);
    window.press(CTRL, Key::Num5);
    window.click("Kind, sort");
    assert_eq!(window.rows(), ["Homeowner", "Ada", "Bo", "Cy", "Office"]);
    window.click("Kind, sorted");
    assert_eq!(window.rows()[0], "Office");
    window.click("Customers reached, sort");
    assert_eq!(window.rows(), ["Cy", "Homeowner", "Ada", "Bo", "Office"]);
    window.app.get_by_label("Ada, Customers reached: 1");
    window.click("Search the table");
    window.type_text("offi");
    assert_eq!(window.rows().len(), 2, "Office and who is in it");
    window.type_text("x");
    assert!(window.shows("No row contains"));
    window.click("Clear the search");
    assert_eq!(window.rows().len(), 5);
}

#[test]
fn rows_are_selected_as_on_the_map_and_deleted_together() {
    let mut window = table(CREW);
    window.press(NONE, Key::ArrowDown);
    assert!(window.shows("1 selected of 5 parties"));
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    assert!(window.shows("3 selected of 5 parties"));
    window.app.get_by_label("Homeowner, Kind: buyer").click_modifiers(CTRL);
    window.app.run();
    assert!(window.shows("4 selected of 5 parties"));
    window.press(NONE, Key::Delete);
    assert_eq!(window.rows(), ["Office"]);
    window.press(CTRL, Key::Z);
    assert_eq!(window.rows().len(), 5);
}

#[test]
fn an_empty_map_says_what_to_do() {
    let mut window = Window::with("Ada");
    window.press(CTRL, Key::N);
    window.press(CTRL, Key::Num5);
    assert!(window.shows("Nobody is on this map yet."));
    window.click("Show the map");
    assert!(!window.shows("Nobody is on this map yet."));
}

#[test]
fn of_thousands_of_rows_only_visible_ones_exist() {
    let mut text = String::new();
    for role in 0..3_000 {
        writeln!(text, "Role {role:04} -> Role {:04}: order", (role + 1) % 3_000).unwrap();
    }
    let mut window = Window::with(&text);
    window.app.key_press_modifiers(CTRL, Key::Num5);
    window.wait_until("Role 0000, Customers reached: 0");
    assert!(window.rows().len() < 40);
    window.press(CTRL, Key::End);
    assert_eq!(window.current().as_deref(), Some("Role 2999"));
    window.type_text("Last");
    window.app.key_press(Key::Enter);
    window.wait_until("Last");
    assert!(window.app.query_all_by_role(Role::GridCell).count() < 500);
}

#[test]
fn notes_are_rows_too_that_are_resolved_given_away_and_shown_on_the_map() {
    let mut window = Window::with("Bo -> Homeowner (buyer): kitchen\nBo ! late on Mondays\nBo * two vans\n");
    window.press(CTRL, Key::Num6);
    assert_eq!(window.rows(), ["late on Mondays", "two vans"]);
    window.press(NONE, Key::ArrowDown);
    window.press_often(Key::ArrowRight, 6);
    assert_eq!(window.current().as_deref(), Some("late on Mondays, State: open"));
    window.type_text("res");
    window.press(NONE, Key::Enter);
    window.app.get_by_label("late on Mondays, State: resolved");
    window.press(NONE, Key::ArrowUp);
    window.press_often(Key::ArrowLeft, 2);
    window.type_text("Amira");
    window.press(NONE, Key::Tab);
    window.type_text("2026-12-11");
    window.press(NONE, Key::Enter);
    window.app.get_by_label("late on Mondays, By when: 2026-12-11");
    window.app.get_by_label("late on Mondays, Who takes care of it: Amira");
    window.press_often(Key::ArrowUp, 1);
    window.app.state_mut().ask_for(Action::ZoomSelection);
    window.app.run();
    assert!(window.app.query_by_role_and_label(Role::GraphicsObject, "Bo").is_some(), "the map is back");
    for left in 0..3 {
        window.press(CTRL, Key::Z);
        assert!(window.shows("Undone: "), "{left}");
    }
}

#[test]
fn an_empty_list_of_notes_says_how_to_begin() {
    let mut window = Window::with("Bo");
    window.press(CTRL, Key::Num6);
    assert!(window.shows("Nothing was said yet. Select somebody or a supply on the map and press N."));
}
