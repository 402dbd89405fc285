use super::{Finding, FindingKind};
use crate::model::Day;

/// When the map was last looked over, as the caller knows it: the analysis has no clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The day of the last change or review.
    pub last: Day,
    /// Today.
    pub today: Day,
    /// After how many days to ask.
    pub most_days: u32,
}

/// Asks once the map has lain untouched for longer than `most_days`.
pub(super) fn find(review: Review) -> Option<Finding> {
    let days = day_number(review.today) - day_number(review.last);
    (days > i64::from(review.most_days)).then(|| Finding {
        kind: FindingKind::NotReviewed,
        question: format!("Nothing here was reviewed for {days} days. Is it still true?"),
        place: Vec::new(),
        count: days as usize,
        weight: 0,
    })
}

/// Days since a fixed day; the Gregorian calendar as counted by Howard Hinnant (“`chrono`-compatible
/// low-level date algorithms”, `days_from_civil`).
fn day_number(day: Day) -> i64 {
    let year = i64::from(day.year) - i64::from(day.month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = (i64::from(day.month) + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + i64::from(day.day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
}

#[cfg(test)]
mod tests {
    use super::{Review, find};
    use crate::model::Day;

    #[test]
    fn after_many_days_it_is_asked() {
        let day = |text| Day::parse(text).unwrap();
        let cases = [("2026-02-01", "2026-03-03", None), ("2024-02-01", "2024-03-03", Some(31))];
        for (last, today, expected) in cases {
            let found = find(Review { last: day(last), today: day(today), most_days: 30 });
            assert_eq!(found.map(|finding| finding.count), expected, "{last} to {today}");
        }
        let found = find(Review { last: day("2025-12-31"), today: day("2026-11-23"), most_days: 90 });
        assert_eq!(found.unwrap().question, "Nothing here was reviewed for 327 days. Is it still true?");
    }
}
