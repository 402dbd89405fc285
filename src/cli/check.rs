use super::counted;
use super::failure::Failure;
use crate::document;
use std::path::Path;

/// `baton check MAP`
pub(super) fn run(map: &Path) -> Result<String, Failure> {
    let report = document::check(map)?;
    if !report.is_clean() {
        let problems = report.problems.join("; ");
        return Err(Failure::new(format!(
            "“{}” is not as Baton wrote it: {problems}. It was left as it is; open an earlier copy.",
            map.display()
        )));
    }
    Ok(format!(
        "{}: all is well. {} parties, {} supplies, {} notes; {} can be undone, {} redone.\n",
        map.display(),
        report.parties,
        report.supplies,
        report.notes,
        counted(report.steps_done, "step"),
        report.steps_undone
    ))
}
