use crate::action::Action;
use crate::analysis::findings::{Finding, FindingKind};
use crate::model::{ElementId, Organisation};
use crate::ui::widget::{bold, remark_ui};
use crate::ui::{FindingsNotice, Intent, Intents, MainView, View};
use egui::{Button, ComboBox, Id, RichText, ScrollArea, Ui, vec2};

/// As many questions are drawn at first, and as many more whenever more are asked for.
const PAGE: usize = 60;
/// The scroll bar floats over the list; the rows end beside it.
const ROOM_FOR_SCROLL_BAR: f32 = 8.0;

/// What the list of findings remembers between frames.
#[derive(Clone, Debug)]
pub struct FindingsDraft {
    /// Only questions of this kind are listed; all if none.
    kind: Option<FindingKind>,
    /// As many are drawn.
    most: usize,
    first_field: Option<Id>,
    has_keyboard: bool,
}

impl Default for FindingsDraft {
    fn default() -> Self {
        Self { kind: None, most: PAGE, first_field: None, has_keyboard: false }
    }
}

impl FindingsDraft {
    /// Forgets what belongs to a map that was closed.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// What to give the keyboard to, if there is anything to ask.
    pub fn first_field(&self) -> Option<Id> {
        self.first_field
    }

    /// Whether something in the list had the keyboard in the last frame.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }
}

/// Draws the findings: questions for the room, the most consequential first; a click shows the place.
pub fn findings_ui(ui: &mut Ui, view: &View, draft: &mut FindingsDraft, intents: &mut Intents) {
    ui.label(bold("Questions for the room").heading());
    draft.first_field = None;
    draft.has_keyboard = false;
    let found = match view.findings {
        FindingsNotice::Found(found) => found,
        FindingsNotice::Looking(before) => {
            remark_ui(ui, "Looking over the map …");
            before
        }
        FindingsNotice::NotAsked => &[],
        FindingsNotice::Broken => {
            ui.label(
                "The questions could not be worked out because of a fault in Baton. Your map is as it was.",
            );
            return;
        }
    };
    if found.is_empty() {
        if matches!(view.findings, FindingsNotice::Found(_)) {
            remark_ui(ui, nothing_to_ask(view.organisation));
        }
        return;
    }
    remark_ui(ui, "The most consequential first. Choose one to see its place on the map.");
    kinds_ui(ui, found, draft);
    list_ui(ui, view, found, draft, intents);
}

fn nothing_to_ask(map: &Organisation) -> &'static str {
    if map.is_empty() {
        "Questions appear here as the map grows."
    } else {
        "Nothing to ask: everybody on this map has a line of sight. Well done."
    }
}

/// How many there are of each kind, and the choice of one.
fn kinds_ui(ui: &mut Ui, found: &[Finding], draft: &mut FindingsDraft) {
    let count = |kind: FindingKind| found.iter().filter(|finding| finding.kind == kind).count();
    let word = |kind: Option<FindingKind>| match kind {
        None => format!("All kinds ({})", found.len()),
        Some(kind) => format!("{} ({})", kind.title(), count(kind)),
    };
    draft.kind = draft.kind.filter(|kind| count(*kind) > 0); // the last of its kind may be settled
    let before = draft.kind;
    let list =
        ComboBox::from_id_salt("finding kinds").width(ui.available_width()).selected_text(word(before));
    let button = list.show_ui(ui, |ui| {
        let kinds = FindingKind::ALL.into_iter().filter(|kind| count(*kind) > 0).map(Some);
        for kind in std::iter::once(None).chain(kinds) {
            ui.selectable_value(&mut draft.kind, kind, word(kind));
        }
    });
    let button = button.response.on_hover_text("Which kinds of questions are listed");
    draft.first_field = Some(button.id);
    draft.has_keyboard |= button.has_focus();
    if draft.kind != before {
        draft.most = PAGE;
    }
    ui.add_space(2.0);
}

fn list_ui(ui: &mut Ui, view: &View, found: &[Finding], draft: &mut FindingsDraft, intents: &mut Intents) {
    let kind = draft.kind;
    let listed = || found.iter().filter(move |finding| kind.is_none_or(|kind| finding.kind == kind));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - ROOM_FOR_SCROLL_BAR);
        ui.spacing_mut().item_spacing.y = 1.0;
        for finding in listed().take(draft.most) {
            draft.has_keyboard |= finding_ui(ui, view, finding, intents);
        }
        let more = listed().count().saturating_sub(draft.most);
        if more > 0 {
            ui.add_space(8.0);
            let button = ui.button(format!("Show more ({more})"));
            draft.has_keyboard |= button.has_focus();
            if button.clicked() {
                draft.most += PAGE;
            }
        }
    });
}

/// One question under its kind; answers whether it has the keyboard.
fn finding_ui(ui: &mut Ui, view: &View, finding: &Finding, intents: &mut Intents) -> bool {
    ui.add_space(7.0);
    ui.label(RichText::new(finding.kind.title()).small().weak());
    if finding.place.is_empty() {
        ui.label(&finding.question);
        return false;
    }
    let is_selected = !view.selection.is_empty() && view.selection == finding.place;
    let row = Button::selectable(is_selected, &finding.question)
        .wrap()
        .min_size(vec2(ui.available_width(), ui.spacing().interact_size.y));
    let response = ui.add(row).on_hover_text("Show me");
    if response.clicked() {
        if view.main_view != MainView::Map {
            intents.push(Intent::Do(Action::ShowMap));
        }
        intents.push(Intent::JumpTo(still_there(view.organisation, &finding.place)));
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.has_focus()
}

/// While a large map is looked over again, the list may name what is already deleted.
fn still_there(map: &Organisation, place: &[ElementId]) -> Vec<ElementId> {
    let exists = |element: &ElementId| match element {
        ElementId::Party(id) => map.party(*id).is_some(),
        ElementId::Supply(id) => map.supply(*id).is_some(),
        ElementId::Note(id) => map.note(*id).is_some(),
    };
    place.iter().copied().filter(exists).collect()
}
