use ar_reshaper::ArabicReshaper;
use std::borrow::Cow;
use unicode_bidi::BidiInfo;

/// One line of `text` in the order in which its letters stand on the screen, Arabic letters joined.
///
/// egui sets letters from left to right in the order in which they come, each by itself. For painted
/// text that is made up for here: the letters of Arabic take their joined forms, and right-to-left
/// runs are turned round (Unicode Bidirectional Algorithm, UAX #9). Text that is being edited keeps
/// the order in which it is typed.
pub fn visual_text(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_right_to_left) {
        return Cow::Borrowed(text);
    }
    let joined = ArabicReshaper::default().reshape(text);
    let bidi = BidiInfo::new(&joined, None);
    let turned = bidi
        .paragraphs
        .iter()
        .map(|paragraph| bidi.reorder_line(paragraph, paragraph.range.clone()).into_owned())
        .collect();
    Cow::Owned(turned)
}

/// Whether a character belongs to a script that is written from right to left, or forces that order.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        || matches!(c, '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}' | '\u{200F}' | '\u{202B}')
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
    fn hebrew_is_turned_round() {
        assert_eq!(visual_text("שלום"), "םולש");
    }

    #[test]
    fn arabic_is_joined_and_turned_round() {
        // salam: seen initial, lam-alef ligature, meem isolated; on the screen the last comes first.
        assert_eq!(visual_text("سلام"), "\u{FEE1}\u{FEFC}\u{FEB3}");
    }

    #[test]
    fn a_latin_word_inside_keeps_its_own_order() {
        let painted = visual_text("שלום ABC 12");
        assert!(painted.contains("ABC 12"), "{painted}");
    }
}
