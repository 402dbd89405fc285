use super::ElementId;

/// Somebody said about a question for the room that it is not a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// Which question: the same words for the same question about the same place (the analysis makes
    /// them). Ids in it are written in hexadecimal, as [`Dismissal::id_word`] does.
    pub finding: String,
    /// How many places it had when it was set aside. It is asked again when there are more.
    pub count: u32,
}

/// The longest name of a question.
pub const MAX_FINDING_CHARS: usize = 500;

impl Dismissal {
    /// How an element is named inside [`Dismissal::finding`].
    pub fn id_word(element: ElementId) -> String {
        let bits = match element {
            ElementId::Party(id) => id.as_u128(),
            ElementId::Supply(id) => id.as_u128(),
            ElementId::Note(id) => id.as_u128(),
        };
        format!("{bits:x}")
    }

    /// The words of the question's name; some of them are ids.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.finding.split(' ')
    }
}
