//! How a line in a lane gets past boxes that stand in no column: round them and back into its lane, so that all
//! else of it stays where it was.

use super::lanes::Lane;
use super::line::{Line, Way};
use super::path::{Search, Turn};
use super::router::Router;
use super::siblings::Aside;
use super::{curve, nudge};
use crate::model::{Point, Rect};
use std::ops::RangeInclusive;

/// Where a line leaves its lane to turn round boxes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Detour {
    /// From which station of the lane to which ([`Lane::stations`]).
    pub between: RangeInclusive<usize>,
    pub turns: Vec<Turn>,
}

/// A part of a line that turns at corners: the points between which it does.
pub(super) struct Stretch<'a> {
    pub ends: (Point, Point),
    pub turns: &'a [Turn],
}

impl Router {
    /// Has a line in a lane, which `is_new` or was found for the map as it was, go round what is in its way. `None` if it
    /// cannot, else whether its ends look elsewhere now.
    pub(super) fn clear_lane(&mut self, line: u32, is_new: bool) -> Option<bool> {
        let own = &self.lines[line as usize];
        let Way::Lane(lane) = &own.way else { return None };
        if !lane.has_room_to_bend(own.along_flow()) {
            return None;
        }
        let blocked = self.blocked_legs(line, is_new);
        if !is_new && self.detours_lead_past(line, &blocked) {
            return Some(false);
        }
        let detours = self.detours(line, blocked)?;
        // Those that run side by side keep together all the way, or turn at the same corners.
        let is_alone = || self.siblings(line).len() == 1;
        if !detours.is_empty() && (is_new && !is_alone() || self.is_far(line, &detours)) {
            return None;
        }
        let Way::Lane(lane) = &self.lines[line as usize].way else { return None };
        if lane.detours == detours {
            return Some(false);
        }
        let at_ends = |detours: &[Detour]| {
            let last = 2 * lane.passages.len() + 3;
            let is_end = |detour: &&Detour| *detour.between.start() == 0 || *detour.between.end() == last;
            detours.iter().filter(is_end).cloned().collect::<Vec<_>>()
        };
        let has_turned = at_ends(&lane.detours) != at_ends(&detours);
        let lane = Lane { detours, ..lane.clone() };
        self.set_way(line, Way::Lane(lane));
        Some(has_turned)
    }

    /// Whether a line would go much further in its lane with these detours than it has to.
    fn is_far(&self, line: u32, detours: &[Detour]) -> bool {
        const MOST: f32 = 1.5;
        const AT_LEAST: f32 = 120.0;
        let own = &self.lines[line as usize];
        let Way::Lane(lane) = &own.way else { return false };
        let stations = stations(own, lane);
        let mut way: Vec<Point> = Vec::new();
        let mut at = 0;
        for Detour { between, turns } in detours {
            way.extend_from_slice(&stations[at.min(*between.start())..=*between.start()]);
            way.extend(turns.iter().map(|turn| self.ground.obstacles.corner(turn.obstacle(), turn.corner())));
            at = *between.end();
        }
        way.extend_from_slice(&stations[at..]);
        let length: f32 = way.windows(2).map(|leg| leg[0].distance(leg[1])).sum();
        length > MOST * stations[0].distance(stations[stations.len() - 1]) + AT_LEAST
    }

    /// The legs of a lane on which something is in the way of a line; the first starts at its left end.
    pub(super) fn blocked_legs(&self, line: u32, is_new: bool) -> Vec<usize> {
        let own = &self.lines[line as usize];
        let Way::Lane(lane) = &own.way else { return Vec::new() };
        let (stations, aside) = (stations(own, lane), self.aside(line));
        let legs = 0..stations.len() - 1;
        legs.filter(|leg| !self.leg_is_free(own, (&stations, aside), *leg, is_new)).collect()
    }

    /// Whether the detours of a line lead past all `blocked` legs, and nothing is in the way on them.
    fn detours_lead_past(&self, line: u32, blocked: &[usize]) -> bool {
        let own = &self.lines[line as usize];
        let Way::Lane(lane) = &own.way else { return false };
        let is_passed = |leg: &usize| {
            lane.detours.iter().any(|way| *way.between.start() <= *leg && leg < way.between.end())
        };
        let plain = |way: &Stretch| nudge::plain_way(&self.ground.obstacles, way.ends, way.turns);
        blocked.iter().all(is_passed)
            && self.stretches(line).iter().all(|way| self.is_free(&plain(way), own.ends))
    }

    /// The detours for a line in a lane past its `blocked` legs. `None` if there is no way past.
    fn detours(&mut self, line: u32, blocked: Vec<usize>) -> Option<Vec<Detour>> {
        /// Looking further than round a few boxes is not worth it: the lane then leads the wrong way.
        const MOST_NODES: usize = 120;
        let own = &self.lines[line as usize];
        let Way::Lane(lane) = &own.way else { return None };
        let stations = stations(own, lane);
        let (last, stubs) = (stations.len() - 1, self.stubs_along_flow(line));
        let obstacles = &self.ground.obstacles;
        let mut detours = Vec::new();
        for between in windows(blocked, last, |station| obstacles.around(stations[station]).is_empty()) {
            let start = if *between.start() == 0 { stubs.0 } else { stations[*between.start()] };
            let goal = if *between.end() == last { stubs.1 } else { stations[*between.end()] };
            let mut ignore = obstacles.around(start);
            ignore.extend(obstacles.around(goal));
            let turns =
                self.finder.find(&Search { obstacles, start, goal, ignore, most_nodes: MOST_NODES })?;
            detours.push(Detour { between, turns });
        }
        Some(detours)
    }

    /// Whether nothing is in the way on one leg of a lane. In columns any box can be; between them only a loose one, if
    /// the columns are those for which the lane was made.
    fn leg_is_free(
        &self,
        own: &Line,
        (stations, aside): (&[Point], Aside),
        leg: usize,
        is_new: bool,
    ) -> bool {
        let (a, b) = (stations[leg], stations[leg + 1]);
        let ends: [u32; 2] = own.ends.into();
        // Steep lines between close columns pass near corners; that is no reason to go another way.
        let is_free = |a, b| self.ground.obstacles.first_run_through(a, b, &ends).is_none();
        if leg.is_multiple_of(2) {
            return is_free(a, b);
        }
        if is_new && self.ground.tracks.loose.is_empty() {
            return true;
        }
        let strip = Rect::new(a, a).union(Rect::new(b, b)).grown(1.0);
        if self.ground.obstacles.within(strip).is_empty() {
            return true;
        }
        let bend = curve::flattened(&curve::bend(a, b, aside));
        bend.windows(2).all(|leg| {
            let (a, b) = (leg[0], leg[1]);
            if is_new { self.ground.loose.is_free(a, b, ends) } else { is_free(a, b) }
        })
    }

    /// The parts of a line that turn at corners.
    pub(super) fn stretches(&self, line: u32) -> Vec<Stretch<'_>> {
        let own = &self.lines[line as usize];
        match &own.way {
            Way::Turns(turns) => vec![Stretch { ends: self.stubs(line), turns }],
            Way::Lane(lane) if lane.detours.is_empty() => Vec::new(),
            Way::Lane(lane) => {
                let (stations, stubs) = (stations(own, lane), self.stubs_along_flow(line));
                let ends = |between: &RangeInclusive<usize>| {
                    let (start, end) = (*between.start(), *between.end());
                    let start = if start == 0 { stubs.0 } else { stations[start] };
                    (start, if end == stations.len() - 1 { stubs.1 } else { stations[end] })
                };
                lane.detours
                    .iter()
                    .map(|way| Stretch { ends: ends(&way.between), turns: &way.turns })
                    .collect()
            }
        }
    }

    /// Start and end of a line a little off its boxes, the left one first.
    fn stubs_along_flow(&self, line: u32) -> (Point, Point) {
        let (start, end) = self.stubs(line);
        if self.lines[line as usize].runs_to_the_right() { (start, end) } else { (end, start) }
    }

    /// The curve of a line in a lane that turns that far out from corners.
    pub(super) fn along_lane(&self, line: u32, lane: &Lane, distance: impl Fn(&Turn) -> f32) -> Vec<Point> {
        let own = &self.lines[line as usize];
        let ways = self.stretches(line).into_iter().map(|stretch| {
            let way = nudge::nudged_way(&self.ground.obstacles, stretch.ends, stretch.turns, &distance);
            let is_free = self.is_free(&way, own.ends);
            if is_free { way } else { nudge::plain_way(&self.ground.obstacles, stretch.ends, stretch.turns) }
        });
        let detours = lane.detours.iter().map(|detour| detour.between.clone()).zip(ways).collect::<Vec<_>>();
        let (stations, aside) = (stations(own, lane), self.aside(line));
        // The straight legs before and after a detour end in its corners.
        let with_corners = |way: &[Point]| Some(around(way)?.grown(curve::RADII[0]));
        let areas: Vec<Rect> = detours.iter().filter_map(|(_, way)| with_corners(way)).collect();
        let along = |radius| curve::along_lane(&stations, &detours, aside, radius);
        let mut curve = self.roundest(own.ends, Some(&areas), along);
        if !own.runs_to_the_right() {
            curve.reverse();
        }
        curve
    }
}

fn stations(own: &Line, lane: &Lane) -> Vec<Point> {
    lane.stations(own.along_flow())
}

fn around(way: &[Point]) -> Option<Rect> {
    way.iter().map(|point| Rect::new(*point, *point)).reduce(Rect::union)
}

/// The parts of a lane that detours take the place of: around its blocked legs, from the end of a straight one to the
/// start of another, where a line can stand.
fn windows(blocked: Vec<usize>, last: usize, is_open: impl Fn(usize) -> bool) -> Vec<RangeInclusive<usize>> {
    let mut windows: Vec<RangeInclusive<usize>> = Vec::new();
    for leg in blocked {
        // Stations with odd numbers end a straight leg, those with even ones start one.
        let mut start = if leg.is_multiple_of(2) { leg.saturating_sub(1) } else { leg };
        while start > 0 && !is_open(start) {
            start = start.saturating_sub(2);
        }
        let mut end = if leg.is_multiple_of(2) { leg + 2 } else { leg + 1 };
        while end < last && !is_open(end) {
            end += 2;
        }
        let end = end.min(last);
        match windows.last_mut() {
            Some(before) if start <= *before.end() + 1 => {
                *before = start.min(*before.start())..=end.max(*before.end());
            }
            _ => windows.push(start..=end),
        }
    }
    windows
}
