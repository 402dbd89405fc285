//! The canvas as hands and a screen reader find it: found by name, clicked, dragged, typed on.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod stage;

use baton::action::Action;
use baton::edit::{Command, perform};
use baton::model::{IdSource, Note, NoteKind, NoteSubject, SequentialIds, Visibility};
use baton::scene::NotesShown;
use egui::{Key, Modifiers, Pos2, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use stage::{Stage, on_stage};

#[test]
fn every_party_and_supply_can_be_found_by_name() {
    let harness = on_stage(Stage::chain());
    harness.get_by_label("Planner");
    harness.get_by_label("Planner → Sales: weekly plan");
    harness.get_by_label("Homeowner");
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let mut harness = on_stage(Stage::chain());
    assert!(harness.try_run().is_ok(), "the canvas asks for frames without need");
    harness.hover_at(harness.get_by_label("Planner").rect().center());
    assert!(harness.try_run().is_ok(), "and after the pointer has come to rest");
}

#[test]
fn a_click_selects_and_a_click_on_blank_deselects() {
    let mut harness = on_stage(Stage::chain());
    harness.get_by_label("Planner").click();
    harness.run();
    assert_eq!(harness.state().selected_names(), ["Planner"]);
    click(&mut harness, pos2(30.0, 30.0));
    assert!(harness.state().selected_names().is_empty());
}

#[test]
fn a_double_click_on_blank_makes_a_role_and_asks_its_name() {
    let mut harness = on_stage(Stage::chain());
    let blank = pos2(500.0, 150.0);
    double_click(&mut harness, blank);
    harness.get_by_label("Planner"); // nothing else has gone
    type_text(&mut harness, "Depot");
    assert_eq!(harness.state().map.parties().len(), 3, "only proposed so far");
    press(&mut harness, Key::Enter);
    harness.get_by_label("Depot");
    assert_eq!(harness.state().steps, 1);
    assert_eq!(harness.state().selected_names(), ["Depot"]);
}

#[test]
fn escape_on_a_new_name_leaves_no_trace() {
    let mut harness = on_stage(Stage::chain());
    double_click(&mut harness, pos2(500.0, 150.0));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().steps, 0);
    assert!(!harness.state().canvas.is_editing_text());
}

#[test]
fn escape_takes_back_a_new_name_however_much_was_typed() {
    let mut harness = on_stage(Stage::chain());
    harness.get_by_label("Planner").click();
    harness.run();
    harness.state_mut().act(Action::AddCustomerOf);
    harness.run();
    type_text(&mut harness, "Depot");
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().steps, 0);
    assert_eq!(harness.state().selected_names(), ["Planner"]);
}

#[test]
fn keys_count_before_a_press_that_reaches_the_window_with_them() {
    for (key, steps) in [(Key::Escape, 0), (Key::Enter, 1)] {
        let mut harness = on_stage(Stage::chain());
        double_click(&mut harness, pos2(500.0, 150.0));
        let press = |pressed| egui::Event::PointerButton {
            pos: pos2(40.0, 650.0),
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let key = |pressed| egui::Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        let together = [egui::Event::Text("Depot".into()), key(true), key(false), press(true), press(false)];
        harness.input_mut().events.extend(together);
        harness.run();
        assert_eq!(harness.state().steps, steps);
        assert_eq!(harness.query_by_label("Depot").is_some(), steps == 1);
    }
}

#[test]
fn a_right_click_opens_a_menu_of_what_fits() {
    let mut harness = on_stage(Stage::chain());
    let place = harness.get_by_label("Sales").rect().center();
    right_click(&mut harness, place);
    assert_eq!(harness.state().selected_names(), ["Sales"]);
    harness.get_by_label_contains("Customer of this");
    harness.get_by_label_contains("Delete").click();
    harness.run();
    assert_eq!(harness.state().map.parties().len(), 2);
    assert!(harness.query_by_label_contains("Customer of this").is_none(), "the menu has closed");
}

#[test]
fn a_note_is_typed_in_place_and_its_badge_lists_it() {
    let mut harness = on_stage(Stage::chain());
    harness.get_by_label("Sales").click();
    harness.run();
    harness.state_mut().act(Action::AddNote);
    harness.run();
    type_text(&mut harness, "? Who answers the phone");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().steps, 1);
    let badge = harness.state().badge_on_screen();
    click(&mut harness, badge);
    harness.get_by_label("Who answers the phone");
    harness.get_by_label("Resolve").click();
    harness.run();
    assert!(harness.query_by_label("Who answers the phone").is_none(), "nothing open is left");
    assert_eq!(harness.state().selected_names(), ["Sales"]);
}

#[test]
fn the_list_of_a_badge_has_only_the_notes_that_may_be_seen() {
    let mut stage = Stage::chain();
    let sales = stage.map.parties_named("Sales").next().unwrap().id;
    let texts =
        [(Visibility::Room, "Who answers the phone"), (Visibility::Facilitator, "Conflict with Planner")];
    let mut ids = SequentialIds::after(500);
    for (visibility, text) in texts {
        let note = Note::new(ids.note(), NoteSubject::Party(sales), NoteKind::Question, text);
        perform(&mut stage.map, &Command::AddNote(Note { visibility, ..note })).unwrap();
    }
    let mut harness = on_stage(Stage::new(stage.map));
    let badge = harness.state().badge_on_screen();
    click(&mut harness, badge);
    harness.get_by_label("Conflict with Planner");
    harness.state_mut().notes = NotesShown::ForTheRoom;
    harness.run();
    harness.get_by_label("Who answers the phone");
    assert!(harness.query_by_label("Conflict with Planner").is_none());
}

#[test]
fn what_was_typed_is_kept_when_one_clicks_elsewhere() {
    let mut harness = on_stage(Stage::chain());
    double_click(&mut harness, pos2(500.0, 150.0));
    type_text(&mut harness, "Depot");
    click(&mut harness, pos2(40.0, 650.0));
    harness.get_by_label("Depot");
    assert_eq!(harness.state().steps, 1);
}

#[test]
fn a_chain_is_typed_without_the_mouse() {
    let mut harness = on_stage(Stage::chain());
    harness.get_by_label("Planner").click();
    harness.run();
    harness.state_mut().act(Action::AddCustomerOf);
    harness.run();
    type_text(&mut harness, "Warehouse");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "order list");
    press(&mut harness, Key::Enter);
    harness.get_by_label("Planner → Warehouse: order list");
    harness.state_mut().act(Action::AddCustomerOf);
    harness.run();
    type_text(&mut harness, "hom");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "delivery");
    press(&mut harness, Key::Enter);
    harness.get_by_label("Warehouse → Homeowner: delivery");
    assert_eq!(harness.state().map.parties().len(), 4, "the homeowner was there already");
}

#[test]
fn a_rectangle_that_takes_in_more_in_every_frame_selects_all_that_is_in_it() {
    let mut harness = on_stage(Stage::chain());
    harness.get_by_label("Homeowner").click(); // the canvas has the keyboard
    harness.run();
    let corners = ["Planner", "Sales", "Homeowner"].map(|name| harness.get_by_label(name).rect());
    harness.drag_at(corners[0].left_top() - vec2(40.0, 40.0));
    for corner in corners {
        harness.hover_at(corner.right_bottom() + vec2(30.0, 30.0));
        harness.step();
    }
    harness.drop_at(corners[2].right_bottom() + vec2(30.0, 30.0));
    harness.run();
    let mut selected = harness.state().selected_names();
    selected.sort();
    assert_eq!(selected, ["Homeowner", "Planner", "Sales", "offer", "weekly plan"]);
    assert!(harness.try_run().is_ok(), "and rests");
}

#[test]
fn a_drag_moves_a_party_in_one_step() {
    let mut harness = on_stage(Stage::chain());
    let before = harness.state().place_of("Sales");
    let from = harness.get_by_label("Sales").rect().center();
    drag(&mut harness, from, from + vec2(40.0, 120.0));
    let after = harness.state().place_of("Sales");
    assert!((after.y - before.y - 120.0).abs() < 10.0, "{before:?} to {after:?}");
    assert_eq!(harness.state().steps, 1);
    assert!(harness.try_run().is_ok());
}

#[test]
fn escape_in_a_drag_puts_everything_back() {
    let mut harness = on_stage(Stage::chain());
    let before = harness.state().place_of("Sales");
    let from = harness.get_by_label("Sales").rect().center();
    harness.drag_at(from);
    harness.hover_at(from + vec2(0.0, 90.0));
    harness.run();
    assert!(harness.state().canvas.is_mid_gesture());
    harness.state_mut().act(Action::Cancel);
    harness.drop_at(from + vec2(0.0, 90.0));
    harness.run();
    assert_eq!(harness.state().place_of("Sales"), before);
    assert_eq!(harness.state().steps, 0);
}

#[test]
fn a_supply_is_drawn_from_the_handle_of_a_box() {
    let mut harness = on_stage(Stage::chain());
    let box_of_planner = harness.get_by_label("Planner").rect();
    harness.hover_at(box_of_planner.center());
    harness.run();
    let handle = box_of_planner.right_center() + vec2(12.0, 0.0);
    let goal = harness.get_by_label("Homeowner").rect().center();
    drag(&mut harness, handle, goal);
    type_text(&mut harness, "care");
    press(&mut harness, Key::Enter);
    harness.get_by_label("Planner → Homeowner: care");
}

#[test]
fn a_map_for_reading_only_stays_as_it_is() {
    let mut harness = on_stage(Stage::chain());
    harness.state_mut().is_read_only = true;
    let from = harness.get_by_label("Sales").rect().center();
    drag(&mut harness, from, from + vec2(40.0, 120.0));
    double_click(&mut harness, pos2(500.0, 150.0));
    assert_eq!(harness.state().steps, 0);
    assert!(!harness.state().canvas.is_editing_text());
}

#[test]
fn a_screen_reader_hears_what_a_party_is_and_can_select_it() {
    let mut harness = on_stage(Stage::chain());
    let node = harness.get_by_label("Sales");
    let description = node.accesskit_node().description().unwrap();
    assert!(description.contains("offer") && description.contains("Homeowner"), "{description}");
    node.click_accesskit();
    harness.run();
    assert_eq!(harness.state().selected_names(), ["Sales"]);
    harness.get_by_label("Homeowner").focus();
    harness.run();
    assert_eq!(harness.state().selected_names(), ["Homeowner"], "what has the keyboard is selected");
}

#[test]
fn the_tab_key_walks_in_reading_order_while_nothing_is_selected() {
    let mut harness = on_stage(Stage::chain());
    click(&mut harness, pos2(30.0, 30.0));
    press(&mut harness, Key::Tab);
    assert_eq!(harness.state().selected_names(), ["Planner"], "the first in the chain");
}

#[test]
fn what_has_the_keyboard_keeps_it_when_it_leaves_the_view() {
    let mut harness = on_stage(Stage::chain());
    harness.get_by_label("Planner").click();
    harness.run();
    assert!(harness.get_by_label("Planner").is_focused());
    let wheel = egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 5000.0),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
    };
    harness.event(wheel);
    harness.run_steps(60);
    assert!(harness.query_by_label("Sales").is_none(), "it is out of view");
    assert!(harness.get_by_label("Planner").is_focused());
}

#[test]
fn ctrl_and_wheel_zoom_at_the_pointer() {
    let mut harness = on_stage(Stage::chain());
    let pointer = harness.get_by_label("Homeowner").rect().center();
    let before = harness.get_by_label("Homeowner").rect();
    harness.hover_at(pointer);
    harness.run();
    let wheel = egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 100.0),
        phase: TouchPhase::Move,
        modifiers: Modifiers::CTRL,
    };
    harness.event_modifiers(wheel, Modifiers::CTRL);
    harness.run_steps(30);
    let after = harness.get_by_label("Homeowner").rect();
    // e^(points / 200), as everywhere in egui, and not twice that.
    let grown = after.width() / before.width();
    assert!((grown - 0.5_f32.exp()).abs() < 0.05, "grew by {grown}");
    assert!(after.center().distance(pointer) < 3.0);
}

/// A finger on the screen, as the window system reports it: the first one moves the pointer too.
fn touch(harness: &mut Harness<'_, Stage>, finger: u64, phase: TouchPhase, pos: Pos2) {
    let (device_id, id) = (egui::TouchDeviceId(1), egui::TouchId::from(finger));
    harness.event(egui::Event::Touch { device_id, id, phase, pos, force: None });
    if finger == 1 {
        let button = |pressed| egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        harness.event(egui::Event::PointerMoved(pos));
        match phase {
            TouchPhase::Start => harness.event(button(true)),
            TouchPhase::End => {
                harness.event(button(false));
                harness.event(egui::Event::PointerGone);
            }
            TouchPhase::Move | TouchPhase::Cancel => {}
        }
    }
    harness.step();
}

#[test]
fn a_tap_selects_and_two_taps_make_a_role() {
    let mut harness = on_stage(Stage::chain());
    let sales = harness.get_by_label("Sales").rect().center();
    touch(&mut harness, 1, TouchPhase::Start, sales);
    touch(&mut harness, 1, TouchPhase::End, sales);
    harness.run();
    assert_eq!(harness.state().selected_names(), ["Sales"]);
    let blank = pos2(500.0, 150.0);
    for slip in [0.0, 15.0] {
        touch(&mut harness, 1, TouchPhase::Start, blank + vec2(slip, 0.0));
        touch(&mut harness, 1, TouchPhase::End, blank + vec2(slip, 0.0));
    }
    harness.run();
    assert!(harness.state().canvas.is_editing_text(), "fingers are not exact");
}

#[test]
fn a_finger_that_rests_opens_the_menu_and_lifting_it_leaves_it_open() {
    for frames_until_lifted in [35, 90] {
        let mut harness = on_stage(Stage::chain());
        let sales = harness.get_by_label("Sales").rect().center();
        touch(&mut harness, 1, TouchPhase::Start, sales);
        touch(&mut harness, 1, TouchPhase::Move, sales + vec2(3.0, 2.0));
        harness.run_steps(20);
        assert!(harness.query_by_label_contains("Customer of this").is_none(), "not yet");
        harness.run_steps(frames_until_lifted);
        harness.get_by_label_contains("Customer of this");
        touch(&mut harness, 1, TouchPhase::End, sales);
        harness.run();
        harness.get_by_label_contains("Customer of this");
        assert_eq!((harness.state().selected_names(), harness.state().steps), (vec!["Sales".to_owned()], 0));
    }
}

#[test]
fn a_finger_that_moves_drags_and_opens_no_menu() {
    let mut harness = on_stage(Stage::chain());
    let sales = harness.get_by_label("Sales").rect().center();
    touch(&mut harness, 1, TouchPhase::Start, sales);
    for step in 1..=4 {
        touch(&mut harness, 1, TouchPhase::Move, sales + vec2(0.0, 25.0 * step as f32));
    }
    harness.run_steps(60);
    assert!(harness.query_by_label_contains("Customer of this").is_none());
    touch(&mut harness, 1, TouchPhase::End, sales + vec2(0.0, 100.0));
    harness.run();
    assert_eq!(harness.state().steps, 1, "it is moved");
}

#[test]
fn two_fingers_pan_and_pinch_and_move_no_party() {
    let mut harness = on_stage(Stage::chain());
    let before = harness.get_by_label("Sales").rect();
    let (one, two) = (before.center(), before.center() + vec2(0.0, 120.0));
    touch(&mut harness, 1, TouchPhase::Start, one);
    touch(&mut harness, 2, TouchPhase::Start, two);
    for step in 1..=5 {
        let way = vec2(12.0, 6.0) * step as f32;
        touch(&mut harness, 1, TouchPhase::Move, one + way);
        touch(&mut harness, 2, TouchPhase::Move, two + way);
    }
    let panned = harness.get_by_label("Sales").rect();
    assert!((panned.center() - before.center() - vec2(60.0, 30.0)).length() < 16.0, "{before} {panned}");
    for step in 1..=5 {
        let spread = vec2(0.0, 12.0 * step as f32);
        touch(&mut harness, 1, TouchPhase::Move, one + vec2(60.0, 30.0) - spread);
        touch(&mut harness, 2, TouchPhase::Move, two + vec2(60.0, 30.0) + spread);
    }
    let zoomed = harness.get_by_label("Sales").rect();
    assert!(zoomed.width() > before.width() * 1.4, "{before} {zoomed}");
    touch(&mut harness, 2, TouchPhase::End, two);
    touch(&mut harness, 1, TouchPhase::End, one);
    harness.run();
    assert!(harness.query_by_label_contains("Customer of this").is_none());
    assert_eq!(harness.state().steps, 0);
}

fn click(harness: &mut Harness<'_, Stage>, at: Pos2) {
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

fn right_click(harness: &mut Harness<'_, Stage>, at: Pos2) {
    for pressed in [true, false] {
        let button = egui::PointerButton::Secondary;
        harness.event(egui::Event::PointerMoved(at));
        harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
    }
    harness.run();
}

fn double_click(harness: &mut Harness<'_, Stage>, at: Pos2) {
    for _ in 0..2 {
        harness.drag_at(at);
        harness.drop_at(at);
    }
    harness.run();
}

fn drag(harness: &mut Harness<'_, Stage>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.drag_at(from);
    for part in 1..=4 {
        harness.hover_at(from.lerp(to, part as f32 / 4.0));
    }
    harness.drop_at(to);
    harness.run();
}

fn press(harness: &mut Harness<'_, Stage>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn type_text(harness: &mut Harness<'_, Stage>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}
