use crate::model::{ElementId, NoteSubject, Organisation, PartyId, PartyKind, Point, Rect, Size, SupplyId};
use crate::tool::HitTest;

/// The simplest picture of a map: boxes of one height, straight lines from right edge to left edge.
pub struct PlainScene<'a>(pub &'a Organisation);

impl PlainScene<'_> {
    fn is_frame(&self, party: PartyId) -> bool {
        let open = self.0.party(party).is_some_and(|party| !party.folded);
        open && self.0.members_of(party).next().is_some()
    }

    fn hidden(&self, party: PartyId) -> bool {
        self.0.teams_around(party).iter().any(|team| self.0.party(*team).is_some_and(|team| team.folded))
    }

    fn label(&self, supply: SupplyId) -> Option<Rect> {
        let (a, b) = self.ends_of(supply)?;
        let middle = Point::new(f32::midpoint(a.x, b.x), f32::midpoint(a.y, b.y));
        let has_text = self.0.supply(supply).is_some_and(|supply| !supply.what.is_empty());
        has_text.then(|| Rect::around(middle, Size::new(40.0, 16.0)))
    }
}

impl HitTest for PlainScene<'_> {
    fn party_at(&self, point: Point) -> Option<PartyId> {
        let boxes = self.0.parties().filter(|party| !self.is_frame(party.id)).map(|party| party.id);
        boxes.filter(|id| self.box_of(*id).is_some_and(|area| area.contains(point))).last()
    }

    fn supply_at(&self, point: Point, tolerance: f32) -> Option<SupplyId> {
        let near = |id: &SupplyId| {
            let Some((a, b)) = self.ends_of(*id) else { return false };
            let length = a.distance(b).max(1.0);
            let along = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length;
            let share = (along / length).clamp(0.0, 1.0);
            point.distance(a.moved((b.x - a.x) * share, (b.y - a.y) * share)) <= tolerance
        };
        self.0.supplies().map(|supply| supply.id).find(near)
    }

    fn label_at(&self, point: Point) -> Option<SupplyId> {
        let mut ids = self.0.supplies().map(|supply| supply.id);
        ids.find(|id| self.label(*id).is_some_and(|area| area.contains(point)))
    }

    /// A badge as large as a fingertip on the upper right corner of a party with notes.
    fn notes_at(&self, point: Point) -> Option<NoteSubject> {
        let noted = self.0.notes().map(|note| note.subject);
        let mut parties = noted.filter(|subject| matches!(subject, NoteSubject::Party(_)));
        parties.find(|subject| {
            let NoteSubject::Party(id) = subject else { return false };
            let corner = self.box_of(*id).map(|area| Point::new(area.max.x, area.min.y));
            corner.is_some_and(|corner| corner.distance(point) < 8.0)
        })
    }

    fn ends_of(&self, supply: SupplyId) -> Option<(Point, Point)> {
        let supply = self.0.supply(supply)?;
        let (from, to) = (self.box_of(supply.supplier)?, self.box_of(supply.customer)?);
        Some((Point::new(from.max.x, from.center().y), Point::new(to.min.x, to.center().y)))
    }

    fn team_frame_at(&self, point: Point, tolerance: f32) -> Option<PartyId> {
        let frames = self.0.parties().map(|party| party.id).filter(|id| self.is_frame(*id));
        frames
            .filter(|id| {
                let Some(area) = self.box_of(*id) else { return false };
                area.grown(tolerance).contains(point) && !area.grown(-tolerance).contains(point)
            })
            .last()
    }

    fn team_around(&self, point: Point, skip: &dyn Fn(PartyId) -> bool) -> Option<PartyId> {
        let frames = self.0.parties().map(|party| party.id).filter(|id| self.is_frame(*id) && !skip(*id));
        frames
            .filter(|id| self.box_of(*id).is_some_and(|area| area.contains(point)))
            .max_by_key(|id| self.0.teams_around(*id).len())
    }

    fn box_of(&self, party: PartyId) -> Option<Rect> {
        let party = self.0.party(party).filter(|party| !self.hidden(party.id))?;
        if !self.is_frame(party.id) {
            return Some(Rect::around(party.place, self.size_of(party.kind, &party.name)));
        }
        let members = self.0.members_of(party.id).filter_map(|member| self.box_of(member.id));
        members.reduce(Rect::union).map(|area| area.grown(24.0))
    }

    fn boxes_in(&self, area: Rect) -> Vec<(PartyId, Rect)> {
        let boxes = self.0.parties().filter_map(|party| Some((party.id, self.box_of(party.id)?)));
        boxes.filter(|(_, at)| at.overlaps(area)).collect()
    }

    fn in_rect(&self, area: Rect) -> Vec<ElementId> {
        let touched = self.boxes_in(area).into_iter();
        let parties = touched.filter(|(id, at)| !self.is_frame(*id) || area.contains_rect(*at));
        let supplies = self.0.supplies().filter(|supply| {
            self.ends_of(supply.id).is_some_and(|(a, b)| area.contains(a) && area.contains(b))
        });
        parties.map(|(id, _)| id.into()).chain(supplies.map(|supply| supply.id.into())).collect()
    }

    fn size_of(&self, _: PartyKind, name: &str) -> Size {
        Size::new((name.chars().count() as f32 * 8.0).max(120.0), 48.0)
    }
}
