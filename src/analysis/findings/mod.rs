//! Plain questions for the room, each with its place on the map, the most consequential first.

mod asked;
#[cfg(test)]
mod brute_force;
mod closed_loop;
mod finding;
mod gatekeeper;
mod hinges;
mod kind;
mod names;
mod no_line_of_sight;
mod one_way;
mod payer_channel;
mod promises;
mod ratings;
mod review;
mod self_care;
mod single_thread;
mod standings;
mod survey;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod unserved;
mod weakest;

pub use asked::Asked;
pub use finding::Finding;
pub use kind::FindingKind;
pub use review::Review;

use super::{Graph, Sight};
use crate::model::Organisation;
use hinges::Hinges;
use std::cmp::Reverse;
use survey::Survey;

/// Everything worth asking about, the most consequential first; the same map always gives the same list.
///
/// `review` says when the map was last looked over; without it that question is not asked.
pub fn findings(map: &Organisation, graph: &Graph, sight: &Sight, review: Option<Review>) -> Vec<Finding> {
    let survey = Survey { map, graph, sight };
    let hinges = Hinges::of_all_customers(graph);
    let mut found = no_line_of_sight::find(&survey);
    found.extend(closed_loop::find(&survey));
    found.extend(unserved::find(&survey));
    found.extend(gatekeeper::find(&survey, &hinges));
    found.extend(single_thread::find(&survey, &hinges));
    found.extend(weakest::find(&survey));
    found.extend(promises::find(&survey));
    found.extend(ratings::find(&survey));
    found.extend(standings::find(&survey));
    found.extend(payer_channel::find(&survey));
    found.extend(one_way::find(&survey));
    found.extend(names::find(&survey));
    found.extend(self_care::find(&survey));
    found.extend(review.and_then(review::find));
    sort(&mut found);
    found
}

fn sort(found: &mut [Finding]) {
    found.sort_by_cached_key(|finding| (Reverse(finding.weight), finding.kind, finding.key()));
}
