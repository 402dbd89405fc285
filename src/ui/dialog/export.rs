use super::frame::{body_ui, buttons_ui, dialog_frame};
use crate::ui::widget::{check_ui, choice_ui, remark_ui};
use crate::ui::{Intent, Intents, View};
use egui::Ui;

/// What a picture is to show, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExportRequest {
    /// What kind of file.
    pub format: PictureFormat,
    /// How much of the map.
    pub extent: ExportExtent,
    /// In which colours.
    pub colours: PictureColours,
    /// Pixels for each map unit (PNG only).
    pub scale: u8,
    /// Whether what is behind shines through.
    pub is_transparent: bool,
    /// Whether title and legend are around it.
    pub has_caption: bool,
    /// Whether notes, ratings and holders are left out.
    pub is_public: bool,
}

/// The kinds of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// Pixels: for slides, chats and documents.
    Png,
    /// Lines and text: sharp at any size.
    Svg,
}

impl PictureFormat {
    /// Every format, in the order in which menus list them.
    pub const ALL: [Self; 2] = [Self::Png, Self::Svg];

    /// The ending of such files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    fn word(self) -> String {
        match self {
            Self::Png => "PNG: for slides and documents",
            Self::Svg => "SVG: sharp at any size",
        }
        .to_owned()
    }
}

/// How much of the map a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportExtent {
    /// All of it.
    Map,
    /// What is selected.
    Selection,
    /// The trace that is lit.
    Trace,
}

impl ExportExtent {
    fn word(self) -> String {
        match self {
            Self::Map => "The whole map",
            Self::Selection => "What is selected",
            Self::Trace => "The trace only",
        }
        .to_owned()
    }
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureColours {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// For paper.
    Print,
}

impl PictureColours {
    /// All of them, in the order in which menus list them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];

    fn word(self) -> String {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Print => "For paper",
        }
        .to_owned()
    }
}

/// What was chosen in the dialog; kept for the next time.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportDraft {
    /// The present choice.
    pub request: ExportRequest,
}

impl Default for ExportDraft {
    fn default() -> Self {
        Self {
            request: ExportRequest {
                format: PictureFormat::Png,
                extent: ExportExtent::Map,
                colours: PictureColours::Light,
                scale: 2,
                is_transparent: false,
                has_caption: true,
                is_public: false,
            },
        }
    }
}

/// Asks what the picture is to show, and how.
pub(super) fn export_ui(ui: &mut Ui, view: &View, draft: &mut ExportDraft, intents: &mut Intents) -> bool {
    dialog_frame(ui, "Export a picture", 420.0, |ui| {
        body_ui(ui, |ui| rows_ui(ui, view, &mut draft.request));
        match buttons_ui(ui, &["Cancel", "Copy to clipboard", "Save image…"], true) {
            Some(1) => intents.push(Intent::CopyPicture(draft.request)),
            Some(2) => intents.push(Intent::SavePicture(draft.request)),
            Some(_) => {}
            None => return false,
        }
        true
    })
}

fn rows_ui(ui: &mut Ui, view: &View, request: &mut ExportRequest) {
    choose(ui, "Format", &mut request.format, PictureFormat::ALL, PictureFormat::word);
    choose(ui, "What", &mut request.extent, extents(view), ExportExtent::word);
    choose(ui, "Colours", &mut request.colours, PictureColours::ALL, PictureColours::word);
    if request.format == PictureFormat::Png {
        choose(ui, "Size", &mut request.scale, [1, 2, 3, 4], |scale| format!("{scale} ×"));
    }
    ui.add_space(8.0);
    check_ui(ui, &mut request.is_transparent, "Transparent background");
    check_ui(ui, &mut request.has_caption, "Title and legend");
    check_ui(ui, &mut request.is_public, "For others: without notes, ratings and holders");
    remark_ui(ui, "Notes for the facilitator only are never in a picture.");
}

/// What there is to show now.
pub fn extents(view: &View) -> Vec<ExportExtent> {
    let mut extents = vec![ExportExtent::Map];
    if view.situation.selected_parties > 0 {
        extents.push(ExportExtent::Selection);
    }
    if view.situation.is_tracing {
        extents.push(ExportExtent::Trace);
    }
    extents
}

fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    caption: &str,
    value: &mut T,
    all: impl IntoIterator<Item = T>,
    word: impl Fn(T) -> String,
) {
    if let Some(chosen) = choice_ui(ui, caption, Some(*value), all, word) {
        *value = chosen;
    }
}
