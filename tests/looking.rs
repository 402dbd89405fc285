//! Looking about on the map, and showing it to a room: what the room sees, and what it must never see.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod hands;

use baton::app::App;
use baton::model::{Point, Rect};
use baton::scene::{Scene, Theme};
use baton::ui::present::{Lead, Projector, RoomLook};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, ViewportClass, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use hands::{
    CTRL, click, draw_a_chain, empty_window, enter, hold, key_event, press, shows, texts_painted, type_text,
};
use tempfile::TempDir;

const ROOM: &str = "The map for the room";

/// Where the room's picture is; in a test it is a window inside the window.
fn room(window: &Harness<'_, App>) -> egui::Rect {
    window.get_by_role_and_label(Role::Image, ROOM).rect()
}

fn seen_by_the_room(window: &Harness<'_, App>) -> Vec<String> {
    let area = room(window);
    texts_painted(window, area)
}

fn open_projector(window: &mut Harness<'_, App>) {
    press(window, Modifiers::SHIFT, Key::F5);
    window.run();
}

#[test]
fn the_projector_shows_the_map_and_what_is_drawn_appears_on_it() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    assert!(window.query_by_label(ROOM).is_none());
    open_projector(&mut window);
    assert!(seen_by_the_room(&window).contains(&"Planner".to_owned()));
    window.get_by_label("Homeowner").click();
    window.run();
    press(&mut window, Modifiers::NONE, Key::F2);
    enter(&mut window, "Tenant");
    assert!(seen_by_the_room(&window).contains(&"Tenant".to_owned()));
    open_projector(&mut window);
    assert!(window.query_by_label(ROOM).is_none(), "again: closed");
}

#[test]
fn nothing_that_is_for_the_facilitator_only_is_on_the_projector() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    open_projector(&mut window);
    let with_the_note = seen_by_the_room(&window);
    assert!(with_the_note.contains(&"!".to_owned()), "a problem for the room: {with_the_note:?}");
    open_projector(&mut window); // it would lie over the list
    press(&mut window, CTRL, Key::F);
    enter(&mut window, "late on Mondays");
    window.get_by_role_and_label(Role::ComboBox, "Who may see it").click();
    window.run();
    window.get_by_label("Facilitator only").click();
    window.run();
    assert!(window.query_all_by_value("late on Mondays").next().is_some(), "the facilitator reads it");
    open_projector(&mut window);
    let mut expected = with_the_note;
    expected.retain(|text| text != "!");
    assert_eq!(seen_by_the_room(&window), expected, "no badge, and the rest is as before");
}

#[test]
fn a_name_that_is_being_typed_is_not_for_the_room() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    open_projector(&mut window);
    let before = seen_by_the_room(&window);
    press(&mut window, Modifiers::NONE, Key::Tab);
    type_text(&mut window, "Crew of th");
    assert!(window.query_all_by_value("Crew of th").next().is_some(), "it is being typed");
    assert_eq!(seen_by_the_room(&window), before);
    press(&mut window, Modifiers::NONE, Key::Escape);
}

#[test]
fn with_two_windows_nothing_is_drawn_while_nothing_happens() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    open_projector(&mut window);
    window.run_steps(20); // the controls have faded
    assert!(window.try_run().is_ok_and(|frames| frames <= 2));
}

#[test]
fn while_k_is_held_everybody_sees_where_the_pointer_is() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    let says = "Everybody sees where you point";
    window.hover_at(window.get_by_label("Planner").rect().center());
    hold(&mut window, Key::K, true);
    assert!(shows(&window, says));
    window.event(key_event(Key::K, true, true));
    window.run();
    assert!(shows(&window, says), "a keyboard that repeats changes nothing");
    hold(&mut window, Key::K, false);
    assert!(!shows(&window, says));

    hold(&mut window, Key::K, true);
    window.event(Event::WindowFocused(false));
    window.run();
    assert!(!shows(&window, says), "who has gone elsewhere points at nothing");

    press(&mut window, Modifiers::NONE, Key::F2);
    hold(&mut window, Key::K, true);
    assert!(!shows(&window, says), "in a text it is a letter");
}

#[test]
fn in_the_room_all_is_as_large_as_it_needs_and_afterwards_as_before() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    let scale = |window: &Harness<'_, App>| window.ctx.zoom_factor();
    let larger =
        |window: &mut Harness<'_, App>| press(window, Modifiers::COMMAND | Modifiers::ALT, Key::Plus);
    larger(&mut window);
    assert_eq!(scale(&window), 1.0, "nobody is looking on");
    press(&mut window, Modifiers::NONE, Key::F5);
    for _ in 0..9 {
        larger(&mut window);
    }
    assert_eq!(scale(&window), 2.5);
    press(&mut window, Modifiers::NONE, Key::F5);
    assert_eq!(scale(&window), 1.0);
    press(&mut window, Modifiers::NONE, Key::F5);
    assert_eq!(scale(&window), 2.5, "the room is the same");
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::Num0);
    assert_eq!(scale(&window), 1.0);
}

/// The projector's window for itself, with an empty map.
struct OwnWindow {
    projector: Projector,
    look: RoomLook,
    lead: Lead,
    scene: Scene,
    wishes: Vec<baton::action::Action>,
}

fn own_window(follows: bool, text: Option<f32>) -> Harness<'static, OwnWindow> {
    let look = RoomLook { follows, text, wheel_zooms: true, is_calm: true };
    let all = Rect::new(Point::new(-2000.0, -1000.0), Point::new(2000.0, 1000.0));
    let lead = Lead { visible: Some(all), bounds: Some(all), ..Lead::default() };
    let state = OwnWindow {
        projector: Projector::new(look),
        look,
        lead,
        scene: Scene::default(),
        wishes: Vec::new(),
    };
    let mut window = Harness::builder().with_size([800.0, 600.0]).build_ui_state(
        |ui, window: &mut OwnWindow| {
            window.projector.follow(window.look, window.lead);
            window.projector.show(ui, &window.scene, &Theme::light(), ViewportClass::Deferred);
            window.wishes.extend(window.projector.take_wishes());
        },
        state,
    );
    window.run();
    window
}

fn lead_to(window: &mut Harness<'_, OwnWindow>, x: f32, y: f32) {
    let corner = Point::new(x, y);
    window.state_mut().lead.visible = Some(Rect::new(corner, corner.moved(400.0, 300.0)));
    window.run();
}

#[test]
fn who_follows_sees_what_the_first_window_shows() {
    let mut window = own_window(true, None);
    assert!(window.state().projector.camera().visible().contains_rect(window.state().lead.bounds.unwrap()));
    lead_to(&mut window, 700.0, 200.0);
    let seen = window.state().projector.camera().visible();
    assert!(
        seen.grown(0.5).contains_rect(window.state().lead.visible.unwrap()) && seen.width() < 450.0,
        "{seen:?}"
    );
}

#[test]
fn names_of_a_set_size_stay_so_large_wherever_the_room_is_led() {
    let mut window = own_window(true, Some(1.5));
    lead_to(&mut window, 700.0, 200.0);
    let camera = window.state().projector.camera();
    assert_eq!((camera.zoom(), camera.center()), (1.5, Point::new(900.0, 350.0)));
    // What is worked on is brought into the picture, where the first window shows more than the room sees.
    let wide = Rect::new(Point::new(-2000.0, -1000.0), Point::new(2000.0, 1000.0));
    let place = Rect::new(Point::new(-1500.0, 0.0), Point::new(-1400.0, 50.0));
    window.state_mut().lead = Lead { visible: Some(wide), attention: Some(place), ..window.state().lead };
    window.run();
    let camera = window.state().projector.camera();
    assert!(camera.visible().contains_rect(place) && camera.zoom() == 1.5);
}

#[test]
fn a_hand_in_its_window_gets_a_view_of_its_own() {
    use baton::action::Action;
    let mut window = own_window(true, None);
    let place = pos2(300.0, 200.0);
    window.drag_at(place);
    window.hover_at(place + egui::vec2(80.0, 40.0));
    window.drop_at(place + egui::vec2(80.0, 40.0));
    window.run();
    assert_eq!(window.state().wishes, [Action::ProjectorFollows]);
    window.state_mut().look.follows = false;
    let before = window.state().projector.camera().visible();
    lead_to(&mut window, 700.0, 200.0);
    assert_eq!(window.state().projector.camera().visible(), before, "the first window moves it no more");
}

#[test]
fn its_window_has_keys_of_its_own() {
    use baton::action::Action::{ProjectorFollows, RoomFit, RoomLarger, RoomSmaller, ToggleProjector};
    let table = [
        (Key::Escape, ToggleProjector),
        (Key::F, ProjectorFollows),
        (Key::Plus, RoomLarger),
        (Key::Minus, RoomSmaller),
        (Key::Num0, RoomFit),
    ];
    for (key, action) in table {
        let mut window = own_window(true, None);
        window.key_press(key);
        window.run();
        assert_eq!(window.state().wishes, [action], "{key:?}");
    }
    let mut window = own_window(true, None);
    window.event(key_event(Key::F11, true, false));
    window.step();
    let commands = window.output().viewport_output.values().flat_map(|output| &output.commands);
    assert!(commands.into_iter().any(|command| *command == egui::ViewportCommand::Fullscreen(true)));
}

#[test]
fn its_controls_can_be_clicked_and_fade_away() {
    let mut window = own_window(true, None);
    window.get_by_label("Follow").click();
    window.run();
    assert_eq!(window.state().wishes, [baton::action::Action::ProjectorFollows]);
    window.remove_cursor();
    window.ctx.memory_mut(egui::Memory::stop_text_input);
    window.run_steps(30);
    assert!(window.query_by_label("Follow").is_none());
    window.key_press(Key::Tab);
    window.run();
    assert!(window.query_by_label("Follow").is_some(), "a key brings them back");
}

fn box_of(window: &Harness<'_, App>, name: &str) -> egui::Rect {
    window.get_by_label(name).rect()
}

/// Planner → Homeowner seen so large that the homeowner is out of view, with the planner selected.
fn close_to_the_planner(window: &mut Harness<'_, App>) {
    draw_a_chain(window);
    window.get_by_label("Planner").click();
    window.run();
    for _ in 0..8 {
        press(window, CTRL, Key::Plus);
    }
    assert!(window.query_by_label("Homeowner").is_none(), "it is out of view");
}

#[test]
fn while_z_is_held_all_is_seen_and_who_lets_go_dives_to_the_pointer() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    close_to_the_planner(&mut window);
    let percent = window.query_all_by_label_contains(" %").next().unwrap();
    let zoom = percent.accesskit_node().label().unwrap();
    hold(&mut window, Key::Z, true);
    let small = box_of(&window, "Homeowner");
    assert!(!shows(&window, &zoom));
    window.event(key_event(Key::Z, true, true));
    window.run();
    assert_eq!(box_of(&window, "Homeowner"), small, "a keyboard that repeats changes nothing");
    window.hover_at(small.center());
    window.run();
    hold(&mut window, Key::Z, false);
    let large = box_of(&window, "Homeowner");
    assert!(large.contains(small.center()), "{large} is not where it was");
    assert!(shows(&window, &zoom), "as close as before");
}

#[test]
fn who_glances_and_gives_up_is_back_where_it_began() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    close_to_the_planner(&mut window);
    let before = box_of(&window, "Planner");
    let ends: [(&str, Event); 3] = [
        ("Escape", key_event(Key::Escape, true, false)),
        ("the window loses the keyboard", Event::WindowFocused(false)),
        ("the pointer leaves", Event::PointerGone),
    ];
    for (name, end) in ends {
        hold(&mut window, Key::Z, true);
        window.hover_at(box_of(&window, "Homeowner").center());
        window.run();
        window.event(end);
        window.run();
        hold(&mut window, Key::Z, false);
        let after = box_of(&window, "Planner");
        assert!(after.center().distance(before.center()) < 1.0, "{name}: {before} {after}");
    }
    window.get_by_label("Planner").click();
    press(&mut window, Modifiers::NONE, Key::F2);
    hold(&mut window, Key::Z, true);
    assert!(!shows(&window, "let go of Z"), "in a text it is a letter");
}

#[test]
fn alt_says_where_each_arrow_leads_and_back_leads_back() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    close_to_the_planner(&mut window);
    let before = box_of(&window, "Planner");
    assert!(!shows(&window, "Alt+→: Homeowner"));
    window.event(Event::ModifiersChanged(Modifiers::ALT));
    window.run();
    assert!(shows(&window, "Alt+→: Homeowner"));
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert!(!shows(&window, "Alt+→: Homeowner") && shows(&window, "External customer who buys"));
    press(&mut window, CTRL, Key::OpenBracket);
    assert!(box_of(&window, "Planner").center().distance(before.center()) < 1.0);
    press(&mut window, CTRL, Key::CloseBracket);
    assert!(shows(&window, "External customer who buys"), "forward again");
    let at = box_of(&window, "Homeowner").center();
    window.event(Event::PointerMoved(at));
    for pressed in [true, false] {
        let button = egui::PointerButton::Extra1;
        window.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
    }
    window.run();
    assert!(box_of(&window, "Planner").center().distance(before.center()) < 1.0, "the mouse goes back too");
}

#[test]
fn what_was_found_can_be_left_again() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    close_to_the_planner(&mut window);
    let before = box_of(&window, "Planner");
    press(&mut window, CTRL, Key::F);
    enter(&mut window, "Homeowner");
    assert!(shows(&window, "External customer who buys"));
    press(&mut window, CTRL, Key::OpenBracket);
    assert!(box_of(&window, "Planner").center().distance(before.center()) < 1.0);
}

#[test]
fn the_minimap_comes_when_there_is_more_than_can_be_seen_and_moves_the_view() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    close_to_the_planner(&mut window);
    press(&mut window, Modifiers::NONE, Key::Home);
    assert!(window.query_by_label("Minimap").is_none(), "all of it is seen");
    (0..8).for_each(|_| press(&mut window, CTRL, Key::Plus));
    let minimap = window.get_by_label("Minimap").rect();
    assert!(window.try_run().is_ok_and(|frames| frames <= 2), "it rests");
    click(&mut window, minimap.right_center() - egui::vec2(24.0, 0.0));
    box_of(&window, "Homeowner");
    press(&mut window, Modifiers::NONE, Key::F5);
    assert!(window.query_by_label("Minimap").is_none(), "a room does without");
    press(&mut window, Modifiers::NONE, Key::F5);
    window.state_mut().ask_for(baton::action::Action::ToggleMinimap);
    window.run();
    assert!(window.query_by_label("Minimap").is_none());
}

#[test]
fn the_minimap_can_be_moved_by_keys() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    close_to_the_planner(&mut window);
    let before = box_of(&window, "Planner");
    window.get_by_label("Minimap").focus();
    window.run();
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    let after = box_of(&window, "Planner");
    assert!(after.center().x < before.center().x - 100.0, "{before} {after}");
    assert!(shows(&window, "1 selected"), "nothing is nudged");
}

#[test]
fn what_was_chosen_shows_at_once_and_is_still_there_after_a_restart() {
    use baton::action::Action;
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    close_to_the_planner(&mut window);
    assert!(window.query_by_label("Minimap").is_some());
    press(&mut window, CTRL, Key::Comma);
    for choice in ["The mouse wheel zooms", "Show a minimap where the map is larger than the window"] {
        window.get_by_label(choice).click();
        window.run();
    }
    for choice in
        ["Move at once instead of gliding", "Show a handle for connecting on the box under the pointer"]
    {
        window.get_by_label(choice).click();
        window.run();
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Minimap").is_none(), "at once");
    window.state_mut().ask_for(Action::ThemeHighContrast);
    window.run();
    press(&mut window, Modifiers::NONE, Key::F5);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::Plus);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::Plus);
    press(&mut window, Modifiers::NONE, Key::F5);
    drop(window);
    let again =
        baton::platform::Preferences::load(&baton::platform::Folders::under(home.path()).preferences_file());
    assert_eq!(again.theme, baton::platform::ThemeChoice::HighContrast);
    assert!(again.wheel_zooms && again.reduced_motion && !again.minimap && !again.handles);
    assert_eq!(again.room_text, Some(1.25));
}

#[test]
fn however_large_the_text_is_a_dialog_keeps_its_buttons_in_reach() {
    let home = TempDir::new().unwrap();
    let mut window = empty_window(&home);
    draw_a_chain(&mut window);
    window.ctx.set_zoom_factor(2.5);
    window.run();
    let room = window.ctx.content_rect();
    for (modifiers, key, button) in [
        (CTRL, Key::Comma, "Close"),
        (CTRL | Modifiers::SHIFT, Key::E, "Save image…"),
        (Modifiers::NONE, Key::F1, "Close"),
    ] {
        press(&mut window, modifiers, key);
        let place = window.get_by_label(button).rect();
        assert!(room.contains_rect(place), "{button} of {key:?} at {place} in {room}");
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}
