use super::bundles::{Bundles, Pair};
use super::bygone::Bygone;
use super::careful::CarefulLines;
use super::redraw::Stale;
use super::wiring::Wiring;
use super::{Depth, Options, Scene, TextMeasurer, Theme};
use crate::model::{ElementId, NoteId, NoteSubject, Organisation, PartyId, Point, Supply, SupplyId};
use rustc_hash::FxHashMap;
use std::collections::{BTreeSet, HashMap};

/// Keeps the picture of an organisation up to date; what an update costs grows with what changed.
#[derive(Debug)]
pub struct SceneBuilder {
    pub(super) theme: Theme,
    pub(super) dim: Theme,
    pub(super) options: Options,
    pub(super) scene: Scene,
    pub(super) bundles: Bundles,
    /// Where parties are while they are dragged.
    pub(super) preview: HashMap<PartyId, Point>,
    /// The teams around each party when it was last drawn.
    pub(super) teams_around: HashMap<PartyId, Vec<PartyId>>,
    /// Where the figure of each party lies between back and front.
    pub(super) party_depths: HashMap<PartyId, Depth>,
    /// How lines go round boxes, where that is known.
    pub(super) wiring: Option<Wiring>,
    /// The same, as it was each time before all lines were found afresh.
    pub(super) bygone: Bygone,
    /// The same along the other flow, as it was when the map turned last.
    pub(super) turned: Option<Wiring>,
    note_subjects: HashMap<NoteId, NoteSubject>,
    /// Supplier and customer of every supply, drawn or not: the words for both tell of it.
    supply_ends: FxHashMap<SupplyId, [PartyId; 2]>,
    /// Whether all lines are drawn together, however many they are.
    pub(super) takes_its_time: bool,
    /// Pairs whose lines are to be drawn as they were found with care.
    pub(super) waiting: Vec<Pair>,
    /// Lines whose words look for a place in a later frame.
    pub(super) seeking: BTreeSet<SupplyId>,
    /// Whether no lines are drawn before they are found with care.
    pub(super) holds_back: bool,
}

/// The picture of an organisation, every line drawn with care, however long that takes.
pub fn build(
    organisation: &Organisation,
    options: &Options,
    theme: &Theme,
    measurer: &dyn TextMeasurer,
) -> Scene {
    SceneBuilder::with_care(organisation, options.clone(), theme.clone(), None, measurer).scene
}

/// The same, with lines as they are on another picture of the map wherever they join the same boxes.
pub fn build_alike(
    organisation: &Organisation,
    options: &Options,
    theme: &Theme,
    lines: CarefulLines,
    measurer: &dyn TextMeasurer,
) -> Scene {
    SceneBuilder::with_care(organisation, options.clone(), theme.clone(), Some(lines), measurer).scene
}

impl SceneBuilder {
    /// The picture of `organisation`, ready to be kept up to date.
    pub fn new(
        organisation: &Organisation,
        options: Options,
        theme: Theme,
        measurer: &dyn TextMeasurer,
    ) -> Self {
        let mut builder = Self::empty(options, theme);
        builder.begin(organisation, None, measurer);
        builder
    }

    /// The same for a map that was just opened, with lines as they are on another picture of the map if there is one. If
    /// somebody has to bring [`careful_lines`](super::careful_lines), there are only boxes until then: lines would jump.
    pub fn of_new_map(
        organisation: &Organisation,
        options: Options,
        theme: Theme,
        lines: Option<CarefulLines>,
        measurer: &dyn TextMeasurer,
    ) -> Self {
        /// So many can be found while somebody looks at the boxes.
        const MOST_HELD_BACK: usize = 30_000;
        let holds_back = organisation.supplies().len() <= MOST_HELD_BACK;
        let mut builder = Self { holds_back, ..Self::empty(options, theme) };
        builder.begin(organisation, lines, measurer);
        builder
    }

    /// The picture of `organisation` with all its lines found at once, however many.
    pub(super) fn with_care(
        organisation: &Organisation,
        options: Options,
        theme: Theme,
        lines: Option<CarefulLines>,
        measurer: &dyn TextMeasurer,
    ) -> Self {
        let mut builder = Self { takes_its_time: true, ..Self::empty(options, theme) };
        builder.begin(organisation, lines, measurer);
        builder
    }

    fn begin(
        &mut self,
        organisation: &Organisation,
        lines: Option<CarefulLines>,
        measurer: &dyn TextMeasurer,
    ) {
        let flow = self.options.flow;
        self.wiring = lines.map(|lines| lines.0).filter(|wiring| wiring.prefers(flow));
        self.redraw_everything(organisation, measurer);
        self.holds_back &= self.wants_care();
    }

    /// The picture.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// What is shown at present.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The colours at present.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Shows something else of the organisation, or in other colours. Draws everything afresh.
    pub fn restyle(
        &mut self,
        organisation: &Organisation,
        options: Options,
        theme: Theme,
        measurer: &dyn TextMeasurer,
    ) {
        let is_same_theme = self.theme == theme;
        if is_same_theme && self.options == options {
            return;
        }
        let only_fanned = Options { fanned: self.options.fanned, ..options };
        let options = Options { fanned: options.fanned, ..only_fanned.clone() };
        if is_same_theme && self.options == only_fanned {
            self.fan_out(organisation, options.fanned, measurer);
            return;
        }
        if is_same_theme && self.relight(organisation, &options, measurer) {
            return;
        }
        let lines = self.wiring.take().map(CarefulLines);
        *self = Self {
            preview: std::mem::take(&mut self.preview),
            bygone: std::mem::take(&mut self.bygone),
            turned: self.turned.take(),
            holds_back: self.holds_back,
            ..Self::empty(options, theme)
        };
        self.begin(organisation, lines, measurer);
    }

    /// Fans out the bundle with this supply, and folds the one that is.
    fn fan_out(
        &mut self,
        organisation: &Organisation,
        fanned: Option<SupplyId>,
        measurer: &dyn TextMeasurer,
    ) {
        if self.options.fanned == fanned {
            return;
        }
        let both = [std::mem::replace(&mut self.options.fanned, fanned), fanned];
        let stale = Stale { noted: both.into_iter().flatten().collect(), ..Stale::default() };
        self.redraw(organisation, &stale, measurer);
    }

    /// Redraws `changed` (rows that were made, altered or removed) and whatever depends on it.
    pub fn update(
        &mut self,
        organisation: &Organisation,
        changed: &[ElementId],
        measurer: &dyn TextMeasurer,
    ) {
        let mut stale = Stale::default();
        for element in changed {
            match *element {
                ElementId::Party(id) => {
                    stale.parties.insert(id);
                    stale.parties.extend(organisation.descendants_of(id));
                }
                ElementId::Supply(id) => self.mark_supply(organisation, id, &mut stale),
                ElementId::Note(id) => self.mark_note(organisation, id, &mut stale),
            }
        }
        self.redraw(organisation, &stale, measurer);
    }

    /// Shows parties at other places than the map says, while they are dragged. An empty map ends it.
    pub fn preview(
        &mut self,
        organisation: &Organisation,
        places: HashMap<PartyId, Point>,
        measurer: &dyn TextMeasurer,
    ) {
        if self.preview == places {
            return;
        }
        let mut stale = Stale::default();
        stale.parties.extend(self.preview.keys().chain(places.keys()));
        self.preview = places;
        self.redraw(organisation, &stale, measurer);
    }

    fn empty(options: Options, theme: Theme) -> Self {
        Self {
            dim: theme.dimmed(),
            scene: Scene::empty(theme.canvas),
            theme,
            options,
            bundles: Bundles::default(),
            preview: HashMap::new(),
            teams_around: HashMap::new(),
            party_depths: HashMap::new(),
            wiring: None,
            bygone: Bygone::default(),
            turned: None,
            note_subjects: HashMap::new(),
            supply_ends: FxHashMap::default(),
            takes_its_time: false,
            waiting: Vec::new(),
            seeking: BTreeSet::new(),
            holds_back: false,
        }
    }

    fn redraw_everything(&mut self, organisation: &Organisation, measurer: &dyn TextMeasurer) {
        self.note_subjects = organisation.notes().map(|note| (note.id, note.subject)).collect();
        self.supply_ends = organisation.supplies().map(|supply| (supply.id, ends_of(supply))).collect();
        let stale = Stale {
            parties: organisation.parties().map(|party| party.id).collect(),
            everything: true,
            ..Stale::default()
        };
        self.redraw(organisation, &stale, measurer);
    }

    /// A supply changes the words of both its ends, the old ones and the new ones.
    fn mark_supply(&mut self, organisation: &Organisation, id: SupplyId, stale: &mut Stale) {
        stale.supplies.insert(id);
        if let Some(Pair(a, b)) = self.bundles.pair_of(id) {
            stale.parties.extend([a, b]);
        }
        let now = organisation.supply(id).map(ends_of);
        let before = match now {
            Some(ends) => self.supply_ends.insert(id, ends),
            None => self.supply_ends.remove(&id),
        };
        stale.parties.extend(now.into_iter().chain(before).flatten());
    }

    fn mark_note(&mut self, organisation: &Organisation, id: NoteId, stale: &mut Stale) {
        let now = organisation.note(id).map(|note| note.subject);
        let before = match now {
            Some(subject) => self.note_subjects.insert(id, subject),
            None => self.note_subjects.remove(&id),
        };
        for subject in now.into_iter().chain(before) {
            match subject {
                NoteSubject::Party(party) => _ = stale.parties.insert(party),
                NoteSubject::Supply(supply) => _ = stale.noted.insert(supply),
            }
        }
    }
}

fn ends_of(supply: &Supply) -> [PartyId; 2] {
    [supply.supplier, supply.customer]
}
