//! What the picture costs in a frame while a selection is dragged, and in the frames after it was let go, in which the lines
//! that were put off get their ways and their words their places. The peer is drawing all of the picture afresh. CPU time: routing, labels and figures
//! together, without the canvas.

use crate::cpu::{now, time_of};
use crate::generate::{Shape, organisation};
use crate::harness::{Selection, print_ratio, print_time};
use baton::edit::{Command, perform};
use baton::job::{Progress, tidy};
use baton::model::{ElementId, Flow, Organisation, PartyId, PartyKind, Point};
use baton::platform::{FontMeasurer, Fonts};
use baton::scene::{CarefulLines, Options, SceneBuilder, Theme, careful_lines};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// Frames of a drag.
const FRAMES: usize = 10;
/// How far everything is dragged in a frame.
const STEP: (f32, f32) = (9.0, 5.0);
/// As long as this lines are routed or words placed in a frame after a drag, and as many pairs are drawn, as in the window.
const MOST_TIME: Duration = Duration::from_millis(4);
const MOST_PAIRS: usize = 400;

pub fn run(selection: &Selection) {
    for (parties, supplies) in [(300, 450), (1_000, 1_500), (10_000, 20_000)] {
        let dragged = [1, 30, 100, 300].map(|count| (count, format!("dragged_{count}_of_{parties}")));
        let dragged: Vec<_> = dragged.into_iter().filter(|(_, name)| selection.wants(name)).collect();
        if dragged.is_empty() {
            continue;
        }
        let table = Table::new(parties, supplies);
        for (count, name) in dragged {
            table.drag(count, &name);
        }
    }
}

/// A placed map, its lines, and what it costs to draw it afresh.
struct Table {
    map: Organisation,
    lines: CarefulLines,
    afresh: Duration,
    measurer: FontMeasurer,
}

impl Table {
    fn new(parties: u32, supplies: u32) -> Self {
        let measurer = FontMeasurer::new(Arc::new(Fonts::built_in_only()));
        let mut map = organisation(Shape { parties, supplies, seed: 1 });
        let tidied = tidy(&map, Flow::default(), &measurer, &Progress::default()).unwrap();
        perform(&mut map, &tidied).unwrap();
        let find = || careful_lines(&map, &Options::default(), &Theme::light(), &measurer).unwrap();
        let (lines, afresh) = time_of(find);
        Self { map, lines, afresh, measurer }
    }

    /// Drags as many parties that stand next to one another, and lets them go.
    fn drag(&self, count: usize, name: &str) {
        let (options, theme) = (Options::default(), Theme::light());
        let mut map = self.map.clone();
        let mut picture = SceneBuilder::new(&map, options, theme, &self.measurer);
        picture.take_care(&map, self.lines.clone());
        while picture.go_on(&map, &self.measurer, MOST_PAIRS, || false) {}
        let selected = selected(&map, count);
        let places = |step: usize| -> HashMap<PartyId, Point> {
            let by = |of: f32| of * step as f32;
            selected.iter().map(|(id, place)| (*id, place.moved(by(STEP.0), by(STEP.1)))).collect()
        };
        let frame = |step| time_of(|| picture.preview(&map, places(step), &self.measurer)).1;
        let frames: Vec<Duration> = (1..=FRAMES).map(frame).collect();
        let command = Command::Move { places: places(FRAMES).into_iter().collect(), by_hand: true };
        let changed: Vec<ElementId> = perform(&mut map, &command).unwrap().elements().collect();
        let ((), let_go) = time_of(|| {
            picture.update(&map, &changed, &self.measurer);
            picture.preview(&map, HashMap::new(), &self.measurer);
        });
        print_times(name, frames);
        print_time(&format!("{name}_let_go"), let_go);
        self.follow(&mut picture, &map, &format!("{name}_afterwards"));
        print_ratio(&format!("{name}_let_go_vs_afresh"), let_go, self.afresh);
    }

    /// The frames in which lines that were put off get their ways, and their words their places.
    fn follow(&self, picture: &mut SceneBuilder, map: &Organisation, name: &str) {
        if picture.wants_care() {
            println!("{name}: all lines are found beside the window");
            return;
        }
        let mut frames = Vec::new();
        while picture.has_lines_waiting() {
            let began = now();
            let is_enough = || now().saturating_sub(began) >= MOST_TIME;
            picture.go_on(map, &self.measurer, MOST_PAIRS, is_enough);
            frames.push(now().saturating_sub(began));
        }
        println!("{name}: {} frames", frames.len());
        print_times(name, frames);
    }
}

/// The parties, other than teams, that stand nearest to the one in the middle of the list, and where.
fn selected(map: &Organisation, count: usize) -> Vec<(PartyId, Point)> {
    let parties = map.parties().filter(|party| party.kind != PartyKind::Team);
    let mut parties: Vec<_> = parties.map(|party| (party.id, party.place)).collect();
    let middle = parties[parties.len() / 2].1;
    parties.sort_by(|a, b| a.1.distance(middle).total_cmp(&b.1.distance(middle)).then(a.0.cmp(&b.0)));
    parties.truncate(count);
    parties
}

fn print_times(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    if let Some(worst) = times.last() {
        print_time(&format!("{name}_median"), times[times.len() / 2]);
        print_time(&format!("{name}_worst"), *worst);
    }
}
