use baton::model::{Organisation, Party, PartyId, PartyKind, Point, Supply, SupplyId};

/// What a made-up organisation is like. The same values always give the same map.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Parties in all: 5 % suppliers, 5 % external customers, the rest roles and their teams.
    pub parties: u32,
    /// Supplies in all; some are parallel, some to oneself.
    pub supplies: u32,
    /// Where the random numbers begin.
    pub seed: u64,
}

/// Steps of the value chain, from suppliers to external customers.
const STAGES: u32 = 8;

/// An organisation with a value chain of eight stages, teams of nine, neighbours who mostly deal with
/// each other, a few hubs, some loops back, parallel supplies and supplies to oneself.
pub fn organisation(shape: Shape) -> Organisation {
    let mut map = Organisation::default();
    let mut random = Random(shape.seed);
    let stages: Vec<u32> = (0..shape.parties).map(|i| add_party(&mut map, shape, i)).collect();
    let mut by_stage: Vec<Vec<u32>> = vec![Vec::new(); STAGES as usize];
    for (party, stage) in (0..).zip(&stages) {
        by_stage[*stage as usize].push(party);
    }
    for i in 0..shape.supplies {
        let supplier = loop {
            let party = random.below(shape.parties);
            if stages[party as usize] + 1 < STAGES {
                break party;
            }
        };
        let customer = pick_customer(&by_stage, &stages, supplier, shape.parties, &mut random);
        let what = WHATS[random.below(WHATS.len() as u32) as usize];
        let id = SupplyId::from_u128(u128::from(i) + 1);
        map.put_supply(Supply::new(id, party_id(supplier), party_id(customer), what).into());
    }
    map
}

/// The id of the party that was made as number `index`.
fn party_id(index: u32) -> PartyId {
    PartyId::from_u128(u128::from(index) + 1)
}

const WHATS: [&str; 8] = ["orders", "parts", "forecast", "invoice", "design", "plan", "training", "goods"];

/// Adds party `i` and returns its stage. Every ninth inside party is the team of the eight after it.
fn add_party(map: &mut Organisation, shape: Shape, i: u32) -> u32 {
    let outside = (shape.parties / 20).max(1);
    let (kind, stage) = if i < outside {
        (PartyKind::Supplier, 0)
    } else if i < 2 * outside {
        (PartyKind::Buyer, STAGES - 1)
    } else if (i - 2 * outside).is_multiple_of(9) {
        (PartyKind::Team, 1 + (i / 9) % (STAGES - 2))
    } else {
        (PartyKind::Role, 1 + (i / 9) % (STAGES - 2))
    };
    let name = format!("{} {i}", kind.word());
    let place = Point { x: stage as f32 * 300.0, y: (i / STAGES) as f32 * 90.0 };
    let mut party = Party::new(party_id(i), kind, name, place);
    if kind == PartyKind::Role {
        let within = i - 2 * outside;
        party.team = Some(party_id(2 * outside + within - within % 9));
    }
    map.put_party(party.into());
    stage
}

/// Mostly one stage on and near by; sometimes far ahead, beside, back, to a hub or to oneself.
fn pick_customer(
    by_stage: &[Vec<u32>],
    stages: &[u32],
    supplier: u32,
    parties: u32,
    random: &mut Random,
) -> u32 {
    let stage = stages[supplier as usize];
    let target = match random.below(100) {
        0..60 => stage + 1,
        60..80 => stage + 2,
        80..88 => stage + 3,
        88..94 => stage,
        94..99 => stage.saturating_sub(1 + random.below(2)),
        _ => return supplier,
    };
    let there = &by_stage[target.clamp(1, STAGES - 1) as usize];
    let count = there.len() as u32;
    if count == 0 {
        return supplier; // a small map with nobody at that stage
    }
    let near = (u64::from(supplier) * u64::from(count) / u64::from(parties)) as u32;
    let index = match random.below(100) {
        0..85 => (near + random.below(24)) % count,
        85..95 => random.below(count),
        _ => random.below(count.min(12)), // hubs
    };
    there[index as usize]
}

/// `SplitMix64` (Steele, Lea, Flood 2014): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % u64::from(limit)) as u32
    }
}
