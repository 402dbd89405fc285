//! One more party in a finished map: the best free place, and nothing else moves.
//!
//! After S. North, G. Woodhull, “On-line Hierarchical Graph Drawing” (GD 2001), with what stands as hard
//! constraints instead of weights.

use super::crowd::Crowd;
use super::grid::Grid;
use super::segment::{crossing_point, entry};
use super::{BOX_GAP, COLUMN_GAP, End, Flow, FrameMargins};
use crate::model::{Point, Rect, Size};

/// A party that looks for a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Newcomer {
    /// Size of its box.
    pub size: Size,
    /// Those on the map that supply it.
    pub suppliers: Vec<u32>,
    /// Those on the map that it supplies.
    pub customers: Vec<u32>,
    /// The column to which its kind belongs.
    pub end: End,
    /// The open team that it joins.
    pub team: Option<u32>,
    /// Room between the frame of that team and what is inside it.
    pub margins: FrameMargins,
    /// Where it should stand if nothing else says so: next to the selection, in the middle of the view.
    pub near: Option<Point>,
    /// Least distance along the flow to its neighbours: what is supplied is written there.
    pub gap: f32,
}

/// A finished map.
#[derive(Clone, Copy, Debug)]
pub struct Map<'a> {
    /// The boxes and frames.
    pub boxes: &'a [Rect],
    /// Which of them are frames of open teams.
    pub is_frame: &'a [bool],
    /// Supplier and customer of every supply, as indexes into `boxes`.
    pub lines: &'a [(u32, u32)],
}

/// The best free place for one more party on a map that stays as it is: in the right column, with few
/// crossings, short lines, and no line through a box. Inside its team, outside of others.
pub fn place_new(map: Map, newcomer: &Newcomer, flow: Flow) -> Point {
    if flow == Flow::LeftToRight {
        return map.best_place(newcomer);
    }
    let flip = |p: Point| Point::new(p.y, p.x);
    let boxes: Vec<Rect> = map.boxes.iter().map(|r| Rect::new(flip(r.min), flip(r.max))).collect();
    let m = newcomer.margins;
    let turned = Newcomer {
        size: Size::new(newcomer.size.height, newcomer.size.width),
        near: newcomer.near.map(flip),
        margins: FrameMargins { left: m.top, top: m.left, right: m.bottom, bottom: m.right },
        ..newcomer.clone()
    };
    flip(Map { boxes: &boxes, ..map }.best_place(&turned))
}

impl Map<'_> {
    pub(super) fn best_place(&self, newcomer: &Newcomer) -> Point {
        let obstacles: Vec<Rect> = self.obstacles(newcomer).collect();
        let crowd = Crowd::new(obstacles);
        let wish = self.wish_at_home(newcomer);
        let mut judge = Judge::new(self, newcomer, wish);
        let mut best: Option<(f32, Point)> = None;
        for x in self.columns(newcomer, wish) {
            for y in free_heights(&crowd, x, wish.y, newcomer.size) {
                let place = Point::new(x, y);
                let limit = best.map_or(f32::MAX, |best| best.0);
                let cost = judge.cost(place, limit);
                if cost < limit {
                    best = Some((cost, place));
                }
            }
        }
        best.map_or_else(|| crowd.nearest_free(wish, newcomer.size), |(_, place)| place)
    }

    /// What the newcomer must not stand on: boxes, and frames of teams that it is not part of.
    fn obstacles(&self, newcomer: &Newcomer) -> impl Iterator<Item = Rect> {
        let home = self.home(newcomer);
        let frames = self.is_frame.iter().copied().chain(std::iter::repeat(false));
        self.boxes.iter().zip(frames).filter_map(move |(rect, is_frame)| {
            let is_around_home = is_frame && home.is_some_and(|home| rect.contains_rect(home));
            (!is_around_home).then_some(*rect)
        })
    }

    fn neighbours(&self, newcomer: &Newcomer) -> Vec<Rect> {
        let all = newcomer.suppliers.iter().chain(&newcomer.customers);
        all.filter_map(|v| self.boxes.get(*v as usize).copied()).collect()
    }

    fn home(&self, newcomer: &Newcomer) -> Option<Rect> {
        newcomer.team.and_then(|team| self.boxes.get(team as usize)).copied()
    }

    /// As near to its neighbours as the frame of its team lets it: a frame stretched to far neighbours would
    /// cover those between.
    fn wish_at_home(&self, newcomer: &Newcomer) -> Point {
        let wish = self.wish(newcomer);
        let Some(home) = self.home(newcomer) else { return wish };
        let (m, size) = (newcomer.margins, newcomer.size);
        let within = |at: f32, from: f32, to: f32| {
            if from < to { at.clamp(from, to) } else { f32::midpoint(from, to) }
        };
        let (width, height) = (size.width / 2.0, size.height / 2.0);
        Point::new(
            within(wish.x, home.min.x + m.left + width, home.max.x - m.right - width),
            within(wish.y, home.min.y + m.top + height, home.max.y - m.bottom - height),
        )
    }

    /// Where the newcomer would stand if there were nothing else: as high as its neighbours, between them.
    fn wish(&self, newcomer: &Newcomer) -> Point {
        let neighbours = self.neighbours(newcomer);
        let home = self.home(newcomer);
        if neighbours.is_empty() {
            let whole = self.boxes.iter().copied().reduce(Rect::union);
            let beside = whole.map(|whole| Point::new(whole.min.x, whole.max.y + BOX_GAP as f32));
            return newcomer.near.or(home.map(Rect::center)).or(beside).unwrap_or_default();
        }
        let mean = |values: Vec<f32>| values.iter().sum::<f32>() / values.len() as f32;
        let y = mean(neighbours.iter().map(|rect| rect.center().y).collect());
        let aside = COLUMN_GAP.max(newcomer.gap) + newcomer.size.width / 2.0;
        let exact = |list: &[u32]| -> Vec<Rect> {
            list.iter().filter_map(|v| self.boxes.get(*v as usize).copied()).collect()
        };
        let after = exact(&newcomer.suppliers).iter().map(|rect| rect.max.x + aside).reduce(f32::max);
        let before = exact(&newcomer.customers).iter().map(|rect| rect.min.x - aside).reduce(f32::min);
        let x = match (after, before) {
            (Some(after), Some(before)) => f32::midpoint(after, before),
            (after, before) => after.or(before).unwrap_or_default(),
        };
        Point::new(x, y)
    }

    /// The middles of columns to try: those of the map near the wish, and the wish itself.
    fn columns(&self, newcomer: &Newcomer, wish: Point) -> Vec<f32> {
        const SAME: f32 = 20.0;
        const MOST_COLUMNS: usize = 8;
        let boxes = self.boxes.iter().enumerate();
        let closed = boxes.filter(|(v, _)| !self.is_frame.get(*v).copied().unwrap_or_default());
        let mut columns: Vec<f32> = closed.map(|(_, rect)| rect.center().x).collect();
        columns.sort_by(f32::total_cmp);
        columns.dedup_by(|a, b| (*a - *b).abs() < SAME);
        match newcomer.end {
            End::First => columns.truncate(1),
            End::Last => drop(columns.drain(..columns.len().saturating_sub(1))),
            End::None => {
                columns.push(wish.x);
                columns.sort_by(|a, b| (a - wish.x).abs().total_cmp(&(b - wish.x).abs()));
                columns.truncate(MOST_COLUMNS);
            }
        }
        if columns.is_empty() {
            columns.push(wish.x);
        }
        columns
    }
}

/// Free middles in a column: at the wish, and directly above and below what stands there.
fn free_heights(crowd: &Crowd, x: f32, wish: f32, size: Size) -> Vec<f32> {
    const MOST_HEIGHTS: usize = 24;
    let occupied = crowd.occupied(x, size);
    let is_free = |y: f32| !occupied.iter().any(|(start, end)| y > start + 0.01 && y < end - 0.01);
    let edges = occupied.iter().flat_map(|(start, end)| [*start, *end]);
    let mut heights: Vec<f32> = edges.chain([wish]).filter(|y| is_free(*y)).collect();
    heights.sort_by(|a, b| (a - wish).abs().total_cmp(&(b - wish).abs()).then(a.total_cmp(b)));
    heights.truncate(MOST_HEIGHTS);
    heights
}

/// Says how bad a place is.
struct Judge<'a> {
    map: &'a Map<'a>,
    newcomer: &'a Newcomer,
    wish: Point,
    boxes: Grid,
    segments: Vec<(Point, Point)>,
    lines: Grid,
    home: Option<Rect>,
    seen: Vec<u32>,
}

impl<'a> Judge<'a> {
    fn new(map: &'a Map, newcomer: &'a Newcomer, wish: Point) -> Self {
        let middle = |v: u32| map.boxes.get(v as usize).map(|rect| rect.center());
        let segments: Vec<(Point, Point)> = map
            .lines
            .iter()
            .filter(|(from, to)| from != to)
            .filter_map(|(from, to)| middle(*from).zip(middle(*to)))
            .collect();
        Self {
            map,
            newcomer,
            wish,
            boxes: Grid::of_rects(map.boxes.iter().copied()),
            lines: Grid::of_segments(segments.iter().copied()),
            segments,
            home: map.home(newcomer),
            seen: Vec::new(),
        }
    }

    /// The cost of `place`; stops counting once it is over `limit`.
    fn cost(&mut self, place: Point, limit: f32) -> f32 {
        const AGAINST_FLOW: f32 = 3_000.0;
        const OUT_OF_HOME: f32 = 4.0;
        const NO_ROOM_FOR_LABEL: f32 = 8.0;
        let suppliers = self.newcomer.suppliers.iter().map(|v| (*v, true));
        let customers = self.newcomer.customers.iter().map(|v| (*v, false));
        let links: Vec<(u32, bool)> = suppliers.chain(customers).collect();
        let mut cost = if links.is_empty() { place.distance(self.wish) } else { 0.0 };
        if let Some(home) = self.home {
            let (own, m) = (Rect::around(place, self.newcomer.size), self.newcomer.margins);
            let own = Rect::new(own.min.moved(-m.left, -m.top), own.max.moved(m.right, m.bottom));
            let grown = home.union(own);
            cost += OUT_OF_HOME * (grown.width() - home.width() + grown.height() - home.height());
            cost += self.strangers_in(grown, home);
        }
        cost += self.lines_under(place);
        for (v, is_supplier) in links {
            let Some(rect) = self.map.boxes.get(v as usize) else { continue };
            let there = rect.center();
            cost += place.distance(there);
            let ahead = if is_supplier { place.x - there.x } else { there.x - place.x };
            if ahead < 10.0 {
                cost += AGAINST_FLOW;
            }
            let free = ahead - f32::midpoint(rect.width(), self.newcomer.size.width);
            cost += NO_ROOM_FOR_LABEL * (self.newcomer.gap - free.max(0.0)).max(0.0);
            if cost < limit {
                cost += self.boxes_hit(place, there, v) + self.crossings(place, there);
            }
        }
        cost
    }

    /// What it costs that the frame of the team would cover others when it has grown.
    fn strangers_in(&mut self, grown: Rect, home: Rect) -> f32 {
        const COVERED: f32 = 20_000.0;
        let (map, seen) = (self.map, &mut self.seen);
        seen.clear();
        self.boxes.around(grown, |v| {
            let area = map.boxes[v as usize];
            if area.overlaps(grown) && !area.overlaps(home) {
                seen.push(v);
            }
        });
        seen.sort_unstable();
        seen.dedup();
        COVERED * seen.len() as f32
    }

    /// What lines through the new box cost.
    fn lines_under(&mut self, place: Point) -> f32 {
        const COVERED: f32 = 300.0;
        let own = Rect::around(place, self.newcomer.size);
        let (segments, seen) = (&self.segments, &mut self.seen);
        seen.clear();
        self.lines.around(own, |s| seen.push(s));
        seen.sort_unstable();
        seen.dedup();
        let covered = seen.iter().map(|s| segments[*s as usize]);
        COVERED * covered.filter(|(a, b)| entry(*a, *b, own).is_some()).count() as f32
    }

    fn boxes_hit(&mut self, place: Point, there: Point, end: u32) -> f32 {
        const HIT: f32 = 300.0;
        let (map, seen) = (self.map, &mut self.seen);
        seen.clear();
        self.boxes.along(place, there, |v| {
            let is_frame = map.is_frame.get(v as usize).copied().unwrap_or_default();
            let foreign = v != end && !is_frame;
            if foreign && entry(place, there, map.boxes[v as usize]).is_some() {
                seen.push(v);
            }
        });
        seen.sort_unstable();
        seen.dedup();
        HIT * seen.len() as f32
    }

    fn crossings(&mut self, place: Point, there: Point) -> f32 {
        const CROSSING: f32 = 120.0;
        let (segments, seen) = (&self.segments, &mut self.seen);
        seen.clear();
        self.lines.along(place, there, |s| seen.push(s));
        seen.sort_unstable();
        seen.dedup();
        let crossed =
            seen.iter().filter(|s| crossing_point((place, there), segments[**s as usize]).is_some());
        CROSSING * crossed.count() as f32
    }
}
