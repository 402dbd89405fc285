/// How heavy letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FontWeight {
    /// Ordinary text.
    #[default]
    Regular,
    /// Names of teams, headings.
    Bold,
}

/// Widths of text, with the same font bytes that draw and export it.
pub trait TextMeasurer {
    /// Width of one line of `text` at `size` (the height of the letters' em, in map units).
    fn width(&self, text: &str, size: f32, weight: FontWeight) -> f32;
    /// Distance from the top of a line to its baseline at `size`.
    fn ascent(&self, size: f32) -> f32;
    /// Distance from one baseline to the next at `size`.
    fn line_height(&self, size: f32) -> f32;
}
