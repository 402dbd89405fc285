use super::App;
use super::desk::Desk;
use super::picture::Picture;
use crate::document::{DocumentSession, StorageError, Waker};
use crate::edit::perform;
use crate::exchange::samples::{self, Sample};
use crate::job::{Progress, tidy};
use crate::model::{Flow, Organisation};
use crate::platform::{Folders, Preferences, ThemeChoice, TimeOrderedIds, WindowPlace};
use crate::scene::{TextMeasurer, Theme};
use crate::ui::dialog::Problem;
use eframe::NativeOptions;
use egui::{Context, ViewportBuilder};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Opens the window, on the map at `path` if there is one, and stays until it is closed.
pub fn run(path: Option<PathBuf>) -> ExitCode {
    if is_without_display() {
        eprintln!(
            "baton: there is no display to open a window on (neither WAYLAND_DISPLAY nor DISPLAY is set). \
             Everything that needs no window works: see baton --help."
        );
        return ExitCode::FAILURE;
    }
    let folders = Folders::of_this_user();
    let place = Preferences::load(&folders.preferences_file()).window;
    let options = NativeOptions {
        viewport: viewport(place),
        renderer: eframe::Renderer::Glow,
        persist_window: false, // our own preferences hold it
        ..NativeOptions::default()
    };
    let outcome = eframe::run_native(
        "Baton",
        options,
        Box::new(|creation| Ok(Box::new(App::new(&creation.egui_ctx, folders, path)?))),
    );
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "baton: the window could not be opened ({error}). Your maps are safe; everything that needs \
                 no window works: see baton --help. On a machine without graphics, install Mesa (OpenGL)."
            );
            ExitCode::FAILURE
        }
    }
}

/// Whether a desktop is missing for certain; the toolkit's own words for it name files of the build machine.
fn is_without_display() -> bool {
    let is_unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    let needs_one = cfg!(all(unix, not(target_os = "macos")));
    needs_one && ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().all(is_unset)
}

fn viewport(place: WindowPlace) -> ViewportBuilder {
    let viewport = ViewportBuilder::default()
        .with_title("Baton")
        .with_app_id("baton")
        .with_inner_size([place.width, place.height])
        .with_min_inner_size([640.0, 420.0])
        .with_maximized(place.maximised)
        .with_drag_and_drop(true);
    let viewport = match place.corner {
        Some((x, y)) => viewport.with_position([x, y]),
        None => viewport,
    };
    match eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/baton.png")) {
        Ok(icon) => viewport.with_icon(icon),
        Err(_) => viewport, // an icon is nothing to fail for
    }
}

/// The map to begin with: the one asked for, else the last one, else a sample; and what went wrong.
///
/// A table that is named at the start goes into an empty map of its own.
pub(super) fn first_desk(
    folders: Folders,
    path: Option<PathBuf>,
    is_for_a_table: bool,
    waker: Waker,
) -> Result<(Desk, Option<Problem>), StorageError> {
    let picture = Picture::new();
    let mut preferences = Preferences::load(&folders.preferences_file());
    let is_asked_for = path.is_some();
    let last = preferences.recent.iter().find(|map| map.is_file()).cloned();
    let wanted = path.or(last.filter(|_| !is_for_a_table));
    let opened = wanted.as_deref().map(|map| DocumentSession::open(map, &folders, &waker));
    let (session, problem) = match opened {
        Some(Ok(session)) => (session, None),
        Some(Err(error)) => {
            if let (false, Some(map)) = (is_asked_for, &wanted) {
                preferences.forget_map(map);
            }
            (DocumentSession::untitled(&Organisation::default(), &folders, &waker)?, Some(not_opened(&error)))
        }
        None => {
            let measurer = picture.measurer();
            let first = if is_for_a_table {
                Organisation::default()
            } else {
                first_map(preferences.flow, measurer.as_ref())
            };
            (DocumentSession::untitled(&first, &folders, &waker)?, None)
        }
    };
    Ok((Desk::new(session, picture, preferences, folders, waker), problem))
}

/// Why a map could not be opened, for the person who asked for it.
pub(super) fn not_opened(error: &StorageError) -> Problem {
    Problem {
        title: "The map could not be opened".to_owned(),
        happened: error.to_string(),
        safe: "Nothing was changed, in this file or in any other.".to_owned(),
        way_out: None,
    }
}

/// What is on the desk when the program is started for the first time.
fn first_map(flow: Flow, measurer: &dyn TextMeasurer) -> Organisation {
    samples::all().first().map(|sample| placed_sample(sample, flow, measurer)).unwrap_or_default()
}

/// A map that comes with the program, every party in its place.
pub(super) fn placed_sample(sample: &Sample, flow: Flow, measurer: &dyn TextMeasurer) -> Organisation {
    let mut map = sample.build(&mut TimeOrderedIds);
    if let Some(places) = tidy(&map, flow, measurer, &Progress::default()) {
        // Places of parties that are there are not refused.
        let _ = perform(&mut map, &places);
    }
    map
}

/// The colours that the person has chosen.
pub(super) fn theme(choice: ThemeChoice, context: &Context) -> Theme {
    let is_dark = || context.system_theme() == Some(egui::Theme::Dark);
    match choice {
        ThemeChoice::System if is_dark() => Theme::dark(),
        ThemeChoice::System | ThemeChoice::Light => Theme::light(),
        ThemeChoice::Dark => Theme::dark(),
        ThemeChoice::HighContrast => Theme::high_contrast(),
    }
}

/// Whether a file is a map, by its ending; anything else is taken for a table.
pub(super) fn is_map(path: &Path) -> bool {
    path.extension().is_none_or(|ending| ending.eq_ignore_ascii_case(crate::document::FILE_ENDING))
}
