use super::survey::Survey;
use super::{Finding, FindingKind};
use crate::model::{Standing, Supply};

/// What is missing or unused (each by itself), and what is claimed but not confirmed (in one question).
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        survey.map.supplies().filter_map(|supply| question(survey, supply)).collect();
    let claimed: Vec<&Supply> = survey.deliveries().filter(|s| s.standing == Standing::Claimed).collect();
    found.extend(survey.about_all(FindingKind::Unconfirmed, &claimed, |number, example| {
        format!("{number} that no customer has confirmed ({example}). Do the customers say so too?")
    }));
    found
}

fn question(survey: &Survey, supply: &Supply) -> Option<Finding> {
    let (kind, question) = match supply.standing {
        Standing::Missing => (FindingKind::Missing, "is needed and does not come. What would it take?"),
        Standing::Unused => (FindingKind::Unused, "is received and not used. Could it stop, or change?"),
        Standing::Claimed | Standing::Confirmed => return None,
    };
    let question = format!("{} {question}", survey.handoff(supply));
    Some(survey.about_supply(kind, supply, question))
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::{edited, questions_on};
    use crate::model::Standing;

    #[test]
    fn what_is_missing_unused_or_only_claimed() {
        let map = edited("A -> B: w\nA -> B: x\nA -> B: y\nA -> B: z", |supply| {
            supply.standing = match supply.what.as_str() {
                "w" => Standing::Missing,
                "x" => Standing::Unused,
                "y" => Standing::Confirmed,
                _ => Standing::Claimed,
            };
        });
        assert_eq!(
            questions_on(&map, "missing"),
            ["A → w → B is needed and does not come. What would it take?"]
        );
        assert_eq!(
            questions_on(&map, "unused"),
            ["A → x → B is received and not used. Could it stop, or change?"]
        );
        assert_eq!(
            questions_on(&map, "unconfirmed"),
            ["1 supply that no customer has confirmed (A → z → B). Do the customers say so too?"]
        );
    }
}
