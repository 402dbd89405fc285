//! What has its turn later: where an edit touches very many lines, most are routed bit by bit.

use super::kept::moved;
use crate::arrange::segment::entry;
use crate::arrange::{Change, Flow, Router};
use crate::model::{Point, Rect, Size};
use proptest::prelude::*;

const ROWS: usize = 36;

/// A customer with 72 suppliers in two columns, and as many lines through a gap between other boxes.
struct Crowd {
    boxes: Vec<Rect>,
    lines: Vec<(u32, u32)>,
}

impl Crowd {
    const HUB: usize = 0;

    fn new() -> Self {
        let at = |x: f32, y: f32| Rect::around(Point::new(x, y), Size::new(120.0, 46.0));
        let mut boxes = vec![at(1_400.0, 900.0)];
        let column = |x: f32| (0..ROWS).map(move |row| at(x, row as f32 * 60.0));
        boxes.extend([0.0, 300.0, 1_800.0].into_iter().flat_map(column));
        let suppliers = 1..=2 * ROWS as u32;
        let to_hub = suppliers.clone().map(|from| (from, 0));
        let past_hub = suppliers.map(|from| (from, 2 * ROWS as u32 + 1 + (from * 7) % ROWS as u32));
        let lines = to_hub.chain(past_hub).collect();
        Self { boxes, lines }
    }

    fn router(&self) -> Router {
        Router::new(&self.boxes, &[], &self.lines, Flow::LeftToRight)
    }

    fn put_hub(&mut self, x: f32, y: f32) -> Change {
        self.boxes[Self::HUB] = self.boxes[Self::HUB].moved(x, y);
        moved(&[(Self::HUB, self.boxes[Self::HUB])])
    }

    const HUB_LINES: std::ops::Range<u32> = 0..2 * ROWS as u32;

    /// Puts all boxes elsewhere but a few customers: so many that lines take notice of them later.
    fn put_most(&mut self, x: f32, y: f32) -> Change {
        let boxes = 0..self.boxes.len() - 6;
        boxes.clone().for_each(|v| self.boxes[v] = self.boxes[v].moved(x, y));
        moved(&boxes.map(|v| (v, self.boxes[v])).collect::<Vec<_>>())
    }

    fn has_boxes_on_each_other(&self) -> bool {
        let is_on_another = |(at, rect): (usize, &Rect)| {
            self.boxes[..at].iter().any(|other| other.grown(20.0).overlaps(*rect))
        };
        self.boxes.iter().enumerate().any(is_on_another)
    }

    /// How many lines run through foreign boxes.
    fn crossed(&self, router: &Router) -> usize {
        let is_crossed = |(route, (from, to)): &(&crate::arrange::Route, &(u32, u32))| {
            let is_foreign = |v: &usize| *v as u32 != *from && *v as u32 != *to;
            let path = route.flattened();
            (0..self.boxes.len()).filter(is_foreign).any(|v| {
                path.windows(2).any(|leg| entry(leg[0], leg[1], self.boxes[v].grown(-1.0)).is_some())
            })
        };
        router.routes().iter().zip(&self.lines).filter(is_crossed).count()
    }
}

fn settle(router: &mut Router) {
    while router.has_lines_due() {
        router.go_on(|| true);
    }
}

/// Changes the map and routes all that is due, so many pieces at a time.
fn change_with_pauses(router: &mut Router, change: &Change, pauses: &[usize]) {
    router.change(change, false);
    for pause in pauses.iter().cycle() {
        let mut steps = 0;
        router.go_on(|| {
            steps += 1;
            steps == *pause
        });
        if !router.has_lines_due() {
            break;
        }
    }
}

#[test]
fn lines_of_a_dragged_hub_are_behind_until_it_is_let_go_and_then_go_round_boxes() {
    let mut crowd = Crowd::new();
    let mut router = crowd.router();
    for step in 1..5 {
        let place = crowd.put_hub(-20.0 * step as f32, 30.0);
        let changed = router.change(&place, true);
        assert!(
            Crowd::HUB_LINES
                .clone()
                .all(|line| router.is_behind(line) && changed.contains(&line) == (step == 1))
        );
        assert!(!router.has_lines_due(), "while it is dragged they stay so");
    }
    let shown = router.routes().to_vec();
    assert!(router.change(&Change::default(), false).is_empty(), "letting go is none of the work");
    assert_eq!(router.routes(), &shown[..]);
    assert!(router.has_lines_due());
    let first = router.go_on(|| true);
    assert!(
        Crowd::HUB_LINES.clone().all(|line| first.contains(&line)),
        "as many as find their lanes in a moment"
    );
    settle(&mut router);
    assert!(Crowd::HUB_LINES.clone().all(|line| !router.is_behind(line)));
    assert_eq!(crowd.crossed(&router), 0);

    let untouched = Crowd::new();
    router.change(&moved(&[(Crowd::HUB, untouched.boxes[Crowd::HUB])]), false);
    assert!(router.has_lines_due(), "so many come back in turns too");
    settle(&mut router);
    assert_eq!(router.routes(), untouched.router().routes());
}

#[test]
fn many_boxes_that_are_dragged_leave_their_lines_behind_until_they_are_let_go() {
    let (mut crowd, untouched) = (Crowd::new(), Crowd::new());
    let mut router = crowd.router();
    let all = 0..crowd.lines.len() as u32;
    for step in 1..5 {
        let changed = router.change(&crowd.put_most(-20.0, 30.0), true);
        assert!(all.clone().all(|line| router.is_behind(line)));
        assert_eq!(changed.len(), if step == 1 { crowd.lines.len() } else { 0 });
    }
    let changed = router.change(&crowd.put_most(80.0, -120.0), true);
    assert_eq!(changed.len(), crowd.lines.len(), "back where they were none is behind");
    assert_eq!(router.routes(), untouched.router().routes());

    router.change(&crowd.put_most(-40.0, -200.0), true);
    assert!(router.change(&Change::default(), false).is_empty(), "letting go is none of the work");
    settle(&mut router);
    assert!(all.clone().all(|line| !router.is_behind(line)));
    assert_eq!(crowd.crossed(&router), 0);

    router.change(&crowd.put_most(40.0, 200.0), false);
    settle(&mut router);
    assert_eq!(router.routes(), untouched.router().routes());
}

#[test]
fn a_crowd_on_which_a_box_was_put_makes_way_at_its_turn() {
    let mut crowd = Crowd::new();
    let mut router = crowd.router();
    let supplier = 2 * ROWS; // the last one of the second column, put on the lines of all others
    crowd.boxes[supplier] = Rect::around(Point::new(1_100.0, 900.0), Size::new(120.0, 46.0));
    router.change(&moved(&[(supplier, crowd.boxes[supplier])]), false);
    assert!(crowd.crossed(&router) > 0 && router.has_lines_due());
    settle(&mut router);
    assert_eq!(crowd.crossed(&router), 0);
}

/// Ten columns of boxes, and lines from each to three boxes of the next.
fn chains() -> Crowd {
    const TALL: usize = 30;
    let at = |v: usize| Point::new((v / TALL * 300) as f32, (v % TALL * 90) as f32);
    let boxes = (0..10 * TALL).map(|v| Rect::around(at(v), Size::new(120.0, 46.0))).collect();
    let next = |v: usize| (v / TALL + 1) * TALL;
    let lines =
        (0..9 * TALL).flat_map(|v| [0, 1, 7].map(|step| (v as u32, (next(v) + (v + step) % TALL) as u32)));
    Crowd { boxes, lines: lines.collect() }
}

#[test]
fn whoever_goes_on_at_once_after_undo_of_many_boxes_gets_ways_for_all_lines() {
    let mut crowd = chains();
    let mut router = crowd.router();
    let last = crowd.boxes.len() - 1;
    let untouched = (crowd.boxes.clone(), router.routes().to_vec());
    router.change(&crowd.put_most(-40.0, -30.0), false);
    settle(&mut router);
    let all = |boxes: &[Rect]| boxes.iter().copied().enumerate().collect::<Vec<_>>();
    crowd.boxes.clone_from(&untouched.0);
    router.change(&moved(&all(&crowd.boxes)), false);
    crowd.boxes[last] = crowd.boxes[last].moved(30.0, 50.0);
    router.change(&moved(&[(last, crowd.boxes[last])]), false);
    settle(&mut router);
    assert!((0..crowd.lines.len() as u32).all(|line| !router.is_behind(line)));
    assert_eq!(crowd.crossed(&router), 0);

    // Undone only after that, each once more, and all of it: a map that nobody has left at once is the same again.
    crowd.boxes[last] = untouched.0[last];
    router.change(&moved(&[(last, crowd.boxes[last])]), false);
    settle(&mut router);
    assert!((0..crowd.lines.len() as u32).all(|line| !router.is_behind(line)));
    assert_eq!(crowd.crossed(&router), 0);
    router.change(&crowd.put_most(-40.0, -30.0), false);
    settle(&mut router);
    router.change(&moved(&all(&untouched.0)), false);
    settle(&mut router);
    assert!((0..crowd.lines.len() as u32).all(|line| !router.is_behind(line)));
}

#[test]
fn whoever_goes_on_at_once_after_undo_of_a_hub_gets_ways_for_all_lines() {
    let mut crowd = chains();
    let hub = crowd.boxes.len();
    crowd.boxes.push(Rect::around(Point::new(3_300.0, 1_300.0), Size::new(120.0, 46.0)));
    crowd.lines = (0..hub as u32).map(|v| (v, hub as u32)).collect();
    let mut router = crowd.router();
    let untouched = crowd.boxes.clone();
    crowd.boxes[hub] = untouched[hub].moved(60.0, -400.0);
    router.change(&moved(&[(hub, crowd.boxes[hub])]), false);
    settle(&mut router);
    crowd.boxes[hub] = untouched[hub];
    router.change(&moved(&[(hub, crowd.boxes[hub])]), false);
    crowd.boxes[0] = untouched[0].moved(-40.0, -70.0);
    router.change(&moved(&[(0, crowd.boxes[0])]), false);
    settle(&mut router);
    assert!((0..crowd.lines.len() as u32).all(|line| !router.is_behind(line)));
    assert_eq!(crowd.crossed(&router), 0);
}

#[test]
fn lines_that_come_back_because_somebody_goes_on_at_once_are_told() {
    let (mut crowd, untouched) = (Crowd::new(), Crowd::new());
    let mut router = crowd.router();
    router.change(&crowd.put_hub(-40.0, 90.0), false);
    settle(&mut router);
    router.change(&moved(&[(Crowd::HUB, untouched.boxes[Crowd::HUB])]), false);
    let behind: Vec<u32> = Crowd::HUB_LINES.filter(|line| router.is_behind(*line)).collect();
    assert!(!behind.is_empty());
    let nothing = router.change(&Change::default(), false);
    assert!(nothing.is_empty() && behind.iter().all(|line| router.is_behind(*line)), "nothing has happened");
    let last = crowd.boxes.len() - 1;
    let changed = router.change(&moved(&[(last, crowd.boxes[last].moved(30.0, 50.0))]), false);
    assert!(behind.iter().all(|line| router.is_behind(*line) || changed.contains(line)));
    assert!(behind.iter().any(|line| !router.is_behind(*line)));
}

#[test]
fn lines_whose_search_takes_long_are_behind_until_their_turn() {
    // Boxes that form no columns: every line looks for its own way between them.
    let at = |v: usize| Point::new((v % 20 * 190 + v * 37 % 90) as f32, (v / 20 * 110 + v * 53 % 50) as f32);
    let mut boxes: Vec<Rect> = (0..400).map(|v| Rect::around(at(v), Size::new(120.0, 46.0))).collect();
    boxes.push(Rect::around(Point::new(4_200.0, 0.0), Size::new(120.0, 46.0)));
    let hub = boxes.len() - 1;
    let lines: Vec<(u32, u32)> = (0..20).map(|v| (v * 20, hub as u32)).collect();
    let mut crowd = Crowd { boxes, lines };
    let mut router = crowd.router();
    let untouched = router.routes().to_vec();
    crowd.boxes[hub] = crowd.boxes[hub].moved(40.0, 2_100.0);
    router.change(&moved(&[(hub, crowd.boxes[hub])]), false);
    let behind = (0..20).filter(|line| router.is_behind(*line)).count();
    assert!((1..20).contains(&behind), "{behind} of 20 wait: as many have found their ways at once as could");
    settle(&mut router);
    assert!((0..20).all(|line| !router.is_behind(line)));
    assert_eq!(crowd.crossed(&router), 0);
    router.change(&moved(&[(hub, crowd.boxes[hub].moved(-40.0, -2_100.0))]), false);
    settle(&mut router);
    assert_eq!(router.routes(), &untouched[..]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_comes_out_does_not_depend_on_when_it_is_enough_and_undo_brings_all_back(
        moves in prop::collection::vec((-150_i16..150, -150_i16..150), 1..4),
        pauses in prop::collection::vec(1_usize..9, 1..5),
    ) {
        let mut crowd = Crowd::new();
        let (mut router, mut in_one_go) = (crowd.router(), crowd.router());
        let mut states = vec![(crowd.boxes.clone(), router.routes().to_vec())];
        for (x, y) in moves {
            let place = crowd.put_hub(f32::from(x), f32::from(y));
            change_with_pauses(&mut router, &place, &pauses);
            change_with_pauses(&mut in_one_go, &place, &[usize::MAX]);
            prop_assert_eq!(router.routes(), in_one_go.routes());
            states.push((crowd.boxes.clone(), router.routes().to_vec()));
        }
        for (boxes, routes) in states.iter().rev().chain(&states) {
            router.change(&moved(&[(Crowd::HUB, boxes[Crowd::HUB])]), false);
            settle(&mut router);
            prop_assert_eq!(router.routes(), &routes[..]);
        }
    }

    #[test]
    fn what_many_boxes_leave_behind_does_not_depend_on_when_it_is_enough_and_undo_brings_all_back(
        moves in prop::collection::vec((any::<bool>(), -15_i16..15, -150_i16..150), 1..4),
        pauses in prop::collection::vec(1_usize..40, 1..5),
    ) {
        let mut crowd = Crowd::new();
        let (mut router, mut in_one_go) = (crowd.router(), crowd.router());
        let mut states = vec![(crowd.boxes.clone(), router.routes().to_vec())];
        for (most, x, y) in moves {
            let (x, y) = (f32::from(x), f32::from(y));
            let place = if most { crowd.put_most(x, y) } else { crowd.put_hub(x, y) };
            change_with_pauses(&mut router, &place, &pauses);
            change_with_pauses(&mut in_one_go, &place, &[usize::MAX]);
            prop_assert_eq!(router.routes(), in_one_go.routes());
            prop_assert!((0..crowd.lines.len() as u32).all(|line| !router.is_behind(line)));
            states.push((crowd.boxes.clone(), router.routes().to_vec()));
        }
        for (boxes, routes) in states.iter().rev().chain(&states) {
            let all: Vec<(usize, Rect)> = boxes.iter().copied().enumerate().collect();
            router.change(&moved(&all), false);
            settle(&mut router);
            prop_assert_eq!(router.routes(), &routes[..]);
            prop_assert!((0..crowd.lines.len() as u32).all(|line| !router.is_behind(line)));
        }
    }

    #[test]
    fn edits_that_do_not_wait_for_lines_leave_none_behind(
        moves in prop::collection::vec((0_usize..110, -150_i16..150, -150_i16..150, 0_usize..6), 1..8),
    ) {
        let mut crowd = Crowd::new();
        let mut router = crowd.router();
        for (v, x, y, steps) in moves {
            if v >= crowd.boxes.len() { // all but a few customers, a little away from these
                let before = crowd.boxes.clone();
                let place = crowd.put_most(-f32::from(x.abs() / 10), -f32::from(y.abs()));
                if crowd.has_boxes_on_each_other() {
                    crowd.boxes = before;
                    continue;
                }
                router.change(&place, false);
                for _ in 0..steps { router.go_on(|| true); }
                if steps == 5 {
                    let back: Vec<(usize, Rect)> = before.iter().copied().enumerate().collect();
                    router.change(&moved(&back), false);
                    crowd.boxes = before;
                }
                continue;
            }
            let place = crowd.boxes[v].moved(f32::from(x), f32::from(y));
            if crowd.boxes.iter().enumerate().any(|(other, rect)| other != v && rect.grown(20.0).overlaps(place)) {
                continue;
            }
            let before = std::mem::replace(&mut crowd.boxes[v], place);
            router.change(&moved(&[(v, place)]), false);
            for _ in 0..steps { router.go_on(|| true); }
            if steps == 5 { // undone and done again before all is there
                router.change(&moved(&[(v, before)]), false);
                router.go_on(|| true);
                router.change(&moved(&[(v, place)]), false);
            }
        }
        settle(&mut router);
        prop_assert!((0..crowd.lines.len() as u32).all(|line| !router.is_behind(line)));
        prop_assert_eq!(crowd.crossed(&router), 0);
    }
}
