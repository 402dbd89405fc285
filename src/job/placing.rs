use super::Progress;
use crate::arrange::{
    FrameMargins, MapRequest, Placement, Preset, Watch, place, place_again, place_newcomers, request_of,
};
use crate::edit::{Command, PartyEdit, Refusal, perform};
use crate::model::{Flow, Hold, Organisation, Party, PartyId, Point, Rect, Size, SupplyId};
use crate::scene::{TextMeasurer, label_sizes, party_size};
use std::collections::HashSet;

/// Up to so many newcomers find their places one after another; more are drawn together.
const MOST_ONE_BY_ONE: usize = 16;

/// Places everything anew along the flow; what is pinned or placed by hand stays.
///
/// `None` if the work was cancelled.
pub fn tidy(
    map: &Organisation,
    flow: Flow,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Option<Command> {
    let places = places(map, flow, None, measurer, progress)?;
    Some(Command::Batch("Tidy".to_owned(), vec![Command::Move { places, by_hand: false }]))
}

/// Places `chosen` parties anew, and everybody inside chosen teams, about where they are; all others stay
/// exactly. Who was placed by hand is asked for by name here and goes too; who is pinned stays.
///
/// `None` if the work was cancelled.
pub fn tidy_some(
    map: &Organisation,
    chosen: &[PartyId],
    flow: Flow,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Option<Command> {
    let mut request = request_for(map, flow, measurer);
    let is_pinned = |id: &PartyId| map.party(*id).is_some_and(|party| party.hold == Hold::Pinned);
    for (id, party) in request.parties.iter().zip(&mut request.request.parties) {
        party.pin = party.pin.filter(|_| is_pinned(id));
    }
    let place_of = |id: &PartyId| map.party(*id).map_or_else(Point::default, |party| party.place);
    let standing: Vec<Point> = request.parties.iter().map(place_of).collect();
    let is_chosen: Vec<bool> = request.parties.iter().map(|id| chosen.contains(id)).collect();
    let go_on = |share: f32| {
        progress.report(share);
        !progress.is_cancelled()
    };
    let places = place_again(&request.request, &standing, &is_chosen, &Watch::new(&go_on))?;
    let places = request.moves(&Placement { places, ..Placement::default() }, map);
    Some(Command::Batch("Tidy the selection".to_owned(), vec![Command::Move { places, by_hand: false }]))
}

/// Whether placing everybody who comes with this import takes so little time that nobody need wait for it.
pub fn is_placed_at_once(map: &Organisation, import: &Command, made: &[PartyId]) -> bool {
    // One newcomer among 300 takes half a millisecond; a frame must not be late for all of them together.
    const MOST_LOOKS: usize = 3_000;
    let seekers = made.len() + joining(map, import).len();
    seekers == 0
        || !map.is_empty() && seekers <= MOST_ONE_BY_ONE && seekers * map.parties().len() <= MOST_LOOKS
}

/// The import and the places of what it makes, as one step with this name. What is on the map already stays where it
/// is; only who joins another team moves there if its frame would else cover somebody.
///
/// `None` if the work was cancelled.
///
/// # Errors
/// The import is refused.
pub fn import_and_place(
    map: &Organisation,
    label: &str,
    import: &Command,
    made: &[PartyId],
    flow: Flow,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Result<Option<Command>, Refusal> {
    let joining = joining(map, import);
    let mut steps = vec![import.clone()];
    if !made.is_empty() || !joining.is_empty() {
        let mut after = map.clone();
        perform(&mut after, import)?;
        let seekers = Seekers::new(&after, made, &joining);
        let together = || places(&after, flow, Some(&seekers.all()), measurer, progress);
        let Some(places) = seekers.places(&after, flow, measurer).or_else(together) else { return Ok(None) };
        steps.push(Command::Move { places, by_hand: false });
    }
    Ok(Some(Command::Batch(label.to_owned(), steps)))
}

/// Those on the map whom a command takes into another team, or out of theirs, without saying where to. Who is pinned
/// stays where it is.
fn joining(map: &Organisation, command: &Command) -> HashSet<PartyId> {
    let mut found = HashSet::new();
    let mut waiting = vec![command];
    while let Some(command) = waiting.pop() {
        match command {
            Command::Batch(_, commands) => waiting.extend(commands.iter().rev()),
            Command::EditParties(ids, PartyEdit::Team(team)) => {
                let moves = |party: &&Party| party.team != *team && party.hold != Hold::Pinned;
                let parties = ids.iter().filter_map(|id| map.party(*id)).filter(moves);
                found.extend(parties.map(|party| party.id));
            }
            Command::Move { places, .. } => places.iter().for_each(|(id, _)| _ = found.remove(id)),
            _ => {}
        }
    }
    found
}

/// Who may need a place on a map on which the others stand.
struct Seekers {
    /// Who has none yet.
    made: HashSet<PartyId>,
    /// Who stands, but in another team than before; with everybody inside.
    joining: HashSet<PartyId>,
}

impl Seekers {
    fn new(after: &Organisation, made: &[PartyId], joining: &HashSet<PartyId>) -> Self {
        let made: HashSet<PartyId> = made.iter().copied().collect();
        let inside = joining.iter().flat_map(|team| after.descendants_of(*team));
        let may_move = |id: &PartyId| {
            !made.contains(id) && after.party(*id).is_some_and(|party| party.hold != Hold::Pinned)
        };
        let joining = inside.chain(joining.iter().copied()).filter(may_move).collect();
        Self { made, joining }
    }

    fn all(&self) -> HashSet<PartyId> {
        self.made.union(&self.joining).copied().collect()
    }

    /// Places for a few among others. `None` if they have to be drawn together.
    fn places(
        &self,
        map: &Organisation,
        flow: Flow,
        measurer: &dyn TextMeasurer,
    ) -> Option<Vec<(PartyId, Point)>> {
        let all = self.all();
        if all.len() > MOST_ONE_BY_ONE || self.made.len() == map.parties().len() {
            return None;
        }
        let request = request_for(map, flow, measurer);
        let stands =
            |id: &PartyId| map.party(*id).filter(|_| !self.made.contains(id)).map(|party| party.place);
        let standing: Vec<Option<Point>> = request.parties.iter().map(stands).collect();
        let joining: Vec<bool> = request.parties.iter().map(|id| self.joining.contains(id)).collect();
        let places = place_newcomers(&request.request, &standing, &joining)?;
        let placed = request.parties.iter().copied().zip(places);
        Some(placed.filter(|(id, _)| all.contains(id)).collect())
    }
}

/// The map as placing sees it, with the sizes of the picture, so that what is placed without overlaps is drawn
/// without.
fn request_for(map: &Organisation, flow: Flow, measurer: &dyn TextMeasurer) -> MapRequest {
    let size_of = |id: PartyId| map.party(id).map_or_else(Size::default, |party| party_size(party, measurer));
    let labels = label_sizes(map, measurer);
    let label_of = |id: SupplyId| labels.get(&id).copied();
    let (preset, margins) = (Preset::default(), FrameMargins::default());
    request_of(map, &size_of, &label_of, flow, preset, margins)
}

/// New places for those that may move: `movable`, or all that nobody has placed by hand.
fn places(
    map: &Organisation,
    flow: Flow,
    movable: Option<&HashSet<PartyId>>,
    measurer: &dyn TextMeasurer,
    progress: &Progress,
) -> Option<Vec<(PartyId, Point)>> {
    let mut request = request_for(map, flow, measurer);
    if let Some(movable) = movable {
        for (id, party) in request.parties.iter().zip(&mut request.request.parties) {
            let stays = !movable.contains(id) && map.members_of(*id).next().is_none();
            party.pin = map.party(*id).filter(|_| stays).map(|party| party.place).or(party.pin);
        }
    }
    let go_on = |share: f32| {
        progress.report(share);
        !progress.is_cancelled()
    };
    let mut placement = place(&request.request, &Watch::new(&go_on))?;
    if movable.is_none() {
        stay_around(&mut placement, &request, map);
    }
    Some(request.moves(&placement, map))
}

/// Where nobody is held, the whole stays around the point around which it was: nothing gets out of sight.
fn stay_around(placement: &mut Placement, request: &MapRequest, map: &Organisation) {
    if request.request.parties.iter().any(|party| party.pin.is_some()) {
        return;
    }
    let around = |places: &mut dyn Iterator<Item = Point>| {
        places.map(|place| Rect::new(place, place)).reduce(Rect::union).map(Rect::center)
    };
    let is_plain = |id: &PartyId| map.members_of(*id).next().is_none();
    let old =
        &mut request.parties.iter().filter(|id| is_plain(id)).filter_map(|id| Some(map.party(*id)?.place));
    let new =
        &mut request.parties.iter().zip(&placement.places).filter(|(id, _)| is_plain(id)).map(|(_, p)| *p);
    let Some((old, new)) = around(old).zip(around(new)) else { return };
    // Whole units: tidied once more, nothing moves by the error of a rounding.
    let (dx, dy) = ((old.x - new.x).round(), (old.y - new.y).round());
    placement.places.iter_mut().for_each(|place| *place = place.moved(dx, dy));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::text;
    use crate::model::SequentialIds;
    use crate::scene::{EvenLetters, Options, Theme, build};

    /// The map after `text` was put on it as quick entry does it.
    fn with(map: &Organisation, text: &str) -> Organisation {
        let import = text::import(text, map, &mut SequentialIds::after(map.parties().len() as u128 * 1_000));
        let (made, progress) = (&import.made, Progress::default());
        let flow = Flow::LeftToRight;
        let placed = import_and_place(map, "", &import.command, made, flow, &EvenLetters, &progress);
        let mut after = map.clone();
        perform(&mut after, &placed.unwrap().unwrap()).unwrap();
        after
    }

    fn place(map: &Organisation, name: &str) -> Point {
        map.parties_named(name).next().unwrap().place
    }

    /// The parties that are drawn in the frame of `team`, or across its edge.
    fn covered_by(map: &Organisation, team: &str) -> Vec<String> {
        let scene = build(map, &Options::default(), &Theme::light(), &EvenLetters);
        let area = |party: &Party| scene.party_box(party.id).unwrap().rect;
        let frame = area(map.parties_named(team).next().unwrap());
        let others = map.parties().filter(|party| party.name != team && area(party).overlaps(frame));
        others.map(|party| party.name.clone()).collect()
    }

    #[test]
    fn parties_that_join_a_new_team_come_together_and_nobody_else_moves() {
        let before = with(&Organisation::default(), "A -> B -> C -> D -> E -> F\nX -> C");
        let after = with(&before, "Crew / A\nCrew / F");
        assert_eq!(covered_by(&after, "Crew"), ["A", "F"]);
        for name in ["B", "C", "D", "E", "X"] {
            assert_eq!(place(&after, name), place(&before, name), "{name}");
        }
    }

    #[test]
    fn who_joins_a_team_and_covers_nobody_stays() {
        let before = with(&Organisation::default(), "A -> B -> C");
        let after = with(&before, "Crew / A\nCrew / B");
        assert_eq!(covered_by(&after, "Crew"), ["A", "B"]);
        assert_eq!(
            ["A", "B", "C"].map(|name| place(&after, name)),
            ["A", "B", "C"].map(|name| place(&before, name))
        );
    }

    #[test]
    fn who_joins_a_team_far_away_comes_to_it() {
        let before = with(&Organisation::default(), "Crew / A\nCrew / B\nA -> C -> D -> E -> F");
        let after = with(&before, "Crew / F");
        assert_eq!(covered_by(&after, "Crew"), ["A", "B", "F"]);
        assert_eq!(place(&after, "C"), place(&before, "C"));
    }
}
