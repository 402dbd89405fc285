//! Writes the version from git into the program and, on Windows, gives it its icon.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::path::Path::new(".git/HEAD").exists() {
        println!("cargo:rerun-if-changed=.git/HEAD"); // a missing file would rebuild every time
    }
    println!("cargo:rustc-env=BATON_VERSION={}", version());
    icon();
}

/// The package's version and, inside a checkout, the commit: `0.1.0 (1a2b3c4)`.
fn version() -> String {
    let package = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let git = Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    let commit = git.ok().filter(|output| output.status.success());
    match commit.and_then(|output| String::from_utf8(output.stdout).ok()) {
        Some(commit) => format!("{package} ({})", commit.trim()),
        None => package,
    }
}

#[cfg(windows)]
fn icon() {
    let mut resource = winresource::WindowsResource::new();
    resource.set_icon("assets/icon/baton.ico");
    if let Err(error) = resource.compile() {
        println!("cargo:warning=the program has no icon: {error}");
    }
}

#[cfg(not(windows))]
fn icon() {}
