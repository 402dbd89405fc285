use super::arranged::{Arranged, SortBy, Wish};
use super::source::{MatrixKind, Source};
use super::words;
use crate::model::PartyId;
use crate::ui::grid::{GridPlace, GridState};

/// What the Matrix view remembers between frames.
#[derive(Default)]
pub struct MatrixDraft {
    pub(super) kind: MatrixKind,
    pub(super) wish: Wish,
    pub(super) grid: GridState,
    arranged: Arranged,
    arranged_of: Option<(u64, bool, MatrixKind, Wish)>,
    /// The words about the current cell, which take a walk along the chain.
    explained: Option<((u64, MatrixKind, GridPlace), String)>,
}

/// What was asked for while the cells were drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Sort by this; if it is so already, the other way round.
    Sort(SortBy),
    /// Fold the rows of a team away, or show them again.
    Toggle(Option<PartyId>),
}

impl MatrixDraft {
    /// Forgets what belongs to a map that was closed.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Gives the matrix the keyboard.
    pub fn request_focus(&mut self) {
        self.grid.request_focus();
    }

    /// Whether the matrix has the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.grid.has_focus()
    }

    /// Which matrix is shown.
    pub fn kind(&self) -> MatrixKind {
        self.kind
    }

    pub(super) fn show(&mut self, kind: MatrixKind) {
        if kind != self.kind {
            let by_team = self.wish.by_team;
            *self = Self { kind, wish: Wish { by_team, ..Wish::default() }, ..Self::default() };
            self.grid.request_focus();
        }
    }

    pub(super) fn clear_filters(&mut self) {
        self.wish.rows.clear();
        self.wish.columns.clear();
    }

    /// Sorts, filters and groups again if anything has changed: the map, the answer, the wish.
    pub(super) fn arrange(&mut self, source: &Source, map_revision: u64, is_ready: bool) {
        let is_same = self.arranged_of.as_ref().is_some_and(|(revision, ready, kind, wish)| {
            (*revision, *ready, *kind) == (map_revision, is_ready, source.kind) && *wish == self.wish
        });
        if !is_same {
            self.arranged = Arranged::of(source, &self.wish);
            self.arranged_of = Some((map_revision, is_ready, source.kind, self.wish.clone()));
            self.explained = None;
        }
    }

    pub(super) fn arranged(&self) -> &Arranged {
        &self.arranged
    }

    /// What the current cell says, in words.
    pub(super) fn explanation(&mut self, source: &Source, map_revision: u64) -> &str {
        let of = (map_revision, source.kind, self.grid.current());
        if self.explained.as_ref().is_none_or(|(known, _)| *known != of) {
            let text = words::explanation(source, &self.arranged, self.grid.current());
            self.explained = Some((of, text.unwrap_or_default()));
        }
        self.explained.as_ref().map_or("", |(_, text)| text)
    }

    pub(super) fn carry_out(&mut self, asked: Vec<Asked>) {
        for asked in asked {
            match asked {
                Asked::Sort(by) if by == self.wish.by => self.wish.is_reversed = !self.wish.is_reversed,
                Asked::Sort(by) => (self.wish.by, self.wish.is_reversed) = (by, false),
                Asked::Toggle(team) => {
                    if !self.wish.closed.remove(&team) {
                        self.wish.closed.insert(team);
                    }
                }
            }
        }
    }
}
