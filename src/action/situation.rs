/// What the availability of actions depends on.
///
/// The window fills it once per frame; [`Situation::default`] is a window without a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// A map is open.
    pub has_map: bool,
    /// It cannot be changed.
    pub is_read_only: bool,
    /// How many parties are on it.
    pub parties: usize,
    /// How many parties are selected, teams included.
    pub selected_parties: usize,
    /// How many teams are selected.
    pub selected_teams: usize,
    /// How many supplies are selected.
    pub selected_supplies: usize,
    /// How many notes are selected.
    pub selected_notes: usize,
    /// There is a step to undo.
    pub can_undo: bool,
    /// There is a step to redo.
    pub can_redo: bool,
    /// There is a place to go back to.
    pub can_go_back: bool,
    /// There is a place to go forward to.
    pub can_go_forward: bool,
    /// A trace is lit.
    pub is_tracing: bool,
    /// Everything but a part is dimmed.
    pub is_focusing: bool,
    /// Only the map is shown, to a room.
    pub is_presenting: bool,
    /// A second window shows the map to a room.
    pub is_projecting: bool,
    /// A text has the keyboard.
    pub is_editing_text: bool,
    /// The canvas has the keyboard.
    pub is_on_canvas: bool,
    /// A row of the outline has the keyboard: letters and Delete mean what they mean on the canvas.
    pub is_in_outline: bool,
    /// A pointer gesture is under way: nothing may be undone in the middle of it.
    pub is_mid_gesture: bool,
    /// A menu or a list is open over the window: bare keys are for it.
    pub is_menu_open: bool,
    /// The map is shown, not the chain, the matrix or the table.
    pub is_map_shown: bool,
    /// A dialog waits for an answer.
    pub is_dialog_open: bool,
}

impl Situation {
    /// The map can be changed.
    pub(super) fn can_edit(&self) -> bool {
        self.has_map && !self.is_read_only
    }

    /// How many things are selected.
    pub(super) fn selected(&self) -> usize {
        self.selected_parties + self.selected_supplies + self.selected_notes
    }
}
