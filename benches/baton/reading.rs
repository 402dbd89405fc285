use crate::generate::{Shape, organisation};
use crate::harness::{Selection, median, print_ratio, print_time};
use baton::exchange::{ReadingCopy, text};
use baton::model::SequentialIds;

const TEN_THOUSAND: Shape = Shape { parties: 10_000, supplies: 30_000, seed: 1 };

/// A letter typed into quick entry on a map of 10,000: read into the copy that is there, against a copy for each.
pub fn run(selection: &Selection) {
    let name = "reading_letter_vs_copying_the_map";
    if !selection.wants(name) {
        return;
    }
    let map = organisation(TEN_THOUSAND);
    let known = map.parties().nth(5_000).map(|party| party.name.clone()).unwrap_or_default();
    let line = format!("{known} -> Somebody new: a thing");
    let ids = || SequentialIds::after(1 << 40);
    print_time("reading_copy", median(9, || ReadingCopy::of(&map)));
    let mut copy = ReadingCopy::of(&map);
    let ours = median(101, || text::import_into(&line, &mut copy, &mut ids()));
    print_ratio(name, ours, median(9, || text::import(&line, &map, &mut ids())));
}
