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
    /// Whether several lines are about equally wide, instead of all but the last as wide as they can be.
    pub(super) is_even: bool,
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
        let lines = self.full_lines(text, measurer);
        let is_cut = lines.last().is_some_and(|line| line.text.ends_with(ELLIPSIS));
        if self.is_even && lines.len() > 1 && !is_cut {
            self.narrowed(text, lines.len(), measurer).full_lines(text, measurer)
        } else {
            lines
        }
    }

    /// The narrowest lines of which there are as many, no word broken for it.
    fn narrowed(&self, text: &str, count: usize, measurer: &dyn TextMeasurer) -> Self {
        const CLOSE_ENOUGH: f32 = 2.0;
        let words = linebreaks(text).scan(0, |start, (end, _)| text.get(std::mem::replace(start, end)..end));
        let widest = words.map(|word| measurer.width(word.trim_end(), self.size, self.weight));
        let (mut narrow, mut wide) = (widest.fold(0.0, f32::max).min(self.width), self.width);
        while wide - narrow > CLOSE_ENOUGH {
            let width = f32::midpoint(narrow, wide);
            let fits = Self { width, ..*self }.full_lines(text, measurer).len() <= count;
            if fits { wide = width } else { narrow = width }
        }
        Self { width: wide, ..*self }
    }

    /// As few lines as there can be.
    fn full_lines(&self, text: &str, measurer: &dyn TextMeasurer) -> Vec<WrappedLine> {
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
        let wrap = Wrap { size: 10.0, weight: FontWeight::Regular, width, most_lines, is_even: false };
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
    fn even_lines_are_as_many_and_no_wider_than_they_have_to_be() {
        let table: [(&str, &[&str]); 5] = [
            ("what was different on site", &["what was", "different on site"]),
            ("a dinner after the roof is on", &["a dinner after", "the roof is on"]),
            ("one line", &["one line"]),
            ("Donaudampfschifffahrtskapitän at sea", &["Donaudampfschifffahr", "tskapitän at sea"]),
            ("one\ntwo and a few more", &["one", "two and a few more"]),
        ];
        for (text, expected) in table {
            let width = 20.0 * 5.5 + 0.1;
            let wrap = Wrap { size: 10.0, weight: FontWeight::Regular, width, most_lines: 3, is_even: true };
            let lines: Vec<String> =
                wrap.lines(text, &EvenLetters).into_iter().map(|line| line.text).collect();
            assert_eq!(lines, expected, "{text:?}");
        }
    }

    #[test]
    fn a_family_of_emoji_is_never_torn_apart() {
        let family = "👩‍👩‍👧‍👦".repeat(6);
        assert!(lines(&family, 9, 99).iter().all(|line| line.contains("👩‍👩‍👧‍👦")));
    }
}
