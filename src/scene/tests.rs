//! Laws of the picture, in the language of those who look at it.

use super::*;
use crate::edit::{Command, PartyEdit, SupplyEdit, SupplyEnd, perform};
use crate::model::*;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

fn picture(organisation: &Organisation) -> Scene {
    build(organisation, &Options::default(), &Theme::light(), &EvenLetters)
}

/// A map of parties `(kind, name, x, y)` and supplies `(supplier, customer, what)`, by position.
fn map(
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

/// One random thing that somebody does, with parties and supplies by number.
fn any_edit() -> impl Strategy<Value = (u8, u8, u8, i16, i16)> {
    (0..14_u8, 0..12_u8, 0..12_u8, -900..900_i16, -900..900_i16)
}

fn command(
    organisation: &Organisation,
    ids: &mut SequentialIds,
    edit: (u8, u8, u8, i16, i16),
) -> Option<Command> {
    let (what, a, b, x, y) = edit;
    let party =
        |n: u8| organisation.parties().nth(n as usize % organisation.parties().len().max(1)).map(|p| p.id);
    let supply = |n: u8| organisation.supplies().nth(n as usize).map(|s| s.id);
    let place = Point::new(f32::from(x), f32::from(y));
    Some(match what {
        0 | 1 => {
            let kind = PartyKind::ALL[a as usize % 7];
            Command::AddParty(Party::new(ids.party(), kind, format!("party {a} {b}"), place))
        }
        2 | 3 => Command::Connect(Supply::new(ids.supply(), party(a)?, party(b)?, format!("thing {x}"))),
        4 => Command::AddNote(Note::new(ids.note(), NoteSubject::Party(party(a)?), NoteKind::Idea, "!")),
        5 => Command::AddNote(Note::new(ids.note(), NoteSubject::Supply(supply(a)?), NoteKind::Need, "!")),
        6 => Command::EditParties(vec![party(a)?], PartyEdit::Name(format!("renamed {b}"))),
        7 => Command::EditParties(vec![party(a)?], PartyEdit::Team(party(b))),
        8 => Command::EditParties(vec![party(a)?], PartyEdit::Folded(b % 2 == 0)),
        9 => Command::Move { places: vec![(party(a)?, place)], by_hand: true },
        10 => Command::EditSupplies(vec![supply(a)?], SupplyEdit::Swap),
        11 => Command::EditSupplies(vec![supply(a)?], SupplyEdit::Reattach(SupplyEnd::Customer, party(b)?)),
        12 => Command::Delete { parties: vec![party(a)?], supplies: vec![], notes: vec![] },
        _ => Command::Delete {
            parties: vec![],
            supplies: supply(a).into_iter().collect(),
            notes: organisation.notes().take(1).map(|note| note.id).collect(),
        },
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_picture_kept_up_to_date_equals_one_built_afresh(edits in prop::collection::vec(any_edit(), 1..40)) {
        let mut organisation = Organisation::default();
        let mut ids = SequentialIds::default();
        let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
        for edit in edits {
            let Some(command) = command(&organisation, &mut ids, edit) else { continue };
            let Ok(transaction) = perform(&mut organisation, &command) else { continue };
            let changed: Vec<ElementId> = transaction.elements().collect();
            builder.update(&organisation, &changed, &EvenLetters);
            prop_assert_eq!(builder.scene(), &picture(&organisation), "after {:?}", command);
        }
    }

    #[test]
    fn a_drag_that_is_given_up_leaves_no_trace(edits in prop::collection::vec(any_edit(), 1..30), to in any_edit()) {
        let mut organisation = Organisation::default();
        let mut ids = SequentialIds::default();
        for edit in edits {
            if let Some(command) = command(&organisation, &mut ids, edit) {
                _ = perform(&mut organisation, &command);
            }
        }
        let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
        let places: HashMap<PartyId, Point> =
            organisation.parties().take(2).map(|p| (p.id, Point::new(to.3.into(), to.4.into()))).collect();
        builder.preview(&organisation, places, &EvenLetters);
        builder.preview(&organisation, HashMap::new(), &EvenLetters);
        prop_assert_eq!(builder.scene(), &picture(&organisation));
    }
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
        let first = figure(Layer::Party, party.into()).items.first();
        if let Some(Item::Shape(shape)) = first { shape.stroke.unwrap().color } else { panic!("a box") }
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
fn bundle(place: Point, there: usize, back: usize) -> (Organisation, Vec<PartyId>) {
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
            let scene = build(&organisation, &options, &Theme::light(), &EvenLetters);
            let words = words(&organisation, &scene);
            assert_eq!(words.len(), count + 1);
            for (at, one) in words.iter().enumerate() {
                let hidden = words.iter().skip(at + 1).find(|other| one.overlaps(**other));
                assert_eq!(hidden, None, "{count} to {place:?}: under {one:?}");
            }
            let mut kept = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
            let bundled = kept.scene().clone();
            kept.restyle(&organisation, options, Theme::light(), &EvenLetters);
            assert!(*kept.scene() == scene, "fanned out later, it looks the same");
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
    for (at, id) in ids.iter().enumerate().take(4) {
        let middle = line(at).label.unwrap().center();
        assert_eq!((scene.label_at(middle), scene.bundle_at(middle, 6.0)), (Some(*id), None));
        let figures = scene.figures().iter().filter(|figure| figure.tag.element == Some((*id).into()));
        assert!(figures.filter(|figure| figure.tag.name.contains("Planner → Sales: ")).count() == 1);
    }
    let more = line(5).label.unwrap();
    assert_eq!(line(4).label, Some(more), "the last two are left over");
    let heading = line(0).words().unwrap().min.moved(5.0, 5.0);
    let (start, _) = line(0).ends().unwrap();
    for point in [more.center(), heading, start.moved(10.0, 0.0)] {
        assert_eq!(scene.bundle_at(point, 6.0), Some(ids[0]), "{point:?}");
    }
}

/// Parties on a grid, too many supplies between neighbours and across to be routed at once.
fn large() -> (Organisation, Vec<PartyId>) {
    let parties: Vec<_> = (0..300)
        .map(|n| (PartyKind::Role, "Role", (n % 20) as f32 * 300.0, (n / 20) as f32 * 120.0))
        .collect();
    let ahead = [1, 2, 21];
    let supplies: Vec<_> = (0..278).flat_map(|n| ahead.map(|step| (n, n + step, "word"))).collect();
    map(&parties, &supplies)
}

#[test]
fn on_a_large_map_lines_found_elsewhere_make_the_picture_that_is_exported() {
    let (mut organisation, ids) = large();
    let options = Options::default();
    let mut builder = SceneBuilder::new(&organisation, options.clone(), Theme::light(), &EvenLetters);
    assert!(builder.wants_care());
    builder.take_care(careful_lines(&organisation, &options, &Theme::light(), &EvenLetters));
    while builder.go_on(&organisation, &EvenLetters, 100) {}
    assert!(*builder.scene() == picture(&organisation));

    let before = builder.scene().clone();
    let places = vec![(ids[130], Point::new(3010.0, 735.0))];
    let step = perform(&mut organisation, &Command::Move { places, by_hand: true }).unwrap();
    builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    let is_own = |supply: &Supply| supply.supplier == ids[130] || supply.customer == ids[130];
    for supply in organisation.supplies() {
        let (old, new) = (before.supply_line(supply.id), builder.scene().supply_line(supply.id));
        assert_eq!(old != new, is_own(supply), "only its own lines are drawn again");
    }
    let foreign = |supply: &Supply| {
        let ends = [supply.supplier, supply.customer];
        ids.iter()
            .filter(|id| !ends.contains(id))
            .filter_map(|id| before.party_box(*id))
            .map(|place| place.rect)
            .collect::<Vec<Rect>>()
    };
    for supply in organisation.supplies() {
        let path = &before.supply_line(supply.id).unwrap().path;
        let hit = foreign(supply)
            .into_iter()
            .find(|rect| path.windows(2).any(|leg| route::crosses([leg[0], leg[1]], rect.grown(-1.0))));
        assert_eq!(hit, None, "through a foreign box");
    }
}

#[test]
fn while_a_party_is_dragged_only_what_it_touches_is_drawn_again() {
    use PartyKind::Role;
    let (organisation, ids) = map(
        &[
            (Role, "A", 0.0, 0.0),
            (Role, "B", 300.0, 0.0),
            (Role, "C", 600.0, 0.0),
            (Role, "D", 300.0, 400.0),
            (Role, "E", 600.0, 400.0),
        ],
        &[(0, 1, "plan"), (1, 2, "order"), (3, 4, "word")],
    );
    let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
    let before = builder.scene().clone();
    for step in 1..40 {
        let place = Point::new(300.0 - step as f32, 400.0 + 3.0 * step as f32);
        builder.preview(&organisation, HashMap::from([(ids[3], place)]), &EvenLetters);
        let drawn_again = builder
            .scene()
            .figures()
            .iter()
            .filter(|figure| !before.figures().iter().any(|old| std::sync::Arc::ptr_eq(old, figure)));
        let elements: BTreeSet<ElementId> = drawn_again.filter_map(|figure| figure.tag.element).collect();
        let own = organisation.supplies_from(ids[3]).map(|supply| supply.id.into()).chain([ids[3].into()]);
        assert_eq!(elements, own.collect());
    }
    builder.preview(&organisation, HashMap::new(), &EvenLetters);
    assert!(*builder.scene() == before, "let go of where it was, everything is as before");
}
