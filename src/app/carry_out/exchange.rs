use super::super::App;
use super::super::errand::Finished;
use crate::exchange::Import;
use crate::exchange::table::{Table, TablePlan, guess, import, write_supplies};
use crate::job::{import_and_place, tidy};
use crate::platform::TimeOrderedIds;
use crate::ui::Intent;
use crate::ui::dialog::{Dialog, ImportDraft};
use egui::Context;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Reads a table, off the UI thread.
    pub(super) fn read_table(&mut self, path: PathBuf, context: &Context) {
        self.start_errand("Reading the table", context, move |_| {
            let table = read(&path).map(|table| {
                let plan = guess(&table);
                (Arc::new(table), plan)
            });
            Finished::TableRead(path, table)
        });
    }

    /// Shows how a table is understood, before anything is made.
    pub(in super::super) fn preview_table(&mut self, path: PathBuf, table: Arc<Table>, plan: TablePlan) {
        // The first rows are shown, in whatever script they are.
        let shown = table.rows.iter().take(ImportDraft::ROWS_SHOWN).flat_map(|row| &row.cells);
        shown.chain(&table.headings).for_each(|cell| self.desk.picture.cover_text(cell));
        self.drafts.dialog = Some(Dialog::Import(Box::new(ImportDraft { path, table, plan, outcome: None })));
        self.intents.push(Intent::PreviewImport);
    }

    /// Finds out, off the UI thread, what the table would make.
    pub(super) fn preview_import(&mut self, context: &Context) {
        let Some(Dialog::Import(draft)) = &self.drafts.dialog else { return };
        let (table, plan) = (Arc::clone(&draft.table), draft.plan.clone());
        let map = self.desk.session.snapshot();
        self.start_errand("Looking at every row", context, move |_| {
            let outcome = import(&table, &plan, &map, &mut TimeOrderedIds);
            Finished::ImportPreviewed(plan, outcome.map(Box::new).map_err(|error| error.to_string()))
        });
    }

    /// The plan may have been changed since the preview was asked for; then another one is on its way.
    pub(in super::super) fn show_import_preview(
        &mut self,
        plan: &TablePlan,
        outcome: Result<Box<Import>, String>,
    ) {
        if let Some(Dialog::Import(draft)) = &mut self.drafts.dialog
            && draft.plan == *plan
        {
            draft.outcome = Some(outcome);
        }
    }

    /// Imports the table as the dialog shows it, each new party with a place.
    pub(super) fn import_table(&mut self, context: &Context) {
        let Some(Dialog::Import(draft)) = self.drafts.dialog.take() else { return };
        let Some(Ok(import)) = draft.outcome else { return };
        let map = self.desk.session.snapshot();
        let (revision, measurer) = (self.desk.revision(), self.desk.picture.measurer());
        self.start_errand("Placing what is imported", context, move |progress| {
            let placed = import_and_place(&map, &import.command, &import.made, measurer.as_ref(), progress);
            Finished::Edit(revision, placed.map_err(|refusal| refusal.to_string()))
        });
    }

    /// Places everything anew, off the UI thread.
    pub(super) fn tidy(&mut self, context: &Context) {
        let map = self.desk.session.snapshot();
        let (revision, measurer) = (self.desk.revision(), self.desk.picture.measurer());
        self.start_errand("Tidying", context, move |progress| {
            Finished::Edit(revision, Ok(tidy(&map, measurer.as_ref(), progress)))
        });
    }

    /// Writes all supplies as a table.
    pub(super) fn export_table(&mut self, path: PathBuf, context: &Context) {
        let map = self.desk.session.snapshot();
        self.start_errand("Writing the table", context, move |_| {
            Finished::Written(write(&path, write_supplies(&map).as_bytes()))
        });
    }
}

fn read(path: &Path) -> Result<Table, String> {
    let bytes = fs::read(path).map_err(|error| format!("it cannot be read ({error})"))?;
    Table::read(&bytes).map_err(|error| error.to_string())
}

/// Writes under another name first, so that a crash leaves what was there.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<PathBuf, String> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let fresh = path.with_file_name(name);
    let written = fs::write(&fresh, bytes).and_then(|()| fs::rename(&fresh, path));
    written.map(|()| path.to_owned()).map_err(|error| {
        format!("“{}” cannot be written ({error}). Choose another folder or name.", path.display())
    })
}
