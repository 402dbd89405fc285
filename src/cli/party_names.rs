use super::failure::Failure;
use crate::exchange::text;
use crate::model::{Organisation, PartyId, fold_name};

/// Names that are this alike are offered as what may have been meant (Jaro–Winkler, 0 to 1).
const ALIKE: f64 = 0.8;
/// As many names are offered.
const MOST_OFFERED: usize = 5;

/// The one party that `name` means: a name, or `Finance / Payroll` where several have it.
pub(super) fn party_called(map: &Organisation, name: &str) -> Result<PartyId, Failure> {
    match text::parties_called(map, name).as_slice() {
        [only] => Ok(*only),
        [] => Err(Failure::new(format!("Nobody on the map is called “{name}”{}", suggestions(map, name)))),
        several => {
            let names: Vec<String> = several
                .iter()
                .take(MOST_OFFERED)
                .map(|id| format!("“{}”", text::name_of(map, *id)))
                .collect();
            let more = if several.len() > names.len() { " …" } else { "" };
            let (count, names) = (several.len(), names.join(", "));
            Err(Failure::new(format!("{count} parties are called “{name}”; say which: {names}{more}")))
        }
    }
}

fn suggestions(map: &Organisation, name: &str) -> String {
    let wanted = fold_name(name);
    let mut alike: Vec<(f64, &str)> = map
        .parties()
        .map(|party| {
            let folded = fold_name(&party.name);
            let contains = !wanted.is_empty() && folded.contains(&wanted);
            (if contains { 1.0 } else { strsim::jaro_winkler(&folded, &wanted) }, party.name.as_str())
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.dedup_by_key(|(_, name)| *name);
    let names: Vec<String> = alike.iter().take(MOST_OFFERED).map(|(_, name)| format!("“{name}”")).collect();
    match names.as_slice() {
        [] => ". `baton trace MAP` lists every role.".to_owned(),
        names => format!("; did you mean {}?", names.join(" or ")),
    }
}
