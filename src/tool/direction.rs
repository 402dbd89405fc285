use crate::edit::SupplyEnd;
use crate::model::{Flow, Point};

/// One of the four ways on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];

    /// The way to a customer.
    pub(super) fn along(flow: Flow) -> Self {
        match flow {
            Flow::LeftToRight => Self::Right,
            Flow::TopToBottom => Self::Down,
        }
    }

    /// The way to whoever stands beside in the flow.
    pub(super) fn beside(flow: Flow) -> Self {
        match flow {
            Flow::LeftToRight => Self::Down,
            Flow::TopToBottom => Self::Right,
        }
    }

    /// What a party is for whoever is added this way of it: the customer upstream, else the supplier.
    pub(super) fn end_of_origin(self, flow: Flow) -> SupplyEnd {
        match (self, flow) {
            (Self::Left, Flow::LeftToRight) | (Self::Up, Flow::TopToBottom) => SupplyEnd::Customer,
            _ => SupplyEnd::Supplier,
        }
    }

    /// One unit that way.
    pub fn unit(self) -> Point {
        match self {
            Self::Left => Point::new(-1.0, 0.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Up => Point::new(0.0, -1.0),
            Self::Down => Point::new(0.0, 1.0),
        }
    }

    /// Whether it leads left or right.
    pub(super) fn is_level(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}
