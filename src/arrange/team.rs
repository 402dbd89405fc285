//! Teams as containers at any depth: the inside of every team is arranged first, then the team takes part in
//! the level around it as one box. So members stay together and frames never overlap.

use super::sheet::{Line, Sheet};
use super::{End, Placement, Request, Watch, level};
use crate::model::{Point, Rect, Size};

/// The teams of a request as a tree; the outermost level has the number of the parties.
struct Tree<'a> {
    request: &'a Request,
    /// For every party and for the outermost level the parties directly inside.
    children: Vec<Vec<u32>>,
    /// For every party how many teams are around it.
    depth: Vec<u32>,
    /// For every level the lines between its children or what is inside them.
    lines: Vec<Vec<Line>>,
}

/// Places all parties of a request without pins. `None` if the watch stopped the work.
pub(super) fn place(request: &Request, watch: &Watch) -> Option<Placement> {
    let tree = Tree::new(request);
    let outermost = request.parties.len();
    let mut sizes: Vec<Size> = request.parties.iter().map(|party| party.size).collect();
    let mut ends: Vec<End> = request.parties.iter().map(|party| party.end).collect();
    let mut local = vec![Point::default(); outermost];
    let teams = tree.teams_outermost_first();
    for &team in teams.iter().rev().chain([&(outermost as u32)]) {
        let children = &tree.children[team as usize];
        let sheet = tree.sheet(team, &sizes, &ends);
        let arranged = level::arrange(&sheet, request.preset, watch)?;
        for (child, center) in children.iter().zip(arranged.centers) {
            local[*child as usize] = center;
        }
        if let Some(size) = sizes.get_mut(team as usize) {
            *size = framed(arranged.size, *size, request);
            ends[team as usize] = common_end(&sheet.ends);
        }
    }
    Some(tree.assemble(&teams, &sizes, local))
}

/// The size of the frame around an inside, at least `least`.
fn framed(inside: Size, least: Size, request: &Request) -> Size {
    let m = request.margins;
    Size::new(
        least.width.max(inside.width + m.left + m.right),
        least.height.max(inside.height + m.top + m.bottom),
    )
}

/// The column that all members ask for, if they agree.
fn common_end(ends: &[End]) -> End {
    let first = ends.first().copied().unwrap_or_default();
    if ends.iter().all(|end| *end == first) { first } else { End::None }
}

impl<'a> Tree<'a> {
    fn new(request: &'a Request) -> Self {
        let count = request.parties.len();
        let outermost = count as u32;
        let mut children = vec![Vec::new(); count + 1];
        for (v, party) in request.parties.iter().enumerate() {
            children[party.team.unwrap_or(outermost) as usize].push(v as u32);
        }
        let mut tree = Self { request, children, depth: vec![0; count], lines: vec![Vec::new(); count + 1] };
        tree.measure_depths();
        for line in &request.supplies {
            if let Some((level, from, to)) = tree.common_level(line.from, line.to) {
                let label_width = line.label.map_or(0.0, |label| label.width);
                tree.lines[level as usize].push(Line { from, to, label_width });
            }
        }
        tree
    }

    fn measure_depths(&mut self) {
        let mut next = self.children[self.request.parties.len()].clone();
        while let Some(v) = next.pop() {
            for child in &self.children[v as usize] {
                self.depth[*child as usize] = self.depth[v as usize] + 1;
                next.push(*child);
            }
        }
    }

    /// The innermost level around both ends, and what stands there for each. `None` where one is the other
    /// or is inside it.
    fn common_level(&self, a: u32, b: u32) -> Option<(u32, u32, u32)> {
        let outermost = self.request.parties.len() as u32;
        let around = |v: u32| self.request.parties[v as usize].team.unwrap_or(outermost);
        let (mut a, mut b) = (a, b);
        while self.depth[a as usize] > self.depth[b as usize] {
            a = around(a);
        }
        while self.depth[b as usize] > self.depth[a as usize] {
            b = around(b);
        }
        while a != b && around(a) != around(b) {
            (a, b) = (around(a), around(b));
        }
        (a != b).then(|| (around(a), a, b))
    }

    /// Teams that have members; those around others come before them.
    fn teams_outermost_first(&self) -> Vec<u32> {
        let mut teams: Vec<u32> =
            (0..self.depth.len() as u32).filter(|v| !self.children[*v as usize].is_empty()).collect();
        teams.sort_by_key(|v| (self.depth[*v as usize], *v));
        teams
    }

    fn sheet(&self, level: u32, sizes: &[Size], ends: &[End]) -> Sheet {
        let children = &self.children[level as usize];
        let number = |v: u32| children.binary_search(&v).unwrap_or_default() as u32;
        let lines = self.lines[level as usize].iter();
        Sheet {
            sizes: children.iter().map(|v| sizes[*v as usize]).collect(),
            ends: children.iter().map(|v| ends[*v as usize]).collect(),
            lines: lines.map(|l| Line { from: number(l.from), to: number(l.to), ..*l }).collect(),
        }
    }

    /// From places inside each level to places on the map.
    fn assemble(&self, teams: &[u32], sizes: &[Size], local: Vec<Point>) -> Placement {
        let margins = self.request.margins;
        let mut places = local;
        let mut frames = Vec::with_capacity(teams.len());
        for &team in teams {
            let frame = Rect::around(places[team as usize], sizes[team as usize]);
            frames.push((team, frame));
            for child in &self.children[team as usize] {
                let place = &mut places[*child as usize];
                *place = place.moved(frame.min.x + margins.left, frame.min.y + margins.top);
            }
        }
        Placement::of(places, frames, self.request)
    }
}
