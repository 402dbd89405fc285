use crate::platform::{FontFace, Fonts};
use crate::scene::FontWeight;
use egui::epaint::text::{FontData, FontDefinitions};
use egui::{Context, Event, FontFamily};
use std::sync::Arc;

/// Name of the font family with the heavy letters.
pub const BOLD_FAMILY: &str = "bold";

/// Letters with this scale fit between those of the built-in font.
const EMOJI_SCALE: f32 = 0.85;

/// The fonts of the window: the built-in ones and, as soon as some letter needs them, those of the system.
///
/// They are the ones that boxes are measured with, so that names fit their boxes.
#[derive(Debug)]
pub struct WindowFonts {
    fonts: Arc<Fonts>,
    /// How many fonts of the system the window has loaded.
    loaded: usize,
}

impl WindowFonts {
    /// Gives the window its fonts.
    pub fn install(context: &Context, fonts: Arc<Fonts>) -> Self {
        let fallbacks = fonts.fallbacks();
        context.set_fonts(definitions(&fallbacks));
        Self { loaded: fallbacks.len(), fonts }
    }

    /// Loads fonts for letters that have come up since the last frame: on the map, or typed just now.
    pub fn follow(&mut self, context: &Context) {
        let typed = |event: &Event| match event {
            Event::Text(text) | Event::Paste(text) => Some(text.clone()),
            _ => None,
        };
        let letters: String = context.input(|input| input.events.iter().filter_map(typed).collect());
        self.fonts.cover(&letters);
        let fallbacks = self.fonts.fallbacks();
        if fallbacks.len() != self.loaded {
            self.loaded = fallbacks.len();
            context.set_fonts(definitions(&fallbacks));
        }
    }
}

/// The fonts of the map first, then those of the system, then those that egui brings (arrows and signs).
fn definitions(fallbacks: &[Arc<FontFace>]) -> FontDefinitions {
    let mut definitions = FontDefinitions::default();
    let mut regular = Vec::new();
    let mut bold = Vec::new();
    for (at, face) in Fonts::built_in().iter().chain(fallbacks).enumerate() {
        let name = format!("{} {at}", face.family);
        let mut data = FontData::from_owned(face.data().to_vec());
        data.index = face.index;
        if face.family.contains("Emoji") {
            data.tweak.scale = EMOJI_SCALE;
        }
        definitions.font_data.insert(name.clone(), Arc::new(data));
        match face.weight {
            FontWeight::Bold => bold.push(name),
            FontWeight::Regular => regular.push(name),
        }
    }
    let rest = definitions.families.entry(FontFamily::Proportional).or_default();
    regular.append(rest);
    regular.push("Hack".to_owned()); // of all built-in fonts only this one has arrows
    rest.clone_from(&regular);
    bold.append(&mut regular);
    definitions.families.insert(FontFamily::Name(BOLD_FAMILY.into()), bold);
    definitions
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{FontId, RawInput};

    #[test]
    fn both_weights_are_there_and_letters_are_found() {
        let context = Context::default();
        let mut fonts = WindowFonts::install(&context, Arc::new(Fonts::built_in_only()));
        let output = context.run_ui(RawInput::default(), |ui| {
            fonts.follow(ui.ctx());
            for family in [FontFamily::Proportional, FontFamily::Name(BOLD_FAMILY.into())] {
                let font = FontId::new(15.0, family);
                for letter in "GrößeЯα→−…“×".chars() {
                    let has_it = ui.ctx().fonts_mut(|fonts| fonts.has_glyph(&font, letter));
                    assert!(has_it, "{letter} in {font:?}");
                }
            }
        });
        output.drop_without_applying_deltas();
    }
}
