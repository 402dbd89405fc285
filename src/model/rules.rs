use super::{
    Dismissal, ElementId, MAX_FINDING_CHARS, Note, NoteSubject, Organisation, Party, PartyKind, Supply,
    clean_line, clean_text,
};
use thiserror::Error;

/// A rule of the model that does not hold, worded for people.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RuleBreak {
    /// A coordinate is not a number or is off the map.
    #[error("“{0}” would be placed off the map")]
    OffTheMap(String),
    /// What a customer is worth is not a number or beyond all measure.
    #[error("what “{0}” is worth is not a number that the map can keep")]
    WorthOutOfRange(String),
    /// A team would contain itself.
    #[error("“{0}” cannot be part of itself")]
    TeamInsideItself(String),
    /// Only a team can contain others.
    #[error("“{0}” is not a team and cannot contain others")]
    NotATeam(String),
    /// A name or text holds control characters or is too long.
    #[error("a text is too long or holds characters that cannot be shown")]
    UncleanText,
    /// Something refers to a thing that is not there.
    #[error("something on the map refers to a thing that is not there")]
    Dangling(ElementId),
}

/// Checks one party against the rest of `organisation` (which may or may not hold it yet).
///
/// # Errors
/// The first rule that does not hold.
pub fn check_party(organisation: &Organisation, party: &Party) -> Result<(), RuleBreak> {
    let sizes = party.frame.map_or(Some(()), |f| {
        (f.width.is_finite() && f.height.is_finite() && f.width >= 0.0 && f.height >= 0.0).then_some(())
    });
    if !party.place.is_on_the_map() || sizes.is_none() {
        return Err(RuleBreak::OffTheMap(party.name.clone()));
    }
    if !party.worth.is_in_range() {
        return Err(RuleBreak::WorthOutOfRange(party.name.clone()));
    }
    if clean_line(&party.name) != party.name
        || clean_line(&party.holder) != party.holder
        || clean_text(&party.purpose) != party.purpose
    {
        return Err(RuleBreak::UncleanText);
    }
    let Some(team) = party.team else { return Ok(()) };
    let Some(parent) = organisation.party(team) else {
        return Err(RuleBreak::Dangling(team.into()));
    };
    if parent.kind != PartyKind::Team {
        return Err(RuleBreak::NotATeam(parent.name.clone()));
    }
    if team == party.id || organisation.teams_around(team).contains(&party.id) {
        return Err(RuleBreak::TeamInsideItself(party.name.clone()));
    }
    Ok(())
}

/// Checks one supply against the rest of `organisation`.
///
/// # Errors
/// The first rule that does not hold.
pub fn check_supply(organisation: &Organisation, supply: &Supply) -> Result<(), RuleBreak> {
    for end in [supply.supplier, supply.customer] {
        if organisation.party(end).is_none() {
            return Err(RuleBreak::Dangling(end.into()));
        }
    }
    let terms = &supply.terms;
    let texts = [&terms.need, &terms.promise, &terms.quality, &terms.by_when, &terms.lead_time];
    if clean_line(&supply.what) != supply.what || texts.into_iter().any(|t| clean_text(t) != *t) {
        return Err(RuleBreak::UncleanText);
    }
    Ok(())
}

/// Checks one note against the rest of `organisation`.
///
/// # Errors
/// The first rule that does not hold.
pub fn check_note(organisation: &Organisation, note: &Note) -> Result<(), RuleBreak> {
    let subject = match note.subject {
        NoteSubject::Party(id) => ElementId::Party(id),
        NoteSubject::Supply(id) => ElementId::Supply(id),
    };
    if !organisation.contains(subject) {
        return Err(RuleBreak::Dangling(subject));
    }
    if clean_text(&note.text) != note.text
        || clean_line(&note.voice) != note.voice
        || clean_line(&note.owner) != note.owner
    {
        return Err(RuleBreak::UncleanText);
    }
    Ok(())
}

/// Checks what is remembered about one question.
///
/// # Errors
/// The first rule that does not hold.
pub fn check_dismissal(dismissal: &Dismissal) -> Result<(), RuleBreak> {
    let name = &dismissal.finding;
    let is_clean = !name.is_empty() && clean_line(name) == *name && name.len() <= MAX_FINDING_CHARS;
    if is_clean && dismissal.count > 0 { Ok(()) } else { Err(RuleBreak::UncleanText) }
}

/// Checks everything.
///
/// # Errors
/// The first rule that does not hold.
pub fn check_organisation(organisation: &Organisation) -> Result<(), RuleBreak> {
    if clean_line(organisation.title()) != organisation.title() {
        return Err(RuleBreak::UncleanText);
    }
    organisation.parties().try_for_each(|party| {
        check_party(organisation, party)?;
        let has_members = organisation.members_of(party.id).next().is_some();
        if has_members && party.kind != PartyKind::Team {
            return Err(RuleBreak::NotATeam(party.name.clone()));
        }
        Ok(())
    })?;
    organisation.supplies().try_for_each(|supply| check_supply(organisation, supply))?;
    organisation.notes().try_for_each(|note| check_note(organisation, note))?;
    organisation.dismissals().try_for_each(check_dismissal)
}
