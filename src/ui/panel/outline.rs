use super::outline_rows::{OutlineRow, outline_rows};
use crate::model::{ElementId, PartyId, PartyKind};
use crate::ui::canvas::visual_text;
use crate::ui::widget::{bold, named, remark_ui, row_button_ui};
use crate::ui::{Intent, Intents, View};
use egui::{
    Align, EventFilter, Id, Key, Layout, Response, RichText, ScrollArea, TextEdit, Ui, UiBuilder, vec2,
};
use std::collections::HashSet;

/// How far members stand to the right of their team.
const INDENT: f32 = 16.0;
/// Room for the triangle that opens and closes a team.
const TRIANGLE_WIDTH: f32 = 18.0;

/// What the outline remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct OutlineDraft {
    query: String,
    closed: HashSet<PartyId>,
    rows: Vec<OutlineRow>,
    rows_are_of: Option<(u64, String)>,
    shown_selection: Option<ElementId>,
    wants_row_in_view: Option<usize>,
    wants_focus: Option<PartyId>,
}

impl OutlineDraft {
    /// Forgets what belongs to a map that was closed.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The field that searches the outline, for giving it the keyboard.
    pub fn search_field() -> Id {
        Id::new("outline search")
    }

    fn refresh(&mut self, view: &View) {
        let wanted = (view.revision, self.query.clone());
        if self.rows_are_of.as_ref() != Some(&wanted) {
            self.rows = outline_rows(view.organisation, &self.query, &self.closed);
            self.rows_are_of = Some(wanted);
        }
    }

    fn toggle(&mut self, team: PartyId) {
        if !self.closed.remove(&team) {
            self.closed.insert(team);
        }
        self.rows_are_of = None;
    }

    fn row_of(&self, party: PartyId) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, OutlineRow::Party { id, .. } if *id == party))
    }

    /// When something else is selected on the canvas, its row is scrolled into view.
    fn follow_selection(&mut self, view: &View) {
        let selected = view.selection.last().copied();
        if selected == self.shown_selection {
            return;
        }
        self.shown_selection = selected;
        if let Some(ElementId::Party(id)) = selected {
            self.wants_row_in_view = self.row_of(id);
        }
    }
}

/// Draws the outline: everybody in a list that the keyboard and a screen reader can walk.
pub fn outline_ui(ui: &mut Ui, view: &View, draft: &mut OutlineDraft, intents: &mut Intents) {
    let search = TextEdit::singleline(&mut draft.query)
        .id(OutlineDraft::search_field())
        .hint_text("Search parties")
        .margin(egui::Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let name = || egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "Search parties");
    ui.add(search).widget_info(name);
    ui.add_space(4.0);
    draft.refresh(view);
    draft.follow_selection(view);
    if draft.rows.is_empty() {
        let nothing = if draft.query.is_empty() { "Nobody on the map yet." } else { "Nobody of this name." };
        remark_ui(ui, nothing);
        return;
    }
    rows_ui(ui, view, draft, intents);
}

fn rows_ui(ui: &mut Ui, view: &View, draft: &mut OutlineDraft, intents: &mut Intents) {
    let height = ui.spacing().interact_size.y;
    ui.spacing_mut().item_spacing.y = 1.0;
    let mut area = ScrollArea::vertical().auto_shrink(false);
    if let Some(row) = draft.wants_row_in_view.take() {
        let top = row as f32 * (height + ui.spacing().item_spacing.y);
        area = area.vertical_scroll_offset((top - ui.available_height() / 2.0).max(0.0));
    }
    let rows = std::mem::take(&mut draft.rows);
    area.show_rows(ui, height, rows.len(), |ui, visible| {
        for index in visible {
            match rows.get(index) {
                Some(OutlineRow::Heading(name, count)) => heading_row_ui(ui, name, *count, height),
                Some(OutlineRow::Party { id, depth, has_members }) => {
                    let response = party_row_ui(ui, *id, *depth, *has_members, view, draft, intents);
                    if draft.wants_focus == Some(*id) {
                        draft.wants_focus = None;
                        response.request_focus();
                    }
                    walk(ui, &response, index, &rows, draft);
                }
                None => {}
            }
        }
    });
    draft.rows = rows;
}

fn heading_row_ui(ui: &mut Ui, name: &str, count: usize, height: f32) {
    let text = bold(format!("{name}  {count}")).small().weak();
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Max), |ui| ui.label(text));
}

fn party_row_ui(
    ui: &mut Ui,
    id: PartyId,
    depth: usize,
    has_members: bool,
    view: &View,
    draft: &mut OutlineDraft,
    intents: &mut Intents,
) -> Response {
    let height = ui.spacing().interact_size.y;
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    let place = row.with_min_x(row.min.x + depth as f32 * INDENT);
    let builder = UiBuilder::new()
        .id(row_id(id))
        .max_rect(place)
        .layout(Layout::left_to_right(Align::Center).with_cross_justify(true));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        triangle_ui(ui, id, has_members, draft);
        name_ui(ui, id, view, intents)
    })
    .inner
}

fn triangle_ui(ui: &mut Ui, id: PartyId, has_members: bool, draft: &mut OutlineDraft) {
    let size = vec2(TRIANGLE_WIDTH, ui.available_height());
    if !has_members {
        ui.allocate_space(size);
        return;
    }
    let is_open = !draft.closed.contains(&id);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    let response = response.with_new_rect(rect.shrink2(vec2(2.0, 6.0)));
    egui::collapsing_header::paint_default_icon(ui, if is_open { 1.0 } else { 0.0 }, &response);
    let name = if is_open { "Close team" } else { "Open team" };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
    if response.clicked() {
        draft.toggle(id);
    }
}

fn name_ui(ui: &mut Ui, id: PartyId, view: &View, intents: &mut Intents) -> Response {
    let name = named(view.organisation, id);
    let kind = view.organisation.party(id).map(|party| party.kind);
    let text = match kind {
        Some(PartyKind::Team) => bold(visual_text(&name)),
        _ => RichText::new(visual_text(&name)),
    };
    let response = row_button_ui(ui, text, view.is_selected(id));
    if response.clicked() {
        let adds = ui.input(|i| i.modifiers.shift || i.modifiers.command);
        intents.push(if adds { toggled(view, id) } else { Intent::JumpTo(vec![id.into()]) });
    }
    response
}

fn toggled(view: &View, id: PartyId) -> Intent {
    let mut selection = view.selection.to_vec();
    if view.is_selected(id) {
        selection.retain(|element| *element != ElementId::Party(id));
    } else {
        selection.push(id.into());
    }
    Intent::Select(selection)
}

/// The arrows walk from row to row, over headings and to rows that are not drawn yet.
fn walk(ui: &Ui, row: &Response, index: usize, rows: &[OutlineRow], draft: &mut OutlineDraft) {
    if !row.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
    let (up, down, fold) = ui.input(|i| {
        let fold = i.key_pressed(Key::ArrowLeft) || i.key_pressed(Key::ArrowRight);
        (i.key_pressed(Key::ArrowUp), i.key_pressed(Key::ArrowDown), fold)
    });
    let party = |row: &OutlineRow| match row {
        OutlineRow::Party { id, has_members, .. } => Some((*id, *has_members)),
        OutlineRow::Heading(..) => None,
    };
    if let (true, Some((id, true))) = (fold, rows.get(index).and_then(party)) {
        draft.toggle(id);
    }
    let mut candidates = rows.iter().enumerate().filter_map(|(at, row)| Some((at, party(row)?.0)));
    let target = match (up, down) {
        (true, _) => candidates.take_while(|(at, _)| *at < index).last(),
        (_, true) => candidates.find(|(at, _)| *at > index),
        _ => None,
    };
    if let Some((at, id)) = target {
        draft.wants_focus = Some(id);
        draft.wants_row_in_view = Some(at);
    }
}

fn row_id(party: PartyId) -> Id {
    Id::new(("outline row", party))
}
