//! The map file: laws over random edits, power cuts, failing disks, damage, strangers' files.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod any_command;
mod bad_files;
mod damage;
mod failing_disk;
mod laws;
mod migration;
mod pen;
mod power_cut;
mod sim_disk;
mod sim_vfs;
