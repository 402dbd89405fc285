//! Where a name is being typed, and how a known one is written there.

use super::lex;
use super::write::Names;
use crate::model::{Organisation, PartyId};
use std::ops::Range;

/// A name that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameBefore {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Whether a team is named before it: `Finance / Pay`.
    pub is_in_team: bool,
}

/// The name that ends at `cursor` (in bytes); none where something else is being typed: what is supplied, a note.
pub fn name_before(text: &str, cursor: usize) -> Option<NameBefore> {
    let before = text.get(..cursor)?;
    let line = before.rsplit('\n').next()?;
    if line.starts_with([' ', '\t', '#']) {
        return None; // it says more about the line above it
    }
    let mut rest = line;
    while let Some((_, _, after)) = lex::first_arrow(rest) {
        rest = rest.get(after..)?;
    }
    if lex::split_once(rest, ':').is_some() || lex::first_note_sign(rest).is_some() {
        return None;
    }
    let name = lex::split_names(rest).pop()?;
    let mut path = lex::split_path(name);
    let last = path.pop()?.trim_start();
    Some(NameBefore { range: cursor - last.len()..cursor, is_in_team: !path.is_empty() })
}

/// How `party` is written where a name is being typed, so that just this party is meant.
pub fn spelled(map: &Organisation, party: PartyId, place: &NameBefore) -> String {
    let name = map.party(party).map(|party| party.name.as_str()).unwrap_or_default();
    if place.is_in_team { lex::escaped_name(name) } else { Names::new(map).short(party) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_completed_where_names_stand() {
        let table = [
            ("Pay", Some("Pay")),
            ("A -> De", Some("De")),
            ("A -> B, De", Some("De")),
            ("Finance / Pay", Some("Pay")),
            ("A ~> B ^ C", Some("C")),
            ("A -> ", Some("")),
            ("A -> B: wh", None),
            ("A -> B: w -> C", Some("C")),
            ("A ! late", None),
            ("  holder: An", None),
            ("# Kitch", None),
            ("A -> B\nDe", Some("De")),
        ];
        for (text, expected) in table {
            let found = name_before(text, text.len()).and_then(|place| text.get(place.range));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn only_what_is_before_the_cursor_counts() {
        let place = name_before("Pay -> Sales", 3).unwrap();
        assert_eq!((place.range, place.is_in_team), (0..3, false));
        assert!(name_before("Pay / Cl", 8).unwrap().is_in_team);
        assert!(name_before("é", 1).is_none(), "inside a letter there is no cursor");
    }
}
