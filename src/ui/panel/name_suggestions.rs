use crate::exchange::text::{NameBefore, name_before, spelled};
use crate::model::{Organisation, PartyId, fold_name, folds_to};
use crate::ui::View;
use crate::ui::canvas::visual_text;
use crate::ui::fuzzy::ranked;
use egui::text::{CCursor, CCursorRange};
use egui::{Button, Id, Key, Modifiers, RichText, TextEdit, Ui, vec2};

/// As many names are offered.
const MOST: usize = 6;

/// Names on the map that may be meant by what is typed, the likeliest first.
#[derive(Clone, Debug, Default)]
pub(super) struct NameSuggestions {
    /// Where a name is being typed, if one is.
    place: Option<NameBefore>,
    /// What was typed there, on the map of which revision.
    typed: (u64, String),
    parties: Vec<PartyId>,
}

impl NameSuggestions {
    /// Looks for those for the name before the cursor of the field `id`, if that has changed.
    pub fn refresh(&mut self, ui: &Ui, id: Id, text: &str, view: &View) {
        let place = cursor_of(ui, id, text).and_then(|cursor| name_before(text, cursor));
        let name = place.as_ref().and_then(|place| text.get(place.range.clone())).unwrap_or_default();
        if self.typed.0 != view.revision || self.typed.1 != name {
            self.parties = meant(name, view.organisation);
            self.typed = (view.revision, name.to_owned());
        }
        self.place = place;
    }

    /// Nothing is typed now.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether there is anything to choose.
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty()
    }

    /// Writes the likeliest name when Tab is pressed. To be called before the field is drawn.
    pub fn take_tab(&self, ui: &Ui, id: Id, text: &mut String, map: &Organisation) -> bool {
        let Some(first) = self.parties.first() else { return false };
        let is_taken = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab));
        if is_taken {
            self.write(ui, id, text, map, *first);
        }
        is_taken
    }

    /// Draws what may be meant; a click writes it.
    pub fn show(&self, ui: &mut Ui, id: Id, text: &mut String, map: &Organisation) {
        if self.is_empty() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            ui.label(RichText::new("Tab for").small().weak());
            for (at, party) in self.parties.iter().enumerate() {
                let Some(name) = map.party(*party).map(|party| party.name.replace('\n', " ")) else {
                    continue;
                };
                let button = Button::selectable(at == 0, RichText::new(visual_text(&name)).small()).small();
                if ui.add(button).on_hover_text("Complete the name").clicked() {
                    self.write(ui, id, text, map, *party);
                }
            }
        });
    }

    fn write(&self, ui: &Ui, id: Id, text: &mut String, map: &Organisation, party: PartyId) {
        let Some(place) = self.place.as_ref().filter(|place| text.get(place.range.clone()).is_some()) else {
            return;
        };
        let name = spelled(map, party, place);
        let end = place.range.start + name.len();
        text.replace_range(place.range.clone(), &name);
        let letters = text.get(..end).map_or(0, |before| before.chars().count());
        let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(letters))));
        state.store(ui.ctx(), id);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn meant(typed: &str, map: &Organisation) -> Vec<PartyId> {
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let (names, ids): (Vec<&str>, Vec<PartyId>) =
        map.parties().map(|party| (party.name.as_str(), party.id)).unzip();
    let whole = fold_name(typed); // nothing is left to complete
    let found = ranked(typed, &names).into_iter().take(MOST);
    found.filter(|at| !folds_to(names[*at], &whole)).map(|at| ids[at]).collect()
}

/// Where the cursor is, in bytes; none if something is marked.
fn cursor_of(ui: &Ui, id: Id, text: &str) -> Option<usize> {
    let range = TextEdit::load_state(ui.ctx(), id)?.cursor.char_range()?;
    if range.primary.index != range.secondary.index {
        return None;
    }
    let letters = range.primary.index.0;
    Some(text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at))
}
