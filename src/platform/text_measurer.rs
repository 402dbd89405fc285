use super::fonts::{FontFace, Fonts};
use crate::scene::{FontWeight, TextMeasurer};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Measures text with the fonts that draw it, letter by letter, remembering every letter.
#[derive(Debug)]
pub struct FontMeasurer {
    fonts: Arc<Fonts>,
    /// Width of each letter at size 1.
    advances: RwLock<HashMap<(char, FontWeight), f32>>,
    /// Height above the baseline and of a whole line at size 1.
    ascent: f32,
    line_height: f32,
}

impl FontMeasurer {
    /// Measures with `fonts`.
    pub fn new(fonts: Arc<Fonts>) -> Self {
        let [regular, ..] = Fonts::built_in();
        let (ascent, line_height) = regular.parse().map_or((1.0, 1.3), |face| {
            let em = f32::from(face.units_per_em());
            let height = face.ascender() - face.descender() + face.line_gap();
            (f32::from(face.ascender()) / em, f32::from(height) / em)
        });
        Self { fonts, advances: RwLock::default(), ascent, line_height }
    }

    /// The fonts it measures with.
    pub fn fonts(&self) -> &Arc<Fonts> {
        &self.fonts
    }

    fn learn(&self, letter: char, weight: FontWeight) -> f32 {
        let face = self.fonts.face_for(letter, weight);
        let advance = face.and_then(|face| advance(&face, letter)).unwrap_or(if letter.is_control() {
            0.0
        } else {
            0.6
        });
        self.advances.write().unwrap_or_else(PoisonError::into_inner).insert((letter, weight), advance);
        advance
    }
}

impl TextMeasurer for FontMeasurer {
    fn width(&self, text: &str, size: f32, weight: FontWeight) -> f32 {
        let known = self.advances.read().unwrap_or_else(PoisonError::into_inner);
        let mut unknown = Vec::new();
        let mut width = 0.0;
        for letter in text.chars() {
            match known.get(&(letter, weight)) {
                Some(advance) => width += advance,
                None => unknown.push(letter),
            }
        }
        drop(known);
        width += unknown.into_iter().map(|letter| self.learn(letter, weight)).sum::<f32>();
        width * size
    }

    fn ascent(&self, size: f32) -> f32 {
        self.ascent * size
    }

    fn line_height(&self, size: f32) -> f32 {
        self.line_height * size
    }
}

fn advance(face: &FontFace, letter: char) -> Option<f32> {
    let face = face.parse()?;
    let glyph = face.glyph_index(letter)?;
    Some(f32::from(face.glyph_hor_advance(glyph)?) / f32::from(face.units_per_em()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(text: &str, size: f32, weight: FontWeight) -> f32 {
        FontMeasurer::new(Arc::new(Fonts::built_in_only())).width(text, size, weight)
    }

    #[test]
    fn text_is_as_wide_as_its_letters() {
        let regular = |text| width(text, 10.0, FontWeight::Regular);
        assert!((regular("Planner") - regular("Plan") - regular("ner")).abs() < 1e-3);
        assert!((regular("WW") * 2.0 - width("WW", 20.0, FontWeight::Regular)).abs() < 1e-3);
        assert!(regular("iii") < regular("WWW"));
        assert!(width("Planner", 10.0, FontWeight::Bold) > regular("Planner"));
        assert_eq!(regular(""), 0.0);
    }

    #[test]
    fn letters_that_no_font_has_still_take_room() {
        assert!(width("品質", 10.0, FontWeight::Regular) > 5.0);
    }
}
