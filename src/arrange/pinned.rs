//! Pins on a finished map: level by level, from the inside out, what is pinned stands exactly there and the
//! others make room.

use super::pin;
use super::sheet::{Line, Sheet};
use super::tree::{Joined, Tree};
use crate::model::{Point, Rect};

/// Makes `places` agree with all pins. What a team stands on is up to its members.
pub(super) fn hold(tree: &Tree, places: &mut [Point]) {
    let mut is_held: Vec<bool> = (0..tree.outermost())
        .map(|v| !tree.is_team(v) && tree.request.parties[v as usize].pin.is_some())
        .collect();
    let levels: Vec<u32> = tree.teams.iter().rev().copied().chain([tree.outermost()]).collect();
    for level in levels {
        if tree.children[level as usize].iter().any(|v| is_held[*v as usize]) {
            hold_level(tree, level, &is_held, places);
            if let Some(is_held) = is_held.get_mut(level as usize) {
                *is_held = true;
            }
        }
    }
}

fn hold_level(tree: &Tree, level: u32, is_held: &[bool], places: &mut [Point]) {
    let children = &tree.children[level as usize];
    let areas = tree.areas(places);
    let centers: Vec<Point> = children.iter().map(|v| areas[*v as usize].center()).collect();
    let pin = |v: &u32| {
        let own = tree.request.parties[*v as usize].pin.filter(|_| !tree.is_team(*v));
        is_held[*v as usize].then(|| own.unwrap_or(areas[*v as usize].center()))
    };
    let number = |v: u32| children.binary_search(&v).ok().map(|at| at as u32);
    let line = |joined: &Joined| {
        Some(Line { from: number(joined.from)?, to: number(joined.to)?, ..Line::default() })
    };
    let sheet = Sheet {
        sizes: children.iter().map(|v| areas[*v as usize].size()).collect(),
        ends: children.iter().map(|v| tree.request.parties[*v as usize].end).collect(),
        pins: children.iter().map(pin).collect(),
        lines: tree.supplies[level as usize].iter().filter_map(line).collect(),
        ..Sheet::default()
    };
    let held = pin::hold(&sheet, &centers, &foreign_pins(tree, level));
    for ((v, before), after) in children.iter().zip(centers).zip(held) {
        if tree.is_team(*v) {
            tree.move_with_members(*v, (after.x - before.x, after.y - before.y), places);
        } else {
            places[*v as usize] = after;
        }
    }
}

/// The pinned boxes outside a team that has pinned members, with the distance that its frame will need.
fn foreign_pins(tree: &Tree, level: u32) -> Vec<Rect> {
    if level == tree.outermost() {
        return Vec::new();
    }
    let is_outside = |v: u32| {
        let mut around = tree.around(v);
        while around != level && around != tree.outermost() {
            around = tree.around(around);
        }
        around != level
    };
    let pinned = (0..tree.outermost()).filter(|v| !tree.is_team(*v) && is_outside(*v));
    let boxes = pinned.filter_map(|v| {
        let party = &tree.request.parties[v as usize];
        Some(Rect::around(party.pin?, party.size))
    });
    boxes.map(|rect| rect.grown(tree.request.margins.left)).collect()
}
