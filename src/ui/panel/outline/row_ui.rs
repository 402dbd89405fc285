use super::draft::{OutlineDraft, field_of, team_at};
use super::rows::{End, Fold, OutlineRow};
use crate::model::{ElementId, PartyId, PartyKind};
use crate::ui::canvas::{element_menu_ui, visual_text};
use crate::ui::widget::{bold, element_name, named};
use crate::ui::{Intent, Intents, View};
use egui::{
    Align, Button, Id, Key, Layout, Margin, Rect, Response, RichText, Sense, Stroke, StrokeKind, TextEdit,
    Ui, UiBuilder, WidgetInfo, WidgetType, vec2,
};

/// How far members stand to the right of their team.
const INDENT: f32 = 16.0;
/// Room for the triangle that opens and closes a row.
const TRIANGLE_WIDTH: f32 = 18.0;

/// Draws one row; answers with what has the keyboard, if it is a thing.
pub(super) fn row_ui(
    ui: &mut Ui,
    row: &OutlineRow,
    view: &View,
    draft: &mut OutlineDraft,
    intents: &mut Intents,
) -> Option<Response> {
    let height = ui.spacing().interact_size.y;
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    drop_ui(ui, place, &response, row, view, draft, intents);
    let Some(element) = row.element() else {
        heading_ui(ui, place, row);
        return None;
    };
    let place = place.with_min_x(place.min.x + row.depth() as f32 * INDENT);
    let builder = UiBuilder::new()
        .id(row_id(row))
        .max_rect(place)
        .layout(Layout::left_to_right(Align::Center).with_cross_justify(true));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        triangle_ui(ui, row, draft);
        if draft.renaming.is_some_and(|renaming| renaming.element == element) {
            name_field_ui(ui, element, view, draft, intents);
            return None;
        }
        Some(name_ui(ui, row, element, view, draft, intents))
    })
    .inner
}

fn heading_ui(ui: &mut Ui, place: Rect, row: &OutlineRow) {
    let OutlineRow::Heading(name, count) = row else { return };
    let text = bold(format!("{name}  {count}")).small().weak();
    let layout = Layout::left_to_right(Align::Max);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| ui.label(text));
}

fn triangle_ui(ui: &mut Ui, row: &OutlineRow, draft: &mut OutlineDraft) {
    let size = vec2(TRIANGLE_WIDTH, ui.available_height());
    let OutlineRow::Party { id, fold: fold @ (Fold::Open | Fold::Closed), .. } = row else {
        ui.allocate_space(size);
        return;
    };
    let is_open = *fold == Fold::Open;
    // Not a stop of the Tab key: the arrows of the row do the same.
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let response = response.with_new_rect(rect.shrink2(vec2(2.0, 6.0)));
    egui::collapsing_header::paint_default_icon(ui, if is_open { 1.0 } else { 0.0 }, &response);
    let name = if is_open { "Close" } else { "Open" };
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    if response.clicked() {
        draft.toggle(*id);
        ui.ctx().request_repaint();
    }
}

fn name_ui(
    ui: &mut Ui,
    row: &OutlineRow,
    element: ElementId,
    view: &View,
    draft: &mut OutlineDraft,
    intents: &mut Intents,
) -> Response {
    let text = text(row, view);
    let is_party = matches!(element, ElementId::Party(_));
    let is_team = matches!(element, ElementId::Party(id) if is_team(view, id));
    let words = visual_text(&text);
    let words = match () {
        () if is_team => bold(words),
        () if is_party => RichText::new(words),
        () => RichText::new(words).small(),
    };
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    // Something at the right end keeps the text at the left one.
    let button =
        Button::selectable(view.is_selected(element), words).right_text("").truncate().min_size(size);
    let sense = if is_party { Sense::click_and_drag() } else { Sense::click() };
    ui.spacing_mut().button_padding.x = 6.0;
    let response = ui.add(button.sense(sense));
    let is_selected = view.is_selected(element);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_selected, &text));
    if response.clicked() {
        response.request_focus(); // the arrows go on from here
    }
    if response.double_clicked() && !view.situation.is_read_only {
        draft.rename(element);
    } else if response.clicked() {
        let held = ui.input(|input| input.modifiers);
        draft.select(element, held.command, held.shift, view, intents);
    } else if response.secondary_clicked() && !view.is_selected(element) {
        intents.push(Intent::Select(vec![element]));
    }
    if let (true, ElementId::Party(id)) = (response.drag_started() && !view.situation.is_read_only, element) {
        draft.drag(id, view);
    }
    response.context_menu(|ui| element_menu_ui(ui, view, intents));
    response
}

/// What a row says.
fn text(row: &OutlineRow, view: &View) -> String {
    let map = view.organisation;
    match row {
        OutlineRow::Heading(name, _) => (*name).to_owned(),
        OutlineRow::Party { id, .. } => named(map, *id),
        OutlineRow::Supply { id, end: End::Both, .. } => element_name(map, (*id).into()),
        OutlineRow::Supply { id, end, .. } => {
            let Some(supply) = map.supply(*id) else { return String::new() };
            let (sign, other) =
                if *end == End::Given { ("→", supply.customer) } else { ("←", supply.supplier) };
            let what = supply.what.replace('\n', " ");
            let kind = supply.kind.word();
            let what = if what.is_empty() { format!("({kind})") } else { what };
            format!("{sign} {}: {what}", named(map, other))
        }
        OutlineRow::Note { id, .. } => map.note(*id).map_or_else(String::new, |note| {
            format!("{} {}", note.kind.sign(), note.text.replace('\n', " "))
        }),
    }
}

fn is_team(view: &View, id: PartyId) -> bool {
    view.organisation.party(id).is_some_and(|party| party.kind == PartyKind::Team)
}

/// The name of a row while it is edited: Enter or leaving keeps it, Escape restores.
fn name_field_ui(
    ui: &mut Ui,
    element: ElementId,
    view: &View,
    draft: &mut OutlineDraft,
    intents: &mut Intents,
) {
    let field = field_of(element);
    let mut text = draft.typing.text(field, view.organisation);
    let id = Id::new(("outline name", element));
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .desired_width(ui.available_width() - 4.0)
        .margin(Margin::symmetric(5, 4));
    let output = edit.show(ui);
    let response = output.response.response;
    response.widget_info(|| WidgetInfo::text_edit(true, &text, &text, "Name"));
    if response.changed() {
        draft.typing.type_in(field, text.clone(), view, intents);
    }
    if draft.renaming.as_mut().is_some_and(|renaming| std::mem::take(&mut renaming.is_new)) {
        response.request_focus();
        let mut state = output.state;
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::new(0),
            egui::text::CCursor::new(text.chars().count()),
        );
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    } else if response.lost_focus() || !response.has_focus() {
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            draft.typing.drop_typing();
        } else {
            draft.typing.commit(view, intents);
        }
        draft.renaming = None;
        draft.wants_focus = Some(element);
        ui.ctx().request_repaint();
    }
}

/// While somebody is dragged: shows where they would go, and lets them go there.
fn drop_ui(
    ui: &Ui,
    place: Rect,
    response: &Response,
    row: &OutlineRow,
    view: &View,
    draft: &mut OutlineDraft,
    intents: &mut Intents,
) {
    if draft.dragged.is_empty() {
        return;
    }
    let Some(team) = team_at(view.organisation, row) else { return };
    let is_here = ui.rect_contains_pointer(place) || response.contains_pointer();
    if !is_here || draft.movable(view.organisation, team).is_empty() {
        return;
    }
    let visuals = ui.visuals();
    let accent = visuals.hyperlink_color;
    ui.painter().rect(place, 4.0, visuals.selection.bg_fill, Stroke::new(2.0, accent), StrokeKind::Inside);
    let name = team.map_or_else(|| "no team".to_owned(), |team| named(view.organisation, team));
    let text = match draft.movable(view.organisation, team).as_slice() {
        [one] => format!("{} → {name}", named(view.organisation, *one)),
        several => format!("{} parties → {name}", several.len()),
    };
    response.show_tooltip_text(visual_text(&text));
    if ui.input(|input| input.pointer.any_released()) {
        draft.drop_on(team, view, intents);
    }
}

fn row_id(row: &OutlineRow) -> Id {
    // A supply stands below both of its ends.
    let end = match row {
        OutlineRow::Supply { end, .. } => *end as usize,
        _ => 0,
    };
    Id::new(("outline row", row.element(), end))
}
