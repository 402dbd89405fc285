//! The panels around the canvas. Each reads a view, keeps a draft and answers with intents.

mod findings;
mod inspector;
mod menu_bar;
mod name_suggestions;
mod outline;
mod quick_entry;
mod status_line;
mod toolbar;
mod trace_panel;
mod trace_words;
mod welcome;

pub use findings::{FindingsDraft, findings_ui};
pub use inspector::{InspectorDraft, inspector_ui};
pub use menu_bar::menu_bar_ui;
pub use outline::{OutlineDraft, outline_ui};
pub use quick_entry::{QuickEntryDraft, quick_entry_ui};
pub use status_line::status_line_ui;
pub use toolbar::toolbar_ui;
pub use trace_panel::trace_panel_ui;
pub use welcome::welcome_ui;
