//! Somebody who does many things one right after another: keys, clicks, drags and rectangles at random in the whole
//! window, several of them in a frame, without waiting for what comes of them.
//!
//! `PROPTEST_CASES=200 PROPTEST_MAX_SHRINK_ITERS=100 cargo test --lib monkey` plays longer, and otherwise each time.

mod found;
mod gesture;
mod map;
mod play;

use gesture::{Gesture, gestures};
use play::Play;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// So many rounds are played, always the same ones.
const ROUNDS: u32 = 3;
/// A round has fewer gestures than this.
const GESTURES: usize = 50;

#[test]
fn whatever_is_done_in_whatever_haste_the_window_stands() {
    let all = (any::<u64>(), prop::collection::vec(gestures(), 1..GESTURES));
    let outcome = runner().run(&all, |(seed, gestures)| {
        play(seed, &gestures);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

fn play(seed: u64, gestures: &[Gesture]) {
    let mut play = Play::begin(seed);
    for (at, gesture) in gestures.iter().enumerate() {
        play.make(gesture);
        if at % 16 == 15 {
            play.look();
        }
    }
    play.end();
}

fn runner() -> TestRunner {
    let config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return TestRunner::new(config);
    }
    let config = Config { cases: ROUNDS, max_shrink_iters: 20, ..config };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}
