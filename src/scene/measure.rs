/// How heavy letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Every letter as wide as `0.55` of its size: for tests that need no font.
#[cfg(test)]
pub(crate) struct EvenLetters;

#[cfg(test)]
impl TextMeasurer for EvenLetters {
    fn width(&self, text: &str, size: f32, _weight: FontWeight) -> f32 {
        text.chars().count() as f32 * size * 0.55
    }

    fn ascent(&self, size: f32) -> f32 {
        size * 1.07
    }

    fn line_height(&self, size: f32) -> f32 {
        size * 1.36
    }
}
