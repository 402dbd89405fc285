use super::Driver;
use crate::action::Action;
use crate::model::Organisation;
use crate::tool::TextEntry;

/// A facilitator without a mouse: counts every key that is not a letter of a name.
struct Typist {
    driver: Driver,
    keys: usize,
}

impl Typist {
    fn press(self, action: Action) -> Self {
        Self { driver: self.driver.ask(action), keys: self.keys + 1 }
    }

    /// Types a text and ends it with Enter.
    fn enter(self, text: &str) -> Self {
        Self { driver: self.driver.type_text(text).enter(), keys: self.keys + 1 }
    }

    /// Types a text and goes on with a customer.
    fn tab(self, text: &str) -> Self {
        Self { driver: self.driver.type_text(text).tab(), keys: self.keys + 1 }
    }

    /// A chain of customers, each with what it gets, from the selected party on.
    fn chain(self, links: &[(&str, &str)]) -> Self {
        let Some(((name, what), others)) = links.split_last() else { return self };
        let begun = self.press(Action::AddCustomerOf);
        let go_on = |typist: Self, (name, what): &(&str, &str)| typist.enter(name).tab(what);
        others.iter().fold(begun, go_on).enter(name).enter(what)
    }

    fn walk(self, steps: &[Action]) -> Self {
        steps.iter().fold(self, |typist, step| typist.press(*step))
    }
}

/// Twenty roles and twenty-five supplies, typed while a room talks.
fn typed_map() -> Typist {
    let typist = Typist { driver: Driver::on(Organisation::default()), keys: 0 };
    let typist = typist.press(Action::AddNext).enter("Designer").chain(&[
        ("Estimator", "drawing"),
        ("Sales", "quote"),
        ("Planner", "order"),
        ("Buyer", "part list"),
        ("Warehouse", "purchase"),
        ("Cutter", "boards"),
        ("Assembler", "cut boards"),
        ("Inspector", "kitchen"),
        ("Packer", "checked kitchen"),
        ("Driver", "load"),
        ("Fitter", "delivery"),
        ("Homeowner (buyer)", "installed kitchen"),
        ("Sales", "praise"),
    ]);
    // The last link came back to Sales, which is selected now; from there to Planner and on.
    let typist = typist.walk(&[Action::WalkRight]).chain(&[
        ("Cutter", "cutting plan"),
        ("Maintenance", "worn blade"),
        ("Assembler", "sharp tools"),
        ("Trainer", "questions"),
        ("Fitter", "training"),
        ("Service desk", "open points"),
        ("Homeowner", "answers"),
    ]);
    typist.walk(&[Action::WalkLeft]).chain(&[
        ("Accounts", "hours"),
        ("Payroll", "approved hours"),
        ("Driver", "pay run"),
        ("Fleet", "mileage"),
        ("Garage", "service order"),
        ("Driver", "repaired van"),
    ])
}

#[test]
fn a_map_is_typed_with_at_most_two_keys_per_element_beyond_the_text() {
    let Typist { driver, keys } = typed_map();
    let (parties, supplies) = (driver.map.parties().len(), driver.map.supplies().len());
    let most = 2 * (parties + supplies);
    println!("{parties} parties and {supplies} named supplies: {keys} keys beyond the text, at most {most}");
    assert!(parties >= 20 && supplies >= 25, "{parties} parties, {supplies} supplies");
    assert!(keys <= most, "{keys} keys");
    assert!(driver.map.supplies().all(|supply| !supply.what.is_empty()));
    assert_eq!(driver.map.parties_named("Homeowner").count(), 1);
    assert_eq!((driver.overlaps(), driver.refusals), (0, 0));
}

#[test]
fn nobody_moves_while_a_map_grows_whichever_way_somebody_is_added() {
    let ways = [
        Action::AddCustomerOf,
        Action::AddSupplierOf,
        Action::AddNext,
        Action::AddLeft,
        Action::AddRight,
        Action::AddAbove,
        Action::AddBelow,
        Action::Connect,
    ];
    for way in ways {
        let driver = (0..60).fold(Driver::on(Organisation::default()), |driver, at| {
            let (column, row) = ((at % 8) as f32, (at / 8) as f32);
            driver.with(crate::model::PartyKind::Role, &format!("Role {at}"), column * 240.0, row * 90.0)
        });
        let before: Vec<_> = driver.map.parties().map(|party| (party.id, party.place)).collect();
        let driver = driver.click_on("Role 27").ask(way).type_text("One more role").enter().enter();
        for (id, place) in before {
            assert_eq!(driver.map.party(id).map(|party| party.place), Some(place), "{way:?}");
        }
        assert!(driver.has("One more role"), "{way:?}");
        assert_eq!(driver.overlaps(), 0, "{way:?}");
    }
}

#[test]
fn stray_keys_while_typing_lose_nothing() {
    let driver = typed_map().driver.click_on("Planner").ask(Action::AddCustomerOf).type_text("Archive");
    let text = driver.tool.entry().map(|entry: &TextEntry| entry.text.clone());
    assert_eq!(text.as_deref(), Some("Archive"));
    let driver = driver.ask(Action::Delete);
    assert!(driver.has("Archive"), "what was typed is kept before anything else is done");
}
