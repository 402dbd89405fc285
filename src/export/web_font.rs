use crate::platform::{FontFace, Fonts};
use crate::scene::FontWeight;
use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::FontTableProvider;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The letters of a picture, by the weight in which they are written.
pub(super) type Letters = BTreeSet<(FontWeight, char)>;

/// The families that draw `letters`, best first, ready for a `font-family`.
pub(super) fn families(letters: &Letters, fonts: &Fonts) -> Vec<String> {
    let mut families: Vec<String> = Vec::new();
    for (face, _) in faces(letters, fonts) {
        if !families.contains(&face.family) {
            families.push(face.family.clone());
        }
    }
    families
}

/// CSS that brings along just those letters of each font that the picture needs.
///
/// Scripts whose letters join or move are left to the viewer's own fonts: a font without its shaping
/// tables would draw them wrong.
pub(super) fn css(letters: &Letters, fonts: &Fonts) -> String {
    let rule = |(face, used): (Arc<FontFace>, BTreeSet<char>)| {
        let simple: BTreeSet<char> = used.into_iter().filter(|letter| !needs_shaping(*letter)).collect();
        let data = STANDARD.encode(letters_of(&face, &simple)?);
        let weight = if face.weight == FontWeight::Bold { "bold" } else { "normal" };
        let family = face.family.replace(['"', '\\', '<', '&'], "");
        Some(format!(
            "@font-face{{font-family:\"{family}\";font-weight:{weight};src:url(data:font/ttf;base64,{data})}}"
        ))
    };
    faces(letters, fonts).into_iter().filter_map(rule).collect::<Vec<_>>().join("\n")
}

/// Which face draws which letters; the built-in ones first.
fn faces(letters: &Letters, fonts: &Fonts) -> Vec<(Arc<FontFace>, BTreeSet<char>)> {
    let mut used: Vec<(Arc<FontFace>, BTreeSet<char>)> = Vec::new();
    for (weight, letter) in letters {
        let Some(face) = fonts.face_for(*letter, *weight) else { continue };
        match used.iter_mut().find(|(known, _)| Arc::ptr_eq(known, &face)) {
            Some((_, letters)) => _ = letters.insert(*letter),
            None => used.push((face, BTreeSet::from([*letter]))),
        }
    }
    let rank = |face: &Arc<FontFace>| Fonts::built_in().iter().position(|known| Arc::ptr_eq(known, face));
    used.sort_by_key(|(face, _)| (rank(face).unwrap_or(usize::MAX), face.family.clone()));
    used
}

/// A font file with only these letters; `None` if there are none or the font cannot be cut.
fn letters_of(face: &FontFace, letters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let parsed = face.parse()?;
    let glyphs: BTreeSet<u16> =
        letters.iter().filter_map(|c| parsed.glyph_index(*c)).map(|id| id.0).collect();
    if glyphs.is_empty() {
        return None;
    }
    // The first glyph stands for missing letters and always comes along.
    let wanted: Vec<u16> = [0].into_iter().chain(glyphs.into_iter().filter(|id| *id != 0)).collect();
    let file = ReadScope::new(face.data()).read::<FontData<'_>>().ok()?;
    let provider = file.table_provider(face.index as usize).ok()?;
    provider.has_table(allsorts::tag::HEAD).then_some(())?;
    subset(&provider, &wanted, &SubsetProfile::Minimal, CmapTarget::Unicode).ok()
}

/// Whether letters of this script join, stack or change places: Arabic to Tibetan, Myanmar, Khmer, Mongolian.
fn needs_shaping(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{1A00}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_font_still_draws_its_letters_as_wide_as_before() {
        let [regular, ..] = Fonts::built_in();
        let letters: BTreeSet<char> = "Größe, Παράδοση, Отдел".chars().collect();
        let bytes = letters_of(regular, &letters).unwrap();
        assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
        let (cut, whole) = (ttf_parser::Face::parse(&bytes, 0).unwrap(), regular.parse().unwrap());
        for letter in letters {
            let width = |face: &ttf_parser::Face| face.glyph_hor_advance(face.glyph_index(letter).unwrap());
            assert_eq!(width(&cut), width(&whole), "{letter}");
        }
        assert_eq!(cut.glyph_index('q'), None);
    }

    #[test]
    fn joined_scripts_are_left_to_the_viewer() {
        let letters: Letters = "مخطط".chars().map(|c| (FontWeight::Regular, c)).collect();
        assert_eq!(css(&letters, &Fonts::built_in_only()), "");
    }
}
