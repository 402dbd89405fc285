use super::source::Source;
use super::writer::Writer;
use super::{Applied, SaveState, laws};
use crate::edit::{Command, History, Refusal, Step, Transaction, perform};
use crate::model::Organisation;
use crate::platform::{Folders, MapLock};
use crate::storage::{Access, Entry, FILE_ENDING, Limitation, MapFile, Overwrite, StorageError};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use super::writer::Waker;

/// How long closing and moving wait for the disk.
const CLOSING_PATIENCE: Duration = Duration::from_secs(5);

/// Names one run of repeats (a held arrow key) that becomes one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergeKey(pub u64);

/// An open map: the organisation, everything that was done to it, and its file.
///
/// Every edit is in the file moments later without being asked for; see [`DocumentSession::save_state`].
pub struct DocumentSession {
    organisation: Arc<Organisation>,
    history: History,
    revision: u64,
    merging: Option<MergeKey>,
    path: PathBuf,
    is_untitled: bool,
    folders: Folders,
    limitation: Option<Limitation>,
    waker: Waker,
    writer: Writer,
    /// Where everything was kept that could not be written, and at which revision.
    rescued: Option<(u64, PathBuf)>,
    /// How closing went, once it has begun.
    closed: Option<SaveState>,
    _lock: Option<MapLock>,
}

impl DocumentSession {
    /// Makes a map file at `path` that holds `organisation` and opens it.
    ///
    /// # Errors
    /// Why there is no such file now; what was at `path` before is still there.
    pub fn create(
        path: &Path,
        organisation: &Organisation,
        overwrite: Overwrite,
        folders: &Folders,
        waker: &Waker,
    ) -> Result<Self, StorageError> {
        refuse_open_target(path, folders)?;
        MapFile::create(path, organisation, &History::default(), overwrite)?;
        Self::open(path, folders, waker)
    }

    /// Makes a map that has no place yet: its file lives in the data folder, safe from the start.
    ///
    /// # Errors
    /// Why the data folder cannot hold it.
    pub fn untitled(
        organisation: &Organisation,
        folders: &Folders,
        waker: &Waker,
    ) -> Result<Self, StorageError> {
        let path = create_untitled(folders, "Untitled", organisation, &History::default())?;
        Self::open(&path, folders, waker)
    }

    /// Opens the map at `path` for editing, or for reading only where that is all that is possible
    /// ([`DocumentSession::limitation`] says why).
    ///
    /// # Errors
    /// Why it is not a map that can be shown. Nothing was changed.
    pub fn open(path: &Path, folders: &Folders, waker: &Waker) -> Result<Self, StorageError> {
        Self::of(Source::open(path, Access::Edit, folders)?, folders, waker)
    }

    /// Opens the map at `path` for reading only.
    ///
    /// # Errors
    /// Why it is not a map that can be shown.
    pub fn open_read_only(path: &Path, folders: &Folders, waker: &Waker) -> Result<Self, StorageError> {
        Self::of(Source::open(path, Access::Read, folders)?, folders, waker)
    }

    fn of(mut source: Source, folders: &Folders, waker: &Waker) -> Result<Self, StorageError> {
        source.file.keep_old_format_in(folders.old_formats());
        let path = source.file.path().to_owned();
        let home = fs::canonicalize(folders.untitled_maps());
        let writer = Writer::start(source.file, waker.clone());
        let writer =
            writer.map_err(|error| StorageError::System { path: path.clone(), detail: error.to_string() })?;
        Ok(Self {
            organisation: Arc::new(source.contents.organisation),
            history: source.contents.history,
            revision: 0,
            merging: None,
            is_untitled: home.is_ok_and(|home| path.parent() == Some(&home)),
            path,
            folders: folders.clone(),
            limitation: source.limitation,
            waker: waker.clone(),
            writer,
            rescued: None,
            closed: None,
            _lock: source.lock,
        })
    }

    /// The map.
    pub fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// The map as it is now, for work beside the window. While it is kept, the next edit copies the map.
    pub fn snapshot(&self) -> Arc<Organisation> {
        self.organisation.clone()
    }

    /// The map, for whoever may want to keep it as [`DocumentSession::snapshot`] does.
    pub fn shared(&self) -> &Arc<Organisation> {
        &self.organisation
    }

    /// Every step that can be undone or redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Grows with every change; equal revisions mean an equal map.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether `path` leads to the file of this map.
    pub fn is_at(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|path| path == self.path)
    }

    /// Whether the map has not been given a place yet.
    pub fn is_untitled(&self) -> bool {
        self.is_untitled
    }

    /// Whether it is an untitled map in which nothing was ever done; closing takes its file away.
    pub fn is_blank(&self) -> bool {
        self.is_untitled && self.limitation.is_none() && self.history == History::default()
    }

    /// Why the map can only be read, if so.
    pub fn limitation(&self) -> Option<&Limitation> {
        self.limitation.as_ref()
    }

    /// Carries out `command` as one step.
    ///
    /// # Errors
    /// A sentence for the person who asked; nothing has changed.
    pub fn apply(&mut self, command: &Command) -> Result<Applied, Refusal> {
        self.merging = None;
        let transaction = self.perform(command)?;
        let applied = Applied::of(&transaction);
        if applied.is_changed {
            let step: Step = Arc::new(transaction);
            self.history.push(step.clone());
            self.writer.write(Entry::Do(step));
        }
        Ok(applied)
    }

    /// Carries out `command` as part of the step that began with the same `key`, or begins one.
    /// [`DocumentSession::end_merge`] ends it, and so does everything else that is done.
    ///
    /// # Errors
    /// A sentence for the person who asked; nothing has changed.
    pub fn apply_merging(&mut self, command: &Command, key: MergeKey) -> Result<Applied, Refusal> {
        let last = self.history.next_undo().filter(|_| self.merging == Some(key)).cloned();
        let Some(last) = last else {
            let applied = self.apply(command)?;
            self.merging = applied.is_changed.then_some(key);
            return Ok(applied);
        };
        let more = self.perform(command)?;
        let applied = Applied::of(&more);
        if applied.is_changed {
            let step: Step = Arc::new(last.followed_by(&more));
            self.merging = (!step.is_empty()).then_some(key);
            self.history.amend(step.clone());
            self.writer.write(Entry::Amend { more, step });
        }
        Ok(applied)
    }

    /// Ends a run of repeats: the next one is a step of its own.
    pub fn end_merge(&mut self) {
        self.merging = None;
    }

    fn perform(&mut self, command: &Command) -> Result<Transaction, Refusal> {
        if self.limitation.is_some() {
            return Err(Refusal::ReadOnly);
        }
        let map = Arc::make_mut(&mut self.organisation);
        let transaction = perform(map, command)?;
        self.changed_by(&transaction);
        Ok(transaction)
    }

    fn changed_by(&mut self, transaction: &Transaction) {
        if transaction.is_empty() {
            return;
        }
        self.revision += 1;
        if cfg!(debug_assertions) {
            let held = laws::hold_after(Arc::make_mut(&mut self.organisation), transaction);
            debug_assert!(held.is_ok(), "{held:?}");
        }
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        let step = self.history.next_undo().filter(|_| self.limitation.is_none())?;
        Some(&step.label)
    }

    /// What redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        let step = self.history.next_redo().filter(|_| self.limitation.is_none())?;
        Some(&step.label)
    }

    /// Takes the last step back. `None` if there is none, or the map is for reading only.
    pub fn undo(&mut self) -> Option<Applied> {
        self.undo_label()?;
        self.merging = None;
        let step = self.history.next_undo()?.clone();
        let inverse = step.inverse();
        inverse.apply(Arc::make_mut(&mut self.organisation)).ok()?;
        self.history.undo();
        self.changed_by(&inverse);
        self.writer.write(Entry::Undo(step));
        Some(Applied::of(&inverse))
    }

    /// Makes the last step taken back again. `None` if there is none, or the map is for reading only.
    pub fn redo(&mut self) -> Option<Applied> {
        self.redo_label()?;
        self.merging = None;
        let step = self.history.next_redo()?.clone();
        step.apply(Arc::make_mut(&mut self.organisation)).ok()?;
        self.history.redo();
        self.changed_by(&step);
        self.writer.write(Entry::Redo(step.clone()));
        Some(Applied::of(&step))
    }

    /// Whether everything that was done is on the disk.
    pub fn save_state(&self) -> SaveState {
        self.writer.save_state()
    }

    /// Waits until everything is on the disk, a try has failed, or the time is over.
    pub fn flush(&self, timeout: Duration) -> SaveState {
        self.writer.flush(timeout)
    }

    /// Writes a copy of the map, history included, to `path` and goes on with the present file.
    ///
    /// It also works where the present file cannot be written or is damaged: the copy then comes
    /// from memory, with every edit in it.
    ///
    /// # Errors
    /// Why there is no copy; what was at `path` before is still there.
    pub fn save_copy(&self, path: &Path, overwrite: Overwrite) -> Result<(), StorageError> {
        if self.is_at(path) {
            return Err(StorageError::Exists(path.to_owned()));
        }
        refuse_open_target(path, &self.folders)?;
        if self.flush(CLOSING_PATIENCE) == SaveState::Saved {
            match self.writer.copy(path.to_owned(), overwrite) {
                Some(Ok(())) => return Ok(()),
                None | Some(Err(StorageError::Damaged { .. } | StorageError::Moved(_))) => {}
                Some(Err(error)) => return Err(error),
            }
        }
        MapFile::create(path, &self.organisation, &self.history, overwrite)
    }

    /// Gives the map another place or name and goes on there; the old file goes once the new one
    /// was read again and is the same. A map for reading only stays where it is, and a copy that
    /// can be edited is opened.
    ///
    /// # Errors
    /// Why it is still where it was.
    pub fn move_to(&mut self, path: &Path, overwrite: Overwrite) -> Result<(), StorageError> {
        self.save_copy(path, overwrite)?;
        let source = Source::open(path, Access::Edit, &self.folders)?;
        let contents = &source.contents;
        if contents.organisation != *self.organisation || contents.history != self.history {
            return Err(StorageError::Damaged {
                path: path.to_owned(),
                detail: "the copy is not the same".to_owned(),
            });
        }
        let mut new = Self::of(source, &self.folders, &self.waker)?;
        new.revision = self.revision;
        let mut old = std::mem::replace(self, new);
        let state = old.writer.end(CLOSING_PATIENCE);
        if old.limitation.is_none() && state == SaveState::Saved {
            // What cannot be removed is a second copy, which does no harm.
            let _ = fs::remove_file(&old.path);
        }
        old.closed = Some(state); // whatever was not written there is in the new file
        Ok(())
    }

    /// Writes what is left and closes the file. An untitled map in which nothing was ever done goes;
    /// what cannot be written is kept as a new map in the folder of the untitled ones, and the answer says where.
    pub fn close(mut self) -> SaveState {
        self.finish()
    }

    fn finish(&mut self) -> SaveState {
        if let Some(state) = &self.closed {
            return state.clone();
        }
        let mut state = self.writer.end(CLOSING_PATIENCE);
        if state != SaveState::Saved {
            let kept = match self.rescue() {
                Ok(path) => format!("Everything is kept in “{}”.", path.display()),
                Err(error) => format!("It could not be kept elsewhere either: {error}"),
            };
            state = SaveState::NotSaved { reason: format!("{} {kept}", reason_of(&state)) };
        } else if self.is_blank() {
            let _ = fs::remove_file(&self.path); // an empty map that stays behind does no harm
        }
        self.closed = Some(state.clone());
        state
    }

    /// Writes everything from memory into a new map beside the untitled ones, for when the file of
    /// this one cannot be written.
    ///
    /// # Errors
    /// Why it cannot be kept there either.
    pub fn rescue(&mut self) -> Result<PathBuf, StorageError> {
        if let Some((revision, path)) = &self.rescued
            && *revision == self.revision
        {
            return Ok(path.clone());
        }
        let path = create_untitled(&self.folders, "Recovered", &self.organisation, &self.history)?;
        self.rescued = Some((self.revision, path.clone()));
        Ok(path)
    }
}

fn reason_of(state: &SaveState) -> &str {
    match state {
        SaveState::NotSaved { reason } => reason,
        SaveState::Saved | SaveState::Saving => "The disk did not answer in time.",
    }
}

/// Writes a map under the first free name in the folder of untitled maps.
fn create_untitled(
    folders: &Folders,
    name: &str,
    organisation: &Organisation,
    history: &History,
) -> Result<PathBuf, StorageError> {
    let folder = folders.untitled_maps();
    fs::create_dir_all(&folder).map_err(|_| StorageError::NoFolder(folder.clone()))?;
    for number in 1u32.. {
        let name = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
        let path = folder.join(format!("{name}.{FILE_ENDING}"));
        match MapFile::create(&path, organisation, history, Overwrite::Never) {
            Ok(()) => return Ok(path),
            Err(StorageError::Exists(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StorageError::NoFolder(folder))
}

impl Drop for DocumentSession {
    fn drop(&mut self) {
        self.finish();
    }
}

/// A file that a window has open is not written over: that window would lose it.
fn refuse_open_target(path: &Path, folders: &Folders) -> Result<(), StorageError> {
    if path.is_file() && matches!(MapLock::take(&folders.locks(), path), Ok(None)) {
        return Err(StorageError::OpenElsewhere(path.to_owned()));
    }
    Ok(())
}
