use super::known::{SupplyKey, key};
use super::{Import, News, ReadingCopy, Report};
use crate::edit::{Command, PartyEdit, Refusal};
use crate::model::{
    IdSource, Note, NoteId, NoteKind, NoteSubject, Organisation, Party, PartyId, PartyKind, Point, Supply,
    SupplyId, SupplyKind, clean_line,
};
use std::collections::{BTreeSet, HashMap};

/// A map while a file is read into it: finds what is there, makes what is not, never deletes.
///
/// Works on a [`ReadingCopy`]; the commands that were carried out on it become the [`Import`].
pub(super) struct Merge<'a> {
    copy: &'a mut ReadingCopy,
    ids: &'a mut dyn IdSource,
    commands: Vec<Command>,
    made: Vec<PartyId>,
    spoken_of: BTreeSet<PartyId>,
    /// How often the file has named the same supply.
    supply_mentions: HashMap<SupplyKey, usize>,
    made_supplies: BTreeSet<SupplyId>,
    /// What is told afterwards.
    pub report: Report,
}

/// Whether something was made now, was on the map before, or was made by an earlier line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Merged {
    Made,
    Found,
    Repeated,
}

impl<'a> Merge<'a> {
    /// Begins to read into `copy`; what was read into it before is taken back.
    pub fn new(copy: &'a mut ReadingCopy, ids: &'a mut dyn IdSource) -> Self {
        copy.take_back();
        Self {
            copy,
            ids,
            commands: Vec::new(),
            made: Vec::new(),
            spoken_of: BTreeSet::new(),
            supply_mentions: HashMap::new(),
            made_supplies: BTreeSet::new(),
            report: Report::default(),
        }
    }

    /// The map as far as it has been read.
    pub fn map(&self) -> &Organisation {
        self.copy.map()
    }

    /// Carries a command out on the copy and keeps it.
    pub fn run(&mut self, command: Command) -> Result<(), Refusal> {
        if self.copy.run(&command)? {
            self.commands.push(command);
        }
        Ok(())
    }

    /// All parties with this name, oldest first.
    pub fn named(&self, name: &str) -> &[PartyId] {
        self.copy.named(name)
    }

    /// All parties with this name directly in `team` or in none, oldest first.
    pub fn named_in(&mut self, team: Option<PartyId>, name: &str) -> Vec<PartyId> {
        self.copy.named_in(team, name).to_vec()
    }

    /// The oldest party with this name and, if one is asked for, this kind.
    pub fn find(&self, name: &str, kind: Option<PartyKind>) -> Option<PartyId> {
        let fits = |id: &PartyId| kind.is_none_or(|kind| self.kind_of(*id) == Some(kind));
        self.named(name).iter().copied().find(fits)
    }

    /// What a party is.
    pub fn kind_of(&self, id: PartyId) -> Option<PartyKind> {
        self.map().party(id).map(|party| party.kind)
    }

    /// Notes that a party of the map is spoken of.
    pub fn touch(&mut self, id: PartyId) -> PartyId {
        self.spoken_of.insert(id);
        id
    }

    /// Makes a party, whatever else has this name.
    pub fn make(&mut self, name: &str, kind: PartyKind) -> PartyId {
        let id = self.ids.party();
        let party = Party::new(id, kind, clean_line(name), Point::default());
        // A new party without a team breaks no rule and its id is fresh.
        let _ = self.run(Command::AddParty(party));
        self.made.push(id);
        id
    }

    /// The party with this name, made as `kind` if nobody has it.
    pub fn find_or_make(&mut self, name: &str, kind: PartyKind) -> PartyId {
        match self.find(name, None) {
            Some(id) => self.touch(id),
            None => self.make(name, kind),
        }
    }

    /// The team at the end of `path` (outermost first), with the teams around it; missing ones are made.
    pub fn team(&mut self, path: &[String]) -> Option<PartyId> {
        let mut around: Option<PartyId> = None;
        for (depth, name) in path.iter().enumerate() {
            let found = self.named(name).iter().copied().find(|id| {
                let Some(party) = self.map().party(*id) else { return false };
                // The first name may be a team at any depth: “Payroll” means the one there is.
                party.kind == PartyKind::Team && (depth == 0 || party.team == around)
            });
            let team = if let Some(id) = found {
                self.touch(id)
            } else {
                let id = self.make(name, PartyKind::Team);
                // A team just made contains nothing, so it can be put anywhere.
                let _ = self.run(Command::EditParties(vec![id], PartyEdit::Team(around)));
                id
            };
            around = Some(team);
        }
        around
    }

    /// Connects two parties unless the same supply is there already.
    ///
    /// `wanted` holds everything but the id; returns the id that it has on the map.
    pub fn connect(&mut self, wanted: Supply) -> Result<(SupplyId, Merged), Refusal> {
        self.connect_nth(Supply { what: clean_line(&wanted.what), ..wanted }, 0)
    }

    /// As [`Merge::connect`], but a supply that the file names twice is two parallel supplies.
    pub fn connect_again(&mut self, wanted: Supply) -> Result<(SupplyId, Merged), Refusal> {
        let wanted = Supply { what: clean_line(&wanted.what), ..wanted };
        let mentions = self.supply_mentions.entry(key(&wanted)).or_default();
        let earlier = *mentions;
        *mentions += 1;
        self.connect_nth(wanted, earlier)
    }

    /// What the file names from here on is not named twice because it was named before.
    pub fn begin_sheet(&mut self) {
        self.supply_mentions.clear();
    }

    fn connect_nth(&mut self, wanted: Supply, nth: usize) -> Result<(SupplyId, Merged), Refusal> {
        if let Some(&id) = self.copy.supplies(&key(&wanted)).get(nth) {
            let merged = if self.made_supplies.contains(&id) { Merged::Repeated } else { Merged::Found };
            self.report.found.supplies += usize::from(merged == Merged::Found);
            return Ok((id, merged));
        }
        let id = self.ids.supply();
        self.run(Command::Connect(Supply { id, ..wanted }))?;
        self.made_supplies.insert(id);
        self.report.made.supplies += 1;
        Ok((id, Merged::Made))
    }

    /// Attaches a note unless the same is there already; `nth` counts earlier ones of the file.
    pub fn attach(
        &mut self,
        subject: NoteSubject,
        kind: NoteKind,
        text: &str,
        nth: usize,
    ) -> Result<NoteId, Refusal> {
        let same = |note: &&Note| note.kind == kind && note.text == text;
        let found = self.map().notes_on(subject).filter(same).nth(nth).map(|note| note.id);
        if let Some(id) = found {
            self.report.found.notes += 1;
            return Ok(id);
        }
        let note = Note::new(self.ids.note(), subject, kind, text);
        let id = note.id;
        self.run(Command::AddNote(note))?;
        self.report.made.notes += 1;
        Ok(id)
    }

    /// Everything that was done, as one step with this name.
    pub fn finish(mut self, label: &str) -> Import {
        for id in &self.made {
            self.spoken_of.remove(id);
        }
        self.report.made.parties = self.made.len();
        self.report.found.parties = self.spoken_of.len();
        self.report.skipped.sort_by_key(|skipped| skipped.line);
        Import {
            news: self.news(),
            command: Command::Batch(label.to_owned(), self.commands),
            made: self.made,
            found: self.spoken_of.into_iter().collect(),
            report: self.report,
        }
    }

    /// The first things that are new, as they are in the end: a later line may have said more about them.
    fn news(&self) -> News {
        let party = |id: &PartyId| self.map().party(*id).map(named_with_kind);
        let name = |id: PartyId| self.map().party(id).map(|party| party.name.as_str()).unwrap_or_default();
        let supply = |command: &Command| match command {
            Command::Connect(supply) => {
                self.map().supply(supply.id).map(|s| told(name(s.supplier), s, name(s.customer)))
            }
            _ => None,
        };
        let note = |command: &Command| match command {
            Command::AddNote(note) => Some(note.text.clone()),
            _ => None,
        };
        News {
            parties: self.made.iter().take(News::MOST).filter_map(party).collect(),
            supplies: self.commands.iter().filter_map(supply).take(News::MOST).collect(),
            notes: self.commands.iter().filter_map(note).take(News::MOST).collect(),
        }
    }
}

/// The name; what it is, where it is no role.
fn named_with_kind(party: &Party) -> String {
    match party.kind {
        PartyKind::Role => party.name.clone(),
        kind => format!("{} ({})", party.name, kind.word()),
    }
}

/// A supply with the names of both ends.
fn told(supplier: &str, supply: &Supply, customer: &str) -> String {
    let what = supply.what.as_str();
    match (supply.kind, what) {
        (SupplyKind::Delivers, "") => format!("{supplier} → {customer}"),
        (SupplyKind::Delivers, _) => format!("{supplier} → {what} → {customer}"),
        (kind, "") => format!("{supplier} {} {customer}", kind.word()),
        (kind, _) => format!("{supplier} {} {customer}: {what}", kind.word()),
    }
}
