use super::matrix::{SightMatrix, SupplyMatrix};
use super::sentence::party_name;
use crate::model::{Organisation, PartyId, SupplyId};

impl SightMatrix {
    /// The matrix as rows of cells for a table: headings, then `role, team, customers reached` and the
    /// hand-offs to each customer, empty where there is no line of sight.
    pub fn table<'a>(&'a self, map: &'a Organisation) -> impl Iterator<Item = Vec<String>> + 'a {
        let headings = ["role", "team", "customers reached"].map(str::to_owned).into_iter();
        let headings = headings.chain(self.customers.iter().map(|id| party_name(map, *id))).collect();
        let rows = self.roles.iter().enumerate().map(|(at, role)| {
            let row = self.row(at);
            let reached = row.iter().flatten().count();
            let sums = [party_name(map, *role), team_name(map, *role), reached.to_string()];
            let cells = row.iter().map(|handoffs| handoffs.map_or_else(String::new, |n| n.to_string()));
            sums.into_iter().chain(cells).collect()
        });
        std::iter::once(headings).chain(rows)
    }
}

impl SupplyMatrix {
    /// The matrix as rows of cells for a table: headings, then a supplier and what it supplies to each
    /// customer, several joined by `; `.
    pub fn table<'a>(&'a self, map: &'a Organisation) -> impl Iterator<Item = Vec<String>> + 'a {
        let headings = std::iter::once("supplier".to_owned());
        let headings = headings.chain(self.customers.iter().map(|id| party_name(map, *id))).collect();
        let rows = self.suppliers.iter().map(|supplier| {
            let what = |customer: &PartyId| what(map, self.supplies(*supplier, *customer));
            std::iter::once(party_name(map, *supplier)).chain(self.customers.iter().map(what)).collect()
        });
        std::iter::once(headings).chain(rows)
    }
}

fn what(map: &Organisation, supplies: &[SupplyId]) -> String {
    let name = |id: &SupplyId| {
        let what = map.supply(*id).map(|supply| supply.what.replace('\n', " "));
        what.filter(|what| !what.is_empty()).unwrap_or_else(|| "unnamed".to_owned())
    };
    supplies.iter().map(name).collect::<Vec<_>>().join("; ")
}

fn team_name(map: &Organisation, party: PartyId) -> String {
    let around = map.teams_around(party);
    let names = around.iter().rev().map(|team| party_name(map, *team));
    names.collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Graph;
    use crate::analysis::testing::map;

    fn lines(table: impl Iterator<Item = Vec<String>>) -> Vec<String> {
        table.map(|row| row.join("|")).collect()
    }

    #[test]
    fn a_matrix_becomes_a_table() {
        let map = map("buyer Y\nbuyer Z\nB -> Z: kitchen\nA -> B: plan\nA -> B\nrole C");
        let sight = SightMatrix::of(&Graph::of(&map));
        let expected = ["role|team|customers reached|Y|Z", "A||1||2", "B||1||1", "C||0||"];
        assert_eq!(lines(sight.table(&map)), expected);
        let supplies = SupplyMatrix::of(&map);
        let expected = ["supplier|B|Z", "A|plan; unnamed|", "B||kitchen"];
        assert_eq!(lines(supplies.table(&map)), expected);
    }
}
