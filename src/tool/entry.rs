use super::connecting::middle_between;
use super::flow_place::along_flow;
use super::free_place::nearest_free;
use super::target::team_at;
use super::{Context, Direction, Ghost, LinkLine, Preview};
use crate::edit::SupplyEnd;
use crate::model::{
    ElementId, Flow, NoteId, NoteSubject, Organisation, Party, PartyId, PartyKind, Point, Rect, Size, Supply,
    SupplyId, clean_line,
};

/// Height of the line at the top of a team's frame that holds its name.
const TITLE_HEIGHT: f32 = 28.0;

/// A text that is typed in place. What it is about need not be on the map yet.
#[derive(Clone, Debug, PartialEq)]
pub struct TextEntry {
    /// What is typed so far: the text field edits it directly.
    pub text: String,
    pub(super) before: String,
    pub(super) subject: EntrySubject,
    pub(super) area: Rect,
}

/// What a text that is typed in place is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EntrySubject {
    /// The name of a party.
    Party(PartyId),
    /// What is supplied.
    Supply(SupplyId),
    /// What is supplied along a supply that was just drawn to or from this party.
    NewSupply(SupplyId, PartyId),
    /// What a note says.
    Note(NoteId),
    /// A note that is not there yet.
    NewNote(NoteSubject),
    /// A party that is not there yet, of this kind and in this team.
    NewParty(PartyKind, Option<PartyId>),
    /// A supplier or customer of a party: one that is there, by its name, or a new one.
    Neighbour {
        /// The party.
        of: PartyId,
        /// What that party is.
        end: SupplyEnd,
        /// A click on a party chooses it as well.
        by_click: bool,
    },
}

impl TextEntry {
    /// The name or text of something on the map.
    pub(super) fn existing(element: ElementId, cx: &Context<'_>) -> Option<Self> {
        if cx.is_read_only {
            return None;
        }
        let (subject, text, area) = match element {
            ElementId::Party(id) => {
                let party = cx.map.party(id)?;
                (EntrySubject::Party(id), party.name.clone(), area_of_name(party, cx))
            }
            ElementId::Supply(id) => {
                let supply = cx.map.supply(id)?;
                let middle = middle_of_supply(supply, cx);
                (EntrySubject::Supply(id), supply.what.clone(), text_area(middle))
            }
            ElementId::Note(id) => {
                let note = cx.map.note(id)?;
                (EntrySubject::Note(id), note.text.clone(), area_of_note(note.subject, cx)?)
            }
        };
        Some(Self { before: text.clone(), text, subject, area })
    }

    /// A new note.
    pub(super) fn note(subject: NoteSubject, cx: &Context<'_>) -> Option<Self> {
        let area = area_of_note(subject, cx).filter(|_| !cx.is_read_only)?;
        Some(Self::empty(EntrySubject::NewNote(subject), area))
    }

    /// A new party with its middle at `at`, in the team that is there.
    pub(super) fn new_party(kind: PartyKind, at: Point, cx: &Context<'_>) -> Option<Self> {
        let team = team_at(at, &|_| false, cx).filter(|_| kind.is_inside());
        let area = Rect::around(at, cx.hits.size_of(kind, ""));
        (!cx.is_read_only).then(|| Self::empty(EntrySubject::NewParty(kind, team), area))
    }

    /// A new party at the free place nearest to `at`.
    pub(super) fn new_party_near(kind: PartyKind, at: Point, cx: &Context<'_>) -> Option<Self> {
        let size = cx.hits.size_of(kind, "");
        Self::new_party(kind, nearest_free(at, Direction::beside(cx.flow), size, &[], cx), cx)
    }

    /// A neighbour of `of`, on the side where the flow has it.
    pub(super) fn neighbour(of: PartyId, end: SupplyEnd, cx: &Context<'_>) -> Option<Self> {
        let party = cx.map.party(of)?;
        Self::neighbour_in_flow(of, end, area_of_party(party, cx), cx)
    }

    /// A neighbour of `of`, whose box is `area`, on the side where the flow has it.
    pub(super) fn neighbour_in_flow(
        of: PartyId,
        end: SupplyEnd,
        area: Rect,
        cx: &Context<'_>,
    ) -> Option<Self> {
        Self::neighbour_where(of, end, |size, homes| along_flow(of, area, end, size, homes, cx), cx)
    }

    /// A neighbour of `of` where there is `place` for a box of its size in or out of the teams around `of`.
    pub(super) fn neighbour_where(
        of: PartyId,
        end: SupplyEnd,
        place: impl FnOnce(Size, &[PartyId]) -> Point,
        cx: &Context<'_>,
    ) -> Option<Self> {
        let size = cx.hits.size_of(PartyKind::Role, "");
        Self::neighbour_at(of, end, place(size, &cx.map.teams_around(of)), cx)
    }

    /// A neighbour of `of` with its middle at `at`.
    pub(super) fn neighbour_at(of: PartyId, end: SupplyEnd, at: Point, cx: &Context<'_>) -> Option<Self> {
        let area = Rect::around(at, cx.hits.size_of(PartyKind::Role, ""));
        let subject = EntrySubject::Neighbour { of, end, by_click: false };
        (!cx.is_read_only).then(|| Self::empty(subject, area))
    }

    /// A customer of `of`, by its name or with a click. The field lies below `of`, out of the way of the others.
    pub(super) fn connection(of: PartyId, cx: &Context<'_>) -> Option<Self> {
        let party = cx.map.party(of).filter(|_| !cx.is_read_only)?;
        let area = area_of_party(party, cx);
        let below = text_area(Point::new(area.center().x, area.max.y + TITLE_HEIGHT));
        Some(Self::empty(EntrySubject::Neighbour { of, end: SupplyEnd::Supplier, by_click: true }, below))
    }

    /// What is supplied along a supply that was just drawn to or from `newest`.
    pub(super) fn what(supply: &Supply, newest: PartyId, middle: Point) -> Self {
        Self::empty(EntrySubject::NewSupply(supply.id, newest), text_area(middle))
    }

    /// The name of a party that was just made at `area`.
    pub(super) fn fresh_name(party: PartyId, area: Rect) -> Self {
        Self::empty(EntrySubject::Party(party), area)
    }

    fn empty(subject: EntrySubject, area: Rect) -> Self {
        Self { text: String::new(), before: String::new(), subject, area }
    }

    /// What it is about.
    pub fn subject(&self) -> EntrySubject {
        self.subject
    }

    /// Where on the map the text field lies.
    pub fn place(&self) -> Rect {
        self.area
    }

    /// The party on the map that the typed name stands for: it will be connected, and no new one made.
    pub fn reused<'a>(&self, map: &'a Organisation) -> Option<&'a Party> {
        let is_neighbour = matches!(self.subject, EntrySubject::Neighbour { .. });
        let name = clean_line(&self.text);
        map.parties_named(&name).next().filter(|_| is_neighbour && !name.is_empty())
    }

    /// Whether what it is about, or beside, is still on the map.
    pub(super) fn holds(&self, map: &Organisation) -> bool {
        let element = match self.subject {
            EntrySubject::Party(id) | EntrySubject::Neighbour { of: id, .. } => Some(id.into()),
            EntrySubject::Supply(id) | EntrySubject::NewSupply(id, _) => Some(id.into()),
            EntrySubject::Note(id) => Some(id.into()),
            EntrySubject::NewNote(subject) => Some(subject.element()),
            EntrySubject::NewParty(_, team) => team.map(ElementId::from),
        };
        element.is_none_or(|element| map.contains(element))
    }

    /// What it paints on top of the map: the box that it proposes, and the supply to it.
    pub(super) fn preview(&self, cx: &Context<'_>) -> Preview {
        let ghost = |kind| Ghost { kind, name: self.text.clone(), area: self.area };
        match self.subject {
            EntrySubject::NewParty(kind, team) => {
                Preview { ghosts: vec![ghost(kind)], drop_target: team, ..Preview::default() }
            }
            EntrySubject::Neighbour { of, end, by_click } => {
                let to_party = self.reused(cx.map).map(|party| party.id);
                if by_click && to_party.is_none() {
                    return Preview::default();
                }
                let to = to_party.map_or(self.area.center(), |party| middle_between(party, party, cx));
                let link = LinkLine { from: of, from_end: end, to, to_party, supply: None };
                let ghosts = if to_party.is_some() { Vec::new() } else { vec![ghost(PartyKind::Role)] };
                Preview { ghosts, link: Some(link), drop_target: to_party, ..Preview::default() }
            }
            _ => Preview::default(),
        }
    }

    /// What to do next, for the status line.
    pub(super) fn hint(&self) -> &'static str {
        match self.subject {
            EntrySubject::NewParty(..) => {
                "Type a name; Enter: done; Tab: go on with its customer; Esc: no new party."
            }
            EntrySubject::Neighbour { by_click: true, .. } => {
                "Click a party, or type its name; Esc to leave."
            }
            EntrySubject::Neighbour { .. } => {
                "Type a name, a known one or a new one; Enter: what is supplied; Esc to leave."
            }
            EntrySubject::Supply(_) => "Type what is supplied; Enter: done; Esc: as it was.",
            EntrySubject::NewSupply(..) => {
                "Type what is supplied; Enter: done; Tab: go on with the next customer."
            }
            EntrySubject::Party(_) => "Type the name; Enter: done; Shift+Enter: new line; Esc: as it was.",
            EntrySubject::Note(_) | EntrySubject::NewNote(_) => {
                "Type what was said, after + praise, = need, ! problem, * idea or ? question; Enter: done."
            }
        }
    }
}

/// The side on which a neighbour of a party goes: customers lie behind their supplier in the flow.
pub(super) fn side_of_neighbour(end: SupplyEnd, flow: Flow) -> Direction {
    match (end, flow) {
        (SupplyEnd::Supplier, flow) => Direction::along(flow),
        (SupplyEnd::Customer, Flow::LeftToRight) => Direction::Left,
        (SupplyEnd::Customer, Flow::TopToBottom) => Direction::Up,
    }
}

/// Where the name of a party stands: in its box, or at the top of a team's frame.
fn area_of_name(party: &Party, cx: &Context<'_>) -> Rect {
    let area = area_of_party(party, cx);
    let is_frame = !party.folded && cx.map.members_of(party.id).next().is_some();
    if is_frame { Rect::new(area.min, Point::new(area.max.x, area.min.y + TITLE_HEIGHT)) } else { area }
}

pub(super) fn area_of_party(party: &Party, cx: &Context<'_>) -> Rect {
    let drawn = cx.hits.box_of(party.id);
    drawn.unwrap_or_else(|| Rect::around(party.place, cx.hits.size_of(party.kind, &party.name)))
}

fn area_of_note(subject: NoteSubject, cx: &Context<'_>) -> Option<Rect> {
    match subject {
        NoteSubject::Party(id) => {
            let area = area_of_party(cx.map.party(id)?, cx);
            Some(text_area(Point::new(area.center().x, area.max.y)))
        }
        NoteSubject::Supply(id) => Some(text_area(middle_of_supply(cx.map.supply(id)?, cx))),
    }
}

fn middle_of_supply(supply: &Supply, cx: &Context<'_>) -> Point {
    match (cx.hits.label_of(supply.id), cx.hits.ends_of(supply.id)) {
        (Some(label), _) => label.center(),
        (None, Some((a, b))) => Point::new(f32::midpoint(a.x, b.x), f32::midpoint(a.y, b.y)),
        (None, None) => middle_between(supply.supplier, supply.customer, cx),
    }
}

/// Room for a line of text around `middle`.
fn text_area(middle: Point) -> Rect {
    Rect::around(middle, Size::new(140.0, 24.0))
}
