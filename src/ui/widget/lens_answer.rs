use super::{named, remark_ui};
use crate::analysis::lenses::{Entry, Group, LensAnswer};
use crate::model::{Organisation, PartyId};
use egui::{Button, Frame, Margin, RichText, Ui, vec2};

/// As many customers are listed of one priority; down the chain there may be thousands.
const MOST_ENTRIES: usize = 50;

/// How the entries of a lens are shown.
#[derive(Clone, Copy)]
pub struct LensList<'a> {
    /// The map that the answer is about.
    pub map: &'a Organisation,
    /// What a click does.
    pub tip: &'static str,
    /// Who has which number on the map: the first has 1. Without it nothing is numbered.
    pub numbers: Option<&'a [PartyId]>,
}

/// Draws whom a lens names, in its order, with the reasons; returns the entry that was clicked.
pub fn lens_answer_ui<'a>(ui: &mut Ui, list: LensList<'_>, answer: &'a LensAnswer) -> Option<&'a Entry> {
    let clicked = answer.groups.iter().fold(None, |clicked, group| group_ui(ui, list, group).or(clicked));
    for remark in &answer.remarks {
        ui.add_space(4.0);
        ui.label(remark);
    }
    clicked
}

fn group_ui<'a>(ui: &mut Ui, list: LensList<'_>, group: &'a Group) -> Option<&'a Entry> {
    ui.add_space(4.0);
    ui.label(RichText::new(&group.title).small().weak());
    if group.entries.is_empty() {
        remark_ui(ui, group.if_empty);
    }
    let mut clicked = None;
    for entry in group.entries.iter().take(MOST_ENTRIES) {
        if entry_ui(ui, list, entry) {
            clicked = Some(entry);
        }
    }
    if group.entries.len() > MOST_ENTRIES {
        remark_ui(ui, &format!("and {} more", group.entries.len() - MOST_ENTRIES));
    }
    clicked
}

fn entry_ui(ui: &mut Ui, list: LensList<'_>, entry: &Entry) -> bool {
    let numbers = list.numbers.unwrap_or_default();
    let number = numbers.iter().position(|party| *party == entry.party);
    let number = number.map_or_else(String::new, |at| format!("{}  ", at + 1));
    let words = format!("{number}{}: {}", named(list.map, entry.party), entry.reason);
    let row = Button::selectable(false, words)
        .wrap()
        .min_size(vec2(ui.available_width(), ui.spacing().interact_size.y));
    let is_clicked = ui.add(row).on_hover_text(list.tip).clicked();
    for remark in &entry.remarks {
        let indented = Frame::NONE.inner_margin(Margin { left: 18, ..Margin::ZERO });
        indented.show(ui, |ui| ui.label(RichText::new(remark).small().weak()));
    }
    is_clicked
}
