//! Laws of the picture, in the language of those who look at it.

mod bulk;
mod crowd;
mod heads;
mod kept;
mod labels;
mod lit;
mod routed;

use super::*;
use crate::edit::{Command, PartyEdit, perform};
use crate::model::*;
use std::collections::{BTreeSet, HashMap};

pub(super) fn picture(organisation: &Organisation) -> Scene {
    build(organisation, &Options::default(), &Theme::light(), &EvenLetters)
}

/// A map of parties `(kind, name, x, y)` and supplies `(supplier, customer, what)`, by position.
pub(super) fn map(
    parties: &[(PartyKind, &str, f32, f32)],
    supplies: &[(usize, usize, &str)],
) -> (Organisation, Vec<PartyId>) {
    let mut organisation = Organisation::default();
    let mut ids = SequentialIds::default();
    let made: Vec<PartyId> = parties
        .iter()
        .map(|(kind, name, x, y)| {
            let party = Party::new(ids.party(), *kind, *name, Point::new(*x, *y));
            let id = party.id;
            perform(&mut organisation, &Command::AddParty(party)).unwrap();
            id
        })
        .collect();
    for (from, to, what) in supplies {
        let supply = Supply::new(ids.supply(), made[*from], made[*to], *what);
        perform(&mut organisation, &Command::Connect(supply)).unwrap();
    }
    (organisation, made)
}

#[test]
fn clicking_finds_what_lies_there() {
    use PartyKind::{Buyer, Role};
    let (organisation, ids) =
        map(&[(Role, "Planner", 0.0, 0.0), (Buyer, "Homeowner", 400.0, 0.0)], &[(0, 1, "kitchen")]);
    let scene = picture(&organisation);
    let supply = organisation.supplies().next().unwrap().id;
    assert_eq!(scene.party_at(Point::new(3.0, 2.0)), Some(ids[0]));
    assert_eq!(scene.party_at(Point::new(402.0, 5.0)), Some(ids[1]));
    assert_eq!(scene.party_at(Point::new(200.0, 0.0)), None);
    assert_eq!(scene.label_at(Point::new(200.0, 2.0)), Some(supply));
    assert_eq!(scene.supply_at(Point::new(90.0, 5.0), 6.0), Some(supply));
    assert_eq!(scene.supply_at(Point::new(90.0, 25.0), 6.0), None);
    assert_eq!(scene.in_rect(Rect::new(Point::new(-100.0, -50.0), Point::new(100.0, 50.0))), [ids[0].into()]);
}

#[test]
fn parallel_and_opposite_supplies_never_hide_one_another() {
    use PartyKind::Role;
    let (organisation, _) = map(
        &[(Role, "A", 0.0, 0.0), (Role, "B", 420.0, 60.0)],
        &[(0, 1, "plan"), (0, 1, "budget"), (1, 0, "numbers"), (1, 1, "order"), (1, 1, "rest")],
    );
    let scene = picture(&organisation);
    let labels: Vec<Rect> =
        organisation.supplies().filter_map(|s| scene.supply_line(s.id).unwrap().label).collect();
    assert_eq!(labels.len(), 5);
    for (i, a) in labels.iter().enumerate() {
        for b in &labels[i + 1..] {
            assert!(!a.overlaps(*b), "{a:?} hides {b:?}");
        }
    }
}

#[test]
fn a_team_surrounds_its_members_and_folds_into_one_box() {
    use PartyKind::{Buyer, Role, Team};
    let (mut organisation, ids) = map(
        &[
            (Team, "Workshop", 0.0, 0.0),
            (Role, "Cutter", 0.0, 0.0),
            (Role, "Fitter", 0.0, 120.0),
            (Buyer, "Homeowner", 500.0, 50.0),
        ],
        &[(1, 3, "boards"), (2, 3, "kitchen"), (1, 2, "parts")],
    );
    perform(&mut organisation, &Command::EditParties(ids[1..3].to_vec(), PartyEdit::Team(Some(ids[0]))))
        .unwrap();
    let scene = picture(&organisation);
    let frame = scene.party_box(ids[0]).unwrap();
    assert!(frame.is_frame());
    assert!(ids[1..3].iter().all(|id| frame.rect.contains_rect(scene.party_box(*id).unwrap().rect)));
    assert_eq!(scene.team_at(Point::new(0.0, 60.0)), Some(ids[0]));

    let large = PartyEdit::Frame(Some(Size::new(900.0, 700.0)));
    perform(&mut organisation, &Command::EditParties(vec![ids[0]], large)).unwrap();
    perform(&mut organisation, &Command::EditParties(vec![ids[0]], PartyEdit::Folded(true))).unwrap();
    let scene = picture(&organisation);
    let folded = scene.party_box(ids[0]).unwrap();
    assert!(!folded.is_frame() && folded.rect.width() < 200.0, "however large the frame was made");
    assert!(scene.party_box(ids[1]).is_none());
    let lines: Vec<&SupplyLine> = organisation.supplies().filter_map(|s| scene.supply_line(s.id)).collect();
    assert_eq!(lines.len(), 2, "both supplies to the buyer are shown, the one inside is hidden");
    assert_eq!((lines[0].bundle.as_ref(), &lines[0].path), (lines[1].bundle.as_ref(), &lines[1].path));
    assert_eq!(lines[0].bundle.as_ref().unwrap().supplies.len(), 2);
}

#[test]
fn a_figure_says_what_it_is() {
    use PartyKind::{Beneficiary, Role};
    let (organisation, ids) = map(
        &[(Role, "Planner", 0.0, 0.0), (Beneficiary, "", 400.0, 0.0)],
        &[(0, 1, "a\nplan"), (0, 0, "order")],
    );
    let scene = picture(&organisation);
    let tag = |element: ElementId| {
        let figures = scene.figures().iter().filter(|figure| !figure.tag.name.is_empty());
        figures.map(|figure| &figure.tag).find(|tag| tag.element == Some(element)).unwrap().clone()
    };
    assert_eq!(tag(ids[0].into()).name, "Planner");
    let words = "Role. Supplies a plan to Unnamed beneficiary, order to itself; receives order from itself.";
    assert_eq!(tag(ids[0].into()).description, words);
    let supply = organisation.supplies().next().unwrap().id;
    assert_eq!(tag(supply.into()).name, "Planner → Unnamed beneficiary: a plan");
}

#[test]
fn only_what_is_meant_is_on_the_picture() {
    use PartyKind::Role;
    let (organisation, ids) = map(
        &[(Role, "A", 0.0, 0.0), (Role, "B", 300.0, 0.0), (Role, "Zoe", 600.0, 0.0)],
        &[(0, 1, "x"), (1, 2, "y")],
    );
    let only = Only { parties: BTreeSet::from([ids[0], ids[1]]), supplies: None };
    let options = Options { only: Some(only), ..Options::default() };
    let scene = build(&organisation, &options, &Theme::light(), &EvenLetters);
    assert!(scene.party_box(ids[2]).is_none());
    assert!(scene.figures().iter().all(|figure| !figure.tag.description.contains("Zoe")), "nor in words");
    assert_eq!(organisation.supplies().filter(|s| scene.supply_line(s.id).is_some()).count(), 1);
}

fn texts(scene: &Scene) -> Vec<&str> {
    let items = scene.figures().iter().flat_map(|figure| &figure.items);
    let texts = items.filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None });
    texts.flat_map(|text| text.lines.iter().map(|line| line.text.as_str())).collect()
}

#[test]
fn the_legend_explains_what_is_there_and_nothing_else() {
    use PartyKind::{Buyer, Role};
    let (organisation, _) = map(&[(Role, "A", 0.0, 0.0), (Buyer, "B", 300.0, 0.0)], &[(0, 1, "x")]);
    let caption = Caption { title: "Who?".to_owned(), date: "2026-11-23".to_owned(), legend: true };
    let options = Options { caption: Some(caption), ..Options::default() };
    let mut builder = SceneBuilder::new(&organisation, options.clone(), Theme::light(), &EvenLetters);
    let words = texts(builder.scene());
    for word in ["Who?", "2026-11-23", "role", "delivers"] {
        assert!(words.contains(&word), "{word} not in {words:?}");
    }
    assert_eq!(words.iter().filter(|word| **word == "buyer").count(), 2, "in its box and in the legend");
    for word in ["team", "payer", "reports to", "note: idea"] {
        assert!(!words.contains(&word), "{word} in {words:?}");
    }
    builder.update(&organisation, &[], &EvenLetters);
    assert_eq!(builder.scene(), &build(&organisation, &options, &Theme::light(), &EvenLetters));
}

#[test]
fn a_trace_is_told_by_form_and_the_rest_is_dimmed() {
    use PartyKind::Role;
    let names =
        [(Role, "A", 0.0, 0.0), (Role, "B", 300.0, 0.0), (Role, "C", 600.0, 0.0), (Role, "D", 900.0, 0.0)];
    let (organisation, ids) = map(&names, &[(0, 1, "x"), (1, 2, "y"), (2, 3, "z")]);
    let supplies: Vec<SupplyId> = organisation.supplies().map(|s| s.id).collect();
    let emphasis = Emphasis {
        origins: BTreeSet::from([ids[1]]),
        parties: HashMap::from([
            (ids[0], Lit { way: Way::Upstream, ring: 1 }),
            (ids[2], Lit { way: Way::Downstream, ring: 1 }),
        ]),
        supplies: HashMap::from([(supplies[0], Way::Upstream), (supplies[1], Way::Downstream)]),
        lens: None,
    };
    let options = Options { emphasis: Some(emphasis.into()), ..Options::default() };
    let scene = build(&organisation, &options, &Theme::light(), &EvenLetters);
    let figure = |layer, element: ElementId| {
        scene.figure_at(&Depth { layer, rank: 0, element: Some(element) }).unwrap()
    };
    let strokes = |layer, element| -> Vec<f32> {
        let items = figure(layer, element).items.iter();
        items.filter_map(|i| if let Item::Shape(s) = i { s.stroke } else { None }).map(|s| s.width).collect()
    };
    assert_ne!(strokes(Layer::Supply, supplies[0].into()), strokes(Layer::Supply, supplies[1].into()));
    assert_ne!(strokes(Layer::Supply, supplies[1].into()), strokes(Layer::Supply, supplies[2].into()));
    assert_ne!(strokes(Layer::Party, ids[0].into()), strokes(Layer::Party, ids[2].into()));
    assert_eq!(texts(&scene).iter().filter(|text| **text == "1").count(), 2, "both rings are numbered");
    let edge = |party: PartyId| {
        let figure = figure(Layer::Party, party.into());
        let Some(Item::Shape(shape)) = figure.items.first() else { panic!("a box") };
        Pallor::on(figure.pallor_in(scene.pallor()), shape.stroke.unwrap().color)
    };
    assert_ne!(edge(ids[3]), edge(ids[2]), "what the trace does not reach stands back");
}

#[test]
fn badges_show_open_notes_for_those_who_may_see_them() {
    use PartyKind::Role;
    let (mut organisation, ids) = map(&[(Role, "A", 0.0, 0.0)], &[]);
    let mut new = SequentialIds::after(100);
    let notes = [
        (Visibility::Room, NoteState::Open),
        (Visibility::Facilitator, NoteState::Open),
        (Visibility::Room, NoteState::Resolved),
    ];
    for (visibility, state) in notes {
        let subject = NoteSubject::Party(ids[0]);
        let note = Note { visibility, state, ..Note::new(new.note(), subject, NoteKind::Problem, "late") };
        perform(&mut organisation, &Command::AddNote(note)).unwrap();
    }
    let badge = |notes| {
        let options = Options { notes, ..Options::default() };
        let scene = build(&organisation, &options, &Theme::light(), &EvenLetters);
        texts(&scene).iter().find(|text| text.starts_with('!')).map(|text| (*text).to_owned())
    };
    assert_eq!(badge(NotesShown::All), Some("! 2".to_owned()));
    assert_eq!(badge(NotesShown::ForTheRoom), Some("!".to_owned()));
    assert_eq!(badge(NotesShown::None), None);
}

/// Two suppliers and four customers in two rows, the customers in a team; every supplier supplies all.
fn rows() -> (Organisation, Vec<PartyId>) {
    use PartyKind::{Role, Team};
    let (mut organisation, ids) = map(
        &[
            (Role, "A", 0.0, 0.0),
            (Role, "B", 300.0, 0.0),
            (Role, "C", -150.0, 220.0),
            (Role, "D", 100.0, 220.0),
            (Role, "E", 350.0, 220.0),
            (Team, "A team with a long name in the way", 0.0, 0.0),
        ],
        &[(0, 2, ""), (0, 3, ""), (0, 4, ""), (1, 2, ""), (1, 3, ""), (1, 4, "")],
    );
    let join = Command::EditParties(ids[2..5].to_vec(), PartyEdit::Team(Some(ids[5])));
    perform(&mut organisation, &join).unwrap();
    (organisation, ids)
}

#[test]
fn lines_follow_the_flow_in_which_the_map_stands_whatever_is_preferred() {
    let (organisation, _) = rows();
    for flow in Flow::ALL {
        let options = Options { flow, ..Options::default() };
        let scene = build(&organisation, &options, &Theme::light(), &EvenLetters);
        for supply in organisation.supplies() {
            let (start, end) = scene.supply_line(supply.id).unwrap().ends().unwrap();
            assert_eq!(start.y, scene.party_box(supply.supplier).unwrap().rect.max.y);
            assert_eq!(end.y, scene.party_box(supply.customer).unwrap().rect.min.y);
        }
    }
}

#[test]
fn lines_leave_the_title_of_a_team_readable() {
    let (organisation, ids) = rows();
    let scene = picture(&organisation);
    let title = scene.party_box(ids[5]).unwrap().title.unwrap().grown(-6.0);
    for supply in organisation.supplies() {
        let path = &scene.supply_line(supply.id).unwrap().path;
        let crosses = path.windows(2).any(|leg| route::crosses([leg[0], leg[1]], title));
        assert!(!crosses, "{path:?} runs through {title:?}");
    }
}

/// Two roles beside or below each other, `there` supplies one way and `back` the other.
pub(super) fn bundle(place: Point, there: usize, back: usize) -> (Organisation, Vec<PartyId>) {
    let words = ["weekly plan", "budget", "list of what is late", "forecast", "a promise", "news"];
    let one_way = |from, to, count: usize| words.into_iter().take(count).map(move |what| (from, to, what));
    let supplies: Vec<_> = one_way(0, 1, there).chain(one_way(1, 0, back)).collect();
    map(&[(PartyKind::Role, "Planner", 0.0, 0.0), (PartyKind::Role, "Sales", place.x, place.y)], &supplies)
}

/// Everything written on lines: the chip of a bundle once.
fn words(organisation: &Organisation, scene: &Scene) -> Vec<Rect> {
    let is_drawn = |id: &SupplyId| {
        let bundle = scene.supply_line(*id).unwrap().bundle.as_ref();
        bundle.is_none_or(|bundle| bundle.drawn() == Some(*id))
    };
    let drawn = organisation.supplies().map(|supply| supply.id).filter(is_drawn);
    drawn.filter_map(|id| scene.supply_line(id)?.words()).collect()
}

#[test]
fn words_of_up_to_six_parallel_and_opposite_supplies_hide_nothing() {
    for place in [Point::new(330.0, 40.0), Point::new(0.0, 300.0), Point::new(500.0, -260.0)] {
        for (there, back) in (1..=6).flat_map(|there| (0..=6).map(move |back| (there, back))) {
            let (organisation, _) = bundle(place, there, back);
            let scene = picture(&organisation);
            let words = words(&organisation, &scene);
            assert_eq!(words.len(), [there, back].map(|n| if n > 2 { 1 } else { n }).iter().sum::<usize>());
            for (at, one) in words.iter().enumerate() {
                let others = words.iter().skip(at + 1);
                let boxes = scene.party_boxes().map(|(_, place)| &place.rect);
                let hidden = others.chain(boxes).find(|other| one.overlaps(**other));
                assert_eq!(hidden, None, "{there} and {back} to {place:?}: under {one:?}");
            }
        }
    }
}

#[test]
fn a_bundle_that_is_fanned_out_shows_each_supply_apart() {
    for place in [Point::new(420.0, 40.0), Point::new(0.0, 300.0)] {
        for count in 3..=6 {
            let (organisation, _) = bundle(place, count, 1);
            let fanned = organisation.supplies().map(|supply| supply.id).nth(1);
            let options = Options { fanned, ..Options::default() };
            let fresh = build(&organisation, &options, &Theme::light(), &EvenLetters);
            let mut kept = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
            let bundled = kept.scene().clone();
            kept.restyle(&organisation, options, Theme::light(), &EvenLetters);
            for scene in [&fresh, kept.scene()] {
                let words = words(&organisation, scene);
                assert_eq!(words.len(), count + 1);
                for (at, one) in words.iter().enumerate() {
                    let hidden = words.iter().skip(at + 1).find(|other| one.overlaps(**other));
                    assert_eq!(hidden, None, "{count} to {place:?}: under {one:?}");
                }
            }
            kept.restyle(&organisation, Options::default(), Theme::light(), &EvenLetters);
            assert!(*kept.scene() == bundled, "and folded again as before");
        }
    }
}

#[test]
fn a_click_on_a_line_of_the_list_finds_that_supply_and_elsewhere_the_bundle() {
    let (organisation, _) = bundle(Point::new(420.0, 0.0), 6, 0);
    let scene = picture(&organisation);
    let ids: Vec<SupplyId> = organisation.supplies().map(|supply| supply.id).collect();
    let line = |at: usize| scene.supply_line(ids[at]).unwrap();
    let bundle_at = |point| scene.supply_at(point, 6.0).and_then(|supply| scene.bundle_of(supply, point));
    for (at, id) in ids.iter().enumerate().take(4) {
        let middle = line(at).label.unwrap().center();
        assert_eq!((scene.label_at(middle), bundle_at(middle)), (Some(*id), None));
        let figures = scene.figures().iter().filter(|figure| figure.tag.element == Some((*id).into()));
        assert!(figures.filter(|figure| figure.tag.name.contains("Planner → Sales: ")).count() == 1);
    }
    let more = line(5).label.unwrap();
    assert_eq!(line(4).label, Some(more), "the last two are left over");
    let heading = line(0).words().unwrap().min.moved(5.0, 5.0);
    let (start, _) = line(0).ends().unwrap();
    for point in [more.center(), heading, start.moved(10.0, 0.0)] {
        assert_eq!(bundle_at(point), Some(ids[0]), "{point:?}");
    }
}

#[test]
fn what_joins_a_label_to_its_line_lies_behind_every_label() {
    use PartyKind::Role;
    // There is no room between the boxes for the words.
    let parties = [(Role, "A", 0.0, 0.0), (Role, "B", 130.0, 0.0)];
    let (organisation, _) = map(&parties, &[(0, 1, "what the builders could not read")]);
    let scene = picture(&organisation);
    let straight_lines = |layer: Layer| {
        let figures = scene.figures().iter().filter(|figure| figure.depth.layer == layer);
        let is_straight = |item: &&Item| match item {
            Item::Shape(shape) => matches!(&shape.outline, Outline::Polyline(ends) if ends.len() == 2),
            Item::Text(_) => false,
        };
        figures.map(|figure| figure.items.iter().filter(is_straight).count()).sum::<usize>()
    };
    assert_eq!((straight_lines(Layer::Supply), straight_lines(Layer::SupplyLabel)), (1, 0));
}

#[test]
fn a_picture_has_another_edition_as_soon_as_a_figure_has_changed() {
    use PartyKind::Role;
    let (mut organisation, ids) =
        map(&[(Role, "Planner", 0.0, 0.0), (Role, "Buyer", 400.0, 0.0)], &[(0, 1, "plan")]);
    let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
    let first = builder.scene().edition().clone();
    builder.update(&organisation, &[ids[0].into()], &EvenLetters);
    assert!(std::sync::Arc::ptr_eq(&first, builder.scene().edition()), "nothing looks different");
    let party = organisation.party(ids[0]).unwrap().clone();
    organisation.put_party(Party { name: "Dispatcher".into(), ..party }.into());
    builder.update(&organisation, &[ids[0].into()], &EvenLetters);
    assert!(!std::sync::Arc::ptr_eq(&first, builder.scene().edition()));
}
