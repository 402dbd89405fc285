//! Version from git, icon on Windows.

fn main() {}
