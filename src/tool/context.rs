use super::Selection;
use crate::edit::SupplyEnd;
use crate::model::{
    ElementId, Flow, IdSource, NoteSubject, Organisation, PartyId, PartyKind, Point, Rect, Size, SupplyId,
};

/// What a tool may read while it handles one event, and where new ids come from.
pub struct Context<'a> {
    /// The map.
    pub map: &'a Organisation,
    /// The picture of it.
    pub hits: &'a dyn HitTest,
    /// What is selected.
    pub selection: &'a Selection,
    /// Which way maps flow: where a new customer goes.
    pub flow: Flow,
    /// Screen pixels per map unit.
    pub zoom: f32,
    /// The part of the map that is in view.
    pub view: Rect,
    /// Where new ids come from.
    pub ids: &'a mut dyn IdSource,
    /// The map cannot be changed.
    pub is_read_only: bool,
}

impl Context<'_> {
    /// A distance on the screen in map units.
    pub(super) fn map_units(&self, pixels: f32) -> f32 {
        pixels / self.zoom.max(f32::MIN_POSITIVE)
    }
}

/// What lies where in the picture of the map. Points and rectangles are in map units.
pub trait HitTest {
    /// The foremost box that holds `point`: any party but a team drawn as a frame.
    fn party_at(&self, point: Point) -> Option<PartyId>;

    /// The nearest supply whose line passes `point` within `tolerance`.
    fn supply_at(&self, point: Point, tolerance: f32) -> Option<SupplyId>;

    /// The supply whose label holds `point`.
    fn label_at(&self, point: Point) -> Option<SupplyId>;

    /// The bundle that is meant at `point`, where `supply_at` has found this supply of it.
    fn bundle_of(&self, _supply: SupplyId, _point: Point) -> Option<SupplyId> {
        None
    }

    /// Where the words for a supply stand, if it has any.
    fn label_of(&self, _supply: SupplyId) -> Option<Rect> {
        None
    }

    /// Whose notes the badges at `point` count.
    fn notes_at(&self, point: Point) -> Option<NoteSubject>;

    /// Where the line of a supply leaves its supplier and reaches its customer.
    fn ends_of(&self, supply: SupplyId) -> Option<(Point, Point)>;

    /// The team whose frame has its title at `point`, or its edge within `tolerance`.
    fn team_frame_at(&self, point: Point, tolerance: f32) -> Option<PartyId>;

    /// The innermost team, drawn as a frame, that holds `point`, leaving out those that `skip` names.
    fn team_around(&self, point: Point, skip: &dyn Fn(PartyId) -> bool) -> Option<PartyId>;

    /// The box of a party, or the frame of a team; `None` while it is not drawn.
    fn box_of(&self, party: PartyId) -> Option<Rect>;

    /// The box of every party (the frame of a team) that shares some area with `area`.
    fn boxes_in(&self, area: Rect) -> Vec<(PartyId, Rect)>;

    /// Everything that a rectangle drawn on the map selects: boxes that it touches, frames and supplies
    /// that lie wholly inside.
    fn in_rect(&self, area: Rect) -> Vec<ElementId>;

    /// The size of the box of a party with this kind and name.
    fn size_of(&self, kind: PartyKind, name: &str) -> Size;

    /// The end of `supply` within `tolerance` of `point`.
    fn supply_end_at(&self, supply: SupplyId, point: Point, tolerance: f32) -> Option<SupplyEnd> {
        let (supplier, customer) = self.ends_of(supply)?;
        let (at_supplier, at_customer) = (supplier.distance(point), customer.distance(point));
        if at_supplier.min(at_customer) > tolerance {
            return None;
        }
        Some(if at_supplier < at_customer { SupplyEnd::Supplier } else { SupplyEnd::Customer })
    }
}
