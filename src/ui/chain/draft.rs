use super::answer::ChainAnswer;
use super::living::Living;
use crate::analysis::lenses::Measure;
use crate::analysis::{Direction, MOST_NEIGHBOURS, Neighbourhood, neighbourhood};
use crate::job::{Beside, Pace, Progress};
use crate::model::{ElementId, PartyId, PartyKind, Point};
use crate::scene::Theme;
use crate::ui::View;
use egui::Context;
use std::collections::HashMap;
use std::sync::Arc;

/// Degrees that can be chosen.
pub(super) const MOST_DEGREES: u32 = 6;

/// What the Chain view remembers between frames.
#[derive(Default)]
pub struct ChainDraft {
    /// Who was in the middle, the present one last.
    walked: Vec<PartyId>,
    pub(super) scope: Scope,
    pub(super) shown: Option<Shown>,
    /// What makes an external customer the best.
    pub(super) measure: Measure,
    answers: Beside<(PartyId, Measure), ChainAnswer>,
    revision: u64,
    /// Where everybody came to rest, so that whoever walks back finds the same picture.
    rest: HashMap<(PartyId, Scope), HashMap<PartyId, Point>>,
    pub(super) query: String,
    /// How far the picture was dragged.
    pub(super) pan: egui::Vec2,
}

/// How much of the neighbourhood is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Scope {
    /// How many hand-offs away.
    pub(super) degrees: u32,
    /// Which way; both if none.
    pub(super) direction: Option<Direction>,
}

impl Default for Scope {
    fn default() -> Self {
        Self { degrees: 2, direction: None }
    }
}

/// The answer for the party in the middle, made anew when the map or the question changes.
pub(super) struct Shown {
    of: (u64, PartyId, Scope),
    /// The colours in which `living` was made.
    theme: Theme,
    pub(super) neighbourhood: Neighbourhood,
    /// The moving picture; made by the first frame that knows the fonts.
    pub(super) living: Option<Living>,
}

impl ChainDraft {
    /// Forgets what belongs to a map that was closed.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Puts `party` in the middle.
    pub fn walk_to(&mut self, party: PartyId) {
        if self.center() != Some(party) {
            self.walked.push(party);
        }
    }

    /// Puts the one in the middle who was there before.
    pub(super) fn walk_back(&mut self) {
        if self.can_walk_back() {
            self.walked.pop();
        }
    }

    pub(super) fn can_walk_back(&self) -> bool {
        self.walked.len() > 1
    }

    /// Who is in the middle.
    pub fn center(&self) -> Option<PartyId> {
        self.walked.last().copied()
    }

    /// Brings everything up to date with the map: whoever vanished is forgotten.
    pub(super) fn follow(&mut self, context: &Context, view: &View) {
        self.walked.retain(|party| view.organisation.party(*party).is_some());
        if self.walked.is_empty() {
            self.walked.extend(first_center(view));
        }
        let Some(center) = self.center() else {
            self.shown = None;
            return;
        };
        self.revision = view.revision;
        self.work_out(context, view, center);
        let of = (view.revision, center, self.scope);
        if self.shown.as_ref().is_some_and(|shown| shown.of == of && shown.theme == *view.theme) {
            return;
        }
        self.remember_rest();
        let Scope { degrees, direction } = self.scope;
        self.shown = Some(Shown {
            of,
            theme: view.theme.clone(),
            neighbourhood: neighbourhood(view.organisation, center, degrees, direction, MOST_NEIGHBOURS),
            living: None,
        });
    }

    /// Sees to it that there will be words about `center`; on a large map they come later.
    fn work_out(&mut self, context: &Context, view: &View, center: PartyId) {
        let (measure, revision) = (self.measure, view.revision);
        match view.snapshot.filter(|map| Pace::on(map) == Pace::Beside) {
            Some(map) => {
                let (map, context) = (Arc::clone(map), context.clone());
                let work = move |progress: &Progress| {
                    ChainAnswer::of(&map, center, measure, &|| !progress.is_cancelled())
                };
                let wake = move || context.request_repaint();
                self.answers.refresh(&(center, measure), revision, Pace::Beside, wake, work);
            }
            None if self.answers.is_current(&(center, measure), revision) => {}
            None => {
                let answer = ChainAnswer::of(view.organisation, center, measure, &|| true);
                self.answers.refresh(&(center, measure), revision, Pace::AtOnce, || (), move |_| answer);
            }
        }
    }

    /// What is told about the party in the middle, as soon as it is known.
    pub(super) fn answer(&self) -> Option<&ChainAnswer> {
        self.answers.found(&(self.center()?, self.measure))
    }

    /// Whether there will be no words, which is a fault of the program.
    pub(super) fn is_broken(&self) -> bool {
        self.center().is_some_and(|center| self.answers.is_broken(&(center, self.measure), self.revision))
    }

    /// Makes the moving picture if there is none: everybody begins where they stood when this picture was
    /// seen last, else where they stand in the one before. Whoever finds nothing new finds it at rest.
    pub(super) fn enliven(&mut self, context: &Context, view: &View) {
        let Some(shown) = self.shown.as_mut().filter(|shown| shown.living.is_none()) else { return };
        let (_, center, scope) = shown.of;
        let same = self.rest.get(&(center, scope));
        let before = || self.walked.iter().rev().find_map(|party| self.rest.get(&(*party, scope)));
        let nowhere = HashMap::new();
        let known = same.or_else(before).unwrap_or(&nowhere);
        let found = &shown.neighbourhood;
        let is_at_rest = same.is_some() && found.neighbours.iter().all(|n| known.contains_key(&n.party));
        let mut living = Living::new(context, view.organisation, found, view.theme, known, is_at_rest);
        if view.preferences.reduced_motion {
            living.rest_now();
        }
        shown.living = Some(living);
    }

    fn remember_rest(&mut self) {
        if let Some(Shown { of: (_, center, scope), living: Some(living), .. }) = &self.shown {
            self.rest.insert((*center, *scope), living.places());
        }
    }
}

/// The selected party, else the first role, else anybody.
fn first_center(view: &View) -> Option<PartyId> {
    let selected = view.selection.iter().find_map(|element| match element {
        ElementId::Party(id) => Some(*id),
        _ => None,
    });
    let roles = || view.organisation.parties().find(|party| party.kind == PartyKind::Role);
    selected.or_else(|| roles().or_else(|| view.organisation.parties().next()).map(|party| party.id))
}
