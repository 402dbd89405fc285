//! The borders between the rooms, the size of files and the licences of what is built in.
//!
//! `ARCHITECTURE.md` says why. A border that has to move is moved there first.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which rooms a room may use, besides itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("edit", &["model"]),
    ("storage", &["model", "edit"]),
    ("document", &["model", "edit", "storage", "platform"]),
    ("analysis", &["model"]),
    ("arrange", &["model"]),
    ("scene", &["model", "arrange", "analysis"]),
    ("export", &["model", "scene", "platform"]),
    ("exchange", &["model", "edit", "analysis"]),
    ("tool", &["model", "edit", "scene", "analysis", "arrange", "action"]),
    ("action", &["model", "edit", "document"]),
    ("job", &["model", "edit", "analysis", "arrange", "export", "document", "exchange", "scene", "platform"]),
    ("platform", &["model", "scene"]),
    (
        "cli",
        &[
            "model", "edit", "storage", "document", "analysis", "arrange", "scene", "export", "exchange",
            "job", "platform", "app",
        ],
    ),
    (
        "ui",
        &[
            "model", "edit", "document", "analysis", "arrange", "scene", "export", "exchange", "tool",
            "action", "job", "platform", "app",
        ],
    ),
];

/// Crates that only these places may name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("rusqlite", &["storage/"]),
    ("egui", &["ui/", "app.rs", "app/", "main.rs", "platform/window.rs", "platform/clipboard.rs"]),
    ("eframe", &["ui/", "app.rs", "app/", "main.rs", "platform/window.rs"]),
    ("egui_graphs", &["ui/chain/"]),
    ("rfd", &["platform/dialogs.rs"]),
    ("serde", &["storage/", "exchange/", "cli/", "platform/", "ui/chain/"]),
];

const THREADS_ONLY_IN: &[&str] = &["job/", "document/writer"];
const COLOURS_ONLY_IN: &[&str] = &["scene/theme", "scene/paint.rs"];
const MOST_LINES: usize = 500;

struct Source {
    /// Below `src/`, with `/` between folders.
    path: String,
    /// Without comments and without the unit tests at its end.
    code: String,
    lines: usize,
}

#[test]
fn rooms_use_only_what_their_arrows_allow() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut crossed = Vec::new();
    for source in sources() {
        let Some((room, _)) = source.path.split_once('/') else { continue };
        let Some(allowed) = arrows.get(room) else {
            if room != "app" {
                crossed.push(format!("{} lives in a room without arrows", source.path));
            }
            continue;
        };
        for used in rooms_named(&source.code) {
            if used != room && !allowed.contains(&used.as_str()) {
                crossed.push(format!("{} uses {used}, which {room} must not know", source.path));
            }
        }
    }
    assert!(crossed.is_empty(), "{}", crossed.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut crossed = Vec::new();
    for source in sources() {
        for (name, places) in ONLY_IN {
            let named = [format!("{name}::"), format!("use {name};"), format!("use {name} ")];
            let here = named.iter().any(|text| contains_word(&source.code, text));
            if here && !places.iter().any(|place| source.path.starts_with(place)) {
                crossed.push(format!("{} names {name}", source.path));
            }
        }
    }
    assert!(crossed.is_empty(), "{}", crossed.join("\n"));
}

#[test]
fn threads_are_started_only_in_jobs_and_the_writer() {
    let crossed = files_with(&["thread::spawn", "thread::Builder", "thread::scope"], THREADS_ONLY_IN);
    assert!(crossed.is_empty(), "threads started in {crossed:?}");
}

#[test]
fn colours_stand_only_in_the_theme() {
    let literal = ["Color::rgb(", "Color32::from_rgb(", "Color32::WHITE", "Color32::BLACK", "Color32::RED"];
    let crossed = files_with(&literal, COLOURS_ONLY_IN);
    assert!(crossed.is_empty(), "colours written out in {crossed:?}");
}

#[test]
fn no_file_is_too_long() {
    let tests = rust_files(&root().join("tests")).into_iter().chain(rust_files(&root().join("benches")));
    let others = tests.map(|path| {
        let text = fs::read_to_string(&path).expect("readable");
        (path.display().to_string(), text.lines().count())
    });
    let long: Vec<String> = sources()
        .into_iter()
        .map(|source| (source.path, source.lines))
        .chain(others)
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    assert!(long.is_empty(), "over {MOST_LINES} lines: {long:#?}");
}

#[test]
fn every_dependency_has_a_permissive_licence() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_permissive(package["license"].as_str().unwrap_or("none stated")))
        .map(|package| format!("{} ({})", package["name"], package["license"]))
        .collect();
    assert!(packages.len() > 100, "the list of packages is not whole");
    assert!(refused.is_empty(), "licences that nobody agreed to: {refused:#?}");
}

#[test]
fn the_licence_reader_tells_good_from_bad() {
    for good in ["MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND OFL-1.1", "Apache-2.0 OR GPL-2.0-only"] {
        assert!(is_permissive(good), "{good}");
    }
    for bad in ["GPL-3.0", "MIT AND GPL-2.0-only", "MPL-2.0", "none stated"] {
        assert!(!is_permissive(bad), "{bad}");
    }
}

/// Whether an SPDX expression can be met with permissive licences only.
fn is_permissive(expression: &str) -> bool {
    const AGREED: &[&str] = &[
        "MIT",
        "MIT-0",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "ISC",
        "Zlib",
        "0BSD",
        "CC0-1.0",
        "Unlicense",
        "Unicode-3.0",
        "Unicode-DFS-2016",
        "OFL-1.1",
        "Ubuntu-font-1.0",
    ];
    let plain = expression.replace('/', " OR ");
    split_outside_brackets(&plain, " AND ").iter().all(|part| {
        let part = part.trim();
        let inner = part.strip_prefix('(').and_then(|p| p.strip_suffix(')'));
        if let Some(inner) = inner {
            return is_permissive(inner);
        }
        let choices = split_outside_brackets(part, " OR ");
        if choices.len() > 1 {
            return choices.iter().any(|choice| is_permissive(choice));
        }
        AGREED.contains(&part)
    })
}

fn split_outside_brackets<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && at >= start && text[at..].starts_with(separator) => {
                parts.push(&text[start..at]);
                start = at + separator.len();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn files_with(texts: &[&str], allowed: &[&str]) -> Vec<String> {
    sources()
        .into_iter()
        .filter(|source| !allowed.iter().any(|place| source.path.starts_with(place)))
        .filter(|source| texts.iter().any(|text| contains_word(&source.code, text)))
        .map(|source| source.path)
        .collect()
}

/// Whether `text` stands in `code` and is not the end of a longer name.
fn contains_word(code: &str, text: &str) -> bool {
    code.match_indices(text).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// The rooms after `crate::`, in paths and in grouped imports.
fn rooms_named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level_names(group),
            None => vec![rest],
        };
        rooms.extend(names.into_iter().map(first_name).filter(|name| !name.is_empty()));
    }
    rooms
}

fn top_level_names(group: &str) -> Vec<&str> {
    let (mut names, mut depth, mut start) = (Vec::new(), 1, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                names.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            names.push(&group[start..at]);
            break;
        }
    }
    names
}

fn first_name(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let all: Vec<Source> = rust_files(&src)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("readable");
            let below = path.strip_prefix(&src).expect("below src");
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let path = parts.join("/");
            // Tests may use any room to set the stage.
            let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
            let code = if is_test { String::new() } else { code_of(&text) };
            Source { path, lines: text.lines().count(), code }
        })
        .collect();
    assert!(all.len() > 20, "the sources were not found");
    all
}

/// The lines that are neither comments nor unit tests.
fn code_of(text: &str) -> String {
    let product = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = product.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
