//! Signs of the text format: finding them, taking their meaning away, giving it back.

use crate::model::{NoteKind, PartyKind, SupplyKind};

/// The byte positions of all signs that `\` does not precede.
fn plain_positions(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut escaped = false;
    text.char_indices().filter(move |(_, sign)| {
        let plain = !escaped && *sign != '\\';
        escaped = !escaped && *sign == '\\';
        plain
    })
}

/// Whether the sign at `at` stands between blanks or ends of the text.
fn stands_alone(text: &str, at: usize, sign: char) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + sign.len_utf8()..).and_then(|text| text.chars().next());
    before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace)
}

/// The first arrow: what flows, where it begins, where the text after it begins.
pub(super) fn first_arrow(text: &str) -> Option<(SupplyKind, usize, usize)> {
    plain_positions(text).find_map(|(at, sign)| {
        let followed = text.get(at + 1..).is_some_and(|rest| rest.starts_with('>'));
        match sign {
            '-' if followed => Some((SupplyKind::Delivers, at, at + 2)),
            '~' if followed => Some((SupplyKind::Informs, at, at + 2)),
            '^' if stands_alone(text, at, sign) => Some((SupplyKind::ReportsTo, at, at + 1)),
            _ => None,
        }
    })
}

/// The first sign of a note that stands alone: its kind, where it is, where the text after it begins.
pub(super) fn first_note_sign(text: &str) -> Option<(NoteKind, usize, usize)> {
    plain_positions(text).find_map(|(at, sign)| {
        let kind = NoteKind::ALL.into_iter().find(|kind| kind.sign() == sign)?;
        stands_alone(text, at, sign).then_some((kind, at, at + sign.len_utf8()))
    })
}

/// The text before and after the first plain `sign`.
pub(super) fn split_once(text: &str, sign: char) -> Option<(&str, &str)> {
    let (at, _) = plain_positions(text).find(|(_, found)| *found == sign)?;
    Some((text.get(..at)?, text.get(at + sign.len_utf8()..)?))
}

/// The parts between plain signs for which `is_border` holds.
pub(super) fn split(text: &str, is_border: impl Fn(&str, usize, char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, sign) in plain_positions(text).filter(|(at, sign)| is_border(text, *at, *sign)) {
        parts.extend(text.get(start..at));
        start = at + sign.len_utf8();
    }
    parts.extend(text.get(start..));
    parts
}

/// Several names: `Sales, Planning`.
pub(super) fn split_names(text: &str) -> Vec<&str> {
    split(text, |_, _, sign| sign == ',')
}

/// A path: `Finance / Payroll`; a slash inside a word belongs to the name.
pub(super) fn split_path(text: &str) -> Vec<&str> {
    split(text, |text, at, sign| sign == '/' && stands_alone(text, at, sign))
}

/// The position of the last plain `sign`.
pub(super) fn last_plain(text: &str, sign: char) -> Option<usize> {
    plain_positions(text).filter(|(_, found)| *found == sign).map(|(at, _)| at).last()
}

/// The text that was meant: without the escapes.
pub(super) fn unescaped(text: &str) -> String {
    let mut meant = String::with_capacity(text.len());
    let mut signs = text.trim().chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            meant.push(sign);
            continue;
        }
        match signs.next() {
            Some('n') => meant.push('\n'),
            Some('_') => {} // no name
            Some(plain) => meant.push(plain),
            None => meant.push('\\'),
        }
    }
    meant
}

/// Free text on one line: only line breaks and `\` itself are escaped.
pub(super) fn escaped_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n")
}

/// What is supplied: as [`escaped_text`], and nothing in it is read as an arrow.
pub(super) fn escaped_what(text: &str) -> String {
    escaped_where(text, is_arrow_part)
}

/// A name: nothing in it is read as a sign of the format.
pub(super) fn escaped_name(name: &str) -> String {
    if name.is_empty() {
        return "\\_".to_owned();
    }
    escaped_where(name, |text, at, sign| {
        let alone =
            matches!(sign, '/' | '!' | '+' | '?' | '*' | '=' | '-' | '•') && stands_alone(text, at, sign);
        let after_blank =
            text.get(..at).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        is_arrow_part(text, at, sign)
            || alone
            || matches!(sign, ',' | ':')
            || (sign == '#' && after_blank)
            || (sign == '(' && text.get(at..).and_then(kind_in_brackets).is_some())
    })
}

/// The kind that `(buyer)` names.
pub(super) fn kind_in_brackets(text: &str) -> Option<PartyKind> {
    PartyKind::from_word(text.strip_prefix('(')?.strip_suffix(')')?)
}

fn is_arrow_part(text: &str, at: usize, sign: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (sign == '>' && before.ends_with(['-', '~'])) || (sign == '^' && stands_alone(text, at, sign))
}

fn escaped_where(text: &str, is_sign: impl Fn(&str, usize, char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        match sign {
            '\n' => escaped.push_str("\\n"),
            '\\' => escaped.push_str("\\\\"),
            _ if is_sign(text, at, sign) => escaped.extend(['\\', sign]),
            _ => escaped.push(sign),
        }
    }
    escaped
}
