//! The outline beside the map.

use super::window::{CTRL, NONE, Window};
use baton::action::Action;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

const OFFICE: &str = "Finance / Payroll -> Delivery crew: pay run
Delivery crew -> Homeowner (buyer): kitchen
Finance / Cashier
Workshop / Cutting
Payroll ! late in December";

/// The window with the outline open, its search field with the keyboard; the inspector closed, so that every name
/// is there once.
fn outline(text: &str) -> Window {
    let mut window = Window::with(text);
    window.app.state_mut().ask_for(Action::ToggleInspector);
    window.app.state_mut().ask_for(Action::ToggleOutline);
    window.app.state_mut().ask_for(Action::ShowMatrix); // nothing with these names beside it
    window.app.run();
    window
}

/// Where a row of the outline is.
fn row(window: &Window, name: &str) -> egui::Pos2 {
    let mut all =
        window.app.query_all_by_label(name).map(|node| node.rect()).filter(|rect| rect.min.x < 240.0);
    all.next().unwrap_or_else(|| panic!("no row “{name}”")).center()
}

fn has_row(window: &Window, name: &str) -> bool {
    window.app.query_all_by_label(name).any(|node| node.rect().min.x < 240.0)
}

fn click(window: &mut Window, name: &str, modifiers: Modifiers) {
    let mut all = window.app.query_all_by_label(name);
    let row = all.find(|node| node.rect().min.x < 240.0).unwrap_or_else(|| panic!("no row “{name}”"));
    row.click_modifiers(modifiers);
    drop(all);
    window.app.run();
}

/// Left edge of a row: how deep it stands.
fn depth(window: &Window, name: &str) -> f32 {
    window.app.query_all_by_label(name).map(|node| node.rect().min.x).find(|x| *x < 240.0).unwrap()
}

#[test]
fn names_are_edited_in_their_rows() {
    let mut window = outline(OFFICE);
    click(&mut window, "Cashier", NONE);
    window.press(NONE, Key::F2);
    window.type_text("Cash desk");
    window.press(NONE, Key::Enter);
    assert!(has_row(&window, "Cash desk"));
    window.press(NONE, Key::F2);
    window.type_text("Nothing");
    window.press(NONE, Key::Escape);
    assert!(has_row(&window, "Cash desk"), "Escape restores");
    window.press(CTRL, Key::Z);
    assert!(has_row(&window, "Cashier"), "renaming is one step");
}

#[test]
fn rows_open_onto_what_is_given_and_received_and_onto_notes() {
    let mut window = outline(OFFICE);
    click(&mut window, "Payroll", NONE);
    window.press(NONE, Key::ArrowRight);
    assert!(has_row(&window, "→ Delivery crew: pay run") && has_row(&window, "! late in December"));
    window.press(NONE, Key::ArrowRight);
    window.press(NONE, Key::F2);
    window.type_text("wages");
    window.press(NONE, Key::Enter);
    assert!(has_row(&window, "→ Delivery crew: wages"), "what is supplied is edited here as well");
    window.press(NONE, Key::ArrowLeft);
    window.press(NONE, Key::ArrowLeft);
    assert!(!has_row(&window, "! late in December"), "left goes up, and then closes");
    click(&mut window, "Search parties", NONE);
    window.type_text("wag");
    assert!(has_row(&window, "wages (Payroll → Delivery crew)"), "a search finds supplies");
}

#[test]
fn several_rows_are_selected_with_shift_and_ctrl() {
    let mut window = outline(OFFICE);
    click(&mut window, "Cashier", NONE);
    click(&mut window, "Cutting", Modifiers::SHIFT);
    assert!(window.shows("4 selected of"), "Cashier, Payroll, Workshop, Cutting");
    click(&mut window, "Payroll", CTRL);
    assert!(window.shows("3 selected of"));
    click(&mut window, "Homeowner", NONE);
    assert!(window.shows("1 selected of"));
    window.press(Modifiers::SHIFT, Key::ArrowUp);
    assert!(window.shows("2 selected of"));
}

#[test]
fn whoever_is_dragged_onto_a_team_goes_there_and_escape_stops_it() {
    let mut window = outline(OFFICE);
    let before = depth(&window, "Delivery crew");
    let (from, to) = (row(&window, "Delivery crew"), row(&window, "Workshop"));
    window.app.drag_at(from);
    window.app.run();
    window.app.hover_at(to + egui::vec2(3.0, 2.0));
    window.app.run();
    assert!(window.shows("Delivery crew → Workshop"), "it says where");
    window.app.drop_at(to);
    window.app.run();
    assert!(depth(&window, "Delivery crew") > before, "it stands below the team");
    assert!(window.app.query_all_by_label("Delivery crew").next().is_some());
    window.press(CTRL, Key::Z);
    assert!((depth(&window, "Delivery crew") - before).abs() < 0.5, "one step back");

    window.app.drag_at(from);
    window.app.run();
    window.app.hover_at(to);
    window.app.run();
    window.press(NONE, Key::Escape);
    window.app.drop_at(to);
    window.app.run();
    assert!(
        (depth(&window, "Delivery crew") - before).abs() < 0.5,
        "Escape leaves everybody where they were"
    );
}

#[test]
fn selected_parties_are_moved_to_a_team_by_the_keyboard() {
    let mut window = outline(OFFICE);
    let outside = depth(&window, "Delivery crew");
    click(&mut window, "Delivery crew", NONE);
    window.app.state_mut().ask_for(Action::MoveToTeam);
    window.app.run();
    window.type_text("work");
    window.press(NONE, Key::Enter);
    assert!(depth(&window, "Delivery crew") > outside);
    window.app.state_mut().ask_for(Action::MoveToTeam);
    window.app.run();
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::ArrowUp);
    window.press(NONE, Key::Enter);
    assert!((depth(&window, "Delivery crew") - outside).abs() < 0.5, "no team is a place, too");
}

#[test]
fn a_right_click_offers_what_the_map_offers() {
    let mut window = outline(OFFICE);
    let at = row(&window, "Payroll");
    for pressed in [true, false] {
        window.app.event(egui::Event::PointerMoved(at));
        window.app.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: NONE,
        });
    }
    window.app.run();
    assert!(window.shows("1 selected of"));
    assert!(window.shows("Change to") && window.shows("Duplicate"));
    window.app.query_all_by_label_contains("Move to a team…").last().unwrap().click();
    window.app.run();
    assert!(window.app.query_by_label("Search teams").is_some());
}
