use crate::model::{
    Note, NoteState, NoteSubject, Organisation, Party, PartyId, Supply, SupplyId, SupplyKind, fold_name,
};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::Hash;

/// How a thing of one map differs from another map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DifferenceKind {
    /// Only the second map has it.
    Added,
    /// Only the first map has it.
    Removed,
    /// Both have it, and say something else about it.
    Changed,
}

/// One difference between two maps, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How it differs.
    pub kind: DifferenceKind,
    /// What differs: “role Payroll”, “Payroll: holder “Ingrid”, now “Karl””.
    pub words: String,
}

/// What `after` says that `before` does not, and the other way round: title, parties, supplies, notes. Places do not
/// count. The same thing is found by its id, else by its name (a supply by both ends, kind and what is supplied).
pub fn differences(before: &Organisation, after: &Organisation) -> Vec<Difference> {
    let mut comparison = Comparison { before, after, parties: BTreeMap::new(), found: Vec::new() };
    comparison.title();
    comparison.parties();
    let supplies = comparison.supplies();
    comparison.notes(&supplies);
    comparison.found
}

struct Comparison<'a> {
    before: &'a Organisation,
    after: &'a Organisation,
    /// Which party of the second map each of the first one is.
    parties: BTreeMap<PartyId, PartyId>,
    found: Vec<Difference>,
}

impl Comparison<'_> {
    fn say(&mut self, kind: DifferenceKind, words: &str) {
        self.found.push(Difference { kind, words: words.replace('\n', " ") });
    }

    fn title(&mut self) {
        let (before, after) = (self.before.title(), self.after.title());
        if before != after {
            self.say(DifferenceKind::Changed, &format!("title “{before}”, now “{after}”"));
        }
    }

    fn parties(&mut self) {
        let (before, after) = (self.before, self.after);
        let key = |party: &Party| fold_name(&party.name);
        let pairs = pairs(before.parties(), after.parties(), |p| p.id, key, key);
        self.parties = pairs.both.iter().map(|(a, b)| (a.id, b.id)).collect();
        for party in pairs.gone {
            self.say(DifferenceKind::Removed, &format!("{} {}", party.kind.word(), party.name));
        }
        for party in pairs.new {
            self.say(DifferenceKind::Added, &format!("{} {}", party.kind.word(), party.name));
        }
        for (a, b) in pairs.both {
            let team = |map: &Organisation, party: &Party| {
                party.team.map(|team| name(map, team)).unwrap_or_default()
            };
            let was_in = a.team.and_then(|team| self.parties.get(&team).copied());
            let mut fields = vec![
                ("name", a.name.clone(), b.name.clone()),
                ("kind", a.kind.word().to_owned(), b.kind.word().to_owned()),
                ("holder", a.holder.clone(), b.holder.clone()),
                ("purpose", a.purpose.clone(), b.purpose.clone()),
            ];
            if was_in != b.team {
                fields.push(("team", team(before, a), team(after, b)));
            }
            self.fields(&a.name, &fields);
            if a.worth != b.worth {
                self.say(DifferenceKind::Changed, &format!("{}: what it is worth", a.name));
            }
        }
    }

    fn supplies(&mut self) -> BTreeMap<SupplyId, SupplyId> {
        let (before, after) = (self.before, self.after);
        let rest = |supply: &Supply| (supply.kind, fold_name(&supply.what));
        let theirs = |supply: &Supply| (Some(supply.supplier), Some(supply.customer), rest(supply));
        let paired = |id: &PartyId| self.parties.get(id).copied();
        let ours = |supply: &Supply| (paired(&supply.supplier), paired(&supply.customer), rest(supply));
        let pairs = pairs(before.supplies(), after.supplies(), |s| s.id, ours, theirs);
        for supply in pairs.gone {
            self.say(DifferenceKind::Removed, &told(before, supply));
        }
        for supply in pairs.new {
            self.say(DifferenceKind::Added, &told(after, supply));
        }
        let same = pairs.both.iter().map(|(a, b)| (a.id, b.id)).collect();
        for (a, b) in pairs.both {
            self.supply(a, b);
        }
        same
    }

    fn supply(&mut self, a: &Supply, b: &Supply) {
        let paired = |id: &PartyId| self.parties.get(id).copied();
        let has_other_ends =
            paired(&a.supplier) != Some(b.supplier) || paired(&a.customer) != Some(b.customer);
        let ends =
            |map: &Organisation, s: &Supply| format!("{} → {}", name(map, s.supplier), name(map, s.customer));
        let rating =
            |rating: Option<crate::model::Rating>| rating.map(|r| r.value().to_string()).unwrap_or_default();
        let answer = |supply: &Supply| supply.terms.answer.map(|a| a.word().to_owned()).unwrap_or_default();
        let yes = |is: bool| if is { "yes" } else { "" }.to_owned();
        let mut fields = vec![
            ("what", a.what.clone(), b.what.clone()),
            ("kind", a.kind.word().to_owned(), b.kind.word().to_owned()),
            ("informal", yes(a.informal), yes(b.informal)),
            ("standing", a.standing.word().to_owned(), b.standing.word().to_owned()),
            ("own rating", rating(a.own_rating), rating(b.own_rating)),
            ("customer's rating", rating(a.customers_rating), rating(b.customers_rating)),
            ("need", a.terms.need.clone(), b.terms.need.clone()),
            ("promise", a.terms.promise.clone(), b.terms.promise.clone()),
            ("how good", a.terms.quality.clone(), b.terms.quality.clone()),
            ("by when", a.terms.by_when.clone(), b.terms.by_when.clone()),
            ("lead time", a.terms.lead_time.clone(), b.terms.lead_time.clone()),
            ("answer", answer(a), answer(b)),
            ("delivery", a.terms.delivery.word().to_owned(), b.terms.delivery.word().to_owned()),
        ];
        if has_other_ends {
            fields.push(("ends", ends(self.before, a), ends(self.after, b)));
        }
        self.fields(&told(self.before, a), &fields);
    }

    fn notes(&mut self, supplies: &BTreeMap<SupplyId, SupplyId>) {
        let (before, after) = (self.before, self.after);
        let ours = |note: &Note| {
            let subject = match note.subject {
                NoteSubject::Party(id) => self.parties.get(&id).copied().map(NoteSubject::Party),
                NoteSubject::Supply(id) => supplies.get(&id).copied().map(NoteSubject::Supply),
            };
            (subject, note.kind, note.text.clone())
        };
        let theirs = |note: &Note| (Some(note.subject), note.kind, note.text.clone());
        let pairs = pairs(before.notes(), after.notes(), |n: &Note| n.id, ours, theirs);
        let quoted = |note: &Note| format!("{} “{}”", note.kind.word(), note.text);
        for note in pairs.gone {
            self.say(DifferenceKind::Removed, &quoted(note));
        }
        for note in pairs.new {
            self.say(DifferenceKind::Added, &quoted(note));
        }
        for (a, b) in pairs.both {
            let due = |note: &Note| note.due.map(|due| due.to_string()).unwrap_or_default();
            let state =
                |note: &Note| if note.state == NoteState::Resolved { "resolved" } else { "open" }.to_owned();
            let fields = [
                ("text", a.text.clone(), b.text.clone()),
                ("kind", a.kind.word().to_owned(), b.kind.word().to_owned()),
                ("said by", a.voice.clone(), b.voice.clone()),
                ("visible", a.visibility.word().to_owned(), b.visibility.word().to_owned()),
                ("owner", a.owner.clone(), b.owner.clone()),
                ("due", due(a), due(b)),
                ("state", state(a), state(b)),
            ];
            self.fields(&quoted(a), &fields);
        }
    }

    /// One line for each field that is not the same.
    fn fields(&mut self, of: &str, fields: &[(&str, String, String)]) {
        for (field, before, after) in fields.iter().filter(|(_, before, after)| before != after) {
            let words = match (before.as_str(), after.as_str()) {
                ("", now) => format!("{of}: {field} now “{now}”"),
                (was, "") => format!("{of}: {field} no longer “{was}”"),
                (was, now) => format!("{of}: {field} “{was}”, now “{now}”"),
            };
            self.say(DifferenceKind::Changed, &words);
        }
    }
}

/// What is in both maps, and in one of them only; each in the order of its map.
struct Pairs<'a, T> {
    both: Vec<(&'a T, &'a T)>,
    gone: Vec<&'a T>,
    new: Vec<&'a T>,
}

/// Pairs by id, and what is left by key, the first with the first.
fn pairs<'a, T, I: Ord + Copy, K: Hash + Eq>(
    before: impl Iterator<Item = &'a T>,
    after: impl Iterator<Item = &'a T>,
    id: impl Fn(&T) -> I,
    key_before: impl Fn(&T) -> K,
    key_after: impl Fn(&T) -> K,
) -> Pairs<'a, T> {
    let mut left: BTreeMap<I, &T> = after.map(|thing| (id(thing), thing)).collect();
    let mut pairs = Pairs { both: Vec::new(), gone: Vec::new(), new: Vec::new() };
    let mut alone = Vec::new();
    for thing in before {
        match left.remove(&id(thing)) {
            Some(same) => pairs.both.push((thing, same)),
            None => alone.push(thing),
        }
    }
    let mut by_key: HashMap<K, VecDeque<I>> = HashMap::new();
    for (id, thing) in &left {
        by_key.entry(key_after(thing)).or_default().push_back(*id);
    }
    for thing in alone {
        let same = by_key.get_mut(&key_before(thing)).and_then(VecDeque::pop_front);
        match same.and_then(|id| left.remove(&id)) {
            Some(same) => pairs.both.push((thing, same)),
            None => pairs.gone.push(thing),
        }
    }
    pairs.new.extend(left.into_values());
    pairs
}

fn name(map: &Organisation, party: PartyId) -> String {
    map.party(party).map(|party| party.name.clone()).unwrap_or_default()
}

/// A supply with both ends: “Payroll → pay run → Sales”.
fn told(map: &Organisation, supply: &Supply) -> String {
    let (from, to) = (name(map, supply.supplier), name(map, supply.customer));
    match (supply.kind, supply.what.as_str()) {
        (SupplyKind::Delivers, "") => format!("{from} → {to}"),
        (SupplyKind::Delivers, what) => format!("{from} → {what} → {to}"),
        (kind, "") => format!("{from} {} {to}", kind.word()),
        (kind, what) => format!("{from} {} {to}: {what}", kind.word()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, PartyEdit, SupplyEdit, perform};
    use crate::model::{IdSource, NoteKind, PartyKind, Point, Rating, SequentialIds};

    /// Payroll → slip → Sales, with a note.
    fn map(ids: &mut SequentialIds) -> Organisation {
        let mut map = Organisation::default();
        let (payroll, sales, supply) = (ids.party(), ids.party(), ids.supply());
        let party = |id, name| Command::AddParty(Party::new(id, PartyKind::Role, name, Point::default()));
        let note = Note::new(ids.note(), NoteSubject::Party(payroll), NoteKind::Problem, "late");
        let commands = [
            party(payroll, "Payroll"),
            party(sales, "Sales"),
            Command::Connect(Supply::new(supply, payroll, sales, "slip")),
            Command::AddNote(note),
        ];
        for command in commands {
            perform(&mut map, &command).unwrap();
        }
        map
    }

    fn words(before: &Organisation, after: &Organisation) -> Vec<String> {
        let sign = |kind| match kind {
            DifferenceKind::Added => "+",
            DifferenceKind::Removed => "-",
            DifferenceKind::Changed => "~",
        };
        differences(before, after).into_iter().map(|d| format!("{} {}", sign(d.kind), d.words)).collect()
    }

    #[test]
    fn maps_that_say_the_same_do_not_differ_whatever_their_ids() {
        let map_a = map(&mut SequentialIds::default());
        let map_b = map(&mut SequentialIds::after(1000));
        assert_eq!(words(&map_a, &map_a), Vec::<String>::new());
        assert_eq!(words(&map_a, &map_b), Vec::<String>::new());
    }

    #[test]
    fn what_was_edited_is_told_in_words() {
        let before = map(&mut SequentialIds::default());
        let mut after = before.clone();
        let ids: Vec<PartyId> = after.parties().map(|party| party.id).collect();
        let supply = after.supplies().map(|supply| supply.id).collect::<Vec<_>>();
        let kitchen = Party::new(PartyId::from_u128(99), PartyKind::Buyer, "Homeowner", Point::default());
        let commands = [
            Command::SetTitle("Kitchens".to_owned()),
            Command::EditParties(vec![ids[0]], PartyEdit::Name("Wages".to_owned())),
            Command::EditParties(vec![ids[1]], PartyEdit::Holder("Ada".to_owned())),
            Command::EditSupplies(supply, SupplyEdit::OwnRating(Rating::new(4))),
            Command::AddParty(kitchen),
        ];
        for command in commands {
            perform(&mut after, &command).unwrap();
        }
        let expected = [
            "~ title “”, now “Kitchens”",
            "+ buyer Homeowner",
            "~ Payroll: name “Payroll”, now “Wages”",
            "~ Sales: holder now “Ada”",
            "~ Payroll → slip → Sales: own rating now “4”",
        ];
        assert_eq!(words(&before, &after), expected);
        assert!(words(&after, &before).contains(&"- buyer Homeowner".to_owned()));
        let empty = Organisation::default();
        let all = ["- role Payroll", "- role Sales", "- Payroll → slip → Sales", "- problem “late”"];
        assert_eq!(words(&before, &empty), all);
    }
}
