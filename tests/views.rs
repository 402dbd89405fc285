//! Matrix and table as a person meets them in the whole window: found by name, clicked, walked by the keyboard.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may fail loudly, in its helpers too

mod views {
    pub mod matrix;
    pub mod outline;
    pub mod table;
    pub mod window;
}
