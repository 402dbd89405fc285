//! The `baton` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    baton::cli::run(baton::app::run)
}
