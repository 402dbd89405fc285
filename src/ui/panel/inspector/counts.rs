use crate::model::{NoteState, Organisation, SupplyKind};
use crate::ui::View;

/// How much of everything there is on a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub inside: usize,
    pub customers: usize,
    pub suppliers: usize,
    pub delivers: usize,
    pub other_supplies: usize,
    pub open_notes: usize,
}

impl Counts {
    fn of(map: &Organisation) -> Self {
        let inside = map.parties().filter(|party| party.kind.is_inside()).count();
        let customers = map.parties().filter(|party| party.kind.is_external_customer()).count();
        let delivers = map.supplies().filter(|supply| supply.kind == SupplyKind::Delivers).count();
        Self {
            inside,
            customers,
            suppliers: map.parties().len() - inside - customers,
            delivers,
            other_supplies: map.supplies().len() - delivers,
            open_notes: map.notes().filter(|note| note.state == NoteState::Open).count(),
        }
    }
}

/// The counts of a map, made once for each state of it.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptCounts(Option<(u64, Counts)>);

impl KeptCounts {
    pub fn refresh(&mut self, view: &View) -> Counts {
        let (_, counts) = match self.0.filter(|(revision, _)| *revision == view.revision) {
            Some(kept) => kept,
            None => *self.0.insert((view.revision, Counts::of(view.organisation))),
        };
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Situation;
    use crate::model::{IdSource, Party, PartyKind, Point, SequentialIds};
    use crate::platform::Preferences;
    use crate::scene::{EvenLetters, Options, Theme, build};

    fn map_of(kinds: &[PartyKind]) -> Organisation {
        let (mut map, mut ids) = (Organisation::default(), SequentialIds::default());
        for kind in kinds {
            map.put_party(Party::new(ids.party(), *kind, "", Point::default()).into());
        }
        map
    }

    #[test]
    fn a_map_is_counted_once_for_each_state_of_it() {
        use PartyKind::{Buyer, Role, Supplier};
        let (theme, preferences, situation) = (Theme::light(), Preferences::default(), Situation::default());
        let scene = build(&Organisation::default(), &Options::default(), &theme, &EvenLetters);
        let mut kept = KeptCounts::default();
        let mut counted = |revision, kinds: &[PartyKind]| {
            let map = map_of(kinds);
            let counts =
                kept.refresh(&View { revision, ..View::of(&map, &scene, &theme, &preferences, &situation) });
            (counts.inside, counts.customers, counts.suppliers)
        };
        assert_eq!(counted(1, &[Role, Buyer, Role, Supplier]), (2, 1, 1));
        assert_eq!(counted(1, &[]), (2, 1, 1), "the same state is not counted again");
        assert_eq!(counted(2, &[Buyer]), (0, 1, 0));
    }
}
