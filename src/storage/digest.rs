use rusqlite::types::ValueRef;

/// A sum over all rows that does not depend on their order: a row is added when it is written and
/// subtracted when it goes, so the digest follows every edit at the cost of the changed rows only.
///
/// It finds what `quick_check` cannot: a flipped bit that leaves a readable, different value behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Digest(u64);

impl Digest {
    /// As it stands in the file: the same 64 bits with a sign.
    pub(super) fn to_stored(self) -> i64 {
        self.0.cast_signed()
    }

    pub(super) fn from_stored(stored: i64) -> Self {
        Self(stored.cast_unsigned())
    }

    pub(super) fn add<'a>(&mut self, table: &str, values: impl Iterator<Item = ValueRef<'a>>) {
        self.0 = self.0.wrapping_add(row_hash(table, values));
    }

    pub(super) fn subtract<'a>(&mut self, table: &str, values: impl Iterator<Item = ValueRef<'a>>) {
        self.0 = self.0.wrapping_sub(row_hash(table, values));
    }
}

/// FNV-1a (Fowler, Noll, Vo; 64 bits) over table name and values, spread by the finaliser of
/// `SplitMix64` (Steele and others, 2014) so that sums of similar rows do not cancel out.
/// The result is part of the file format and must never change.
fn row_hash<'a>(table: &str, values: impl Iterator<Item = ValueRef<'a>>) -> u64 {
    let mut hash = fnv(0xcbf2_9ce4_8422_2325, table.as_bytes());
    for value in values {
        hash = match value {
            ValueRef::Null => fnv(hash, &[0]),
            ValueRef::Integer(number) => fnv(fnv(hash, &[1]), &number.to_le_bytes()),
            // + 0.0: SQLite does not keep the sign of a zero.
            ValueRef::Real(number) => fnv(fnv(hash, &[2]), &(number + 0.0).to_le_bytes()),
            ValueRef::Text(bytes) => sized(hash, 3, bytes),
            ValueRef::Blob(bytes) => sized(hash, 4, bytes),
        };
    }
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn sized(hash: u64, kind: u8, bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    fnv(fnv(fnv(hash, &[kind]), &length.to_le_bytes()), bytes)
}

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: [ValueRef<'static>; 3] = [ValueRef::Text(b"Payroll"), ValueRef::Real(1.5), ValueRef::Null];

    #[test]
    fn order_does_not_matter_and_what_is_subtracted_is_gone() {
        let other = [ValueRef::Integer(7)];
        let (mut one, mut two) = (Digest::default(), Digest::default());
        one.add("party", ROW.into_iter());
        one.add("note", other.into_iter());
        two.add("note", other.into_iter());
        two.add("party", ROW.into_iter());
        assert_eq!(one, two);
        one.subtract("party", ROW.into_iter());
        two.subtract("note", other.into_iter());
        assert_ne!(one, two);
        two.subtract("party", ROW.into_iter());
        assert_eq!(two, Digest::default());
    }

    #[test]
    fn the_hash_is_part_of_the_format_and_never_changes() {
        let mut digest = Digest::default();
        digest.add("party", ROW.into_iter());
        assert_eq!(digest.to_stored(), HASH_OF_ROW);
    }

    /// Computed by a second implementation in another language.
    const HASH_OF_ROW: i64 = 8_239_737_059_082_412_031;
}
