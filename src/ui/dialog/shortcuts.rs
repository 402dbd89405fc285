use super::frame::{body_ui, buttons_ui, dialog_frame};
use crate::action::{Action, ActionGroup, Keyboard};
use crate::ui::widget::bold;
use egui::{Grid, RichText, Ui};

/// What the mouse can do, which no action in the table says.
const GESTURES: &[(&str, &str)] = &[
    ("Double-click on blank", "New role"),
    ("Double-click on a name", "Rename"),
    ("Drag from the handle of a box", "Connect: to a box, or to blank for a new role"),
    ("Drag the end of a supply", "Attach it to another party"),
    ("Drag a box", "Move; onto a team: into it"),
    ("Drag on blank", "Select what lies inside"),
    ("Shift+click", "Select one more, or one less"),
    ("Space-drag, middle or right drag", "Move the view"),
    ("Wheel", "Move the view; with Ctrl: zoom at the pointer"),
    ("Back and forward button", "Where you were before a jump, and there again"),
    ("Right click, long press", "What can be done here"),
];

/// Width of a column, in points.
const COLUMN: f32 = 365.0;
/// Height of a row.
const ROW: f32 = 20.0;

/// So many columns that a window this wide has room for: whatever needs no scrolling is found at a glance.
fn columns_for(width: f32) -> usize {
    (((width - 48.0) / COLUMN) as usize).clamp(1, 4)
}

/// Every key and gesture, in columns that fit the window.
pub(super) fn shortcuts_ui(ui: &mut Ui) -> bool {
    let room = ui.ctx().content_rect().size();
    let columns = columns_for(room.x);
    dialog_frame(ui, "Keyboard and mouse", COLUMN * columns as f32, |ui| {
        body_ui(ui, |ui| {
            ui.spacing_mut().interact_size.y = ROW; // nothing here is clicked
            ui.columns(columns, |uis| {
                for (column, groups) in split(columns).into_iter().enumerate() {
                    let Some(ui) = uis.get_mut(column) else { continue };
                    for group in groups {
                        group_ui(ui, group);
                    }
                    if column + 1 == columns {
                        gestures_ui(ui);
                    }
                }
            });
        });
        buttons_ui(ui, &["Close"], true).is_some()
    })
}

/// The groups that have shortcuts, spread over columns of about the same height, in order.
fn split(columns: usize) -> Vec<Vec<ActionGroup>> {
    let heights = ActionGroup::ALL.map(|group| match with_keys(group).count() {
        0 => 0,
        rows => rows + 2,
    });
    // A gesture takes two rows.
    let total: usize = heights.iter().sum::<usize>() + 2 * GESTURES.len() + 2;
    let mut split = vec![Vec::new(); columns];
    let mut height_so_far = 0;
    for (group, height) in ActionGroup::ALL.into_iter().zip(heights).filter(|(_, height)| *height > 0) {
        let column = (height_so_far + height / 2) * columns / total.max(1);
        split[column.min(columns - 1)].push(group);
        height_so_far += height;
    }
    split
}

fn with_keys(group: ActionGroup) -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(move |action| action.group() == group && action.shortcut().is_some())
}

fn group_ui(ui: &mut Ui, group: ActionGroup) {
    ui.label(bold(group.name()));
    Grid::new(("shortcuts", group)).num_columns(2).spacing([14.0, 4.0]).show(ui, |ui| {
        for action in with_keys(group) {
            let keys = action.about().shortcuts.iter().map(|keys| keys.text(Keyboard::here()));
            let keys = keys.collect::<Vec<_>>().join("  or  ");
            let keys = if action.is_held() { format!("hold {keys}") } else { keys };
            row_ui(ui, &keys, action.name(), action.tooltip());
        }
    });
    ui.add_space(12.0);
}

fn gestures_ui(ui: &mut Ui) {
    ui.label(bold("Mouse"));
    for (gesture, meaning) in GESTURES {
        ui.label(RichText::new(*gesture).monospace());
        ui.label(RichText::new(*meaning).weak());
    }
}

fn row_ui(ui: &mut Ui, keys: &str, name: &str, tooltip: &str) {
    ui.label(RichText::new(keys).monospace());
    ui.label(name).on_hover_text(tooltip);
    ui.end_row();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fit_the_window() {
        let found = [300.0, 900.0, 1280.0, 1920.0, 4000.0].map(columns_for);
        assert_eq!(found, [1, 2, 3, 4, 4]);
    }

    #[test]
    fn every_group_with_keys_is_in_one_column() {
        for columns in 1..=4 {
            let shown: Vec<ActionGroup> = split(columns).into_iter().flatten().collect();
            let expected: Vec<ActionGroup> =
                ActionGroup::ALL.into_iter().filter(|group| with_keys(*group).next().is_some()).collect();
            assert_eq!(shown, expected);
        }
    }
}
