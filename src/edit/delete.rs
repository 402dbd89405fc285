use super::interpret::Draft;
use super::{Change, Refusal};
use crate::model::{Dismissal, ElementId, NoteId, NoteSubject, Party, PartyId, SupplyId};
use std::collections::BTreeSet;

/// Removes things with everything that hangs on them; members of a removed team move up.
///
/// What is already gone is passed over: a selection may outlive what it names.
pub(super) fn delete(
    draft: &mut Draft<'_>,
    parties: &[PartyId],
    supplies: &[SupplyId],
    notes: &[NoteId],
) -> Result<(), Refusal> {
    let parties: BTreeSet<PartyId> = parties.iter().copied().collect();
    let map = draft.organisation();
    let mut doomed_supplies: BTreeSet<SupplyId> = supplies.iter().copied().collect();
    for id in &parties {
        doomed_supplies.extend(map.supplies_from(*id).chain(map.supplies_to(*id)).map(|s| s.id));
    }
    let mut doomed_notes: BTreeSet<NoteId> = notes.iter().copied().collect();
    let subjects = parties
        .iter()
        .map(|id| NoteSubject::Party(*id))
        .chain(doomed_supplies.iter().map(|id| NoteSubject::Supply(*id)));
    for subject in subjects {
        doomed_notes.extend(map.notes_on(subject).map(|n| n.id));
    }

    let doomed_elements = (parties.iter().map(|id| (*id).into()))
        .chain(doomed_supplies.iter().map(|id| (*id).into()))
        .chain(doomed_notes.iter().map(|id| (*id).into()));
    forget_answers_about(draft, doomed_elements)?;
    for id in doomed_notes {
        let before = draft.organisation().note_row(id).cloned();
        draft.push(Change::Note { id, before, after: None })?;
    }
    for id in doomed_supplies {
        let before = draft.organisation().supply_row(id).cloned();
        draft.push(Change::Supply { id, before, after: None })?;
    }
    for id in &parties {
        move_members_up(draft, *id, &parties)?;
    }
    for id in parties {
        let before = draft.organisation().party_row(id).cloned();
        draft.push(Change::Party { id, before, after: None })?;
    }
    Ok(())
}

/// A question that names something removed cannot come back, and what was said about it goes too.
fn forget_answers_about(
    draft: &mut Draft<'_>,
    doomed: impl Iterator<Item = ElementId>,
) -> Result<(), Refusal> {
    if draft.organisation().dismissals().len() == 0 {
        return Ok(());
    }
    let doomed: BTreeSet<String> = doomed.map(Dismissal::id_word).collect();
    let names_doomed = |dismissal: &&Dismissal| dismissal.words().any(|word| doomed.contains(word));
    let answers = draft.organisation().dismissals().filter(names_doomed);
    let findings: Vec<String> = answers.map(|dismissal| dismissal.finding.clone()).collect();
    findings.iter().try_for_each(|finding| draft.ask_again(finding))
}

/// Members that stay go to the nearest team around `team` that stays.
fn move_members_up(draft: &mut Draft<'_>, team: PartyId, doomed: &BTreeSet<PartyId>) -> Result<(), Refusal> {
    let map = draft.organisation();
    let home = map.teams_around(team).into_iter().find(|around| !doomed.contains(around));
    let staying: Vec<Party> = map.members_of(team).filter(|m| !doomed.contains(&m.id)).cloned().collect();
    staying.into_iter().try_for_each(|member| draft.put_party(Party { team: home, ..member }))
}
