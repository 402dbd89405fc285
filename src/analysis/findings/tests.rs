use super::testing::edited;
use super::{Asked, Finding, FindingKind};
use crate::analysis::findings::findings;
use crate::analysis::testing::map;
use crate::analysis::{Graph, trace_all};
use crate::edit::{Command, perform};
use crate::model::{Dismissal, Organisation, Party, PartyId, PartyKind, Point, Standing, check_dismissal};
use std::collections::BTreeSet;

fn all(map: &Organisation) -> Vec<Finding> {
    let graph = Graph::of(map);
    findings(map, &graph, &trace_all(&graph), None, &|| true)
}

/// Two closed loops, a payer without a channel, a gatekeeper who is a single thread; needs known,
/// promised and confirmed, everybody with a boss, exchanges balanced, somebody rests.
#[test]
fn a_map_with_known_faults_has_these_and_no_others() {
    let map = edited(
        "
        buyer Homeowner
        payer Ministry
        A -> Dispatch: a\nB -> Dispatch: b\nC -> Dispatch: c
        Dispatch ~> A: thanks\nDispatch ~> B: thanks\nDispatch ~> C: thanks
        Dispatch -> Homeowner: kitchen
        D -> E: d\nE -> D: e
        F -> G: f\nG -> F: g
        A -> A: rest
        A ^ Dispatch\nB ^ Dispatch\nC ^ Dispatch\nDispatch ^ D\nD ^ E\nE ^ D\nF ^ D\nG ^ D
        ",
        |supply| {
            supply.terms.need = "now".into();
            supply.terms.promise = "yes".into();
            supply.standing = Standing::Confirmed;
        },
    );
    let found: Vec<&str> = all(&map).iter().map(|finding| finding.kind.code()).collect();
    assert_eq!(
        found,
        [
            "no_line_of_sight", // 4 roles × 2 customers
            "closed_loop",      // 2 roles × 2 customers
            "closed_loop",
            "single_thread", // 4 roles × 1 customer
            "gatekeeper",    // 3 roles × 1 customer
            "payer_without_channel",
        ]
    );
}

#[test]
fn codes_and_keys_are_unique() {
    let codes: BTreeSet<&str> = FindingKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), FindingKind::ALL.len());
    let found = all(&map("buyer Z\nA -> B @1\nB -> A @1/5\nC -> Z @2\nC -> C"));
    let keys: BTreeSet<String> = found.iter().map(Finding::key).collect();
    assert_eq!(keys.len(), found.len());
    assert!(found.iter().all(|finding| finding.question.ends_with('?')), "{found:#?}");
}

/// Says about the questions of these kinds that they are not a problem.
fn set_aside(map: &mut Organisation, codes: &[&str]) {
    for finding in all(map).iter().filter(|finding| codes.contains(&finding.kind.code())) {
        perform(map, &Command::Dismiss(finding.dismissal())).unwrap();
    }
}

#[test]
fn what_is_not_a_problem_is_apart_until_there_is_more_to_it() {
    let mut map = map("buyer Z\nA -> A\nB -> A\nC -> Z");
    set_aside(&mut map, &["no_line_of_sight", "single_thread"]);
    let mut asked = Asked::of(&map, all(&map));
    let codes = |found: &[Finding]| found.iter().map(|finding| finding.kind.code()).collect::<Vec<_>>();
    assert_eq!(codes(&asked.set_aside), ["no_line_of_sight", "single_thread"]);
    assert_eq!(asked.open.len() + 2, all(&map).len());

    let row = Party::new(PartyId::from_u128(900), PartyKind::Role, "D", Point::default());
    perform(&mut map, &Command::AddParty(row)).unwrap();
    let more = Asked::of(&map, all(&map));
    assert_eq!(codes(&more.set_aside), ["single_thread"], "a third party without a line of sight is news");

    perform(&mut map, &Command::AskAgain(asked.set_aside[1].key())).unwrap();
    asked.refresh(&map);
    assert_eq!(codes(&asked.set_aside), ["no_line_of_sight"]);
    assert!(asked.open.windows(2).all(|pair| pair[0].weight >= pair[1].weight), "in order again");
}

#[test]
fn the_key_of_a_large_place_is_short_and_its_own() {
    let ring = |size: u128| Finding {
        kind: FindingKind::ClosedLoop,
        question: String::new(),
        place: (1..=size).map(|id| PartyId::from_u128(id << 96).into()).collect(),
        count: 1,
        weight: 0,
    };
    let keys: BTreeSet<String> = (1..200).map(|size| ring(size).key()).collect();
    assert_eq!(keys.len(), 199);
    assert!(keys.iter().all(|key| check_dismissal(&Dismissal { finding: key.clone(), count: 1 }).is_ok()));
}

#[test]
fn an_empty_map_asks_nothing() {
    assert_eq!(all(&Organisation::default()), []);
}
