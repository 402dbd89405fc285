use crate::analysis::Neighbour;
use crate::model::{Party, PartyKind, Supply, SupplyId};
use crate::scene::Theme;
use crate::ui::canvas::painter::color32;
use crate::ui::canvas::visual_text;
use egui::epaint::{CornerRadius, RectShape, TextShape};
use egui::text::LayoutJob;
use egui::{Align, Color32, Context, FontId, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};
use egui_graphs::{DisplayEdge, DisplayNode, DrawContext, EdgeProps, Node, NodeProps};
use petgraph::Directed;
use petgraph::stable_graph::DefaultIx;

const TEXT_SIZE: f32 = 15.0;
const SMALL_TEXT_SIZE: f32 = 12.5;
/// Names are broken at this width.
const NAME_WIDTH: f32 = 150.0;
const PADDING: Vec2 = vec2(14.0, 9.0);
/// Distance between parallel lines, and of opposite ones from the middle.
const LANE: f32 = 14.0;
const ARROW: f32 = 11.0;
/// Letters are not drawn smaller than this on the screen.
const LEAST_TEXT: f32 = 6.0;

/// How one party looks.
#[derive(Clone, Debug)]
pub(super) struct PartyFace {
    name: String,
    /// “buyer”, “+7”: what stands below the name.
    remark: String,
    /// Width and height of the box at 100 %.
    pub(super) size: Vec2,
    is_center: bool,
    radius: f32,
    fill: Color32,
    edge: Color32,
    ink: Color32,
    faint: Color32,
}

impl PartyFace {
    pub(super) fn new(context: &Context, party: &Party, neighbour: &Neighbour, theme: &Theme) -> Self {
        let name =
            if party.name.is_empty() { format!("Unnamed {}", party.kind.word()) } else { party.name.clone() };
        let kind = if party.kind == PartyKind::Role { "" } else { party.kind.word() };
        let more = if neighbour.folded > 0 { format!("+{}", neighbour.folded) } else { String::new() };
        let remark =
            [kind, &more].iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" · ");
        let colors = theme.party(party.kind);
        let mut face = Self {
            name: visual_text(&name).into_owned(),
            remark,
            size: Vec2::ZERO,
            is_center: neighbour.distance == 0,
            radius: if party.kind.is_external_customer() { 18.0 } else { 8.0 },
            fill: color32(colors.fill),
            edge: if neighbour.distance == 0 { color32(theme.accent) } else { color32(colors.edge) },
            ink: color32(theme.ink),
            faint: color32(theme.faint_ink),
        };
        let texts = face.texts(context, 1.0).map(|galley| galley.size());
        face.size = vec2(texts[0].x.max(texts[1].x), texts[0].y + texts[1].y) + PADDING * 2.0;
        face
    }

    /// The box with its middle at `center`.
    pub(super) fn at(&self, center: Pos2) -> Rect {
        Rect::from_center_size(center, self.size)
    }

    fn texts(&self, context: &Context, zoom: f32) -> [std::sync::Arc<egui::Galley>; 2] {
        let job = |text: &str, size: f32, ink: Color32| {
            let mut job =
                LayoutJob::simple(text.to_owned(), FontId::proportional(size * zoom), ink, NAME_WIDTH * zoom);
            job.halign = Align::Center;
            job
        };
        let name = job(&self.name, TEXT_SIZE, self.ink);
        let remark =
            job(&self.remark, if self.remark.is_empty() { 0.1 } else { SMALL_TEXT_SIZE }, self.faint);
        [name, remark].map(|job| context.fonts_mut(|fonts| fonts.layout_job(job)))
    }
}

/// Draws a [`PartyFace`] as a box with its name.
#[derive(Clone, Debug)]
pub(super) struct PartyShape {
    face: PartyFace,
    place: Pos2,
    is_hovered: bool,
}

impl From<NodeProps<PartyFace>> for PartyShape {
    fn from(node: NodeProps<PartyFace>) -> Self {
        Self { place: node.location(), is_hovered: node.hovered, face: node.payload }
    }
}

impl DisplayNode<PartyFace, SupplyFace, Directed, DefaultIx> for PartyShape {
    fn closest_boundary_point(&self, toward: Vec2) -> Pos2 {
        edge_of(self.face.at(self.place), toward)
    }

    fn shapes(&mut self, context: &DrawContext) -> Vec<Shape> {
        let zoom = context.meta.zoom;
        let middle = context.meta.canvas_to_screen_pos(self.place);
        let rect = Rect::from_center_size(middle, self.face.size * zoom);
        let radius = CornerRadius::same((self.face.radius * zoom) as u8);
        let width = if self.face.is_center || self.is_hovered { 3.0 } else { 1.5 };
        let stroke = Stroke::new(width, self.face.edge);
        let frame = RectShape::new(rect, radius, self.face.fill, stroke, StrokeKind::Middle);
        let mut shapes = vec![Shape::Rect(frame)];
        if TEXT_SIZE * zoom >= LEAST_TEXT {
            let mut top = rect.center_top() + vec2(0.0, PADDING.y * zoom);
            for galley in self.face.texts(context.ctx, zoom) {
                let height = galley.size().y;
                shapes.push(Shape::Text(TextShape::new(top, galley, self.face.ink)));
                top.y += height;
            }
        }
        shapes
    }

    fn update(&mut self, node: &NodeProps<PartyFace>) {
        self.place = node.location();
        self.is_hovered = node.hovered;
    }

    fn is_inside(&self, at: Pos2) -> bool {
        self.face.at(self.place).contains(at)
    }
}

/// How one supply looks.
#[derive(Clone, Debug)]
pub(super) struct SupplyFace {
    pub(super) supply: SupplyId,
    /// Number among those between the same two parties in the same direction.
    lane: usize,
    is_answered: bool,
    is_informal: bool,
    color: Color32,
}

impl SupplyFace {
    pub(super) fn new(supply: &Supply, lane: usize, is_answered: bool, theme: &Theme) -> Self {
        let (supply_id, is_informal) = (supply.id, supply.informal);
        Self { supply: supply_id, lane, is_answered, is_informal, color: color32(theme.supply(supply.kind)) }
    }

    /// The line from box to box: straight, beside its parallels; round the corner for a supply to oneself.
    pub(super) fn line(&self, from: &Rect, to: &Rect) -> Vec<Pos2> {
        if from == to {
            let (corner, reach) = (from.right_top(), 16.0 + LANE * self.lane as f32);
            let (out, back) = (corner - vec2(reach, 0.0), corner + vec2(0.0, reach));
            return vec![
                out,
                out - vec2(0.0, reach),
                corner + vec2(reach, -reach),
                back + vec2(reach, 0.0),
                back,
            ];
        }
        let way = (to.center() - from.center()).normalized();
        let beside = (self.lane as f32 + if self.is_answered { 0.5 } else { 0.0 }) * LANE;
        let aside = way.rot90() * beside;
        vec![edge_of(*from, way) + aside, edge_of(*to, -way) + aside]
    }
}

/// Draws a [`SupplyFace`] as a line with an arrowhead at the customer.
#[derive(Clone, Debug)]
pub(super) struct SupplyShape {
    face: SupplyFace,
}

impl From<EdgeProps<SupplyFace>> for SupplyShape {
    fn from(edge: EdgeProps<SupplyFace>) -> Self {
        Self { face: edge.payload }
    }
}

type PartyNode = Node<PartyFace, SupplyFace, Directed, DefaultIx, PartyShape>;

impl DisplayEdge<PartyFace, SupplyFace, Directed, DefaultIx, PartyShape> for SupplyShape {
    fn shapes(&mut self, from: &PartyNode, to: &PartyNode, context: &DrawContext) -> Vec<Shape> {
        let line = self.face.line(&from.payload().at(from.location()), &to.payload().at(to.location()));
        let line: Vec<Pos2> = line.into_iter().map(|at| context.meta.canvas_to_screen_pos(at)).collect();
        let stroke = Stroke::new((2.0 * context.meta.zoom).clamp(1.0, 2.5), self.face.color);
        let mut shapes = match line.last_chunk::<2>() {
            Some([before, end]) => {
                vec![arrowhead(*before, *end, ARROW * context.meta.zoom.max(0.5), self.face.color)]
            }
            None => Vec::new(),
        };
        if self.face.is_informal {
            shapes.extend(Shape::dashed_line(&line, stroke, 8.0, 5.0));
        } else {
            shapes.push(Shape::line(line, stroke));
        }
        shapes
    }

    fn update(&mut self, edge: &EdgeProps<SupplyFace>) {
        self.face = edge.payload.clone();
    }

    fn is_inside(&self, from: &PartyNode, to: &PartyNode, at: Pos2) -> bool {
        let line = self.face.line(&from.payload().at(from.location()), &to.payload().at(to.location()));
        super::living::distance_to_line(at, &line) <= 6.0
    }
}

/// Where a ray from the middle of `rect` leaves it.
fn edge_of(rect: Rect, toward: Vec2) -> Pos2 {
    let half = rect.size() / 2.0;
    let reach = (half.x / toward.x.abs().max(f32::EPSILON)).min(half.y / toward.y.abs().max(f32::EPSILON));
    rect.center() + toward * reach
}

fn arrowhead(before: Pos2, end: Pos2, length: f32, color: Color32) -> Shape {
    let way = (end - before).normalized();
    let (back, wing) = (end - way * length, way.rot90() * length * 0.45);
    Shape::convex_polygon(vec![end, back + wing, back - wing], color, Stroke::NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_ray_leaves_the_box_at_its_edge() {
        let rect = Rect::from_center_size(Pos2::ZERO, vec2(40.0, 20.0));
        let cases = [
            (vec2(1.0, 0.0), pos2(20.0, 0.0)),
            (vec2(0.0, -1.0), pos2(0.0, -10.0)),
            (vec2(0.5, 0.5), pos2(10.0, 10.0)),
        ];
        for (toward, expected) in cases {
            assert!(edge_of(rect, toward).distance(expected) < 0.01, "{toward:?}");
        }
    }
}
