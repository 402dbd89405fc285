//! Many things at once, one edit right after another: what the picture of a large map promises whatever somebody does.

use super::kept::without_ways;
use super::{map, picture};
use crate::edit::{Command, PartyEdit, SupplyEdit, SupplyEnd, Transaction, perform};
use crate::model::*;
use crate::scene::*;
use proptest::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

const COLUMNS: usize = 12;
const ROWS: usize = 20;
/// As many more parties are teams, which are empty at first.
const TEAMS: usize = 5;
const PARTIES: usize = COLUMNS * ROWS + TEAMS;

/// One thing that somebody does, to parties or supplies by number.
#[derive(Clone, Debug)]
enum Deed {
    Move {
        who: Range<usize>,
        by: (i8, i8),
        is_given_up: bool,
    },
    Delete {
        who: Range<usize>,
    },
    Join {
        who: Range<usize>,
        team: usize,
    },
    Fold {
        team: usize,
        is_folded: bool,
    },
    Swap {
        which: Range<usize>,
    },
    Reattach {
        which: Range<usize>,
        to: usize,
    },
    Double {
        who: Range<usize>,
    },
    /// What was to the right is below, as when a map is tidied along the other flow.
    Turn,
    Undo,
    Redo,
    /// Other lines are found, if somebody has to.
    Wait,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    fn some(most: usize, count: usize) -> impl Strategy<Value = Range<usize>> {
        (0..most, 1..count).prop_map(|(first, count)| first..first + count)
    }
    let team = || COLUMNS * ROWS..PARTIES;
    prop_oneof![
        (some(PARTIES, 130), any::<(i8, i8)>(), prop::bool::weighted(0.3))
            .prop_map(|(who, by, is_given_up)| Deed::Move { who, by, is_given_up }),
        some(PARTIES, 60).prop_map(|who| Deed::Delete { who }),
        (some(PARTIES, 30), team()).prop_map(|(who, team)| Deed::Join { who, team }),
        (team(), any::<bool>()).prop_map(|(team, is_folded)| Deed::Fold { team, is_folded }),
        some(500, 90).prop_map(|which| Deed::Swap { which }),
        (some(500, 90), 0..PARTIES).prop_map(|(which, to)| Deed::Reattach { which, to }),
        some(PARTIES, 180).prop_map(|who| Deed::Double { who }),
        Just(Deed::Turn),
        Just(Deed::Undo),
        Just(Deed::Undo),
        Just(Deed::Redo),
        Just(Deed::Wait),
    ]
}

/// A large map on the screen, as somebody edits it.
struct Table {
    map: Organisation,
    parties: Vec<PartyId>,
    supplies: Vec<SupplyId>,
    ids: SequentialIds,
    builder: SceneBuilder,
    done: Vec<Transaction>,
    undone: Vec<Transaction>,
}

impl Table {
    fn new() -> Self {
        let grid = (0..COLUMNS * ROWS)
            .map(|at| (PartyKind::Role, "Role", (at / ROWS * 300) as f32, (at % ROWS * 100) as f32));
        let teams = (0..TEAMS).map(|at| (PartyKind::Team, "Team", at as f32 * 300.0, -300.0));
        let ahead = (0..(COLUMNS - 1) * ROWS).map(|at| (at, at + ROWS, "word"));
        let across = (0..(COLUMNS - 3) * ROWS).map(|at| (at, at + 2 * ROWS + at % 7, ""));
        let (map, parties) =
            map(&grid.chain(teams).collect::<Vec<_>>(), &ahead.chain(across).collect::<Vec<_>>());
        let mut ids = SequentialIds::default();
        (0..2 * PARTIES + 1_000).for_each(|_| _ = ids.party()); // all others have names already
        let supplies = map.supplies().map(|supply| supply.id).collect();
        let builder = SceneBuilder::new(&map, Options::default(), Theme::light(), &EvenLetters);
        let (done, undone) = (Vec::new(), Vec::new());
        let mut table = Self { map, parties, supplies, ids, builder, done, undone };
        table.find_lines();
        table
    }

    fn act(&mut self, deed: &Deed) {
        match deed {
            Deed::Undo => {
                if let Some(step) = self.done.pop() {
                    step.inverse().apply(&mut self.map).unwrap();
                    self.show(&step);
                    self.undone.push(step);
                }
            }
            Deed::Redo => {
                if let Some(step) = self.undone.pop() {
                    step.apply(&mut self.map).unwrap();
                    self.show(&step);
                    self.done.push(step);
                }
            }
            Deed::Wait => self.find_lines(),
            Deed::Move { who, by, is_given_up } => self.drag(who, *by, *is_given_up),
            _ => {
                let command = self.command(deed);
                self.perform(&command);
            }
        }
    }

    fn command(&mut self, deed: &Deed) -> Command {
        match deed {
            Deed::Delete { who } => {
                Command::Delete { parties: self.who(who), supplies: Vec::new(), notes: Vec::new() }
            }
            Deed::Join { who, team } => {
                let team = Some(self.parties[*team]).filter(|id| self.map.party(*id).is_some());
                let who = self.who(who).into_iter().filter(|id| Some(*id) != team);
                Command::EditParties(who.collect(), PartyEdit::Team(team))
            }
            Deed::Fold { team, is_folded } => {
                Command::EditParties(self.who(&(*team..team + 1)), PartyEdit::Folded(*is_folded))
            }
            Deed::Swap { which } => Command::EditSupplies(self.which(which), SupplyEdit::Swap),
            Deed::Reattach { which, to } => Command::EditSupplies(
                self.which(which),
                SupplyEdit::Reattach(SupplyEnd::Customer, self.parties[*to]),
            ),
            Deed::Double { who } => self.doubled(who),
            Deed::Turn => {
                let turned = |party: &Party| (party.id, Point::new(party.place.y * 3.0, party.place.x / 3.0));
                Command::Move { places: self.map.parties().map(turned).collect(), by_hand: false }
            }
            Deed::Move { .. } | Deed::Undo | Deed::Redo | Deed::Wait => Command::Batch(String::new(), vec![]),
        }
    }

    /// Others beside them, with the same supplies.
    fn doubled(&mut self, who: &Range<usize>) -> Command {
        let mut commands = Vec::new();
        let mut connected = Vec::new();
        for id in self.who(who) {
            let Some(party) = self.map.party(id).filter(|party| party.kind != PartyKind::Team) else {
                continue;
            };
            let twin = Party::new(self.ids.party(), party.kind, "Twin", party.place.moved(40.0, 60.0));
            let supplies = self.map.supplies_from(id).map(|supply| supply.customer);
            for customer in supplies.collect::<Vec<_>>() {
                connected.push(Command::Connect(Supply::new(self.ids.supply(), twin.id, customer, "twin")));
            }
            commands.push(Command::AddParty(twin));
        }
        commands.extend(connected);
        Command::Batch("Duplicate".into(), commands)
    }

    /// Those of them that are there.
    fn who(&self, who: &Range<usize>) -> Vec<PartyId> {
        let all = self.parties.iter().skip(who.start).take(who.len()).copied();
        all.filter(|id| self.map.party(*id).is_some()).collect()
    }

    fn which(&self, which: &Range<usize>) -> Vec<SupplyId> {
        let all = self.supplies.iter().skip(which.start).take(which.len()).copied();
        all.filter(|id| self.map.supply(*id).is_some()).collect()
    }

    fn drag(&mut self, who: &Range<usize>, (x, y): (i8, i8), is_given_up: bool) {
        let who = self.who(who);
        let places = |map: &Organisation, share: f32| -> HashMap<PartyId, Point> {
            let by = |of: i8| share * 3.0 * f32::from(of);
            who.iter().map(|id| (*id, map.party(*id).unwrap().place.moved(by(x), by(y)))).collect()
        };
        for share in [0.3, 0.6, 1.0] {
            self.builder.preview(&self.map, places(&self.map, share), &EvenLetters);
            self.go_on(1);
        }
        if !is_given_up && !who.is_empty() {
            let places = places(&self.map, 1.0).into_iter().collect();
            self.perform(&Command::Move { places, by_hand: true });
        }
        self.builder.preview(&self.map, HashMap::new(), &EvenLetters);
    }

    fn perform(&mut self, command: &Command) {
        if let Ok(step) = perform(&mut self.map, command) {
            self.show(&step);
            self.done.push(step);
            self.undone.clear();
        }
    }

    fn show(&mut self, step: &Transaction) {
        self.builder.update(&self.map, &step.elements().collect::<Vec<_>>(), &EvenLetters);
    }

    fn go_on(&mut self, frames: usize) {
        for _ in 0..frames {
            self.builder.go_on(&self.map, &EvenLetters, 400, || true);
        }
    }

    fn find_lines(&mut self) {
        if self.builder.wants_care() {
            let lines = careful_lines(&self.map, &Options::default(), &Theme::light(), &EvenLetters);
            self.builder.take_care(&self.map, lines.unwrap());
        }
        while self.builder.go_on(&self.map, &EvenLetters, 400, || true) {}
    }

    /// Supplies whose line does not end at both boxes between which it is drawn.
    fn astray(&self) -> Vec<SupplyId> {
        let scene = self.builder.scene();
        let ends_at = |path: &[Point], id: PartyId| {
            let boxes = [id].into_iter().chain(self.map.teams_around(id)); // it may stand in a folded team
            let rects = boxes.filter_map(|id| scene.party_box(id)).map(|place| place.rect.grown(9.0));
            let (Some(first), Some(last)) = (path.first(), path.last()) else { return false };
            rects.into_iter().any(|rect| rect.contains(*first) || rect.contains(*last))
        };
        let is_astray = |supply: &&Supply| {
            let line = scene.supply_line(supply.id);
            line.is_some_and(|line| {
                !ends_at(&line.path, supply.supplier) || !ends_at(&line.path, supply.customer)
            })
        };
        self.map.supplies().filter(is_astray).map(|supply| supply.id).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn whatever_is_done_to_many_the_picture_shows_what_one_built_afresh_shows(
        deeds in prop::collection::vec((any_deed(), 0_usize..6), 1..10),
    ) {
        let mut table = Table::new();
        for (deed, frames) in &deeds {
            table.act(deed);
            table.go_on(*frames);
        }
        table.find_lines();
        prop_assert_eq!(without_ways(table.builder.scene()), without_ways(&picture(&table.map)));
        prop_assert_eq!(table.astray(), Vec::<SupplyId>::new());
        let words = table.map.supplies().filter_map(|supply| Some((supply, table.builder.scene().supply_line(supply.id)?)));
        let wordless: Vec<_> = words.filter(|(supply, line)| !supply.what.is_empty() && line.bundle.is_none() && line.words().is_none()).collect();
        prop_assert!(wordless.is_empty(), "{:?}", wordless);
    }

    #[test]
    fn undo_and_redo_bring_back_every_line_of_many(deeds in prop::collection::vec(any_deed(), 1..7)) {
        let mut table = Table::new();
        let mut scenes = vec![table.builder.scene().clone()];
        for deed in &deeds {
            if matches!(deed, Deed::Undo | Deed::Redo) {
                continue;
            }
            let before = table.done.len();
            table.act(deed);
            table.find_lines();
            if table.done.len() > before {
                scenes.push(table.builder.scene().clone());
            }
        }
        for scene in scenes.iter().rev().skip(1) {
            table.act(&Deed::Undo);
            table.find_lines();
            prop_assert!(table.builder.scene() == scene, "undone");
        }
        for scene in &scenes[1..] {
            table.act(&Deed::Redo);
            table.find_lines();
            prop_assert!(table.builder.scene() == scene, "done again");
        }
    }
}
