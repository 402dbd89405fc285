//! JSON Canvas, as note programs write it: groups hold what lies inside them.

use super::json::word;
use super::sketch::{Edge, Heads, Sketch};
use crate::model::PartyKind;
use serde_json::{Map, Value};

/// Whether these are the nodes and edges of JSON Canvas.
pub(super) fn is_canvas(nodes: &[Value], edges: &[Value]) -> bool {
    edges.iter().any(|edge| edge.get("fromNode").is_some())
        || nodes.iter().any(|node| node.get("width").is_some() && node.get("type").is_some())
}

pub(super) fn read(nodes: &[Value], edges: &[Value], sketch: &mut Sketch) {
    let boxes: Vec<Box> = nodes.iter().filter_map(Value::as_object).filter_map(Box::of).collect();
    for this in &boxes {
        let frames =
            boxes.iter().filter(|other| other.is_group && other.key != this.key && other.holds(this));
        let frame = frames.min_by(|a, b| a.area().total_cmp(&b.area())).map(|frame| frame.key.clone());
        let node = sketch.node(&this.key, 0);
        node.name.clone_from(&this.name);
        node.kind = this.is_group.then_some(PartyKind::Team);
        node.frame = frame;
    }
    for edge in edges.iter().filter_map(Value::as_object) {
        let end = |name| word(edge, &[name]).unwrap_or_default();
        let heads = match (end("fromEnd").as_str(), end("toEnd").as_str()) {
            ("arrow", "none") => Heads::Backward,
            ("arrow", _) => Heads::Both,
            _ => Heads::Forward,
        };
        let (from, to, label) = (end("fromNode"), end("toNode"), end("label"));
        sketch.edge_between_known(Edge { from, to, label, ..Edge::default() }, heads);
    }
}

struct Box {
    key: String,
    name: String,
    is_group: bool,
    /// Left, top, width, height.
    place: [f64; 4],
}

impl Box {
    fn of(node: &Map<String, Value>) -> Option<Self> {
        let kind = word(node, &["type"]).unwrap_or_default();
        let said = word(node, &["label", "text", "file", "url"]).unwrap_or_default();
        // A card is named by its first line, without the signs of Markdown.
        let first = said.lines().next().unwrap_or_default();
        let name = first.trim_matches(|c| matches!(c, '#' | '*' | '_' | ' ')).to_owned();
        let number = |name| node.get(name).and_then(Value::as_f64).unwrap_or_default();
        let place = ["x", "y", "width", "height"].map(number);
        Some(Self { key: word(node, &["id"])?, name, is_group: kind == "group", place })
    }

    fn holds(&self, other: &Self) -> bool {
        let ([x, y, width, height], [left, top, across, down]) = (self.place, other.place);
        let is_larger = self.area() > other.area();
        is_larger && x <= left && y <= top && left + across <= x + width && top + down <= y + height
    }

    fn area(&self) -> f64 {
        self.place[2] * self.place[3]
    }
}
