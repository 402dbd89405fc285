use super::survey::Survey;
use super::{Finding, FindingKind};
use crate::model::{Answer, Delivery, Supply};

/// Promises broken or late (each by itself), never made, and needs unknown (each kind in one question).
pub(super) fn find(survey: &Survey) -> Vec<Finding> {
    let mut found: Vec<Finding> = survey.map.supplies().filter_map(|supply| missed(survey, supply)).collect();
    let unpromised: Vec<&Supply> = survey.deliveries().filter(|supply| is_never_promised(supply)).collect();
    found.extend(survey.about_all(FindingKind::PromiseNeverMade, &unpromised, |number, example| {
        format!("{number} with a known need and no promise ({example}). Who answers?")
    }));
    let unknown: Vec<&Supply> = survey.deliveries().filter(|supply| supply.terms.need.is_empty()).collect();
    found.extend(survey.about_all(FindingKind::NeedUnknown, &unknown, |number, example| {
        format!(
            "{number} with a need that nobody has written down ({example}). What matters to the customer?"
        )
    }));
    found
}

fn missed(survey: &Survey, supply: &Supply) -> Option<Finding> {
    let (kind, question) = match supply.terms.delivery {
        Delivery::Broken => (FindingKind::PromiseBroken, "was not kept. What got in the way?"),
        Delivery::Late => (FindingKind::PromiseLate, "was kept too late. What took the time?"),
        _ => return None,
    };
    let question = format!("The promise {} {question}", survey.handoff(supply));
    Some(survey.about_supply(kind, supply, question))
}

/// The customer has said what it needs, or has asked, and no promise has come of it.
fn is_never_promised(supply: &Supply) -> bool {
    let terms = &supply.terms;
    let is_asked = !terms.need.is_empty() || terms.delivery == Delivery::Asked;
    let is_promised = !terms.promise.is_empty()
        || matches!(terms.answer, Some(Answer::Yes | Answer::WillTry))
        || !matches!(terms.delivery, Delivery::NotDiscussed | Delivery::Asked);
    is_asked && !is_promised
}

#[cfg(test)]
mod tests {
    use crate::analysis::findings::testing::{edited, questions_on};
    use crate::model::{Answer, Delivery};

    #[test]
    fn promises_broken_late_and_never_made() {
        let map = edited("A -> B: v\nA -> B: w\nA -> B: x\nA -> B: y\nA -> B: z", |supply| {
            match supply.what.as_str() {
                "v" => supply.terms.delivery = Delivery::Broken,
                "w" => supply.terms.delivery = Delivery::Late,
                "x" => supply.terms.need = "by noon".into(),
                "y" => (supply.terms.need, supply.terms.answer) = ("soon".into(), Some(Answer::Yes)),
                _ => {}
            }
        });
        assert_eq!(
            questions_on(&map, "promise_broken"),
            ["The promise A → v → B was not kept. What got in the way?"]
        );
        assert_eq!(
            questions_on(&map, "promise_late"),
            ["The promise A → w → B was kept too late. What took the time?"]
        );
        assert_eq!(
            questions_on(&map, "promise_never_made"),
            ["1 supply with a known need and no promise (A → x → B). Who answers?"]
        );
        assert_eq!(
            questions_on(&map, "need_unknown"),
            [
                "3 supplies with a need that nobody has written down (first A → v → B). What matters to the customer?"
            ]
        );
    }
}
