use super::MainView;
use crate::action::Situation;
use crate::analysis::findings::Finding;
use crate::analysis::{Overview, Trace};
use crate::model::{ElementId, Organisation};
use crate::platform::Preferences;
use crate::scene::{NotesShown, Scene, Theme};
use std::path::Path;

/// Everything that a panel may read while it draws one frame. Nobody can change the map through it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The map.
    pub organisation: &'a Organisation,
    /// Grows by one with every edit, undo and redo.
    pub revision: u64,
    /// What is selected, in the order in which it was selected.
    pub selection: &'a [ElementId],
    /// Which notes may be read: a room that is looking on sees none for the facilitator only.
    pub notes: NotesShown,
    /// The picture of the map.
    pub scene: &'a Scene,
    /// The colours of map and window.
    pub theme: &'a Theme,
    /// What the person has chosen about the window.
    pub preferences: &'a Preferences,
    /// What undo would take back.
    pub undo_label: Option<&'a str>,
    /// What redo would make again.
    pub redo_label: Option<&'a str>,
    /// Whether the file holds everything that was done.
    pub save: SaveNotice<'a>,
    /// Where the file of the map is.
    pub path: &'a Path,
    /// Whether the person has not yet given the file a place.
    pub is_untitled: bool,
    /// What the availability of actions depends on.
    pub situation: &'a Situation,
    /// What can be done next on the canvas.
    pub hint: &'a str,
    /// What has just happened, in a sentence.
    pub message: Option<&'a str>,
    /// Whom the traced party ultimately serves, while a trace is lit.
    pub trace: Option<&'a Trace>,
    /// How many hand-offs the trace follows; all if not said.
    pub trace_steps: Option<u32>,
    /// What the middle of the window shows.
    pub main_view: MainView,
    /// What there is to say about everybody at once, for matrix and table.
    pub overview: OverviewNotice<'a>,
    /// The questions that the map raises.
    pub findings: FindingsNotice<'a>,
    /// Work under way that takes long enough to be shown.
    pub work: Option<WorkNotice<'a>>,
}

impl View<'_> {
    /// Whether `element` is selected.
    pub fn is_selected(&self, element: impl Into<ElementId>) -> bool {
        self.selection.contains(&element.into())
    }
}

/// How the file stands to what is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveNotice<'a> {
    /// The file holds everything.
    Saved,
    /// The last edits are on their way.
    Saving,
    /// The last edits could not be written, for this reason.
    NotSaved(&'a str),
    /// The map is open for reading only, for this reason.
    ReadOnly(&'a str),
}

/// Work off the UI thread that a person waits for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkNotice<'a> {
    /// What is going on.
    pub label: &'a str,
    /// The share (0 to 1) that is done.
    pub share: f32,
}

/// How far the overview of the map is worked out.
#[derive(Clone, Copy, Debug, Default)]
pub enum OverviewNotice<'a> {
    /// No view needs it.
    #[default]
    NotAsked,
    /// It is being worked out; this was true before the last edits, if there is anything yet.
    Working(Option<&'a Overview>),
    /// It is true now.
    Ready(&'a Overview),
    /// It could not be worked out, which is a fault of the program.
    Broken,
}

/// How far the questions about the map are worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingsNotice<'a> {
    /// Nobody has asked: the map is large and the list is not open.
    NotAsked,
    /// They are being worked out; these were true before the last edits.
    Looking(&'a [Finding]),
    /// Everything worth asking about, the most consequential first.
    Found(&'a [Finding]),
    /// They could not be worked out, which is a fault of the program.
    Broken,
}
