use crate::model::Flow;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How many recent maps are remembered.
const MOST_RECENT: usize = 12;

/// What a person has chosen about the window; kept in one small file outside the maps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preferences {
    /// Colours of map and window.
    pub theme: ThemeChoice,
    /// Size of all text in the window, 1 is normal.
    pub text_scale: f32,
    /// Whether the mouse wheel zooms (else it scrolls, and Ctrl+wheel zooms).
    pub wheel_zooms: bool,
    /// Whether a handle for connecting appears on the box under the pointer.
    pub handles: bool,
    /// Which way maps flow: where tidying and new parties put customers.
    #[serde(serialize_with = "write_flow")]
    pub flow: Flow,
    /// Whether things move at once instead of gliding.
    pub reduced_motion: bool,
    /// Whether the outline is shown.
    pub outline_open: bool,
    /// Whether the findings are shown.
    pub findings_open: bool,
    /// Whether the inspector is shown.
    pub inspector_open: bool,
    /// Whether the legend of the map is unfolded.
    pub legend: bool,
    /// Whether the minimap is shown where there is more of the map than can be seen.
    pub minimap: bool,
    /// Size of names for a room that looks on, 1 is normal; as large as it fits if not said.
    pub room_text: Option<f32>,
    /// Whether the projector shows what the window shows.
    pub projector_follows: bool,
    /// Where the window was.
    pub window: WindowPlace,
    /// Where the window on the projector was.
    pub projector: WindowPlace,
    /// Maps opened lately, the last one first.
    pub recent: Vec<PathBuf>,
}

/// Which colours the window takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// Those of the system.
    #[default]
    System,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
    /// The strongest contrast.
    HighContrast,
}

impl ThemeChoice {
    /// Every choice, in the order in which menus list them.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];

    /// The words for it in the interface.
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "Same as system",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }
}

/// Size and position of the window in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Width of the contents.
    pub width: f32,
    /// Height of the contents.
    pub height: f32,
    /// Left and top edge, where the system tells.
    pub corner: Option<(f32, f32)>,
    /// Whether it fills the screen.
    pub maximised: bool,
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { width: 1360.0, height: 860.0, corner: None, maximised: true }
    }
}

impl WindowPlace {
    /// The same place, with a size that can be used and a corner that is not far outside every screen.
    #[must_use]
    pub fn clamped(self) -> Self {
        let usual = Self::default();
        let within = |value: f32, least: f32, usual: f32| match value {
            v if v.is_finite() => v.clamp(least, 10_000.0),
            _ => usual,
        };
        let is_near =
            |(x, y): &(f32, f32)| (-2_000.0..20_000.0).contains(x) && (-100.0..20_000.0).contains(y);
        Self {
            width: within(self.width, 640.0, usual.width),
            height: within(self.height, 420.0, usual.height),
            corner: self.corner.filter(is_near),
            maximised: self.maximised,
        }
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            text_scale: 1.0,
            wheel_zooms: false,
            handles: true,
            flow: Flow::default(),
            reduced_motion: false,
            outline_open: false,
            findings_open: false,
            inspector_open: true,
            legend: false,
            minimap: true,
            room_text: None,
            projector_follows: true,
            window: WindowPlace::default(),
            projector: WindowPlace { maximised: false, ..WindowPlace::default() },
            recent: Vec::new(),
        }
    }
}

impl Preferences {
    /// Reads the file; whatever is missing or cannot be understood is as in a new installation.
    pub fn load(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_default();
        Self::read(&text)
    }

    fn read(text: &str) -> Self {
        let Ok(Value::Object(fields)) = serde_json::from_str(text) else { return Self::default() };
        let usual = Self::default();
        let scale: f32 = field(&fields, "text_scale", usual.text_scale);
        Self {
            theme: field(&fields, "theme", usual.theme),
            text_scale: if scale.is_finite() { scale.clamp(0.8, 2.5) } else { usual.text_scale },
            wheel_zooms: field(&fields, "wheel_zooms", usual.wheel_zooms),
            handles: field(&fields, "handles", usual.handles),
            flow: flow_of(&field(&fields, "flow", String::new())),
            reduced_motion: field(&fields, "reduced_motion", usual.reduced_motion),
            outline_open: field(&fields, "outline_open", usual.outline_open),
            findings_open: field(&fields, "findings_open", usual.findings_open),
            inspector_open: field(&fields, "inspector_open", usual.inspector_open),
            legend: field(&fields, "legend", usual.legend),
            minimap: field(&fields, "minimap", usual.minimap),
            room_text: field(&fields, "room_text", usual.room_text).and_then(usable_room_text),
            projector_follows: field(&fields, "projector_follows", usual.projector_follows),
            window: field(&fields, "window", usual.window).clamped(),
            projector: field(&fields, "projector", usual.projector).clamped(),
            recent: field(&fields, "recent", usual.recent),
        }
    }

    /// Writes the file under another name first, so that a crash leaves the old one.
    ///
    /// # Errors
    /// What the system said; the old file is untouched then.
    pub fn save(&self, file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let text = serde_json::to_string_pretty(self)?;
        let fresh = file.with_extension("new");
        fs::write(&fresh, text)?;
        fs::rename(&fresh, file)
    }

    /// Puts `map` first among the recent ones.
    pub fn remember_map(&mut self, map: &Path) {
        self.recent.retain(|known| known != map);
        self.recent.insert(0, map.to_owned());
        self.recent.truncate(MOST_RECENT);
    }

    /// Forgets a map that is no longer there.
    pub fn forget_map(&mut self, map: &Path) {
        self.recent.retain(|known| known != map);
    }
}

/// A size that a room can read.
fn usable_room_text(scale: f32) -> Option<f32> {
    scale.is_finite().then(|| scale.clamp(0.8, 2.5))
}

const DOWN: &str = "down";
const RIGHT: &str = "right";

#[expect(clippy::trivially_copy_pass_by_ref)] // serde asks for it
fn write_flow<S: Serializer>(flow: &Flow, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match flow {
        Flow::LeftToRight => RIGHT,
        Flow::TopToBottom => DOWN,
    })
}

fn flow_of(word: &str) -> Flow {
    if word == DOWN { Flow::TopToBottom } else { Flow::LeftToRight }
}

fn field<T: for<'a> Deserialize<'a>>(fields: &Map<String, Value>, name: &str, usual: T) -> T {
    fields.get(name).and_then(|value| T::deserialize(value).ok()).unwrap_or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_field_does_not_cost_the_others() {
        let read = Preferences::read(r#"{"theme":"dark","text_scale":"huge","wheel_zooms":true,"later":1}"#);
        assert_eq!(read.theme, ThemeChoice::Dark);
        assert_eq!(read.text_scale, 1.0);
        assert!(read.wheel_zooms);
    }

    #[test]
    fn whatever_the_file_holds_it_is_read() {
        for text in ["", "no json", "[]", "{\"window\":{\"width\":null}}", "{\"recent\":[1,2]}"] {
            assert_eq!(Preferences::read(text), Preferences::default(), "{text}");
        }
    }

    #[test]
    fn saved_and_read_again_they_are_the_same() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("deep/preferences.json");
        let mut preferences =
            Preferences { text_scale: 1.5, flow: Flow::TopToBottom, ..Preferences::default() };
        preferences.remember_map(Path::new("kitchen.baton"));
        preferences.save(&file)?;
        assert_eq!(Preferences::load(&file), preferences);
        Ok(())
    }

    #[test]
    fn a_window_saved_on_a_screen_that_is_gone_comes_back_into_view() {
        let lost = WindowPlace { width: 3.0, height: f32::NAN, corner: Some((-9e4, 0.0)), maximised: false };
        let found = lost.clamped();
        assert_eq!((found.width, found.height, found.corner), (640.0, 860.0, None));
    }

    #[test]
    fn the_last_map_comes_first_and_only_once() {
        let mut preferences = Preferences::default();
        for name in ["a", "b", "a"] {
            preferences.remember_map(Path::new(name));
        }
        assert_eq!(preferences.recent, [PathBuf::from("a"), PathBuf::from("b")]);
    }
}
