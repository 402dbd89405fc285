use crate::analysis::{Direction, Neighbour, Neighbourhood, neighbourhood};
use crate::model::{Organisation, PartyId, Point};
use egui::{Pos2, Vec2, pos2};
use std::collections::{HashMap, HashSet};
use std::f32::consts::PI;

/// Distance between two rings at the start.
const RING: f32 = 240.0;

/// Where everybody begins, in the order of `found`: known places as seen from the middle, the others in
/// rings around it, those who are served on the right and the others on the left, as on the map.
pub(super) fn starting_places(
    map: &Organisation,
    found: &Neighbourhood,
    known: &HashMap<PartyId, Point>,
) -> Vec<Pos2> {
    let Some(center) = found.neighbours.first().map(|neighbour| neighbour.party) else { return Vec::new() };
    let down = neighbourhood(map, center, u32::MAX, Some(Direction::Downstream), usize::MAX);
    let served: HashSet<PartyId> = down.neighbours.iter().map(|neighbour| neighbour.party).collect();
    let seat = |neighbour: &Neighbour| (neighbour.distance, served.contains(&neighbour.party));
    let mut seats: HashMap<(u32, bool), u32> = HashMap::new();
    for neighbour in &found.neighbours {
        *seats.entry(seat(neighbour)).or_default() += 1;
    }
    let mut taken: HashMap<(u32, bool), u32> = HashMap::new();
    let origin = known.get(&center);
    let mut place = |neighbour: &Neighbour| {
        if let (Some(place), Some(origin)) = (known.get(&neighbour.party), origin) {
            return pos2(place.x - origin.x, place.y - origin.y);
        }
        let (ring, is_served) = seat(neighbour);
        let nth = taken.entry((ring, is_served)).or_default();
        *nth += 1;
        let angle = (*nth as f32 / (seats[&(ring, is_served)] + 1) as f32 - 0.5) * PI * 0.9;
        let toward = if is_served { Vec2::angled(angle) } else { Vec2::angled(PI - angle) };
        Pos2::ZERO + toward * RING * ring as f32
    };
    found.neighbours.iter().map(&mut place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, perform};
    use crate::model::{Party, PartyKind, Supply, SupplyId};

    #[test]
    fn customers_begin_on_the_right_suppliers_on_the_left_and_known_ones_where_they_were() {
        let [supplier, center, customer, known] = [1, 2, 3, 4].map(PartyId::from_u128);
        let mut map = Organisation::default();
        for id in [supplier, center, customer, known] {
            let party = Party::new(id, PartyKind::Role, "", Point::default());
            perform(&mut map, &Command::AddParty(party)).unwrap();
        }
        for (n, (from, to)) in
            [(supplier, center), (center, customer), (center, known)].into_iter().enumerate()
        {
            let supply = Supply::new(SupplyId::from_u128(10 + n as u128), from, to, "");
            perform(&mut map, &Command::Connect(supply)).unwrap();
        }
        let found = neighbourhood(&map, center, 1, None, 10);
        let before = HashMap::from([(center, Point::new(5.0, 5.0)), (known, Point::new(65.0, 25.0))]);
        let parties = found.neighbours.iter().map(|neighbour| neighbour.party);
        let places: HashMap<PartyId, Pos2> = parties.zip(starting_places(&map, &found, &before)).collect();
        assert_eq!(places[&center], Pos2::ZERO);
        assert_eq!(places[&known], pos2(60.0, 20.0));
        assert!(places[&customer].x > 0.0 && places[&supplier].x < 0.0);
    }
}
