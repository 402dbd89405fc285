/// What a finding is about. The order is that of consequence where nothing else decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Somebody inside reaches no external customer.
    NoLineOfSight,
    /// A loop serves only itself.
    ClosedLoop,
    /// Nobody supplies an external customer.
    UnservedCustomer,
    /// Every chain from many roles to a customer passes one role.
    Gatekeeper,
    /// Everything reaches a customer through one hand-off.
    SingleThread,
    /// A promise was not kept.
    PromiseBroken,
    /// A promise was kept too late.
    PromiseLate,
    /// The worst rated hand-off on the way to a customer.
    WeakestHandoff,
    /// The customer needs it and does not get it.
    Missing,
    /// The customer gets it and does not use it.
    Unused,
    /// The supplier thinks better of it than the customer.
    BlindSpot,
    /// The customer thinks better of it than the supplier.
    UnsungWork,
    /// A payer cannot hear how well it is served.
    PayerWithoutChannel,
    /// A need is known and no promise was made.
    PromiseNeverMade,
    /// Nobody knows what matters to the customer.
    NeedUnknown,
    /// The customer has not confirmed it.
    Unconfirmed,
    /// One side gives nothing back.
    OneWayExchange,
    /// A role reports to nobody.
    RoleWithoutBoss,
    /// A supply has no name.
    NamelessSupply,
    /// Two parties have the same name.
    SameName,
    /// Nobody on the map takes care of self.
    NoSelfCare,
    /// Nobody has looked the map over for long.
    NotReviewed,
}

impl FindingKind {
    /// Every kind, in order.
    pub const ALL: [Self; 22] = [
        Self::NoLineOfSight,
        Self::ClosedLoop,
        Self::UnservedCustomer,
        Self::Gatekeeper,
        Self::SingleThread,
        Self::PromiseBroken,
        Self::PromiseLate,
        Self::WeakestHandoff,
        Self::Missing,
        Self::Unused,
        Self::BlindSpot,
        Self::UnsungWork,
        Self::PayerWithoutChannel,
        Self::PromiseNeverMade,
        Self::NeedUnknown,
        Self::Unconfirmed,
        Self::OneWayExchange,
        Self::RoleWithoutBoss,
        Self::NamelessSupply,
        Self::SameName,
        Self::NoSelfCare,
        Self::NotReviewed,
    ];

    /// A word that never changes, for JSON and for what is remembered as “not a problem”.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoLineOfSight => "no_line_of_sight",
            Self::ClosedLoop => "closed_loop",
            Self::UnservedCustomer => "unserved_customer",
            Self::Gatekeeper => "gatekeeper",
            Self::SingleThread => "single_thread",
            Self::PromiseBroken => "promise_broken",
            Self::PromiseLate => "promise_late",
            Self::WeakestHandoff => "weakest_handoff",
            Self::Missing => "missing",
            Self::Unused => "unused",
            Self::BlindSpot => "blind_spot",
            Self::UnsungWork => "unsung_work",
            Self::PayerWithoutChannel => "payer_without_channel",
            Self::PromiseNeverMade => "promise_never_made",
            Self::NeedUnknown => "need_unknown",
            Self::Unconfirmed => "unconfirmed",
            Self::OneWayExchange => "one_way_exchange",
            Self::RoleWithoutBoss => "role_without_boss",
            Self::NamelessSupply => "nameless_supply",
            Self::SameName => "same_name",
            Self::NoSelfCare => "no_self_care",
            Self::NotReviewed => "not_reviewed",
        }
    }

    /// A short title for a list.
    pub fn title(self) -> &'static str {
        match self {
            Self::NoLineOfSight => "No line of sight",
            Self::ClosedLoop => "A loop serving only itself",
            Self::UnservedCustomer => "Customer nobody supplies",
            Self::Gatekeeper => "Gatekeeper",
            Self::SingleThread => "Single thread",
            Self::PromiseBroken => "Promise broken",
            Self::PromiseLate => "Promise late",
            Self::WeakestHandoff => "Weakest hand-off",
            Self::Missing => "Needed but missing",
            Self::Unused => "Received but unused",
            Self::BlindSpot => "Blind spot",
            Self::UnsungWork => "Unsung work",
            Self::PayerWithoutChannel => "Payer with no channel",
            Self::PromiseNeverMade => "Promise never made",
            Self::NeedUnknown => "Need unknown",
            Self::Unconfirmed => "Claimed, not confirmed",
            Self::OneWayExchange => "One-way exchange",
            Self::RoleWithoutBoss => "Role with no boss",
            Self::NamelessSupply => "Nameless supply",
            Self::SameName => "Same name",
            Self::NoSelfCare => "Nobody takes care of self",
            Self::NotReviewed => "Nothing reviewed",
        }
    }
}
