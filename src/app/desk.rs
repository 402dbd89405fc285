use super::answer::{Answer, AnswerState};
use super::carry_out::Presentation;
use super::picture::Picture;
use super::projection::Projection;
use super::questions::Questions;
use super::tracing::Tracing;
use crate::action::Situation;
use crate::analysis::Overview;
use crate::document::{Applied, DocumentSession, MergeKey, SaveState, StorageError, Waker};
use crate::edit::{Command, Refusal};
use crate::model::{ElementId, Organisation, PartyId, Point, SupplyId};
use crate::platform::{Folders, Preferences, WindowPlace};
use crate::scene::{NotesShown, Options, run_together};
use crate::tool::Selection;
use crate::ui::{MainView, OverviewNotice, SaveNotice, View, WorkNotice};
use egui::Context;
use std::path::Path;

/// What lies on the desk: the open map, and everything that the window knows about it.
pub(super) struct Desk {
    pub session: DocumentSession,
    pub selection: Selection,
    pub picture: Picture,
    pub tracing: Tracing,
    pub questions: Questions,
    pub overview: Answer<Overview>,
    pub preferences: Preferences,
    pub folders: Folders,
    pub waker: Waker,
    /// Filled once per frame.
    pub situation: Situation,
    /// What the status line says until something else is done.
    pub message: Option<String>,
    /// What the canvas suggests to do next.
    pub hint: &'static str,
    /// Work under way that takes long enough to be shown.
    pub work: Option<(String, f32)>,
    /// What the middle of the window shows.
    pub main_view: MainView,
    /// While a room is looking on.
    pub presentation: Option<Presentation>,
    /// The bundle with this supply is drawn as lines of their own, while one of them is selected.
    pub fanned: Option<SupplyId>,
    /// The window on the projector.
    pub projection: Option<Projection>,
    save_state: SaveState,
    limitation: Option<String>,
    /// Revisions of maps that were open before, so that no number comes twice.
    earlier_revisions: u64,
}

impl Desk {
    pub fn new(
        session: DocumentSession,
        picture: Picture,
        preferences: Preferences,
        folders: Folders,
        waker: Waker,
    ) -> Self {
        let mut desk = Self {
            picture,
            selection: Selection::default(),
            tracing: Tracing::default(),
            questions: Questions::default(),
            overview: Answer::default(),
            preferences,
            folders,
            waker,
            situation: Situation::default(),
            message: None,
            hint: "",
            work: None,
            main_view: MainView::default(),
            presentation: None,
            fanned: None,
            projection: None,
            save_state: session.save_state(),
            limitation: limitation_of(&session),
            earlier_revisions: 0,
            session,
        };
        desk.remember_map();
        desk
    }

    /// Everything that a panel may read.
    pub fn view(&self) -> View<'_> {
        View {
            organisation: self.session.organisation(),
            snapshot: Some(self.session.shared()),
            revision: self.revision(),
            selection: self.selection.as_slice(),
            notes: self.notes_shown(),
            scene: self.picture.scene(),
            legend: self.picture.legend(),
            theme: self.picture.theme(),
            preferences: &self.preferences,
            undo_label: self.session.undo_label(),
            redo_label: self.session.redo_label(),
            save: self.save_notice(),
            path: self.session.path(),
            is_untitled: self.session.is_untitled(),
            situation: &self.situation,
            hint: self.hint,
            message: self.message.as_deref().or(self.picture.notice()),
            trace: self.tracing.notice(),
            main_view: self.main_view,
            overview: self.overview_notice(),
            findings: self.questions.notice(),
            work: self.work.as_ref().map(|(label, share)| WorkNotice { label, share: *share }),
        }
    }

    /// What stays between the map and the facilitator is seen by nobody while a room is looking on.
    pub fn notes_shown(&self) -> NotesShown {
        if self.presentation.is_some() { NotesShown::ForTheRoom } else { NotesShown::All }
    }

    /// Grows with every change, also from one map to the next.
    pub fn revision(&self) -> u64 {
        self.earlier_revisions + self.session.revision()
    }

    pub fn map(&self) -> &Organisation {
        self.session.organisation()
    }

    /// Puts another map on the desk; the present one is closed.
    pub fn replace_session(&mut self, session: DocumentSession) {
        self.earlier_revisions = self.revision() + 1;
        self.forget_blank_map();
        self.session = session; // closing writes what is left
        self.limitation = limitation_of(&self.session);
        self.selection = Selection::default();
        self.tracing = Tracing::default();
        self.questions = Questions::default();
        self.overview = Answer::default();
        self.picture.begin_map();
        self.projection.iter().for_each(Projection::begin_map);
        self.message = None;
        self.remember_map();
    }

    /// A map whose file goes when it is closed cannot be opened again.
    pub fn forget_blank_map(&mut self) {
        if self.session.is_blank() {
            let path = self.session.path().to_owned();
            self.preferences.forget_map(&path);
        }
    }

    /// Writes down which map is open, at once: after a crash the next start has to find it.
    pub fn remember_map(&mut self) {
        let path = self.session.path().to_owned();
        self.preferences.remember_map(&path);
        self.save_preferences();
    }

    /// What the window is called: the title of the map, else the name of its file.
    pub fn window_title(&self) -> String {
        let title = self.map().title().replace('\n', " ");
        let file = self.session.path().file_stem().unwrap_or_default().to_string_lossy();
        format!("{} – Baton", if title.is_empty() { file.as_ref() } else { title.as_str() })
    }

    /// Selects exactly these, as far as they are on the map: whoever asks may have looked at an earlier state of it.
    pub fn select(&mut self, elements: Vec<ElementId>) {
        self.selection.set(elements);
        self.selection.repair(self.session.organisation());
    }

    /// Carries out a command; whether it was not refused.
    pub fn apply(&mut self, command: &Command) -> bool {
        let outcome = self.session.apply(command);
        self.follow(outcome)
    }

    pub fn apply_merging(&mut self, command: &Command, key: MergeKey) {
        let outcome = self.session.apply_merging(command, key);
        self.follow(outcome);
    }

    pub fn undo(&mut self) {
        if let Some(applied) = self.session.undo() {
            self.message = Some(format!("Undone: {}", applied.label));
            self.settle(&applied);
        }
    }

    pub fn redo(&mut self) {
        if let Some(applied) = self.session.redo() {
            self.message = Some(format!("Made again: {}", applied.label));
            self.settle(&applied);
        }
    }

    fn follow(&mut self, outcome: Result<Applied, Refusal>) -> bool {
        let is_done = outcome.is_ok();
        match outcome {
            Ok(applied) => {
                self.message = None;
                self.settle(&applied);
            }
            Err(refusal) => self.message = Some(refusal.to_string()),
        }
        is_done
    }

    /// Brings everything that depends on the map up to date.
    fn settle(&mut self, applied: &Applied) {
        if !applied.is_changed {
            return;
        }
        self.selection.repair(self.session.organisation());
        self.picture.mark(&applied.elements);
        self.projection.iter().for_each(|projection| projection.mark(&applied.elements));
    }

    /// Looks at the file, the selection, the trace and the findings once per frame, and draws afresh what has changed.
    pub fn refresh(&mut self, theme: crate::scene::Theme) {
        self.save_state = self.session.save_state();
        let revision = self.revision();
        self.tracing.refresh(self.session.shared(), revision, &self.waker);
        let is_seen = self.preferences.findings_open && self.presentation.is_none();
        self.questions.refresh(&self.session.snapshot(), revision, is_seen, &self.waker);
        let wants_overview = matches!(self.main_view, MainView::Matrix | MainView::Table);
        self.overview.refresh(&self.session.snapshot(), revision, wants_overview, &self.waker, Overview::of);
        self.fold_what_was_left();
        let options = self.picture_options(self.notes_shown());
        let map = self.session.snapshot();
        if let Some(projection) = &self.projection {
            let seen = self.picture_options(NotesShown::ForTheRoom);
            projection.refresh(&map, seen, &theme, &self.waker);
        }
        self.picture.refresh(&map, options, theme, &self.waker);
        self.picture.explain(&map, self.preferences.legend);
    }

    /// What a picture of the map shows now.
    pub fn picture_options(&self, notes: NotesShown) -> Options {
        let shown = self.tracing.options(self.session.organisation(), notes);
        Options { flow: self.preferences.flow, fanned: self.fanned, ..shown }
    }

    /// Draws the supplies that are bundled with `supply` as lines of their own; `None`: all bundles as bundles.
    pub fn fan_out(&mut self, supply: Option<SupplyId>) {
        self.fanned = supply;
    }

    /// A bundle is folded again as soon as something else is selected.
    fn fold_what_was_left(&mut self) {
        let map = self.session.organisation();
        let is_here =
            |fanned: &SupplyId| self.selection.supplies().any(|supply| run_together(map, supply, *fanned));
        self.fanned = self.fanned.filter(is_here);
    }

    /// Draws parties at other places while they are dragged.
    pub fn preview(&mut self, places: &[(PartyId, Point)]) {
        self.picture.preview(self.session.organisation(), places);
        self.projection.iter().for_each(|room| room.preview(self.session.organisation(), places));
    }

    /// Keeps in mind where the window is; written down when it closes.
    pub fn remember_window(&mut self, context: &Context) {
        note_window_place(context, &mut self.preferences.window);
    }

    /// Writes the preferences down. A window that cannot is as usable as any other.
    pub fn save_preferences(&mut self) {
        if let Err(error) = self.preferences.save(&self.folders.preferences_file()) {
            self.message = Some(format!("The preferences could not be written: {error}"));
        }
    }

    fn overview_notice(&self) -> OverviewNotice<'_> {
        match self.overview.state() {
            AnswerState::NotAsked => OverviewNotice::NotAsked,
            AnswerState::Working(before) => OverviewNotice::Working(before),
            AnswerState::Ready(overview, _) => OverviewNotice::Ready(overview),
            AnswerState::Broken => OverviewNotice::Broken,
        }
    }

    fn save_notice(&self) -> SaveNotice<'_> {
        if let Some(reason) = &self.limitation {
            return SaveNotice::ReadOnly(reason);
        }
        match &self.save_state {
            SaveState::Saved => SaveNotice::Saved,
            SaveState::Saving => SaveNotice::Saving,
            SaveState::NotSaved { reason } => SaveNotice::NotSaved(reason),
        }
    }

    /// Opens the map at `path`; one that is on the desk already stays as it is.
    ///
    /// # Errors
    /// Why it cannot be opened; the present map stays.
    pub fn open(&mut self, path: &Path) -> Result<(), StorageError> {
        if self.limitation.is_none() && self.session.is_at(path) {
            return Ok(()); // opened a second time it would be for reading only
        }
        let session = DocumentSession::open(path, &self.folders, &self.waker)?;
        self.replace_session(session);
        Ok(())
    }
}

/// Notes where the window of `context` is, unless it fills the screen or is hidden.
pub(super) fn note_window_place(context: &Context, known: &mut WindowPlace) {
    let zoom = context.zoom_factor(); // asked before: the input is locked while it is read
    let place = context.input(|input| {
        let window = input.viewport();
        let is_usual = !window.minimized.unwrap_or(false) && !window.fullscreen.unwrap_or(false);
        let inner = window.inner_rect.filter(|_| is_usual)?;
        let maximised = window.maximized.unwrap_or(false);
        Some((inner.size() * zoom, window.outer_rect.map(|outer| outer.min * zoom), maximised))
    });
    let Some((size, corner, maximised)) = place else { return };
    known.maximised = maximised;
    if !maximised {
        (known.width, known.height) = (size.x, size.y);
        known.corner = corner.map(|corner| (corner.x, corner.y)).or(known.corner);
    }
}

fn limitation_of(session: &DocumentSession) -> Option<String> {
    session.limitation().map(|limitation| format!("{limitation} Save a copy to edit it."))
}
