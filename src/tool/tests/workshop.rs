use super::Driver;
use crate::action::{Action, Modifiers};
use crate::model::{Organisation, PartyKind, Point};
use crate::tool::{Clip, TextEntry};

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

/// Sixty roles in rows, with some blank between them.
fn sixty_roles() -> Driver {
    (0..60).fold(Driver::on(Organisation::default()), |driver, at| {
        let (column, row) = ((at % 8) as f32, (at / 8) as f32);
        driver.with(PartyKind::Role, &format!("Role {at}"), column * 240.0, row * 90.0)
    })
}

/// A way to begin adding somebody.
type Way = Box<dyn Fn(Driver) -> Driver>;

#[test]
fn nobody_moves_while_a_map_grows_whichever_way_somebody_is_added() {
    let by_key = |action: Action| move |driver: Driver| driver.click_on("Role 27").ask(action);
    let by_click = |action: Action| move |driver: Driver| driver.ask(action).click_at(1800.0, 740.0);
    let mut ways: Vec<(&str, Way)> = vec![
        ("Tab", Box::new(by_key(Action::AddCustomerOf))),
        ("Shift+Tab", Box::new(by_key(Action::AddSupplierOf))),
        ("Enter", Box::new(by_key(Action::AddNext))),
        ("Ctrl+left", Box::new(by_key(Action::AddLeft))),
        ("Ctrl+right", Box::new(by_key(Action::AddRight))),
        ("Ctrl+up", Box::new(by_key(Action::AddAbove))),
        ("Ctrl+down", Box::new(by_key(Action::AddBelow))),
        ("L", Box::new(by_key(Action::Connect))),
        ("Enter, nothing selected", Box::new(|driver: Driver| driver.ask(Action::AddNext))),
        ("double-click", Box::new(|driver: Driver| driver.double_click_at(1800.0, 740.0))),
        ("R", Box::new(by_click(Action::AddRole))),
        ("C", Box::new(by_click(Action::AddCustomer))),
        ("S", Box::new(by_click(Action::AddSupplier))),
    ];
    ways.push((
        "handle",
        Box::new(|driver: Driver| {
            let at = driver.place("Role 27");
            let driver = driver.move_to(at.x, at.y).press_at(at.x + 72.0, at.y);
            driver.drag_to(1800.0, 740.0).release()
        }),
    ));
    for (name, way) in ways {
        let driver = way(sixty_roles()).type_text("One more role").enter();
        let driver = if driver.tool.is_idle() { driver } else { driver.enter() };
        assert!(driver.has("One more role"), "{name}");
        nobody_has_moved(name, &driver);
    }
}

#[test]
fn copies_overlap_nobody_and_nobody_moves() {
    let select = |names: &[&str]| {
        names.iter().fold(sixty_roles(), |driver, name| driver.hold(Modifiers::SHIFT).click_on(name))
    };
    let group = ["Role 27", "Role 28", "Role 36"];
    nobody_has_moved("Ctrl+D on one", &select(&group[..1]).ask(Action::Duplicate));
    nobody_has_moved("Ctrl+D on three", &select(&group).ask(Action::Duplicate));
    let mut driver = select(&group);
    let clip = Clip::of(&driver.map, &driver.selection).expect("three roles");
    let at = driver.with_context(|_, cx| clip.free_place(Point::new(700.0, 300.0), cx));
    let (command, made) = clip.paste(at, &mut driver.ids).expect("something");
    driver.carry_out(&command);
    assert_eq!(made.len(), 3);
    nobody_has_moved("paste", &driver);
}

fn nobody_has_moved(way: &str, driver: &Driver) {
    for before in sixty_roles().map.parties() {
        let now = driver.map.party(before.id).map(|party| party.place);
        assert_eq!(now, Some(before.place), "{way}: {}", before.name);
    }
    assert!(driver.map.parties().len() > 60, "{way} adds somebody");
    assert_eq!(driver.overlaps(), 0, "{way}");
}

#[test]
fn stray_keys_while_typing_lose_nothing() {
    let driver = typed_map().driver.click_on("Planner").ask(Action::AddCustomerOf).type_text("Archive");
    let text = driver.tool.entry().map(|entry: &TextEntry| entry.text.clone());
    assert_eq!(text.as_deref(), Some("Archive"));
    let driver = driver.ask(Action::Delete);
    assert!(driver.has("Archive"), "what was typed is kept before anything else is done");
}
