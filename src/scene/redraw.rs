use super::builder::SceneBuilder;
use super::bundles::{Pair, stand_in};
use super::draw::{Draw, note_depth, supply_depth};
use super::frame::FrameTitle;
use super::grounds::changed_ground;
use super::{Depth, Figure, Layer, PartyBox, TextMeasurer};
use crate::model::{Organisation, Party, PartyId, PartyKind, Point, Rect, Supply, SupplyId};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What has to be looked at again.
#[derive(Debug, Default)]
pub(super) struct Stale {
    pub(super) parties: BTreeSet<PartyId>,
    pub(super) supplies: BTreeSet<SupplyId>,
    /// Supplies whose badges may have changed.
    pub(super) noted: BTreeSet<SupplyId>,
    /// Nothing has been drawn yet.
    pub(super) everything: bool,
}

/// What came of looking for boxes.
#[derive(Default)]
struct Placed {
    /// Parties whose box has changed, appeared or gone.
    moved: BTreeSet<PartyId>,
    /// Teams that lost, got or moved a member.
    teams: BTreeSet<PartyId>,
    /// Where frames have come or gone.
    grounds: Vec<Rect>,
}

/// Brings the picture up to date, from the boxes outwards: what is inside a frame before the frame,
/// boxes before the lines between them.
impl SceneBuilder {
    pub(super) fn redraw(&mut self, organisation: &Organisation, stale: &Stale, measurer: &dyn TextMeasurer) {
        self.scene.set_pallor(self.pallor());
        let Placed { moved, teams, grounds } = self.place_boxes(organisation, &stale.parties, measurer);
        let mut drawn = stale.parties.clone();
        drawn.extend(moved.iter().chain(&teams));
        let renamed = self.draw_parties(organisation, &drawn, measurer);
        if !stale.everything {
            let neighbours = renamed.iter().flat_map(|party| neighbours(organisation, *party)).collect();
            self.draw_parties(organisation, &neighbours, measurer);
        }

        let pairs = self.stale_pairs(organisation, stale, &moved, &renamed);
        self.draw_lines(organisation, Some(&pairs).filter(|_| !stale.everything), &moved, measurer);
        if !stale.everything {
            self.follow_grounds(organisation, &grounds, measurer);
        }
        self.draw_caption(organisation, measurer);
        self.scene.settle();
    }

    /// Finds out where the stale parties and the teams around them are.
    fn place_boxes(
        &mut self,
        organisation: &Organisation,
        stale: &BTreeSet<PartyId>,
        measurer: &dyn TextMeasurer,
    ) -> Placed {
        let mut around_stale = BTreeSet::new();
        let mut placed = Placed::default();
        for id in stale {
            let around = organisation.teams_around(*id);
            let before = self.teams_around.insert(*id, around.clone()).unwrap_or_default();
            around_stale.extend(around.into_iter().chain(before));
            match organisation.party(*id) {
                Some(party) if self.is_frame(organisation, party) => _ = around_stale.insert(*id),
                Some(party) => self.set_box(*id, self.box_of(organisation, party, measurer), &mut placed),
                None => {
                    self.teams_around.remove(id);
                    self.set_box(*id, None, &mut placed);
                }
            }
        }
        let mut teams: Vec<&Party> = around_stale.iter().filter_map(|id| organisation.party(*id)).collect();
        teams.sort_by_key(|team| Reverse(organisation.teams_around(team.id).len()));
        for team in teams {
            let place = if self.is_frame(organisation, team) {
                self.frame_of(organisation, team, measurer)
            } else {
                self.box_of(organisation, team, measurer)
            };
            self.set_box(team.id, place, &mut placed);
        }
        Placed { teams: around_stale, ..placed }
    }

    fn set_box(&mut self, id: PartyId, place: Option<PartyBox>, placed: &mut Placed) {
        let before = match place {
            Some(place) => self.scene.boxes.insert(id, place),
            None => self.scene.boxes.remove(&id),
        };
        if before != place {
            self.scene.frames.change(id, before, place);
            placed.grounds.append(&mut changed_ground(before, place));
            placed.moved.insert(id);
        }
    }

    fn box_of(
        &self,
        organisation: &Organisation,
        party: &Party,
        measurer: &dyn TextMeasurer,
    ) -> Option<PartyBox> {
        if !self.is_shown(organisation, party.id) {
            return None;
        }
        let size = self.draw(organisation, measurer).party_text(party).size;
        let center = self.preview.get(&party.id).copied().unwrap_or(party.place);
        Some(PartyBox {
            rect: Rect::around(center, size),
            title: None,
            depth: depth_of(organisation, party.id),
        })
    }

    fn frame_of(
        &self,
        organisation: &Organisation,
        team: &Party,
        measurer: &dyn TextMeasurer,
    ) -> Option<PartyBox> {
        if !self.is_shown(organisation, team.id) {
            return None;
        }
        let members = organisation.members_of(team.id).filter_map(|member| self.scene.party_box(member.id));
        let members = members.map(|member| member.rect).reduce(Rect::union)?;
        let title = FrameTitle::new(team, measurer);
        let rect = title.frame(team, members);
        Some(PartyBox { rect, title: Some(title.tab(rect)), depth: depth_of(organisation, team.id) })
    }

    /// Whether a team is drawn as a frame around its members.
    fn is_frame(&self, organisation: &Organisation, party: &Party) -> bool {
        party.kind == PartyKind::Team
            && !party.folded
            && organisation.members_of(party.id).any(|member| self.is_shown(organisation, member.id))
    }

    fn is_shown(&self, organisation: &Organisation, party: PartyId) -> bool {
        stand_in(organisation, party) == party && self.options.has_party(organisation, party)
    }

    /// Draws the boxes of `parties`. Returns those whose name has changed; one that is not drawn may have another.
    fn draw_parties(
        &mut self,
        organisation: &Organisation,
        parties: &BTreeSet<PartyId>,
        measurer: &dyn TextMeasurer,
    ) -> BTreeSet<PartyId> {
        let mut renamed = BTreeSet::new();
        for id in parties {
            let before = self.remembered_name(*id);
            let party = organisation.party(*id).zip(self.scene.party_box(*id).copied());
            let Some((party, place)) = party else {
                self.erase_party(*id);
                renamed.insert(*id);
                continue;
            };
            let draw = self.draw(organisation, measurer);
            let figure = draw.party(party, place);
            let notes = draw.party_notes(*id, badge_corner(&place));
            if before.is_some_and(|name| name != figure.tag.name) {
                renamed.insert(*id);
            }
            self.put_party(*id, figure);
            self.put_or_remove(note_depth((*id).into()), notes);
        }
        renamed
    }

    /// The lines that have to be drawn again, after every supply that may have changed its ends was looked at.
    fn stale_pairs(
        &mut self,
        organisation: &Organisation,
        stale: &Stale,
        moved: &BTreeSet<PartyId>,
        renamed: &BTreeSet<PartyId>,
    ) -> BTreeSet<Pair> {
        let supplies = stale_supplies(organisation, stale, moved);
        let mut pairs: BTreeSet<Pair> =
            stale.noted.iter().filter_map(|id| self.bundles.pair_of(*id)).collect();
        for id in supplies {
            let pair = self.pair_for(organisation, id);
            let before = self.bundles.pair_of(id);
            if before != pair || stale.supplies.contains(&id) {
                pairs.extend(before.into_iter().chain(pair));
            }
            if pair.is_none() || before != pair {
                self.erase_line(id);
            }
            self.bundles.set(id, pair);
        }
        pairs.extend(moved.union(renamed).flat_map(|party| self.bundles.pairs_at(*party)));
        if !stale.everything {
            // A party inside a folded team is named by lines that end at the team.
            let own = renamed.iter().flat_map(|party| supplies_at(organisation, *party));
            pairs.extend(own.filter_map(|supply| self.bundles.pair_of(supply.id)));
        }
        pairs
    }

    /// Between which two boxes a supply is drawn; `None` if it is not.
    fn pair_for(&self, organisation: &Organisation, id: SupplyId) -> Option<Pair> {
        let supply = organisation.supply(id)?;
        if !self.options.has_supply(organisation, supply) {
            return None;
        }
        let (from, to) = (stand_in(organisation, supply.supplier), stand_in(organisation, supply.customer));
        self.scene.party_box(from)?;
        self.scene.party_box(to)?;
        let is_inside_folded_team = from == to && !supply.is_to_self();
        (!is_inside_folded_team).then(|| Pair::new(from, to))
    }

    pub(super) fn draw<'a>(
        &'a self,
        organisation: &'a Organisation,
        measurer: &'a dyn TextMeasurer,
    ) -> Draw<'a> {
        Draw { organisation, options: &self.options, theme: &self.theme, dim: &self.dim, measurer }
    }

    pub(super) fn put(&mut self, figure: Figure) {
        let areas = vec![figure.bounds];
        self.scene.put(figure, areas);
    }

    pub(super) fn put_or_remove(&mut self, depth: Depth, figure: Option<Figure>) {
        match figure {
            Some(figure) => self.put(figure),
            None => self.scene.remove(&depth),
        }
    }

    fn put_party(&mut self, id: PartyId, figure: Figure) {
        let before = self.party_depths.insert(id, figure.depth);
        if let Some(depth) = before.filter(|depth| *depth != figure.depth) {
            self.scene.remove(&depth);
        }
        self.put(figure);
    }

    fn erase_party(&mut self, id: PartyId) {
        if let Some(depth) = self.party_depths.remove(&id) {
            self.scene.remove(&depth);
        }
        self.scene.remove(&note_depth(id.into()));
    }

    pub(super) fn erase_line(&mut self, id: SupplyId) {
        self.scene.remove(&supply_depth(Layer::Supply, id));
        self.scene.remove(&supply_depth(Layer::SupplyLabel, id));
        self.scene.remove(&note_depth(id.into()));
        self.scene.lines.remove(&id);
    }

    fn remembered_name(&self, id: PartyId) -> Option<String> {
        let figure = self.scene.figure_at(self.party_depths.get(&id)?)?;
        Some(figure.tag.name.clone())
    }
}

/// The supplies that may have changed the boxes between which they are drawn.
fn stale_supplies(
    organisation: &Organisation,
    stale: &Stale,
    moved: &BTreeSet<PartyId>,
) -> BTreeSet<SupplyId> {
    if stale.everything {
        return organisation.supplies().map(|supply| supply.id).collect();
    }
    let mut supplies = stale.supplies.clone();
    for party in stale.parties.union(moved) {
        supplies.extend(supplies_at(organisation, *party).map(|supply| supply.id));
    }
    supplies
}

/// Where the badges of a party end: at the upper right corner of its box, at the title of a frame.
fn badge_corner(place: &PartyBox) -> Point {
    match place.title {
        Some(title) => Point::new(place.rect.max.x.min(title.max.x + 60.0), place.rect.min.y),
        None => Point::new(place.rect.max.x + 4.0, place.rect.min.y),
    }
}

fn depth_of(organisation: &Organisation, party: PartyId) -> u32 {
    organisation.teams_around(party).len() as u32
}

fn supplies_at(organisation: &Organisation, party: PartyId) -> impl Iterator<Item = &Supply> {
    organisation.supplies_from(party).chain(organisation.supplies_to(party))
}

fn neighbours(organisation: &Organisation, party: PartyId) -> impl Iterator<Item = PartyId> {
    let customers = organisation.supplies_from(party).map(|supply| supply.customer);
    let suppliers = organisation.supplies_to(party).map(|supply| supply.supplier);
    customers.chain(suppliers)
}
