use super::obstacles::Obstacles;
use super::path::{PathFinder, Search, Turn};
use super::side::{self, Side, Sides};
use super::{Route, STUB, curve, nudge, port};
use crate::arrange::Flow;
use crate::model::{Point, Rect};

/// Keeps the routes of a map, so that after some boxes have moved only what they touch is routed again.
pub struct Router {
    flow: Flow,
    boxes: Vec<Rect>,
    is_frame: Vec<bool>,
    lines: Vec<(u32, u32)>,
    obstacles: Obstacles,
    finder: PathFinder,
    sides: Vec<Sides>,
    /// Where every line leaves its supplier and arrives at its customer.
    ends: Vec<(Point, Point)>,
    turns: Vec<Vec<Turn>>,
    ways: Vec<Vec<Point>>,
    routes: Vec<Route>,
}

impl Router {
    /// Routes all `lines` (supplier and customer as indexes into `boxes`). Boxes with `is_frame` are frames
    /// of teams: lines may pass through them.
    pub fn new(boxes: &[Rect], is_frame: &[bool], lines: &[(u32, u32)], flow: Flow) -> Self {
        let boxes: Vec<Rect> = boxes.iter().map(|rect| turned(*rect, flow)).collect();
        let mut is_frame = is_frame.to_vec();
        is_frame.resize(boxes.len(), false);
        let nothing = Route { curve: Vec::new(), from_side: Side::Right, to_side: Side::Left };
        let mut router = Self {
            flow,
            obstacles: Obstacles::new(&boxes, &is_frame),
            finder: PathFinder::new(boxes.len()),
            boxes,
            is_frame,
            lines: lines.to_vec(),
            sides: vec![(Side::Right, Side::Left); lines.len()],
            ends: vec![(Point::default(), Point::default()); lines.len()],
            turns: vec![Vec::new(); lines.len()],
            ways: vec![Vec::new(); lines.len()],
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
        for (v, rect) in moved {
            if let Some(slot) = self.boxes.get_mut(*v as usize) {
                *slot = turned(*rect, self.flow);
            }
        }
        self.obstacles = Obstacles::new(&self.boxes, &self.is_frame);
        let mut is_moved = vec![false; self.boxes.len()];
        for (v, _) in moved {
            if let Some(flag) = is_moved.get_mut(*v as usize) {
                *flag = true;
            }
        }
        let mut touched = Vec::new();
        for line in 0..self.lines.len() as u32 {
            let Some((from, to)) = self.joined(line) else { continue };
            if is_moved[from as usize] || is_moved[to as usize] {
                self.choose_sides(line, Some(self.sides[line as usize]));
                touched.push(line);
            } else if self.is_hit(line, moved) {
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

    fn is_hit(&self, line: u32, moved: &[(u32, Rect)]) -> bool {
        let (from, to) = self.lines[line as usize];
        let foreign = |v: &u32| *v != from && *v != to && !self.is_frame[*v as usize];
        let rects = moved.iter().map(|(v, _)| *v).filter(|v| (*v as usize) < self.boxes.len());
        let mut rects = rects.filter(foreign).map(|v| self.boxes[v as usize]);
        rects.any(|rect| {
            let way = self.ways[line as usize].windows(2);
            way.into_iter().any(|leg| crate::arrange::segment::entry(leg[0], leg[1], rect).is_some())
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
            self.turns[*line as usize].clear();
        }
        // Where a line goes decides where it leaves, and the other way round: twice is enough.
        for _ in 0..2 {
            let ends = self.spread_ends();
            for line in 0..self.lines.len() as u32 {
                let at = line as usize;
                if is_touched[at] || ends[at] != self.ends[at] {
                    is_touched[at] = true;
                    self.ends[at] = ends[at];
                    self.find_turns(line);
                }
            }
        }
        self.draw()
    }

    fn spread_ends(&self) -> Vec<(Point, Point)> {
        let towards: Vec<(Point, Point)> = (0..self.lines.len() as u32)
            .map(|line| {
                let turns = &self.turns[line as usize];
                let corner = |turn: &Turn| self.obstacles.corner(turn.obstacle(), turn.corner());
                let (from, to) = self.joined(line).unwrap_or_default();
                let middle = |v: u32| self.boxes.get(v as usize).map_or(Point::default(), |b| b.center());
                let first = turns.first().map_or_else(|| middle(to), corner);
                let last = turns.last().map_or_else(|| middle(from), corner);
                (first, last)
            })
            .collect();
        port::spread(&self.boxes, &self.lines, &self.sides, &towards)
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

    fn find_turns(&mut self, line: u32) {
        let Some((from, to)) = self.joined(line).filter(|(from, to)| from != to) else { return };
        let (start, goal) = self.stubs(line);
        let mut ignore = self.obstacles.around(start);
        ignore.extend(self.obstacles.around(goal));
        let mut search = Search { obstacles: &self.obstacles, start, goal, ignore };
        let mut found = self.finder.find(&search);
        if found.is_none() {
            search.ignore.extend([from, to]); // boxes lie on each other: at least a straight line
            found = self.finder.find(&search);
        }
        self.turns[line as usize] = found.unwrap_or_default();
    }

    /// Draws what has changed: ways with their turns set apart, then curves.
    fn draw(&mut self) -> Vec<u32> {
        let lines = 0..self.lines.len() as u32;
        let stubs: Vec<(Point, Point)> = lines
            .clone()
            .map(|line| self.joined(line).map_or_else(Default::default, |_| self.stubs(line)))
            .collect();
        let mut ways = nudge::ways(&self.obstacles, &stubs, &self.turns);
        let mut loops = vec![0_usize; self.boxes.len()];
        let mut changed = Vec::new();
        for line in lines {
            let at = line as usize;
            let Some((from, to)) = self.joined(line) else { continue };
            let route = if from == to {
                loops[from as usize] += 1;
                curve::around_corner(self.boxes[from as usize], loops[from as usize] - 1)
            } else {
                let mut way = std::mem::take(&mut ways[at]);
                if !self.is_free(&way, from, to) {
                    way = nudge::plain_way(&self.obstacles, stubs[at], &self.turns[at]);
                }
                let mut whole = vec![self.ends[at].0];
                whole.extend(way);
                whole.push(self.ends[at].1);
                if whole == self.ways[at] {
                    continue;
                }
                let drawn = self.curve_along(line, &whole);
                self.ways[at] = whole;
                drawn
            };
            let (from_side, to_side) = if from == to { (Side::Top, Side::Right) } else { self.sides[at] };
            let route = Route { curve: route, from_side, to_side };
            let route = if self.flow == Flow::TopToBottom { route.transposed() } else { route };
            if route != self.routes[at] {
                self.routes[at] = route;
                changed.push(line);
            }
        }
        changed
    }

    fn is_free(&self, way: &[Point], from: u32, to: u32) -> bool {
        way.windows(2).all(|leg| self.obstacles.first_hit(leg[0], leg[1], &[from, to]).is_none())
    }

    /// One swing where that is free, else along the way with rounded corners.
    fn curve_along(&self, line: u32, way: &[Point]) -> Vec<Point> {
        let (from, to) = self.lines[line as usize];
        if let [p, _, _, q] = way[..] {
            let sides = self.sides[line as usize];
            let swing = curve::swing(p, sides.0, q, sides.1);
            if self.is_free(&curve::flattened(&swing), from, to) {
                return swing;
            }
        }
        curve::rounded(way)
    }
}

fn turned(rect: Rect, flow: Flow) -> Rect {
    let flip = |p: Point| Point::new(p.y, p.x);
    match flow {
        Flow::LeftToRight => rect,
        Flow::TopToBottom => Rect::new(flip(rect.min), flip(rect.max)),
    }
}
