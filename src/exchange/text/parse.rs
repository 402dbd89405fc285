use super::{Detail, Line, Named, PartyRef, Statement, Step, lex};
use crate::exchange::SkippedLine;
use crate::model::{PartyKind, SupplyKind, clean_line, clean_text};

/// A text, line by line: what was understood and what was not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The title, if the first line is one.
    pub title: Option<String>,
    /// What was understood, in order.
    pub lines: Vec<Line>,
    /// What was not, with the reason.
    pub errors: Vec<SkippedLine>,
}

/// Reads `text`; nothing is looked up on any map, so that a preview can show what is meant.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    for (at, raw) in text.lines().enumerate() {
        let line = raw.trim();
        if let Some(remark) = line.strip_prefix('#') {
            if parsed.title.is_none() && parsed.lines.is_empty() && parsed.errors.is_empty() {
                parsed.title = Some(clean_line(&lex::unescaped(remark)));
            }
        } else if !line.is_empty()
            && let Err(reason) = parsed.read(at + 1, raw)
        {
            parsed.errors.push(SkippedLine { line: at + 1, reason: reason.to_owned() });
        }
    }
    parsed
}

impl Parsed {
    fn read(&mut self, number: usize, raw: &str) -> Result<(), &'static str> {
        let line = raw.trim();
        let indented = raw.starts_with([' ', '\t']);
        if indented
            && let Some(above) = self.lines.last_mut()
            && let Some(detail) = Detail::parse(line)
        {
            above.details.push((number, detail?));
            return Ok(());
        }
        let statement = statement(without_bullet(line))?;
        self.lines.push(Line { number, statement, details: Vec::new() });
        Ok(())
    }
}

/// Lists are often pasted with their dots or dashes.
fn without_bullet(line: &str) -> &str {
    ["- ", "* ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet)).unwrap_or(line).trim_start()
}

fn statement(line: &str) -> Result<Statement, &'static str> {
    let arrow = lex::first_arrow(line);
    let note = lex::first_note_sign(line);
    match (arrow, note) {
        (Some((_, arrow_at, _)), Some((_, note_at, _))) if arrow_at < note_at => chain(line),
        (_, Some((kind, at, after))) => {
            let (subjects, text) = line.split_at_checked(at).unwrap_or_default();
            let text = text.get(after - at..).unwrap_or_default();
            let text = clean_text(&lex::unescaped(text));
            Ok(Statement::Note { subjects: names(subjects)?, kind, text })
        }
        (Some(_), None) => chain(line),
        (None, None) if lex::split_once(line, ':').is_some() => {
            Err("There is no arrow. Write: supplier -> customer: what is supplied.")
        }
        (None, None) => Ok(Statement::Parties(names(line)?)),
    }
}

fn chain(line: &str) -> Result<Statement, &'static str> {
    let Some((mut kind, at, mut after)) = lex::first_arrow(line) else {
        return Err("There is no arrow. Write: supplier -> customer: what is supplied.");
    };
    let suppliers = names(line.get(..at).unwrap_or_default())?;
    let mut rest = line;
    let mut steps = Vec::new();
    loop {
        rest = rest.get(after..).unwrap_or_default();
        let next = lex::first_arrow(rest);
        let end = next.map_or(rest.len(), |(_, at, _)| at);
        steps.push(step(kind, rest.get(..end).unwrap_or_default())?);
        let Some((next_kind, _, next_after)) = next else { break };
        (kind, after) = (next_kind, next_after);
    }
    Ok(Statement::Chain { suppliers, steps })
}

fn step(kind: SupplyKind, text: &str) -> Result<Step, &'static str> {
    let (customers, what) = lex::split_once(text, ':').unwrap_or((text, ""));
    if lex::first_note_sign(customers).is_some() {
        return Err("A note on a supply goes on an indented line of its own, below the supply.");
    }
    Ok(Step { kind, customers: names(customers)?, what: clean_line(&lex::unescaped(what)) })
}

fn names(text: &str) -> Result<Vec<PartyRef>, &'static str> {
    if lex::split_once(text, ':').is_some() {
        return Err("What is supplied goes behind the customer: supplier -> customer: what.");
    }
    lex::split_names(text).into_iter().map(party).collect()
}

pub(super) fn party(text: &str) -> Result<PartyRef, &'static str> {
    let mut parts = lex::split_path(text);
    let last = parts.pop().unwrap_or_default().trim_end();
    let (last, kind) = match kind_suffix(last) {
        Some((kind, at)) => (last.get(..at).unwrap_or_default(), Some(kind)),
        None => (last, None),
    };
    let is_rooted = parts.first().is_some_and(|first| first.trim().is_empty());
    let around = parts.into_iter().skip(usize::from(is_rooted));
    Ok(PartyRef { is_rooted, path: around.map(named).collect::<Result<_, _>>()?, named: named(last)?, kind })
}

const NAME_MISSING: &str = "A name is missing. Write: supplier -> customer: what is supplied.";

fn named(text: &str) -> Result<Named, &'static str> {
    let (name, ordinal) = split_ordinal(text.trim());
    if name.trim().is_empty() {
        return Err(NAME_MISSING);
    }
    Ok(Named { name: clean_line(&lex::unescaped(name)), ordinal })
}

/// The kind in brackets at the end, and where the bracket opens. Other brackets belong to the name.
fn kind_suffix(text: &str) -> Option<(PartyKind, usize)> {
    let open = lex::last_plain(text, '(')?;
    Some((lex::kind_in_brackets(text.get(open..)?)?, open))
}

/// `Clerk #2` is the second Clerk.
fn split_ordinal(text: &str) -> (&str, usize) {
    let split = lex::last_plain(text, '#').and_then(|at| {
        let before = text.get(..at).filter(|before| before.ends_with(char::is_whitespace))?;
        let ordinal = text.get(at + 1..)?.parse().ok().filter(|ordinal| *ordinal > 0)?;
        Some((before, ordinal))
    });
    split.unwrap_or((text, 1))
}
