use crate::edit::perform;
use crate::job::{Progress, tidy};
use crate::model::{Flow, IdSource, Organisation, Party, PartyId, PartyKind, Point, SequentialIds, Supply};
use crate::scene::TextMeasurer;

/// A map of 60 to 120 parties, some of them in teams, and 100 to 250 supplies, tidied.
pub(super) fn map_of(seed: u64, measurer: &dyn TextMeasurer) -> Organisation {
    let (mut map, mut ids, mut random) = (Organisation::default(), SequentialIds::default(), Dice(seed | 1));
    let teams: Vec<PartyId> = (0..5).map(|_| ids.party()).collect();
    for (at, id) in teams.iter().enumerate() {
        let team = (at == 4).then_some(teams[0]); // one inside another
        let party = Party::new(*id, PartyKind::Team, format!("Team {at}"), Point::default());
        map.put_party(Party { team, ..party }.into());
    }
    let count = 55 + random.below(60);
    let mut parties = teams.clone();
    for at in 0..count {
        let id = ids.party();
        let (kind, team) = match random.below(10) {
            0 => (PartyKind::Buyer, None),
            1 => (PartyKind::Supplier, None),
            2..5 => (PartyKind::Role, Some(teams[random.below(5)])),
            _ => (PartyKind::Role, None),
        };
        let party = Party::new(id, kind, format!("Party {at}"), Point::default());
        map.put_party(Party { team, ..party }.into());
        parties.push(id);
    }
    for at in 0..(100 + random.below(150)) {
        let from = random.below(parties.len());
        let to = if random.below(3) == 0 {
            random.below(parties.len())
        } else {
            (from + 1 + random.below(9)) % parties.len()
        };
        let what = if random.below(8) == 0 { String::new() } else { format!("thing {at}") };
        map.put_supply(Supply::new(ids.supply(), parties[from], parties[to], what).into());
    }
    if let Some(places) = tidy(&map, Flow::default(), measurer, &Progress::default()) {
        perform(&mut map, &places).unwrap();
    }
    map
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }
}
