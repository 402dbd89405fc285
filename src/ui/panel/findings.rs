use crate::action::Action;
use crate::analysis::findings::{Asked, Finding, FindingKind};
use crate::edit::Command;
use crate::model::{ElementId, Organisation};
use crate::ui::widget::{bold, remark_ui};
use crate::ui::{FindingsNotice, Intent, Intents, MainView, SaveNotice, View};
use egui::{
    Align, Button, CollapsingHeader, ComboBox, Id, Layout, Rect, Response, RichText, ScrollArea, Ui,
    UiBuilder, WidgetInfo, WidgetType, vec2,
};

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
    /// The keyboard goes to this question as soon as it is drawn: the one before it was set aside.
    goes_to: Option<String>,
    first_field: Option<Id>,
    has_keyboard: bool,
}

impl Default for FindingsDraft {
    fn default() -> Self {
        Self { kind: None, most: PAGE, goes_to: None, first_field: None, has_keyboard: false }
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
    let asked = match view.findings {
        FindingsNotice::Found(asked) => asked,
        FindingsNotice::Looking(before) => {
            remark_ui(ui, "Looking over the map …");
            before
        }
        FindingsNotice::NotAsked => return,
        FindingsNotice::Broken => {
            ui.label(
                "The questions could not be worked out because of a fault in Baton. Your map is as it was.",
            );
            return;
        }
    };
    if !asked.open.is_empty() {
        remark_ui(ui, "The most consequential first. Choose one to see its place on the map.");
        kinds_ui(ui, &asked.open, draft);
    } else if matches!(view.findings, FindingsNotice::Found(_)) {
        remark_ui(ui, nothing_to_ask(view.organisation, asked));
    }
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - ROOM_FOR_SCROLL_BAR);
        ui.spacing_mut().item_spacing.y = 1.0;
        list_ui(ui, view, &asked.open, draft, intents);
        set_aside_ui(ui, view, &asked.set_aside, draft, intents);
    });
}

fn nothing_to_ask(map: &Organisation, asked: &Asked) -> &'static str {
    if map.is_empty() {
        "Questions appear here as the map grows."
    } else if asked.set_aside.is_empty() {
        "Nothing to ask: everybody on this map has a line of sight. Well done."
    } else {
        "Nothing more to ask."
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
    let listed: Vec<&Finding> =
        found.iter().filter(|finding| kind.is_none_or(|kind| finding.kind == kind)).collect();
    for (at, finding) in listed.iter().take(draft.most).enumerate() {
        let response = question_ui(ui, view, finding, Answer::NotAProblem, draft, intents);
        if response.clicked() {
            let neighbour = listed.get(at + 1).or_else(|| listed.get(at.checked_sub(1)?));
            draft.goes_to = neighbour.filter(|_| response.has_focus()).map(|finding| finding.key());
        }
    }
    let more = listed.len().saturating_sub(draft.most);
    if more > 0 {
        ui.add_space(8.0);
        let button = ui.button(format!("Show more ({more})"));
        draft.has_keyboard |= button.has_focus();
        if button.clicked() {
            draft.most += PAGE;
        }
    }
}

/// What is not a problem, folded, with the way back.
fn set_aside_ui(
    ui: &mut Ui,
    view: &View,
    set_aside: &[Finding],
    draft: &mut FindingsDraft,
    intents: &mut Intents,
) {
    if set_aside.is_empty() {
        return;
    }
    ui.add_space(12.0);
    let title = RichText::new(format!("Not a problem ({})", set_aside.len()));
    let header = CollapsingHeader::new(title).id_salt("not a problem").show(ui, |ui| {
        for finding in set_aside.iter().take(draft.most) {
            question_ui(ui, view, finding, Answer::AskAgain, draft, intents);
        }
        let more = set_aside.len().saturating_sub(draft.most);
        if more > 0 && ui.button(format!("Show more ({more})")).clicked() {
            draft.most += PAGE;
        }
    });
    draft.has_keyboard |= header.header_response.has_focus();
}

/// What can be said to a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    NotAProblem,
    AskAgain,
}

impl Answer {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotAProblem => (
                "Not a problem",
                "Set this question aside. The map remembers it; it can be asked again below.",
            ),
            Self::AskAgain => ("Ask again", "Put this question back on the list"),
        }
    }

    fn command(self, finding: &Finding) -> Command {
        match self {
            Self::NotAProblem => Command::Dismiss(finding.dismissal()),
            Self::AskAgain => Command::AskAgain(finding.key()),
        }
    }
}

/// One question under its kind, and the answer to it beside that; returns the button of the answer.
fn question_ui(
    ui: &mut Ui,
    view: &View,
    finding: &Finding,
    answer: Answer,
    draft: &mut FindingsDraft,
    intents: &mut Intents,
) -> Response {
    // Named by the question, so that the keyboard stays where it is when the rows move up.
    let named = UiBuilder::new().id(Id::new(("finding", finding.key())));
    ui.scope_builder(named, |ui| question_row_ui(ui, view, finding, answer, draft, intents)).inner
}

fn question_row_ui(
    ui: &mut Ui,
    view: &View,
    finding: &Finding,
    answer: Answer,
    draft: &mut FindingsDraft,
    intents: &mut Intents,
) -> Response {
    ui.add_space(7.0);
    let kind = ui.label(RichText::new(finding.kind.title()).small().weak());
    let beside = Rect::from_x_y_ranges(ui.max_rect().x_range(), kind.rect.y_range());
    if finding.place.is_empty() {
        ui.label(&finding.question);
    } else {
        draft.has_keyboard |= show_me_ui(ui, view, finding, intents);
    }
    // Made after the question, which the keyboard meets first, and drawn above it.
    let layout = Layout::right_to_left(Align::Center);
    let response =
        answer_ui(&mut ui.new_child(UiBuilder::new().max_rect(beside).layout(layout)), view, finding, answer);
    if response.clicked() {
        intents.push(Intent::Edit(Box::new(answer.command(finding))));
    }
    if draft.goes_to.is_some() && draft.goes_to == Some(finding.key()) {
        draft.goes_to = None;
        response.request_focus();
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    draft.has_keyboard |= response.has_focus();
    response
}

fn answer_ui(ui: &mut Ui, view: &View, finding: &Finding, answer: Answer) -> Response {
    let (words, explanation) = answer.words();
    let can_edit = !matches!(view.save, SaveNotice::ReadOnly(_));
    let button = Button::new(RichText::new(words).small()).small().frame_when_inactive(false);
    let response = ui.add_enabled(can_edit, button).on_hover_text(explanation);
    let spoken = format!("{words}: {}", finding.question);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, can_edit, &spoken));
    response
}

/// The question itself, which shows its place; answers whether it has the keyboard.
fn show_me_ui(ui: &mut Ui, view: &View, finding: &Finding, intents: &mut Intents) -> bool {
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
