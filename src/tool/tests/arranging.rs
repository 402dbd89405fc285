use super::Driver;
use crate::action::{Action, Modifiers};
use crate::edit::{Command, NoteEdit};
use crate::model::{Hold, PartyKind, Point, SupplyKind, Visibility};
use crate::tool::{Clip, Selection, ToolEvent};

#[test]
fn a_held_arrow_is_one_step_and_the_next_press_another() {
    let driver = Driver::on_a_small_map().click_on("Planner");
    let driver = driver.ask(Action::NudgeRight).ask(Action::NudgeRight).ask(Action::NudgeFarDown);
    assert_eq!(driver.place("Planner"), Point::new(16.0, 80.0));
    assert_eq!(driver.undo_steps, 1);
    let driver = driver.send(ToolEvent::KeysReleased).ask(Action::NudgeLeft);
    assert_eq!((driver.place("Planner"), driver.undo_steps), (Point::new(8.0, 80.0), 2));
}

#[test]
fn one_step_or_all_the_way_along_the_chain_is_selected() {
    let from = |name: &str, action| Driver::on_a_small_map().click_on(name).ask(action).selected();
    assert_eq!(from("Planner", Action::SelectDownstream), ["Planner", "Sales"]);
    assert_eq!(from("Planner", Action::SelectAllDownstream), ["Planner", "Sales", "Homeowner"]);
    assert_eq!(from("Homeowner", Action::SelectUpstream), ["Homeowner", "Sales"]);
    assert_eq!(from("Homeowner", Action::SelectAllUpstream), ["Homeowner", "Sales", "Planner"]);
    let supply = Driver::on_a_small_map().click_at(150.0, 0.0).ask(Action::SelectDownstream);
    assert_eq!(supply.selected(), ["weekly plan", "Sales"]);
}

#[test]
fn everything_is_parties_and_supplies() {
    assert_eq!(Driver::on_a_small_map().ask(Action::SelectAll).selection.len(), 6);
}

#[test]
fn edges_and_centres_are_aligned() {
    let table = [
        (Action::AlignLeft, Point::new(0.0, 0.0), Point::new(0.0, 400.0)),
        (Action::AlignRight, Point::new(300.0, 0.0), Point::new(300.0, 400.0)),
        (Action::AlignCenters, Point::new(150.0, 0.0), Point::new(150.0, 400.0)),
        (Action::AlignTop, Point::new(300.0, 0.0), Point::new(0.0, 0.0)),
        (Action::AlignBottom, Point::new(300.0, 400.0), Point::new(0.0, 400.0)),
        (Action::AlignMiddles, Point::new(300.0, 200.0), Point::new(0.0, 200.0)),
    ];
    for (action, sales, payroll) in table {
        let driver = Driver::on_a_small_map().click_on("Sales").hold(Modifiers::SHIFT).click_on("Payroll");
        let driver = driver.ask(action);
        assert_eq!((driver.place("Sales"), driver.place("Payroll")), (sales, payroll), "{action:?}");
        assert_eq!(driver.undo_steps, 1);
        assert_eq!(driver.ask(action).undo_steps, 1, "aligning again changes nothing");
    }
}

#[test]
fn gaps_are_made_equal_and_the_outermost_stay() {
    let driver = Driver::on_a_small_map().with(PartyKind::Role, "Clerk", 500.0, 100.0);
    let select = |driver: Driver, name: &str| driver.hold(Modifiers::SHIFT).click_on(name);
    let driver = ["Planner", "Clerk", "Homeowner"].into_iter().fold(driver, select);
    let driver = driver.ask(Action::DistributeAcross);
    assert_eq!(driver.place("Clerk"), Point::new(300.0, 100.0));
    assert_eq!(driver.place("Homeowner"), Point::new(600.0, 0.0));
}

#[test]
fn a_selection_becomes_a_team_and_asks_its_name() {
    let driver = Driver::on_a_small_map().ask(Action::SelectAll).ask(Action::Group).type_text("Line").enter();
    let team = driver.party("Line");
    let members: Vec<_> = driver.map.members_of(team).map(|party| party.name.as_str()).collect();
    assert_eq!(members, ["Planner", "Sales", "Payroll"], "the external customer stays outside");
    let driver = driver.click_on("Sales").ask(Action::LeaveTeam);
    assert_eq!(driver.map.party(driver.party("Sales")).and_then(|party| party.team), None);
}

#[test]
fn a_group_inside_a_team_stays_inside_it() {
    let driver = Driver::on_a_small_map().with_team("Line", &["Planner", "Sales"]);
    let driver = driver.click_on("Planner").ask(Action::Group).type_text("Inner").enter();
    let inner = driver.map.party(driver.party("Inner")).expect("made");
    assert_eq!(inner.team, Some(driver.party("Line")));
}

#[test]
fn a_folded_team_stands_where_its_frame_was() {
    let driver = Driver::on_a_small_map().with_team("Line", &["Planner", "Sales"]);
    let driver = driver.click_at(100.0, -48.0).ask(Action::ToggleFold);
    assert_eq!(driver.place("Line"), Point::new(150.0, 0.0));
    let driver = driver.press_on("Line").drag_to(150.0, 100.0).release().ask(Action::ToggleFold);
    assert_eq!(driver.place("Sales"), Point::new(300.0, 100.0), "the members came along");
}

#[test]
fn pins_kinds_and_ends_change_with_one_key() {
    let driver = Driver::on_a_small_map().click_on("Sales").ask(Action::TogglePin);
    let hold = |driver: &Driver| driver.map.party(driver.party("Sales")).map(|party| party.hold);
    assert_eq!(hold(&driver), Some(Hold::Pinned));
    let driver = driver.ask(Action::TogglePin).ask(Action::ChangeToBeneficiary);
    assert_eq!(hold(&driver), Some(Hold::Free));
    let kind = driver.map.party(driver.party("Sales")).map(|party| party.kind);
    assert_eq!(kind, Some(PartyKind::Beneficiary));
    let driver = driver.click_at(150.0, 0.0).ask(Action::SwapEnds);
    assert_eq!(driver.supplies()[1], "Sales -> Planner: weekly plan");
    let driver = driver.ask(Action::MakeInforms).ask(Action::ToggleInformal);
    let supply = driver.map.supply(driver.supply("Sales", "Planner")).expect("there");
    assert_eq!((supply.kind, supply.informal), (SupplyKind::Informs, true));
}

#[test]
fn delete_removes_the_selection_and_what_hangs_on_it() {
    let driver = Driver::on_a_small_map().click_on("Sales").ask(Action::Delete);
    assert_eq!((driver.map.parties().len(), driver.map.supplies().len()), (3, 0));
    assert!(driver.selection.is_empty());
}

#[test]
fn a_duplicate_lies_beside_and_is_selected() {
    let driver = Driver::on_a_small_map().with_team("Line", &["Planner", "Sales"]).fold("Line");
    let line = driver.place("Line");
    let driver = driver.click_at(line.x, line.y).ask(Action::Duplicate);
    assert_eq!(driver.map.count_kind(PartyKind::Team), 2);
    assert_eq!(driver.map.parties_named("Sales").count(), 2);
    assert_eq!(driver.undo_steps, 1);
}

#[test]
fn one_walks_along_supplies_with_the_arrows() {
    let table = [
        ("Planner", Action::WalkRight, "Sales"),
        ("Sales", Action::WalkRight, "Homeowner"),
        ("Sales", Action::WalkLeft, "Planner"),
        ("Sales", Action::WalkUp, "Sales"),
        ("Payroll", Action::WalkUp, "Payroll"),
    ];
    for (from, action, to) in table {
        let driver = Driver::on_a_small_map().click_on(from).ask(action);
        assert_eq!((driver.selected(), driver.undo_steps), (vec![to.to_owned()], 0), "{from} {action:?}");
    }
    let from_a_supply = Driver::on_a_small_map().click_at(150.0, 0.0).ask(Action::WalkRight);
    assert_eq!(from_a_supply.selected(), ["Sales"]);
}

#[test]
fn what_is_copied_can_be_pasted_even_when_it_is_gone() {
    let driver = Driver::on_a_small_map().with_team("Line", &["Planner", "Sales"]).click_on("Sales");
    let driver = driver.ask(Action::AddNote).type_text("+ quick").enter().click_at(100.0, -48.0);
    let clip = Clip::of(&driver.map, &driver.selection).expect("a team");
    assert_eq!((clip.part().parties().len(), clip.part().supplies().len()), (3, 1));
    let mut driver = driver.ask(Action::Delete).lose_all();
    let (command, made) = clip.paste(Point::new(500.0, 500.0), &mut driver.ids).expect("something");
    driver.carry_out(&command);
    assert_eq!(made.len(), 3);
    assert_eq!(driver.supplies(), ["Planner -> Sales: weekly plan"]);
    assert_eq!(driver.map.notes().next().map(|note| note.text.as_str()), Some("quick"));
    assert_eq!(
        driver.map.party(driver.party("Sales")).and_then(|party| party.team),
        Some(driver.party("Line"))
    );
    assert!(Clip::of(&driver.map, &Selection::default()).is_none());
}

#[test]
fn notes_for_the_facilitator_stay_out_of_what_others_may_read() {
    let driver =
        Driver::on_a_small_map().click_on("Sales").ask(Action::AddNote).type_text("! secret").enter();
    let note = driver.map.notes().next().expect("a note").id;
    let mut driver = driver.click_on("Sales");
    driver.carry_out(&Command::EditNote(note, NoteEdit::Visibility(Visibility::Facilitator)));
    let clip = Clip::of(&driver.map, &driver.selection).expect("a role");
    assert_eq!((clip.part().notes().len(), clip.shared_part().notes().len()), (1, 0));
}
