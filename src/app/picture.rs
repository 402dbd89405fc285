use crate::model::{ElementId, Organisation, PartyId, Point};
use crate::platform::{FontMeasurer, Fonts};
use crate::scene::{Options, Scene, SceneBuilder, Theme};
use std::collections::HashMap;
use std::sync::Arc;

/// The picture of the open map, drawn afresh only where something has changed.
pub(super) struct Picture {
    fonts: Arc<Fonts>,
    measurer: Arc<FontMeasurer>,
    builder: SceneBuilder,
    /// What has changed since the picture was drawn; nothing is known of a map that was just opened.
    changed: Vec<ElementId>,
    is_new_map: bool,
    preview: HashMap<PartyId, Point>,
}

impl Picture {
    pub fn new() -> Self {
        let fonts = Arc::new(Fonts::default());
        let measurer = Arc::new(FontMeasurer::new(Arc::clone(&fonts)));
        let nothing = Organisation::default();
        let builder = SceneBuilder::new(&nothing, Options::default(), Theme::light(), measurer.as_ref());
        Self { fonts, measurer, builder, changed: Vec::new(), is_new_map: true, preview: HashMap::new() }
    }

    /// The same map for somebody else: drawn with the same fonts, still empty.
    pub fn beside(&self) -> Self {
        let nothing = Organisation::default();
        let theme = self.theme().clone();
        let builder = SceneBuilder::new(&nothing, Options::default(), theme, self.measurer.as_ref());
        let (fonts, measurer) = (Arc::clone(&self.fonts), Arc::clone(&self.measurer));
        Self { fonts, measurer, builder, changed: Vec::new(), is_new_map: true, preview: HashMap::new() }
    }

    pub fn scene(&self) -> &Scene {
        self.builder.scene()
    }

    pub fn theme(&self) -> &Theme {
        self.builder.theme()
    }

    pub fn fonts(&self) -> &Arc<Fonts> {
        &self.fonts
    }

    pub fn measurer(&self) -> Arc<FontMeasurer> {
        Arc::clone(&self.measurer)
    }

    /// Another map is open.
    pub fn begin_map(&mut self) {
        self.is_new_map = true;
        self.changed.clear();
        self.preview.clear();
    }

    /// These rows have changed.
    pub fn mark(&mut self, changed: &[ElementId]) {
        self.changed.extend(changed);
    }

    /// Finds fonts for a text that is shown somewhere in the window.
    pub fn cover_text(&self, text: &str) {
        self.fonts.cover(text);
    }

    /// Finds fonts for texts that are not drawn on the map but listed beside it.
    fn cover(&self, map: &Organisation, elements: impl Iterator<Item = ElementId>) {
        let cover = |texts: &[&str]| {
            self.fonts.cover(&texts.concat());
        };
        for element in elements {
            match element {
                ElementId::Party(id) => {
                    map.party(id).into_iter().for_each(|p| cover(&[&p.name, &p.holder, &p.purpose]));
                }
                ElementId::Supply(id) => {
                    let supply = map.supply(id).into_iter();
                    supply.for_each(|s| cover(&[&s.what, &s.terms.need, &s.terms.promise, &s.terms.quality]));
                }
                ElementId::Note(id) => {
                    map.note(id).into_iter().for_each(|n| cover(&[&n.text, &n.voice, &n.owner]));
                }
            }
        }
    }

    /// Shows parties at these places while they are dragged; whether that changed anything.
    pub fn preview(&mut self, map: &Organisation, places: &[(PartyId, Point)]) -> bool {
        let is_same = self.preview.len() == places.len()
            && places.iter().all(|(id, place)| self.preview.get(id) == Some(place));
        if is_same {
            return false;
        }
        self.preview = places.iter().copied().collect();
        self.builder.preview(map, self.preview.clone(), self.measurer.as_ref());
        true
    }

    /// Draws afresh what has changed; whether anything has.
    pub fn refresh(&mut self, map: &Organisation, options: Options, theme: Theme) -> bool {
        let changed = std::mem::take(&mut self.changed);
        if std::mem::take(&mut self.is_new_map) {
            let parties = map.parties().map(|party| ElementId::Party(party.id));
            let supplies = map.supplies().map(|supply| ElementId::Supply(supply.id));
            let notes = map.notes().map(|note| ElementId::Note(note.id));
            self.cover(map, parties.chain(supplies).chain(notes));
            self.builder = SceneBuilder::new(map, options, theme, self.measurer.as_ref());
            return true;
        }
        let is_different = *self.builder.options() != options || *self.builder.theme() != theme;
        if !changed.is_empty() {
            self.cover(map, changed.iter().copied());
            self.builder.update(map, &changed, self.measurer.as_ref());
        }
        if is_different {
            self.builder.restyle(map, options, theme, self.measurer.as_ref());
        }
        is_different || !changed.is_empty()
    }
}
