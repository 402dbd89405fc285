use super::format::GraphFormat;
use super::plain::tidy_lines;
use super::sketch::{Edge, Heads, Sketch};
use crate::exchange::ImportError;
use crate::exchange::table::party_kind;
use crate::model::SupplyKind;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::HashMap;

/// Graphs inside one another: more is no diagram.
const DEEPEST: usize = 100;

/// Reads an XML document; an external type is not looked for.
pub(super) fn parse(text: &str, format: GraphFormat) -> Result<Document<'_>, ImportError> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
        .map_err(|error| format.broken(error.pos().row as usize, error.to_string()))
}

/// The line on which an element begins.
pub(super) fn line_of(node: Node<'_, '_>) -> usize {
    node.document().text_pos_at(node.range().start).row as usize
}

/// Reads GraphML: a graph inside a node makes it a frame.
pub(super) fn read(text: &str) -> Result<Sketch, ImportError> {
    let document = parse(text, GraphFormat::GraphMl)?;
    let root = document.root_element();
    let keys = children(root, "key").filter_map(|key| {
        Some((key.attribute("id")?, key.attribute("attr.name").unwrap_or_default().to_lowercase()))
    });
    let mut reader = Reader { keys: keys.collect(), sketch: Sketch::default(), lines: Vec::new() };
    for graph in children(root, "graph") {
        reader.graph(graph, None, 0);
        // Lines may name nodes that come after them, or inside other graphs.
        for (edge, heads) in std::mem::take(&mut reader.lines) {
            reader.sketch.edge_between_known(edge, heads);
        }
        reader.sketch.sheet += 1;
    }
    Ok(reader.sketch)
}

fn children<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

struct Reader<'a> {
    /// What each key of data is called, in small letters.
    keys: HashMap<&'a str, String>,
    sketch: Sketch,
    lines: Vec<(Edge, Heads)>,
}

impl Reader<'_> {
    fn graph(&mut self, graph: Node<'_, '_>, around: Option<&str>, depth: usize) {
        if graph.attribute("edgedefault") == Some("undirected") {
            let warning = "The lines have no direction; where each begins was taken as the supplier.";
            self.sketch.warnings.push(warning.to_owned());
        }
        for node in children(graph, "node") {
            self.node(node, around, depth);
        }
        for edge in children(graph, "edge") {
            self.edge(edge);
        }
    }

    fn node(&mut self, element: Node<'_, '_>, around: Option<&str>, depth: usize) {
        let line = line_of(element);
        let Some(key) = element.attribute("id") else {
            self.sketch.skip(line, "A node has no id.".to_owned());
            return;
        };
        let label = label(element, "NodeLabel");
        let said = self.data(element);
        let plain = ["label", "name", "title"].iter().find_map(|name| said.get(*name).cloned());
        let node = self.sketch.node(key, line);
        if let Some(name) = label.or(plain) {
            node.name = name;
        }
        node.frame = around.map(ToOwned::to_owned);
        node.kind = said.get("kind").and_then(|kind| party_kind(kind));
        node.holder = said.get("holder").cloned().unwrap_or_default();
        let purpose = said.get("purpose").or_else(|| said.get("description"));
        node.purpose = purpose.cloned().unwrap_or_default();
        for inner in children(element, "graph").filter(|_| depth < DEEPEST) {
            self.graph(inner, Some(key), depth + 1);
        }
    }

    fn edge(&mut self, element: Node<'_, '_>) {
        let said = self.data(element);
        let plain = ["what", "label", "name"].iter().find_map(|name| said.get(*name).cloned());
        let end = |name| element.attribute(name).unwrap_or_default().to_owned();
        let edge = Edge {
            from: end("source"),
            to: end("target"),
            label: label(element, "EdgeLabel").or(plain).unwrap_or_default(),
            kind: said.get("kind").and_then(|kind| SupplyKind::from_word(kind)),
            informal: said.get("informal").is_some_and(|word| word == "true") || is_dashed(element),
            line: line_of(element),
            ..Edge::default()
        };
        self.lines.push((edge, heads(element)));
    }

    /// What the file says about an element, by the names of its keys; what is inside it is not its own.
    fn data(&self, element: Node<'_, '_>) -> HashMap<String, String> {
        let said = children(element, "data").filter_map(|data| {
            let name = self.keys.get(data.attribute("key")?)?.clone();
            let text = tidy_lines(data.text().unwrap_or_default());
            (!text.is_empty()).then_some((name, text))
        });
        said.collect()
    }
}

/// The first label of yEd that says something.
fn label(element: Node<'_, '_>, name: &str) -> Option<String> {
    let mut labels = children(element, "data").flat_map(|data| data.descendants());
    labels.find_map(|node| {
        let is_label = node.tag_name().name() == name;
        let text = tidy_lines(is_label.then(|| node.text()).flatten()?);
        (!text.is_empty()).then_some(text)
    })
}

fn is_dashed(element: Node<'_, '_>) -> bool {
    let mut styles = children(element, "data").flat_map(|data| data.descendants());
    styles.any(|node| {
        node.tag_name().name() == "LineStyle"
            && node.attribute("type").is_some_and(|kind| kind.starts_with("dashed") || kind == "dotted")
    })
}

/// Which ends have a head in yEd; elsewhere a line runs from its source.
fn heads(element: Node<'_, '_>) -> Heads {
    let mut all = children(element, "data").flat_map(|data| data.descendants());
    let Some(arrows) = all.find(|node| node.tag_name().name() == "Arrows") else { return Heads::Forward };
    let has = |end| arrows.attribute(end).is_some_and(|head| head != "none");
    match (has("source"), has("target")) {
        (true, true) => Heads::Both,
        (true, false) => Heads::Backward,
        (false, _) => Heads::Forward,
    }
}
