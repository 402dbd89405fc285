use std::borrow::Cow;
use unicode_bidi::BidiInfo;

/// One line of `text` with its words in the order in which they stand on the screen.
///
/// egui shapes every run of letters of one font (and turns round those of right-to-left scripts), but
/// sets the runs from left to right. Blanks come from another font than Arabic or Hebrew letters, so
/// every word is a run of its own; here the words of right-to-left parts are put in order (Unicode
/// Bidirectional Algorithm, UAX #9). Text that is being edited keeps the order in which it is typed.
pub fn visual_text(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_right_to_left) {
        return Cow::Borrowed(text);
    }
    let bidi = BidiInfo::new(text, None);
    let mut turned = String::with_capacity(text.len());
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_turned = levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl);
            let words = text.get(run).unwrap_or_default();
            if is_turned { push_turned(words, &mut turned) } else { turned.push_str(words) }
        }
    }
    Cow::Owned(turned)
}

/// Adds words of a right-to-left part, the last one first, the letters of each as they are typed.
fn push_turned(words: &str, out: &mut String) {
    let letters: Vec<char> = words.chars().collect();
    for part in letters.chunk_by(|a, b| is_right_to_left(*a) == is_right_to_left(*b)).rev() {
        if part.first().copied().is_some_and(is_right_to_left) {
            out.extend(part);
        } else {
            out.extend(part.iter().rev().copied().map(mirrored));
        }
    }
}

fn mirrored(bracket: char) -> char {
    match bracket {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

/// Whether a character belongs to a script that is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        || matches!(c, '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_and_japanese_stay_as_they_are() {
        for text in ["Delivery crew", "配達係", "", "Größe → 3"] {
            assert!(matches!(visual_text(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn words_from_right_to_left_are_put_in_order() {
        let table = [
            ("מנהל", "מנהל"),
            ("מנהל רכש", "רכש מנהל"),
            ("مدير المشتريات العام", "العام المشتريات مدير"),
            ("Depot מנהל רכש", "Depot רכש מנהל"),
            ("מנהל (רכש)", "(רכש) מנהל"),
            ("מנהל 12", "12 מנהל"),
        ];
        for (typed, seen) in table {
            assert_eq!(visual_text(typed), seen);
        }
    }
}
