use crate::action::{Action, Situation};
use crate::model::{ElementId, Organisation};
use crate::scene::NotesShown;
use crate::ui::Intent;
use crate::ui::widget::element_name;

/// What can be chosen in the palette.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// What is matched with what is typed.
    pub text: String,
    /// What stands at the right end: what it is, or its keys.
    pub detail: String,
    /// What is done.
    pub target: Target,
}

/// What an entry leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An action is carried out.
    Action(Action),
    /// A thing on the map is shown.
    Element(ElementId),
}

impl Target {
    pub fn intent(self) -> Intent {
        match self {
            Self::Action(action) => Intent::Do(action),
            Self::Element(element) => Intent::JumpTo(vec![element]),
        }
    }
}

/// Every action that can be carried out now; the palette itself is left out.
pub(super) fn action_entries(situation: &Situation, keys: impl Fn(Action) -> String) -> Vec<Entry> {
    let offered = Action::ALL.iter().copied().filter(|action| {
        action.is_available(situation) && !matches!(action, Action::CommandPalette | Action::Cancel)
    });
    let entry = |action: Action| {
        let (group, name) = (action.group().name(), action.name());
        Entry { text: format!("{group}: {name}"), detail: keys(action), target: Target::Action(action) }
    };
    offered.map(entry).collect()
}

/// Every party and supply, and the notes that may be seen.
pub(super) fn elements(map: &Organisation, shown: NotesShown) -> impl Iterator<Item = ElementId> {
    let parties = map.parties().map(|party| ElementId::from(party.id));
    let supplies = map.supplies().map(|supply| ElementId::from(supply.id));
    let notes = map.notes().filter(move |note| shown.includes(note)).map(|note| ElementId::from(note.id));
    parties.chain(supplies).chain(notes)
}

/// The entry of a thing on the map; `None` if it is gone.
pub(super) fn element_entry(map: &Organisation, element: ElementId) -> Option<Entry> {
    let word = match element {
        ElementId::Party(id) => map.party(id)?.kind.word(),
        ElementId::Supply(id) => map.supply(id)?.kind.word(),
        ElementId::Note(id) => map.note(id)?.kind.word(),
    };
    let target = Target::Element(element);
    Some(Entry { text: element_name(map, element), detail: word.to_owned(), target })
}
