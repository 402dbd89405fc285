//! Words on lines and arrowheads: what they hide of others, and what placing the words costs.

use crate::cpu;
use crate::generate::{Shape, organisation};
use crate::harness::Selection;
use baton::document::read;
use baton::edit::perform;
use baton::exchange::samples;
use baton::job::{Progress, tidy};
use baton::model::{ElementId, Flow, Organisation, Point, Rect, SequentialIds, SupplyId};
use baton::platform::{FontMeasurer, Fonts};
use baton::scene::{Figure, Item, Layer, Options, Outline, Scene, Theme, build};
use std::ops::AddAssign;
use std::path::Path;
use std::sync::Arc;

/// Reads these maps as they are, instead of making some: a folder with files `NAME.baton`.
const FOLDER: &str = "BATON_MAPS";

pub fn run(selection: &Selection) {
    if !selection.wants("labels") {
        return;
    }
    let measurer = FontMeasurer::new(Arc::new(Fonts::built_in_only()));
    let folder = std::env::var_os(FOLDER);
    let maps = folder.map_or_else(|| made(&measurer), |folder| read_from(Path::new(&folder)));
    let mut all = Counts::default();
    for (name, map) in maps {
        let counts = Counts::of(&map, &measurer);
        counts.print(&name);
        all += counts;
    }
    all.print("all");
}

/// The samples, and a dozen maps of four sizes.
fn made(measurer: &FontMeasurer) -> Vec<(String, Organisation)> {
    let samples = samples::all().iter().map(|sample| {
        let ids = &mut SequentialIds::default();
        (sample.name.to_owned(), sample.build(ids))
    });
    let generated = [30, 60, 100, 300].into_iter().flat_map(|parties| {
        (1..=3).map(move |seed| {
            let shape = Shape { parties, supplies: parties * 3 / 2, seed };
            (format!("generated_{parties}_{seed}"), organisation(shape))
        })
    });
    let placed = |(name, mut map): (String, Organisation)| {
        let tidied = tidy(&map, Flow::default(), measurer, &Progress::default()).unwrap();
        perform(&mut map, &tidied).unwrap();
        (name, map)
    };
    samples.chain(generated).map(placed).collect()
}

fn read_from(folder: &Path) -> Vec<(String, Organisation)> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "baton")).collect();
    files.sort();
    let name = |file: &Path| file.file_stem().unwrap().to_string_lossy().into_owned();
    files.into_iter().map(|file| (name(&file), read(&file).unwrap().organisation)).collect()
}

/// What is on one picture, or on several.
#[derive(Default)]
struct Counts {
    labels: usize,
    /// Labels that lie on the line of another supply, and how many lines they hide.
    on_foreign: usize,
    foreign: usize,
    /// Labels that are joined to their line, and what these joins run through.
    leaders: usize,
    through_boxes: usize,
    under_labels: usize,
    across_lines: usize,
    heads: usize,
    /// Arrowheads that lie on another one.
    overlapping: usize,
    milliseconds: f64,
    /// The same without any words.
    wordless: f64,
}

impl Counts {
    fn of(map: &Organisation, measurer: &FontMeasurer) -> Self {
        let (options, theme) = (Options::default(), Theme::light());
        let (scene, time) = cpu::mean_time_of(|| build(map, &options, &theme, measurer));
        let silent = without_words(map);
        let (_, wordless) = cpu::mean_time_of(|| build(&silent, &options, &theme, measurer));
        let drawn = drawn_lines(map, &scene);
        let mut counts = Self {
            milliseconds: time.as_secs_f64() * 1000.0,
            wordless: wordless.as_secs_f64() * 1000.0,
            ..Self::default()
        };
        counts.add_labels(&scene, &drawn);
        counts.add_heads(&drawn);
        counts
    }

    fn add_labels(&mut self, scene: &Scene, drawn: &[Drawn]) {
        let boxes: Vec<Rect> =
            scene.party_boxes().filter(|(_, place)| !place.is_frame()).map(|(_, place)| place.rect).collect();
        for (at, line) in drawn.iter().enumerate() {
            let Some(label) = line.label else { continue };
            let others = || drawn.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, d)| d);
            let hidden = others().filter(|other| runs_through(&other.path, label.grown(-1.0))).count();
            self.labels += 1;
            self.on_foreign += usize::from(hidden > 0);
            self.foreign += hidden;
            if let Some(leader) = &line.leader {
                self.leaders += 1;
                self.through_boxes +=
                    usize::from(boxes.iter().any(|rect| runs_through(leader, rect.grown(-0.5))));
                let labels = others().filter_map(|other| other.label);
                self.under_labels += usize::from(labels.into_iter().any(|other| runs_through(leader, other)));
                let is_crossed = |other: &&Drawn| other.path.windows(2).any(|piece| meet(piece, leader));
                self.across_lines += others().filter(is_crossed).count();
            }
        }
    }

    fn add_heads(&mut self, drawn: &[Drawn]) {
        let heads: Vec<[Point; 3]> = drawn.iter().filter_map(|line| line.head).collect();
        let width = |head: &[Point; 3]| head[1].distance(head[2]);
        let overlap =
            |a: &[Point; 3], b: &[Point; 3]| a[0].distance(b[0]) < (width(a) + width(b)) * 0.49 && a != b;
        self.heads += heads.len();
        self.overlapping +=
            heads.iter().filter(|head| heads.iter().any(|other| overlap(head, other))).count();
    }

    fn print(&self, name: &str) {
        println!(
            "labels {name}: {} labels; {} on {} foreign lines; {} leaders, {} through boxes, {} under labels, across {} lines; \
             {} of {} arrowheads overlap; {:.2} ms, {:.2} without words",
            self.labels,
            self.on_foreign,
            self.foreign,
            self.leaders,
            self.through_boxes,
            self.under_labels,
            self.across_lines,
            self.overlapping,
            self.heads,
            self.milliseconds,
            self.wordless,
        );
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.labels += other.labels;
        self.on_foreign += other.on_foreign;
        self.foreign += other.foreign;
        self.leaders += other.leaders;
        self.through_boxes += other.through_boxes;
        self.under_labels += other.under_labels;
        self.across_lines += other.across_lines;
        self.heads += other.heads;
        self.overlapping += other.overlapping;
        self.milliseconds += other.milliseconds;
        self.wordless += other.wordless;
    }
}

/// A line as it is drawn, a bundle once.
struct Drawn {
    path: Vec<Point>,
    label: Option<Rect>,
    leader: Option<Vec<Point>>,
    /// The tip and the two corners of its arrowhead.
    head: Option<[Point; 3]>,
}

fn drawn_lines(map: &Organisation, scene: &Scene) -> Vec<Drawn> {
    let line = |id: SupplyId| {
        let line = scene.supply_line(id)?;
        let is_drawn = line.bundle.as_ref().is_none_or(|bundle| bundle.drawn() == Some(id));
        let figure = scene.figures().iter().find(|figure| {
            figure.depth.layer == Layer::Supply && figure.depth.element == Some(ElementId::Supply(id))
        })?;
        let (leader, head) = (leader_of(figure), head_of(figure));
        is_drawn.then(|| Drawn { path: line.path.clone(), label: line.words(), leader, head })
    };
    map.supplies().filter_map(|supply| line(supply.id)).collect()
}

fn outlines(figure: &Figure) -> impl Iterator<Item = &Outline> {
    figure.items.iter().filter_map(|item| match item {
        Item::Shape(shape) => Some(&shape.outline),
        Item::Text(_) => None,
    })
}

/// The straight piece between a line and its label.
fn leader_of(figure: &Figure) -> Option<Vec<Point>> {
    outlines(figure).find_map(|outline| match outline {
        Outline::Polyline(ends) if ends.len() == 2 => Some(ends.clone()),
        _ => None,
    })
}

fn head_of(figure: &Figure) -> Option<[Point; 3]> {
    outlines(figure).find_map(|outline| match outline {
        Outline::Polygon(corners) => <[Point; 3]>::try_from(corners.as_slice()).ok(),
        Outline::Polyline(corners) => {
            <[Point; 3]>::try_from(corners.as_slice()).ok().map(|[left, tip, right]| [tip, left, right])
        }
        _ => None,
    })
}

fn without_words(map: &Organisation) -> Organisation {
    let mut silent = map.clone();
    for supply in map.supplies() {
        let mut supply = supply.clone();
        (supply.what, supply.customers_rating, supply.own_rating) = (String::new(), None, None);
        silent.put_supply(supply.into());
    }
    silent
}

/// Whether a path leads through `area`.
fn runs_through(path: &[Point], area: Rect) -> bool {
    let Rect { min, max } = area;
    let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y), min];
    let crosses = |piece: &[Point]| corners.windows(2).any(|side| meet(piece, side));
    path.iter().any(|point| area.contains(*point)) || path.windows(2).any(crosses)
}

/// Whether two straight pieces cross.
fn meet(a: &[Point], b: &[Point]) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let apart = |p: &[Point], q: &[Point]| side(p[0], p[1], q[0]) * side(p[0], p[1], q[1]) < 0.0;
    apart(a, b) && apart(b, a)
}
