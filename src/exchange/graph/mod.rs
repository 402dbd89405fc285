//! Diagrams of other programs: DOT, GraphML, Mermaid, draw.io, JSON. Each reader makes a `sketch::Sketch`, which
//! [`import`] brings onto a map; each writer says what that form can say.

mod canvas;
mod dot;
mod dot_lexer;
mod drawio;
mod format;
mod graphml;
mod json;
mod merge;
mod mermaid;
mod mermaid_node;
mod plain;
mod sketch;
#[cfg(test)]
mod tests;
mod write;
mod write_placed;

pub use format::GraphFormat;
pub(super) use write::{write_dot, write_graphml, write_json, write_mermaid};
pub(super) use write_placed::{write_canvas, write_drawio};

use super::decode::decode;
use super::merge::Merge;
use super::{Import, ImportError, ReadingCopy};
use crate::model::{IdSource, Organisation};

/// What a diagram would do to `map`: a box is a party, a frame a team, a line a supply along its head.
///
/// Parties that are there are found by name; new ones have no place yet. Nothing is deleted.
///
/// # Errors
/// [`ImportError`] if the bytes are no such diagram, or there is nothing on it.
pub fn import(
    format: GraphFormat,
    bytes: &[u8],
    map: &Organisation,
    ids: &mut dyn IdSource,
) -> Result<Import, ImportError> {
    let decoded = decode(bytes)?;
    let mut sketch = match format {
        GraphFormat::Dot => dot::read(&decoded.text),
        GraphFormat::GraphMl => graphml::read(&decoded.text),
        GraphFormat::Mermaid => mermaid::read(&decoded.text),
        GraphFormat::Drawio => drawio::read(&decoded.text),
        GraphFormat::Json => json::read(&decoded.text),
    }?;
    if sketch.nodes.is_empty() {
        return Err(ImportError::EmptyDiagram(format.word()));
    }
    sketch.warnings.extend(decoded.warnings);
    let mut copy = ReadingCopy::of(map);
    let mut merge = Merge::new(&mut copy, ids);
    merge::read(&sketch, &mut merge);
    Ok(merge.finish("Import diagram"))
}
