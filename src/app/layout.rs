use super::{App, Drafts};
use crate::ui::canvas::Canvas;
use crate::ui::chain::chain_ui;
use crate::ui::dialog::dialog_ui;
use crate::ui::matrix::matrix_ui;
use crate::ui::palette::palette_ui;
use crate::ui::panel::{
    findings_ui, inspector_ui, menu_bar_ui, outline_ui, quick_entry_ui, status_line_ui, toolbar_ui,
    trace_panel_ui, welcome_ui,
};
use crate::ui::table::table_ui;
use crate::ui::{Intent, Intents, MainView, SaveNotice, View};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};

impl App {
    /// Arranges the window: menus and buttons above, lists at the sides, the map in the middle.
    pub(super) fn panels_ui(&mut self, ui: &mut Ui) {
        let Self { desk, canvas, drafts, intents, .. } = self;
        let view = desk.view();
        let bar = Frame::NONE.fill(ui.visuals().panel_fill).inner_margin(Margin::symmetric(10, 4));
        let side = side_frame(ui);
        let is_presenting = desk.presentation.is_some();
        if !is_presenting {
            Panel::top("menus").frame(bar).show(ui, |ui| menu_bar_ui(ui, &view, intents));
            Panel::top("buttons").frame(bar).exact_size(42.0).show(ui, |ui| toolbar_ui(ui, &view, intents));
        }
        if !is_presenting || is_status_urgent(&view) {
            let status = Panel::bottom("status").frame(bar).exact_size(30.0);
            status.show(ui, |ui| status_line_ui(ui, &view, intents));
        }
        if drafts.quick_entry.is_open() && !view.situation.is_read_only {
            let panel = Panel::bottom("quick entry").frame(side);
            panel.show(ui, |ui| quick_entry_ui(ui, &view, &mut drafts.quick_entry, intents));
        }
        canvas.point_out(drafts.quick_entry.found());
        if desk.preferences.outline_open && !is_presenting {
            let panel = Panel::left("outline").frame(side).default_size(240.0).size_range(160.0..=480.0);
            panel.show(ui, |ui| outline_ui(ui, &view, &mut drafts.outline, intents));
        } else {
            let typed = drafts.outline.finish_typing(view.organisation);
            intents.extend(typed.map(|edit| Intent::Edit(Box::new(edit))));
        }
        if desk.preferences.findings_open && !is_presenting {
            let panel = Panel::left("findings").frame(side).default_size(320.0).size_range(220.0..=560.0);
            panel.show(ui, |ui| findings_ui(ui, &view, &mut drafts.findings, intents));
        }
        if view.main_view != MainView::Table {
            let typed = drafts.table.finish_typing(view.organisation);
            intents.extend(typed.map(|edit| Intent::Edit(Box::new(edit))));
        }
        if view.main_view != MainView::Map {
            canvas.put_away(&view, intents);
        }
        let inspects = desk.preferences.inspector_open && !is_presenting;
        match view.main_view {
            MainView::Map => {
                map_ui(ui, &view, inspects, canvas, drafts, intents);
            }
            MainView::Chain => {
                drafts.inspector.typing.commit(&view, intents);
                chain_ui(ui, &view, &mut drafts.chain, intents);
            }
            MainView::Matrix => {
                drafts.inspector.typing.commit(&view, intents);
                matrix_ui(ui, &view, &mut drafts.matrix, intents);
            }
            MainView::Table => {
                inspector_at_side_ui(ui, &view, inspects, drafts, intents);
                table_ui(ui, &view, &mut drafts.table, intents);
            }
        }
        palette_ui(ui, &view, &mut drafts.palette, intents);
        dialog_ui(ui, &view, &mut drafts.dialog, intents);
    }

    /// A file that is dropped on the window is opened.
    pub(super) fn take_dropped_files(&mut self, ui: &Ui) {
        // Of several files only the first is opened: one window, one map.
        let dropped = ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            self.intents.push(Intent::OpenPath(path));
        }
    }
}

/// The map with everything that is said about it: the inspector at its side, the trace below.
fn map_ui(
    ui: &mut Ui,
    view: &View,
    inspects: bool,
    canvas: &mut Canvas,
    drafts: &mut Drafts,
    intents: &mut Intents,
) {
    inspector_at_side_ui(ui, view, inspects, drafts, intents);
    if let Some(trace) = view.trace {
        let panel = Panel::bottom("trace").frame(side_frame(ui)).default_size(170.0).size_range(90.0..=420.0);
        panel.resizable(true).show(ui, |ui| trace_panel_ui(ui, view, trace, intents));
    }
    CentralPanel::no_frame().show(ui, |ui| {
        let area = ui.available_rect_before_wrap();
        canvas.show(ui, view, intents);
        if view.organisation.is_empty() && !canvas.is_editing_text() && view.work.is_none() {
            welcome_ui(ui, area, view, intents);
        }
    });
}

fn inspector_at_side_ui(
    ui: &mut Ui,
    view: &View,
    inspects: bool,
    drafts: &mut Drafts,
    intents: &mut Intents,
) {
    if inspects {
        let panel =
            Panel::right("inspector").frame(side_frame(ui)).default_size(300.0).size_range(220.0..=520.0);
        panel.show(ui, |ui| inspector_ui(ui, view, &mut drafts.inspector, intents));
    } else {
        drafts.inspector.typing.commit(view, intents);
    }
}

/// Whether the facilitator has to know even while a room is looking on: nothing may be lost, and what takes
/// long can be cancelled.
fn is_status_urgent(view: &View) -> bool {
    matches!(view.save, SaveNotice::NotSaved(_)) || view.work.is_some()
}

fn side_frame(ui: &Ui) -> Frame {
    Frame::NONE.fill(ui.visuals().panel_fill).inner_margin(Margin::symmetric(12, 10))
}
