use crate::analysis::Sight;
use crate::model::{
    Answer, Delivery, ElementId, Note, NoteState, NoteSubject, Organisation, Party, PartyId, Rating,
    Standing, Supply, sort_name,
};
use crate::scene::NotesShown;
use crate::ui::widget::{element_name, named};
use crate::ui::{Field, NoteText, PartyText, SupplyText};

/// What the rows of the table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Roles, teams and who is outside.
    #[default]
    Parties,
    /// Who supplies whom with what.
    Supplies,
    /// All feedback, and the actions that came of it.
    Notes,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Name,
    Kind,
    Holder,
    Team,
    Purpose,
    Gives,
    Receives,
    Reached,
    Notes,
    RatedByCustomers,
    RatedBySelf,
    What,
    Supplier,
    SupplyKind,
    Customer,
    Need,
    Promise,
    Answer,
    Delivery,
    Standing,
    CustomersRating,
    OwnRating,
    Gap,
    Said,
    NoteKind,
    About,
    Voice,
    VisibleTo,
    Owner,
    Due,
    State,
}

/// What the cells are read from.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub map: &'a Organisation,
    /// Whom everybody reaches, as soon as it is known.
    pub reach: Option<&'a Sight>,
    pub notes: NotesShown,
}

/// By what a cell is sorted; empty ones come last either way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    Number(i64),
    Text(String),
    Nothing,
}

/// What the table calls the state of a note.
pub(super) fn state_word(state: NoteState) -> &'static str {
    match state {
        NoteState::Open => "open",
        NoteState::Resolved => "resolved",
    }
}

impl TableKind {
    /// Its columns; the first one stays in sight.
    pub(super) fn columns(self) -> &'static [Column] {
        use Column as C;
        match self {
            Self::Parties => &[
                C::Name,
                C::Kind,
                C::Holder,
                C::Team,
                C::Purpose,
                C::Gives,
                C::Receives,
                C::Reached,
                C::Notes,
                C::RatedByCustomers,
                C::RatedBySelf,
            ],
            Self::Supplies => &[
                C::What,
                C::Supplier,
                C::SupplyKind,
                C::Customer,
                C::Need,
                C::Promise,
                C::Answer,
                C::Delivery,
                C::Standing,
                C::CustomersRating,
                C::OwnRating,
                C::Gap,
                C::Notes,
            ],
            Self::Notes => {
                &[C::Said, C::NoteKind, C::About, C::Voice, C::Owner, C::Due, C::State, C::VisibleTo]
            }
        }
    }
}

impl Column {
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Kind | Self::SupplyKind | Self::NoteKind => "Kind",
            Self::Holder => "Held by",
            Self::Team => "In team",
            Self::Purpose => "Purpose",
            Self::Gives => "Supplies given",
            Self::Receives => "Supplies received",
            Self::Reached => "Customers reached",
            Self::Notes => "Open notes",
            Self::RatedByCustomers => "Rated by customers",
            Self::RatedBySelf => "Rated by itself",
            Self::What => "What is supplied",
            Self::Supplier => "Supplier",
            Self::Customer => "Customer",
            Self::Need => "Need",
            Self::Promise => "Promise",
            Self::Answer => "Answer",
            Self::Delivery => "Delivery",
            Self::Standing => "Standing",
            Self::CustomersRating => "Customer's rating",
            Self::OwnRating => "Own rating",
            Self::Gap => "Gap",
            Self::Said => "What was said",
            Self::About => "About",
            Self::Voice => "Who says it",
            Self::VisibleTo => "Who may see it",
            Self::Owner => "Who takes care of it",
            Self::Due => "By when",
            Self::State => "State",
        }
    }

    pub fn width(self) -> f32 {
        match self {
            Self::Purpose | Self::Need | Self::Promise | Self::About => 230.0,
            Self::Supplier | Self::Customer | Self::Team => 170.0,
            Self::Standing | Self::Holder | Self::Voice | Self::Owner | Self::VisibleTo => 140.0,
            Self::Kind
            | Self::SupplyKind
            | Self::NoteKind
            | Self::Due
            | Self::Answer
            | Self::Delivery
            | Self::Gap => 116.0,
            Self::RatedByCustomers => 104.0,
            _ => 92.0,
        }
    }

    /// Whether its cells are numbers, which stand in the middle.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Gives
                | Self::Receives
                | Self::Reached
                | Self::Notes
                | Self::RatedByCustomers
                | Self::RatedBySelf
                | Self::CustomersRating
                | Self::OwnRating
        )
    }

    /// Whether it is edited by choosing from a list.
    pub fn is_choice(self) -> bool {
        matches!(
            self,
            Self::Kind
                | Self::Team
                | Self::Supplier
                | Self::SupplyKind
                | Self::Customer
                | Self::Answer
                | Self::Delivery
                | Self::Standing
                | Self::CustomersRating
                | Self::OwnRating
                | Self::NoteKind
                | Self::VisibleTo
                | Self::State
        )
    }

    /// What is typed into, where the column is edited by typing.
    pub fn field(self, row: ElementId) -> Option<Field> {
        Some(match (self, row) {
            (Self::Name, ElementId::Party(id)) => Field::Party(id, PartyText::Name),
            (Self::Holder, ElementId::Party(id)) => Field::Party(id, PartyText::Holder),
            (Self::Purpose, ElementId::Party(id)) => Field::Party(id, PartyText::Purpose),
            (Self::What, ElementId::Supply(id)) => Field::Supply(id, SupplyText::What),
            (Self::Need, ElementId::Supply(id)) => Field::Supply(id, SupplyText::Need),
            (Self::Promise, ElementId::Supply(id)) => Field::Supply(id, SupplyText::Promise),
            (Self::Said, ElementId::Note(id)) => Field::Note(id, NoteText::Text),
            (Self::Voice, ElementId::Note(id)) => Field::Note(id, NoteText::Voice),
            (Self::Owner, ElementId::Note(id)) => Field::Note(id, NoteText::Owner),
            (Self::Due, ElementId::Note(id)) => Field::Note(id, NoteText::Due),
            _ => return None,
        })
    }

    /// Whether anything about it can be changed here.
    pub fn is_editable(self, row: ElementId) -> bool {
        self.is_choice() || self.field(row).is_some()
    }

    /// What stands in the cell, on one line.
    pub fn text(self, facts: &Facts, row: ElementId) -> String {
        let text = match row {
            ElementId::Party(id) => facts.map.party(id).map(|party| self.party_text(facts, party)),
            ElementId::Supply(id) => facts.map.supply(id).map(|supply| self.supply_text(facts, supply)),
            ElementId::Note(id) => facts.map.note(id).map(|note| self.note_text(facts, note)),
        };
        text.unwrap_or_default().replace('\n', " ")
    }

    fn party_text(self, facts: &Facts, party: &Party) -> String {
        match self {
            Self::Name => party.name.clone(),
            Self::Kind => party.kind.word().to_owned(),
            Self::Holder => party.holder.clone(),
            Self::Team => party.team.map_or_else(String::new, |team| named(facts.map, team)),
            Self::Purpose => party.purpose.clone(),
            Self::Reached => match facts.reach {
                Some(reach) => reach.count(party.id).to_string(),
                None => "…".to_owned(),
            },
            Self::RatedByCustomers | Self::RatedBySelf => {
                self.mean_rating(facts.map, party.id).map_or_else(String::new, |mean| format!("{mean:.1}"))
            }
            _ => self.count(facts, party.id.into()).map_or_else(String::new, |count| count.to_string()),
        }
    }

    fn supply_text(self, facts: &Facts, supply: &Supply) -> String {
        let rating = |rating: Option<Rating>| rating.map_or_else(String::new, |r| r.value().to_string());
        match self {
            Self::What => supply.what.clone(),
            Self::Supplier => named(facts.map, supply.supplier),
            Self::SupplyKind => supply.kind.word().to_owned(),
            Self::Customer => named(facts.map, supply.customer),
            Self::Need => supply.terms.need.clone(),
            Self::Promise => supply.terms.promise.clone(),
            Self::Answer => supply.terms.answer.map_or_else(String::new, |answer| answer.word().to_owned()),
            Self::Delivery => supply.terms.delivery.word().to_owned(),
            Self::Standing => supply.standing.word().to_owned(),
            Self::CustomersRating => rating(supply.customers_rating),
            Self::OwnRating => rating(supply.own_rating),
            Self::Gap => supply.gap().map_or_else(String::new, |gap| gap.word().to_owned()),
            _ => self.count(facts, supply.id.into()).map_or_else(String::new, |count| count.to_string()),
        }
    }

    fn note_text(self, facts: &Facts, note: &Note) -> String {
        match self {
            Self::Said => note.text.clone(),
            Self::NoteKind => note.kind.word().to_owned(),
            Self::About => match note.subject {
                NoteSubject::Party(id) => named(facts.map, id),
                NoteSubject::Supply(id) => element_name(facts.map, id.into()),
            },
            Self::Voice => note.voice.clone(),
            Self::VisibleTo => note.visibility.word().to_owned(),
            Self::Owner => note.owner.clone(),
            Self::Due => note.due.map_or_else(String::new, |day| day.to_string()),
            Self::State => state_word(note.state).to_owned(),
            _ => String::new(),
        }
    }

    /// Numbers that are counted; no notes are no number, so that the cells with some stand out.
    fn count(self, facts: &Facts, row: ElementId) -> Option<usize> {
        let open_notes = |subject| {
            let notes = facts.map.notes_on(subject).filter(|note| facts.notes.includes(note));
            Some(notes.filter(|note| note.state == NoteState::Open).count()).filter(|count| *count > 0)
        };
        match (self, row) {
            (Self::Gives, ElementId::Party(id)) => Some(facts.map.supplies_from(id).count()),
            (Self::Receives, ElementId::Party(id)) => Some(facts.map.supplies_to(id).count()),
            (Self::Notes, ElementId::Party(id)) => open_notes(NoteSubject::Party(id)),
            (Self::Notes, ElementId::Supply(id)) => open_notes(NoteSubject::Supply(id)),
            _ => None,
        }
    }

    /// The mean of what was said about everything that a party supplies.
    fn mean_rating(self, map: &Organisation, party: PartyId) -> Option<f64> {
        let rating = |supply: &Supply| match self {
            Self::RatedByCustomers => supply.customers_rating,
            _ => supply.own_rating,
        };
        let ratings: Vec<u32> =
            map.supplies_from(party).filter_map(rating).map(|rating| u32::from(rating.value())).collect();
        let sum: u32 = ratings.iter().sum();
        (!ratings.is_empty()).then(|| f64::from(sum) / ratings.len() as f64)
    }

    pub fn sort_key(self, facts: &Facts, row: ElementId) -> SortKey {
        let number = |number: Option<usize>| number.map_or(SortKey::Nothing, |n| SortKey::Number(n as i64));
        let place = |place: Option<usize>| number(place);
        let rating = |rating: Option<Rating>| number(rating.map(|rating| usize::from(rating.value())));
        let supply = match row {
            ElementId::Supply(id) => facts.map.supply(id),
            _ => None,
        };
        match (self, row, supply) {
            (Self::Reached, ElementId::Party(id), _) => number(facts.reach.map(|reach| reach.count(id))),
            (Self::Gives | Self::Receives | Self::Notes, ..) => number(self.count(facts, row)),
            (Self::RatedByCustomers | Self::RatedBySelf, ElementId::Party(id), _) => {
                let mean = self.mean_rating(facts.map, id);
                mean.map_or(SortKey::Nothing, |mean| SortKey::Number((mean * 1000.0) as i64))
            }
            (Self::Answer, _, Some(supply)) => {
                place(Answer::ALL.iter().position(|answer| supply.terms.answer == Some(*answer)))
            }
            (Self::Delivery, _, Some(supply)) => {
                place(Delivery::ALL.iter().position(|delivery| supply.terms.delivery == *delivery))
            }
            (Self::Standing, _, Some(supply)) => {
                place(Standing::ALL.iter().position(|standing| supply.standing == *standing))
            }
            (Self::CustomersRating, _, Some(supply)) => rating(supply.customers_rating),
            (Self::OwnRating, _, Some(supply)) => rating(supply.own_rating),
            _ => {
                let text = sort_name(&self.text(facts, row));
                if text.is_empty() { SortKey::Nothing } else { SortKey::Text(text) }
            }
        }
    }
}
