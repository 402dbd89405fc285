use super::App;
use super::glide::Glide;
use crate::document::Waker;
use crate::edit::Command;
use crate::exchange::Import;
use crate::job::{Ending, Job, NOTICEABLE, Progress};
use crate::model::{ElementId, PartyId};
use crate::ui::dialog::{Dialog, ImportSource, PlacePurpose, Problem};
use egui::Context;
use std::path::PathBuf;
use std::time::Duration;

/// How often a progress bar moves, and how soon it is there when work turns out to be slow.
const BAR_MOVES: Duration = Duration::from_millis(100);
/// Whoever says no to a file dialog takes longer than this; a dialog that could not be shown does not.
const NOBODY_ANSWERS_FASTER: Duration = Duration::from_millis(600);

/// What a job off the UI thread brings back.
pub(super) enum Finished {
    /// The file dialog of the system: what was chosen, if anything was, and how long that took.
    Place(PlacePurpose, Option<PathBuf>, Duration),
    /// A file that was read.
    FileRead(PathBuf, Result<ImportSource, String>),
    /// What a file would make.
    ImportPreviewed(ImportSource, Result<Box<Import>, String>),
    /// What was imported or typed as statements, for a map of this revision; nothing if it was cancelled.
    Import { revision: u64, made: Vec<PartyId>, is_typed: bool, placed: Result<Option<Box<Command>>, String> },
    /// New places for a map of this revision; nothing if it was cancelled.
    Tidied { revision: u64, tidied: Option<Box<Command>>, is_whole_map: bool },
    /// A file was written.
    Written(Result<PathBuf, String>),
    /// Nobody wanted it any more: nothing was written.
    Stopped,
    /// A picture for the clipboard.
    Picture(Result<egui::ColorImage, String>),
}

impl App {
    /// Starts work off the UI thread; the window wakes at its end.
    pub(super) fn start_errand(
        &mut self,
        label: &str,
        context: &Context,
        work: impl FnOnce(&Progress) -> Finished + Send + 'static,
    ) {
        let waker: Waker = self.desk.waker.clone();
        match Job::start(label, move || waker(), work) {
            Ok(job) => {
                self.errands.push(job);
                context.request_repaint_after(BAR_MOVES);
            }
            Err(error) => self.show_problem("This could not be started", error.to_string()),
        }
    }

    /// Takes what jobs have brought back, and shows how far the others are.
    pub(super) fn collect_errands(&mut self, context: &Context) {
        for job in std::mem::take(&mut self.errands) {
            match job.poll() {
                Ending::Running => self.errands.push(job),
                Ending::Done(finished) => self.take_finished(finished, context),
                Ending::Lost => {
                    let happened = format!("“{}” broke off because of a fault in Baton.", job.label());
                    self.show_problem("This did not work", happened);
                }
            }
        }
        let is_waited_for = |job: &&Job<_>| !job.is_cancelled() && !is_about_dialog(job);
        let waited_for = || self.errands.iter().filter(is_waited_for);
        // Asked for in every frame: a frame for another reason forgets what was asked for before.
        if waited_for().next().is_some() {
            context.request_repaint_after(BAR_MOVES);
        } else if self.desk.picture.is_looking_for_lines() {
            context.request_repaint_after(NOTICEABLE); // no bar moves, it is only said
        }
        let slow = waited_for().find(|job| job.is_noticeable());
        self.desk.work = slow.map(|job| (job.label().to_owned(), job.share()));
    }

    fn take_finished(&mut self, finished: Finished, context: &Context) {
        match finished {
            Finished::Place(purpose, Some(path), _) => self.use_place(purpose, path, true, context),
            Finished::Place(_, None, took) if took > NOBODY_ANSWERS_FASTER => self.drafts.dialog = None,
            Finished::Place(..) => {} // the field for typing a path stays open
            Finished::FileRead(path, Ok(source)) => self.show_import(path, source),
            Finished::FileRead(path, Err(reason)) => {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                self.show_problem("The file could not be read", format!("“{name}”: {reason}."));
            }
            Finished::ImportPreviewed(source, outcome) => self.show_import_preview(&source, outcome),
            Finished::Import { revision, made, is_typed, placed } => {
                self.finish_import(revision, &made, is_typed, placed);
            }
            Finished::Tidied { revision, tidied, is_whole_map } => {
                self.finish_tidying(revision, tidied, is_whole_map);
            }
            Finished::Written(Ok(path)) => {
                self.desk.message = Some(format!("Written: {}", path.display()));
            }
            Finished::Written(Err(reason)) => self.show_problem("The file could not be written", reason),
            Finished::Stopped => self.desk.message = Some("Stopped; nothing was written.".to_owned()),
            Finished::Picture(Ok(image)) => {
                context.copy_image(image);
                self.desk.message = Some("The picture is on the clipboard.".to_owned());
            }
            Finished::Picture(Err(reason)) => self.show_problem("The picture could not be made", reason),
        }
    }

    /// Lets everybody glide to the new places; the whole map is shown then if all of it was tidied.
    fn finish_tidying(&mut self, revision: u64, tidied: Option<Box<Command>>, is_whole_map: bool) {
        let Some(command) = self.still_wanted(revision, Ok(tidied)) else { return };
        let before = self.desk.session.snapshot();
        if !self.desk.apply(&command) {
            return;
        }
        let is_calm = self.desk.preferences.reduced_motion;
        self.glide = Glide::new(&before, self.desk.map(), self.desk.revision()).filter(|_| !is_calm);
        self.shows_all_after_glide = is_whole_map;
        if self.glide.is_none() && is_whole_map {
            self.canvas.show_all();
        }
    }

    /// Draws everybody further on their way; when they have arrived, the whole map is shown if all
    /// of it was tidied.
    pub(super) fn glide_on(&mut self, context: &Context) {
        let Some(glide) = &mut self.glide else { return };
        let is_dragging = self.canvas.is_mid_gesture();
        let places = glide.places(context.input(|input| input.time), self.desk.revision());
        if let Some(places) = places.filter(|_| !is_dragging) {
            self.desk.preview(&places);
            context.request_repaint();
            return;
        }
        self.glide = None;
        self.desk.preview(self.canvas.preview_places());
        if !is_dragging && self.shows_all_after_glide {
            self.canvas.show_all();
        }
    }

    /// Puts on the map what was read, and shows where those stand whom it has `made`.
    pub(super) fn finish_import(
        &mut self,
        revision: u64,
        made: &[PartyId],
        is_typed: bool,
        placed: Result<Option<Box<Command>>, String>,
    ) {
        let Some(command) = self.still_wanted(revision, placed) else { return };
        let was_empty = self.desk.map().is_empty();
        if !self.desk.apply(&command) {
            return;
        }
        if is_typed {
            self.drafts.quick_entry.begin_next();
        }
        if was_empty {
            self.canvas.begin_map();
        } else {
            self.canvas.welcome(made.iter().map(|party| ElementId::Party(*party)).collect());
        }
    }

    /// The edit, unless it came to nothing or the map is another one by now.
    fn still_wanted(
        &mut self,
        revision: u64,
        outcome: Result<Option<Box<Command>>, String>,
    ) -> Option<Box<Command>> {
        match outcome {
            Ok(None) => self.desk.message = Some("Cancelled; nothing was changed.".to_owned()),
            Ok(Some(_)) if revision != self.desk.revision() => {
                self.desk.message = Some("The map has changed meanwhile; please ask again.".to_owned());
            }
            Ok(Some(command)) => return Some(command),
            Err(reason) => self.show_problem("This did not work", reason),
        }
        None
    }

    /// Says that something did not work. Whatever it was, the map is as before.
    pub(super) fn show_problem(&mut self, title: &str, happened: String) {
        let safe = "Your map is as it was.".to_owned();
        let problem = Problem { title: title.to_owned(), happened, safe, way_out: None };
        self.drafts.dialog = Some(Dialog::Problem(problem));
    }
}

/// Waiting for a person is no work to be shown.
fn is_about_dialog(job: &Job<Finished>) -> bool {
    job.label() == super::carry_out::FILE_DIALOG
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::Folders;
    use egui::ViewportId;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;
    use std::sync::mpsc::channel;
    use tempfile::TempDir;

    #[test]
    fn work_that_takes_long_is_shown_though_nothing_else_happens() {
        let home = TempDir::new().unwrap();
        let folders = Folders::under(home.path());
        let mut window = Harness::builder()
            .with_size([1200.0, 800.0])
            .build_eframe(|creation| App::new(&creation.egui_ctx, folders, None).unwrap());
        window.run();
        let (end, wait) = channel::<()>();
        let context = window.ctx.clone();
        window.state_mut().start_errand("Counting the stars", &context, move |_| {
            let _ = wait.recv();
            Finished::Stopped
        });
        for _ in 0..3 {
            window.step(); // frames that somebody else has asked for
        }
        let root = window.output().viewport_output.get(&ViewportId::ROOT).unwrap();
        assert!(root.repaint_delay < Duration::from_secs(1), "{:?}", root.repaint_delay);
        std::thread::sleep(Duration::from_millis(520));
        window.step();
        assert!(window.query_by_label("Counting the stars").is_some());
        end.send(()).unwrap();
    }
}
