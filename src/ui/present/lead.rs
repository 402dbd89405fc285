use crate::model::{Point, Rect};

/// What the facilitator's window gives the room to see.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lead {
    /// The part of the map that the facilitator sees; none before the first frame.
    pub visible: Option<Rect>,
    /// Where the work is: what is typed or selected, if the facilitator sees it.
    pub attention: Option<Rect>,
    /// Where the pointer for everybody is.
    pub spot: Option<Point>,
    /// The rectangle around the whole map.
    pub bounds: Option<Rect>,
}
