use super::args::{Format, ImportArguments};
use super::failure::Failure;
use super::{party_names, session};
use crate::edit::{Command, PartyEdit, perform};
use crate::exchange::{Import, Report, table, text};
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
        let format = format.map_or_else(|| format_of(input), |format| Ok(Some(format))).map_err(failed)?;
        let import = read_bytes(&bytes, format, &self.map)
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

fn read_bytes(
    bytes: &[u8],
    format: Option<Format>,
    map: &Organisation,
) -> Result<Import, crate::exchange::ImportError> {
    let mut ids = TimeOrderedIds;
    if format == Some(Format::Text) {
        return text::import_bytes(bytes, map, &mut ids);
    }
    let read = table::Table::read(bytes);
    let plan = read.as_ref().ok().map(table::guess).filter(|plan| plan.shape().is_some());
    match (read, plan) {
        (Ok(table), Some(plan)) => table::import(&table, &plan, map, &mut ids),
        // A file that does not say what it is and is no table we know is read as text.
        (_, None) if format.is_none() => text::import_bytes(bytes, map, &mut ids),
        (Ok(table), None) => table::import(&table, &table::guess(&table), map, &mut ids),
        (Err(error), _) => Err(error),
    }
}

/// What the ending of a file says; nothing for `.txt`, which may be a table as well as a text.
fn format_of(input: &Path) -> Result<Option<Format>, &'static str> {
    let ending = input.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "csv" => Ok(Some(Format::Csv)),
        "tsv" | "tab" => Ok(Some(Format::Tsv)),
        "txt" | "text" | "md" | "" => Ok(None),
        _ => Err("Baton reads tables (.csv, .tsv) and texts (.txt). If it is one of these, say so with \
                  --format. Nothing was changed."),
    }
}

fn answer(input: &Path, report: &Report) -> String {
    let mut answer = format!("{}: {}\n", input.display(), report.sentence());
    // Writing to a string cannot fail.
    for warning in &report.warnings {
        let _ = writeln!(answer, "  {warning}");
    }
    for skipped in &report.skipped {
        let _ = writeln!(answer, "  line {}: {}", skipped.line, skipped.reason);
    }
    answer
}
