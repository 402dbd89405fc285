use super::state::{State, edit};
use super::target::party_to_connect_at;
use super::{Context, Handle, LinkLine, Outcome, Preview, TextEntry, ToolEvent};
use crate::edit::{Command, SupplyEdit, SupplyEnd};
use crate::model::{Organisation, PartyId, Point, Supply, SupplyId};

/// One end of a supply, new or not, follows the pointer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Connecting {
    /// The party at the end that stays.
    from: PartyId,
    /// What that party is.
    from_end: SupplyEnd,
    to: Point,
    to_party: Option<PartyId>,
    /// The supply whose other end is dragged; `None` for a new one.
    supply: Option<SupplyId>,
}

impl Connecting {
    /// A new supply from a handle.
    pub(super) fn new_supply(handle: &Handle) -> Self {
        Self { from: handle.party, from_end: handle.end, to: handle.at, to_party: None, supply: None }
    }

    /// The `end` of a supply comes loose.
    pub(super) fn reattach(supply: SupplyId, end: SupplyEnd, cx: &Context<'_>) -> Option<Self> {
        let Supply { supplier, customer, .. } = *cx.map.supply(supply)?;
        let (at_supplier, at_customer) = cx.hits.ends_of(supply)?;
        let (from, from_end, to) = match end {
            SupplyEnd::Supplier => (customer, SupplyEnd::Customer, at_supplier),
            SupplyEnd::Customer => (supplier, SupplyEnd::Supplier, at_customer),
        };
        Some(Self { from, from_end, to, to_party: None, supply: Some(supply) })
    }

    pub(super) fn next(mut self, event: ToolEvent, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> State {
        match event {
            ToolEvent::Moved(pointer) => {
                self.to = pointer.at;
                self.to_party = party_to_connect_at(pointer.at, cx);
                State::Connecting(self)
            }
            ToolEvent::Released(_) => self.release(cx, out),
            _ => State::Connecting(self),
        }
    }

    fn release(self, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> State {
        match (self.supply, self.to_party) {
            (Some(supply), Some(party)) => {
                self.attach(supply, party, cx, out);
                State::Idle
            }
            (Some(_), None) => State::Idle, // an end let go over blank stays where it was
            (None, Some(party)) => connect(self.from, self.from_end, party, cx, out),
            (None, None) => TextEntry::neighbour_at(self.from, self.from_end, self.to, cx)
                .map_or(State::Idle, State::Writing),
        }
    }

    fn attach(self, supply: SupplyId, party: PartyId, cx: &Context<'_>, out: &mut Vec<Outcome>) {
        let end = other_end(self.from_end);
        let already = cx.map.supply(supply).is_some_and(|s| match end {
            SupplyEnd::Supplier => s.supplier == party,
            SupplyEnd::Customer => s.customer == party,
        });
        if !already {
            edit(Command::EditSupplies(vec![supply], SupplyEdit::Reattach(end, party)), cx, out);
        }
    }

    /// Whether the supply and the party at its fixed end are still on the map.
    pub(super) fn holds(&self, map: &Organisation) -> bool {
        map.party(self.from).is_some() && self.supply.is_none_or(|id| map.supply(id).is_some())
    }

    pub(super) fn preview(&self) -> Preview {
        let Self { from, from_end, to, to_party, supply } = *self;
        Preview {
            link: Some(LinkLine { from, from_end, to, to_party, supply }),
            drop_target: to_party,
            ..Preview::default()
        }
    }
}

/// Connects two parties, selects the supply and asks what is supplied.
pub(super) fn connect(
    from: PartyId,
    from_end: SupplyEnd,
    party: PartyId,
    cx: &mut Context<'_>,
    out: &mut Vec<Outcome>,
) -> State {
    if cx.is_read_only {
        return State::Idle;
    }
    let (supplier, customer) = supplier_and_customer(from, from_end, party);
    let supply = Supply::new(cx.ids.supply(), supplier, customer, "");
    let area = middle_between(supplier, customer, cx);
    let entry = TextEntry::what(&supply, party, area);
    let selected = vec![supply.id.into()];
    out.push(Outcome::Edit(Command::Connect(supply)));
    out.push(Outcome::Select(selected));
    State::Writing(entry)
}

/// Who gives and who receives.
pub(super) fn supplier_and_customer(
    from: PartyId,
    from_end: SupplyEnd,
    other: PartyId,
) -> (PartyId, PartyId) {
    match from_end {
        SupplyEnd::Supplier => (from, other),
        SupplyEnd::Customer => (other, from),
    }
}

/// Where the label of a supply between the two will be, more or less.
pub(super) fn middle_between(a: PartyId, b: PartyId, cx: &Context<'_>) -> Point {
    let middle = |id: PartyId| {
        let drawn = cx.hits.box_of(id).map(crate::model::Rect::center);
        drawn.or_else(|| cx.map.party(id).map(|party| party.place))
    };
    match (middle(a), middle(b)) {
        (Some(a), Some(b)) => Point::new(f32::midpoint(a.x, b.x), f32::midpoint(a.y, b.y)),
        (one, other) => one.or(other).unwrap_or_default(),
    }
}

fn other_end(end: SupplyEnd) -> SupplyEnd {
    match end {
        SupplyEnd::Supplier => SupplyEnd::Customer,
        SupplyEnd::Customer => SupplyEnd::Supplier,
    }
}
