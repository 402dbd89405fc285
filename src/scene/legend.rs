use super::supply::LineLook;
use super::{Item, Lit, Options, Outline, Scene, Stroke, TextMeasurer, Theme, Way};
use super::{badge, label, metrics, party, route};
use crate::analysis::lenses::Lens;
use crate::model::{
    NoteKind, NoteSubject, Organisation, PartyId, PartyKind, Point, Rating, Rect, Size, Standing, Supply,
    SupplyId, SupplyKind,
};

/// Size of the sample beside the words.
pub(super) const SAMPLE: Size = Size::new(42.0, 22.0);

/// One thing that the legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Entry {
    Party(PartyKind),
    Supply(SupplyKind),
    Informal,
    Missing,
    Rating,
    Origin,
    Downstream,
    Upstream,
    Named(Lens),
    Note(NoteKind),
}

/// What is on the picture, each once: no more and no less than the legend has to explain.
pub(super) fn entries(organisation: &Organisation, scene: &Scene, options: &Options) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (id, _) in scene.party_boxes() {
        entries.extend(organisation.party(id).map(|party| Entry::Party(party.kind)));
        entries.extend(noted(organisation, NoteSubject::Party(id), options));
        entries.extend(traced(id, options));
    }
    for supply in organisation.supplies().filter(|supply| scene.supply_line(supply.id).is_some()) {
        entries.push(Entry::Supply(supply.kind));
        entries.extend(noted(organisation, NoteSubject::Supply(supply.id), options));
        let is_rated = options.ratings && label::quiet_rating(supply).is_some();
        entries.extend(is_rated.then_some(Entry::Rating));
        match supply.standing {
            Standing::Missing => entries.push(Entry::Missing),
            _ if supply.informal => entries.push(Entry::Informal),
            _ => {}
        }
    }
    entries.sort_unstable();
    entries.dedup();
    entries
}

fn noted(
    organisation: &Organisation,
    subject: NoteSubject,
    options: &Options,
) -> impl Iterator<Item = Entry> {
    badge::note_counts(organisation, subject, options.notes).into_iter().map(|(kind, _)| Entry::Note(kind))
}

fn traced(party: PartyId, options: &Options) -> Option<Entry> {
    let emphasis = options.emphasis.as_ref()?;
    if emphasis.origins.contains(&party) {
        return Some(Entry::Origin);
    }
    emphasis.parties.get(&party).map(|lit| match (emphasis.lens, lit.way) {
        (Some(lens), _) => Entry::Named(lens),
        (None, Way::Downstream) => Entry::Downstream,
        (None, Way::Upstream) => Entry::Upstream,
    })
}

impl Entry {
    pub(super) fn words(self) -> String {
        match self {
            Self::Party(kind) => kind.word().to_owned(),
            Self::Supply(kind) => kind.word().to_owned(),
            Self::Informal => "informal".to_owned(),
            Self::Missing => "needed but missing".to_owned(),
            Self::Rating => "the customer's rating, 1 to 5".to_owned(),
            Self::Origin => "where the trace begins".to_owned(),
            Self::Downstream => "customers down the chain, with hand-offs".to_owned(),
            Self::Upstream => "suppliers up the chain, with hand-offs".to_owned(),
            Self::Named(lens) => format!("named by “{}”, in this order", lens.title()),
            Self::Note(kind) => format!("note: {}", kind.word()),
        }
    }

    /// A small example, drawn as the thing itself is.
    pub(super) fn sample(self, rect: Rect, theme: &Theme, measurer: &dyn TextMeasurer) -> Vec<Item> {
        let role = || box_sample(PartyKind::Role, rect, theme);
        let outline = |margin: f32| Outline::RoundedRect(rect.grown(margin), 5.0);
        let lit = |way: Way| {
            let ring = badge::ring_badge(Lit { way, ring: 1 }, rect.min.moved(2.0, 2.0), theme, measurer);
            [vec![role()], badge::lit_edge(way, outline, theme), ring].concat()
        };
        match self {
            Self::Party(kind) => vec![box_sample(kind, rect, theme)],
            Self::Supply(kind) => line_sample(rect, theme, |supply| supply.kind = kind),
            Self::Informal => line_sample(rect, theme, |supply| supply.informal = true),
            Self::Missing => line_sample(rect, theme, |supply| supply.standing = Standing::Missing),
            Self::Rating => {
                let good = Rating::ALL.into_iter().nth(3);
                good.into_iter()
                    .flat_map(|rating| label::rating_disc(rating, rect.center(), theme, measurer))
                    .collect()
            }
            Self::Origin => [vec![role()], badge::origin_edge(outline, theme.ink)].concat(),
            Self::Downstream | Self::Named(_) => lit(Way::Downstream),
            Self::Upstream => lit(Way::Upstream),
            Self::Note(kind) => {
                let right = rect.center().moved(metrics::BADGE / 2.0, 0.0);
                badge::note_badges(&[(kind, 1)], right, theme, measurer)
            }
        }
    }
}

fn box_sample(kind: PartyKind, rect: Rect, theme: &Theme) -> Item {
    let colors = theme.party(kind);
    let stroke = Stroke { color: colors.edge, width: metrics::BOX_EDGE, dash: party::edge_dash(kind) };
    Item::filled(party::outline(kind, rect), colors.fill, stroke)
}

fn line_sample(rect: Rect, theme: &Theme, change: impl FnOnce(&mut Supply)) -> Vec<Item> {
    let nobody = PartyId::from_u128(0);
    let mut supply = Supply::new(SupplyId::from_u128(0), nobody, nobody, "");
    change(&mut supply);
    let (left, right) = (Point::new(rect.min.x, rect.center().y), Point::new(rect.max.x, rect.center().y));
    let third = (right.x - left.x) / 3.0;
    let curve = [left, left.moved(third, 0.0), right.moved(-third, 0.0), right];
    let look = LineLook { supply: &supply, way: None, theme };
    look.items(&curve, &route::flattened(&curve), f32::INFINITY)
}
