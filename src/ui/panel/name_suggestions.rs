use crate::exchange::text::{NameBefore, name_before, spelled};
use crate::model::{Organisation, PartyId, fold_name};
use crate::ui::canvas::visual_text;
use crate::ui::fuzzy::ranked;
use egui::text::{CCursor, CCursorRange};
use egui::{Button, Id, Key, Modifiers, RichText, TextEdit, Ui, vec2};

/// As many names are offered.
const MOST: usize = 6;

/// Names on the map that may be meant by what is typed, the likeliest first.
#[derive(Clone, Debug, Default)]
pub(super) struct NameSuggestions {
    place: Option<NameBefore>,
    parties: Vec<PartyId>,
}

impl NameSuggestions {
    /// Those for the name before the cursor of the field `id`.
    pub fn new(ui: &Ui, id: Id, text: &str, map: &Organisation) -> Self {
        let place = cursor_of(ui, id, text).and_then(|cursor| name_before(text, cursor));
        let typed = place.as_ref().and_then(|place| text.get(place.range.clone())).unwrap_or_default();
        if typed.trim().is_empty() {
            return Self::default();
        }
        let known: Vec<(&str, PartyId)> =
            map.parties().map(|party| (party.name.as_str(), party.id)).collect();
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let found = ranked(typed, &names).into_iter().filter_map(|at| known.get(at));
        let is_whole = |name: &str| fold_name(name) == fold_name(typed); // nothing is left to complete
        let open = found.take(MOST).filter(|(name, _)| !is_whole(name));
        Self { parties: open.map(|(_, id)| *id).collect(), place }
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

/// Where the cursor is, in bytes; none if something is marked.
fn cursor_of(ui: &Ui, id: Id, text: &str) -> Option<usize> {
    let range = TextEdit::load_state(ui.ctx(), id)?.cursor.char_range()?;
    if range.primary.index != range.secondary.index {
        return None;
    }
    let letters = range.primary.index.0;
    Some(text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at))
}
