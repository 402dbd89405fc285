//! What the tests of all finders need.

use crate::analysis::findings::findings;
use crate::analysis::testing::map;
use crate::analysis::{Graph, trace_all};
use crate::model::{Organisation, Supply};

/// The questions of one kind about a map written as for [`map`].
pub(super) fn questions(text: &str, code: &str) -> Vec<String> {
    questions_on(&map(text), code)
}

/// The questions of one kind about a map.
pub(super) fn questions_on(map: &Organisation, code: &str) -> Vec<String> {
    let graph = Graph::of(map);
    let found = findings(map, &graph, &trace_all(&graph), None, &|| true);
    found.into_iter().filter(|finding| finding.kind.code() == code).map(|finding| finding.question).collect()
}

/// A map whose supplies were changed one by one.
pub(super) fn edited(text: &str, edit: impl Fn(&mut Supply)) -> Organisation {
    let mut changed = map(text);
    let supplies: Vec<Supply> = changed.supplies().cloned().collect();
    for mut supply in supplies {
        edit(&mut supply);
        changed.put_supply(supply.into());
    }
    changed
}
