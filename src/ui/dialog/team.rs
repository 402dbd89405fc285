use super::frame::{buttons_ui, dialog_frame};
use crate::edit::{Command, PartyEdit};
use crate::model::{ElementId, Organisation, PartyId, PartyKind, fold_name};
use crate::ui::canvas::visual_text;
use crate::ui::widget::{named, remark_ui, row_button_ui};
use crate::ui::{Intents, View};
use egui::{Key, Margin, Modifiers, ScrollArea, TextEdit, Ui, WidgetInfo, WidgetType};

/// What is typed to find a team, and which one Enter takes.
#[derive(Clone, Debug, Default)]
pub struct TeamDraft {
    query: String,
    chosen: usize,
}

/// Asks into which team the selected parties go.
pub(super) fn team_ui(ui: &mut Ui, view: &View, draft: &mut TeamDraft, intents: &mut Intents) -> bool {
    dialog_frame(ui, "Move to a team", 420.0, |ui| {
        let moved: Vec<PartyId> = view.selection.iter().filter_map(party).collect();
        let teams = teams(view.organisation, &moved, &draft.query);
        let (up, down, enter) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Enter))
        });
        let field = TextEdit::singleline(&mut draft.query)
            .hint_text("Search teams")
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 5));
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Search teams"));
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        draft.chosen = if response.changed() { 0 } else { draft.chosen.saturating_sub(usize::from(up)) };
        draft.chosen = (draft.chosen + usize::from(down)).min(teams.len().saturating_sub(1));
        let mut taken = enter.then_some(draft.chosen);
        ui.add_space(6.0);
        if teams.is_empty() {
            remark_ui(ui, "No team of this name that they could be moved to.");
        }
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (at, (name, _)) in teams.iter().enumerate() {
                let row = row_button_ui(ui, visual_text(name), at == draft.chosen);
                if (up || down) && at == draft.chosen {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    taken = Some(at);
                }
            }
        });
        let team = taken.and_then(|at| teams.get(at));
        if let Some((_, team)) = team {
            intents.edit(Command::EditParties(moved, PartyEdit::Team(*team)));
        }
        buttons_ui(ui, &["Cancel"], false).is_some() || team.is_some()
    })
}

fn party(element: &ElementId) -> Option<PartyId> {
    match element {
        ElementId::Party(id) => Some(*id),
        _ => None,
    }
}

/// No team, then those by name that contain `query`; nobody can be moved into itself.
fn teams(map: &Organisation, moved: &[PartyId], query: &str) -> Vec<(String, Option<PartyId>)> {
    let query = fold_name(query);
    let is_inside = |team: PartyId| {
        moved.contains(&team) || map.teams_around(team).iter().any(|around| moved.contains(around))
    };
    let teams = map.parties().filter(|party| party.kind == PartyKind::Team && !is_inside(party.id));
    let mut teams: Vec<(String, Option<PartyId>)> =
        teams.map(|team| (named(map, team.id), Some(team.id))).collect();
    teams.sort();
    let none = ("No team".to_owned(), None);
    let is_found =
        |(name, _): &(String, Option<PartyId>)| query.is_empty() || fold_name(name).contains(&query);
    std::iter::once(none).chain(teams).filter(is_found).collect()
}
