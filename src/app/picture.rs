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

    /// Shows parties at these places while they are dragged.
    pub fn preview(&mut self, map: &Organisation, places: &[(PartyId, Point)]) {
        let is_same = self.preview.len() == places.len()
            && places.iter().all(|(id, place)| self.preview.get(id) == Some(place));
        if is_same {
            return;
        }
        self.preview = places.iter().copied().collect();
        self.builder.preview(map, self.preview.clone(), self.measurer.as_ref());
    }

    pub fn refresh(&mut self, map: &Organisation, options: Options, theme: Theme) {
        let changed = std::mem::take(&mut self.changed);
        if std::mem::take(&mut self.is_new_map) {
            self.builder = SceneBuilder::new(map, options, theme, self.measurer.as_ref());
            return;
        }
        if !changed.is_empty() {
            self.builder.update(map, &changed, self.measurer.as_ref());
        }
        // Looks first whether anything is different.
        self.builder.restyle(map, options, theme, self.measurer.as_ref());
    }
}
