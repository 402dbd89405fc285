//! Teams as containers at any depth: the inside of every team is arranged first, then the team takes part in
//! the level around it as one box. So members stay together and frames never overlap.

use super::columns::Arranged;
use super::reseat::Reseating;
use super::ruling::{Ruling, Stand};
use super::sheet::{Line, Sheet};
use super::tighten::Tightening;
use super::tree::{Joined, Tree};
use super::{End, PACK_ASPECT, Placement, Request, Watch, level, pinned};
use crate::model::{Point, Rect, Size};

/// Width to height that packing the inside of a team aims at.
const TEAM_ASPECT: f32 = 1.0;

/// What is known about every party while levels are arranged from the inside out.
struct Progress {
    sizes: Vec<Size>,
    ends: Vec<End>,
    /// How boxes stand in the columns of the map, if it has teams.
    stands: Vec<Stand>,
    /// Middles, counted from the top left corner of the inside of the team, or of the map.
    local: Vec<Point>,
    /// Where the first column of the map begins.
    start: f32,
}

/// Places all parties of a request. `None` if the watch stopped the work.
pub(super) fn place(request: &Request, watch: &Watch) -> Option<Placement> {
    let tree = Tree::new(request);
    let levels = Levels { tree: &tree, ruling: Ruling::of(&tree) };
    let progress = levels.arranged(watch)?;
    let mut places = levels.assembled(&progress);
    if let Some(ruling) = levels.ruling {
        levels.finish(ruling, progress.start, &mut places);
    }
    pinned::hold(&tree, &mut places);
    let areas = tree.areas(&places);
    let frames: Vec<(u32, Rect)> = tree.teams.iter().map(|team| (*team, areas[*team as usize])).collect();
    for (team, frame) in &frames {
        places[*team as usize] = frame.center();
    }
    Some(Placement::of(places, frames, request))
}

/// The room that the boxes of an arranged level take.
fn room(sheet: &Sheet, arranged: &Arranged) -> Rect {
    let boxes = arranged.centers.iter().zip(&sheet.sizes).map(|(center, size)| Rect::around(*center, *size));
    boxes.reduce(Rect::union).unwrap_or(Rect::new(Point::default(), Point::default()))
}

/// The column that all members ask for, if they agree.
fn common_end(ends: &[End]) -> End {
    let first = ends.first().copied().unwrap_or_default();
    if ends.iter().all(|end| *end == first) { first } else { End::None }
}

/// The levels of a map, each with what is to be arranged in it.
struct Levels<'a> {
    tree: &'a Tree<'a>,
    ruling: Option<Ruling>,
}

impl Levels<'_> {
    /// Arranges all levels from the inside out.
    fn arranged(&self, watch: &Watch) -> Option<Progress> {
        let parties = &self.tree.request.parties;
        let stand = |ruling: Ruling| parties.iter().map(move |party| ruling.stand_of_box(party.size.width));
        let mut progress = Progress {
            sizes: parties.iter().map(|party| party.size).collect(),
            ends: parties.iter().map(|party| party.end).collect(),
            stands: self.ruling.map(|ruling| stand(ruling).collect()).unwrap_or_default(),
            local: vec![Point::default(); parties.len()],
            start: 0.0,
        };
        for &team in self.tree.teams.iter().rev() {
            self.arrange(team, &mut progress, watch)?;
        }
        self.arrange(self.tree.outermost(), &mut progress, watch)?;
        Some(progress)
    }

    fn arrange(&self, level: u32, progress: &mut Progress, watch: &Watch) -> Option<()> {
        let sheet = self.sheet(level, progress);
        let arranged = level::arrange(&sheet, self.tree.request.preset, watch)?;
        let room = room(&sheet, &arranged);
        for (child, center) in self.tree.children[level as usize].iter().zip(&arranged.centers) {
            progress.local[*child as usize] = center.moved(-room.min.x, -room.min.y);
        }
        progress.start = -room.min.x; // the outermost level comes last
        let team = level as usize;
        let Some(size) = progress.sizes.get_mut(team) else { return Some(()) };
        let margins = self.tree.request.margins;
        *size = margins.frame(room, *size).size();
        progress.ends[team] = common_end(&sheet.ends);
        if let Some(ruling) = self.ruling {
            let before = margins.left - room.min.x;
            progress.stands[team] = ruling.stand_of_frame(size.width, before, arranged.columns);
        }
        Some(())
    }

    fn sheet(&self, level: u32, progress: &Progress) -> Sheet {
        let children = &self.tree.children[level as usize];
        let number = |v: u32| children.binary_search(&v).unwrap_or_default() as u32;
        let line = |joined: &Joined| {
            let supply = self.tree.request.supplies[joined.supply as usize];
            Line {
                from: number(joined.from),
                to: number(joined.to),
                label_width: supply.label.map_or(0.0, |label| label.width),
                offsets: (
                    self.offset(supply.from, joined.from, progress),
                    self.offset(supply.to, joined.to, progress),
                ),
            }
        };
        Sheet {
            sizes: children.iter().map(|v| progress.sizes[*v as usize]).collect(),
            ends: children.iter().map(|v| progress.ends[*v as usize]).collect(),
            pins: Vec::new(),
            lines: self.tree.supplies[level as usize].iter().map(line).collect(),
            ruling: self.ruling,
            aspect: if level == self.tree.outermost() { PACK_ASPECT } else { TEAM_ASPECT },
            stands: children.iter().filter_map(|v| progress.stands.get(*v as usize).copied()).collect(),
        }
    }

    /// How far below the middle of `around` the party `inner` stands in it.
    fn offset(&self, inner: u32, around: u32, progress: &Progress) -> f32 {
        let mut offset = 0.0;
        let mut v = inner;
        while v != around {
            let team = self.tree.around(v);
            let middle = progress.sizes[team as usize].height / 2.0;
            offset += progress.local[v as usize].y + self.tree.request.margins.top - middle;
            v = team;
        }
        offset
    }

    /// From places inside each level to places on the map.
    fn assembled(&self, progress: &Progress) -> Vec<Point> {
        let margins = self.tree.request.margins;
        let mut places = progress.local.clone();
        for &team in &self.tree.teams {
            let frame = Rect::around(places[team as usize], progress.sizes[team as usize]);
            for child in &self.tree.children[team as usize] {
                let place = &mut places[*child as usize];
                *place = place.moved(frame.min.x + margins.left, frame.min.y + margins.top);
            }
        }
        places
    }

    /// Members change places inside their teams, now that it is known where everybody stands, and columns are
    /// drawn together. Without effect where somebody stands off the columns.
    fn finish(&self, ruling: Ruling, start: f32, places: &mut Vec<Point>) {
        let areas = self.tree.areas(places);
        let mut reseating = Reseating::new(self.tree, places.clone());
        for &team in &self.tree.teams {
            reseating.reseat(team, &areas, ruling.width);
        }
        let reseated = reseating.into_places();
        if let Some(tightened) = (Tightening { tree: self.tree, ruling, start }).tightened(&reseated) {
            *places = tightened;
        }
    }
}
