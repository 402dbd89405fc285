use super::entry::{Entry, Target, action_entries, element_entry, elements};
use super::names::Names;
use crate::action::{Action, Keyboard, Situation};
use crate::job::{Beside, Pace};
use crate::scene::NotesShown;
use crate::ui::fuzzy::ranked;
use crate::ui::{Intents, View};
use std::sync::Arc;

/// More rows than this nobody reads; typing another letter is faster.
const MOST_ROWS: usize = 60;
/// As many actions asked for lately come first.
const MOST_RECENT: usize = 6;

/// What the palette looks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteScope {
    /// Actions, parties, supplies and notes.
    Everything,
    /// Parties, supplies and notes.
    Map,
}

/// What the palette remembers.
#[derive(Debug, Default)]
pub struct PaletteDraft {
    pub(super) open: Option<PaletteScope>,
    pub(super) query: String,
    pub(super) cursor: usize,
    /// What can be chosen, as far as it is shown.
    pub(super) rows: Vec<Entry>,
    /// Enter was pressed; on a large map perhaps before it was known what there is.
    pub(super) is_chosen: bool,
    actions: Vec<Entry>,
    names: Beside<NotesShown, Names>,
    /// For what the rows were found: the state of the map, what was typed, and whether all names were known.
    found_for: Option<(u64, String, bool)>,
    recent: Vec<Action>,
}

impl PaletteDraft {
    /// Opens it, empty. The actions offered are those of `situation`, before the palette was open.
    pub fn open(&mut self, scope: PaletteScope, situation: &Situation) {
        let keys = |action: Action| action.shortcut().map_or_else(String::new, |k| k.text(Keyboard::here()));
        self.actions = match scope {
            PaletteScope::Everything => action_entries(situation, keys),
            PaletteScope::Map => Vec::new(),
        };
        // Asked for lately: first. The sort keeps the order of the others.
        let age = |entry: &Entry| self.recent.iter().position(|a| entry.target == Target::Action(*a));
        self.actions.sort_by_key(|entry| age(entry).unwrap_or(usize::MAX));
        self.open = Some(scope);
        self.query.clear();
        self.found_for = None;
        self.is_chosen = false;
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Brings the rows up to date with the map and with what is typed.
    pub(super) fn refresh(&mut self, view: &View, wake: impl FnOnce() + Send + 'static) {
        self.write_names(view, wake);
        let state = (view.revision, self.query.clone(), self.knows_names(view));
        if self.found_for.as_ref() != Some(&state) {
            self.rows = if self.query.trim().is_empty() { self.first(view) } else { self.meant(view) };
            self.cursor = 0;
            self.found_for = Some(state);
        }
    }

    /// Whether everything on the map is looked through; of a large one the names have to be written down before.
    pub(super) fn knows_names(&self, view: &View) -> bool {
        let (notes, at) = (&view.notes, view.revision);
        self.names.is_current(notes, at) || self.names.is_broken(notes, at)
    }

    /// Whether the row under the cursor is what is meant: a better one may still come while names are written down.
    pub(super) fn is_sure(&self, view: &View) -> bool {
        self.knows_names(view) || self.cursor > 0 || self.query.trim().is_empty()
    }

    /// Does what the row under the cursor stands for.
    pub(super) fn choose(&mut self, intents: &mut Intents) {
        self.is_chosen = false;
        let Some(entry) = self.rows.get(self.cursor) else { return };
        intents.push(entry.target.intent());
        if let Target::Action(action) = entry.target {
            self.recent.retain(|known| *known != action);
            self.recent.insert(0, action);
            self.recent.truncate(MOST_RECENT);
        }
        self.close();
    }

    pub(super) fn close(&mut self) {
        self.open = None;
        self.names.stop();
    }

    fn write_names(&mut self, view: &View, wake: impl FnOnce() + Send + 'static) {
        let notes = view.notes;
        let pace = Pace::on(view.organisation);
        let map = view.snapshot.map_or_else(|| Arc::new(view.organisation.clone()), Arc::clone);
        let work = move |progress: &crate::job::Progress| Names::of(&map, notes, || progress.is_cancelled());
        self.names.refresh(&notes, view.revision, pace, wake, work);
    }

    /// What is there while nothing is typed.
    fn first(&self, view: &View) -> Vec<Entry> {
        let map = view.organisation;
        let elements = elements(map, view.notes).filter_map(|element| element_entry(map, element));
        self.actions.iter().cloned().chain(elements).take(MOST_ROWS).collect()
    }

    /// What may be meant by what is typed, the likeliest first.
    fn meant(&self, view: &View) -> Vec<Entry> {
        let unknown = Names::default();
        let names = self.names.found(&view.notes).filter(|_| self.knows_names(view)).unwrap_or(&unknown);
        let actions = self.actions.iter().map(|entry| entry.text.as_str());
        let texts: Vec<&str> = actions.chain(names.texts.iter().map(String::as_str)).collect();
        let entry = |at: usize| match at.checked_sub(self.actions.len()) {
            None => self.actions.get(at).cloned(),
            Some(at) => element_entry(view.organisation, *names.elements.get(at)?),
        };
        ranked(&self.query, &texts).into_iter().take(MOST_ROWS).filter_map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Organisation, Party, PartyKind, Point, SequentialIds};
    use crate::platform::Preferences;
    use crate::scene::{EvenLetters, Options, Theme, build};
    use std::sync::mpsc::channel;

    const MANY: usize = 5_000;

    fn map_of(count: usize) -> Arc<Organisation> {
        let (mut map, mut ids) = (Organisation::default(), SequentialIds::default());
        for at in 0..count {
            let party = Party::new(ids.party(), PartyKind::Role, format!("Role {at}"), Point::default());
            map.put_party(party.into());
        }
        Arc::new(map)
    }

    /// Asks with a view of `map` at this `revision`.
    fn with_view(map: &Arc<Organisation>, revision: u64, ask: impl FnOnce(&View)) {
        let (theme, preferences, situation) = (Theme::light(), Preferences::default(), Situation::default());
        let scene = build(&Organisation::default(), &Options::default(), &theme, &EvenLetters);
        let view = View::of(map, &scene, &theme, &preferences, &situation);
        ask(&View { snapshot: Some(map), revision, ..view });
    }

    fn texts(draft: &PaletteDraft) -> Vec<&str> {
        draft.rows.iter().map(|row| row.text.as_str()).collect()
    }

    #[test]
    fn opening_on_a_large_map_makes_only_what_is_shown_and_the_names_come_from_beside() {
        let map = map_of(MANY);
        let (wake, woken) = channel();
        let mut draft = PaletteDraft::default();
        with_view(&map, 1, |view| {
            draft.open(PaletteScope::Map, view.situation);
            draft.refresh(view, move || wake.send(()).unwrap());
            assert_eq!((draft.rows.len(), texts(&draft)[0]), (MOST_ROWS, "Role 0"));
            assert!(!draft.knows_names(view), "they are being written down");
            draft.query = "Role 4999".to_owned();
            assert!(!draft.is_sure(view), "Enter waits for them");
            woken.recv().unwrap();
            draft.refresh(view, || ());
            assert_eq!((draft.knows_names(view), texts(&draft)[0]), (true, "Role 4999"));
            draft.close();
            draft.open(PaletteScope::Map, view.situation);
            draft.refresh(view, || panic!("the map is the same: its names are known"));
            assert!(draft.knows_names(view));
        });
    }

    #[test]
    fn after_an_edit_the_names_are_those_of_the_new_map() {
        let mut draft = PaletteDraft::default();
        for (revision, count, expected) in [(1, 2, None), (2, 3, Some("Role 2"))] {
            with_view(&map_of(count), revision, |view| {
                draft.open(PaletteScope::Map, view.situation);
                draft.query = "role 2".to_owned();
                draft.refresh(view, || ());
                assert_eq!(texts(&draft).first().copied(), expected);
            });
        }
    }

    #[test]
    fn what_is_chosen_lately_comes_first() {
        let mut draft = PaletteDraft::default();
        with_view(&map_of(1), 1, |view| {
            draft.open(PaletteScope::Everything, view.situation);
            draft.refresh(view, || ());
            draft.cursor = 3;
            let chosen = draft.rows[3].clone();
            draft.choose(&mut Intents::default());
            assert!(!draft.is_open());
            draft.open(PaletteScope::Everything, view.situation);
            draft.refresh(view, || ());
            assert_eq!(draft.rows[0], chosen);
        });
    }
}
