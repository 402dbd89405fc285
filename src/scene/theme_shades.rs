use super::{Color, Theme};

/// How much of the trace's colour a cell has, from one hand-off on. The steps between are left out where
/// neither dark nor light letters could be read.
const SHARES: [f32; 6] = [1.0, 0.44, 0.32, 0.22, 0.14, 0.08];

impl Theme {
    /// Ground and ink of a number of hand-offs in a list or matrix: the nearer, the stronger.
    pub fn handoff_shade(&self, handoffs: u32) -> (Color, Color) {
        let step = (handoffs.max(1) as usize - 1).min(SHARES.len() - 1);
        let share = SHARES.get(step).copied().unwrap_or_default();
        let ground = self.panel.mixed(self.downstream, share);
        (ground, if step == 0 { self.on_trace } else { self.ink })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::theme::tests::{contrast, themes};

    #[test]
    fn every_number_can_be_read_on_its_shade_and_nearer_is_stronger() {
        for (name, theme) in themes() {
            let shades: Vec<(Color, Color)> = (1..=7).map(|handoffs| theme.handoff_shade(handoffs)).collect();
            for (ground, ink) in &shades {
                assert!(contrast(*ink, *ground) >= 4.5, "{name}: {ink:?} on {ground:?}");
            }
            for pair in shades[..6].windows(2) {
                let (near, far) = (contrast(pair[0].0, theme.panel), contrast(pair[1].0, theme.panel));
                assert!(near > far * 1.04, "{name}: {near} then {far}");
            }
            assert_eq!(shades[5], shades[6], "from six hand-offs on only the number tells");
        }
    }
}
