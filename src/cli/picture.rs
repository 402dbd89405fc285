use crate::arrange::{DrawnLine, Quality, quality};
use crate::model::{Organisation, PartyId, Rect};
use crate::platform::{FontMeasurer, Fonts};
use crate::scene::{Options, Scene, Theme, build};
use std::collections::HashMap;
use std::sync::Arc;

/// A map as it is drawn: the sizes that are placed are those that are seen.
pub(super) struct Picture<'a> {
    map: &'a Organisation,
    /// What is drawn.
    pub(super) scene: Scene,
    /// The fonts that it was measured with.
    pub(super) fonts: Arc<Fonts>,
}

impl<'a> Picture<'a> {
    pub(super) fn of(map: &'a Organisation, options: &Options, theme: &Theme) -> Self {
        let fonts = Arc::new(Fonts::default());
        let measurer = FontMeasurer::new(Arc::clone(&fonts));
        Self { map, scene: build(map, options, theme, &measurer), fonts }
    }

    /// Crossings, overlaps, lengths: of what is seen.
    pub(super) fn quality(&self) -> Quality {
        let shown: Vec<(PartyId, Rect)> =
            self.scene.party_boxes().map(|(id, shown)| (id, shown.rect)).collect();
        let index: HashMap<PartyId, u32> =
            shown.iter().enumerate().map(|(at, (id, _))| (*id, at as u32)).collect();
        let team_of = |id: &PartyId| index.get(&self.map.party(*id)?.team?).copied();
        let teams: Vec<Option<u32>> = shown.iter().map(|(id, _)| team_of(id)).collect();
        let boxes: Vec<Rect> = shown.iter().map(|(_, place)| *place).collect();
        let lines: Vec<DrawnLine> = self
            .map
            .supplies()
            .filter_map(|supply| {
                let line = self.scene.supply_line(supply.id)?;
                let is_drawn = line.bundle.as_ref().is_none_or(|bundle| bundle.drawn() == Some(supply.id));
                let path = line.path.clone();
                let (from, to) = (*index.get(&supply.supplier)?, *index.get(&supply.customer)?);
                is_drawn.then_some(DrawnLine { from, to, points: path })
            })
            .collect();
        quality(&boxes, &teams, &lines)
    }
}
