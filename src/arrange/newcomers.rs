//! A few more parties in a finished map, one after another, each in its best free place; nobody else moves.

use super::insert::{Map, Newcomer, place_new};
use super::{BOX_GAP, FrameMargins, Request};
use crate::model::{Point, Rect, Size};

/// Places for the parties that have none yet, one after another; those with a place stay on it.
///
/// `standing` holds the middle of each party's box, as in [`Request::parties`]; where an open team stands
/// follows from its members. Whoever is `joining` another team stays, too, unless a frame would cover somebody
/// then; in that case they look for a place as newcomers do. `None` if no such places keep foreign boxes out of
/// the frames of teams: then the newcomers have to be drawn together.
pub fn place_newcomers(
    request: &Request,
    standing: &[Option<Point>],
    joining: &[bool],
) -> Option<Vec<Point>> {
    let request = request.repaired();
    let stays = Standing::new(&request, standing, joining).placed();
    if stays.is_some() || !joining.contains(&true) {
        return stays;
    }
    let comes = |(place, joins): (&Option<Point>, &bool)| place.filter(|_| !joins);
    let standing: Vec<Option<Point>> = standing.iter().zip(joining).map(comes).collect();
    Standing::new(&request, &standing, joining).placed()
}

/// A map on which some parties stand already.
struct Standing<'a> {
    request: &'a Request,
    is_team: Vec<bool>,
    places: Vec<Option<Point>>,
    /// Whether it stood in its team from the beginning.
    is_old: Vec<bool>,
    /// Where teams stand that have had no members yet: their first member goes there.
    team_boxes: Vec<Option<Point>>,
    /// Suppliers and customers of each party.
    neighbours: Vec<(Vec<u32>, Vec<u32>)>,
}

impl<'a> Standing<'a> {
    fn new(request: &'a Request, standing: &[Option<Point>], joining: &[bool]) -> Self {
        let count = request.parties.len();
        let mut is_team = vec![false; count];
        for team in request.parties.iter().filter_map(|party| party.team) {
            is_team[team as usize] = true;
        }
        let mut neighbours = vec![(Vec::new(), Vec::new()); count];
        for line in request.supplies.iter().filter(|line| line.from != line.to) {
            neighbours[line.to as usize].0.push(line.from);
            neighbours[line.from as usize].1.push(line.to);
        }
        let place = |v: usize| standing.get(v).copied().flatten();
        let mut places: Vec<Option<Point>> = (0..count).map(place).collect();
        let joins = |v: usize| joining.get(v).copied().unwrap_or_default();
        let is_old = places.iter().enumerate().map(|(v, place)| place.is_some() && !joins(v)).collect();
        let mut team_boxes = vec![None; count];
        for v in (0..count).filter(|v| is_team[*v]) {
            team_boxes[v] = places[v].take(); // a frame is where its members are
        }
        Self { request, is_team, places, is_old, team_boxes, neighbours }
    }

    fn placed(mut self) -> Option<Vec<Point>> {
        while let Some(next) = self.next() {
            self.seat(next);
        }
        let frames = self.frames();
        // Whoever stood on the map stays to the last bit: the middle of its box would be rounded.
        let middle = |v: usize| self.places[v].or(frames[v].map(Rect::center)).unwrap_or_default();
        self.is_sound(&frames).then(|| (0..self.places.len()).map(middle).collect())
    }

    /// Whoever is next: the one with the most neighbours on the map, the first of those.
    fn next(&self) -> Option<u32> {
        let waiting = (0..self.places.len()).filter(|v| !self.is_team[*v] && self.places[*v].is_none());
        let seated = |v: &&u32| self.places[**v as usize].is_some();
        let known = |v: usize| {
            let (suppliers, customers) = &self.neighbours[v];
            suppliers.iter().chain(customers).filter(seated).count()
        };
        waiting.map(|v| (known(v), std::cmp::Reverse(v))).max().map(|(_, v)| v.0 as u32)
    }

    fn seat(&mut self, v: u32) {
        let frames = self.frames();
        let home = self.teams_around(v).find(|team| frames[*team as usize].is_some());
        // A team that is not on the map yet comes with its first member: there has to be room for its frame.
        let new_frames = self.teams_around(v).take_while(|team| frames[*team as usize].is_none()).count();
        let room = Room::inside(new_frames, self.request.margins);
        let shown: Vec<u32> = (0..self.places.len() as u32)
            .filter(|u| self.places[*u as usize].is_some() || frames[*u as usize].is_some())
            .collect();
        let mut number = vec![None; self.places.len()];
        shown.iter().enumerate().for_each(|(at, u)| number[*u as usize] = Some(at as u32));
        let boxes: Vec<Rect> = shown.iter().filter_map(|u| self.area(*u, &frames)).collect();
        let is_frame: Vec<bool> = shown.iter().map(|u| self.is_team[*u as usize]).collect();
        let ends = |line: &super::SupplyLine| number[line.from as usize].zip(number[line.to as usize]);
        let lines: Vec<(u32, u32)> = self.request.supplies.iter().filter_map(ends).collect();
        let seated = |list: &[u32]| list.iter().filter_map(|u| number[*u as usize]).collect();
        let party = self.request.parties[v as usize];
        let (suppliers, customers) = &self.neighbours[v as usize];
        let newcomer = Newcomer {
            size: room.around(party.size),
            suppliers: seated(suppliers),
            customers: seated(customers),
            end: party.end,
            team: home.and_then(|team| number[team as usize]),
            margins: self.request.margins,
            near: self.teams_around(v).find_map(|team| self.team_boxes[team as usize]),
            gap: self.label_gap(v),
        };
        let map = Map { boxes: &boxes, is_frame: &is_frame, lines: &lines };
        let place = place_new(map, &newcomer, self.request.flow);
        self.places[v as usize] = Some(room.member_of(place));
    }

    /// The room that the widest label on a supply of this party needs.
    fn label_gap(&self, v: u32) -> f32 {
        let own = self.request.supplies.iter().filter(|line| line.from == v || line.to == v);
        let widths = own.filter_map(|line| line.label).map(|label| label.width + BOX_GAP as f32);
        widths.fold(0.0, f32::max)
    }

    /// The teams around a party, the innermost first.
    fn teams_around(&self, v: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(self.request.parties[v as usize].team, |team| {
            self.request.parties[*team as usize].team
        })
    }

    /// The frames of teams with members that have a place.
    fn frames(&self) -> Vec<Option<Rect>> {
        let mut frames: Vec<Option<Rect>> = vec![None; self.places.len()];
        let mut teams: Vec<(usize, u32)> = (0..self.places.len() as u32)
            .filter(|v| self.is_team[*v as usize])
            .map(|team| (self.teams_around(team).count(), team))
            .collect();
        for (v, place) in self.places.iter().enumerate() {
            let Some(own) = place.map(|place| Rect::around(place, self.request.parties[v].size)) else {
                continue;
            };
            join(&mut frames, self.request.parties[v].team, own);
        }
        teams.sort_unstable_by(|a, b| b.cmp(a)); // inner frames first
        for (_, team) in teams {
            let Some(members) = frames[team as usize] else { continue };
            let frame = self.frame_around(team, members);
            frames[team as usize] = Some(frame);
            join(&mut frames, self.request.parties[team as usize].team, frame);
        }
        frames
    }

    fn frame_around(&self, team: u32, members: Rect) -> Rect {
        let FrameMargins { left, top, right, bottom } = self.request.margins;
        let mut frame = Rect::new(members.min.moved(-left, -top), members.max.moved(right, bottom));
        let least = self.request.parties[team as usize].size;
        frame.max.x = frame.max.x.max(frame.min.x + least.width);
        frame.max.y = frame.max.y.max(frame.min.y + least.height);
        frame
    }

    fn area(&self, v: u32, frames: &[Option<Rect>]) -> Option<Rect> {
        let own =
            self.places[v as usize].map(|place| Rect::around(place, self.request.parties[v as usize].size));
        own.or(frames[v as usize])
    }

    /// Whether no newcomer, and no frame that has grown, overlaps what it has nothing to do with.
    fn is_sound(&self, frames: &[Option<Rect>]) -> bool {
        let mut grown: Vec<u32> = (0..self.places.len() as u32)
            .filter(|v| !self.is_team[*v as usize] && !self.is_old[*v as usize])
            .collect();
        let teams: Vec<u32> = grown.iter().flat_map(|v| self.teams_around(*v)).collect();
        grown.extend(teams);
        grown.sort_unstable();
        grown.dedup();
        let is_kin = |a: u32, b: u32| {
            a == b || self.teams_around(a).any(|team| team == b) || self.teams_around(b).any(|team| team == a)
        };
        grown.iter().all(|v| {
            let Some(own) = self.area(*v, frames) else { return true };
            (0..self.places.len() as u32).all(|other| {
                is_kin(*v, other) || self.area(other, frames).is_none_or(|area| !area.overlaps(own))
            })
        })
    }
}

fn join(frames: &mut [Option<Rect>], team: Option<u32>, part: Rect) {
    let Some(team) = team else { return };
    let frame = &mut frames[team as usize];
    *frame = Some(frame.map_or(part, |frame| frame.union(part)));
}

/// The room that new frames take around the first member of a team.
struct Room {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Room {
    fn inside(frames: usize, margins: FrameMargins) -> Self {
        let times = frames as f32;
        Self {
            left: times * margins.left,
            top: times * margins.top,
            right: times * margins.right,
            bottom: times * margins.bottom,
        }
    }

    fn around(&self, size: Size) -> Size {
        Size::new(size.width + self.left + self.right, size.height + self.top + self.bottom)
    }

    /// The middle of the member, given the middle of the outermost frame.
    fn member_of(&self, middle: Point) -> Point {
        middle.moved((self.left - self.right) / 2.0, (self.top - self.bottom) / 2.0)
    }
}
