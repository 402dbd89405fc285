use super::Color;

/// How the colours of what is not lit stand back: all move towards the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pallor {
    canvas: Color,
    /// How much of the canvas shines through, 0 to 1.
    share: f32,
}

impl Pallor {
    pub(super) const fn new(canvas: Color, share: f32) -> Self {
        Self { canvas, share }
    }

    /// The colour as it is seen.
    #[must_use]
    pub fn of(self, color: Color) -> Color {
        Color { a: color.a, ..color.mixed(self.canvas, self.share) }
    }

    /// The colour as it is seen, pale or not.
    #[must_use]
    pub fn on(pallor: Option<Self>, color: Color) -> Color {
        pallor.map_or(color, |pallor| pallor.of(color))
    }
}

#[cfg(test)]
mod tests {
    use crate::scene::Theme;
    use crate::scene::theme::tests::themes;

    #[test]
    fn the_ground_of_labels_on_the_canvas_is_never_seen() {
        for (name, theme) in themes() {
            assert_eq!(theme.pallor().of(theme.label), theme.label, "{name}");
        }
    }

    #[test]
    fn what_shines_through_still_does() {
        let glass = Theme::light().ink.with_alpha(90);
        assert_eq!(Theme::light().pallor().of(glass).a, 90);
    }
}
