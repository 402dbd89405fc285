use super::entry::elements;
use crate::model::{ElementId, Organisation};
use crate::scene::NotesShown;
use crate::ui::widget::element_name;

/// What everything on a map is called, to be searched: as long as the map stays, it is written down only once.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub elements: Vec<ElementId>,
    /// The name of the element at the same place.
    pub texts: Vec<String>,
}

impl Names {
    /// Writes the names down; half of them where nobody wants them any more.
    pub fn of(map: &Organisation, shown: NotesShown, is_cancelled: impl Fn() -> bool) -> Self {
        let wanted = elements(map, shown).take_while(|_| !is_cancelled());
        let (elements, texts) = wanted.map(|element| (element, element_name(map, element))).unzip();
        Self { elements, texts }
    }
}
