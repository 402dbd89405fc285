use super::duplicate::{Home, duplicate_into};
use super::snap::{Snap, SnapLines};
use super::state::{State, edit};
use super::target::team_at;
use super::{Context, Ghost, Outcome, Pointer, Preview, ToolEvent};
use crate::edit::{Command, PartyEdit};
use crate::model::{PartyId, PartyKind, Point, Rect};
use std::collections::HashSet;

/// Edges, centres and equal gaps attract from this near.
const SNAP_PX: f32 = 6.0;

/// Parties follow the pointer. Everything is computed from where they were at the start, never from the last step.
#[derive(Clone, Debug)]
pub(super) struct Moving {
    start: Point,
    /// Where everything that moves was: the selected parties and, with a team, all its members.
    places: Vec<(PartyId, Point)>,
    moved: HashSet<PartyId>,
    /// Those that were selected themselves and may change their team.
    tops: Vec<PartyId>,
    /// The frames of the teams around them before anything moved: a frame grows with its members, so the frame
    /// of the moment would never let go of them.
    frames_before: Vec<(PartyId, Rect)>,
    /// The smallest rectangle around all of them at the start.
    area: Option<Rect>,
    /// What they line up with, for the part of the map that was in view when it was collected.
    lines: Option<(Rect, SnapLines)>,
    snap: Snap,
    delta: Point,
    /// A copy is dragged, and the parties stay.
    pub(super) is_copy: bool,
    home: Home,
}

impl Moving {
    /// Begins to drag `grabbed`, with everything selected if it is selected.
    pub(super) fn begin(grabbed: PartyId, start: &Pointer, cx: &Context<'_>) -> Box<Self> {
        let mut tops: Vec<PartyId> =
            cx.selection.parties().filter(|id| cx.map.party(*id).is_some()).collect();
        if !tops.contains(&grabbed) {
            // The press has selected it; whoever carries that out may not have done so yet.
            if !start.modifiers.shift {
                tops.clear();
            }
            tops.push(grabbed);
        }
        let places = with_members(&tops, cx);
        let moved: HashSet<PartyId> = places.iter().map(|(id, _)| *id).collect();
        tops.retain(|id| !cx.map.teams_around(*id).iter().any(|team| moved.contains(team)));
        let mut around: Vec<PartyId> = tops.iter().flat_map(|id| cx.map.teams_around(*id)).collect();
        around.sort_unstable();
        around.dedup();
        let frames_before = around.into_iter().filter_map(|id| Some((id, cx.hits.box_of(id)?))).collect();
        let area = tops.iter().filter_map(|id| cx.hits.box_of(*id)).reduce(Rect::union);
        Box::new(Self {
            start: start.at,
            places,
            moved,
            tops,
            frames_before,
            area,
            lines: None,
            snap: Snap::default(),
            delta: Point::default(),
            is_copy: false,
            home: Home::Stay,
        })
    }

    /// Everything that moves.
    pub(super) fn parties(&self) -> impl Iterator<Item = PartyId> {
        self.places.iter().map(|(id, _)| *id)
    }

    pub(super) fn next(
        mut self: Box<Self>,
        event: ToolEvent,
        cx: &mut Context<'_>,
        out: &mut Vec<Outcome>,
    ) -> State {
        match event {
            ToolEvent::Moved(pointer) => {
                self.follow(&pointer, cx);
                State::Moving(self)
            }
            ToolEvent::Released(_) => {
                self.commit(cx, out);
                State::Idle
            }
            _ => State::Moving(self),
        }
    }

    fn follow(&mut self, pointer: &Pointer, cx: &Context<'_>) {
        let (dx, dy) = (pointer.at.x - self.start.x, pointer.at.y - self.start.y);
        let free = match pointer.modifiers.shift {
            true if dx.abs() >= dy.abs() => (true, false),
            true => (false, true),
            false => (true, true),
        };
        let dragged = Point::new(if free.0 { dx } else { 0.0 }, if free.1 { dy } else { 0.0 });
        self.is_copy = pointer.modifiers.alt;
        self.snap = if pointer.is_space_held { Snap::default() } else { self.snap_at(dragged, free, cx) };
        self.delta = dragged.moved(self.snap.shift.x, self.snap.shift.y);
        self.home = if pointer.modifiers.command { Home::Stay } else { self.home_at(pointer.at, cx) };
    }

    fn snap_at(&mut self, dragged: Point, free: (bool, bool), cx: &Context<'_>) -> Snap {
        let Some(area) = self.area else { return Snap::default() };
        if self.lines.as_ref().is_none_or(|(view, _)| *view != cx.view) {
            // Frames around what moves would move along.
            let goes_along = |id: &PartyId| {
                self.moved.contains(id) || self.frames_before.iter().any(|(team, _)| team == id)
            };
            let still = cx.hits.boxes_in(cx.view).into_iter().filter(|(id, _)| !goes_along(id));
            self.lines = Some((cx.view, SnapLines::of(still.map(|(_, area)| area).collect())));
        }
        let Some((_, lines)) = &self.lines else { return Snap::default() };
        lines.snap(area.moved(dragged.x, dragged.y), cx.map_units(SNAP_PX), free)
    }

    /// The team that the parties would be part of if they were dropped at `at`.
    fn home_at(&self, at: Point, cx: &Context<'_>) -> Home {
        let has_left =
            |team: PartyId| self.frames_before.iter().any(|(id, frame)| *id == team && !frame.contains(at));
        let target = team_at(at, &|team| self.moved.contains(&team) || has_left(team), cx);
        let changes = self.joiners(cx).any(|(_, team)| team != target);
        if changes { Home::Change(target) } else { Home::Stay }
    }

    /// Those that can be part of a team, with the one that they are part of now.
    fn joiners<'a>(&'a self, cx: &'a Context<'_>) -> impl Iterator<Item = (PartyId, Option<PartyId>)> {
        let inside =
            self.tops.iter().filter_map(|id| cx.map.party(*id)).filter(|party| party.kind.is_inside());
        inside.map(|party| (party.id, party.team))
    }

    fn moved_places(&self) -> Vec<(PartyId, Point)> {
        self.places.iter().map(|(id, place)| (*id, place.moved(self.delta.x, self.delta.y))).collect()
    }

    fn commit(&self, cx: &mut Context<'_>, out: &mut Vec<Outcome>) {
        if self.delta == Point::default() || cx.is_read_only {
            return;
        }
        if self.is_copy {
            let parties: Vec<PartyId> = self.parties().collect();
            let copies = duplicate_into(cx.map, &parties, self.delta, self.home, cx.ids);
            if let Some((command, copied)) = copies {
                out.push(Outcome::Edit(command));
                out.push(Outcome::Select(copied));
            }
            return;
        }
        let places = Command::Move { places: self.moved_places(), by_hand: true };
        let command = match self.home {
            Home::Stay => places,
            Home::Change(team) => {
                let joiners = self.joiners(cx).filter(|(_, now)| *now != team).map(|(id, _)| id).collect();
                let label = if team.is_some() { "Move into team" } else { "Move out of team" };
                let join = Command::EditParties(joiners, PartyEdit::Team(team));
                Command::Batch(label.to_owned(), vec![places, join])
            }
        };
        edit(command, cx, out);
    }

    pub(super) fn preview(&self, cx: &Context<'_>) -> Preview {
        let drop_target = match self.home {
            Home::Change(team) => team,
            Home::Stay => None,
        };
        if !self.is_copy {
            return Preview {
                places: self.moved_places(),
                drop_target,
                guides: self.snap.guides.clone(),
                ..Preview::default()
            };
        }
        let ghost = |id: PartyId| {
            let party = cx.map.party(id)?;
            let area = cx.hits.box_of(id)?.moved(self.delta.x, self.delta.y);
            Some(Ghost { kind: party.kind, name: party.name.clone(), area })
        };
        let guides = self.snap.guides.clone();
        Preview {
            ghosts: self.parties().filter_map(ghost).collect(),
            drop_target,
            guides,
            ..Preview::default()
        }
    }
}

/// The places of `parties` and of all members of the teams among them, each once.
pub(super) fn with_members(parties: &[PartyId], cx: &Context<'_>) -> Vec<(PartyId, Point)> {
    let mut seen = HashSet::new();
    let mut places = Vec::new();
    for id in parties {
        let is_team = cx.map.party(*id).is_some_and(|party| party.kind == PartyKind::Team);
        let members = if is_team { cx.map.descendants_of(*id) } else { Vec::new() };
        for id in std::iter::once(*id).chain(members) {
            let Some(party) = cx.map.party(id) else { continue };
            if seen.insert(id) {
                places.push((id, party.place));
            }
        }
    }
    places
}
