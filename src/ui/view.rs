use super::MainView;
use crate::action::Situation;
use crate::analysis::findings::Asked;
use crate::analysis::lenses::{Lens, LensAnswer, Measure};
use crate::analysis::{Overview, TraceAnswer};
use crate::model::{ElementId, Organisation, PartyId};
use crate::platform::Preferences;
use crate::scene::{Legend, NotesShown, Scene, Theme};
use std::path::Path;
use std::sync::Arc;

/// Everything that a panel may read while it draws one frame. Nobody can change the map through it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The map.
    pub organisation: &'a Organisation,
    /// The same map to be kept for work beside the window; without it everything is worked out at once.
    pub snapshot: Option<&'a Arc<Organisation>>,
    /// Grows by one with every edit, undo and redo.
    pub revision: u64,
    /// What is selected, in the order in which it was selected.
    pub selection: &'a [ElementId],
    /// Which notes may be read: a room that is looking on sees none for the facilitator only.
    pub notes: NotesShown,
    /// The picture of the map.
    pub scene: &'a Scene,
    /// What the picture means, while the legend is unfolded.
    pub legend: Option<&'a Legend>,
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
    /// What is known about the trace that is lit.
    pub trace: Option<TraceNotice<'a>>,
    /// What the middle of the window shows.
    pub main_view: MainView,
    /// What there is to say about everybody at once, for matrix and table.
    pub overview: OverviewNotice<'a>,
    /// The questions that the map raises.
    pub findings: FindingsNotice<'a>,
    /// Work under way that takes long enough to be shown.
    pub work: Option<WorkNotice<'a>>,
}

impl<'a> View<'a> {
    /// A map that lies there, saved and with nothing selected. What else there is to see is put in by whoever knows.
    pub fn of(
        organisation: &'a Organisation,
        scene: &'a Scene,
        theme: &'a Theme,
        preferences: &'a Preferences,
        situation: &'a Situation,
    ) -> Self {
        Self {
            organisation,
            snapshot: None,
            revision: 0,
            selection: &[],
            notes: NotesShown::All,
            scene,
            legend: None,
            theme,
            preferences,
            undo_label: None,
            redo_label: None,
            save: SaveNotice::Saved,
            path: Path::new(""),
            is_untitled: false,
            situation,
            hint: "",
            message: None,
            trace: None,
            main_view: MainView::Map,
            overview: OverviewNotice::NotAsked,
            findings: FindingsNotice::NotAsked,
            work: None,
        }
    }

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

/// A trace that is lit, and what is known about it.
#[derive(Clone, Copy, Debug)]
pub struct TraceNotice<'a> {
    /// Who is traced.
    pub parties: &'a [PartyId],
    /// How many hand-offs are followed; all if not said.
    pub steps: Option<u32>,
    /// Which lens was chosen.
    pub looking: LookingThrough,
    /// What is told; nothing while it is being worked out.
    pub answer: Option<&'a TraceAnswer>,
    /// What the lens says; only where one party inside is traced.
    pub through: Option<&'a LensAnswer>,
    /// It could not be worked out, which is a fault of the program.
    pub is_broken: bool,
}

/// The lens through which a trace is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LookingThrough {
    /// Which one; none for the whole chain.
    pub lens: Option<Lens>,
    /// What makes an external customer the best.
    pub measure: Measure,
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
    Looking(&'a Asked),
    /// Everything worth asking about, the most consequential first.
    Found(&'a Asked),
    /// They could not be worked out, which is a fault of the program.
    Broken,
}
