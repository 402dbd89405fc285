//! The program in a folder of its own, called as people call it.

#![allow(dead_code)] // every test has its own needs

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use tempfile::TempDir;

/// A folder to work in, with a home folder of its own.
pub struct Desk(TempDir);

/// What a call left behind.
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        for (name, text) in files {
            fs::write(desk.path(name), text).unwrap();
        }
        desk
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// Runs `baton` in this folder; without a display, a language or a home to lean on.
    pub fn baton(&self, arguments: &[&str]) -> Outcome {
        let home = self.path("home");
        let output = Command::new(env!("CARGO_BIN_EXE_baton"))
            .args(arguments)
            .current_dir(self.0.path())
            .env_clear()
            .env("HOME", &home)
            .env("APPDATA", &home)
            .env("LOCALAPPDATA", &home)
            .output()
            .unwrap();
        Outcome {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs `baton`, which must do what it is asked for, and returns its answer.
    pub fn done(&self, arguments: &[&str]) -> String {
        let outcome = self.baton(arguments);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{arguments:?}");
        outcome.out
    }

    /// Runs `baton`, which must not be able to, and returns its one line.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let outcome = self.baton(arguments);
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{arguments:?}");
        assert_eq!(outcome.err.lines().count(), 1, "{}", outcome.err);
        outcome.err
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(arguments)).unwrap()
    }

    /// What `trace` says about every role, by name.
    pub fn traces(&self, map: &str) -> BTreeMap<String, Value> {
        let all = self.json(&["trace", map, "--json"]);
        let roles = all.as_array().unwrap().iter().cloned();
        roles.map(|role| (role["role"].to_string(), role)).collect()
    }

    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| name != "home");
        names.sort();
        names
    }
}
