/// How well a supply serves, from 1 to 5.
///
/// 1 not usable, 2 much rework, 3 usable with rework, 4 good, 5 exactly what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

impl Rating {
    /// Every rating, worst first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The rating `value`, if it is 1 to 5.
    pub fn new(value: u8) -> Option<Self> {
        (1..=5).contains(&value).then_some(Self(value))
    }

    /// The number, 1 to 5.
    pub fn value(self) -> u8 {
        self.0
    }

    /// What the number means.
    pub fn meaning(self) -> &'static str {
        match self.0 {
            1 => "not usable",
            2 => "much rework",
            3 => "usable with rework",
            4 => "good",
            _ => "exactly what is needed",
        }
    }
}

/// What the two ratings of one supply say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// The supplier rates itself at least two higher than its customer does.
    BlindSpot,
    /// The customer rates the supplier at least two higher than it does itself.
    Unsung,
    /// Both rate it 2 or less.
    KnownProblem,
    /// None of these.
    Working,
}

impl Gap {
    /// What the supplier's `own` rating and its `customers` rating say together.
    pub fn between(own: Rating, customers: Rating) -> Self {
        let (own, customers) = (own.value(), customers.value());
        if own >= customers + 2 {
            Self::BlindSpot
        } else if customers >= own + 2 {
            Self::Unsung
        } else if own <= 2 && customers <= 2 {
            Self::KnownProblem
        } else {
            Self::Working
        }
    }

    /// The words for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::BlindSpot => "blind spot",
            Self::Unsung => "unsung",
            Self::KnownProblem => "known problem",
            Self::Working => "working",
        }
    }
}
