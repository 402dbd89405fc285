use super::format::GraphFormat;
use super::mermaid_node::{Cursor, Link, Written, label_text};
use super::plain::plain_text;
use super::sketch::{Edge, Heads, Sketch};
use crate::exchange::ImportError;
use crate::model::PartyKind;

/// Statements about looks.
const LOOKS: [&str; 8] =
    ["direction", "classDef", "class", "style", "linkStyle", "click", "accTitle", "accDescr"];

/// Reads every flowchart: of a file of its own, of Markdown or of a web page.
pub(super) fn read(text: &str) -> Result<Sketch, ImportError> {
    let mut sketch = Sketch::default();
    let mut others = 0;
    for block in blocks(text) {
        let is_flowchart = read_block(&block, &mut sketch);
        others += usize::from(!is_flowchart);
        sketch.sheet += 1;
    }
    if sketch.nodes.is_empty() && sketch.skipped.is_empty() {
        return Err(
            GraphFormat::Mermaid.broken(1, "no flowchart is in it; one begins with “flowchart” or “graph”")
        );
    }
    if others > 0 {
        let what = if others == 1 { "1 diagram is" } else { &format!("{others} diagrams are") };
        sketch.warnings.push(format!("{what} no flowchart; left out."));
    }
    Ok(sketch)
}

/// A diagram and the line before its first one.
struct Block {
    text: String,
    line: usize,
}

fn blocks(text: &str) -> Vec<Block> {
    let fences: &[(&str, &str)] = &[("```mermaid", "```"), ("class=\"mermaid", "</pre>")];
    for (open, close) in fences {
        if text.contains(open) {
            let is_html = close.starts_with('<');
            return blocks_between(text, open, close, is_html);
        }
    }
    vec![Block { text: text.to_owned(), line: 0 }]
}

fn blocks_between(text: &str, open: &str, close: &str, is_html: bool) -> Vec<Block> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find(open).map(|begin| at + begin + open.len()) {
        let begin =
            if is_html { text[begin..].find('>').map_or(text.len(), |end| begin + end + 1) } else { begin };
        let end = text[begin..].find(close).map_or(text.len(), |end| begin + end);
        let inner = &text[begin..end];
        let inner = if is_html { inner.replace("&gt;", ">").replace("&lt;", "<") } else { inner.to_owned() };
        found.push(Block { text: inner, line: text[..begin].matches('\n').count() });
        at = end;
    }
    found
}

/// Without what stands above the diagram and without comments; lines stay where they are.
fn body(text: &str) -> String {
    let mut is_above = false;
    let mut has_begun = false;
    let lines = text.lines().map(|line| {
        let plain = line.trim();
        if plain == "---" && (!has_begun || is_above) {
            is_above = !is_above;
            return "";
        }
        has_begun |= !plain.is_empty() && !is_above;
        if is_above || plain.starts_with("%%") { "" } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads a diagram; whether it is a flowchart.
fn read_block(block: &Block, sketch: &mut Sketch) -> bool {
    let body = body(&block.text);
    let mut cursor = Cursor::new(&body);
    cursor.skip_ends();
    if !["flowchart-elk", "flowchart", "graph"].iter().any(|word| cursor.takes_word(word)) {
        return false;
    }
    cursor.statement();
    let mut reader = Reader { sketch, frames: Vec::new(), line: block.line };
    loop {
        cursor.skip_ends();
        if cursor.is_done() {
            return true;
        }
        reader.statement(&mut cursor);
    }
}

struct Reader<'a> {
    sketch: &'a mut Sketch,
    /// The subgraphs that are open, outermost first.
    frames: Vec<String>,
    line: usize,
}

impl Reader<'_> {
    fn statement(&mut self, cursor: &mut Cursor<'_>) {
        let line = self.line + cursor.line() + 1;
        if cursor.takes_word("subgraph") {
            self.open_frame(cursor, line);
        } else if cursor.takes_word("end") {
            self.frames.pop();
        } else if let Some(word) = LOOKS.iter().find(|word| cursor.takes_word(word)) {
            cursor.skip_blanks();
            if *word == "accDescr" && cursor.takes("{") {
                cursor.before(&["}"]);
            }
            let said = cursor.statement();
            // What a pointer is told may go on in the next lines.
            if *word == "click" && said.matches('"').count() % 2 == 1 {
                cursor.before(&["\""]);
                cursor.statement();
            }
        } else {
            self.chain(cursor, line);
        }
    }

    fn open_frame(&mut self, cursor: &mut Cursor<'_>, line: usize) {
        let said = cursor.statement().trim();
        let mut inner = Cursor::new(said);
        let mut written = inner.node();
        inner.skip_blanks();
        if let Some(written) = &mut written {
            written.name = inner.shape().or(written.name.take());
        }
        let written = written.filter(|_| inner.rest().trim().is_empty());
        let (key, name) = match written {
            Some(Written { key, name, .. }) => (key.clone(), name.unwrap_or(key)),
            None => (said.to_owned(), label_text(said.trim_matches('"'))),
        };
        let around = self.frames.last().cloned();
        let node = self.sketch.node(&key, line);
        node.name = name;
        node.kind = Some(PartyKind::Team);
        node.frame = around;
        self.frames.push(key);
    }

    /// `A & B --> C -->|text| D`
    fn chain(&mut self, cursor: &mut Cursor<'_>, line: usize) {
        let mut from = self.group(cursor, line);
        if from.is_empty() {
            let left = cursor.statement();
            self.sketch.skip(line, format!("“{}” is no statement of a flowchart.", left.trim()));
            return;
        }
        while let Some(link) = cursor.link() {
            cursor.skip_blanks();
            if cursor.rest().starts_with('\n') {
                cursor.skip_ends(); // what a link leads to may stand in the next line
            }
            let to = self.group(cursor, line);
            if to.is_empty() {
                break;
            }
            self.connect(&from, &to, &link, line);
            from = to;
        }
        let left = plain_text(cursor.statement());
        if !left.is_empty() {
            self.sketch.skip(line, format!("“{left}” is not understood."));
        }
    }

    /// Nodes that are joined by `&`.
    fn group(&mut self, cursor: &mut Cursor<'_>, line: usize) -> Vec<String> {
        let mut group = Vec::new();
        loop {
            cursor.skip_blanks();
            let Some(written) = cursor.node() else { return group };
            // `e1@-->` names the link, not a node.
            if cursor.takes("@") {
                return group;
            }
            group.push(self.keep(written, line));
            cursor.skip_blanks();
            if !cursor.takes("&") {
                return group;
            }
        }
    }

    fn keep(&mut self, written: Written, line: usize) -> String {
        let is_new = !self.sketch.has(&written.key);
        let around = self.frames.last().filter(|frame| **frame != written.key).cloned();
        let node = self.sketch.node(&written.key, line);
        if is_new || node.frame.is_none() && node.kind != Some(PartyKind::Team) {
            node.frame = around;
        }
        if let Some(name) = written.name.filter(|name| !name.is_empty()) {
            node.name = name;
        }
        node.kind = written.class.as_deref().and_then(PartyKind::from_word).or(node.kind);
        written.key
    }

    fn connect(&mut self, from: &[String], to: &[String], link: &Link, line: usize) {
        if link.is_invisible {
            return;
        }
        let heads = match (link.has_tail_head, link.has_head) {
            (true, true) => Heads::Both,
            (true, false) => Heads::Backward,
            (false, _) => Heads::Forward,
        };
        for from in from {
            for to in to {
                let edge = Edge {
                    from: from.clone(),
                    to: to.clone(),
                    label: link.label.clone(),
                    informal: link.is_dotted,
                    line,
                    ..Edge::default()
                };
                self.sketch.edge(edge, heads);
            }
        }
    }
}
