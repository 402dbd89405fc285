use super::{graph, markdown, text};
use crate::model::Organisation;
use std::path::Path;

/// Forms in which a whole map leaves for other programs, besides tables and pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataForm {
    /// The text format: everything but places.
    Text,
    /// Markdown, to be read: everything but places and what is for the facilitator only.
    Markdown,
    /// Graphviz.
    Dot,
    /// GraphML.
    GraphMl,
    /// A Mermaid flowchart.
    Mermaid,
    /// A draw.io page, with places.
    Drawio,
    /// JSON Canvas, with places.
    Canvas,
    /// Parties and supplies in JSON.
    Json,
}

impl DataForm {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Markdown,
        Self::Dot,
        Self::GraphMl,
        Self::Mermaid,
        Self::Drawio,
        Self::Canvas,
        Self::Json,
    ];

    /// The form that the ending of a file asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        match ending.as_str() {
            "gv" => Some(Self::Dot),
            "mermaid" => Some(Self::Mermaid),
            _ => Self::ALL.into_iter().find(|form| form.ending() == ending),
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Dot => "dot",
            Self::GraphMl => "graphml",
            Self::Mermaid => "mmd",
            Self::Drawio => "drawio",
            Self::Canvas => "canvas",
            Self::Json => "json",
        }
    }

    /// The map in this form.
    pub fn write(self, map: &Organisation) -> String {
        match self {
            Self::Text => text::write(map),
            Self::Markdown => markdown::write_markdown(map),
            Self::Dot => graph::write_dot(map),
            Self::GraphMl => graph::write_graphml(map),
            Self::Mermaid => graph::write_mermaid(map),
            Self::Drawio => graph::write_drawio(map),
            Self::Canvas => graph::write_canvas(map),
            Self::Json => graph::write_json(map),
        }
    }
}
