use crate::analysis::Reach;
use crate::analysis::lenses::{Lens, LensAnswer};
use crate::model::{Flow, Note, Organisation, PartyId, Supply, SupplyId, Visibility};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What of an organisation is shown, and what of it stands out.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The trace that is lit; the rest is dimmed.
    pub emphasis: Option<Arc<Emphasis>>,
    /// Only these parties and what flows between them stay bright; the rest is dimmed.
    pub focus: Option<BTreeSet<PartyId>>,
    /// Only this is drawn at all.
    pub only: Option<Only>,
    /// Which notes have a badge while they are open.
    pub notes: NotesShown,
    /// Whether the holder of a role is named.
    pub holders: bool,
    /// Whether ratings are shown.
    pub ratings: bool,
    /// Which way lines run by preference, where the places of the parties do not say.
    pub flow: Flow,
    /// The bundle with this supply is fanned out: each of its supplies is a line of its own.
    pub fanned: Option<SupplyId>,
    /// Title, date and legend around the picture.
    pub caption: Option<Caption>,
}

/// A trace as the picture shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// Where the trace begins.
    pub origins: BTreeSet<PartyId>,
    /// The parties that the trace reaches.
    pub parties: HashMap<PartyId, Lit>,
    /// The supplies that it follows.
    pub supplies: HashMap<SupplyId, Way>,
    /// The lens that names the parties; their numbers are its order then, not hand-offs.
    pub lens: Option<Lens>,
}

impl Emphasis {
    /// The trace of `origins` as far as `reach` goes; who stands on both sides is shown downstream.
    pub fn of(origins: &[PartyId], reach: &Reach) -> Self {
        let lit = |way, (party, ring): (&PartyId, &u32)| (*party, Lit { way, ring: *ring });
        let upstream = reach.upstream.iter().map(|entry| lit(Way::Upstream, entry));
        let downstream = reach.downstream.iter().map(|entry| lit(Way::Downstream, entry));
        let supplies_up = reach.supplies_upstream.keys().map(|supply| (*supply, Way::Upstream));
        let supplies_down = reach.supplies_downstream.keys().map(|supply| (*supply, Way::Downstream));
        Self {
            origins: origins.iter().copied().collect(),
            parties: upstream.chain(downstream).collect(),
            supplies: supplies_up.chain(supplies_down).collect(),
            lens: None,
        }
    }

    /// Exactly those whom a lens names for `origin`, numbered in its order.
    pub fn through(answer: &LensAnswer, origin: PartyId) -> Self {
        let named = answer.named().into_iter().filter(|party| *party != origin);
        let entries = answer.groups.iter().flat_map(|group| &group.entries);
        Self {
            origins: BTreeSet::from([origin]),
            parties: (1..).zip(named).map(|(ring, id)| (id, Lit { way: Way::Downstream, ring })).collect(),
            supplies: entries.flat_map(|entry| &entry.supplies).map(|id| (*id, Way::Downstream)).collect(),
            lens: Some(answer.lens),
        }
    }
}

/// How a party is reached by the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lit {
    /// Which way the trace went.
    pub way: Way,
    /// Hand-offs from the origin, or the place in the order of a lens.
    pub ring: u32,
}

/// Which way a trace goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// To the customers.
    Downstream,
    /// To the suppliers.
    Upstream,
}

/// The part of the map that is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Only {
    /// These parties, and the members of those that are teams.
    pub parties: BTreeSet<PartyId>,
    /// Of the supplies between them these; all if not said.
    pub supplies: Option<BTreeSet<SupplyId>>,
}

/// Which notes may be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotesShown {
    /// All, those for the facilitator only too.
    All,
    /// All that are not for the facilitator only: what a projector may show.
    #[default]
    ForTheRoom,
    /// None.
    None,
}

impl NotesShown {
    /// Whether `note` may be seen, open or resolved.
    pub fn includes(self, note: &Note) -> bool {
        match self {
            Self::All => true,
            Self::ForTheRoom => note.visibility != Visibility::Facilitator,
            Self::None => false,
        }
    }
}

/// What is written around a picture that leaves the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// A line above the picture; none if empty.
    pub title: String,
    /// The day of the picture, ready to print; none if empty.
    pub date: String,
    /// Whether the shapes and lines that occur are explained.
    pub legend: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            emphasis: None,
            focus: None,
            only: None,
            notes: NotesShown::default(),
            holders: true,
            ratings: true,
            flow: Flow::default(),
            fanned: None,
            caption: None,
        }
    }
}

impl Options {
    /// What may leave the house: no notes, no ratings, no holders.
    pub fn public() -> Self {
        Self { notes: NotesShown::None, holders: false, ratings: false, ..Self::default() }
    }

    /// Whether something stands out, and everything else is pale.
    pub(super) fn lights_something(&self) -> bool {
        self.emphasis.is_some() || self.focus.is_some()
    }

    /// Whether `party` belongs to the part of the map that is drawn.
    pub(super) fn has_party(&self, organisation: &Organisation, party: PartyId) -> bool {
        self.only.as_ref().is_none_or(|only| {
            only.parties.contains(&party)
                || organisation.teams_around(party).iter().any(|team| only.parties.contains(team))
        })
    }

    /// Whether `supply` and both its ends belong to the part of the map that is drawn.
    pub(super) fn has_supply(&self, organisation: &Organisation, supply: &Supply) -> bool {
        let wanted = self.only.as_ref().and_then(|only| only.supplies.as_ref());
        wanted.is_none_or(|wanted| wanted.contains(&supply.id))
            && self.has_party(organisation, supply.supplier)
            && self.has_party(organisation, supply.customer)
    }
}
