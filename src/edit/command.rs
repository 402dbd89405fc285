use crate::model::{
    Day, Dismissal, Hold, Note, NoteId, NoteKind, NoteState, NoteSubject, Party, PartyId, PartyKind, Point,
    Rating, Size, Standing, Supply, SupplyId, SupplyKind, Terms, Visibility, Worth,
};

/// One thing that a person asks for, in the person's words. One command is one undo step.
///
/// Ids of new things are made by whoever sends the command ([`crate::model::IdSource`]).
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Give the map a title.
    SetTitle(String),
    /// Put a new party on the map.
    AddParty(Party),
    /// Connect a supplier to a customer.
    Connect(Supply),
    /// Attach feedback.
    AddNote(Note),
    /// Change something about parties.
    EditParties(Vec<PartyId>, PartyEdit),
    /// Change something about supplies.
    EditSupplies(Vec<SupplyId>, SupplyEdit),
    /// Change something about a note.
    EditNote(NoteId, NoteEdit),
    /// Put parties elsewhere. Whoever moves a team by hand lists its members too
    /// ([`crate::model::Organisation::descendants_of`]).
    Move {
        /// New places.
        places: Vec<(PartyId, Point)>,
        /// Whether a hand did it; then tidying leaves them there.
        by_hand: bool,
    },
    /// Put existing parties into a new team.
    Group {
        /// The team to make; its `team` says where it is nested.
        team: Party,
        /// Who joins it.
        members: Vec<PartyId>,
    },
    /// Remove things, with everything that hangs on them: supplies of a removed party, notes on
    /// both. Members of a removed team move up into the team around it.
    Delete {
        /// Parties to remove.
        parties: Vec<PartyId>,
        /// Supplies to remove.
        supplies: Vec<SupplyId>,
        /// Notes to remove.
        notes: Vec<NoteId>,
    },
    /// Remember that a question for the room is not a problem.
    Dismiss(Dismissal),
    /// Ask the question of this name again.
    AskAgain(String),
    /// Several commands as one step under one name: an import, a paste, a tidied map.
    Batch(String, Vec<Command>),
}

/// What to change about a party.
#[derive(Clone, Debug, PartialEq)]
pub enum PartyEdit {
    /// Its name.
    Name(String),
    /// What it is.
    Kind(PartyKind),
    /// Who wears the hat.
    Holder(String),
    /// Why it exists.
    Purpose(String),
    /// The team that contains it.
    Team(Option<PartyId>),
    /// How firmly it stays in place.
    Hold(Hold),
    /// Whether a team is drawn as one box.
    Folded(bool),
    /// Least size of a team's frame.
    Frame(Option<Size>),
    /// What an external customer is worth.
    Worth(Worth),
}

/// What to change about a supply.
#[derive(Clone, Debug, PartialEq)]
pub enum SupplyEdit {
    /// What is supplied.
    What(String),
    /// What flows.
    Kind(SupplyKind),
    /// Whether it is informal.
    Informal(bool),
    /// Need, promise and delivery.
    Terms(Box<Terms>),
    /// How sure it is.
    Standing(Standing),
    /// How well the supplier thinks it serves.
    OwnRating(Option<Rating>),
    /// How well the customer says it is served.
    CustomersRating(Option<Rating>),
    /// Attach one end to another party.
    Reattach(SupplyEnd, PartyId),
    /// Supplier and customer change places.
    Swap,
}

/// One of the two ends of a supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SupplyEnd {
    /// The end that gives.
    Supplier,
    /// The end that receives.
    Customer,
}

/// What to change about a note.
#[derive(Clone, Debug, PartialEq)]
pub enum NoteEdit {
    /// What was said.
    Text(String),
    /// What kind of feedback.
    Kind(NoteKind),
    /// Who says it.
    Voice(String),
    /// Who may see it.
    Visibility(Visibility),
    /// Who takes care of it.
    Owner(String),
    /// By when.
    Due(Option<Day>),
    /// Whether it is done.
    State(NoteState),
    /// What it is about.
    Subject(NoteSubject),
}
