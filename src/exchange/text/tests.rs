//! Whole texts, both ways.

use super::*;
use crate::edit::{Command, perform};
use crate::model::{
    Answer, Day, Delivery, Hold, Note, NoteKind, NoteState, NoteSubject, Organisation, Party, PartyId,
    PartyKind, Point, Rating, SequentialIds, Standing, Supply, SupplyKind, Visibility, check_organisation,
    fold_name,
};
use proptest::prelude::*;

fn read(text: &str) -> (Organisation, Vec<(usize, String)>) {
    let mut map = Organisation::default();
    let errors = read_into(&mut map, text);
    (map, errors)
}

fn read_into(map: &mut Organisation, text: &str) -> Vec<(usize, String)> {
    let mut ids = SequentialIds::after(map.parties().len() as u128 * 1000);
    let import = import(text, map, &mut ids);
    perform(map, &import.command).unwrap();
    check_organisation(map).unwrap();
    import.report.skipped.into_iter().map(|skipped| (skipped.line, skipped.reason)).collect()
}

/// Everything that a text holds, in a fixed order and without ids: parties by path and number.
fn content(map: &Organisation) -> Vec<String> {
    let name = |id: PartyId| path(map, id);
    let parties = map.parties().map(|p| {
        let place = if p.hold == Hold::Free { None } else { Some(p.place) };
        let rest = (place, p.hold, p.folded, p.frame, p.worth);
        format!("{} {:?} {:?} {:?} {rest:?}", name(p.id), p.kind, p.holder, p.purpose)
    });
    let subject = |subject: NoteSubject| match subject {
        NoteSubject::Party(id) => name(id),
        NoteSubject::Supply(id) => map
            .supply(id)
            .map_or_else(String::new, |s| format!("{}->{} {}", name(s.supplier), name(s.customer), s.what)),
    };
    let nobody = PartyId::from_u128(0);
    let supplies = map.supplies().map(|s| {
        let rest = Supply {
            id: crate::model::SupplyId::from_u128(0),
            supplier: nobody,
            customer: nobody,
            ..s.clone()
        };
        format!("{} -> {} {rest:?}", name(s.supplier), name(s.customer))
    });
    let notes = map.notes().map(|n| {
        let rest = (n.kind, &n.text, &n.voice, n.visibility, &n.owner, n.due, n.state);
        format!("{} {rest:?}", subject(n.subject))
    });
    let mut lines: Vec<String> = parties.chain(supplies).chain(notes).collect();
    lines.sort();
    lines.insert(0, map.title().to_owned());
    lines
}

fn path(map: &Organisation, id: PartyId) -> String {
    let Some(party) = map.party(id) else { return "?".to_owned() };
    let same = |other: &&Party| other.team == party.team && fold_name(&other.name) == fold_name(&party.name);
    let number = map.parties().filter(same).position(|other| other.id == id).unwrap_or_default();
    let around = party.team.map_or_else(String::new, |team| path(map, team));
    format!("{around}/{:?}#{number}", party.name)
}

fn supplies(map: &Organisation) -> Vec<String> {
    let name = |id| map.party(id).map_or("?", |party| party.name.as_str());
    map.supplies()
        .map(|s| format!("{} {} {}: {}", name(s.supplier), s.kind.word(), name(s.customer), s.what))
        .collect()
}

#[test]
fn every_line_of_the_grammar_is_read() {
    let (map, errors) = read(
        "Warehouse -> Delivery crew: picked order\n\
         Sales -> Planning -> Delivery crew\n\
         Planning ~> Sales: weekly capacity\n\
         Planner ^ Head of operations\n\
         Delivery crew -> Homeowner (buyer): installed kitchen\n\
         Finance / Payroll -> Delivery crew, Sales: pay run\n\
         Payroll ! pays late in December\n",
    );
    assert_eq!(errors, []);
    assert_eq!(
        supplies(&map),
        [
            "Warehouse delivers Delivery crew: picked order",
            "Sales delivers Planning: ",
            "Planning delivers Delivery crew: ",
            "Planning informs Sales: weekly capacity",
            "Planner reports to Head of operations: ",
            "Delivery crew delivers Homeowner: installed kitchen",
            "Payroll delivers Delivery crew: pay run",
            "Payroll delivers Sales: pay run",
        ]
    );
    let kind = |name: &str| map.parties_named(name).next().unwrap().kind;
    assert_eq!(
        (kind("Homeowner"), kind("Finance"), kind("Payroll")),
        (PartyKind::Buyer, PartyKind::Team, PartyKind::Role)
    );
    let payroll = map.parties_named("Payroll").next().unwrap();
    assert_eq!(payroll.team, map.parties_named("Finance").next().map(|team| team.id));
    let notes: Vec<&Note> = map.notes_on(NoteSubject::Party(payroll.id)).collect();
    assert_eq!((notes[0].kind, notes[0].text.as_str()), (NoteKind::Problem, "pays late in December"));
    assert_eq!((map.parties().len(), map.notes().len()), (9, 1));
}

#[test]
fn signs_inside_names_are_only_signs_between_blanks() {
    for (line, expected) in [
        ("A->B:x", vec!["A delivers B: x"]),
        ("R&D+ -> CI/CD: x", vec!["R&D+ delivers CI/CD: x"]),
        ("- A -> B", vec!["A delivers B: "]),
        ("A -> B: x -> C: y", vec!["A delivers B: x", "B delivers C: y"]),
        (
            "A, B -> C: sugar + spice: hot",
            vec!["A delivers C: sugar + spice: hot", "B delivers C: sugar + spice: hot"],
        ),
        (r"A \-> x -> B: 3 -\> 4", vec!["A -> x delivers B: 3 -> 4"]),
        ("A (north) -> B (2)", vec!["A (north) delivers B (2): "]),
        ("A -> A: own training", vec!["A delivers A: own training"]),
    ] {
        let (map, errors) = read(line);
        assert_eq!(
            (supplies(&map), errors.len()),
            (expected.into_iter().map(str::to_owned).collect(), 0),
            "{line}"
        );
    }
}

#[test]
fn every_sign_makes_its_kind_of_note() {
    for kind in NoteKind::ALL {
        let (map, errors) = read(&format!("Payroll {} see -> below", kind.sign()));
        let notes: Vec<_> = map.notes().map(|note| (note.kind, note.text.clone())).collect();
        assert_eq!((notes, errors.len()), (vec![(kind, "see -> below".to_owned())], 0));
    }
}

#[test]
fn a_line_that_cannot_be_read_says_why_and_loses_nothing_else() {
    let (map, errors) = read(
        "A -> B\n-> B\nA ->\nA: x\nA -> B ! slow\n\n    own rating: 7\nA, , B\nC\n    holder: Ann\n    informal\n",
    );
    let lines: Vec<usize> = errors.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 7, 8, 11]);
    for (_, reason) in &errors {
        assert!(reason.ends_with('.') && reason.len() > 20, "{reason}");
    }
    assert_eq!((map.parties().len(), map.supplies().len()), (3, 1));
    assert_eq!(map.parties_named("C").next().unwrap().holder, "Ann");
}

#[test]
fn reading_into_a_map_finds_who_is_there() {
    let (mut map, _) = read("Payroll -> Crew: pay\nSales\n");
    read_into(&mut map, "finance / PAYROLL -> crew: pay\nsales (buyer)\nPayroll -> Crew: pay\n");
    // The second “Payroll -> Crew: pay” of one text is a parallel supply.
    assert_eq!((map.parties().len(), map.supplies().len()), (4, 2));
    assert!(map.parties_named("Payroll").next().unwrap().team.is_some());
    assert_eq!(map.parties_named("Sales").next().unwrap().kind, PartyKind::Buyer);
}

const PIECES: [&str; 24] = [
    "Sales", "sales", "a", "->", "~>", "^", "!", "=", "+", "?", "*", "/", ",", ":", "#2", "#", "(buyer)",
    "(x)", "\\", "\n", "\"", " ", "- ", "_",
];

/// Names made of everything that could be mistaken for a sign.
fn odd_name() -> impl Strategy<Value = String> {
    proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..5).prop_map(|pieces| {
        pieces.into_iter().flat_map(|(at, blank)| [PIECES[at], if blank { " " } else { "" }]).collect()
    })
}

fn any_map() -> impl Strategy<Value = Organisation> {
    let party = (odd_name(), 0..7_usize, 0..5_usize, odd_name(), any::<u8>());
    let supply = (0..8_usize, 0..8_usize, 0..3_usize, odd_name(), any::<u8>());
    let note = (0..16_usize, 0..5_usize, odd_name(), any::<u8>());
    let parties = proptest::collection::vec(party, 0..8);
    let supplies = proptest::collection::vec(supply, 0..8);
    (odd_name(), parties, supplies, proptest::collection::vec(note, 0..5)).prop_map(
        |(title, parties, supplies, notes)| Builder::default().build(title, &parties, &supplies, &notes),
    )
}

#[derive(Default)]
struct Builder {
    map: Organisation,
    ids: SequentialIds,
}

type PartyDraw = (String, usize, usize, String, u8);
type SupplyDraw = (usize, usize, usize, String, u8);
type NoteDraw = (usize, usize, String, u8);

impl Builder {
    fn build(
        mut self,
        title: String,
        parties: &[PartyDraw],
        supplies: &[SupplyDraw],
        notes: &[NoteDraw],
    ) -> Organisation {
        self.run(&Command::SetTitle(title));
        let mut teams = Vec::new();
        for draw in parties {
            let party = self.party(draw, &teams);
            if party.kind == PartyKind::Team {
                teams.push(party.id);
            }
            self.run(&Command::AddParty(party));
        }
        let everybody: Vec<PartyId> = self.map.parties().map(|party| party.id).collect();
        for draw in supplies {
            self.supply(draw, &everybody);
        }
        for draw in notes {
            self.note(draw, &everybody);
        }
        self.map
    }

    fn run(&mut self, command: &Command) {
        perform(&mut self.map, command).unwrap();
    }

    fn party(&mut self, (name, kind, team, text, bits): &PartyDraw, teams: &[PartyId]) -> Party {
        let mut party = Party::new(self.ids.party(), PartyKind::ALL[*kind], name.clone(), Point::default());
        party.team = teams.get(*team).copied();
        if bits & 1 != 0 {
            party.holder.clone_from(text);
            party.hold = if bits & 2 != 0 { Hold::Pinned } else { Hold::ByHand };
            party.place = Point::new(f32::from(*bits) / 3.0, -0.5);
        }
        if bits & 4 != 0 {
            party.purpose.clone_from(text);
            party.folded = party.kind == PartyKind::Team;
            party.worth.joy = Some(f64::from(*bits) / 7.0);
        }
        party
    }

    fn supply(&mut self, (from, to, kind, what, bits): &SupplyDraw, everybody: &[PartyId]) {
        let (Some(from), Some(to)) = (everybody.get(*from), everybody.get(*to)) else { return };
        let mut supply = Supply::new(self.ids.supply(), *from, *to, what.clone());
        supply.kind = SupplyKind::ALL[*kind];
        supply.informal = bits & 1 != 0;
        supply.own_rating = Rating::new(bits % 6);
        supply.customers_rating = Rating::new(bits / 6 % 6);
        if bits & 2 != 0 {
            supply.standing = Standing::ALL[usize::from(bits % 4)];
            supply.terms.need.clone_from(what);
            supply.terms.lead_time = "two\ndays".to_owned();
            supply.terms.answer = Some(Answer::ALL[usize::from(bits % 4)]);
            supply.terms.delivery = Delivery::ALL[usize::from(bits % 7)];
        }
        self.run(&Command::Connect(supply));
    }

    fn note(&mut self, (subject, kind, text, bits): &NoteDraw, everybody: &[PartyId]) {
        let supply = self.map.supplies().nth(*subject / 2).map(|supply| NoteSubject::Supply(supply.id));
        let party = everybody.get(*subject / 2).map(|party| NoteSubject::Party(*party));
        let Some(subject) = (if subject % 2 == 0 { supply } else { party }) else { return };
        let mut note = Note::new(self.ids.note(), subject, NoteKind::ALL[*kind], text.clone());
        if bits & 1 != 0 {
            note.voice = "Ann: \\ the boss".to_owned();
            note.due = Day::new(2026, 2, 28);
            note.visibility = Visibility::ALL[usize::from(bits % 3)];
            note.state = NoteState::Resolved;
        }
        self.run(&Command::AddNote(note));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_map_written_reads_back_the_same(map in any_map()) {
        let text = write(&map);
        let (again, errors) = read(&text);
        prop_assert_eq!(&errors, &[], "{}", text);
        prop_assert_eq!(content(&again), content(&map), "{}", text);
        prop_assert_eq!(write(&again), text);
    }

    #[test]
    fn reading_a_map_into_itself_makes_nothing_new(map in any_map()) {
        let text = write(&map);
        let mut again = map.clone();
        let errors = read_into(&mut again, &text);
        prop_assert_eq!(errors, []);
        prop_assert_eq!(again, map, "{}", text);
    }

    #[test]
    fn what_is_read_into_one_copy_is_read_as_if_it_were_the_first(
        map in any_map(), before in any_map(), text in any_map()
    ) {
        let ids = || SequentialIds::after(1_000_000);
        let mut copy = ReadingCopy::of(&map);
        let (before, text) = (write(&before), write(&text));
        import_into(&before, &mut copy, &mut ids());
        prop_assert_eq!(import_into(&text, &mut copy, &mut ids()), import(&text, &map, &mut ids()));
        prop_assert_eq!(import_into(&before, &mut copy, &mut ids()), import(&before, &map, &mut ids()));
    }

    #[test]
    fn no_text_crashes_the_reader(text in "(\\PC|[-~>^!/:,#()\\\\\n\t]){0,60}") {
        read(&text);
    }
}
