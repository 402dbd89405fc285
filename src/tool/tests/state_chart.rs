use super::Driver;
use crate::action::{Action, Modifiers};
use crate::model::{PartyKind, Point};
use crate::tool::{Button, EntryEnd, Pointer, ToolEvent};
use proptest::prelude::*;

const MAKE_ROOM: Modifiers = Modifiers { command: true, shift: true, alt: true };

/// Every state there is, how one gets there, and what it is about.
fn states() -> Vec<(&'static str, Driver, Option<&'static str>)> {
    let map = || Driver::on_a_small_map().with_team("Back office", &["Payroll"]);
    vec![
        ("idle", map(), None),
        ("pointing at the canvas", map().press_at(100.0, 200.0), None),
        ("pointing at a party", map().press_on("Sales"), Some("Sales")),
        ("pointing at a supply", map().press_at(200.0, 0.0), Some("Sales")),
        ("pointing at a label", map().press_at(150.0, 0.0), Some("Sales")),
        ("pointing at a handle", map().move_to(300.0, 0.0).press_at(372.0, 0.0), Some("Sales")),
        ("pointing at an end", map().click_at(150.0, 0.0).press_at(240.0, 0.0), Some("Sales")),
        ("pointing at a frame", map().press_at(0.0, 352.0), Some("Back office")),
        ("pointing at a corner", map().click_at(0.0, 352.0).press_at(84.0, 448.0), Some("Back office")),
        ("panning", map().with_button(Button::Middle).press_at(0.0, 0.0).drag_to(50.0, 50.0), None),
        ("marquee", map().press_at(100.0, 200.0).drag_to(700.0, -100.0), None),
        ("moving", map().press_on("Sales").drag_to(300.0, 90.0), Some("Sales")),
        ("copying", map().hold(Modifiers::ALT).press_on("Sales").drag_to(300.0, 90.0), Some("Sales")),
        ("room is made", map().hold(MAKE_ROOM).press_at(150.0, 100.0).drag_to(250.0, 110.0), None),
        ("moving a team", map().press_at(0.0, 352.0).drag_to(90.0, 352.0), Some("Payroll")),
        ("connecting", map().move_to(300.0, 0.0).press_at(372.0, 0.0).drag_to(500.0, 200.0), Some("Sales")),
        ("attaching", map().click_at(150.0, 0.0).press_at(240.0, 0.0).drag_to(200.0, 200.0), Some("Planner")),
        (
            "resizing",
            map().click_at(0.0, 352.0).press_at(84.0, 448.0).drag_to(200.0, 500.0),
            Some("Back office"),
        ),
        ("placing", map().ask(Action::AddRole), None),
        ("naming a new role", map().double_click_at(100.0, 200.0).type_text("New"), None),
        ("renaming", map().double_click_on("Sales").type_text("New"), Some("Sales")),
        ("naming a supply", map().double_click_at(150.0, 0.0).type_text("new"), Some("Sales")),
        (
            "naming a customer",
            map().click_on("Sales").ask(Action::AddCustomerOf).type_text("New"),
            Some("Sales"),
        ),
        ("connecting by key", map().click_on("Sales").ask(Action::Connect), Some("Sales")),
        ("writing a note", map().click_on("Sales").ask(Action::AddNote).type_text("late"), Some("Sales")),
    ]
}

#[test]
fn the_way_there_leads_there() {
    for (name, driver, _) in states() {
        let state = format!("{:?}", driver.tool.state);
        let expected = match name.split(' ').next() {
            Some("idle") => "Idle",
            Some("pointing") => "Pointing",
            Some("panning") => "Panning",
            Some("marquee") => "Marquee",
            Some("moving" | "copying") => "Moving",
            Some("connecting") if name.ends_with("key") => "Writing(",
            Some("connecting" | "attaching") => "Connecting",
            Some("room") => "MakingRoom",
            Some("resizing") => "Resizing",
            Some("placing") => "Placing",
            _ => "Writing(",
        };
        assert!(state.starts_with(expected), "{name}: {state}");
        let about = name.strip_prefix("pointing at ").and_then(|target| target.rsplit(' ').next());
        let target = about.map(|word| match word {
            "end" => "SupplyEnd".to_owned(),
            "frame" => "TeamFrame".to_owned(),
            "corner" => "TeamCorner".to_owned(),
            word => word[..1].to_uppercase() + &word[1..],
        });
        assert!(target.is_none_or(|target| state.contains(&format!("target: {target}"))), "{name}: {state}");
    }
}

#[test]
fn every_state_has_a_hint() {
    for (name, driver, _) in states() {
        for is_read_only in [false, true] {
            let hint = driver.tool.hint(is_read_only);
            assert!(hint.ends_with('.') && hint.chars().count() < 100, "{name}: {hint}");
        }
    }
}

#[test]
fn a_map_that_cannot_be_changed_offers_no_change() {
    let idle = states().remove(0).1;
    let hint = idle.tool.hint(true);
    assert!(!hint.contains("new role") && !hint.contains("rename"), "{hint}");
}

#[test]
fn escape_leaves_every_state_with_nothing_changed() {
    for (name, driver, _) in states() {
        let before = driver.map.clone();
        let mut driver = driver.escape();
        assert!(driver.tool.is_idle(), "{name}");
        assert!(driver.map == before && driver.undo_steps == 0, "{name}");
        let preview = driver.preview();
        assert!(preview.places.is_empty() && preview.ghosts.is_empty() && preview.link.is_none(), "{name}");
    }
}

#[test]
fn a_button_let_go_after_escape_changes_nothing() {
    for (name, driver, _) in states() {
        let before = driver.map.clone();
        let driver = driver.escape().release();
        assert!(driver.map == before && driver.tool.is_idle(), "{name}");
    }
}

#[test]
fn losing_the_focus_gives_up_gestures_and_keeps_what_is_typed() {
    for (name, driver, _) in states() {
        let typed = driver.tool.entry().is_some_and(|entry| !entry.text.is_empty());
        let driver = driver.send(ToolEvent::FocusLost);
        assert!(driver.tool.is_idle(), "{name}");
        assert_eq!(driver.undo_steps, usize::from(typed), "{name}");
    }
}

#[test]
fn what_a_state_is_about_may_vanish() {
    for (name, driver, about) in states() {
        let Some(about) = about else { continue };
        let lost = driver.party(about);
        let driver = driver.lose(lost);
        assert!(driver.tool.is_idle(), "{name}");
        let driver = driver.move_to(500.0, 500.0).release().click_at(300.0, 0.0);
        assert_eq!((driver.undo_steps, driver.refusals), (0, 0), "{name}");
    }
}

#[test]
fn everything_may_vanish_in_every_state() {
    for (name, driver, _) in states() {
        let driver = driver.lose_all();
        let driver = driver.move_to(10.0, 10.0).send(ToolEvent::Commit(EntryEnd::Done)).release();
        assert_eq!(driver.refusals, 0, "{name}");
    }
}

/// Actions that a stray finger asks for: bare letters, Enter, Delete and the like.
fn stray_keys() -> impl Iterator<Item = Action> {
    let is_bare = |action: &Action| action.about().shortcuts.iter().any(|keys| !keys.modifiers.command);
    Action::ALL.iter().copied().filter(is_bare)
}

/// Whether a text stands somewhere on the map, or is still being typed.
fn is_kept(driver: &Driver, text: &str) -> bool {
    driver.tool.entry().is_some_and(|entry| entry.text == text)
        || driver.has(text)
        || driver.map.supplies().any(|supply| supply.what == text)
        || driver.map.notes().any(|note| note.text == text)
}

#[test]
fn a_stray_key_in_any_state_changes_no_name_and_loses_no_text() {
    for (name, driver, _) in states() {
        let typed = driver.tool.entry().map(|entry| entry.text.clone()).filter(|text| !text.is_empty());
        for key in stray_keys() {
            let selected = driver.selected();
            let driver = driver.clone().ask(key);
            // Delete takes what is selected, with what was just typed on it.
            let takes_it = key == Action::Cancel || key == Action::Delete && !selected.is_empty();
            if let Some(typed) = typed.as_ref().filter(|_| !takes_it) {
                assert!(is_kept(&driver, typed), "{name}, {key:?}: “{typed}” is lost");
            }
            for party in ["Planner", "Sales", "Homeowner", "Payroll", "Back office"] {
                let is_renamed = name == "renaming" && party == "Sales"; // and that is what was typed
                let is_deleted = key == Action::Delete && selected.iter().any(|name| name == party);
                assert!(driver.has(party) || is_renamed || is_deleted, "{name}, {key:?}: {party} is lost");
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Hand {
    Move(f32, f32),
    Press(Button, u8),
    Release(Button),
    Hold(Modifiers),
    Ask(Action),
    Type(String),
    Commit(EntryEnd),
    Cancel,
    FocusLost,
    LeaveCanvas,
    KeysReleased,
    Tick,
}

fn hand() -> impl Strategy<Value = Hand> {
    let button =
        prop_oneof![5 => Just(Button::Primary), 1 => Just(Button::Secondary), 1 => Just(Button::Middle)];
    let end = prop_oneof![
        Just(EntryEnd::Done),
        Just(EntryEnd::NextCustomer),
        Just(EntryEnd::NextSupplier),
        Just(EntryEnd::Left)
    ];
    // Places where things are, so that most presses hit something.
    let x = prop_oneof![Just(0.0_f32), Just(72.0), Just(150.0), Just(240.0), Just(300.0), -200.0..800.0_f32];
    let y = prop_oneof![Just(0.0_f32), Just(352.0), Just(400.0), -200.0..600.0_f32];
    prop_oneof![
        6 => (x, y).prop_map(|(x, y)| Hand::Move(x, y)),
        4 => (button.clone(), 1..3_u8).prop_map(|(button, clicks)| Hand::Press(button, clicks)),
        3 => button.prop_map(Hand::Release),
        1 => (any::<bool>(), any::<bool>(), any::<bool>())
            .prop_map(|(command, shift, alt)| Hand::Hold(Modifiers { command, shift, alt })),
        4 => prop::sample::select(Action::ALL.to_vec()).prop_map(Hand::Ask),
        2 => "(|New|Sales|a \\(buyer\\)|! late)".prop_map(Hand::Type),
        2 => end.prop_map(Hand::Commit),
        1 => Just(Hand::Cancel),
        1 => Just(Hand::FocusLost),
        1 => Just(Hand::LeaveCanvas),
        1 => Just(Hand::KeysReleased),
        1 => Just(Hand::Tick),
    ]
}

/// Does it, and returns how many undo steps it may take at most: one, or two where keeping a typed text comes first.
fn make(driver: Driver, hand: &Hand, at: &mut Point, held: &mut Modifiers) -> Driver {
    let pointer = |button, clicks, at: Point, held| Pointer {
        at,
        on_screen: at,
        button,
        modifiers: held,
        is_space_held: false,
        clicks,
    };
    match hand {
        Hand::Move(x, y) => {
            *at = Point::new(*x, *y);
            driver.send(ToolEvent::Moved(pointer(Button::Primary, 1, *at, *held)))
        }
        Hand::Press(button, clicks) => driver.send(ToolEvent::Pressed(pointer(*button, *clicks, *at, *held))),
        Hand::Release(button) => driver.send(ToolEvent::Released(pointer(*button, 1, *at, *held))),
        Hand::Hold(modifiers) => {
            *held = *modifiers;
            driver
        }
        Hand::Ask(action) => driver.ask(*action),
        Hand::Type(text) if driver.tool.entry().is_some() => driver.type_text(text),
        Hand::Type(_) => driver,
        Hand::Commit(end) => driver.send(ToolEvent::Commit(*end)),
        Hand::Cancel => driver.send(ToolEvent::Cancel),
        Hand::FocusLost => driver.send(ToolEvent::FocusLost),
        Hand::LeaveCanvas => driver.send(ToolEvent::Left),
        Hand::KeysReleased => driver.send(ToolEvent::KeysReleased),
        Hand::Tick => driver.send(ToolEvent::Tick(0.016)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_hands_do_each_thing_is_at_most_one_step(hands in prop::collection::vec(hand(), 1..80)) {
        let mut driver = Driver::on_a_small_map().with_team("Back office", &["Payroll"]);
        let (mut at, mut held) = (Point::default(), Modifiers::NONE);
        for hand in &hands {
            let steps = driver.undo_steps;
            let was_typing = driver.tool.entry().is_some();
            driver = make(driver, hand, &mut at, &mut held);
            let most = 1 + usize::from(was_typing);
            prop_assert!(driver.undo_steps - steps <= most, "{hand:?} took {} steps", driver.undo_steps - steps);
        }
        prop_assert!(driver.send(ToolEvent::Cancel).tool.is_idle());
    }

    #[test]
    fn gestures_that_are_all_given_up_change_nothing(
        gestures in prop::collection::vec(prop::collection::vec((-200.0..800.0_f32, -200.0..600.0_f32), 1..5), 1..20),
        button in prop::sample::select(vec![Button::Primary, Button::Secondary, Button::Middle]),
        alt in any::<bool>(),
    ) {
        let mut driver = Driver::on_a_small_map()
            .with(PartyKind::Role, "Clerk", 300.0, 200.0)
            .with_button(button)
            .hold(Modifiers { alt, ..Modifiers::NONE });
        let before = driver.map.clone();
        for gesture in gestures {
            driver = driver.press_at(gesture[0].0, gesture[0].1);
            for (x, y) in &gesture[1..] {
                driver = driver.drag_to(*x, *y);
            }
            driver = driver.escape().release();
        }
        prop_assert!(driver.map == before);
        prop_assert_eq!(driver.undo_steps, 0);
    }

    #[test]
    fn bare_keys_never_change_a_name(actions in prop::collection::vec(prop::sample::select(Action::ALL.to_vec()), 1..40)) {
        let mut driver = Driver::on_a_small_map().click_on("Sales");
        for action in actions.into_iter().filter(|action| *action != Action::Delete) {
            driver = driver.ask(action);
        }
        for name in ["Planner", "Sales", "Homeowner", "Payroll"] {
            prop_assert!(driver.has(name));
        }
    }
}
