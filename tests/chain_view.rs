//! The Chain view through its accessible nodes: it comes to rest, walks on and back, and says what it shows.

#![allow(clippy::unwrap_used)] // a test may fail loudly

use baton::action::Situation;
use baton::analysis::lenses::Lens;
use baton::edit::{Command, perform};
use baton::model::{IdSource, Organisation, Party, PartyId, PartyKind, Point, SequentialIds, Supply};
use baton::platform::{Fonts, Preferences};
use baton::scene::{Scene, Theme};
use baton::ui::canvas::painter::color32;
use baton::ui::chain::{ChainDraft, chain_ui};
use baton::ui::{Intents, MainView, View, WindowFonts};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;

/// Everything that the view needs from its window.
struct Window {
    map: Organisation,
    revision: u64,
    draft: ChainDraft,
    intents: Intents,
    fonts: Option<WindowFonts>,
    scene: Scene,
    theme: Theme,
    preferences: Preferences,
    situation: Situation,
}

impl Window {
    fn of(map: Organisation) -> Self {
        Self {
            map,
            revision: 1,
            draft: ChainDraft::default(),
            intents: Intents::default(),
            fonts: None,
            scene: Scene::default(),
            theme: Theme::light(),
            preferences: Preferences::default(),
            situation: Situation::default(),
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        if self.fonts.is_none() {
            // They are there from the next frame on.
            self.fonts = Some(WindowFonts::install(ui.ctx(), Arc::new(Fonts::built_in_only())));
            ui.ctx().request_repaint();
            return;
        }
        let plain = View::of(&self.map, &self.scene, &self.theme, &self.preferences, &self.situation);
        let view = View { revision: self.revision, main_view: MainView::Chain, ..plain };
        chain_ui(ui, &view, &mut self.draft, &mut self.intents);
    }
}

/// Payroll → Delivery crew → Homeowner, and a hub that supplies sixty.
fn map() -> Organisation {
    let mut ids = SequentialIds::default();
    let mut party = |kind, name: &str| Party::new(ids.party(), kind, name, Point::default());
    let mut parties = vec![
        party(PartyKind::Role, "Payroll"),
        party(PartyKind::Role, "Delivery crew"),
        party(PartyKind::Buyer, "Homeowner"),
        party(PartyKind::Role, "Hub"),
    ];
    parties.extend((1..=60).map(|n| party(PartyKind::Role, &format!("Branch {n}"))));
    let id = |n: usize| PartyId::from_u128(n as u128);
    let mut links = vec![(id(1), id(2), "pay run"), (id(2), id(3), "installed kitchen")];
    links.extend((5..=64).map(|n| (id(4), id(n), "letters")));
    let mut map = Organisation::default();
    for party in parties {
        perform(&mut map, &Command::AddParty(party)).unwrap();
    }
    for (from, to, what) in links {
        perform(&mut map, &Command::Connect(Supply::new(ids.supply(), from, to, what))).unwrap();
    }
    map
}

fn harness(center: u128) -> Harness<'static, Window> {
    let mut window = Window::of(map());
    window.draft.walk_to(PartyId::from_u128(center));
    Harness::builder()
        .with_size([1280.0, 800.0])
        .with_max_steps(60)
        .build_ui_state(|ui, window: &mut Window| window.ui(ui), window)
}

#[test]
fn it_comes_to_rest_and_then_draws_no_frames() {
    let mut harness = harness(1);
    harness.run();
    harness.state_mut().draft.walk_to(PartyId::from_u128(2));
    let frames = harness.run();
    assert!(frames > 5, "the picture is alive at first, not after {frames} frames");
    assert_eq!(harness.run(), 1, "nothing moves any more");
}

#[test]
fn a_click_walks_on_and_back_returns_to_the_same_picture() {
    let mut harness = harness(1);
    harness.run();
    let crew = |harness: &Harness<'_, Window>| {
        harness.get_by_role_and_label(egui::accesskit::Role::Button, "Delivery crew").rect()
    };
    let before = crew(&harness);
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "Delivery crew").click();
    harness.run();
    assert_eq!(harness.state().draft.center(), Some(PartyId::from_u128(2)));
    harness.get_by_label_contains("Back").click();
    harness.run();
    assert_eq!(harness.state().draft.center(), Some(PartyId::from_u128(1)));
    assert_eq!(crew(&harness), before);
}

#[test]
fn the_line_of_sight_stands_beside_it_in_words() {
    let mut harness = harness(1);
    harness.run();
    harness.get_by_label("Payroll → pay run → Delivery crew → installed kitchen → Homeowner, who buys.");
    harness.get_by_label("2 parties depend on this work.");
    harness.get_by_label("Delivery crew (1 hand-off away)");
}

#[test]
fn the_sixty_customers_of_a_hub_all_have_a_box_of_their_own() {
    let mut harness = harness(4);
    harness.run();
    let boxes: Vec<egui::Rect> = (1..=60)
        .map(|n| harness.get_by_role_and_label(egui::accesskit::Role::Button, &format!("Branch {n}")).rect())
        .collect();
    for (n, a) in boxes.iter().enumerate() {
        for b in &boxes[n + 1..] {
            assert!(!a.shrink(0.5).intersects(b.shrink(0.5)), "{a:?} {b:?}");
        }
    }
}

#[test]
fn suppliers_stay_on_the_left_and_customers_on_the_right_when_everything_rests() {
    let mut harness = harness(2);
    harness.run();
    let left = |name| harness.get_by_role_and_label(egui::accesskit::Role::Button, name).rect().center().x;
    assert!(left("Payroll") < left("Delivery crew") && left("Delivery crew") < left("Homeowner"));

    harness.state_mut().draft.walk_to(PartyId::from_u128(4));
    harness.run();
    let left =
        |name: &str| harness.get_by_role_and_label(egui::accesskit::Role::Button, name).rect().center().x;
    assert!((1..=60).all(|n| left("Hub") < left(&format!("Branch {n}"))), "all of them are served");
}

#[test]
fn five_lenses_answer_with_reasons_and_a_click_walks_there() {
    let mut harness = harness(1);
    harness.run();
    for lens in Lens::ALL {
        harness.get_by_label(lens.title());
    }
    harness.get_by_label("Everyone downstream").click();
    harness.run();
    harness.get_by_label("Homeowner: further down your chain, and buys").click();
    harness.run();
    assert_eq!(harness.state().draft.center(), Some(PartyId::from_u128(3)));
}

#[test]
fn whoever_joins_the_map_finds_a_place_and_another_theme_is_taken_at_once() {
    let mut harness = harness(1);
    harness.run();
    let mut ids = SequentialIds::after(500);
    let clerk = Party::new(ids.party(), PartyKind::Role, "Clerk", Point::default());
    let supply = Supply::new(ids.supply(), PartyId::from_u128(1), clerk.id, "slips");
    for command in [Command::AddParty(clerk), Command::Connect(supply)] {
        perform(&mut harness.state_mut().map, &command).unwrap();
    }
    harness.state_mut().revision += 1;
    let frames = harness.run();
    assert!(frames > 5, "the picture makes room, not in {frames} frames");
    let place = |name| harness.get_by_role_and_label(egui::accesskit::Role::Button, name).rect();
    assert!(!place("Clerk").intersects(place("Delivery crew")));

    let has = |harness: &Harness<'_, Window>, theme: &Theme| {
        let fill = color32(theme.party(PartyKind::Buyer).fill);
        harness.output().shapes.iter().any(|s| matches!(&s.shape, egui::Shape::Rect(r) if r.fill == fill))
    };
    assert!(has(&harness, &Theme::light()));
    harness.state_mut().theme = Theme::dark();
    harness.run();
    assert!(has(&harness, &Theme::dark()) && !has(&harness, &Theme::light()));
}
