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

/// What is drawn anew from one picture to the next.
fn drawn_anew(before: &Scene, after: &Scene) -> BTreeSet<Depth> {
    let pairs = before.figures().iter().zip(after.figures());
    pairs.filter(|(a, b)| !std::sync::Arc::ptr_eq(a, b)).map(|(_, figure)| figure.depth).collect()
}

#[test]
fn when_the_first_trace_is_lit_and_when_it_is_put_out_only_what_it_follows_is_drawn_again() {
    let (organisation, ids) = company();
    let theme = Theme::light();
    let mut builder = SceneBuilder::new(&organisation, Options::default(), theme.clone(), &EvenLetters);
    let dark = builder.scene().clone();
    let parties = HashMap::from([(ids[5], Lit { way: Way::Downstream, ring: 1 })]);
    let supply = organisation.supplies().nth(4).unwrap().id;
    let emphasis = Emphasis {
        origins: BTreeSet::from([ids[4]]),
        parties,
        supplies: HashMap::from([(supply, Way::Downstream)]),
        lens: None,
    };
    let lit = Options { emphasis: Some(emphasis.into()), ..Options::default() };
    builder.restyle(&organisation, lit, theme.clone(), &EvenLetters);
    let drawn = drawn_anew(&dark, builder.scene());
    let elements: BTreeSet<ElementId> = drawn.iter().filter_map(|depth| depth.element).collect();
    assert_eq!(elements, BTreeSet::from([ids[4].into(), ids[5].into(), supply.into()]));
    let lit = builder.scene().clone();
    assert!(lit.pallor().is_some());
    builder.restyle(&organisation, Options::default(), theme, &EvenLetters);
    assert_eq!(drawn_anew(&lit, builder.scene()), drawn);
    assert!(*builder.scene() == dark, "as before");
}

#[test]
fn out_of_focus_a_trace_keeps_its_own_colours_and_nothing_else() {
    let (organisation, ids) = company();
    let theme = Theme::light();
    let emphasis = Emphasis {
        parties: HashMap::from([(ids[5], Lit { way: Way::Downstream, ring: 1 })]),
        origins: BTreeSet::from([ids[4]]),
        ..Emphasis::default()
    };
    let focus = Some(BTreeSet::from([ids[4]]));
    let options = Options { emphasis: Some(emphasis.into()), focus, ..Options::default() };
    let scene = build(&organisation, &options, &theme, &EvenLetters);
    let depth = Depth { layer: Layer::Party, rank: 0, element: Some(ids[5].into()) };
    let figure = scene.figure_at(&depth).unwrap();
    let seen: Vec<Color> =
        colors(figure).into_iter().map(|color| Pallor::on(figure.pallor_in(scene.pallor()), color)).collect();
    assert!(seen.contains(&theme.downstream) && seen.contains(&theme.dimmed().party(PartyKind::Role).fill));
    assert!(!seen.contains(&theme.ink), "its name is pale");
}

fn colors(figure: &Figure) -> Vec<Color> {
    let of_item = |item: &Item| match item {
        Item::Text(text) => vec![text.color],
        Item::Shape(shape) => shape.fill.into_iter().chain(shape.stroke.map(|stroke| stroke.color)).collect(),
    };
    let far = match &figure.far {
        Far::Nothing => None,
        Far::Block(_, color) | Far::Frame(_, color) | Far::Line(_, color) => Some(*color),
    };
    figure.items.iter().flat_map(of_item).chain(far).collect()
}

#[test]
fn what_is_pale_has_the_colours_of_the_theme_for_what_is_not_lit() {
    let (organisation, _) = company();
    let is_near = |a: u8, b: u8| a.abs_diff(b) <= 1;
    for theme in [Theme::light(), Theme::dark(), Theme::print(), Theme::high_contrast()] {
        let plain = build(&organisation, &Options::default(), &theme, &EvenLetters);
        let dim = build(&organisation, &Options::default(), &theme.dimmed(), &EvenLetters);
        for (plain, dim) in plain.figures().iter().zip(dim.figures()) {
            for (plain, dim) in colors(plain).into_iter().zip(colors(dim)) {
                let pale = theme.pallor().of(plain);
                let is_same = is_near(pale.r, dim.r) && is_near(pale.g, dim.g) && is_near(pale.b, dim.b);
                // Figures on badges are as pale as their badges, which a theme does not know.
                let is_on_badge = plain == dim;
                assert!(
                    is_on_badge || is_same && pale.a == dim.a,
                    "{plain:?} became {pale:?} instead of {dim:?}"
                );
            }
        }
    }
}
