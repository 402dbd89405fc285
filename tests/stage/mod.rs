//! A window with nothing in it but the canvas.

use baton::action::{Action, Situation};
use baton::edit::{Command, perform};
use baton::model::{
    ElementId, IdSource, Organisation, Party, PartyId, PartyKind, Point, SequentialIds, Supply,
};
use baton::platform::{FontMeasurer, Fonts, Preferences};
use baton::scene::{Layer, NotesShown, Options, SceneBuilder, Theme};
use baton::ui::canvas::Canvas;
use baton::ui::{Intent, Intents, View};
use egui_kittest::Harness;
use std::collections::HashMap;
use std::sync::Arc;

/// The map, its picture and the canvas; carries out what the canvas asks for.
pub struct Stage {
    pub map: Organisation,
    pub selection: Vec<ElementId>,
    pub canvas: Canvas,
    pub steps: usize,
    pub is_read_only: bool,
    pub preferences: Preferences,
    pub theme: Theme,
    pub notes: NotesShown,
    revision: u64,
    intents: Intents,
    picture: SceneBuilder,
    measurer: Arc<FontMeasurer>,
}

impl Stage {
    pub fn new(map: Organisation) -> Self {
        Self::with(map, Theme::light(), Arc::new(Fonts::built_in_only()))
    }

    pub fn with(map: Organisation, theme: Theme, fonts: Arc<Fonts>) -> Self {
        let measurer = Arc::new(FontMeasurer::new(fonts));
        Self {
            picture: SceneBuilder::new(&map, Options::default(), theme.clone(), measurer.as_ref()),
            canvas: Canvas::new(Box::new(SequentialIds::after(1000)), measurer.clone()),
            selection: Vec::new(),
            steps: 0,
            is_read_only: false,
            notes: NotesShown::All,
            preferences: Preferences { reduced_motion: true, ..Preferences::default() },
            revision: 0,
            intents: Intents::default(),
            theme,
            measurer,
            map,
        }
    }

    /// Planner → Sales: weekly plan; Sales → Homeowner: offer.
    pub fn chain() -> Self {
        let mut ids = SequentialIds::default();
        let mut map = Organisation::default();
        let row = [
            (PartyKind::Role, "Planner", -300.0),
            (PartyKind::Role, "Sales", 0.0),
            (PartyKind::Buyer, "Homeowner", 300.0),
        ];
        let parties: Vec<PartyId> = row
            .into_iter()
            .map(|(kind, name, x)| {
                let party = Party::new(ids.party(), kind, name, Point::new(x, 0.0));
                let id = party.id;
                perform(&mut map, &Command::AddParty(party)).unwrap();
                id
            })
            .collect();
        for (from, to, what) in [(0, 1, "weekly plan"), (1, 2, "offer")] {
            let supply = Supply::new(ids.supply(), parties[from], parties[to], what);
            perform(&mut map, &Command::Connect(supply)).unwrap();
        }
        Self::new(map)
    }

    pub fn selected_names(&self) -> Vec<String> {
        self.selection
            .iter()
            .map(|element| match element {
                ElementId::Party(id) => self.map.party(*id).unwrap().name.clone(),
                ElementId::Supply(id) => self.map.supply(*id).unwrap().what.clone(),
                ElementId::Note(id) => self.map.note(*id).unwrap().text.clone(),
            })
            .collect()
    }

    pub fn place_of(&self, name: &str) -> Point {
        self.map.parties_named(name).next().unwrap().place
    }

    /// Where the badges of the only thing with notes are.
    pub fn badge_on_screen(&self) -> egui::Pos2 {
        let figures = self.picture.scene().figures();
        let badge = figures.iter().find(|figure| figure.depth.layer == Layer::Note).unwrap();
        self.canvas.camera().to_screen(badge.bounds.center())
    }

    /// Asks for an action, as a key or a menu would.
    pub fn act(&mut self, action: Action) {
        self.settle();
        self.intents.push(Intent::Do(action));
        self.settle();
    }

    /// Carries out what was asked for since the last frame.
    fn settle(&mut self) {
        for intent in self.intents.take() {
            match intent {
                Intent::Edit(command) | Intent::EditMerged(command, _) => self.edit(&command),
                Intent::Select(elements) => self.selection = elements,
                Intent::Do(action) => {
                    self.with_view(|canvas, view, intents| canvas.act(action, view, intents));
                }
                other => panic!("nobody here can {other:?}"),
            }
        }
        self.selection.retain(|element| self.map.contains(*element));
        let places: HashMap<PartyId, Point> = self.canvas.preview_places().iter().copied().collect();
        self.picture.preview(&self.map, places, self.measurer.as_ref());
    }

    fn edit(&mut self, command: &Command) {
        let done = perform(&mut self.map, command).unwrap();
        let changed: Vec<ElementId> = done.elements().collect();
        self.picture.update(&self.map, &changed, self.measurer.as_ref());
        self.revision += 1;
        self.steps += usize::from(!done.is_empty());
    }

    fn with_view<R>(&mut self, ask: impl FnOnce(&mut Canvas, &View, &mut Intents) -> R) -> R {
        let count =
            |is_wanted: fn(&ElementId) -> bool| self.selection.iter().filter(|e| is_wanted(e)).count();
        let situation = Situation {
            has_map: true,
            is_read_only: self.is_read_only,
            parties: self.map.parties().len(),
            selected_parties: count(|element| matches!(element, ElementId::Party(_))),
            selected_supplies: count(|element| matches!(element, ElementId::Supply(_))),
            is_on_canvas: true,
            ..Situation::default()
        };
        let scene = self.picture.scene();
        let plain = View::of(&self.map, scene, &self.theme, &self.preferences, &situation);
        let (selection, revision) = (self.selection.as_slice(), self.revision);
        let view = View { revision, selection, notes: self.notes, ..plain };
        ask(&mut self.canvas, &view, &mut self.intents)
    }
}

/// The stage in a window of 1000 × 700 points, settled.
pub fn on_stage(stage: Stage) -> Harness<'static, Stage> {
    let window = Harness::builder().with_size([1000.0, 700.0]).with_step_dt(1.0 / 60.0);
    let mut harness = window.build_ui_state(frame, stage);
    harness.run();
    harness
}

/// One frame: what was asked for in the last one is carried out, then the canvas is drawn.
pub fn frame(ui: &mut egui::Ui, stage: &mut Stage) {
    stage.settle();
    stage.with_view(|canvas, view, intents| canvas.show(ui, view, intents));
}
