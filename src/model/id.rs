use std::fmt;

/// Where new ids come from: a clock and randomness in the program, a counter in tests.
///
/// Ids are 128 bits, unique for ever, and never reused; the program uses UUID version 7, so that
/// ids made later sort later.
pub trait IdSource {
    /// An id that was never given out before.
    fn next_id(&mut self) -> u128;

    /// A fresh id for a party.
    fn party(&mut self) -> PartyId {
        PartyId::from_u128(self.next_id())
    }

    /// A fresh id for a supply.
    fn supply(&mut self) -> SupplyId {
        SupplyId::from_u128(self.next_id())
    }

    /// A fresh id for a note.
    fn note(&mut self) -> NoteId {
        NoteId::from_u128(self.next_id())
    }
}

/// Ids 1, 2, 3 …: for tests, previews and whatever must come out the same every time.
#[derive(Clone, Debug, Default)]
pub struct SequentialIds {
    last: u128,
}

impl SequentialIds {
    /// Ids that begin after `last`.
    pub fn after(last: u128) -> Self {
        Self { last }
    }
}

impl IdSource for SequentialIds {
    fn next_id(&mut self) -> u128 {
        self.last += 1;
        self.last
    }
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// The id with these 128 bits.
            pub const fn from_u128(bits: u128) -> Self {
                Self(bits)
            }

            /// The 128 bits of the id.
            pub const fn as_u128(self) -> u128 {
                self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:x})"), self.0)
            }
        }
    };
}

id_type!(
    /// Names one party for ever.
    PartyId
);
id_type!(
    /// Names one supply for ever.
    SupplyId
);
id_type!(
    /// Names one note for ever.
    NoteId
);

/// Anything on the map that can be pointed at, selected or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementId {
    /// A party.
    Party(PartyId),
    /// A supply.
    Supply(SupplyId),
    /// A note.
    Note(NoteId),
}

impl From<PartyId> for ElementId {
    fn from(id: PartyId) -> Self {
        Self::Party(id)
    }
}

impl From<SupplyId> for ElementId {
    fn from(id: SupplyId) -> Self {
        Self::Supply(id)
    }
}

impl From<NoteId> for ElementId {
    fn from(id: NoteId) -> Self {
        Self::Note(id)
    }
}
