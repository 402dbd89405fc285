use super::{FontWeight, TextMeasurer};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

/// What is put where text was left out.
const ELLIPSIS: &str = "…";

/// How text is broken into lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrap {
    /// Height of the letters' em.
    pub(super) size: f32,
    pub(super) weight: FontWeight,
    /// Widest line.
    pub(super) width: f32,
    /// More lines than this end in “…”.
    pub(super) most_lines: usize,
}

/// One line and its measured width.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WrappedLine {
    pub(super) text: String,
    pub(super) width: f32,
}

impl Wrap {
    /// Breaks `text` into lines where Unicode (UAX #14) allows it, and inside words that are too long.
    pub(super) fn lines(&self, text: &str, measurer: &dyn TextMeasurer) -> Vec<WrappedLine> {
        let mut lines =
            Lines { wrap: *self, measurer, done: Vec::new(), open: String::new(), open_width: 0.0 };
        let mut start = 0;
        for (end, opportunity) in linebreaks(text) {
            let Some(piece) = text.get(start..end) else { continue };
            start = end;
            lines.add(piece);
            let is_line_end = opportunity == BreakOpportunity::Mandatory && end < text.len();
            if is_line_end {
                lines.finish_line();
            }
            if lines.done.len() > self.most_lines {
                break;
            }
        }
        lines.finish_line();
        lines.cut()
    }

    /// Shortens one line to the width, with “…” at its end.
    fn shortened(&self, text: &str, measurer: &dyn TextMeasurer) -> WrappedLine {
        let mut kept: Vec<&str> = text.trim_end().graphemes(true).collect();
        loop {
            let text = kept.concat().trim_end().to_owned() + ELLIPSIS;
            let width = measurer.width(&text, self.size, self.weight);
            if width <= self.width || kept.is_empty() {
                return WrappedLine { text, width };
            }
            kept.pop();
        }
    }
}

struct Lines<'a> {
    wrap: Wrap,
    measurer: &'a dyn TextMeasurer,
    done: Vec<WrappedLine>,
    open: String,
    open_width: f32,
}

impl Lines<'_> {
    fn add(&mut self, piece: &str) {
        let width = self.width(piece);
        let visible_width = if piece.ends_with(' ') { self.width(piece.trim_end()) } else { width };
        if self.open_width + visible_width > self.wrap.width && !self.open.is_empty() {
            self.finish_line();
        }
        if visible_width > self.wrap.width {
            self.add_long_word(piece);
            return;
        }
        self.open.push_str(piece);
        self.open_width += width;
    }

    fn add_long_word(&mut self, word: &str) {
        for letter in word.graphemes(true) {
            let width = self.width(letter);
            if self.open_width + width > self.wrap.width && !self.open.is_empty() {
                self.finish_line();
                if self.done.len() > self.wrap.most_lines {
                    return;
                }
            }
            self.open.push_str(letter);
            self.open_width += width;
        }
    }

    fn finish_line(&mut self) {
        let text = self.open.trim().to_owned();
        self.open.clear();
        self.open_width = 0.0;
        if !text.is_empty() {
            self.done.push(WrappedLine { width: self.width(&text), text });
        }
    }

    fn cut(mut self) -> Vec<WrappedLine> {
        if self.done.len() <= self.wrap.most_lines {
            return self.done;
        }
        self.done.truncate(self.wrap.most_lines);
        if let Some(last) = self.done.last_mut() {
            *last = self.wrap.shortened(&last.text, self.measurer);
        }
        self.done
    }

    fn width(&self, text: &str) -> f32 {
        self.measurer.width(text, self.wrap.size, self.wrap.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::super::measure::EvenLetters;
    use super::*;

    fn lines(text: &str, letters: usize, most_lines: usize) -> Vec<String> {
        // EvenLetters makes each letter 5.5 wide at size 10.
        let width = letters as f32 * 5.5 + 0.1;
        let wrap = Wrap { size: 10.0, weight: FontWeight::Regular, width, most_lines };
        wrap.lines(text, &EvenLetters).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn text_is_broken_where_people_break_it() {
        let table: [(&str, usize, &[&str]); 9] = [
            ("Planner", 10, &["Planner"]),
            ("Head of operations", 10, &["Head of", "operations"]),
            ("one\ntwo", 10, &["one", "two"]),
            ("a\n\nb", 10, &["a", "b"]),
            ("supplier-customer", 10, &["supplier-", "customer"]),
            ("Donaudampfschifffahrt", 10, &["Donaudampf", "schifffahr", "t"]),
            ("品質管理部門の責任者", 4, &["品質管理", "部門の責", "任者"]),
            ("", 10, &[]),
            ("   ", 10, &[]),
        ];
        for (text, letters, expected) in table {
            assert_eq!(lines(text, letters, 9), expected, "{text:?}");
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(lines("one two three four", 5, 2), ["one", "two…"]);
        assert_eq!(lines("aaaaabbbbbccccc", 5, 2), ["aaaaa", "bbbb…"]);
        assert_eq!(lines("aaaaabbbbb", 5, 2), ["aaaaa", "bbbbb"]);
    }

    #[test]
    fn a_family_of_emoji_is_never_torn_apart() {
        let family = "👩‍👩‍👧‍👦".repeat(6);
        assert!(lines(&family, 9, 99).iter().all(|line| line.contains("👩‍👩‍👧‍👦")));
    }
}
