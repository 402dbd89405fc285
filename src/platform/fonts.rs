use crate::scene::FontWeight;
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Stretch, Style, Weight};
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use ttf_parser::Face;

/// Fonts of the system that are asked first for letters that the built-in ones lack, best first.
/// The order is fixed, so that the same machine always draws the same picture.
const PREFERRED: [&str; 22] = [
    "Noto Sans CJK JP",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Thai",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Sans Math",
    "Hiragino Sans",
    "Yu Gothic",
    "Meiryo",
    "PingFang SC",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Geeza Pro",
    "Segoe UI",
    "Segoe UI Symbol",
    "DejaVu Sans",
];

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
    system: OnceLock<Database>,
    found: Mutex<Found>,
    /// Whether fonts of the system are left out: pictures then look the same on every machine.
    only_built_in: bool,
}

#[derive(Debug, Default)]
struct Found {
    faces: Vec<Arc<FontFace>>,
    ids: Vec<ID>,
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
        let at = found.position_for(letter, self.system.get_or_init(system_fonts));
        found.by_letter.insert(letter, at);
        at.and_then(|at| found.faces.get(at).cloned())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Found {
    /// Where the face for `letter` is, after adding it if it is not among the found ones.
    fn position_for(&mut self, letter: char, system: &Database) -> Option<usize> {
        if let Some(at) = self.faces.iter().position(|face| has_letter(face, letter)) {
            return Some(at);
        }
        let id = candidates(system).into_iter().find(|id| {
            let covers = |bytes: &[u8], index| {
                Face::parse(bytes, index).is_ok_and(|face| draws_outline(&face, letter))
            };
            system.with_face_data(*id, covers).unwrap_or(false)
        })?;
        self.faces.push(Arc::new(loaded(system, id)?));
        self.ids.push(id);
        Some(self.faces.len() - 1)
    }
}

fn system_fonts() -> Database {
    let mut database = Database::new();
    database.load_system_fonts();
    database
}

/// Upright regular faces: the preferred families first, then all others by name.
fn candidates(system: &Database) -> Vec<ID> {
    let is_plain = |face: &&FaceInfo| {
        face.style == Style::Normal && face.weight == Weight::NORMAL && face.stretch == Stretch::Normal
    };
    let family = |face: &FaceInfo| face.families.first().map_or(String::new(), |(name, _)| name.clone());
    let ranked: BTreeSet<(usize, String, String, u32, String)> = system
        .faces()
        .filter(is_plain)
        .map(|face| {
            let name = family(face);
            let rank = PREFERRED.iter().position(|preferred| *preferred == name).unwrap_or(PREFERRED.len());
            (rank, name, face.post_script_name.clone(), face.index, face.id.to_string())
        })
        .collect();
    let by_id: HashMap<String, ID> = system.faces().map(|face| (face.id.to_string(), face.id)).collect();
    ranked.into_iter().filter_map(|(.., id)| by_id.get(&id).copied()).collect()
}

fn loaded(system: &Database, id: ID) -> Option<FontFace> {
    let family = system.face(id)?.families.first()?.0.clone();
    let (bytes, index) = system.with_face_data(id, |bytes, index| (bytes.to_vec(), index))?;
    Some(FontFace { family, weight: FontWeight::Regular, bytes: Arc::new(bytes), index })
}

fn has_letter(face: &FontFace, letter: char) -> bool {
    face.parse().is_some_and(|face| draws_outline(&face, letter))
}

/// Bitmap fonts have the letter and no outline: neither the window nor an SVG could draw it.
fn draws_outline(face: &Face, letter: char) -> bool {
    let is_outline_font =
        face.tables().glyf.is_some() || face.tables().cff.is_some() || face.tables().cff2.is_some();
    is_outline_font && face.glyph_index(letter).is_some_and(|glyph| glyph.0 != 0)
}

/// Letters that only steer others, for which no font is needed.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
