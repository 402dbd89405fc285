//! What an organisation is: parties, supplies, terms, notes, and the rules that always hold.
//!
//! Architecture invariant: nothing here knows egui, SQL, threads, a clock, randomness or serde.
//! Values change only through [`crate::edit::Change`].

mod dismissal;
mod flow;
mod geometry;
mod id;
mod note;
mod organisation;
mod party;
mod rating;
mod rules;
mod supply;
mod terms;
mod text;

pub use dismissal::{Dismissal, MAX_FINDING_CHARS};
pub use flow::Flow;
pub use geometry::{COORDINATE_LIMIT, Point, Rect, Size};
pub use id::{ElementId, IdSource, NoteId, PartyId, SequentialIds, SupplyId};
pub use note::{Day, Note, NoteKind, NoteState, NoteSubject, Visibility};
pub use organisation::Organisation;
pub use party::{Hold, Party, PartyKind, WORTH_LIMIT, Worth};
pub use rating::{Gap, Rating};
pub use rules::{RuleBreak, check_dismissal, check_note, check_organisation, check_party, check_supply};
pub use supply::{Standing, Supply, SupplyKind};
pub use terms::{Answer, Delivery, Terms};
pub use text::{MAX_NAME_CHARS, MAX_TEXT_CHARS, clean_line, clean_text, fold_name, folds_to, sort_name};
