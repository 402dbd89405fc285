use crate::exchange::table::id_cell;
use crate::model::{Organisation, Party, PartyId, PartyKind, Supply, SupplyKind};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt::Write;

/// The map as a DOT graph: teams are clusters, kinds are attributes that Graphviz passes over.
pub(in crate::exchange) fn write_dot(map: &Organisation) -> String {
    let keys = Keys::of(map);
    let mut out = format!("digraph {} {{\n    rankdir=LR;\n    node [shape=box];\n", quoted(map.title()));
    for party in roots(map) {
        dot_party(map, &keys, party, 1, &mut out);
    }
    for supply in map.supplies() {
        let mut said = Vec::new();
        if !supply.what.is_empty() {
            said.push(format!("label={}", quoted(&supply.what)));
        }
        if supply.kind != SupplyKind::Delivers {
            said.push(format!("kind={}", quoted(supply.kind.word())));
        }
        if supply.informal {
            said.push("style=dashed".to_owned());
        }
        let said = if said.is_empty() { String::new() } else { format!(" [{}]", said.join(", ")) };
        line(&mut out, 1, &format!("{} -> {}{said};", keys.key(supply.supplier), keys.key(supply.customer)));
    }
    out.push_str("}\n");
    out
}

fn dot_party(map: &Organisation, keys: &Keys, party: &Party, depth: usize, out: &mut String) {
    let key = keys.key(party.id);
    if party.kind != PartyKind::Team {
        let mut said = vec![format!("label={}", quoted(&party.name))];
        if party.kind != PartyKind::Role {
            said.push(format!("kind={}", party.kind.word()));
        }
        let more = [("holder", &party.holder), ("purpose", &party.purpose)];
        said.extend(
            more.iter().filter(|(_, text)| !text.is_empty()).map(|(name, t)| format!("{name}={}", quoted(t))),
        );
        line(out, depth, &format!("{key} [{}];", said.join(", ")));
        return;
    }
    line(out, depth, &format!("subgraph {key} {{"));
    line(out, depth + 1, &format!("label={};", quoted(&party.name)));
    for member in map.members_of(party.id) {
        dot_party(map, keys, member, depth + 1, out);
    }
    line(out, depth, "}");
}

/// The map as a Mermaid flowchart: teams are subgraphs, kinds are classes.
pub(in crate::exchange) fn write_mermaid(map: &Organisation) -> String {
    let keys = Keys::of(map);
    let mut out = "flowchart LR\n".to_owned();
    for party in roots(map) {
        mermaid_party(map, &keys, party, 1, &mut out);
    }
    for supply in map.supplies() {
        let link = if supply.informal { "-.->" } else { "-->" };
        let label = label_with_kind(supply);
        let label = if label.is_empty() { String::new() } else { format!("|{}|", in_mermaid(&label)) };
        let (from, to) = (keys.key(supply.supplier), keys.key(supply.customer));
        line(&mut out, 1, &format!("{from} {link}{label} {to}"));
    }
    out
}

fn mermaid_party(map: &Organisation, keys: &Keys, party: &Party, depth: usize, out: &mut String) {
    let (key, name) = (keys.key(party.id), in_mermaid(&party.name));
    let class =
        || if party.kind == PartyKind::Role { String::new() } else { format!(":::{}", party.kind.word()) };
    match party.kind {
        PartyKind::Team => {
            line(out, depth, &format!("subgraph {key}[{name}]"));
            map.members_of(party.id).for_each(|member| mermaid_party(map, keys, member, depth + 1, out));
            line(out, depth, "end");
        }
        PartyKind::Role | PartyKind::Supplier => line(out, depth, &format!("{key}[{name}]{}", class())),
        _ => line(out, depth, &format!("{key}([{name}]){}", class())),
    }
}

fn in_mermaid(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    format!("\"{}\"", escaped.replace('\n', "<br/>"))
}

/// What is supplied, with the kind before it where it is no delivery.
pub(super) fn label_with_kind(supply: &Supply) -> String {
    match (supply.kind, supply.what.as_str()) {
        (SupplyKind::Delivers, what) => what.to_owned(),
        (kind, "") => kind.word().to_owned(),
        (kind, what) => format!("{}: {what}", kind.word()),
    }
}

/// The map as GraphML: a team is a node with a graph inside.
pub(in crate::exchange) fn write_graphml(map: &Organisation) -> String {
    let keys = Keys::of(map);
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                   <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        .to_owned();
    for (of, names) in
        [("node", ["label", "kind", "holder", "purpose"].as_slice()), ("edge", &["what", "kind", "informal"])]
    {
        for name in names {
            let key =
                format!("<key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"string\"/>");
            line(&mut out, 1, &key);
        }
    }
    line(&mut out, 1, "<graph id=\"map\" edgedefault=\"directed\">");
    for party in roots(map) {
        graphml_party(map, &keys, party, 2, &mut out);
    }
    for supply in map.supplies() {
        let (from, to) = (keys.key(supply.supplier), keys.key(supply.customer));
        let informal = if supply.informal { "true" } else { "" };
        let data = graphml_data(
            "edge",
            &[("what", &supply.what), ("kind", supply.kind.word()), ("informal", informal)],
        );
        line(&mut out, 2, &format!("<edge source=\"{from}\" target=\"{to}\">{data}</edge>"));
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn graphml_party(map: &Organisation, keys: &Keys, party: &Party, depth: usize, out: &mut String) {
    let key = keys.key(party.id);
    let said = [
        ("label", party.name.as_str()),
        ("kind", party.kind.word()),
        ("holder", &party.holder),
        ("purpose", &party.purpose),
    ];
    let data = graphml_data("node", &said);
    if map.members_of(party.id).next().is_none() {
        line(out, depth, &format!("<node id=\"{key}\">{data}</node>"));
        return;
    }
    line(out, depth, &format!("<node id=\"{key}\">{data}"));
    line(out, depth + 1, &format!("<graph id=\"in-{key}\" edgedefault=\"directed\">"));
    map.members_of(party.id).for_each(|member| graphml_party(map, keys, member, depth + 2, out));
    line(out, depth + 1, "</graph>");
    line(out, depth, "</node>");
}

fn graphml_data(of: &str, said: &[(&str, &str)]) -> String {
    let mut data = String::new();
    for (name, text) in said.iter().filter(|(_, text)| !text.is_empty()) {
        // Writing to a string cannot fail.
        let _ = write!(data, "<data key=\"{of}-{name}\">{}</data>", escaped(text));
    }
    data
}

/// The map as JSON: `parties` and `supplies` with everything that can be said about them but notes.
pub(in crate::exchange) fn write_json(map: &Organisation) -> String {
    let parties: Vec<Value> = map.parties().map(json_party).collect();
    let supplies: Vec<Value> = map.supplies().map(json_supply).collect();
    let whole = json!({ "title": map.title(), "parties": parties, "supplies": supplies });
    format!("{whole:#}\n")
}

fn json_party(party: &Party) -> Value {
    let mut said = Map::new();
    said.insert("id".to_owned(), id_cell(party.id).into());
    said.insert("name".to_owned(), party.name.clone().into());
    said.insert("kind".to_owned(), party.kind.word().into());
    let team = party.team.map(id_cell).unwrap_or_default();
    for (name, text) in [("team", &team), ("holder", &party.holder), ("purpose", &party.purpose)] {
        if !text.is_empty() {
            said.insert(name.to_owned(), text.clone().into());
        }
    }
    said.into()
}

fn json_supply(supply: &Supply) -> Value {
    let mut said = Map::new();
    said.insert("supplier".to_owned(), id_cell(supply.supplier).into());
    said.insert("customer".to_owned(), id_cell(supply.customer).into());
    said.insert("kind".to_owned(), supply.kind.word().into());
    if !supply.what.is_empty() {
        said.insert("what".to_owned(), supply.what.clone().into());
    }
    if supply.informal {
        said.insert("informal".to_owned(), true.into());
    }
    said.into()
}

/// Short keys that stay the same while nothing is added: `p1`, `p2`; teams are `cluster_3`, as Graphviz wants it.
pub(super) struct Keys(HashMap<PartyId, String>);

impl Keys {
    pub fn of(map: &Organisation) -> Self {
        let key = |(at, party): (usize, &Party)| {
            let prefix = if party.kind == PartyKind::Team { "cluster_" } else { "p" };
            (party.id, format!("{prefix}{}", at + 1))
        };
        Self(map.parties().enumerate().map(key).collect())
    }

    pub fn key(&self, party: PartyId) -> &str {
        self.0.get(&party).map_or("", String::as_str)
    }
}

fn roots(map: &Organisation) -> impl Iterator<Item = &Party> {
    map.parties().filter(|party| party.team.is_none())
}

/// A text as it may stand between tags.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text as Graphviz quotes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

pub(super) fn line(out: &mut String, depth: usize, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:width$}{text}", "", width = depth * 2);
}
