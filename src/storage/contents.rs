use super::columns::Columns;
use super::digest::Digest;
use super::meta::Meta;
use super::table_row::{TableRow, select_sql};
use super::{FORMAT_VERSION, schema, undo_log};
use crate::edit::{History, Step};
use crate::model::{
    Dismissal, Note, Organisation, Party, Supply, check_dismissal, check_note, check_party, check_supply,
};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::fmt::Display;
use std::sync::Arc;
use thiserror::Error;

/// Everything that a map file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// The map.
    pub organisation: Organisation,
    /// Every step that can be undone or redone.
    pub history: History,
    /// The version of the file's format.
    pub format: i32,
    /// What is not as Baton wrote it; usually nothing. It stays in the file as it is.
    pub damage: Vec<Damage>,
}

impl Default for Contents {
    fn default() -> Self {
        let (organisation, history, damage) = Default::default();
        Self { organisation, history, format: FORMAT_VERSION, damage }
    }
}

/// Something in a readable file that is not as Baton wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Damage {
    /// The digest does not fit the rows.
    #[error("the contents were changed outside Baton or by a failing disk")]
    Digest,
    /// A row that cannot be used is left out of the map.
    #[error("one {table} is left out: {why}")]
    Row {
        /// The table it stands in.
        table: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The undo log cannot be used.
    #[error("the steps to undo cannot be read: {0}")]
    UndoLog(String),
}

impl Contents {
    /// Reads the whole file behind `connection`.
    pub(super) fn load(connection: &Connection) -> rusqlite::Result<(Self, Meta)> {
        let meta = Meta::read(connection)?;
        let mut loader = Loader::default();
        loader.organisation.set_title(meta.title.clone());
        loader.read_rows::<Party>(connection, Organisation::put_party)?;
        loader.read_rows::<Supply>(connection, Organisation::put_supply)?;
        loader.read_rows::<Note>(connection, Organisation::put_note)?;
        let format = schema::version(connection)?;
        if format >= schema::FIRST_WITH_DISMISSALS {
            loader.read_rows::<Dismissal>(connection, Organisation::put_dismissal)?;
        }
        loader.leave_out_what_breaks_rules();
        let steps = undo_log::read_all(connection, &mut loader.digest)?;
        let history = loader.history(steps, meta.done);
        if loader.digest != meta.rows {
            loader.damage.insert(0, Damage::Digest);
        }
        let Loader { organisation, damage, .. } = loader;
        let mut contents = Self { organisation, history, format, damage };
        if !contents.damage.is_empty() {
            contents.forget_unusable_history();
        }
        Ok((contents, meta))
    }

    /// Steps that do not fit a damaged map would be refused one by one.
    fn forget_unusable_history(&mut self) {
        if let Err(why) = self.play_history() {
            self.history = History::default();
            self.damage.push(Damage::UndoLog(why));
        }
    }

    /// Undoes every step and makes all of them again, on a copy of the map.
    ///
    /// # Errors
    /// The first step that does not fit, in words.
    pub(super) fn play_history(&self) -> Result<(), String> {
        let mut map = self.organisation.clone();
        let done = self.history.done();
        for (at, step) in done.iter().enumerate().rev() {
            let misfit = |_| format!("undo step {} (“{}”) does not fit the map", at + 1, step.label);
            step.inverse().apply(&mut map).map_err(misfit)?;
        }
        for step in done.iter().chain(self.history.undone().iter().rev()) {
            let misfit = |_| format!("redo step “{}” does not fit the map", step.label);
            step.apply(&mut map).map_err(misfit)?;
        }
        Ok(())
    }
}

#[derive(Default)]
struct Loader {
    organisation: Organisation,
    digest: Digest,
    damage: Vec<Damage>,
}

impl Loader {
    fn read_rows<T: TableRow>(
        &mut self,
        connection: &Connection,
        put: fn(&mut Organisation, Arc<T>),
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(&select_sql::<T>())?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values = (0..T::COLUMNS.len()).map(|at| row.get_ref(at).unwrap_or(ValueRef::Null));
            self.digest.add(T::TABLE, values);
            match T::read(&mut Columns::of_row(T::COLUMNS, row)) {
                Ok(value) => put(&mut self.organisation, Arc::new(value)),
                Err(fault) => self.leave_out(T::TABLE, &fault),
            }
        }
        Ok(())
    }

    /// Takes rows out until the rest keeps every rule: a row may depend on one that had to go.
    fn leave_out_what_breaks_rules(&mut self) {
        loop {
            let map = &self.organisation;
            let parties: Vec<_> =
                map.parties().filter_map(|p| Some((p.id, check_party(map, p).err()?))).collect();
            let supplies: Vec<_> =
                map.supplies().filter_map(|s| Some((s.id, check_supply(map, s).err()?))).collect();
            let notes: Vec<_> = map.notes().filter_map(|n| Some((n.id, check_note(map, n).err()?))).collect();
            let answers: Vec<_> = map
                .dismissals()
                .filter_map(|d| Some((d.finding.clone(), check_dismissal(d).err()?)))
                .collect();
            if parties.is_empty() && supplies.is_empty() && notes.is_empty() && answers.is_empty() {
                return;
            }
            for (id, broken) in parties {
                self.organisation.remove_party(id);
                self.leave_out(Party::TABLE, &broken);
            }
            for (id, broken) in supplies {
                self.organisation.remove_supply(id);
                self.leave_out(Supply::TABLE, &broken);
            }
            for (id, broken) in notes {
                self.organisation.remove_note(id);
                self.leave_out(Note::TABLE, &broken);
            }
            for (finding, broken) in answers {
                self.organisation.remove_dismissal(&finding);
                self.leave_out(Dismissal::TABLE, &broken);
            }
        }
    }

    fn leave_out(&mut self, table: &'static str, why: &impl Display) {
        self.damage.push(Damage::Row { table, why: why.to_string() });
    }

    /// The history with the steps up to `last_done` done and the later ones taken back; empty if
    /// the log has a gap or a step that cannot be read.
    fn history(&mut self, steps: Vec<(i64, Result<Step, String>)>, last_done: i64) -> History {
        match Self::in_order(steps, last_done) {
            Ok(history) => history,
            Err(why) => {
                self.damage.push(Damage::UndoLog(why));
                History::default()
            }
        }
    }

    fn in_order(steps: Vec<(i64, Result<Step, String>)>, last_done: i64) -> Result<History, String> {
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for (at, (number, step)) in (1i64..).zip(steps) {
            if number != at {
                return Err(format!("step {at} is missing"));
            }
            let step = step.map_err(|why| format!("in step {number}, {why}"))?;
            if number <= last_done { done.push(step) } else { undone.push(step) }
        }
        if done.len() as i64 != last_done {
            return Err("the last steps are missing".to_owned());
        }
        undone.reverse();
        Ok(History::restored(done, undone))
    }
}
