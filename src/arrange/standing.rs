use crate::model::{Flow, Rect};

/// Which way a map flows as its boxes stand: the way in which clearly more customers lie behind their
/// supplier. `None` where that is not clear: a few boxes, a circle, everything on one heap.
///
/// Lines obey what stands. Whoever prefers another flow, or opens a stranger's map, gets a sound picture.
pub fn standing_flow(boxes: &[Rect], lines: &[(u32, u32)]) -> Option<Flow> {
    const LEAST: usize = 4;
    let (mut right, mut down) = (0_usize, 0_usize);
    for (from, to) in lines {
        let (Some(a), Some(b)) = (boxes.get(*from as usize), boxes.get(*to as usize)) else { continue };
        let is_right = a.max.x < b.min.x;
        let is_down = a.max.y < b.min.y;
        right += usize::from(is_right);
        down += usize::from(is_down);
    }
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
