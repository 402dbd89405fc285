use super::super::App;
use super::super::errand::Finished;
use super::exchange::write;
use crate::export::{ExportError, Fit, PngOptions, Raster, SvgOptions, SvgText, png, raster, svg};
use crate::job::Progress;
use crate::model::{Organisation, PartyId};
use crate::platform::{FontMeasurer, Fonts};
use crate::scene::{Caption, CarefulLines, NotesShown, Only, Options, Scene, Theme, build, build_alike};
use crate::ui::dialog::{ExportExtent, ExportRequest, PictureColours, PictureFormat, PlacePurpose};
use egui::{ColorImage, Context};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that drawing a picture needs, off the UI thread.
struct Studio {
    map: Arc<Organisation>,
    options: Options,
    /// Lines run as in the window.
    lines: Option<CarefulLines>,
    fonts: Arc<Fonts>,
    measurer: Arc<FontMeasurer>,
    request: ExportRequest,
}

impl App {
    /// Asks where a picture goes; what it shows was said before.
    pub(super) fn ask_where_picture_goes(&mut self, request: ExportRequest, context: &Context) {
        self.drafts.export.request = request;
        self.ask_for_place(PlacePurpose::ExportPicture, context);
    }

    /// Draws the picture that was asked for last, and writes it.
    pub(super) fn write_picture(&mut self, path: PathBuf, context: &Context) {
        let studio = self.studio(self.drafts.export.request);
        self.start_errand("Drawing the picture", context, move |progress| {
            studio.write(&path, progress).map_or(Finished::Stopped, Finished::Written)
        });
    }

    /// Puts a picture on the clipboard.
    pub(super) fn copy_picture(&mut self, request: ExportRequest, context: &Context) {
        self.drafts.export.request = request;
        let studio = self.studio(request);
        self.start_errand("Drawing the picture", context, move |progress| {
            studio.image(progress).map_or(Finished::Stopped, Finished::Picture)
        });
    }

    fn studio(&self, request: ExportRequest) -> Studio {
        Studio {
            map: self.desk.session.snapshot(),
            options: self.picture_options(request),
            lines: self.desk.picture.lines(),
            fonts: Arc::clone(self.desk.picture.fonts()),
            measurer: self.desk.picture.measurer(),
            request,
        }
    }

    /// What the picture shows: as on the canvas, without what must not leave the room.
    fn picture_options(&self, request: ExportRequest) -> Options {
        let notes = if request.is_public { NotesShown::None } else { NotesShown::ForTheRoom };
        let shown = self.desk.picture_options(notes);
        let base = if request.is_public { Options::public() } else { Options::default() };
        let caption = Caption { title: self.desk.map().title().to_owned(), date: today(), legend: true };
        Options {
            emphasis: shown.emphasis,
            focus: shown.focus,
            flow: shown.flow,
            fanned: shown.fanned,
            only: self.only(request.extent),
            notes,
            caption: request.has_caption.then_some(caption),
            ..base
        }
    }

    fn only(&self, extent: ExportExtent) -> Option<Only> {
        match extent {
            ExportExtent::Map => None,
            ExportExtent::Selection => {
                let parties: Vec<PartyId> = self.desk.selection.parties().collect();
                (!parties.is_empty()).then(|| Only { parties: parties.into_iter().collect(), supplies: None })
            }
            ExportExtent::Trace => {
                let lit = self.desk.tracing.emphasis()?;
                Some(Only {
                    parties: lit.parties.keys().chain(&lit.origins).copied().collect(),
                    supplies: Some(lit.supplies.keys().copied().collect()),
                })
            }
        }
    }
}

impl Studio {
    fn scene(&self) -> Scene {
        let theme = match self.request.colours {
            PictureColours::Light => Theme::light(),
            PictureColours::Dark => Theme::dark(),
            PictureColours::Print => Theme::print(),
        };
        let measurer = self.measurer.as_ref();
        match self.lines.clone() {
            Some(lines) => build_alike(&self.map, &self.options, &theme, lines, measurer),
            None => build(&self.map, &self.options, &theme, measurer),
        }
    }

    /// Writes the picture, unless nobody wants it any more.
    fn write(&self, path: &Path, progress: &Progress) -> Option<Result<PathBuf, String>> {
        let scene = self.wanted_scene(progress)?;
        let bytes = self.bytes(&scene).map_err(|error| error.to_string());
        let written = |bytes: Vec<u8>| write(path, &bytes);
        (!progress.is_cancelled()).then(|| bytes.and_then(written))
    }

    /// What is drawn, which is about half of the work.
    fn wanted_scene(&self, progress: &Progress) -> Option<Scene> {
        let scene = self.scene();
        progress.report(0.5);
        (!progress.is_cancelled()).then_some(scene)
    }

    fn bytes(&self, scene: &Scene) -> Result<Vec<u8>, ExportError> {
        let transparent = self.request.is_transparent;
        match self.request.format {
            PictureFormat::Png => png(scene, &self.fonts, &self.png_options(transparent)),
            PictureFormat::Svg => {
                let title = self.map.title().to_owned();
                let options = SvgOptions { text: SvgText::Text, transparent, title };
                svg(scene, &self.fonts, &options).map(String::into_bytes)
            }
        }
    }

    fn png_options(&self, transparent: bool) -> PngOptions {
        PngOptions { fit: Fit::Scale(f32::from(self.request.scale)), transparent }
    }

    /// For the clipboard: never transparent, because many programs paste that as black.
    fn image(&self, progress: &Progress) -> Option<Result<ColorImage, String>> {
        let picture = raster(&self.wanted_scene(progress)?, &self.fonts, &self.png_options(false));
        let image = |picture: Raster| {
            let size = [picture.width as usize, picture.height as usize];
            ColorImage::from_rgba_unmultiplied(size, &picture.rgba)
        };
        (!progress.is_cancelled()).then(|| picture.map(image).map_err(|error| error.to_string()))
    }
}

fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::map_of;
    use crate::ui::dialog::ExportDraft;
    use tempfile::TempDir;

    fn studio(format: PictureFormat) -> Studio {
        let fonts = Arc::new(Fonts::built_in_only());
        Studio {
            map: map_of(3),
            options: Options::default(),
            lines: None,
            measurer: Arc::new(FontMeasurer::new(Arc::clone(&fonts))),
            fonts,
            request: ExportRequest { format, ..ExportDraft::default().request },
        }
    }

    #[test]
    fn a_picture_that_nobody_wants_any_more_is_not_written() {
        let folder = TempDir::new().unwrap();
        for format in [PictureFormat::Png, PictureFormat::Svg] {
            let path = folder.path().join("map").with_extension(format.ending());
            let progress = Progress::default();
            progress.cancel();
            assert!(studio(format).write(&path, &progress).is_none() && !path.exists());
            assert!(studio(format).image(&progress).is_none());
            studio(format).write(&path, &Progress::default()).unwrap().unwrap();
            assert!(path.exists());
        }
    }
}
