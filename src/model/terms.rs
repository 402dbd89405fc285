/// What a customer answered to a promise, or a supplier to a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Agreed.
    Yes,
    /// Refused.
    No,
    /// Will try.
    WillTry,
    /// Neither yes nor no: the answer that helps nobody.
    Whatever,
}

impl Answer {
    /// Every answer, in the order in which menus list them.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::WillTry, Self::Whatever];

    /// The word for it in the interface and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::WillTry => "I will try",
            Self::Whatever => "whatever",
        }
    }
}

/// How far a promise has got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Nobody has talked about it.
    #[default]
    NotDiscussed,
    /// The customer has asked.
    Asked,
    /// Both have agreed.
    Agreed,
    /// Kept before it was due.
    KeptEarly,
    /// Kept.
    Kept,
    /// Kept too late.
    Late,
    /// Not kept.
    Broken,
}

impl Delivery {
    /// Every state, in the order in which menus list them.
    pub const ALL: [Self; 7] = [
        Self::NotDiscussed,
        Self::Asked,
        Self::Agreed,
        Self::KeptEarly,
        Self::Kept,
        Self::Late,
        Self::Broken,
    ];

    /// The word for it in the interface and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotDiscussed => "not discussed",
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::KeptEarly => "kept early",
            Self::Kept => "kept",
            Self::Late => "late",
            Self::Broken => "broken",
        }
    }
}

/// What supplier and customer have said to each other about one supply: need, promise, delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// What matters, in the customer's words.
    pub need: String,
    /// What the supplier promises.
    pub promise: String,
    /// How good it will be.
    pub quality: String,
    /// By when.
    pub by_when: String,
    /// How long it takes from asking to receiving.
    pub lead_time: String,
    /// The answer to what was asked for.
    pub answer: Option<Answer>,
    /// How far it has got.
    pub delivery: Delivery,
}
