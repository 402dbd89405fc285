//! How lines are routed, all of them or only those that a change touches.

use super::change::{NO_BOX, Wanted};
use super::detour::Stretch;
use super::due::Due;
use super::line::{Line, Way};
use super::nudge::{self, Bend};
use super::path::{Search, Turn};
use super::port::{self, Port};
use super::router::Router;
use super::side::{self, Side, Sides};
use super::{STUB, curve};
use crate::model::{Point, Rect};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

impl Router {
    /// Makes the map as it is wanted and routes again what that touches: first the lines that end at what has changed, then
    /// those that make way for it, or did. A crowd has its turn later, and then only goes round it.
    pub(super) fn route_wanted(&mut self, wanted: &Wanted) {
        if self.is_crowd(wanted.boxes.len()) {
            return self.put_crowd(wanted);
        }
        let crowd = self.at_once() / 2;
        let (mut own, mut others, mut under) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut beside, mut close) = (BTreeSet::new(), BTreeSet::new());
        for (v, before) in wanted.boxes.keys().filter_map(|v| Some((*v, self.ground.get(*v)?))) {
            own.extend(self.lines_at.get(v as usize).into_iter().flatten());
            others.extend(self.lines_turning_at(v).chain(self.loops_beside(before)));
            beside.extend(self.lines_beside(before));
            close.extend(self.lines_close_to(before));
        }
        self.put_boxes(wanted.boxes.iter().map(|(v, stand)| (*v, *stand)));
        let loosened = self.join_all(&wanted.lines);
        own.extend(wanted.lines.keys());
        for (v, stand) in &wanted.boxes {
            others.extend(self.loops_beside(*stand));
            under.extend(self.lines_under(*v, *stand));
            close.extend(self.lines_close_to(*stand));
        }
        if beside.len() + under.len() <= crowd {
            others.append(&mut beside);
            others.append(&mut under);
        }
        let except_own = |lines: BTreeSet<u32>| lines.difference(&own).copied().collect::<BTreeSet<u32>>();
        let (mut others, under, mut close) = (except_own(others), except_own(under), except_own(close));
        self.route_own(own, loosened);
        if close.len() <= crowd {
            others.extend(close.iter().filter(|line| self.takes_other_sides(**line)));
            close.clear();
        }
        self.route_others(others);
        self.put_off_all(under, &Due::Room);
        self.put_off_all(close, &Due::Sides);
    }

    /// Puts many boxes elsewhere. Lines take notice of them later, one box after the other.
    fn put_crowd(&mut self, wanted: &Wanted) {
        for v in wanted.boxes.keys() {
            if self.waiting.box_before(*v).is_none() {
                self.set_box_waiting(*v, Some(self.ground.get(*v).unwrap_or(NO_BOX)));
            }
        }
        self.put_boxes(wanted.boxes.iter().map(|(v, stand)| (*v, *stand)));
        let loosened = self.join_all(&wanted.lines);
        self.put_off_all(wanted.lines.keys().copied().collect(), &Due::Ends);
        self.route_again(&BTreeSet::new(), loosened, &Due::Search);
    }

    /// Makes lines join these boxes. Returns those that they joined before.
    fn join_all(&mut self, lines: &BTreeMap<u32, (u32, u32)>) -> BTreeSet<u32> {
        let mut before = BTreeSet::new();
        for (line, ends) in lines {
            before.extend([self.ends(*line).0, self.ends(*line).1]);
            self.join(*line, *ends);
        }
        before
    }

    /// Routes lines that end at what has changed, or leaves them for later if they are many.
    fn route_own(&mut self, lines: BTreeSet<u32>, loosened: BTreeSet<u32>) {
        if lines.len() > self.at_once() {
            self.put_off_all(lines, &Due::Ends);
            self.route_again(&BTreeSet::new(), loosened, &Due::Search);
            return;
        }
        for line in &lines {
            self.settle_due(*line);
            let before = self.tried.get(line).copied().or_else(|| self.sides_before(*line));
            self.choose_sides(*line, before);
        }
        self.route_again(&lines, loosened, &Due::Search);
    }

    /// The same for lines that make way, or did.
    fn route_others(&mut self, lines: BTreeSet<u32>) {
        if lines.len() > self.at_once() {
            self.put_off_all(lines, &Due::Way);
        } else if !lines.is_empty() {
            self.route_again(&lines, BTreeSet::new(), &Due::Way);
        }
    }

    pub(super) fn sides_before(&self, line: u32) -> Option<Sides> {
        let own = &self.lines[line as usize];
        (!own.curve.is_empty()).then_some(own.sides)
    }

    /// Has a line leave and arrive at other sides if these are better by now. Whether they are.
    pub(super) fn takes_other_sides(&mut self, line: u32) -> bool {
        let before = self.lines[line as usize].sides;
        self.choose_sides(line, self.sides_before(line));
        before != self.lines[line as usize].sides
    }

    pub(super) fn choose_sides(&mut self, line: u32, before: Option<Sides>) {
        if let Some((from, to)) = self.joined(line).filter(|(from, to)| from != to) {
            let (a, b) = (self.ground.boxes[from as usize], self.ground.boxes[to as usize]);
            let sides = side::choose((a, b), (from, to), &self.ground.obstacles, before);
            if sides != self.lines[line as usize].sides {
                self.edit(line).sides = sides;
            }
        }
    }

    /// Routes `touched` lines and those whose ends have to make room for them, or may spread where something is
    /// `loosened` from a box. Lines whose search would take too long now wait for `else_later`.
    pub(super) fn route_again(&mut self, touched: &BTreeSet<u32>, loosened: BTreeSet<u32>, else_later: &Due) {
        let looked = self.finder.looked();
        self.find_lanes(touched);
        let mut dirty = touched.clone();
        let mut waiting = touched.clone();
        dirty.extend(loosened.iter().flat_map(|v| self.loops_at(*v)));
        let mut boxes = loosened;
        for line in touched {
            let (from, to) = self.ends(*line);
            if from == to {
                dirty.extend(self.loops_at(from)); // they share the corner, and no ends of others
            } else {
                let siblings = self.siblings(*line);
                // Those that turn do so in legs or in one swing, as all can.
                waiting.extend(siblings.iter().filter(|other| self.lines[**other as usize].is_turning()));
                dirty.extend(siblings);
                boxes.extend([from, to]);
            }
        }
        let (mut making_room, mut found, mut later) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        // Where a line goes decides where it leaves, and the other way round: three times is enough.
        for _ in 0..3 {
            for v in std::mem::take(&mut boxes) {
                waiting.extend(self.spread_ends(v));
            }
            for line in std::mem::take(&mut waiting) {
                let is_touched = touched.contains(&line);
                if later.contains(&line) || !is_touched && !self.makes_room_now(line, &mut making_room) {
                    continue;
                }
                let is_new = is_touched && !found.contains(&line);
                if self.is_tired(looked) && (is_new || !is_touched) && !self.has_free_way(line, is_new) {
                    self.put_off(line, if is_touched { else_later.clone() } else { Due::Room });
                    dirty.remove(&line);
                    later.insert(line);
                    continue;
                }
                dirty.insert(line);
                if is_touched && !found.insert(line) && (self.keeps_long_way(line) || self.is_tired(looked)) {
                    if !self.has_free_way(line, !self.lines[line as usize].is_turning()) {
                        self.put_off(line, Due::Room);
                    }
                    continue;
                }
                // A line that only made room at one end leaves the neighbours of its other end alone.
                if self.find_way(line, is_touched) && is_touched {
                    boxes.extend(<[u32; 2]>::from(self.ends(line)));
                }
            }
        }
        self.keep_together(&touched.difference(&later).copied().collect());
        self.draw(dirty);
    }

    /// Spreads the ends of lines along the sides of a box. Returns the lines whose ends are elsewhere now.
    fn spread_ends(&mut self, v: u32) -> Vec<u32> {
        let Some(lines) = self.lines_at.get(v as usize) else { return Vec::new() };
        let mut ports = Vec::with_capacity(lines.len());
        for &line in lines {
            let Some((from, to)) = self.joined(line).filter(|(from, to)| from != to) else { continue };
            let (first, last) = self.first_and_last(line);
            let (from_side, to_side) = self.lines[line as usize].sides;
            let opposite = |side: Side, other: u32| {
                let (own, other) = (self.ground.boxes[v as usize], self.ground.boxes[other as usize]);
                from_side.faces(to_side).then(|| port::opposite(own, side, other)).flatten()
            };
            if from == v {
                let opposite = opposite(from_side, to);
                let order = self.order_at(line, v, from_side);
                ports.push(Port { line, is_start: true, side: from_side, there: first, order, opposite });
            }
            if to == v {
                let opposite = opposite(to_side, from);
                let order = self.order_at(line, v, to_side);
                ports.push(Port { line, is_start: false, side: to_side, there: last, order, opposite });
            }
        }
        let mut moved = Vec::new();
        for (Port { line, is_start, .. }, place) in port::spread(self.ground.boxes[v as usize], ports) {
            let ports = self.lines[line as usize].ports;
            let ports = if is_start { (place, ports.1) } else { (ports.0, place) };
            let is_behind = matches!(self.waiting.line(line), Some(Due::Ends | Due::Search)); // all of it has its turn
            if !is_behind && ports != self.lines[line as usize].ports {
                self.edit(line).ports = ports;
                self.stirred.extend(self.lines[line as usize].turns().map(|turn| turn.node));
                moved.push(line);
            }
        }
        if !moved.is_empty() {
            moved.extend(self.loops_at(v)); // they end beside the others
        }
        moved
    }

    /// Where a line goes first and where it comes from last.
    fn first_and_last(&self, line: u32) -> (Point, Point) {
        let Some((from, to)) = self.joined(line) else { return Default::default() };
        let own = &self.lines[line as usize];
        let (from_side, to_side) = own.sides;
        let start = from_side.point(self.ground.boxes[from as usize], 0.5);
        let end = to_side.point(self.ground.boxes[to as usize], 0.5);
        match &own.way {
            Way::Turns(turns) => {
                let corner = |turn: &Turn| self.ground.obstacles.corner(turn.obstacle(), turn.corner());
                (turns.first().map_or(end, corner), turns.last().map_or(start, corner))
            }
            Way::Lane(lane) => {
                // Without columns to pass, it runs straight up to the edge of its column and bends there.
                let (left_end, right_end) =
                    if from_side == Side::Right { (start, end) } else { (end, start) };
                let corner = |turn: Option<&Turn>| {
                    turn.map(|turn| self.ground.obstacles.corner(turn.obstacle(), turn.corner()))
                };
                let first = lane.detours.first().filter(|detour| *detour.between.start() == 0);
                let last =
                    lane.detours.last().filter(|detour| *detour.between.end() == 2 * lane.passages.len() + 3);
                let left = lane.passages.first().map(|passage| Point::new(passage.left, passage.y));
                let right = lane.passages.last().map(|passage| Point::new(passage.right, passage.y));
                let left = corner(first.and_then(|detour| detour.turns.first())).or(left);
                let right = corner(last.and_then(|detour| detour.turns.last())).or(right);
                let left = left.unwrap_or(Point::new(lane.entry, right_end.y));
                let right = right.unwrap_or(Point::new(lane.exit, left_end.y));
                if from_side == Side::Right { (left, right) } else { (right, left) }
            }
        }
    }

    /// Keeps a line in its lane if there is a way past what is in it, else finds turns for it; those that it had too, if it is not
    /// `touched`. Whether its way is another one now.
    pub(super) fn find_way(&mut self, line: u32, is_touched: bool) -> bool {
        let Some((from, to)) = self.joined(line).filter(|(from, to)| from != to) else { return false };
        let is_beside_turning =
            || self.beside(line).into_iter().any(|other| self.lines[other as usize].is_turning());
        if (!is_touched || !is_beside_turning())
            && let Some(is_new) = self.clear_lane(line, is_touched)
        {
            return is_new;
        }
        if !is_touched && self.turns_are_free(line) {
            return false;
        }
        let turns = self.turns_of_sibling(line).unwrap_or_else(|| self.search(line, from, to));
        let way = Way::Turns(turns);
        let is_new = self.lines[line as usize].way != way;
        self.set_way(line, way);
        is_new
    }

    /// A short way for a line, the same in both directions.
    fn search(&mut self, line: u32, from: u32, to: u32) -> Vec<Turn> {
        const MOST_NODES: usize = 1_000;
        let (start, goal) = self.stubs(line);
        let is_in_order = self.is_in_order(line);
        let (start, goal) = if is_in_order { (start, goal) } else { (goal, start) };
        let obstacles = &self.ground.obstacles;
        let mut ignore = obstacles.around(start);
        ignore.extend(obstacles.around(goal));
        let mut search = Search { obstacles, start, goal, ignore, most_nodes: MOST_NODES };
        let mut found = self.finder.find(&search);
        if found.is_none() {
            search.ignore.extend([from, to]); // boxes lie on each other: at least a straight line
            found = self.finder.find(&search);
        }
        let mut turns = found.unwrap_or_default();
        if !is_in_order {
            turns.reverse();
        }
        turns
    }

    /// Whether a line turns at corners and nothing is in its way there.
    pub(super) fn turns_are_free(&self, line: u32) -> bool {
        let Way::Turns(turns) = &self.lines[line as usize].way else { return false };
        self.can_take(line, turns)
    }

    /// Whether nothing would be in the way of a line that turned there.
    pub(super) fn can_take(&self, line: u32, turns: &[Turn]) -> bool {
        let way = nudge::plain_way(&self.ground.obstacles, self.stubs(line), turns);
        self.is_free(&way, self.ends(line))
    }

    /// Start and end of a line, a little off its boxes.
    pub(super) fn stubs(&self, line: u32) -> (Point, Point) {
        self.leading_stubs(line, (0.0, 0.0))
    }

    /// The same, further off by what they lead.
    pub(super) fn leading_stubs(&self, line: u32, lead: (f32, f32)) -> (Point, Point) {
        let Line { ports: (p, q), sides: (from, to), .. } = *self.lines[line as usize];
        let ((fx, fy), (tx, ty)) = (from.outwards(), to.outwards());
        let (contains_end, contains_start) = self.nesting(line);
        // A line from inside a frame reaches the wall from within.
        let out = if contains_end { -STUB } else { STUB + lead.0 };
        let back = if contains_start { -STUB } else { STUB + lead.1 };
        // Between close boxes there is no room for both.
        let ahead = (q.x - p.x) * fx + (q.y - p.y) * fy;
        let share = if from.faces(to) && ahead > 0.0 { (ahead / (out + back)).min(1.0) } else { 1.0 };
        let (out, back) = (out * share, back * share);
        (p.moved(fx * out, fy * out), q.moved(tx * back, ty * back))
    }

    /// Whether the box where a line starts is around the one where it ends, and the other way round.
    fn nesting(&self, line: u32) -> (bool, bool) {
        let Some((from, to)) = self.joined(line) else { return (false, false) };
        let (a, b) = (self.ground.boxes[from as usize], self.ground.boxes[to as usize]);
        let is_around = |outer: Rect, inner: Rect| inner != outer && outer.contains_rect(inner);
        (is_around(a, b), is_around(b, a))
    }

    /// Whether one of the two boxes that a line joins is inside the other.
    pub(super) fn is_inside(&self, line: u32) -> bool {
        self.nesting(line) != (false, false)
    }

    /// Draws what has changed. Lines that turn at the same corner are set apart there, all together; a crowd of them is
    /// left for later.
    pub(super) fn draw(&mut self, mut dirty: BTreeSet<u32>) {
        let stirred = std::mem::take(&mut self.stirred);
        let beside = stirred.iter().filter_map(|corner| self.turning.get(corner)).flatten().copied();
        let mut beside: BTreeSet<u32> = beside.filter(|line| !dirty.contains(line)).collect();
        if beside.len() > self.at_once() / 2 {
            self.put_off_all(beside, &Due::Look);
        } else {
            dirty.append(&mut beside);
        }
        let turns = |line: &u32| self.lines[*line as usize].turns().map(|turn| turn.node);
        let corners: BTreeSet<u32> = dirty.iter().flat_map(turns).collect();
        let mut distances: FxHashMap<(u32, u32), f32> = FxHashMap::default();
        for corner in corners {
            let bends = self.turning.get(&corner).into_iter().flatten();
            let bends: Vec<Bend> = bends.filter_map(|line| self.bend_at(*line, corner)).collect();
            let apart = nudge::set_apart(&self.ground.obstacles, Turn { node: corner }, &bends);
            distances.extend(apart.into_iter().map(|(line, distance)| ((line, corner), distance)));
        }
        for line in dirty {
            let distance = |turn: &Turn| distances.get(&(line, turn.node)).copied().unwrap_or_default();
            let (curve, sides) = if self.lines[line as usize].is_loop() {
                self.drawn_loop(line)
            } else {
                (self.drawn(line, distance), self.lines[line as usize].sides)
            };
            if curve != self.lines[line as usize].curve || sides != self.lines[line as usize].sides {
                self.edit(line).sides = sides;
                self.set_curve(line, curve);
            }
        }
    }

    /// Where a line comes from and goes to at one of the corners at which it turns.
    fn bend_at(&self, line: u32, corner: u32) -> Option<Bend> {
        self.stretches(line).into_iter().find_map(|Stretch { ends, turns }| {
            let at = turns.iter().position(|turn| turn.node == corner)?;
            // Only what is beside the corner: a long line turns a hundred times, with hundreds of others.
            let point = |turn: &Turn| self.ground.obstacles.corner(turn.obstacle(), turn.corner());
            let before = at.checked_sub(1).and_then(|before| turns.get(before)).map_or(ends.0, point);
            let after = turns.get(at + 1).map_or(ends.1, point);
            let own = &self.lines[line as usize];
            let is_backwards = !own.is_turning() && !own.runs_to_the_right();
            let (before, after) = if is_backwards { (after, before) } else { (before, after) };
            Some(Bend { line, before, after, ends: own.ends, clockwise: self.clockwise(line) })
        })
    }

    /// The curve of a line that turns that far out from corners.
    fn drawn(&self, line: u32, distance: impl Fn(&Turn) -> f32) -> Vec<Point> {
        if self.joined(line).is_none() {
            return Vec::new();
        }
        match &self.lines[line as usize].way {
            Way::Lane(lane) => self.along_lane(line, lane, distance),
            Way::Turns(turns) => {
                let ends = self.led(line, self.share_of_lead(line));
                let nudged = nudge::nudged_way(&self.ground.obstacles, ends, turns, distance);
                self.round_corners(line, turns, &nudged)
            }
        }
    }

    pub(super) fn is_free(&self, way: &[Point], (from, to): (u32, u32)) -> bool {
        way.windows(2).all(|leg| self.ground.obstacles.first_hit(leg[0], leg[1], &[from, to]).is_none())
    }

    /// The curve with the roundest corners that cuts into no box, or if none does the roundest of all. Only what runs
    /// through `areas` is looked at, if these are given.
    pub(super) fn roundest(
        &self,
        ends: (u32, u32),
        areas: Option<&[Rect]>,
        curve: impl Fn(f32) -> Vec<Point>,
    ) -> Vec<Point> {
        let first = curve(curve::RADII[0]);
        if self.runs_through_nothing(&first, ends, areas) {
            return first;
        }
        let others = curve::RADII[1..].iter().map(|radius| curve(*radius));
        let mut others = others.filter(|curve| self.runs_through_nothing(curve, ends, areas));
        others.next().unwrap_or(first)
    }

    /// Whether a curve only comes near boxes: where there is no more room that is better than one line upon another.
    fn runs_through_nothing(&self, curve: &[Point], (from, to): (u32, u32), areas: Option<&[Rect]>) -> bool {
        let obstacles = &self.ground.obstacles;
        let is_looked_at = |leg: &[Point]| {
            let around = Rect::new(leg[0], leg[0]).union(Rect::new(leg[1], leg[1]));
            areas.is_none_or(|areas| areas.iter().any(|area| area.meets(around)))
        };
        let is_free = |leg: &[Point]| obstacles.first_run_through(leg[0], leg[1], &[from, to]).is_none();
        curve::flattened(curve).windows(2).all(|leg| !is_looked_at(leg) || is_free(leg))
    }

    /// Whether a line can do without straight legs.
    fn can_swing(&self, line: u32) -> bool {
        let own = &self.lines[line as usize];
        own.is_turning()
            && own.turns().next().is_none()
            && self.is_free(&curve::flattened(&self.swing(line)), own.ends)
    }

    fn swing(&self, line: u32) -> Vec<Point> {
        let own = &self.lines[line as usize];
        let ((p, q), sides) = (own.ports, own.sides);
        curve::swing((p, sides.0), (q, sides.1), self.lead(line, false))
    }

    /// The curve of a line that turns at corners; `nudged` is its way from stub to stub.
    fn round_corners(&self, line: u32, turns: &[Turn], nudged: &[Point]) -> Vec<Point> {
        if self.beside(line).into_iter().all(|other| self.can_swing(other)) {
            return self.swing(line);
        }
        let own = &self.lines[line as usize];
        let (p, q) = own.ports;
        let round = |between: &[Point], radius| curve::rounded(&[&[p], between, &[q]].concat(), radius);
        let apart = self.roundest(own.ends, None, |radius| round(nudged, radius));
        if self.is_free(nudged, own.ends) || self.runs_through_nothing(&apart, own.ends, None) {
            return apart;
        }
        let plain = nudge::plain_way(&self.ground.obstacles, self.stubs(line), turns);
        self.roundest(own.ends, None, |radius| round(&plain, radius))
    }
}
