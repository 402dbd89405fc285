//! Whole tables, from text to map.

use super::*;
use crate::edit::perform;
use crate::model::{Party, PartyKind, Point, SequentialIds, SupplyKind};
use proptest::prelude::*;

/// Reads tables one after the other into an empty map; the report is that of the last.
fn read(tables: &[&str]) -> (Organisation, crate::exchange::Report) {
    let mut map = Organisation::default();
    // Others than those that a table under test was written with: a row with an id means the party that has it.
    let mut ids = SequentialIds::after(1_000_000);
    let mut report = crate::exchange::Report::default();
    for text in tables {
        let table = Table::read(text.as_bytes()).unwrap();
        let import = import(&table, &guess(&table), &map, &mut ids).unwrap();
        perform(&mut map, &import.command).unwrap();
        report = import.report;
    }
    (map, report)
}

/// Everything that tables hold, without ids and in a fixed order.
fn lines(map: &Organisation) -> Vec<String> {
    let name = |id| map.party(id).map_or("?", |party| party.name.as_str());
    let team = |party: &Party| party.team.map_or("", name);
    let parties = map
        .parties()
        .map(|p| format!("{} {} [{}] ({}) {}", p.kind.word(), p.name, team(p), p.holder, p.purpose));
    let supplies = map.supplies().map(|s| {
        let ratings = (
            s.own_rating.map(crate::model::Rating::value),
            s.customers_rating.map(crate::model::Rating::value),
        );
        let flow = format!("{} -> {}: {} {}", name(s.supplier), name(s.customer), s.what, s.kind.word());
        format!("{flow} {} {ratings:?} {:?}", s.informal, (&s.terms.need, &s.terms.promise))
    });
    let mut lines: Vec<String> = parties.chain(supplies).collect();
    lines.sort();
    lines
}

fn skipped(report: &crate::exchange::Report) -> Vec<(usize, &str)> {
    report.skipped.iter().map(|skipped| (skipped.line, skipped.reason.as_str())).collect()
}

#[test]
fn a_list_of_supplies_becomes_parties_and_supplies() {
    let (map, report) = read(&["supplier,customer,what,kind,customer kind,informal,rating\n\
        Warehouse,Crew,picked order,,,yes,4\n\
        Crew,Homeowner,installed kitchen,delivers,buyer,,9\n\
        crew ,Head,,reports_to,,,\n\
        ,Head,lost,,,,\n\
        Warehouse,Crew,Picked order,,,,\n\
        Cleaner,,,,,,\n"]);
    assert_eq!(
        lines(&map),
        [
            "Crew -> Head:  reports to false (None, None) (\"\", \"\")",
            "Crew -> Homeowner: installed kitchen delivers false (None, None) (\"\", \"\")",
            "Warehouse -> Crew: picked order delivers true (None, Some(4)) (\"\", \"\")",
            "buyer Homeowner [] () ",
            "role Cleaner [] () ",
            "role Crew [] () ",
            "role Head [] () ",
            "role Warehouse [] () ",
        ]
    );
    assert_eq!(
        skipped(&report),
        [
            (3, "“9” is no rating; ratings are 1 to 5."),
            (5, "The supplier is missing."),
            (6, "It repeats line 2."),
        ]
    );
}

#[test]
fn a_reporting_list_knows_its_faults_by_line() {
    let (map, report) = read(&["id,name,reports_to\n\
        1,Head,XX\n\
        2,Planner,1\n\
        2,Planner again,1\n\
        3,Buyer,3\n\
        4,Clerk,Deputy\n\
        5,Typist,clerk\n"]);
    assert_eq!(map.count_kind(PartyKind::Role), 6);
    assert_eq!(map.supplies().filter(|s| s.kind == SupplyKind::ReportsTo).count(), 3);
    assert_eq!(
        skipped(&report),
        [
            (2, "“XX” names no boss; the role is at the top."),
            (4, "The id “2” is taken by line 3; the first was kept."),
            (5, "It reports to itself; the role is at the top."),
        ]
    );
    assert_eq!(report.warnings, ["Named only as a boss and made too: “Deputy”."]);
}

#[test]
fn teams_that_report_to_teams_are_parts_of_them() {
    let (map, report) = read(&["id,name,kind,reports_to\n\
        a,Core,team,\n\
        b,Docs,working-group,a\n\
        c,Lead,role,b\n\
        d,Ring,team,e\n\
        e,Rang,team,d\n"]);
    let lines = lines(&map);
    for line in ["team Docs [Core] () ", "team Ring [Rang] () "] {
        assert!(lines.contains(&line.to_owned()), "{lines:?}");
    }
    assert_eq!(map.supplies().count(), 1);
    assert_eq!(skipped(&report), [(6, "“Rang” cannot be part of itself.")]);
}

#[test]
fn units_and_organisations_are_teams_in_teams() {
    let (map, _) = read(&["id,name,unit,organisation\n\
        1,Head,North,North\n\
        2,Clerk,Finance,North\n\
        3,Clerk,Finance,South\n"]);
    assert_eq!(
        lines(&map),
        [
            "role Clerk [Finance] () ",
            "role Clerk [Finance] () ",
            "role Head [North] () ",
            "team Finance [North] () ",
            "team Finance [South] () ",
            "team North [] () ",
            "team South [] () ",
        ]
    );
}

#[test]
fn a_job_is_the_role_and_the_person_its_holder() {
    let (map, _) = read(&["name,position,manager\nEvan,CFO,\nRon,Admin,Evan\n"]);
    let expected = [
        "Admin -> CFO:  reports to false (None, None) (\"\", \"\")",
        "role Admin [] (Ron) ",
        "role CFO [] (Evan) ",
    ];
    assert_eq!(lines(&map), expected);
}

#[test]
fn one_cell_may_name_several_suppliers() {
    let (map, _) = read(&[
        "id,name,supplier\n1,\"Gears, fine\",\n2,Housing,\n3,Gearbox,\"1,2\"\n4,Car,\"Gears, fine\"\n",
    ]);
    let supplies = lines(&map).into_iter().filter(|line| line.contains("->")).count();
    assert_eq!(supplies, 3);
    assert_eq!(map.parties().len(), 4);
}

#[test]
fn a_second_reading_makes_nothing_new() {
    for text in [
        "supplier,customer,what\nA,B,x\nB,C,y\nA,B,z\n",
        "id,name,unit,reports_to\n1,Boss,North,\n2,Manager,North,1\n3,Manager,South,1\n4,Manager,South,1\n",
        "name,kind,team,holder,purpose\nPay,role,Finance,Ann,why\nFinance,team,,,\n",
        "name,position,manager\nEvan,CFO,\nRon,Admin,Evan\nTess,Admin,Evan\n",
    ] {
        let (once, _) = read(&[text]);
        let (twice, report) = read(&[text, text]);
        assert_eq!(lines(&once), lines(&twice), "{text}");
        assert_eq!(report.made, crate::exchange::Tally::default(), "{text}");
    }
}

#[test]
fn reading_updates_and_never_deletes() {
    let before = "name,kind,team,holder,purpose\nPay,role,Finance,Ann,why\n";
    let (map, report) = read(&[before, "name,holder\npay,Ben\n"]);
    assert_eq!(lines(&map), ["role Pay [Finance] (Ben) why", "team Finance [] () "]);
    assert_eq!((report.made.parties, report.found.parties), (0, 1));
}

#[test]
fn a_table_that_says_nothing_of_use_names_its_columns() {
    let table = Table::read(b"a,b\n1,2\n").unwrap();
    let error = import(&table, &guess(&table), &Organisation::default(), &mut SequentialIds::default());
    assert_eq!(error.unwrap_err(), ImportError::MissingColumns("a, b".to_owned()));
}

/// A map of what CSV can hold, from random numbers: names that look like formulas, quotes, line breaks.
fn any_map() -> impl Strategy<Value = Organisation> {
    let name = prop_oneof!["[A-Z][a-z]{2,6}", "[=+@'-]{1,2}[a-z]{1,3}", "[a-z]+[\",;\n/\\\\][a-z]+"];
    let party = (name, 0..7_usize, 0..4_usize);
    let supply = (0..9_usize, 0..9_usize, "[a-z]{0,4}", 0..3_usize, any::<bool>(), 0..6_u8);
    let parties = proptest::collection::vec(party, 1..9);
    (parties, proptest::collection::vec(supply, 0..12))
        .prop_map(|(parties, supplies)| map_of(&parties, &supplies))
}

fn map_of(
    parties: &[(String, usize, usize)],
    supplies: &[(usize, usize, String, usize, bool, u8)],
) -> Organisation {
    let mut map = Organisation::default();
    let mut ids = SequentialIds::default();
    let mut teams = Vec::new();
    for (at, (name, kind, team)) in parties.iter().enumerate() {
        let kind = PartyKind::ALL[*kind];
        // Teams are told apart by their names in a table, so theirs are unique.
        let name = if kind == PartyKind::Team { format!("{name} {at}") } else { name.clone() };
        let mut party = Party::new(ids.party(), kind, name, Point::default());
        party.team = teams.get(*team).copied();
        if kind == PartyKind::Team {
            teams.push(party.id);
        }
        perform(&mut map, &crate::edit::Command::AddParty(party)).unwrap();
    }
    let everybody: Vec<_> = map.parties().map(|party| party.id).collect();
    for (from, to, what, kind, informal, rating) in supplies {
        let (Some(from), Some(to)) = (everybody.get(*from), everybody.get(*to)) else { continue };
        let kind = SupplyKind::ALL[*kind];
        if map.supplies_between(*from, *to).any(|s| s.kind == kind && s.what == *what) {
            continue; // the same supply twice is one supply in a table
        }
        let mut supply = crate::model::Supply::new(ids.supply(), *from, *to, what.clone());
        supply.kind = kind;
        supply.informal = *informal;
        supply.own_rating = crate::model::Rating::new(*rating);
        perform(&mut map, &crate::edit::Command::Connect(supply)).unwrap();
    }
    map
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn supplies_written_read_back_the_same(map in any_map()) {
        let written = write_supplies(&map);
        let again = if map.supplies().len() == 0 && map.parties().len() == 0 { map.clone() } else { read(&[&written]).0 };
        prop_assert_eq!(lines(&again), lines(&map), "{}", written);
    }

    #[test]
    fn parties_written_read_back_the_same(map in any_map()) {
        let written = write_parties(&map);
        let (again, _) = read(&[&written]);
        let parties = |map: &Organisation| {
            let mut lines = lines(map);
            lines.retain(|line| !line.contains(" -> "));
            lines
        };
        prop_assert_eq!(parties(&again), parties(&map), "{}", written);
    }

    #[test]
    fn no_bytes_crash_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(table) = Table::read(&bytes) {
            let _ = import(&table, &guess(&table), &Organisation::default(), &mut SequentialIds::default());
        }
    }

    #[test]
    fn no_table_crashes_the_import(cells in proptest::collection::vec("[a-cA\"\n,=']{0,4}", 0..40)) {
        for heading in ["supplier,customer,what", "id,name,unit,manager", "name,kind,team,supplier"] {
            let rows: Vec<String> = cells.chunks(4).map(|row| row.join(",")).collect();
            let text = format!("{heading}\n{}", rows.join("\n"));
            if let Ok(table) = Table::read(text.as_bytes()) {
                let mut map = Organisation::default();
                let import = import(&table, &guess(&table), &map, &mut SequentialIds::default()).unwrap();
                perform(&mut map, &import.command).unwrap();
                crate::model::check_organisation(&map).unwrap();
            }
        }
    }
}
