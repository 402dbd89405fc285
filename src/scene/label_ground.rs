//! What is around labels on a picture: boxes, lines, frames, other labels and what joins those to their lines.

use super::label_pieces::PieceGrid;
use super::leader::leader_ends;
use super::route;
use super::sought::Sought;
use crate::arrange::Cells;
use crate::model::{Point, Rect};

/// Whatever is covered counts as at least so much of the label.
const LEAST_COVER: f32 = 1.2;
/// Whose piece it is that is there no more.
const GONE: usize = usize::MAX;
/// Side of the cells in which things are looked up, about a label.
const CELL: f32 = 96.0;

/// Everything that a label should not hide.
pub(super) struct LabelGround<'a> {
    sought: &'a Sought,
    /// What must stay readable: boxes of parties, titles of teams.
    boxes: Vec<Rect>,
    lines: Vec<GroundLine<'a>>,
    /// How many frames there are.
    frames: usize,
    /// The straight pieces of all lines, of the edges of frames and of what joins labels to lines, each with its owner: the
    /// number of the line; behind all lines the frames; behind these what joins the label of each line.
    pieces: Vec<(usize, [Point; 2])>,
    /// Which pieces of lines and of edges come near a place …
    grid: PieceGrid<'a>,
    /// … and which that join labels: these come and go.
    joins_grid: Cells,
    /// Which boxes, and behind them which labels, come near a place.
    things: Cells,
    /// Where the label of each line is, if it has one and a place.
    places: Vec<Option<Rect>>,
    /// Which piece joins the label of each line to it.
    joins: Vec<Option<u32>>,
    marks: Marks,
}

/// The way of a line, and where its curves are if that is known.
pub(super) type GroundLine<'a> = (&'a [Point], Option<&'a [Rect]>);

/// A label that has a place, and what joins it to its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedLabel {
    pub(super) place: Rect,
    pub(super) join: Option<[Point; 2]>,
}

impl PlacedLabel {
    /// A label at this place beside or on its line.
    pub(super) fn at(place: Rect, path: &[Point]) -> Self {
        Self { place, join: leader_ends(path, place) }
    }
}

/// Whose a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Of another supply's line.
    Line(usize),
    /// Of the edge of a team's frame.
    Frame,
    /// Of what joins another label to its line.
    Join,
}

impl<'a> LabelGround<'a> {
    /// Begins with where labels may be tried, `boxes` that must stay readable, the edges of frames, and the lines, which hide
    /// nothing yet.
    pub(super) fn new(
        sought: &'a Sought,
        mut boxes: Vec<Rect>,
        frames: Vec<Rect>,
        lines: Vec<GroundLine<'a>>,
    ) -> Self {
        // However they come: the same map gets the same places, to the last bit.
        boxes.sort_by(|a, b| a.min.x.total_cmp(&b.min.x).then(a.min.y.total_cmp(&b.min.y)));
        let mut things = Cells::new(CELL);
        for (at, thing) in boxes.iter().enumerate() {
            things.insert(at as u32, &[*thing]);
        }
        let count = lines.len();
        let mut ground = Self {
            sought,
            boxes,
            frames: frames.len(),
            pieces: Vec::new(),
            grid: PieceGrid::new(sought),
            joins_grid: Cells::new(CELL),
            things,
            places: vec![None; count],
            joins: vec![None; count],
            marks: Marks::default(),
            lines,
        };
        for (number, Rect { min, max }) in frames.into_iter().enumerate() {
            let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y), min];
            corners.windows(2).for_each(|side| ground.add_piece(count + number, [side[0], side[1]]));
        }
        ground
    }

    /// The lines must not be hidden either.
    pub(super) fn add_lines(&mut self) {
        (0..self.lines.len()).for_each(|number| self.add_line(number));
    }

    /// Nothing else is there but these labels of the lines, which have a place already; now anybody may look.
    pub(super) fn settle(&mut self, labels: impl Iterator<Item = Option<PlacedLabel>>) {
        self.grid.settle();
        for (line, label) in labels.enumerate() {
            if let Some(label) = label {
                self.put(line, label);
            }
        }
    }

    /// Adds those pieces of a line that matter: of most lines hardly any, so that a whole curve is looked at first.
    fn add_line(&mut self, number: usize) {
        let (path, places) = self.lines[number];
        for (at, curve) in route::curves(path).enumerate() {
            let known = places.and_then(|places| places.get(at)).copied();
            if self.sought.meets(known.unwrap_or_else(|| route::around(curve).grown(1.0))) {
                curve.windows(2).for_each(|leg| self.add_piece(number, [leg[0], leg[1]]));
            }
        }
    }

    /// Adds a piece, if it matters.
    fn add_piece(&mut self, owner: usize, piece: [Point; 2]) {
        if self.grid.add(self.pieces.len() as u32, route::around(&piece).grown(1.0)) {
            self.pieces.push((owner, piece));
        }
    }

    /// The way of a line.
    pub(super) fn line(&self, line: usize) -> Option<&'a [Point]> {
        self.lines.get(line).map(|(path, _)| *path)
    }

    /// Where the label of a line is.
    pub(super) fn place_of(&self, line: usize) -> Option<Rect> {
        self.places.get(line).copied().flatten()
    }

    /// What joins the label of a line to it, if the two stand apart.
    pub(super) fn join_of(&self, line: usize) -> Option<[Point; 2]> {
        let piece = self.joins.get(line).copied().flatten()?;
        self.pieces.get(piece as usize).map(|(_, piece)| *piece)
    }

    /// Puts the label of a line there, and what joins it to the line.
    pub(super) fn put(&mut self, line: usize, PlacedLabel { place, join }: PlacedLabel) {
        let thing = (self.boxes.len() + line) as u32;
        self.take(line);
        let Some(own) = self.places.get_mut(line) else { return };
        *own = Some(place);
        self.things.insert(thing, &[place]);
        let owner = self.lines.len() + self.frames + line;
        self.joins[line] = join.map(|join| {
            let at = self.pieces.len() as u32;
            self.joins_grid.insert(at, &[route::around(&join)]);
            self.pieces.push((owner, join));
            at
        });
    }

    /// Takes the label of a line away.
    pub(super) fn take(&mut self, line: usize) {
        let Some(old) = self.places.get_mut(line).and_then(Option::take) else { return };
        self.things.remove((self.boxes.len() + line) as u32, &[old]);
        if let Some(before) = self.joins[line].take() {
            let (owner, piece) = &mut self.pieces[before as usize];
            *owner = GONE;
            self.joins_grid.remove(before, &[route::around(piece)]);
        }
    }

    /// Whether a box or another label lies where the label of a line might.
    pub(super) fn is_taken(&self, line: usize, place: Rect) -> bool {
        let own = self.boxes.len() + line;
        let mut is_taken = false;
        self.things.visit_near(place, |at| {
            is_taken = at as usize != own && self.thing(at).is_some_and(|other| other.overlaps(place));
            !is_taken
        });
        is_taken
    }

    /// How much of `place` lies on boxes and labels of other lines.
    pub(super) fn covered(&mut self, line: usize, place: Rect) -> f32 {
        let mut covered = 0.0;
        self.visit_things(line, place, |other| covered += share_covered(place, other));
        covered
    }

    /// How many boxes and labels of other lines a straight piece runs under.
    pub(super) fn run_under(&mut self, line: usize, piece: [Point; 2]) -> usize {
        let mut count = 0;
        self.visit_things(line, route::around(&piece), |other| {
            count += usize::from(route::crosses(piece, other));
        });
        count
    }

    fn visit_things(&mut self, line: usize, area: Rect, mut visit: impl FnMut(Rect)) {
        let mut marks = std::mem::take(&mut self.marks);
        let own = self.boxes.len() + line;
        let round = marks.begin(own.max(self.boxes.len() + self.places.len()));
        self.things.visit_near(area, |at| {
            if at as usize != own && marks.is_first(at as usize, round) {
                self.thing(at).into_iter().for_each(&mut visit);
            }
            true
        });
        self.marks = marks;
    }

    /// A box, or a label.
    fn thing(&self, at: u32) -> Option<Rect> {
        let at = at as usize;
        self.boxes.get(at).copied().or_else(|| self.place_of(at.checked_sub(self.boxes.len())?))
    }

    /// Whether the arrowhead of a line is at the end of this piece.
    pub(super) fn has_head(&self, owner: Owner, piece: [Point; 2]) -> bool {
        matches!(owner, Owner::Line(line) if self.line(line).and_then(|path| path.last()) == Some(&piece[1]))
    }

    /// Shows each piece near `area` once that does not belong to a line or its label, and whose it is, as long as `visit`
    /// wants more.
    pub(super) fn visit_pieces(
        &mut self,
        line: usize,
        area: Rect,
        mut visit: impl FnMut(&Self, Owner, [Point; 2]) -> bool,
    ) {
        let mut marks = std::mem::take(&mut self.marks);
        let round = marks.begin(self.pieces.len());
        let (lines, frames) = (self.lines.len(), self.frames);
        let own_join = lines + frames + line;
        let mut show = |at: u32| {
            let Some((owner, piece)) = self.pieces.get(at as usize).copied() else { return true };
            let is_foreign = ![line, own_join, GONE].contains(&owner);
            if !is_foreign || !route::around(&piece).meets(area) || !marks.is_first(at as usize, round) {
                return true;
            }
            let owner = match owner {
                line if line < lines => Owner::Line(line),
                frame if frame < lines + frames => Owner::Frame,
                _ => Owner::Join,
            };
            visit(self, owner, piece)
        };
        if self.grid.visit_near(area, &mut show) {
            self.joins_grid.visit_near(area, show);
        }
        self.marks = marks;
    }
}

/// What has been looked at in this round, so that nothing comes twice.
#[derive(Default)]
struct Marks {
    round: u32,
    seen: Vec<u32>,
}

impl Marks {
    /// Begins another round with things up to this number.
    fn begin(&mut self, count: usize) -> u32 {
        if self.seen.len() <= count {
            self.seen.resize(count + 1, 0);
        }
        self.round += 1;
        self.round
    }

    fn is_first(&mut self, at: usize, round: u32) -> bool {
        std::mem::replace(&mut self.seen[at], round) != round
    }
}

/// Which part of `rect` lies under `other`.
fn share_covered(rect: Rect, other: Rect) -> f32 {
    if !rect.overlaps(other) {
        return 0.0;
    }
    let width = rect.max.x.min(other.max.x) - rect.min.x.max(other.min.x);
    let height = rect.max.y.min(other.max.y) - rect.min.y.max(other.min.y);
    LEAST_COVER + width * height / (rect.width() * rect.height()).max(1.0)
}
