use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// A map with parties, one of them selected, on the canvas.
fn drawing() -> Situation {
    Situation {
        has_map: true,
        parties: 3,
        selected_parties: 1,
        can_undo: true,
        can_redo: true,
        is_on_canvas: true,
        ..Situation::default()
    }
}

fn typing() -> Situation {
    Situation { is_editing_text: true, ..drawing() }
}

fn press(text: &str) -> KeyPress {
    let mut modifiers = Modifiers::NONE;
    let mut key = text;
    while let Some((word, rest)) = key.split_once('+').filter(|(_, rest)| !rest.is_empty()) {
        match word {
            "Ctrl" => modifiers.command = true,
            "Shift" => modifiers.shift = true,
            other => panic!("unknown modifier {other}"),
        }
        key = rest;
    }
    let key = match key {
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "F2" => Key::Function(2),
        "F5" => Key::Function(5),
        "F6" => Key::Function(6),
        "Delete" => Key::Delete,
        "Right" => Key::Right,
        one if one.chars().count() == 1 => match one.chars().next() {
            Some(c @ 'A'..='Z') => Key::Letter(c),
            Some(c @ '0'..='9') => Key::Digit(c as u8 - b'0'),
            Some(c) => Key::Sign(c),
            None => unreachable!(),
        },
        other => panic!("unknown key {other}"),
    };
    KeyPress::new(modifiers, key)
}

#[test]
fn every_action_has_a_name_in_sentence_case_and_a_tooltip() {
    for action in Action::ALL {
        let (name, tooltip) = (action.name(), action.tooltip());
        assert!(name.starts_with(char::is_uppercase), "{action:?}: {name}");
        assert!(!name.ends_with('.') && !name.contains("..."), "{action:?}: {name}");
        assert!(tooltip.starts_with(char::is_uppercase) && tooltip.ends_with('.'), "{action:?}: {tooltip}");
    }
}

#[test]
fn names_are_told_apart_in_the_palette() {
    let names: BTreeSet<_> = Action::ALL.iter().map(|action| (action.group(), action.name())).collect();
    assert_eq!(names.len(), Action::ALL.len());
}

#[test]
fn no_two_actions_share_a_shortcut() {
    let mut owners = BTreeMap::new();
    for action in Action::ALL {
        for shortcut in action.about().shortcuts {
            if let Some(other) = owners.insert(*shortcut, action) {
                panic!("{} asks for {other:?} and {action:?}", shortcut.text(Keyboard::Pc));
            }
        }
    }
}

#[test]
fn every_group_has_actions_and_they_stand_together() {
    let mut groups: Vec<_> = Action::ALL.iter().map(|action| action.group()).collect();
    groups.dedup();
    assert_eq!(groups, ActionGroup::ALL);
}

#[test]
fn keys_ask_for_what_the_product_says() {
    let table = [
        ("R", Action::AddRole),
        ("C", Action::AddCustomer),
        ("S", Action::AddSupplier),
        ("M", Action::AddTeam),
        ("Tab", Action::AddCustomerOf),
        ("Shift+Tab", Action::AddSupplierOf),
        ("Enter", Action::AddNext),
        ("Ctrl+Right", Action::AddRight),
        ("L", Action::Connect),
        ("F2", Action::Rename),
        ("N", Action::AddNote),
        ("D", Action::SelectDownstream),
        ("Shift+U", Action::SelectAllUpstream),
        ("Delete", Action::Delete),
        ("Ctrl+D", Action::Duplicate),
        ("Ctrl+Z", Action::Undo),
        ("Ctrl+Shift+Z", Action::Redo),
        ("Ctrl+Y", Action::Redo),
        ("Ctrl+Shift+L", Action::Tidy),
        ("T", Action::ToggleTrace),
        ("?", Action::ShortcutSheet),
        ("Ctrl+0", Action::ZoomActual),
        ("Ctrl++", Action::ZoomIn),
        ("Ctrl+Shift++", Action::ZoomIn),
        ("Shift+1", Action::ZoomAll),
        ("F5", Action::Present),
    ];
    for (keys, action) in table {
        assert_eq!(Action::for_key(&press(keys), &drawing()), Some(action), "{keys}");
    }
}

#[test]
fn shift_and_one_is_found_by_its_place_on_the_keyboard() {
    let exclamation =
        KeyPress { physical: Some(Key::Digit(1)), ..KeyPress::new(Modifiers::SHIFT, Key::Sign('!')) };
    assert_eq!(Action::for_key(&exclamation, &drawing()), Some(Action::ZoomAll));
}

#[test]
fn a_text_under_edit_keeps_its_keys() {
    for keys in ["R", "Shift+R", "?", "0", "Enter", "Tab", "Delete", "Ctrl+A", "Ctrl+Z", "Ctrl+Right", "-"] {
        assert_eq!(Action::for_key(&press(keys), &typing()), None, "{keys}");
    }
    assert_eq!(Action::for_key(&press("Ctrl+F"), &typing()), Some(Action::Find));
    assert_eq!(Action::for_key(&press("F6"), &typing()), Some(Action::NextArea));
}

#[test]
fn no_bare_letter_does_anything_while_a_text_is_edited() {
    for action in Action::ALL {
        for shortcut in action.about().shortcuts.iter().filter(|s| !s.modifiers.command) {
            let is_function_key = matches!(shortcut.key, Key::Function(_));
            assert!(is_function_key || shortcut.belongs_to_text(), "{action:?}");
        }
    }
}

#[test]
fn lists_and_buttons_keep_bare_keys_and_arrows() {
    let in_a_list = Situation { is_on_canvas: false, ..drawing() };
    for keys in ["R", "Enter", "Tab", "Delete", "Right", "Ctrl+Right"] {
        assert_eq!(Action::for_key(&press(keys), &in_a_list), None, "{keys}");
    }
    assert_eq!(Action::for_key(&press("Ctrl+Z"), &in_a_list), Some(Action::Undo));
}

#[test]
fn in_the_outline_letters_and_delete_mean_what_they_mean_on_the_canvas() {
    let in_the_outline = Situation { is_on_canvas: false, is_in_outline: true, ..drawing() };
    for (keys, action) in [("N", Action::AddNote), ("T", Action::ToggleTrace), ("Delete", Action::Delete)] {
        assert_eq!(Action::for_key(&press(keys), &in_the_outline), Some(action), "{keys}");
    }
    for keys in ["Enter", "Tab", "Right", "Ctrl+Right"] {
        assert_eq!(Action::for_key(&press(keys), &in_the_outline), None, "{keys}: the list needs it");
    }
}

#[test]
fn nothing_changes_a_map_that_is_read_only_and_nothing_works_behind_a_dialog() {
    let read_only = Situation { is_read_only: true, ..drawing() };
    for action in [Action::AddRole, Action::Delete, Action::Undo, Action::Tidy, Action::NudgeLeft] {
        assert!(!action.is_available(&read_only), "{action:?}");
    }
    assert!(Action::ToggleTrace.is_available(&read_only));
    let asked = Situation { is_dialog_open: true, ..drawing() };
    assert!(Action::ALL.iter().all(|action| !action.is_available(&asked)));
}

#[test]
fn without_a_map_one_can_begin_and_leave() {
    for action in [Action::NewMap, Action::OpenMap, Action::OpenSample, Action::Quit, Action::ShowAbout] {
        assert!(action.is_available(&Situation::default()), "{action:?}");
    }
}

#[test]
fn while_presenting_nothing_is_offered_that_could_not_be_seen() {
    let on_stage = Situation { is_presenting: true, ..drawing() };
    for action in [Action::ToggleOutline, Action::ToggleInspector, Action::RenameMap] {
        assert!(action.is_available(&drawing()) && !action.is_available(&on_stage), "{action:?}");
    }
    assert!(Action::AddNote.is_available(&on_stage) && Action::CommandPalette.is_available(&on_stage));
}

#[test]
fn nothing_is_undone_in_the_middle_of_a_gesture() {
    let dragging = Situation { is_mid_gesture: true, ..drawing() };
    assert!(!Action::Undo.is_available(&dragging) && !Action::Redo.is_available(&dragging));
}

#[test]
fn shortcuts_are_written_as_the_platform_writes_them() {
    let shortcut = Shortcut::new(Modifiers::COMMAND_SHIFT, Key::Letter('E'));
    assert_eq!(shortcut.text(Keyboard::Pc), "Ctrl+Shift+E");
    assert_eq!(shortcut.text(Keyboard::Mac), "⇧⌘E");
    assert_eq!(Shortcut::new(Modifiers::NONE, Key::Sign('-')).text(Keyboard::Pc), "−");
}

#[test]
fn what_lasts_as_long_as_a_key_is_held_is_told_by_the_key() {
    assert_eq!(Action::held_by(Key::Letter('K')), Some(Action::PointOut));
    assert_eq!(Action::held_by(Key::Letter('R')), None);
}
