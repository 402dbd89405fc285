use super::args::{ExportArguments, List};
use super::failure::Failure;
use super::session;
use super::write_file::write_file;
use crate::exchange::{table, text};

/// `baton export MAP -o OUT`
pub(super) fn run(arguments: &ExportArguments) -> Result<String, Failure> {
    let output = &arguments.output;
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let map = session::read(&arguments.map)?;
    let written = match (ending.as_str(), arguments.list) {
        ("csv", List::Supplies) => table::write_supplies(&map),
        ("csv", List::Parties) => table::write_parties(&map),
        ("txt", _) => text::write(&map),
        _ => {
            let output = output.display();
            return Err(Failure::new(format!(
                "“{output}” does not say which form is wanted; end its name in .csv or .txt."
            )));
        }
    };
    write_file(output, written.as_bytes())?;
    Ok(format!("Wrote {}.\n", output.display()))
}
