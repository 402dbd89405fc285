//! Boxes that change columns for fewer crossings: the drawing stays true, and the forecast is right.

use crate::arrange::direction::LoopBreaking;
use crate::arrange::drawing::{Drawing, Graph};
use crate::arrange::layers::{Layers, Order};
use crate::arrange::order::{Effort, LineAt, Probe};
use crate::arrange::sheet::{Edge, Line, Sheet};
use crate::arrange::{End, Preset, Watch, grid_sift};
use crate::model::Size;
use proptest::prelude::*;

fn sheet(ends: Vec<End>, lines: &[(u32, u32)]) -> Sheet {
    let count = ends.len();
    let line = |(from, to): &(u32, u32)| Line { from: *from, to: *to, label_width: 0.0, offsets: (0.0, 0.0) };
    Sheet {
        sizes: vec![Size::new(120.0, 40.0); count],
        ends,
        pins: vec![None; count],
        lines: lines.iter().map(line).collect(),
        ..Sheet::default()
    }
}

fn drawn(graph: &Graph) -> Drawing {
    Drawing::of(graph, Effort::Glance, &Watch::nobody()).unwrap()
}

/// Crossings counted pair by pair, between neighbouring columns.
fn crossings(layers: &Layers, order: &Order) -> u64 {
    let pieces = |layer: usize| {
        let nodes = order.columns[layer].iter();
        nodes.flat_map(|v| layers.right.of(*v).iter().map(|n| (*v, n.node, u64::from(n.weight))))
    };
    let place = |v: u32| order.position[v as usize];
    let mut count = 0;
    for layer in 0..layers.count {
        for (a, b, weight) in pieces(layer) {
            let crossed = pieces(layer).filter(|(c, d, _)| place(a) < place(*c) && place(b) > place(*d));
            count += weight * crossed.map(|(_, _, other)| other).sum::<u64>();
        }
    }
    count
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    (4_usize..16).prop_flat_map(|count| {
        let most = count as u32;
        let ends = proptest::collection::vec(0..8_usize, count);
        (ends, proptest::collection::vec((0..most, 0..most), 4..40)).prop_map(|(ends, lines)| {
            let end = |at: usize| [End::First, End::Last].get(at).copied().unwrap_or_default();
            sheet(ends.into_iter().map(end).collect(), &lines)
        })
    })
}

/// Two chains from one start that feed each other's end: one end has to stand farther right.
const ENTANGLED: [(u32, u32); 10] =
    [(8, 0), (0, 1), (1, 2), (2, 3), (1, 7), (8, 4), (4, 5), (5, 3), (5, 6), (6, 7)];

#[test]
fn a_box_stands_farther_right_where_its_lines_cross_nobody() {
    let sheet = sheet(vec![End::None; 9], &ENTANGLED);
    let graph = Graph::of(&sheet, LoopBreaking::Trophic);
    let drawing = drawn(&graph);
    assert_eq!((drawing.layers.count, drawing.crossings), (5, 1));
    let untangled = grid_sift::sift(&graph, drawing, Preset::Untangled, &Watch::nobody()).unwrap();
    assert_eq!((untangled.layers.count, untangled.crossings), (6, 0));
}

#[test]
fn compact_maps_get_no_more_columns() {
    let sheet = sheet(vec![End::None; 9], &ENTANGLED);
    let graph = Graph::of(&sheet, LoopBreaking::Trophic);
    let compact = grid_sift::sift(&graph, drawn(&graph), Preset::Compact, &Watch::nobody()).unwrap();
    assert_eq!((compact.layers.count, compact.crossings), (5, 1));
}

proptest! {
    #[test]
    fn a_sifted_drawing_is_true_and_crosses_less_often(
        sheet in any_sheet(),
        preset in prop_oneof![Just(Preset::Compact), Just(Preset::Untangled)],
    ) {
        let graph = Graph::of(&sheet, LoopBreaking::Trophic);
        let before = drawn(&graph).crossings;
        let sifted = grid_sift::sift(&graph, drawn(&graph), preset, &Watch::nobody()).unwrap();
        let spans: u32 = graph.edges.iter().map(|e| {
            sifted.rank[e.to as usize] - sifted.rank[e.from as usize] // an edge to the left would panic here
        }).sum();
        prop_assert!(spans as usize >= graph.edges.len());
        let shorter = drawn(&graph).layers.bends.iter().map(ExactSizeIterator::len).sum::<usize>();
        prop_assert!(sifted.crossings <= before + shorter as u64, "only shorter lines may cost crossings");
        prop_assert_eq!(sifted.crossings, crossings(&sifted.layers, &sifted.order));
        let last = sifted.layers.count as u32 - 1;
        for (rank, end) in sifted.rank.iter().zip(&sheet.ends) {
            prop_assert!(*end != End::First || *rank == 0);
            prop_assert!(*end != End::Last || *rank == last);
        }
        for column in 0..=last {
            prop_assert!(sifted.rank.contains(&column), "no column is empty");
        }
    }

    #[test]
    fn the_forecast_for_a_box_with_one_line_is_the_best_of_all_ways(
        sheet in any_sheet(),
        at in any::<prop::sample::Index>(),
    ) {
        const MOST_BENDS: usize = 2; // all ways are tried
        let graph = Graph::of(&sheet, LoopBreaking::Trophic);
        let drawing = drawn(&graph);
        let boxes = 0..sheet.sizes.len() as u32;
        let alone = boxes.filter_map(|v| {
            let [line] = lines_at(&graph, v)[..] else { return None };
            (drawing.layers.bends[line.edge as usize].len() <= MOST_BENDS).then_some((v, line))
        });
        let alone: Vec<(u32, LineAt)> = alone.collect();
        prop_assume!(!alone.is_empty());
        let (v, line) = *at.get(&alone);
        let here = drawing.rank[v as usize];
        let spots = Probe::default().spots(&drawing.layers, &drawing.order, v, &[line], here..=here);
        let movable: Vec<u32> = drawing.layers.bends[line.edge as usize].clone().chain([v]).collect();
        let best = least_crossings(&drawing.layers, &drawing.order, &movable);
        // The box itself stays: its line alone may have been led badly.
        let stays = least_crossings(&drawing.layers, &drawing.order, &movable[..movable.len() - 1]);
        prop_assert_eq!(spots.len(), 1);
        prop_assert_eq!(spots[0].saved, stays as i64 - best as i64);
    }
}

fn lines_at(graph: &Graph, v: u32) -> Vec<LineAt> {
    let lines = graph.edges.iter().enumerate().filter(|(_, e)| e.from == v || e.to == v);
    let line = |(k, e): (usize, &Edge)| {
        let other = if e.from == v { e.to } else { e.from };
        LineAt { edge: k as u32, other, weight: e.weight }
    };
    lines.map(line).collect()
}

/// The least crossings with each of the `movable` nodes in any slot of its column.
fn least_crossings(layers: &Layers, order: &Order, movable: &[u32]) -> u64 {
    let Some((v, others)) = movable.split_first() else { return crossings(layers, order) };
    let layer = layers.layer_of[*v as usize] as usize;
    let at_slot = |slot| {
        let mut order = order.clone();
        order.move_to(layer, *v, slot);
        least_crossings(layers, &order, others)
    };
    (0..order.columns[layer].len()).map(at_slot).min().unwrap()
}
