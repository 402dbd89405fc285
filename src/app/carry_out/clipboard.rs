use super::super::App;
use super::exchange::QUICK_ENTRY;
use crate::action::Action;
use crate::exchange::text;
use crate::platform::TimeOrderedIds;
use crate::tool::Clip;
use egui::{Context, ViewportCommand};

/// What was copied last, and as which text it went to the clipboard.
pub(in super::super) struct Copied {
    clip: Clip,
    text: String,
}

impl App {
    /// Carries out actions about the clipboard and quick entry; whether it was one.
    pub(super) fn act_on_clipboard(&mut self, action: Action, context: &Context) -> bool {
        match action {
            Action::Copy => self.copy(context),
            Action::Cut => {
                self.copy(context);
                self.act(Action::Delete, context);
            }
            // What is on the clipboard comes back as an event, as if Ctrl+V had been pressed.
            Action::Paste => context.send_viewport_cmd(ViewportCommand::RequestPaste),
            Action::QuickEntry => self.drafts.quick_entry.open(None),
            _ => return false,
        }
        true
    }

    /// Copies the selected parties: whole for this window, as text for every other program.
    fn copy(&mut self, context: &Context) {
        let Some(clip) = Clip::of(self.desk.map(), &self.desk.selection) else { return };
        let text = text::write(&clip.shared_part());
        context.copy_text(text.clone());
        self.drafts.copied = Some(Copied { clip, text });
    }

    /// Pastes what this window copied, or shows what any other text would make.
    pub(super) fn paste(&mut self, pasted: String) {
        let copied = self.drafts.copied.as_ref().filter(|copied| is_same_text(&copied.text, &pasted));
        let Some(copied) = copied else {
            self.drafts.quick_entry.open(Some(pasted));
            return;
        };
        let at = self.canvas.place_for(&copied.clip, &self.desk.view());
        if let Some((command, made)) = copied.clip.paste(at, &mut TimeOrderedIds) {
            self.desk.apply(&command);
            self.desk.select(made);
        }
    }

    /// Adds what the quick entry shows.
    pub(super) fn add_text(&mut self, context: &Context) {
        let Some(import) = self.drafts.quick_entry.import().cloned() else { return };
        self.put_on_map(QUICK_ENTRY, "Placing what is added", import, context);
    }
}

/// Clipboards change the ends of lines.
fn is_same_text(copied: &str, pasted: &str) -> bool {
    copied.trim_end().lines().eq(pasted.trim_end().lines())
}
