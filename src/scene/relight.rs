//! Another trace is lit, or the same one goes further, or none is: only what is lit before or afterwards is drawn again.
//! Everything else stays as it is, and is pale or not ([`Pallor`]).

use super::builder::SceneBuilder;
use super::redraw::Stale;
use super::{Emphasis, Options, Pallor, TextMeasurer};
use crate::model::{Organisation, PartyId, Rect, SupplyId};
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

impl SceneBuilder {
    /// How what does not stand out looks now.
    pub(super) fn pallor(&self) -> Option<Pallor> {
        self.options.lights_something().then(|| self.theme.pallor())
    }

    /// Lights another trace or another focus than now, where that is all that differs. Whether it is.
    pub(super) fn relight(
        &mut self,
        organisation: &Organisation,
        options: &Options,
        measurer: &dyn TextMeasurer,
    ) -> bool {
        let Options { emphasis, focus, .. } = &options;
        let like_now = Options { emphasis: emphasis.clone(), focus: focus.clone(), ..self.options.clone() };
        if like_now != *options {
            return false;
        }
        let Relit { mut parties, supplies, focused } = Relit::between(&self.options, options);
        self.options = like_now;
        parties.retain(|party| organisation.party(*party).is_some());
        let ends = |party: &PartyId| {
            let both = organisation.supplies_from(*party).chain(organisation.supplies_to(*party));
            both.map(|supply| supply.id).collect::<Vec<_>>()
        };
        let noted = supplies.into_iter().chain(focused.iter().flat_map(ends)).collect();
        let frames = parties.iter().filter_map(|party| self.scene.party_box(*party));
        let grounds: Vec<Rect> = frames.filter(|place| place.is_frame()).map(|place| place.rect).collect();
        self.redraw(organisation, &Stale { parties, noted, ..Stale::default() }, measurer);
        self.follow_grounds(organisation, &grounds, measurer);
        self.scene.settle();
        true
    }
}

/// What may look different otherwise than by being pale.
#[derive(Default)]
struct Relit {
    parties: BTreeSet<PartyId>,
    supplies: BTreeSet<SupplyId>,
    /// All lines of these may look different.
    focused: BTreeSet<PartyId>,
}

impl Relit {
    fn between(before: &Options, after: &Options) -> Self {
        let mut relit = Self::default();
        let (nothing, nobody) = (Emphasis::default(), BTreeSet::new());
        let [lit, next] = [before, after].map(|options| options.emphasis.as_deref().unwrap_or(&nothing));
        let [focus, next_focus] = [before, after].map(|options| options.focus.as_ref().unwrap_or(&nobody));
        relit.parties.extend(lit.origins.symmetric_difference(&next.origins));
        relit.parties.extend(changed_keys(&lit.parties, &next.parties));
        relit.supplies.extend(changed_keys(&lit.supplies, &next.supplies));
        relit.focused.extend(focus.symmetric_difference(next_focus));
        let is_kept = |is_there: fn(&Options) -> bool| is_there(before) == is_there(after);
        if !is_kept(|options| options.emphasis.is_some()) || !is_kept(|options| options.focus.is_some()) {
            // What stands out does so for both, for one, or for no reason.
            for emphasis in [lit, next] {
                relit.parties.extend(emphasis.origins.iter().chain(emphasis.parties.keys()));
                relit.supplies.extend(emphasis.supplies.keys());
            }
            relit.focused.extend(focus.union(next_focus));
        }
        relit.parties.extend(&relit.focused);
        relit
    }
}

fn changed_keys<'a, K: Copy + Eq + Hash, V: PartialEq>(
    before: &'a HashMap<K, V>,
    after: &'a HashMap<K, V>,
) -> impl Iterator<Item = K> + 'a {
    let gone = before.keys().filter(|key| !after.contains_key(key)).copied();
    let new = after.iter().filter(|(key, value)| before.get(key) != Some(value)).map(|(key, _)| *key);
    gone.chain(new)
}
