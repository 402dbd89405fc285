use crate::model::IdSource;
use uuid::Uuid;

/// Ids from the clock and randomness (UUID version 7): unique everywhere, later ones sort later.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeOrderedIds;

impl IdSource for TimeOrderedIds {
    fn next_id(&mut self) -> u128 {
        Uuid::now_v7().as_u128()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_ids_sort_later_and_none_comes_twice() {
        let ids: Vec<u128> = (0..1000).map(|_| TimeOrderedIds.next_id()).collect();
        assert!(ids.is_sorted_by(|earlier, later| earlier < later));
    }
}
