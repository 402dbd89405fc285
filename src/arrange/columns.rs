//! The layered engine for one connected level: direction, columns, order, places (K. Sugiyama, S. Tagawa,
//! M. Toda, IEEE SMC 11, 1981, phase by phase with the methods that each phase names).

use super::direction::LoopBreaking;
use super::drawing::{Drawing, Graph};
use super::layers::Layers;
use super::order::Effort;
use super::ruling::{LABEL_MARGIN, Ruling, Stand};
use super::sheet::Sheet;
use super::{COLUMN_GAP, Preset, Watch, across, grid_sift, tangled};
use crate::model::{Point, Size};

/// Where the boxes of a level stand, from the level's top left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Arranged {
    /// The middle of every box.
    pub centers: Vec<Point>,
    /// The room that all of it takes.
    pub size: Size,
    /// How many columns of the map's [`super::ruling::Ruling`] it takes, the first at 0; else 0.
    pub columns: u32,
}

/// Arranges a level in columns. `None` if the watch stopped the work.
pub(super) fn in_columns(sheet: &Sheet, preset: Preset, watch: &Watch) -> Option<Arranged> {
    const MOST_TRIED: usize = 500;
    const MOST_UNTANGLED: usize = 1_500;
    if let Some(ruling) = sheet.ruling.filter(|_| preset == Preset::Compact && tangled::is_tangled(sheet)) {
        return tangled::arrange(sheet, ruling, watch);
    }
    let how = match (preset, sheet.sizes.len()) {
        (Preset::Untangled, 0..=MOST_TRIED) => most_promising(sheet, watch)?,
        // On large maps a look at each way costs too much, and this one is nearly always the best.
        (Preset::Untangled, ..=MOST_UNTANGLED) => LoopBreaking::DepthFirst(0),
        _ => LoopBreaking::Trophic,
    };
    let graph = Graph::of(sheet, how);
    let drawing = Drawing::of(&graph, Effort::Full, watch)?;
    let drawing = grid_sift::sift(&graph, drawing, preset, watch)?;
    Some(arranged(sheet, &drawing))
}

/// Of several ways to break loops the one whose drawing looks best at a glance.
fn most_promising(sheet: &Sheet, watch: &Watch) -> Option<LoopBreaking> {
    const SHUFFLES: u32 = 1;
    let depth_first = (0..SHUFFLES).map(LoopBreaking::DepthFirst);
    let mut best = (f64::MAX, LoopBreaking::Trophic);
    for how in std::iter::once(LoopBreaking::Trophic).chain(depth_first) {
        let drawing = Drawing::of(&Graph::of(sheet, how), Effort::Glance, watch)?;
        let cost = cost(drawing.crossings, arranged(sheet, &drawing).size);
        if cost < best.0 {
            best = (cost, how);
        }
    }
    Some(best.1)
}

/// Crossings count most; sixteen times the area is as bad as twice the crossings.
fn cost(crossings: u64, size: Size) -> f64 {
    let area = f64::from(size.width) * f64::from(size.height);
    (crossings as f64 + 1.0) * area.powf(0.25)
}

fn arranged(sheet: &Sheet, drawing: &Drawing) -> Arranged {
    let y = across::coordinates(&drawing.layers, &drawing.order);
    let columns = Columns::new(sheet, &drawing.rank, drawing.layers.count);
    columns.arrange(sheet, &drawing.layers, &y)
}

/// Where the boxes stand along the flow.
struct Columns {
    middles: Vec<f32>,
    width: f32,
    /// How many of the map's columns that takes.
    taken: u32,
}

impl Columns {
    /// Every column as wide as its widest box, every gap as wide as the widest label that starts before it.
    fn new(sheet: &Sheet, rank: &[u32], count: usize) -> Self {
        sheet
            .ruling
            .map_or_else(|| Self::own(sheet, rank, count), |ruling| Self::ruled(sheet, ruling, rank, count))
    }

    /// Every column takes as many of the map's as its widest box.
    fn ruled(sheet: &Sheet, ruling: Ruling, rank: &[u32], count: usize) -> Self {
        let mut spans = vec![0; count];
        for (stand, r) in sheet.stands.iter().zip(rank) {
            spans[*r as usize] = stand.span.max(spans[*r as usize]);
        }
        let mut taken = 0;
        let first = spans.iter().map(|span| {
            taken += span;
            taken - span
        });
        let first: Vec<u32> = first.collect();
        let middle = |(stand, r): (&Stand, &u32)| {
            let r = *r as usize;
            ruling.middle(first[r] + (spans[r] - stand.span) / 2, *stand)
        };
        let middles = sheet.stands.iter().zip(rank).map(middle).collect();
        Self { middles, width: ruling.across(taken), taken }
    }

    fn own(sheet: &Sheet, rank: &[u32], count: usize) -> Self {
        let mut widths = vec![0.0_f32; count];
        for (size, r) in sheet.sizes.iter().zip(rank) {
            widths[*r as usize] = widths[*r as usize].max(size.width);
        }
        let mut gaps = vec![COLUMN_GAP; count];
        for line in &sheet.lines {
            let (a, b) = (rank[line.from as usize], rank[line.to as usize]);
            if a != b && line.label_width > 0.0 {
                let gap = &mut gaps[a.min(b) as usize];
                *gap = gap.max(line.label_width + LABEL_MARGIN);
            }
        }
        let mut middles = Vec::with_capacity(count);
        let mut right = 0.0;
        for (i, (width, gap)) in widths.iter().zip(&gaps).enumerate() {
            middles.push(right + width / 2.0);
            right += width + if i + 1 < count { *gap } else { 0.0 };
        }
        let middles = rank.iter().map(|r| middles[*r as usize]).collect();
        Self { middles, width: right, taken: 0 }
    }

    fn arrange(&self, sheet: &Sheet, layers: &Layers, y: &[f64]) -> Arranged {
        let edges = y.iter().zip(&layers.breadth);
        let (top, bottom) = edges.fold((f64::MAX, f64::MIN), |(top, bottom), (y, breadth)| {
            (top.min(y - breadth / 2.0), bottom.max(y + breadth / 2.0))
        });
        let centers = self.middles.iter().zip(&y[..sheet.sizes.len()]);
        let centers = centers.map(|(x, y)| Point::new(*x, (y - top) as f32));
        Arranged {
            centers: centers.collect(),
            size: Size::new(self.width, (bottom - top).max(0.0) as f32),
            columns: self.taken,
        }
    }
}
