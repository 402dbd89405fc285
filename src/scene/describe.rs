//! What a figure is, in words: for screen readers, tooltips and the picture's own text.

use super::{Options, Tag, badge};
use crate::model::{Hold, NoteSubject, Organisation, Party, PartyId, Supply, SupplyKind};
use std::borrow::Cow;

/// More neighbours than this are counted instead of named.
const MOST_NAMED: usize = 8;

/// The words for a party: “Role. Supplies picked order to Delivery crew; 2 notes.”
pub(super) fn party(organisation: &Organisation, party: &Party, options: &Options) -> Tag {
    let mut facts = Vec::new();
    if options.holders && !party.holder.is_empty() {
        facts.push(format!("held by {}", one_line(&party.holder)));
    }
    if party.hold == Hold::Pinned {
        facts.push("pinned".to_owned());
    }
    let members =
        organisation.members_of(party.id).filter(|member| options.has_party(organisation, member.id)).count();
    if members > 0 {
        facts.push(counted(members, "member", "members"));
    }
    // Words must not tell what the picture leaves out.
    let is_told = |supply: &&Supply| options.has_supply(organisation, supply);
    let given = organisation.supplies_from(party.id).filter(is_told);
    let received = organisation.supplies_to(party.id).filter(is_told);
    facts.extend(flow(organisation, given, "supplies", "to", |s| s.customer));
    facts.extend(flow(organisation, received, "receives", "from", |s| s.supplier));
    facts.extend(notes(organisation, NoteSubject::Party(party.id), options));
    Tag {
        element: Some(party.id.into()),
        name: name_of(organisation, party.id).into_owned(),
        description: sentence(party.kind.word(), &facts),
    }
}

/// The words for a supply: “Planner → Sales: weekly plan”.
///
/// `bundled` supplies are drawn as one line, this one among them.
pub(super) fn supply(organisation: &Organisation, supply: &Supply, bundled: usize, options: &Options) -> Tag {
    let (from, to) = (name_of(organisation, supply.supplier), name_of(organisation, supply.customer));
    let what = one_line(&supply.what);
    let name = if what.is_empty() { format!("{from} → {to}") } else { format!("{from} → {to}: {what}") };
    let mut facts = Vec::new();
    if supply.informal {
        facts.push("informal".to_owned());
    }
    facts.push(supply.standing.word().to_owned());
    if bundled > 1 {
        facts.push(format!("drawn as one line with {} more", bundled - 1));
    }
    if options.ratings {
        facts.extend(supply.customers_rating.map(|r| format!("the customer rates it {} of 5", r.value())));
        facts.extend(supply.own_rating.map(|r| format!("the supplier rates it {} of 5", r.value())));
    }
    facts.extend(notes(organisation, NoteSubject::Supply(supply.id), options));
    Tag { element: Some(supply.id.into()), name, description: sentence(supply.kind.word(), &facts) }
}

/// The name of a party on one line, or what stands for it.
pub(super) fn name_of(organisation: &Organisation, party: PartyId) -> Cow<'_, str> {
    let Some(party) = organisation.party(party) else { return "".into() };
    let name = one_line(&party.name);
    if name.is_empty() { format!("Unnamed {}", party.kind.word()).into() } else { name }
}

fn flow<'a>(
    organisation: &Organisation,
    supplies: impl Iterator<Item = &'a Supply>,
    verb: &str,
    preposition: &str,
    other: fn(&Supply) -> PartyId,
) -> Option<String> {
    let delivered: Vec<&Supply> = supplies.filter(|s| s.kind == SupplyKind::Delivers).collect();
    let one = |supply: &&Supply| {
        let name = if supply.is_to_self() { "itself".into() } else { name_of(organisation, other(supply)) };
        let what = one_line(&supply.what);
        if what.is_empty() { name.into_owned() } else { format!("{what} {preposition} {name}") }
    };
    let mut named: Vec<String> = delivered.iter().take(MOST_NAMED).map(one).collect();
    if delivered.len() > MOST_NAMED {
        named.push(format!("{} more", delivered.len() - MOST_NAMED));
    }
    (!named.is_empty()).then(|| format!("{verb} {}", named.join(", ")))
}

fn notes(organisation: &Organisation, subject: NoteSubject, options: &Options) -> Option<String> {
    let count = badge::note_counts(organisation, subject, options.notes).iter().map(|(_, n)| n).sum();
    (count > 0).then(|| counted(count, "note", "notes"))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn sentence(kind: &str, facts: &[String]) -> String {
    if facts.is_empty() {
        return capitalised(kind) + ".";
    }
    format!("{}. {}.", capitalised(kind), capitalised(&facts.join("; ")))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn one_line(text: &str) -> Cow<'_, str> {
    let is_clean = !text.contains(|c: char| c.is_whitespace() && c != ' ')
        && !text.contains("  ")
        && text.trim().len() == text.len();
    if is_clean { text.into() } else { text.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}
