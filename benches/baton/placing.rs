//! Pictures of directed maps, side by side with Graphviz `dot`: crossings, length, area, time.
//!
//! Maps come from the folder in `BATON_GRAPHS` (files `NAME_SIZE_….g`: “boxes lines”, then “width height
//! group” for each box, then “from to” for each line), else from this bench's own generator.

use crate::dot::{self, DotPicture};
use crate::generate::{Shape, organisation};
use crate::harness::{Selection, median, print_time};
use baton::arrange::{
    DrawnLine, Flow, FrameMargins, Map, Newcomer, PartyBox, Preset, Quality, Request, SupplyLine, Watch,
    place, place_new, quality, request_of, route,
};
use baton::model::{Rect, Size};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(90);

pub fn run(selection: &Selection) {
    if !selection.wants("placing") {
        return;
    }
    for (size, maps) in maps_by_size() {
        if size <= 1_000 {
            compare(size, &maps);
        } else if let Some(map) = maps.first() {
            let time = median(1, || place(map, &Watch::nobody()).unwrap());
            print_time(&format!("placing_{size}_compact"), time);
        }
        if size == 300 {
            one_more(&maps[0]);
        }
    }
}

/// Sums of logarithms, for geometric means.
#[derive(Default)]
struct Means {
    count: usize,
    crossings: f64,
    length: f64,
    area: f64,
    time: f64,
    /// Overlaps and lines through boxes: always 0.
    faults: u64,
}

fn compare(size: usize, maps: &[Request]) {
    if !dot::is_installed() {
        println!("placing_{size}: dot is not installed, nothing to compare with");
        return;
    }
    let peers: Vec<Option<DotPicture>> = maps.iter().map(|map| dot::draw(map, PATIENCE)).collect();
    for (preset, name) in [(Preset::Compact, "compact"), (Preset::Untangled, "untangled")] {
        let mut means = Means::default();
        for (map, peer) in maps.iter().zip(&peers) {
            if let Some(peer) = peer {
                means.add(&Request { preset, ..map.clone() }, peer);
            }
        }
        means.print(&format!("placing_{size}_{name}"), maps.len());
    }
}

impl Means {
    fn add(&mut self, map: &Request, peer: &DotPicture) {
        let start = Instant::now();
        let placement = place(map, &Watch::nobody()).unwrap();
        let boxes = placement.boxes(map);
        let lines = drawn(map, &boxes);
        let time = start.elapsed();
        let teams = vec![None; boxes.len()];
        let (ours, theirs) = (quality(&boxes, &teams, &lines), quality(&peer.boxes, &teams, &peer.lines));
        let area = |q: &Quality| f64::from(q.width) * f64::from(q.height);
        self.count += 1;
        self.crossings += ((ours.crossings as f64 + 1.0) / (theirs.crossings as f64 + 1.0)).ln();
        self.length += (ours.total_edge_length / theirs.total_edge_length).ln();
        self.area += (area(&ours) / area(&theirs)).ln();
        self.time += (time.as_secs_f64() / peer.time.as_secs_f64()).ln();
        self.faults += ours.overlaps + ours.lines_through_boxes;
    }

    fn print(&self, name: &str, maps: usize) {
        let mean = |sum: f64| (sum / self.count.max(1) as f64).exp();
        println!(
            "{name}: of dot's, {} of {maps} maps: crossings {:.3}, length {:.3}, area {:.3}, time {:.4}; faults {}",
            self.count,
            mean(self.crossings),
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
    let routes = route(boxes, &[], &ends, map.flow);
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

fn maps_by_size() -> BTreeMap<usize, Vec<Request>> {
    let mut maps: BTreeMap<usize, Vec<Request>> = BTreeMap::new();
    let Some(folder) = std::env::var_os("BATON_GRAPHS") else {
        for (size, seed) in [30, 100, 300].into_iter().flat_map(|size| (1..=3).map(move |seed| (size, seed)))
        {
            maps.entry(size as usize).or_default().push(generated(size, seed));
        }
        return maps;
    };
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "g")).collect();
    files.sort();
    for file in files {
        let map = read(&std::fs::read_to_string(file).unwrap());
        maps.entry(map.parties.len()).or_default().push(map);
    }
    maps
}

fn generated(parties: u32, seed: u64) -> Request {
    let map = organisation(Shape { parties, supplies: parties * 2, seed });
    let size_of = |_| Size::new(160.0, 46.0);
    let (flow, preset, margins) = (Flow::LeftToRight, Preset::Compact, FrameMargins::default());
    let mut request = request_of(&map, &size_of, &|_| None, flow, preset, margins).request;
    // dot knows neither teams nor first and last columns as the placement does.
    for party in &mut request.parties {
        *party = PartyBox { size: Size::new(160.0, 46.0), ..PartyBox::default() };
    }
    request
}

fn read(text: &str) -> Request {
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<f32>().unwrap());
    let mut next = || numbers.next().unwrap();
    let (boxes, lines) = (next() as usize, next() as usize);
    let mut request = Request::default();
    for _ in 0..boxes {
        let size = Size::new(next(), next());
        next(); // the group
        request.parties.push(PartyBox { size, ..PartyBox::default() });
    }
    for _ in 0..lines {
        let (from, to) = (next() as u32, next() as u32);
        request.supplies.push(SupplyLine { from, to, label: None });
    }
    request
}
