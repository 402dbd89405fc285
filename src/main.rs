//! The `baton` program: arguments in, exit code out.

fn main() {}
