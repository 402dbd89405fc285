//! What a person can do to a map, and taking it back: tables, and laws over random commands.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

use baton::edit::{Command, NoteEdit, PartyEdit, Refusal, SupplyEdit, SupplyEnd, interpret, perform};
use baton::model::{
    Dismissal, Hold, IdSource, Note, NoteId, NoteKind, NoteSubject, Organisation, Party, PartyId, PartyKind,
    Point, Rating, SequentialIds, Supply, SupplyId, Worth, check_organisation,
};
use proptest::collection::vec;
use proptest::prelude::*;

const PLANNER: PartyId = PartyId::from_u128(1);
const SALES: PartyId = PartyId::from_u128(2);
const OFFICE: PartyId = PartyId::from_u128(3);
const HOUSE: PartyId = PartyId::from_u128(4);
const PLAN: SupplyId = SupplyId::from_u128(5);

/// Planner → Sales: weekly plan, with a note; Planner in Office in House.
fn small_map() -> Organisation {
    let mut ids = SequentialIds::default();
    let mut party =
        |kind, name: &str| Command::AddParty(Party::new(ids.party(), kind, name, Point::default()));
    let mut commands = vec![
        party(PartyKind::Role, "Planner"),
        party(PartyKind::Role, "Sales"),
        party(PartyKind::Team, "Office"),
        party(PartyKind::Team, "House"),
    ];
    let note = Note::new(NoteId::from_u128(6), NoteSubject::Supply(PLAN), NoteKind::Praise, "On time");
    commands.extend([
        Command::EditParties(vec![OFFICE], PartyEdit::Team(Some(HOUSE))),
        Command::EditParties(vec![PLANNER], PartyEdit::Team(Some(OFFICE))),
        Command::Connect(Supply::new(PLAN, PLANNER, SALES, "weekly plan")),
        Command::AddNote(note),
    ]);
    let mut map = Organisation::default();
    perform(&mut map, &Command::Batch("Set up".to_owned(), commands)).unwrap();
    map
}

fn after(command: &Command) -> Result<Organisation, Refusal> {
    let mut map = small_map();
    perform(&mut map, command)?;
    Ok(map)
}

fn deletion(parties: &[PartyId]) -> Command {
    Command::Delete { parties: parties.to_vec(), supplies: vec![], notes: vec![] }
}

#[test]
fn deleting_a_party_takes_its_supplies_and_their_notes_along() {
    let map = after(&deletion(&[SALES])).unwrap();
    assert!(map.party(SALES).is_none());
    assert_eq!((map.supplies().len(), map.notes().len()), (0, 0));
}

#[test]
fn members_of_a_deleted_team_move_up() {
    assert_eq!(after(&deletion(&[OFFICE])).unwrap().party(PLANNER).unwrap().team, Some(HOUSE));
    assert_eq!(after(&deletion(&[HOUSE, OFFICE])).unwrap().party(PLANNER).unwrap().team, None);
}

#[test]
fn what_breaks_a_rule_is_refused_with_a_sentence_and_changes_nothing() {
    let nobody = PartyId::from_u128(99);
    let off_the_map = vec![(PLANNER, Point::new(1.0, 1.0)), (SALES, Point::new(f32::NAN, 0.0))];
    let cases = [
        (
            Command::EditParties(vec![HOUSE], PartyEdit::Team(Some(OFFICE))),
            "“House” cannot be part of itself.",
        ),
        (
            Command::EditParties(vec![HOUSE], PartyEdit::Team(Some(HOUSE))),
            "“House” cannot be part of itself.",
        ),
        (
            Command::EditParties(vec![SALES], PartyEdit::Team(Some(PLANNER))),
            "“Planner” is not a team and cannot contain others.",
        ),
        (
            Command::EditParties(vec![OFFICE], PartyEdit::Kind(PartyKind::Role)),
            "“Office” still has members. Move them out before it becomes something else.",
        ),
        (Command::Move { places: off_the_map, by_hand: true }, "“Sales” would be placed off the map."),
        (
            Command::EditParties(vec![PLANNER, nobody], PartyEdit::Hold(Hold::Pinned)),
            "That is no longer on the map.",
        ),
        (
            Command::EditParties(
                vec![SALES],
                PartyEdit::Worth(Worth { joy: Some(f64::NAN), ..Worth::default() }),
            ),
            "what “Sales” is worth is not a number that the map can keep.",
        ),
        (Command::Connect(Supply::new(PLAN, SALES, PLANNER, "")), "That is already on the map."),
    ];
    for (command, sentence) in cases {
        let mut map = small_map();
        let refusal = perform(&mut map, &command).unwrap_err();
        assert_eq!(refusal.to_string(), sentence, "{command:?}");
        assert_eq!(map, small_map(), "{command:?}");
    }
}

#[test]
fn what_is_not_a_problem_is_remembered_until_it_is_asked_again_or_its_place_is_gone() {
    let about = |finding: &str, count| Dismissal { finding: finding.into(), count };
    let mut map = small_map();
    for answer in [about("no_self_care", 1), about("same_name 2 1", 2), about("need_unknown", 3)] {
        perform(&mut map, &Command::Dismiss(answer)).unwrap();
    }
    perform(&mut map, &Command::Dismiss(about("need_unknown", 5))).unwrap();
    let names =
        |map: &Organisation| map.dismissals().map(|d| (d.finding.clone(), d.count)).collect::<Vec<_>>();
    let all =
        [("need_unknown".to_owned(), 5), ("no_self_care".to_owned(), 1), ("same_name 2 1".to_owned(), 2)];
    assert_eq!(names(&map), all);

    let gone = perform(&mut map, &deletion(&[PLANNER])).unwrap();
    assert_eq!(names(&map), all[..2], "what was said about a place goes with the place");
    gone.inverse().apply(&mut map).unwrap();
    assert_eq!(names(&map), all, "and comes back with it");

    let asked = perform(&mut map, &Command::AskAgain("no_self_care".into())).unwrap();
    assert_eq!((asked.label.as_str(), map.dismissals().len()), ("Ask again", 2));
    assert!(perform(&mut map, &Command::AskAgain("no_self_care".into())).unwrap().is_empty());
    for nonsense in [about("", 1), about("no_self_care", 0), about("\u{7}", 1), about(&"x".repeat(501), 1)] {
        assert!(perform(&mut map, &Command::Dismiss(nonsense.clone())).is_err(), "{nonsense:?}");
    }
}

#[test]
fn parallel_opposite_and_self_supplies_are_allowed() {
    let mut map = small_map();
    let mut ids = SequentialIds::after(50);
    for (from, to) in [(PLANNER, SALES), (SALES, PLANNER), (SALES, SALES)] {
        perform(&mut map, &Command::Connect(Supply::new(ids.supply(), from, to, "word"))).unwrap();
    }
    assert_eq!(map.supplies_between(PLANNER, SALES).count(), 2);
    assert_eq!(map.supplies_between(SALES, PLANNER).count(), 1);
    assert_eq!(map.supplies_between(SALES, SALES).count(), 1);
}

#[test]
fn a_command_that_changes_nothing_is_an_empty_step() {
    let same = Command::EditParties(vec![PLANNER], PartyEdit::Name("  Planner ".to_owned()));
    assert!(interpret(&small_map(), &same).unwrap().is_empty());
}

#[test]
fn swapping_and_reattaching_move_the_ends() {
    let map = after(&Command::EditSupplies(vec![PLAN], SupplyEdit::Swap)).unwrap();
    assert_eq!(map.supply(PLAN).map(|s| (s.supplier, s.customer)), Some((SALES, PLANNER)));

    let to_self = SupplyEdit::Reattach(SupplyEnd::Customer, PLANNER);
    let map = after(&Command::EditSupplies(vec![PLAN], to_self)).unwrap();
    assert!(map.supply(PLAN).unwrap().is_to_self());
    assert_eq!(map.supplies_to(SALES).count(), 0);
}

/// One random command; ids are drawn from a small range, so that some hit and some miss.
fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![any_new_thing(), any_party_edit(), any_other_edit()]
}

fn party_id() -> impl Strategy<Value = PartyId> {
    (1_u128..14).prop_map(PartyId::from_u128)
}

fn supply_id() -> impl Strategy<Value = SupplyId> {
    (20_u128..34).prop_map(SupplyId::from_u128)
}

fn note_id() -> impl Strategy<Value = NoteId> {
    (40_u128..48).prop_map(NoteId::from_u128)
}

fn kind() -> impl Strategy<Value = PartyKind> {
    prop::sample::select(PartyKind::ALL.to_vec())
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-z \u{0}\n]{0,8}"
}

fn any_new_thing() -> impl Strategy<Value = Command> {
    let subject =
        prop_oneof![party_id().prop_map(NoteSubject::Party), supply_id().prop_map(NoteSubject::Supply)];
    prop_oneof![
        (party_id(), kind(), name(), -50.0_f32..50.0).prop_map(|(id, kind, name, x)| Command::AddParty(
            Party::new(id, kind, name, Point::new(x, 0.0))
        )),
        (supply_id(), party_id(), party_id(), name())
            .prop_map(|(id, from, to, what)| Command::Connect(Supply::new(id, from, to, what))),
        (note_id(), subject, name()).prop_map(|(id, on, text)| Command::AddNote(Note::new(
            id,
            on,
            NoteKind::Idea,
            text
        ))),
        (party_id(), party_id(), party_id()).prop_map(|(team, a, b)| Command::Group {
            team: Party::new(team, PartyKind::Team, "Team", Point::default()),
            members: vec![a, b],
        }),
    ]
}

fn any_party_edit() -> impl Strategy<Value = Command> {
    let edit = prop_oneof![
        name().prop_map(PartyEdit::Name),
        kind().prop_map(PartyEdit::Kind),
        prop::option::of(party_id()).prop_map(PartyEdit::Team),
        any::<bool>().prop_map(PartyEdit::Folded),
    ];
    prop_oneof![
        (party_id(), edit).prop_map(|(id, edit)| Command::EditParties(vec![id], edit)),
        (party_id(), party_id(), -9.0_f32..9.0).prop_map(|(a, b, y)| Command::Move {
            places: vec![(a, Point::new(0.0, y)), (b, Point::new(y, 0.0))],
            by_hand: true,
        }),
    ]
}

fn any_other_edit() -> impl Strategy<Value = Command> {
    let supply_edit = prop_oneof![
        (0_u8..7).prop_map(|value| SupplyEdit::OwnRating(Rating::new(value))),
        party_id().prop_map(|to| SupplyEdit::Reattach(SupplyEnd::Supplier, to)),
        Just(SupplyEdit::Swap),
    ];
    prop_oneof![
        (supply_id(), supply_edit).prop_map(|(id, edit)| Command::EditSupplies(vec![id], edit)),
        (note_id(), name()).prop_map(|(id, text)| Command::EditNote(id, NoteEdit::Voice(text))),
        (vec(party_id(), 0..4), vec(supply_id(), 0..3), vec(note_id(), 0..2))
            .prop_map(|(parties, supplies, notes)| Command::Delete { parties, supplies, notes }),
        name().prop_map(Command::SetTitle),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rules_hold_and_every_step_can_be_taken_back(commands in vec(any_command(), 1..60)) {
        let mut map = Organisation::default();
        let mut steps = Vec::new();
        for command in &commands {
            let before = map.clone();
            if let Ok(step) = perform(&mut map, command) {
                prop_assert_eq!(&interpret(&before, command).unwrap(), &step);
                steps.push((before, step));
            } else {
                prop_assert_eq!(&map, &before);
            }
            prop_assert_eq!(check_organisation(&map), Ok(()));
        }
        let end = map.clone();
        for (before, step) in steps.iter().rev() {
            step.inverse().apply(&mut map).unwrap();
            prop_assert_eq!(&map, before);
        }
        for (_, step) in &steps {
            step.apply(&mut map).unwrap();
        }
        prop_assert_eq!(map, end);
    }

    #[test]
    fn several_commands_as_one_step_do_the_same(commands in vec(any_command(), 1..20)) {
        let mut one_by_one = Organisation::default();
        let accepted: Vec<Command> =
            commands.into_iter().filter(|command| perform(&mut one_by_one, command).is_ok()).collect();
        let mut at_once = Organisation::default();
        let step = perform(&mut at_once, &Command::Batch("All".to_owned(), accepted)).unwrap();
        prop_assert_eq!(&at_once, &one_by_one);
        step.inverse().apply(&mut at_once).unwrap();
        prop_assert_eq!(at_once, Organisation::default());
    }
}
