//! Shorter lines: every column in turn moves as near to its neighbours as its order and distances allow.
//!
//! Exact least squares per column by pooling adjacent violators (R. Barlow et al., “Statistical Inference
//! under Order Restrictions”, 1972), as in T. Dwyer's separation constraints, but linear.

use super::{Layers, Order};

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

/// Moves all columns `rounds` times, in alternating directions.
pub(super) fn shorten_lines(layers: &Layers, order: &Order, y: &mut [f64], rounds: usize) {
    let mut pools = Vec::new();
    let mut offsets = Vec::new();
    for round in 0..rounds {
        for step in 0..layers.count {
            let layer = if round % 2 == 0 { step } else { layers.count - 1 - step };
            settle_column(layers, &order.columns[layer], y, &mut pools, &mut offsets);
        }
    }
}

fn settle_column(
    layers: &Layers,
    column: &[u32],
    y: &mut [f64],
    pools: &mut Vec<Pool>,
    offsets: &mut Vec<f64>,
) {
    pools.clear();
    offsets.clear();
    let mut offset = 0.0;
    for (at, v) in column.iter().enumerate() {
        if at > 0 {
            offset += layers.separation(column[at - 1], *v);
        }
        offsets.push(offset);
        let (sum, weight) = wish(layers, *v, y);
        let mut pool = Pool { sum: sum - weight * offset, weight, nodes: 1 };
        while let Some(above) = pools.pop_if(|above| above.place() >= pool.place()) {
            pool.sum += above.sum;
            pool.weight += above.weight;
            pool.nodes += above.nodes;
        }
        pools.push(pool);
    }
    let mut nodes = column.iter().zip(offsets.iter());
    for pool in pools.iter() {
        let place = pool.place();
        for (v, offset) in nodes.by_ref().take(pool.nodes) {
            y[*v as usize] = place + offset;
        }
    }
}

/// Where the neighbours want the node, times the weight of that wish, and the weight.
fn wish(layers: &Layers, v: u32, y: &[f64]) -> (f64, f64) {
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
