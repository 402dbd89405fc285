//! Edits as the file gets them, and what the file has to hold after each.

use baton::edit::{Command, PartyEdit, perform};
use baton::model::{
    Dismissal, IdSource, Note, NoteKind, NoteSubject, Party, PartyId, PartyKind, Point, SequentialIds, Supply,
};
use baton::storage::{Contents, Entry, MapFile, Overwrite};
use std::sync::Arc;

/// Draws a map and remembers what it did as entries for the file.
#[derive(Default)]
pub struct Pen {
    pub contents: Contents,
    pub ids: SequentialIds,
    entries: Vec<Entry>,
}

impl Pen {
    pub fn take_entries(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.entries)
    }

    pub fn apply(&mut self, command: &Command) {
        let step = Arc::new(perform(&mut self.contents.organisation, command).unwrap());
        self.contents.history.push(step.clone());
        self.entries.push(Entry::Do(step));
    }

    pub fn amend(&mut self, command: &Command) {
        let more = perform(&mut self.contents.organisation, command).unwrap();
        let step = Arc::new(self.contents.history.next_undo().unwrap().followed_by(&more));
        self.contents.history.amend(step.clone());
        self.entries.push(Entry::Amend { more, step });
    }

    pub fn undo(&mut self) {
        let step = self.contents.history.undo().unwrap();
        step.inverse().apply(&mut self.contents.organisation).unwrap();
        self.entries.push(Entry::Undo(step));
    }

    pub fn redo(&mut self) {
        let step = self.contents.history.redo().unwrap();
        step.apply(&mut self.contents.organisation).unwrap();
        self.entries.push(Entry::Redo(step));
    }

    pub fn new_party(&mut self, name: &str) -> Command {
        Command::AddParty(Party::new(self.ids.party(), PartyKind::Role, name, Point::default()))
    }

    pub fn party_ids(&self) -> Vec<PartyId> {
        self.contents.organisation.parties().map(|party| party.id).collect()
    }
}

/// A session at the desk: the file it starts from, what is written at once, and what is in the file after.
pub struct Script {
    pub start: Vec<u8>,
    pub batches: Vec<Vec<Entry>>,
    /// What the file holds before the first batch and after each.
    pub states: Vec<Contents>,
}

impl Script {
    /// Every kind of entry, small and large, alone and together.
    pub fn new() -> Self {
        let mut pen = Pen::default();
        let parties = (0..20).map(|number| pen.new_party(&format!("Role {number}"))).collect();
        perform(&mut pen.contents.organisation, &Command::Batch("Set up".into(), parties)).unwrap();
        let mut script =
            Self { start: file_of(&pen.contents), batches: vec![], states: vec![pen.contents.clone()] };
        for draw in DRAWINGS {
            draw(&mut pen);
            script.batches.push(pen.take_entries());
            script.states.push(pen.contents.clone());
        }
        script
    }
}

const DRAWINGS: [fn(&mut Pen); 13] = [
    |pen| {
        let command = pen.new_party("Payroll");
        pen.apply(&command);
    },
    |pen| {
        let parties = pen.party_ids();
        let supply = Supply::new(pen.ids.supply(), parties[0], parties[1], "pay run");
        let subject = NoteSubject::Supply(supply.id);
        pen.apply(&Command::Connect(supply));
        let note = Note::new(pen.ids.note(), subject, NoteKind::Problem, "late in December".repeat(300));
        pen.apply(&Command::AddNote(note));
    },
    |pen| {
        let places = pen.party_ids().into_iter().map(|id| (id, Point::new(1.5, 2.5))).collect();
        pen.apply(&Command::Move { places, by_hand: true });
    },
    Pen::undo,
    Pen::redo,
    |pen| {
        let parties = pen.party_ids()[..8].to_vec();
        pen.apply(&Command::Delete { parties, supplies: vec![], notes: vec![] });
    },
    |pen| {
        pen.undo();
        pen.undo();
    },
    |pen| {
        let id = pen.party_ids()[3];
        pen.apply(&Command::EditParties(vec![id], PartyEdit::Name("Warehouse".into())));
        pen.amend(&Command::EditParties(vec![id], PartyEdit::Holder("Ada".into())));
    },
    |pen| {
        let commands = (0..60).map(|number| pen.new_party(&format!("Post {number}"))).collect();
        pen.apply(&Command::Batch("Import".into(), commands));
        pen.apply(&Command::SetTitle("Kitchens".into()));
    },
    Pen::undo,
    |pen| {
        let finding = format!("single_thread {:x}", pen.party_ids()[3].as_u128());
        pen.apply(&Command::Dismiss(Dismissal { finding, count: 1 }));
    },
    |pen| {
        let parties = vec![pen.party_ids()[3]];
        pen.apply(&Command::Delete { parties, supplies: vec![], notes: vec![] });
    },
    Pen::undo,
];

/// The bytes of a new file with these contents.
pub fn file_of(contents: &Contents) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("start.baton");
    MapFile::create(&path, &contents.organisation, &contents.history, Overwrite::Never).unwrap();
    std::fs::read(path).unwrap()
}
