use crate::cpu::time_of;
use std::hint::black_box;
use std::time::Duration;

/// Which benches were asked for.
pub struct Selection {
    word: Option<String>,
}

impl Selection {
    /// Takes the first argument that is not an option as a part of the names to run.
    pub fn from_arguments() -> Self {
        Self { word: std::env::args().skip(1).find(|argument| !argument.starts_with('-')) }
    }

    /// Whether a bench of this name was asked for.
    pub fn wants(&self, name: &str) -> bool {
        self.word.as_ref().is_none_or(|word| name.contains(word.as_str()))
    }
}

/// Prints how many times faster `ours` is than the peer.
pub fn print_ratio(name: &str, ours: Duration, peers: Duration) {
    println!("{name}: {} against {}", in_words(ours), in_words(peers));
    println!("ratio {name} {:.2}", peers.as_secs_f64() / ours.as_secs_f64());
}

/// Prints a time for which there is no peer.
pub fn print_time(name: &str, time: Duration) {
    println!("ms {name} {:.3}", time.as_secs_f64() * 1000.0);
}

/// The median CPU time of an odd number of runs.
pub fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs).map(|_| time_of(|| black_box(run())).1).collect();
    times.sort_unstable();
    times[runs / 2]
}

fn in_words(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}
