//! Everything drawn with egui: the window's panels, dialogs and the canvas.
//!
//! Architecture invariant: nothing here changes the map. Panels read a [`View`] and answer with
//! [`Intents`], which `app.rs` carries out after the frame.

pub mod canvas;
pub mod chain;
pub mod dialog;
mod field;
mod fonts;
pub mod fuzzy;
pub mod grid;
mod intent;
mod main_view;
pub mod matrix;
pub mod palette;
pub mod panel;
pub mod present;
mod style;
pub mod table;
mod view;
pub mod widget;

pub use field::{Field, FieldDraft, NoteText, PartyText, SupplyText, Unreadable, WorthNumber};
pub use fonts::{BOLD_FAMILY, WindowFonts};
pub use intent::{Intent, Intents};
pub use main_view::MainView;
pub use style::apply_style;
pub use view::{FindingsNotice, LookingThrough, OverviewNotice, SaveNotice, TraceNotice, View, WorkNotice};
