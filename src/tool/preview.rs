use super::Handle;
use crate::edit::SupplyEnd;
use crate::model::{PartyId, PartyKind, Point, Rect, SupplyId};

/// What is painted on top of the map while a gesture is under way. Nothing of it is on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// Parties that are drawn elsewhere than the map says.
    pub places: Vec<(PartyId, Point)>,
    /// Boxes that do not exist yet: a new party, the copies of a drag with Alt.
    pub ghosts: Vec<Ghost>,
    /// A supply being drawn.
    pub link: Option<LinkLine>,
    /// The rectangle that selects.
    pub marquee: Option<Rect>,
    /// The party or team that a release would connect to or drop into.
    pub drop_target: Option<PartyId>,
    /// A team's frame being resized.
    pub frame: Option<(PartyId, Rect)>,
    /// Lines that show what a moving box lines up with.
    pub guides: Vec<Guide>,
    /// Spots from which a supply can be drawn.
    pub handles: Vec<Handle>,
}

/// A line that shows why a moving box comes to lie where it does: an edge or centre in common, or one of two equal gaps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
}

/// A box that does not exist yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// What it will be.
    pub kind: PartyKind,
    /// What it will be called.
    pub name: String,
    /// Where.
    pub area: Rect,
}

/// A supply being drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkLine {
    /// The party at the fixed end.
    pub from: PartyId,
    /// What the party at the fixed end is.
    pub from_end: SupplyEnd,
    /// Where the loose end is.
    pub to: Point,
    /// The party that the loose end would be attached to.
    pub to_party: Option<PartyId>,
    /// The supply whose end is dragged; `None` for a new one.
    pub supply: Option<SupplyId>,
}

/// The shape of the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cursor {
    /// The ordinary arrow.
    #[default]
    Arrow,
    /// A hand that points.
    Point,
    /// A cross: something will be placed or drawn.
    Cross,
    /// Something is being moved.
    Move,
    /// Something is being copied.
    Copy,
    /// An open hand: the map can be moved.
    Grab,
    /// A closed hand: the map is being moved.
    Grabbing,
    /// Two arrows from the upper left to the lower right.
    Resize,
}
