use crate::analysis::lenses::{Entry, Group, Lens, LensAnswer, Measure, look};
use crate::analysis::{Graph, trace};
use crate::model::{Organisation, PartyId};
use serde::Serialize;
use std::fmt::Write;

/// What one lens says about a party, as it is printed; the field names and their order are those of the
/// command's JSON.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    role: String,
    lens: &'static str,
    groups: Vec<GroupAnswer>,
    remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
struct GroupAnswer {
    title: String,
    customers: Vec<Customer>,
    #[serde(skip)]
    if_empty: &'static str,
}

#[derive(Debug, Serialize)]
struct Customer {
    name: String,
    kind: &'static str,
    reason: String,
    remarks: Vec<String>,
}

impl Answer {
    /// Looks at `party` through `lens`.
    pub fn new(map: &Organisation, graph: &Graph, party: PartyId, lens: Lens) -> Self {
        let LensAnswer { lens, groups, remarks } =
            look(map, graph, &trace(map, graph, party), lens, Measure::default());
        let role = map.party(party).map(|party| party.name.clone()).unwrap_or_default();
        let groups = groups.into_iter().map(|group| GroupAnswer::new(map, group)).collect();
        Self { role, lens: lens.word(), groups, remarks }
    }

    /// The same for people.
    pub fn lines(&self) -> String {
        let mut lines = format!("{}: {}\n", self.role, self.lens);
        // Writing to a string cannot fail.
        for group in &self.groups {
            let _ = writeln!(lines, "  {}", group.title);
            if group.customers.is_empty() {
                let _ = writeln!(lines, "    {}", group.if_empty);
            }
            for customer in &group.customers {
                let _ = writeln!(lines, "    {}: {}", customer.name, customer.reason);
                for remark in &customer.remarks {
                    let _ = writeln!(lines, "      {remark}");
                }
            }
        }
        for remark in &self.remarks {
            let _ = writeln!(lines, "  {remark}");
        }
        lines
    }
}

impl GroupAnswer {
    fn new(map: &Organisation, group: Group) -> Self {
        let customers = group.entries.into_iter().map(|entry| Customer::new(map, entry)).collect();
        Self { title: group.title, customers, if_empty: group.if_empty }
    }
}

impl Customer {
    fn new(map: &Organisation, entry: Entry) -> Self {
        let party = map.party(entry.party);
        Self {
            name: party.map(|party| party.name.clone()).unwrap_or_default(),
            kind: party.map(|party| party.kind.word()).unwrap_or_default(),
            reason: entry.reason,
            remarks: entry.remarks,
        }
    }
}
