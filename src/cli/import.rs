use super::args::{Format, ImportArguments};
use super::failure::Failure;
use super::{party_names, session};
use crate::edit::{Command, PartyEdit, perform};
use crate::exchange::graph::{self, GraphFormat};
use crate::exchange::{Import, ImportError, Report, table, text};
use crate::job::{Progress, import_and_place};
use crate::model::{Flow, Organisation, PartyId, PartyKind};
use crate::platform::{FontMeasurer, Fonts, TimeOrderedIds};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// `baton import INPUT... -o MAP [--into] [--format F] [--external NAME]... [--flow F]`
///
/// Everything is read before anything is written, so that bad input changes nothing.
pub(super) fn run(arguments: &ImportArguments) -> Result<String, Failure> {
    let path = &arguments.output;
    let base = base_map(path, arguments.into)?;
    let mut reading = Reading::new(base.clone());
    for input in &arguments.inputs {
        reading.read(input, arguments.format)?;
    }
    for name in &arguments.external {
        reading.make_external(name)?;
    }
    if reading.map.title().is_empty() && !arguments.into {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        reading.run(Command::SetTitle(name))?;
    }
    let command = reading.placed(&base, arguments.flow.into())?;
    let session = if arguments.into { session::open(path)? } else { session::create(path, &base)? };
    session::finish(session, &command)?;
    Ok(reading.answer)
}

/// The map that the input is added to: the one at `path`, or an empty one.
fn base_map(path: &Path, into: bool) -> Result<Organisation, Failure> {
    if into {
        return session::read(path);
    }
    if path.exists() {
        return Err(Failure::new(format!(
            "“{}” exists already and was not changed. Add --into to import into it, or choose another name.",
            path.display()
        )));
    }
    Ok(Organisation::default())
}

/// A map while inputs are read into it.
struct Reading {
    map: Organisation,
    commands: Vec<Command>,
    made: Vec<PartyId>,
    answer: String,
}

impl Reading {
    fn new(map: Organisation) -> Self {
        Self { map, commands: Vec::new(), made: Vec::new(), answer: String::new() }
    }

    fn read(&mut self, input: &Path, format: Option<Format>) -> Result<(), Failure> {
        let failed = |reason: &str| Failure::new(format!("“{}”: {reason}", input.display()));
        let bytes = fs::read(input)
            .map_err(|error| failed(&format!("it could not be read ({error}). Nothing was changed.")))?;
        let reader = Reader::of(input, &bytes, format).map_err(failed)?;
        let import = reader
            .read(&bytes, &self.map)
            .map_err(|error| failed(&format!("{error}. Nothing was changed.")))?;
        self.run(import.command)?;
        self.made.extend(import.made);
        self.answer.push_str(&answer(input, &import.report));
        Ok(())
    }

    fn make_external(&mut self, name: &str) -> Result<(), Failure> {
        let party = party_names::party_called(&self.map, name)?;
        self.run(Command::EditParties(vec![party], PartyEdit::Kind(PartyKind::Buyer)))
    }

    fn run(&mut self, command: Command) -> Result<(), Failure> {
        perform(&mut self.map, &command)
            .map_err(|refusal| Failure::new(format!("Nothing was changed: {refusal}")))?;
        self.commands.push(command);
        Ok(())
    }

    /// Everything as one step, with a place for every new party.
    fn placed(&mut self, base: &Organisation, flow: Flow) -> Result<Command, Failure> {
        let read = Command::Batch("Import".to_owned(), std::mem::take(&mut self.commands));
        let measurer = FontMeasurer::new(Arc::new(Fonts::default()));
        let placed =
            import_and_place(base, "Import", &read, &self.made, flow, &measurer, &Progress::default());
        let placed = placed.map_err(|refusal| Failure::new(format!("Nothing was changed: {refusal}")))?;
        // Nobody has asked it to stop, so it is placed.
        Ok(placed.unwrap_or(read))
    }
}

/// How the bytes of a file are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Table,
    Text,
    /// A table, or a text where it is no table that we know.
    TableOrText,
    Graph(GraphFormat),
}

impl Reader {
    /// What was asked for; else what the ending says, or the file where its ending may mean several.
    fn of(input: &Path, bytes: &[u8], format: Option<Format>) -> Result<Self, &'static str> {
        if let Some(format) = format {
            return Ok(Self::asked(format));
        }
        if let Some(format) = GraphFormat::of(input, bytes) {
            return Ok(Self::Graph(format));
        }
        let ending = input.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match ending.as_str() {
            "csv" | "tsv" | "tab" => Ok(Self::Table),
            "txt" | "text" | "md" | "" => Ok(Self::TableOrText),
            _ => Err(
                "Baton reads tables (.csv, .tsv), texts (.txt) and diagrams (.dot, .graphml, .mmd, .drawio, \
                      .json). If it is one of these, say so with --format. Nothing was changed.",
            ),
        }
    }

    fn asked(format: Format) -> Self {
        match format {
            Format::Csv | Format::Tsv => Self::Table,
            Format::Text => Self::Text,
            Format::Dot => Self::Graph(GraphFormat::Dot),
            Format::Graphml => Self::Graph(GraphFormat::GraphMl),
            Format::Mermaid => Self::Graph(GraphFormat::Mermaid),
            Format::Drawio => Self::Graph(GraphFormat::Drawio),
            Format::Json => Self::Graph(GraphFormat::Json),
        }
    }

    fn read(self, bytes: &[u8], map: &Organisation) -> Result<Import, ImportError> {
        let mut ids = TimeOrderedIds;
        match self {
            Self::Text => return text::import_bytes(bytes, map, &mut ids),
            Self::Graph(format) => return graph::import(format, bytes, map, &mut ids),
            Self::Table | Self::TableOrText => {}
        }
        let read = table::Table::read(bytes);
        let plan = read.as_ref().ok().map(table::guess).filter(|plan| plan.shape().is_some());
        match (read, plan) {
            (Ok(table), Some(plan)) => table::import(&table, &plan, map, &mut ids),
            (_, None) if self == Self::TableOrText => text::import_bytes(bytes, map, &mut ids),
            (Ok(table), None) => table::import(&table, &table::guess(&table), map, &mut ids),
            (Err(error), _) => Err(error),
        }
    }
}

fn answer(input: &Path, report: &Report) -> String {
    let mut answer = format!("{}: {}\n", input.display(), report.sentence());
    // Writing to a string cannot fail.
    for warning in &report.warnings {
        let _ = writeln!(answer, "  {warning}");
    }
    for skipped in &report.skipped {
        let _ = match skipped.line {
            0 => writeln!(answer, "  {}", skipped.reason), // JSON has no lines to speak of
            line => writeln!(answer, "  line {line}: {}", skipped.reason),
        };
    }
    answer
}
