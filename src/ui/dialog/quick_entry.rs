use super::frame::{buttons_ui, dialog_frame};
use super::import::report_ui;
use crate::exchange::{Import, text};
use crate::platform::TimeOrderedIds;
use crate::ui::widget::remark_ui;
use crate::ui::{Intent, Intents, View};
use egui::{Event, Id, Key, KeyboardShortcut, Modifiers, ScrollArea, TextEdit, Ui};

/// What is being typed or was pasted, and what it would make.
#[derive(Clone, Debug, Default)]
pub struct QuickEntryDraft {
    /// One statement a line.
    pub text: String,
    /// What it would make of the map at this revision.
    looked: Option<(u64, String, Import)>,
    had_keyboard: bool,
}

impl QuickEntryDraft {
    /// Begins with a text that was pasted, or with nothing.
    pub fn new(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// What the text would make, as it was shown last.
    pub fn into_import(self) -> Option<Import> {
        self.looked.map(|(_, _, import)| import)
    }

    /// Reads the text again if it or the map has changed.
    fn look(&mut self, view: &View) -> &Import {
        let is_fresh = |looked: &(u64, String, Import)| looked.0 == view.revision && looked.1 == self.text;
        let looked = self.looked.take().filter(is_fresh).unwrap_or_else(|| {
            let import = text::import(&self.text, view.organisation, &mut TimeOrderedIds);
            (view.revision, self.text.clone(), import)
        });
        &self.looked.insert(looked).2
    }
}

/// A line to type into, and what it will make or find, while it is typed.
pub(super) fn quick_entry_ui(
    ui: &mut Ui,
    view: &View,
    draft: &mut QuickEntryDraft,
    intents: &mut Intents,
) -> bool {
    dialog_frame(ui, "Quick entry", 640.0, |ui| {
        let is_entered = text_ui(ui, draft);
        ui.add_space(8.0);
        let is_blank = draft.text.trim().is_empty();
        let is_ready = !is_blank && {
            let report = &draft.look(view).report;
            report.made != crate::exchange::Tally::default()
                || report.found != crate::exchange::Tally::default()
        };
        if is_blank {
            remark_ui(
                ui,
                "Supplier -> customer: what is supplied. One statement a line; Shift+Enter begins another.",
            );
            remark_ui(
                ui,
                "~> informs    ^ reports to    A -> B -> C a chain    Team / role    Name (buyer)    Name ! a problem",
            );
        } else {
            ScrollArea::vertical()
                .max_height(240.0)
                .show(ui, |ui| report_ui(ui, view, &draft.look(view).report));
        }
        let clicked = buttons_ui(ui, &["Cancel", "Add"], is_ready);
        if is_ready && (is_entered || clicked == Some(1)) {
            intents.push(Intent::AddText);
        }
        // When it goes on, whoever adds takes the draft and closes the window.
        clicked == Some(0)
    })
}

/// The text; answers whether Enter was pressed in it. That is looked at after the field has taken what was typed
/// before it in the same frame.
fn text_ui(ui: &mut Ui, draft: &mut QuickEntryDraft) -> bool {
    let id = Id::new("quick entry");
    let rows = draft.text.lines().count().clamp(1, 12);
    let field = TextEdit::multiline(&mut draft.text)
        .id(id)
        .hint_text("Warehouse -> Delivery crew: picked order")
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        .desired_width(f32::INFINITY)
        .desired_rows(rows);
    let response =
        ScrollArea::vertical().id_salt("typed").max_height(260.0).show(ui, |ui| ui.add(field)).inner;
    if !draft.had_keyboard {
        response.request_focus();
    }
    let had_keyboard = std::mem::replace(&mut draft.had_keyboard, response.has_focus());
    had_keyboard && ui.input(|input| input.events.iter().any(is_enter))
}

/// With Shift it is a line break, which the field makes itself. What is held counts at the time of the key, not at
/// the end of the frame.
fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if !modifiers.shift)
}
