//! The table of everything that can be asked for: name, tooltip, shortcut, when it is available.
