use super::trace::{Trace, UltimateCustomer};
use crate::model::{Organisation, PartyId, PartyKind, SupplyId};

/// One piece of a sentence about a chain, so that a window can show names in bold and make them links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A party on the way.
    Party(PartyId, String),
    /// What is handed on.
    What(SupplyId, String),
    /// The customer at the end, to be set in bold.
    Customer(PartyId, String),
    /// Words and arrows between them.
    Words(&'static str),
}

impl Piece {
    /// The text of the piece.
    pub fn text(&self) -> &str {
        match self {
            Self::Party(_, text) | Self::What(_, text) | Self::Customer(_, text) => text,
            Self::Words(text) => text,
        }
    }
}

/// The chain in words: `Payroll → pay run → Delivery crew → installed kitchen → Homeowner, who buys.`
///
/// A supply without a name leaves out its words and keeps its arrow.
pub fn sentence(organisation: &Organisation, customer: &UltimateCustomer) -> String {
    sentence_pieces(organisation, customer).iter().map(Piece::text).collect()
}

/// The pieces of [`sentence`].
pub fn sentence_pieces(organisation: &Organisation, customer: &UltimateCustomer) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut supplies = customer.supplies.iter().peekable();
    let mut before: Option<PartyId> = None;
    for party in &customer.path {
        let is_end = before.is_some() && *party == customer.party;
        if let Some(supplier) = before {
            let next = supplies.peek().and_then(|id| organisation.supply(**id));
            if next.is_some_and(|s| s.supplier == supplier && s.customer == *party) {
                pieces.extend(handoff_pieces(organisation, supplies.next().copied()));
            } else {
                pieces.push(Piece::Words(membership_words(organisation, supplier, *party)));
            }
        }
        let name = party_name(organisation, *party);
        pieces.push(if is_end { Piece::Customer(*party, name) } else { Piece::Party(*party, name) });
        before = Some(*party);
    }
    let kind = organisation.party(customer.party).map(|p| p.kind);
    pieces.push(Piece::Words(what_customer_does(kind.unwrap_or_default())));
    pieces
}

fn handoff_pieces(organisation: &Organisation, supply: Option<SupplyId>) -> Vec<Piece> {
    let what = supply.and_then(|id| organisation.supply(id)).map(|s| on_one_line(&s.what));
    match (supply, what.filter(|what| !what.is_empty())) {
        (Some(id), Some(what)) => {
            vec![Piece::Words(" → "), Piece::What(id, what), Piece::Words(" → ")]
        }
        _ => vec![Piece::Words(" → ")],
    }
}

/// Between a team that receives and a member that hands on, or a member and the team it works for.
fn membership_words(organisation: &Organisation, before: PartyId, after: PartyId) -> &'static str {
    if organisation.teams_around(before).contains(&after) { ", for " } else { ", there " }
}

/// How a sentence about a customer of this kind ends: `, who buys.`
pub fn what_customer_does(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Buyer => ", who buys.",
        PartyKind::Payer => ", who pays.",
        PartyKind::Beneficiary => ", who benefits.",
        PartyKind::Prospect => ", who might buy.",
        PartyKind::Role | PartyKind::Team | PartyKind::Supplier => ".",
    }
}

/// What to say about the chain as a whole where it ends inside or runs in a loop; `None` where every
/// word is already in the sentences about the ultimate customers.
pub fn loop_sentence(organisation: &Organisation, trace: &Trace) -> Option<String> {
    let name = party_name(organisation, trace.party);
    let (looped, downstream) = (trace.loop_with.len(), trace.dependants.len());
    let sentence = match (looped, trace.has_line_of_sight()) {
        (0, true) => return None,
        (0, false) if downstream == 0 => format!("{name} supplies nobody so far."),
        (0, false) => format!("The chain ends inside: {name} reaches nobody outside."),
        (2, false) => "These 2 serve each other and nobody outside.".to_owned(),
        (_, false) => format!("These {looped} serve one another and nobody outside."),
        (2, true) => "These 2 serve each other as well.".to_owned(),
        (_, true) => format!("These {looped} serve one another as well."),
    };
    Some(sentence)
}

/// A name for a sentence: one line, never empty.
pub(super) fn party_name(organisation: &Organisation, party: PartyId) -> String {
    let Some(party) = organisation.party(party) else { return "somebody".to_owned() };
    let name = on_one_line(&party.name);
    if name.is_empty() { format!("unnamed {}", party.kind.word()) } else { name }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
