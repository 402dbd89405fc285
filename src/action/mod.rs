//! The table of everything that can be asked for: name, tooltip, shortcut, when it is available.
//!
//! Keys, menus, buttons, the palette and the sheet of shortcuts all read [`Action::ALL`]; who carries an
//! action out is not known here. An action is in the table only if the program can do it.
//!
//! Architecture invariant: nothing here knows egui. Keys arrive as [`KeyPress`].

mod group;
mod key;
mod shortcut;
mod situation;
mod table;

pub use group::ActionGroup;
pub use key::{Key, KeyPress, Modifiers};
pub use shortcut::{Keyboard, Shortcut};
pub use situation::Situation;
pub use table::{About, Action};

#[cfg(test)]
mod tests;
