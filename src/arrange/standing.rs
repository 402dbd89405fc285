use crate::model::{Flow, Rect};

/// Which way a map flows as its boxes stand: the way in which clearly more customers lie behind their
/// supplier. Whoever keeps it counts only those whose boxes have changed.
///
/// Lines obey what stands. Whoever prefers another flow, or opens a stranger's map, gets a sound picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StandingFlow {
    right: usize,
    down: usize,
}

impl StandingFlow {
    /// One box supplies another one.
    pub fn add(&mut self, supplier: Rect, customer: Rect) {
        let (right, down) = ways(supplier, customer);
        self.right += usize::from(right);
        self.down += usize::from(down);
    }

    /// It does so no more; they stand where they did when it was added.
    pub fn remove(&mut self, supplier: Rect, customer: Rect) {
        let (right, down) = ways(supplier, customer);
        self.right -= usize::from(right);
        self.down -= usize::from(down);
    }

    /// The flow; `None` where it is not clear: a few boxes, a circle, everything on one heap.
    pub fn flow(self) -> Option<Flow> {
        const LEAST: usize = 4;
        let Self { right, down } = self;
        if right.max(down) < LEAST {
            return None;
        }
        // Columns have steep lines and rows flat ones: the way of the flow is the one that nearly all take.
        if right >= down + down / 4 {
            Some(Flow::LeftToRight)
        } else if down >= right + right / 4 {
            Some(Flow::TopToBottom)
        } else {
            None
        }
    }
}

/// Whether the customer lies to the right of the supplier, and whether below.
fn ways(supplier: Rect, customer: Rect) -> (bool, bool) {
    (supplier.max.x < customer.min.x, supplier.max.y < customer.min.y)
}
