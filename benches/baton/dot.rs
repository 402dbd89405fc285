use crate::cpu;
use baton::arrange::{DrawnLine, PartyBox, Request, SupplyLine};
use baton::model::{Point, Rect, Size};
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// What Graphviz `dot` made of a map.
pub struct DotPicture {
    pub boxes: Vec<Rect>,
    pub lines: Vec<DrawnLine>,
    pub time: Duration,
}

/// Whether `dot` is installed.
pub fn is_installed() -> bool {
    Command::new("dot").arg("-V").stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Has `dot` draw the map left to right with the same boxes, teams and distances. `None` after `patience`.
pub fn draw(request: &Request, patience: Duration) -> Option<DotPicture> {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("map.dot"), folder.path().join("map.plain"));
    std::fs::write(&input, source(request)).unwrap();
    let mut dot = Command::new("dot");
    let mut child =
        dot.arg("-Tplain").arg("-o").arg(&output).arg(&input).stderr(Stdio::null()).spawn().unwrap();
    let time = cpu::wait_for(&mut child, patience)?;
    Some(read(request, &std::fs::read_to_string(&output).unwrap(), time))
}

const POINTS_PER_INCH: f32 = 72.0;

/// The map in DOT: 30 units between boxes, 60 between columns, as the placement has them.
fn source(request: &Request) -> String {
    let mut text = String::from("digraph map {\nrankdir=LR; nodesep=0.4167; ranksep=0.8333;\n");
    text.push_str("node [shape=box, fixedsize=true, label=\"\"];\n");
    let is_team = |v: usize| request.parties.iter().any(|party| party.team == Some(v as u32));
    let node = |text: &mut String, v: usize| {
        let size = request.parties[v].size;
        let (width, height) = (size.width / POINTS_PER_INCH, size.height / POINTS_PER_INCH);
        writeln!(text, "n{v} [width={width:.6}, height={height:.6}];").unwrap();
    };
    for (v, party) in request.parties.iter().enumerate() {
        if is_team(v) {
            writeln!(text, "subgraph cluster_{v} {{ margin=22;").unwrap();
            let members = request.parties.iter().enumerate().filter(|(_, m)| m.team == Some(v as u32));
            members.for_each(|(member, _)| node(&mut text, member));
            text.push_str("}\n");
        } else if party.team.is_none() {
            node(&mut text, v);
        }
    }
    for line in &request.supplies {
        writeln!(text, "n{} -> n{};", line.from, line.to).unwrap();
    }
    text + "}\n"
}

fn read(request: &Request, plain: &str, time: Duration) -> DotPicture {
    let mut boxes = vec![Rect::new(Point::default(), Point::default()); request.parties.len()];
    let mut lines = Vec::new();
    for words in plain.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()) {
        let number = |at: usize| words[at].parse::<f32>().unwrap() * POINTS_PER_INCH;
        let node = |at: usize| words[at][1..].parse::<u32>().unwrap();
        match words[0] {
            "node" => {
                let v = node(1) as usize;
                boxes[v] = Rect::around(Point::new(number(2), -number(3)), request.parties[v].size);
            }
            "edge" => {
                let count: usize = words[3].parse().unwrap();
                let controls: Vec<Point> =
                    (0..count).map(|i| Point::new(number(4 + 2 * i), -number(5 + 2 * i))).collect();
                lines.push(DrawnLine { from: node(1), to: node(2), points: flattened(&controls) });
            }
            _ => {}
        }
    }
    frame_teams(request, &mut boxes);
    DotPicture { boxes, lines, time }
}

/// `dot` does not say where it put the frames: they stand around their members.
fn frame_teams(request: &Request, boxes: &mut [Rect]) {
    const MARGIN: f32 = 22.0;
    for team in 0..boxes.len() {
        let members = request.parties.iter().zip(boxes.iter()).filter(|(p, _)| p.team == Some(team as u32));
        if let Some(inside) = members.map(|(_, rect)| *rect).reduce(Rect::union) {
            boxes[team] = inside.grown(MARGIN);
        }
    }
}

/// A chain of cubic Bézier curves as a polyline.
fn flattened(controls: &[Point]) -> Vec<Point> {
    const STEPS: u8 = 8;
    let mut points = vec![controls[0]];
    for start in (0..controls.len() - 1).step_by(3) {
        let [p, a, b, q] = [0, 1, 2, 3].map(|i| controls[start + i]);
        for step in 1..=STEPS {
            let t = f32::from(step) / f32::from(STEPS);
            let s = 1.0 - t;
            let mix = |p: f32, a: f32, b: f32, q: f32| {
                s * s * s * p + 3.0 * s * s * t * a + 3.0 * s * t * t * b + t * t * t * q
            };
            points.push(Point::new(mix(p.x, a.x, b.x, q.x), mix(p.y, a.y, b.y, q.y)));
        }
    }
    points
}

/// The boxes and lines of a graph in DOT (perhaps packed with gzip), with the sizes that `dot` gives them.
/// `None` where `dot` cannot draw it or it has no lines.
pub fn graph(file: &Path) -> Option<Request> {
    let is_packed = file.extension().is_some_and(|extension| extension == "gz");
    let mut unpack = Command::new(if is_packed { "gzip" } else { "cat" });
    let text = unpack.args(is_packed.then_some("-dc")).arg(file).output().ok()?.stdout;
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("graph.gv");
    std::fs::write(&plain, text).unwrap();
    let drawn = Command::new("dot").arg("-Tjson0").arg(&plain).stderr(Stdio::null()).output().ok()?;
    let json: serde_json::Value = serde_json::from_slice(&drawn.stdout).ok()?;
    let objects = json["objects"].as_array()?;
    let inches = |value: &serde_json::Value| Some(value.as_str()?.parse::<f32>().ok()? * POINTS_PER_INCH);
    let mut number = vec![None; objects.len()]; // some objects are clusters
    let mut request = Request::default();
    for (slot, object) in number.iter_mut().zip(objects) {
        if let Some((width, height)) = inches(&object["width"]).zip(inches(&object["height"])) {
            *slot = Some(request.parties.len() as u32);
            request.parties.push(PartyBox { size: Size::new(width, height), ..PartyBox::default() });
        }
    }
    let end = |edge: &serde_json::Value, which| number.get(edge[which].as_u64()? as usize).copied().flatten();
    for edge in json["edges"].as_array()? {
        if let Some((from, to)) = end(edge, "tail").zip(end(edge, "head")) {
            request.supplies.push(SupplyLine { from, to, label: None });
        }
    }
    (!request.supplies.is_empty()).then_some(request)
}
