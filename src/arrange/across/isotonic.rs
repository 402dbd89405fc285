//! Shorter lines: every column in turn moves as near to its neighbours as its order and distances allow.
//!
//! Exact least squares per column by pooling adjacent violators (R. Barlow et al., “Statistical Inference
//! under Order Restrictions”, 1972), as in T. Dwyer's separation constraints, but linear.

use super::{Layers, Order};

/// Fits a sequence of places to wishes, none nearer to the one before than its offset says.
#[derive(Default)]
pub(in crate::arrange) struct Fitter {
    pools: Vec<Pool>,
    offsets: Vec<f64>,
}

/// Neighbours that have to move together: weighted sum of wishes, weight, and how many they are.
struct Pool {
    sum: f64,
    weight: f64,
    nodes: usize,
}

impl Pool {
    fn place(&self) -> f64 {
        self.sum / self.weight
    }
}

impl Fitter {
    /// Starts a new sequence.
    pub fn clear(&mut self) {
        self.pools.clear();
        self.offsets.clear();
    }

    /// Adds the next of the sequence: its wish times the weight of that, the weight, and how far it has to
    /// be behind the first.
    pub fn push(&mut self, sum: f64, weight: f64, offset: f64) {
        let mut pool = Pool { sum: sum - weight * offset, weight, nodes: 1 };
        while let Some(above) = self.pools.pop_if(|above| above.place() >= pool.place()) {
            pool.sum += above.sum;
            pool.weight += above.weight;
            pool.nodes += above.nodes;
        }
        self.pools.push(pool);
        self.offsets.push(offset);
    }

    /// The places, each as what its pool agreed on and its own offset to be added.
    pub fn fitted(&self) -> impl Iterator<Item = (f64, f64)> {
        let places = self.pools.iter().flat_map(|pool| std::iter::repeat_n(pool.place(), pool.nodes));
        places.zip(self.offsets.iter().copied())
    }
}

/// Moves all columns `rounds` times, in alternating directions.
pub(super) fn shorten_lines(layers: &Layers, order: &Order, y: &mut [f64], rounds: usize) {
    let mut fitter = Fitter::default();
    for round in 0..rounds {
        for step in 0..layers.count {
            let layer = if round % 2 == 0 { step } else { layers.count - 1 - step };
            settle_column(layers, &order.columns[layer], y, &mut fitter);
        }
    }
}

fn settle_column(layers: &Layers, column: &[u32], y: &mut [f64], fitter: &mut Fitter) {
    fitter.clear();
    let mut offset = 0.0;
    for (at, v) in column.iter().enumerate() {
        if at > 0 {
            offset += layers.separation(column[at - 1], *v);
        }
        let (sum, weight) = wish(layers, *v, y);
        fitter.push(sum, weight, offset);
    }
    for (v, (place, offset)) in column.iter().zip(fitter.fitted()) {
        y[*v as usize] = place + offset;
    }
}

/// Where the neighbours want the node, times the weight of that wish, and the weight.
pub(in crate::arrange) fn wish(layers: &Layers, v: u32, y: &[f64]) -> (f64, f64) {
    const INERTIA: f64 = 0.15;
    const ALONE: f64 = 0.01;
    let (mut sum, mut weight) = (0.0, 0.0);
    for n in layers.left.of(v).iter().chain(layers.right.of(v)) {
        let stiffness = match (layers.is_bend(v), layers.is_bend(n.node)) {
            (false, false) => 1.0,
            (true, true) => 8.0,
            _ => 2.0,
        };
        let pull = stiffness * f64::from(n.weight);
        sum += pull * y[n.node as usize];
        weight += pull;
    }
    if weight == 0.0 {
        return (ALONE * y[v as usize], ALONE);
    }
    let own = INERTIA * weight;
    (sum + own * y[v as usize], weight + own)
}
