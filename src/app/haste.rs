use super::keyboard::key_press;
use crate::action::{Action, KeyPress, Situation};
use egui::Event;

/// Whoever is faster than the frames: what comes after a key that asks for something waits until that is done.
///
/// A slow frame may hold several keys and clicks. Ctrl+A and Delete in one frame mean everything; a click and Delete
/// mean what was clicked; `/` and a word mean the line that opens. Each has its effect before the next is looked at.
/// What a held key repeats is not kept waiting: it would pile up.
#[derive(Debug, Default)]
pub(super) struct Haste {
    waiting: Vec<Event>,
    /// What was asked for by a key in the last frame.
    asked: Option<KeyPress>,
}

impl Haste {
    /// Whether anything waits for the next frame.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Leaves in `events` what this frame may look at.
    pub fn hold_back(&mut self, events: &mut Vec<Event>, situation: &Situation) {
        events.splice(0..0, self.waiting.drain(..));
        let before = self.asked.take();
        let (mut modifiers, mut has_pointed) = (egui::Modifiers::NONE, false);
        let comes_too_soon = |event: &Event| {
            if let Event::ModifiersChanged(changed) = event {
                modifiers = *changed;
            }
            if let Event::PointerButton { pressed, .. } = event {
                has_pointed = true;
                return *pressed && self.asked.is_some();
            }
            let press = key_press(event, modifiers);
            if press.is_none() && !is_key(event) {
                return false;
            }
            let last = self.asked.or(before);
            let is_repeat = last.is_some() && press == last && is_repeated(event);
            if !is_repeat && (has_pointed || last.is_some()) {
                return true;
            }
            self.asked = press.filter(|press| Action::for_key(press, situation).is_some()).or(self.asked);
            false
        };
        if let Some(at) = events.iter().position(comes_too_soon) {
            self.waiting = events.split_off(at);
        }
    }
}

/// Whether something is typed or pressed by it.
fn is_key(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, .. } | Event::Paste(_))
}

fn is_repeated(event: &Event) -> bool {
    matches!(event, Event::Key { repeat: true, .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Key, Modifiers, PointerButton, Pos2};

    fn key(key: Key, repeat: bool) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat, modifiers: Modifiers::NONE }
    }

    fn click() -> Event {
        let (pos, button, modifiers) = (Pos2::ZERO, PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed: true, modifiers }
    }

    fn letter(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// How many of the events are looked at in each frame.
    fn frames(events: &[Event], situation: &Situation) -> Vec<usize> {
        let (mut haste, mut seen, mut new) = (Haste::default(), Vec::new(), events.to_vec());
        loop {
            haste.hold_back(&mut new, situation);
            seen.push(new.len());
            new.clear();
            if !haste.is_waiting() {
                return seen;
            }
        }
    }

    #[test]
    fn what_comes_after_a_command_waits_until_it_is_carried_out() {
        let situation = Situation {
            has_map: true,
            parties: 9,
            selected_parties: 1,
            is_on_canvas: true,
            ..Situation::default()
        };
        let (r, d, text) = (key(Key::R, false), key(Key::Delete, false), letter("r"));
        assert_eq!(frames(&[r.clone(), text.clone(), d.clone()], &situation), [2, 0, 1]);
        assert_eq!(frames(&[r.clone(), click()], &situation), [1, 1]);
        assert_eq!(frames(&[click(), d], &situation), [1, 1], "what was clicked is meant");
        let (down, again) = (key(Key::ArrowDown, false), key(Key::ArrowDown, true));
        assert_eq!(frames(&[down, again.clone(), again], &situation), [3], "nothing piles up");
        let typing = Situation { is_editing_text: true, ..situation };
        assert_eq!(
            frames(&[r.clone(), text.clone(), r, text], &typing),
            [4],
            "who types is not kept waiting"
        );
    }
}
