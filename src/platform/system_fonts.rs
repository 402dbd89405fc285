use resvg::usvg::fontdb::{Database, FaceInfo, ID, Stretch, Style, Weight};
use std::ops::RangeInclusive;
use ttf_parser::Face;

/// Fonts of the system that are asked first, best first. The order is fixed, so that the same machine
/// always draws the same picture.
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

/// The upright regular fonts that are installed, and what each can draw.
#[derive(Debug)]
pub(super) struct SystemFonts {
    database: Database,
    candidates: Vec<Candidate>,
}

/// One installed font face.
#[derive(Debug)]
struct Candidate {
    id: ID,
    /// The letters that it draws; read when it is first asked.
    letters: Option<Vec<RangeInclusive<u32>>>,
}

/// A font that was read from the disk.
pub(super) struct LoadedFont {
    pub family: String,
    pub bytes: Vec<u8>,
    pub index: u32,
}

impl SystemFonts {
    /// Looks up what is installed; the fonts themselves are not read yet.
    pub fn installed() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        let mut plain: Vec<&FaceInfo> = database.faces().filter(|face| is_plain(face)).collect();
        plain.sort_by_key(|face| (rank(face), &face.post_script_name, face.index));
        let candidates = plain.into_iter().map(|face| Candidate { id: face.id, letters: None }).collect();
        Self { database, candidates }
    }

    /// The first font that draws `letter`. Each font is read once at most while looking.
    pub fn font_for(&mut self, letter: char) -> Option<LoadedFont> {
        let Self { database, candidates } = self;
        let code = u32::from(letter);
        let draws = |candidate: &mut Candidate| {
            let letters = candidate.letters.get_or_insert_with(|| letters_of(database, candidate.id));
            let after = letters.partition_point(|range| *range.start() <= code);
            after.checked_sub(1).and_then(|at| letters.get(at)).is_some_and(|range| range.contains(&code))
        };
        let id = candidates.iter_mut().find_map(|candidate| draws(candidate).then_some(candidate.id))?;
        let family = database.face(id)?.families.first()?.0.clone();
        let (bytes, index) = database.with_face_data(id, |bytes, index| (bytes.to_vec(), index))?;
        Some(LoadedFont { family, bytes, index })
    }
}

fn is_plain(face: &FaceInfo) -> bool {
    face.style == Style::Normal && face.weight == Weight::NORMAL && face.stretch == Stretch::Normal
}

/// Preferred families first, then all others by name.
fn rank(face: &FaceInfo) -> (usize, &str) {
    let family = face.families.first().map_or("", |(name, _)| name.as_str());
    let place = PREFERRED.iter().position(|preferred| *preferred == family);
    (place.unwrap_or(PREFERRED.len()), family)
}

/// The letters that a font has outlines for, as ranges in order. Bitmap fonts have none: neither the
/// window nor an SVG could draw them.
fn letters_of(database: &Database, id: ID) -> Vec<RangeInclusive<u32>> {
    let read = |bytes: &[u8], index| {
        let face = Face::parse(bytes, index).ok()?;
        let tables = face.tables();
        (tables.glyf.is_some() || tables.cff.is_some() || tables.cff2.is_some()).then_some(())?;
        let mut codes = Vec::new();
        for table in tables.cmap?.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode) {
            table.codepoints(|code| codes.extend(table.glyph_index(code).filter(|g| g.0 != 0).map(|_| code)));
        }
        codes.sort_unstable();
        Some(ranges(codes))
    };
    database.with_face_data(id, read).flatten().unwrap_or_default()
}

fn ranges(codes: Vec<u32>) -> Vec<RangeInclusive<u32>> {
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    for code in codes {
        match ranges.last_mut() {
            Some(last) if code <= last.end() + 1 => *last = *last.start()..=code,
            _ => ranges.push(code..=code),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_become_ranges() {
        assert_eq!(ranges(vec![1, 2, 2, 3, 7, 8, 10]), [1..=3, 7..=8, 10..=10]);
        assert_eq!(ranges(Vec::new()), Vec::<RangeInclusive<u32>>::new());
    }
}
