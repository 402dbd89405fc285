use super::columns::Arranged;
use super::components::Pieces;
use super::hub::in_columns_with_blocks;
use super::ruling::Ruling;
use super::sheet::Sheet;
use super::{BOX_GAP, End, PIECE_GAP, Preset, Watch, pack};
use crate::model::{Point, Size};

/// Arranges one level: each connected piece in columns, isolated boxes in a grid, all packed by shape.
///
/// Suppliers and external customers count as connected, so that the map has one first and one last column.
/// Pins are left for later (`pinned`). `None` if the watch stopped the work.
pub(super) fn arrange(sheet: &Sheet, preset: Preset, watch: &Watch) -> Option<Arranged> {
    let mut blocks = Vec::new();
    let mut isolated = Vec::new();
    for piece in pieces(sheet) {
        if let [alone] = piece[..] {
            isolated.push(alone);
            continue;
        }
        let arranged = in_columns_with_blocks(&part_of(sheet, &piece), preset, watch)?;
        blocks.push((piece, arranged));
    }
    isolated.sort_by_key(|v| (sheet.ends[*v as usize], *v));
    if let Some(ruling) = sheet.ruling {
        return Some(stacked(sheet, ruling, blocks, &isolated));
    }
    if !isolated.is_empty() {
        let sizes: Vec<Size> = isolated.iter().map(|v| sheet.sizes[*v as usize]).collect();
        let (centers, size) = pack::in_grid(&sizes, Size::new(BOX_GAP as f32, BOX_GAP as f32), sheet.aspect);
        blocks.push((isolated, Arranged { centers, size, ..Arranged::default() }));
    }
    Some(packed(sheet, &blocks))
}

fn packed(sheet: &Sheet, blocks: &[(Vec<u32>, Arranged)]) -> Arranged {
    let sizes: Vec<Size> = blocks.iter().map(|(_, arranged)| arranged.size).collect();
    let (corners, size) = pack::in_shelves(&sizes, PIECE_GAP, sheet.aspect);
    let mut centers = vec![Point::default(); sheet.sizes.len()];
    for ((nodes, arranged), corner) in blocks.iter().zip(corners) {
        for (v, center) in nodes.iter().zip(&arranged.centers) {
            centers[*v as usize] = center.moved(corner.x, corner.y);
        }
    }
    Arranged { centers, size, ..Arranged::default() }
}

/// Connected blocks first, then isolated boxes, each in the columns where it comes highest.
fn stacked(
    sheet: &Sheet,
    ruling: Ruling,
    mut blocks: Vec<(Vec<u32>, Arranged)>,
    isolated: &[u32],
) -> Arranged {
    blocks.sort_by(|a, b| b.1.size.height.total_cmp(&a.1.size.height));
    blocks.extend(isolated.iter().map(|v| {
        let (size, stand) = (sheet.sizes[*v as usize], sheet.stands[*v as usize]);
        let centers = vec![Point::new(ruling.middle(0, stand), size.height / 2.0)];
        (vec![*v], Arranged { centers, size, columns: stand.span })
    }));
    let sizes: Vec<(u32, f32)> = blocks.iter().map(|(_, block)| (block.columns, block.size.height)).collect();
    let (corners, columns, height) = pack::in_columns(&sizes, ruling.pitch, BOX_GAP as f32, sheet.aspect);
    let mut centers = vec![Point::default(); sheet.sizes.len()];
    for ((nodes, arranged), (first, top)) in blocks.iter().zip(corners) {
        for (v, center) in nodes.iter().zip(&arranged.centers) {
            centers[*v as usize] = center.moved(first as f32 * ruling.pitch, top);
        }
    }
    Arranged { centers, size: Size::new(ruling.across(columns), height), columns }
}

/// The connected pieces, each with its boxes in order.
fn pieces(sheet: &Sheet) -> Vec<Vec<u32>> {
    let mut pieces = Pieces::new(sheet.sizes.len());
    for line in &sheet.lines {
        pieces.join(line.from, line.to);
    }
    let mut largest: Option<u32> = None;
    for root in pieces.roots() {
        let members = pieces.members(root).len();
        if largest.is_none_or(|best| members > pieces.members(best).len()) {
            largest = Some(root);
        }
    }
    for v in 0..sheet.ends.len() as u32 {
        if let Some(largest) = largest.filter(|_| sheet.ends[v as usize] != End::None) {
            pieces.join(largest, v);
        }
    }
    pieces.into_sorted()
}

/// The boxes of one piece with the lines between them, numbered from 0.
fn part_of(sheet: &Sheet, piece: &[u32]) -> Sheet {
    let mut number = vec![u32::MAX; sheet.sizes.len()];
    for (at, v) in piece.iter().enumerate() {
        number[*v as usize] = at as u32;
    }
    let inside = sheet.lines.iter().filter(|line| number[line.from as usize] != u32::MAX);
    let lines = inside.map(|line| super::sheet::Line {
        from: number[line.from as usize],
        to: number[line.to as usize],
        ..*line
    });
    Sheet {
        sizes: piece.iter().map(|v| sheet.sizes[*v as usize]).collect(),
        ends: piece.iter().map(|v| sheet.ends[*v as usize]).collect(),
        pins: Vec::new(),
        lines: lines.collect(),
        aspect: sheet.aspect,
        ruling: sheet.ruling,
        stands: piece.iter().filter_map(|v| sheet.stands.get(*v as usize).copied()).collect(),
    }
}
