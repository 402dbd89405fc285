use super::face::{PartyFace, PartyShape, SupplyFace, SupplyShape};
use super::seats::seats;
use crate::analysis::Neighbourhood;
use crate::model::{Organisation, PartyId, Point, SupplyId};
use crate::scene::Theme;
use egui::{Context, Pos2, Rect, Vec2, vec2};
use egui_graphs::{
    Extra, ForceAlgorithm, FruchtermanReingoldState, FruchtermanReingoldWithCenterGravity,
    FruchtermanReingoldWithCenterGravityState,
};
use petgraph::Directed;
use petgraph::stable_graph::{DefaultIx, NodeIndex};
use std::collections::HashMap;

/// Steps of the simulation in one frame.
const STEPS_A_FRAME: u32 = 8;
/// Steps until the picture stands still: 40 frames, less than a second.
const STEPS_TO_REST: u32 = 320;
/// Longest way of a party in the first step, in points; it shrinks to nothing in the last one.
const FIRST_STEP: f32 = 24.0;
/// Room that each party would like to have around its middle.
const ROOM: Vec2 = vec2(230.0, 130.0);
/// The columns keep everybody apart from side to side, so that less room is needed than for a free picture.
const TIGHT: f32 = 0.75;
/// Least gap between two boxes.
const GAP: f32 = 24.0;
/// Which part of the way back to its column somebody takes in a step.
const PULL: f32 = 0.25;
/// How far from the middle of its column somebody may stand.
const SWAY: f32 = 26.0;
/// As often boxes are pushed apart at the end, unless they are apart before.
const LAST_PUSHES: usize = 200;

pub(super) type ChainGraph =
    egui_graphs::Graph<PartyFace, SupplyFace, Directed, DefaultIx, PartyShape, SupplyShape>;

/// The neighbourhood as a graph that moves until it has found its shape.
pub(super) struct Living {
    graph: ChainGraph,
    nodes: Vec<(PartyId, NodeIndex)>,
    /// The column of each of `nodes`: the forces act up and down and only a little to the sides, so that
    /// suppliers stay on the left and customers on the right.
    columns: Vec<f32>,
    steps: u32,
}

impl Living {
    /// Everybody at the place in `known`, the others around whom they are joined to.
    ///
    /// With `is_at_rest` the places are final and nothing moves.
    pub(super) fn new(
        context: &Context,
        map: &Organisation,
        found: &Neighbourhood,
        theme: &Theme,
        known: &HashMap<PartyId, Point>,
        is_at_rest: bool,
    ) -> Self {
        let mut graph = ChainGraph::new();
        let seats = seats(map, found, known);
        let mut nodes = Vec::with_capacity(found.neighbours.len());
        let mut columns = Vec::with_capacity(found.neighbours.len());
        for (neighbour, seat) in found.neighbours.iter().zip(seats) {
            let Some(party) = map.party(neighbour.party) else { continue };
            let face = PartyFace::new(context, party, neighbour, theme);
            nodes.push((party.id, graph.add_node_with_location(face, seat.place)));
            columns.push(seat.column);
        }
        let node_of: HashMap<PartyId, NodeIndex> = nodes.iter().copied().collect();
        let mut parallel: HashMap<(PartyId, PartyId), usize> = HashMap::new();
        for supply in found.supplies.iter().filter_map(|id| map.supply(*id)) {
            let ends = (node_of.get(&supply.supplier), node_of.get(&supply.customer));
            if let (Some(from), Some(to)) = ends {
                let lane = parallel.entry((supply.supplier, supply.customer)).or_default();
                let is_answered = map.supplies_between(supply.customer, supply.supplier).next().is_some();
                graph.add_edge(*from, *to, SupplyFace::new(supply, *lane, is_answered, theme));
                *lane += 1;
            }
        }
        Self { graph, nodes, columns, steps: if is_at_rest { STEPS_TO_REST } else { 0 } }
    }

    /// Moves everybody a little; says whether anybody may still move.
    pub(super) fn live(&mut self) -> bool {
        for _ in 0..STEPS_A_FRAME {
            if self.is_at_rest() {
                break;
            }
            self.step();
        }
        !self.is_at_rest()
    }

    /// Moves everybody to where they stand still, at once.
    pub(super) fn rest_now(&mut self) {
        while !self.is_at_rest() {
            self.step();
        }
    }

    fn is_at_rest(&self) -> bool {
        self.steps >= STEPS_TO_REST
    }

    /// One step of Fruchterman and Reingold (1991), cooling down; everybody back to its column, then boxes
    /// pushed apart.
    fn step(&mut self) {
        self.steps += 1;
        let warmth = 1.0 - self.steps as f32 / STEPS_TO_REST as f32;
        let base = FruchtermanReingoldState {
            dt: 0.1,
            damping: 0.5,
            max_step: FIRST_STEP * warmth,
            ..FruchtermanReingoldState::default()
        };
        let state = FruchtermanReingoldWithCenterGravityState { base, extras: (Extra::default(), ()) };
        let area = Rect::from_center_size(Pos2::ZERO, ROOM * (self.nodes.len() as f32).sqrt() * TIGHT);
        FruchtermanReingoldWithCenterGravity::from_state(state).step(&mut self.graph, area);
        self.hold_center();
        self.pull_to_columns();
        let pushes = if self.is_at_rest() { LAST_PUSHES } else { 1 };
        for _ in 0..pushes {
            if !self.push_apart() {
                break;
            }
        }
    }

    fn pull_to_columns(&mut self) {
        for index in 1..self.nodes.len() {
            let (node, column) = (self.nodes[index].1, self.columns[index]);
            let place = self.place(node);
            let away = ((place.x - column) * (1.0 - PULL)).clamp(-SWAY, SWAY);
            self.put(node, Pos2::new(column + away, place.y));
        }
    }

    /// The party in the middle stays there; the others move as seen from it.
    fn hold_center(&mut self) {
        let Some(away) = self.nodes.first().map(|(_, node)| self.place(*node).to_vec2()) else { return };
        for index in 0..self.nodes.len() {
            let node = self.nodes[index].1;
            let place = self.place(node) - away;
            self.put(node, place);
        }
    }

    /// Two boxes that overlap each give way, upwards and downwards: the columns are apart already. Says
    /// whether there were any.
    fn push_apart(&mut self) -> bool {
        let mut any = false;
        for first in 0..self.nodes.len() {
            for second in first + 1..self.nodes.len() {
                let (a, b) = (self.nodes[first].1, self.nodes[second].1);
                let way = self.place(b) - self.place(a);
                let gap = if first == 0 { 2.0 * GAP } else { GAP };
                let room = (self.size(a) + self.size(b)) / 2.0 + Vec2::splat(gap);
                let lack = room - way.abs();
                if lack.x <= 0.0 || lack.y <= 0.0 {
                    continue;
                }
                any = true;
                let push = vec2(0.0, (lack.y + 0.1).copysign(way.y));
                let share = if first == 0 { 0.0 } else { 0.5 }; // the middle does not give way
                self.put(a, self.place(a) - push * share);
                self.put(b, self.place(b) + push * (1.0 - share));
            }
        }
        any
    }

    fn place(&self, node: NodeIndex) -> Pos2 {
        self.graph.node(node).map_or(Pos2::ZERO, egui_graphs::Node::location)
    }

    fn size(&self, node: NodeIndex) -> Vec2 {
        self.graph.node(node).map_or(Vec2::ZERO, |node| node.payload().size)
    }

    fn put(&mut self, node: NodeIndex, place: Pos2) {
        if let Some(node) = self.graph.node_mut(node) {
            node.set_location(place);
        }
    }

    /// The graph, for drawing.
    pub(super) fn graph_mut(&mut self) -> &mut ChainGraph {
        &mut self.graph
    }

    /// Everybody with the rectangle of the box, around the middle of the picture.
    pub(super) fn boxes(&self) -> impl Iterator<Item = (PartyId, NodeIndex, Rect)> {
        self.nodes
            .iter()
            .map(|(party, node)| (*party, *node, Rect::from_center_size(self.place(*node), self.size(*node))))
    }

    /// Where everybody stands.
    pub(super) fn places(&self) -> HashMap<PartyId, Point> {
        self.nodes
            .iter()
            .map(|(party, node)| {
                let place = self.place(*node);
                (*party, Point::new(place.x, place.y))
            })
            .collect()
    }

    /// The smallest rectangle around all boxes.
    pub(super) fn bounds(&self) -> Rect {
        self.boxes().map(|(_, _, rect)| rect).fold(Rect::NOTHING, Rect::union)
    }

    /// The supply whose line passes nearest to `at`, not further than `tolerance` from it.
    pub(super) fn supply_at(&self, at: Pos2, tolerance: f32) -> Option<SupplyId> {
        let graph = self.graph.g();
        let lines = graph.edge_indices().filter_map(|edge| {
            let (from, to) = graph.edge_endpoints(edge)?;
            let face = self.graph.edge(edge)?.payload();
            let line = face.line(
                &self.graph.node(from)?.payload().at(self.place(from)),
                &self.graph.node(to)?.payload().at(self.place(to)),
            );
            Some((distance_to_line(at, &line), face.supply))
        });
        let nearest = lines.min_by(|a, b| a.0.total_cmp(&b.0))?;
        (nearest.0 <= tolerance).then_some(nearest.1)
    }
}

pub(super) fn distance_to_line(at: Pos2, line: &[Pos2]) -> f32 {
    let nearest = line.windows(2).map(|ends| {
        let (from, way) = (ends[0], ends[1] - ends[0]);
        let along = ((at - from).dot(way) / way.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
        at.distance(from + way * along)
    });
    nearest.fold(f32::INFINITY, f32::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn the_distance_to_a_line_is_that_to_its_nearest_piece() {
        let line = [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0)];
        assert_eq!(distance_to_line(pos2(5.0, 3.0), &line), 3.0);
        assert_eq!(distance_to_line(pos2(14.0, 5.0), &line), 4.0);
        assert_eq!(distance_to_line(pos2(-3.0, 4.0), &line), 5.0);
    }
}
