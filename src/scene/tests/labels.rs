//! What words on lines leave free, and how they are joined to lines that they do not lie on.

use super::routed::{ByHand, any_map, drawn_lines};
use super::{map, picture};
use crate::model::*;
use crate::scene::label_spots::Spots;
use crate::scene::leader::leader_ends;
use crate::scene::route::{self, Measured};
use crate::scene::*;
use proptest::prelude::*;
use std::collections::HashMap;

/// Boxes with some room between them, as on most maps.
fn any_roomy_map() -> impl Strategy<Value = ByHand> {
    (40_u8..110).prop_flat_map(|gap| any_map(gap.into()))
}

/// A picture, with questions about what its words lie on.
struct Words {
    lines: Vec<(SupplyId, SupplyLine)>,
    boxes: Vec<Rect>,
}

impl Words {
    fn on(organisation: &Organisation) -> Self {
        let scene = picture(organisation);
        let lines = drawn_lines(organisation, &scene).map(|(id, line)| (id, line.clone())).collect();
        Self { lines, boxes: scene.party_boxes().map(|(_, place)| place.rect).collect() }
    }

    fn others(&self, id: SupplyId) -> impl Iterator<Item = &SupplyLine> {
        self.lines.iter().filter(move |(other, _)| *other != id).map(|(_, line)| line)
    }

    fn hides_a_line(&self, id: SupplyId, place: Rect) -> bool {
        self.others(id).any(|line| line.path.windows(2).any(|leg| route::crosses([leg[0], leg[1]], place)))
    }

    fn hides_a_box_or_words(&self, id: SupplyId, place: Rect) -> bool {
        let words = self.others(id).filter_map(SupplyLine::words);
        self.boxes.iter().copied().chain(words).any(|other| other.overlaps(place))
    }

    /// What joins words to their line.
    fn joins(&self) -> impl Iterator<Item = (SupplyId, [Point; 2])> {
        self.lines.iter().filter_map(|(id, line)| Some((*id, leader_ends(&line.path, line.words()?)?)))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn words_hide_no_line_of_others_while_a_place_on_their_own_line_is_free(map in any_roomy_map()) {
        let words = Words::on(&map.organisation());
        for (id, line) in &words.lines {
            let Some(place) = line.words().filter(|place| words.hides_a_line(*id, *place)) else { continue };
            let is_free = |place: &Rect| {
                let ends = [line.path[0], line.path[line.path.len() - 1]];
                let shows_ends = ends.iter().all(|end| !place.grown(9.0).contains(*end));
                let joins = words.joins().filter(|(other, _)| other != id);
                shows_ends
                    && !words.hides_a_line(*id, place.grown(2.0))
                    && !words.hides_a_box_or_words(*id, place.grown(1.0))
                    && !joins.map(|(_, join)| join).any(|join| route::crosses(join, *place))
            };
            let spots = Spots::new(&Measured::new(&line.path), place.size());
            let free = spots.on().map(|spot| spot.rect).find(is_free);
            prop_assert_eq!(free, None, "free, but {:?} lies at {:?}", id, place);
        }
    }

    #[test]
    fn what_joins_words_to_their_line_runs_through_no_box_and_under_no_other_words(map in any_roomy_map()) {
        let words = Words::on(&map.organisation());
        for (id, join) in words.joins() {
            let others = words.others(id).filter_map(SupplyLine::words);
            let hidden = words.boxes.iter().copied().chain(others).find(|thing| route::crosses(join, *thing));
            prop_assert_eq!(hidden, None, "{:?}", id);
        }
    }
}

#[test]
fn words_between_two_steep_lines_stand_beside_their_own_and_hide_neither() {
    use PartyKind::Role;
    let parties = [(Role, "A", 0.0, 0.0), (Role, "B", 330.0, 300.0)];
    let (organisation, _) = map(&parties, &[(0, 1, "accounts that open"), (1, 0, "released orders")]);
    let words = Words::on(&organisation);
    for (id, line) in &words.lines {
        assert!(!words.hides_a_line(*id, line.words().unwrap()), "{:?}", line.words());
    }
    assert_eq!(words.joins().count(), 0, "close enough to be read as theirs");
}

#[test]
fn words_whose_line_has_no_room_are_joined_to_it_by_something_with_a_dot_on_the_line() {
    use PartyKind::Role;
    let parties = [(Role, "A", 0.0, 0.0), (Role, "B", 130.0, 0.0)];
    let (organisation, _) = map(&parties, &[(0, 1, "what the builders could not read")]);
    let scene = picture(&organisation);
    let figure = scene.figures().iter().find(|figure| figure.depth.layer == Layer::Supply).unwrap();
    let dot = figure.items.iter().find_map(|item| match item {
        Item::Shape(Shape { outline: Outline::Ellipse(dot), .. }) => Some(*dot),
        _ => None,
    });
    let words = Words::on(&organisation);
    let (_, [on_line, _]) = words.joins().next().expect("they stand apart");
    assert!(dot.is_some_and(|dot| dot.center().distance(on_line) < 0.01), "{dot:?} at {on_line:?}");
}

#[test]
fn words_find_another_place_when_a_box_comes_to_lie_on_what_joins_them_to_their_line() {
    use PartyKind::Role;
    // Above and below the short line there is only a gap between two boxes for what joins its words to it.
    let beside = |at: f32| [(Role, "Left", -5.0, at), (Role, "Right", 135.0, at)];
    let ends = [(Role, "A", 0.0, 0.0), (Role, "B", 130.0, 0.0), (Role, "C", 900.0, 0.0)];
    let parties: Vec<_> = ends.into_iter().chain(beside(-70.0)).chain(beside(70.0)).collect();
    let (organisation, ids) = map(&parties, &[(0, 1, "what the builders could not read")]);
    let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
    let id = organisation.supplies().next().unwrap().id;
    let line = |builder: &SceneBuilder| builder.scene().supply_line(id).cloned().unwrap();
    let before = line(&builder);
    let [on_line, at_label] = before.leader.unwrap();
    assert!(on_line.distance(at_label) > 70.0, "far away: {on_line:?} {at_label:?}");
    let middle = Point::new(f32::midpoint(on_line.x, at_label.x), f32::midpoint(on_line.y, at_label.y));
    builder.preview(&organisation, HashMap::from([(ids[2], middle)]), &EvenLetters);
    let (after, dragged) = (line(&builder), builder.scene().party_box(ids[2]).unwrap().rect);
    assert!(route::crosses(before.leader.unwrap(), dragged) && !before.words().unwrap().overlaps(dragged));
    assert_eq!(after.path, before.path, "the line itself is not in the way");
    assert!(after.leader.is_none_or(|leader| !route::crosses(leader, dragged)), "{:?}", after.leader);
    builder.preview(&organisation, HashMap::new(), &EvenLetters);
    assert_eq!(line(&builder), before, "and back again");
}
