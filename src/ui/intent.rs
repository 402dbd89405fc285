use super::LookingThrough;
use super::dialog::{ExportRequest, PlacePurpose};
use crate::action::Action;
use crate::edit::Command;
use crate::model::{ElementId, PartyId, Rect, SupplyId};
use crate::platform::Preferences;
use crate::tool::MergeKey;
use std::path::PathBuf;

/// Something a person asked for while a frame was drawn; carried out after the frame, in `App::logic`.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Change the map.
    Edit(Box<Command>),
    /// Change the map in the same step as the edit before, if that one had the same key: a held arrow.
    EditMerged(Box<Command>, MergeKey),
    /// Carry out a named action, as a key, menu, button or the palette asks for it.
    Do(Action),
    /// The key of an action that lasts for as long as it is held went down.
    Hold(Action),
    /// That key is up again.
    LetGo(Action),
    /// Nobody knows any more which keys are held: the window has lost the keyboard.
    LetGoAll,
    /// Select exactly these.
    Select(Vec<ElementId>),
    /// Show this part of the map.
    Show(Rect),
    /// Scroll and zoom until these can be seen, and select them.
    JumpTo(Vec<ElementId>),
    /// Open the name of a thing for editing, in place.
    EditName(ElementId),
    /// Draw the supplies that are bundled with this one as lines of their own.
    FanOut(SupplyId),
    /// Show on the map by which chain the first serves the second ultimately.
    ShowWay(PartyId, PartyId),
    /// Light only those whom a lens names, or the whole chain again.
    LookThrough(LookingThrough),
    /// Open a map or import a table.
    OpenPath(PathBuf),
    /// Open one of the maps that come with the program, by its name.
    OpenSample(&'static str),
    /// Ask the system where a file is or goes, beginning at this place.
    Browse(PlacePurpose, PathBuf),
    /// Use the file that was typed or chosen.
    UsePlace(PlacePurpose, PathBuf),
    /// Find out what the table in the import dialog would make.
    PreviewImport,
    /// Import the table as the import dialog shows it.
    ImportTable,
    /// Add what the quick entry shows.
    AddText,
    /// Paste this text.
    Paste(String),
    /// Ask where a picture goes, and write it.
    SavePicture(ExportRequest),
    /// Put a picture on the clipboard.
    CopyPicture(ExportRequest),
    /// Keep these preferences.
    SetPreferences(Box<Preferences>),
    /// Stop the work that is under way.
    CancelWork,
    /// Close the window although not everything is saved.
    CloseAnyway,
}

/// The intents of one frame, in order.
///
/// egui may run the drawing twice for one frame. What was pressed and clicked arrives in the first run
/// only, so the wishes of every run count; nothing may wish again merely because it is drawn again.
#[derive(Clone, Debug, Default)]
pub struct Intents {
    queue: Vec<Intent>,
}

impl Intents {
    /// Adds a wish.
    pub fn push(&mut self, intent: Intent) {
        self.queue.push(intent);
    }

    /// Adds wishes.
    pub fn extend(&mut self, intents: impl IntoIterator<Item = Intent>) {
        self.queue.extend(intents);
    }

    /// Adds the wish to change the map.
    pub fn edit(&mut self, command: Command) {
        self.push(Intent::Edit(Box::new(command)));
    }

    /// Whether nothing is wished for.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Takes all wishes, in order.
    pub fn take(&mut self) -> Vec<Intent> {
        std::mem::take(&mut self.queue)
    }
}
