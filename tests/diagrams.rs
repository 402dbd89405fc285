//! Diagrams that nobody here drew, read from the folder that `BATON_FIXTURES` names, by the program itself.
//!
//! Without that variable there is nothing to read and the tests only say so.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

fn baton(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baton")).args(arguments).output().unwrap()
}

fn fixtures() -> Option<PathBuf> {
    let folder = std::env::var_os("BATON_FIXTURES");
    if folder.is_none() {
        println!("skipped: BATON_FIXTURES is not set");
    }
    folder.map(PathBuf::from)
}

/// What is made of a file: parties that are no team, teams, supplies, and the answer in words.
fn imported(input: &Path) -> (u64, u64, u64, String) {
    let home = TempDir::new().unwrap();
    let map = home.path().join("a map.baton");
    let map = map.to_str().unwrap();
    let made = baton(&["import", input.to_str().unwrap(), "-o", map]);
    let answer = String::from_utf8_lossy(&[made.stdout, made.stderr].concat()).into_owned();
    assert!(made.status.success(), "{answer}");
    let info: Value = serde_json::from_slice(&baton(&["info", map, "--json"]).stdout).unwrap();
    let count = |name: &str| info[name].as_u64().unwrap();
    let supplies = info["supplies"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    (count("parties") - count("teams"), count("teams"), supplies, answer)
}

#[test]
fn graphviz_yed_and_drawio_files_have_all_their_boxes_and_lines() {
    let Some(folder) = fixtures() else { return };
    // Boxes, frames, lines; as gvpr, networkx and a decoder of its own count them (EXPECTED_graphfiles.json). A line with
    // two heads is two supplies. Of draw.io, shapes without a name and a line are decoration.
    let table = [
        ("dot/Latin1.gv", 1, 0, 0),
        ("dot/clust4.gv", 10, 2, 13),
        ("dot/edgeclip.gv", 4, 0, 4),
        ("dot/fsm.gv", 9, 0, 14),
        ("dot/html2.gv", 4, 0, 4),
        ("dot/multi.gv", 4, 0, 2),
        ("dot/ports.gv", 12, 0, 20),
        ("dot/process.gv", 10, 0, 13),
        ("dot/record.gv", 19, 0, 20),
        ("dot/russian.gv", 11, 0, 7),
        ("dot/unix.gv", 41, 0, 49),
        ("dot/url.gv", 9, 1, 6),
        ("dot/world.gv", 48, 0, 69),
        ("graphml-yed/Guards.graphml", 3, 0, 2),
        ("graphml-yed/Issue128_Graph07.graphml", 3, 1, 2),
        ("graphml-yed/Login.graphml", 4, 0, 9),
        ("graphml-yed/PetClinicSharedState.graphml", 4, 0, 7),
        ("graphml-yed/ShoppingCart.graphml", 7, 0, 11),
        ("graphml-yed/singleVertex2.graphml", 3, 0, 3),
        ("drawio/templates_charts_org_chart_1.xml", 25, 0, 24),
        ("drawio/templates_charts_org_chart_3.xml", 46, 0, 45),
        ("json/miserables.json", 77, 0, 254),
        ("json/flare.json", 252, 0, 251),
    ];
    for (path, boxes, frames, lines) in table {
        let (parties, teams, supplies, answer) = imported(&folder.join(path));
        assert_eq!((parties, teams, supplies), (boxes, frames, lines), "{path}: {answer}");
    }
}

#[test]
fn every_diagram_can_be_imported_and_written_again() {
    let Some(folder) = fixtures() else { return };
    let home = TempDir::new().unwrap();
    let drawings =
        ["drawio", "mermaid", "json"].into_iter().flat_map(|part| folder.join(part).read_dir().unwrap());
    for input in drawings.map(|entry| entry.unwrap().path()) {
        let ending = input.extension().unwrap_or_default().to_string_lossy().into_owned();
        let is_diagram = ["xml", "drawio", "svg", "mmd", "html", "json"].contains(&ending.as_str());
        if !is_diagram || input.ends_with("wardley.html") {
            continue;
        }
        let (parties, teams, supplies, answer) = imported(&input);
        assert!(parties + teams > 0, "{}: {answer}", input.display());
        println!("{}: {parties} {teams} {supplies}\n{answer}", input.display());
        let map = home.path().join(input.file_name().unwrap()).with_extension("baton");
        baton(&["import", input.to_str().unwrap(), "-o", map.to_str().unwrap()]);
        for form in ["dot", "graphml", "mmd", "json", "drawio"] {
            let out = map.with_extension(form);
            let written = baton(&["export", map.to_str().unwrap(), "-o", out.to_str().unwrap()]);
            assert!(
                written.status.success(),
                "{}: {}",
                out.display(),
                String::from_utf8_lossy(&written.stderr)
            );
            let again = imported(&out);
            assert_eq!(
                (again.0, again.1, again.2),
                (parties, teams, supplies),
                "{} as {form}",
                input.display()
            );
        }
    }
}
