use super::grid::Grid;
use super::segment::{crossing_point, entry};
use crate::model::{Point, Rect};

/// How good a picture is, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    /// Proper crossings of lines between two boxes; a pair that crosses twice counts twice.
    pub crossings: u64,
    /// Pairs of boxes that share some area (a frame and what is inside it do not count).
    pub overlaps: u64,
    /// Pairs of a line and a foreign box that it passes through.
    pub lines_through_boxes: u64,
    /// Length of all lines in map units.
    pub total_edge_length: f64,
    /// Width of the smallest rectangle around all boxes.
    pub width: f32,
    /// Height of the smallest rectangle around all boxes.
    pub height: f32,
}

/// One line as drawn: a polyline with the boxes that it joins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawnLine {
    /// The box where it starts.
    pub from: u32,
    /// The box where it ends.
    pub to: u32,
    /// Its points.
    pub points: Vec<Point>,
}

impl DrawnLine {
    fn is_loop(&self) -> bool {
        self.from == self.to
    }
}

/// Measures a picture: its `boxes`, for each the box of the team around it, and its lines.
///
/// A box that is somebody's team is a frame: lines may pass through it.
pub fn quality(boxes: &[Rect], team_of: &[Option<u32>], lines: &[DrawnLine]) -> Quality {
    let whole = boxes.iter().copied().reduce(Rect::union);
    let mut is_frame = vec![false; boxes.len()];
    for team in team_of.iter().flatten() {
        if let Some(flag) = is_frame.get_mut(*team as usize) {
            *flag = true;
        }
    }
    let length = |line: &DrawnLine| {
        line.points.windows(2).map(|pair| f64::from(pair[0].distance(pair[1]))).sum::<f64>()
    };
    let is_loop = |segment: &Segment| lines[segment.line as usize].is_loop();
    let (loops, between): (Vec<Segment>, Vec<Segment>) = segments(lines).partition(is_loop);
    Quality {
        crossings: crossings(&between),
        overlaps: overlaps(boxes, team_of),
        lines_through_boxes: lines_through_boxes(boxes, &is_frame, lines, between.iter().chain(&loops)),
        total_edge_length: lines.iter().map(length).fold(0.0, |sum, length| sum + length), // a sum of nothing is -0
        width: whole.map_or(0.0, Rect::width),
        height: whole.map_or(0.0, Rect::height),
    }
}

struct Segment {
    a: Point,
    b: Point,
    line: u32,
}

fn segments(lines: &[DrawnLine]) -> impl Iterator<Item = Segment> {
    let cut = lines.iter().enumerate().flat_map(|(number, line)| {
        line.points.windows(2).map(move |pair| Segment { a: pair[0], b: pair[1], line: number as u32 })
    });
    cut.filter(|segment| segment.a != segment.b)
}

fn crossings(segments: &[Segment]) -> u64 {
    let grid = Grid::of_segments(segments.iter().map(|s| (s.a, s.b)));
    let mut count = 0;
    grid.for_each_cell(|cell, members| {
        for (i, s) in members.iter().map(|m| &segments[*m as usize]).enumerate() {
            for t in members[i + 1..].iter().map(|m| &segments[*m as usize]) {
                if s.line == t.line {
                    continue;
                }
                let meeting = crossing_point((s.a, s.b), (t.a, t.b));
                // Both may share several cells: the one that holds the point counts it.
                count += u64::from(meeting.is_some_and(|point| grid.cell_of(point) == cell));
            }
        }
    });
    count
}

fn overlaps(boxes: &[Rect], team_of: &[Option<u32>]) -> u64 {
    const TOUCH: f32 = 0.01;
    let grid = Grid::of_rects(boxes.iter().copied());
    let is_around = |outer: u32, inner: u32| {
        let mut around = team_of.get(inner as usize).copied().flatten();
        let mut steps = 0;
        while let Some(team) = around.filter(|_| steps <= team_of.len()) {
            if team == outer {
                return true;
            }
            around = team_of.get(team as usize).copied().flatten();
            steps += 1;
        }
        false
    };
    let mut count = 0;
    grid.for_each_cell(|cell, members| {
        for (i, p) in members.iter().enumerate() {
            for q in &members[i + 1..] {
                let (a, b) = (boxes[*p as usize], boxes[*q as usize]);
                let corner = Point::new(a.min.x.max(b.min.x), a.min.y.max(b.min.y));
                let overlap = a.grown(-TOUCH).overlaps(b) && grid.cell_of(corner) == cell;
                count += u64::from(overlap && !is_around(*p, *q) && !is_around(*q, *p));
            }
        }
    });
    count
}

fn lines_through_boxes<'a>(
    boxes: &[Rect],
    is_frame: &[bool],
    lines: &[DrawnLine],
    segments: impl Iterator<Item = &'a Segment>,
) -> u64 {
    const TOUCH: f32 = 0.5;
    let grid = Grid::of_rects(boxes.iter().copied());
    let mut hits: Vec<(u32, u32)> = Vec::new();
    for segment in segments {
        let line = &lines[segment.line as usize];
        grid.along(segment.a, segment.b, |member| {
            let foreign = member != line.from && member != line.to && !is_frame[member as usize];
            if foreign && entry(segment.a, segment.b, boxes[member as usize].grown(-TOUCH)).is_some() {
                hits.push((segment.line, member));
            }
        });
    }
    hits.sort_unstable();
    hits.dedup();
    hits.len() as u64
}
