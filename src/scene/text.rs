use super::metrics;
use super::wrap::{Wrap, WrappedLine};
use super::{Color, FontWeight, Item, Line, Text, TextMeasurer};
use crate::model::Point;

/// Lines that belong together, ready to be placed one below the other.
pub(super) struct TextBlock {
    pub(super) lines: Vec<WrappedLine>,
    size: f32,
    weight: FontWeight,
    ascent: f32,
    line_height: f32,
}

impl TextBlock {
    pub(super) fn new(text: &str, wrap: Wrap, measurer: &dyn TextMeasurer) -> Self {
        Self {
            lines: wrap.lines(text, measurer),
            size: wrap.size,
            weight: wrap.weight,
            ascent: measurer.ascent(wrap.size),
            line_height: measurer.line_height(wrap.size),
        }
    }

    /// One line that is never broken.
    pub(super) fn single(text: &str, size: f32, weight: FontWeight, measurer: &dyn TextMeasurer) -> Self {
        Self::new(text, Wrap { size, weight, width: f32::INFINITY, most_lines: 1, is_even: false }, measurer)
    }

    pub(super) fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }

    pub(super) fn height(&self) -> f32 {
        self.lines.len() as f32 * self.line_height
    }

    /// The text with its top centre at `top`.
    pub(super) fn below(&self, top: Point, color: Color) -> Item {
        let place = |(row, line): (usize, &WrappedLine)| Line {
            text: line.text.clone(),
            baseline: top.moved(0.0, self.ascent + row as f32 * self.line_height),
            width: line.width,
        };
        let lines = self.lines.iter().enumerate().map(place).collect();
        Item::Text(Text { lines, size: self.size, weight: self.weight, color })
    }

    /// The text with its first line beginning at `left` instead of being centred.
    pub(super) fn right_of(&self, left: Point, color: Color) -> Item {
        let Item::Text(mut text) = self.below(left, color) else { return self.below(left, color) };
        for line in &mut text.lines {
            line.baseline.x += line.width / 2.0;
        }
        Item::Text(text)
    }
}

/// A short text in the middle of a place: the sign on a badge.
pub(super) fn centered(text: &str, center: Point, color: Color, measurer: &dyn TextMeasurer) -> Item {
    let block = TextBlock::single(text, metrics::BADGE_SIZE, FontWeight::Bold, measurer);
    block.below(center.moved(0.0, -block.height() / 2.0), color)
}
