use std::fmt::Write;

/// Text as it may stand between tags and in attributes of XML.
///
/// Characters that XML 1.0 forbids even escaped are left out, so that no name can break a picture.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars().filter(|letter| is_allowed(*letter)) {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}

/// Escaped text that cannot turn the letters around it, whatever script it is in.
pub(super) fn isolated(text: &str) -> String {
    let escaped = escaped(text);
    if text.chars().all(is_left_to_right) {
        return escaped;
    }
    let mut isolated = String::new();
    // First strong isolate … pop directional isolate (UAX #9).
    let _ = write!(isolated, "\u{2068}{escaped}\u{2069}");
    isolated
}

fn is_allowed(letter: char) -> bool {
    let is_forbidden_control = letter < ' ' && !matches!(letter, '\t' | '\n' | '\r');
    !is_forbidden_control && !matches!(letter, '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a letter surely runs from left to right and steers no other: all scripts before Hebrew, and
/// the CJK ones.
fn is_left_to_right(letter: char) -> bool {
    matches!(letter, '\0'..='\u{58F}' | '\u{900}'..='\u{1FFF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
        | '\u{2070}'..='\u{2BFF}' | '\u{2E80}'..='\u{D7FF}' | '\u{1F300}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_taken_for_markup() {
        let table = [
            ("Planner", "Planner"),
            ("R&D <new>", "R&amp;D &lt;new&gt;"),
            ("</text><script>alert(1)</script>", "&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("]]>", "]]&gt;"),
            ("a\"b'c", "a&quot;b&#39;c"),
            ("a\u{0}b\u{1b}c\u{FFFE}d", "abcd"),
        ];
        for (text, expected) in table {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn names_that_run_the_other_way_are_isolated() {
        assert_eq!(isolated("品質 Größe €"), "品質 Größe €");
        assert_eq!(isolated("مخطط"), "\u{2068}مخطط\u{2069}");
        assert!(isolated("x\u{202E}y").starts_with('\u{2068}'));
    }
}
