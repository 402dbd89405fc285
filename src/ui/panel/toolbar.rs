use super::menu_bar::is_on;
use crate::action::Action;
use crate::ui::widget::{Icon, action_button_ui, action_button_width};
use crate::ui::{Intents, View};
use egui::{Align, Layout, Ui};

/// A button: what it asks for, its icon, and its word if it has one.
type Entry<'a> = (Action, Icon, &'a str);

/// The buttons from left to right; a line between groups.
const GROUPS: &[&[Entry]] = &[
    &[
        (Action::AddRole, Icon::Role, "Role"),
        (Action::AddCustomer, Icon::Customer, "Customer"),
        (Action::AddSupplier, Icon::Supplier, "Supplier"),
        (Action::AddTeam, Icon::Team, "Team"),
    ],
    &[(Action::Connect, Icon::Connect, "Connect"), (Action::AddNote, Icon::Note, "Note")],
    &[(Action::Undo, Icon::Undo, ""), (Action::Redo, Icon::Redo, "")],
    &[(Action::Tidy, Icon::Tidy, "Tidy"), (Action::ToggleTrace, Icon::Trace, "Trace")],
];

/// What stands at the right end.
const RIGHT: &[Entry] = &[
    (Action::ToggleInspector, Icon::Inspector, ""),
    (Action::ToggleOutline, Icon::Outline, ""),
    (Action::ShowTable, Icon::Table, "Table"),
    (Action::ShowMatrix, Icon::Matrix, "Matrix"),
    (Action::ShowChain, Icon::Chain, "Chain"),
    (Action::ShowMap, Icon::Map, "Map"),
    (Action::ExportPicture, Icon::Export, "Export"),
    (Action::CommandPalette, Icon::Find, "Find or do"),
];

/// Whose words are given up together where there is no room for all, the first ones first: icons that most people know
/// go before those of our own.
const WORDS_GIVEN_UP: &[&[Action]] = &[
    &[Action::ExportPicture, Action::CommandPalette],
    &[Action::Connect, Action::AddNote, Action::Tidy, Action::ToggleTrace],
    &[Action::ShowMap, Action::ShowChain, Action::ShowMatrix, Action::ShowTable],
    &[Action::AddRole, Action::AddCustomer, Action::AddSupplier, Action::AddTeam],
];

/// Which buttons are given up where there is no room even without words; all of them stand in a menu too.
const BUTTONS_GIVEN_UP: &[&[Action]] = &[
    &[Action::ToggleOutline, Action::ToggleInspector],
    &[Action::ExportPicture, Action::AddTeam],
    &[Action::Redo, Action::AddNote, Action::Connect],
    &[Action::ShowMap, Action::ShowChain, Action::ShowMatrix, Action::ShowTable],
    &[Action::AddSupplier, Action::ToggleTrace],
];

/// Between two buttons, in points.
const GAP: f32 = 2.0;
/// What the line between two groups takes, in points.
const SEPARATOR: f32 = 6.0 + GAP;
/// The least room between the left and the right end, in points.
const MIDDLE: f32 = 16.0;

/// Draws the toolbar: what is needed most, one click away.
pub fn toolbar_ui(ui: &mut Ui, view: &View, intents: &mut Intents) {
    bar_ui(ui, GROUPS, RIGHT, view, intents);
}

fn bar_ui(
    ui: &mut Ui,
    groups: &[impl AsRef<[Entry<'static>]>],
    right: &[Entry<'static>],
    view: &View,
    intents: &mut Intents,
) {
    let concessions = concessions(ui, groups, right);
    let mut button = |ui: &mut Ui, (action, icon, word): Entry<'static>| {
        let word = concessions.word((action, icon, word));
        action_button_ui(ui, action, icon, word, is_on(action, view), view, intents);
    };
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let groups = groups.iter().map(|group| concessions.kept(group.as_ref())).filter(|g| !g.is_empty());
        for (index, group) in groups.enumerate() {
            if index > 0 {
                ui.separator();
            }
            for entry in group {
                button(ui, entry);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for entry in concessions.kept(right) {
                button(ui, entry);
            }
        });
    });
}

/// How many steps of [`WORDS_GIVEN_UP`] and [`BUTTONS_GIVEN_UP`] are taken.
#[derive(Clone, Copy, Default)]
struct Concessions {
    words: usize,
    buttons: usize,
}

impl Concessions {
    fn word(self, (action, _, word): Entry<'_>) -> Option<&str> {
        let is_given_up = WORDS_GIVEN_UP[..self.words].iter().any(|step| step.contains(&action));
        Some(word).filter(|word| !word.is_empty() && !is_given_up)
    }

    fn kept<'a>(self, entries: &[Entry<'a>]) -> Vec<Entry<'a>> {
        let is_given_up =
            |action: &Action| BUTTONS_GIVEN_UP[..self.buttons].iter().any(|step| step.contains(action));
        entries.iter().copied().filter(|(action, ..)| !is_given_up(action)).collect()
    }

    /// The next step, until there is nothing more to give up.
    fn next(self) -> Option<Self> {
        if self.words < WORDS_GIVEN_UP.len() {
            Some(Self { words: self.words + 1, ..self })
        } else {
            Some(Self { buttons: self.buttons + 1, ..self }).filter(|n| n.buttons <= BUTTONS_GIVEN_UP.len())
        }
    }
}

/// As few as it takes that both ends have room beside each other.
fn concessions(ui: &Ui, groups: &[impl AsRef<[Entry<'static>]>], right: &[Entry<'static>]) -> Concessions {
    let width_of = |step: Concessions, entries: &[Entry<'static>]| -> f32 {
        let widths =
            step.kept(entries).into_iter().map(|entry| action_button_width(ui, step.word(entry)) + GAP);
        widths.sum()
    };
    let needed = |step: Concessions| {
        let left: f32 = groups.iter().map(|group| width_of(step, group.as_ref()) + SEPARATOR).sum();
        left + MIDDLE + width_of(step, right)
    };
    let steps = std::iter::successors(Some(Concessions::default()), |step| step.next());
    let mut last = Concessions::default();
    for step in steps {
        last = step;
        if needed(step) <= ui.available_width() {
            break;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Situation;
    use crate::model::Organisation;
    use crate::platform::Preferences;
    use crate::scene::{EvenLetters, Options, Theme, build};
    use egui::Rect;
    use egui::accesskit::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    const ALL: usize = 18;
    /// About as long as the words of other languages are.
    const LANGUAGES: [fn(&'static str) -> &'static str; 4] = [
        |english| english,
        |english| german(english),
        |english| if english.is_empty() { "" } else { "Προμηθευτής" },
        |english| if english.is_empty() { "" } else { "Organisaatiokartta" },
    ];

    fn german(english: &'static str) -> &'static str {
        match english {
            "Customer" => "Kundin oder Kunde",
            "Supplier" => "Lieferantin oder Lieferant",
            "Connect" => "Verbinden",
            "Find or do" => "Suchen oder ausführen",
            "Export" => "Exportieren",
            _ => english,
        }
    }

    /// Where the buttons are in a bar of this width.
    fn buttons(width: f32, language: fn(&'static str) -> &'static str) -> Vec<Rect> {
        let said = |group: &[Entry<'static>]| -> Vec<Entry<'static>> {
            group.iter().map(|(action, icon, word)| (*action, *icon, language(word))).collect()
        };
        let groups: Vec<Vec<Entry<'static>>> = GROUPS.iter().map(|group| said(group)).collect();
        let right = said(RIGHT);
        let (map, theme, preferences) = (Organisation::default(), Theme::light(), Preferences::default());
        let scene = build(&map, &Options::default(), &theme, &EvenLetters);
        let situation = Situation::default();
        let mut bar = Harness::builder().with_size([width, 42.0]).build_ui(|ui| {
            let view = View::of(&map, &scene, &theme, &preferences, &situation);
            bar_ui(ui, &groups, &right, &view, &mut Intents::default());
        });
        bar.run();
        bar.get_all_by_role(Role::Button).map(|button| button.rect()).collect()
    }

    #[test]
    fn buttons_lie_beside_one_another_and_inside_the_window_however_narrow_it_is() {
        for language in LANGUAGES {
            for width in (320..=1920).step_by(40) {
                let found = buttons(width as f32, language);
                assert!(width < 700 || found.len() == ALL, "{} of {ALL} at {width}", found.len());
                assert!(found.len() >= 5, "{} at {width}", found.len());
                for (at, button) in found.iter().enumerate() {
                    assert!(button.min.x >= 0.0 && button.max.x <= width as f32, "{button:?} at {width}");
                    let overlaps = |other: &Rect| other.shrink(0.5).intersects(button.shrink(0.5));
                    assert!(!found[at + 1..].iter().any(overlaps), "{button:?} at {width}");
                }
            }
        }
    }

    #[test]
    fn a_wide_window_has_room_for_every_word() {
        let (narrow, wide) = (buttons(700.0, LANGUAGES[0]), buttons(1500.0, LANGUAGES[0]));
        let total = |buttons: &[Rect]| buttons.iter().map(Rect::width).sum::<f32>();
        assert!(total(&wide) > total(&narrow) * 1.7, "{} {}", total(&wide), total(&narrow));
    }
}
