use super::{PartyId, Point, Size};

/// What a party is to the organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyKind {
    /// A hat that somebody inside wears.
    #[default]
    Role,
    /// Contains roles and other teams.
    Team,
    /// Outside: feeds the organisation.
    Supplier,
    /// External customer with authority, means and intention to buy, who also receives.
    Buyer,
    /// External customer who pays and does not receive: a ministry, a parent.
    Payer,
    /// External customer who receives and does not pay: a citizen, a child, society.
    Beneficiary,
    /// External customer who might buy and has not decided.
    Prospect,
}

impl PartyKind {
    /// Every kind, in the order in which menus list them.
    pub const ALL: [Self; 7] =
        [Self::Role, Self::Team, Self::Supplier, Self::Buyer, Self::Payer, Self::Beneficiary, Self::Prospect];

    /// Whether the party is part of the organisation (role or team).
    pub fn is_inside(self) -> bool {
        matches!(self, Self::Role | Self::Team)
    }

    /// Whether the party is an external customer of any kind.
    pub fn is_external_customer(self) -> bool {
        matches!(self, Self::Buyer | Self::Payer | Self::Beneficiary | Self::Prospect)
    }

    /// The word for it in the interface, in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Team => "team",
            Self::Supplier => "supplier",
            Self::Buyer => "buyer",
            Self::Payer => "payer",
            Self::Beneficiary => "beneficiary",
            Self::Prospect => "prospect",
        }
    }

    /// The kind with this [`word`](Self::word), upper or lower case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// How firmly a party stays where it is when the map is tidied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hold {
    /// Placed by the program: tidying may move it.
    #[default]
    Free,
    /// Placed by hand: tidying leaves it where it is.
    ByHand,
    /// Pinned on purpose: tidying leaves it where it is, and the map shows the pin.
    Pinned,
}

/// What an external customer is worth to the organisation, as far as somebody has said so.
///
/// Any unit will do as long as it is the same for all customers of one map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worth {
    /// What it brings in.
    pub revenue: Option<f64>,
    /// How large it is.
    pub size: Option<f64>,
    /// What it could bring in.
    pub potential: Option<f64>,
    /// How much it recommends us.
    pub advocacy: Option<f64>,
    /// How much joy it is to serve.
    pub joy: Option<f64>,
}

/// The largest number, positive or negative, that may stand in a [`Worth`].
pub const WORTH_LIMIT: f64 = 1.0e15;

impl Worth {
    /// Whether every number said is one, and within [`WORTH_LIMIT`].
    pub fn is_in_range(&self) -> bool {
        [self.revenue, self.size, self.potential, self.advocacy, self.joy]
            .into_iter()
            .flatten()
            .all(|number| number.abs() <= WORTH_LIMIT) // not true of what is not a number
    }
}

/// Anything that gives or receives: a role, a team, a supplier or an external customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// What it is.
    pub kind: PartyKind,
    /// Its name; may be empty and need not be unique.
    pub name: String,
    /// Who wears the hat, if anybody is named.
    pub holder: String,
    /// Why the party exists, in its own words.
    pub purpose: String,
    /// The team that contains it.
    pub team: Option<PartyId>,
    /// The middle of its box, in map units. For an open team with members the frame follows them instead.
    pub place: Point,
    /// Least size of a team's frame, where somebody has dragged it larger than its members need.
    pub frame: Option<Size>,
    /// How firmly it stays in place.
    pub hold: Hold,
    /// Whether a team is drawn as a single box.
    pub folded: bool,
    /// What an external customer is worth.
    pub worth: Worth,
}

impl Party {
    /// A party with a kind, a name and a place, and nothing else said.
    pub fn new(id: PartyId, kind: PartyKind, name: impl Into<String>, place: Point) -> Self {
        Self {
            id,
            kind,
            name: name.into(),
            holder: String::new(),
            purpose: String::new(),
            team: None,
            place,
            frame: None,
            hold: Hold::default(),
            folded: false,
            worth: Worth::default(),
        }
    }
}
