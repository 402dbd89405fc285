use crate::exchange::ImportError;
use crate::exchange::decode::decode;
use std::path::Path;

/// Forms in which other programs keep diagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GraphFormat {
    /// Graphviz.
    Dot,
    /// GraphML, as yEd and network programs write it.
    GraphMl,
    /// Mermaid flowcharts, alone or inside Markdown or a web page.
    Mermaid,
    /// draw.io (diagrams.net).
    Drawio,
    /// JSON: nodes and links, a nested tree, a list with parents, or JSON Canvas.
    Json,
}

impl GraphFormat {
    /// What the ending says; `.xml`, `.svg` and web pages are looked into.
    pub fn of(path: &Path, bytes: &[u8]) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        match ending.as_str() {
            "dot" | "gv" => Some(Self::Dot),
            "graphml" => Some(Self::GraphMl),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "drawio" | "dio" => Some(Self::Drawio),
            "json" | "canvas" => Some(Self::Json),
            "md" | "markdown" | "html" | "htm" | "xml" | "svg" => Self::inside(bytes),
            _ => None,
        }
    }

    fn inside(bytes: &[u8]) -> Option<Self> {
        let text = decode(bytes).ok()?.text;
        let table = [
            ("<graphml", Self::GraphMl),
            ("<mxfile", Self::Drawio),
            ("<mxGraphModel", Self::Drawio),
            ("&lt;mxfile", Self::Drawio),
            ("class=\"mermaid", Self::Mermaid),
            ("```mermaid", Self::Mermaid),
        ];
        table.into_iter().find(|(sign, _)| text.contains(sign)).map(|(_, format)| format)
    }

    /// What it is called in sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dot => "DOT",
            Self::GraphMl => "GraphML",
            Self::Mermaid => "Mermaid",
            Self::Drawio => "draw.io",
            Self::Json => "JSON",
        }
    }

    /// That a file cannot be read as this.
    pub(super) fn broken(self, line: usize, reason: impl Into<String>) -> ImportError {
        ImportError::BrokenDiagram { format: self.word(), line, reason: reason.into() }
    }
}
