use super::sentence::party_name;
use crate::model::{Organisation, PartyId};

/// `1 hand-off`, `3 hand-offs`.
pub(super) fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// `A`, `A and B`, `A, B and C`, `A, B and 7 others`.
pub(super) fn listed(map: &Organisation, parties: &[PartyId]) -> String {
    listed_words(&parties.iter().map(|id| party_name(map, *id)).collect::<Vec<_>>())
}

/// The same for words.
pub(super) fn listed_words(words: &[String]) -> String {
    match words {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} others", rest.len()),
    }
}
