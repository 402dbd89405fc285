use super::{Color, Pallor};
use crate::model::{NoteKind, PartyKind, SupplyKind};

/// Every colour of the program, by meaning: the map, its pictures and the window around it.
///
/// Architecture invariant: no other file names a colour by its red, green and blue.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Behind everything.
    pub canvas: Color,
    /// Dots of the grid.
    pub grid: Color,
    /// Text.
    pub ink: Color,
    /// Text that stands back: holders, kinds, placeholders.
    pub faint_ink: Color,
    /// Behind what is supplied, on its line.
    pub label: Color,
    /// What is selected, hovered or dragged, and the main button.
    pub accent: Color,
    /// Behind what is selected in a list.
    pub accent_soft: Color,
    /// Text on [`accent`](Self::accent).
    pub on_accent: Color,
    /// The trace to the customers.
    pub downstream: Color,
    /// The trace to the suppliers.
    pub upstream: Color,
    /// Text on a badge of either trace.
    pub on_trace: Color,
    /// Something is wrong: missing, broken, low ratings, deleting.
    pub danger: Color,
    /// Something is uncertain: unused, late, not saved yet.
    pub warning: Color,
    /// Something is as it should be: saved, kept, good ratings.
    pub ok: Color,
    /// Behind panels.
    pub panel: Color,
    /// Behind fields and lists within panels.
    pub field: Color,
    /// Lines between panels, around fields.
    pub line: Color,
    /// Behind buttons.
    pub button: Color,
    /// Behind the button under the pointer.
    pub button_hovered: Color,
    /// Whether light text stands on a dark ground.
    pub is_dark: bool,
    role: Fill,
    team: Fill,
    supplier: Fill,
    buyer: Fill,
    payer: Fill,
    beneficiary: Fill,
    prospect: Fill,
    supplies: [Color; 3],
    notes: [Color; 5],
    /// How much of the canvas shines through what is not lit, 0 to 1.
    dimming: f32,
}

/// Inside and edge of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Inside.
    pub fill: Color,
    /// Edge.
    pub edge: Color,
}

const fn fill(fill: u32, edge: u32) -> Fill {
    Fill { fill: Color::rgb(fill), edge: Color::rgb(edge) }
}

impl Theme {
    /// Calm daylight: for a desk and for most projectors.
    pub const fn light() -> Self {
        Self {
            canvas: Color::rgb(0xF8_F9FB),
            grid: Color::rgb(0xDF_E3EA),
            ink: Color::rgb(0x1B_2333),
            faint_ink: Color::rgb(0x56_6176),
            label: Color::rgb(0xF8_F9FB),
            accent: Color::rgb(0x2B_62D9),
            accent_soft: Color::rgb(0xDB_E6FD),
            on_accent: Color::rgb(0xFF_FFFF),
            downstream: Color::rgb(0x00_7568),
            upstream: Color::rgb(0xB4_440C),
            on_trace: Color::rgb(0xFF_FFFF),
            danger: Color::rgb(0xB4_2318),
            warning: Color::rgb(0x8F_5B00),
            ok: Color::rgb(0x1C_7A3E),
            panel: Color::rgb(0xFF_FFFF),
            field: Color::rgb(0xF1_F3F7),
            line: Color::rgb(0xD5_DAE3),
            button: Color::rgb(0xE9_EDF3),
            button_hovered: Color::rgb(0xDC_E2EC),
            is_dark: false,
            role: fill(0xFF_FFFF, 0x5D_6E8C),
            team: fill(0xEE_F1F7, 0x83_90A9),
            supplier: fill(0xE4_EEF0, 0x3D_6872),
            buyer: fill(0xFF_E9BE, 0x93_5700),
            payer: fill(0xFB_DFD8, 0xA0_3D28),
            beneficiary: fill(0xDF_F1DA, 0x33_702D),
            prospect: fill(0xEC_E6F9, 0x71_55AE),
            supplies: [Color::rgb(0x3F_4D68), Color::rgb(0x7C_5C90), Color::rgb(0x2A_7487)],
            notes: [
                Color::rgb(0x1C_7A3E),
                Color::rgb(0x2B_62D9),
                Color::rgb(0xB4_2318),
                Color::rgb(0x6D_4BB0),
                Color::rgb(0x8F_5B00),
            ],
            dimming: 0.76,
        }
    }

    /// Evening: light text on dark ground.
    pub const fn dark() -> Self {
        Self {
            canvas: Color::rgb(0x15_1922),
            grid: Color::rgb(0x27_2D3A),
            ink: Color::rgb(0xEC_F0F7),
            faint_ink: Color::rgb(0xA3_AEC2),
            label: Color::rgb(0x15_1922),
            accent: Color::rgb(0x7F_ABFF),
            accent_soft: Color::rgb(0x26_3B63),
            on_accent: Color::rgb(0x0D_1526),
            downstream: Color::rgb(0x45_D6BF),
            upstream: Color::rgb(0xFF_A05C),
            on_trace: Color::rgb(0x10_1620),
            danger: Color::rgb(0xFF_8A7D),
            warning: Color::rgb(0xF2_BE54),
            ok: Color::rgb(0x6C_D68F),
            panel: Color::rgb(0x1C_212C),
            field: Color::rgb(0x12_161E),
            line: Color::rgb(0x36_3E4E),
            button: Color::rgb(0x2A_3140),
            button_hovered: Color::rgb(0x36_3F52),
            is_dark: true,
            role: fill(0x26_2D3B, 0x92_A2BF),
            team: fill(0x1B_202B, 0x66_7390),
            supplier: fill(0x1D_3238, 0x7F_B9C6),
            buyer: fill(0x45_3310, 0xF0_B955),
            payer: fill(0x48_2620, 0xF3_9C86),
            beneficiary: fill(0x1F_3A22, 0x88_CF82),
            prospect: fill(0x30_2A4B, 0xB6_A0F0),
            supplies: [Color::rgb(0xB4_C0D6), Color::rgb(0xC9_A9DC), Color::rgb(0x77_C3D6)],
            notes: [
                Color::rgb(0x6C_D68F),
                Color::rgb(0x7F_ABFF),
                Color::rgb(0xFF_8A7D),
                Color::rgb(0xBE_A5FA),
                Color::rgb(0xF2_BE54),
            ],
            dimming: 0.74,
        }
    }

    /// Paper: white ground, little ink, dark lines.
    pub const fn print() -> Self {
        let light = Self::light();
        Self {
            canvas: Color::rgb(0xFF_FFFF),
            grid: Color::rgb(0xEB_EBEB),
            ink: Color::rgb(0x00_0000),
            faint_ink: Color::rgb(0x45_4B57),
            label: Color::rgb(0xFF_FFFF),
            role: fill(0xFF_FFFF, 0x33_3F55),
            team: fill(0xF7_F8FA, 0x88_93A8),
            supplier: fill(0xF0_F5F6, 0x2F_5A63),
            buyer: fill(0xFF_F3DA, 0x8A_5200),
            payer: fill(0xFD_ECE8, 0x93_3824),
            beneficiary: fill(0xEC_F7E9, 0x2C_6327),
            prospect: fill(0xF4_F0FC, 0x5C_4197),
            supplies: [Color::rgb(0x2A_3448), Color::rgb(0x62_4575), Color::rgb(0x1D_5C6C)],
            dimming: 0.78,
            ..light
        }
    }

    /// As much contrast as there is: for weak projectors, bright rooms and tired eyes.
    pub const fn high_contrast() -> Self {
        let dark = Self::dark();
        Self {
            canvas: Color::rgb(0x00_0000),
            grid: Color::rgb(0x2A_2A2A),
            ink: Color::rgb(0xFF_FFFF),
            faint_ink: Color::rgb(0xE0_E0E0),
            label: Color::rgb(0x00_0000),
            accent: Color::rgb(0xFF_E600),
            accent_soft: Color::rgb(0x4A_4300),
            on_accent: Color::rgb(0x00_0000),
            downstream: Color::rgb(0x00_FFD5),
            upstream: Color::rgb(0xFF_B000),
            on_trace: Color::rgb(0x00_0000),
            panel: Color::rgb(0x00_0000),
            field: Color::rgb(0x14_1414),
            line: Color::rgb(0xB0_B0B0),
            button: Color::rgb(0x1E_1E1E),
            button_hovered: Color::rgb(0x3A_3A3A),
            role: fill(0x00_0000, 0xFF_FFFF),
            team: fill(0x12_1212, 0xB0_B0B0),
            supplier: fill(0x00_2A30, 0x8F_E9F8),
            buyer: fill(0x3D_2A00, 0xFF_CC55),
            payer: fill(0x40_1208, 0xFF_A892),
            beneficiary: fill(0x08_2E0A, 0x9B_F094),
            prospect: fill(0x22_1546, 0xCF_BDFF),
            supplies: [Color::rgb(0xFF_FFFF), Color::rgb(0xE9_BFFF), Color::rgb(0x8F_E9F8)],
            dimming: 0.66,
            ..dark
        }
    }

    /// Inside and edge of a party's box.
    pub const fn party(&self, kind: PartyKind) -> Fill {
        match kind {
            PartyKind::Role => self.role,
            PartyKind::Team => self.team,
            PartyKind::Supplier => self.supplier,
            PartyKind::Buyer => self.buyer,
            PartyKind::Payer => self.payer,
            PartyKind::Beneficiary => self.beneficiary,
            PartyKind::Prospect => self.prospect,
        }
    }

    /// Line of a supply.
    pub const fn supply(&self, kind: SupplyKind) -> Color {
        let [delivers, reports_to, informs] = self.supplies;
        match kind {
            SupplyKind::Delivers => delivers,
            SupplyKind::ReportsTo => reports_to,
            SupplyKind::Informs => informs,
        }
    }

    /// Badge of a kind of note.
    pub const fn note(&self, kind: NoteKind) -> Color {
        let [praise, need, problem, idea, question] = self.notes;
        match kind {
            NoteKind::Praise => praise,
            NoteKind::Need => need,
            NoteKind::Problem => problem,
            NoteKind::Idea => idea,
            NoteKind::Question => question,
        }
    }

    /// How what is not lit stands back.
    pub const fn pallor(&self) -> Pallor {
        Pallor::new(self.canvas, self.dimming)
    }

    /// The same theme for what is not lit: everything on the map moves towards the canvas.
    #[must_use]
    pub fn dimmed(&self) -> Self {
        let fade = |color: Color| self.pallor().of(color);
        let fade_fill = |Fill { fill, edge }: Fill| Fill { fill: fade(fill), edge: fade(edge) };
        Self {
            ink: fade(self.ink),
            faint_ink: fade(self.faint_ink),
            danger: fade(self.danger),
            warning: fade(self.warning),
            ok: fade(self.ok),
            role: fade_fill(self.role),
            team: fade_fill(self.team),
            supplier: fade_fill(self.supplier),
            buyer: fade_fill(self.buyer),
            payer: fade_fill(self.payer),
            beneficiary: fade_fill(self.beneficiary),
            prospect: fade_fill(self.prospect),
            supplies: self.supplies.map(fade),
            notes: self.notes.map(fade),
            ..self.clone()
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Contrast as WCAG 2.1 defines it, 1 to 21.
    pub(in crate::scene) fn contrast(a: Color, b: Color) -> f32 {
        let linear = |part: u8| {
            let share = f32::from(part) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let light = |c: Color| 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
        let (a, b) = (light(a) + 0.05, light(b) + 0.05);
        (a / b).max(b / a)
    }

    pub(in crate::scene) fn themes() -> [(&'static str, Theme); 4] {
        [
            ("light", Theme::light()),
            ("dark", Theme::dark()),
            ("print", Theme::print()),
            ("high contrast", Theme::high_contrast()),
        ]
    }

    #[test]
    fn every_text_can_be_read() {
        for (name, theme) in themes() {
            let t = &theme;
            let mut pairs = vec![(t.on_accent, t.accent), (t.ink, t.accent_soft), (t.upstream, t.canvas)];
            let grounds = [t.canvas, t.label, t.panel, t.field, t.button, t.button_hovered, t.team.fill];
            for ground in grounds {
                pairs.extend([t.ink, t.faint_ink].map(|ink| (ink, ground)));
            }
            for ground in [t.canvas, t.label, t.panel, t.field, t.team.fill] {
                pairs.extend([t.danger, t.warning, t.ok, t.accent].map(|ink| (ink, ground)));
            }
            for kind in PartyKind::ALL {
                let Fill { fill, edge } = t.party(kind);
                pairs.extend([(t.ink, fill), (t.faint_ink, fill)]);
                if kind != PartyKind::Team {
                    pairs.push((edge, fill)); // the word for the kind is written in the colour of the edge
                }
            }
            pairs.extend([t.downstream, t.danger].map(|badge| (t.on_trace, badge)));
            pairs.extend(NoteKind::ALL.map(|kind| (t.on_trace, t.note(kind))));
            let weak: Vec<_> =
                pairs.into_iter().filter(|(ink, ground)| contrast(*ink, *ground) < 4.5).collect();
            assert!(weak.is_empty(), "{name}: {weak:?}");
        }
    }

    #[test]
    fn every_line_can_be_seen() {
        for (name, theme) in themes() {
            let lines = SupplyKind::ALL.map(|kind| theme.supply(kind));
            let edges = PartyKind::ALL.map(|kind| theme.party(kind).edge);
            let traces = [theme.downstream, theme.upstream, theme.danger];
            for color in lines.iter().chain(&edges).chain(&traces) {
                let found = contrast(*color, theme.canvas);
                assert!(found >= 3.0, "{name}: {color:?} has {found:.2}");
            }
        }
    }

    #[test]
    fn dimmed_things_stand_back() {
        for (name, theme) in themes() {
            let dim = theme.dimmed();
            for kind in PartyKind::ALL {
                let (bright, dim) = (theme.party(kind).edge, dim.party(kind).edge);
                assert!(
                    contrast(dim, theme.canvas) < contrast(bright, theme.canvas) * 0.75,
                    "{name}: {kind:?}"
                );
            }
        }
    }
}
