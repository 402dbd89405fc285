use super::state::State;
use super::{Context, Outcome, Pointer, Selection, ToolEvent};
use crate::model::{ElementId, Point, Rect};

/// A rectangle that selects what is in it, while it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Marquee {
    from: Point,
    to: Point,
    adds: bool,
    /// Selected again if the rectangle is given up.
    pub(super) selected_before: Vec<ElementId>,
    /// What was asked for last, so that a still pointer asks for nothing.
    selected: Vec<ElementId>,
}

impl Marquee {
    pub(super) fn begin(start: &Pointer, cx: &Context<'_>) -> Self {
        let selected_before = cx.selection.as_slice().to_vec();
        Self {
            from: start.at,
            to: start.at,
            adds: start.modifiers.shift,
            selected: selected_before.clone(),
            selected_before,
        }
    }

    /// The rectangle.
    pub(super) fn area(&self) -> Rect {
        let (a, b) = (self.from, self.to);
        Rect::new(Point::new(a.x.min(b.x), a.y.min(b.y)), Point::new(a.x.max(b.x), a.y.max(b.y)))
    }

    pub(super) fn next(mut self, event: ToolEvent, cx: &Context<'_>, out: &mut Vec<Outcome>) -> State {
        match event {
            ToolEvent::Moved(pointer) => {
                self.to = pointer.at;
                self.select(cx, out);
                State::Marquee(self)
            }
            ToolEvent::Released(_) => State::Idle,
            _ => State::Marquee(self),
        }
    }

    fn select(&mut self, cx: &Context<'_>, out: &mut Vec<Outcome>) {
        let kept = if self.adds { self.selected_before.as_slice() } else { &[] };
        let touched = cx.hits.in_rect(self.area());
        // Something may have gone since the rectangle was begun.
        let kept = kept.iter().copied().filter(|element| cx.map.contains(*element));
        let selection = Selection::of(kept.chain(touched));
        if selection.as_slice() != self.selected {
            self.selected = selection.as_slice().to_vec();
            out.push(Outcome::Select(self.selected.clone()));
        }
    }
}
