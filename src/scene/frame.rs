use super::metrics::{FRAME_PADDING, FRAME_TITLE_HEIGHT, NAME, STRONG_NAME};
use super::text::TextBlock;
use super::wrap::Wrap;
use super::{Item, Outline, Stroke, TextMeasurer, Theme};
use crate::model::{Party, Point, Rect};

/// The title of a team that is drawn as a frame around its members.
pub(super) struct FrameTitle {
    name: TextBlock,
    is_placeholder: bool,
}

impl FrameTitle {
    pub(super) fn new(team: &Party, measurer: &dyn TextMeasurer) -> Self {
        let is_placeholder = team.name.trim().is_empty();
        let name = if is_placeholder { "Unnamed team" } else { &team.name };
        let wrap = Wrap { most_lines: 1, width: 320.0, ..STRONG_NAME };
        // A title is one line: its own line breaks would hide all but the first.
        let name = TextBlock::new(&name.replace('\n', " "), wrap, measurer);
        Self { name, is_placeholder }
    }

    /// The frame around `members`, the smallest rectangle around their boxes.
    pub(super) fn frame(&self, team: &Party, members: Rect) -> Rect {
        let mut frame = members.grown(FRAME_PADDING);
        frame.min.y -= FRAME_TITLE_HEIGHT - 6.0;
        let least = team.frame.unwrap_or_default();
        let title_width = self.name.width() + 2.0 * NAME.size;
        frame.max.x = frame.max.x.max(frame.min.x + least.width.max(title_width));
        frame.max.y = frame.max.y.max(frame.min.y + least.height);
        frame
    }

    /// The tab with the name, in the frame's upper left corner.
    pub(super) fn tab(&self, frame: Rect) -> Rect {
        let width = (self.name.width() + 24.0).min(frame.width());
        Rect::new(frame.min, frame.min.moved(width, FRAME_TITLE_HEIGHT))
    }

    pub(super) fn items(&self, frame: Rect, theme: &Theme, kind_edge: Stroke) -> Vec<Item> {
        let colors = theme.party(crate::model::PartyKind::Team);
        let tab = self.tab(frame);
        let rule = vec![
            Point::new(tab.min.x + 12.0, tab.max.y - 3.0),
            Point::new(tab.max.x - 12.0, tab.max.y - 3.0),
        ];
        let ink = if self.is_placeholder { theme.faint_ink } else { theme.ink };
        vec![
            Item::filled(Outline::RoundedRect(frame, 14.0), colors.fill, kind_edge),
            Item::stroked(Outline::Polyline(rule), Stroke::solid(colors.edge, 2.0)),
            self.name.right_of(tab.min.moved(12.0, 4.0), ink),
        ]
    }
}
