//! The window: `logic` carries out what was asked for, `ui` arranges the panels.
//!
//! Architecture invariant: nothing is changed while the window is drawn. Panels answer with intents,
//! and [`App`] carries them out before the next frame, always in the same place: `app/carry_out`.

mod answer;
mod carry_out;
mod desk;
mod errand;
mod glide;
mod haste;
mod keyboard;
mod layout;
#[cfg(test)]
mod monkey;
mod picture;
mod projection;
mod questions;
mod situation;
mod start;
#[cfg(test)]
mod testing;
mod tracing;

pub use start::run;

use crate::action::Action;
use crate::document::Waker;
use crate::job::Job;
use crate::platform::{Folders, TimeOrderedIds};
use crate::scene::Theme;
use crate::ui::canvas::Canvas;
use crate::ui::chain::ChainDraft;
use crate::ui::dialog::{Dialog, ExportDraft};
use crate::ui::matrix::MatrixDraft;
use crate::ui::palette::PaletteDraft;
use crate::ui::panel::{FindingsDraft, InspectorDraft, OutlineDraft, QuickEntryDraft};
use crate::ui::table::TableDraft;
use crate::ui::{Intent, Intents, MainView, WindowFonts, apply_style};
use carry_out::Copied;
use desk::Desk;
use egui::{Context, RawInput, Ui, ViewportCommand, ViewportId};
use errand::Finished;
use glide::Glide;
use haste::Haste;
use std::path::PathBuf;
use std::sync::Arc;

/// The program in its window.
pub struct App {
    desk: Desk,
    canvas: Canvas,
    drafts: Drafts,
    intents: Intents,
    haste: Haste,
    errands: Vec<Job<Finished>>,
    /// Parties on their way to the places that tidying gave them.
    glide: Option<Glide>,
    /// Whether the whole map is to be seen when they have arrived.
    shows_all_after_glide: bool,
    fonts: WindowFonts,
    /// The colours that the window has; none before the first frame.
    styled: Option<Theme>,
    may_close: bool,
    /// What the window is called at present.
    title: String,
}

/// What the window remembers: texts half typed, lists folded, the dialog that is open, what was copied.
#[derive(Default)]
struct Drafts {
    inspector: InspectorDraft,
    outline: OutlineDraft,
    findings: FindingsDraft,
    palette: PaletteDraft,
    export: ExportDraft,
    quick_entry: QuickEntryDraft,
    dialog: Option<Dialog>,
    copied: Option<Copied>,
    chain: ChainDraft,
    matrix: MatrixDraft,
    table: TableDraft,
}

impl App {
    /// The window with the map at `path`, else the last one, else a sample.
    ///
    /// # Errors
    /// There is no folder in which a map could be kept.
    pub fn new(
        context: &Context,
        folders: Folders,
        path: Option<PathBuf>,
    ) -> Result<Self, crate::document::StorageError> {
        let window = context.clone();
        let waker: Waker = Arc::new(move || window.request_repaint());
        context.options_mut(|options| {
            options.zoom_with_keyboard = false; // these keys zoom the map
            options.quit_shortcuts.clear(); // asked for by the action
        });
        let (map, table) = path.map_or((None, None), |path| {
            if start::is_map(&path) { (Some(path), None) } else { (None, Some(path)) }
        });
        let (desk, problem) = start::first_desk(folders, map, table.is_some(), waker)?;
        let mut intents = Intents::default();
        intents.extend(table.map(Intent::OpenPath));
        let fonts = WindowFonts::install(context, Arc::clone(desk.picture.fonts()));
        context.set_zoom_factor(desk.preferences.text_scale);
        if desk.preferences.window.maximised {
            // Asked for once more: X11 forgets the wish of a window that is not shown yet.
            context.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
        let canvas = Canvas::new(Box::new(TimeOrderedIds), desk.picture.measurer());
        let drafts = Drafts { dialog: problem.map(Dialog::Problem), ..Drafts::default() };
        Ok(Self {
            desk,
            canvas,
            drafts,
            intents,
            haste: Haste::default(),
            errands: Vec::new(),
            glide: None,
            shows_all_after_glide: false,
            fonts,
            styled: None,
            may_close: false,
            title: String::new(),
        })
    }

    /// Asks for an action as a menu would; it is carried out before the next frame.
    pub fn ask_for(&mut self, action: Action) {
        self.intents.push(Intent::Do(action));
    }

    /// Whether something waits for an answer, so that nothing behind it may be asked for.
    fn is_dialog_open(&self) -> bool {
        self.drafts.dialog.is_some() || self.drafts.palette.is_open()
    }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, _: &Context, input: &mut RawInput) {
        // The window on the projector has keys of its own.
        if input.viewport_id == ViewportId::ROOT {
            self.haste.hold_back(&mut input.events, &self.desk.situation);
        }
    }

    fn logic(&mut self, context: &Context, _: &mut eframe::Frame) {
        self.collect_errands(context);
        self.carry_out_everything(context);
        self.mind_closing(context);
        let theme = start::theme(self.desk.preferences.theme, context);
        if self.styled.as_ref() != Some(&theme) {
            apply_style(context, &theme);
            self.styled = Some(theme.clone());
        }
        self.desk.refresh(theme);
        self.fonts.follow(context);
        let title = self.desk.window_title();
        if title != self.title {
            self.title.clone_from(&title);
            context.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.desk.situation = self.situation(ui.ctx());
        // The canvas says in every frame if it is otherwise.
        ui.ctx().tessellation_options_mut(|options| options.coarse_tessellation_culling = true);
        // An open menu or list takes the keys for itself.
        if !egui::Popup::is_any_open(ui.ctx()) {
            keyboard::ask_by_keys(ui, &self.desk.situation, &mut self.intents);
        }
        keyboard::notice_keys_let_go(ui, &mut self.intents);
        self.take_dropped_files(ui);
        self.panels_ui(ui);
        self.project(ui.ctx());
        self.desk.hint = match self.desk.main_view {
            MainView::Matrix => "Arrows walk; Enter or a click shows the chain on the map; a heading sorts.",
            MainView::Table => {
                "Type, F2 or Enter edits a cell; Tab moves on; a heading sorts; Delete removes the selected rows."
            }
            MainView::Chain => "Click a neighbour to walk on to it; Back returns. Drag moves the picture.",
            MainView::Map => self.canvas.hint(self.desk.session.limitation().is_some()),
        };
        self.desk.remember_window(ui.ctx());
        if !self.intents.is_empty() || self.haste.is_waiting() {
            ui.ctx().request_repaint();
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.desk.forget_blank_map();
        self.desk.save_preferences();
    }

    fn persist_egui_memory(&self) -> bool {
        false // preferences are our own file, written in one piece
    }
}
