/// Which way value flows on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Flow {
    /// Suppliers left, external customers right.
    #[default]
    LeftToRight,
    /// Suppliers at the top, external customers at the bottom.
    TopToBottom,
}

impl Flow {
    /// Both, in the order in which menus list them.
    pub const ALL: [Self; 2] = [Self::LeftToRight, Self::TopToBottom];

    /// What it means, as a sentence without its stop.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::LeftToRight => "Maps flow from left to right now",
            Self::TopToBottom => "Maps flow from top to bottom now",
        }
    }

    /// The words for it in the interface.
    pub fn word(self) -> &'static str {
        match self {
            Self::LeftToRight => "From left to right",
            Self::TopToBottom => "From top to bottom",
        }
    }
}
