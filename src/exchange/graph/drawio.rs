use super::format::GraphFormat;
use super::graphml::{line_of, parse};
use super::plain::{plain_text, tidy_lines};
use super::sketch::{Edge, Heads, Sketch};
use crate::exchange::ImportError;
use crate::exchange::table::party_kind;
use crate::model::PartyKind;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use roxmltree::Node;
use std::collections::{BTreeSet, HashMap};
use std::io::Read;

/// A page is at most so large when it is unpacked.
const LARGEST: u64 = 200 << 20;

/// Reads every page of a draw.io file, packed or plain, or inside an SVG that draw.io wrote.
pub(super) fn read(text: &str) -> Result<Sketch, ImportError> {
    let document = parse(text, GraphFormat::Drawio)?;
    let root = document.root_element();
    if root.tag_name().name() == "svg" {
        let inner = root.attribute("content").filter(|content| content.contains("<mxfile"));
        let inner = inner.ok_or_else(|| GraphFormat::Drawio.broken(1, "the picture holds no diagram"))?;
        return read(inner);
    }
    let mut sketch = Sketch::default();
    if root.tag_name().name() == "mxGraphModel" {
        read_model(root, &mut sketch, None);
    }
    for page in root.children().filter(|child| child.tag_name().name() == "diagram") {
        let line = line_of(page);
        if let Some(model) = page.children().find(|child| child.tag_name().name() == "mxGraphModel") {
            read_model(model, &mut sketch, None);
        } else {
            let unpacked = unpack(page.text().unwrap_or_default());
            let unpacked =
                unpacked.ok_or_else(|| GraphFormat::Drawio.broken(line, "a page cannot be unpacked"))?;
            read_model(parse(&unpacked, GraphFormat::Drawio)?.root_element(), &mut sketch, Some(line));
        }
        sketch.sheet += 1;
    }
    Ok(sketch)
}

/// What draw.io packs: percent signs, deflated, in base 64.
fn unpack(packed: &str) -> Option<String> {
    let bytes = STANDARD.decode(packed.split_whitespace().collect::<String>()).ok()?;
    let mut text = String::new();
    DeflateDecoder::new(bytes.as_slice()).take(LARGEST).read_to_string(&mut text).ok()?;
    percent_decoded(&text)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// One cell of a page: a shape, a line, or the label of a line.
struct Cell {
    id: String,
    parent: String,
    label: String,
    style: String,
    is_shape: bool,
    is_line: bool,
    source: Option<String>,
    target: Option<String>,
    /// What our own pages say about a party.
    kind: Option<PartyKind>,
    holder: String,
    purpose: String,
    line: usize,
}

impl Cell {
    /// A cell, alone or inside the object that carries what is known about it.
    fn of(element: Node<'_, '_>, page_line: Option<usize>) -> Option<Self> {
        let cell = if element.tag_name().name() == "mxCell" {
            element
        } else {
            element.children().find(|child| child.tag_name().name() == "mxCell")?
        };
        let of_cell = |name| cell.attribute(name).unwrap_or_default().to_owned();
        let of_object = |name| element.attribute(name).filter(|_| element != cell);
        let label = element.attribute("label").or_else(|| cell.attribute("value")).unwrap_or_default();
        Some(Self {
            id: element.attribute("id").or_else(|| cell.attribute("id"))?.to_owned(),
            parent: of_cell("parent"),
            label: label_text(&filled_in(label, element)),
            style: of_cell("style"),
            is_shape: cell.attribute("vertex") == Some("1"),
            is_line: cell.attribute("edge") == Some("1"),
            source: cell.attribute("source").map(ToOwned::to_owned),
            target: cell.attribute("target").map(ToOwned::to_owned),
            kind: of_object("kind").and_then(party_kind),
            holder: of_object("holder").unwrap_or_default().to_owned(),
            purpose: of_object("purpose").unwrap_or_default().to_owned(),
            line: page_line.unwrap_or_else(|| line_of(element)),
        })
    }

    fn has(&self, style: &str) -> bool {
        self.style.split(';').any(|part| part == style)
    }

    fn heads(&self) -> Heads {
        let value = |key: &str| self.style.split(';').find_map(|part| part.strip_prefix(key));
        let begins = value("startArrow=").is_some_and(|head| head != "none");
        let ends = value("endArrow=").is_none_or(|head| head != "none");
        match (begins, ends) {
            (true, true) => Heads::Both,
            (true, false) => Heads::Backward,
            (false, _) => Heads::Forward,
        }
    }
}

/// `%name%` in a label stands for what the object says about itself.
fn filled_in(label: &str, object: Node<'_, '_>) -> String {
    if object.attribute("placeholders") != Some("1") {
        return label.to_owned();
    }
    let mut filled = label.to_owned();
    for attribute in object.attributes().filter(|attribute| attribute.name() != "label") {
        filled = filled.replace(&format!("%{}%", attribute.name()), attribute.value());
    }
    filled
}

fn label_text(label: &str) -> String {
    if label.contains('<') || label.contains('&') { plain_text(label) } else { tidy_lines(label) }
}

fn read_model(model: Node<'_, '_>, sketch: &mut Sketch, page_line: Option<usize>) {
    let root = model.children().find(|child| child.tag_name().name() == "root");
    let elements = root.into_iter().flat_map(|root| root.children()).filter(Node::is_element);
    let cells: Vec<Cell> = elements.filter_map(|element| Cell::of(element, page_line)).collect();
    Page::of(&cells).read(sketch);
}

/// What the cells of a page are to one another.
struct Page<'a> {
    cells: &'a [Cell],
    by_id: HashMap<&'a str, &'a Cell>,
    /// Where a line ends.
    joined: BTreeSet<&'a str>,
    /// What has shapes inside.
    frames: BTreeSet<&'a str>,
    /// What stands on each line, beside its own label.
    labels: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Page<'a> {
    fn of(cells: &'a [Cell]) -> Self {
        let by_id: HashMap<&str, &Cell> = cells.iter().map(|cell| (cell.id.as_str(), cell)).collect();
        let lines = cells.iter().filter(|cell| cell.is_line);
        let joined =
            lines.flat_map(|line| [line.source.as_deref(), line.target.as_deref()]).flatten().collect();
        let inside = cells.iter().filter(|cell| cell.is_shape).map(|cell| cell.parent.as_str());
        let frames = inside.filter(|id| by_id.get(id).is_some_and(|frame| frame.is_shape)).collect();
        let mut labels: HashMap<&str, Vec<&str>> = HashMap::new();
        for cell in cells.iter().filter(|cell| cell.is_shape) {
            if by_id.get(cell.parent.as_str()).is_some_and(|parent| parent.is_line) {
                labels.entry(cell.parent.as_str()).or_default().push(cell.label.as_str());
            }
        }
        Self { cells, by_id, joined, frames, labels }
    }

    fn read(&self, sketch: &mut Sketch) {
        let mut left_out = 0;
        for cell in self.cells.iter().filter(|cell| cell.is_shape && !self.is_label_of_line(cell)) {
            if !self.is_shown(cell) {
                left_out += usize::from(!self.frames.contains(cell.id.as_str()));
                continue;
            }
            let frame = self.frame_around(cell).map(|frame| frame.id.clone());
            let node = sketch.node(&cell.id, cell.line);
            node.name.clone_from(&cell.label);
            node.frame = frame;
            node.kind = cell.kind.or(self.frames.contains(cell.id.as_str()).then_some(PartyKind::Team));
            node.holder.clone_from(&cell.holder);
            node.purpose.clone_from(&cell.purpose);
        }
        if left_out > 0 {
            let what = if left_out == 1 { "1 shape is" } else { &format!("{left_out} shapes are") };
            sketch
                .warnings
                .push(format!("{what} not joined to anything and only decoration or remarks; left out."));
        }
        for line in self.cells.iter().filter(|cell| cell.is_line) {
            self.read_line(line, sketch);
        }
    }

    /// Whether a shape is a party: it has a name or a line, and is more than words beside the diagram.
    fn is_shown(&self, cell: &Cell) -> bool {
        let is_frame = self.frames.contains(cell.id.as_str());
        let is_remark = cell.has("text") || cell.style.contains("shape=note");
        self.joined.contains(cell.id.as_str()) || !cell.label.is_empty() && (is_frame || !is_remark)
    }

    fn is_label_of_line(&self, cell: &Cell) -> bool {
        self.by_id.get(cell.parent.as_str()).is_some_and(|parent| parent.is_line)
    }

    /// The next frame around a cell that is a party; groups without a name are looked through.
    fn frame_around(&self, cell: &Cell) -> Option<&Cell> {
        let mut around = self.by_id.get(cell.parent.as_str()).copied();
        // No more steps than there are cells: a file may put two into each other.
        for _ in 0..self.cells.len() {
            let frame = around.filter(|frame| frame.is_shape)?;
            if self.is_shown(frame) {
                return Some(frame);
            }
            around = self.by_id.get(frame.parent.as_str()).copied();
        }
        None
    }

    fn read_line(&self, line: &Cell, sketch: &mut Sketch) {
        let labels = self.labels.get(line.id.as_str()).into_iter().flatten().copied();
        let words = [line.label.as_str()].into_iter().chain(labels);
        let said: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let edge = Edge {
            from: line.source.clone().unwrap_or_default(),
            to: line.target.clone().unwrap_or_default(),
            label: said.join(", "),
            informal: line.has("dashed=1"),
            line: line.line,
            ..Edge::default()
        };
        sketch.edge_between_known(edge, line.heads());
    }
}
