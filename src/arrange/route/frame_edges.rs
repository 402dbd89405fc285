use super::track::Tracks;
use crate::model::Rect;

/// How high the upper and lower edges of frames run through each column. A line that ran along one would look like a
/// part of it.
pub(super) struct FrameEdges {
    /// For each column, from top to bottom.
    columns: Vec<Vec<f64>>,
}

impl FrameEdges {
    pub fn new(frames: impl Iterator<Item = Rect>, tracks: &Tracks) -> Self {
        let mut columns = vec![Vec::new(); tracks.columns.len()];
        for frame in frames {
            for column in tracks.under(frame) {
                columns[column as usize].extend([f64::from(frame.min.y), f64::from(frame.max.y)]);
            }
        }
        for edges in &mut columns {
            edges.sort_by(f64::total_cmp);
        }
        Self { columns }
    }

    /// Those in a column.
    pub fn of(&self, column: usize) -> &[f64] {
        self.columns.get(column).map_or(&[], Vec::as_slice)
    }
}
