use crate::analysis::lenses::{Lens, LensAnswer, Measure, look};
use crate::analysis::{Graph, Piece, Trace, echo, loop_sentence, sentence_pieces, trace};
use crate::model::{
    Note, NoteState, NoteSubject, Organisation, Party, PartyId, PartyKind, Supply, SupplyKind, Visibility,
};
use std::fmt::Write;

/// The card of one party, for whoever wears the hat: whom it serves in the end, five answers to who its customer is,
/// what it gives and receives on which terms, and what customers said further down. No note for the facilitator only.
pub fn write_card(map: &Organisation, party: PartyId) -> String {
    let Some(owner) = map.party(party) else { return String::new() };
    let graph = Graph::of(map);
    let trace = trace(map, &graph, party);
    let mut out = format!("# {}\n\n", plain(&owner.name));
    about(map, owner, &mut out);
    out.push_str("## Whom I ultimately serve\n\n");
    line_of_sight(map, &trace, &mut out);
    out.push_str("\n## Who is my customer? Five answers\n");
    for lens in Lens::ALL {
        lens_answer(map, &look(map, &graph, &trace, lens, Measure::default()), &mut out);
    }
    supplies("What I give", "To", map.supplies_from(party), |supply| supply.customer, map, &mut out);
    supplies("What I receive", "From", map.supplies_to(party), |supply| supply.supplier, map, &mut out);
    echoes(map, &trace, &mut out);
    let on_it = map.notes_on(NoteSubject::Party(party)).collect();
    notes("What was said to me", on_it, map, &mut out);
    out
}

/// The whole map: who there is, who supplies whom on which terms, whom each role ultimately serves, and what was said.
pub(super) fn write_markdown(map: &Organisation) -> String {
    let title = if map.title().is_empty() { "Map" } else { map.title() };
    let mut out = format!("# {}\n\n## Who there is\n\n", plain(title));
    for party in map.parties().filter(|party| party.team.is_none()) {
        outline(map, party, 0, &mut out);
    }
    supplies_of_all(map, &mut out);
    out.push_str("\n## Whom each role ultimately serves\n");
    let graph = Graph::of(map);
    for role in map.parties().filter(|party| party.kind == PartyKind::Role) {
        push(&mut out, &format!("\n### {}\n\n", plain(&role.name)));
        line_of_sight(map, &trace(map, &graph, role.id), &mut out);
    }
    notes("What was said", map.notes().collect(), map, &mut out);
    out
}

fn about(map: &Organisation, party: &Party, out: &mut String) {
    let mut said = vec![party.kind.word().to_owned()];
    said.extend(party.team.map(|team| format!("in {}", name(map, team))));
    said.extend((!party.holder.is_empty()).then(|| format!("held by {}", plain(&party.holder))));
    push(out, &format!("*{}*\n\n", said.join(", ")));
    if !party.purpose.is_empty() {
        push(out, &format!("{}\n\n", plain(&party.purpose)));
    }
}

fn line_of_sight(map: &Organisation, trace: &Trace, out: &mut String) {
    for customer in &trace.ultimate_customers {
        let pieces = sentence_pieces(map, customer);
        let words = pieces.iter().map(|piece| match piece {
            Piece::Customer(..) => format!("**{}**", plain(piece.text())),
            Piece::What(..) => format!("*{}*", plain(piece.text())),
            _ => plain(piece.text()),
        });
        push(out, &format!("- {}\n", words.collect::<String>()));
    }
    if let Some(sentence) = loop_sentence(map, trace) {
        push(out, &format!("- {}\n", plain(&sentence)));
    }
    let dependants = match trace.dependants.len() {
        0 => "Nobody depends on this work.".to_owned(),
        1 => "1 party depends on this work.".to_owned(),
        count => format!("{count} parties depend on this work."),
    };
    push(out, &format!("- {dependants}\n"));
}

fn lens_answer(map: &Organisation, answer: &LensAnswer, out: &mut String) {
    push(out, &format!("\n### {}\n\n", answer.lens.title()));
    for group in &answer.groups {
        push(out, &format!("- {}\n", plain(&group.title)));
        if group.entries.is_empty() {
            push(out, &format!("  - {}\n", group.if_empty));
        }
        for entry in &group.entries {
            let said: Vec<String> =
                std::iter::once(&entry.reason).chain(&entry.remarks).map(|words| plain(words)).collect();
            push(out, &format!("  - **{}**: {}\n", name(map, entry.party), said.join("; ")));
        }
    }
    answer.remarks.iter().for_each(|remark| push(out, &format!("- {}\n", plain(remark))));
}

/// Supplies with one end that changes, as a table.
fn supplies<'a>(
    heading: &str,
    other: &str,
    supplies: impl Iterator<Item = &'a Supply>,
    end: impl Fn(&Supply) -> PartyId,
    map: &Organisation,
    out: &mut String,
) {
    let rows: Vec<String> =
        supplies.map(|supply| format!("| {} | {} |\n", name(map, end(supply)), terms(supply))).collect();
    if rows.is_empty() {
        return;
    }
    push(out, &format!("\n## {heading}\n\n| {other} | {TERMS} |\n| --- {}|\n", "| --- ".repeat(COLUMNS)));
    push(out, &rows.concat());
}

fn supplies_of_all(map: &Organisation, out: &mut String) {
    if map.supplies().len() == 0 {
        return;
    }
    let dashes = "| --- ".repeat(COLUMNS);
    push(
        out,
        &format!("\n## Who supplies whom\n\n| Supplier | Customer | {TERMS} |\n| --- | --- {dashes}|\n"),
    );
    for supply in map.supplies() {
        let (from, to) = (name(map, supply.supplier), name(map, supply.customer));
        push(out, &format!("| {from} | {to} | {} |\n", terms(supply)));
    }
}

const TERMS: &str = "What | Need | Promise | Answer | By when | Delivery | Customer's rating | Own rating";
const COLUMNS: usize = 8;

fn terms(supply: &Supply) -> String {
    let Supply { terms, .. } = supply;
    let what = match (supply.kind, supply.what.as_str()) {
        (SupplyKind::Delivers, what) => what.to_owned(),
        (kind, "") => kind.word().to_owned(),
        (kind, what) => format!("{}: {what}", kind.word()),
    };
    let rating =
        |rating: Option<crate::model::Rating>| rating.map(|r| r.value().to_string()).unwrap_or_default();
    let answer = terms.answer.map(crate::model::Answer::word).unwrap_or_default();
    let delivery =
        if terms.delivery == crate::model::Delivery::default() { "" } else { terms.delivery.word() };
    let cells = [
        plain(&what),
        plain(&terms.need),
        plain(&terms.promise),
        answer.to_owned(),
        plain(&terms.by_when),
        delivery.to_owned(),
        rating(supply.customers_rating),
        rating(supply.own_rating),
    ];
    cells.join(" | ")
}

fn echoes(map: &Organisation, trace: &Trace, out: &mut String) {
    let echoes = echo(map, trace);
    if echoes.is_empty() {
        return;
    }
    out.push_str("\n## Echo from outside\n\n");
    for echo in echoes {
        let Some(note) = map.note(echo.note) else { continue };
        let far = if echo.handoffs == 1 { "1 hand-off" } else { &format!("{} hand-offs", echo.handoffs) };
        push(
            out,
            &format!(
                "- {} {} ({}, {far} away)\n",
                note.kind.sign(),
                plain(&note.text),
                name(map, echo.customer)
            ),
        );
    }
}

/// Notes as a list, actions with owner and date; none that is for the facilitator only.
fn notes(heading: &str, notes: Vec<&Note>, map: &Organisation, out: &mut String) {
    let shown: Vec<&Note> =
        notes.into_iter().filter(|note| note.visibility != Visibility::Facilitator).collect();
    if shown.is_empty() {
        return;
    }
    push(out, &format!("\n## {heading}\n\n"));
    for note in shown {
        let done = if note.state == NoteState::Resolved { "x" } else { " " };
        let about = match note.subject {
            NoteSubject::Party(party) => name(map, party),
            NoteSubject::Supply(supply) => map.supply(supply).map_or_else(String::new, |supply| {
                format!("{} → {}", name(map, supply.supplier), name(map, supply.customer))
            }),
        };
        let mut said = format!("- [{done}] {about}: {}, “{}”", note.kind.word(), plain(&note.text));
        if !note.voice.is_empty() && note.visibility != Visibility::Anonymous {
            push(&mut said, &format!(", says {}", plain(&note.voice)));
        }
        if !note.owner.is_empty() {
            push(&mut said, &format!(", {} takes care of it", plain(&note.owner)));
        }
        if let Some(due) = note.due {
            push(&mut said, &format!(", due {due}"));
        }
        push(out, &(said + "\n"));
    }
}

fn outline(map: &Organisation, party: &Party, depth: usize, out: &mut String) {
    let kind =
        if party.kind == PartyKind::Role { String::new() } else { format!(" ({})", party.kind.word()) };
    let holder =
        if party.holder.is_empty() { String::new() } else { format!(", held by {}", plain(&party.holder)) };
    let purpose =
        if party.purpose.is_empty() { String::new() } else { format!(": {}", plain(&party.purpose)) };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:width$}- {}{kind}{holder}{purpose}", "", name(map, party.id), width = depth * 2);
    map.members_of(party.id).for_each(|member| outline(map, member, depth + 1, out));
}

fn name(map: &Organisation, party: PartyId) -> String {
    let name = map.party(party).map(|party| party.name.as_str()).unwrap_or_default();
    if name.is_empty() { "(no name)".to_owned() } else { plain(name) }
}

fn push(out: &mut String, text: &str) {
    out.push_str(text);
}

/// A text that Markdown does not take for its own signs, on one line.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '|' | '*' | '_' | '`' | '<' | '[' | ']' | '#' => escaped.extend(['\\', letter]),
            '\n' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
