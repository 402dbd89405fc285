//! Levels whose teams supply each other so much that columns in the order of the flow would be many and
//! nearly empty. They fill a given number of columns instead: along the flow as far as that goes (`along`),
//! in the order of the layered engine across it, and close together (`stack`).

mod along;
mod stack;

use super::columns::Arranged;
use super::direction::along_flow;
use super::layers::Layers;
use super::order::{Effort, best_order};
use super::ruling::Ruling;
use super::sheet::{Edge, Sheet, merge_parallel};
use super::{Watch, across};
use crate::model::{Point, Size};
use along::Along;
use stack::Stack;
use std::cmp::Ordering;

/// Whether a level has teams that have no clear order along the flow: many lines would lead back, or some
/// and far more pairs supply each other than one flow could hold.
pub(super) fn is_tangled(sheet: &Sheet) -> bool {
    const MANY_BACK: f64 = 0.25;
    const SOME_BACK: f64 = 0.05;
    const MOST_PAIRS_A_BOX: usize = 2;
    if !sheet.stands.iter().any(|stand| stand.is_frame) {
        return false;
    }
    let edges = edges_of(sheet);
    let mut position = vec![0; sheet.sizes.len()];
    for (at, v) in along_flow(sheet.sizes.len(), &edges).into_iter().enumerate() {
        position[v as usize] = at;
    }
    let leads_back = |e: &&Edge| position[e.from as usize] > position[e.to as usize];
    let weight = |e: &Edge| f64::from(e.weight);
    let back =
        edges.iter().filter(leads_back).map(weight).sum::<f64>() / edges.iter().map(weight).sum::<f64>();
    let mut pairs: Vec<(u32, u32)> = edges.iter().map(|e| (e.from.min(e.to), e.from.max(e.to))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    back > MANY_BACK || (back > SOME_BACK && pairs.len() > MOST_PAIRS_A_BOX * sheet.sizes.len())
}

fn edges_of(sheet: &Sheet) -> Vec<Edge> {
    let edges = sheet.lines.iter().map(|line| Edge { from: line.from, to: line.to, weight: 1 });
    merge_parallel(edges.filter(|e| e.from != e.to).collect())
}

/// Arranges a tangled level in the columns of the map. `None` if the watch stopped the work.
pub(super) fn arrange(sheet: &Sheet, ruling: Ruling, watch: &Watch) -> Option<Arranged> {
    let edges = edges_of(sheet);
    let along = Along::find(sheet, ruling, &edges);
    let wishes = across_flow(sheet, &along, &edges, watch)?;
    let (y, height) = Stack::new(sheet, &along).settled(&wishes);
    let middle = |v: usize| ruling.middle(along.first[v], sheet.stands[v]);
    Some(Arranged {
        centers: y.iter().enumerate().map(|(v, y)| Point::new(middle(v), *y as f32)).collect(),
        size: Size::new(ruling.across(along.columns), height as f32),
        columns: along.columns,
    })
}

/// Where the layered engine would have every box across the flow if it stood in one column, that of its
/// middle, and were higher instead of wide.
fn across_flow(sheet: &Sheet, along: &Along, edges: &[Edge], watch: &Watch) -> Option<Vec<f64>> {
    let boxes = 0..sheet.sizes.len();
    let middle = |v: usize| along.first[v] + sheet.stands[v].span / 2;
    let mut used: Vec<u32> = boxes.clone().map(middle).collect();
    used.sort_unstable();
    used.dedup();
    let rank: Vec<u32> =
        boxes.clone().map(|v| used.partition_point(|column| *column < middle(v)) as u32).collect();
    let rightwards = |e: &Edge| match rank[e.from as usize].cmp(&rank[e.to as usize]) {
        Ordering::Less => Some(*e),
        Ordering::Equal => None,
        Ordering::Greater => Some(Edge { from: e.to, to: e.from, weight: e.weight }),
    };
    let edges = merge_parallel(edges.iter().filter_map(rightwards).collect());
    let breadth = |v: usize| f64::from(sheet.sizes[v].height) * f64::from(sheet.stands[v].span);
    let layers = Layers::new(&rank, &boxes.map(breadth).collect::<Vec<_>>(), &edges);
    // More effort was measured to bring nothing here: what follows moves too much.
    let (order, _) = best_order(&layers, Effort::Glance, watch)?;
    let mut y = across::coordinates(&layers, &order);
    y.truncate(sheet.sizes.len());
    Some(y)
}
