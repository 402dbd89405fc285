use super::args::ReadArguments;
use super::failure::Failure;
use crate::document::read;
use crate::model::{Organisation, PartyKind, SupplyKind};
use serde::Serialize;

/// What a map holds, in numbers; the field names and their order are those of the command's JSON.
#[derive(Debug, Serialize)]
struct Info {
    title: String,
    parties: usize,
    roles: usize,
    teams: usize,
    external_customers: usize,
    suppliers: usize,
    supplies: Supplies,
    notes: usize,
    schema_version: i32,
}

#[derive(Debug, Serialize)]
struct Supplies {
    delivers: usize,
    reports_to: usize,
    informs: usize,
}

/// `baton info MAP [--json]`
pub(super) fn run(arguments: &ReadArguments) -> Result<String, Failure> {
    let contents = read(&arguments.map)?;
    let info = Info::of(&contents.organisation, contents.format);
    Ok(if arguments.json { super::json(&info)? } else { info.lines() })
}

impl Info {
    fn of(map: &Organisation, schema_version: i32) -> Self {
        let supplies = |kind| map.supplies().filter(|supply| supply.kind == kind).count();
        Self {
            title: map.title().to_owned(),
            parties: map.parties().len(),
            roles: map.count_kind(PartyKind::Role),
            teams: map.count_kind(PartyKind::Team),
            external_customers: map.parties().filter(|party| party.kind.is_external_customer()).count(),
            suppliers: map.count_kind(PartyKind::Supplier),
            supplies: Supplies {
                delivers: supplies(SupplyKind::Delivers),
                reports_to: supplies(SupplyKind::ReportsTo),
                informs: supplies(SupplyKind::Informs),
            },
            notes: map.notes().len(),
            schema_version,
        }
    }

    fn lines(&self) -> String {
        let title = if self.title.is_empty() { "(no title)" } else { &self.title };
        format!(
            "{title}\n\
             parties             {}\n  roles             {}\n  teams             {}\n  \
             external customers {}\n  suppliers         {}\n\
             supplies            {}\n  delivers          {}\n  reports to        {}\n  informs           {}\n\
             notes               {}\n",
            self.parties,
            self.roles,
            self.teams,
            self.external_customers,
            self.suppliers,
            self.supplies.delivers + self.supplies.reports_to + self.supplies.informs,
            self.supplies.delivers,
            self.supplies.reports_to,
            self.supplies.informs,
            self.notes,
        )
    }
}
