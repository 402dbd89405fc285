use super::COLUMN_GAP;
use super::tree::Tree;

/// The columns of a map with teams. They run through all teams, equally wide everywhere, so that members of
/// different teams stand exactly one below the other and lines find their lanes from end to end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ruling {
    /// Width of a column.
    pub width: f32,
    /// From one column to the next.
    pub pitch: f32,
    /// How far frames may stand out of their columns to the left and to the right.
    overhang: (f32, f32),
}

/// How a box stands in the columns of a [`Ruling`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stand {
    /// How many columns it takes.
    pub span: u32,
    /// How far the middle of those is to the right of its own middle.
    pub lead: f32,
    /// Whether it is the frame of a team.
    pub is_frame: bool,
}

/// Least distance between two frames beside each other: room for lines to change their height.
pub(super) const BETWEEN_FRAMES: f32 = 24.0;

/// Room beside a label between two columns.
pub(super) const LABEL_MARGIN: f32 = 24.0;

impl Ruling {
    /// The columns for a map; `None` if it has no teams.
    pub fn of(tree: &Tree) -> Option<Self> {
        /// Wider boxes take several columns.
        const WIDEST: f32 = 2.0;
        /// Frames in frames beyond that take columns of their own.
        const MOST_FRAMES: u32 = 2;
        const WIDEST_LABEL: f32 = 220.0; // a single long one must not set all columns apart
        let request = tree.request;
        let depth = tree.depth.iter().copied().max().filter(|depth| *depth > 0)?;
        let boxes = (0..tree.outermost()).filter(|v| !tree.is_team(*v));
        let mut widths: Vec<f32> = boxes.map(|v| request.parties[v as usize].size.width).collect();
        widths.sort_by(f32::total_cmp);
        let median = widths.get(widths.len() / 2).copied()?;
        let width = widths.last().copied()?.min(WIDEST * median);
        let frames = depth.min(MOST_FRAMES) as f32;
        let overhang = (frames * request.margins.left, frames * request.margins.right);
        let labels = request.supplies.iter().filter_map(|line| line.label).map(|label| label.width);
        let label = labels.fold(0.0, f32::max).min(WIDEST_LABEL);
        let gap = COLUMN_GAP.max(label + LABEL_MARGIN).max(overhang.0 + overhang.1 + BETWEEN_FRAMES);
        Some(Self { width, pitch: width + gap, overhang })
    }

    /// The width of `span` columns.
    pub fn across(&self, span: u32) -> f32 {
        span.saturating_sub(1) as f32 * self.pitch + self.width
    }

    /// How a party without members stands: in one column, or in as many as it is wide.
    pub fn stand_of_box(&self, width: f32) -> Stand {
        let more = ((width - self.width) / self.pitch).ceil().max(0.0);
        Stand { span: 1 + more as u32, ..Stand::default() }
    }

    /// How a frame of `width` stands that has its first column `before` from its left edge and takes
    /// `columns` of them.
    pub fn stand_of_frame(&self, width: f32, before: f32, columns: u32) -> Stand {
        const ROUNDING: f32 = 0.1;
        let behind = width - before - self.across(columns);
        let more = |beyond: f32, allowed: f32| ((beyond - allowed - ROUNDING) / self.pitch).ceil().max(0.0);
        let (left, right) = (more(before, self.overhang.0), more(behind, self.overhang.1));
        let span = columns + (left + right) as u32;
        let lead = before - left * self.pitch + self.across(span) / 2.0 - width / 2.0;
        Stand { span, lead, is_frame: true }
    }

    /// Where a box that takes the columns from `first` has its middle.
    pub fn middle(&self, first: u32, stand: Stand) -> f32 {
        first as f32 * self.pitch + self.across(stand.span) / 2.0 - stand.lead
    }
}
