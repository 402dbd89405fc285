use crate::exchange::SkippedLine;
use crate::model::{PartyKind, SupplyKind};
use std::collections::HashMap;

/// A box of a diagram, or a frame around boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// What the file calls it; its own within a sheet.
    pub key: String,
    /// What stands in it.
    pub name: String,
    /// What it is, as far as the file says.
    pub kind: Option<PartyKind>,
    /// Who wears the hat.
    pub holder: String,
    /// Why it exists.
    pub purpose: String,
    /// The key of the frame around it.
    pub frame: Option<String>,
    /// Which of several diagrams of the file it stands on.
    pub sheet: usize,
    /// Where in the file, counted from 1.
    pub line: usize,
}

/// A line of a diagram, from one node to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// The key of the node that it leaves.
    pub from: String,
    /// The key of the node that it reaches.
    pub to: String,
    /// What stands on it.
    pub label: String,
    /// What flows, as far as the file says.
    pub kind: Option<SupplyKind>,
    /// Whether it is dashed.
    pub informal: bool,
    /// Which of several diagrams of the file it stands on.
    pub sheet: usize,
    /// Where in the file, counted from 1.
    pub line: usize,
}

/// Which ends of a line have a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heads {
    /// Where it ends, or nowhere: then it runs as it is written.
    Forward,
    /// Only where it begins.
    Backward,
    /// At both ends.
    Both,
}

/// What a diagram shows, before it is brought onto a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    /// Boxes and frames, in the order of the file.
    pub nodes: Vec<Node>,
    /// Lines, in the order of the file.
    pub edges: Vec<Edge>,
    /// What had to be left out.
    pub skipped: Vec<SkippedLine>,
    /// What had to be assumed.
    pub warnings: Vec<String>,
    /// The diagram that is being read, of several in one file.
    pub sheet: usize,
    by_key: HashMap<(usize, String), usize>,
}

impl Sketch {
    /// The node with this key on the present sheet, made if it is new: named after its key until the file says more.
    pub fn node(&mut self, key: &str, line: usize) -> &mut Node {
        let (sheet, next) = (self.sheet, self.nodes.len());
        let at = *self.by_key.entry((sheet, key.to_owned())).or_insert(next);
        if at == next {
            let (key, name) = (key.to_owned(), key.to_owned());
            self.nodes.push(Node { key, name, sheet, line, ..Node::default() });
        }
        &mut self.nodes[at]
    }

    /// Whether the present sheet has a node with this key.
    pub fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(&(self.sheet, key.to_owned()))
    }

    /// Adds a line; one with two heads is two supplies, one with its head at the beginning runs backwards.
    pub fn edge(&mut self, edge: Edge, heads: Heads) {
        let edge = Edge { sheet: self.sheet, ..edge };
        let back = Edge { from: edge.to.clone(), to: edge.from.clone(), ..edge.clone() };
        if heads != Heads::Backward {
            self.edges.push(edge);
        }
        if heads != Heads::Forward {
            self.edges.push(back);
        }
    }

    /// Adds a line between nodes that have to be there; one with a loose end is left out and named.
    pub fn edge_between_known(&mut self, edge: Edge, heads: Heads) {
        if self.has(&edge.from) && self.has(&edge.to) {
            self.edge(edge, heads);
            return;
        }
        let what = if edge.label.is_empty() {
            "A line".to_owned()
        } else {
            format!("The line “{}”", edge.label)
        };
        self.skip(edge.line, format!("{what} is not joined to a box at both ends."));
    }

    /// Leaves something out.
    pub fn skip(&mut self, line: usize, reason: String) {
        self.skipped.push(SkippedLine { line, reason });
    }
}
