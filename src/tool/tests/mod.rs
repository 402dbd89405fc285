//! Gestures in the words of whoever makes them.

mod arranging;
mod driver;
mod gestures;
mod plain_scene;
mod state_chart;
mod typing;
mod workshop;

use driver::Driver;
