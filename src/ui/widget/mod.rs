//! Small parts that several panels are made of.

mod action_button;
mod check;
mod choice;
mod element_link;
mod field_box;
mod heading;
mod icon;
mod lens_answer;
mod menu_body;
mod rating;

pub use action_button::{action_button_ui, action_button_width, tooltip};
pub use check::check_ui;
pub use choice::choice_ui;
pub use element_link::{element_link_ui, element_name, named, row_button_ui};
pub use field_box::FieldBox;
pub use heading::{bold, caption_ui, heading_ui, remark_ui};
pub use icon::Icon;
pub use lens_answer::{LensList, lens_answer_ui};
pub use menu_body::{MenuRows, menu_body_ui};
pub use rating::rating_ui;
