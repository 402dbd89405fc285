use super::super::App;
use super::super::errand::Finished;
use crate::analysis::{Graph, SightMatrix, SupplyMatrix};
use crate::edit::Command;
use crate::exchange::graph::{self, GraphFormat};
use crate::exchange::table::{self, Table, write_notes, write_parties, write_rows, write_supplies};
use crate::exchange::{DataForm, Import, text, write_card};
use crate::job::{Progress, import_and_place, is_placed_at_once, tidy, tidy_some};
use crate::model::{Organisation, PartyId};
use crate::platform::TimeOrderedIds;
use crate::ui::dialog::{Dialog, ImportDraft, ImportSource};
use crate::ui::matrix::MatrixKind;
use crate::ui::table::TableKind;
use crate::ui::{Intent, MainView};
use egui::Context;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the step is called that the quick entry makes.
pub(super) const QUICK_ENTRY: &str = "Quick entry";

impl App {
    /// Reads a table or a text, off the UI thread.
    pub(super) fn read_file(&mut self, path: PathBuf, context: &Context) {
        self.start_errand("Reading the file", context, move |_| {
            let source = read(&path);
            Finished::FileRead(path, source)
        });
    }

    /// Shows how a file is understood, before anything is made.
    pub(in super::super) fn show_import(&mut self, path: PathBuf, source: ImportSource) {
        if let ImportSource::Table(table, _) = &source {
            // The first rows are shown, in whatever script they are.
            let shown = table.rows.iter().take(ImportDraft::ROWS_SHOWN).flat_map(|row| &row.cells);
            shown.chain(&table.headings).for_each(|cell| self.desk.picture.cover_text(cell));
        }
        self.drafts.dialog = Some(Dialog::Import(Box::new(ImportDraft { path, source, outcome: None })));
        self.intents.push(Intent::PreviewImport);
    }

    /// Finds out, off the UI thread, what the file would make.
    pub(super) fn preview_import(&mut self, context: &Context) {
        let Some(Dialog::Import(draft)) = &self.drafts.dialog else { return };
        let source = draft.source.clone();
        let map = self.desk.session.snapshot();
        self.start_errand("Looking at every line", context, move |_| {
            let outcome = match &source {
                ImportSource::Table(table, plan) => table::import(table, plan, &map, &mut TimeOrderedIds),
                ImportSource::Graph(format, bytes) => {
                    graph::import(*format, bytes, &map, &mut TimeOrderedIds)
                }
                ImportSource::Text(bytes) => text::import_bytes(bytes, &map, &mut TimeOrderedIds),
            };
            Finished::ImportPreviewed(source, outcome.map(Box::new).map_err(|error| error.to_string()))
        });
    }

    /// The plan may have been changed since the preview was asked for; then another one is on its way.
    pub(in super::super) fn show_import_preview(
        &mut self,
        source: &ImportSource,
        outcome: Result<Box<Import>, String>,
    ) {
        if let Some(Dialog::Import(draft)) = &mut self.drafts.dialog
            && draft.source == *source
        {
            draft.outcome = Some(outcome);
        }
    }

    /// Imports the table as the dialog shows it, each new party with a place.
    pub(super) fn import_table(&mut self, context: &Context) {
        let Some(Dialog::Import(draft)) = self.drafts.dialog.take() else { return };
        let Some(Ok(mut import)) = draft.outcome else { return };
        let map = self.desk.map();
        // An empty map is about what it was begun with.
        if let Some(name) = draft.path.file_stem().filter(|_| map.is_empty() && map.title().is_empty()) {
            let title = Command::SetTitle(name.to_string_lossy().into_owned());
            import.command = Command::Batch(String::new(), vec![title, import.command]);
        }
        self.put_on_map("Import", "Placing what is imported", *import, context);
    }

    /// Puts what was read on the map as a step of this name, each new party with a place: off the UI thread, or at
    /// once if it is little, so that whoever types goes on typing.
    pub(super) fn put_on_map(
        &mut self,
        name: &'static str,
        waiting: &str,
        import: Import,
        context: &Context,
    ) {
        let map = self.desk.session.snapshot();
        let (revision, measurer) = (self.desk.revision(), self.desk.picture.measurer());
        let flow = self.desk.preferences.flow;
        let is_typed = name == QUICK_ENTRY;
        let (made, is_little) = (import.made.clone(), is_placed_at_once(&map, &import.command, &import.made));
        let place = move |progress: &Progress| {
            let Import { command, made, .. } = &import;
            let placed = import_and_place(&map, name, command, made, flow, measurer.as_ref(), progress);
            placed.map(|command| command.map(Box::new)).map_err(|refusal| refusal.to_string())
        };
        if is_little {
            let placed = place(&Progress::default());
            drop(place); // with what it has kept of the map, so that the edit need not copy it
            self.finish_import(revision, &made, is_typed, placed);
        } else {
            self.start_errand(waiting, context, move |progress| Finished::Import {
                revision,
                placed: place(progress),
                made,
                is_typed,
            });
        }
    }

    /// Places everything anew, off the UI thread.
    pub(super) fn tidy(&mut self, context: &Context) {
        let map = self.desk.session.snapshot();
        let (revision, measurer) = (self.desk.revision(), self.desk.picture.measurer());
        let flow = self.desk.preferences.flow;
        self.start_errand("Tidying", context, move |progress| {
            let tidied = tidy(&map, flow, measurer.as_ref(), progress).map(Box::new);
            Finished::Tidied { revision, tidied, is_whole_map: true }
        });
    }

    /// Places what is selected anew, off the UI thread.
    pub(super) fn tidy_selection(&mut self, context: &Context) {
        let map = self.desk.session.snapshot();
        let (revision, measurer) = (self.desk.revision(), self.desk.picture.measurer());
        let flow = self.desk.preferences.flow;
        let chosen: Vec<PartyId> = self.desk.selection.parties().collect();
        self.start_errand("Tidying the selection", context, move |progress| {
            let tidied = tidy_some(&map, &chosen, flow, measurer.as_ref(), progress).map(Box::new);
            Finished::Tidied { revision, tidied, is_whole_map: false }
        });
    }

    /// Writes the matrix that is shown, or was shown last, whole and sorted by name.
    pub(super) fn export_matrix(&mut self, path: PathBuf, context: &Context) {
        let (map, kind) = (self.desk.session.snapshot(), self.drafts.matrix.kind());
        self.start_errand("Writing the matrix", context, move |_| {
            Finished::Written(write(&path, matrix_csv(&map, kind).as_bytes()))
        });
    }

    /// Writes the map as text or diagram, in the form that the ending says.
    pub(super) fn export_data(&mut self, path: PathBuf, context: &Context) {
        let Some(form) = DataForm::of(&path) else {
            let endings = DataForm::ALL.map(|form| format!(".{}", form.ending())).join(", ");
            self.show_problem("Nothing was written", format!("End the name of the file in {endings}."));
            return;
        };
        let map = self.desk.session.snapshot();
        self.start_errand("Writing the map", context, move |_| {
            Finished::Written(write(&path, form.write(&map).as_bytes()))
        });
    }

    /// Whose card can be written: the role in the middle of the chain that is shown, or the one that is selected.
    pub(super) fn card_of(&self) -> Option<PartyId> {
        let center = self.drafts.chain.center().filter(|_| self.desk.main_view == MainView::Chain);
        center.or_else(|| self.desk.selection.only_party())
    }

    /// Writes the card of a role.
    pub(super) fn export_card(&mut self, path: PathBuf, context: &Context) {
        let Some(party) = self.card_of() else { return };
        let map = self.desk.session.snapshot();
        self.start_errand("Writing the card", context, move |_| {
            Finished::Written(write(&path, write_card(&map, party).as_bytes()))
        });
    }

    /// Writes all supplies as a table, or the parties or notes that the Table view shows.
    pub(super) fn export_table(&mut self, path: PathBuf, context: &Context) {
        let map = self.desk.session.snapshot();
        let is_shown = self.desk.main_view == MainView::Table;
        let kind = if is_shown { self.drafts.table.kind() } else { TableKind::Supplies };
        let notes = self.desk.notes_shown();
        self.start_errand("Writing the table", context, move |_| {
            let csv = match kind {
                TableKind::Parties => write_parties(&map),
                TableKind::Supplies => write_supplies(&map),
                TableKind::Notes => write_notes(&map, map.notes().filter(|note| notes.includes(note))),
            };
            Finished::Written(write(&path, csv.as_bytes()))
        });
    }
}

/// A matrix as CSV.
fn matrix_csv(map: &Organisation, kind: MatrixKind) -> String {
    match kind {
        MatrixKind::Sight => write_rows(SightMatrix::of(&Graph::of(map)).table(map)),
        MatrixKind::Supply => write_rows(SupplyMatrix::of(map).table(map)),
    }
}

/// Reads a file as the diagram that it is, or as a table; one that is no table that we know, and may be text, is a text.
fn read(path: &Path) -> Result<ImportSource, String> {
    let bytes = fs::read(path).map_err(|error| format!("it cannot be read ({error})"))?;
    if let Some(format) = GraphFormat::of(path, &bytes) {
        return Ok(ImportSource::Graph(format, Arc::new(bytes)));
    }
    let may_be_text = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    let table = Table::read(&bytes).map(|table| (table::guess(&table), table));
    match table {
        Ok((plan, _)) if may_be_text && plan.shape().is_none() => Ok(ImportSource::Text(Arc::new(bytes))),
        Ok((plan, table)) => Ok(ImportSource::Table(Arc::new(table), plan)),
        Err(_) if may_be_text => Ok(ImportSource::Text(Arc::new(bytes))),
        Err(error) => Err(error.to_string()),
    }
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
