use super::{Context, Direction};
use crate::model::{PartyId, Point, Rect, Size};

/// Room between a party and the next one along the chain: what is supplied is written there.
pub(super) const GAP_ALONG: f32 = 112.0;
/// Room between two parties beside each other.
pub(super) const GAP_ACROSS: f32 = 28.0;
/// The least room left around a new party.
const CLEARANCE: f32 = 12.0;
/// How far the search goes, in boxes, before it gives up and goes past everything.
const ROWS: i32 = 24;
const COLUMNS: i32 = 12;

/// Where a new party of `size` goes beside a `neighbour`: straight `towards` that side, or else the nearest free
/// place from there. It overlaps nobody and nobody has to move. It may lie inside one of the frames `homes`.
pub(super) fn beside(
    neighbour: Rect,
    towards: Direction,
    size: Size,
    homes: &[PartyId],
    cx: &Context<'_>,
) -> Point {
    let middle = neighbour.center();
    let reach = Point::new(
        neighbour.width() / 2.0 + GAP_ALONG + size.width / 2.0,
        neighbour.height() / 2.0 + f32::midpoint(GAP_ALONG, GAP_ACROSS) + size.height / 2.0,
    );
    let unit = towards.unit();
    nearest_free(middle.moved(unit.x * reach.x, unit.y * reach.y), towards, size, homes, cx)
}

/// The free place nearest to `ideal`, never further back than that against `towards`.
pub(super) fn nearest_free(
    ideal: Point,
    towards: Direction,
    size: Size,
    homes: &[PartyId],
    cx: &Context<'_>,
) -> Point {
    let mut steps: Vec<(i32, i32)> =
        (0..=COLUMNS).flat_map(|along| (-ROWS..=ROWS).map(move |across| (along, across))).collect();
    let step = Size::new(size.width + GAP_ACROSS, size.height + GAP_ACROSS);
    let place = |(along, across): (i32, i32)| {
        let unit = towards.unit();
        // Half a box at a time across, a whole one along, so that columns stay columns.
        let (along, across) = (along as f32, across as f32 / 2.0);
        if towards.is_level() {
            ideal.moved(unit.x * along * (step.width + GAP_ALONG), across * step.height)
        } else {
            ideal.moved(across * step.width, unit.y * along * step.height)
        }
    };
    // Ties go down and to the right: that is where one looks next.
    steps.sort_by(|a, b| place(*a).distance(ideal).total_cmp(&place(*b).distance(ideal)).then(b.1.cmp(&a.1)));
    let is_free = |at: &Point| is_free(Rect::around(*at, size), homes, cx);
    steps.into_iter().map(place).find(is_free).unwrap_or_else(|| past_everything(ideal, towards, size, cx))
}

/// Whether a box there overlaps nobody. It may lie wholly inside the frames `homes`, but not across their edges:
/// what lies in a frame is part of the team.
pub(super) fn is_free(area: Rect, homes: &[PartyId], cx: &Context<'_>) -> bool {
    let wanted = area.grown(CLEARANCE);
    cx.hits.boxes_in(wanted).into_iter().all(|(id, frame)| homes.contains(&id) && frame.contains_rect(wanted))
}

/// How far copies are moved, down or to the right, so that they overlap nobody; not at all if they can stay where
/// they are. The frames `homes` are theirs and grow with them.
pub(super) fn room_for_copies(copies: &[Rect], homes: &[PartyId], cx: &Context<'_>) -> Point {
    /// How far one try is from the next, and how many there are.
    const STEP: f32 = 32.0;
    const TRIES: i32 = 48;
    let is_free = |shift: &Point| {
        let there =
            copies.iter().map(|area| Rect::around(area.center().moved(shift.x, shift.y), area.size()));
        let mut met = there.flat_map(|area| cx.hits.boxes_in(area.grown(CLEARANCE / 2.0)));
        met.all(|(id, _)| homes.contains(&id))
    };
    let tries = (0..TRIES).map(|step| step as f32 * STEP);
    let mut shifts = tries.flat_map(|far| [Point::new(0.0, far), Point::new(far, 0.0)]);
    shifts.find(is_free).unwrap_or(Point::new(STEP, STEP))
}

/// Beyond the last box that way.
fn past_everything(ideal: Point, towards: Direction, size: Size, cx: &Context<'_>) -> Point {
    let limit = crate::model::COORDINATE_LIMIT;
    let everywhere = Rect::new(Point::new(-limit, -limit), Point::new(limit, limit));
    let all = cx.hits.boxes_in(everywhere).into_iter().map(|(_, area)| area).reduce(Rect::union);
    let Some(all) = all else { return ideal };
    match towards {
        Direction::Left => Point::new(all.min.x - GAP_ALONG - size.width / 2.0, ideal.y),
        Direction::Right => Point::new(all.max.x + GAP_ALONG + size.width / 2.0, ideal.y),
        Direction::Up => Point::new(ideal.x, all.min.y - GAP_ALONG - size.height / 2.0),
        Direction::Down => Point::new(ideal.x, all.max.y + GAP_ALONG + size.height / 2.0),
    }
}
