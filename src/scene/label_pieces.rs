use super::sought::Sought;
use crate::model::Rect;

/// Which straight pieces come near a place, where that is sought. All are put in before anybody looks: they lie side by side
/// then, part of a cell by part, which costs a fraction of what a table that changes does.
pub(super) struct PieceGrid<'a> {
    sought: &'a Sought,
    /// Part of a cell and piece.
    added: Vec<(u32, u32)>,
    /// Where the pieces of each part begin, and where those of the last one end.
    starts: Vec<u32>,
    pieces: Vec<u32>,
}

impl<'a> PieceGrid<'a> {
    pub(super) fn new(sought: &'a Sought) -> Self {
        Self { sought, added: Vec::new(), starts: Vec::new(), pieces: Vec::new() }
    }

    /// Adds a piece that lies in `area`; whether anything is sought there.
    pub(super) fn add(&mut self, piece: u32, area: Rect) -> bool {
        let before = self.added.len();
        self.sought.visit_parts(area, |part| {
            self.added.push((part, piece));
            true
        });
        self.added.len() > before
    }

    /// Brings all pieces that were added into order; none can be added any more.
    pub(super) fn settle(&mut self) {
        let added = std::mem::take(&mut self.added);
        let mut ends = vec![0; self.sought.part_count() + 1];
        for (part, _) in &added {
            ends[*part as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        self.pieces = vec![0; added.len()];
        // From the last on, so that each part keeps its pieces in order; what was an end is a start then.
        for (part, piece) in added.iter().rev() {
            let at = &mut ends[*part as usize];
            *at -= 1;
            self.pieces[*at as usize] = *piece;
        }
        self.starts = ends;
    }

    /// Shows the pieces near `area`, one in several parts several times, as long as `visit` wants more. Whether it still does.
    pub(super) fn visit_near(&self, area: Rect, mut visit: impl FnMut(u32) -> bool) -> bool {
        let mut wants_more = true;
        self.sought.visit_parts(area, |part| {
            let part = part as usize;
            let own = self.starts[part] as usize..self.starts[part + 1] as usize;
            wants_more = self.pieces[own].iter().all(|piece| visit(*piece));
            wants_more
        });
        wants_more
    }
}
