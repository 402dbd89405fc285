use super::{Context, Pointer};
use crate::edit::SupplyEnd;
use crate::model::{ElementId, Flow, NoteSubject, PartyId, PartyKind, Point, Rect, SupplyId};

/// Boxes narrower than this on the screen show no handles.
const LEAST_WIDTH_FOR_HANDLES_PX: f32 = 40.0;
/// How far outside the box the middle of a handle lies.
const HANDLE_DISTANCE_PX: f32 = 12.0;
/// How near one has to be to a handle.
const HANDLE_REACH_PX: f32 = 11.0;
/// Half the band in which a supply can be clicked (12 px in all).
const SUPPLY_REACH_PX: f32 = 6.0;
/// How near one has to be to the end of a selected supply.
const END_REACH_PX: f32 = 9.0;
/// How near one has to be to the frame of a team.
const FRAME_REACH_PX: f32 = 5.0;
/// How near one has to be to the corner that resizes a team.
const CORNER_REACH_PX: f32 = 9.0;

/// What the pointer is on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Target {
    /// Nothing: blank canvas.
    #[default]
    Canvas,
    /// The box of a party.
    Party(PartyId),
    /// The title or the edge of a team's frame.
    TeamFrame(PartyId),
    /// The lower right corner of a selected team's frame.
    TeamCorner(PartyId),
    /// A handle beside a party.
    Handle(Handle),
    /// The badges that count the notes on something.
    Notes(NoteSubject),
    /// The line of a supply.
    Supply(SupplyId),
    /// The label of a supply.
    Label(SupplyId),
    /// The line of several supplies that are bundled, or its list where that names none of them.
    Bundle(SupplyId),
    /// One end of a selected supply.
    SupplyEnd(SupplyId, SupplyEnd),
}

/// A spot beside a party from which a supply is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// The party beside which it is.
    pub party: PartyId,
    /// What the party will be: the supplier from the handle behind it in the flow, the customer from the one before.
    pub end: SupplyEnd,
    /// Its middle.
    pub at: Point,
}

impl Target {
    /// What can be selected there.
    pub fn element(self) -> Option<ElementId> {
        match self {
            Self::Canvas | Self::Handle(_) => None,
            Self::Party(id) | Self::TeamFrame(id) | Self::TeamCorner(id) => Some(id.into()),
            Self::Supply(id) | Self::Label(id) | Self::Bundle(id) | Self::SupplyEnd(id, _) => Some(id.into()),
            Self::Notes(subject) => Some(subject.element()),
        }
    }

    /// The party whose handles are shown while the pointer is there.
    pub(super) fn party_with_handles(self) -> Option<PartyId> {
        match self {
            Self::Party(id) | Self::TeamFrame(id) | Self::TeamCorner(id) => Some(id),
            Self::Handle(handle) => Some(handle.party),
            _ => None,
        }
    }
}

/// What `pointer` is on, given whose handles are shown.
pub(super) fn target_at(pointer: &Pointer, with_handles: Option<PartyId>, cx: &Context<'_>) -> Target {
    let at = pointer.at;
    if !cx.is_read_only {
        if let Some(handle) = handle_at(at, with_handles, cx) {
            return Target::Handle(handle);
        }
        if let Some((supply, end)) = selected_end_at(at, cx) {
            return Target::SupplyEnd(supply, end);
        }
        if let Some(team) = selected_corner_at(at, cx) {
            return Target::TeamCorner(team);
        }
    }
    thing_at(at, cx)
}

/// The element at a place, without handles, ends and corners.
pub(super) fn thing_at(at: Point, cx: &Context<'_>) -> Target {
    if let Some(subject) = cx.hits.notes_at(at) {
        return Target::Notes(subject);
    }
    if let Some(party) = cx.hits.party_at(at) {
        return Target::Party(party);
    }
    let supply = cx.hits.supply_at(at, cx.map_units(SUPPLY_REACH_PX));
    if let Some(bundle) = supply.and_then(|supply| cx.hits.bundle_of(supply, at)) {
        return Target::Bundle(bundle);
    }
    if let Some(supply) = cx.hits.label_at(at) {
        return Target::Label(supply);
    }
    if let Some(supply) = supply {
        return Target::Supply(supply);
    }
    match cx.hits.team_frame_at(at, cx.map_units(FRAME_REACH_PX)) {
        Some(team) => Target::TeamFrame(team),
        None => Target::Canvas,
    }
}

/// The party that a supply would be attached to at this place: a box, or the frame of a team by title or edge.
pub(super) fn party_to_connect_at(at: Point, cx: &Context<'_>) -> Option<PartyId> {
    cx.hits.party_at(at).or_else(|| cx.hits.team_frame_at(at, cx.map_units(FRAME_REACH_PX)))
}

/// The innermost team at this place, drawn as a frame or as a box, leaving out those that `skip` names.
pub(super) fn team_at(at: Point, skip: &dyn Fn(PartyId) -> bool, cx: &Context<'_>) -> Option<PartyId> {
    let is_team = |id: PartyId| cx.map.party(id).is_some_and(|party| party.kind == PartyKind::Team);
    let here = cx.hits.boxes_in(Rect::new(at, at).grown(0.5)).into_iter();
    let teams = here.filter(|(id, area)| area.contains(at) && is_team(*id) && !skip(*id));
    teams.map(|(id, _)| id).max_by_key(|id| (cx.map.teams_around(*id).len(), *id))
}

/// The handles beside a party; none while its box is too small on the screen.
pub(super) fn handles_of(party: PartyId, cx: &Context<'_>) -> Vec<Handle> {
    let Some(area) = cx.hits.box_of(party) else { return Vec::new() };
    if cx.is_read_only || area.width() * cx.zoom <= LEAST_WIDTH_FOR_HANDLES_PX {
        return Vec::new();
    }
    let outside = cx.map_units(HANDLE_DISTANCE_PX);
    let middle = area.center();
    let (behind, before) = match cx.flow {
        Flow::LeftToRight => {
            (Point::new(area.max.x + outside, middle.y), Point::new(area.min.x - outside, middle.y))
        }
        Flow::TopToBottom => {
            (Point::new(middle.x, area.max.y + outside), Point::new(middle.x, area.min.y - outside))
        }
    };
    vec![
        Handle { party, end: SupplyEnd::Supplier, at: behind },
        Handle { party, end: SupplyEnd::Customer, at: before },
    ]
}

fn handle_at(at: Point, with_handles: Option<PartyId>, cx: &Context<'_>) -> Option<Handle> {
    let reach = cx.map_units(HANDLE_REACH_PX);
    let handles = handles_of(with_handles?, cx);
    handles.into_iter().find(|handle| handle.at.distance(at) <= reach && !is_inside_its_box(handle, at, cx))
}

/// A handle reaches into small boxes; there the box itself is meant.
fn is_inside_its_box(handle: &Handle, at: Point, cx: &Context<'_>) -> bool {
    cx.hits.box_of(handle.party).is_some_and(|area: Rect| area.contains(at))
}

fn selected_end_at(at: Point, cx: &Context<'_>) -> Option<(SupplyId, SupplyEnd)> {
    let ElementId::Supply(supply) = cx.selection.only()? else { return None };
    let end = cx.hits.supply_end_at(supply, at, cx.map_units(END_REACH_PX))?;
    Some((supply, end))
}

fn selected_corner_at(at: Point, cx: &Context<'_>) -> Option<PartyId> {
    let ElementId::Party(team) = cx.selection.only()? else { return None };
    let party = cx.map.party(team)?;
    let is_frame = !party.folded && cx.map.members_of(team).next().is_some();
    let corner = cx.hits.box_of(team)?.max;
    (is_frame && corner.distance(at) <= cx.map_units(CORNER_REACH_PX)).then_some(team)
}
