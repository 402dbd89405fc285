use crate::edit::Command;
use crate::model::PartyId;
use thiserror::Error;

/// What a file would do to a map: nothing is changed until [`Import::command`] is carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Everything as one step: one command, one undo.
    pub command: Command,
    /// The parties that are new; they still need a place on the map.
    pub made: Vec<PartyId>,
    /// The parties of the map that are spoken of.
    pub found: Vec<PartyId>,
    /// The first things that are new, in words.
    pub news: News,
    /// What was made, found and skipped.
    pub report: Report,
}

/// What is new, in words, for a preview: [`News::MOST`] of each sort at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// New parties: “Payroll”, “Finance (team)”.
    pub parties: Vec<String>,
    /// New supplies: “Payroll → pay run → Sales”.
    pub supplies: Vec<String>,
    /// New notes: what is said.
    pub notes: Vec<String>,
}

impl News {
    /// So many of each sort are told.
    pub const MOST: usize = 12;
}

/// How many parties, supplies and notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Parties.
    pub parties: usize,
    /// Supplies.
    pub supplies: usize,
    /// Notes.
    pub notes: usize,
}

/// Something of one line that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedLine {
    /// The line in the file, counted from 1.
    pub line: usize,
    /// Why, as a sentence.
    pub reason: String,
}

/// What an import does, for the person who asked for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What is new.
    pub made: Tally,
    /// What was on the map already and is kept or brought up to date.
    pub found: Tally,
    /// What was left out, in the order of the lines.
    pub skipped: Vec<SkippedLine>,
    /// What the reader had to assume about the file as a whole.
    pub warnings: Vec<String>,
}

impl Report {
    /// The result in one sentence: “Made 21 parties and 190 supplies; 2 parties were there already.”
    pub fn sentence(&self) -> String {
        let made = tally_words(self.made).unwrap_or_else(|| "nothing new".to_owned());
        match tally_words(self.found) {
            Some(found) => format!("Made {made}; {found} already there."),
            None => format!("Made {made}."),
        }
    }

    /// Warns about the file as a whole, once for each sentence.
    pub(super) fn warn(&mut self, warning: String) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    pub(super) fn skip(&mut self, line: usize, reason: impl Into<String>) {
        self.skipped.push(SkippedLine { line, reason: reason.into() });
    }
}

fn tally_words(tally: Tally) -> Option<String> {
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let words: Vec<String> = [
        counted(tally.parties, "party", "parties"),
        counted(tally.supplies, "supply", "supplies"),
        counted(tally.notes, "note", "notes"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (last, rest) = words.split_last()?;
    Some(if rest.is_empty() { last.clone() } else { format!("{} and {last}", rest.join(", ")) })
}

/// Why a file cannot be read as a map. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// The bytes are something else than text.
    #[error("this is {0}, which cannot be read as a table; save it as CSV in the program it comes from")]
    NotText(&'static str),
    /// There is a heading at most.
    #[error("there is nothing to import; a table needs rows below its heading")]
    Empty,
    /// No line of a text makes sense.
    #[error("no line of it could be read; line {line}: {reason}")]
    NothingUnderstood {
        /// The first line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// No columns say who supplies whom, or who there is.
    #[error(
        "no column names a supplier and a customer, or a role and its boss (found: {0}); \
         call two of them “supplier” and “customer”, or “name” and “reports_to”"
    )]
    MissingColumns(String),
    /// The bytes are no diagram of this form.
    #[error("it cannot be read as {format}; line {line}: {reason}")]
    BrokenDiagram {
        /// What the form is called.
        format: &'static str,
        /// Where it stops making sense, counted from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// There is no box on the diagram.
    #[error("there is nothing to import; the {0} diagram has no boxes")]
    EmptyDiagram(&'static str),
    /// More than the program is made for.
    #[error("the table has more than {0} rows; split it and import the parts")]
    TooLarge(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_one_sentence() {
        let mut report = Report::default();
        assert_eq!(report.sentence(), "Made nothing new.");
        report.made = Tally { parties: 21, supplies: 1, notes: 2 };
        report.found.parties = 1;
        assert_eq!(report.sentence(), "Made 21 parties, 1 supply and 2 notes; 1 party already there.");
    }
}
