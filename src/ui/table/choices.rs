use super::columns::{Column, state_word};
use crate::edit::{Command, NoteEdit, PartyEdit, SupplyEdit, SupplyEnd};
use crate::model::{
    Answer, Delivery, ElementId, Note, NoteKind, NoteState, Organisation, Party, PartyId, PartyKind, Rating,
    Standing, Supply, SupplyKind, Visibility, fold_name,
};
use crate::ui::widget::named;

/// So many are listed; whoever wants another types a part of its name.
const MOST: usize = 60;

/// One entry of the list from which a cell is chosen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub word: String,
    /// Whether it is what the cell holds.
    pub is_current: bool,
    pub command: Command,
}

/// What a cell can become; only what contains `query`.
pub(super) fn choices(column: Column, map: &Organisation, row: ElementId, query: &str) -> Vec<Choice> {
    let all: Box<dyn Iterator<Item = Choice>> = match row {
        ElementId::Party(id) => match map.party(id) {
            Some(party) => of_party(column, map, party),
            None => return Vec::new(),
        },
        ElementId::Supply(id) => match map.supply(id) {
            Some(supply) => of_supply(column, map, supply),
            None => return Vec::new(),
        },
        ElementId::Note(id) => match map.note(id) {
            Some(note) => of_note(column, note),
            None => return Vec::new(),
        },
    };
    let query = fold_name(query);
    all.filter(|choice| query.is_empty() || fold_name(&choice.word).contains(&query)).take(MOST).collect()
}

fn of_party<'a>(
    column: Column,
    map: &'a Organisation,
    party: &'a Party,
) -> Box<dyn Iterator<Item = Choice> + 'a> {
    let choice = move |word: String, is_current, edit| Choice {
        word,
        is_current,
        command: Command::EditParties(vec![party.id], edit),
    };
    match column {
        Column::Kind => Box::new(
            PartyKind::ALL
                .into_iter()
                .map(move |kind| choice(kind.word().to_owned(), party.kind == kind, PartyEdit::Kind(kind))),
        ),
        Column::Team => {
            let is_own =
                move |team: &Party| team.id == party.id || map.teams_around(team.id).contains(&party.id);
            let mut teams: Vec<(String, PartyId)> = map
                .parties()
                .filter(|team| team.kind == PartyKind::Team && !is_own(team))
                .map(|team| (named(map, team.id), team.id))
                .collect();
            teams.sort();
            let none = choice("None".to_owned(), party.team.is_none(), PartyEdit::Team(None));
            Box::new(std::iter::once(none).chain(teams.into_iter().map(move |(name, team)| {
                choice(name, party.team == Some(team), PartyEdit::Team(Some(team)))
            })))
        }
        _ => Box::new(std::iter::empty()),
    }
}

fn of_supply<'a>(
    column: Column,
    map: &'a Organisation,
    supply: &'a Supply,
) -> Box<dyn Iterator<Item = Choice> + 'a> {
    let choice = move |word: &str, is_current, edit| Choice {
        word: word.to_owned(),
        is_current,
        command: Command::EditSupplies(vec![supply.id], edit),
    };
    let terms = move |change: &dyn Fn(&mut crate::model::Terms)| {
        let mut terms = supply.terms.clone();
        change(&mut terms);
        SupplyEdit::Terms(Box::new(terms))
    };
    match column {
        Column::SupplyKind => Box::new(
            SupplyKind::ALL
                .into_iter()
                .map(move |kind| choice(kind.word(), supply.kind == kind, SupplyEdit::Kind(kind))),
        ),
        Column::Answer => Box::new(std::iter::once(None).chain(Answer::ALL.map(Some)).map(move |answer| {
            let edit = terms(&|terms| terms.answer = answer);
            choice(answer.map_or("None yet", Answer::word), supply.terms.answer == answer, edit)
        })),
        Column::Delivery => Box::new(Delivery::ALL.into_iter().map(move |delivery| {
            let edit = terms(&|terms| terms.delivery = delivery);
            choice(delivery.word(), supply.terms.delivery == delivery, edit)
        })),
        Column::Standing => Box::new(Standing::ALL.into_iter().map(move |standing| {
            choice(standing.word(), supply.standing == standing, SupplyEdit::Standing(standing))
        })),
        Column::CustomersRating | Column::OwnRating => {
            let (current, edit): (_, fn(Option<Rating>) -> SupplyEdit) = if column == Column::OwnRating {
                (supply.own_rating, SupplyEdit::OwnRating)
            } else {
                (supply.customers_rating, SupplyEdit::CustomersRating)
            };
            let word = |rating: Option<Rating>| match rating {
                None => "Not rated".to_owned(),
                Some(rating) => format!("{} {}", rating.value(), rating.meaning()),
            };
            let ratings = std::iter::once(None).chain(Rating::ALL.map(Some));
            Box::new(ratings.map(move |rating| choice(&word(rating), current == rating, edit(rating))))
        }
        Column::Supplier => of_end(map, supply, SupplyEnd::Supplier),
        Column::Customer => of_end(map, supply, SupplyEnd::Customer),
        _ => Box::new(std::iter::empty()),
    }
}

fn of_note(column: Column, note: &Note) -> Box<dyn Iterator<Item = Choice> + '_> {
    let choice = move |word: &str, is_current, edit| Choice {
        word: word.to_owned(),
        is_current,
        command: Command::EditNote(note.id, edit),
    };
    match column {
        Column::NoteKind => Box::new(
            NoteKind::ALL
                .into_iter()
                .map(move |kind| choice(kind.word(), note.kind == kind, NoteEdit::Kind(kind))),
        ),
        Column::VisibleTo => Box::new(Visibility::ALL.into_iter().map(move |visibility| {
            choice(visibility.word(), note.visibility == visibility, NoteEdit::Visibility(visibility))
        })),
        Column::State => Box::new(
            [NoteState::Open, NoteState::Resolved]
                .into_iter()
                .map(move |state| choice(state_word(state), note.state == state, NoteEdit::State(state))),
        ),
        _ => Box::new(std::iter::empty()),
    }
}

fn of_end<'a>(
    map: &'a Organisation,
    supply: &'a Supply,
    end: SupplyEnd,
) -> Box<dyn Iterator<Item = Choice> + 'a> {
    let current = if end == SupplyEnd::Supplier { supply.supplier } else { supply.customer };
    let mut parties: Vec<(String, PartyId)> =
        map.parties().map(|party| (named(map, party.id), party.id)).collect();
    parties.sort();
    Box::new(parties.into_iter().map(move |(word, party)| Choice {
        word,
        is_current: party == current,
        command: Command::EditSupplies(vec![supply.id], SupplyEdit::Reattach(end, party)),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::perform;
    use crate::exchange::text::import_bytes;
    use crate::model::SequentialIds;
    use crate::scene::NotesShown;
    use crate::ui::table::columns::{Facts, TableKind};

    fn map() -> Organisation {
        let text = "Office / Front / Ada -> Bo: plan\nBack / Cy\nCy ? when";
        let mut map = Organisation::default();
        let import = import_bytes(text.as_bytes(), &map, &mut SequentialIds::default()).unwrap();
        perform(&mut map, &import.command).unwrap();
        assert!(map.notes().all(|note| note.state == NoteState::Open));
        map
    }

    #[test]
    fn whatever_is_chosen_is_what_the_cell_then_says_and_is_chosen() {
        for kind in [TableKind::Parties, TableKind::Supplies, TableKind::Notes] {
            for column in kind.columns().iter().filter(|column| column.is_choice()) {
                let before = map();
                let row: ElementId = match kind {
                    TableKind::Parties => before.parties_named("Ada").next().unwrap().id.into(),
                    TableKind::Supplies => before.supplies().next().unwrap().id.into(),
                    TableKind::Notes => before.notes().next().unwrap().id.into(),
                };
                let found = choices(*column, &before, row, "");
                assert!(found.len() > 1 && found.iter().filter(|c| c.is_current).count() == 1, "{column:?}");
                for choice in found {
                    let mut map = before.clone();
                    perform(&mut map, &choice.command).unwrap();
                    let again = choices(*column, &map, row, "");
                    let current: Vec<_> = again.iter().filter(|c| c.is_current).map(|c| &c.word).collect();
                    assert_eq!(current, [&choice.word], "{column:?}");
                    let facts = Facts { map: &map, reach: None, notes: NotesShown::All };
                    let text = column.text(&facts, row);
                    assert!(text.is_empty() || choice.word.starts_with(&text), "{column:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn a_team_is_not_moved_into_itself_and_typing_narrows_the_list() {
        let map = map();
        let words = |name: &str, query: &str| -> Vec<String> {
            let row = map.parties_named(name).next().unwrap().id.into();
            choices(Column::Team, &map, row, query).into_iter().map(|choice| choice.word).collect()
        };
        assert_eq!(words("Office", ""), ["None", "Back"]);
        assert_eq!(words("Ada", "CK"), ["Back"]);
    }
}
