use super::{Gap, PartyId, Rating, SupplyId, Terms};

/// What flows along a supply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SupplyKind {
    /// Work, goods or a service. Only these count in the trace.
    #[default]
    Delivers,
    /// The customer is the supplier's boss, who decides on its pay.
    ReportsTo,
    /// The customer hears through the supplier how well it is served.
    Informs,
}

impl SupplyKind {
    /// Every kind, in the order in which menus list them.
    pub const ALL: [Self; 3] = [Self::Delivers, Self::ReportsTo, Self::Informs];

    /// The words for it in the interface and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Delivers => "delivers",
            Self::ReportsTo => "reports to",
            Self::Informs => "informs",
        }
    }

    /// The kind with this [`word`](Self::word); `_` and `-` count as blanks, case does not matter.
    pub fn from_word(word: &str) -> Option<Self> {
        let plain = word.trim().replace(['_', '-'], " ").to_lowercase();
        Self::ALL.into_iter().find(|kind| kind.word() == plain)
    }
}

/// How sure it is that a supply exists as drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The supplier says so.
    #[default]
    Claimed,
    /// The customer says so too.
    Confirmed,
    /// The customer receives it and does not use it.
    Unused,
    /// The customer needs it and does not get it.
    Missing,
}

impl Standing {
    /// Every standing, in the order in which menus list them.
    pub const ALL: [Self; 4] = [Self::Claimed, Self::Confirmed, Self::Unused, Self::Missing];

    /// The words for it in the interface and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Unused => "received but unused",
            Self::Missing => "needed but missing",
        }
    }
}

/// A directed link from a supplier to its customer. Both may be the same party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supply {
    /// Its id.
    pub id: SupplyId,
    /// Who gives.
    pub supplier: PartyId,
    /// Who receives.
    pub customer: PartyId,
    /// What flows.
    pub kind: SupplyKind,
    /// What is supplied, a noun; may be empty.
    pub what: String,
    /// Whether it happens outside the agreed ways (drawn dashed).
    pub informal: bool,
    /// Need, promise and delivery.
    pub terms: Terms,
    /// How sure it is.
    pub standing: Standing,
    /// How well the supplier thinks it serves.
    pub own_rating: Option<Rating>,
    /// How well the customer says it is served.
    pub customers_rating: Option<Rating>,
}

impl Supply {
    /// A supply that delivers `what`, and nothing else said.
    pub fn new(id: SupplyId, supplier: PartyId, customer: PartyId, what: impl Into<String>) -> Self {
        Self {
            id,
            supplier,
            customer,
            kind: SupplyKind::default(),
            what: what.into(),
            informal: false,
            terms: Terms::default(),
            standing: Standing::default(),
            own_rating: None,
            customers_rating: None,
        }
    }

    /// Whether the supplier is its own customer.
    pub fn is_to_self(&self) -> bool {
        self.supplier == self.customer
    }

    /// What the two ratings say together, if both are there.
    pub fn gap(&self) -> Option<Gap> {
        Some(Gap::between(self.own_rating?, self.customers_rating?))
    }
}
