use crate::action::{Action, Key, KeyPress, Modifiers, Situation};
use crate::ui::{Intent, Intents};
use egui::{Event, InputState, Ui};

/// Takes the keys that ask for an action out of the input of this frame, and asks for the actions.
///
/// To be called before anything is drawn, so that no field or button sees a key that has had its effect.
pub(super) fn ask_by_keys(ui: &Ui, situation: &Situation, intents: &mut Intents) {
    ui.input_mut(|input| {
        let held = input.modifiers;
        let events = std::mem::take(&mut input.events);
        for event in events {
            if let Event::Paste(text) = &event
                && Action::Paste.is_available(situation)
                && !situation.is_editing_text
            {
                intents.push(Intent::Paste(text.clone()));
                continue;
            }
            let action = key_press(&event, held).and_then(|press| Action::for_key(&press, situation));
            match action {
                Some(action) => {
                    forget(input, &event);
                    intents.extend(intent(action, &event));
                }
                None => input.events.push(event),
            }
        }
    });
}

/// Ends what lasts for as long as a key is held, when the key is up again, or whenever that cannot be known.
pub(super) fn notice_keys_let_go(ui: &Ui, intents: &mut Intents) {
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Key { key, pressed: false, .. } => {
                    let held = key_of(*key).and_then(Action::held_by);
                    intents.extend(held.map(Intent::LetGo));
                }
                Event::WindowFocused(false) => intents.push(Intent::LetGoAll),
                _ => {}
            }
        }
    });
}

/// What a key asks for. One that is held asks once, however often the keyboard repeats it.
fn intent(action: Action, event: &Event) -> Option<Intent> {
    let is_repeated = matches!(event, Event::Key { repeat: true, .. });
    if action.is_held() { (!is_repeated).then_some(Intent::Hold(action)) } else { Some(Intent::Do(action)) }
}

/// A key that asked for something must not look held down to anybody else in this frame.
fn forget(input: &mut InputState, event: &Event) {
    if let Event::Key { key, .. } = event {
        input.keys_down.remove(key);
    }
}

pub(super) fn key_press(event: &Event, held: egui::Modifiers) -> Option<KeyPress> {
    match event {
        Event::Key { key, physical_key, pressed: true, modifiers, .. } => Some(KeyPress {
            key: key_of(*key)?,
            physical: physical_key.and_then(key_of),
            modifiers: modifiers_of(*modifiers),
        }),
        // The window system has already understood these as its own.
        Event::Copy => Some(KeyPress::new(with_command(held), Key::Letter('C'))),
        Event::Cut => Some(KeyPress::new(with_command(held), Key::Letter('X'))),
        _ => None,
    }
}

fn with_command(held: egui::Modifiers) -> Modifiers {
    Modifiers { command: true, ..modifiers_of(held) }
}

fn modifiers_of(held: egui::Modifiers) -> Modifiers {
    Modifiers { command: held.command, shift: held.shift, alt: held.alt }
}

fn key_of(key: egui::Key) -> Option<Key> {
    Some(match key {
        egui::Key::ArrowLeft => Key::Left,
        egui::Key::ArrowRight => Key::Right,
        egui::Key::ArrowUp => Key::Up,
        egui::Key::ArrowDown => Key::Down,
        egui::Key::Enter => Key::Enter,
        egui::Key::Tab => Key::Tab,
        egui::Key::Escape => Key::Escape,
        egui::Key::Delete => Key::Delete,
        egui::Key::Backspace => Key::Backspace,
        egui::Key::Home => Key::Home,
        egui::Key::Space => Key::Space,
        egui::Key::Slash => Key::Sign('/'),
        egui::Key::Questionmark => Key::Sign('?'),
        // The key of plus, without Shift, on most keyboards.
        egui::Key::Plus | egui::Key::Equals => Key::Sign('+'),
        egui::Key::Minus => Key::Sign('-'),
        egui::Key::OpenBracket => Key::Sign('['),
        egui::Key::CloseBracket => Key::Sign(']'),
        egui::Key::Comma => Key::Sign(','),
        other => return named_key(other.name()),
    })
}

/// Letters, digits and function keys, by their names `A`, `1`, `F1`.
fn named_key(name: &str) -> Option<Key> {
    let mut letters = name.chars();
    match (letters.next()?, letters.as_str()) {
        (letter @ 'A'..='Z', "") => Some(Key::Letter(letter)),
        (digit @ '0'..='9', "") => Some(Key::Digit(digit as u8 - b'0')),
        ('F', number) => number.parse().ok().map(Key::Function),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_window_are_the_keys_of_the_table() {
        let table = [
            (egui::Key::A, Some(Key::Letter('A'))),
            (egui::Key::Num0, Some(Key::Digit(0))),
            (egui::Key::F11, Some(Key::Function(11))),
            (egui::Key::Equals, Some(Key::Sign('+'))),
            (egui::Key::Home, Some(Key::Home)),
            (egui::Key::PageUp, None),
        ];
        for (key, expected) in table {
            assert_eq!(key_of(key), expected, "{key:?}");
        }
    }
}
