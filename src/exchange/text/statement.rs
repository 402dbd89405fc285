use super::Detail;
use crate::model::{NoteKind, PartyKind, SupplyKind};

/// One line that was understood, with what the indented lines below it add.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number in the text, counted from 1.
    pub number: usize,
    /// What it says.
    pub statement: Statement,
    /// What is said about it further down, each with its own line number.
    pub details: Vec<(usize, Detail)>,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// These parties exist.
    Parties(Vec<PartyRef>),
    /// Each of these supplies each of the next, and so on.
    Chain {
        /// Where it begins.
        suppliers: Vec<PartyRef>,
        /// Every hand-off.
        steps: Vec<Step>,
    },
    /// Feedback on each of these parties.
    Note {
        /// Whom it is about.
        subjects: Vec<PartyRef>,
        /// What kind of feedback.
        kind: NoteKind,
        /// What was said.
        text: String,
    },
}

/// One hand-off of a chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What flows.
    pub kind: SupplyKind,
    /// Who receives.
    pub customers: Vec<PartyRef>,
    /// What is supplied.
    pub what: String,
}

/// How a line speaks of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyRef {
    /// Whether the line begins at the top (`/ Clerk`), so that nothing lies around what it names first.
    pub is_rooted: bool,
    /// The teams around it, outermost first.
    pub path: Vec<Named>,
    /// Its own name.
    pub named: Named,
    /// What it is, if the line says so.
    pub kind: Option<PartyKind>,
}

/// A name, and which of several with this name is meant, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// 1 unless the line says `#2`, `#3` …
    pub ordinal: usize,
}
