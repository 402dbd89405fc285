use super::graph::{Direction, Graph, NONE};
use super::walk::Walk;
use crate::model::{Organisation, PartyId, PartyKind, SupplyId, SupplyKind};
use std::collections::{BTreeMap, BTreeSet};

/// Roles against the external customers they ultimately serve, with the hand-offs between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SightMatrix {
    /// Roles, by name.
    pub roles: Vec<PartyId>,
    /// External customers, by name.
    pub customers: Vec<PartyId>,
    /// How many external customers there was no room for.
    pub left_out: usize,
    /// Row after row: hand-offs from the role to the customer, `None` where no chain leads there.
    handoffs: Vec<Option<u32>>,
}

/// A matrix with more cells than this would need more memory than it is worth; nobody can read it either.
const MOST_CELLS: usize = 10_000_000;

impl SightMatrix {
    /// The matrix of all roles: one walk upstream per customer. Of too many customers the first by name are
    /// taken ([`Self::left_out`]).
    pub fn of(graph: &Graph) -> Self {
        Self::with_at_most(graph, MOST_CELLS)
    }

    fn with_at_most(graph: &Graph, cells: usize) -> Self {
        let roles = by_name(graph, |kind| kind == PartyKind::Role);
        let mut customers = by_name(graph, PartyKind::is_external_customer);
        let all = customers.len();
        customers.truncate(cells / roles.len().max(1));
        let left_out = all - customers.len();
        let mut handoffs = vec![None; roles.len() * customers.len()];
        for (column, customer) in customers.iter().enumerate() {
            let walk = Walk::from(graph, &[*customer], Direction::Upstream, NONE);
            for (row, role) in roles.iter().enumerate() {
                let ring = walk.rings[*role as usize];
                handoffs[row * customers.len() + column] = (ring != NONE).then_some(ring);
            }
        }
        let to_ids = |parties: Vec<u32>| parties.into_iter().map(|party| graph.id(party)).collect();
        Self { roles: to_ids(roles), customers: to_ids(customers), left_out, handoffs }
    }

    /// The hand-offs from a role to each customer, in the order of [`Self::customers`].
    pub fn row(&self, role: usize) -> &[Option<u32>] {
        let start = role * self.customers.len();
        self.handoffs.get(start..start + self.customers.len()).unwrap_or_default()
    }
}

fn by_name(graph: &Graph, wanted: impl Fn(PartyKind) -> bool) -> Vec<u32> {
    let parties = 0..graph.party_count() as u32;
    let mut parties: Vec<u32> = parties.filter(|party| wanted(graph.kind(*party))).collect();
    parties.sort_unstable_by_key(|party| graph.name_rank(*party));
    parties
}

/// Suppliers against those whom they supply directly, with what is supplied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplyMatrix {
    /// Everybody who supplies anything, by name.
    pub suppliers: Vec<PartyId>,
    /// Everybody who receives anything, by name.
    pub customers: Vec<PartyId>,
    cells: BTreeMap<(PartyId, PartyId), Vec<SupplyId>>,
}

impl SupplyMatrix {
    /// The matrix of all deliveries, supplies to oneself too.
    pub fn of(map: &Organisation) -> Self {
        let mut cells: BTreeMap<(PartyId, PartyId), Vec<SupplyId>> = BTreeMap::new();
        for supply in map.supplies().filter(|supply| supply.kind == SupplyKind::Delivers) {
            cells.entry((supply.supplier, supply.customer)).or_default().push(supply.id);
        }
        let suppliers: BTreeSet<PartyId> = cells.keys().map(|(supplier, _)| *supplier).collect();
        let customers: BTreeSet<PartyId> = cells.keys().map(|(_, customer)| *customer).collect();
        Self { suppliers: sorted(map, suppliers), customers: sorted(map, customers), cells }
    }

    /// Everything that `supplier` delivers, by customer.
    pub fn given(&self, supplier: PartyId) -> impl Iterator<Item = (PartyId, &[SupplyId])> {
        let first = (supplier, PartyId::from_u128(0));
        let last = (supplier, PartyId::from_u128(u128::MAX));
        self.cells.range(first..=last).map(|((_, customer), supplies)| (*customer, supplies.as_slice()))
    }

    /// What `supplier` delivers to `customer`, in the order in which it was made.
    pub fn supplies(&self, supplier: PartyId, customer: PartyId) -> &[SupplyId] {
        self.cells.get(&(supplier, customer)).map_or(&[], Vec::as_slice)
    }
}

fn sorted(map: &Organisation, parties: BTreeSet<PartyId>) -> Vec<PartyId> {
    let mut parties: Vec<PartyId> = parties.into_iter().collect();
    let name = |id: &PartyId| map.party(*id).map(|party| party.name.as_str());
    parties.sort_by(|a, b| name(a).cmp(&name(b)).then(a.cmp(b)));
    parties
}

#[cfg(test)]
mod tests {
    use super::{SightMatrix, SupplyMatrix};
    use crate::analysis::random_maps::tiny_maps;
    use crate::analysis::testing::{id, map, names};
    use crate::analysis::{Graph, trace, trace_to};
    use crate::model::PartyId;
    use proptest::prelude::*;

    #[test]
    fn roles_against_ultimate_customers() {
        let map = map("buyer Y\nbuyer Z\nB -> Z\nA -> B\nA -> Y\nrole C");
        let matrix = SightMatrix::of(&Graph::of(&map));
        assert_eq!(names(&map, &matrix.roles), ["A", "B", "C"]);
        assert_eq!(names(&map, &matrix.customers), ["Y", "Z"]);
        let rows: Vec<&[Option<u32>]> = (0..3).map(|row| matrix.row(row)).collect();
        assert_eq!(rows, [[Some(1), Some(2)], [None, Some(1)], [None, None]]);
    }

    #[test]
    fn a_matrix_that_would_be_too_large_says_what_it_leaves_out() {
        let graph = Graph::of(&map("buyer X\nbuyer Y\nbuyer Z\nA -> X\nB -> Z"));
        let matrix = SightMatrix::with_at_most(&graph, 5);
        assert_eq!((matrix.customers.len(), matrix.left_out), (2, 1));
        assert_eq!(matrix.row(0), [Some(1), None]);
    }

    #[test]
    fn suppliers_against_customers() {
        let map = map("A -> B: x\nA -> B: y\nB -> A: z\nA ~> C: news");
        let matrix = SupplyMatrix::of(&map);
        assert_eq!(
            (names(&map, &matrix.suppliers), names(&map, &matrix.customers)),
            (vec!["A", "B"], vec!["A", "B"])
        );
        let (a, b) = (id(&map, "A"), id(&map, "B"));
        assert_eq!(
            (matrix.supplies(a, b).len(), matrix.supplies(b, a).len(), matrix.supplies(b, b).len()),
            (2, 1, 0)
        );
        let given: Vec<(PartyId, usize)> = matrix.given(a).map(|(to, what)| (to, what.len())).collect();
        assert_eq!(given, [(b, 2)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn every_row_is_the_trace_of_its_role(map in tiny_maps(9, 14)) {
            let graph = Graph::of(&map);
            let matrix = SightMatrix::of(&graph);
            for (row, role) in matrix.roles.iter().enumerate() {
                let trace = trace(&map, &graph, *role);
                for (customer, handoffs) in matrix.customers.iter().zip(matrix.row(row)) {
                    let expected = trace.ultimate_customers.iter().find(|c| c.party == *customer);
                    prop_assert_eq!(*handoffs, expected.map(|c| c.handoffs));
                    prop_assert_eq!(trace_to(&map, &graph, *role, *customer), expected.cloned());
                }
            }
        }
    }
}
