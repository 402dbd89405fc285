use crate::model::Worth;

/// One of five answers to the question who somebody's customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lens {
    /// Who decides on your pay, then who decides to buy.
    BossAndBuyers,
    /// Your boss, those who report to you, those outside whom you supply.
    BossTeamCustomers,
    /// Those inside with whom you exchange in both directions.
    ColleaguesFirst,
    /// Serve the paying customer, or somebody who does.
    ServeOrServe,
    /// Everybody down the chain, society and yourself.
    EveryoneDownstream,
}

impl Lens {
    /// Every lens, in the order in which they are shown side by side.
    pub const ALL: [Self; 5] = [
        Self::BossAndBuyers,
        Self::BossTeamCustomers,
        Self::ColleaguesFirst,
        Self::ServeOrServe,
        Self::EveryoneDownstream,
    ];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::BossAndBuyers => "Boss and buyers",
            Self::BossTeamCustomers => "Boss, team, customers",
            Self::ColleaguesFirst => "Colleagues first",
            Self::ServeOrServe => "Serve, or serve someone who does",
            Self::EveryoneDownstream => "Everyone downstream",
        }
    }

    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::BossAndBuyers => "boss-and-buyers",
            Self::BossTeamCustomers => "boss-team-customers",
            Self::ColleaguesFirst => "colleagues-first",
            Self::ServeOrServe => "serve-or-serve",
            Self::EveryoneDownstream => "everyone-downstream",
        }
    }

    /// The lens with this [`word`](Self::word).
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.word() == word)
    }
}

/// What makes one external customer better than another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Measure {
    /// What it brings in.
    #[default]
    Revenue,
    /// How large it is.
    Size,
    /// What it could bring in.
    Potential,
    /// How much it recommends us.
    Advocacy,
    /// How much joy it is to serve.
    Joy,
}

impl Measure {
    /// Every measure, in the order in which menus list them.
    pub const ALL: [Self; 5] = [Self::Revenue, Self::Size, Self::Potential, Self::Advocacy, Self::Joy];

    /// The word for it in the interface.
    pub fn word(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Size => "size",
            Self::Potential => "potential",
            Self::Advocacy => "advocacy",
            Self::Joy => "joy",
        }
    }

    /// This measure of a customer, if somebody has given it.
    pub fn of(self, worth: &Worth) -> Option<f64> {
        match self {
            Self::Revenue => worth.revenue,
            Self::Size => worth.size,
            Self::Potential => worth.potential,
            Self::Advocacy => worth.advocacy,
            Self::Joy => worth.joy,
        }
    }
}
