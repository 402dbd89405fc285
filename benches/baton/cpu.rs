use std::fs::{self, File};
use std::io::{Read, Seek};
use std::process::Child;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// CPU time of this thread, so that other programs on the machine do not count; wall time where the system
/// does not tell (only Linux does).
pub fn time_of<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    // Kept open: to open it takes longer than many a thing that is measured.
    let mut count = File::open("/proc/thread-self/schedstat").ok();
    let mut of_this_thread = || {
        std::thread::yield_now(); // brings the system's own count up to date
        first_number(count.as_mut()?)
    };
    let (wall, before) = (Instant::now(), of_this_thread());
    let result = work();
    let after = of_this_thread();
    (result, after.zip(before).map_or_else(|| wall.elapsed(), |(after, before)| after.saturating_sub(before)))
}

/// How much CPU time this thread has had so far; wall time where the system does not tell. Costs a few microseconds.
pub fn now() -> Duration {
    std::thread::yield_now();
    let told = on_cpu("/proc/thread-self/schedstat");
    told.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}

/// [`time_of`] work that may be over before the system notices: the mean of as many runs as take a while.
pub fn mean_time_of<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    const LEAST: Duration = Duration::from_millis(10);
    let (mut result, first) = time_of(&mut work);
    let runs = (LEAST.as_nanos() / first.as_nanos().max(1)).clamp(1, 200) as u32;
    let ((), all) = time_of(|| (0..runs).for_each(|_| result = work()));
    (result, all / runs)
}

/// Waits for a program and returns its CPU time. `None` if it took longer than `patience` and was ended.
pub fn wait_for(child: &mut Child, patience: Duration) -> Option<Duration> {
    let start = Instant::now();
    let (state, spent) = (format!("/proc/{}/stat", child.id()), format!("/proc/{}/schedstat", child.id()));
    loop {
        // A program that has ended keeps its figures until somebody asks for its exit code.
        let has_ended = fs::read_to_string(&state).is_ok_and(|stat| stat.contains(") Z "));
        let time = if has_ended { on_cpu(&spent) } else { None };
        if child.try_wait().unwrap().is_some() {
            return Some(time.unwrap_or_else(|| start.elapsed()));
        }
        if start.elapsed() > patience {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The largest amount of memory that this process has held so far, in MB.
pub fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn on_cpu(schedstat: &str) -> Option<Duration> {
    first_number(&mut File::open(schedstat).ok()?)
}

/// The nanoseconds on the processor, which is what such a file begins with.
fn first_number(schedstat: &mut File) -> Option<Duration> {
    let mut text = [0; 64];
    schedstat.rewind().ok()?;
    let length = schedstat.read(&mut text).ok()?;
    let text = str::from_utf8(text.get(..length)?).ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
