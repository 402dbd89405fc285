use super::super::direction::along_flow;
use super::super::ruling::Ruling;
use super::super::sheet::{Edge, Sheet};
use super::super::{BOX_GAP, End};
use std::ops::Range;

/// In which columns every box stands.
pub(super) struct Along {
    /// The first column of every box.
    pub first: Vec<u32>,
    /// How many columns there are.
    pub columns: u32,
}

impl Along {
    /// As many columns as give the level its aspect, equally full; suppliers before customers wherever that
    /// can be had, and not far from them. Those who belong at an end have the columns there to themselves.
    pub fn find(sheet: &Sheet, ruling: Ruling, edges: &[Edge]) -> Self {
        let order = along_flow(sheet.sizes.len(), edges);
        let ends = |end: End| order.iter().copied().filter(move |v| sheet.ends[*v as usize] == end);
        let widest = |end: End| ends(end).map(|v| span(sheet, v)).max().unwrap_or(0);
        let between: Vec<u32> = ends(End::None).collect();
        let start = widest(End::First);
        let inner = start..start + column_count(sheet, ruling, &between).max(widest(End::None));
        let columns = inner.end + widest(End::Last);
        let mut first = vec![0; order.len()];
        spread(sheet, &inner, &between, &mut first);
        for v in ends(End::Last) {
            first[v as usize] = inner.end;
        }
        let mut search = Search::new(sheet, edges, first, inner, &between);
        search.improve(&between);
        Self { first: search.first, columns }
    }
}

/// The room that a box takes in each of its columns.
fn room(sheet: &Sheet, v: u32) -> f64 {
    f64::from(sheet.sizes[v as usize].height) + BOX_GAP
}

fn span(sheet: &Sheet, v: u32) -> u32 {
    sheet.stands[v as usize].span
}

/// The room that a box takes in all its columns.
fn cells(sheet: &Sheet, v: u32) -> f64 {
    room(sheet, v) * f64::from(span(sheet, v))
}

fn column_count(sheet: &Sheet, ruling: Ruling, boxes: &[u32]) -> u32 {
    /// Share of the whole that boxes take.
    const FILLED: f64 = 0.65;
    let cells: f64 = boxes.iter().map(|v| cells(sheet, *v)).sum();
    let pitch = f64::from(ruling.pitch);
    ((cells * pitch * f64::from(sheet.aspect) / FILLED).sqrt() / pitch).round() as u32
}

/// Gives boxes in `order` their first columns, so that all of the columns are about equally full.
fn spread(sheet: &Sheet, columns: &Range<u32>, order: &[u32], first: &mut [u32]) {
    let all: f64 = order.iter().map(|v| cells(sheet, *v)).sum();
    let mut before = 0.0;
    for &v in order {
        let middle = (before + cells(sheet, v) / 2.0) / all * columns.len() as f64;
        let wished = (middle - f64::from(span(sheet, v)) / 2.0).round() as u32;
        first[v as usize] = (columns.start + wished).min(columns.end - span(sheet, v));
        before += cells(sheet, v);
    }
}

/// Moves single boxes to where columns are less full and lines shorter and along the flow.
struct Search<'a> {
    sheet: &'a Sheet,
    first: Vec<u32>,
    /// For every box the lines at it: the other end, whether that is the customer, and how many they are.
    lines: Vec<Vec<(u32, bool, f64)>>,
    /// The columns in which boxes may stand.
    columns: Range<u32>,
    /// How full every column is; 1 is the mean of those in which boxes may stand.
    full: Vec<f64>,
    /// The room that is that mean.
    mean: f64,
    /// What a column costs that is as full as the mean.
    cost_of_full: f64,
}

impl<'a> Search<'a> {
    fn new(sheet: &'a Sheet, edges: &[Edge], first: Vec<u32>, columns: Range<u32>, boxes: &[u32]) -> Self {
        let count = columns.len().max(1) as f64;
        let weight: f64 = edges.iter().map(|e| f64::from(e.weight)).sum();
        let mut lines = vec![Vec::new(); first.len()];
        for e in edges {
            lines[e.from as usize].push((e.to, true, f64::from(e.weight)));
            lines[e.to as usize].push((e.from, false, f64::from(e.weight)));
        }
        let mut search = Self {
            sheet,
            first,
            lines,
            full: vec![0.0; columns.end as usize],
            columns,
            mean: boxes.iter().map(|v| cells(sheet, *v)).sum::<f64>() / count,
            cost_of_full: weight / count,
        };
        for v in boxes {
            search.fill(*v, 1.0);
        }
        search
    }

    fn improve(&mut self, boxes: &[u32]) {
        const ROUNDS: usize = 6;
        for _ in 0..ROUNDS {
            let mut has_moved = false;
            for &v in boxes {
                has_moved |= self.move_to_cheapest(v);
            }
            if !has_moved {
                break;
            }
        }
    }

    fn move_to_cheapest(&mut self, v: u32) -> bool {
        const TO_MATTER: f64 = 1e-6;
        self.fill(v, -1.0);
        let before = self.first[v as usize];
        let mut best = (self.cost(v, before) - TO_MATTER, before);
        for first in self.columns.start..=self.columns.end - span(self.sheet, v) {
            let cost = self.cost(v, first);
            if cost < best.0 {
                best = (cost, first);
            }
        }
        self.first[v as usize] = best.1;
        self.fill(v, 1.0);
        best.1 != before
    }

    /// Adds a box to its columns, or takes it out with `sign` -1.
    fn fill(&mut self, v: u32, sign: f64) {
        let first = self.first[v as usize] as usize;
        let room = sign * room(self.sheet, v) / self.mean;
        self.full[first..first + span(self.sheet, v) as usize].iter_mut().for_each(|full| *full += room);
    }

    /// What it costs to have a box, that fills no column now, in the columns from `first`.
    fn cost(&self, v: u32, first: u32) -> f64 {
        const FAR: f64 = 0.3;
        const AGAINST_FLOW: f64 = 4.0;
        let own = room(self.sheet, v) / self.mean;
        let (start, end) = (f64::from(first), f64::from(first + span(self.sheet, v)));
        let columns = &self.full[first as usize..(first + span(self.sheet, v)) as usize];
        let crowd: f64 = columns.iter().map(|full| (full + own).powi(2) - full.powi(2)).sum();
        let lines = self.lines[v as usize].iter().map(|(other, is_customer, weight)| {
            let there = self.first[*other as usize];
            let (there, there_end) = (f64::from(there), f64::from(there + span(self.sheet, *other)));
            let (ahead, reach) = if *is_customer {
                (there - end, there_end - start)
            } else {
                (start - there_end, end - there)
            };
            let far = FAR * (start + end - there - there_end).abs() / 2.0;
            // Beside each other is half as bad as the wrong way round.
            let against = f64::from(u8::from(ahead < 0.0)) + f64::from(u8::from(reach <= 0.0));
            weight * (far + AGAINST_FLOW * against)
        });
        self.cost_of_full * crowd + lines.sum::<f64>()
    }
}
