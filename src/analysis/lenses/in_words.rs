use crate::model::{Delivery, Supply};

/// What is supplied, or a word where it has no name.
pub(super) fn what(supply: &Supply) -> String {
    let words: Vec<&str> = supply.what.split_whitespace().collect();
    if words.is_empty() { "something unnamed".to_owned() } else { words.join(" ") }
}

/// `pay run (own 5, theirs 3)`, or only the name where nothing is rated.
pub(super) fn rated(supply: &Supply) -> String {
    let own = supply.own_rating.map(|rating| format!("own {}", rating.value()));
    let customers = supply.customers_rating.map(|rating| format!("customer’s {}", rating.value()));
    let ratings: Vec<String> = own.into_iter().chain(customers).collect();
    if ratings.is_empty() { what(supply) } else { format!("{} ({})", what(supply), ratings.join(", ")) }
}

/// The three steps with a customer: is the need known, is a promise made, is it kept?
pub(super) fn three_steps(supply: &Supply) -> String {
    let terms = &supply.terms;
    let need = if terms.need.is_empty() { "need not known" } else { "need known" };
    let is_promised =
        !terms.promise.is_empty() || !matches!(terms.delivery, Delivery::NotDiscussed | Delivery::Asked);
    let promise = if is_promised { "promise made" } else { "no promise made" };
    let kept = match terms.delivery {
        Delivery::KeptEarly => "kept early",
        Delivery::Kept => "kept",
        Delivery::Late => "kept late",
        Delivery::Broken => "not kept",
        Delivery::NotDiscussed | Delivery::Asked | Delivery::Agreed if is_promised => "not kept yet",
        _ => "nothing to keep",
    };
    format!("{}: {need}, {promise}, {kept}", what(supply))
}
