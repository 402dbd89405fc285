use super::Driver;
use crate::action::{Action, Modifiers};
use crate::edit::SupplyEnd;
use crate::model::{Flow, NoteSubject, PartyKind, Point};
use crate::tool::{Button, Cursor, Outcome, Target, ToolEvent};

#[test]
fn clicks_select_and_shift_adds_or_takes_out() {
    let driver = Driver::on_a_small_map().click_on("Planner");
    assert_eq!(driver.selected(), ["Planner"]);
    let driver = driver.hold(Modifiers::SHIFT).click_on("Sales");
    assert_eq!(driver.selected(), ["Planner", "Sales"]);
    let driver = driver.click_on("Planner");
    assert_eq!(driver.selected(), ["Sales"]);
    let driver = driver.hold(Modifiers::NONE).click_at(150.0, 0.0);
    assert_eq!(driver.selected(), ["weekly plan"]);
    let driver = driver.click_at(100.0, 200.0);
    assert!(driver.selection.is_empty());
    assert_eq!(driver.undo_steps, 0);
}

#[test]
fn a_click_on_one_of_several_selected_selects_only_it() {
    let driver = Driver::on_a_small_map().ask(Action::SelectAll).click_on("Sales");
    assert_eq!(driver.selected(), ["Sales"]);
}

#[test]
fn a_drag_on_blank_selects_what_it_touches() {
    let driver = Driver::on_a_small_map().press_at(-100.0, -100.0).drag_to(250.0, 100.0);
    assert_eq!(driver.selected(), ["Planner", "Sales", "weekly plan"]);
    let driver = driver.drag_to(50.0, 100.0).release();
    assert_eq!(driver.selected(), ["Planner"]);
    let driver = driver.hold(Modifiers::SHIFT).press_at(-100.0, 300.0).drag_to(100.0, 500.0).release();
    assert_eq!(driver.selected(), ["Planner", "Payroll"]);
}

#[test]
fn a_given_up_rectangle_leaves_the_selection_as_it_was() {
    let driver = Driver::on_a_small_map().click_on("Payroll");
    let driver = driver.press_at(-100.0, -100.0).drag_to(700.0, 100.0).escape();
    assert_eq!(driver.selected(), ["Payroll"]);
}

#[test]
fn a_drag_moves_and_is_one_step() {
    let mut driver = Driver::on_a_small_map().press_on("Planner").drag_to(50.0, 70.0);
    let planner = driver.party("Planner");
    assert_eq!(driver.preview().places, [(planner, Point::new(50.0, 70.0))]);
    assert_eq!(driver.place("Planner"), Point::new(0.0, 0.0));
    let driver = driver.release();
    assert_eq!(driver.place("Planner"), Point::new(50.0, 70.0));
    assert_eq!(driver.undo_steps, 1);
    assert_eq!(driver.selected(), ["Planner"]);
}

#[test]
fn everything_selected_moves_along() {
    let driver = Driver::on_a_small_map().ask(Action::SelectAll).press_on("Planner").drag_to(10.0, 10.0);
    let driver = driver.release();
    assert_eq!(driver.place("Homeowner"), Point::new(610.0, 10.0));
    assert_eq!(driver.undo_steps, 1);
}

#[test]
fn a_slip_of_the_hand_moves_nothing() {
    let driver = Driver::on_a_small_map().press_on("Planner").move_to(2.0, 2.0).release();
    assert_eq!((driver.place("Planner"), driver.undo_steps), (Point::new(0.0, 0.0), 0));
}

#[test]
fn a_drag_back_to_its_start_is_no_step() {
    let driver = Driver::on_a_small_map().press_on("Planner").drag_to(90.0, 0.0).drag_to(0.0, 0.0).release();
    assert_eq!(driver.undo_steps, 0);
}

#[test]
fn shift_keeps_a_drag_on_one_axis() {
    let driver = Driver::on_a_small_map().press_on("Planner").hold(Modifiers::SHIFT);
    let driver = driver.drag_to(90.0, 40.0).release();
    assert_eq!(driver.place("Planner"), Point::new(90.0, 0.0));
}

#[test]
fn alt_drags_a_copy_with_the_supplies_between() {
    let driver = Driver::on_a_small_map().click_on("Planner").hold(Modifiers::SHIFT).click_on("Sales");
    let mut driver = driver.hold(Modifiers::ALT).press_on("Sales").drag_to(300.0, 200.0);
    assert_eq!(driver.preview().ghosts.len(), 2);
    assert_eq!(driver.tool.cursor(), Cursor::Copy);
    let driver = driver.release();
    assert_eq!(driver.map.parties_named("Planner").count(), 2);
    assert_eq!(driver.supplies().iter().filter(|line| line.ends_with("weekly plan")).count(), 2);
    assert_eq!(driver.supplies().iter().filter(|line| line.ends_with("kitchen")).count(), 1);
    assert_eq!((driver.undo_steps, driver.selection.len()), (1, 2));
}

#[test]
fn a_role_dropped_on_a_team_moves_in_and_dragged_out_it_leaves() {
    let map = Driver::on_a_small_map().with_team("Back office", &["Payroll"]);
    let mut driver = map.press_on("Planner").drag_to(70.0, 440.0);
    let team = driver.party("Back office");
    assert_eq!(driver.preview().drop_target, Some(team));
    let driver = driver.release();
    assert_eq!(driver.map.party(driver.party("Planner")).and_then(|party| party.team), Some(team));
    assert_eq!(driver.undo_steps, 1);
    let driver = driver.press_on("Planner").drag_to(900.0, -300.0).release();
    assert_eq!(driver.map.party(driver.party("Planner")).and_then(|party| party.team), None);
    assert_eq!(driver.place("Planner"), Point::new(900.0, -300.0));
}

#[test]
fn ctrl_keeps_a_member_in_its_team() {
    let driver = Driver::on_a_small_map().with_team("Back office", &["Payroll"]);
    let driver = driver.press_on("Payroll").hold(Modifiers::COMMAND).drag_to(900.0, 400.0).release();
    let team = driver.party("Back office");
    assert_eq!(driver.map.party(driver.party("Payroll")).and_then(|party| party.team), Some(team));
}

#[test]
fn an_external_customer_never_joins_a_team() {
    let driver = Driver::on_a_small_map().with_team("Back office", &["Payroll"]);
    let driver = driver.press_on("Homeowner").drag_to(0.0, 440.0).release();
    assert_eq!(driver.map.party(driver.party("Homeowner")).and_then(|party| party.team), None);
}

#[test]
fn a_team_moves_as_one() {
    let driver = Driver::on_a_small_map().with_team("Line", &["Planner", "Sales"]);
    let frame_title = Point::new(100.0, -48.0);
    let driver = driver.press_at(frame_title.x, frame_title.y).drag_to(100.0, 52.0).release();
    assert_eq!(driver.place("Planner"), Point::new(0.0, 100.0));
    assert_eq!(driver.place("Sales"), Point::new(300.0, 100.0));
    assert_eq!(driver.undo_steps, 1);
}

#[test]
fn the_handle_on_the_right_draws_a_supply_to_a_customer() {
    let mut driver = Driver::on_a_small_map().move_to(0.0, 400.0);
    assert_eq!(driver.preview().handles.len(), 2);
    let driver = driver.press_at(72.0, 400.0).drag_onto("Sales").release();
    assert_eq!(driver.supplies()[0], "Payroll -> Sales: ");
    let driver = driver.type_text("pay run").enter();
    assert_eq!(driver.supplies()[0], "Payroll -> Sales: pay run");
    assert_eq!(driver.undo_steps, 2);
}

#[test]
fn the_handle_on_the_left_draws_a_supply_from_a_supplier() {
    let driver = Driver::on_a_small_map().move_to(0.0, 400.0).press_at(-72.0, 400.0).drag_onto("Sales");
    let driver = driver.release().escape();
    assert!(driver.supplies().contains(&"Sales -> Payroll: ".to_owned()));
}

#[test]
fn a_supply_drawn_to_blank_makes_a_role_and_asks_its_name() {
    let driver = Driver::on_a_small_map().move_to(0.0, 400.0).press_at(72.0, 400.0).drag_to(300.0, 600.0);
    let driver = driver.release();
    assert_eq!(driver.undo_steps, 0);
    let driver = driver.type_text("Auditor").enter().type_text("pay slips").enter();
    assert!(driver.supplies().contains(&"Payroll -> Auditor: pay slips".to_owned()));
    assert_eq!(driver.place("Auditor"), Point::new(300.0, 600.0));
}

#[test]
fn a_link_needs_six_pixels() {
    let driver = Driver::on_a_small_map().move_to(0.0, 400.0).press_at(72.0, 400.0).move_to(77.0, 400.0);
    assert!(driver.release().tool.is_idle());
}

#[test]
fn handles_stay_away_from_small_boxes_and_maps_that_cannot_be_changed() {
    let mut driver = Driver::on_a_small_map();
    driver.is_read_only = true;
    let mut driver = driver.move_to(0.0, 400.0);
    assert!(driver.preview().handles.is_empty());
}

#[test]
fn an_end_dragged_to_another_party_is_attached_there() {
    let driver = Driver::on_a_small_map().click_at(150.0, 0.0).press_at(240.0, 0.0).drag_onto("Payroll");
    let driver = driver.release();
    assert_eq!(driver.supplies()[0], "Planner -> Payroll: weekly plan");
    assert_eq!(driver.undo_steps, 1);
}

#[test]
fn an_end_let_go_over_blank_or_its_own_party_stays() {
    for (x, y) in [(900.0, 300.0), (300.0, 0.0)] {
        let driver = Driver::on_a_small_map().click_at(150.0, 0.0).press_at(240.0, 0.0).drag_to(x, y);
        assert_eq!(driver.release().undo_steps, 0);
    }
}

#[test]
fn middle_and_right_button_and_space_move_the_view() {
    let right = Driver::on_a_small_map().with_button(Button::Secondary);
    let middle = Driver::on_a_small_map().with_button(Button::Middle);
    for driver in [right, middle, Driver::on_a_small_map().hold_space()] {
        let driver = driver.press_on("Planner").drag_to(40.0, 20.0).release();
        let panned = driver.outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Pan { dx, dy } => Some((*dx, *dy)),
            _ => None,
        });
        assert_eq!(panned.fold((0.0, 0.0), |sum, pan| (sum.0 + pan.0, sum.1 + pan.1)), (40.0, 20.0));
        assert_eq!(driver.undo_steps, 0);
    }
}

#[test]
fn a_right_click_selects_and_opens_the_menu() {
    let driver = Driver::on_a_small_map().with_button(Button::Secondary).click_on("Sales");
    assert_eq!(driver.selected(), ["Sales"]);
    assert_eq!(driver.last_outcome(), Some(&Outcome::OpenMenu(Point::new(300.0, 0.0))));
}

#[test]
fn a_press_between_the_frames_of_one_gesture_is_not_forgotten() {
    let driver = Driver::on_a_small_map().press_on("Sales").release();
    assert_eq!(driver.tool.hover(), Target::Party(driver.party("Sales")));
}

#[test]
fn a_key_and_a_click_place_a_party() {
    for (action, kind) in [
        (Action::AddRole, PartyKind::Role),
        (Action::AddCustomer, PartyKind::Buyer),
        (Action::AddSupplier, PartyKind::Supplier),
        (Action::AddTeam, PartyKind::Team),
    ] {
        let driver = Driver::on_a_small_map().ask(action).click_at(700.0, 300.0).type_text("New").enter();
        let party = driver.map.party(driver.party("New")).expect("made");
        assert_eq!((party.kind, party.place), (kind, Point::new(700.0, 300.0)));
        assert_eq!((driver.undo_steps, driver.selected()), (1, vec!["New".to_owned()]));
    }
}

#[test]
fn moving_the_view_while_placing_goes_on_placing() {
    let driver = Driver::on_a_small_map().ask(Action::AddRole).with_button(Button::Middle);
    let driver = driver.press_at(700.0, 300.0).drag_to(650.0, 300.0).release();
    let driver = driver.with_button(Button::Primary).click_at(700.0, 300.0).type_text("New").enter();
    assert!(driver.has("New"));
}

#[test]
fn a_role_made_inside_a_team_is_part_of_it() {
    let driver = Driver::on_a_small_map().with_team("Line", &["Planner", "Sales"]);
    let driver = driver.double_click_at(150.0, 36.0).type_text("Clerk").enter();
    let clerk = driver.map.party(driver.party("Clerk")).expect("made");
    assert_eq!(clerk.team, Some(driver.party("Line")));
}

#[test]
fn dragging_at_the_edge_scrolls_the_view() {
    let mut driver = Driver::on_a_small_map().press_on("Planner").drag_to(1990.0, 0.0);
    assert!(driver.with_context(|tool, cx| tool.wants_ticks(cx)));
    let mut driver = driver.send(ToolEvent::Tick(0.02));
    assert!(matches!(driver.last_outcome(), Some(Outcome::Pan { dx, .. }) if *dx < 0.0));
    assert!(driver.preview().places[0].1.x > 1990.0, "the party comes along");
    driver = driver.drag_to(1000.0, 0.0);
    assert!(!driver.with_context(|tool, cx| tool.wants_ticks(cx)));
}

#[test]
fn a_teams_corner_resizes_its_frame() {
    let driver = Driver::on_a_small_map().with_team("Line", &["Planner", "Sales"]);
    let driver = driver.click_at(100.0, -48.0).press_at(384.0, 48.0).drag_to(484.0, 148.0).release();
    let frame = driver.map.party(driver.party("Line")).and_then(|team| team.frame).expect("a frame");
    assert_eq!((frame.width, frame.height), (568.0, 196.0));
}

#[test]
fn a_drag_lines_up_with_others_unless_space_is_held() {
    let mut driver = Driver::on_a_small_map().press_on("Payroll").drag_to(304.0, 397.0);
    assert_eq!(driver.preview().guides.len(), 1);
    let driver = driver.release();
    assert_eq!(driver.place("Payroll"), Point::new(300.0, 397.0), "its centre below that of Sales");
    let driver = driver.press_on("Payroll").hold_space().drag_to(304.0, 390.0).release();
    assert_eq!(driver.place("Payroll"), Point::new(304.0, 390.0));
}

#[test]
fn a_drag_with_three_keys_makes_room_on_the_side_it_goes_to() {
    let keys = Modifiers { command: true, shift: true, alt: true };
    let drag =
        |x: f32, y: f32| Driver::on_a_small_map().hold(keys).press_at(150.0, 100.0).drag_to(x, y).release();
    let right = drag(250.0, 120.0);
    assert_eq!(right.place("Planner"), Point::new(0.0, 0.0));
    assert_eq!(right.place("Sales"), Point::new(400.0, 0.0));
    assert_eq!(right.place("Homeowner"), Point::new(700.0, 0.0));
    assert_eq!(right.undo_steps, 1);
    let down = drag(150.0, 160.0);
    assert_eq!(down.place("Payroll"), Point::new(0.0, 460.0));
    assert_eq!(down.place("Sales"), Point::new(300.0, 0.0));
    let left = drag(50.0, 100.0);
    assert_eq!(left.place("Planner"), Point::new(-100.0, 0.0));
    assert_eq!(left.place("Sales"), Point::new(300.0, 0.0));
}

#[test]
fn a_role_dropped_on_an_empty_or_folded_team_moves_in() {
    let map = || Driver::on_a_small_map().with(PartyKind::Team, "Line", 500.0, 400.0);
    let driver = map().press_on("Planner").drag_to(510.0, 410.0).release();
    let team_of = |driver: &Driver, name| driver.map.party(driver.party(name)).and_then(|party| party.team);
    assert_eq!(team_of(&driver, "Planner"), Some(driver.party("Line")));
    let driver = driver.fold("Line");
    let line = driver.place("Line");
    let driver = driver.press_on("Sales").drag_to(line.x + 10.0, line.y).release();
    assert_eq!(team_of(&driver, "Sales"), Some(driver.party("Line")));
    let placed = map().ask(Action::AddRole).click_at(500.0, 400.0).type_text("Clerk").enter();
    assert_eq!(team_of(&placed, "Clerk"), Some(placed.party("Line")));
}

#[test]
fn a_click_on_note_badges_opens_the_notes() {
    let driver = Driver::on_a_small_map().click_on("Sales").ask(Action::AddNote).type_text("late").enter();
    let driver = driver.click_at(100.0, 200.0).click_at(362.0, -26.0);
    assert_eq!(driver.selected(), ["Sales"]);
    let subject = NoteSubject::Party(driver.party("Sales"));
    assert!(driver.outcomes.contains(&Outcome::OpenNotes(subject)));
}

#[test]
fn a_drag_that_begins_on_a_supply_selects_as_on_blank() {
    let driver = Driver::on_a_small_map().press_at(150.0, 0.0).drag_to(700.0, -100.0).release();
    assert!(driver.selected().contains(&"Homeowner".to_owned()));
    assert_eq!(driver.undo_steps, 0);
}

#[test]
fn handles_stand_before_and_behind_a_party_in_the_flow() {
    for flow in Flow::ALL {
        let mut driver = Driver::on_a_small_map();
        driver.flow = flow;
        let mut driver = driver.move_to(0.0, 400.0);
        let place = driver.place("Payroll");
        let handles = driver.preview().handles;
        assert_eq!(handles.len(), 2);
        for handle in handles {
            let (dx, dy) = (handle.at.x - place.x, handle.at.y - place.y);
            let (ahead, aside) = if flow == Flow::LeftToRight { (dx, dy) } else { (dy, dx) };
            assert_eq!((ahead > 0.0, aside), (handle.end == SupplyEnd::Supplier, 0.0));
        }
    }
}
