//! Random damage: it is found, or the contents are the same; it never ends in a panic.

use crate::pen::{Script, file_of};
use baton::storage::{Access, MapFile};
use proptest::prelude::*;
use std::fs;

/// What a failing disk or cable does to a file.
#[derive(Clone, Debug)]
enum Harm {
    FlipBit { at: prop::sample::Index, bit: u8 },
    SetByte { at: prop::sample::Index, value: u8 },
    ZeroSector { at: prop::sample::Index },
    CutOff { at: prop::sample::Index },
    Scribble { at: prop::sample::Index, bytes: [u8; 16] },
    SwapPages { one: prop::sample::Index, other: prop::sample::Index },
}

impl Harm {
    fn strike(&self, file: &mut Vec<u8>) {
        let length = file.len();
        match self {
            Self::FlipBit { at, bit } => file[at.index(length)] ^= 1 << bit,
            Self::SetByte { at, value } => file[at.index(length)] = *value,
            Self::ZeroSector { at } => {
                let start = at.index(length) / 512 * 512;
                file[start..length.min(start + 512)].fill(0);
            }
            Self::CutOff { at } => file.truncate(at.index(length)),
            Self::Scribble { at, bytes } => {
                let start = at.index(length - bytes.len());
                file[start..start + bytes.len()].copy_from_slice(bytes);
            }
            Self::SwapPages { one, other } => {
                let (one, other) = (one.index(length / 4096) * 4096, other.index(length / 4096) * 4096);
                for at in 0..4096 {
                    file.swap(one + at, other + at);
                }
            }
        }
    }
}

fn any_harm() -> impl Strategy<Value = Harm> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        4 => (at(), 0_u8..8).prop_map(|(at, bit)| Harm::FlipBit { at, bit }),
        2 => (at(), any::<u8>()).prop_map(|(at, value)| Harm::SetByte { at, value }),
        1 => at().prop_map(|at| Harm::ZeroSector { at }),
        1 => at().prop_map(|at| Harm::CutOff { at }),
        2 => (at(), any::<[u8; 16]>()).prop_map(|(at, bytes)| Harm::Scribble { at, bytes }),
        1 => (at(), at()).prop_map(|(one, other)| Harm::SwapPages { one, other }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn damage_is_found_or_does_no_harm(harm in any_harm()) {
        let contents = CONTENTS.with(Clone::clone);
        let mut bytes = FILE.with(Clone::clone);
        harm.strike(&mut bytes);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.baton");
        fs::write(&path, &bytes).unwrap();
        match MapFile::open(&path, Access::Edit) {
            Err(error) => prop_assert!(!error.to_string().is_empty()),
            Ok((file, found)) if file.limitation().is_some() => prop_assert!(!found.damage.is_empty()),
            Ok((_, found)) => prop_assert_eq!(found, contents),
        }
        prop_assert!(fs::read(&path).unwrap() == bytes, "a damaged file was changed");
    }
}

thread_local! {
    static CONTENTS: baton::storage::Contents = Script::new().states.remove(9);
    static FILE: Vec<u8> = CONTENTS.with(file_of);
}
