use crate::arrange::{DrawnLine, Quality, quality, route};
use crate::model::{Flow, Organisation, PartyId, Rect};
use crate::platform::{FontMeasurer, Fonts};
use crate::scene::{Options, PartyBox, Scene, SupplyLine, Theme, build};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

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

    /// How long the ways of all lines take by themselves, between the boxes as they are drawn.
    pub(super) fn time_routes(&self, flow: Flow) -> Duration {
        let shown: Vec<(PartyId, &PartyBox)> = self.scene.party_boxes().collect();
        let index: HashMap<PartyId, u32> =
            shown.iter().enumerate().map(|(at, (id, _))| (*id, at as u32)).collect();
        // Lines go round the titles of teams too.
        let titles = shown.iter().filter_map(|(_, place)| place.title);
        let boxes: Vec<Rect> = shown.iter().map(|(_, place)| place.rect).chain(titles).collect();
        let mut is_frame: Vec<bool> = shown.iter().map(|(_, place)| place.is_frame()).collect();
        is_frame.resize(boxes.len(), false);
        let ends: Vec<(u32, u32)> = self.drawn_lines(&index).map(|(_, ends)| ends).collect();
        let begun = Instant::now();
        let routes = route(&boxes, &is_frame, &ends, flow);
        let took = begun.elapsed();
        drop(routes);
        took
    }

    /// Every supply that has a line of its own, and the boxes that it joins.
    fn drawn_lines(&self, index: &HashMap<PartyId, u32>) -> impl Iterator<Item = (&SupplyLine, (u32, u32))> {
        self.map.supplies().filter_map(|supply| {
            let line = self.scene.supply_line(supply.id)?;
            let is_drawn = line.bundle.as_ref().is_none_or(|bundle| bundle.drawn() == Some(supply.id));
            let ends = (*index.get(&supply.supplier)?, *index.get(&supply.customer)?);
            is_drawn.then_some((line, ends))
        })
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
        let drawn = |(line, (from, to)): (&SupplyLine, _)| DrawnLine { from, to, points: line.path.clone() };
        let lines: Vec<DrawnLine> = self.drawn_lines(&index).map(drawn).collect();
        quality(&boxes, &teams, &lines)
    }
}
