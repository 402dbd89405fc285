use super::svg::{SvgOptions, document, view};
use super::{ExportError, escape::escaped};
use crate::model::Size;
use crate::platform::Fonts;
use crate::scene::Scene;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree, WriteOptions, fontdb};

/// More pixels than this on a side, and most viewers and office suites give up.
const MOST_SIDE: u64 = 20_000;
/// Half a gigabyte of pixels.
const MOST_PIXELS: u64 = 128_000_000;

/// How a picture of pixels is made.
#[derive(Clone, Debug, PartialEq)]
pub struct PngOptions {
    /// How large.
    pub fit: Fit,
    /// Whether whatever lies behind the picture shines through.
    pub transparent: bool,
}

/// How large a picture of pixels becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// This many pixels for each map unit; 1 is the size on the screen at 100 %.
    Scale(f32),
    /// Exactly this many pixels across and down, the map as large as it fits, in the middle.
    Frame(u32, u32),
}

impl Default for PngOptions {
    fn default() -> Self {
        Self { fit: Fit::Scale(2.0), transparent: false }
    }
}

/// A picture of pixels, row by row from the top, four bytes each: red, green, blue, opacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `width` × `height` × 4 bytes, opacity not multiplied in.
    pub rgba: Vec<u8>,
}

/// The scene as a PNG file.
///
/// # Errors
/// [`ExportError`] if there is nothing to draw or the picture would be too large.
pub fn png(scene: &Scene, fonts: &Fonts, options: &PngOptions) -> Result<Vec<u8>, ExportError> {
    pixmap(scene, fonts, options)?.encode_png().map_err(|error| ExportError::NotDrawn(error.to_string()))
}

/// The scene as pixels, for the clipboard.
///
/// # Errors
/// As [`png`].
pub fn raster(scene: &Scene, fonts: &Fonts, options: &PngOptions) -> Result<Raster, ExportError> {
    let pixmap = pixmap(scene, fonts, options)?;
    let (width, height) = (pixmap.width(), pixmap.height());
    Ok(Raster { width, height, rgba: pixmap.take_demultiplied() })
}

/// The same SVG with every letter as a shape. Names and descriptions of single figures are lost in that,
/// the title of the whole stays.
pub(super) fn outlined(document: &str, fonts: &Fonts, options: &SvgOptions) -> Result<String, ExportError> {
    let write = WriteOptions { preserve_text: false, indent: usvg::Indent::None, ..WriteOptions::default() };
    let outlined = tree(document, fonts)?.to_string(&write);
    let Some(end_of_root) = outlined.find('>').filter(|_| !options.title.is_empty()) else {
        return Ok(outlined);
    };
    let (root, rest) = outlined.split_at(end_of_root + 1);
    Ok(format!("{root}<title>{}</title>{rest}", escaped(&options.title)))
}

fn pixmap(scene: &Scene, fonts: &Fonts, options: &PngOptions) -> Result<Pixmap, ExportError> {
    let size = view(scene)?.size();
    let (width, height, transform) = fitted(size, options.fit)?;
    let svg = SvgOptions { transparent: true, ..SvgOptions::default() };
    let tree = tree(&document(scene, fonts, &svg, "")?, fonts)?;
    let mut pixmap =
        Pixmap::new(width, height).ok_or_else(|| too_large(u64::from(width), u64::from(height)))?;
    if !options.transparent {
        let color = scene.background();
        pixmap.fill(resvg::tiny_skia::Color::from_rgba8(color.r, color.g, color.b, color.a));
    }
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    Ok(pixmap)
}

/// Pixels across and down, and how map units become pixels.
fn fitted(size: Size, fit: Fit) -> Result<(u32, u32, Transform), ExportError> {
    match fit {
        Fit::Scale(scale) if !scale.is_finite() || scale <= 0.0 => {
            Err(ExportError::BadScale(scale.to_string()))
        }
        Fit::Scale(scale) => {
            let pixels = |units: f32| (f64::from(units) * f64::from(scale)).ceil().max(1.0) as u64;
            let (width, height) = checked(pixels(size.width), pixels(size.height))?;
            Ok((width, height, Transform::from_scale(scale, scale)))
        }
        Fit::Frame(width, height) => {
            let (width, height) = checked(u64::from(width.max(1)), u64::from(height.max(1)))?;
            let scale = (width as f32 / size.width).min(height as f32 / size.height);
            let free = |pixels: u32, units: f32| (pixels as f32 - units * scale) / 2.0;
            let (x, y) = (free(width, size.width), free(height, size.height));
            Ok((width, height, Transform::from_row(scale, 0.0, 0.0, scale, x, y)))
        }
    }
}

fn checked(width: u64, height: u64) -> Result<(u32, u32), ExportError> {
    if width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS {
        return Err(too_large(width, height));
    }
    Ok((width as u32, height as u32))
}

fn too_large(width: u64, height: u64) -> ExportError {
    ExportError::TooLarge { width, height, most_side: MOST_SIDE, most_megapixels: MOST_PIXELS / 1_000_000 }
}

/// The document as usvg understands it, with the fonts that measured its text and no others.
fn tree(document: &str, fonts: &Fonts) -> Result<Tree, ExportError> {
    let mut options = usvg::Options::default();
    let database = options.fontdb_mut();
    for face in Fonts::built_in().iter().cloned().chain(fonts.fallbacks()) {
        database.load_font_source(fontdb::Source::Binary(face.bytes.clone()));
    }
    let [regular, ..] = Fonts::built_in();
    database.set_sans_serif_family(regular.family.clone());
    database.set_serif_family(regular.family.clone());
    Tree::from_str(document, &options).map_err(|error| ExportError::NotDrawn(error.to_string()))
}
