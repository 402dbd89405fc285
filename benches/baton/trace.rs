use crate::generate::{Shape, organisation};
use crate::harness::{Selection, median, print_ratio, print_time};
use baton::analysis::findings::findings;
use baton::analysis::lenses::{Lens, Measure, look};
use baton::analysis::{Direction, Graph, Reach, behind, joint_trace, trace, trace_all};
use baton::model::{Organisation, PartyId, PartyKind};
use baton::scene::Emphasis;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::Bfs;
use rusqlite::Connection;
use std::collections::HashMap;
use std::time::Duration;

const TEN_THOUSAND: Shape = Shape { parties: 10_000, supplies: 30_000, seed: 1 };
const MILLION: Shape = Shape { parties: 1_000_000, supplies: 3_000_000, seed: 1 };

pub fn run(selection: &Selection) {
    if selection.wants("trace_10k") {
        ten_thousand();
    }
    if selection.wants("trace_window") {
        window();
    }
    if selection.wants("trace_million") {
        million();
    }
}

fn ten_thousand() {
    let map = organisation(TEN_THOUSAND);
    let graph = Graph::of(&map);
    let peer = Peer::of(&map);
    let roles: Vec<PartyId> = map.parties().filter(|p| p.kind == PartyKind::Role).map(|p| p.id).collect();
    // The widest: nearly everything is downstream of it.
    let sample = by_width(&graph, &map);
    let role = sample[sample.len() - 1];
    let answer = trace(&map, &graph, role);
    println!(
        "trace_10k: {} dependants, {} ultimate customers",
        answer.dependants.len(),
        answer.ultimate_customers.len()
    );
    print_time("trace_10k_graph", median(9, || Graph::of(&map)));
    let bfs = median(21, || peer.customers_reached(role));
    print_ratio("trace_10k_vs_petgraph_bfs", median(21, || trace(&map, &graph, role)), bfs);
    print_ratio("trace_10k_rings_vs_petgraph_bfs", median(21, || Reach::of(&graph, &[role], None)), bfs);

    let all = median(9, || trace_all(&graph));
    let sample: Vec<PartyId> = roles.iter().copied().step_by(roles.len() / 200).collect();
    let bfs = median(3, || sample.iter().map(|role| peer.customers_reached(*role)).sum::<usize>());
    print_ratio("trace_10k_all_roles_vs_petgraph", all, scaled(bfs, sample.len(), roles.len()));

    let sql = SqlPeer::of(&map);
    let sample: Vec<PartyId> = roles.iter().copied().step_by(roles.len() / 10).collect();
    let queries = median(1, || sample.iter().map(|role| sql.customers_reached(*role)).sum::<i64>());
    print_ratio("trace_10k_all_roles_vs_sqlite", all, scaled(queries, sample.len(), roles.len()));
}

/// What the window's thread does itself on a map of 10,000 when T is pressed, against what is worked out beside it.
fn window() {
    let map = organisation(TEN_THOUSAND);
    let graph = Graph::of(&map);
    let sample = by_width(&graph, &map);
    let role = sample[sample.len() - 1];
    let lit = median(21, || {
        let graph = Graph::of(&map);
        Emphasis::of(&[role], &Reach::of(&graph, &[role], None))
    });
    print_ratio("trace_window_told_vs_lit", lit, median(9, || trace(&map, &graph, role)));
    print_time("trace_window_steps", median(21, || Reach::of(&graph, &[role], None)));
    for lens in Lens::ALL {
        let answer = trace(&map, &graph, role);
        let time = median(3, || look(&map, &graph, &answer, lens, Measure::default()));
        print_time(&format!("trace_window_lens_{}", lens.word()), time);
    }
    let several: Vec<PartyId> = sample.iter().copied().take(20).collect();
    print_time("trace_window_several", median(3, || joint_trace(&map, &graph, &several, &|| true)));
    let customer = map.parties().find(|p| p.kind.is_external_customer()).map(|p| p.id);
    print_time("trace_window_behind", median(9, || customer.map(|customer| behind(&graph, &[customer]))));
    print_time(
        "trace_window_findings",
        median(3, || findings(&map, &graph, &trace_all(&graph), None, &|| true)),
    );
    let asked = findings(&map, &graph, &trace_all(&graph), None, &|| true).len();
    println!("trace_window: {asked} findings");
    print_time("trace_window_edit_beside_a_job", median(9, || map.clone()));
}

fn million() {
    let map = organisation(MILLION);
    let start = std::time::Instant::now();
    let graph = Graph::of(&map);
    print_time("trace_million_graph", start.elapsed());
    let sample = by_width(&graph, &map);
    let role = sample[sample.len() / 2];
    print_time("trace_million_rings", median(3, || Reach::of(&graph, &[role], None)));
    let answer = trace(&map, &graph, role);
    println!(
        "trace_million: {} dependants, {} ultimate customers",
        answer.dependants.len(),
        answer.ultimate_customers.len()
    );
    print_time("trace_million", median(1, || trace(&map, &graph, role)));
}

/// Some roles, those with the fewest dependants within four hand-offs first.
fn by_width(graph: &Graph, map: &Organisation) -> Vec<PartyId> {
    let roles: Vec<PartyId> = map.parties().filter(|p| p.kind == PartyKind::Role).map(|p| p.id).collect();
    let mut sample: Vec<PartyId> = roles.iter().copied().step_by(roles.len() / 100).collect();
    sample.sort_by_cached_key(|role| {
        Reach::one_way(graph, &[*role], Direction::Downstream, Some(4)).downstream.len()
    });
    sample
}

fn scaled(time: Duration, sampled: usize, all: usize) -> Duration {
    time.mul_f64(all as f64 / sampled as f64)
}

/// The same supplies as a petgraph; it knows nothing of teams.
struct Peer {
    /// Each party says whether it is an external customer.
    graph: DiGraph<bool, ()>,
    nodes: HashMap<PartyId, NodeIndex>,
}

impl Peer {
    fn of(map: &Organisation) -> Self {
        let mut graph = DiGraph::new();
        let nodes: HashMap<PartyId, NodeIndex> =
            map.parties().map(|p| (p.id, graph.add_node(p.kind.is_external_customer()))).collect();
        for supply in map.supplies() {
            graph.add_edge(nodes[&supply.supplier], nodes[&supply.customer], ());
        }
        Self { graph, nodes }
    }

    fn customers_reached(&self, role: PartyId) -> usize {
        let mut count = 0;
        let mut bfs = Bfs::new(&self.graph, self.nodes[&role]);
        while let Some(node) = bfs.next(&self.graph) {
            count += usize::from(self.graph[node]);
        }
        count
    }
}

/// The same supplies as two tables, asked by one recursive query per role.
struct SqlPeer {
    connection: Connection,
}

impl SqlPeer {
    fn of(map: &Organisation) -> Self {
        let connection = Connection::open_in_memory().expect("SQLite works in memory");
        connection
            .execute_batch(
                "CREATE TABLE party (id INTEGER PRIMARY KEY, outside INTEGER NOT NULL);
                 CREATE TABLE supply (supplier INTEGER NOT NULL, customer INTEGER NOT NULL);
                 CREATE INDEX given ON supply (supplier, customer);
                 BEGIN;",
            )
            .expect("the tables can be made");
        for party in map.parties() {
            let row = (party.id.as_u128() as i64, party.kind.is_external_customer());
            let mut add =
                connection.prepare_cached("INSERT INTO party VALUES (?1, ?2)").expect("a statement");
            add.execute(row).expect("a row");
        }
        for supply in map.supplies() {
            let row = (supply.supplier.as_u128() as i64, supply.customer.as_u128() as i64);
            let mut add =
                connection.prepare_cached("INSERT INTO supply VALUES (?1, ?2)").expect("a statement");
            add.execute(row).expect("a row");
        }
        connection.execute_batch("COMMIT; ANALYZE;").expect("the rows can be kept");
        Self { connection }
    }

    fn customers_reached(&self, role: PartyId) -> i64 {
        let query = "WITH RECURSIVE reached (id) AS (
                SELECT ?1 UNION SELECT customer FROM supply JOIN reached ON supplier = reached.id)
            SELECT count(*) FROM reached JOIN party USING (id) WHERE outside";
        let mut statement = self.connection.prepare_cached(query).expect("the query is right");
        statement.query_row([role.as_u128() as i64], |row| row.get(0)).expect("one row")
    }
}
