use super::ActionGroup::{self, Arrange, Create, Edit, File, Help, Move, Select, Supply, Trace, View};
use super::{Key, KeyPress, Modifiers, Shortcut, Situation};

/// What there is to say about an action.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Where it stands in menus.
    pub group: ActionGroup,
    /// Its name in sentence case; `…` where more input follows.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub tooltip: &'static str,
    /// The keys that ask for it, the one to show first.
    pub shortcuts: &'static [Shortcut],
    available: fn(&Situation) -> bool,
}

/// Writes the enum and everything about it from one table, so that no action can lack a column.
macro_rules! actions {
    ($($action:ident: $group:ident, $name:literal, [$($shortcut:expr),*], $needs:expr, $tooltip:literal;)*) => {
        /// Everything that a person can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $tooltip] $action,)*
        }

        impl Action {
            /// Every action, in the order of the menus.
            pub const ALL: &[Self] = &[$(Self::$action,)*];

            /// What there is to say about it.
            pub fn about(self) -> &'static About {
                match self {
                    $(Self::$action => {
                        const ABOUT: About = About {
                            group: $group,
                            name: $name,
                            tooltip: $tooltip,
                            shortcuts: &[$($shortcut,)*],
                            available: $needs,
                        };
                        &ABOUT
                    })*
                }
            }
        }
    };
}

actions! {
    NewMap: File, "New map", [command('N')], always, "Begin an empty map; the present one is already saved.";
    OpenMap: File, "Open…", [command('O')], always, "Open a map, or import a table, a text or a diagram.";
    OpenSample: File, "Open a sample…", [], always, "Choose one of the maps that come with Baton.";
    SaveCopy: File, "Save a copy…", [command_shift('S')], with_map, "Write the map to another file as well.";
    MoveFile: File, "Rename or move…", [], with_map, "Give the file of this map another name or place.";
    RenameMap: File, "Title…", [], |s| editable(s) && !s.is_presenting, "Give the map a title.";
    ImportTable: File, "Import…", [command_shift('I')], editable, "Add parties and supplies from a table (CSV), a text or a diagram (draw.io, GraphML, Mermaid, DOT, JSON), after a preview.";
    ExportPicture: File, "Export a picture…", [command_shift('E')], with_parties, "Write the map, the selection or the trace as PNG or SVG.";
    ExportTable: File, "Export a table…", [], with_parties, "Write all supplies as a CSV file, or the parties or notes that the table shows.";
    ExportMatrix: File, "Export a matrix…", [], with_parties, "Write the matrix as a CSV file: roles and ultimate customers, or who supplies whom with what.";
    ExportData: File, "Export as text or diagram…", [], with_parties, "Write the map for other programs: text, Graphviz, GraphML, Mermaid or JSON.";
    ExportCard: File, "Export a role's card…", [], with_parties, "Write the selected role's own page as Markdown: whom it serves in the end, five answers, terms and echo.";
    CopyImage: File, "Copy as image", [command_shift('C')], with_parties, "Put a picture of the map on the clipboard.";
    Preferences: File, "Preferences…", [Shortcut::new(Modifiers::COMMAND, Key::Sign(','))], always, "Theme, size of the text, mouse wheel.";
    Quit: File, "Quit", [command('Q')], always, "Close Baton; everything is already saved.";

    Undo: Edit, "Undo", [command('Z')], |s| editable(s) && s.can_undo && !s.is_mid_gesture, "Take the last step back.";
    Redo: Edit, "Redo", [command_shift('Z'), command('Y')], |s| editable(s) && s.can_redo && !s.is_mid_gesture, "Make the step again that was taken back.";
    Rename: Edit, "Rename", [bare(Key::Function(2))], one_to_rename, "Edit the name, or what is supplied, in place.";
    Duplicate: Edit, "Duplicate", [command('D')], with_selected_parties, "Make the selected parties again, with the supplies between them.";
    Copy: Edit, "Copy", [command('C')], |s| s.has_map && s.selected_parties > 0, "Copy the selected parties with all about them, as text for other programs too.";
    Cut: Edit, "Cut", [command('X')], with_selected_parties, "Copy the selected parties and remove them.";
    Paste: Edit, "Paste", [command('V')], editable, "Put in what was copied; from any other text, show first what it would make.";
    Delete: Edit, "Delete", [bare(Key::Delete), bare(Key::Backspace)], with_selection, "Remove what is selected, with the supplies and notes that hang on it.";
    AddNote: Edit, "Note", [letter('N')], one_to_note, "Attach feedback to the selected party or supply.";

    Find: Select, "Find…", [command('F')], with_map, "Find a party, a supply or a note and jump to it.";
    SelectAll: Select, "Select all", [command('A')], with_parties, "Select every party and every supply.";
    SelectDownstream: Select, "One step downstream", [letter('D')], reading_selection, "Select the direct customers too.";
    SelectUpstream: Select, "One step upstream", [letter('U')], reading_selection, "Select the direct suppliers too.";
    SelectAllDownstream: Select, "All downstream", [shift('D')], reading_selection, "Select everybody down the chain too.";
    SelectAllUpstream: Select, "All upstream", [shift('U')], reading_selection, "Select everybody up the chain too.";
    Cancel: Select, "Cancel", [bare(Key::Escape)], with_map, "Leave what is going on; then the focus, the trace, the selection; then presenting.";

    AddRole: Create, "Role", [letter('R')], editable, "Place a new role: click where it belongs.";
    AddCustomer: Create, "External customer", [letter('C')], editable, "Place somebody outside who buys or benefits: click where they belong.";
    AddSupplier: Create, "Supplier", [letter('S')], editable, "Place somebody outside who feeds the organisation: click where they belong.";
    AddTeam: Create, "Team", [letter('M')], editable, "Place a new team: click where it belongs.";
    AddNext: Create, "Add the next one", [bare(Key::Enter)], add_next, "Another customer of the same supplier; a role if nothing is selected.";
    AddCustomerOf: Create, "Customer of this", [bare(Key::Tab)], with_one_party, "Name somebody whom the selected party supplies, then what it supplies.";
    AddSupplierOf: Create, "Supplier of this", [with_shift(Key::Tab)], with_one_party, "Name somebody who supplies the selected party, then what is supplied.";
    AddLeft: Create, "Connect a role on the left", [with_command(Key::Left)], with_one_party, "Add a supplier on the left; where maps flow from top to bottom, a customer.";
    AddRight: Create, "Connect a role on the right", [with_command(Key::Right)], with_one_party, "Add a role on the right that the selected party supplies.";
    AddAbove: Create, "Connect a role above", [with_command(Key::Up)], with_one_party, "Add a customer above; where maps flow from top to bottom, a supplier.";
    AddBelow: Create, "Connect a role below", [with_command(Key::Down)], with_one_party, "Add a role below that the selected party supplies.";
    ChangeToRole: Create, "Change to role", [shift('R')], with_selected_parties, "Make the selected parties roles.";
    ChangeToTeam: Create, "Change to team", [shift('M')], with_selected_parties, "Make the selected parties teams.";
    ChangeToSupplier: Create, "Change to supplier", [shift('S')], with_selected_parties, "Make the selected parties suppliers.";
    ChangeToBuyer: Create, "Change to buyer", [shift('C')], with_selected_parties, "They have the authority, means and intention to buy, and receive.";
    ChangeToPayer: Create, "Change to payer", [], with_selected_parties, "They pay and do not themselves receive: a ministry, a parent.";
    ChangeToBeneficiary: Create, "Change to beneficiary", [], with_selected_parties, "They receive and do not pay: a citizen, a child, society.";
    ChangeToProspect: Create, "Change to prospect", [], with_selected_parties, "They might buy and have not decided.";
    QuickEntry: Create, "Quick entry…", [sign('/')], editable, "Type who supplies whom with what, and see what it will make.";

    Connect: Supply, "Connect", [letter('L')], with_one_party, "Choose whom the selected party supplies: click, or type a name.";
    SwapEnds: Supply, "Swap supplier and customer", [letter('X')], with_selected_supplies, "Turn the selected supplies round.";
    FanOut: Supply, "Fan out or bundle", [letter('B')], |s| s.has_map && s.selected_supplies > 0, "Draw the supplies that are bundled with the selected one as lines of their own, or as one again.";
    MakeDelivers: Supply, "Delivers", [], with_selected_supplies, "Work, goods or a service flow along the selected supplies.";
    MakeReportsTo: Supply, "Reports to", [], with_selected_supplies, "The customer is the boss, who decides on the supplier's pay.";
    MakeInforms: Supply, "Informs", [], with_selected_supplies, "The customer hears how well it is served.";
    ToggleInformal: Supply, "Informal", [], with_selected_supplies, "The selected supplies happen outside the agreed ways (dashed).";

    Tidy: Arrange, "Tidy", [command_shift('L')], |s| editable(s) && s.parties > 0, "Place everything anew along the flow; what is pinned or placed by hand stays.";
    TidySelection: Arrange, "Tidy the selection", [], several_or_a_team, "Place the selected parties anew among themselves, teams with their members; all others, and who is pinned, stay.";
    TogglePin: Arrange, "Pin", [letter('P')], with_selected_parties, "Keep the selected parties where they are when the map is tidied.";
    Group: Arrange, "Group into a team", [command('G')], with_selected_parties, "Make a team of the selected parties.";
    MoveToTeam: Arrange, "Move to a team…", [], with_selected_parties, "Choose the team into which the selected parties go.";
    LeaveTeam: Arrange, "Move out of the team", [command_shift('G')], with_selected_parties, "Move the selected parties up into the team around theirs.";
    ToggleFold: Arrange, "Fold team", [], |s| editable(s) && s.selected_teams > 0, "Draw the selected teams as single boxes, or open them again.";
    AlignLeft: Arrange, "Align left edges", [], two_parties, "Put the left edges on one line.";
    AlignCenters: Arrange, "Align centres", [], two_parties, "Put the centres on one upright line.";
    AlignRight: Arrange, "Align right edges", [], two_parties, "Put the right edges on one line.";
    AlignTop: Arrange, "Align top edges", [], two_parties, "Put the top edges on one line.";
    AlignMiddles: Arrange, "Align middles", [], two_parties, "Put the centres on one level line.";
    AlignBottom: Arrange, "Align bottom edges", [], two_parties, "Put the bottom edges on one line.";
    DistributeAcross: Arrange, "Distribute across", [], three_parties, "Make the gaps from left to right equal.";
    DistributeDown: Arrange, "Distribute down", [], three_parties, "Make the gaps from top to bottom equal.";

    ToggleTrace: Trace, "Trace", [letter('T')], |s| s.is_tracing || s.has_map && s.selected_parties > 0, "Light whom the selected parties ultimately serve, or who stands behind a customer; again: off.";
    TraceMore: Trace, "One step more", [sign('+')], tracing, "Follow the chain one hand-off further.";
    TraceLess: Trace, "One step less", [sign('-')], tracing, "Follow the chain one hand-off less.";
    NextLens: Trace, "Next lens", [shift('T')], |s| s.is_tracing || s.has_map && s.selected_parties == 1, "Light only whom the next of the five lenses names, in its order; after the last one the whole chain.";
    TraceAll: Trace, "The whole chain", [digit(0)], tracing, "Follow the chain to its ends.";

    ZoomIn: View, "Zoom in", [Shortcut::new(Modifiers::COMMAND, Key::Sign('+'))], with_map, "Show things larger.";
    ZoomOut: View, "Zoom out", [Shortcut::new(Modifiers::COMMAND, Key::Sign('-'))], with_map, "Show things smaller.";
    ZoomActual: View, "Actual size", [Shortcut::new(Modifiers::COMMAND, Key::Digit(0))], with_map, "Show things at 100 %.";
    ZoomAll: View, "Show everything", [bare(Key::Home), Shortcut::new(Modifiers::SHIFT, Key::Digit(1))], with_parties, "Show the whole map.";
    ZoomSelection: View, "Show the selection", [Shortcut::new(Modifiers::SHIFT, Key::Digit(2))], reading_selection, "Show what is selected as large as it fits.";
    Overview: View, "Glance at the whole map", [letter('Z')], |s| s.has_map && s.parties > 0 && !s.is_mid_gesture, "Show the whole map while the key is held; let go to dive to where the pointer is.";
    GoBack: View, "Back", [Shortcut::new(Modifiers::COMMAND, Key::Sign('['))], |s| s.can_go_back, "Go back to where you were before the last jump (also the mouse's back button).";
    GoForward: View, "Forward", [Shortcut::new(Modifiers::COMMAND, Key::Sign(']'))], |s| s.can_go_forward, "Go forward again (also the mouse's forward button).";
    ToggleFocus: View, "Focus", [letter('F')], |s| s.is_focusing || reading_selection(s), "Dim everything but the selection and its neighbours.";
    ShowMap: View, "Map", [Shortcut::new(Modifiers::COMMAND, Key::Digit(1))], with_map, "Show the map, where everything is drawn and edited.";
    ShowChain: View, "Chain of one role", [Shortcut::new(Modifiers::COMMAND, Key::Digit(2))], with_parties, "Show one role in the middle of its chain, and in words whom it serves.";
    ShowMatrix: View, "Matrix", [Shortcut::new(Modifiers::COMMAND, Key::Digit(4))], with_map, "Show everybody against everybody whom they serve, in numbers.";
    ShowTable: View, "Table", [Shortcut::new(Modifiers::COMMAND, Key::Digit(5))], with_map, "Show all parties or all supplies as rows, to be sorted, searched and edited.";
    ShowNotes: View, "Notes", [Shortcut::new(Modifiers::COMMAND, Key::Digit(6))], with_map, "Show all feedback and actions as rows, to be sorted, searched, edited and resolved.";
    ToggleFindings: View, "Findings", [Shortcut::new(Modifiers::COMMAND, Key::Digit(3))], with_panels, "Show or hide the questions that this map raises, each with its place.";
    ToggleOutline: View, "Outline", [], with_panels, "Show or hide the list of teams and roles.";
    ToggleInspector: View, "Inspector", [], with_panels, "Show or hide the details of what is selected.";
    ToggleLegend: View, "Legend", [], with_panels, "Show or fold what the shapes, lines and numbers on the map mean.";
    ToggleMinimap: View, "Minimap", [], with_panels, "Show or hide the small map in the corner, which comes when the map is larger than the window.";
    ShowMenu: View, "Menu of the selection", [with_shift(Key::Function(10))], on_the_map, "Open the menu of what is selected, or of the map where nothing is, as a right click does.";
    NextArea: View, "Next area", [bare(Key::Function(6))], with_map, "Move the keyboard to canvas, outline, findings or inspector in turn.";
    Present: View, "Present", [bare(Key::Function(5))], with_map, "Show a room nothing but the map, without the notes for the facilitator only; again: leave.";
    ToggleProjector: View, "Projector window", [with_shift(Key::Function(5))], with_map, "Open a second window for the projector that shows nothing but the map; again: close it.";
    ProjectorFollows: View, "Projector follows", [], |s| s.is_projecting, "The projector shows what is shown here; again: it keeps a view of its own.";
    RoomLarger: View, "Larger for the room", [Shortcut::new(Modifiers::COMMAND_ALT, Key::Sign('+'))], for_a_room, "Show names larger on the projector, up to 250 %.";
    RoomSmaller: View, "Smaller for the room", [Shortcut::new(Modifiers::COMMAND_ALT, Key::Sign('-'))], for_a_room, "Show names smaller on the projector, down to 80 %.";
    RoomFit: View, "As large as it fits for the room", [Shortcut::new(Modifiers::COMMAND_ALT, Key::Digit(0))], for_a_room, "Show on the projector as much as is shown here, however large names are then.";
    PointOut: View, "Point for everybody", [letter('K')], with_map, "While the key is held, a ring shows everybody where the pointer is, on the projector too.";
    FullScreen: View, "Full screen", [bare(Key::Function(11))], always, "Fill the screen, or leave it again.";
    FlowRight: View, "Flow from left to right", [], always, "Tidying and new parties put customers to the right of their suppliers.";
    FlowDown: View, "Flow from top to bottom", [], always, "Tidying and new parties put customers below their suppliers.";
    ThemeSystem: View, "Theme of the system", [], always, "Light or dark as the system says.";
    ThemeLight: View, "Light theme", [], always, "Dark letters on light ground.";
    ThemeDark: View, "Dark theme", [], always, "Light letters on dark ground.";
    ThemeHighContrast: View, "High contrast theme", [], always, "White on black, with the strongest lines.";

    NudgeLeft: Move, "Move left", [bare(Key::Left)], with_selected_parties, "Move the selected parties a little to the left.";
    NudgeRight: Move, "Move right", [bare(Key::Right)], with_selected_parties, "Move the selected parties a little to the right.";
    NudgeUp: Move, "Move up", [bare(Key::Up)], with_selected_parties, "Move the selected parties a little up.";
    NudgeDown: Move, "Move down", [bare(Key::Down)], with_selected_parties, "Move the selected parties a little down.";
    NudgeFarLeft: Move, "Move far left", [with_shift(Key::Left)], with_selected_parties, "Move the selected parties ten steps to the left.";
    NudgeFarRight: Move, "Move far right", [with_shift(Key::Right)], with_selected_parties, "Move the selected parties ten steps to the right.";
    NudgeFarUp: Move, "Move far up", [with_shift(Key::Up)], with_selected_parties, "Move the selected parties ten steps up.";
    NudgeFarDown: Move, "Move far down", [with_shift(Key::Down)], with_selected_parties, "Move the selected parties ten steps down.";
    WalkLeft: Move, "Walk left", [with_alt(Key::Left)], reading_selection, "Go along a supply to the party on the left.";
    WalkRight: Move, "Walk right", [with_alt(Key::Right)], reading_selection, "Go along a supply to the party on the right.";
    WalkUp: Move, "Walk up", [with_alt(Key::Up)], reading_selection, "Go along a supply to the party above.";
    WalkDown: Move, "Walk down", [with_alt(Key::Down)], reading_selection, "Go along a supply to the party below.";

    CommandPalette: Help, "Commands…", [command('K')], always, "Find any command, party, supply or note by typing a part of its name.";
    ShortcutSheet: Help, "Keyboard shortcuts", [sign('?'), bare(Key::Function(1))], always, "Show every key and gesture.";
    ShowAbout: Help, "About Baton", [], always, "Version and licences.";
}

impl Action {
    /// Its name in sentence case; `…` where more input follows.
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// What it does, in one sentence.
    pub fn tooltip(self) -> &'static str {
        self.about().tooltip
    }

    /// Where it stands in menus.
    pub fn group(self) -> ActionGroup {
        self.about().group
    }

    /// The keys to show beside its name.
    pub fn shortcut(self) -> Option<Shortcut> {
        self.about().shortcuts.first().copied()
    }

    /// Whether it can be carried out now.
    pub fn is_available(self, situation: &Situation) -> bool {
        !situation.is_dialog_open && (self.about().available)(situation)
    }

    /// Whether it lasts for as long as its key is held. From a menu it lasts until it is asked for again.
    pub fn is_held(self) -> bool {
        matches!(self, Self::PointOut | Self::Overview)
    }

    /// Whether it goes along a supply to another party.
    pub fn walks(self) -> bool {
        matches!(self, Self::WalkLeft | Self::WalkRight | Self::WalkUp | Self::WalkDown)
    }

    /// The action that lasts for as long as `key` is held, if there is one.
    pub fn held_by(key: Key) -> Option<Self> {
        let is_it = |action: &&Self| action.about().shortcuts.iter().any(|shortcut| shortcut.key == key);
        Self::ALL.iter().filter(|action| action.is_held()).find(is_it).copied()
    }

    /// The action that a key asks for in this situation, if it can be carried out.
    ///
    /// Keys that a text under edit or an open menu needs are left to it, and so are bare keys while a list or a
    /// button has the keyboard.
    pub fn for_key(press: &KeyPress, situation: &Situation) -> Option<Self> {
        let asked_here = |shortcut: &Shortcut| {
            shortcut.is_asked_by(press)
                && !(situation.is_editing_text && shortcut.belongs_to_text())
                && !(situation.is_menu_open && shortcut.belongs_to_canvas())
                && (situation.is_on_canvas
                    || !shortcut.belongs_to_canvas()
                    || situation.is_in_outline && matches!(shortcut.key, Key::Letter(_) | Key::Delete))
        };
        let action = Self::ALL.iter().find(|action| action.about().shortcuts.iter().any(asked_here))?;
        action.is_available(situation).then_some(*action)
    }
}

const fn bare(key: Key) -> Shortcut {
    Shortcut::new(Modifiers::NONE, key)
}

const fn letter(letter: char) -> Shortcut {
    bare(Key::Letter(letter))
}

const fn digit(digit: u8) -> Shortcut {
    bare(Key::Digit(digit))
}

const fn sign(sign: char) -> Shortcut {
    bare(Key::Sign(sign))
}

const fn with_shift(key: Key) -> Shortcut {
    Shortcut::new(Modifiers::SHIFT, key)
}

const fn with_alt(key: Key) -> Shortcut {
    Shortcut::new(Modifiers::ALT, key)
}

const fn shift(letter: char) -> Shortcut {
    with_shift(Key::Letter(letter))
}

const fn with_command(key: Key) -> Shortcut {
    Shortcut::new(Modifiers::COMMAND, key)
}

const fn command(letter: char) -> Shortcut {
    with_command(Key::Letter(letter))
}

const fn command_shift(letter: char) -> Shortcut {
    Shortcut::new(Modifiers::COMMAND_SHIFT, Key::Letter(letter))
}

fn always(_: &Situation) -> bool {
    true
}

fn with_map(s: &Situation) -> bool {
    s.has_map
}

/// The map is what is looked at.
fn on_the_map(s: &Situation) -> bool {
    s.has_map && s.is_map_shown
}

/// While presenting there are no panels at the sides.
fn with_panels(s: &Situation) -> bool {
    s.has_map && !s.is_presenting
}

/// A room is looking on, at this window or at the one on the projector.
fn for_a_room(s: &Situation) -> bool {
    s.is_presenting || s.is_projecting
}

fn with_parties(s: &Situation) -> bool {
    s.has_map && s.parties > 0
}

fn editable(s: &Situation) -> bool {
    s.can_edit()
}

fn tracing(s: &Situation) -> bool {
    s.is_tracing
}

fn reading_selection(s: &Situation) -> bool {
    s.has_map && s.selected() > 0
}

fn with_selection(s: &Situation) -> bool {
    s.can_edit() && s.selected() > 0
}

fn with_selected_parties(s: &Situation) -> bool {
    s.can_edit() && s.selected_parties > 0
}

fn with_selected_supplies(s: &Situation) -> bool {
    s.can_edit() && s.selected_supplies > 0
}

fn with_one_party(s: &Situation) -> bool {
    s.can_edit() && s.selected_parties == 1
}

fn two_parties(s: &Situation) -> bool {
    s.can_edit() && s.selected_parties >= 2
}

fn several_or_a_team(s: &Situation) -> bool {
    s.can_edit() && (s.selected_parties >= 2 || s.selected_teams > 0)
}

fn three_parties(s: &Situation) -> bool {
    s.can_edit() && s.selected_parties >= 3
}

fn one_to_rename(s: &Situation) -> bool {
    s.can_edit() && s.selected() == 1
}

fn one_to_note(s: &Situation) -> bool {
    s.can_edit() && s.selected_parties + s.selected_supplies == 1
}

fn add_next(s: &Situation) -> bool {
    s.can_edit() && (s.selected() == 0 || s.selected_parties == 1)
}
