//! Which of many names a person means who typed a part of one.

use neo_frizbee::{CaseMatching, Config, Matcher};
use std::cmp::Reverse;

/// Which of `texts` a person who typed `typed` may mean, the likeliest first, as indices.
///
/// Letters must come in the typed order, with gaps allowed; case does not matter. Nothing typed: all, in order.
pub fn ranked<S: AsRef<str>>(typed: &str, texts: &[S]) -> Vec<usize> {
    let typed = typed.trim();
    if typed.is_empty() {
        return (0..texts.len()).collect();
    }
    let config = Config { casing: CaseMatching::Ignore, ..Config::default() };
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    let mut matches = Matcher::new(typed, &config).match_list(&texts);
    let begun = typed.to_lowercase();
    // Whoever types the beginning of a word means that word. Of two that match alike, the shorter one has less that
    // was not typed.
    matches.sort_by_cached_key(|m| {
        let text = texts.get(m.index as usize).copied().unwrap_or_default();
        (Reverse(m.exact), !begins_a_word(text, &begun), Reverse(m.score), text.len(), m.index)
    });
    matches.into_iter().map(|m| m.index as usize).collect()
}

/// Whether a word of `text`, and what follows it, begins with `begun`, which is in small letters.
fn begins_a_word(text: &str, begun: &str) -> bool {
    let text = text.to_lowercase();
    let mut places = text.match_indices(begun);
    places.any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_comes_first() {
        let names = ["Delivery crew", "Depot", "Planner", "Crew", "Zoë Müller", "計画"];
        let table = [
            ("crew", vec!["Crew", "Delivery crew"]),
            ("dcrew", vec!["Delivery crew"]),
            ("PLAN", vec!["Planner"]),
            ("müll", vec!["Zoë Müller"]),
            ("計", vec!["計画"]),
            ("xyz", vec![]),
        ];
        for (typed, expected) in table {
            let found: Vec<&str> = ranked(typed, &names).into_iter().map(|index| names[index]).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn the_beginning_of_a_word_counts_more_than_its_middle() {
        let names = ["View: Next area", "Create: Role", "File: Export a picture…", "Rate"];
        let first = |typed| ranked(typed, &names).first().map(|index| names[*index]);
        assert_eq!(first("ex"), Some("File: Export a picture…"));
        assert_eq!(first("rate"), Some("Rate"));
        assert_eq!(first("area"), Some("View: Next area"));
    }

    #[test]
    fn nothing_typed_lists_everything_in_order() {
        assert_eq!(ranked("  ", &["b", "a"]), [0, 1]);
    }
}
