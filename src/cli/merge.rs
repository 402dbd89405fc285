use super::args::MergeArguments;
use super::failure::Failure;
use super::session;
use crate::edit::{Command, PartyEdit, perform};
use crate::exchange::text;
use crate::job::{Progress, import_and_place};
use crate::model::Organisation;
use crate::platform::{FontMeasurer, Fonts, TimeOrderedIds};
use std::sync::Arc;

/// `baton merge A B -o C`: a new map with all of A, and of B what A does not say; where both say something, B counts.
pub(super) fn run(arguments: &MergeArguments) -> Result<String, Failure> {
    let output = &arguments.output;
    if output.exists() {
        return Err(Failure::new(format!(
            "“{}” exists already and was not changed. Choose another name.",
            output.display()
        )));
    }
    let base = session::read(&arguments.first)?;
    let other = session::read(&arguments.second)?;
    let mut map = base.clone();
    let refused = |refusal| Failure::new(format!("Nothing was written: {refusal}"));
    let renamed = Command::Batch(String::new(), renamed(&base, &other));
    perform(&mut map, &renamed).map_err(refused)?;
    // The text says all of B by names, and its parties have those of B now.
    let import = text::import(&text::write(&other), &map, &mut TimeOrderedIds);
    let read = Command::Batch("Merge".to_owned(), vec![renamed, import.command]);
    let measurer = FontMeasurer::new(Arc::new(Fonts::default()));
    let placed = import_and_place(
        &base,
        "Merge",
        &read,
        &import.made,
        arguments.flow.into(),
        &measurer,
        &Progress::default(),
    );
    let command = placed.map_err(refused)?.unwrap_or(read);
    session::finish(session::create(output, &base)?, &command)?;
    Ok(format!("{}: {}\n", output.display(), import.report.sentence()))
}

/// What has the same id in both maps and another name in the second.
fn renamed(base: &Organisation, other: &Organisation) -> Vec<Command> {
    let names =
        other.parties().filter(|party| base.party(party.id).is_some_and(|ours| ours.name != party.name));
    names.map(|party| Command::EditParties(vec![party.id], PartyEdit::Name(party.name.clone()))).collect()
}
