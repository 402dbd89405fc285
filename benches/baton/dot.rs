use baton::arrange::{DrawnLine, Request};
use baton::model::{Point, Rect};
use std::fmt::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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

/// Has `dot` draw the map left to right with the same boxes and distances. `None` after `patience`.
pub fn draw(request: &Request, patience: Duration) -> Option<DotPicture> {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("map.dot"), folder.path().join("map.plain"));
    std::fs::write(&input, source(request)).unwrap();
    let start = Instant::now();
    let mut child = Command::new("dot").arg("-Tplain").arg("-o").arg(&output).arg(&input).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > patience {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let time = start.elapsed();
    Some(read(request, &std::fs::read_to_string(&output).unwrap(), time))
}

const POINTS_PER_INCH: f32 = 72.0;

/// The map in DOT: 30 units between boxes, 60 between columns, as the placement has them.
fn source(request: &Request) -> String {
    let mut text = String::from("digraph map {\nrankdir=LR; nodesep=0.4167; ranksep=0.8333;\n");
    text.push_str("node [shape=box, fixedsize=true, label=\"\"];\n");
    for (v, party) in request.parties.iter().enumerate() {
        let (width, height) = (party.size.width / POINTS_PER_INCH, party.size.height / POINTS_PER_INCH);
        writeln!(text, "n{v} [width={width:.6}, height={height:.6}];").unwrap();
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
    DotPicture { boxes, lines, time }
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
