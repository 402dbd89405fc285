use super::super::App;
use crate::action::Action;
use crate::analysis::{Graph, trace_to};
use crate::model::{ElementId, PartyId};
use crate::tool::Selection;
use crate::ui::MainView;
use egui::Context;
use std::collections::BTreeSet;

impl App {
    /// Carries out actions about the trace and the focus; whether it was one.
    pub(super) fn act_on_trace(&mut self, action: Action, context: &Context) -> bool {
        match action {
            Action::ToggleTrace => self.toggle_trace(),
            Action::TraceMore => self.desk.tracing.step_more(),
            Action::TraceLess => self.desk.tracing.step_less(),
            Action::TraceAll => self.desk.tracing.step_all(),
            Action::NextLens => self.look_through_the_next_lens(),
            Action::ToggleFocus => self.toggle_focus(),
            Action::Cancel => self.leave(context),
            _ => return false,
        }
        true
    }

    /// Traces what is selected; again: nothing.
    fn toggle_trace(&mut self) {
        let selected: Vec<PartyId> = self.desk.selection.parties().collect();
        let tracing = &mut self.desk.tracing;
        tracing.set_parties(if tracing.parties() == selected { Vec::new() } else { selected });
    }

    /// Begins a trace where there is none.
    fn look_through_the_next_lens(&mut self) {
        if !self.desk.tracing.is_tracing() {
            self.toggle_trace();
        }
        self.desk.tracing.next_lens();
    }

    /// Lights the chains from one party to one customer, on the map.
    pub(super) fn show_way(&mut self, from: PartyId, to: PartyId) {
        self.desk.main_view = MainView::Map;
        self.desk.tracing.set_way(from, to);
        let map = self.desk.map();
        let way = trace_to(map, &Graph::of(map), from, to);
        let path = way.map_or_else(|| vec![from, to], |way| way.path);
        let path: Vec<ElementId> = path.into_iter().map(ElementId::from).collect();
        self.canvas.jump_to(&path, &self.desk.view());
        self.desk.selection.set([from.into()]);
    }

    /// Dims everything but what is selected and its neighbours; again: nothing.
    fn toggle_focus(&mut self) {
        let is_focusing = self.desk.tracing.is_focusing();
        let bright = (!is_focusing).then(|| self.with_neighbours(&self.desk.selection));
        self.desk.tracing.set_focus(bright.filter(|parties| !parties.is_empty()));
    }

    fn with_neighbours(&self, selection: &Selection) -> BTreeSet<PartyId> {
        let map = self.desk.map();
        let ends = selection.supplies().filter_map(|id| map.supply(id));
        let mut bright: BTreeSet<PartyId> =
            ends.flat_map(|supply| [supply.supplier, supply.customer]).collect();
        for party in selection.parties() {
            bright.insert(party);
            bright.extend(map.supplies_from(party).map(|supply| supply.customer));
            bright.extend(map.supplies_to(party).map(|supply| supply.supplier));
        }
        bright
    }

    /// Escape, when nothing is under way on the canvas: leaves the focus, then the trace, then the selection,
    /// then the room that is looking on.
    fn leave(&mut self, context: &Context) {
        if self.desk.tracing.is_focusing() {
            self.desk.tracing.set_focus(None);
        } else if self.desk.tracing.is_tracing() {
            self.desk.tracing.set_parties(Vec::new());
        } else if !self.desk.selection.is_empty() {
            self.desk.selection = Selection::default();
        } else {
            self.stop_presenting(context);
        }
    }
}
