use super::{Detail, lex};
use crate::model::{Note, NoteSubject, Organisation, Party, PartyId, PartyKind, SupplyKind, fold_name};
use std::collections::HashMap;
use std::fmt::Write;

/// The whole map as text: first who there is, then who supplies whom, then what was said about parties.
///
/// Reading it into an empty map gives the same map, apart from ids and from places that the program chose.
pub fn write(map: &Organisation) -> String {
    let names = Names::new(map);
    let mut text = String::new();
    if !map.title().is_empty() {
        line(&mut text, &format!("# {}\n", lex::escaped_text(map.title())));
    }
    for party in in_reading_order(map) {
        let kind =
            if party.kind == PartyKind::Role { String::new() } else { format!(" ({})", party.kind.word()) };
        line(&mut text, &format!("{}{kind}", names.full(party)));
        details(&mut text, &Detail::of_party(party));
    }
    text.push('\n');
    for supply in map.supplies() {
        let arrow = match supply.kind {
            SupplyKind::Delivers => "->",
            SupplyKind::Informs => "~>",
            SupplyKind::ReportsTo => "^",
        };
        let (supplier, customer) = (names.short(supply.supplier), names.short(supply.customer));
        let what = lex::escaped_what(&supply.what);
        let colon = if what.is_empty() { "" } else { ": " };
        line(&mut text, &format!("{supplier} {arrow} {customer}{colon}{what}"));
        details(&mut text, &Detail::of_supply(supply));
        for note in map.notes_on(NoteSubject::Supply(supply.id)) {
            details(&mut text, &[Detail::Note(note.kind, note.text.clone())]);
            details(&mut text, &Detail::of_note(note));
        }
    }
    text.push('\n');
    for note in map.notes() {
        let NoteSubject::Party(subject) = note.subject else { continue };
        note_line(&mut text, &names.short(subject), note);
    }
    format!("{}\n", text.trim_end())
}

/// Every party after the team around it, members right below their team.
fn in_reading_order(map: &Organisation) -> Vec<&Party> {
    let mut order = Vec::with_capacity(map.parties().len());
    let mut waiting: Vec<&Party> = map.parties().filter(|party| party.team.is_none()).collect();
    waiting.reverse();
    while let Some(party) = waiting.pop() {
        order.push(party);
        let members: Vec<&Party> = map.members_of(party.id).collect();
        waiting.extend(members.into_iter().rev());
    }
    order
}

fn note_line(text: &mut String, subject: &str, note: &Note) {
    let said = lex::escaped_text(&note.text);
    line(text, format!("{subject} {} {said}", note.kind.sign()).trim_end());
    details(text, &Detail::of_note(note));
}

fn details(text: &mut String, details: &[Detail]) {
    for detail in details {
        line(text, &format!("    {}", detail.line()));
    }
}

fn line(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

/// How the parties of a map are called so that each name means one of them.
pub(super) struct Names<'a> {
    map: &'a Organisation,
    /// How many parties have a folded name.
    counts: HashMap<String, usize>,
    /// Which of those with this name in this team a party is, counted from 1.
    ordinals: HashMap<PartyId, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn new(map: &'a Organisation) -> Self {
        let mut counts = HashMap::new();
        let mut siblings: HashMap<(Option<PartyId>, String), usize> = HashMap::new();
        let mut ordinals = HashMap::new();
        for party in map.parties() {
            let name = fold_name(&party.name);
            *counts.entry(name.clone()).or_default() += 1;
            let ordinal = siblings.entry((party.team, name)).or_default();
            *ordinal += 1;
            ordinals.insert(party.id, *ordinal);
        }
        Self { map, counts, ordinals }
    }

    /// The name alone where it is the only one, else with the teams around it.
    pub(super) fn short(&self, id: PartyId) -> String {
        match self.map.party(id) {
            Some(party) if self.is_unique(party) => lex::escaped_name(&party.name),
            Some(party) => self.full(party),
            None => String::new(),
        }
    }

    fn is_unique(&self, party: &Party) -> bool {
        self.counts.get(&fold_name(&party.name)) == Some(&1)
    }

    /// The name with the teams around it, and with a number where that is not enough.
    fn full(&self, party: &Party) -> String {
        let around = self.map.teams_around(party.id);
        let teams: Vec<&Party> = around.iter().rev().filter_map(|team| self.map.party(*team)).collect();
        let mut full = String::new();
        // A leading slash says “in no team” of what stands first, where others have its name.
        if teams.first().map_or(!self.is_unique(party), |outermost| !self.is_unique(outermost)) {
            full.push_str("/ ");
        }
        for team in teams {
            full.push_str(&self.numbered(team));
            full.push_str(" / ");
        }
        full + &self.numbered(party)
    }

    fn numbered(&self, party: &Party) -> String {
        match self.ordinals.get(&party.id) {
            Some(ordinal) if *ordinal > 1 => format!("{} #{ordinal}", lex::escaped_name(&party.name)),
            _ => lex::escaped_name(&party.name),
        }
    }
}
