//! Arrowheads that lie side by side.

use super::map;
use super::routed::{any_close_map, drawn_lines};
use crate::edit::{Command, perform};
use crate::model::*;
use crate::scene::metrics::ARROW_WIDTH;
use crate::scene::*;
use proptest::prelude::*;

/// The tip of an arrowhead, and how wide it is.
#[derive(Clone, Copy, Debug)]
struct Seen {
    line: SupplyId,
    tip: Point,
    width: f32,
}

/// As wide as this whatever lies beside it: it still has to be seen on its line.
const LEAST: f32 = 4.4;

fn heads(organisation: &Organisation, scene: &Scene) -> Vec<Seen> {
    let head = |(line, drawn): (SupplyId, &SupplyLine)| {
        let depth = Depth { layer: Layer::Supply, rank: 0, element: Some(line.into()) };
        let items = &scene.figure_at(&depth).unwrap().items;
        let corners = items.iter().find_map(|item| match item {
            Item::Shape(Shape { outline: Outline::Polygon(corners), .. }) => Some(corners.clone()),
            _ => None,
        });
        let [tip, left, right] = corners.unwrap().try_into().unwrap();
        assert_eq!(Some(&tip), drawn.path.last(), "it ends where its line ends");
        Seen { line, tip, width: left.distance(right) }
    };
    drawn_lines(organisation, scene).map(head).collect()
}

/// Two arrowheads that lie on one another although one of them could be narrower.
fn overlapping(heads: &[Seen]) -> Option<(Seen, Seen)> {
    let pairs = heads.iter().enumerate().flat_map(|(at, a)| heads[at + 1..].iter().map(move |b| (*a, *b)));
    let could_be_narrower = |head: &Seen| head.width > LEAST + 0.01;
    pairs.into_iter().find(|(a, b)| {
        let is_level = a.tip.x == b.tip.x || a.tip.y == b.tip.y;
        let overlap = a.tip.distance(b.tip) < f32::midpoint(a.width, b.width);
        is_level && overlap && (could_be_narrower(a) || could_be_narrower(b))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn arrowheads_lie_on_one_another_only_where_they_are_as_narrow_as_can_be_seen(
        map in any_close_map(),
        gone in prop::collection::vec(0..16_usize, 0..4),
    ) {
        let mut organisation = map.organisation();
        let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
        prop_assert!(overlapping(&heads(&organisation, builder.scene())).is_none());
        for supply in gone {
            let Some(id) = organisation.supplies().nth(supply).map(|supply| supply.id) else { continue };
            let delete = Command::Delete { parties: vec![], supplies: vec![id], notes: vec![] };
            let step = perform(&mut organisation, &delete).unwrap();
            builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
            prop_assert!(overlapping(&heads(&organisation, builder.scene())).is_none());
        }
    }
}

#[test]
fn an_arrowhead_is_narrow_only_as_long_as_others_end_beside_it() {
    use PartyKind::Role;
    let suppliers = (0..7).map(|n| (Role, "Role", 0.0, n as f32 * 90.0));
    let parties: Vec<_> = suppliers.chain([(Role, "Boss", 400.0, 270.0)]).collect();
    let supplies: Vec<_> = (0..7).map(|n| (n, 7, "")).collect();
    let (mut organisation, _) = map(&parties, &supplies);
    let mut builder = SceneBuilder::new(&organisation, Options::default(), Theme::light(), &EvenLetters);
    let crowded = heads(&organisation, builder.scene());
    assert!(crowded.iter().all(|head| (LEAST..ARROW_WIDTH - 1.0).contains(&head.width)), "{crowded:?}");

    let steps: Vec<_> = crowded[2..]
        .iter()
        .map(|head| {
            let delete = Command::Delete { parties: vec![], supplies: vec![head.line], notes: vec![] };
            let step = perform(&mut organisation, &delete).unwrap();
            builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
            step
        })
        .collect();
    let left = heads(&organisation, builder.scene());
    assert!(left.iter().all(|head| (head.width - ARROW_WIDTH).abs() < 0.01), "{left:?}");
    for step in steps.iter().rev() {
        step.inverse().apply(&mut organisation).unwrap();
        builder.update(&organisation, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    }
    let widths = |heads: &[Seen]| heads.iter().map(|head| head.width).collect::<Vec<_>>();
    assert_eq!(widths(&heads(&organisation, builder.scene())), widths(&crowded), "and so again");
}
