use super::super::grid::Grid;
use super::Route;
use crate::model::{Point, Rect, Size};

/// Where the label of a supply stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelPlace {
    /// Its middle.
    pub center: Point,
    /// Whether it covers neither a box nor another label. Where it does, the picture is better off without
    /// it until somebody looks closer.
    pub is_free: bool,
}

/// A place for every label (`None`: no label) on its line, off boxes and other labels as far as possible:
/// in the middle of the line, else nearer to an end, else beside it. The longest labels choose last.
///
/// Frames of teams may be written over, but not their upper edge where the name stands.
pub fn place_labels(
    boxes: &[Rect],
    is_frame: &[bool],
    routes: &[Route],
    labels: &[Option<Size>],
) -> Vec<Option<LabelPlace>> {
    const NAME_HEIGHT: f32 = 30.0;
    let taken: Vec<Rect> = boxes
        .iter()
        .enumerate()
        .map(|(v, rect)| {
            let is_frame = is_frame.get(v).copied().unwrap_or_default();
            let low = if is_frame { rect.min.y + NAME_HEIGHT.min(rect.height()) } else { rect.max.y };
            Rect::new(rect.min, Point::new(rect.max.x, low))
        })
        .collect();
    let mut board = Board::new(taken, routes);
    let mut places = vec![None; routes.len()];
    let mut order: Vec<usize> = (0..routes.len()).collect();
    let width = |line: usize| labels.get(line).copied().flatten().map_or(0.0, |size| size.width);
    order.sort_by(|a, b| width(*a).total_cmp(&width(*b)).then(a.cmp(b)));
    for line in order {
        if let Some(size) = labels.get(line).copied().flatten() {
            places[line] = board.place(&routes[line], size);
        }
    }
    places
}

/// What is taken: boxes once and for all, labels as they come.
struct Board {
    boxes: Vec<Rect>,
    box_grid: Grid,
    labels: Vec<Rect>,
    /// The labels in each column of the picture.
    columns: Vec<Vec<u32>>,
    left: f32,
}

const COLUMN_WIDTH: f32 = 200.0;

impl Board {
    fn new(boxes: Vec<Rect>, routes: &[Route]) -> Self {
        let all = routes.iter().flat_map(|route| route.curve.iter().map(|point| point.x));
        let (left, right) = all.fold((f32::MAX, f32::MIN), |(l, r), x| (l.min(x), r.max(x)));
        let count = (((right - left) / COLUMN_WIDTH).max(0.0) as usize).min(10_000) + 1;
        Self {
            box_grid: Grid::of_rects(boxes.iter().copied()),
            boxes,
            labels: Vec::new(),
            columns: vec![Vec::new(); count],
            left,
        }
    }

    fn place(&mut self, route: &Route, size: Size) -> Option<LabelPlace> {
        const SHARES: [f32; 11] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];
        let line = route.flattened();
        let length: f32 = line.windows(2).map(|leg| leg[0].distance(leg[1])).sum();
        let middle = at_length(&line, length / 2.0)?;
        let beside = size.height / 2.0 + 3.0;
        for aside in [0.0, -beside, beside] {
            for share in SHARES {
                let Some(on_line) = at_length(&line, length * share) else { continue };
                let center = on_line.moved(0.0, aside);
                let own = Rect::around(center, size);
                if self.is_free(own) {
                    self.take(own);
                    return Some(LabelPlace { center, is_free: true });
                }
            }
        }
        Some(LabelPlace { center: middle, is_free: false })
    }

    fn is_free(&self, own: Rect) -> bool {
        let mut free = true;
        self.box_grid.around(own, |v| free &= !self.boxes[v as usize].overlaps(own));
        free && self.columns_of(own).all(|column| {
            self.columns[column].iter().all(|label| !self.labels[*label as usize].overlaps(own))
        })
    }

    fn take(&mut self, own: Rect) {
        for column in self.columns_of(own) {
            self.columns[column].push(self.labels.len() as u32);
        }
        self.labels.push(own);
    }

    fn columns_of(&self, own: Rect) -> impl Iterator<Item = usize> + use<> {
        let last = self.columns.len() - 1;
        let column = |x: f32| (((x - self.left) / COLUMN_WIDTH).max(0.0) as usize).min(last);
        column(own.min.x)..=column(own.max.x)
    }
}

fn at_length(line: &[Point], length: f32) -> Option<Point> {
    let mut left = length;
    for leg in line.windows(2) {
        let whole = leg[0].distance(leg[1]);
        if left <= whole && whole > 0.0 {
            let share = left / whole;
            return Some(leg[0].moved((leg[1].x - leg[0].x) * share, (leg[1].y - leg[0].y) * share));
        }
        left -= whole;
    }
    line.last().copied()
}
