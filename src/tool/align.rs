use super::Context;
use super::moving::with_members;
use crate::edit::Command;
use crate::model::{PartyId, Point, Rect};
use std::collections::HashSet;

/// What comes to lie on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// Left edges.
    Left,
    /// Centres, on an upright line.
    Centers,
    /// Right edges.
    Right,
    /// Top edges.
    Top,
    /// Centres, on a level line.
    Middles,
    /// Bottom edges.
    Bottom,
}

/// The command that aligns the selected parties; `None` if fewer than two are drawn.
pub fn align(how: Alignment, cx: &Context<'_>) -> Option<Command> {
    let boxes = selected_boxes(cx);
    let all = boxes.iter().map(|(_, area)| *area).reduce(Rect::union)?;
    if boxes.len() < 2 {
        return None;
    }
    let shift = |area: Rect| match how {
        Alignment::Left => Point::new(all.min.x - area.min.x, 0.0),
        Alignment::Centers => Point::new(all.center().x - area.center().x, 0.0),
        Alignment::Right => Point::new(all.max.x - area.max.x, 0.0),
        Alignment::Top => Point::new(0.0, all.min.y - area.min.y),
        Alignment::Middles => Point::new(0.0, all.center().y - area.center().y),
        Alignment::Bottom => Point::new(0.0, all.max.y - area.max.y),
    };
    let shifts = boxes.into_iter().map(|(id, area)| (id, shift(area))).collect();
    shifted("Align", shifts, cx)
}

/// The command that makes the gaps between the selected parties equal, from left to right; the outermost stay.
/// `None` if fewer than three are drawn.
pub fn distribute_across(cx: &Context<'_>) -> Option<Command> {
    distribute(cx, |area| (area.min.x, area.width()), |shift| Point::new(shift, 0.0))
}

/// As [`distribute_across`], from top to bottom.
pub fn distribute_down(cx: &Context<'_>) -> Option<Command> {
    distribute(cx, |area| (area.min.y, area.height()), |shift| Point::new(0.0, shift))
}

fn distribute(
    cx: &Context<'_>,
    start_and_length: fn(Rect) -> (f32, f32),
    point: fn(f32) -> Point,
) -> Option<Command> {
    let mut spans: Vec<(PartyId, f32, f32)> = selected_boxes(cx)
        .into_iter()
        .map(|(id, area)| {
            let (start, length) = start_and_length(area);
            (id, start, length)
        })
        .collect();
    if spans.len() < 3 {
        return None;
    }
    spans.sort_by(|a, b| (a.1 + a.2 / 2.0).total_cmp(&(b.1 + b.2 / 2.0)).then(a.0.cmp(&b.0)));
    let (first, last) = (spans.first()?, spans.last()?);
    let room = last.1 + last.2 - first.1 - spans.iter().map(|span| span.2).sum::<f32>();
    let gap = room / (spans.len() - 1) as f32;
    let mut next = first.1;
    let shifts = spans
        .iter()
        .map(|(id, start, length)| {
            let shift = next - start;
            next += length + gap;
            (*id, point(shift))
        })
        .collect();
    shifted("Distribute", shifts, cx)
}

/// The boxes of the selected parties; a member moves with its team.
fn selected_boxes(cx: &Context<'_>) -> Vec<(PartyId, Rect)> {
    let selected: HashSet<PartyId> = cx.selection.parties().collect();
    let moves_with_team = |id: PartyId| cx.map.teams_around(id).iter().any(|team| selected.contains(team));
    let tops = cx.selection.parties().filter(|id| !moves_with_team(*id));
    tops.filter_map(|id| Some((id, cx.hits.box_of(id)?))).collect()
}

/// The boxes moved by so much each; `None` if nobody moves.
fn shifted(label: &str, shifts: Vec<(PartyId, Point)>, cx: &Context<'_>) -> Option<Command> {
    let mut places = Vec::new();
    for (id, shift) in shifts.into_iter().filter(|(_, shift)| *shift != Point::default()) {
        let moved = with_members(&[id], cx).into_iter();
        places.extend(moved.map(|(id, place)| (id, place.moved(shift.x, shift.y))));
    }
    if places.is_empty() {
        return None;
    }
    let command = Command::Move { places, by_hand: true };
    Some(Command::Batch(label.to_owned(), vec![command]))
}
