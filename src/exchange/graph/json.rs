use super::canvas;
use super::format::GraphFormat;
use super::plain::tidy_lines;
use super::sketch::{Edge, Heads, Sketch};
use crate::exchange::ImportError;
use crate::exchange::table::party_kind;
use crate::model::SupplyKind;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Reads the usual forms of graphs in JSON: nodes with links, JSON Canvas, a nested tree, rows with parents, rows
/// with source and target.
pub(super) fn read(text: &str) -> Result<Sketch, ImportError> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| GraphFormat::Json.broken(error.line(), error.to_string()))?;
    let mut sketch = Sketch::default();
    let is_understood = match &value {
        Value::Object(object) => read_object(object, &mut sketch),
        Value::Array(rows) => read_rows(rows, &mut sketch),
        _ => false,
    };
    if is_understood {
        return Ok(sketch);
    }
    let reason = "it holds neither nodes and links, nor a tree of children, nor rows with parents or with source and \
                  target";
    Err(GraphFormat::Json.broken(1, reason))
}

/// A text or a number, as text.
pub(super) fn word(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) => Some(tidy_lines(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn read_object(object: &Map<String, Value>, sketch: &mut Sketch) -> bool {
    let list = |names: &[&str]| names.iter().find_map(|name| object.get(*name)?.as_array());
    let (nodes, links) = (list(&["nodes", "parties"]), list(&["links", "edges", "supplies"]));
    match (nodes, links) {
        (Some(nodes), Some(links)) if canvas::is_canvas(nodes, links) => canvas::read(nodes, links, sketch),
        (Some(nodes), links) => read_graph(nodes, links.map_or(&[], Vec::as_slice), sketch),
        (None, _) if object.contains_key("children") => read_tree(object, None, sketch),
        (None, _) => return false,
    }
    true
}

fn read_graph(nodes: &[Value], links: &[Value], sketch: &mut Sketch) {
    let mut keys = Vec::with_capacity(nodes.len());
    let mut by_name = HashMap::new();
    for (at, object) in nodes.iter().enumerate().filter_map(|(at, node)| Some((at, node.as_object()?))) {
        // Without ids, links count the nodes, or name them.
        let key = word(object, &["id", "key"]).unwrap_or_else(|| at.to_string());
        let name = word(object, &["label", "name", "title", "text"]).unwrap_or_else(|| key.clone());
        by_name.entry(name.clone()).or_insert_with(|| key.clone());
        let node = sketch.node(&key, 0);
        node.name = name;
        node.kind = word(object, &["kind", "type"]).and_then(|kind| party_kind(&kind));
        node.holder = word(object, &["holder"]).unwrap_or_default();
        node.purpose = word(object, &["purpose"]).unwrap_or_default();
        keys.push((key, word(object, &["team", "parent"])));
    }
    for (key, team) in keys {
        sketch.node(&key, 0).frame = team.filter(|team| *team != key).filter(|team| sketch.has(team));
    }
    for link in links.iter().filter_map(Value::as_object) {
        read_link(link, &by_name, sketch);
    }
}

fn read_link(link: &Map<String, Value>, by_name: &HashMap<String, String>, sketch: &mut Sketch) {
    let end = |names: &[&str]| {
        let said = word(link, names).or_else(|| {
            // d3 puts the whole node in.
            let node = names.iter().find_map(|name| link.get(*name)?.as_object())?;
            word(node, &["id", "key", "name"])
        });
        let said = said.unwrap_or_default();
        if sketch.has(&said) { said } else { by_name.get(&said).cloned().unwrap_or(said) }
    };
    let edge = Edge {
        from: end(&["source", "from", "supplier"]),
        to: end(&["target", "to", "customer"]),
        label: word(link, &["what", "label", "name", "title"]).unwrap_or_default(),
        kind: word(link, &["kind"]).and_then(|kind| SupplyKind::from_word(&kind)),
        informal: link.get("informal").and_then(Value::as_bool).unwrap_or_default(),
        ..Edge::default()
    };
    sketch.edge_between_known(edge, Heads::Forward);
}

/// A tree: each child reports to its parent.
fn read_tree(object: &Map<String, Value>, parent: Option<&str>, sketch: &mut Sketch) {
    let key = format!("{}", sketch.nodes.len());
    sketch.node(&key, 0).name = word(object, &["name", "label", "title", "id"]).unwrap_or_default();
    if let Some(parent) = parent {
        reports(&key, parent, sketch);
    }
    let children = object.get("children").and_then(Value::as_array);
    for child in children.into_iter().flatten().filter_map(Value::as_object) {
        read_tree(child, Some(&key), sketch);
    }
}

fn reports(child: &str, parent: &str, sketch: &mut Sketch) {
    let kind = Some(SupplyKind::ReportsTo);
    let edge = Edge { from: child.to_owned(), to: parent.to_owned(), kind, ..Edge::default() };
    sketch.edge_between_known(edge, Heads::Forward);
}

fn read_rows(rows: &[Value], sketch: &mut Sketch) -> bool {
    let rows: Vec<&Map<String, Value>> = rows.iter().filter_map(Value::as_object).collect();
    let has = |name: &str| rows.iter().any(|row| row.contains_key(name));
    if has("source") && has("target") {
        for row in rows {
            let (Some(from), Some(to)) = (word(row, &["source"]), word(row, &["target"])) else { continue };
            sketch.node(&from, 0);
            sketch.node(&to, 0);
            let label = word(row, &["what", "label", "name"]).unwrap_or_default();
            sketch.edge(Edge { from, to, label, ..Edge::default() }, Heads::Forward);
        }
        return true;
    }
    if !has("id") || !has("parent") {
        return false;
    }
    for row in &rows {
        let Some(key) = word(row, &["id"]) else { continue };
        let name = word(row, &["name", "label", "title"]).unwrap_or_else(|| key.clone());
        sketch.node(&key, 0).name = name;
    }
    for row in &rows {
        if let (Some(key), Some(parent)) = (word(row, &["id"]), word(row, &["parent"])) {
            reports(&key, &parent, sketch);
        }
    }
    true
}
