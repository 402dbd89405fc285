use super::testing::edited;
use super::{Finding, FindingKind};
use crate::analysis::findings::findings;
use crate::analysis::{Graph, trace_all};
use crate::model::{Organisation, Standing};
use std::collections::BTreeSet;

fn all(map: &Organisation) -> Vec<Finding> {
    let graph = Graph::of(map);
    findings(map, &graph, &trace_all(&graph), None)
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
    let found = all(&crate::analysis::testing::map("buyer Z\nA -> B @1\nB -> A @1/5\nC -> Z @2\nC -> C"));
    let keys: BTreeSet<String> = found.iter().map(Finding::key).collect();
    assert_eq!(keys.len(), found.len());
    assert!(found.iter().all(|finding| finding.question.ends_with('?')), "{found:#?}");
}

#[test]
fn an_empty_map_asks_nothing() {
    assert_eq!(all(&Organisation::default()), []);
}
