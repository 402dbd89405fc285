use super::metrics::FAR_BEND;
use super::{Far, Figure, Layer, Scene, route};
use crate::model::{ElementId, PartyId, Point, Rect, SupplyId};
use std::sync::Arc;

/// What lies where.
impl Scene {
    /// The party whose box is under `point`, the frontmost; of a team drawn as a frame only its title counts.
    pub fn party_at(&self, point: Point) -> Option<PartyId> {
        self.front_party(point, |scene, party| {
            let place = scene.party_box(party)?;
            place.title.unwrap_or(place.rect).contains(point).then_some(place.depth)
        })
    }

    /// The innermost team drawn as a frame whose inside is under `point`.
    pub fn team_at(&self, point: Point) -> Option<PartyId> {
        self.front_party(point, |scene, party| {
            let place = scene.party_box(party)?;
            (place.is_frame() && place.rect.contains(point)).then_some(place.depth)
        })
    }

    /// The supply whose line or label is nearest to `point` and at most `tolerance` away.
    pub fn supply_at(&self, point: Point, tolerance: f32) -> Option<SupplyId> {
        if let Some(labelled) = self.label_at(point) {
            return Some(labelled);
        }
        let area = Rect::new(point, point).grown(tolerance);
        // Long lines are near wherever one of their cells is, and their paths have many pieces.
        let is_line =
            |figure: &&Arc<Figure>| figure.depth.layer == Layer::Supply && figure.bounds.meets(area);
        let lines = self.lines_near(area).into_iter().filter(is_line);
        let away = |figure: &Arc<Figure>| {
            if !may_be_near(figure, point, tolerance) {
                return None;
            }
            let id = supply_of(figure)?;
            let line = self.supply_line(id)?;
            let is_drawn = line.bundle.as_ref().is_none_or(|bundle| bundle.drawn() == Some(id));
            is_drawn.then(|| (route::distance(&line.path, point), id))
        };
        let near = lines.filter_map(away).filter(|(distance, _)| *distance <= tolerance);
        near.min_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, id)| id)
    }

    /// The supply whose label is under `point`.
    pub fn label_at(&self, point: Point) -> Option<SupplyId> {
        let labels = self.at(point).filter(|figure| figure.depth.layer == Layer::SupplyLabel);
        labels.filter(|figure| figure.bounds.contains(point)).filter_map(|figure| supply_of(figure)).max()
    }

    /// The bundle that is meant at `point`, where the supply `id` was found: not where its list names that supply, but
    /// on its line, on its heading, and on what is left over.
    pub fn bundle_of(&self, id: SupplyId, point: Point) -> Option<SupplyId> {
        let line = self.supply_line(id)?;
        let bundle = line.bundle.as_ref()?;
        let is_listed = bundle.supplies.iter().position(|other| *other == id)? < bundle.listed;
        let is_on_its_line = is_listed && line.label.is_some_and(|label| label.contains(point));
        if is_on_its_line { None } else { bundle.drawn() }
    }

    /// The party or supply whose note badges are under `point`.
    pub fn note_badge_at(&self, point: Point) -> Option<ElementId> {
        let badges = self.at(point).filter(|figure| figure.depth.layer == Layer::Note);
        badges.filter(|figure| figure.bounds.contains(point)).filter_map(|figure| figure.tag.element).max()
    }

    /// The parties whose boxes lie wholly inside `area`, and the supplies whose lines do.
    pub fn in_rect(&self, area: Rect) -> Vec<ElementId> {
        let is_thing =
            |figure: &&Arc<Figure>| matches!(figure.depth.layer, Layer::Team | Layer::Party | Layer::Supply);
        let mut found: Vec<ElementId> = self
            .near(area)
            .into_iter()
            .filter(is_thing)
            .filter_map(|figure| figure.tag.element)
            .filter(|element| self.place_of(*element).is_some_and(|place| area.contains_rect(place)))
            .collect();
        found.sort_unstable();
        found
    }

    /// The smallest rectangle around a party's box or a supply's line and label.
    pub fn place_of(&self, element: ElementId) -> Option<Rect> {
        match element {
            ElementId::Party(id) => self.party_box(id).map(|place| place.rect),
            ElementId::Supply(id) => {
                let line = self.supply_line(id)?;
                let path = line.path.iter().map(|point| Rect::new(*point, *point)).reduce(Rect::union);
                path.into_iter().chain(line.label).reduce(Rect::union)
            }
            ElementId::Note(_) => None,
        }
    }

    fn at(&self, point: Point) -> impl Iterator<Item = &Arc<Figure>> {
        self.things_near(Rect::new(point, point)).into_iter()
    }

    fn front_party(&self, point: Point, depth_at: impl Fn(&Self, PartyId) -> Option<u32>) -> Option<PartyId> {
        let hit = |figure: &Arc<Figure>| {
            let Some(ElementId::Party(party)) = figure.tag.element else { return None };
            let is_box = figure.depth.layer == Layer::Party;
            depth_at(self, party).map(|depth| ((is_box, depth, party), party))
        };
        self.at(point).filter_map(hit).max_by_key(|(order, _)| *order).map(|(_, party)| party)
    }
}

/// Whether a line can be so near. Its way as it is seen from far away has a tenth of the points of its path.
fn may_be_near(line: &Figure, point: Point, tolerance: f32) -> bool {
    match &line.far {
        Far::Line(way, _) => route::distance(way, point) <= tolerance + FAR_BEND,
        _ => true,
    }
}

/// The supply to which a figure belongs.
pub(super) fn supply_of(figure: &Figure) -> Option<SupplyId> {
    match figure.tag.element {
        Some(ElementId::Supply(id)) => Some(id),
        _ => None,
    }
}
