//! Files that nobody here wrote, read from the folder that `BATON_FIXTURES` names.
//!
//! Without that variable there is nothing to read and the tests only say so.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

use baton::analysis::findings::{FindingKind, findings};
use baton::analysis::lenses::{Group, Lens, Measure, look};
use baton::analysis::{Graph, Loops, loop_sentence, trace, trace_all};
use baton::document::{DocumentSession, Overwrite, SaveState, Waker, check};
use baton::edit::{Command, PartyEdit, perform};
use baton::exchange::{Report, table};
use baton::model::{IdSource, Organisation, PartyKind, SequentialIds, SupplyKind, check_organisation};
use baton::platform::Folders;
use baton::storage::{Access, MapFile};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// The path of a fixture, or nothing (and a word about it) if there are no fixtures here.
fn fixture(path: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("BATON_FIXTURES") else {
        println!("skipped: BATON_FIXTURES is not set");
        return None;
    };
    Some(PathBuf::from(folder).join(path))
}

fn read_table(path: &str) -> Option<table::Table> {
    let bytes = fs::read(fixture(path)?).expect("the fixture can be read");
    Some(table::Table::read(&bytes).expect("the fixture is a table"))
}

/// Imports a table as the guess says into `map`, twice: the second time must make nothing new.
fn import_into(map: &mut Organisation, path: &str, ids: &mut dyn IdSource) -> Option<Report> {
    let table = read_table(path)?;
    let plan = table::guess(&table);
    let import = table::import(&table, &plan, map, ids).expect("the columns are understood");
    perform(map, &import.command).expect("an import fits the map that it was made for");
    check_organisation(map).expect("the rules hold");

    let again = table::import(&table, &plan, map, ids).expect("the columns are understood");
    assert_eq!((again.report.made.parties, again.report.made.supplies), (0, 0), "{path} a second time");
    Some(import.report)
}

fn import(path: &str) -> Option<(Organisation, Report)> {
    let mut map = Organisation::default();
    let report = import_into(&mut map, path, &mut SequentialIds::default())?;
    Some((map, report))
}

fn count(map: &Organisation, kind: SupplyKind) -> usize {
    map.supplies().filter(|supply| supply.kind == kind).count()
}

#[test]
fn krackhardt_advice_is_190_supplies_of_21_roles() {
    let Some((map, report)) = import("krackhardt/converted/ht_advice_edges.csv") else { return };
    assert_eq!((map.parties().len(), count(&map, SupplyKind::Delivers)), (21, 190));
    assert_eq!(map.parties().filter(|party| party.kind.is_external_customer()).count(), 0);
    assert_eq!((report.skipped, report.warnings), (vec![], vec![]));
}

#[test]
fn krackhardt_reports_name_one_boss_who_has_no_row() {
    let Some((map, report)) = import("krackhardt/converted/ht_reports_edges.csv") else { return };
    assert_eq!((map.parties().len(), count(&map, SupplyKind::ReportsTo)), (21, 20));
    assert_eq!(report.warnings, ["Named only as a boss and made too: “person 7”."]);
    let top = map.parties_named("person 7").next().unwrap();
    assert_eq!((map.reports_of(top.id).count(), map.bosses_of(top.id).count()), (4, 0));
}

#[test]
fn krackhardt_lists_merge_by_name_into_one_map() {
    let Some((mut map, _)) = import("krackhardt/converted/ht_advice_edges.csv") else { return };
    let mut ids = SequentialIds::after(1_000_000);
    for (file, supplies) in [("ht_friends_edges", 190 + 102), ("ht_reports_edges", 190 + 102 + 20)] {
        import_into(&mut map, &format!("krackhardt/converted/{file}.csv"), &mut ids).unwrap();
        assert_eq!((map.parties().len(), map.supplies().len()), (21, supplies), "{file}");
    }
}

#[test]
fn uk_organograms_have_515_posts_and_their_faults_by_line() {
    let Some((map, report)) = import("uk-organograms/ALL.roles.csv") else { return };
    assert_eq!(map.count_kind(PartyKind::Role), 515);
    assert_eq!(map.count_kind(PartyKind::Team), 50, "5 organisations and their 45 units");
    // 515 posts less 4 without a boss (their duplicates are gone) and 3 that report to themselves.
    assert_eq!(count(&map, SupplyKind::ReportsTo), 508);
    let lines = |word: &str| -> Vec<usize> {
        report.skipped.iter().filter(|s| s.reason.contains(word)).map(|s| s.line).collect()
    };
    assert_eq!(lines("is taken by line"), [36, 38, 40, 42]);
    assert_eq!(lines("reports to itself").len(), 3);
    assert_eq!(report.skipped.len(), 7);
    assert!(map.parties().filter(|party| party.kind == PartyKind::Role).all(|party| party.team.is_some()));
}

#[test]
fn the_original_organograms_are_read_too() {
    for (file, roles) in [("committee_on_climate_change", 4), ("ordnance_survey", 6)] {
        let path = format!("uk-organograms/{file}-2011-09-30-senior.csv");
        let Some((map, _)) = import(&path) else { return };
        assert_eq!(map.count_kind(PartyKind::Role), roles, "{file}");
        assert!(map.parties().all(|party| party.holder.is_empty()), "“N/D” holds no post");
    }
}

#[test]
fn rust_teams_nest_four_deep() {
    let Some((map, report)) = import("rust-team/converted/rust_team_reports.csv") else { return };
    assert_eq!((map.parties().len(), map.count_kind(PartyKind::Team)), (217, 217));
    assert_eq!(map.parties().filter(|party| party.team.is_some()).count(), 158);
    // Four deep: three teams around the innermost.
    assert_eq!(map.parties().map(|party| map.teams_around(party.id).len()).max(), Some(3));
    assert_eq!(map.supplies().len(), 0, "a team inside a team reports to nobody");
    assert_eq!((report.skipped, report.warnings), (vec![], vec![]));
}

#[test]
fn the_car_supply_chain_has_46_parties() {
    let Some((map, report)) = import("drawio/examples_csv_car-partial-supply-chain.txt") else { return };
    assert_eq!(map.parties().len(), 46);
    let car = map.parties_named("car").next().unwrap();
    let givers: Vec<&str> =
        map.supplies_to(car.id).filter_map(|s| map.party(s.supplier)).map(|p| p.name.as_str()).collect();
    assert_eq!(givers, ["Assembly 5"]);
    let dead_end = map.parties_named("Electronics B").next().unwrap();
    assert_eq!(map.supplies_from(dead_end.id).count(), 0);
    assert_eq!(map.supplies_to(dead_end.id).count(), 1);
    assert_eq!((report.skipped, report.warnings), (vec![], vec![]));
}

#[test]
fn draw_io_lists_name_several_in_one_cell() {
    let Some((map, _)) = import("drawio/diagrams_orgchart.csv") else { return };
    assert_eq!((map.parties().len(), count(&map, SupplyKind::ReportsTo)), (4, 3));
    let Some((map, _)) = import("drawio/examples_csv_basic.txt") else { return };
    assert_eq!((map.parties().len(), count(&map, SupplyKind::Delivers)), (4, 5));
}

#[test]
fn torture_tables_have_the_right_rows() {
    // The rows that hold anything, without the heading; 0 is a table with nothing to import.
    let expected = [
        ("bad.csv", 3),
        ("bad_skip_lines.csv", 3),
        ("blanks.csv", 1),
        ("dummy.csv", 1),
        ("dummy.tsv", 1),
        ("empty.csv", 0),
        ("mac_newlines.csv", 2),
        ("no_header_row.csv", 0),
        ("null_byte.csv", 1),
        ("optional_quote_characters.csv", 1),
        ("sniff_limit.csv", 1),
        ("test_empty_columns.csv", 2),
        ("test_empty_columns_long_row.csv", 0),
        ("test_extra_header.csv", 1),
        ("test_geo.csv", 17),
        ("test_header_newline.csv", 1),
        ("test_latin1.csv", 2),
        ("test_skip_lines.csv", 1),
        ("test_utf16_big.csv", 2),
        ("test_utf16_little.csv", 2),
        ("test_utf8.csv", 2),
        ("test_utf8_bom.csv", 2),
        ("realdata/FY09_EDU_Recipients_by_State.csv", 52),
        ("realdata/ks_1033_data.csv", 1575),
    ];
    for (file, rows) in expected {
        let Some(path) = fixture(&format!("csv-torture/{file}")) else { return };
        let table = table::Table::read(&fs::read(path).unwrap());
        assert_eq!(table.as_ref().map_or(0, |table| table.rows.len()), rows, "{file}");
        let Ok(table) = table else { continue };
        let map = Organisation::default();
        let _ = table::import(&table, &table::guess(&table), &map, &mut SequentialIds::default());
    }
}

#[test]
fn every_fixture_is_read_or_refused_and_never_crashes() {
    let Some(root) = fixture("") else { return };
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let Ok(table) = table::Table::read(&fs::read(&entry).unwrap()) else { continue };
            let map = Organisation::default();
            let _ = table::import(&table, &table::guess(&table), &map, &mut SequentialIds::default());
        }
    }
}

#[test]
fn naughty_names_go_in_and_come_out() {
    let Some(path) = fixture("strings/blns.json") else { return };
    let names: Vec<String> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut written = csv::Writer::from_writer(Vec::new());
    written.write_record(["supplier", "customer"]).unwrap();
    for name in &names {
        // As a careful program writes it: an apostrophe before what looks like a formula.
        let guard = if name.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        written.write_record([format!("{guard}{name}").as_str(), "Somebody"]).unwrap();
    }
    let table = table::Table::read(&written.into_inner().unwrap()).unwrap();
    let mut map = Organisation::default();
    let mut ids = SequentialIds::default();
    let first = table::import(&table, &table::guess(&table), &map, &mut ids).unwrap();
    perform(&mut map, &first.command).unwrap();

    let out = table::Table::read(table::write_supplies(&map).as_bytes()).unwrap();
    let mut again = Organisation::default();
    let second = table::import(&out, &table::guess(&out), &again, &mut ids).unwrap();
    perform(&mut again, &second.command).unwrap();
    let names = |map: &Organisation| map.parties().map(|party| party.name.clone()).collect::<BTreeSet<_>>();
    assert!(map.parties().len() > 300);
    assert_eq!(map.parties().len(), again.parties().len());
    let differing: Vec<String> = names(&map).symmetric_difference(&names(&again)).cloned().collect();
    assert_eq!(differing, Vec::<String>::new());
}

#[test]
fn imported_lists_come_back_from_their_file_and_can_be_taken_back() {
    for path in ["uk-organograms/ALL.roles.csv", "krackhardt/converted/ht_advice_edges.csv"] {
        let Some(table) = read_table(path) else { return };
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::under(root.path());
        let waker: Waker = Arc::new(|| {});
        let file = root.path().join("map.baton");
        let empty = Organisation::default();
        let mut session = DocumentSession::create(&file, &empty, Overwrite::Never, &folders, &waker).unwrap();
        let import = table::import(&table, &table::guess(&table), &empty, &mut SequentialIds::default());
        session.apply(&import.unwrap().command).unwrap();
        let (map, history) = (session.organisation().clone(), session.history().clone());
        assert_eq!(session.close(), SaveState::Saved);
        assert!(check(&file).unwrap().is_clean(), "{path}");

        let mut session = DocumentSession::open(&file, &folders, &waker).unwrap();
        assert!(*session.organisation() == map && *session.history() == history, "{path}");
        session.undo().unwrap();
        assert!(session.organisation().is_empty(), "{path}");
    }
}

#[test]
fn damaged_databases_are_refused_with_a_sentence_and_not_touched() {
    let Some(folder) = fixture("sqlite-corrupt") else { return };
    let scratch = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let Some(name) = entry.file_name().filter(|_| entry.extension().is_some_and(|end| end == "db"))
        else {
            continue;
        };
        let given = fs::read(&entry).unwrap();
        // As it is, and signed as a map so that it gets past the first look; padded to SQLite's least size.
        let mut signed = given.clone();
        signed[..16].copy_from_slice(b"SQLite format 3\0");
        signed[68..72].copy_from_slice(b"Btn1");
        let mut padded = signed.clone();
        padded.resize(given.len().next_multiple_of(4096), 0);
        for bytes in [given, signed, padded] {
            let path = scratch.path().join(name);
            fs::write(&path, &bytes).unwrap();
            let told = MapFile::open(&path, Access::Edit).map(|_| ()).unwrap_err().to_string();
            assert!(told.contains(&*name.to_string_lossy()), "{told}");
            assert_eq!(fs::read(&path).unwrap(), bytes, "{} was changed", path.display());
            tried += 1;
        }
    }
    assert!(tried >= 30, "only {tried} damaged files were found");
}

#[test]
fn krackhardt_advice_is_one_loop_that_serves_nobody_outside() {
    let Some((map, _)) = import("krackhardt/converted/ht_advice_edges.csv") else { return };
    let graph = Graph::of(&map);
    for party in map.parties() {
        let trace = trace(&map, &graph, party.id);
        assert_eq!((trace.dependants.len(), trace.loop_with.len()), (20, 21), "{}", party.name);
        assert_eq!(trace.ultimate_customers, []);
        let sentence = loop_sentence(&map, &trace);
        assert_eq!(sentence.as_deref(), Some("These 21 serve one another and nobody outside."));
    }
    assert_eq!(Loops::of(&graph).iter().map(<[_]>::len).collect::<Vec<_>>(), [21]);
}

#[test]
fn krackhardt_advice_raises_the_question_of_its_loop_and_no_list_is_empty() {
    let Some((map, _)) = import("krackhardt/converted/ht_advice_edges.csv") else { return };
    let graph = Graph::of(&map);
    let found = findings(&map, &graph, &trace_all(&graph), None, &|| true);
    let of_kind = |kind| found.iter().find(|finding| finding.kind == kind).unwrap();
    assert_eq!(of_kind(FindingKind::NoLineOfSight).count, 21, "nobody reaches an external customer");
    let closed = of_kind(FindingKind::ClosedLoop);
    assert_eq!(closed.place.len(), 21);
    assert!(
        closed.question.starts_with("These 21 serve one another and nobody outside: "),
        "{}",
        closed.question
    );
    assert!(found.iter().all(|finding| finding.question.ends_with('?') && finding.count > 0));
    for party in map.parties() {
        let trace = trace(&map, &graph, party.id);
        for lens in Lens::ALL {
            let answer = look(&map, &graph, &trace, lens, Measure::default());
            let says = |group: &Group| !group.entries.is_empty() || group.if_empty.ends_with(['.', '?']);
            assert!(answer.groups.iter().all(says), "{} through {}", party.name, lens.title());
        }
    }
}

#[test]
fn krackhardt_friends_have_a_loop_of_19() {
    let Some((map, _)) = import("krackhardt/converted/ht_friends_edges.csv") else { return };
    let graph = Graph::of(&map);
    assert_eq!(Loops::of(&graph).iter().map(<[_]>::len).collect::<Vec<_>>(), [19]);
    let sight = trace_all(&graph);
    assert!(map.parties().all(|party| !sight.has_line_of_sight(party.id)));
}

#[test]
fn everybody_but_electronics_b_works_towards_the_car() {
    let Some((mut map, _)) = import("drawio/examples_csv_car-partial-supply-chain.txt") else { return };
    let car = map.parties_named("car").next().unwrap().id;
    perform(&mut map, &Command::EditParties(vec![car], PartyEdit::Kind(PartyKind::Buyer))).unwrap();
    let sight = trace_all(&Graph::of(&map));
    let reaches = |id| sight.has_line_of_sight(id);
    let blind: Vec<&str> =
        map.parties().filter(|p| p.id != car && !reaches(p.id)).map(|p| p.name.as_str()).collect();
    assert_eq!(blind, ["Electronics B"]);
}
