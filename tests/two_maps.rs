//! What the command line says about two maps, and what it writes for people to read.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod desk;

use desk::Desk;
use std::fs;

const BEFORE: &str =
    "Finance / Payroll -> Crew: pay run\nCrew -> Homeowner (buyer): kitchen\nPayroll ! late\n";

/// A folder with a map and a later state of the same map.
fn desk() -> Desk {
    let desk = Desk::with(&[
        ("before.txt", BEFORE),
        ("more.txt", "Crew -> Tenant (beneficiary): kitchen\nCrew + quick\n"),
    ]);
    desk.done(&["import", "before.txt", "-o", "before.baton"]);
    fs::copy(desk.path("before.baton"), desk.path("after.baton")).unwrap();
    desk.done(&["import", "more.txt", "--into", "-o", "after.baton"]);
    desk
}

#[test]
fn two_states_of_a_map_are_compared_in_words() {
    let desk = desk();
    let expected = "+ beneficiary Tenant\n+ Crew → kitchen → Tenant\n+ praise “quick”\n";
    assert_eq!(desk.done(&["diff", "before.baton", "after.baton"]), expected);
    assert_eq!(desk.done(&["diff", "before.baton", "before.baton"]), "Both maps say the same.\n");
    desk.done(&["import", "before.txt", "-o", "before again.baton"]);
    let told = desk.done(&["diff", "before.baton", "before again.baton"]);
    assert_eq!(told, "~ title “before”, now “before again”\n", "other ids, same names");
    assert!(desk.refused(&["diff", "before.baton", "gone.baton"]).contains("gone.baton"));
}

#[test]
fn two_maps_become_a_third_that_has_everything_of_both() {
    let desk = desk();
    desk.done(&["merge", "before.baton", "after.baton", "-o", "both.baton"]);
    assert_eq!(desk.done(&["diff", "after.baton", "both.baton"]), "Both maps say the same.\n");
    fs::write(desk.path("other.txt"), "Warehouse -> Crew: boards\nCrew\n    holder: Nadia\n").unwrap();
    desk.done(&["import", "other.txt", "-o", "other.baton"]);
    let answer = desk.done(&["merge", "before.baton", "other.baton", "-o", "third.baton"]);
    assert!(answer.contains("Made 1 party and 1 supply; 1 party already there."), "{answer}");
    let told = desk.done(&["diff", "before.baton", "third.baton"]);
    assert!(told.contains("+ role Warehouse") && told.contains("~ Crew: holder now “Nadia”"), "{told}");
    assert!(!told.contains("\n- "), "nothing of the first map is left out: {told}");
    assert!(desk.done(&["check", "third.baton"]).contains("1 step"), "what was added can be undone");
    assert!(
        desk.refused(&["merge", "before.baton", "other.baton", "-o", "third.baton"])
            .contains("exists already")
    );
}

#[test]
fn the_card_of_a_role_is_written_to_be_read() {
    let desk = desk();
    desk.done(&["export", "after.baton", "--view", "chain", "--role", "Payroll", "-o", "payroll.md"]);
    let card = fs::read_to_string(desk.path("payroll.md")).unwrap();
    let parts = [
        "# Payroll\n",
        "*role, in Finance*",
        "- Payroll → *pay run* → Crew → *kitchen* → **Homeowner**, who buys.",
        "3 parties depend on this work.",
        "### Everyone downstream",
        "| Crew | pay run |",
        "- [ ] Payroll: problem, “late”",
    ];
    for part in parts {
        assert!(card.contains(part), "{part} is not in\n{card}");
    }
    assert!(desk.refused(&["export", "after.baton", "--view", "chain", "-o", "x.md"]).contains("--role"));
    let picture = ["export", "after.baton", "--view", "chain", "--role", "Payroll", "-o", "x.png"];
    assert!(desk.refused(&picture).contains(".md"));
}

#[test]
fn a_map_in_markdown_leaves_out_what_is_for_the_facilitator_only() {
    let desk = desk();
    let private = "Payroll ! nobody likes the boss\n    visibility: facilitator only\n";
    fs::write(desk.path("private.txt"), private).unwrap();
    desk.done(&["import", "private.txt", "--into", "-o", "after.baton"]);
    desk.done(&["export", "after.baton", "-o", "map.md"]);
    let text = fs::read_to_string(desk.path("map.md")).unwrap();
    for part in ["- Finance (team)\n  - Payroll", "| Crew | Homeowner | kitchen |", "## What was said"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains("the boss"), "{text}");
    desk.done(&["export", "after.baton", "-o", "public.md", "--public"]);
    let public = fs::read_to_string(desk.path("public.md")).unwrap();
    assert!(!public.contains("late") && public.contains("Payroll"), "{public}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_changed_is_told_without_names_that_nobody_knows() {
    let desk = Desk::new();
    if !std::path::Path::new("/sys/kernel").is_dir() {
        return; // nothing is known here that nobody may write into, whoever runs the test
    }
    let sentence = desk.refused(&["new", "/sys/kernel/map.baton"]);
    assert!(
        sentence.contains("“/sys/kernel/map.baton” was not written: its folder may not be changed"),
        "{sentence}"
    );
}
