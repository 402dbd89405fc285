use baton::action::Situation;
use baton::model::{
    ElementId, IdSource, Organisation, Party, PartyId, PartyKind, Point, SequentialIds, Supply,
};
use baton::platform::{FontMeasurer, Fonts, Preferences};
use baton::scene::{Emphasis, Lit, Options, SceneBuilder, TextMeasurer, Theme, Way, careful_lines};
use baton::ui::canvas::Canvas;
use baton::ui::{Intent, Intents, View};
use std::collections::HashMap;
use std::sync::Arc;

/// A large map with its picture and the canvas, as the window has them.
pub struct Room {
    map: Organisation,
    selection: Vec<ElementId>,
    picture: SceneBuilder,
    canvas: Canvas,
    measurer: Arc<FontMeasurer>,
    middle: Point,
}

impl Room {
    /// Parties on a grid, supplies between near ones.
    pub fn new(parties: u32, supplies: u32) -> Self {
        let mut ids = SequentialIds::default();
        let mut map = Organisation::default();
        // As wide as the window is for its height.
        let columns = (f64::from(parties) * 0.72).sqrt().ceil() as u32;
        let places =
            (0..parties).map(|at| Point::new((at % columns) as f32 * 260.0, (at / columns) as f32 * 110.0));
        let all: Vec<(PartyId, Point)> = places.map(|place| (ids.party(), place)).collect();
        for (at, (id, place)) in all.iter().enumerate() {
            map.put_party(Party::new(*id, PartyKind::Role, format!("Role {at}"), *place).into());
        }
        for (from, to) in Self::pairs(parties, supplies) {
            let (from, to) = (all[from as usize].0, all[to as usize].0);
            map.put_supply(Supply::new(ids.supply(), from, to, "order").into());
        }
        let measurer = Arc::new(FontMeasurer::new(Arc::new(Fonts::built_in_only())));
        Self {
            picture: picture(&map, measurer.as_ref()),
            canvas: Canvas::new(Box::new(SequentialIds::after(1 << 40)), measurer.clone()),
            selection: Vec::new(),
            middle: all[(parties / 2 + columns / 2) as usize].1,
            measurer,
            map,
        }
    }

    /// Who supplies whom: the next two, and now and then somebody far away.
    pub fn pairs(parties: u32, supplies: u32) -> impl Iterator<Item = (u32, u32)> {
        (0..supplies).map(move |at| {
            let from = at % parties;
            let step = if at % 97 == 0 { 1_000 } else { 1 + at / parties * 40 };
            (from, (from + step) % parties)
        })
    }

    /// Moves a party for good and brings the picture up to date, as after every edit.
    pub fn edit(&mut self, step: f32) {
        let Some(party) = self.map.parties().nth(self.map.parties().len() / 2).cloned() else { return };
        let (id, place) = (party.id, party.place.moved(step, step));
        self.map.put_party(Party { place, ..party }.into());
        self.picture.update(&self.map, &[id.into()], self.measurer.as_ref());
    }

    /// Lights a trace of so many parties from the first one on, or none.
    pub fn light(&mut self, parties: Option<u32>) {
        let emphasis = parties.map(|parties| {
            let reached: Vec<PartyId> =
                self.map.parties().map(|party| party.id).take(parties as usize).collect();
            let lit = |(id, ring): (&PartyId, u32)| (*id, Lit { way: Way::Downstream, ring });
            let supplies = reached.iter().flat_map(|id| self.map.supplies_from(*id));
            let inside = supplies.filter(|supply| reached.contains(&supply.customer));
            Arc::new(Emphasis {
                origins: reached.iter().take(1).copied().collect(),
                supplies: inside.map(|supply| (supply.id, Way::Downstream)).collect(),
                parties: reached.iter().skip(1).zip(1..).map(lit).collect(),
                lens: None,
            })
        });
        let options = Options { emphasis, ..self.picture.options().clone() };
        self.picture.restyle(&self.map, options, self.picture.theme().clone(), self.measurer.as_ref());
    }

    /// One frame, as the window makes it: the picture follows, then the canvas is shown.
    pub fn show(&mut self, ui: &mut egui::Ui) {
        let places: HashMap<PartyId, Point> = self.canvas.preview_places().iter().copied().collect();
        self.picture.preview(&self.map, places, self.measurer.as_ref());
        let situation = Situation {
            has_map: true,
            parties: self.map.parties().len(),
            selected_parties: self.selection.len(),
            is_on_canvas: true,
            ..Situation::default()
        };
        let mut intents = Intents::default();
        let (preferences, picture) = (Preferences::default(), &self.picture);
        let plain = View::of(&self.map, picture.scene(), picture.theme(), &preferences, &situation);
        let view = View { selection: &self.selection, ..plain };
        self.canvas.show(ui, &view, &mut intents);
        for intent in intents.take() {
            if let Intent::Select(elements) = intent {
                self.selection = elements;
            }
        }
    }

    /// Where a party in the middle of the map is on the screen.
    pub fn on_screen_of_middle(&self) -> egui::Pos2 {
        self.canvas.camera().to_screen(self.middle)
    }

    /// Screen points per map unit.
    pub fn zoom(&self) -> f32 {
        self.canvas.camera().zoom()
    }

    /// Whether something follows the pointer.
    pub fn is_dragging(&self) -> bool {
        !self.canvas.preview_places().is_empty()
    }
}

/// The picture as the window has it after a while: all lines go round boxes.
fn picture(map: &Organisation, measurer: &dyn TextMeasurer) -> SceneBuilder {
    let (options, theme) = (Options::default(), Theme::light());
    let mut picture = SceneBuilder::new(map, options.clone(), theme.clone(), measurer);
    if let Some(lines) = careful_lines(map, &options, &theme, measurer).filter(|_| picture.wants_care()) {
        picture.take_care(map, lines);
        while picture.go_on(map, measurer, 10_000, || false) {}
    }
    picture
}
