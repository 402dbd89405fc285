use crate::model::{Organisation, Party, PartyId, Point};

/// How long parties are on their way, in seconds.
const SECONDS: f64 = 0.3;
/// More parties than this would stutter; they are at once where they belong.
const MOST: usize = 300;

/// Parties on their way from old places to new ones, so that the eye can follow who went where.
///
/// The map holds the new places from the beginning; only the picture lags behind.
pub(super) struct Glide {
    ways: Vec<Way>,
    /// The revision of the map that holds the new places; with the next edit everybody has arrived.
    revision: u64,
    began: Option<f64>,
}

struct Way {
    party: PartyId,
    from: Point,
    to: Point,
}

impl Glide {
    /// Everybody who stands elsewhere than `before`. `None` if nobody does, or too many to be followed.
    pub fn new(before: &Organisation, after: &Organisation, revision: u64) -> Option<Self> {
        let way = |party: &Party| {
            let (from, to) = (before.party(party.id)?.place, party.place);
            (from != to).then_some(Way { party: party.id, from, to })
        };
        let ways: Vec<Way> = after.parties().filter_map(way).take(MOST + 1).collect();
        (1..=MOST).contains(&ways.len()).then_some(Self { ways, revision, began: None })
    }

    /// Where everybody is drawn `now` (in seconds, on any clock); `None` once they have arrived.
    pub fn places(&mut self, now: f64, revision: u64) -> Option<Vec<(PartyId, Point)>> {
        let share = (now - *self.began.get_or_insert(now)) / SECONDS;
        if share >= 1.0 || revision != self.revision {
            return None;
        }
        let eased = (1.0 - (1.0 - share).powi(3)) as f32; // fast at first, then gently to its place
        let between = |from: f32, to: f32| from + (to - from) * eased;
        let place = |way: &Way| Point::new(between(way.from.x, way.to.x), between(way.from.y, way.to.y));
        Some(self.ways.iter().map(|way| (way.party, place(way))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, PartyKind, SequentialIds};

    fn map_with(places: &[f32]) -> Organisation {
        let (mut map, mut ids) = (Organisation::default(), SequentialIds::default());
        for x in places {
            map.put_party(Party::new(ids.party(), PartyKind::Role, "A", Point::new(*x, 0.0)).into());
        }
        map
    }

    #[test]
    fn only_who_moves_is_on_the_way_and_arrives_in_time() {
        let (before, after) = (map_with(&[0.0, 50.0]), map_with(&[100.0, 50.0]));
        let mut glide = Glide::new(&before, &after, 7).unwrap();
        let at = |glide: &mut Glide, now| {
            glide.places(now, 7).map(|places| places.iter().map(|p| p.1.x).collect::<Vec<_>>())
        };
        assert_eq!(at(&mut glide, 10.0), Some(vec![0.0]));
        let half_way = at(&mut glide, 10.15).unwrap()[0];
        assert!((50.0..100.0).contains(&half_way), "{half_way}");
        assert_eq!(at(&mut glide, 10.3), None);
    }

    #[test]
    fn an_edit_meanwhile_ends_it() {
        let mut glide = Glide::new(&map_with(&[0.0]), &map_with(&[9.0]), 7).unwrap();
        assert!(glide.places(0.0, 8).is_none());
    }

    #[test]
    fn nobody_glides_where_nothing_moves_or_too_much() {
        assert!(Glide::new(&map_with(&[1.0]), &map_with(&[1.0]), 1).is_none());
        let many = |x: f32| map_with(&vec![x; MOST + 1]);
        assert!(Glide::new(&many(0.0), &many(1.0), 1).is_none());
    }
}
