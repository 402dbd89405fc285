use super::Request;
use crate::model::{Point, Rect};

/// The teams of a request as a tree; the outermost level has the number of the parties.
pub(super) struct Tree<'a> {
    pub request: &'a Request,
    /// For every party and for the outermost level the parties directly inside.
    pub children: Vec<Vec<u32>>,
    /// For every party how many teams are around it.
    pub depth: Vec<u32>,
    /// The parties that have members; those around others come before them.
    pub teams: Vec<u32>,
    /// For every level the supplies that join two of its children, or what is inside them.
    pub supplies: Vec<Vec<Joined>>,
}

/// A supply of one level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joined {
    /// Its number in the request.
    pub supply: u32,
    /// The child of the level where it starts.
    pub from: u32,
    /// The child of the level where it ends.
    pub to: u32,
}

impl<'a> Tree<'a> {
    pub fn new(request: &'a Request) -> Self {
        let count = request.parties.len();
        let mut children = vec![Vec::new(); count + 1];
        for (v, party) in request.parties.iter().enumerate() {
            children[party.team.unwrap_or(count as u32) as usize].push(v as u32);
        }
        let mut depth = vec![0; count];
        let mut next = children[count].clone();
        while let Some(v) = next.pop() {
            for child in &children[v as usize] {
                depth[*child as usize] = depth[v as usize] + 1;
                next.push(*child);
            }
        }
        let mut teams: Vec<u32> = (0..count as u32).filter(|v| !children[*v as usize].is_empty()).collect();
        teams.sort_by_key(|v| (depth[*v as usize], *v));
        let supplies = vec![Vec::new(); count + 1];
        let mut tree = Self { request, children, depth, teams, supplies };
        for (supply, line) in (0..).zip(&request.supplies) {
            if let Some((level, from, to)) = tree.common_level(line.from, line.to) {
                tree.supplies[level as usize].push(Joined { supply, from, to });
            }
        }
        tree
    }

    /// The number of the outermost level.
    pub fn outermost(&self) -> u32 {
        self.request.parties.len() as u32
    }

    /// Whether a party has members, so that it is drawn as a frame around them.
    pub fn is_team(&self, v: u32) -> bool {
        !self.children[v as usize].is_empty()
    }

    /// The team around a party, or the outermost level.
    pub fn around(&self, v: u32) -> u32 {
        self.request.parties[v as usize].team.unwrap_or(self.outermost())
    }

    /// The innermost level around both ends, and what stands there for each. `None` where one is the other
    /// or is inside it.
    fn common_level(&self, a: u32, b: u32) -> Option<(u32, u32, u32)> {
        let (mut a, mut b) = (a, b);
        while self.depth[a as usize] > self.depth[b as usize] {
            a = self.around(a);
        }
        while self.depth[b as usize] > self.depth[a as usize] {
            b = self.around(b);
        }
        while a != b && self.around(a) != self.around(b) {
            (a, b) = (self.around(a), self.around(b));
        }
        (a != b).then(|| (self.around(a), a, b))
    }

    /// The boxes of all parties; of a team the frame around its members, wherever it is said to stand.
    pub fn areas(&self, places: &[Point]) -> Vec<Rect> {
        let parties = self.request.parties.iter().zip(places);
        let mut areas: Vec<Rect> = parties.map(|(party, place)| Rect::around(*place, party.size)).collect();
        for &team in self.teams.iter().rev() {
            areas[team as usize] = self.frame(team, &areas);
        }
        areas
    }

    /// The frame of a team around the `areas` of its members.
    pub fn frame(&self, team: u32, areas: &[Rect]) -> Rect {
        let members = self.children[team as usize].iter().map(|member| areas[*member as usize]);
        let least = self.request.parties[team as usize].size;
        let inside = members.reduce(Rect::union).unwrap_or(areas[team as usize]);
        self.request.margins.frame(inside, least)
    }

    /// Moves a party with everybody inside it.
    pub fn move_with_members(&self, v: u32, (dx, dy): (f32, f32), places: &mut [Point]) {
        let mut next = vec![v];
        while let Some(v) = next.pop() {
            places[v as usize] = places[v as usize].moved(dx, dy);
            next.extend(&self.children[v as usize]);
        }
    }
}
