//! Another trace is lit, or the same one goes further: only what looks different is drawn again.

use super::builder::SceneBuilder;
use super::redraw::Stale;
use super::{Emphasis, Options, TextMeasurer};
use crate::model::{Organisation, PartyId, Rect, SupplyId};
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

impl SceneBuilder {
    /// Lights another trace or another focus than now, where that is all that differs. Whether it could: where none was lit
    /// before, or none is afterwards, everything looks different.
    pub(super) fn relight(
        &mut self,
        organisation: &Organisation,
        options: &Options,
        measurer: &dyn TextMeasurer,
    ) -> bool {
        let Options { emphasis, focus, .. } = &options;
        let like_now = Options { emphasis: emphasis.clone(), focus: focus.clone(), ..self.options.clone() };
        let Some((mut parties, noted)) = differences(&self.options, options).filter(|_| like_now == *options)
        else {
            return false;
        };
        self.options = like_now;
        parties.retain(|party| organisation.party(*party).is_some());
        let ends = |party: &PartyId| {
            let both = organisation.supplies_from(*party).chain(organisation.supplies_to(*party));
            both.map(|supply| supply.id).collect::<Vec<_>>()
        };
        let noted = noted.into_iter().chain(parties.iter().flat_map(ends)).collect();
        let frames = parties.iter().filter_map(|party| self.scene.party_box(*party));
        let grounds: Vec<Rect> = frames.filter(|place| place.is_frame()).map(|place| place.rect).collect();
        self.redraw(organisation, &Stale { parties, noted, ..Stale::default() }, measurer);
        self.follow_grounds(organisation, &grounds, measurer);
        self.scene.settle();
        true
    }
}

/// The parties and supplies that may look different; `None` if everything may.
fn differences(before: &Options, after: &Options) -> Option<(BTreeSet<PartyId>, BTreeSet<SupplyId>)> {
    let (mut parties, mut supplies) = (BTreeSet::new(), BTreeSet::new());
    match (&before.emphasis, &after.emphasis) {
        (None, None) => {}
        (Some(before), Some(after)) => {
            let Emphasis { origins, parties: lit, supplies: ways, .. } = before.as_ref();
            parties.extend(origins.symmetric_difference(&after.origins));
            parties.extend(changed_keys(lit, &after.parties));
            supplies.extend(changed_keys(ways, &after.supplies));
        }
        _ => return None,
    }
    match (&before.focus, &after.focus) {
        (None, None) => {}
        (Some(before), Some(after)) => parties.extend(before.symmetric_difference(after)),
        _ => return None,
    }
    Some((parties, supplies))
}

fn changed_keys<'a, K: Copy + Eq + Hash, V: PartialEq>(
    before: &'a HashMap<K, V>,
    after: &'a HashMap<K, V>,
) -> impl Iterator<Item = K> + 'a {
    let gone = before.keys().filter(|key| !after.contains_key(key)).copied();
    let new = after.iter().filter(|(key, value)| before.get(key) != Some(value)).map(|(key, _)| *key);
    gone.chain(new)
}
