use super::frame::{body_ui, buttons_ui, dialog_frame};
use crate::exchange::graph::GraphFormat;
use crate::exchange::table::{Column, Table, TablePlan};
use crate::exchange::{Import, Report};
use crate::ui::widget::{bold, heading_ui, remark_ui};
use crate::ui::{Intent, Intents, View};
use egui::{ComboBox, Grid, Label, RichText, ScrollArea, Ui};
use std::path::PathBuf;
use std::sync::Arc;

/// As many warnings are listed.
const WARNINGS_SHOWN: usize = 30;

/// A file that was read, how it is understood, and what it would make.
#[derive(Clone, Debug)]
pub struct ImportDraft {
    /// The file.
    pub path: PathBuf,
    /// What is in it.
    pub source: ImportSource,
    /// What would be made; nothing while that is being found out, a sentence if nothing can be.
    pub outcome: Option<Result<Box<Import>, String>>,
}

/// What is in a file that is to be imported.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportSource {
    /// Rows, and what each column says; the person may change that.
    Table(Arc<Table>, TablePlan),
    /// Lines of the text format.
    Text(Arc<Vec<u8>>),
    /// A diagram of another program.
    Graph(GraphFormat, Arc<Vec<u8>>),
}

impl ImportDraft {
    /// As many rows of the table are shown.
    pub const ROWS_SHOWN: usize = 6;
}

/// Shows how the table is understood and what it would make, before anything is made.
pub(super) fn import_ui(ui: &mut Ui, view: &View, draft: &mut ImportDraft, intents: &mut Intents) -> bool {
    let name = draft.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    dialog_frame(ui, &format!("Import {name}"), 860.0, |ui| {
        ui.label(sentence(&draft.source));
        ui.add_space(8.0);
        body_ui(ui, |ui| {
            if let ImportSource::Table(table, plan) = &mut draft.source
                && columns_ui(ui, table, plan)
            {
                draft.outcome = None;
                intents.push(Intent::PreviewImport);
            }
            outcome_ui(ui, view, draft);
        });
        let is_ready = matches!(draft.outcome, Some(Ok(_)));
        let clicked = buttons_ui(ui, &["Cancel", "Import"], is_ready);
        if clicked == Some(1) {
            intents.push(Intent::ImportTable);
        }
        // When it goes on, whoever imports takes the draft and closes the window.
        clicked == Some(0)
    })
}

fn sentence(source: &ImportSource) -> &'static str {
    match source {
        ImportSource::Graph(..) => {
            "A diagram: boxes are parties, frames around them are teams, and a line is a supply along its head."
        }
        ImportSource::Text(_) => "A map as text: each line names who supplies what to whom.",
        ImportSource::Table(_, plan) => match plan.shape() {
            Some(shape) => shape.sentence(),
            None => "Say below which columns name suppliers and customers, or roles and bosses.",
        },
    }
}

/// The first rows with what each column is taken for; answers whether that was changed.
fn columns_ui(ui: &mut Ui, table: &Table, plan: &mut TablePlan) -> bool {
    let mut is_changed = false;
    ScrollArea::horizontal().id_salt("columns").show(ui, |ui| {
        Grid::new("first rows").striped(true).spacing([14.0, 6.0]).show(ui, |ui| {
            for (index, column) in plan.columns.iter_mut().enumerate() {
                is_changed |= column_choice_ui(ui, index, column);
            }
            ui.end_row();
            for heading in &table.headings {
                cell_ui(ui, bold(heading.trim()), heading);
            }
            ui.end_row();
            for row in table.rows.iter().take(ImportDraft::ROWS_SHOWN) {
                for cell in row.cells.iter().take(table.headings.len()) {
                    cell_ui(ui, RichText::new(cell.replace('\n', " ")), cell);
                }
                ui.end_row();
            }
        });
    });
    if let Some(more) = table.rows.len().checked_sub(ImportDraft::ROWS_SHOWN).filter(|more| *more > 0) {
        remark_ui(ui, &format!("and {more} more rows"));
    }
    is_changed
}

fn column_choice_ui(ui: &mut Ui, index: usize, column: &mut Column) -> bool {
    let before = *column;
    let text = match before {
        Column::Ignored => RichText::new(before.word()).weak(),
        _ => RichText::new(before.word()),
    };
    ComboBox::from_id_salt(("column", index)).width(130.0).selected_text(text).show_ui(ui, |ui| {
        for meaning in Column::ALL {
            ui.selectable_value(column, meaning, meaning.word());
        }
    });
    *column != before
}

fn cell_ui(ui: &mut Ui, text: RichText, whole: &str) {
    ui.scope(|ui| {
        ui.set_max_width(180.0);
        ui.add(Label::new(text).truncate()).on_hover_text(whole.trim());
    });
}

fn outcome_ui(ui: &mut Ui, view: &View, draft: &ImportDraft) {
    heading_ui(ui, "What this will do");
    match &draft.outcome {
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                remark_ui(ui, "Looking at every row …");
            });
        }
        Some(Err(reason)) => {
            ui.label(RichText::new(reason).color(ui.visuals().error_fg_color));
        }
        Some(Ok(import)) => report_ui(ui, view, &import.report),
    }
}

/// What will be made, what is there already and what is left out.
fn report_ui(ui: &mut Ui, view: &View, report: &Report) {
    ui.label(report.sentence().replace("Made", "Makes").replace("already there", "are there already"));
    if !view.organisation.is_empty() {
        remark_ui(
            ui,
            "What is on the map stays; parties of the same name are taken as the same. One undo takes it all back.",
        );
    }
    for warning in report.warnings.iter().take(WARNINGS_SHOWN) {
        ui.label(RichText::new(warning).color(ui.visuals().warn_fg_color));
    }
    if report.skipped.is_empty() {
        return;
    }
    heading_ui(ui, &format!("Left out ({})", report.skipped.len()));
    for skipped in report.skipped.iter().take(WARNINGS_SHOWN) {
        ui.label(match skipped.line {
            0 => skipped.reason.clone(), // JSON has no lines to speak of
            line => format!("Line {line}: {}", skipped.reason),
        });
    }
    if let Some(more) = report.skipped.len().checked_sub(WARNINGS_SHOWN).filter(|more| *more > 0) {
        remark_ui(ui, &format!("and {more} more"));
    }
}
