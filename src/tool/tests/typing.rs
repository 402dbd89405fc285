use super::Driver;
use crate::action::Action;
use crate::edit::SupplyEnd;
use crate::model::{ElementId, Flow, NoteKind, Organisation, PartyKind};
use crate::tool::{EntrySubject, Outcome, ToolEvent};

#[test]
fn a_double_click_on_blank_opens_the_name_of_a_new_role() {
    let mut driver = Driver::on_a_small_map().double_click_at(300.0, 300.0);
    assert_eq!(driver.preview().ghosts.len(), 1);
    assert_eq!(driver.undo_steps, 0);
    let driver = driver.type_text("Fitter").enter();
    assert_eq!((driver.has("Fitter"), driver.undo_steps), (true, 1));
}

#[test]
fn escape_on_a_new_name_takes_it_back_without_a_trace() {
    for text in ["", "half a na"] {
        let driver = Driver::on_a_small_map().double_click_at(300.0, 300.0).type_text(text).escape();
        assert_eq!((driver.map.parties().len(), driver.undo_steps), (4, 0));
        assert!(driver.tool.is_idle());
    }
}

#[test]
fn nothing_typed_is_lost_when_the_keyboard_goes_elsewhere() {
    let driver = Driver::on_a_small_map().double_click_at(300.0, 300.0).type_text("Fitter");
    assert!(driver.send(ToolEvent::FocusLost).has("Fitter"));
    let driver = Driver::on_a_small_map().double_click_at(300.0, 300.0).type_text("Fitter");
    let driver = driver.click_on("Sales");
    assert!(driver.has("Fitter"));
    assert_eq!(driver.selected(), ["Sales"]);
    let driver = Driver::on_a_small_map().double_click_on("Sales").type_text("Shop").ask(Action::SelectAll);
    assert!(driver.has("Shop"));
}

#[test]
fn a_name_is_edited_in_place_and_escape_restores_it() {
    let driver = Driver::on_a_small_map().double_click_on("Sales").type_text("Shop").escape();
    assert_eq!((driver.has("Sales"), driver.undo_steps), (true, 0));
    let driver = driver.click_on("Sales").ask(Action::Rename).type_text("Shop").enter();
    assert_eq!((driver.has("Shop"), driver.undo_steps), (true, 1));
}

#[test]
fn an_unchanged_text_is_no_step() {
    let driver = Driver::on_a_small_map().double_click_on("Sales").enter();
    assert_eq!(driver.undo_steps, 0);
    let driver = driver.double_click_at(150.0, 0.0).type_text(" weekly plan ").enter();
    assert_eq!(driver.undo_steps, 0);
}

#[test]
fn what_is_supplied_is_edited_with_a_double_click_on_its_line() {
    let driver = Driver::on_a_small_map().double_click_at(150.0, 0.0).type_text("daily plan").enter();
    assert_eq!(driver.supplies()[0], "Planner -> Sales: daily plan");
}

#[test]
fn tab_names_a_customer_and_what_it_gets_and_goes_on() {
    let driver = Driver::on_a_small_map().click_on("Homeowner").ask(Action::AddCustomerOf);
    let driver = driver.type_text("Guest").enter().type_text("dinner").tab();
    let driver = driver.type_text("Friend").enter().type_text("story").enter();
    assert!(driver.supplies().contains(&"Homeowner -> Guest: dinner".to_owned()));
    assert!(driver.supplies().contains(&"Guest -> Friend: story".to_owned()));
    assert_eq!(driver.selected(), ["Friend"]);
    assert!(driver.place("Friend").x > driver.place("Guest").x);
    assert_eq!(driver.overlaps(), 0);
}

#[test]
fn enter_makes_another_customer_of_the_same_supplier() {
    let driver = Driver::on_a_small_map().click_on("Sales").ask(Action::AddNext);
    let driver = driver.type_text("Archive").enter().type_text("files").enter();
    let driver = driver.ask(Action::AddNext).type_text("Press").enter().enter();
    assert!(driver.supplies().contains(&"Planner -> Archive: files".to_owned()));
    assert!(driver.supplies().contains(&"Planner -> Press: ".to_owned()));
    assert_eq!(driver.overlaps(), 0);
}

#[test]
fn enter_with_nothing_selected_makes_a_role() {
    let driver = Driver::on(Organisation::default()).ask(Action::AddNext).type_text("Planner").enter();
    assert!(driver.has("Planner"));
    let driver = driver.click_at(900.0, 900.0).ask(Action::AddNext).type_text("Sales").enter();
    assert_eq!(driver.overlaps(), 0);
}

#[test]
fn shift_tab_names_a_supplier_on_the_left() {
    let driver = Driver::on_a_small_map().click_on("Payroll").ask(Action::AddSupplierOf);
    let driver = driver.type_text("Timekeeper").enter().type_text("hours").shift_tab();
    let driver = driver.type_text("Gate").enter().enter();
    assert!(driver.supplies().contains(&"Gate -> Timekeeper: ".to_owned()));
    assert!(driver.supplies().contains(&"Timekeeper -> Payroll: hours".to_owned()));
    assert!(driver.place("Timekeeper").x < driver.place("Payroll").x);
}

#[test]
fn ctrl_and_an_arrow_make_a_neighbour_on_that_side() {
    for (action, dx, dy) in [
        (Action::AddLeft, -1.0, 0.0),
        (Action::AddRight, 1.0, 0.0),
        (Action::AddAbove, 0.0, -1.0),
        (Action::AddBelow, 0.0, 1.0),
    ] {
        let driver = Driver::on_a_small_map().click_on("Payroll").ask(action).type_text("New").enter();
        let (new, old) = (driver.place("New"), driver.place("Payroll"));
        assert_eq!(((new.x - old.x).signum() * (new.x - old.x).abs().min(1.0), dx), (dx, dx), "{action:?}");
        assert_eq!(((new.y - old.y).signum() * (new.y - old.y).abs().min(1.0), dy), (dy, dy), "{action:?}");
    }
}

#[test]
fn a_known_name_is_reused_and_shown_before() {
    let mut driver = Driver::on_a_small_map().click_on("Payroll").ask(Action::AddCustomerOf);
    driver = driver.type_text("  sALES ");
    let sales = driver.party("Sales");
    assert_eq!(driver.preview().drop_target, Some(sales));
    assert!(driver.preview().ghosts.is_empty());
    let driver = driver.enter().type_text("pay run").enter();
    assert_eq!(driver.map.parties().len(), 4);
    assert!(driver.supplies().contains(&"Payroll -> Sales: pay run".to_owned()));
}

#[test]
fn a_kind_in_brackets_says_what_a_new_party_is() {
    for (typed, name, kind) in [
        ("Neighbour (buyer)", "Neighbour", PartyKind::Buyer),
        ("City (PAYER)", "City", PartyKind::Payer),
        ("Clerk (night shift)", "Clerk (night shift)", PartyKind::Role),
    ] {
        let driver = Driver::on_a_small_map().click_on("Payroll").ask(Action::AddCustomerOf);
        let driver = driver.type_text(typed).enter().enter();
        assert_eq!(driver.map.party(driver.party(name)).map(|party| party.kind), Some(kind), "{typed}");
    }
}

#[test]
fn a_long_name_finds_a_place_where_it_fits() {
    let driver = Driver::on_a_small_map().click_on("Sales").ask(Action::AddCustomerOf);
    let driver = driver.type_text(&"long ".repeat(30)).enter().enter();
    assert_eq!(driver.overlaps(), 0);
}

#[test]
fn l_connects_to_a_click_or_a_typed_name_oneself_too() {
    let connecting = || Driver::on_a_small_map().click_on("Payroll").ask(Action::Connect);
    let driver = connecting().click_on("Sales").type_text("pay run").enter();
    assert!(driver.supplies().contains(&"Payroll -> Sales: pay run".to_owned()));
    let driver = connecting().type_text("homeowner").enter().type_text("refund").enter();
    assert!(driver.supplies().contains(&"Payroll -> Homeowner: refund".to_owned()));
    let driver = connecting().click_on("Payroll").type_text("rest").enter();
    assert!(driver.supplies().contains(&"Payroll -> Payroll: rest".to_owned()));
    let driver = connecting().click_at(900.0, 900.0);
    assert_eq!(driver.supplies().len(), 2);
}

#[test]
fn a_note_is_typed_in_place_and_its_sign_says_what_kind_it_is() {
    for (typed, kind, text) in [
        ("pays late in December", NoteKind::Problem, "pays late in December"),
        ("+ always friendly", NoteKind::Praise, "always friendly"),
        ("? who signs", NoteKind::Question, "who signs"),
        ("= the numbers by noon", NoteKind::Need, "the numbers by noon"),
    ] {
        let driver = Driver::on_a_small_map().click_on("Payroll").ask(Action::AddNote).type_text(typed);
        let driver = driver.enter();
        let note = driver.map.notes().next().expect("a note");
        assert_eq!((note.kind, note.text.as_str()), (kind, text));
    }
    let driver = Driver::on_a_small_map().click_at(150.0, 0.0).ask(Action::AddNote).enter();
    assert_eq!((driver.map.notes().len(), driver.undo_steps), (0, 0));
}

#[test]
fn what_is_typed_about_is_told() {
    let driver = Driver::on_a_small_map().click_on("Sales").ask(Action::AddSupplierOf);
    let sales = driver.party("Sales");
    let subject = driver.tool.entry().map(crate::tool::TextEntry::subject);
    let expected = EntrySubject::Neighbour { of: sales, end: SupplyEnd::Customer, by_click: false };
    assert_eq!(subject, Some(expected));
}

#[test]
fn names_can_be_opened_from_elsewhere() {
    let driver = Driver::on_a_small_map();
    let sales = ElementId::Party(driver.party("Sales"));
    let driver = driver.send(ToolEvent::EditName(sales)).type_text("Shop").enter();
    assert!(driver.has("Shop"));
}

#[test]
fn typing_adds_nobody_to_a_map_that_cannot_be_changed() {
    let mut driver = Driver::on_a_small_map();
    driver.is_read_only = true;
    let driver = driver.double_click_at(300.0, 300.0);
    assert!(driver.tool.entry().is_none());
    for action in [Action::AddNext, Action::AddRole, Action::Rename, Action::Group, Action::Delete] {
        let mut driver = Driver::on_a_small_map().click_on("Sales");
        driver.is_read_only = true;
        let driver = driver.ask(action);
        assert_eq!((driver.undo_steps, driver.tool.is_idle()), (0, true), "{action:?}");
    }
}

#[test]
fn a_neighbour_lies_inside_the_team_or_outside_and_never_across_its_edge() {
    let team = || {
        let map = Driver::on_a_small_map().with(PartyKind::Role, "Clerk", 900.0, 0.0);
        map.with_team("Line", &["Planner", "Clerk"])
    };
    let inside = team().click_on("Planner").ask(Action::AddBelow).type_text("Far down").enter().enter();
    assert_eq!(inside.map.party(inside.party("Far down")).and_then(|party| party.team), None);
    let apart = team().click_on("Payroll").ask(Action::AddRight).type_text("Auditor").enter().enter();
    assert_eq!(apart.map.party(apart.party("Auditor")).and_then(|party| party.team), None);
    let team = Driver::on(Organisation::default())
        .with(PartyKind::Role, "Planner", 0.0, 0.0)
        .with(PartyKind::Role, "Clerk", 900.0, 0.0)
        .with_team("Line", &["Planner", "Clerk"]);
    let within = team.click_on("Planner").ask(Action::AddCustomerOf).type_text("Fitter").enter().enter();
    let fitter = within.map.party(within.party("Fitter")).expect("made");
    assert_eq!(fitter.team, Some(within.party("Line")));
    let outside =
        within.click_on("Clerk").ask(Action::AddCustomerOf).type_text("Buyer (buyer)").enter().enter();
    let buyer = outside.map.party(outside.party("Buyer")).expect("made");
    assert_eq!(buyer.team, None);
}

#[test]
fn every_text_field_that_opens_is_brought_into_view() {
    let reveals = |driver: &Driver| {
        driver.outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Reveal(_))).count()
    };
    let driver = Driver::on_a_small_map().click_on("Homeowner").ask(Action::AddCustomerOf);
    assert_eq!(reveals(&driver), 1);
    let driver = driver.type_text("Guest").enter();
    assert_eq!(reveals(&driver), 2);
    let driver = driver.type_text("dinner").tab();
    assert_eq!(reveals(&driver), 3);
}

#[test]
fn where_maps_flow_downwards_customers_are_named_below_and_suppliers_above() {
    let mut driver = Driver::on_a_small_map();
    driver.flow = Flow::TopToBottom;
    let driver = driver.click_on("Payroll").ask(Action::AddCustomerOf);
    let driver = driver.type_text("Guest").enter().type_text("dinner").tab();
    let driver = driver.type_text("Friend").enter().type_text("story").enter();
    let (payroll, guest, friend) = (driver.place("Payroll"), driver.place("Guest"), driver.place("Friend"));
    assert!(payroll.y < guest.y && guest.y < friend.y && payroll.x == guest.x && guest.x == friend.x);
    let driver = driver.ask(Action::AddNext).type_text("Brother").enter().enter();
    assert!(driver.place("Brother").x > friend.x && driver.place("Brother").y == friend.y);
    assert!(driver.supplies().contains(&"Guest -> Brother: ".to_owned()));
    let driver = driver.click_on("Payroll").ask(Action::AddSupplierOf).type_text("Gate").enter().enter();
    assert!(driver.place("Gate").y < payroll.y);
    let driver = driver.click_on("Gate").ask(Action::AddAbove).type_text("Street").enter().enter();
    assert!(driver.supplies().contains(&"Street -> Gate: ".to_owned()) && driver.overlaps() == 0);
}
