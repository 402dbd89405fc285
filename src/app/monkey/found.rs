//! What such play has found, each by itself.

use super::gesture::{Deed, Gesture, Spot, Then};
use super::play::{Play, key_events, letter_events};
use crate::action::Action;
use egui::{Event, Key, Modifiers, PointerButton};

const AT_ONCE: usize = 1_000;

fn keys(play: &mut Play, keys: &[(Modifiers, Key)]) {
    let events: Vec<Event> = keys.iter().flat_map(|(held, key)| key_events(*held, *key, 0)).collect();
    play.frame(&events);
    play.come_to_rest();
}

#[test]
fn what_one_key_selects_is_what_the_next_one_removes_in_the_same_frame_too() {
    let mut play = Play::begin(3);
    keys(&mut play, &[(Modifiers::COMMAND, Key::A), (Modifiers::NONE, Key::Delete)]);
    assert_eq!(play.map().parties().len(), 0);
}

#[test]
fn what_is_clicked_is_what_is_removed_in_the_same_frame_too() {
    let mut play = Play::begin(3);
    let before = play.map().clone();
    let mut names = before.parties().filter(|party| party.name.starts_with("Party")).map(|party| &party.name);
    let (first, second) = (names.next().unwrap(), names.last().unwrap());
    for (name, then) in [(first, Vec::new()), (second, key_events(Modifiers::NONE, Key::Delete, 0))] {
        let at = play.box_of(name).center();
        let mut events = Play::click_events(at, PointerButton::Primary, Modifiers::NONE, 1);
        events.extend(then);
        play.frame(&events);
        play.come_to_rest();
    }
    assert!(play.map().parties_named(first).next().is_some(), "it was selected before");
    assert!(play.map().parties_named(second).next().is_none());
}

#[test]
fn a_name_typed_right_after_the_key_that_asks_for_it_is_whole() {
    let mut play = Play::begin(3);
    let mut events = key_events(Modifiers::NONE, Key::Enter, 0);
    events.extend("Depot".chars().flat_map(letter_events));
    events.extend(key_events(Modifiers::NONE, Key::Enter, 0));
    play.frame(&events);
    play.come_to_rest();
    assert!(play.map().parties_named("Depot").next().is_some());
}

#[test]
fn held_arrows_move_as_far_when_frames_are_slow() {
    let moved_by = |at_once: usize| {
        let mut play = Play::begin(3);
        let at = play.box_of("Party 5").center();
        let click = Play::click_events(at, PointerButton::Primary, Modifiers::NONE, 1);
        play.frame(&click);
        play.come_to_rest();
        play.make(&Gesture { deed: Deed::Key(Modifiers::NONE, Key::ArrowDown, 5), at_once, rest: 1 });
        play.come_to_rest();
        let party = play.map().parties_named("Party 5").next().unwrap();
        party.place
    };
    assert_eq!(moved_by(1), moved_by(AT_ONCE));
}

#[test]
fn a_rectangle_that_adds_to_a_selection_forgets_what_goes_meanwhile() {
    let mut play = Play::begin(3);
    keys(&mut play, &[(Modifiers::COMMAND, Key::A)]);
    let (from, to) = (Spot::Canvas(0.01, 0.01), Spot::Canvas(0.4, 0.4));
    let then = Then::Key(Key::Delete);
    let (button, modifiers) = (PointerButton::Primary, Modifiers::SHIFT);
    play.make(&Gesture {
        deed: Deed::Drag { from, to, parts: 3, button, modifiers, then },
        at_once: 1,
        rest: 1,
    });
    play.look();
}

#[test]
fn what_is_open_on_the_map_is_put_away_when_something_else_is_shown() {
    for action in [Action::ShowChain, Action::ShowMatrix, Action::ShowTable] {
        let mut play = Play::begin(3);
        let at = play.box_of("Party 5").center();
        let menu = Play::click_events(at, PointerButton::Secondary, Modifiers::NONE, 1);
        play.frame(&menu);
        play.come_to_rest();
        play.make(&Gesture { deed: Deed::Ask(action), at_once: 1, rest: 1 });
        play.come_to_rest();
        assert!(!play.situation().is_menu_open, "{action:?}");
        let mut play = Play::begin(3);
        let name = Play::click_events(at, PointerButton::Primary, Modifiers::NONE, 2);
        play.frame(&name);
        play.come_to_rest();
        assert!(play.situation().is_editing_text);
        play.make(&Gesture { deed: Deed::Type("Depot"), at_once: 1, rest: 1 });
        play.make(&Gesture { deed: Deed::Ask(action), at_once: 1, rest: 1 });
        play.come_to_rest();
        assert!(!play.situation().is_editing_text, "{action:?}");
        assert!(play.map().parties_named("Depot").next().is_some(), "{action:?}: what was typed is kept");
    }
}

#[test]
fn the_quick_entry_is_closed_beside_the_table_as_beside_the_map() {
    let mut play = Play::begin(3);
    keys(&mut play, &[(Modifiers::COMMAND, Key::Num5)]);
    play.make(&Gesture { deed: Deed::Paste("Depot -> Crew: boards"), at_once: 1, rest: 2 });
    keys(&mut play, &[(Modifiers::NONE, Key::Escape)]);
    play.look();
}

#[test]
fn a_drag_beside_an_open_menu_closes_it() {
    let mut play = Play::begin(3);
    let at = play.box_of("Party 5").center();
    let menu = Play::click_events(at, PointerButton::Secondary, Modifiers::NONE, 1);
    play.frame(&menu);
    play.come_to_rest();
    assert!(play.situation().is_menu_open);
    let (from, to) = (Spot::Canvas(0.02, 0.02), Spot::Canvas(0.1, 0.3));
    let (button, modifiers, then) = (PointerButton::Primary, Modifiers::NONE, Then::LetGo);
    play.make(&Gesture {
        deed: Deed::Drag { from, to, parts: 3, button, modifiers, then },
        at_once: 1,
        rest: 1,
    });
    play.come_to_rest();
    assert!(!play.situation().is_menu_open);
}

#[test]
fn what_enter_adds_is_added_though_escape_closes_the_quick_entry_at_once() {
    let mut play = Play::begin(3);
    play.make(&Gesture { deed: Deed::Paste("Depot -> Crew: boards"), at_once: 1, rest: 3 });
    keys(&mut play, &[(Modifiers::NONE, Key::Enter), (Modifiers::NONE, Key::Escape)]);
    assert!(play.map().parties_named("Depot").next().is_some());
}
