use super::lex;
use crate::model::{
    Answer, Day, Delivery, Hold, Note, NoteKind, NoteState, Party, Point, Rating, Size, Standing, Supply,
    Visibility, clean_line, clean_text,
};

/// What an indented line adds to the line above it: `key: value`, a single word, or a note.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// Feedback on the party or supply above.
    Note(NoteKind, String),

    /// Of a party: who wears the hat.
    Holder(String),
    /// Of a party: why it exists.
    Purpose(String),
    /// Of a party: where a hand has put it.
    Place(Point),
    /// Of a party: pinned on purpose.
    Pinned,
    /// Of a team: drawn as a single box.
    Folded,
    /// Of a team: least size of its frame.
    Frame(Size),
    /// Of an external customer: what it brings in.
    Revenue(f64),
    /// Of an external customer: how large it is.
    Size(f64),
    /// Of an external customer: what it could bring in.
    Potential(f64),
    /// Of an external customer: how much it recommends us.
    Advocacy(f64),
    /// Of an external customer: how much joy it is to serve.
    Joy(f64),

    /// Of a supply: outside the agreed ways.
    Informal,
    /// Of a supply: how sure it is.
    Standing(Standing),
    /// Of a supply: how well the supplier thinks it serves.
    OwnRating(Rating),
    /// Of a supply: how well the customer says it is served.
    CustomersRating(Rating),
    /// Of a supply: what matters to the customer.
    Need(String),
    /// Of a supply: what the supplier promises.
    Promise(String),
    /// Of a supply: how good it will be.
    Quality(String),
    /// Of a supply: by when.
    ByWhen(String),
    /// Of a supply: how long it takes.
    LeadTime(String),
    /// Of a supply: the answer to what was asked for.
    Answer(Answer),
    /// Of a supply: how far the promise has got.
    Delivery(Delivery),

    /// Of a note: who says it.
    Voice(String),
    /// Of a note: who may see it.
    Visibility(Visibility),
    /// Of a note: who takes care of it.
    Owner(String),
    /// Of a note: by when.
    Due(Day),
    /// Of a note: done.
    Resolved,
}

impl Detail {
    /// Reads an indented line; nothing if it is no detail but a statement.
    pub(super) fn parse(line: &str) -> Option<Result<Self, &'static str>> {
        if let Some((kind, 0, after)) = lex::first_note_sign(line) {
            let text = clean_text(&lex::unescaped(line.get(after..).unwrap_or_default()));
            return Some(Ok(Self::Note(kind, text)));
        }
        match line {
            "pinned" => return Some(Ok(Self::Pinned)),
            "folded" => return Some(Ok(Self::Folded)),
            "informal" => return Some(Ok(Self::Informal)),
            "resolved" => return Some(Ok(Self::Resolved)),
            _ => {}
        }
        let (key, value) = lex::split_once(line, ':')?;
        let value = lex::unescaped(value);
        Self::text(key, &value)
            .map(Ok)
            .or_else(|| Self::choice(key, &value))
            .or_else(|| Self::number(key, &value))
    }

    fn text(key: &str, value: &str) -> Option<Self> {
        let (line, text) = (clean_line(value), clean_text(value));
        Some(match key {
            "holder" => Self::Holder(line),
            "purpose" => Self::Purpose(text),
            "need" => Self::Need(text),
            "promise" => Self::Promise(text),
            "quality" => Self::Quality(text),
            "by when" => Self::ByWhen(text),
            "lead time" => Self::LeadTime(text),
            "said by" => Self::Voice(line),
            "owner" => Self::Owner(line),
            _ => return None,
        })
    }

    fn choice(key: &str, value: &str) -> Option<Result<Self, &'static str>> {
        Some(match key {
            "standing" => Standing::ALL
                .into_iter()
                .find(|standing| standing.word() == value)
                .map(Self::Standing)
                .ok_or("A standing is: claimed, confirmed, received but unused, needed but missing."),
            "answer" => Answer::ALL
                .into_iter()
                .find(|answer| answer.word() == value)
                .map(Self::Answer)
                .ok_or("An answer is: yes, no, I will try, whatever."),
            "delivery" => Delivery::ALL
                .into_iter()
                .find(|delivery| delivery.word() == value)
                .map(Self::Delivery)
                .ok_or("A delivery is: not discussed, asked, agreed, kept early, kept, late, broken."),
            "visibility" => Visibility::ALL
                .into_iter()
                .find(|visibility| visibility.word() == value)
                .map(Self::Visibility)
                .ok_or("A visibility is: room, facilitator only, anonymous."),
            "due" => Day::parse(value).map(Self::Due).ok_or("A day is written like 2026-11-23."),
            _ => return None,
        })
    }

    fn number(key: &str, value: &str) -> Option<Result<Self, &'static str>> {
        let rating = || value.parse().ok().and_then(Rating::new).ok_or("A rating is 1, 2, 3, 4 or 5.");
        let number = || {
            let number = value.parse().ok().filter(|number: &f64| number.is_finite());
            number.ok_or("That is no number.")
        };
        let pair = || {
            let (first, second) = value.split_once(',')?;
            let read = |text: &str| text.trim().parse().ok().filter(|number: &f32| number.is_finite());
            Some((read(first)?, read(second)?))
        };
        Some(match key {
            "own rating" => rating().map(Self::OwnRating),
            "customer's rating" => rating().map(Self::CustomersRating),
            "revenue" => number().map(Self::Revenue),
            "size" => number().map(Self::Size),
            "potential" => number().map(Self::Potential),
            "advocacy" => number().map(Self::Advocacy),
            "joy" => number().map(Self::Joy),
            "place" => {
                pair().map(|(x, y)| Self::Place(Point::new(x, y))).ok_or("A place is two numbers: 120, 80.")
            }
            "frame" => {
                pair().map(|(w, h)| Self::Frame(Size::new(w, h))).ok_or("A frame is two numbers: 300, 200.")
            }
            _ => return None,
        })
    }

    /// The line that [`Detail::parse`] reads, without its indentation.
    pub(super) fn line(&self) -> String {
        let keyed = |key: &str, value: &str| format!("{key}: {}", lex::escaped_text(value));
        match self {
            Self::Note(kind, text) => {
                format!("{} {}", kind.sign(), lex::escaped_text(text)).trim_end().to_owned()
            }
            Self::Holder(text) => keyed("holder", text),
            Self::Purpose(text) => keyed("purpose", text),
            Self::Place(place) => format!("place: {}, {}", place.x, place.y),
            Self::Pinned => "pinned".to_owned(),
            Self::Folded => "folded".to_owned(),
            Self::Frame(size) => format!("frame: {}, {}", size.width, size.height),
            Self::Revenue(number) => format!("revenue: {number}"),
            Self::Size(number) => format!("size: {number}"),
            Self::Potential(number) => format!("potential: {number}"),
            Self::Advocacy(number) => format!("advocacy: {number}"),
            Self::Joy(number) => format!("joy: {number}"),
            Self::Informal => "informal".to_owned(),
            Self::Standing(standing) => keyed("standing", standing.word()),
            Self::OwnRating(rating) => format!("own rating: {}", rating.value()),
            Self::CustomersRating(rating) => format!("customer's rating: {}", rating.value()),
            Self::Need(text) => keyed("need", text),
            Self::Promise(text) => keyed("promise", text),
            Self::Quality(text) => keyed("quality", text),
            Self::ByWhen(text) => keyed("by when", text),
            Self::LeadTime(text) => keyed("lead time", text),
            Self::Answer(answer) => keyed("answer", answer.word()),
            Self::Delivery(delivery) => keyed("delivery", delivery.word()),
            Self::Voice(text) => keyed("said by", text),
            Self::Visibility(visibility) => keyed("visibility", visibility.word()),
            Self::Owner(text) => keyed("owner", text),
            Self::Due(day) => format!("due: {day}"),
            Self::Resolved => "resolved".to_owned(),
        }
    }

    /// Everything about a party that its own line does not say.
    pub(super) fn of_party(party: &Party) -> Vec<Self> {
        let said =
            |text: &String, detail: fn(String) -> Self| (!text.is_empty()).then(|| detail(text.clone()));
        let worth = party.worth;
        [
            said(&party.holder, Self::Holder),
            said(&party.purpose, Self::Purpose),
            (party.hold != Hold::Free).then_some(Self::Place(party.place)),
            (party.hold == Hold::Pinned).then_some(Self::Pinned),
            party.folded.then_some(Self::Folded),
            party.frame.map(Self::Frame),
            worth.revenue.map(Self::Revenue),
            worth.size.map(Self::Size),
            worth.potential.map(Self::Potential),
            worth.advocacy.map(Self::Advocacy),
            worth.joy.map(Self::Joy),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Everything about a supply that its own line does not say.
    pub(super) fn of_supply(supply: &Supply) -> Vec<Self> {
        let said =
            |text: &String, detail: fn(String) -> Self| (!text.is_empty()).then(|| detail(text.clone()));
        let terms = &supply.terms;
        [
            supply.informal.then_some(Self::Informal),
            (supply.standing != Standing::default()).then_some(Self::Standing(supply.standing)),
            supply.own_rating.map(Self::OwnRating),
            supply.customers_rating.map(Self::CustomersRating),
            said(&terms.need, Self::Need),
            said(&terms.promise, Self::Promise),
            said(&terms.quality, Self::Quality),
            said(&terms.by_when, Self::ByWhen),
            said(&terms.lead_time, Self::LeadTime),
            terms.answer.map(Self::Answer),
            (terms.delivery != Delivery::default()).then_some(Self::Delivery(terms.delivery)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Everything about a note beside its kind and text.
    pub(super) fn of_note(note: &Note) -> Vec<Self> {
        let said =
            |text: &String, detail: fn(String) -> Self| (!text.is_empty()).then(|| detail(text.clone()));
        [
            said(&note.voice, Self::Voice),
            (note.visibility != Visibility::default()).then_some(Self::Visibility(note.visibility)),
            said(&note.owner, Self::Owner),
            note.due.map(Self::Due),
            (note.state == NoteState::Resolved).then_some(Self::Resolved),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
