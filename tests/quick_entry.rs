//! Typing and pasting whole statements in the window: who supplies whom with what.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod hands;

use baton::action::Action;
use baton::app::App;
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use hands::{empty_window, press, wait_until};
use tempfile::TempDir;

fn send(window: &mut Harness<'_, App>, event: Event) {
    window.event(event);
    window.run();
}

fn count(window: &Harness<'_, App>, text: &str) -> usize {
    window.query_all_by_label_contains(text).count()
}

/// What went to the clipboard in the last frame.
fn copied_text(window: &Harness<'_, App>) -> Option<String> {
    window.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn a_statement_is_shown_before_it_is_made_and_is_one_step() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, Modifiers::NONE, Key::Slash);
    send(&mut window, Event::Text("Planner -> Sales -> Homeowner (buyer)".to_owned()));
    assert_eq!(count(&window, "Makes 3 parties and 2 supplies."), 1);
    assert_eq!(count(&window, "0 parties"), 1, "nothing is made yet");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "3 parties · 2 supplies");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window, "0 parties"), 1);
}

#[test]
fn statements_follow_one_another_and_what_is_there_is_told_before_it_is_used() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, Modifiers::NONE, Key::Slash);
    send(&mut window, Event::Text("Planner -> Sales: plan".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "2 parties · 1 supply");
    assert_eq!(count(&window, "Made 2 parties and 1 supply."), 1, "the line is still open");
    send(&mut window, Event::Text("Sales -> Homeowner (buyer): kitchen".to_owned()));
    assert_eq!(count(&window, "On the map already"), 1);
    assert_eq!(count(&window, "Homeowner (buyer)"), 1);
    assert_eq!(count(&window, "Sales → kitchen → Homeowner"), 1);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(count(&window, "3 parties · 2 supplies"), 1, "few are placed at once");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window, "2 parties · 1 supply"), 1);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(count(&window, "Close"), 0);
}

#[test]
fn tab_completes_a_name_that_is_on_the_map_and_else_goes_on() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, Modifiers::NONE, Key::Slash);
    send(&mut window, Event::Text("Planner -> Sales".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "2 parties · 1 supply");
    send(&mut window, Event::Text("Sal".to_owned()));
    assert_eq!(count(&window, "Tab for"), 1);
    press(&mut window, Modifiers::NONE, Key::Tab);
    send(&mut window, Event::Text(" -> Homeowner (buyer)".to_owned()));
    assert_eq!(count(&window, "Tab for"), 0, "a new name");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "3 parties · 2 supplies");
    send(&mut window, Event::Text("Zz".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert!(window.get_by_label("Add").is_focused(), "Tab is not a trap");
}

#[test]
fn a_line_that_cannot_be_read_stays_while_the_others_are_added() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    send(&mut window, Event::Paste("Planner -> Sales\nDepot -> \nSales -> Homeowner (buyer)".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "3 parties · 2 supplies");
    assert_eq!(count(&window, "Line 1:"), 1);
    press(&mut window, Modifiers::NONE, Key::End);
    send(&mut window, Event::Text("Planner".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "4 parties · 3 supplies");
}

#[test]
fn what_was_typed_is_there_again_after_a_look_at_the_map() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, Modifiers::NONE, Key::Slash);
    send(&mut window, Event::Text("Planner -> Sal".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Slash);
    send(&mut window, Event::Text("es".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "2 parties · 1 supply");
}

#[test]
fn a_line_that_makes_no_sense_says_why_and_escape_makes_nothing() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, Modifiers::NONE, Key::Slash);
    send(&mut window, Event::Text("Planner -> ".to_owned()));
    assert!(count(&window, "Line 1:") > 0);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(count(&window, "0 parties"), 1);
}

#[test]
fn pasted_text_is_looked_at_first_and_what_was_copied_is_put_in() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    send(&mut window, Event::Paste("Planner -> Sales: plan\nSales -> Homeowner: kitchen".to_owned()));
    assert_eq!(count(&window, "Makes 3 parties and 2 supplies."), 1);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "3 parties · 2 supplies");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.event(Event::Copy);
    let copied = (0..5).find_map(|_| {
        window.step();
        copied_text(&window)
    });
    let copied = copied.expect("a text on the clipboard");
    assert!(copied.contains("Planner -> Sales: plan"), "{copied}");
    send(&mut window, Event::Paste(copied));
    assert_eq!(count(&window, "6 parties · 4 supplies"), 1);
    window.state_mut().ask_for(Action::Undo);
    window.run();
    assert_eq!(count(&window, "3 parties · 2 supplies"), 1);
}

#[test]
fn keys_that_come_in_one_frame_are_taken_in_order() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, Modifiers::NONE, Key::Slash);
    let enter = |modifiers| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    window.event(Event::Text("Planner -> Sales".to_owned()));
    window.event(enter(Modifiers::SHIFT));
    window.event(Event::Text("Payroll -> Clerk".to_owned()));
    window.event(enter(Modifiers::NONE));
    window.run();
    wait_until(&mut window, "4 parties · 2 supplies");
}

#[test]
fn what_is_pasted_into_the_open_line_and_what_is_undone_beside_it_lose_nothing() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, Modifiers::NONE, Key::Slash);
    send(&mut window, Event::Text("Planner -> Sales".to_owned()));
    hands::click(&mut window, egui::pos2(420.0, 250.0)); // the map has the keyboard
    send(&mut window, Event::Paste("Sales -> Homeowner (buyer)".to_owned()));
    assert_eq!(count(&window, "Makes 3 parties and 2 supplies."), 1, "what was typed is still there");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait_until(&mut window, "3 parties · 2 supplies");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window, "Made 3 parties"), 0, "what is taken back is not told as made");
}
