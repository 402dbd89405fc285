//! The maps that are placed: files of other generators, or made up here.

use crate::dot;
use crate::generate::{Shape, organisation};
use baton::arrange::{Flow, FrameMargins, PartyBox, Preset, Request, SupplyLine, request_of};
use baton::model::Size;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Maps with their teams, by the number of parties that are no teams.
///
/// They come from the folder in `BATON_GRAPHS` (files `NAME.g`: “boxes lines”, then “width height group” for
/// each box, then “from to” for each line), else from this bench's own generator.
pub fn by_size() -> BTreeMap<usize, Vec<Request>> {
    let mut maps: BTreeMap<usize, Vec<Request>> = BTreeMap::new();
    let Some(folder) = std::env::var_os("BATON_GRAPHS") else {
        for size in [30, 100, 300] {
            let densities = [3, 4, 6].into_iter().flat_map(|halves| (1..=3).map(move |seed| (halves, seed)));
            let made = densities.map(|(halves, seed)| generated(size, size * halves / 2, seed));
            maps.insert(size as usize, made.collect());
        }
        maps.insert(1_000, (1..=3).map(|seed| generated(1_000, 1_500, seed)).collect());
        maps.insert(10_000, vec![generated(10_000, 20_000, 1)]);
        return maps;
    };
    for file in files_in(folder.into(), &[".g"]) {
        let (size, map) = read(&std::fs::read_to_string(file).unwrap());
        maps.entry(size).or_default().push(map);
    }
    maps
}

/// Graphviz's own directed samples of 8 boxes and more (45 in version 2.43), from the folder in
/// `BATON_DOT_SAMPLES` or where Debian's graphviz-doc puts them. `None` where there is no such folder.
pub fn dot_samples() -> Option<Vec<Request>> {
    const LEAST: usize = 8;
    let debian = "/usr/share/doc/graphviz/examples/graphs/directed";
    let folder = PathBuf::from(std::env::var_os("BATON_DOT_SAMPLES").unwrap_or_else(|| debian.into()));
    if !folder.is_dir() {
        println!(
            "placing_samples: no graphs in {} (Debian: graphviz-doc), nothing measured",
            folder.display()
        );
        return None;
    }
    let files = files_in(folder, &[".gv", ".gv.gz"]);
    let graphs = files.iter().filter_map(|file| dot::graph(file));
    Some(graphs.filter(|graph| graph.parties.len() >= LEAST).collect())
}

/// The map with its teams as ordinary boxes around nobody, as `dot` sees it without clusters.
pub fn without_teams(map: &Request) -> Request {
    let is_team = |v: u32| map.parties.iter().any(|party| party.team == Some(v));
    let kept: Vec<u32> = (0..map.parties.len() as u32).filter(|v| !is_team(*v)).collect();
    let number = |v: u32| kept.binary_search(&v).ok().map(|at| at as u32);
    let lines = map.supplies.iter().filter_map(|line| {
        Some(SupplyLine { from: number(line.from)?, to: number(line.to)?, label: line.label })
    });
    let parties = kept.iter().map(|v| PartyBox { team: None, ..map.parties[*v as usize] });
    Request { parties: parties.collect(), supplies: lines.collect(), ..map.clone() }
}

fn files_in(folder: PathBuf, endings: &[&str]) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| endings.iter().any(|end| path.to_string_lossy().ends_with(end))).collect();
    files.sort();
    files
}

fn generated(parties: u32, supplies: u32, seed: u64) -> Request {
    let map = organisation(Shape { parties, supplies, seed });
    let size_of = |_| Size::new(160.0, 46.0);
    let (flow, preset, margins) = (Flow::LeftToRight, Preset::Compact, FrameMargins::default());
    let mut request = request_of(&map, &size_of, &|_| None, flow, preset, margins).request;
    // dot does not know first and last columns as the placement does.
    for party in &mut request.parties {
        *party = PartyBox { size: Size::new(160.0, 46.0), team: party.team, ..PartyBox::default() };
    }
    request
}

fn read(text: &str) -> (usize, Request) {
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<f32>().unwrap());
    let mut next = || numbers.next().unwrap();
    let (boxes, lines) = (next() as usize, next() as usize);
    let mut request = Request::default();
    let mut groups = Vec::new();
    for _ in 0..boxes {
        let size = Size::new(next(), next());
        let group = next();
        request.parties.push(PartyBox { size, ..PartyBox::default() });
        groups.push((group >= 0.0).then_some(group as u32));
    }
    for _ in 0..lines {
        let (from, to) = (next() as u32, next() as u32);
        request.supplies.push(SupplyLine { from, to, label: None });
    }
    let teams = groups.iter().flatten().map(|group| group + 1).max().unwrap_or(0);
    for (party, group) in request.parties.iter_mut().zip(groups) {
        party.team = group.map(|group| boxes as u32 + group);
    }
    request.parties.extend((0..teams).map(|_| PartyBox { size: Size::new(1.0, 1.0), ..PartyBox::default() }));
    (boxes, request)
}
