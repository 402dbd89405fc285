use super::system_fonts::{LoadedFont, SystemFonts};
use crate::scene::FontWeight;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use ttf_parser::Face;

/// One font face, ready for the window, for measuring and for pictures.
pub struct FontFace {
    /// Name of its family.
    pub family: String,
    /// Heavy or not.
    pub weight: FontWeight,
    /// The font file.
    pub bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// Which font of the file.
    pub index: u32,
}

/// The built-in fonts, and those of the system that some letter has made necessary.
///
/// Measuring, the window and pictures share one of these, so that text is as wide as its box expects.
#[derive(Debug, Default)]
pub struct Fonts {
    found: Mutex<Found>,
    /// Whether fonts of the system are left out: pictures then look the same on every machine.
    only_built_in: bool,
}

#[derive(Debug, Default)]
struct Found {
    /// What is installed; looked up when the first letter is missing.
    system: Option<SystemFonts>,
    faces: Vec<Arc<FontFace>>,
    /// Which found face draws a letter; `None` if no font on this machine can.
    by_letter: HashMap<char, Option<usize>>,
}

impl fmt::Debug for FontFace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FontFace({} {:?})", self.family, self.weight)
    }
}

impl FontFace {
    /// The bytes of the font file.
    pub fn data(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }

    /// Reads the tables of the font.
    pub fn parse(&self) -> Option<Face<'_>> {
        Face::parse(self.data(), self.index).ok()
    }
}

impl Fonts {
    /// The built-in fonts alone.
    pub fn built_in_only() -> Self {
        Self { only_built_in: true, ..Self::default() }
    }

    /// The built-in fonts: regular, bold, emoji.
    pub fn built_in() -> &'static [Arc<FontFace>; 3] {
        static BUILT_IN: OnceLock<[Arc<FontFace>; 3]> = OnceLock::new();
        let face = |family: &str, weight, bytes: &'static [u8]| {
            Arc::new(FontFace { family: family.to_owned(), weight, bytes: Arc::new(bytes), index: 0 })
        };
        BUILT_IN.get_or_init(|| {
            [
                face(
                    "Noto Sans",
                    FontWeight::Regular,
                    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
                ),
                face("Noto Sans", FontWeight::Bold, include_bytes!("../../assets/fonts/NotoSans-Bold.ttf")),
                face("Noto Emoji", FontWeight::Regular, epaint_default_fonts::NOTO_EMOJI_REGULAR),
            ]
        })
    }

    /// The fonts of the system that were needed so far, in the order in which they were found.
    pub fn fallbacks(&self) -> Vec<Arc<FontFace>> {
        self.lock().faces.clone()
    }

    /// Looks for fonts for every letter of `text`. Returns whether one had to be added, so that the
    /// window must load its fonts again.
    pub fn cover(&self, text: &str) -> bool {
        let before = self.lock().faces.len();
        for letter in text.chars() {
            self.face_for(letter, FontWeight::Regular);
        }
        self.lock().faces.len() > before
    }

    /// The face that draws `letter`; `None` if no font on this machine can.
    pub fn face_for(&self, letter: char, weight: FontWeight) -> Option<Arc<FontFace>> {
        let [regular, bold, emoji] = Self::built_in();
        let first = if weight == FontWeight::Bold { bold } else { regular };
        if let Some(face) = [first, emoji].into_iter().find(|face| has_letter(face, letter)) {
            return Some(face.clone());
        }
        self.fallback_for(letter)
    }

    fn fallback_for(&self, letter: char) -> Option<Arc<FontFace>> {
        if is_invisible(letter) || self.only_built_in {
            return None;
        }
        let mut found = self.lock();
        if let Some(known) = found.by_letter.get(&letter) {
            return known.and_then(|at| found.faces.get(at).cloned());
        }
        let at = found.position_for(letter);
        found.by_letter.insert(letter, at);
        at.and_then(|at| found.faces.get(at).cloned())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Found {
    /// Where the face for `letter` is, after adding it if it is not among the found ones.
    fn position_for(&mut self, letter: char) -> Option<usize> {
        if let Some(at) = self.faces.iter().position(|face| has_letter(face, letter)) {
            return Some(at);
        }
        let system = self.system.get_or_insert_with(SystemFonts::installed);
        let LoadedFont { family, bytes, index } = system.font_for(letter)?;
        let face = FontFace { family, weight: FontWeight::Regular, bytes: Arc::new(bytes), index };
        self.faces.push(Arc::new(face));
        Some(self.faces.len() - 1)
    }
}

fn has_letter(face: &FontFace, letter: char) -> bool {
    face.parse().and_then(|face| face.glyph_index(letter)).is_some_and(|glyph| glyph.0 != 0)
}

/// Letters that only steer others, for which no font is needed.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
