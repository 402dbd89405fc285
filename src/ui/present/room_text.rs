/// From a small room to a hall; 1 is the size of names in a window.
const STEPS: [f32; 9] = [0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5];

/// The largest size of names.
pub(super) const MOST_ROOM_TEXT: f32 = 2.5;

/// The next larger size of names; from "as it fits" the usual one.
pub fn larger_room_text(size: Option<f32>) -> f32 {
    size.map_or(1.0, |size| STEPS.into_iter().find(|step| *step > size + 0.001).unwrap_or(STEPS[8]))
}

/// The next smaller size of names; from "as it fits" the usual one.
pub fn smaller_room_text(size: Option<f32>) -> f32 {
    size.map_or(1.0, |size| STEPS.into_iter().rev().find(|step| *step < size - 0.001).unwrap_or(STEPS[0]))
}

/// How a size is written.
pub fn room_text_word(size: Option<f32>) -> String {
    size.map_or_else(|| "As it fits".to_owned(), |size| format!("{:.0} %", size * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_go_in_steps_from_80_to_250_percent_and_no_further() {
        let mut size = larger_room_text(None);
        assert_eq!(size, 1.0);
        for _ in 0..20 {
            size = larger_room_text(Some(size));
        }
        assert_eq!(room_text_word(Some(size)), "250 %");
        for _ in 0..20 {
            size = smaller_room_text(Some(size));
        }
        assert_eq!(room_text_word(Some(size)), "80 %");
        assert_eq!(larger_room_text(Some(1.1)), 1.25, "a size from a file need not be a step");
    }
}
