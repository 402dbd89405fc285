//! What one cell means: guarded against spreadsheets, lists, paths, yes and no.

use crate::model::{Organisation, PartyId, PartyKind, Rating};

/// A cell as it is written: an apostrophe before whatever a spreadsheet would take for a formula
/// (CWE-1236; OWASP, “CSV injection”).
pub(super) fn guarded(cell: &str) -> String {
    if needs_guard(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// The reverse of [`guarded`].
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => cell,
    }
}

/// Apostrophes before the sign count too, so that guarding and unguarding are each other's reverse.
fn needs_guard(cell: &str) -> bool {
    let formula =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\0' | '＝' | '＋' | '－' | '＠');
    cell.trim_start_matches('\'').starts_with(formula)
}

/// The parts of a cell that names several: separated by comma, semicolon, bar or line break.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// A team in its teams as one cell, outermost first: `Finance / Payroll`; `\` keeps a slash of a name.
pub(super) fn path_cell<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let escaped = |name: &str| name.replace('\\', "\\\\").replace('/', "\\/");
    names.map(escaped).collect::<Vec<_>>().join(" / ")
}

/// The reverse of [`path_cell`]; a slash without blanks around it belongs to the name.
pub(super) fn path(cell: &str) -> Vec<String> {
    let plain = |part: &str| part.trim().replace("\\/", "/").replace("\\\\", "\\");
    cell.split(" / ").map(plain).filter(|part| !part.is_empty()).collect()
}

/// A key of our own files: the id of a party.
pub(in crate::exchange) fn id_cell(party: PartyId) -> String {
    format!("{:032x}", party.as_u128())
}

/// The party of `map` with the id in a cell, if it is one of ours.
pub(in crate::exchange) fn party_id(cell: &str, map: &Organisation) -> Option<PartyId> {
    let bits = u128::from_str_radix(cell, 16).ok().filter(|_| cell.len() == 32)?;
    map.party(PartyId::from_u128(bits)).map(|party| party.id)
}

/// Whether a cell says yes; anything but yes, true, 1, x, or the name of its own column is no.
pub(super) fn is_yes(cell: &str, own_word: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    ["yes", "y", "true", "1", "x", own_word].contains(&cell.as_str())
}

/// A rating of 1 to 5, if the cell holds one.
pub(super) fn rating(cell: &str) -> Option<Rating> {
    cell.trim().parse().ok().and_then(Rating::new)
}

/// What a word from somebody else's list says a party is.
pub(in crate::exchange) fn party_kind(cell: &str) -> Option<PartyKind> {
    let word = cell.trim().replace(['_', '-'], " ").to_lowercase();
    let word = word.as_str();
    PartyKind::from_word(word).or(match word {
        "customer" | "external customer" | "client" | "end customer" | "consumer" => Some(PartyKind::Buyer),
        "vendor" | "external supplier" | "provider" => Some(PartyKind::Supplier),
        "citizen" | "recipient" | "society" | "public" => Some(PartyKind::Beneficiary),
        "funder" | "sponsor" => Some(PartyKind::Payer),
        "lead" | "potential customer" => Some(PartyKind::Prospect),
        "person" | "post" | "position" | "employee" | "job" | "function" => Some(PartyKind::Role),
        "department" | "unit" | "division" | "organisation" | "organization" | "section" => {
            Some(PartyKind::Team)
        }
        _ if word.ends_with("team") || word.ends_with("group") => Some(PartyKind::Team),
        _ => None,
    })
}

/// Whether a cell that should name somebody says that there is nobody: `XX`, `n/a`, `none`, `-` …
pub(super) fn is_nobody(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    ["xx", "x", "n/a", "n/d", "na", "nd", "none", "nobody", "null", "nil", "-", "–", "—", "."]
        .contains(&cell.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_written_as_text() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+49", "'+49"),
            ("＝x", "'＝x"),
            ("'=x", "''=x"),
            ("'quoted'", "'quoted'"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(guarded(cell), written);
            assert_eq!(unguarded(written), cell);
        }
    }

    #[test]
    fn a_slash_inside_a_name_is_no_step_of_the_path() {
        assert_eq!(path("Finance / Payroll"), ["Finance", "Payroll"]);
        assert_eq!(path("Other (ODT/ORU)"), ["Other (ODT/ORU)"]);
        assert_eq!(path(""), Vec::<String>::new());
    }

    #[test]
    fn words_of_other_lists_say_what_a_party_is() {
        for (word, kind) in [
            ("Buyer", Some(PartyKind::Buyer)),
            ("end-customer", Some(PartyKind::Buyer)),
            ("working-group", Some(PartyKind::Team)),
            ("marker-team", Some(PartyKind::Team)),
            ("Vendor", Some(PartyKind::Supplier)),
            ("hexagon", None),
        ] {
            assert_eq!(party_kind(word), kind, "{word}");
        }
    }

    proptest! {
        #[test]
        fn guarding_is_undone(cell in "['=+@a-]{0,6}|\\PC*") {
            let written = guarded(&cell);
            prop_assert_eq!(unguarded(&written), cell.as_str());
            prop_assert!(!written.starts_with(['=', '+', '-', '@']));
        }

        #[test]
        fn paths_come_back(names in proptest::collection::vec("[a-z/\\\\][a-z/ \\\\]{0,5}[a-z/\\\\]", 1..4)) {
            let cell = path_cell(names.iter().map(String::as_str));
            prop_assert_eq!(path(&cell), names);
        }
    }
}
