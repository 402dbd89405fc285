//! Members change places inside their teams once it is known where everybody else stands: the inside of a
//! team was arranged without its outside, and most lines lead there.

use super::segment::crossing_point;
use super::tree::Tree;
use super::{BOX_GAP, End};
use crate::model::{Point, Rect, Size};

/// Lets members of one team change places where their lines are shorter and cross less then.
pub(super) struct Reseating<'a> {
    tree: &'a Tree<'a>,
    /// The parties at the other ends of the lines of every party.
    others: Vec<Vec<u32>>,
    places: Vec<Point>,
}

/// Rounds over all pairs of a team; hardly any has more to give.
const ROUNDS: usize = 3;

/// Members one below the other without lines to others in their team: any of them may sit anywhere.
struct Bench {
    x: f32,
    top: f32,
    seats: Vec<u32>,
}

/// A seat by its bench and its number on it.
type Seat = (usize, usize);

impl<'a> Reseating<'a> {
    /// All parties at their `places`.
    pub fn new(tree: &'a Tree<'a>, places: Vec<Point>) -> Self {
        let mut others = vec![Vec::new(); places.len()];
        for line in tree.request.supplies.iter().filter(|line| line.from != line.to) {
            others[line.from as usize].push(line.to);
            others[line.to as usize].push(line.from);
        }
        Self { tree, others, places }
    }

    /// Where everybody stands now.
    pub fn into_places(self) -> Vec<Point> {
        self.places
    }

    /// Lets those members of a team change places who stand in one column each, of `width`. The `areas` of all
    /// are those from before; no box comes lower than others were.
    pub fn reseat(&mut self, team: u32, areas: &[Rect], width: f32) {
        let children = &self.tree.children[team as usize];
        let may_move = |v: &u32| {
            let is_party = !self.tree.is_team(*v) && self.size(*v).width <= width;
            is_party && self.tree.request.parties[*v as usize].end == End::None
        };
        let (mut movable, fixed): (Vec<u32>, Vec<u32>) = children.iter().copied().partition(may_move);
        let fixed: Vec<Rect> = fixed.into_iter().map(|v| areas[v as usize]).collect();
        let bottom = areas[team as usize].max.y - self.tree.request.margins.bottom;
        movable.sort_by(|a, b| {
            let (a, b) = (self.places[*a as usize], self.places[*b as usize]);
            a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
        });
        let mut benches = Vec::new();
        let columns = movable.chunk_by(|a, b| self.places[*b as usize].x - self.places[*a as usize].x < 1.0);
        let mut columns: Vec<Vec<u32>> = columns.map(<[u32]>::to_vec).collect();
        for column in &mut columns {
            benches.extend(self.bench(team, column, &fixed, width));
        }
        for column in &mut columns {
            self.exchange_neighbours(column, &fixed, width);
        }
        self.exchange_on_benches(&mut benches, bottom);
    }

    /// Takes those off the lower end of a column who have no lines inside the team and nothing below.
    fn bench(&self, team: u32, column: &mut Vec<u32>, fixed: &[Rect], width: f32) -> Option<Bench> {
        let x = self.places[*column.first()? as usize].x;
        let beside = fixed.iter().filter(|rect| rect.min.x < x + width / 2.0 && x - width / 2.0 < rect.max.x);
        let floor = beside.map(|rect| rect.max.y).fold(f32::MIN, f32::max);
        let is_bound = |v: &u32| {
            self.rect(*v).min.y < floor || self.others[*v as usize].iter().any(|u| self.is_inside(*u, team))
        };
        let first = column.iter().rposition(is_bound).map_or(0, |at| at + 1);
        let seats = column.split_off(first);
        let top = self.rect(*seats.first()?).min.y;
        Some(Bench { x, top, seats })
    }

    fn is_inside(&self, v: u32, team: u32) -> bool {
        let around = |v: &u32| self.tree.request.parties[*v as usize].team;
        std::iter::successors(around(&v), around).any(|around| around == team)
    }

    /// Exchanges boxes of a column with nothing but a gap between them.
    fn exchange_neighbours(&mut self, column: &mut [u32], fixed: &[Rect], width: f32) {
        for _ in 0..ROUNDS {
            let mut is_better = false;
            for at in 1..column.len() {
                let (upper, lower) = (self.rect(column[at - 1]), self.rect(column[at]));
                let x = upper.center().x;
                let both = Rect::new(
                    Point::new(x - width / 2.0, upper.min.y),
                    Point::new(x + width / 2.0, lower.max.y),
                );
                if !fixed.iter().any(|rect| rect.overlaps(both)) && self.exchange(column[at - 1], column[at])
                {
                    column.swap(at - 1, at);
                    is_better = true;
                }
            }
            if !is_better {
                break;
            }
        }
    }

    fn exchange(&mut self, upper: u32, lower: u32) -> bool {
        let before = (self.places[upper as usize], self.places[lower as usize]);
        let cost = self.cost(upper, lower);
        let (top, bottom) = (self.rect(upper).min.y, self.rect(lower).max.y);
        self.places[lower as usize].y = top + self.size(lower).height / 2.0;
        self.places[upper as usize].y = bottom - self.size(upper).height / 2.0;
        let is_better = self.cost(upper, lower) < cost - TO_MATTER;
        if !is_better {
            (self.places[upper as usize], self.places[lower as usize]) = before;
        }
        is_better
    }

    fn exchange_on_benches(&mut self, benches: &mut [Bench], bottom: f32) {
        const MOST_SEATS: usize = 60;
        let seats =
            benches.iter().enumerate().flat_map(|(b, bench)| (0..bench.seats.len()).map(move |s| (b, s)));
        let seats: Vec<Seat> = seats.collect();
        if seats.len() > MOST_SEATS {
            return; // pairs would take too long, and the team is no small picture anyway
        }
        for _ in 0..ROUNDS {
            let mut is_better = false;
            for (at, a) in seats.iter().enumerate() {
                for b in &seats[at + 1..] {
                    is_better |= self.exchange_seats(benches, *a, *b, bottom);
                }
            }
            if !is_better {
                break;
            }
        }
    }

    fn exchange_seats(&mut self, benches: &mut [Bench], a: Seat, b: Seat, bottom: f32) -> bool {
        let (u, v) = (benches[a.0].seats[a.1], benches[b.0].seats[b.1]);
        let cost = |this: &Self, benches: &[Bench]| {
            let others = benches[a.0].seats.iter().chain(benches[b.0].seats.iter().filter(|_| a.0 != b.0));
            let others = others.filter(|w| **w != u && **w != v);
            this.cost(u, v) + others.map(|w| this.length(*w)).sum::<f32>()
        };
        let before = cost(self, benches);
        (benches[a.0].seats[a.1], benches[b.0].seats[b.1]) = (v, u);
        let fits = self.sit_down(&benches[a.0]).max(self.sit_down(&benches[b.0])) <= bottom + TO_MATTER;
        let is_better = fits && cost(self, benches) < before - TO_MATTER;
        if !is_better {
            (benches[a.0].seats[a.1], benches[b.0].seats[b.1]) = (u, v);
            self.sit_down(&benches[a.0]);
            self.sit_down(&benches[b.0]);
        }
        is_better
    }

    /// Sets the members of a bench below each other; returns how far down that goes.
    fn sit_down(&mut self, bench: &Bench) -> f32 {
        let mut bottom = bench.top - BOX_GAP as f32;
        for v in &bench.seats {
            let height = self.size(*v).height;
            let top = bottom + BOX_GAP as f32;
            self.places[*v as usize] = Point::new(bench.x, top + height / 2.0);
            bottom = top + height;
        }
        bottom
    }

    fn size(&self, v: u32) -> Size {
        self.tree.request.parties[v as usize].size
    }

    fn rect(&self, v: u32) -> Rect {
        Rect::around(self.places[v as usize], self.size(v))
    }

    fn length(&self, v: u32) -> f32 {
        let here = self.places[v as usize];
        self.others[v as usize].iter().map(|u| here.distance(self.places[*u as usize])).sum()
    }

    /// The length of the lines at two members, and what it costs where lines of one cross those of the other.
    fn cost(&self, u: u32, v: u32) -> f32 {
        const CROSSING: f32 = 60.0;
        let lines = |w: u32| {
            let ends = self.others[w as usize].iter().map(move |other| self.places[*other as usize]);
            ends.map(move |end| (self.places[w as usize], end))
        };
        let crossings =
            lines(u).map(|s| lines(v).filter(|t| crossing_point(s, *t).is_some()).count()).sum::<usize>();
        self.length(u) + self.length(v) + CROSSING * crossings as f32
    }
}

/// Differences below this are rounding.
const TO_MATTER: f32 = 0.5;
