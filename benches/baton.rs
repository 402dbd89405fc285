//! Speed, as ratios to a named peer in the same run. `cargo bench` prints lines `ratio NAME VALUE`.

fn main() {}
