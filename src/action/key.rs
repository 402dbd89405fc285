use std::fmt;

/// A key of the keyboard, by what it says and not by where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A letter, always `'A'` to `'Z'`.
    Letter(char),
    /// A digit, 0 to 9.
    Digit(u8),
    /// A sign that is typed: `'/'`, `'?'`, `'+'`, `'-'`, `'['`. Shift belongs to the typing of it.
    Sign(char),
    /// A function key, 1 to 12.
    Function(u8),
    /// Enter or Return.
    Enter,
    /// Tab.
    Tab,
    /// Escape.
    Escape,
    /// Delete, to the right.
    Delete,
    /// Backspace.
    Backspace,
    /// Home.
    Home,
    /// The space bar.
    Space,
    /// Arrow to the left.
    Left,
    /// Arrow to the right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
}

impl Key {
    /// Whether it is one of the four arrows.
    pub fn is_arrow(self) -> bool {
        matches!(self, Self::Left | Self::Right | Self::Up | Self::Down)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letter(letter) => write!(f, "{letter}"),
            Self::Digit(digit) => write!(f, "{digit}"),
            Self::Sign('-') => f.write_str("−"),
            Self::Sign(sign) => write!(f, "{sign}"),
            Self::Function(number) => write!(f, "F{number}"),
            Self::Enter => f.write_str("Enter"),
            Self::Tab => f.write_str("Tab"),
            Self::Escape => f.write_str("Esc"),
            Self::Delete => f.write_str("Delete"),
            Self::Backspace => f.write_str("Backspace"),
            Self::Home => f.write_str("Home"),
            Self::Space => f.write_str("Space"),
            Self::Left => f.write_str("←"),
            Self::Right => f.write_str("→"),
            Self::Up => f.write_str("↑"),
            Self::Down => f.write_str("↓"),
        }
    }
}

/// The keys that are held while another is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifiers {
    /// Ctrl, and Cmd on macOS.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, and Option on macOS.
    pub alt: bool,
}

impl Modifiers {
    /// Nothing is held.
    pub const NONE: Self = Self { command: false, shift: false, alt: false };
    /// Ctrl (Cmd on macOS).
    pub const COMMAND: Self = Self { command: true, ..Self::NONE };
    /// Shift.
    pub const SHIFT: Self = Self { shift: true, ..Self::NONE };
    /// Alt (Option on macOS).
    pub const ALT: Self = Self { alt: true, ..Self::NONE };
    /// Ctrl (Cmd on macOS) and Alt.
    pub const COMMAND_ALT: Self = Self { alt: true, ..Self::COMMAND };
    /// Ctrl (Cmd on macOS) and Shift.
    pub const COMMAND_SHIFT: Self = Self { shift: true, ..Self::COMMAND };
}

/// A key that went down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// What the key says in the present layout.
    pub key: Key,
    /// What a key in this place says on a US keyboard, where that is known. Shift+1 is found by it: on most
    /// layouts the key itself then says `!` or something else.
    pub physical: Option<Key>,
    /// What is held.
    pub modifiers: Modifiers,
}

impl KeyPress {
    /// A press of a key that lies where it says.
    pub const fn new(modifiers: Modifiers, key: Key) -> Self {
        Self { key, physical: None, modifiers }
    }
}
