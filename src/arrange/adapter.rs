use super::{End, Flow, FrameMargins, PartyBox, Placement, Preset, Request, SupplyLine};
use crate::model::{
    Hold, Organisation, Party, PartyId, PartyKind, Point, Size, Supply, SupplyId, SupplyKind,
};
use std::collections::{HashMap, HashSet};

/// A request about an organisation, with the party that each index stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapRequest {
    /// What is to be placed.
    pub request: Request,
    /// The party at each index of [`Request::parties`].
    pub parties: Vec<PartyId>,
    /// The supply at each index of [`Request::supplies`].
    pub supplies: Vec<SupplyId>,
}

impl MapRequest {
    /// The new places in the form of [`crate::edit::Command::Move`]: those of the parties that may move and
    /// would.
    pub fn moves(&self, placement: &Placement, organisation: &Organisation) -> Vec<(PartyId, Point)> {
        let placed = self.parties.iter().zip(&self.request.parties).zip(&placement.places);
        placed
            .filter(|((id, party), place)| {
                let old = organisation.party(**id).map(|party| party.place);
                party.pin.is_none() && old.is_some_and(|old| old != **place)
            })
            .map(|((id, _), place)| (*id, *place))
            .collect()
    }
}

/// What placement needs to know about `organisation`: everything that is drawn, with the sizes that the
/// picture gives it. Members of folded teams are left out; their supplies end at the team.
///
/// For an open team `size_of` says how much room its name takes.
/// Parties that are pinned or placed by hand stay where they are.
pub fn request_of(
    organisation: &Organisation,
    size_of: &dyn Fn(PartyId) -> Size,
    label_of: &dyn Fn(SupplyId) -> Option<Size>,
    flow: Flow,
    preset: Preset,
    margins: FrameMargins,
) -> MapRequest {
    let shown: Vec<&Party> =
        organisation.parties().filter(|party| drawn_as(organisation, party.id) == party.id).collect();
    let parties: Vec<PartyId> = shown.iter().map(|party| party.id).collect();
    let number: HashMap<PartyId, u32> = parties.iter().enumerate().map(|(at, id)| (*id, at as u32)).collect();
    let boxes = shown.iter().map(|party| {
        let open_team = is_open_team(organisation, party);
        PartyBox {
            size: if open_team { least_frame(party, size_of(party.id)) } else { size_of(party.id) },
            team: party.team.and_then(|team| number.get(&team).copied()),
            end: end_of(party.kind),
            pin: (party.hold != Hold::Free && !open_team).then_some(party.place),
        }
    });
    let boxes = boxes.collect();
    let mut supplies = Vec::new();
    let mut lines = Vec::new();
    let mut placing = PlacingSupplies::new(organisation);
    for supply in organisation.supplies().filter(|supply| placing.counts(supply)) {
        let end = |id| number.get(&drawn_as(organisation, id)).copied();
        if let (Some(from), Some(to)) = (end(supply.supplier), end(supply.customer)) {
            supplies.push(supply.id);
            lines.push(SupplyLine { from, to, label: label_of(supply.id) });
        }
    }
    MapRequest {
        request: Request { parties: boxes, supplies: lines, flow, preset, margins },
        parties,
        supplies,
    }
}

/// Tells which supplies decide where parties stand.
///
/// What is delivered in the agreed ways does. Feedback on the quiet, reports and word of how well it went
/// often run the other way: they count between parties that have nothing to do with any delivery, and
/// once for each of them to hold it near one of the others.
struct PlacingSupplies {
    in_flow: HashSet<PartyId>,
    held: HashSet<PartyId>,
}

impl PlacingSupplies {
    fn new(organisation: &Organisation) -> Self {
        let carries = |supply: &&Supply| is_flow(supply) && !supply.is_to_self();
        let ends = organisation.supplies().filter(carries).flat_map(|s| [s.supplier, s.customer]);
        Self { in_flow: ends.collect(), held: HashSet::new() }
    }

    fn counts(&mut self, supply: &Supply) -> bool {
        if is_flow(supply) {
            return true;
        }
        match (self.in_flow.contains(&supply.supplier), self.in_flow.contains(&supply.customer)) {
            (true, true) => false,
            (false, false) => true,
            (true, false) => self.held.insert(supply.customer),
            (false, true) => self.held.insert(supply.supplier),
        }
    }
}

/// Whether a supply is part of the stream from suppliers to customers.
fn is_flow(supply: &Supply) -> bool {
    supply.kind == SupplyKind::Delivers && !supply.informal
}

/// The party whose box stands for `id`: itself, or the outermost folded team around it.
fn drawn_as(organisation: &Organisation, id: PartyId) -> PartyId {
    let mut around = organisation.teams_around(id).into_iter();
    let folded = |team: &PartyId| organisation.party(*team).is_some_and(|team| team.folded);
    around.rfind(folded).unwrap_or(id)
}

fn is_open_team(organisation: &Organisation, party: &Party) -> bool {
    party.kind == PartyKind::Team && !party.folded && organisation.members_of(party.id).next().is_some()
}

/// As large as somebody has dragged the frame, and as wide as the team's name.
fn least_frame(team: &Party, name: Size) -> Size {
    let dragged = team.frame.unwrap_or_default();
    Size::new(dragged.width.max(name.width), dragged.height)
}

fn end_of(kind: PartyKind) -> End {
    match kind {
        PartyKind::Supplier => End::First,
        kind if kind.is_external_customer() => End::Last,
        _ => End::None,
    }
}
