use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::hash::Hash;

/// Numbers for things that come and go. Who comes back gets the number that it had.
#[derive(Clone)]
pub(super) struct Numbers<T> {
    number: FxHashMap<T, u32>,
    /// Whose number it is, and whether that is there now.
    owner: Vec<(T, bool)>,
    here: usize,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self { number: FxHashMap::default(), owner: Vec::new(), here: 0 }
    }
}

impl<T: Copy + Eq + Hash> Numbers<T> {
    /// How many are there.
    pub(super) fn len(&self) -> usize {
        self.here
    }

    pub(super) fn all(&self) -> impl Iterator<Item = T> {
        self.owner.iter().filter(|(_, is_here)| *is_here).map(|(thing, _)| *thing)
    }

    pub(super) fn get(&self, thing: &T) -> Option<u32> {
        self.number.get(thing).copied().filter(|number| self.owner[*number as usize].1)
    }

    /// The number of a thing that is there, or has been.
    pub(super) fn last(&self, thing: &T) -> Option<u32> {
        self.number.get(thing).copied()
    }

    /// The number of a thing that is there from now on.
    pub(super) fn of(&mut self, thing: T) -> u32 {
        let number = *self.number.entry(thing).or_insert_with(|| {
            self.owner.push((thing, false));
            self.owner.len() as u32 - 1
        });
        self.here += usize::from(!std::mem::replace(&mut self.owner[number as usize].1, true));
        number
    }

    /// The thing is there no more.
    pub(super) fn drop(&mut self, thing: &T) -> Option<u32> {
        let number = self.get(thing)?;
        self.owner[number as usize].1 = false;
        self.here -= 1;
        Some(number)
    }

    pub(super) fn with(&self, numbers: &[u32]) -> BTreeSet<T>
    where
        T: Ord,
    {
        numbers
            .iter()
            .filter_map(|number| self.owner.get(*number as usize))
            .map(|(thing, _)| *thing)
            .collect()
    }
}
