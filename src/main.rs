//! The `baton` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    baton::cli::run(|_file| {
        eprintln!("baton: there is no window in this build; `baton --help` shows what it can do without one");
        ExitCode::FAILURE
    })
}
