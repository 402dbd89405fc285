use crate::canvas::Window;
use crate::harness::{Selection, median, print_ratio, print_time};
use baton::action::Situation;
use baton::analysis::Overview;
use baton::model::{IdSource, Organisation, Party, PartyKind, Point, SequentialIds, Supply};
use baton::platform::Preferences;
use baton::scene::{Scene, Theme};
use baton::ui::matrix::{MatrixDraft, matrix_ui};
use baton::ui::{Intents, MainView, OverviewNotice, View};
use egui::{Event, Grid, Modifiers, MouseWheelUnit, ScrollArea, TouchPhase, pos2, vec2};
use std::time::Duration;

const ROLES: usize = 1_000;
const CUSTOMERS: usize = 50;
const FRAMES: usize = 15;

/// One frame of a matrix of 1,000 × 50 while it is scrolled, against egui's own grid of the same cells.
pub fn run(selection: &Selection) {
    let name = "matrix_frame_vs_egui_grid";
    if !selection.wants(name) {
        return;
    }
    let map = map();
    let overview = Overview::of(&map);
    print_time("matrix_overview", median(5, || Overview::of(&map)));
    let mut draft = MatrixDraft::default();
    let mut window = Window::default();
    let ours = scrolled(&mut window, |ui| show(ui, &map, &overview, &mut draft));
    let mut window = Window::default();
    let peers = scrolled(&mut window, |ui| {
        ScrollArea::both().show(ui, |ui| grid_of_all_cells(ui, &map, &overview));
    });
    print_ratio(name, ours, peers);
}

/// The median of frames in which the wheel turns.
fn scrolled(window: &mut Window, mut show: impl FnMut(&mut egui::Ui)) -> Duration {
    for _ in 0..3 {
        window.frame(Vec::new(), &mut show);
    }
    median(FRAMES, || {
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -40.0),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        };
        window.frame(vec![Event::PointerMoved(pos2(960.0, 540.0)), wheel], &mut show);
    })
}

/// Each role supplies the next one, and every twentieth a customer.
fn map() -> Organisation {
    let mut ids = SequentialIds::default();
    let mut map = Organisation::default();
    let mut add = |kind, name: String| {
        let party = Party::new(ids.party(), kind, name, Point::default());
        let id = party.id;
        map.put_party(party.into());
        id
    };
    let roles: Vec<_> = (0..ROLES).map(|at| add(PartyKind::Role, format!("Role {at}"))).collect();
    let customers: Vec<_> =
        (0..CUSTOMERS).map(|at| add(PartyKind::Buyer, format!("Customer {at}"))).collect();
    for (at, role) in roles.iter().enumerate() {
        let next = roles[(at + 1) % ROLES];
        map.put_supply(Supply::new(ids.supply(), *role, next, "order").into());
        if at % (ROLES / CUSTOMERS) == 0 {
            let customer = customers[at / (ROLES / CUSTOMERS)];
            map.put_supply(Supply::new(ids.supply(), *role, customer, "goods").into());
        }
    }
    map
}

fn show(ui: &mut egui::Ui, map: &Organisation, overview: &Overview, draft: &mut MatrixDraft) {
    let (scene, theme) = (Scene::default(), Theme::light());
    let (preferences, situation) = (Preferences::default(), Situation::default());
    let overview = OverviewNotice::Ready(overview);
    let plain = View::of(map, &scene, &theme, &preferences, &situation);
    let view = View { main_view: MainView::Matrix, overview, ..plain };
    matrix_ui(ui, &view, draft, &mut Intents::default());
}

fn grid_of_all_cells(ui: &mut egui::Ui, map: &Organisation, overview: &Overview) {
    Grid::new("peer").show(ui, |ui| {
        for (at, role) in overview.sight.roles.iter().enumerate() {
            ui.label(map.party(*role).map_or("", |party| party.name.as_str()));
            for handoffs in overview.sight.row(at) {
                ui.label(handoffs.map_or_else(String::new, |handoffs| handoffs.to_string()));
            }
            ui.end_row();
        }
    });
}
