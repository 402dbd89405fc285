//! Some parties of a finished map are placed anew, about where they are; all others stand exactly.

use super::crowd::Crowd;
use super::{Flow, PartyBox, Placement, Request, SupplyLine, Watch, place};
use crate::model::{Point, Rect};
use std::collections::BTreeMap;

/// New places for the parties `chosen`, and for everybody inside a chosen team; the others keep theirs in
/// `standing`. Whoever has a pin stays too. `None` if the watch stopped the work.
///
/// What is chosen on one level of the map (on the map itself, or directly in one team) is arranged by the
/// supplies among it and takes the room that it had; where somebody else stands in the way, a box goes to
/// the nearest free place. No frame grows over anybody: where there is no room for that, a level stays as it is.
pub fn place_again(
    request: &Request,
    standing: &[Point],
    chosen: &[bool],
    watch: &Watch,
) -> Option<Vec<Point>> {
    let request = request.repaired();
    let flip = |p: &Point| Point::new(p.y, p.x);
    match request.flow {
        Flow::LeftToRight => Part::new(&request, standing, chosen).placed(watch),
        Flow::TopToBottom => {
            let turned: Vec<Point> = standing.iter().map(flip).collect();
            let request = Request { flow: Flow::LeftToRight, ..request.transposed() };
            let places = Part::new(&request, &turned, chosen).placed(watch)?;
            Some(places.iter().map(flip).collect())
        }
    }
}

/// The part of a map that is placed anew.
struct Part<'a> {
    request: &'a Request,
    /// Where everybody stands; for an open team the middle of its frame.
    places: Vec<Point>,
    /// The parties inside every party.
    inside: Vec<Vec<u32>>,
    /// For everybody who may go elsewhere the outermost team around it that goes as a whole, or itself.
    unit_of: Vec<Option<u32>>,
}

/// Frames that touch do not cover each other.
const TOUCH: f32 = 0.01;
/// As far as this from others a unit stays about where it was: parties of a tidied map stand just as far apart as they
/// have to, so that whoever grew a little would else go far away.
const NEAR: f32 = 15.0;

/// Some units and everybody inside them, drawn as if they were all of the map.
struct Alone {
    /// Who that is, sorted.
    members: Vec<u32>,
    placement: Placement,
}

/// The way from one point to another in whole units: tidied once more, nothing moves by the error of a rounding.
fn way(from: Point, to: Point) -> (f32, f32) {
    ((to.x - from.x).round(), (to.y - from.y).round())
}

/// The ways into another area with the same upper left corner, upper right, lower left, lower right, and middle.
fn ways_into(rect: Rect, area: Rect) -> [(f32, f32); 5] {
    let (high, low) = (way(rect.min, area.min), way(rect.max, area.max));
    [high, (low.0, high.1), (high.0, low.1), low, way(rect.center(), area.center())]
}

impl<'a> Part<'a> {
    fn new(request: &'a Request, standing: &[Point], chosen: &[bool]) -> Self {
        let count = request.parties.len();
        let mut inside = vec![Vec::new(); count];
        for (v, party) in request.parties.iter().enumerate() {
            if let Some(team) = party.team {
                inside[team as usize].push(v as u32);
            }
        }
        let mut places = standing.to_vec();
        places.resize(count, Point::default());
        let mut part = Self { request, places, inside, unit_of: Vec::new() };
        let is_chosen = |v: u32| chosen.get(v as usize).copied().unwrap_or(false);
        let outwards = |v: u32| std::iter::successors(Some(v), |v| request.parties[*v as usize].team);
        let unit_of = (0..count as u32).map(|v| {
            let is_part = |v: &u32| outwards(*v).any(is_chosen) && !part.is_held(*v);
            outwards(v).filter(is_part).last()
        });
        part.unit_of = unit_of.collect();
        part
    }

    fn placed(mut self, watch: &Watch) -> Option<Vec<Point>> {
        let mut levels: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
        for v in 0..self.places.len() as u32 {
            if self.unit_of[v as usize] == Some(v) {
                levels.entry(self.request.parties[v as usize].team).or_default().push(v);
            }
        }
        for (level, units) in levels {
            self.arrange(level, &units, watch)?;
        }
        Some(self.places)
    }

    /// Whether a party has to stay: it has a pin, or somebody inside it has.
    fn is_held(&self, v: u32) -> bool {
        let members = &self.inside[v as usize];
        let pin = self.request.parties[v as usize].pin;
        if members.is_empty() { pin.is_some() } else { members.iter().any(|member| self.is_held(*member)) }
    }

    /// The box of a party, or the frame around what is inside it.
    fn area(&self, v: u32) -> Rect {
        self.area_in(&self.places, v)
    }

    fn area_in(&self, places: &[Point], v: u32) -> Rect {
        let (party, place) = (&self.request.parties[v as usize], places[v as usize]);
        let members = self.inside[v as usize].iter().map(|member| self.area_in(places, *member));
        let margins = self.request.margins;
        let Some(inside) = members.reduce(Rect::union) else { return Rect::around(place, party.size) };
        let corner = inside.min.moved(-margins.left, -margins.top);
        let least = corner.moved(party.size.width, party.size.height);
        Rect::new(corner, inside.max.moved(margins.right, margins.bottom)).union(Rect::new(corner, least))
    }

    /// Arranges the units of a level. The frames around them may grow, but not over anybody else: where they would,
    /// the whole is tried elsewhere in its frame, and if nothing helps it stays as it was.
    fn arrange(&mut self, level: Option<u32>, units: &[u32], watch: &Watch) -> Option<()> {
        let old = units.iter().map(|unit| self.area(*unit)).reduce(Rect::union)?;
        let alone = self.drawn_alone(units, watch)?;
        let new = alone.placement.bounds?;
        let first = if units.len() == 1 {
            self.way_of_one(level, units, new, old)
        } else {
            way(new.center(), old.center())
        };
        let room = level.map(|team| self.inner_area(team));
        let elsewhere = room.into_iter().flat_map(|room| {
            let [high, right, left, low, middle] = ways_into(new, room);
            [middle, high, right, left, low]
        });
        let before = self.places.clone();
        for way in std::iter::once(first).chain(elsewhere) {
            self.put(level, units, &alone, way);
            if self.is_sound(level, &before) {
                return Some(());
            }
            self.places.clone_from(&before);
        }
        Some(())
    }

    /// Which way one unit goes: it keeps its upper left corner, so that its frame grows or shrinks at the far end, or
    /// else what lets it grow into nobody.
    fn way_of_one(&self, level: Option<u32>, units: &[u32], new: Rect, old: Rect) -> (f32, f32) {
        let others = Crowd::new(self.beside(level, units));
        let ways = ways_into(new, old);
        let is_free = |(dx, dy): &(f32, f32)| others.is_clear(new.moved(*dx, *dy), NEAR);
        ways.into_iter().find(is_free).unwrap_or(ways[0])
    }

    /// Whoever else stands on a level.
    fn beside(&self, level: Option<u32>, units: &[u32]) -> Vec<Rect> {
        let others = (0..self.places.len() as u32)
            .filter(|v| self.request.parties[*v as usize].team == level && !units.contains(v))
            .map(|v| self.area(v));
        others.collect()
    }

    /// Puts the units where they were drawn alone, moved by `way`; whoever stands on somebody then goes to the
    /// nearest free place.
    fn put(&mut self, level: Option<u32>, units: &[u32], alone: &Alone, (dx, dy): (f32, f32)) {
        for (v, place) in alone.members.iter().zip(&alone.placement.places) {
            self.places[*v as usize] = place.moved(dx, dy);
        }
        let others = self.beside(level, units);
        // As they will be drawn: close around the members.
        let areas: Vec<(u32, Rect)> = units.iter().map(|unit| (*unit, self.area(*unit))).collect();
        let standing = Crowd::new(others.clone());
        let mut crowd = Crowd::new(others);
        let mut kept: Vec<Rect> = Vec::new();
        let mut in_the_way = Vec::new();
        for (unit, area) in areas {
            let is_free = standing.is_clear(area, NEAR)
                && !kept.iter().any(|other| area.grown(-TOUCH).overlaps(*other));
            if is_free {
                kept.push(area);
                crowd.push(area);
            } else {
                in_the_way.push((unit, area));
            }
        }
        for (unit, area) in in_the_way {
            let free = crowd.nearest_free(area.center(), area.size());
            crowd.push(Rect::around(free, area.size()));
            let way = (free.x - area.center().x, free.y - area.center().y);
            self.move_with_members(unit, way);
        }
    }

    /// The room for the members inside the frame of a team.
    fn inner_area(&self, team: u32) -> Rect {
        let (frame, margins) = (self.area(team), self.request.margins);
        Rect::new(
            frame.min.moved(margins.left, margins.top),
            frame.max.moved(-margins.right, -margins.bottom),
        )
    }

    /// Whether the frames around a level cover nobody whom they did not cover when all stood as `before`.
    fn is_sound(&self, level: Option<u32>, before: &[Point]) -> bool {
        let team_of = |v: u32| self.request.parties[v as usize].team;
        let covers = |places: &[Point], frame: u32, v: u32| {
            self.area_in(places, frame).grown(-TOUCH).overlaps(self.area_in(places, v))
        };
        std::iter::successors(level, |team| team_of(*team)).all(|frame| {
            let everybody = 0..self.places.len() as u32;
            let mut beside = everybody.filter(|v| *v != frame && team_of(*v) == team_of(frame));
            beside.all(|v| !covers(&self.places, frame, v) || covers(before, frame, v))
        })
    }

    /// The units and everybody inside them drawn as if they were all of the map.
    fn drawn_alone(&self, units: &[u32], watch: &Watch) -> Option<Alone> {
        let is_part = |v: &u32| self.unit_of[*v as usize].is_some_and(|unit| units.contains(&unit));
        let members: Vec<u32> = (0..self.places.len() as u32).filter(is_part).collect();
        let number = |v: u32| members.binary_search(&v).ok().map(|at| at as u32);
        let parties = members.iter().map(|v| {
            let party = &self.request.parties[*v as usize];
            PartyBox { team: party.team.and_then(number), ..*party }
        });
        let lines = self.request.supplies.iter().filter_map(|line| {
            Some(SupplyLine { from: number(line.from)?, to: number(line.to)?, label: line.label })
        });
        let alone = Request { parties: parties.collect(), supplies: lines.collect(), ..self.request.clone() };
        let placement = place(&alone, watch)?;
        Some(Alone { members, placement })
    }

    fn move_with_members(&mut self, v: u32, (dx, dy): (f32, f32)) {
        let place = &mut self.places[v as usize];
        *place = place.moved(dx, dy);
        for member in self.inside[v as usize].clone() {
            self.move_with_members(member, (dx, dy));
        }
    }
}
