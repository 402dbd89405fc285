//! Baton draws an organisation as a chain of customers and shows whose needs each role ultimately serves.
//!
//! `ARCHITECTURE.md` is the map of this crate; each room below says in its first sentence what it is.

pub mod action;
pub mod analysis;
pub mod app;
pub mod arrange;
pub mod cli;
pub mod document;
pub mod edit;
pub mod exchange;
pub mod export;
pub mod job;
pub mod model;
pub mod platform;
pub mod scene;
pub mod storage;
pub mod tool;
pub mod ui;
