use crate::model::{ElementId, Flow, PartyId, Point, Rect};
use crate::scene::{Edition, Figure, Layer, SupplyLine};
use crate::ui::View;
use std::sync::Arc;

/// Parties whose left edges differ by no more than this stand in one column, in map units.
const COLUMN: f32 = 120.0;
/// Parties whose upper edges differ by no more than this stand in one row.
const ROW: f32 = 50.0;
/// How far around what is seen things are listed, as a share of it: the list holds while the view moves a little.
const AROUND: f32 = 0.25;
/// A list of an area so many times as wide as what is seen is made anew.
const TOO_WIDE: f32 = 3.0;

/// What lies in and around the view, in reading order: column by column, each supply after its supplier. Putting
/// thousands of things into order in every frame would cost more than drawing them.
#[derive(Debug, Default)]
pub(super) struct NodeList {
    basis: Option<Basis>,
    entries: Vec<Entry>,
}

/// For what the list was made.
#[derive(Debug)]
struct Basis {
    edition: Arc<Edition>,
    flow: Flow,
    area: Rect,
}

/// One thing that can have a node.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    key: ReadingKey,
    pub element: ElementId,
    pub figure: Arc<Figure>,
    /// The box of a party; of a supply its label, or the middle of its line.
    pub place: Rect,
    /// Both ends of a supply's line.
    ends: Option<(Point, Point)>,
}

type ReadingKey = (i64, i64, PartyId, bool, ElementId);

impl NodeList {
    /// What can be seen in `area`. A line that only passes through, with its words and both its ends elsewhere, is not
    /// among it.
    pub fn seen(&mut self, area: Rect, view: &View) -> Vec<&Entry> {
        self.follow(area, view);
        self.entries.iter().filter(|entry| entry.is_seen(area)).collect()
    }

    fn follow(&mut self, area: Rect, view: &View) {
        let (edition, flow) = (view.scene.edition(), view.preferences.flow);
        let holds = |basis: &Basis| {
            Arc::ptr_eq(&basis.edition, edition)
                && basis.flow == flow
                && basis.area.contains_rect(area)
                && basis.area.width() <= TOO_WIDE * area.width()
        };
        if self.basis.as_ref().is_some_and(holds) {
            return;
        }
        let area = area.grown(area.width().max(area.height()) * AROUND);
        let is_thing =
            |figure: &&&Arc<Figure>| matches!(figure.depth.layer, Layer::Team | Layer::Supply | Layer::Party);
        let around = view.scene.visible(area);
        let things = around.iter().filter(is_thing);
        let entries = things.filter_map(|figure| Some(Entry::new(figure.tag.element?, figure, view)));
        self.entries = entries.filter(|entry| entry.is_seen(area)).collect();
        self.entries.sort_unstable_by_key(|entry| entry.key);
        self.basis = Some(Basis { edition: edition.clone(), flow, area });
    }
}

impl Entry {
    /// What is known about one thing, wherever it is drawn.
    pub fn of(element: ElementId, view: &View) -> Option<Self> {
        let place = node_place(element, view)?;
        let mut near = view.scene.visible(place).into_iter();
        let figure = near.find(|figure| figure.tag.element == Some(element))?;
        Some(Self::new(element, figure, view))
    }

    /// Whether it is read before the other one.
    pub fn is_before(&self, other: &Self) -> bool {
        self.key < other.key
    }

    fn new(element: ElementId, figure: &Arc<Figure>, view: &View) -> Self {
        let ends = match element {
            ElementId::Supply(id) => view.scene.supply_line(id).and_then(SupplyLine::ends),
            _ => None,
        };
        let place = node_place(element, view).unwrap_or(figure.bounds);
        Self { key: reading_key(element, view), element, figure: figure.clone(), place, ends }
    }

    fn is_seen(&self, area: Rect) -> bool {
        match self.ends {
            Some((from, to)) => self.place.meets(area) || area.contains(from) || area.contains(to),
            None => self.figure.bounds.meets(area),
        }
    }
}

/// The box of a party; of a supply its label, or the middle of its line.
fn node_place(element: ElementId, view: &View) -> Option<Rect> {
    let ElementId::Supply(id) = element else { return view.scene.place_of(element) };
    let line = view.scene.supply_line(id)?;
    let middle = line.path.get(line.path.len() / 2).map(|point| Rect::new(*point, *point).grown(8.0));
    line.label.or(middle)
}

/// Sorts along the flow: into columns from left to right, each from top to bottom, or into rows from top to bottom,
/// each from left to right; supplies after their supplier.
fn reading_key(element: ElementId, view: &View) -> ReadingKey {
    let party = match element {
        ElementId::Supply(id) => view.organisation.supply(id).map(|supply| supply.supplier),
        ElementId::Party(id) => Some(id),
        ElementId::Note(_) => None,
    };
    let place = party.and_then(|party| view.scene.party_box(party));
    let (column, row) = place.map_or((i64::MAX, i64::MAX), |place| {
        let Point { x, y } = place.rect.min;
        match view.preferences.flow {
            Flow::LeftToRight => ((x / COLUMN).floor() as i64, y as i64),
            Flow::TopToBottom => ((y / ROW).floor() as i64, x as i64),
        }
    });
    let is_supply = matches!(element, ElementId::Supply(_));
    (column, row, party.unwrap_or(PartyId::from_u128(0)), is_supply, element)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Situation;
    use crate::model::{IdSource, Organisation, Party, PartyKind, SequentialIds, Supply};
    use crate::platform::Preferences;
    use crate::scene::{EvenLetters, Options, SceneBuilder, Theme};

    /// What is listed of a row of parties 300 units apart, each supplying the next and the first one the last one too.
    fn listed(list: &mut NodeList, builder: &SceneBuilder, map: &Organisation, area: Rect) -> Vec<String> {
        let (preferences, situation) = (Preferences::default(), Situation::default());
        let view = View::of(map, builder.scene(), builder.theme(), &preferences, &situation);
        list.seen(area, &view).iter().map(|entry| entry.figure.tag.name.clone()).collect()
    }

    fn row() -> (Organisation, SceneBuilder) {
        let (mut map, mut ids) = (Organisation::default(), SequentialIds::default());
        let parties: Vec<PartyId> = (0..9).map(|_| ids.party()).collect();
        for (at, id) in parties.iter().enumerate() {
            let place = Point::new(at as f32 * 300.0, 0.0);
            map.put_party(Party::new(*id, PartyKind::Role, format!("P{at}"), place).into());
        }
        let pairs = parties.windows(2).map(|pair| (pair[0], pair[1])).chain([(parties[0], parties[8])]);
        for (from, to) in pairs.collect::<Vec<_>>() {
            map.put_supply(Supply::new(ids.supply(), from, to, "plan").into());
        }
        let builder = SceneBuilder::new(&map, Options::default(), Theme::light(), &EvenLetters);
        (map, builder)
    }

    fn window(x: f32) -> Rect {
        Rect::new(Point::new(x - 200.0, -200.0), Point::new(x + 200.0, 200.0))
    }

    #[test]
    fn what_is_seen_is_listed_in_reading_order_and_what_passes_through_is_not() {
        let (map, builder) = row();
        let mut list = NodeList::default();
        let here = listed(&mut list, &builder, &map, window(600.0));
        assert_eq!(here, ["P1 → P2: plan", "P2", "P2 → P3: plan"]);
        let all = listed(&mut list, &builder, &map, builder.scene().bounds().unwrap());
        assert_eq!(all.len(), 9 + 9);
        assert_eq!(all[..3], ["P0", "P0 → P1: plan", "P0 → P8: plan"]);
    }

    #[test]
    fn a_list_follows_the_view_and_the_map() {
        let (mut map, mut builder) = row();
        let mut list = NodeList::default();
        for x in [600.0, 640.0, 900.0, 2_400.0, 600.0] {
            let afresh = listed(&mut NodeList::default(), &builder, &map, window(x));
            assert_eq!(listed(&mut list, &builder, &map, window(x)), afresh);
        }
        let party = map.parties().nth(2).unwrap().clone();
        let id = party.id;
        map.put_party(Party { name: "Planner".into(), ..party }.into());
        builder.update(&map, &[id.into()], &EvenLetters);
        let here = listed(&mut list, &builder, &map, window(600.0));
        assert_eq!(here, ["P1 → Planner: plan", "Planner", "Planner → P3: plan"]);
    }
}
