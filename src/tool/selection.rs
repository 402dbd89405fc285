use crate::model::{ElementId, NoteId, Organisation, PartyId, SupplyId};
use std::collections::HashSet;

/// What is selected, in the order in which it was selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    order: Vec<ElementId>,
    members: HashSet<ElementId>,
}

impl Selection {
    /// Exactly these, each once.
    pub fn of(elements: impl IntoIterator<Item = ElementId>) -> Self {
        let mut selection = Self::default();
        for element in elements {
            selection.add(element);
        }
        selection
    }

    /// Selects exactly these instead.
    pub fn set(&mut self, elements: impl IntoIterator<Item = ElementId>) {
        *self = Self::of(elements);
    }

    /// Everything selected, in order.
    pub fn as_slice(&self) -> &[ElementId] {
        &self.order
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// How many things are selected.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether `element` is selected.
    pub fn contains(&self, element: impl Into<ElementId>) -> bool {
        self.members.contains(&element.into())
    }

    /// What was selected last: the one that others are measured by.
    pub fn primary(&self) -> Option<ElementId> {
        self.order.last().copied()
    }

    /// The only thing selected, if it is one.
    pub fn only(&self) -> Option<ElementId> {
        match self.order.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The only party selected; supplies and notes beside it do not matter.
    pub fn only_party(&self) -> Option<PartyId> {
        let mut parties = self.parties();
        parties.next().filter(|_| parties.next().is_none())
    }

    /// The selected parties, in order.
    pub fn parties(&self) -> impl Iterator<Item = PartyId> {
        self.order.iter().filter_map(|element| match element {
            ElementId::Party(id) => Some(*id),
            _ => None,
        })
    }

    /// The selected supplies, in order.
    pub fn supplies(&self) -> impl Iterator<Item = SupplyId> {
        self.order.iter().filter_map(|element| match element {
            ElementId::Supply(id) => Some(*id),
            _ => None,
        })
    }

    /// The selected notes, in order.
    pub fn notes(&self) -> impl Iterator<Item = NoteId> {
        self.order.iter().filter_map(|element| match element {
            ElementId::Note(id) => Some(*id),
            _ => None,
        })
    }

    /// What would be selected with `elements` added.
    pub fn with(&self, elements: impl IntoIterator<Item = ElementId>) -> Vec<ElementId> {
        Self::of(self.order.iter().copied().chain(elements)).order
    }

    /// What would be selected with `element` added, or taken out if it is in.
    pub fn toggled(&self, element: ElementId) -> Vec<ElementId> {
        if !self.contains(element) {
            return self.with([element]);
        }
        self.order.iter().copied().filter(|other| *other != element).collect()
    }

    /// Forgets what is no longer on the map. Returns whether anything was forgotten.
    pub fn repair(&mut self, map: &Organisation) -> bool {
        let before = self.order.len();
        self.order.retain(|element| map.contains(*element));
        self.members.retain(|element| map.contains(*element));
        self.order.len() != before
    }

    fn add(&mut self, element: ElementId) {
        if self.members.insert(element) {
            self.order.push(element);
        }
    }
}
