//! A picture on which another trace is lit is the one that would have been drawn afresh.

use super::map;
use crate::edit::{Command, perform};
use crate::model::*;
use crate::scene::*;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Two teams and somebody outside, single supplies, a bundle, and a note.
fn company() -> (Organisation, Vec<PartyId>) {
    use PartyKind::{Buyer, Role, Team};
    let parties = [
        (Team, "Sales", 0.0, 0.0),
        (Team, "Workshop", 0.0, 0.0),
        (Role, "Ada", 0.0, 0.0),
        (Role, "Bo", 300.0, 40.0),
        (Role, "Di", 700.0, 0.0),
        (Role, "Ed", 1_000.0, 60.0),
        (Buyer, "Homeowner", 1_500.0, 0.0),
    ];
    let supplies = [
        (2, 3, "orders"),
        (3, 4, "plan"),
        (3, 4, "drawing"),
        (3, 4, "date"),
        (4, 5, "parts"),
        (5, 6, "kitchen"),
        (6, 2, "wish"),
        (0, 1, "forecast"),
    ];
    let (mut organisation, ids) = map(&parties, &supplies);
    for (team, members) in [(ids[0], [ids[2], ids[3]]), (ids[1], [ids[4], ids[5]])] {
        for member in members {
            let party = organisation.party(member).unwrap().clone();
            organisation.put_party(Party { team: Some(team), ..party }.into());
        }
    }
    let note = Note::new(NoteId::from_u128(1), NoteSubject::Party(ids[4]), NoteKind::Question, "Is it late?");
    perform(&mut organisation, &Command::AddNote(note)).unwrap();
    (organisation, ids)
}

/// A trace of the parties and supplies whose bits are set; none at all for 0.
fn options(organisation: &Organisation, ids: &[PartyId], (lit, ways, focus): (u8, u8, u8)) -> Options {
    let is_in = |bits: u8, at: usize| bits >> at & 1 == 1;
    let way = |at: usize| if is_in(lit ^ ways, at) { Way::Upstream } else { Way::Downstream };
    let parties = ids.iter().enumerate().filter(|(at, _)| is_in(lit, *at));
    let supplies = organisation.supplies().enumerate().filter(|(at, _)| is_in(ways, *at));
    let emphasis = Emphasis {
        origins: ids.iter().take(usize::from(lit) % 3).copied().collect(),
        parties: parties
            .map(|(at, id)| (*id, Lit { way: way(at), ring: u32::from(lit % 4) }))
            .collect::<HashMap<_, _>>(),
        supplies: supplies.map(|(at, supply)| (supply.id, way(at))).collect(),
        lens: None,
    };
    let focused: BTreeSet<PartyId> =
        ids.iter().enumerate().filter(|(at, _)| is_in(focus, *at)).map(|(_, id)| *id).collect();
    Options {
        emphasis: (lit != 0).then(|| emphasis.into()),
        focus: (focus > 127).then_some(focused),
        ..Options::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_lit_next_looks_as_if_drawn_afresh(steps in prop::collection::vec(any::<(u8, u8, u8)>(), 2..8)) {
        let (organisation, ids) = company();
        let theme = Theme::light();
        let mut builder = SceneBuilder::new(&organisation, Options::default(), theme.clone(), &EvenLetters);
        for step in steps {
            let options = options(&organisation, &ids, step);
            builder.restyle(&organisation, options.clone(), theme.clone(), &EvenLetters);
            let fresh = SceneBuilder::of_new_map(&organisation, options, theme.clone(), builder.lines(), &EvenLetters);
            prop_assert!(builder.scene() == fresh.scene(), "{step:?}");
        }
    }
}

#[test]
fn what_looks_the_same_is_not_drawn_again() {
    let (organisation, ids) = company();
    let theme = Theme::light();
    let mut builder = SceneBuilder::new(
        &organisation,
        options(&organisation, &ids, (4, 0, 0)),
        theme.clone(),
        &EvenLetters,
    );
    let before = builder.scene().clone();
    builder.restyle(&organisation, options(&organisation, &ids, (12, 1, 0)), theme, &EvenLetters);
    let figures = before.figures().iter().zip(builder.scene().figures());
    let drawn: Vec<&str> = figures
        .filter(|(before, after)| !std::sync::Arc::ptr_eq(before, after) && after.depth.layer == Layer::Party)
        .map(|(_, after)| after.tag.name.as_str())
        .collect();
    assert_eq!(drawn, ["Bo"]);
}
