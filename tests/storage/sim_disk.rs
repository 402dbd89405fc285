//! A disk in memory that can lose power, fail and fill up; no SQLite in here (see `sim_vfs`).
//!
//! What keeps it honest: a write is durable only after a sync of its file, and of the writes since
//! then a power cut keeps none, all, some, or some 512-byte sectors of some. Syncing a new file makes
//! its name durable too; a deletion is durable only if the folder was synced. The power goes *before*
//! a sync takes effect. So the disk at every single call can be recorded in one run and then be
//! restarted in as many ways as wanted.

use std::collections::{BTreeMap, HashMap};

const SECTOR_BYTES: usize = 512;

/// What goes wrong, from a planned changing call on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call reports an error; later ones work.
    ErrorOnce,
    /// This call and all later ones report an error until it is repaired.
    ErrorFromNow,
    /// The disk is full from this call on.
    FullFromNow,
}

/// Why a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The disk reports an error.
    Broken,
    /// No room.
    Full,
    /// No such file.
    Missing,
}

pub type FileId = u64;

/// Everything on the disk, as it is seen and as it would survive.
#[derive(Clone)]
pub struct SimDisk {
    files: HashMap<FileId, File>,
    names: BTreeMap<String, FileId>,
    durable_names: BTreeMap<String, FileId>,
    /// Changes of names since the folder was last synced, in order.
    pending_names: Vec<NameChange>,
    next_id: FileId,
    /// How many changing calls there were.
    pub calls: u64,
    fault: Option<(u64, Fault)>,
    /// The disk during each changing call so far, if that is to be recorded.
    pub record: Option<Vec<SimDisk>>,
    /// Whether a sync does nothing, as on bad hardware.
    pub lies_about_sync: bool,
    random: Random,
}

#[derive(Clone, Default)]
struct File {
    live: Vec<u8>,
    durable: Vec<u8>,
    /// What happened since the last sync, in order.
    pending: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Resize(usize),
}

#[derive(Clone)]
enum NameChange {
    Made(String, FileId),
    Removed(String),
}

impl SimDisk {
    pub fn new(seed: u64) -> Self {
        Self {
            files: HashMap::new(),
            names: BTreeMap::new(),
            durable_names: BTreeMap::new(),
            pending_names: Vec::new(),
            next_id: 1,
            calls: 0,
            fault: None,
            record: None,
            lies_about_sync: false,
            random: Random::new(seed),
        }
    }

    /// Puts a file on the disk that has been there for long.
    pub fn put(&mut self, name: &str, bytes: &[u8]) {
        let id = self.next_id;
        self.next_id += 1;
        let file = File { live: bytes.to_vec(), durable: bytes.to_vec(), pending: Vec::new() };
        self.files.insert(id, file);
        self.names.insert(name.to_owned(), id);
        self.durable_names.insert(name.to_owned(), id);
    }

    /// Plans what goes wrong at the changing call number `call`, counted from the first.
    pub fn plan(&mut self, call: u64, fault: Fault) {
        self.fault = Some((call, fault));
    }

    /// From now on nothing goes wrong any more.
    pub fn repair(&mut self) {
        self.fault = None;
    }

    /// Cuts the power. What the disk then holds, of all it may hold, `seed` decides.
    pub fn restart(&mut self, seed: u64) {
        self.random = Random::new(seed);
        let kept = self.random.below(self.pending_names.len() as u64 + 1) as usize;
        for change in self.pending_names.drain(..).take(kept).collect::<Vec<_>>() {
            apply(&mut self.durable_names, change);
        }
        let survival = self.random.below(4);
        let random = &mut self.random;
        self.files.retain(|id, _| self.durable_names.values().any(|named| named == id));
        for file in self.files.values_mut() {
            for change in std::mem::take(&mut file.pending) {
                survive(&mut file.durable, change, survival, random);
            }
            file.live.clone_from(&file.durable);
        }
        self.names.clone_from(&self.durable_names);
        self.fault = None;
        self.record = None;
    }

    pub fn find(&self, name: &str) -> Option<FileId> {
        self.names.get(name).copied()
    }

    pub fn make(&mut self, name: &str) -> FileId {
        let id = self.next_id;
        self.next_id += 1;
        self.files.insert(id, File::default());
        self.names.insert(name.to_owned(), id);
        self.pending_names.push(NameChange::Made(name.to_owned(), id));
        id
    }

    /// The bytes from `start` on, at most `length` of them.
    pub fn read(&self, id: FileId, start: usize, length: usize) -> Result<&[u8], Failure> {
        let live = &self.files.get(&id).ok_or(Failure::Broken)?.live;
        let start = start.min(live.len());
        Ok(&live[start..live.len().min(start + length)])
    }

    pub fn length(&self, id: FileId) -> usize {
        self.files.get(&id).map_or(0, |file| file.live.len())
    }

    pub fn write(&mut self, id: FileId, start: usize, bytes: &[u8]) -> Result<(), Failure> {
        self.change(id, Change::Write(start, bytes.to_vec()))
    }

    pub fn resize(&mut self, id: FileId, length: usize) -> Result<(), Failure> {
        self.change(id, Change::Resize(length))
    }

    pub fn sync(&mut self, id: FileId) -> Result<(), Failure> {
        self.before_call(false)?;
        self.record_call(); // before the sync takes effect
        if self.lies_about_sync {
            return Ok(());
        }
        if self.pending_names.iter().any(|change| matches!(change, NameChange::Made(_, made) if *made == id))
        {
            self.sync_folder();
        }
        let file = self.files.get_mut(&id).ok_or(Failure::Broken)?;
        file.durable.clone_from(&file.live);
        file.pending.clear();
        Ok(())
    }

    pub fn delete(&mut self, name: &str, sync_folder: bool) -> Result<(), Failure> {
        self.before_call(false)?;
        self.names.remove(name).ok_or(Failure::Missing)?;
        self.pending_names.push(NameChange::Removed(name.to_owned()));
        self.record_call();
        if sync_folder && !self.lies_about_sync {
            self.sync_folder();
        }
        Ok(())
    }

    pub fn random_byte(&mut self) -> u8 {
        self.random.below(256) as u8
    }

    fn change(&mut self, id: FileId, change: Change) -> Result<(), Failure> {
        self.before_call(matches!(change, Change::Write(..)))?;
        let file = self.files.get_mut(&id).ok_or(Failure::Broken)?;
        change.apply(&mut file.live);
        file.pending.push(change);
        self.record_call();
        Ok(())
    }

    /// Counts a changing call and makes it fail if that is planned.
    fn before_call(&mut self, needs_room: bool) -> Result<(), Failure> {
        self.calls += 1;
        let Some((at, fault)) = self.fault else { return Ok(()) };
        match fault {
            Fault::ErrorOnce if self.calls == at => Err(Failure::Broken),
            Fault::ErrorFromNow if self.calls >= at => Err(Failure::Broken),
            Fault::FullFromNow if self.calls >= at && needs_room => Err(Failure::Full),
            _ => Ok(()),
        }
    }

    fn record_call(&mut self) {
        if let Some(mut record) = self.record.take() {
            record.push(self.clone());
            self.record = Some(record);
        }
    }

    fn sync_folder(&mut self) {
        for change in std::mem::take(&mut self.pending_names) {
            apply(&mut self.durable_names, change);
        }
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(start, data) => write_at(bytes, *start, data),
            Self::Resize(length) => bytes.resize(*length, 0),
        }
    }
}

fn survive(durable: &mut Vec<u8>, change: Change, survival: u64, random: &mut Random) {
    let is_kept = match survival {
        0 => false,
        1 => true,
        _ => random.below(2) == 0,
    };
    match change {
        Change::Write(start, data) if is_kept && survival == 3 => {
            for (at, sector) in data.chunks(SECTOR_BYTES).enumerate() {
                if random.below(4) != 0 {
                    write_at(durable, start + at * SECTOR_BYTES, sector);
                }
            }
        }
        change if is_kept => change.apply(durable),
        _ => {}
    }
}

fn write_at(bytes: &mut Vec<u8>, start: usize, data: &[u8]) {
    let end = start + data.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[start..end].copy_from_slice(data);
}

fn apply(names: &mut BTreeMap<String, FileId>, change: NameChange) {
    match change {
        NameChange::Made(name, id) => names.insert(name, id),
        NameChange::Removed(name) => names.remove(&name),
    };
}

/// xorshift (Marsaglia, 2003): the same seed gives the same disaster.
#[derive(Clone)]
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}
