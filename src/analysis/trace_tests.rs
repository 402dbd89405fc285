use super::testing::{id, map, names};
use super::{Graph, Trace, loop_sentence, sentence, trace};
use crate::model::Organisation;

const KITCHENS: &str = "
    team Logistics
    role Warehouse in Logistics
    role Delivery crew in Logistics
    buyer Homeowner
    Payroll -> Delivery crew: pay run
    Delivery crew -> Homeowner: installed kitchen
";

/// dependants | ultimate customers as `name hand-offs/chains` | loop
fn summary(map: &Organisation, name: &str) -> String {
    let trace = traced(map, name);
    let customers: Vec<String> = trace
        .ultimate_customers
        .iter()
        .map(|c| format!("{} {}/{}", names(map, [&c.party])[0], c.handoffs, c.chains))
        .collect();
    let (dependants, looped) = (names(map, &trace.dependants), names(map, &trace.loop_with));
    format!("{} | {} | {}", dependants.join(" "), customers.join(", "), looped.join(" "))
}

fn traced(map: &Organisation, name: &str) -> Trace {
    trace(map, &Graph::of(map), id(map, name))
}

#[test]
fn small_maps_have_the_answers_written_by_hand() {
    let cases = [
        ("a plain chain", "buyer Z\nA -> B\nB -> Z", "A", "B Z | Z 2/1 | "),
        ("a customer traced itself", "buyer Z\nA -> Z", "Z", " |  | "),
        ("parallel supplies are one hand-off", "buyer Z\nA -> Z: x\nA -> Z: y", "A", "Z | Z 1/1 | "),
        ("two ways", "buyer Z\nA -> B\nA -> C\nB -> Z\nC -> Z", "A", "B C Z | Z 2/2 | "),
        ("a short and a long way", "buyer Z\nA -> Z\nA -> B\nB -> Z", "A", "B Z | Z 1/2 | "),
        ("a bottleneck", "buyer Z\nA -> B\nA -> C\nB -> D\nC -> D\nD -> Z", "A", "B C D Z | Z 3/1 | "),
        ("only what delivers counts", "buyer Z\nA ~> Z\nA ^ B\nB -> Z", "A", " |  | "),
        ("a supply to oneself is nothing", "A -> A", "A", " |  | "),
        ("a loop", "A -> B\nB -> A", "A", "B |  | A B"),
        ("a loop with a way out", "payer Z\nA -> B\nB -> A\nB -> Z", "A", "B Z | Z 2/1 | A B"),
        ("a team hands on itself", "team T\nbuyer Z\nA -> T\nT -> Z", "A", "T Z | Z 2/1 | "),
        ("a member hands on", "role M in T\nbuyer Z\nA -> T\nM -> Z", "A", "M T Z | Z 2/1 | "),
        ("a member works for its team", "role M in T\nbuyer Z\nT -> Z", "M", "Z | Z 1/1 | "),
        ("not for what another supplies", "role M in T\nrole N in T\nbuyer Z\nN -> Z", "M", " |  | "),
        ("a team is no dependant of who serves a member", "role M in T\nA -> M", "A", "M |  | "),
        (
            "but what the team supplies is reached",
            "role M in T\nbuyer Z\nA -> M\nT -> Z",
            "A",
            "M Z | Z 2/1 | ",
        ),
        (
            "teams in teams",
            "team U in T\nrole M in U\nbuyer Z\nbuyer Y\nA -> T\nM -> Z\nT -> Y",
            "A",
            "M T U Y Z | Y 2/1, Z 2/1 | ",
        ),
        ("out through two teams", "team U in T\nrole M in U\nbuyer Z\nT -> Z", "M", "Z | Z 1/1 | "),
        ("a team as a whole", "role M in T\nrole N in T\nbuyer Z\nM -> Z\nT -> Z", "T", "Z | Z 1/2 | "),
        ("a customer that supplies", "buyer Z\nbuyer Y\nA -> Z\nZ -> Y", "A", "Z Y | Z 1/1, Y 2/1 | "),
    ];
    for (what, text, name, expected) in cases {
        assert_eq!(summary(&map(text), name), expected, "{what}");
    }
}

#[test]
fn the_chain_in_words() {
    let map = map(KITCHENS);
    let trace = traced(&map, "Payroll");
    let customer = &trace.ultimate_customers[0];
    assert_eq!(
        sentence(&map, customer),
        "Payroll → pay run → Delivery crew → installed kitchen → Homeowner, who buys."
    );
}

#[test]
fn nameless_supplies_and_teams_read_well() {
    let cases = [
        ("payer Z\nA -> B\nB -> Z: report", "A", "A → B → report → Z, who pays."),
        ("beneficiary Z\nrole M in T\nA -> T: x\nM -> Z", "A", "A → x → T, there M → Z, who benefits."),
        ("prospect Z\nrole M in T\nA -> M: x\nT -> Z: y", "A", "A → x → M, for T → y → Z, who might buy."),
    ];
    for (text, name, expected) in cases {
        let map = map(text);
        assert_eq!(sentence(&map, &traced(&map, name).ultimate_customers[0]), expected);
    }
}

#[test]
fn ties_go_to_the_better_rated_chain_then_to_the_name() {
    let cases = [
        ("buyer Z\nA -> B @2\nA -> C @4\nB -> Z\nC -> Z", "A C Z"),
        ("buyer Z\nA -> B\nA -> C\nB -> Z @2\nC -> Z @1", "A B Z"),
        ("buyer Z\nA -> C\nA -> B\nC -> Z\nB -> Z", "A B Z"),
        ("buyer Z\nA -> B @1\nA -> B @4\nA -> C @3\nB -> Z\nC -> Z", "A B Z"),
    ];
    for (text, expected) in cases {
        let map = map(text);
        let trace = traced(&map, "A");
        assert_eq!(names(&map, &trace.ultimate_customers[0].path).join(" "), expected, "{text}");
    }
}

#[test]
fn the_weakest_handoff_is_the_lowest_rated_one() {
    let map = map("buyer Z\nA -> B: x @4\nB -> C: y @2\nC -> Z: z");
    let weakest = traced(&map, "A").ultimate_customers[0].weakest.unwrap();
    assert_eq!(map.supply(weakest).unwrap().what, "y");
    let unrated = self::map("buyer Z\nA -> Z");
    assert_eq!(traced(&unrated, "A").ultimate_customers[0].weakest, None);
}

#[test]
fn a_chain_that_ends_inside_is_named() {
    let cases = [
        ("A -> B\nB -> C\nC -> A", Some("These 3 serve one another and nobody outside.")),
        ("A -> B", Some("The chain ends inside: A reaches nobody outside.")),
        ("B -> A", Some("A supplies nobody so far.")),
        ("buyer Z\nA -> Z", None),
    ];
    for (text, expected) in cases {
        let map = map(text);
        assert_eq!(loop_sentence(&map, &traced(&map, "A")).as_deref(), expected);
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_does_not_overflow() {
    use crate::model::{Party, PartyId, PartyKind, Point, Supply, SupplyId};
    let last = 100_000;
    let mut map = Organisation::default();
    for i in 0..=last {
        let kind = if i == last { PartyKind::Buyer } else { PartyKind::Role };
        map.put_party(Party::new(PartyId::from_u128(i), kind, format!("{i}"), Point::default()).into());
    }
    for i in 0..last {
        let supply =
            Supply::new(SupplyId::from_u128(i), PartyId::from_u128(i), PartyId::from_u128(i + 1), "");
        map.put_supply(supply.into());
    }
    let trace = traced(&map, "0");
    assert_eq!(trace.ultimate_customers[0].handoffs, 100_000);
    assert_eq!(trace.ultimate_customers[0].chains, 1);
}
