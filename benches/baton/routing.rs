//! What routing costs in one frame while a map is edited: a box is dragged, let go, and put back; the peer is routing all
//! lines afresh. Time is CPU time, so that other programs on the machine do not count.

use crate::cpu;
use crate::harness::{Selection, print_ratio, print_time};
use crate::maps;
use baton::arrange::{
    Change, End, Flow, PartyBox, Request, RoutedBox, Router, SupplyLine, Watch, place, route,
};
use baton::model::{Rect, Size};
use std::time::Duration;

/// As many boxes are moved, one after the other.
const BOXES: usize = 30;
/// As many places are tried with each.
const PLACES: usize = 10;
/// From one place to the next.
const STEP: (f32, f32) = (17.0, 9.0);

pub fn run(selection: &Selection) {
    if !selection.wants("routing") {
        return;
    }
    for (size, maps) in maps::by_size() {
        if size >= 300 {
            edit(&size.to_string(), &maps::without_teams(&maps[0]));
        }
    }
    edit("hub_1360", &hub(1_360));
    for (size, maps) in maps::by_size() {
        if size >= 300 {
            edit_many(&size.to_string(), &maps::without_teams(&maps[0]));
        }
    }
    edit_many("hub_1360", &hub(1_360));
}

/// Everybody reports to the first.
fn hub(reports: u32) -> Request {
    let party = PartyBox { size: Size::new(120.0, 46.0), team: None, end: End::None, pin: None };
    let supplies = (1..=reports).map(|from| SupplyLine { from, to: 0, label: None }).collect();
    Request { parties: vec![party; reports as usize + 1], supplies, ..Request::default() }
}

fn edit(name: &str, map: &Request) {
    let boxes = place(map, &Watch::nobody()).unwrap().boxes(map);
    let lines: Vec<(u32, u32)> = map.supplies.iter().map(|line| (line.from, line.to)).collect();
    let (_, afresh) = cpu::mean_time_of(|| route(&boxes, &[], &lines, Flow::LeftToRight));
    let mut router = Router::new(&boxes, &[], &lines, Flow::LeftToRight);
    router.index();
    let mut times = Times::default();
    // The first is the one with the most supplies in the map of a hub.
    for v in (0..BOXES).map(|at| at * 7_919 % boxes.len()) {
        for step in 1..=PLACES {
            let place = boxes[v].moved(STEP.0 * step as f32, STEP.1 * step as f32);
            times.dragged.push(time_of(&mut router, &to(v, place), true));
        }
        let last = boxes[v].moved(STEP.0 * PLACES as f32, STEP.1 * PLACES as f32);
        times.let_go.push(time_of(&mut router, &to(v, last), false));
        times.finish(&mut router);
        times.put_back.push(time_of(&mut router, &to(v, boxes[v]), false));
        times.finish(&mut router);
    }
    times.print(name, afresh);
}

/// As many boxes are dragged at once, let go, and put back; one more is dragged before the lines of all are back. Then they
/// are deleted, and brought back.
const MANY: [usize; 4] = [10, 30, 100, 1_000];

fn edit_many(name: &str, map: &Request) {
    let boxes = place(map, &Watch::nobody()).unwrap().boxes(map);
    let lines: Vec<(u32, u32)> = map.supplies.iter().map(|line| (line.from, line.to)).collect();
    let afresh = {
        let mut router = Router::new(&boxes, &[], &lines, Flow::LeftToRight);
        router.index();
        router
    };
    let most = (1..=boxes.len() / 2).rev().find(|many| !afresh.is_better_afresh(*many)).unwrap_or(1);
    println!("routing_{name}: lines follow up to {most} boxes; with more all are found beside the window");
    for many in MANY.into_iter().filter(|many| *many < most).chain([most]) {
        let moved = |step: usize| {
            let place = |v: usize| boxes[v].moved(STEP.0 * step as f32, STEP.1 * step as f32);
            Change { boxes: (0..many).flat_map(|v| to(v, place(v)).boxes).collect(), lines: Vec::new() }
        };
        let mut router = afresh.clone();
        let mut times = Times::default();
        for step in 1..=PLACES {
            times.dragged.push(time_of(&mut router, &moved(step), true));
        }
        times.let_go.push(time_of(&mut router, &moved(PLACES), false));
        times.finish(&mut router);
        times.put_back.push(time_of(&mut router, &moved(0), false));
        let other = boxes.len() - 1;
        let at_once = to(other, boxes[other].moved(STEP.0, STEP.1));
        times.at_once.push(time_of(&mut router, &at_once, true));
        times.finish(&mut router);
        times.print_worst(&format!("{many}_boxes_of_{name}"));
        delete_many(&format!("{many}_boxes_of_{name}_deleted"), afresh.clone(), &boxes[..many], &lines);
    }
}

fn delete_many(name: &str, mut router: Router, boxes: &[Rect], lines: &[(u32, u32)]) {
    let is_gone = |end: u32| (end as usize) < boxes.len();
    let own = (0_u32..).zip(lines).filter(|(_, (from, to))| is_gone(*from) || is_gone(*to));
    let gone = Change {
        boxes: (0..boxes.len()).map(|v| (v as u32, None)).collect(),
        lines: own.clone().map(|(line, _)| (line, None)).collect(),
    };
    let back = Change {
        boxes: boxes.iter().enumerate().flat_map(|(v, rect)| to(v, *rect).boxes).collect(),
        lines: own.map(|(line, ends)| (line, Some(*ends))).collect(),
    };
    let mut times = Times::default();
    times.let_go.push(time_of(&mut router, &gone, false));
    times.finish(&mut router);
    times.put_back.push(time_of(&mut router, &back, false));
    times.finish(&mut router);
    times.print_worst(name);
}

fn to(v: usize, rect: Rect) -> Change {
    Change { boxes: vec![(v as u32, Some(RoutedBox { rect, is_frame: false }))], lines: Vec::new() }
}

fn time_of(router: &mut Router, change: &Change, is_trial: bool) -> Duration {
    cpu::time_of(|| router.change(change, is_trial)).1
}

#[derive(Default)]
struct Times {
    dragged: Vec<Duration>,
    let_go: Vec<Duration>,
    put_back: Vec<Duration>,
    /// One more edit before the lines of what was put back are back.
    at_once: Vec<Duration>,
    /// The smallest pieces of what has its turn in later frames; a frame takes as many as fit into it.
    pieces: Vec<Duration>,
    /// All pieces after one edit.
    rest: Vec<Duration>,
}

impl Times {
    fn finish(&mut self, router: &mut Router) {
        let mut rest = Duration::ZERO;
        while router.has_lines_due() {
            let (_, piece) = cpu::time_of(|| router.go_on(|| true));
            self.pieces.push(piece);
            rest += piece;
        }
        self.rest.push(rest);
    }

    fn all(&mut self) -> [(&'static str, &mut Vec<Duration>); 6] {
        [
            ("dragged", &mut self.dragged),
            ("let_go", &mut self.let_go),
            ("put_back", &mut self.put_back),
            ("edited_at_once", &mut self.at_once),
            ("later_pieces", &mut self.pieces),
            ("later_in_all", &mut self.rest),
        ]
    }

    fn print_worst(mut self, name: &str) {
        for (what, times) in self.all() {
            if let Some(worst) = times.iter().max() {
                print_time(&format!("routing_{name}_{what}_worst"), *worst);
            }
        }
    }

    fn print(mut self, name: &str, afresh: Duration) {
        print_time(&format!("routing_{name}_afresh"), afresh);
        for (what, times) in self.all() {
            times.sort_unstable();
            let Some(worst) = times.last() else { continue };
            print_time(&format!("routing_{name}_{what}_median"), times[times.len() / 2]);
            print_time(&format!("routing_{name}_{what}_90_percent"), times[times.len() * 9 / 10]);
            print_time(&format!("routing_{name}_{what}_worst"), *worst);
        }
        print_ratio(
            &format!("routing_{name}_dragged_vs_afresh"),
            self.dragged[self.dragged.len() / 2],
            afresh,
        );
    }
}
