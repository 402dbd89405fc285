//! The command line: everything that needs no window, no display and no GPU.
//!
//! [`run`] reads the arguments and carries one command out; each command has a file of its own.
//! A command that could not ends with a `Failure`: one line on standard error and exit code 1.
//!
//! Architecture invariant: nothing here knows egui.

mod args;
mod check;
mod diff;
mod export;
mod failure;
mod findings;
mod import;
mod info;
mod lens;
mod merge;
mod new;
mod party_names;
mod picture;
mod sample;
mod session;
mod tidy;
mod trace;
mod write_file;

use args::{Arguments, Command};
use clap::Parser;
use failure::Failure;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads the program's arguments and does what they ask for; `open_window` shows the window, with a
/// file if one was named.
///
/// Ends the process with exit code 2 if the arguments make no sense.
pub fn run(open_window: impl FnOnce(Option<PathBuf>) -> ExitCode) -> ExitCode {
    let arguments = Arguments::parse();
    let Some(command) = arguments.command else { return open_window(arguments.file) };
    match carry_out(command) {
        Ok(answer) => {
            // Whoever closes the pipe early has seen enough.
            let _ = std::io::stdout().lock().write_all(answer.as_bytes());
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("baton: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Carries a command out and returns what to print.
fn carry_out(command: Command) -> Result<String, Failure> {
    match command {
        Command::New(arguments) => new::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Trace(arguments) => trace::run(&arguments),
        Command::Findings(arguments) => findings::run(&arguments),
        Command::Info(arguments) => info::run(&arguments),
        Command::Tidy(arguments) => tidy::run(&arguments),
        Command::Check { map } => check::run(&map),
        Command::Diff { before, after } => diff::run(&before, &after),
        Command::Merge(arguments) => merge::run(&arguments),
    }
}

/// An answer for programs: pretty JSON and a line end.
fn json<T: Serialize>(answer: &T) -> Result<String, Failure> {
    let json = serde_json::to_string_pretty(answer)
        .map_err(|error| Failure::new(format!("The answer cannot be written as JSON ({error}).")))?;
    Ok(json + "\n")
}

/// `1 step`, `2 steps`.
fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
