use super::args::ReadArguments;
use super::failure::Failure;
use super::session;
use crate::analysis::findings::{Asked, Finding, Review, findings};
use crate::analysis::{Graph, trace_all};
use crate::model::{Day, ElementId, Organisation};
use jiff::{Timestamp, Zoned};
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

/// After as many days without a change the room is asked whether the map is still true.
const REVIEW_DAYS: u32 = 90;

/// `baton findings MAP [--json]`
pub(super) fn run(arguments: &ReadArguments) -> Result<String, Failure> {
    let map = session::read(&arguments.map)?;
    let graph = Graph::of(&map);
    let found = findings(&map, &graph, &trace_all(&graph), review(&arguments.map), &|| true);
    if arguments.json {
        return super::json(&found.iter().map(|finding| Answer::new(&map, finding)).collect::<Vec<_>>());
    }
    Ok(lines(&Asked::of(&map, found)))
}

fn lines(asked: &Asked) -> String {
    let mut lines = String::new();
    for finding in &asked.open {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{}: {}", finding.kind.title(), finding.question);
    }
    if asked.open.is_empty() {
        lines.push_str("Nothing to ask.\n");
    }
    match asked.set_aside.len() {
        0 => {}
        1 => lines.push_str("1 question is set aside as not a problem.\n"),
        many => {
            let _ = writeln!(lines, "{many} questions are set aside as not a problem.");
        }
    }
    lines
}

/// A finding as it is printed; the field names and their order are those of the command's JSON.
#[derive(Debug, Serialize)]
struct Answer {
    code: &'static str,
    title: &'static str,
    question: String,
    count: usize,
    weight: u64,
    dismissed: bool,
    parties: Vec<String>,
    supplies: Vec<SupplyAnswer>,
}

#[derive(Debug, Serialize)]
struct SupplyAnswer {
    supplier: String,
    customer: String,
    what: String,
}

impl Answer {
    fn new(map: &Organisation, finding: &Finding) -> Self {
        let name = |id| map.party(id).map(|party| party.name.clone()).unwrap_or_default();
        let mut answer = Self {
            code: finding.kind.code(),
            title: finding.kind.title(),
            question: finding.question.clone(),
            count: finding.count,
            weight: finding.weight,
            dismissed: finding.is_dismissed(map),
            parties: Vec::new(),
            supplies: Vec::new(),
        };
        for element in &finding.place {
            match element {
                ElementId::Party(id) => answer.parties.push(name(*id)),
                ElementId::Supply(id) => answer.supplies.extend(map.supply(*id).map(|supply| SupplyAnswer {
                    supplier: name(supply.supplier),
                    customer: name(supply.customer),
                    what: supply.what.clone(),
                })),
                ElementId::Note(_) => {}
            }
        }
        answer
    }
}

/// When the file was last written, as far as the system knows.
fn review(path: &Path) -> Option<Review> {
    let written = Timestamp::try_from(std::fs::metadata(path).ok()?.modified().ok()?).ok()?;
    let now = Zoned::now();
    let day = |zoned: &Zoned| Day::new(zoned.year(), zoned.month() as u8, zoned.day() as u8);
    let last = day(&written.to_zoned(now.time_zone().clone()))?;
    Some(Review { last, today: day(&now)?, most_days: REVIEW_DAYS })
}
