use super::plain_scene::PlainScene;
use crate::action::{Action, Modifiers};
use crate::edit::{Command, PartyEdit, perform};
use crate::model::{
    ElementId, Flow, IdSource, Organisation, Party, PartyId, PartyKind, Point, Rect, SequentialIds, Supply,
    SupplyId, check_organisation,
};
use crate::tool::{
    Button, Context, EntryEnd, HitTest, MergeKey, Outcome, Pointer, Preview, Selection, Tool, ToolEvent,
};

/// A person at the canvas: does one thing after the other and sees what comes of it.
#[derive(Clone)]
pub struct Driver {
    pub map: Organisation,
    pub tool: Tool,
    pub selection: Selection,
    pub outcomes: Vec<Outcome>,
    pub undo_steps: usize,
    pub refusals: usize,
    pub is_read_only: bool,
    pub view: Rect,
    pub flow: Flow,
    pub ids: SequentialIds,
    held: Modifiers,
    is_space_held: bool,
    button: Button,
    at: Point,
    merged: Option<MergeKey>,
}

impl Driver {
    pub fn on(map: Organisation) -> Self {
        Self {
            map,
            tool: Tool::default(),
            selection: Selection::default(),
            outcomes: Vec::new(),
            undo_steps: 0,
            refusals: 0,
            is_read_only: false,
            view: Rect::new(Point::new(-2000.0, -2000.0), Point::new(2000.0, 2000.0)),
            flow: Flow::LeftToRight,
            ids: SequentialIds::after(1000),
            held: Modifiers::NONE,
            is_space_held: false,
            button: Button::Primary,
            at: Point::default(),
            merged: None,
        }
    }

    /// Planner → Sales → Homeowner in a row, and Payroll far below, alone.
    pub fn on_a_small_map() -> Self {
        let mut driver = Self::on(Organisation::default());
        for (kind, name, x, y) in [
            (PartyKind::Role, "Planner", 0.0, 0.0),
            (PartyKind::Role, "Sales", 300.0, 0.0),
            (PartyKind::Buyer, "Homeowner", 600.0, 0.0),
            (PartyKind::Role, "Payroll", 0.0, 400.0),
        ] {
            driver = driver.with(kind, name, x, y);
        }
        driver.with_supply("Planner", "Sales", "weekly plan").with_supply("Sales", "Homeowner", "kitchen")
    }

    pub fn with(mut self, kind: PartyKind, name: &str, x: f32, y: f32) -> Self {
        let id = self.ids.party();
        self.carry_out(&Command::AddParty(Party::new(id, kind, name, Point::new(x, y))));
        self.forget_steps()
    }

    pub fn with_supply(mut self, supplier: &str, customer: &str, what: &str) -> Self {
        let (supplier, customer) = (self.party(supplier), self.party(customer));
        let supply = Supply::new(self.ids.supply(), supplier, customer, what);
        self.carry_out(&Command::Connect(supply));
        self.forget_steps()
    }

    pub fn with_team(mut self, name: &str, members: &[&str]) -> Self {
        let team = Party::new(self.ids.party(), PartyKind::Team, name, Point::default());
        let members = members.iter().map(|name| self.party(name)).collect();
        self.carry_out(&Command::Group { team, members });
        self.forget_steps()
    }

    fn forget_steps(mut self) -> Self {
        self.undo_steps = 0;
        self
    }

    // What the person does.

    pub fn hold(mut self, keys: Modifiers) -> Self {
        self.held = keys;
        self
    }

    pub fn hold_space(mut self) -> Self {
        self.is_space_held = true;
        self
    }

    pub fn with_button(mut self, button: Button) -> Self {
        self.button = button;
        self
    }

    pub fn move_to(mut self, x: f32, y: f32) -> Self {
        self.at = Point::new(x, y);
        let pointer = self.pointer(1);
        self.send(ToolEvent::Moved(pointer))
    }

    pub fn press_at(self, x: f32, y: f32) -> Self {
        let driver = self.move_to(x, y);
        let pointer = driver.pointer(1);
        driver.send(ToolEvent::Pressed(pointer))
    }

    pub fn press_on(self, name: &str) -> Self {
        let at = self.place(name);
        self.press_at(at.x, at.y)
    }

    pub fn drag_to(self, x: f32, y: f32) -> Self {
        let half = Point::new(f32::midpoint(self.at.x, x), f32::midpoint(self.at.y, y));
        self.move_to(half.x, half.y).move_to(x, y)
    }

    pub fn drag_onto(self, name: &str) -> Self {
        let at = self.place(name);
        self.drag_to(at.x, at.y)
    }

    pub fn release(self) -> Self {
        let pointer = self.pointer(1);
        self.send(ToolEvent::Released(pointer))
    }

    pub fn click_at(self, x: f32, y: f32) -> Self {
        self.press_at(x, y).release()
    }

    pub fn click_on(self, name: &str) -> Self {
        self.press_on(name).release()
    }

    pub fn double_click_at(self, x: f32, y: f32) -> Self {
        let driver = self.click_at(x, y);
        let pointer = driver.pointer(2);
        driver.send(ToolEvent::Pressed(pointer)).send(ToolEvent::Released(pointer))
    }

    pub fn double_click_on(self, name: &str) -> Self {
        let at = self.place(name);
        self.double_click_at(at.x, at.y)
    }

    pub fn ask(mut self, action: Action) -> Self {
        let outcomes = self.with_context(|tool, cx| tool.act(action, cx));
        self.take(outcomes.unwrap_or_default());
        self
    }

    pub fn type_text(mut self, text: &str) -> Self {
        let entry = self.tool.entry_mut().expect("a text field is open");
        text.clone_into(&mut entry.text);
        self
    }

    pub fn enter(self) -> Self {
        self.send(ToolEvent::Commit(EntryEnd::Done))
    }

    pub fn tab(self) -> Self {
        self.send(ToolEvent::Commit(EntryEnd::NextCustomer))
    }

    pub fn shift_tab(self) -> Self {
        self.send(ToolEvent::Commit(EntryEnd::NextSupplier))
    }

    pub fn escape(self) -> Self {
        self.send(ToolEvent::Cancel)
    }

    pub fn send(mut self, event: ToolEvent) -> Self {
        let outcomes = self.with_context(|tool, cx| tool.handle(event, cx));
        self.take(outcomes);
        self
    }

    /// Somebody else (an undo, an import) takes it off the map.
    pub fn lose(mut self, element: impl Into<ElementId>) -> Self {
        let (mut parties, mut supplies) = (Vec::new(), Vec::new());
        match element.into() {
            ElementId::Party(id) => parties.push(id),
            ElementId::Supply(id) => supplies.push(id),
            ElementId::Note(_) => {}
        }
        let steps = self.undo_steps;
        self.carry_out(&Command::Delete { parties, supplies, notes: Vec::new() });
        self.undo_steps = steps;
        self
    }

    pub fn lose_all(self) -> Self {
        let all: Vec<ElementId> = self.map.parties().map(|party| party.id.into()).collect();
        all.into_iter().fold(self, Self::lose)
    }

    // What the person sees.

    pub fn party(&self, name: &str) -> PartyId {
        self.map.parties_named(name).next().unwrap_or_else(|| panic!("no {name} on the map")).id
    }

    pub fn has(&self, name: &str) -> bool {
        self.map.parties_named(name).next().is_some()
    }

    pub fn place(&self, name: &str) -> Point {
        let party = self.party(name);
        PlainScene(&self.map).box_of(party).expect("drawn").center()
    }

    pub fn supply(&self, supplier: &str, customer: &str) -> SupplyId {
        let mut supplies = self.map.supplies_between(self.party(supplier), self.party(customer));
        supplies.next().unwrap_or_else(|| panic!("{supplier} does not supply {customer}")).id
    }

    /// Every supply, as quick entry writes it, sorted.
    pub fn supplies(&self) -> Vec<String> {
        let name = |id| self.map.party(id).map_or("?", |party| &party.name);
        let line = |s: &Supply| format!("{} -> {}: {}", name(s.supplier), name(s.customer), s.what);
        let mut lines: Vec<String> = self.map.supplies().map(line).collect();
        lines.sort();
        lines
    }

    pub fn selected(&self) -> Vec<String> {
        let name = |element: &ElementId| match element {
            ElementId::Party(id) => self.map.party(*id).map_or("?", |party| &party.name).to_owned(),
            ElementId::Supply(id) => self.map.supply(*id).map_or("?", |supply| &supply.what).to_owned(),
            ElementId::Note(_) => "note".to_owned(),
        };
        self.selection.as_slice().iter().map(name).collect()
    }

    pub fn preview(&mut self) -> Preview {
        self.with_context(|tool, cx| tool.preview(cx))
    }

    pub fn last_outcome(&self) -> Option<&Outcome> {
        self.outcomes.last()
    }

    pub fn overlaps(&self) -> usize {
        let scene = PlainScene(&self.map);
        let boxes: Vec<_> = self.map.parties().filter_map(|party| scene.box_of(party.id)).collect();
        let pairs = boxes
            .iter()
            .enumerate()
            .map(|(at, one)| boxes.iter().skip(at + 1).filter(|other| one.overlaps(**other)).count());
        pairs.sum()
    }

    pub fn with_context<T>(&mut self, look: impl FnOnce(&mut Tool, &mut Context<'_>) -> T) -> T {
        let mut cx = Context {
            map: &self.map,
            hits: &PlainScene(&self.map),
            selection: &self.selection,
            flow: self.flow,
            zoom: 1.0,
            view: self.view,
            ids: &mut self.ids,
            is_read_only: self.is_read_only,
        };
        look(&mut self.tool, &mut cx)
    }

    fn pointer(&self, clicks: u8) -> Pointer {
        Pointer {
            at: self.at,
            on_screen: self.at,
            button: self.button,
            modifiers: self.held,
            is_space_held: self.is_space_held,
            clicks,
        }
    }

    fn take(&mut self, outcomes: Vec<Outcome>) {
        for outcome in outcomes {
            match outcome.clone() {
                Outcome::Edit(command) => {
                    self.merged = None;
                    self.carry_out(&command);
                }
                Outcome::EditMerged(command, key) => {
                    let steps = self.undo_steps;
                    self.carry_out(&command);
                    if self.merged.replace(key) == Some(key) {
                        self.undo_steps = steps;
                    }
                }
                Outcome::Select(elements) => self.selection.set(elements),
                _ => {}
            }
            self.outcomes.push(outcome);
        }
        check_organisation(&self.map).expect("the rules hold");
    }

    pub fn carry_out(&mut self, command: &Command) {
        match perform(&mut self.map, command) {
            Ok(transaction) if transaction.is_empty() => {}
            Ok(_) => self.undo_steps += 1,
            Err(_) => self.refusals += 1,
        }
        self.selection.repair(&self.map);
        self.tool.repair(&self.map);
    }

    pub fn fold(mut self, team: &str) -> Self {
        let team = self.party(team);
        self.carry_out(&Command::EditParties(vec![team], PartyEdit::Folded(true)));
        self.forget_steps()
    }
}
