use super::{Key, KeyPress, Modifiers};

/// Keys that ask for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shortcut {
    /// What is held.
    pub modifiers: Modifiers,
    /// What is pressed.
    pub key: Key,
}

/// Whose way of writing shortcuts is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keyboard {
    /// `Ctrl+Shift+E`.
    Pc,
    /// `⇧⌘E`.
    Mac,
}

impl Keyboard {
    /// The one of the system that the program runs on.
    pub const fn here() -> Self {
        if cfg!(target_os = "macos") { Self::Mac } else { Self::Pc }
    }
}

impl Shortcut {
    /// The keys `modifiers` and `key`.
    pub const fn new(modifiers: Modifiers, key: Key) -> Self {
        Self { modifiers, key }
    }

    /// How menus and tooltips write it.
    pub fn text(self, keyboard: Keyboard) -> String {
        let Modifiers { command, shift, alt } = self.modifiers;
        let held = match keyboard {
            Keyboard::Pc => [(command, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+")],
            Keyboard::Mac => [(alt, "⌥"), (shift, "⇧"), (command, "⌘")],
        };
        let mut text: String = held.iter().filter(|(is_held, _)| *is_held).map(|(_, word)| *word).collect();
        text.push_str(&self.key.to_string());
        text
    }

    /// Whether `press` asks for it.
    pub fn is_asked_by(self, press: &KeyPress) -> bool {
        let held = match self.key {
            // Which keys are held to type a sign depends on the keyboard.
            Key::Sign(_) => Modifiers { shift: self.modifiers.shift, ..press.modifiers },
            _ => press.modifiers,
        };
        let by_place = matches!(self.key, Key::Digit(_)) && press.physical == Some(self.key);
        held == self.modifiers && (press.key == self.key || by_place)
    }

    /// Whether a text that is being edited needs these keys for itself, so that they must not do anything else.
    pub fn belongs_to_text(self) -> bool {
        let Modifiers { command, alt, .. } = self.modifiers;
        match self.key {
            Key::Function(_) => false,
            Key::Letter(letter) if command && !alt => "ACVXYZ".contains(letter),
            Key::Digit(_) | Key::Sign(_) => !command,
            _ => true,
        }
    }

    /// Whether it asks for something only while the canvas has the keyboard; lists and buttons need such keys too.
    pub fn belongs_to_canvas(self) -> bool {
        !self.modifiers.command && !matches!(self.key, Key::Function(_)) || self.key.is_arrow()
    }
}
