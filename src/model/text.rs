/// Longest name of a party or of what is supplied, in characters.
pub const MAX_NAME_CHARS: usize = 500;

/// Longest free text (note, purpose, need, promise), in characters.
pub const MAX_TEXT_CHARS: usize = 16_000;

/// A name as the map keeps it: control characters removed except the line break, blanks at the ends
/// removed, cut at [`MAX_NAME_CHARS`].
pub fn clean_line(text: &str) -> String {
    clean(text, MAX_NAME_CHARS)
}

/// A free text as the map keeps it: as [`clean_line`], but cut at [`MAX_TEXT_CHARS`].
pub fn clean_text(text: &str) -> String {
    clean(text, MAX_TEXT_CHARS)
}

/// The form in which two names are compared: lower case, every run of white space one blank.
pub fn fold_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The form by which names are put in order for people: as [`fold_name`], and numbers by their value, so that
/// “person 2” comes before “person 10”.
pub fn sort_name(name: &str) -> String {
    /// More digits than any number has that is counted.
    const DIGITS: usize = 20;
    let folded = fold_name(name);
    let mut sorted = String::with_capacity(folded.len() + DIGITS);
    let mut rest = folded.as_str();
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let (words, digits) = rest.split_at(begin);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let (number, after) = digits.split_at(end);
        sorted.push_str(words);
        sorted.extend(std::iter::repeat_n('0', DIGITS.saturating_sub(number.len())));
        sorted.push_str(number);
        rest = after;
    }
    sorted.push_str(rest);
    sorted
}

/// Whether [`fold_name`] makes `folded` of `name`; among many names that is found out without making it.
pub fn folds_to(name: &str, folded: &str) -> bool {
    if !name.is_ascii() {
        return fold_name(name) == folded;
    }
    let (mut words, mut wanted) = (name.split_whitespace(), folded.split_whitespace());
    loop {
        match (words.next(), wanted.next()) {
            (None, None) => return true,
            (Some(word), Some(wanted)) if word.eq_ignore_ascii_case(wanted) => {}
            _ => return false,
        }
    }
}

fn clean(text: &str, most: usize) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let kept: String = unified.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let cut: String = kept.trim().chars().take(most).collect();
    cut.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_control_characters_and_keep_line_breaks() {
        assert_eq!(clean_line("  Head\u{0} of\r\nsales\u{7} \n"), "Head of\nsales");
        assert_eq!(clean_line(&"x".repeat(600)).chars().count(), MAX_NAME_CHARS);
    }

    #[test]
    fn a_name_folds_to_what_it_is_folded_to_and_to_nothing_else() {
        let names = [
            "",
            " ",
            "Clerk",
            "  head\tOF  Sales\n",
            "head of",
            "ΟΔΟΣ",
            "Straße",
            "\u{212a}",
            "K",
            "a\u{b}b",
        ];
        for name in names {
            for other in names {
                let folded = fold_name(other);
                assert_eq!(folds_to(name, &folded), fold_name(name) == folded, "{name:?}, {other:?}");
            }
        }
    }

    #[test]
    fn numbers_in_names_are_put_in_order_by_their_value() {
        let mut names =
            ["person 10", "Person 2", "person", "person 2b", "a", "person 1 of 12", "person 1 of 3"];
        names.sort_by_key(|name| sort_name(name));
        let expected =
            ["a", "person", "person 1 of 3", "person 1 of 12", "Person 2", "person 2b", "person 10"];
        assert_eq!(names, expected);
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        let odd = format!("{} y", "x".repeat(MAX_NAME_CHARS - 1));
        assert_eq!(clean_line(&clean_line(&odd)), clean_line(&odd));
    }
}
