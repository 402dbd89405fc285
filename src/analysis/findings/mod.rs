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
/// `review` says when the map was last looked over; without it that question is not asked. Once nobody wants the
/// list any more, what is in it does not matter.
pub fn findings(
    map: &Organisation,
    graph: &Graph,
    sight: &Sight,
    review: Option<Review>,
    is_wanted: &dyn Fn() -> bool,
) -> Vec<Finding> {
    let survey = Survey { map, graph, sight };
    let hinges = Hinges::of_all_customers(graph, is_wanted);
    let finders: [&dyn Fn() -> Vec<Finding>; 14] = [
        &|| no_line_of_sight::find(&survey),
        &|| closed_loop::find(&survey),
        &|| unserved::find(&survey),
        &|| gatekeeper::find(&survey, &hinges),
        &|| single_thread::find(&survey, &hinges),
        &|| weakest::find(&survey),
        &|| promises::find(&survey),
        &|| ratings::find(&survey),
        &|| standings::find(&survey),
        &|| payer_channel::find(&survey),
        &|| Vec::from_iter(one_way::find(&survey)),
        &|| names::find(&survey),
        &|| Vec::from_iter(self_care::find(&survey)),
        &|| Vec::from_iter(review.and_then(review::find)),
    ];
    let mut found: Vec<Finding> =
        finders.iter().take_while(|_| is_wanted()).flat_map(|find| find()).collect();
    sort(&mut found);
    found
}

fn sort(found: &mut [Finding]) {
    found.sort_by_cached_key(|finding| (Reverse(finding.weight), finding.kind, finding.key()));
}
