use super::connecting::middle_between;
use super::{Context, Direction, Tool};
use crate::model::{ElementId, PartyId, Point};

/// How much a step aside counts against a step ahead.
const ASIDE: f32 = 2.0;

/// The party that one comes to from what is selected by walking along a supply, in either direction of the supply,
/// `towards` a side of the map. From a supply, its ends are where one can go.
pub(super) fn walk(towards: Direction, cx: &Context<'_>) -> Option<PartyId> {
    let (from, next): (Point, Vec<PartyId>) = match cx.selection.primary()? {
        ElementId::Party(id) => (middle_between(id, id, cx), neighbours(id, cx)),
        ElementId::Supply(id) => {
            let supply = cx.map.supply(id)?;
            let ends = vec![supply.supplier, supply.customer];
            (middle_between(supply.supplier, supply.customer, cx), ends)
        }
        ElementId::Note(_) => return None,
    };
    let unit = towards.unit();
    let cost = |id: &PartyId| {
        let to = middle_between(*id, *id, cx);
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let ahead = dx * unit.x + dy * unit.y;
        let aside = (dx * unit.y + dy * unit.x).abs();
        (ahead > 0.0).then_some(ahead + ASIDE * aside)
    };
    let reachable = next.into_iter().filter_map(|id| Some((id, cost(&id)?)));
    reachable.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0))).map(|(id, _)| id)
}

impl Tool {
    /// Where each arrow leads from the selected party by walking along supplies, while nothing else is going on.
    pub fn ways(&self, cx: &Context<'_>) -> Vec<(Direction, PartyId)> {
        if !self.is_idle() || cx.selection.only_party().is_none() {
            return Vec::new();
        }
        Direction::ALL.into_iter().filter_map(|towards| Some((towards, walk(towards, cx)?))).collect()
    }
}

/// Everybody at the other end of a supply, as far as they are drawn.
fn neighbours(id: PartyId, cx: &Context<'_>) -> Vec<PartyId> {
    let customers = cx.map.supplies_from(id).map(|supply| supply.customer);
    let all = customers.chain(cx.map.supplies_to(id).map(|supply| supply.supplier));
    all.filter(|other| *other != id && cx.hits.box_of(*other).is_some()).collect()
}
