//! The Matrix view.

use super::window::{CTRL, NONE, Window};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use std::fmt::Write;

const KITCHEN: &str = "Planning -> Workshop / Cutting: cutting list
Workshop / Cutting -> Workshop / Assembly: panels
Workshop / Assembly -> Delivery crew: cabinets
Workshop / Assembly -> Delivery crew: fittings
Delivery crew -> Homeowner (buyer): installed kitchen
Planning -> Ministry (payer): report
Caretaker";

fn matrix(text: &str) -> Window {
    let mut window = Window::with(text);
    window.press(CTRL, Key::Num4);
    window
}

#[test]
fn a_click_on_a_cell_lights_the_chain_to_that_customer_on_the_map() {
    let mut window = matrix(KITCHEN);
    window.app.get_by_label("Planning to Ministry: 1 hand-off");
    window.app.get_by_label("Caretaker to Homeowner: no line of sight");
    window.click("Cutting to Homeowner: 3 hand-offs");
    assert!(
        window
            .shows("Cutting → panels → Assembly → cabinets → Delivery crew → installed kitchen → Homeowner")
    );
    assert!(window.shows("1 selected of"), "the role is selected");
    window.press(CTRL, Key::Num4);
    window.click("Planning to Homeowner: 4 hand-offs");
    assert!(
        window.shows("Homeowner, who buys.") && !window.shows("Ministry, who pays."),
        "and no other customer"
    );
}

#[test]
fn the_keyboard_walks_from_cell_to_cell_and_shows_the_chain() {
    let mut window = matrix(KITCHEN);
    assert_eq!(window.current().as_deref(), Some("Role, sorted A to Z"));
    window.press(NONE, Key::ArrowDown);
    assert_eq!(window.current().as_deref(), Some("Assembly"));
    window.press_often(Key::ArrowRight, 3);
    assert_eq!(window.current().as_deref(), Some("Assembly to Homeowner: 2 hand-offs"));
    assert!(window.shows("Assembly → cabinets → Delivery crew → installed kitchen → Homeowner, who buys."));
    window.press(NONE, Key::End);
    assert_eq!(window.current().as_deref(), Some("Assembly to Ministry: no line of sight"));
    window.press(CTRL, Key::End);
    assert_eq!(window.current().as_deref(), Some("Planning to Ministry: 1 hand-off"));
    window.press(NONE, Key::Enter);
    assert!(window.shows("Planning → report → Ministry, who pays."));
    window.press(CTRL, Key::Num4);
    window.press(NONE, Key::F6);
    assert!(
        window.app.try_run().is_ok_and(|frames| frames <= 2),
        "and nothing is drawn while nothing happens"
    );
}

#[test]
fn a_heading_sorts_and_again_the_other_way_round() {
    let mut window = matrix(KITCHEN);
    let by_name = ["Assembly", "Caretaker", "Cutting", "Delivery crew", "Planning"];
    assert_eq!(window.rows(), by_name);
    window.click("Homeowner, sort");
    let nearest = ["Delivery crew", "Assembly", "Cutting", "Planning", "Caretaker"];
    assert_eq!(window.rows(), nearest);
    window.click("Homeowner, sorted smallest first");
    assert_eq!(window.rows(), ["Planning", "Cutting", "Assembly", "Delivery crew", "Caretaker"]);
    window.click("Customers reached, sort");
    assert_eq!(window.rows()[0], "Planning");
    window.press_often(Key::ArrowLeft, 1);
    window.press(NONE, Key::Enter);
    assert_eq!(window.rows(), by_name, "by the keyboard as well");
}

#[test]
fn rows_are_filtered_and_grouped_by_team() {
    let mut window = matrix(KITCHEN);
    window.click("Group by team");
    let grouped = [
        "Workshop (2)",
        "Assembly",
        "Cutting",
        "Without a team (3)",
        "Caretaker",
        "Delivery crew",
        "Planning",
    ];
    assert_eq!(window.rows(), grouped);
    window.app.get_by_label("Workshop (2) to Homeowner: 2 hand-offs");
    window.click("Workshop (2)");
    assert_eq!(window.rows()[..2], ["Workshop (2)", "Without a team (3)"]);
    window.click("Filter roles");
    window.type_text("plan");
    assert_eq!(window.rows(), ["Without a team (1)", "Planning"]);
    window.type_text("x");
    assert!(window.shows("Nobody is left"));
    window.click("Clear the filters");
    assert_eq!(window.rows().len(), 5);
}

#[test]
fn suppliers_against_customers_say_what_is_supplied_and_show_it_on_the_map() {
    let mut window = matrix(KITCHEN);
    window.click("Supplier × customer");
    window.app.get_by_label("Assembly to Homeowner: nothing");
    window.app.get_by_label("Delivery crew to Homeowner: installed kitchen");
    window.click("Assembly to Delivery crew: cabinets, fittings");
    assert!(window.shows("2 selected of"), "both supplies are selected, on the map");
    assert!(window.app.query_by_label("Supplier × customer").is_none());
}

#[test]
fn a_map_without_roles_or_customers_says_what_to_do() {
    let mut window = matrix("Planner");
    assert!(window.shows("Nobody outside is on this map yet."));
    window.click("Supplier × customer");
    assert!(window.shows("Nobody supplies anybody yet."));
    window.click("Show the map");
    assert!(!window.shows("Nobody supplies anybody yet."));
    let mut window = matrix("Homeowner (buyer)");
    assert!(window.shows("There are no roles yet."));
    window.click("Place a role");
    assert!(!window.shows("There are no roles yet."), "roles are placed on the map");
}

#[test]
fn of_a_thousand_by_fifty_only_visible_cells_exist_and_the_last_one_is_reached_by_keys() {
    let mut text = String::new();
    for role in 0..1_000 {
        writeln!(text, "Role {role:04} -> Customer {:02} (buyer): order", role % 50).unwrap();
    }
    let mut window = Window::with(&text);
    window.app.key_press_modifiers(CTRL, Key::Num4);
    window.wait_until("Role 0000 to Customer 00: 1 hand-off"); // worked out off the window's thread
    let cells = |window: &Window| window.app.query_all_by_role(Role::GridCell).count();
    assert!(cells(&window) < 1_200, "{} cells", cells(&window));
    window.press(CTRL, Key::End);
    window.press(NONE, Key::End);
    assert_eq!(window.current().as_deref(), Some("Role 0999 to Customer 49: 1 hand-off"));
    assert!(cells(&window) < 1_200 && window.rows().len() < 40);
    window.press(NONE, Key::PageUp);
    assert!(window.current().is_some_and(|name| name.starts_with("Role 098")), "{:?}", window.current());
    assert!(window.app.try_run().is_ok_and(|frames| frames <= 2));
}
