//! The whole window with a map that is written down as text.

use baton::app::App;
use baton::platform::Folders;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use std::process::Command;
use tempfile::TempDir;

pub const CTRL: Modifiers = Modifiers::COMMAND;
pub const NONE: Modifiers = Modifiers::NONE;

/// The window, and the folder that goes when it goes.
pub struct Window {
    pub app: Harness<'static, App>,
    _home: TempDir,
}

impl Window {
    /// The window with the map that `text` describes in the text format.
    pub fn with(text: &str) -> Self {
        Self::sized(text, [1400.0, 900.0])
    }

    pub fn sized(text: &str, size: [f32; 2]) -> Self {
        let home = TempDir::new().unwrap();
        let (source, map) = (home.path().join("map.txt"), home.path().join("map.baton"));
        std::fs::write(&source, text).unwrap();
        let mut baton = Command::new(env!("CARGO_BIN_EXE_baton"));
        let made = baton.arg("import").arg(&source).arg("-o").arg(&map).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let folders = Folders::under(home.path());
        let builder = Harness::builder().with_size(size).with_max_steps(60);
        let mut app =
            builder.build_eframe(|creation| App::new(&creation.egui_ctx, folders, Some(map)).unwrap());
        app.run();
        Self { app, _home: home }
    }

    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.app.key_press_modifiers(modifiers, key);
        self.app.run();
    }

    pub fn press_often(&mut self, key: Key, times: usize) {
        (0..times).for_each(|_| self.press(NONE, key));
    }

    pub fn click(&mut self, label: &str) {
        self.app.get_by_label(label).click();
        self.app.run();
    }

    pub fn shows(&self, text: &str) -> bool {
        self.app.query_all_by_label_contains(text).next().is_some()
    }

    /// The names of the first cells of all rows, from top to bottom.
    pub fn rows(&self) -> Vec<String> {
        let mut rows: Vec<(f64, String)> = self
            .app
            .query_all_by_role(Role::RowHeader)
            .map(|node| {
                let node = node.accesskit_node();
                (node.raw_bounds().unwrap().y0, node.label().unwrap_or_default())
            })
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, name)| name).collect()
    }

    /// What the cell that has the keyboard is called.
    pub fn current(&self) -> Option<String> {
        let cells = [Role::GridCell, Role::RowHeader, Role::ColumnHeader];
        let mut all = cells.into_iter().flat_map(|role| self.app.query_all_by_role(role));
        all.find(Node::is_focused).and_then(|node| node.accesskit_node().label())
    }

    pub fn type_text(&mut self, text: &str) {
        self.app.event(egui::Event::Text(text.to_owned()));
        self.app.run();
    }

    /// Lets work off the UI thread come to its end.
    pub fn wait_until(&mut self, text: &str) {
        for _ in 0..5_000 {
            self.app.step();
            if self.shows(text) {
                self.app.run();
                return;
            }
            std::thread::yield_now();
        }
        panic!("“{text}” never came up");
    }
}
