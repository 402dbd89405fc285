//! Teams as containers at any depth: the inside of every team is arranged first, then the team takes part in
//! the level around it as one box. So members stay together and frames never overlap.

use super::columns::Arranged;
use super::reseat::Reseating;
use super::ruling::{Ruling, Stand};
use super::sheet::{Line, Sheet};
use super::{End, PACK_ASPECT, Placement, Request, Watch, level};
use crate::model::{Point, Rect, Size};

/// Width to height that packing the inside of a team aims at.
const TEAM_ASPECT: f32 = 1.0;

/// The teams of a request as a tree; the outermost level has the number of the parties.
struct Tree<'a> {
    request: &'a Request,
    ruling: Option<Ruling>,
    /// For every party and for the outermost level the parties directly inside.
    children: Vec<Vec<u32>>,
    /// For every party how many teams are around it.
    depth: Vec<u32>,
    /// For every level the lines between its children or what is inside them, with the parties at their ends.
    lines: Vec<Vec<(Line, (u32, u32))>>,
}

/// What is known about every party while levels are arranged from the inside out.
struct Progress {
    sizes: Vec<Size>,
    ends: Vec<End>,
    /// How boxes stand in the columns of the map, if it has teams.
    stands: Vec<Stand>,
    /// Where boxes stand on the map; for a team because something in it is pinned.
    pins: Vec<Option<Point>>,
    /// Middles, counted from the top left corner of the inside of the team, or on the map if it is pinned.
    local: Vec<Point>,
}

/// Places all parties of a request. `None` if the watch stopped the work.
pub(super) fn place(request: &Request, watch: &Watch) -> Option<Placement> {
    let tree = Tree::new(request);
    let outermost = request.parties.len();
    let mut progress = Progress {
        sizes: request.parties.iter().map(|party| party.size).collect(),
        ends: request.parties.iter().map(|party| party.end).collect(),
        stands: tree.stands(),
        pins: tree.pins(),
        local: vec![Point::default(); outermost],
    };
    let teams = tree.teams_outermost_first();
    for &level in teams.iter().rev().chain([&(outermost as u32)]) {
        tree.arrange_level(level, &mut progress, watch)?;
    }
    Some(tree.assemble(&teams, &progress))
}

/// The size of the frame around an inside, at least `least`.
fn framed(inside: Size, least: Size, request: &Request) -> Size {
    let m = request.margins;
    Size::new(
        least.width.max(inside.width + m.left + m.right),
        least.height.max(inside.height + m.top + m.bottom),
    )
}

/// The room that an arranged level takes, with the frames that stand out of its columns.
struct Inside {
    size: Size,
    /// From its left edge to the first column.
    before: f32,
}

impl Inside {
    fn of(sheet: &Sheet, arranged: &Arranged) -> Self {
        if arranged.origin.is_some() {
            return Self { size: arranged.size, before: 0.0 };
        }
        let (mut left, mut right) = (0.0_f32, arranged.size.width);
        for (center, size) in arranged.centers.iter().zip(&sheet.sizes) {
            left = left.min(center.x - size.width / 2.0);
            right = right.max(center.x + size.width / 2.0);
        }
        Self { size: Size::new(right - left, arranged.size.height), before: -left }
    }
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
        let mut tree = Self {
            request,
            ruling: None,
            children,
            depth: vec![0; count],
            lines: vec![Vec::new(); count + 1],
        };
        tree.measure_depths();
        let deepest = tree.depth.iter().copied().max().unwrap_or(0);
        tree.ruling = Ruling::of(request, |v| !tree.children[v].is_empty(), deepest);
        for supply in &request.supplies {
            if let Some((level, from, to)) = tree.common_level(supply.from, supply.to) {
                let label_width = supply.label.map_or(0.0, |label| label.width);
                let line = Line { from, to, label_width, offsets: (0.0, 0.0) };
                tree.lines[level as usize].push((line, (supply.from, supply.to)));
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

    /// The pins of parties; what a team stands on is up to its members.
    fn pins(&self) -> Vec<Option<Point>> {
        let parties = self.request.parties.iter().zip(&self.children);
        parties.map(|(party, inside)| party.pin.filter(|_| inside.is_empty())).collect()
    }

    fn stands(&self) -> Vec<Stand> {
        let Some(ruling) = self.ruling else { return Vec::new() };
        self.request.parties.iter().map(|party| ruling.stand_of_box(party.size.width)).collect()
    }

    fn arrange_level(&self, level: u32, progress: &mut Progress, watch: &Watch) -> Option<()> {
        let sheet = self.sheet(level, progress);
        let foreign =
            if sheet.pins.iter().any(Option::is_some) { self.foreign_pins(level) } else { Vec::new() };
        let arranged = level::arrange(&sheet, &foreign, self.request.preset, watch)?;
        let inside = Inside::of(&sheet, &arranged);
        for (child, center) in self.children[level as usize].iter().zip(&arranged.centers) {
            progress.local[*child as usize] = center.moved(inside.before, 0.0);
        }
        let team = level as usize;
        let Some(size) = progress.sizes.get_mut(team) else { return Some(()) };
        *size = framed(inside.size, *size, self.request);
        if let Some(ruling) = self.ruling {
            let before = self.request.margins.left + inside.before;
            progress.stands[team] = ruling.stand_of_frame(size.width, before, arranged.columns);
        }
        progress.ends[team] = common_end(&sheet.ends);
        let margins = self.request.margins;
        let corner = arranged.origin.map(|origin| origin.moved(-margins.left, -margins.top));
        progress.pins[team] = corner.map(|c| c.moved(size.width / 2.0, size.height / 2.0));
        Some(())
    }

    /// The pinned boxes outside a team that has pinned members, with the distance that its frame will need.
    fn foreign_pins(&self, level: u32) -> Vec<Rect> {
        if level as usize == self.request.parties.len() {
            return Vec::new();
        }
        let outside = |v: u32| {
            let mut around = self.request.parties[v as usize].team;
            while let Some(team) = around.filter(|team| *team != level) {
                around = self.request.parties[team as usize].team;
            }
            around.is_none()
        };
        let pins = self.pins().into_iter().enumerate().filter(|(v, _)| outside(*v as u32));
        let boxes = pins.filter_map(|(v, pin)| Some(Rect::around(pin?, self.request.parties[v].size)));
        boxes.map(|rect| rect.grown(self.request.margins.left)).collect()
    }

    fn sheet(&self, level: u32, progress: &Progress) -> Sheet {
        let children = &self.children[level as usize];
        let number = |v: u32| children.binary_search(&v).unwrap_or_default() as u32;
        let lines = self.lines[level as usize].iter().map(|(line, ends)| Line {
            from: number(line.from),
            to: number(line.to),
            offsets: (self.offset(ends.0, line.from, progress), self.offset(ends.1, line.to, progress)),
            ..*line
        });
        Sheet {
            sizes: children.iter().map(|v| progress.sizes[*v as usize]).collect(),
            ends: children.iter().map(|v| progress.ends[*v as usize]).collect(),
            pins: children.iter().map(|v| progress.pins[*v as usize]).collect(),
            lines: lines.collect(),
            ruling: self.ruling,
            aspect: if level as usize == self.request.parties.len() { PACK_ASPECT } else { TEAM_ASPECT },
            stands: children.iter().filter_map(|v| progress.stands.get(*v as usize).copied()).collect(),
        }
    }

    /// How far below the middle of `around` the party `inner` stands in it.
    fn offset(&self, inner: u32, around: u32, progress: &Progress) -> f32 {
        let mut offset = 0.0;
        let mut v = inner;
        while let Some(team) = self.request.parties[v as usize].team.filter(|_| v != around) {
            if progress.pins[team as usize].is_none() {
                let middle = progress.sizes[team as usize].height / 2.0;
                offset += progress.local[v as usize].y + self.request.margins.top - middle;
            }
            v = team;
        }
        offset
    }

    /// From places inside each level to places on the map.
    fn assemble(&self, teams: &[u32], progress: &Progress) -> Placement {
        let margins = self.request.margins;
        let mut places = progress.local.clone();
        let mut frames = Vec::with_capacity(teams.len());
        for &team in teams {
            let frame = Rect::around(places[team as usize], progress.sizes[team as usize]);
            frames.push((team, frame));
            if progress.pins[team as usize].is_some() {
                continue; // its members have their places on the map already
            }
            for child in &self.children[team as usize] {
                let place = &mut places[*child as usize];
                *place = place.moved(frame.min.x + margins.left, frame.min.y + margins.top);
            }
        }
        if let Some(ruling) = self.ruling {
            places = self.reseated(places, &frames, ruling, progress);
        }
        Placement::of(places, frames, self.request)
    }

    /// Members change places inside their teams, now that it is known where everybody stands.
    fn reseated(
        &self,
        places: Vec<Point>,
        frames: &[(u32, Rect)],
        ruling: Ruling,
        progress: &Progress,
    ) -> Vec<Point> {
        let mut frame_of = vec![None; places.len()];
        for (team, frame) in frames {
            frame_of[*team as usize] = Some(*frame);
        }
        let mut reseating = Reseating::new(self.request, places);
        for (team, frame) in frames.iter().filter(|(team, _)| progress.pins[*team as usize].is_none()) {
            let bottom = frame.max.y - self.request.margins.bottom;
            reseating.reseat(*team, &self.children[*team as usize], &frame_of, ruling.width, bottom);
        }
        reseating.into_places()
    }
}
