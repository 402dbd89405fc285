use super::dot_lexer::{Lexer, Token};
use super::format::GraphFormat;
use super::plain::{plain_text, tidy_lines};
use super::sketch::{Edge, Heads, Sketch};
use crate::exchange::ImportError;
use crate::exchange::table::party_kind;
use crate::model::SupplyKind;
use std::collections::BTreeMap;

/// Subgraphs inside one another: more is no diagram.
const DEEPEST: usize = 100;

/// Reads every graph of a DOT file; clusters are frames.
pub(super) fn read(text: &str) -> Result<Sketch, ImportError> {
    let tokens = Lexer::new(text).tokens().map_err(|(line, reason)| GraphFormat::Dot.broken(line, reason))?;
    let mut parser = Parser { tokens, at: 0, sketch: Sketch::default(), depth: 0, is_directed: true };
    while parser.at < parser.tokens.len() {
        parser.graph()?;
        parser.sketch.sheet += 1;
    }
    Ok(parser.sketch)
}

/// A value with whether it is HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    text: String,
    is_html: bool,
}

type Attributes = BTreeMap<String, Value>;

/// What holds inside a pair of braces.
#[derive(Clone, Debug, Default)]
struct Scope {
    nodes: Attributes,
    edges: Attributes,
    /// The key of the cluster around it.
    cluster: Option<String>,
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
    sketch: Sketch,
    depth: usize,
    is_directed: bool,
}

impl Parser {
    fn line(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(1, |(_, line)| *line)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn takes(&mut self, sign: char) -> bool {
        let is_it = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(is_it);
        is_it
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_it = matches!(self.peek(), Some(Token::Name(name)) if name.eq_ignore_ascii_case(word));
        self.at += usize::from(is_it);
        is_it
    }

    fn broken(&self, reason: &str) -> ImportError {
        GraphFormat::Dot.broken(self.line(), reason)
    }

    fn value(&mut self) -> Option<Value> {
        let mut value = match self.peek()? {
            Token::Name(text) => Value { text: text.clone(), is_html: false },
            Token::Html(text) => Value { text: text.clone(), is_html: true },
            Token::Sign(_) | Token::Line { .. } => return None,
        };
        self.at += 1;
        while self.takes('+') {
            if let Some(Token::Name(more)) = self.peek() {
                value.text.push_str(&more.clone());
                self.at += 1;
            }
        }
        Some(value)
    }

    fn graph(&mut self) -> Result<(), ImportError> {
        self.takes_word("strict");
        self.is_directed = match () {
            () if self.takes_word("digraph") => true,
            () if self.takes_word("graph") => false,
            () => return Err(self.broken("a graph begins with “digraph” or “graph”")),
        };
        if !self.is_directed {
            let warning = "The lines have no direction; whoever is named first was taken as the supplier.";
            self.sketch.warnings.push(warning.to_owned());
        }
        self.value();
        if !self.takes('{') {
            return Err(self.broken("“{” is missing"));
        }
        self.statements(Scope::default()).map(|_| ())
    }

    /// Everything up to the closing brace; answers with the nodes that were named.
    fn statements(&mut self, mut scope: Scope) -> Result<Vec<String>, ImportError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.broken("too many subgraphs inside one another"));
        }
        let mut named = Vec::new();
        while !self.takes('}') {
            if self.peek().is_none() {
                return Err(self.broken("“}” is missing"));
            }
            if !self.takes(';') && !self.takes(',') {
                self.statement(&mut scope, &mut named)?;
            }
        }
        self.depth -= 1;
        Ok(named)
    }

    fn statement(&mut self, scope: &mut Scope, named: &mut Vec<String>) -> Result<(), ImportError> {
        let begin = self.at;
        for defaults in ["graph", "node", "edge"] {
            if self.takes_word(defaults) {
                if self.peek() == Some(&Token::Sign('[')) {
                    let attributes = self.attributes()?;
                    match defaults {
                        "node" => scope.nodes.extend(attributes),
                        "edge" => scope.edges.extend(attributes),
                        _ => self.name_cluster(scope, &attributes),
                    }
                    return Ok(());
                }
                self.at = begin;
            }
        }
        let line = self.line();
        let first = self.operand(scope)?;
        if first.len() == 1 && self.takes('=') {
            let Some(value) = self.value() else { return Err(self.broken("a value is missing")) };
            let key = first.first().map(|(key, _)| key.clone()).unwrap_or_default();
            self.name_cluster(scope, &Attributes::from([(key, value)]));
            return Ok(());
        }
        let mut ends = vec![first];
        while let Some(Token::Line { .. }) = self.peek() {
            self.at += 1;
            ends.push(self.operand(scope)?);
        }
        let attributes = self.attributes()?;
        self.keep(scope, &ends, &attributes, line);
        named.extend(ends.into_iter().flatten().map(|(key, _)| key));
        Ok(())
    }

    /// A node, or the nodes of a subgraph; each with whether it was named here and not in a subgraph.
    fn operand(&mut self, scope: &Scope) -> Result<Vec<(String, bool)>, ImportError> {
        let is_subgraph = self.takes_word("subgraph");
        let name =
            if self.peek() == Some(&Token::Sign('{')) { None } else { self.value().map(|value| value.text) };
        if is_subgraph || name.is_none() {
            if !self.takes('{') {
                return Err(self.broken("a name or “{” is missing"));
            }
            let mut inner = scope.clone();
            if let Some(key) = name.filter(|name| name.starts_with("cluster")) {
                let line = self.line();
                let around = scope.cluster.clone();
                let cluster = self.sketch.node(&key, line);
                cluster.frame = around;
                cluster.kind = Some(crate::model::PartyKind::Team);
                inner.cluster = Some(key);
            }
            let named = self.statements(inner)?;
            return Ok(named.into_iter().map(|key| (key, false)).collect());
        }
        while self.takes(':') {
            self.value(); // a port: where at the box a line ends
        }
        Ok(name.into_iter().map(|name| (name, true)).collect())
    }

    fn attributes(&mut self) -> Result<Attributes, ImportError> {
        let mut attributes = Attributes::new();
        while self.takes('[') {
            while !self.takes(']') {
                if self.takes(',') || self.takes(';') {
                    continue;
                }
                let Some(key) = self.value() else { return Err(self.broken("“]” is missing")) };
                let value = if self.takes('=') { self.value() } else { None };
                attributes
                    .insert(key.text, value.unwrap_or(Value { text: "true".to_owned(), is_html: false }));
            }
        }
        Ok(attributes)
    }

    fn name_cluster(&mut self, scope: &Scope, attributes: &Attributes) {
        let (Some(key), Some(label)) = (&scope.cluster, attributes.get("label")) else { return };
        let name = label_text(label, key);
        let line = self.line();
        if !name.is_empty() {
            self.sketch.node(key, line).name = name;
        }
    }

    fn keep(&mut self, scope: &Scope, ends: &[Vec<(String, bool)>], attributes: &Attributes, line: usize) {
        for (key, is_here) in ends.iter().flatten() {
            if *is_here {
                let of_node = if ends.len() == 1 { attributes.clone() } else { Attributes::new() };
                self.keep_node(scope, key, of_node, line);
            }
        }
        let mut said = scope.edges.clone();
        said.extend(attributes.clone());
        for pair in ends.windows(2) {
            let [from, to] = pair else { continue };
            for (from, _) in from {
                for (to, _) in to {
                    self.keep_edge(from, to, &said, line);
                }
            }
        }
    }

    fn keep_node(&mut self, scope: &Scope, key: &str, attributes: Attributes, line: usize) {
        let is_new = !self.sketch.has(key);
        let node = self.sketch.node(key, line);
        if node.frame.is_none() {
            node.frame.clone_from(&scope.cluster);
        }
        let mut said = if is_new { scope.nodes.clone() } else { Attributes::new() };
        said.extend(attributes);
        if let Some(label) = said.get("label") {
            let is_record = said.get("shape").is_some_and(|shape| shape.text.ends_with("record"));
            let text = label_text(label, key);
            let (name, rest) =
                if is_record || text.starts_with('{') { record(&text) } else { (text, String::new()) };
            if !name.is_empty() {
                node.name = name;
            }
            if !rest.is_empty() {
                node.purpose = rest;
            }
        }
        let word = |key: &str| said.get(key).map(|value| label_text(value, ""));
        node.kind = word("kind").and_then(|kind| party_kind(&kind)).or(node.kind);
        node.holder = word("holder").unwrap_or(std::mem::take(&mut node.holder));
        node.purpose = word("purpose").unwrap_or(std::mem::take(&mut node.purpose));
    }

    fn keep_edge(&mut self, from: &str, to: &str, said: &Attributes, line: usize) {
        let is = |key: &str, word: &str| said.get(key).is_some_and(|value| value.text.contains(word));
        let heads = match () {
            () if is("dir", "both") => Heads::Both,
            () if is("dir", "back") => Heads::Backward,
            () => Heads::Forward,
        };
        let label = said.get("label").or_else(|| said.get("xlabel"));
        let edge = Edge {
            from: from.to_owned(),
            to: to.to_owned(),
            label: label.map(|label| label_text(label, "")).unwrap_or_default(),
            kind: said.get("kind").and_then(|kind| SupplyKind::from_word(&kind.text)),
            informal: is("style", "dashed") || is("style", "dotted"),
            line,
            ..Edge::default()
        };
        self.sketch.edge(edge, heads);
    }
}

/// What is written: line breaks and `\N`, the name of the node, read.
fn label_text(value: &Value, key: &str) -> String {
    if value.is_html {
        return plain_text(&value.text);
    }
    let mut text = String::new();
    let mut letters = value.text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'l' | 'r') => text.push('\n'),
                Some('N') => text.push_str(key),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            other => text.push(other),
        }
    }
    tidy_lines(&text)
}

/// The first field of a record is its name; the rest says more about it.
fn record(label: &str) -> (String, String) {
    let fields = label.split(['|', '{', '}']).map(|field| {
        let port_end = field.trim_start().starts_with('<').then(|| field.find('>')).flatten();
        field[port_end.map_or(0, |end| end + 1)..].trim().replace('\n', " ")
    });
    let mut fields = fields.filter(|field| !field.is_empty());
    let name = fields.next().unwrap_or_default();
    (name, fields.collect::<Vec<_>>().join(", "))
}
