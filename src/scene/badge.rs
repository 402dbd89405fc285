use super::metrics::{self, BADGE};
use super::text::{TextBlock, centered};
use super::{Color, FontWeight, Item, Lit, NotesShown, Outline, Stroke, TextMeasurer, Theme, Way};
use crate::model::{Note, NoteKind, NoteState, NoteSubject, Organisation, Point, Rect, Size};

/// How many open notes of each kind there are on one thing, kinds without notes left out.
pub(super) fn note_counts(
    organisation: &Organisation,
    subject: NoteSubject,
    shown: NotesShown,
) -> Vec<(NoteKind, usize)> {
    let open: Vec<&Note> = organisation.notes_on(subject).filter(|note| is_shown(note, shown)).collect();
    let count = |kind: NoteKind| open.iter().filter(|note| note.kind == kind).count();
    NoteKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
}

fn is_shown(note: &Note, shown: NotesShown) -> bool {
    note.state == NoteState::Open && shown.includes(note)
}

/// A badge for each kind of note, side by side, the last one ending at `right`.
pub(super) fn note_badges(
    counts: &[(NoteKind, usize)],
    right: Point,
    theme: &Theme,
    measurer: &dyn TextMeasurer,
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut right = right;
    for (kind, count) in counts.iter().rev() {
        let text = note_sign(*kind, *count);
        let block = TextBlock::single(&text, metrics::BADGE_SIZE, FontWeight::Bold, measurer);
        let width = (block.width() + 10.0).max(BADGE);
        let center = right.moved(-width / 2.0, 0.0);
        let rect = Rect::around(center, Size::new(width, BADGE));
        let edge = Stroke::solid(theme.canvas, 1.5);
        items.push(Item::filled(note_outline(*kind, rect), theme.note(*kind), edge));
        items.push(centered(&text, center, theme.on_trace, measurer));
        right.x -= width + 2.0;
    }
    items
}

fn note_sign(kind: NoteKind, count: usize) -> String {
    if count == 1 { kind.sign().to_string() } else { format!("{} {count}", kind.sign()) }
}

/// Good news is round, needs and ideas have soft corners, problems and questions sharp ones.
fn note_outline(kind: NoteKind, rect: Rect) -> Outline {
    match kind {
        NoteKind::Praise => Outline::RoundedRect(rect, BADGE / 2.0),
        NoteKind::Need | NoteKind::Idea => Outline::RoundedRect(rect, 5.0),
        NoteKind::Problem | NoteKind::Question => Outline::RoundedRect(rect, 1.0),
    }
}

/// The number of hand-offs from the origin of a trace: full and round downstream, empty and square upstream.
pub(super) fn ring_badge(lit: Lit, center: Point, theme: &Theme, measurer: &dyn TextMeasurer) -> Vec<Item> {
    let text = lit.ring.to_string();
    let width = (BADGE + 2.0).max(10.0 + 8.0 * text.len() as f32);
    let rect = Rect::around(center, Size::new(width, BADGE + 2.0));
    let (outline, fill, edge, ink) = match lit.way {
        Way::Downstream => {
            let outline = Outline::RoundedRect(rect, rect.height() / 2.0);
            (outline, theme.downstream, theme.canvas, theme.on_trace)
        }
        Way::Upstream => (Outline::RoundedRect(rect, 2.0), theme.canvas, theme.upstream, theme.upstream),
    };
    vec![Item::filled(outline, fill, Stroke::solid(edge, 2.0)), centered(&text, center, ink, measurer)]
}

/// The line around a party that a trace reaches: one thick one downstream, two thin ones upstream.
pub(super) fn lit_edge(way: Way, outline: impl Fn(f32) -> Outline, theme: &Theme) -> Vec<Item> {
    match way {
        Way::Downstream => vec![Item::stroked(outline(1.0), Stroke::solid(theme.downstream, 3.6))],
        Way::Upstream => vec![
            Item::stroked(outline(0.0), Stroke::solid(theme.upstream, 1.8)),
            Item::stroked(outline(4.0), Stroke::solid(theme.upstream, 1.8)),
        ],
    }
}

/// The line around the party where a trace begins.
pub(super) fn origin_edge(outline: impl Fn(f32) -> Outline, ink: Color) -> Vec<Item> {
    vec![
        Item::stroked(outline(0.0), Stroke::solid(ink, 3.0)),
        Item::stroked(outline(6.0), Stroke::solid(ink, 2.0)),
    ]
}
