//! Who is my customer? Five published answers, each in its own order and with its reasons.

mod answer;
mod boss_and_buyers;
mod boss_team_customers;
mod channel;
mod colleagues_first;
mod everyone_downstream;
mod in_words;
mod lens;
#[cfg(test)]
mod oracle_tests;
mod serve_or_serve;

pub use answer::{Entry, Group, LensAnswer};
pub use lens::{Lens, Measure};

use super::{Graph, Trace};
use crate::model::Organisation;

/// What one lens answers for the traced party; `measure` is what makes an external customer the best.
pub fn look(map: &Organisation, graph: &Graph, trace: &Trace, lens: Lens, measure: Measure) -> LensAnswer {
    match lens {
        Lens::BossAndBuyers => boss_and_buyers::look(map, trace),
        Lens::BossTeamCustomers => boss_team_customers::look(map, trace),
        Lens::ColleaguesFirst => colleagues_first::look(map, graph, trace, measure),
        Lens::ServeOrServe => serve_or_serve::look(map, trace),
        Lens::EveryoneDownstream => everyone_downstream::look(map, trace),
    }
}
