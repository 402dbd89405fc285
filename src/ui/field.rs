use super::{Intents, View};
use crate::edit::{Command, NoteEdit, PartyEdit, SupplyEdit};
use crate::model::{Day, NoteId, Organisation, PartyId, Supply, SupplyId, Terms, Worth};

/// One text on the map that can be typed into a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The title of the map.
    Title,
    /// A text of a party.
    Party(PartyId, PartyText),
    /// A number that says what an external customer is worth.
    Worth(PartyId, WorthNumber),
    /// A text of a supply.
    Supply(SupplyId, SupplyText),
    /// A text of a note.
    Note(NoteId, NoteText),
}

/// The texts of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartyText {
    /// Its name.
    Name,
    /// Who wears the hat.
    Holder,
    /// Why it exists.
    Purpose,
}

/// The numbers that say what an external customer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorthNumber {
    /// What it brings in.
    Revenue,
    /// How large it is.
    Size,
    /// What it could bring in.
    Potential,
    /// How much it recommends us.
    Advocacy,
    /// How much joy it is to serve.
    Joy,
}

/// The texts of a supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SupplyText {
    /// What is supplied.
    What,
    /// What matters to the customer.
    Need,
    /// What the supplier promises.
    Promise,
    /// How good it will be.
    Quality,
    /// By when.
    ByWhen,
    /// How long it takes.
    LeadTime,
}

/// The texts of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteText {
    /// What was said.
    Text,
    /// Who says it.
    Voice,
    /// Who takes care of it.
    Owner,
    /// By when.
    Due,
}

/// The text that was typed cannot be what the field holds; worded for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable(pub &'static str);

impl Field {
    /// What the map holds there; `None` if the thing is gone.
    pub fn value(self, map: &Organisation) -> Option<String> {
        Some(match self {
            Self::Title => map.title().to_owned(),
            Self::Party(id, text) => {
                let party = map.party(id)?;
                match text {
                    PartyText::Name => party.name.clone(),
                    PartyText::Holder => party.holder.clone(),
                    PartyText::Purpose => party.purpose.clone(),
                }
            }
            Self::Worth(id, which) => {
                let mut worth = map.party(id)?.worth;
                which.of(&mut worth).map_or_else(String::new, |number| number.to_string())
            }
            Self::Supply(id, text) => {
                let Supply { what, mut terms, .. } = map.supply(id)?.clone();
                text.of(&mut terms).map_or(what, std::mem::take)
            }
            Self::Note(id, text) => {
                let note = map.note(id)?;
                match text {
                    NoteText::Text => note.text.clone(),
                    NoteText::Voice => note.voice.clone(),
                    NoteText::Owner => note.owner.clone(),
                    NoteText::Due => note.due.map_or_else(String::new, |day| day.to_string()),
                }
            }
        })
    }

    /// The command that puts `typed` there; `None` if nothing would change or the thing is gone.
    ///
    /// # Errors
    /// [`Unreadable`] if a number or a day was asked for and something else typed.
    pub fn command(self, map: &Organisation, typed: &str) -> Result<Option<Command>, Unreadable> {
        let Some(value) = self.value(map) else { return Ok(None) };
        if value == typed {
            return Ok(None);
        }
        let text = typed.to_owned();
        Ok(Some(match self {
            Self::Title => Command::SetTitle(text),
            Self::Party(id, PartyText::Name) => Command::EditParties(vec![id], PartyEdit::Name(text)),
            Self::Party(id, PartyText::Holder) => Command::EditParties(vec![id], PartyEdit::Holder(text)),
            Self::Party(id, PartyText::Purpose) => Command::EditParties(vec![id], PartyEdit::Purpose(text)),
            Self::Worth(id, which) => {
                let mut worth = map.party(id).map(|party| party.worth).unwrap_or_default();
                *which.of(&mut worth) = number(typed)?;
                Command::EditParties(vec![id], PartyEdit::Worth(worth))
            }
            Self::Supply(id, which) => {
                let mut terms = map.supply(id).map(|supply| supply.terms.clone()).unwrap_or_default();
                let edit = match which.of(&mut terms) {
                    None => SupplyEdit::What(text),
                    Some(term) => {
                        *term = text;
                        SupplyEdit::Terms(Box::new(terms))
                    }
                };
                Command::EditSupplies(vec![id], edit)
            }
            Self::Note(id, NoteText::Text) => Command::EditNote(id, NoteEdit::Text(text)),
            Self::Note(id, NoteText::Voice) => Command::EditNote(id, NoteEdit::Voice(text)),
            Self::Note(id, NoteText::Owner) => Command::EditNote(id, NoteEdit::Owner(text)),
            Self::Note(id, NoteText::Due) => Command::EditNote(id, NoteEdit::Due(day(typed)?)),
        }))
    }
}

impl WorthNumber {
    /// Every number, in the order in which the inspector lists them.
    pub const ALL: [Self; 5] = [Self::Revenue, Self::Size, Self::Potential, Self::Advocacy, Self::Joy];

    /// The word for it in the interface.
    pub fn word(self) -> &'static str {
        match self {
            Self::Revenue => "Revenue",
            Self::Size => "Size",
            Self::Potential => "Potential",
            Self::Advocacy => "Advocacy",
            Self::Joy => "Joy",
        }
    }

    fn of(self, worth: &mut Worth) -> &mut Option<f64> {
        match self {
            Self::Revenue => &mut worth.revenue,
            Self::Size => &mut worth.size,
            Self::Potential => &mut worth.potential,
            Self::Advocacy => &mut worth.advocacy,
            Self::Joy => &mut worth.joy,
        }
    }
}

impl SupplyText {
    /// The term of this name; what is supplied is no term.
    fn of(self, terms: &mut Terms) -> Option<&mut String> {
        match self {
            Self::What => None,
            Self::Need => Some(&mut terms.need),
            Self::Promise => Some(&mut terms.promise),
            Self::Quality => Some(&mut terms.quality),
            Self::ByWhen => Some(&mut terms.by_when),
            Self::LeadTime => Some(&mut terms.lead_time),
        }
    }
}

fn number(typed: &str) -> Result<Option<f64>, Unreadable> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let number = typed.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(Some).ok_or(Unreadable("A number, please, such as 1200 or 4.5."))
}

fn day(typed: &str) -> Result<Option<Day>, Unreadable> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Day::parse(typed).map(Some).ok_or(Unreadable("A day, please, such as 2026-11-23."))
}

/// What is being typed into a field: kept until it is done, then asked for as one command.
///
/// The draft knows its field, so that nothing is lost when the field disappears while it is typed in
/// (another thing is selected, a panel closes, the window closes).
#[derive(Clone, Debug, Default)]
pub struct FieldDraft {
    typing: Option<(Field, String)>,
    is_shown: bool,
}

impl FieldDraft {
    /// To be called before the fields of a frame are drawn.
    pub fn begin(&mut self) {
        self.is_shown = false;
    }

    /// The text to show in `field`: what is typed, else what the map holds.
    pub fn text(&mut self, field: Field, map: &Organisation) -> String {
        match &self.typing {
            Some((typed_in, text)) if *typed_in == field => {
                self.is_shown = true;
                text.clone()
            }
            _ => field.value(map).unwrap_or_default(),
        }
    }

    /// Remembers what has been typed into `field` so far.
    pub fn type_in(&mut self, field: Field, text: String, view: &View, intents: &mut Intents) {
        if self.typing.as_ref().is_some_and(|(typed_in, _)| *typed_in != field) {
            self.commit(view, intents);
        }
        self.typing = Some((field, text));
        self.is_shown = true;
    }

    /// Why what is typed into `field` cannot stay, if it cannot.
    pub fn complaint(&self, field: Field, map: &Organisation) -> Option<Unreadable> {
        let (typed_in, text) = self.typing.as_ref()?;
        if *typed_in != field {
            return None;
        }
        field.command(map, text).err()
    }

    /// Whether something is typed that is not yet on the map.
    pub fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    /// Forgets what is typed: Escape.
    pub fn drop_typing(&mut self) {
        self.typing = None;
    }

    /// Asks for what is typed, as one edit.
    pub fn commit(&mut self, view: &View, intents: &mut Intents) {
        if let Some(command) = self.take_command(view.organisation) {
            intents.edit(command);
        }
    }

    /// To be called after the fields of a frame are drawn: commits what was typed into a field that is gone.
    pub fn end(&mut self, view: &View, intents: &mut Intents) {
        if !self.is_shown {
            self.commit(view, intents);
        }
    }

    /// Takes what is typed as a command, for whoever is about to close the window.
    pub fn take_command(&mut self, map: &Organisation) -> Option<Command> {
        let (field, text) = self.typing.take()?;
        field.command(map, &text).ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::perform;
    use crate::model::{Note, NoteKind, NoteSubject, Party, PartyKind, Point};

    fn map() -> Organisation {
        let mut map = Organisation::default();
        let id = PartyId::from_u128(1);
        let commands = [
            Command::AddParty(Party::new(id, PartyKind::Buyer, "Homeowner", Point::default())),
            Command::Connect(Supply::new(SupplyId::from_u128(2), id, id, "care")),
            Command::AddNote(Note::new(NoteId::from_u128(3), NoteSubject::Party(id), NoteKind::Idea, "more")),
        ];
        for command in commands {
            perform(&mut map, &command).expect("the map can be made");
        }
        map
    }

    fn every_field() -> Vec<(Field, &'static str)> {
        let (party, supply, note) = (PartyId::from_u128(1), SupplyId::from_u128(2), NoteId::from_u128(3));
        let mut fields = vec![(Field::Title, "Kitchens")];
        for text in [PartyText::Name, PartyText::Holder, PartyText::Purpose] {
            fields.push((Field::Party(party, text), "other"));
        }
        for which in WorthNumber::ALL {
            fields.push((Field::Worth(party, which), "4.5"));
        }
        for text in [
            SupplyText::What,
            SupplyText::Need,
            SupplyText::Promise,
            SupplyText::Quality,
            SupplyText::ByWhen,
            SupplyText::LeadTime,
        ] {
            fields.push((Field::Supply(supply, text), "other"));
        }
        for text in [NoteText::Text, NoteText::Voice, NoteText::Owner] {
            fields.push((Field::Note(note, text), "other"));
        }
        fields.push((Field::Note(note, NoteText::Due), "2026-11-23"));
        fields
    }

    #[test]
    fn what_is_typed_into_a_field_is_what_the_map_then_holds() {
        for (field, typed) in every_field() {
            let mut map = map();
            let command = field.command(&map, typed).expect("readable").expect("something changes");
            perform(&mut map, &command).expect("the edit is allowed");
            assert_eq!(field.value(&map).as_deref(), Some(typed), "{field:?}");
            assert_eq!(field.command(&map, typed), Ok(None), "typing the same again is no edit");
        }
    }

    #[test]
    fn numbers_and_days_that_are_none_are_not_taken() {
        let map = map();
        for field in [
            Field::Worth(PartyId::from_u128(1), WorthNumber::Joy),
            Field::Note(NoteId::from_u128(3), NoteText::Due),
        ] {
            assert!(field.command(&map, "soon").is_err());
        }
    }

    #[test]
    fn a_thing_that_is_gone_takes_no_text() {
        let gone = Field::Party(PartyId::from_u128(99), PartyText::Name);
        assert_eq!(gone.command(&map(), "anybody"), Ok(None));
    }
}
