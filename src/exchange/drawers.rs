use std::collections::HashMap;
use std::hash::Hash;

/// Things by where they belong and what they are called there. A drawer is filled when somebody looks into it.
#[derive(Debug)]
pub(super) struct Drawers<P, N, I> {
    open: HashMap<P, HashMap<N, Vec<I>>>,
}

impl<P, N, I> Default for Drawers<P, N, I> {
    fn default() -> Self {
        Self { open: HashMap::new() }
    }
}

impl<P: Hash + Eq, N: Hash + Eq, I: Ord> Drawers<P, N, I> {
    /// What is called `name` in this drawer, the oldest first; `everything` is what belongs there.
    pub fn look<T>(&mut self, place: P, name: &N, everything: impl FnOnce() -> T) -> &[I]
    where
        T: Iterator<Item = (N, I)>,
    {
        let drawer = self.open.entry(place).or_insert_with(|| {
            let mut drawer = HashMap::new();
            everything().for_each(|(name, id)| put(&mut drawer, name, id));
            drawer
        });
        drawer.get(name).map_or(&[], Vec::as_slice)
    }

    /// Puts something where it belongs.
    pub fn put(&mut self, place: &P, name: N, id: I) {
        if let Some(drawer) = self.open.get_mut(place) {
            put(drawer, name, id);
        }
    }

    /// Takes something out again.
    pub fn take(&mut self, place: &P, name: &N, id: &I) {
        if let Some(drawer) = self.open.get_mut(place) {
            take(drawer, name, id);
        }
    }
}

/// Ids made later sort later, so that the oldest stays first.
pub(super) fn put<N: Hash + Eq, I: Ord>(drawer: &mut HashMap<N, Vec<I>>, name: N, id: I) {
    let there = drawer.entry(name).or_default();
    let at = there.partition_point(|other| *other < id);
    there.insert(at, id);
}

pub(super) fn take<N: Hash + Eq, I: PartialEq>(drawer: &mut HashMap<N, Vec<I>>, name: &N, id: &I) {
    if let Some(there) = drawer.get_mut(name) {
        there.retain(|other| other != id);
    }
}
