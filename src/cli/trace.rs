use super::args::TraceArguments;
use super::failure::Failure;
use super::{counted, lens, party_names, session};
use crate::analysis::lenses::Lens;
use crate::analysis::{Graph, Trace, UltimateCustomer, behind, loop_sentence, ring_title, sentence, trace};
use crate::model::{Organisation, PartyId, PartyKind, SupplyId};
use serde::Serialize;
use std::fmt::Write;

/// `baton trace MAP [ROLE] [--lens L] [--json]`
pub(super) fn run(arguments: &TraceArguments) -> Result<String, Failure> {
    let map = session::read(&arguments.map)?;
    let graph = Graph::of(&map);
    if let Some(lens) = arguments.lens.as_deref().and_then(Lens::from_word) {
        return through_lens(arguments, &map, &graph, lens);
    }
    let answer = |party| Answer::new(&map, &trace(&map, &graph, party)).with_rings(&map, &graph, party);
    if let Some(name) = &arguments.role {
        let answer = answer(party_names::party_called(&map, name)?);
        return Ok(if arguments.json { super::json(&answer)? } else { answer.lines() });
    }
    let roles = map.parties().filter(|party| party.kind == PartyKind::Role);
    let answers: Vec<Answer> = roles.map(|role| answer(role.id)).collect();
    if arguments.json {
        return super::json(&answers);
    }
    if answers.is_empty() {
        return Ok("There is no role on the map yet.\n".to_owned());
    }
    Ok(answers.iter().map(Answer::lines).collect::<Vec<_>>().join("\n"))
}

fn through_lens(
    arguments: &TraceArguments,
    map: &Organisation,
    graph: &Graph,
    lens: Lens,
) -> Result<String, Failure> {
    let answer = |party| lens::Answer::new(map, graph, party, lens);
    if let Some(name) = &arguments.role {
        let answer = answer(party_names::party_called(map, name)?);
        return Ok(if arguments.json { super::json(&answer)? } else { answer.lines() });
    }
    let roles = map.parties().filter(|party| party.kind == PartyKind::Role);
    let answers: Vec<lens::Answer> = roles.map(|role| answer(role.id)).collect();
    if arguments.json {
        return super::json(&answers);
    }
    Ok(answers.iter().map(lens::Answer::lines).collect::<Vec<_>>().join("\n"))
}

/// A trace as it is printed; the field names and their order are those of the command's JSON.
#[derive(Debug, Serialize)]
struct Answer {
    role: String,
    dependants: usize,
    direct_customers: Vec<Direct>,
    ultimate_customers: Vec<Ultimate>,
    #[serde(rename = "loop")]
    looped: Vec<String>,
    line_of_sight: bool,
    /// For an external customer: who works towards it, ring by ring.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    behind: Vec<Vec<String>>,
    #[serde(skip)]
    remark: Option<String>,
}

#[derive(Debug, Serialize)]
struct Direct {
    name: String,
    kind: &'static str,
    what: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Ultimate {
    name: String,
    kind: &'static str,
    handoffs: u32,
    chains: u32,
    path: Vec<String>,
    supplies: Vec<String>,
    weakest: Option<Weakest>,
    sentence: String,
}

#[derive(Debug, Serialize)]
struct Weakest {
    supplier: String,
    customer: String,
    rating: Option<u8>,
}

impl Answer {
    fn new(map: &Organisation, trace: &Trace) -> Self {
        let direct = trace.direct_customers.iter().map(|direct| Direct {
            name: name(map, direct.party),
            kind: kind(map, direct.party),
            what: direct.what.clone(),
        });
        Self {
            role: name(map, trace.party),
            dependants: trace.dependants.len(),
            direct_customers: direct.collect(),
            ultimate_customers: trace.ultimate_customers.iter().map(|c| Ultimate::new(map, c)).collect(),
            looped: trace.loop_with.iter().map(|id| name(map, *id)).collect(),
            line_of_sight: trace.has_line_of_sight(),
            behind: Vec::new(),
            remark: loop_sentence(map, trace),
        }
    }

    /// An external customer is traced backwards too; that it supplies nobody goes without saying.
    fn with_rings(mut self, map: &Organisation, graph: &Graph, party: PartyId) -> Self {
        if map.party(party).is_some_and(|party| party.kind.is_external_customer()) {
            let rings = behind(graph, &[party]).rings;
            self.behind = rings.iter().map(|ring| ring.iter().map(|id| name(map, *id)).collect()).collect();
            self.remark = self.remark.filter(|_| self.dependants > 0);
        }
        self
    }

    fn lines(&self) -> String {
        let mut lines = format!("{}: {}\n", self.role, counted(self.dependants, "dependant"));
        // Writing to a string cannot fail.
        for customer in &self.ultimate_customers {
            let _ = writeln!(lines, "  {}", customer.sentence);
            let _ = writeln!(
                lines,
                "    {}, {}{}",
                counted(customer.handoffs as usize, "hand-off"),
                counted(customer.chains as usize, "separate chain"),
                customer.weakest.as_ref().map_or_else(String::new, Weakest::words)
            );
        }
        if let Some(remark) = &self.remark {
            let _ = writeln!(lines, "  {remark}");
        }
        for (handoffs, ring) in (1..).zip(&self.behind) {
            let _ = writeln!(lines, "  {}: {}", ring_title(handoffs), ring.join(", "));
        }
        lines
    }
}

impl Ultimate {
    fn new(map: &Organisation, customer: &UltimateCustomer) -> Self {
        let what = |id: &SupplyId| map.supply(*id).map(|supply| supply.what.clone()).unwrap_or_default();
        Self {
            name: name(map, customer.party),
            kind: kind(map, customer.party),
            handoffs: customer.handoffs,
            chains: customer.chains,
            path: customer.path.iter().map(|id| name(map, *id)).collect(),
            supplies: customer.supplies.iter().map(what).collect(),
            weakest: customer.weakest.and_then(|id| Weakest::new(map, id)),
            sentence: sentence(map, customer),
        }
    }
}

impl Weakest {
    fn new(map: &Organisation, id: SupplyId) -> Option<Self> {
        let supply = map.supply(id)?;
        Some(Self {
            supplier: name(map, supply.supplier),
            customer: name(map, supply.customer),
            rating: supply.customers_rating.map(crate::model::Rating::value),
        })
    }

    fn words(&self) -> String {
        let rating = self.rating.map_or_else(String::new, |rating| format!(", rated {rating} of 5"));
        format!("; weakest: {} → {}{rating}", self.supplier, self.customer)
    }
}

fn name(map: &Organisation, id: PartyId) -> String {
    map.party(id).map(|party| party.name.clone()).unwrap_or_default()
}

fn kind(map: &Organisation, id: PartyId) -> &'static str {
    map.party(id).map_or("", |party| party.kind.word())
}
