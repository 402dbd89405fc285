use crate::model::{
    ElementId, NoteSubject, Organisation, Party, PartyId, PartyKind, Point, Rect, Size, SupplyId,
};
use crate::scene::{Layer, Scene, TextMeasurer, party_size};
use crate::tool::HitTest;

/// Tells the tools what lies where, as the picture has it.
pub(super) struct SceneHits<'a> {
    pub map: &'a Organisation,
    pub scene: &'a Scene,
    pub measurer: &'a dyn TextMeasurer,
}

impl SceneHits<'_> {
    fn is_frame(&self, party: PartyId) -> bool {
        self.scene.party_box(party).is_some_and(crate::scene::PartyBox::is_frame)
    }

    /// The parties that are drawn near `area`, frames of teams among them.
    fn parties_near(&self, area: Rect) -> impl Iterator<Item = (PartyId, Rect)> {
        let figures = self.scene.visible(area).into_iter();
        let drawn = figures.filter(|figure| matches!(figure.depth.layer, Layer::Team | Layer::Party));
        drawn.filter_map(|figure| match figure.tag.element {
            Some(ElementId::Party(id)) => Some((id, self.scene.party_box(id)?.rect)),
            _ => None,
        })
    }
}

impl HitTest for SceneHits<'_> {
    fn party_at(&self, point: Point) -> Option<PartyId> {
        self.scene.party_at(point).filter(|party| !self.is_frame(*party))
    }

    fn supply_at(&self, point: Point, tolerance: f32) -> Option<SupplyId> {
        self.scene.supply_at(point, tolerance)
    }

    fn label_at(&self, point: Point) -> Option<SupplyId> {
        self.scene.label_at(point)
    }

    fn bundle_of(&self, supply: SupplyId, point: Point) -> Option<SupplyId> {
        self.scene.bundle_of(supply, point)
    }

    fn label_of(&self, supply: SupplyId) -> Option<Rect> {
        self.scene.supply_line(supply)?.label
    }

    fn notes_at(&self, point: Point) -> Option<NoteSubject> {
        match self.scene.note_badge_at(point)? {
            ElementId::Party(id) => Some(NoteSubject::Party(id)),
            ElementId::Supply(id) => Some(NoteSubject::Supply(id)),
            ElementId::Note(_) => None,
        }
    }

    fn ends_of(&self, supply: SupplyId) -> Option<(Point, Point)> {
        self.scene.supply_line(supply)?.ends()
    }

    fn team_frame_at(&self, point: Point, tolerance: f32) -> Option<PartyId> {
        if let Some(titled) = self.scene.party_at(point).filter(|party| self.is_frame(*party)) {
            return Some(titled);
        }
        let near = self.parties_near(Rect::new(point, point).grown(tolerance));
        let on_edge = near.filter(|(party, area)| {
            self.is_frame(*party)
                && area.grown(tolerance).contains(point)
                && !area.grown(-tolerance).contains(point)
        });
        on_edge.map(|(party, _)| party).last()
    }

    fn team_around(&self, point: Point, skip: &dyn Fn(PartyId) -> bool) -> Option<PartyId> {
        let here = self.parties_near(Rect::new(point, point));
        let around =
            here.filter(|(party, area)| self.is_frame(*party) && area.contains(point) && !skip(*party));
        around.max_by_key(|(party, _)| self.map.teams_around(*party).len()).map(|(party, _)| party)
    }

    fn box_of(&self, party: PartyId) -> Option<Rect> {
        self.scene.party_box(party).map(|place| place.rect)
    }

    fn boxes_in(&self, area: Rect) -> Vec<(PartyId, Rect)> {
        self.parties_near(area).filter(|(_, place)| place.overlaps(area)).collect()
    }

    fn in_rect(&self, area: Rect) -> Vec<ElementId> {
        let mut found = self.scene.in_rect(area);
        let touched = self.boxes_in(area).into_iter().filter(|(party, _)| !self.is_frame(*party));
        found.extend(touched.map(|(party, _)| ElementId::Party(party)));
        found.sort_unstable();
        found.dedup();
        found
    }

    fn size_of(&self, kind: PartyKind, name: &str) -> Size {
        let party = Party::new(PartyId::from_u128(0), kind, name, Point::default());
        party_size(&party, self.measurer)
    }
}
