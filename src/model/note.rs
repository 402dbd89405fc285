use super::{ElementId, NoteId, PartyId, SupplyId};
use std::fmt;

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteSubject {
    /// A party.
    Party(PartyId),
    /// A supply.
    Supply(SupplyId),
}

impl NoteSubject {
    /// The party or supply, as something on the map.
    pub fn element(self) -> ElementId {
        match self {
            Self::Party(id) => id.into(),
            Self::Supply(id) => id.into(),
        }
    }
}

/// What kind of feedback a note is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// Something that goes well.
    Praise,
    /// Something somebody needs.
    Need,
    /// Something that goes wrong.
    #[default]
    Problem,
    /// Something that could be.
    Idea,
    /// Something nobody in the room knows.
    Question,
}

impl NoteKind {
    /// Every kind, in the order in which menus list them.
    pub const ALL: [Self; 5] = [Self::Praise, Self::Need, Self::Problem, Self::Idea, Self::Question];

    /// The word for it in the interface and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Praise => "praise",
            Self::Need => "need",
            Self::Problem => "problem",
            Self::Idea => "idea",
            Self::Question => "question",
        }
    }

    /// The sign for it in the text grammar and on badges.
    pub fn sign(self) -> char {
        match self {
            Self::Praise => '+',
            Self::Need => '=',
            Self::Problem => '!',
            Self::Idea => '*',
            Self::Question => '?',
        }
    }
}

/// Who may see a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Everybody in the room.
    #[default]
    Room,
    /// The facilitator only: never on a projector, never in an export for others.
    Facilitator,
    /// Everybody, but not who said it.
    Anonymous,
}

impl Visibility {
    /// Every visibility, in the order in which menus list them.
    pub const ALL: [Self; 3] = [Self::Room, Self::Facilitator, Self::Anonymous];

    /// The words for it in the interface and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Facilitator => "facilitator only",
            Self::Anonymous => "anonymous",
        }
    }
}

/// Whether a note still asks for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NoteState {
    /// It does.
    #[default]
    Open,
    /// It does not.
    Resolved,
}

/// A day of the calendar, without a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year, 0 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Day {
    /// The day, if the calendar (Gregorian) has it.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((0..=9999).contains(&year) && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads `2026-11-23`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        Self::new(year, month, parts.next()?.parse().ok()?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Feedback on a party or a supply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What it is about.
    pub subject: NoteSubject,
    /// What kind of feedback.
    pub kind: NoteKind,
    /// What was said.
    pub text: String,
    /// Who says it.
    pub voice: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// Who takes care of it; with an owner or a due day the note is an action.
    pub owner: String,
    /// By when.
    pub due: Option<Day>,
    /// Whether it is done.
    pub state: NoteState,
}

impl Note {
    /// A note with a text, and nothing else said.
    pub fn new(id: NoteId, subject: NoteSubject, kind: NoteKind, text: impl Into<String>) -> Self {
        Self {
            id,
            subject,
            kind,
            text: text.into(),
            voice: String::new(),
            visibility: Visibility::default(),
            owner: String::new(),
            due: None,
            state: NoteState::default(),
        }
    }

    /// Whether somebody is to do something about it.
    pub fn is_action(&self) -> bool {
        !self.owner.is_empty() || self.due.is_some()
    }
}
