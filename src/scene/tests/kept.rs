//! What stays as it is on a picture while its map is edited.

use super::routed::run_through;
use super::{map, picture};
use crate::edit::{Command, PartyEdit, SupplyEdit, SupplyEnd, Transaction, perform};
use crate::model::*;
use crate::scene::*;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

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

/// The picture after each of some edits, with the edits that were possible.
struct Session {
    organisation: Organisation,
    builder: SceneBuilder,
    steps: Vec<Transaction>,
    scenes: Vec<Scene>,
}

impl Session {
    fn of(edits: Vec<(u8, u8, u8, i16, i16)>) -> Self {
        let organisation = Organisation::default();
        let builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
        let scenes = vec![builder.scene().clone()];
        let mut session = Self { organisation, builder, steps: Vec::new(), scenes };
        let mut ids = SequentialIds::default();
        for edit in edits {
            let Some(command) = command(&session.organisation, &mut ids, edit) else { continue };
            let Ok(step) = perform(&mut session.organisation, &command) else { continue };
            session.show(&step);
            session.steps.push(step);
            session.scenes.push(session.builder.scene().clone());
        }
        session
    }

    fn show(&mut self, step: &Transaction) {
        let changed: Vec<ElementId> = step.elements().collect();
        self.builder.update(&self.organisation, &changed, &EvenLetters);
    }
}

/// Everything but the ways of lines and where words stand on them, as text.
pub(super) fn without_ways(scene: &Scene) -> Vec<String> {
    let is_party = |figure: &Figure| matches!(figure.depth.layer, Layer::Party | Layer::Team);
    let look = |figure: &Figure| is_party(figure).then(|| figure.items.clone());
    let figures = scene.figures().iter().map(|f| format!("{:?} {:?} {:?}", f.depth, f.tag, look(f)));
    let bundled = |line: &SupplyLine| line.bundle.as_ref().map(|bundle| bundle.supplies.clone());
    let lines: BTreeSet<String> =
        scene.lines.iter().map(|(id, line)| format!("{id:?} {:?}", bundled(line))).collect();
    figures.chain(lines).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_picture_kept_up_to_date_shows_what_one_built_afresh_shows(edits in prop::collection::vec(any_edit(), 1..40)) {
        let session = Session::of(edits);
        let fresh = picture(&session.organisation);
        prop_assert_eq!(without_ways(session.builder.scene()), without_ways(&fresh));
        for supply in session.organisation.supplies() {
            let (Some(kept), Some(fresh)) = (session.builder.scene().supply_line(supply.id), fresh.supply_line(supply.id))
            else { continue };
            prop_assert_eq!(kept.path.is_empty(), fresh.path.is_empty());
            prop_assert_eq!(kept.words().is_some(), fresh.words().is_some());
        }
    }

    #[test]
    fn undo_and_redo_bring_back_every_line_and_label(edits in prop::collection::vec(any_edit(), 1..40)) {
        let Session { mut organisation, mut builder, steps, scenes } = Session::of(edits);
        let there = steps.iter().zip(&scenes).map(|(step, scene)| (step.inverse(), scene)).rev();
        let back = steps.iter().zip(scenes.iter().skip(1)).map(|(step, scene)| (step.clone(), scene));
        for (step, scene) in there.chain(back) {
            step.apply(&mut organisation).unwrap();
            builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
            prop_assert!(builder.scene() == scene, "after {step:?}");
        }
    }

    #[test]
    fn a_drag_that_is_given_up_leaves_no_trace(edits in prop::collection::vec(any_edit(), 1..30), to in any_edit()) {
        let mut session = Session::of(edits);
        let before = session.builder.scene().clone();
        let parties = session.organisation.parties().take(2).map(|party| party.id);
        let places: HashMap<PartyId, Point> = parties.map(|id| (id, Point::new(to.3.into(), to.4.into()))).collect();
        session.builder.preview(&session.organisation, places, &EvenLetters);
        session.builder.preview(&session.organisation, HashMap::new(), &EvenLetters);
        prop_assert!(*session.builder.scene() == before);
    }

    #[test]
    fn what_is_let_go_of_stays_as_it_was_shown(
        edits in prop::collection::vec(any_edit(), 1..30),
        stops in prop::collection::vec((-900..900_i16, -900..900_i16), 1..4),
    ) {
        let Session { mut organisation, mut builder, .. } = Session::of(edits);
        let Some(id) = organisation.parties().next().map(|party| party.id) else { return Ok(()) };
        let places: Vec<Point> = stops.iter().map(|(x, y)| Point::new((*x).into(), (*y).into())).collect();
        for place in &places {
            builder.preview(&organisation, HashMap::from([(id, *place)]), &EvenLetters);
        }
        let shown = builder.scene().clone();
        let places = vec![(id, *places.last().unwrap())];
        let Ok(step) = perform(&mut organisation, &Command::Move { places, by_hand: true }) else { return Ok(()) };
        builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
        builder.preview(&organisation, HashMap::new(), &EvenLetters);
        let lines = |scene: &Scene| scene.lines.clone();
        prop_assert!(lines(builder.scene()) == lines(&shown), "as while it was dragged");
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
fn on_a_large_map_lines_found_elsewhere_make_the_picture_that_is_exported_and_are_kept() {
    let (mut organisation, ids) = large();
    let options = Options::default();
    let mut builder = SceneBuilder::new(&organisation, options.clone(), Theme::light(), &EvenLetters);
    assert!(builder.wants_care());
    let lines = careful_lines(&organisation, &options, &Theme::light(), &EvenLetters).unwrap();
    builder.take_care(&organisation, lines.clone());
    while builder.go_on(&organisation, &EvenLetters, 100, || false) {}
    assert!(*builder.scene() == picture(&organisation));

    let before = builder.scene().clone();
    let places = vec![(ids[130], Point::new(3010.0, 735.0))];
    let step = perform(&mut organisation, &Command::Move { places, by_hand: true }).unwrap();
    builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    assert!(!builder.wants_care(), "nothing has to be found once more");
    let rects = [&before, builder.scene()].map(|scene| scene.party_box(ids[130]).unwrap().rect);
    let is_near = |path: &[Point]| {
        path.windows(2).any(|leg| rects.iter().any(|rect| route::crosses([leg[0], leg[1]], rect.grown(30.0))))
    };
    let touched: BTreeSet<PartyId> = organisation
        .supplies()
        .filter(|supply| {
            [supply.supplier, supply.customer].contains(&ids[130]) || is_near(&before.lines[&supply.id].path)
        })
        .flat_map(|supply| [supply.supplier, supply.customer])
        .collect();
    let mut changed = 0;
    for supply in organisation.supplies() {
        if before.supply_line(supply.id) != builder.scene().supply_line(supply.id) {
            changed += 1;
            let may = touched.contains(&supply.supplier) || touched.contains(&supply.customer);
            assert!(may, "{:?} has nothing to do with it", supply.id);
        }
    }
    assert!(changed < 24, "{changed} lines were drawn again");
    assert_eq!(run_through(&organisation, builder.scene()), []);

    // What was found for the map as it was serves now.
    let mut late = SceneBuilder::new(&organisation, options, Theme::light(), &EvenLetters);
    late.take_care(&organisation, lines);
    while late.go_on(&organisation, &EvenLetters, 100, || false) {}
    assert!(late.scene() == builder.scene());
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

#[test]
fn a_team_no_longer_tells_of_a_supply_that_was_deleted_though_it_was_never_drawn() {
    let (mut organisation, ids) =
        map(&[(PartyKind::Team, "Crew", 0.0, 0.0), (PartyKind::Role, "Cook", 0.0, 0.0)], &[(1, 0, "soup")]);
    let supply = organisation.supplies().next().unwrap().id;
    for edit in [PartyEdit::Team(Some(ids[0])), PartyEdit::Folded(true)] {
        let whom = if edit == PartyEdit::Folded(true) { ids[0] } else { ids[1] };
        perform(&mut organisation, &Command::EditParties(vec![whom], edit)).unwrap();
    }
    let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
    assert!(builder.scene().supply_line(supply).is_none(), "from inside a folded team to itself");
    let delete = Command::Delete { parties: vec![], supplies: vec![supply], notes: vec![] };
    let step = perform(&mut organisation, &delete).unwrap();
    builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    assert!(*builder.scene() == picture(&organisation));
}

#[test]
fn a_new_name_is_told_though_its_party_stands_inside_a_folded_team() {
    use PartyKind::{Role, Team};
    let (mut organisation, ids) = map(
        &[(Team, "Crew", 0.0, 0.0), (Role, "Cook", 0.0, 0.0), (Role, "Guest", 300.0, 0.0)],
        &[(1, 2, "soup")],
    );
    let mut edit = |whom: usize, edit: PartyEdit| {
        let step = perform(&mut organisation, &Command::EditParties(vec![ids[whom]], edit)).unwrap();
        (organisation.clone(), step)
    };
    edit(1, PartyEdit::Team(Some(ids[0])));
    let (before, _) = edit(0, PartyEdit::Folded(true));
    let mut builder = SceneBuilder::new(&before, Options::default(), Theme::light(), &EvenLetters);
    let (after, step) = edit(1, PartyEdit::Name("Chef".into()));
    builder.update(&after, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    assert!(*builder.scene() == picture(&after));
}

#[test]
fn a_label_has_the_colour_of_the_team_that_comes_to_surround_it() {
    use PartyKind::{Role, Team};
    let (mut organisation, ids) = map(
        &[
            (Role, "Baker", 0.0, 0.0),
            (Role, "Guest", 600.0, 0.0),
            (Team, "Crew", 0.0, 0.0),
            (Role, "Cook", -400.0, -400.0),
            (Role, "Host", -400.0, -300.0),
        ],
        &[(0, 1, "bread")],
    );
    let crew = PartyEdit::Team(Some(ids[2]));
    perform(&mut organisation, &Command::EditParties(vec![ids[3], ids[4]], crew)).unwrap();
    let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
    let ground = |builder: &SceneBuilder| {
        let is_label = |figure: &&std::sync::Arc<Figure>| figure.depth.layer == Layer::SupplyLabel;
        let label = builder.scene().figures().iter().find(is_label).unwrap();
        label.items.iter().find_map(|item| if let Item::Shape(shape) = item { shape.fill } else { None })
    };
    assert_eq!(ground(&builder), Some(Theme::light().label));
    let places = vec![(ids[4], Point::new(1_000.0, 400.0))];
    let step = perform(&mut organisation, &Command::Move { places, by_hand: true }).unwrap();
    builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    assert_eq!(ground(&builder), Some(Theme::light().party(Team).fill));
}

#[test]
fn on_a_large_map_lines_follow_a_dragged_box_and_stay_as_they_are_when_it_is_let_go() {
    let (mut organisation, ids) = large();
    let options = Options::default();
    let mut builder = SceneBuilder::new(&organisation, options.clone(), Theme::light(), &EvenLetters);
    let lines = careful_lines(&organisation, &options, &Theme::light(), &EvenLetters).unwrap();
    builder.take_care(&organisation, lines);
    while builder.go_on(&organisation, &EvenLetters, 100, || false) {}
    let before = builder.scene().clone();
    let own = |supply: &&Supply| [supply.supplier, supply.customer].contains(&ids[130]);

    // Over a crowd of other lines first, which only make way when it is let go there.
    for place in [Point::new(3010.0, 735.0), Point::new(3150.0, 690.0), Point::new(3010.0, 735.0)] {
        builder.preview(&organisation, HashMap::from([(ids[130], place)]), &EvenLetters);
        let through = run_through(&organisation, builder.scene());
        for supply in organisation.supplies().filter(own) {
            let (was, is) =
                [&before, builder.scene()].map(|scene| scene.supply_line(supply.id).unwrap()).into();
            assert_ne!(was.path, is.path, "it follows");
            assert!(through.iter().all(|(line, _)| *line != supply.id), "round all boxes");
        }
    }
    let shown = builder.scene().clone();
    let places = vec![(ids[130], Point::new(3010.0, 735.0))];
    let step = perform(&mut organisation, &Command::Move { places, by_hand: true }).unwrap();
    builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    builder.preview(&organisation, HashMap::new(), &EvenLetters);
    for supply in organisation.supplies().filter(own) {
        assert_eq!(builder.scene().supply_line(supply.id), shown.supply_line(supply.id));
    }
    assert_eq!(run_through(&organisation, builder.scene()), []);
}

#[test]
fn lines_of_a_hub_follow_it_simply_while_it_is_dragged_and_go_round_boxes_some_frames_after() {
    use PartyKind::Role;
    let suppliers = (0..60).map(|n| (Role, "Role", (n / 30) as f32 * 300.0, (n % 30) as f32 * 90.0));
    let parties: Vec<_> = suppliers.chain([(Role, "Hub", 900.0, 1300.0)]).collect();
    let (mut organisation, ids) = map(&parties, &(0..60).map(|n| (n, 60, "word")).collect::<Vec<_>>());
    let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
    let (before, hub) = (builder.scene().clone(), ids[60]);
    for step in 1..4 {
        let places = HashMap::from([(hub, Point::new(900.0 - 30.0 * step as f32, 1250.0))]);
        builder.preview(&organisation, places, &EvenLetters);
        let rect = builder.scene().party_box(hub).unwrap().rect.grown(1.0);
        for supply in organisation.supplies() {
            let line = builder.scene().supply_line(supply.id).unwrap();
            assert!(rect.contains(line.ends().unwrap().1), "it follows");
        }
        assert!(!builder.has_lines_waiting(), "nothing jumps while it is held still");
    }
    let places = vec![(hub, Point::new(810.0, 1250.0))];
    let step = perform(&mut organisation, &Command::Move { places, by_hand: true }).unwrap();
    let elements: Vec<_> = step.elements().collect();
    builder.update(&organisation, &elements, &EvenLetters);
    builder.preview(&organisation, HashMap::new(), &EvenLetters);
    assert!(builder.has_lines_waiting());
    let mut frames = 1;
    while builder.go_on(&organisation, &EvenLetters, 100, || true) {
        frames += 1;
    }
    assert!(frames > 5, "a few lines in each frame");
    assert_eq!(run_through(&organisation, builder.scene()), []);

    step.inverse().apply(&mut organisation).unwrap();
    builder.update(&organisation, &elements, &EvenLetters);
    while builder.go_on(&organisation, &EvenLetters, 100, || true) {}
    assert!(*builder.scene() == before);
}

#[test]
fn lines_that_were_found_while_parties_are_on_their_way_are_there_when_these_arrive() {
    let (organisation, ids) = large();
    let options = Options::default();
    let mut builder = SceneBuilder::new(&organisation, options.clone(), Theme::light(), &EvenLetters);
    let lines = careful_lines(&organisation, &options, &Theme::light(), &EvenLetters).unwrap();
    for way in [90.0, 60.0, 30.0] {
        let on_the_way = |id: &PartyId| (*id, organisation.party(*id).unwrap().place.moved(way, way / 2.0));
        builder.preview(&organisation, ids.iter().map(on_the_way).collect(), &EvenLetters);
        if builder.wants_care() {
            builder.take_care(&organisation, lines.clone());
        }
        builder.go_on(&organisation, &EvenLetters, 100, || true);
    }
    builder.preview(&organisation, HashMap::new(), &EvenLetters);
    while builder.go_on(&organisation, &EvenLetters, 100, || false) {}
    assert!(*builder.scene() == picture(&organisation));
}

#[test]
fn a_large_map_that_was_just_opened_shows_boxes_until_its_lines_are_found() {
    let (mut organisation, ids) = large();
    let (options, theme) = (Options::default(), Theme::light());
    let new = |organisation: &Organisation, lines| {
        SceneBuilder::of_new_map(organisation, options.clone(), theme.clone(), lines, &EvenLetters)
    };
    let mut builder = new(&organisation, None);
    assert_eq!((builder.scene().boxes.len(), builder.scene().lines.len()), (ids.len(), 0));

    // Whatever happens meanwhile brings no lines either.
    let lines = careful_lines(&organisation, &options, &theme, &EvenLetters).unwrap();
    let places = vec![(ids[130], Point::new(3010.0, 735.0))];
    let step = perform(&mut organisation, &Command::Move { places, by_hand: true }).unwrap();
    builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    builder.restyle(&organisation, options.clone(), Theme::dark(), &EvenLetters);
    assert!(builder.scene().lines.is_empty() && builder.wants_care());
    builder.restyle(&organisation, options.clone(), theme.clone(), &EvenLetters);

    builder.take_care(&organisation, lines);
    while builder.go_on(&organisation, &EvenLetters, 100, || false) {}
    assert_eq!(builder.scene().lines.len(), organisation.supplies().len());

    let beside = new(&organisation, builder.lines());
    assert!(beside.scene() == builder.scene(), "a second picture has them at once");
    let mut alone = new(&organisation, None);
    alone.do_without_care(&organisation, &EvenLetters);
    assert_eq!(alone.scene().lines.len(), organisation.supplies().len());
}
