use crate::analysis::{Neighbour, Neighbourhood};
use crate::model::{Organisation, PartyId, Point, Supply, SupplyKind};
use egui::{Pos2, Vec2, pos2};
use std::collections::{BTreeMap, HashMap};

/// Distance between the middles of two columns: a box as wide as names get, and room for the lines.
const COLUMN: f32 = 195.0;
/// More room between columns of different levels, so that the levels can be told apart.
const BETWEEN_LEVELS: f32 = 105.0;
/// Distance between the middles of two boxes of a column at the start.
const ROW: f32 = 66.0;
/// Who stands alone in the column of its level keeps so far from its middle, to both sides in turn: a line from the
/// first to the third passes beside the second.
const ASIDE: f32 = 48.0;
/// A level with more parties than this gets a second column, with twice as many a third one.
const LEAST_ROWS: usize = 9;

/// Where somebody begins, and the column in which it stays: suppliers left, customers right, as on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seat {
    pub place: Pos2,
    /// The middle of the column.
    pub column: f32,
}

/// The seats of `found`, in its order; who has a place in `known` begins there, as seen from the middle.
pub(super) fn seats(map: &Organisation, found: &Neighbourhood, known: &HashMap<PartyId, Point>) -> Vec<Seat> {
    let Some(center) = found.neighbours.first() else { return Vec::new() };
    let hung = hang(map, found);
    let rows = rows(found.neighbours.len());
    let columns = Columns::of(&hung, rows);
    let mut seats: Vec<Seat> = vec![Seat { place: Pos2::ZERO, column: 0.0 }; found.neighbours.len()];
    let mut taken: HashMap<i32, usize> = HashMap::new();
    // Nearer ones first, and beside each other who hangs on the same one.
    let mut order: Vec<usize> = (1..hung.len()).collect();
    for distance in 1.. {
        let mut ring: Vec<usize> =
            order.extract_if(.., |at| found.neighbours[*at].distance == distance).collect();
        if ring.is_empty() {
            break;
        }
        ring.sort_by(|a, b| {
            let height = |at: &usize| seats[hung[*at].on].place.y;
            height(a).total_cmp(&height(b)).then(a.cmp(b))
        });
        for at in ring {
            let level = hung[at].level;
            let nth = taken.entry(level).or_default();
            seats[at] = columns.seat(level, *nth);
            *nth += 1;
        }
    }
    let origin = known.get(&center.party);
    for (seat, neighbour) in seats.iter_mut().zip(&found.neighbours) {
        if let (Some(place), Some(origin)) = (known.get(&neighbour.party), origin) {
            seat.place = pos2(place.x - origin.x, place.y - origin.y);
        }
    }
    seats
}

/// As many rows as make a picture that is not much higher than wide.
fn rows(parties: usize) -> usize {
    LEAST_ROWS.max((parties as f32 * 1.6).sqrt() as usize)
}

/// On whom somebody hangs, and how many hand-offs to the right of the middle (left if negative) it stands.
#[derive(Clone, Copy)]
struct Hung {
    on: usize,
    level: i32,
}

fn hang(map: &Organisation, found: &Neighbourhood) -> Vec<Hung> {
    let place_of: HashMap<PartyId, usize> =
        found.neighbours.iter().enumerate().map(|(at, neighbour)| (neighbour.party, at)).collect();
    let mut hung: Vec<Option<Hung>> = vec![None; found.neighbours.len()];
    if let Some(first) = hung.first_mut() {
        *first = Some(Hung { on: 0, level: 0 });
    }
    for (at, Neighbour { party, distance, .. }) in found.neighbours.iter().enumerate() {
        let Some(Hung { level, .. }) = hung[at] else { continue };
        let delivers = |supply: &&Supply| supply.kind == SupplyKind::Delivers;
        let customers = map.supplies_from(*party).filter(delivers).map(|s| (s.informal, 1, s.customer));
        let suppliers = map.supplies_to(*party).filter(delivers).map(|s| (s.informal, -1, s.supplier));
        let mut joined: Vec<(bool, i32, PartyId)> = customers.chain(suppliers).collect();
        // Feedback on the quiet does not decide who is the customer.
        joined.sort_by_key(|(informal, step, _)| (*informal, -step));
        for (_, step, other) in joined {
            let Some(&other) = place_of.get(&other) else { continue };
            if found.neighbours[other].distance == distance + 1 && hung[other].is_none() {
                hung[other] = Some(Hung { on: at, level: level + step });
            }
        }
    }
    hung.into_iter().map(|hung| hung.unwrap_or(Hung { on: 0, level: 0 })).collect()
}

/// The columns of every level.
struct Columns {
    /// Middle of the first column and number of columns of each level.
    levels: BTreeMap<i32, (f32, usize, usize)>,
}

impl Columns {
    fn of(hung: &[Hung], rows: usize) -> Self {
        let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
        for hung in hung.iter().skip(1) {
            *counts.entry(hung.level).or_default() += 1;
        }
        let width = |level: i32| counts.get(&level).map_or(1, |count| count.div_ceil(rows)).max(1);
        let mut levels = BTreeMap::new();
        let span = |columns: usize| (columns - 1) as f32 * COLUMN;
        let middle = span(width(0)) / 2.0;
        levels.insert(0, (-middle, width(0), counts.get(&0).copied().unwrap_or(0)));
        for side in [-1, 1] {
            let mut edge = middle; // of the last column, away from the middle
            let farthest = counts.keys().map(|level| level * side).max().unwrap_or(0);
            for level in (1..=farthest).map(|level| level * side) {
                let near = edge + COLUMN + BETWEEN_LEVELS;
                edge = near + span(width(level));
                let first = if side > 0 { near } else { -edge };
                levels.insert(level, (first, width(level), counts.get(&level).copied().unwrap_or(0)));
            }
        }
        Self { levels }
    }

    /// The seat of the `nth` of a level: column by column in turn, from top to bottom.
    fn seat(&self, level: i32, nth: usize) -> Seat {
        let (first, columns, count) = self.levels.get(&level).copied().unwrap_or((0.0, 1, 1));
        let aside = match (columns, count, nth % 2) {
            (2.., ..) | (_, 1, _) => 0.0,
            (_, _, 0) => -ASIDE,
            _ => ASIDE,
        };
        let column = first + (nth % columns) as f32 * COLUMN + aside;
        // Lines to the columns behind pass between the boxes of those in front.
        let height = (nth as f32 - (count.saturating_sub(1)) as f32 / 2.0) * ROW / columns as f32;
        Seat { place: Pos2::ZERO + Vec2::new(column, height), column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::neighbourhood;
    use crate::edit::{Command, perform};
    use crate::model::{Party, PartyKind, SupplyId};

    /// Parties 1 to `parties`, joined as listed.
    fn map(parties: u128, links: &[(u128, u128)]) -> Organisation {
        let mut map = Organisation::default();
        for id in 1..=parties {
            let party = Party::new(PartyId::from_u128(id), PartyKind::Role, "", Point::default());
            perform(&mut map, &Command::AddParty(party)).unwrap();
        }
        for (n, (from, to)) in links.iter().enumerate() {
            let ends = (PartyId::from_u128(*from), PartyId::from_u128(*to));
            let supply = Supply::new(SupplyId::from_u128(1000 + n as u128), ends.0, ends.1, "");
            perform(&mut map, &Command::Connect(supply)).unwrap();
        }
        map
    }

    fn seats_of(map: &Organisation, known: &HashMap<PartyId, Point>) -> HashMap<u128, Seat> {
        let found = neighbourhood(map, PartyId::from_u128(1), 9, None, 200);
        let parties = found.neighbours.iter().map(|neighbour| neighbour.party.as_u128());
        parties.zip(seats(map, &found, known)).collect()
    }

    #[test]
    fn suppliers_sit_on_the_left_customers_on_the_right_and_further_ones_further_out() {
        // 4 → 2 → 1 → 3 → 5, 6 → 3
        let seats = seats_of(&map(6, &[(2, 1), (1, 3), (4, 2), (3, 5), (6, 3)]), &HashMap::new());
        let column = |id| seats[&id].column;
        assert!(column(4) < column(2) && column(2) < column(1) && column(1) == 0.0);
        assert!(column(1) < column(3) && column(3) < column(5));
        assert!(column(6).abs() <= ASIDE, "who supplies the same customer stands beside the middle");
    }

    #[test]
    fn who_was_seen_before_begins_where_it_stood() {
        let known = [(1, 5.0, 5.0), (2, 65.0, 25.0)];
        let known = known.map(|(id, x, y)| (PartyId::from_u128(id), Point::new(x, y))).into();
        let seats = seats_of(&map(3, &[(1, 2), (1, 3)]), &known);
        assert_eq!(seats[&1].place, Pos2::ZERO);
        assert_eq!(seats[&2].place, pos2(60.0, 20.0));
        assert!(seats[&3].place.x > 0.0);
    }

    #[test]
    fn many_neighbours_sit_in_several_columns_on_their_side() {
        let links: Vec<(u128, u128)> =
            (2..=31).map(|id| (id, 1)).chain((32..=61).map(|id| (1, id))).collect();
        let seats = seats_of(&map(61, &links), &HashMap::new());
        assert!(
            (2..=31).all(|id| seats[&id].column < -COLUMN) && (32..=61).all(|id| seats[&id].column > COLUMN)
        );
        let highest = seats.values().map(|seat| seat.place.y).fold(0.0, f32::max);
        assert!(highest < 10.0 * ROW, "{highest}");
    }
}
