//! The whole window as a person meets it: found by name, clicked, typed into, closed and opened again.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod hands;

use baton::action::{Action, ActionGroup};
use baton::app::App;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use hands::{CTRL, draw_a_chain, empty_window, enter, press, shows, type_text, wait_until, window};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// Selects the first thing of this name that can be found, if there is one.
fn pick(window: &mut Harness<'_, App>, name: &str) {
    if let Some(row) = window.query_all_by_label(name).next() {
        row.click();
    }
    window.run();
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_file(window: &mut Harness<'_, App>, path: &Path) {
    window.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    window.run();
}

#[test]
fn the_first_start_shows_a_sample() {
    let home = TempDir::new().unwrap();
    let window = window(&home, None);
    assert!(shows(&window, "Homeowner") && shows(&window, "Saved, untitled"));
}

#[test]
fn draw_connect_note_trace_undo_all_redo_all_and_open_again() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    assert!(shows(&window, "2 parties · 1 supply"));
    window.get_by_label("Planner → Homeowner: weekly plan");

    press(&mut window, Modifiers::NONE, Key::T);
    assert!(shows(&window, "Planner → weekly plan → Homeowner, who buys."));
    press(&mut window, Modifiers::NONE, Key::T);
    assert!(!shows(&window, "who buys."));

    for _ in 0..10 {
        press(&mut window, CTRL, Key::Z);
    }
    assert!(shows(&window, "0 parties"), "everything is taken back");
    for _ in 0..10 {
        press(&mut window, CTRL, Key::Y);
    }
    assert!(shows(&window, "2 parties · 1 supply"), "everything is made again");

    drop(window);
    let mut again = hands::window(&home, None);
    assert!(shows(&again, "2 parties · 1 supply"), "everything is in the file");
    again.get_by_label("Planner → Homeowner: weekly plan");
    press(&mut again, CTRL, Key::Z);
    assert!(shows(&again, "Undone: Add note"), "and so is what can be undone");
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let home = TempDir::new().unwrap();
    let mut window = window(&home, None);
    assert!(window.try_run().is_ok_and(|frames| frames <= 2));
    pick(&mut window, "Planning");
    assert!(window.try_run().is_ok_and(|frames| frames <= 2), "nor with something selected");
}

#[test]
fn every_action_stands_in_its_menu() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    for group in ActionGroup::ALL.into_iter().filter(|group| group.is_in_menu_bar()) {
        pick(&mut window, group.name()); // the menus come before all other buttons
        for action in Action::ALL.iter().filter(|action| action.group() == group) {
            let around = match action {
                Action::RoomLarger | Action::RoomSmaller | Action::RoomFit => Some("Names for the room"),
                Action::FlowRight | Action::FlowDown => Some("Flow"),
                Action::ThemeSystem | Action::ThemeLight | Action::ThemeDark | Action::ThemeHighContrast => {
                    Some("Theme")
                }
                _ => None,
            };
            if let Some(menu) = around.filter(|_| !shows(&window, action.name())) {
                window.get_by_label_contains(menu).click_accesskit(); // it may be below the window
                window.run();
            }
            assert!(shows(&window, action.name()), "{} is not in the menu {}", action.name(), group.name());
        }
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn a_diagram_that_is_dropped_on_the_window_is_shown_before_it_is_imported() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    let diagram = home.path().join("flow.mmd");
    std::fs::write(&diagram, "flowchart LR\n  Sales -->|kitchen| H([Homeowner]):::buyer\n").unwrap();
    press(&mut window, Modifiers::NONE, Key::Slash);
    type_text(&mut window, "half a state");
    drop_file(&mut window, &diagram);
    wait_until(&mut window, "Makes 2 parties and 1 supply.");
    assert!(shows(&window, "A diagram: boxes are parties"));
    window.get_by_label("Import").click();
    wait_until(&mut window, "2 parties · 1 supply");
    window.get_by_label("Sales → Homeowner: kitchen");
    assert!(
        window.query_all_by_value("flow").next().is_some(),
        "an empty map gets the name of the file as its title"
    );
    assert!(
        window.query_all_by_value("half a state").next().is_some(),
        "what was being typed is still there"
    );
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, CTRL, Key::Z);
    assert!(shows(&window, "0 parties"), "it is one step");
}

#[test]
fn a_map_that_goes_because_nothing_was_done_in_it_is_not_offered_again() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home); // instead of the sample, which nobody has touched
    assert!(shows(&window, "Three ways to begin") && !shows(&window, "Or go on with"));
    press(&mut window, CTRL, Key::N);
    assert!(!shows(&window, "Or go on with"));
    enter_role(&mut window, "Depot");
    press(&mut window, CTRL, Key::N);
    assert!(shows(&window, "Or go on with"), "the one with a depot stays");
}

/// Draws one role.
fn enter_role(window: &mut Harness<'_, App>, name: &str) {
    press(window, Modifiers::NONE, Key::Enter);
    enter(window, name);
}

#[test]
fn menus_are_as_tall_as_their_rows() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    pick(&mut window, "File");
    window.get_by_label_contains("Preferences…").click();
    window.run();
    assert!(shows(&window, "The mouse wheel zooms"), "the pointer reaches the last rows");
}

#[test]
fn every_action_can_be_asked_for_and_leaves_a_window_that_works() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    for action in Action::ALL.iter().filter(|action| !asks_the_system(**action)) {
        pick(&mut window, "Planner");
        window.state_mut().ask_for(*action);
        window.step(); // carried out before any key is pressed
        for _ in 0..3 {
            window.key_press(Key::Escape); // out of whatever has opened
        }
        let _ = window.try_run();
        assert!(shows(&window, "Sav"), "{action:?}");
    }
}

/// These open a dialog of the system, which no test may wait for.
fn asks_the_system(action: Action) -> bool {
    use Action::{
        ExportCard, ExportData, ExportMatrix, ExportTable, ImportTable, MoveFile, OpenMap, Quit, SaveCopy,
    };
    matches!(
        action,
        OpenMap
            | ImportTable
            | SaveCopy
            | MoveFile
            | ExportCard
            | ExportData
            | ExportMatrix
            | ExportTable
            | Quit
    )
}

#[test]
fn a_file_that_is_no_map_is_refused_in_words_and_changes_nothing() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    let bad = home.path().join("photo.baton");
    std::fs::write(&bad, b"\x89PNG\r\n\x1a\n and so on").unwrap();
    drop_file(&mut window, &bad);
    assert!(shows(&window, "The map could not be opened") && shows(&window, "Nothing was changed"));
    window.get_by_label("OK").click();
    window.run();
    assert!(shows(&window, "2 parties · 1 supply"), "the map is still there");
    assert_eq!(std::fs::read(&bad).unwrap(), b"\x89PNG\r\n\x1a\n and so on");
}

#[test]
fn a_table_is_shown_before_anything_is_made_and_is_one_step() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    let table = home.path().join("chain.csv");
    std::fs::write(&table, "supplier,customer,what\nSawmill,Joiner,boards\nJoiner,Tenant,shelves\n").unwrap();
    drop_file(&mut window, &table);
    wait_until(&mut window, "Makes 3 parties and 2 supplies");
    assert!(shows(&window, "0 parties · 0 supplies"), "nothing is made yet");
    window.get_by_label("Import").click();
    wait_until(&mut window, "3 parties · 2 supplies");
    press(&mut window, CTRL, Key::Z);
    assert!(shows(&window, "0 parties · 0 supplies"));
}

#[test]
fn a_text_typed_in_the_inspector_is_one_edit_and_survives_a_click_elsewhere() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    window.get_by_label("Held by").focus();
    window.run();
    type_text(&mut window, "Ada");
    // Another party is selected while the text is still open.
    window.get_by_label("Homeowner").click();
    window.run();
    window.get_by_label("Planner").click();
    window.run();
    assert_eq!(window.get_by_label("Held by").value().as_deref(), Some("Ada"));
    press(&mut window, CTRL, Key::Z);
    assert!(shows(&window, "Undone: Set holder"));
}

#[test]
fn the_palette_finds_commands_and_parties() {
    let home = TempDir::new().unwrap();
    let mut window = window(&home, None);
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "keyb short");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(shows(&window, "Keyboard and mouse"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, CTRL, Key::F);
    enter(&mut window, "homeow");
    assert!(shows(&window, "External customer who buys"), "it is selected");
}

/// Makes the note that stands on the planner one that only the facilitator may see.
fn keep_the_note_from_the_room(window: &mut Harness<'_, App>) {
    press(window, CTRL, Key::F);
    enter(window, "late on Mondays");
    window.get_by_role_and_label(Role::ComboBox, "Who may see it").click();
    window.run();
    window.get_by_label("Facilitator only").click();
    window.run();
}

#[test]
fn presenting_shows_nothing_but_the_map_and_editing_goes_on() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    press(&mut window, Modifiers::NONE, Key::F5);
    for hidden in ["File", "Held by", "2 parties", "Who may see it"] {
        assert!(!shows(&window, hidden), "{hidden}");
    }
    window.get_by_label("Planner").click();
    window.run();
    press(&mut window, Modifiers::NONE, Key::T);
    assert!(shows(&window, "Planner → weekly plan → Homeowner, who buys."), "the trace is for the room");
    press(&mut window, Modifiers::NONE, Key::F2);
    enter(&mut window, "Scheduler");
    press(&mut window, Modifiers::NONE, Key::Tab);
    enter(&mut window, "Crew");
    enter(&mut window, "shift list");
    window.get_by_label("Scheduler → Crew: shift list");

    press(&mut window, Modifiers::NONE, Key::F5);
    assert!(shows(&window, "File") && shows(&window, "3 parties · 2 supplies"));
}

#[test]
fn what_only_the_facilitator_may_see_is_nowhere_while_presenting() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    keep_the_note_from_the_room(&mut window);
    assert!(has_text(&window, "late on Mondays"), "it is selected");
    assert!(describes_planner(&window).contains("1 note"));

    press(&mut window, Modifiers::NONE, Key::F5); // with the note selected
    assert!(!describes_planner(&window).contains("note"), "no badge counts it");
    press(&mut window, Modifiers::NONE, Key::F2);
    assert!(!shows(&window, "late on Mondays") && !has_text(&window, "late on Mondays"), "nor opens");
    press(&mut window, CTRL, Key::F);
    type_text(&mut window, "late");
    assert!(!shows(&window, "late on Mondays"), "nor is it found");
    press(&mut window, Modifiers::NONE, Key::Escape);

    press(&mut window, Modifiers::NONE, Key::F5);
    assert!(describes_planner(&window).contains("1 note"), "it is still there");
}

#[test]
fn a_note_that_is_being_edited_is_kept_and_closed_before_the_room_looks_on() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    keep_the_note_from_the_room(&mut window);
    window.state_mut().ask_for(Action::Rename);
    window.run();
    assert!(has_text(&window, "late on Mondays"));
    type_text(&mut window, "late on Fridays");
    press(&mut window, Modifiers::NONE, Key::F5);
    press(&mut window, Modifiers::NONE, Key::F2);
    assert!(!has_text(&window, "late on Fridays") && !shows(&window, "late on Fridays"));
    press(&mut window, Modifiers::NONE, Key::F5);
    press(&mut window, CTRL, Key::F);
    type_text(&mut window, "Fridays");
    assert!(shows(&window, "late on Fridays"), "what was typed is kept");
}

#[test]
fn the_way_back_from_presenting_is_escape_or_the_palette_and_the_sheet_names_it() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    press(&mut window, Modifiers::NONE, Key::F5);
    press(&mut window, Modifiers::SHIFT, Key::Questionmark);
    assert!(shows(&window, "Keyboard and mouse") && shows(&window, "Present"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, CTRL, Key::K);
    enter(&mut window, "view present");
    assert!(shows(&window, "File"), "chosen in the palette");

    press(&mut window, Modifiers::NONE, Key::F5);
    window.get_by_label("Planner").click();
    window.run();
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!shows(&window, "File"), "Escape leaves the selection first");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(shows(&window, "File"));
}

#[test]
fn the_window_is_as_full_after_presenting_as_it_was_before() {
    let home = TempDir::new().unwrap();
    for was_full in [false, true] {
        let mut window = empty_window(&home);
        set_full_screen(&mut window, was_full);
        assert_eq!(full_screen_asked_by_f5(&mut window), (!was_full).then_some(true));
        set_full_screen(&mut window, true);
        assert_eq!(full_screen_asked_by_f5(&mut window), (!was_full).then_some(false));
    }
}

/// What is said aloud about the planner on the map.
fn describes_planner(window: &Harness<'_, App>) -> String {
    let nodes = window.query_all_by_label("Planner");
    nodes.filter_map(|node| node.accesskit_node().description()).collect()
}

fn has_text(window: &Harness<'_, App>, text: &str) -> bool {
    window.query_all_by_value(text).next().is_some()
}

fn set_full_screen(window: &mut Harness<'_, App>, is_full: bool) {
    for viewport in window.input_mut().viewports.values_mut() {
        viewport.fullscreen = Some(is_full);
    }
}

/// What the window system is told about the full screen.
fn full_screen_asked_by_f5(window: &mut Harness<'_, App>) -> Option<bool> {
    window.key_press(Key::F5);
    (0..3).find_map(|_| {
        window.step();
        let windows = window.output().viewport_output.values();
        windows.flat_map(|output| &output.commands).find_map(|command| match command {
            egui::ViewportCommand::Fullscreen(is_full) => Some(*is_full),
            _ => None,
        })
    })
}

#[test]
fn the_findings_ask_and_show_the_place_on_the_map() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, CTRL, Key::Num3);
    assert!(shows(&window, "Questions appear here as the map grows."));
    draw_a_chain(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    enter(&mut window, "Archivist");
    press(&mut window, CTRL, Key::Num2);
    let question = "Archivist reaches nobody outside";
    window.query_all_by_label_contains(question).next().unwrap().click();
    window.run();
    assert!(shows(&window, "1 selected of 3 parties"), "it is selected, and the map is back");
    window.get_by_label_contains(" questions").click();
    window.run();
    assert!(!shows(&window, question), "the count in the status line closes and opens the list");
}

#[test]
fn the_keyboard_goes_to_the_findings_and_chooses_one() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    press(&mut window, CTRL, Key::Num3);
    press(&mut window, CTRL, Key::Num1);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!shows(&window, "selected of"));
    press(&mut window, Modifiers::NONE, Key::F6);
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(shows(&window, "selected of 2 parties"), "the first question is chosen");
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert!(shows(&window, "selected of 2 parties · 1 supply"), "a list deletes nothing");
    press(&mut window, Modifiers::NONE, Key::F6);
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert!(!shows(&window, "2 parties · 1 supply"), "the canvas has the keyboard again");
}

#[test]
fn tidying_is_seen_on_its_way_is_one_step_and_shows_everything_at_its_end() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    press(&mut window, Modifiers::NONE, Key::Enter);
    enter(&mut window, "Planner");
    press(&mut window, CTRL, Key::ArrowUp);
    type_text(&mut window, "Sales");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    let across = |window: &Harness<'_, App>, name| window.get_by_label(name).rect().center().x;
    let apart = |window: &Harness<'_, App>| across(window, "Sales") - across(window, "Planner");
    assert!(apart(&window).abs() < 1.0, "Sales stands above");
    window.state_mut().ask_for(Action::Tidy);
    let mut seen = Vec::new();
    for _ in 0..400 {
        window.step();
        seen.push(apart(&window));
        std::thread::yield_now();
    }
    window.run();
    let end = apart(&window);
    assert!(end > 100.0, "a customer stands right of its supplier");
    let on_the_way = seen.iter().filter(|x| **x > 1.0 && **x < end - 1.0).count();
    assert!(on_the_way >= 3, "{on_the_way} pictures in between");
    press(&mut window, CTRL, Key::Z);
    assert!(apart(&window).abs() < 1.0, "one step back and Sales stands above again");
}
