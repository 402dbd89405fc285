//! Which of many names a person means who typed a part of one.

use neo_frizbee::{CaseMatching, Config, Matcher};

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
    // Of two that match alike, the shorter one has less that was not typed.
    matches.sort_by_key(|m| {
        let length = texts.get(m.index as usize).map_or(usize::MAX, |text| text.len());
        (std::cmp::Reverse(m.exact), std::cmp::Reverse(m.score), length, m.index)
    });
    matches.into_iter().map(|m| m.index as usize).collect()
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
    fn nothing_typed_lists_everything_in_order() {
        assert_eq!(ranked("  ", &["b", "a"]), [0, 1]);
    }
}
