use super::notes::notes_ui;
use super::several::common;
use crate::edit::{Command, PartyEdit};
use crate::model::{NoteSubject, Organisation, Party, PartyId, PartyKind, Supply, SupplyKind};
use crate::ui::canvas::visual_text;
use crate::ui::widget::{FieldBox, choice_ui, element_link_ui, heading_ui, named, remark_ui};
use crate::ui::{Field, FieldDraft, Intents, PartyText, View, WorthNumber};
use egui::{CollapsingHeader, Ui};

/// As many rows of one list are drawn at most; hubs have a thousand.
const MOST_ROWS: usize = 40;

/// Everything about one party.
pub(super) fn party_ui(ui: &mut Ui, id: PartyId, view: &View, draft: &mut FieldDraft, intents: &mut Intents) {
    let Some(party) = view.organisation.party(id) else { return };
    heading_ui(ui, title(party.kind));
    let text = |which| Field::Party(id, which);
    FieldBox::new(text(PartyText::Name), "Name").hint("Its name").show(ui, view, draft, intents);
    ui.add_enabled_ui(!view.situation.is_read_only, |ui| {
        let kinds = PartyKind::ALL;
        let chosen = choice_ui(ui, "Kind", Some(party.kind), kinds, |kind| capitalised(kind.word()));
        if let Some(kind) = chosen {
            intents.edit(Command::EditParties(vec![id], PartyEdit::Kind(kind)));
        }
        team_choice_ui(ui, view.organisation, &[party], intents);
    });
    if party.kind.is_inside() {
        FieldBox::new(text(PartyText::Holder), "Held by")
            .hint("Who wears this hat")
            .show(ui, view, draft, intents);
    }
    let purpose = FieldBox::new(text(PartyText::Purpose), "Purpose").hint("Why it exists").rows(2);
    purpose.show(ui, view, draft, intents);
    if party.kind.is_external_customer() {
        worth_ui(ui, id, view, draft, intents);
    }
    supplies_ui(ui, party, view, intents);
    members_ui(ui, party, view, intents);
    notes_ui(ui, NoteSubject::Party(id), view, intents);
}

/// The drop-down list of teams that the parties could be moved into.
pub(super) fn team_choice_ui(ui: &mut Ui, map: &Organisation, parties: &[&Party], intents: &mut Intents) {
    let ids: Vec<PartyId> = parties.iter().map(|party| party.id).collect();
    let is_inside_one = |team: PartyId| {
        ids.contains(&team) || map.teams_around(team).iter().any(|around| ids.contains(around))
    };
    let teams = map.parties().filter(|p| p.kind == PartyKind::Team && !is_inside_one(p.id));
    let all: Vec<Option<PartyId>> = std::iter::once(None).chain(teams.map(|team| Some(team.id))).collect();
    let word = |team: Option<PartyId>| team.map_or_else(|| "None".to_owned(), |id| named(map, id));
    let current = common(parties.iter().map(|party| party.team));
    if let Some(team) = choice_ui(ui, "In team", current, all, word) {
        intents.edit(Command::EditParties(ids, PartyEdit::Team(team)));
    }
}

fn worth_ui(ui: &mut Ui, id: PartyId, view: &View, draft: &mut FieldDraft, intents: &mut Intents) {
    CollapsingHeader::new("What this customer is worth").id_salt(("worth", id)).show(ui, |ui| {
        remark_ui(ui, "Any measure will do, the same for all customers.");
        for which in WorthNumber::ALL {
            FieldBox::new(Field::Worth(id, which), which.word()).show(ui, view, draft, intents);
        }
    });
}

fn supplies_ui(ui: &mut Ui, party: &Party, view: &View, intents: &mut Intents) {
    let map = view.organisation;
    let given: Vec<&Supply> = map.supplies_from(party.id).collect();
    let received: Vec<&Supply> = map.supplies_to(party.id).collect();
    heading_ui(ui, &format!("Supplies to ({})", given.len()));
    if given.is_empty() {
        remark_ui(ui, "Nobody yet. Drag from the box to a customer, or press L.");
    }
    supply_rows_ui(ui, &given, |supply| supply.customer, view, intents);
    heading_ui(ui, &format!("Receives from ({})", received.len()));
    if received.is_empty() {
        remark_ui(ui, "Nobody yet.");
    }
    supply_rows_ui(ui, &received, |supply| supply.supplier, view, intents);
}

fn supply_rows_ui(
    ui: &mut Ui,
    supplies: &[&Supply],
    other_end: impl Fn(&Supply) -> PartyId,
    view: &View,
    intents: &mut Intents,
) {
    for supply in supplies.iter().take(MOST_ROWS) {
        let other = named(view.organisation, other_end(supply));
        let text = match (supply.kind, supply.what.as_str()) {
            (SupplyKind::Delivers, "") => other,
            (SupplyKind::Delivers, what) => format!("{other}: {what}"),
            (kind, "") => format!("{other} ({})", kind.word()),
            (kind, what) => format!("{other}: {what} ({})", kind.word()),
        };
        let text = text.replace('\n', " ");
        element_link_ui(ui, visual_text(&text), view.is_selected(supply.id), supply.id.into(), intents);
    }
    rest_ui(ui, supplies.len());
}

fn members_ui(ui: &mut Ui, party: &Party, view: &View, intents: &mut Intents) {
    if party.kind != PartyKind::Team {
        return;
    }
    let members: Vec<PartyId> = view.organisation.members_of(party.id).map(|member| member.id).collect();
    heading_ui(ui, &format!("Members ({})", members.len()));
    for id in members.iter().take(MOST_ROWS) {
        element_link_ui(ui, named(view.organisation, *id), view.is_selected(*id), (*id).into(), intents);
    }
    rest_ui(ui, members.len());
}

fn rest_ui(ui: &mut Ui, count: usize) {
    if count > MOST_ROWS {
        remark_ui(ui, &format!("and {} more, on the map and in the outline", count - MOST_ROWS));
    }
}

fn title(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Role => "Role",
        PartyKind::Team => "Team",
        PartyKind::Supplier => "Supplier, outside",
        PartyKind::Buyer => "External customer who buys",
        PartyKind::Payer => "External customer who pays",
        PartyKind::Beneficiary => "External customer who benefits",
        PartyKind::Prospect => "External customer who might buy",
    }
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
