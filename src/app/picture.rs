use crate::document::Waker;
use crate::job::{Ending, Job};
use crate::model::{ElementId, Organisation, PartyId, Point};
use crate::platform::{FontMeasurer, Fonts};
use crate::scene::{CarefulLines, Legend, Options, Scene, SceneBuilder, Theme, careful_lines};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The picture of the open map, drawn afresh only where something has changed.
pub(super) struct Picture {
    fonts: Arc<Fonts>,
    measurer: Arc<FontMeasurer>,
    builder: SceneBuilder,
    /// What has changed since the picture was drawn; nothing is known of a map that was just opened.
    changed: Vec<ElementId>,
    is_new_map: bool,
    preview: HashMap<PartyId, Point>,
    /// What the picture means; none where it is not wanted or not known yet.
    legend: Option<Legend>,
    care: Care,
    /// How lines run on a picture to which this one is to be alike from the beginning.
    lines: Option<CarefulLines>,
}

/// Lines of a large map, whose ways are found beside the window, once; edits are followed in the window.
#[derive(Default)]
struct Care {
    job: Option<Job<Option<CarefulLines>>>,
    /// It did not work: the lines stay as they are.
    is_given_up: bool,
}

impl Picture {
    pub fn new() -> Self {
        let fonts = Arc::new(Fonts::default());
        let measurer = Arc::new(FontMeasurer::new(Arc::clone(&fonts)));
        Self::empty(fonts, measurer, Theme::light())
    }

    /// The same map for somebody else: drawn with the same fonts, still empty; lines will run as they do here.
    pub fn beside(&self) -> Self {
        let empty = Self::empty(Arc::clone(&self.fonts), Arc::clone(&self.measurer), self.theme().clone());
        Self { lines: self.builder.lines(), ..empty }
    }

    fn empty(fonts: Arc<Fonts>, measurer: Arc<FontMeasurer>, theme: Theme) -> Self {
        let nothing = Organisation::default();
        Self {
            builder: SceneBuilder::new(&nothing, Options::default(), theme, measurer.as_ref()),
            fonts,
            measurer,
            changed: Vec::new(),
            is_new_map: true,
            preview: HashMap::new(),
            legend: None,
            care: Care::default(),
            lines: None,
        }
    }

    /// Whether the ways of all lines are being found beside the window.
    pub fn is_looking_for_lines(&self) -> bool {
        self.care.job.is_some()
    }

    /// What to say about that, if it takes long.
    pub fn notice(&self) -> Option<&'static str> {
        let is_slow = self.care.job.as_ref().is_some_and(Job::is_noticeable);
        is_slow.then_some("Lines look for their ways round the boxes …")
    }

    /// The ways of all lines, as far as they are known, for another picture of the map that is to look alike.
    pub fn lines(&self) -> Option<CarefulLines> {
        self.builder.lines()
    }

    pub fn scene(&self) -> &Scene {
        self.builder.scene()
    }

    /// The same picture, made from nothing.
    #[cfg(test)]
    pub fn afresh(&self, map: &Organisation) -> Scene {
        crate::scene::build(map, self.builder.options(), self.theme(), self.measurer.as_ref())
    }

    pub fn legend(&self) -> Option<&Legend> {
        self.legend.as_ref()
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
        self.care = Care::default();
        self.lines = None;
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

    /// Explains what is on the picture, if that `is_wanted`.
    pub fn explain(&mut self, map: &Organisation, is_wanted: bool) {
        if !is_wanted {
            self.legend = None;
        } else if self.legend.is_none() {
            self.legend = Some(self.builder.legend(map, self.measurer.as_ref()));
        }
    }

    /// Draws afresh what has changed; whether anything has.
    pub fn refresh(
        &mut self,
        map: &Arc<Organisation>,
        options: Options,
        theme: Theme,
        waker: &Waker,
    ) -> bool {
        let has_changed = self.draw(map, options, theme);
        self.mind_lines(map, waker) || has_changed
    }

    fn draw(&mut self, map: &Organisation, options: Options, theme: Theme) -> bool {
        let changed = std::mem::take(&mut self.changed);
        if std::mem::take(&mut self.is_new_map) {
            let parties = map.parties().map(|party| ElementId::Party(party.id));
            let supplies = map.supplies().map(|supply| ElementId::Supply(supply.id));
            let notes = map.notes().map(|note| ElementId::Note(note.id));
            self.cover(map, parties.chain(supplies).chain(notes));
            let lines = self.lines.take();
            self.builder = SceneBuilder::of_new_map(map, options, theme, lines, self.measurer.as_ref());
            self.legend = None;
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
        let has_changed = is_different || !changed.is_empty();
        if has_changed {
            self.legend = None; // what it said may be true no more
        }
        has_changed
    }

    /// Has the lines of a large map found beside the window, and draws some of those that are there; whether it did.
    fn mind_lines(&mut self, map: &Arc<Organisation>, waker: &Waker) -> bool {
        /// Drawn in one frame, in a few milliseconds.
        const MOST_PAIRS: usize = 400;
        const MOST_TIME: Duration = Duration::from_millis(4);
        self.collect_lines(map);
        let is_busy = self.care.job.is_some() || self.care.is_given_up;
        if !is_busy && self.builder.wants_care() {
            self.find_lines(map, waker.clone());
        }
        let has_lines = self.builder.has_lines_waiting();
        let began = Instant::now();
        let is_enough = || began.elapsed() >= MOST_TIME;
        if has_lines && self.builder.go_on(map, self.measurer.as_ref(), MOST_PAIRS, is_enough) {
            waker(); // the others in the next frame
        }
        has_lines
    }

    fn find_lines(&mut self, map: &Arc<Organisation>, waker: Waker) {
        let (options, theme) = (self.builder.options().clone(), self.builder.theme().clone());
        let (all, measurer) = (Arc::clone(map), self.measurer());
        let job = Job::start(
            "Routing supplies",
            move || waker(),
            move |_| careful_lines(&all, &options, &theme, measurer.as_ref()),
        );
        match job {
            Ok(job) => self.care.job = Some(job),
            Err(_) => self.give_up_lines(map), // no thread
        }
    }

    fn give_up_lines(&mut self, map: &Organisation) {
        self.care.is_given_up = true;
        self.builder.do_without_care(map, self.measurer.as_ref());
    }

    /// Lines that were found for an earlier state of the map are brought up to date; they are found once more if that
    /// is too far from the present one.
    fn collect_lines(&mut self, map: &Organisation) {
        let Some(job) = self.care.job.take() else { return };
        match job.poll() {
            Ending::Running => self.care.job = Some(job),
            Ending::Done(lines) => {
                if let Some(lines) = lines.filter(|_| self.builder.wants_care()) {
                    self.builder.take_care(map, lines);
                }
            }
            Ending::Lost => self.give_up_lines(map),
        }
    }
}
