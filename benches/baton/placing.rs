//! Pictures of directed maps, side by side with Graphviz `dot`: crossings, length, area, time.
//!
//! Time is CPU time of both (`dot`: the whole program; Baton: placing and routing in one thread), so that
//! other programs on the machine do not count.

use crate::dot::{self, DotPicture};
use crate::harness::{Selection, median, print_time};
use crate::{cpu, maps};
use baton::arrange::{
    DrawnLine, Flow, Map, Newcomer, PartyBox, Preset, Quality, Request, SupplyLine, Watch, place, place_new,
    quality, route,
};
use baton::model::{Rect, Size};
use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

/// How long `dot` may take for a map.
const PATIENCE: Duration = Duration::from_secs(90);
/// Asks the bench to do nothing but place this many parties, in a process whose memory is its own.
const ALONE: &str = "BATON_PLACE_ALONE";

const PRESETS: [(Preset, &str); 2] = [(Preset::Compact, "compact"), (Preset::Untangled, "untangled")];

pub fn run(selection: &Selection) {
    if !selection.wants("placing") {
        return;
    }
    let maps = maps::by_size();
    if let Some(size) = std::env::var(ALONE).ok().and_then(|size| size.parse().ok()) {
        place_alone(&maps::without_teams(&maps[&size][0]));
        return;
    }
    if dot::is_installed() {
        against_dot(&maps);
    } else {
        println!("placing: dot is not installed, nothing to compare with");
    }
    if let Some(map) = maps.get(&300) {
        one_more(&maps::without_teams(&map[0]));
    }
    for size in maps.keys().filter(|size| **size > 1_000) {
        let bench = std::env::current_exe().unwrap();
        Command::new(bench).arg("placing").env(ALONE, size.to_string()).status().unwrap();
    }
}

fn against_dot(maps: &BTreeMap<usize, Vec<Request>>) {
    let mut all = [Means::default(), Means::default()];
    for (size, maps) in maps.range(..=300) {
        let means = compare(&format!("placing_{size}"), &plain(maps), &PRESETS);
        all.iter_mut().zip(&means).for_each(|(all, means)| all.join(means));
    }
    for (means, (_, name)) in all.iter().zip(PRESETS) {
        means.print(&format!("placing_all_{name}"));
    }
    if let Some(maps) = maps::dot_samples() {
        compare("placing_samples", &maps, &PRESETS);
    }
    if let Some(maps) = maps.get(&300) {
        compare("placing_teams_300", maps, &PRESETS[..1]);
    }
    if let Some(maps) = maps.get(&1_000) {
        compare("placing_1000", &plain(maps), &PRESETS);
    }
}

fn plain(maps: &[Request]) -> Vec<Request> {
    maps.iter().map(maps::without_teams).collect()
}

/// Sums of logarithms, for geometric means.
#[derive(Default)]
struct Means {
    maps: usize,
    count: usize,
    crossings: f64,
    /// In how many maps ours or the peer's lines cross at all.
    tangled: usize,
    length: f64,
    area: f64,
    time: f64,
    /// Overlaps and lines through boxes: always 0.
    faults: u64,
}

fn compare(name: &str, maps: &[Request], presets: &[(Preset, &str)]) -> Vec<Means> {
    let peers: Vec<Option<DotPicture>> = maps.iter().map(|map| dot::draw(map, PATIENCE)).collect();
    let compare = |(preset, preset_name): &(Preset, &str)| {
        let mut means = Means { maps: maps.len(), ..Means::default() };
        for (map, peer) in maps.iter().zip(&peers) {
            if let Some(peer) = peer {
                means.add(&Request { preset: *preset, ..map.clone() }, peer);
            }
        }
        means.print(&format!("{name}_{preset_name}"));
        means
    };
    presets.iter().map(compare).collect()
}

impl Means {
    /// Crossings are counted from 1, so that 1 against 0 is twice as bad and 0 against 0 as good. Maps of the
    /// last kind say nothing: the mean is printed with and without them.
    fn add(&mut self, map: &Request, peer: &DotPicture) {
        let ((boxes, lines), time) = cpu::mean_time_of(|| {
            let boxes = place(map, &Watch::nobody()).unwrap().boxes(map);
            let lines = drawn(map, &boxes);
            (boxes, lines)
        });
        let teams: Vec<Option<u32>> = map.parties.iter().map(|party| party.team).collect();
        let (ours, theirs) = (quality(&boxes, &teams, &lines), quality(&peer.boxes, &teams, &peer.lines));
        let area = |q: &Quality| f64::from(q.width) * f64::from(q.height);
        self.count += 1;
        self.crossings += ((ours.crossings as f64 + 1.0) / (theirs.crossings as f64 + 1.0)).ln();
        self.tangled += usize::from(ours.crossings + theirs.crossings > 0);
        self.length += (ours.total_edge_length / theirs.total_edge_length).ln();
        self.area += (area(&ours) / area(&theirs)).ln();
        self.time += (time.as_secs_f64() / peer.time.as_secs_f64()).ln();
        self.faults += ours.overlaps + ours.lines_through_boxes;
    }

    fn join(&mut self, other: &Self) {
        self.maps += other.maps;
        self.count += other.count;
        self.crossings += other.crossings;
        self.tangled += other.tangled;
        self.length += other.length;
        self.area += other.area;
        self.time += other.time;
        self.faults += other.faults;
    }

    fn print(&self, name: &str) {
        let mean = |sum: f64| (sum / self.count.max(1) as f64).exp();
        println!(
            "{name}: of dot's, {} of {} maps: crossings {:.3} ({:.3} in the {} maps with any), \
             length {:.3}, area {:.3}, time {:.4}; faults {}",
            self.count,
            self.maps,
            mean(self.crossings),
            (self.crossings / self.tangled.max(1) as f64).exp(),
            self.tangled,
            mean(self.length),
            mean(self.area),
            mean(self.time),
            self.faults
        );
        println!("ratio {name} {:.2}", 1.0 / mean(self.time));
    }
}

fn drawn(map: &Request, boxes: &[Rect]) -> Vec<DrawnLine> {
    let ends = pairs(map);
    let mut is_frame = vec![false; boxes.len()];
    for team in map.parties.iter().filter_map(|party| party.team) {
        is_frame[team as usize] = true;
    }
    let routes = route(boxes, &is_frame, &ends, map.flow);
    let line = |((from, to), route): (&(u32, u32), &baton::arrange::Route)| DrawnLine {
        from: *from,
        to: *to,
        points: route.flattened(),
    };
    ends.iter().zip(&routes).map(line).collect()
}

fn pairs(map: &Request) -> Vec<(u32, u32)> {
    map.supplies.iter().map(|line| (line.from, line.to)).collect()
}

/// A large map in a process of its own: time, memory and faults.
fn place_alone(map: &Request) {
    let size = map.parties.len();
    let (boxes, placing) = cpu::time_of(|| place(map, &Watch::nobody()).unwrap().boxes(map));
    let (routes, routing) = cpu::time_of(|| route(&boxes, &[], &pairs(map), map.flow));
    let memory = cpu::peak_memory();
    print_time(&format!("placing_{size}_compact"), placing);
    print_time(&format!("placing_{size}_routes"), routing);
    println!(
        "placing_{size}: {} supplies, all of the process {:.0} MB",
        map.supplies.len(),
        memory.unwrap_or(f64::NAN)
    );
    drop(routes);
    let measured = quality(&boxes, &vec![None; size], &drawn(map, &boxes));
    println!(
        "placing_{size}: {} crossings, {} overlaps, {} lines through boxes",
        measured.crossings, measured.overlaps, measured.lines_through_boxes
    );
}

/// One more party with two neighbours in a finished map: time, and crossings before and after.
fn one_more(map: &Request) {
    let placement = place(map, &Watch::nobody()).unwrap();
    let mut boxes = placement.boxes(map);
    let lines = pairs(map);
    let is_frame = vec![false; boxes.len()];
    let (supplier, customer) = lines.iter().copied().find(|(from, to)| from != to).unwrap();
    let newcomer = Newcomer {
        size: Size::new(150.0, 46.0),
        suppliers: vec![supplier],
        customers: vec![customer],
        ..Newcomer::default()
    };
    let finished = Map { boxes: &boxes, is_frame: &is_frame, lines: &lines };
    print_time("placing_300_one_more", median(11, || place_new(finished, &newcomer, Flow::LeftToRight)));
    let spot = place_new(finished, &newcomer, Flow::LeftToRight);
    let crossings = |boxes: &[Rect], map: &Request| {
        quality(boxes, &vec![None; boxes.len()], &drawn(map, boxes)).crossings
    };
    let before = crossings(&boxes, map);
    let mut after = map.clone();
    let new = boxes.len() as u32;
    after.parties.push(PartyBox { size: newcomer.size, ..PartyBox::default() });
    after.supplies.extend([(supplier, new), (new, customer)].map(|(from, to)| SupplyLine {
        from,
        to,
        label: None,
    }));
    boxes.push(Rect::around(spot, newcomer.size));
    println!("placing_300_one_more: {before} crossings before, {} after", crossings(&boxes, &after));
}
