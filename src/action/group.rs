/// Where an action stands in the menus, the palette and the sheet of shortcuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionGroup {
    /// Maps and pictures.
    File,
    /// Undo, delete, rename.
    Edit,
    /// What is selected.
    Select,
    /// New parties.
    Create,
    /// Supplies.
    Supply,
    /// Where parties lie, teams, pins.
    Arrange,
    /// Whom somebody ultimately serves.
    Trace,
    /// What is seen, and how.
    View,
    /// Steps with the arrows: in the palette and on the sheet, not in the menus.
    Move,
    /// How things are done.
    Help,
}

impl ActionGroup {
    /// Every group, in the order of the menus.
    pub const ALL: [Self; 10] = [
        Self::File,
        Self::Edit,
        Self::Select,
        Self::Create,
        Self::Supply,
        Self::Arrange,
        Self::Trace,
        Self::View,
        Self::Move,
        Self::Help,
    ];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Select => "Select",
            Self::Create => "Create",
            Self::Supply => "Supply",
            Self::Arrange => "Arrange",
            Self::Trace => "Trace",
            Self::View => "View",
            Self::Move => "Move",
            Self::Help => "Help",
        }
    }

    /// Whether it is a menu; the others are only in the palette and on the sheet.
    pub fn is_in_menu_bar(self) -> bool {
        self != Self::Move
    }
}
