use super::state::State;
use super::{
    Alignment, Context, Direction, Outcome, Stream, TextEntry, Tool, ToolEvent, align, distribute_across,
    distribute_down, everything, free_place, nudge, walk, with_stream,
};
use crate::action::Action;
use crate::edit::{Command, PartyEdit, SupplyEdit, SupplyEnd};
use crate::model::{
    ElementId, Flow, Hold, NoteSubject, Party, PartyId, PartyKind, Point, Rect, SupplyId, SupplyKind,
};

impl Tool {
    /// Carries out an action that is about drawing; `None` for those that the window carries out: files, views,
    /// undo, trace, help, and [`Action::Cancel`] when nothing is under way here.
    pub fn act(&mut self, action: Action, cx: &mut Context<'_>) -> Option<Vec<Outcome>> {
        if action == Action::Cancel {
            let is_idle = self.is_idle();
            return (!is_idle).then(|| self.handle(ToolEvent::Cancel, cx));
        }
        let mut out = Vec::new();
        let written = self.entry().map(TextEntry::subject);
        let known = self.select(action, cx, &mut out)
            || self.create(action, cx, &mut out)
            || self.change(action, cx, &mut out)
            || self.arrange(action, cx, &mut out);
        self.reveal_entry(written, &mut out);
        known.then_some(out)
    }

    fn select(&mut self, action: Action, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> bool {
        let stream = |stream, all| with_stream(cx.map, cx.selection, stream, all);
        let selected = match action {
            Action::SelectAll => everything(cx.map),
            Action::SelectDownstream => stream(Stream::Down, false),
            Action::SelectUpstream => stream(Stream::Up, false),
            Action::SelectAllDownstream => stream(Stream::Down, true),
            Action::SelectAllUpstream => stream(Stream::Up, true),
            _ => return self.walk(action, cx, out),
        };
        self.settle(cx, out);
        out.push(Outcome::Select(selected));
        true
    }

    fn walk(&mut self, action: Action, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> bool {
        let towards = match action {
            Action::WalkLeft => Direction::Left,
            Action::WalkRight => Direction::Right,
            Action::WalkUp => Direction::Up,
            Action::WalkDown => Direction::Down,
            _ => return false,
        };
        self.settle(cx, out);
        let Some(party) = walk::walk(towards, cx) else { return true };
        out.push(Outcome::Select(vec![party.into()]));
        out.extend(box_of(party, cx).map(Outcome::Reveal));
        true
    }

    fn create(&mut self, action: Action, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> bool {
        let kind_to_place = match action {
            Action::AddRole => Some(PartyKind::Role),
            Action::AddCustomer => Some(PartyKind::Buyer),
            Action::AddSupplier => Some(PartyKind::Supplier),
            Action::AddTeam => Some(PartyKind::Team),
            _ => None,
        };
        if let Some(kind) = kind_to_place {
            self.settle(cx, out);
            self.state = if cx.is_read_only { State::Idle } else { State::Placing(kind) };
            return true;
        }
        let party = cx.selection.only_party();
        let next_to = |towards: Direction, cx: &Context<'_>| {
            let (of, end) = (party?, towards.end_of_origin(cx.flow));
            let area = box_of(of, cx)?;
            TextEntry::neighbour_where(
                of,
                end,
                |size, homes| free_place::beside(area, towards, size, homes, cx),
                cx,
            )
        };
        let entry = match action {
            Action::AddNext => next_party(cx),
            Action::AddCustomerOf => party.and_then(|of| TextEntry::neighbour(of, SupplyEnd::Supplier, cx)),
            Action::AddSupplierOf => party.and_then(|of| TextEntry::neighbour(of, SupplyEnd::Customer, cx)),
            Action::AddLeft => next_to(Direction::Left, cx),
            Action::AddRight => next_to(Direction::Right, cx),
            Action::AddAbove => next_to(Direction::Up, cx),
            Action::AddBelow => next_to(Direction::Down, cx),
            Action::Connect => party.and_then(|of| TextEntry::connection(of, cx)),
            Action::Rename => cx.selection.only().and_then(|element| TextEntry::existing(element, cx)),
            Action::AddNote => note_subject(cx).and_then(|subject| TextEntry::note(subject, cx)),
            _ => return false,
        };
        self.settle(cx, out);
        self.write(entry);
        true
    }

    fn change(&mut self, action: Action, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> bool {
        let kind = |kind| Some(edit_parties(PartyEdit::Kind(kind), cx));
        let supply_kind = |kind| Some(edit_supplies(SupplyEdit::Kind(kind), cx));
        let command = match action {
            Action::ChangeToRole => kind(PartyKind::Role),
            Action::ChangeToTeam => kind(PartyKind::Team),
            Action::ChangeToSupplier => kind(PartyKind::Supplier),
            Action::ChangeToBuyer => kind(PartyKind::Buyer),
            Action::ChangeToPayer => kind(PartyKind::Payer),
            Action::ChangeToBeneficiary => kind(PartyKind::Beneficiary),
            Action::ChangeToProspect => kind(PartyKind::Prospect),
            Action::SwapEnds => Some(edit_supplies(SupplyEdit::Swap, cx)),
            Action::MakeDelivers => supply_kind(SupplyKind::Delivers),
            Action::MakeReportsTo => supply_kind(SupplyKind::ReportsTo),
            Action::MakeInforms => supply_kind(SupplyKind::Informs),
            Action::ToggleInformal => Some(toggle_informal(cx)),
            Action::TogglePin => Some(toggle_pin(cx)),
            Action::ToggleFold => Some(toggle_fold(cx)),
            Action::LeaveTeam => Some(leave_team(cx)),
            Action::Delete => Some(delete(cx)),
            _ => return false,
        };
        self.settle(cx, out);
        ask(command, cx, out);
        true
    }

    fn arrange(&mut self, action: Action, cx: &mut Context<'_>, out: &mut Vec<Outcome>) -> bool {
        if let Some((towards, steps)) = nudge_of(action) {
            self.settle(cx, out);
            let key = self.merge_key();
            let command = nudge::nudge(towards, steps, cx).filter(|_| !cx.is_read_only);
            out.extend(command.map(|command| Outcome::EditMerged(command, key)));
            return true;
        }
        let command = match action {
            Action::AlignLeft => align(Alignment::Left, cx),
            Action::AlignCenters => align(Alignment::Centers, cx),
            Action::AlignRight => align(Alignment::Right, cx),
            Action::AlignTop => align(Alignment::Top, cx),
            Action::AlignMiddles => align(Alignment::Middles, cx),
            Action::AlignBottom => align(Alignment::Bottom, cx),
            Action::DistributeAcross => distribute_across(cx),
            Action::DistributeDown => distribute_down(cx),
            Action::Duplicate => {
                self.settle(cx, out);
                duplicate_selection(cx, out);
                return true;
            }
            Action::Group => {
                self.settle(cx, out);
                self.group(cx, out);
                return true;
            }
            _ => return false,
        };
        self.settle(cx, out);
        ask(command, cx, out);
        true
    }

    /// Makes a team of the selected parties and opens its name.
    fn group(&mut self, cx: &mut Context<'_>, out: &mut Vec<Outcome>) {
        let members: Vec<PartyId> = cx
            .selection
            .parties()
            .filter(|id| cx.map.party(*id).is_some_and(|party| party.kind.is_inside()))
            .filter(|id| !cx.map.teams_around(*id).iter().any(|team| cx.selection.contains(*team)))
            .collect();
        let area = members.iter().filter_map(|id| box_of(*id, cx)).reduce(Rect::union);
        let Some(area) = area.filter(|_| !cx.is_read_only) else { return };
        let homes: Vec<_> = members.iter().filter_map(|id| cx.map.party(*id)).map(|p| p.team).collect();
        let shared =
            homes.first().copied().flatten().filter(|_| homes.windows(2).all(|two| two[0] == two[1]));
        let team = Party { team: shared, ..Party::new(cx.ids.party(), PartyKind::Team, "", area.center()) };
        let title = Rect::new(area.min.moved(0.0, -32.0), Point::new(area.max.x, area.min.y));
        let entry = TextEntry::fresh_name(team.id, title);
        let id = team.id;
        out.push(Outcome::Edit(Command::Group { team, members }));
        out.push(Outcome::Select(vec![id.into()]));
        self.write(Some(entry));
    }

    fn write(&mut self, entry: Option<TextEntry>) {
        self.state = entry.map_or(State::Idle, State::Writing);
    }

    /// Keeps what is being typed before something else is done.
    fn settle(&mut self, cx: &mut Context<'_>, out: &mut Vec<Outcome>) {
        self.state = std::mem::take(&mut self.state).settle(cx, out);
    }
}

fn ask(command: Option<Command>, cx: &Context<'_>, out: &mut Vec<Outcome>) {
    out.extend(command.filter(|_| !cx.is_read_only).map(Outcome::Edit));
}

/// Another customer of the same supplier as the selected party; a role if there is none.
fn next_party(cx: &Context<'_>) -> Option<TextEntry> {
    let Some(party) = cx.selection.only_party() else {
        return TextEntry::new_party_near(PartyKind::Role, cx.view.center(), cx);
    };
    let area = box_of(party, cx)?;
    // The newest supply is the one that was drawn last.
    let supplier = cx.map.supplies_to(party).filter(|s| !s.is_to_self()).last().map(|s| s.supplier);
    let gap = free_place::GAP_ACROSS;
    let next = match cx.flow {
        Flow::LeftToRight => area.center().moved(0.0, area.height() + gap),
        Flow::TopToBottom => area.center().moved(area.width() + gap, 0.0),
    };
    let entry = TextEntry::new_party_near(PartyKind::Role, next, cx)?;
    match supplier {
        Some(of) => TextEntry::neighbour_at(of, SupplyEnd::Supplier, entry.place().center(), cx),
        None => Some(entry),
    }
}

fn box_of(party: PartyId, cx: &Context<'_>) -> Option<Rect> {
    let party = cx.map.party(party)?;
    let drawn = cx.hits.box_of(party.id);
    Some(drawn.unwrap_or_else(|| Rect::around(party.place, cx.hits.size_of(party.kind, &party.name))))
}

fn note_subject(cx: &Context<'_>) -> Option<NoteSubject> {
    match cx.selection.only()? {
        ElementId::Party(id) => Some(NoteSubject::Party(id)),
        ElementId::Supply(id) => Some(NoteSubject::Supply(id)),
        ElementId::Note(_) => None,
    }
}

fn nudge_of(action: Action) -> Option<(Direction, f32)> {
    Some(match action {
        Action::NudgeLeft => (Direction::Left, 1.0),
        Action::NudgeRight => (Direction::Right, 1.0),
        Action::NudgeUp => (Direction::Up, 1.0),
        Action::NudgeDown => (Direction::Down, 1.0),
        Action::NudgeFarLeft => (Direction::Left, 10.0),
        Action::NudgeFarRight => (Direction::Right, 10.0),
        Action::NudgeFarUp => (Direction::Up, 10.0),
        Action::NudgeFarDown => (Direction::Down, 10.0),
        _ => return None,
    })
}

fn selected_parties<'a>(cx: &Context<'a>) -> Vec<&'a Party> {
    cx.selection.parties().filter_map(|id| cx.map.party(id)).collect()
}

fn edit_parties(edit: PartyEdit, cx: &Context<'_>) -> Command {
    Command::EditParties(cx.selection.parties().collect(), edit)
}

fn edit_supplies(edit: SupplyEdit, cx: &Context<'_>) -> Command {
    Command::EditSupplies(cx.selection.supplies().collect(), edit)
}

fn toggle_informal(cx: &Context<'_>) -> Command {
    let supplies: Vec<SupplyId> = cx.selection.supplies().collect();
    let all = supplies.iter().filter_map(|id| cx.map.supply(*id)).all(|supply| supply.informal);
    Command::EditSupplies(supplies, SupplyEdit::Informal(!all))
}

fn toggle_pin(cx: &Context<'_>) -> Command {
    let all = selected_parties(cx).iter().all(|party| party.hold == Hold::Pinned);
    edit_parties(PartyEdit::Hold(if all { Hold::Free } else { Hold::Pinned }), cx)
}

/// Folds the selected teams, or opens them if all are folded. A folded box appears where the frame was.
fn toggle_fold(cx: &Context<'_>) -> Command {
    let teams = selected_parties(cx).into_iter().filter(|party| party.kind == PartyKind::Team);
    let teams: Vec<&Party> = teams.collect();
    let folds = !teams.iter().all(|team| team.folded);
    let ids = teams.iter().map(|team| team.id).collect();
    let mut commands = vec![Command::EditParties(ids, PartyEdit::Folded(folds))];
    if folds {
        let middles = teams.iter().filter(|team| !team.folded);
        let places = middles.filter_map(|team| Some((team.id, cx.hits.box_of(team.id)?.center()))).collect();
        commands.insert(0, Command::Move { places, by_hand: false });
    }
    Command::Batch(if folds { "Fold team" } else { "Unfold team" }.to_owned(), commands)
}

/// Every selected member moves up into the team around its own.
fn leave_team(cx: &Context<'_>) -> Command {
    let leave = |party: &Party| {
        let around = cx.map.party(party.team?)?.team;
        Some(Command::EditParties(vec![party.id], PartyEdit::Team(around)))
    };
    let commands = selected_parties(cx).into_iter().filter_map(leave).collect();
    Command::Batch("Move out of team".to_owned(), commands)
}

fn delete(cx: &Context<'_>) -> Command {
    Command::Delete {
        parties: cx.selection.parties().collect(),
        supplies: cx.selection.supplies().collect(),
        notes: cx.selection.notes().collect(),
    }
}

fn duplicate_selection(cx: &mut Context<'_>, out: &mut Vec<Outcome>) {
    if cx.is_read_only {
        return;
    }
    let parties: Vec<PartyId> = cx.selection.parties().collect();
    let boxes: Vec<Rect> = parties.iter().filter_map(|id| box_of(*id, cx)).collect();
    let homes: Vec<PartyId> = parties.iter().flat_map(|id| cx.map.teams_around(*id)).collect();
    let beside = free_place::room_for_copies(&boxes, &homes, cx);
    if let Some((command, copies)) = super::duplicate(cx.map, &parties, beside, cx.ids) {
        out.push(Outcome::Edit(command));
        out.push(Outcome::Select(copies));
    }
}
