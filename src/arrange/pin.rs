//! Pins: what is pinned stands exactly there, and the others make room around it.

use super::crowd::Crowd;
use super::insert::{Map, Newcomer};
use super::sheet::Sheet;
use crate::model::{Point, Rect};

/// Middles for an arranged level that agree with its pins. `foreign` are boxes outside the level that are
/// pinned too.
///
/// Where few are pinned, the arrangement is laid over the pins as well as possible and only boxes that
/// would stand in the way move. Where most are, the others join them one by one.
pub(super) fn hold(sheet: &Sheet, arranged: &[Point], foreign: &[Rect]) -> Vec<Point> {
    let pinned = sheet.pins.iter().flatten().count();
    if 2 * pinned >= sheet.sizes.len() {
        joined_one_by_one(sheet, foreign)
    } else {
        laid_over(sheet, arranged, foreign)
    }
}

fn pinned_boxes(sheet: &Sheet, foreign: &[Rect]) -> Vec<Rect> {
    let pins = sheet.pins.iter().zip(&sheet.sizes);
    let boxes = pins.filter_map(|(pin, size)| pin.map(|pin| Rect::around(pin, *size)));
    boxes.chain(foreign.iter().copied()).collect()
}

fn laid_over(sheet: &Sheet, arranged: &[Point], foreign: &[Rect]) -> Vec<Point> {
    let shifts = sheet.pins.iter().zip(arranged);
    let shifts: Vec<(f32, f32)> =
        shifts.filter_map(|(pin, at)| pin.map(|pin| (pin.x - at.x, pin.y - at.y))).collect();
    let dx = median(shifts.iter().map(|shift| shift.0).collect());
    let dy = median(shifts.iter().map(|shift| shift.1).collect());
    let mut centers: Vec<Point> = arranged.iter().map(|center| center.moved(dx, dy)).collect();
    let pinned = Crowd::new(pinned_boxes(sheet, foreign));
    let mut crowd = Crowd::new(pinned_boxes(sheet, foreign));
    let mut in_the_way = Vec::new();
    for (v, center) in centers.iter_mut().enumerate() {
        if let Some(pin) = sheet.pins[v] {
            *center = pin;
        } else if pinned.has_room(*center, sheet.sizes[v]) {
            crowd.push(Rect::around(*center, sheet.sizes[v]));
        } else {
            in_the_way.push(v);
        }
    }
    for v in in_the_way {
        centers[v] = crowd.nearest_free(centers[v], sheet.sizes[v]);
        crowd.push(Rect::around(centers[v], sheet.sizes[v]));
    }
    centers
}

/// Every free box takes the best free place among those that stand, the best connected first.
fn joined_one_by_one(sheet: &Sheet, foreign: &[Rect]) -> Vec<Point> {
    let mut centers: Vec<Option<Point>> = sheet.pins.clone();
    loop {
        let mut next: Option<(usize, usize)> = None;
        for v in (0..centers.len()).filter(|v| centers[*v].is_none()) {
            let known = sheet.neighbours_of(v as u32).filter(|u| centers[*u as usize].is_some()).count();
            if next.is_none_or(|(most, _)| known > most) {
                next = Some((known, v));
            }
        }
        let Some((_, v)) = next else { break };
        centers[v] = Some(best_place(sheet, &centers, v, foreign));
    }
    centers.into_iter().map(Option::unwrap_or_default).collect()
}

fn best_place(sheet: &Sheet, centers: &[Option<Point>], v: usize, foreign: &[Rect]) -> Point {
    let mut number = vec![u32::MAX; centers.len()];
    let mut boxes = Vec::new();
    for (u, center) in centers.iter().enumerate() {
        if let Some(center) = center {
            number[u] = boxes.len() as u32;
            boxes.push(Rect::around(*center, sheet.sizes[u]));
        }
    }
    let stand = |u: u32| number[u as usize] != u32::MAX;
    let lines: Vec<(u32, u32)> = sheet
        .lines
        .iter()
        .filter(|line| stand(line.from) && stand(line.to))
        .map(|line| (number[line.from as usize], number[line.to as usize]))
        .collect();
    let towards = |u: u32| stand(u).then(|| number[u as usize]);
    let newcomer = Newcomer {
        size: sheet.sizes[v],
        suppliers: sheet
            .lines
            .iter()
            .filter(|l| l.to as usize == v)
            .filter_map(|l| towards(l.from))
            .collect(),
        customers: sheet
            .lines
            .iter()
            .filter(|l| l.from as usize == v)
            .filter_map(|l| towards(l.to))
            .collect(),
        end: sheet.ends[v],
        ..Newcomer::default()
    };
    boxes.extend_from_slice(foreign);
    let is_open = vec![false; boxes.len()];
    Map { boxes: &boxes, is_frame: &is_open, lines: &lines }.best_place(&newcomer)
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
