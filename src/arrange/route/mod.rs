//! Lines for supplies between boxes that already have their places: smooth, round foreign boxes, ends spread
//! along the sides, parallel and opposite ones apart. Routes are never stored: the same boxes always give
//! the same routes.

mod change;
mod corner;
mod crowded;
mod curve;
mod detour;
mod due;
mod frame_edges;
mod gap;
mod ground;
mod lanes;
mod line;
mod line_index;
mod loops;
mod loose;
mod near;
mod nudge;
mod obstacles;
mod part;
mod path;
mod patience;
mod port;
mod reroute;
mod router;
mod siblings;
mod side;
mod track;
mod trail;
mod waiting;

pub use change::{Change, RoutedBox};
pub use line::EarlierLabel;
pub use router::Router;
pub use side::Side;

use super::Flow;
use crate::model::{Point, Rect};

/// How far a line leads straight away from its box before it turns.
const STUB: f32 = 12.0;

/// The line of one supply.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// A smooth line from supplier to customer: a start and then two control points and an end, three and
    /// three. Empty if an end does not exist.
    pub curve: Vec<Point>,
    /// The side of the supplier's box where it starts.
    pub from_side: Side,
    /// The side of the customer's box where it ends.
    pub to_side: Side,
}

impl Route {
    /// The line as a polyline that is nowhere more than about a pixel away.
    pub fn flattened(&self) -> Vec<Point> {
        curve::flattened(&self.curve)
    }

    fn transposed(self) -> Self {
        Self {
            curve: self.curve.into_iter().map(|p| Point::new(p.y, p.x)).collect(),
            from_side: self.from_side.transposed(),
            to_side: self.to_side.transposed(),
        }
    }
}

/// Routes all `lines` (supplier and customer as indexes into `boxes`). Boxes with `is_frame` are frames of
/// teams: lines may pass through them.
pub fn route(boxes: &[Rect], is_frame: &[bool], lines: &[(u32, u32)], flow: Flow) -> Vec<Route> {
    Router::new(boxes, is_frame, lines, flow).into_routes()
}
