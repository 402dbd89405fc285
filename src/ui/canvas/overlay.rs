use super::Camera;
use super::painter::color32;
use crate::edit::SupplyEnd;
use crate::model::{ElementId, Point, Rect, SupplyId};
use crate::scene::{Scene, SupplyLine, Theme};
use crate::tool::{Ghost, Handle, LinkLine, Preview};
use egui::{Color32, CornerRadius, Painter, Pos2, Shape, Stroke, StrokeKind, Vec2};

/// Beyond this many selected things each gets a plain frame only.
const FINE_SELECTION: usize = 300;
const CORNER: f32 = 8.0;
const HANDLE_RADIUS: f32 = 7.0;
const END_RADIUS: f32 = 5.5;

/// Paints what is not on the map: selection, focus, and the preview of a gesture.
pub(super) struct Overlay<'a> {
    pub painter: &'a Painter,
    pub camera: &'a Camera,
    pub scene: &'a Scene,
    pub theme: &'a Theme,
}

impl Overlay<'_> {
    /// Outlines what is selected; the ends of a single supply can be dragged.
    pub fn selection(&self, selected: &[ElementId]) {
        let is_fine = selected.len() <= FINE_SELECTION;
        let visible = self.camera.visible();
        for element in selected {
            let Some(place) =
                self.scene.place_of(*element).filter(|place| place.grown(1.0).overlaps(visible))
            else {
                continue;
            };
            match element {
                ElementId::Supply(id) => self.selected_line(*id),
                _ if is_fine => self.outline(place, 2.0, 3.0),
                _ => self.plain_frame(place),
            }
        }
        if let [ElementId::Supply(id)] = selected {
            let ends = self.scene.supply_line(*id).and_then(SupplyLine::ends);
            for end in ends.into_iter().flat_map(|(supplier, customer)| [supplier, customer]) {
                self.knob(self.camera.to_screen(end), END_RADIUS);
            }
        }
    }

    /// Marks what is under the pointer.
    pub fn hovered(&self, element: ElementId) {
        if let ElementId::Supply(id) = element {
            let Some(line) = self.scene.supply_line(id) else { return };
            self.line(&line.path, Stroke::new(5.0, color32(self.theme.accent.with_alpha(70))));
            return;
        }
        let Some(place) = self.scene.place_of(element) else { return };
        let area = self.camera.rect_to_screen(place).expand(1.5);
        let stroke = Stroke::new(1.5, color32(self.theme.accent.with_alpha(150)));
        self.painter.rect_stroke(area, CORNER, stroke, StrokeKind::Outside);
    }

    /// Paints a ring round what has the keyboard, apart from the outline of the selection.
    pub fn focus_ring(&self, area: egui::Rect) {
        let stroke = Stroke::new(2.0, color32(self.theme.ink));
        let points = rectangle(area.expand(7.0));
        self.painter.extend(Shape::dashed_line(&points, stroke, 5.0, 4.0));
    }

    /// Paints a gesture that is under way.
    pub fn preview(&self, preview: &Preview) {
        if let Some(target) = preview.drop_target.and_then(|party| self.scene.party_box(party)) {
            let area = self.camera.rect_to_screen(target.rect).expand(4.0);
            self.painter.rect_filled(area, CORNER, color32(self.theme.accent.with_alpha(50)));
            self.outline(target.rect, 3.0, 4.0);
        }
        if let Some((_, area)) = preview.frame {
            self.outline(area, 2.0, 0.0);
        }
        preview.ghosts.iter().for_each(|ghost| self.ghost(ghost));
        if let Some(link) = preview.link {
            self.link(link);
        }
        if let Some(area) = preview.marquee {
            let area = self.camera.rect_to_screen(area);
            self.painter.rect_filled(area, 0.0, color32(self.theme.accent.with_alpha(28)));
            self.painter.rect_stroke(area, 0.0, Stroke::new(1.0, self.accent()), StrokeKind::Inside);
        }
        for guide in &preview.guides {
            let ends = [self.camera.to_screen(guide.from), self.camera.to_screen(guide.to)];
            self.painter.line_segment(ends, Stroke::new(1.0, self.accent()));
        }
        preview.handles.iter().for_each(|handle| self.handle(handle));
    }

    fn outline(&self, place: Rect, width: f32, distance: f32) {
        let area = self.camera.rect_to_screen(place).expand(distance);
        let corner = CornerRadius::same((CORNER + distance / 2.0).max(0.0) as u8);
        self.painter.rect_stroke(area, corner, Stroke::new(width, self.accent()), StrokeKind::Outside);
    }

    fn plain_frame(&self, place: Rect) {
        let area = self.camera.rect_to_screen(place).expand(1.0);
        let accent = self.accent();
        for (x, y) in [(area.x_range(), area.min.y), (area.x_range(), area.max.y)] {
            self.painter.hline(x, y, Stroke::new(1.5, accent));
        }
        for (x, y) in [(area.min.x, area.y_range()), (area.max.x, area.y_range())] {
            self.painter.vline(x, y, Stroke::new(1.5, accent));
        }
    }

    fn selected_line(&self, id: SupplyId) {
        let Some(line) = self.scene.supply_line(id) else { return };
        // The words stay readable: the line is marked before and behind them.
        for part in line.words().map_or_else(|| vec![line.path.clone()], |words| outside(&line.path, words)) {
            self.line(&part, Stroke::new(7.0, color32(self.theme.accent.with_alpha(60))));
            self.line(&part, Stroke::new(2.5, self.accent()));
        }
        if let Some(label) = line.label {
            self.outline(label, 2.0, if line.bundle.is_some() { -1.0 } else { 2.0 });
        }
    }

    fn line(&self, path: &[Point], stroke: Stroke) {
        let points: Vec<Pos2> = path.iter().map(|point| self.camera.to_screen(*point)).collect();
        self.painter.add(Shape::line(points, stroke));
    }

    /// A box that does not exist yet.
    fn ghost(&self, ghost: &Ghost) {
        let area = self.camera.rect_to_screen(ghost.area);
        let colours = self.theme.party(ghost.kind);
        self.painter.rect_filled(area, CORNER, color32(colours.fill.with_alpha(170)));
        let points = rectangle(area);
        self.painter.extend(Shape::dashed_line(&points, Stroke::new(1.5, color32(colours.edge)), 6.0, 4.0));
    }

    /// The supply that is being drawn, with an arrowhead at its customer.
    fn link(&self, link: LinkLine) {
        let Some(from) = self.scene.party_box(link.from) else { return };
        let loose = link.to_party.and_then(|party| self.scene.party_box(party));
        let goal = loose.map_or(link.to, |party| edge_towards(party.rect, from.rect.center()));
        let fixed = edge_towards(from.rect, goal);
        let (tail, tip) = match link.from_end {
            SupplyEnd::Supplier => (fixed, goal),
            SupplyEnd::Customer => (goal, fixed),
        };
        let (tail, tip) = (self.camera.to_screen(tail), self.camera.to_screen(tip));
        let stroke = Stroke::new(2.5, self.accent());
        if tail.distance(tip) < 12.0 {
            self.painter.circle_stroke(tip, 12.0, stroke);
            return;
        }
        self.painter.line_segment([tail, tip], stroke);
        let back = (tail - tip).normalized() * 12.0;
        let side = Vec2::new(-back.y, back.x) * 0.5;
        let head = vec![tip, tip + back + side, tip + back - side];
        self.painter.add(Shape::convex_polygon(head, self.accent(), Stroke::NONE));
    }

    /// The spot from which a supply is drawn, with an arrow in the direction in which it will flow.
    fn handle(&self, handle: &Handle) {
        let at = self.camera.to_screen(handle.at);
        self.knob(at, HANDLE_RADIUS);
        let is_level = self
            .scene
            .party_box(handle.party)
            .is_none_or(|place| handle.at.y > place.rect.min.y && handle.at.y < place.rect.max.y);
        let ahead = if is_level { Vec2::RIGHT } else { Vec2::DOWN };
        let (reach, aside) = (ahead * 3.0, ahead.rot90());
        let tip = at + reach;
        let stroke = Stroke::new(1.5, self.accent());
        self.painter.line_segment([at - reach, tip], stroke);
        for side in [-2.5, 2.5] {
            self.painter.line_segment([tip, tip - ahead * 2.5 + aside * side], stroke);
        }
    }

    fn knob(&self, at: Pos2, radius: f32) {
        self.painter.circle(at, radius, color32(self.theme.canvas), Stroke::new(2.0, self.accent()));
    }

    fn accent(&self) -> Color32 {
        color32(self.theme.accent)
    }
}

fn rectangle(area: egui::Rect) -> [Pos2; 5] {
    [area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom(), area.left_top()]
}

/// The parts of a path that lie outside `area`.
fn outside(path: &[Point], area: Rect) -> Vec<Vec<Point>> {
    const STEP: f32 = 3.0;
    let mut parts = vec![Vec::new()];
    for leg in path.windows(2) {
        let steps = (leg[0].distance(leg[1]) / STEP).ceil().max(1.0);
        for step in 0..=steps as u32 {
            let share = step as f32 / steps;
            let (dx, dy) = (leg[1].x - leg[0].x, leg[1].y - leg[0].y);
            let at = leg[0].moved(dx * share, dy * share);
            if !area.contains(at) {
                parts.last_mut().into_iter().for_each(|part: &mut Vec<Point>| part.push(at));
            } else if parts.last().is_some_and(|part| !part.is_empty()) {
                parts.push(Vec::new());
            }
        }
    }
    parts
}

/// Where the straight line from the middle of `rect` to `goal` leaves it.
fn edge_towards(rect: Rect, goal: Point) -> Point {
    let center = rect.center();
    let (dx, dy) = (goal.x - center.x, goal.y - center.y);
    let share = |half: f32, way: f32| if way == 0.0 { f32::INFINITY } else { half / way.abs() };
    let reach = share(rect.width() / 2.0, dx).min(share(rect.height() / 2.0, dy));
    if reach.is_finite() && reach < 1.0 { center.moved(dx * reach, dy * reach) } else { goal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_interrupted_where_words_are() {
        let path = [Point::new(0.0, 0.0), Point::new(100.0, 0.0)];
        let parts = outside(&path, Rect::new(Point::new(40.0, -9.0), Point::new(60.0, 9.0)));
        assert_eq!(parts.len(), 2);
        assert!(parts[0].iter().all(|at| at.x < 40.0) && parts[1].iter().all(|at| at.x > 60.0));
        assert_eq!((parts[0][0], parts[1].last()), (path[0], path.last()));
    }

    #[test]
    fn a_line_leaves_a_box_at_its_edge() {
        let rect = Rect::new(Point::new(0.0, 0.0), Point::new(100.0, 40.0));
        assert_eq!(edge_towards(rect, Point::new(500.0, 20.0)), Point::new(100.0, 20.0));
        assert_eq!(edge_towards(rect, Point::new(50.0, -200.0)), Point::new(50.0, 0.0));
        assert_eq!(edge_towards(rect, rect.center()), rect.center());
    }
}
