//! Random commands that touch every column of every table.

use baton::edit::{Command, NoteEdit, PartyEdit, SupplyEdit, SupplyEnd};
use baton::model::{
    Answer, Day, Delivery, Dismissal, Hold, Note, NoteId, NoteKind, NoteState, NoteSubject, Party, PartyId,
    PartyKind, Point, Rating, Size, Standing, Supply, SupplyId, SupplyKind, Terms, Visibility, Worth,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// One random command; ids come from a small range, so that some hit and some miss.
pub fn any_command() -> impl Strategy<Value = Command> {
    let single = || {
        prop_oneof![new_thing(), party_edits(), supply_edits(), note_edits(), moves(), deletions(), answers()]
    };
    prop_oneof![
        8 => single(),
        1 => vec(single(), 0..5).prop_map(|commands| Command::Batch("All „at once“\n".into(), commands)),
    ]
}

fn party_id() -> impl Strategy<Value = PartyId> {
    (1_u128..8).prop_map(PartyId::from_u128)
}

fn supply_id() -> impl Strategy<Value = SupplyId> {
    prop_oneof![20_u128..25, Just(u128::MAX)].prop_map(SupplyId::from_u128)
}

fn note_id() -> impl Strategy<Value = NoteId> {
    (40_u128..44).prop_map(NoteId::from_u128)
}

/// Any characters at all, quotes and zeros too.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "\\PC{0,8}", 1 => ".{0,12}", 1 => Just("a\0b\r\n“'\"\\ü漢\u{202e}🧑‍🤝‍🧑".to_owned())]
}

fn point() -> impl Strategy<Value = Point> {
    let number = || prop_oneof![-1.0e7_f32..=1.0e7, Just(-0.0), Just(0.1), Just(f32::MIN_POSITIVE)];
    (number(), number()).prop_map(|(x, y)| Point::new(x, y))
}

fn new_thing() -> BoxedStrategy<Command> {
    let subject =
        prop_oneof![party_id().prop_map(NoteSubject::Party), supply_id().prop_map(NoteSubject::Supply)];
    prop_oneof![
        3 => (party_id(), select(PartyKind::ALL.to_vec()), text(), point())
            .prop_map(|(id, kind, name, place)| Command::AddParty(Party::new(id, kind, name, place))),
        3 => (supply_id(), party_id(), party_id(), text())
            .prop_map(|(id, from, to, what)| Command::Connect(Supply::new(id, from, to, what))),
        2 => (note_id(), subject, select(NoteKind::ALL.to_vec()), text())
            .prop_map(|(id, on, kind, text)| Command::AddNote(Note::new(id, on, kind, text))),
        1 => (party_id(), text(), vec(party_id(), 0..3)).prop_map(|(id, name, members)| Command::Group {
            team: Party::new(id, PartyKind::Team, name, Point::default()),
            members,
        }),
        1 => text().prop_map(Command::SetTitle),
    ]
    .boxed()
}

fn party_edits() -> BoxedStrategy<Command> {
    let number = || option::of(prop_oneof![any::<f64>(), -1.0e15..=1.0e15_f64, Just(0.1)]);
    let worth = (number(), number(), number(), number(), number()).prop_map(
        |(revenue, size, potential, advocacy, joy)| Worth { revenue, size, potential, advocacy, joy },
    );
    let size = (0.0_f32..1.0e4, prop_oneof![Just(f32::MAX), 0.0_f32..9.0]);
    let edit = prop_oneof![
        text().prop_map(PartyEdit::Name),
        select(PartyKind::ALL.to_vec()).prop_map(PartyEdit::Kind),
        text().prop_map(PartyEdit::Holder),
        text().prop_map(PartyEdit::Purpose),
        option::of(party_id()).prop_map(PartyEdit::Team),
        select(vec![Hold::Free, Hold::ByHand, Hold::Pinned]).prop_map(PartyEdit::Hold),
        any::<bool>().prop_map(PartyEdit::Folded),
        option::of(size.prop_map(|(width, height)| Size::new(width, height))).prop_map(PartyEdit::Frame),
        worth.prop_map(PartyEdit::Worth),
    ];
    (vec(party_id(), 1..3), edit).prop_map(|(ids, edit)| Command::EditParties(ids, edit)).boxed()
}

fn supply_edits() -> BoxedStrategy<Command> {
    let texts = (text(), text(), text(), text(), text());
    let terms = (texts, option::of(select(Answer::ALL.to_vec())), select(Delivery::ALL.to_vec())).prop_map(
        |((need, promise, quality, by_when, lead_time), answer, delivery)| {
            Box::new(Terms { need, promise, quality, by_when, lead_time, answer, delivery })
        },
    );
    let end = select(vec![SupplyEnd::Supplier, SupplyEnd::Customer]);
    let rating = || (0_u8..7).prop_map(Rating::new);
    let edit = prop_oneof![
        text().prop_map(SupplyEdit::What),
        select(SupplyKind::ALL.to_vec()).prop_map(SupplyEdit::Kind),
        any::<bool>().prop_map(SupplyEdit::Informal),
        terms.prop_map(SupplyEdit::Terms),
        select(Standing::ALL.to_vec()).prop_map(SupplyEdit::Standing),
        rating().prop_map(SupplyEdit::OwnRating),
        rating().prop_map(SupplyEdit::CustomersRating),
        (end, party_id()).prop_map(|(end, to)| SupplyEdit::Reattach(end, to)),
        Just(SupplyEdit::Swap),
    ];
    (vec(supply_id(), 1..3), edit).prop_map(|(ids, edit)| Command::EditSupplies(ids, edit)).boxed()
}

fn note_edits() -> BoxedStrategy<Command> {
    let day = (0_i16..=9999, 1_u8..=12, 1_u8..=31).prop_map(|(year, month, day)| Day::new(year, month, day));
    let edit = prop_oneof![
        text().prop_map(NoteEdit::Text),
        select(NoteKind::ALL.to_vec()).prop_map(NoteEdit::Kind),
        text().prop_map(NoteEdit::Voice),
        select(Visibility::ALL.to_vec()).prop_map(NoteEdit::Visibility),
        text().prop_map(NoteEdit::Owner),
        day.prop_map(NoteEdit::Due),
        select(vec![NoteState::Open, NoteState::Resolved]).prop_map(NoteEdit::State),
        supply_id().prop_map(|id| NoteEdit::Subject(NoteSubject::Supply(id))),
    ];
    (note_id(), edit).prop_map(|(id, edit)| Command::EditNote(id, edit)).boxed()
}

fn moves() -> BoxedStrategy<Command> {
    (vec((party_id(), point()), 0..4), any::<bool>())
        .prop_map(|(places, by_hand)| Command::Move { places, by_hand })
        .boxed()
}

/// Some name a party that may be deleted later, some are refused.
fn answers() -> BoxedStrategy<Command> {
    let finding = || {
        prop_oneof![
            4 => party_id().prop_map(|id| format!("same_name {:x}", id.as_u128())),
            2 => Just("no_self_care".to_owned()),
            1 => text(),
        ]
    };
    prop_oneof![
        2 => (finding(), 0_u32..4)
            .prop_map(|(finding, count)| Command::Dismiss(Dismissal { finding, count })),
        1 => finding().prop_map(Command::AskAgain),
    ]
    .boxed()
}

fn deletions() -> BoxedStrategy<Command> {
    (vec(party_id(), 0..2), vec(supply_id(), 0..2), vec(note_id(), 0..2))
        .prop_map(|(parties, supplies, notes)| Command::Delete { parties, supplies, notes })
        .boxed()
}
