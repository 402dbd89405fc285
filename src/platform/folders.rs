use etcetera::app_strategy::{AppStrategy, AppStrategyArgs, choose_native_strategy};
use std::env;
use std::path::{Path, PathBuf};

/// Where Baton keeps what belongs to this machine and not to a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// What must not get lost: untitled maps.
    pub data: PathBuf,
    /// What only this machine needs: locks, copies made for recovery.
    pub state: PathBuf,
    /// Preferences of the window.
    pub config: PathBuf,
}

impl Folders {
    /// The folders of the person who is logged in.
    ///
    /// Where the system names none (no home folder), they lie in the temporary folder.
    pub fn of_this_user() -> Self {
        let args = AppStrategyArgs { app_name: "Baton".to_owned(), ..AppStrategyArgs::default() };
        let Ok(dirs) = choose_native_strategy(args) else {
            return Self::under(&env::temp_dir().join("baton"));
        };
        let data = dirs.data_dir();
        let state = dirs.state_dir().unwrap_or_else(|| data.join("state"));
        Self { data, state, config: dirs.config_dir() }
    }

    /// All folders below one; for tests and portable installations.
    pub fn under(root: &Path) -> Self {
        Self { data: root.join("data"), state: root.join("state"), config: root.join("config") }
    }

    /// Where people keep their documents: a place to suggest for a new file.
    pub fn documents() -> PathBuf {
        let home = env::home_dir().unwrap_or_default();
        let documents = home.join("Documents");
        if documents.is_dir() { documents } else { home }
    }

    /// Where maps live until they are given a place.
    pub fn untitled_maps(&self) -> PathBuf {
        self.data.join("untitled")
    }

    /// Where the locks of open maps lie.
    pub fn locks(&self) -> PathBuf {
        self.state.join("locks")
    }

    /// Where maps stay as they were before their format changed.
    pub fn old_formats(&self) -> PathBuf {
        self.state.join("old formats")
    }

    /// The file of the window's preferences.
    pub fn preferences_file(&self) -> PathBuf {
        self.config.join("preferences.json")
    }
}
