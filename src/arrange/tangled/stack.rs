use super::super::sheet::Sheet;
use super::along::Along;

/// Least distance between two boxes of the level, one above the other: lines to all teams pass there.
const GAP: f64 = 50.0;

/// Sets boxes one above the other wherever they share columns.
pub(super) struct Stack<'a> {
    sheet: &'a Sheet,
    along: &'a Along,
}

/// The boxes from top to bottom, each with those directly above it.
type Rows = Vec<(u32, Vec<u32>)>;

impl<'a> Stack<'a> {
    /// Boxes that stand in the columns of `along`.
    pub fn new(sheet: &'a Sheet, along: &'a Along) -> Self {
        Self { sheet, along }
    }

    /// Middles in the order of `wishes`, then drawn to where their lines lead as long as that makes the
    /// lines shorter; and the height of the whole.
    pub fn settled(&self, wishes: &[f64]) -> (Vec<f64>, f64) {
        const ROUNDS: usize = 4;
        let mut best = self.places(wishes);
        let mut shortest = self.climb(&best);
        let mut y = best.clone();
        for _ in 1..ROUNDS {
            y = self.places(&self.wishes(&y));
            let climb = self.climb(&y);
            if climb < shortest {
                shortest = climb;
                best.clone_from(&y);
            }
        }
        let boxes = 0..best.len() as u32;
        let top = boxes.clone().map(|v| best[v as usize] - self.half(v)).fold(f64::MAX, f64::min);
        for y in &mut best {
            *y -= top;
        }
        let bottom = boxes.map(|v| best[v as usize] + self.half(v)).fold(0.0, f64::max);
        (best, bottom)
    }

    /// How far all lines climb or fall.
    fn climb(&self, y: &[f64]) -> f64 {
        let end = |v: u32, offset: f32| y[v as usize] + f64::from(offset);
        let lines = self.sheet.lines.iter();
        lines.map(|l| (end(l.from, l.offsets.0) - end(l.to, l.offsets.1)).abs()).sum()
    }

    /// Where its lines want every box.
    fn wishes(&self, y: &[f64]) -> Vec<f64> {
        const INERTIA: f64 = 0.2;
        let mut sums = vec![(0.0, 0.0); y.len()];
        for l in self.sheet.lines.iter().filter(|l| l.from != l.to) {
            let (from, to) = (l.from as usize, l.to as usize);
            let lower = f64::from(l.offsets.0) - f64::from(l.offsets.1);
            for (v, wish) in [(from, y[to] - lower), (to, y[from] + lower)] {
                sums[v].0 += wish;
                sums[v].1 += 1.0;
            }
        }
        let mixed = |((sum, count), y): (&(f64, f64), &f64)| {
            if *count > 0.0 { INERTIA * y + (1.0 - INERTIA) * sum / count } else { *y }
        };
        sums.iter().zip(y).map(mixed).collect()
    }

    /// Places as near to the wishes, and in their order, as the least height of the whole allows. Pushed
    /// down as far as need be and pushed up so: both keep all distances, and so does the mean of both.
    fn places(&self, wishes: &[f64]) -> Vec<f64> {
        let rows = self.rows(wishes);
        let (highest, lowest) = self.limits(&rows);
        let within = |(v, wish): (usize, f64)| wish.max(highest[v]).min(lowest[v]);
        let mut down: Vec<f64> = self.scaled(wishes, &lowest).into_iter().enumerate().map(within).collect();
        let mut up = down.clone();
        self.push_down(&rows, &mut down);
        self.push_up(&rows, &mut up);
        down.into_iter().zip(up).map(|(a, b)| f64::midpoint(a, b)).collect()
    }

    fn rows(&self, wishes: &[f64]) -> Rows {
        let mut order: Vec<u32> = (0..wishes.len() as u32).collect();
        order.sort_by(|a, b| wishes[*a as usize].total_cmp(&wishes[*b as usize]).then(a.cmp(b)));
        let mut lowest: Vec<Option<u32>> = vec![None; self.along.columns as usize];
        let row = |v: u32| {
            let first = self.along.first[v as usize] as usize;
            let own = &mut lowest[first..first + self.sheet.stands[v as usize].span as usize];
            let mut above: Vec<u32> = own.iter().flatten().copied().collect();
            above.dedup();
            own.fill(Some(v));
            (v, above)
        };
        order.into_iter().map(row).collect()
    }

    /// The highest and the lowest middle of every box if the whole is no higher than need be.
    fn limits(&self, rows: &Rows) -> (Vec<f64>, Vec<f64>) {
        let boxes = 0..rows.len() as u32;
        let mut highest: Vec<f64> = boxes.clone().map(|v| self.half(v)).collect();
        self.push_down(rows, &mut highest);
        let bottom = boxes.clone().map(|v| highest[v as usize] + self.half(v)).fold(0.0, f64::max);
        let mut lowest: Vec<f64> = boxes.map(|v| bottom - self.half(v)).collect();
        self.push_up(rows, &mut lowest);
        (highest, lowest)
    }

    /// The wishes moved, and drawn together where they are too far apart, to the height of the whole.
    fn scaled(&self, wishes: &[f64], lowest: &[f64]) -> Vec<f64> {
        let halves = (0..wishes.len() as u32).map(|v| self.half(v));
        let extent =
            |(top, bottom): (f64, f64), (y, half): (&f64, f64)| (top.min(y - half), bottom.max(y + half));
        let (top, bottom) = wishes.iter().zip(halves.clone()).fold((f64::MAX, f64::MIN), extent);
        let height = lowest.iter().zip(halves).map(|(y, half)| y + half).fold(0.0, f64::max);
        let scale = (height / (bottom - top).max(1.0)).min(1.0);
        let middle = f64::midpoint(top, bottom);
        wishes.iter().map(|y| height / 2.0 + scale * (y - middle)).collect()
    }

    fn push_down(&self, rows: &Rows, y: &mut [f64]) {
        for (v, above) in rows {
            for u in above {
                y[*v as usize] = y[*v as usize].max(y[*u as usize] + self.distance(*u, *v));
            }
        }
    }

    fn push_up(&self, rows: &Rows, y: &mut [f64]) {
        for (v, above) in rows.iter().rev() {
            for u in above {
                y[*u as usize] = y[*u as usize].min(y[*v as usize] - self.distance(*u, *v));
            }
        }
    }

    fn half(&self, v: u32) -> f64 {
        f64::from(self.sheet.sizes[v as usize].height) / 2.0
    }

    fn distance(&self, a: u32, b: u32) -> f64 {
        self.half(a) + self.half(b) + GAP
    }
}
