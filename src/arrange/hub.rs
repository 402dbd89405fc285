//! Hubs: many leaves at one box (1,360 direct reports) become a readable block instead of an endless column.

use super::columns::{Arranged, in_columns};
use super::ruling::Stand;
use super::sheet::{Line, Sheet};
use super::{BOX_GAP, End, Preset, Watch, pack};
use crate::model::{Point, Size};

/// Leaves of one hub that are drawn as a grid.
struct Block {
    leaves: Vec<u32>,
    /// The middle of each leaf, from the block's top left corner.
    centers: Vec<Point>,
    size: Size,
    stand: Stand,
}

/// Arranges a connected level in columns, with the leaves of large hubs in blocks.
pub(super) fn in_columns_with_blocks(sheet: &Sheet, preset: Preset, watch: &Watch) -> Option<Arranged> {
    let blocks = blocks(sheet);
    if blocks.is_empty() {
        return in_columns(sheet, preset, watch);
    }
    let (folded, stand_in) = fold(sheet, &blocks);
    let arranged = in_columns(&folded, preset, watch)?;
    let mut centers: Vec<Point> = stand_in.iter().map(|v| arranged.centers[*v as usize]).collect();
    for block in &blocks {
        for (leaf, inside) in block.leaves.iter().zip(&block.centers) {
            let middle = centers[*leaf as usize];
            centers[*leaf as usize] =
                middle.moved(inside.x - block.size.width / 2.0, inside.y - block.size.height / 2.0);
        }
    }
    Some(Arranged { centers, ..arranged })
}

/// Leaves of the same hub, on the same side of it, where they are too many for a column.
fn blocks(sheet: &Sheet) -> Vec<Block> {
    const MOST_IN_A_COLUMN: usize = 12;
    const MOST_OUTSIDE_IN_A_COLUMN: usize = 40;
    let mut leaves: Vec<(u32, bool, End, u32)> = hubs(sheet)
        .into_iter()
        .enumerate()
        .filter_map(|(v, hub)| hub.map(|(hub, is_customer)| (hub, is_customer, sheet.ends[v], v as u32)))
        .collect();
    leaves.sort_unstable();
    let groups = leaves.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2));
    let large = groups.filter(|group| {
        let limit = if group[0].2 == End::None { MOST_IN_A_COLUMN } else { MOST_OUTSIDE_IN_A_COLUMN };
        group.len() > limit
    });
    let widest_label = sheet.lines.iter().map(|line| line.label_width).fold(0.0, f32::max);
    let block = |group: &[(u32, bool, End, u32)]| {
        const ASPECT: f32 = 1.0;
        let leaves: Vec<u32> = group.iter().map(|leaf| leaf.3).collect();
        let sizes: Vec<Size> = leaves.iter().map(|v| sheet.sizes[*v as usize]).collect();
        let gap = BOX_GAP as f32;
        let widest = sizes.iter().map(|size| size.width).fold(0.0, f32::max);
        let in_columns = sheet.ruling.map(|ruling| ruling.pitch - widest);
        let beside = in_columns.unwrap_or(0.0).max(gap).max(widest_label + gap);
        let (centers, size) = pack::in_grid(&sizes, Size::new(beside, gap), ASPECT);
        let stand = sheet.ruling.map_or(Stand::default(), |ruling| ruling.stand_of_box(size.width));
        Block { leaves, centers, size, stand }
    };
    large.map(block).collect()
}

/// For every box that is joined to one other only: which, and whether it is its customer.
fn hubs(sheet: &Sheet) -> Vec<Option<(u32, bool)>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Joined {
        Nobody,
        One(u32, bool),
        Several,
    }
    let mut joined = vec![Joined::Nobody; sheet.sizes.len()];
    for line in sheet.lines.iter().filter(|line| line.from != line.to) {
        for (v, hub, is_customer) in [(line.from, line.to, false), (line.to, line.from, true)] {
            let slot = &mut joined[v as usize];
            *slot = match *slot {
                Joined::Nobody => Joined::One(hub, is_customer),
                Joined::One(other, _) if other != hub => Joined::Several,
                same => same,
            };
        }
    }
    let hub =
        |joined| if let Joined::One(hub, is_customer) = joined { Some((hub, is_customer)) } else { None };
    joined.into_iter().map(hub).collect()
}

/// The level with every block as one box, and for each box of `sheet` what stands for it.
fn fold(sheet: &Sheet, blocks: &[Block]) -> (Sheet, Vec<u32>) {
    let count = sheet.sizes.len();
    let mut block_of = vec![None; count];
    for (number, block) in blocks.iter().enumerate() {
        block.leaves.iter().for_each(|leaf| block_of[*leaf as usize] = Some(number));
    }
    let mut folded = Sheet { aspect: sheet.aspect, ruling: sheet.ruling, ..Sheet::default() };
    let mut box_of_block = vec![None; blocks.len()];
    let mut stand_in = Vec::with_capacity(count);
    for (v, block) in block_of.into_iter().enumerate() {
        let known = block.and_then(|block| box_of_block[block]);
        let number = known.unwrap_or(folded.sizes.len() as u32);
        stand_in.push(number);
        if known.is_some() {
            continue;
        }
        folded.sizes.push(block.map_or(sheet.sizes[v], |block| blocks[block].size));
        folded.ends.push(sheet.ends[v]);
        folded.stands.extend(block.map_or(sheet.stands.get(v).copied(), |block| Some(blocks[block].stand)));
        if let Some(block) = block {
            box_of_block[block] = Some(number);
        }
    }
    let renamed =
        |line: &Line| Line { from: stand_in[line.from as usize], to: stand_in[line.to as usize], ..*line };
    folded.lines = sheet.lines.iter().map(renamed).collect();
    // A block is joined to its hub by one line, however many leaves it has.
    let is_block = |v: u32| box_of_block.contains(&Some(v));
    folded.lines.sort_by_key(|line| (line.from, line.to));
    folded.lines.dedup_by(|a, b| (a.from, a.to) == (b.from, b.to) && (is_block(a.from) || is_block(a.to)));
    (folded, stand_in)
}
