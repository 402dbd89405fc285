use super::moving::with_members;
use super::{Context, Direction};
use crate::edit::Command;
use crate::model::PartyId;

/// One step of an arrow key, in map units; the same as the grid of dots behind the map.
const STEP: f32 = 8.0;

/// Moves the selected parties by some steps; `None` if none is selected.
pub(super) fn nudge(towards: Direction, steps: f32, cx: &Context<'_>) -> Option<Command> {
    let parties: Vec<PartyId> = cx.selection.parties().collect();
    let unit = towards.unit();
    let (dx, dy) = (unit.x * STEP * steps, unit.y * STEP * steps);
    let places: Vec<_> =
        with_members(&parties, cx).into_iter().map(|(id, place)| (id, place.moved(dx, dy))).collect();
    (!places.is_empty()).then_some(Command::Move { places, by_hand: true })
}
