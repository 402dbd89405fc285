use super::lanes::{self, Lane, Passage, Run};
use super::obstacles::Obstacles;
use super::path::{PathFinder, Search, Turn};
use super::side::{self, Side, Sides};
use super::track::Tracks;
use super::{Route, STUB, curve, nudge, port};
use crate::arrange::Flow;
use crate::model::{Point, Rect};

/// Keeps the routes of a map, so that after some boxes have moved only what they touch is routed again.
///
/// A line along the flow runs in a lane through the columns that it passes (`lanes`). Where boxes stand in
/// no columns, or a line runs otherwise, it turns round the corners of what is in its way
/// (`path`).
pub struct Router {
    flow: Flow,
    boxes: Vec<Rect>,
    is_frame: Vec<bool>,
    lines: Vec<(u32, u32)>,
    obstacles: Obstacles,
    tracks: Tracks,
    /// The boxes that stand in no column, numbered as in `tracks`.
    loose: Obstacles,
    finder: PathFinder,
    sides: Vec<Sides>,
    /// Where every line leaves its supplier and arrives at its customer.
    ends: Vec<(Point, Point)>,
    ways: Vec<Way>,
    routes: Vec<Route>,
}

/// How a line gets from one box to the other.
#[derive(Clone, Debug, PartialEq)]
enum Way {
    Lane(Lane),
    Turns(Vec<Turn>),
}

impl Router {
    /// Routes all `lines` (supplier and customer as indexes into `boxes`). Boxes with `is_frame` are frames
    /// of teams: lines may pass through them.
    pub fn new(boxes: &[Rect], is_frame: &[bool], lines: &[(u32, u32)], flow: Flow) -> Self {
        let boxes: Vec<Rect> = boxes.iter().map(|rect| turned(*rect, flow)).collect();
        let mut is_frame = is_frame.to_vec();
        is_frame.resize(boxes.len(), false);
        let nothing = Route { curve: Vec::new(), from_side: Side::Right, to_side: Side::Left };
        let tracks = Tracks::of(&boxes, &is_frame);
        let mut router = Self {
            flow,
            obstacles: Obstacles::new(&boxes, &is_frame),
            loose: loose(&boxes, &tracks),
            tracks,
            finder: PathFinder::new(boxes.len()),
            boxes,
            is_frame,
            lines: lines.to_vec(),
            sides: vec![(Side::Right, Side::Left); lines.len()],
            ends: vec![(Point::default(), Point::default()); lines.len()],
            ways: vec![Way::Turns(Vec::new()); lines.len()],
            routes: vec![nothing; lines.len()],
        };
        let all: Vec<u32> = (0..lines.len() as u32).collect();
        for line in &all {
            router.choose_sides(*line, None);
        }
        router.route_again(&all);
        router
    }

    /// The routes, one for each line.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The routes, one for each line.
    pub fn into_routes(self) -> Vec<Route> {
        self.routes
    }

    /// Puts boxes elsewhere and routes again what that touches: lines that end at them, lines that they now
    /// stand on, and lines whose ends have to make room. Returns the lines whose routes have changed.
    pub fn move_boxes(&mut self, moved: &[(u32, Rect)]) -> Vec<u32> {
        let mut is_moved = vec![false; self.boxes.len()];
        for (v, rect) in moved {
            if let (Some(slot), Some(flag)) = (self.boxes.get_mut(*v as usize), is_moved.get_mut(*v as usize))
            {
                *slot = turned(*rect, self.flow);
                *flag = true;
            }
        }
        self.obstacles = Obstacles::new(&self.boxes, &self.is_frame);
        self.tracks = Tracks::of(&self.boxes, &self.is_frame);
        self.loose = loose(&self.boxes, &self.tracks);
        let mut touched = Vec::new();
        for line in 0..self.lines.len() as u32 {
            let Some((from, to)) = self.joined(line) else { continue };
            if is_moved[from as usize] || is_moved[to as usize] {
                self.choose_sides(line, Some(self.sides[line as usize]));
                touched.push(line);
            } else if self.is_hit(line, &is_moved) {
                touched.push(line);
            }
        }
        self.route_again(&touched)
    }

    /// Both ends of a line, if they exist.
    fn joined(&self, line: u32) -> Option<(u32, u32)> {
        let (from, to) = self.lines[line as usize];
        ((from as usize) < self.boxes.len() && (to as usize) < self.boxes.len()).then_some((from, to))
    }

    /// Whether a foreign box that was moved stands on the line as it is drawn now.
    fn is_hit(&self, line: u32, is_moved: &[bool]) -> bool {
        let (from, to) = self.lines[line as usize];
        let drawn = turned_points(&self.routes[line as usize].curve, self.flow);
        curve::flattened(&drawn).windows(2).any(|leg| {
            let hit = self.obstacles.first_hit(leg[0], leg[1], &[from, to]);
            hit.is_some_and(|v| is_moved[v as usize])
        })
    }

    fn choose_sides(&mut self, line: u32, before: Option<Sides>) {
        if let Some((from, to)) = self.joined(line) {
            let (a, b) = (self.boxes[from as usize], self.boxes[to as usize]);
            self.sides[line as usize] = side::choose(a, b, &self.obstacles, before);
        }
    }

    /// Routes `touched` lines and those whose ends move because of them. Returns all that have changed.
    fn route_again(&mut self, touched: &[u32]) -> Vec<u32> {
        let mut is_touched = vec![false; self.lines.len()];
        for line in touched {
            is_touched[*line as usize] = true;
        }
        self.find_lanes(&is_touched);
        // Where a line goes decides where it leaves, and the other way round: twice is enough.
        for _ in 0..2 {
            let ends = self.spread_ends();
            for line in 0..self.lines.len() as u32 {
                let at = line as usize;
                if is_touched[at] || ends[at] != self.ends[at] {
                    is_touched[at] = true;
                    self.ends[at] = ends[at];
                    self.find_way(line);
                }
            }
        }
        self.draw(&is_touched)
    }

    /// Gives touched lines along the flow their lanes, past the lanes of the others.
    fn find_lanes(&mut self, is_touched: &[bool]) {
        let mut runs = Vec::new();
        let mut lines = Vec::new();
        for line in 0..self.lines.len() as u32 {
            let Some((from, to)) = self.joined(line).filter(|(from, to)| from != to) else { continue };
            match self.sides[line as usize] {
                (Side::Right, Side::Left) => runs.push(Run { left: from, right: to }),
                (Side::Left, Side::Right) => runs.push(Run { left: to, right: from }),
                _ => continue,
            }
            lines.push(line as usize);
        }
        let known = lines.iter().map(|line| match &self.ways[*line] {
            Way::Lane(lane) if !is_touched[*line] => Some(lane),
            _ => None,
        });
        let known: Vec<Option<&Lane>> = known.collect();
        let found = lanes::find(&self.boxes, &self.tracks, &runs, &known);
        for line in (0..self.lines.len()).filter(|line| is_touched[*line]) {
            self.ways[line] = Way::Turns(Vec::new());
        }
        for (line, lane) in lines.into_iter().zip(found) {
            if let Some(lane) = lane.filter(|_| is_touched[line]) {
                self.ways[line] = Way::Lane(lane);
            }
        }
    }

    fn spread_ends(&self) -> Vec<(Point, Point)> {
        let towards: Vec<(Point, Point)> =
            (0..self.lines.len() as u32).map(|line| self.first_and_last(line)).collect();
        port::spread(&self.boxes, &self.lines, &self.sides, &towards)
    }

    /// Where a line goes first and where it comes from last.
    fn first_and_last(&self, line: u32) -> (Point, Point) {
        let Some((from, to)) = self.joined(line) else { return Default::default() };
        let (from_side, to_side) = self.sides[line as usize];
        let start = from_side.point(self.boxes[from as usize], 0.5);
        let end = to_side.point(self.boxes[to as usize], 0.5);
        match &self.ways[line as usize] {
            Way::Turns(turns) => {
                let corner = |turn: &Turn| self.obstacles.corner(turn.obstacle(), turn.corner());
                (turns.first().map_or(end, corner), turns.last().map_or(start, corner))
            }
            Way::Lane(lane) => {
                // Without columns to pass, it runs straight up to the edge of its column and bends there.
                let (left_end, right_end) =
                    if from_side == Side::Right { (start, end) } else { (end, start) };
                let left = lane.passages.first().map(|passage| Point::new(passage.left, passage.y));
                let right = lane.passages.last().map(|passage| Point::new(passage.right, passage.y));
                let left = left.unwrap_or(Point::new(lane.entry, right_end.y));
                let right = right.unwrap_or(Point::new(lane.exit, left_end.y));
                if from_side == Side::Right { (left, right) } else { (right, left) }
            }
        }
    }

    /// Keeps the lane of a line if it is free, else finds turns for it.
    fn find_way(&mut self, line: u32) {
        let Some((from, to)) = self.joined(line).filter(|(from, to)| from != to) else { return };
        if self.lane_is_free(line, from, to) {
            return;
        }
        let (start, goal) = self.stubs(line);
        let mut ignore = self.obstacles.around(start);
        ignore.extend(self.obstacles.around(goal));
        let mut search = Search { obstacles: &self.obstacles, start, goal, ignore };
        let mut found = self.finder.find(&search);
        if found.is_none() {
            search.ignore.extend([from, to]); // boxes lie on each other: at least a straight line
            found = self.finder.find(&search);
        }
        self.ways[line as usize] = Way::Turns(found.unwrap_or_default());
    }

    /// Whether a line has a lane that runs through no foreign box. In the columns that it leaves, passes and
    /// reaches any box can be in its way, between them only a loose one.
    fn lane_is_free(&self, line: u32, from: u32, to: u32) -> bool {
        let Way::Lane(lane) = &self.ways[line as usize] else { return false };
        // Steep lines between close columns pass near corners; that is no reason to go another way.
        let is_free = |a, b| self.obstacles.first_run_through(a, b, &[from, to]).is_none();
        let passes = |p: &Passage| is_free(Point::new(p.left, p.y), Point::new(p.right, p.y));
        let (p, q) = self.ends[line as usize];
        let (left, right) = if self.sides[line as usize].0 == Side::Right { (p, q) } else { (q, p) };
        let leaves = is_free(left, Point::new(lane.exit, left.y));
        let arrives = is_free(Point::new(lane.entry, right.y), right);
        if !leaves || !arrives || !lane.passages.iter().all(passes) {
            return false;
        }
        if self.tracks.loose.is_empty() {
            return true;
        }
        let own: Vec<u32> = [from, to].iter().filter_map(|v| self.number_among_loose(*v)).collect();
        let is_clear = |leg: &[Point]| self.loose.first_run_through(leg[0], leg[1], &own).is_none();
        curve::flattened(&self.curve_of(line, &[])).windows(2).all(is_clear)
    }

    fn number_among_loose(&self, v: u32) -> Option<u32> {
        self.tracks.loose.binary_search(&v).ok().map(|at| at as u32)
    }

    /// Start and end of a line, a little off its boxes.
    fn stubs(&self, line: u32) -> (Point, Point) {
        let ((p, q), (from, to)) = (self.ends[line as usize], self.sides[line as usize]);
        let ((fx, fy), (tx, ty)) = (from.outwards(), to.outwards());
        let (a, b) = self.joined(line).unwrap_or_default();
        let (a, b) = (self.boxes[a as usize], self.boxes[b as usize]);
        let inside = |inner: Rect, outer: Rect| inner != outer && outer.contains_rect(inner);
        // A line from inside a frame reaches the wall from within.
        let out = if inside(b, a) { -STUB } else { STUB };
        let back = if inside(a, b) { -STUB } else { STUB };
        (p.moved(fx * out, fy * out), q.moved(tx * back, ty * back))
    }

    /// Draws what has changed. Lines that turn at corners are set apart there, all together.
    fn draw(&mut self, is_touched: &[bool]) -> Vec<u32> {
        let turning: Vec<u32> = (0..self.lines.len() as u32)
            .filter(|line| {
                let turns = matches!(&self.ways[*line as usize], Way::Turns(_));
                turns && self.joined(*line).is_some_and(|(from, to)| from != to)
            })
            .collect();
        let stubs: Vec<(Point, Point)> = turning.iter().map(|line| self.stubs(*line)).collect();
        let turns: Vec<&[Turn]> = turning.iter().map(|line| self.turns(*line)).collect();
        let nudged = nudge::ways(&self.obstacles, &stubs, &turns);
        let mut ways: Vec<Vec<Point>> = vec![Vec::new(); self.lines.len()];
        for (line, way) in turning.into_iter().zip(nudged) {
            ways[line as usize] = way;
        }
        let mut loops = vec![0_usize; self.boxes.len()];
        let mut changed = Vec::new();
        for line in 0..self.lines.len() as u32 {
            let Some((from, to)) = self.joined(line) else { continue };
            let at = line as usize;
            let is_lane = matches!(self.ways[at], Way::Lane(_));
            let route = if from == to {
                loops[from as usize] += 1;
                let curve = curve::around_corner(self.boxes[from as usize], loops[from as usize] - 1);
                Route { curve, from_side: Side::Top, to_side: Side::Right }
            } else if is_lane && !is_touched[at] {
                continue;
            } else {
                let (from_side, to_side) = self.sides[at];
                Route { curve: self.curve_of(line, &ways[at]), from_side, to_side }
            };
            let route = if self.flow == Flow::TopToBottom { route.transposed() } else { route };
            if route != self.routes[at] {
                self.routes[at] = route;
                changed.push(line);
            }
        }
        changed
    }

    fn turns(&self, line: u32) -> &[Turn] {
        match &self.ways[line as usize] {
            Way::Turns(turns) => turns,
            Way::Lane(_) => &[],
        }
    }

    fn is_free(&self, way: &[Point], from: u32, to: u32) -> bool {
        way.windows(2).all(|leg| self.obstacles.first_hit(leg[0], leg[1], &[from, to]).is_none())
    }

    /// The curve of a line between two boxes; `nudged` is its way from stub to stub if it turns at corners.
    fn curve_of(&self, line: u32, nudged: &[Point]) -> Vec<Point> {
        let (from, to) = self.lines[line as usize];
        let (p, q) = self.ends[line as usize];
        let sides = self.sides[line as usize];
        if let Way::Lane(lane) = &self.ways[line as usize] {
            if sides.0 == Side::Right {
                return curve::along_lane(p, lane, q);
            }
            let mut curve = curve::along_lane(q, lane, p);
            curve.reverse();
            return curve;
        }
        let turns = self.turns(line);
        if turns.is_empty() {
            let swing = curve::swing(p, sides.0, q, sides.1);
            if self.is_free(&curve::flattened(&swing), from, to) {
                return swing;
            }
        }
        let plain = nudge::plain_way(&self.obstacles, self.stubs(line), turns);
        let between = if self.is_free(nudged, from, to) { nudged } else { &plain };
        let mut way = vec![p];
        way.extend_from_slice(between);
        way.push(q);
        curve::rounded(&way)
    }
}

/// The boxes that stand in no column.
fn loose(boxes: &[Rect], tracks: &Tracks) -> Obstacles {
    let rects: Vec<Rect> = tracks.loose.iter().map(|v| boxes[*v as usize]).collect();
    Obstacles::new(&rects, &vec![false; rects.len()])
}

fn turned(rect: Rect, flow: Flow) -> Rect {
    let flip = |p: Point| Point::new(p.y, p.x);
    match flow {
        Flow::LeftToRight => rect,
        Flow::TopToBottom => Rect::new(flip(rect.min), flip(rect.max)),
    }
}

fn turned_points(points: &[Point], flow: Flow) -> Vec<Point> {
    let flip = |p: &Point| if flow == Flow::TopToBottom { Point::new(p.y, p.x) } else { *p };
    points.iter().map(flip).collect()
}
