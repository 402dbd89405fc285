use crate::model::{Flow, Point, Rect, Size};

/// What to prefer when both cannot be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Preset {
    /// Few columns and short lines.
    #[default]
    Compact,
    /// Few crossings, at the price of more columns; tried on small maps only.
    Untangled,
}

/// The column to which a party belongs by its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The first column: suppliers.
    First,
    /// Wherever the chain puts it.
    #[default]
    None,
    /// The last column: external customers.
    Last,
}

/// A party as the placement sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PartyBox {
    /// Size of its box; for an open team with members the least size of its frame.
    pub size: Size,
    /// The team that contains it, as an index into [`Request::parties`].
    pub team: Option<u32>,
    /// The column to which its kind belongs.
    pub end: End,
    /// The middle of its box, if it has to stay there.
    pub pin: Option<Point>,
}

/// A supply as the placement sees it: a line between two parties with room for a label.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SupplyLine {
    /// The supplier, as an index into [`Request::parties`].
    pub from: u32,
    /// The customer, as an index into [`Request::parties`].
    pub to: u32,
    /// Size of the label, if it has one.
    pub label: Option<Size>,
}

/// Room between the frame of a team and what is inside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameMargins {
    /// Left of the members.
    pub left: f32,
    /// Above the members; the name of the team stands there.
    pub top: f32,
    /// Right of the members.
    pub right: f32,
    /// Below the members.
    pub bottom: f32,
}

impl Default for FrameMargins {
    fn default() -> Self {
        Self { left: 22.0, top: 46.0, right: 22.0, bottom: 22.0 }
    }
}

impl FrameMargins {
    /// The frame around what is `inside` a team, at least of size `least`.
    pub(super) fn frame(self, inside: Rect, least: Size) -> Rect {
        let corner = inside.min.moved(-self.left, -self.top);
        let end = inside.max.moved(self.right, self.bottom);
        Rect::new(corner, end).union(Rect::new(corner, corner.moved(least.width, least.height)))
    }
}

/// Everything that placement needs to know about a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The parties. One that is named as somebody's team is drawn as a frame around its members.
    pub parties: Vec<PartyBox>,
    /// The supplies.
    pub supplies: Vec<SupplyLine>,
    /// Which way value flows.
    pub flow: Flow,
    /// What to prefer.
    pub preset: Preset,
    /// Room inside the frames of teams.
    pub margins: FrameMargins,
}

impl Request {
    /// The same map with both axes exchanged, so that the engine only ever flows left to right.
    ///
    /// Labels stay level: between two rows those of neighbouring lines would stand side by side and are
    /// wider than the lines are apart, so they get room for one above the other.
    pub(super) fn transposed(&self) -> Self {
        const ROWS: f32 = 2.0;
        const BETWEEN: f32 = 8.0;
        let flip = |size: Size| Size::new(size.height, size.width);
        let parties = self.parties.iter().map(|party| PartyBox {
            size: flip(party.size),
            pin: party.pin.map(|p| Point::new(p.y, p.x)),
            ..*party
        });
        let supplies = self.supplies.iter().map(|line| SupplyLine {
            label: line.label.map(|label| Size::new(ROWS * label.height + BETWEEN, label.width)),
            ..*line
        });
        let m = self.margins;
        Self {
            parties: parties.collect(),
            supplies: supplies.collect(),
            flow: self.flow,
            preset: self.preset,
            margins: FrameMargins { left: m.top, top: m.left, right: m.bottom, bottom: m.right },
        }
    }

    /// The same map with every number usable: sizes finite and not negative, indexes in range, no rings
    /// of teams. Damaged files and foreign data end here.
    pub(super) fn repaired(&self) -> Self {
        let mut fixed = self.clone();
        let count = fixed.parties.len() as u32;
        for party in &mut fixed.parties {
            party.size = Size::new(usable(party.size.width), usable(party.size.height));
            party.pin = party.pin.filter(|pin| pin.is_on_the_map());
            party.team = party.team.filter(|team| *team < count);
        }
        fixed.supplies.retain(|line| line.from < count && line.to < count);
        for line in &mut fixed.supplies {
            line.label = line.label.map(|size| Size::new(usable(size.width), usable(size.height)));
        }
        break_rings_of_teams(&mut fixed.parties);
        fixed
    }
}

fn usable(length: f32) -> f32 {
    const LONGEST: f32 = 20_000.0;
    if length.is_finite() { length.clamp(1.0, LONGEST) } else { 1.0 }
}

/// Lifts a party out of its team where following the teams outwards would come back to it.
fn break_rings_of_teams(parties: &mut [PartyBox]) {
    const UNSEEN: u32 = u32::MAX;
    let mut seen_by = vec![UNSEEN; parties.len()];
    for start in 0..parties.len() {
        let mut inner = start;
        while seen_by[inner] == UNSEEN {
            seen_by[inner] = start as u32;
            let Some(team) = parties[inner].team else { break };
            if seen_by[team as usize] == start as u32 {
                parties[inner].team = None;
                break;
            }
            inner = team as usize;
        }
    }
}
