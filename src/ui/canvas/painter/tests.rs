use super::ScenePainter;
use crate::edit::{Command, perform};
use crate::model::{
    IdSource, Organisation, Party, PartyId, PartyKind, Point, Rect, SequentialIds, Size, Supply, SupplyId,
};
use crate::scene::{Emphasis, EvenLetters, Options, Scene, SceneBuilder, Theme};
use crate::ui::canvas::Camera;
use egui::epaint::{Mesh, Shape, Vertex};
use egui::{Context, Pos2, RawInput, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// A row of `count` parties, 300 units apart, each supplying the next.
fn row(count: usize) -> (Organisation, Vec<PartyId>) {
    let (mut map, mut ids) = (Organisation::default(), SequentialIds::default());
    let parties: Vec<PartyId> = (0..count)
        .map(|at| {
            let party =
                Party::new(ids.party(), PartyKind::Role, "Planner", Point::new(at as f32 * 300.0, 0.0));
            let id = party.id;
            map.put_party(Arc::new(party));
            id
        })
        .collect();
    for pair in parties.windows(2) {
        map.put_supply(Arc::new(Supply::new(ids.supply(), pair[0], pair[1], "plan")));
    }
    (map, parties)
}

struct Window {
    context: Context,
    painter: ScenePainter,
    camera: Camera,
}

impl Window {
    fn showing(area: Rect) -> Self {
        let mut camera = Camera::default();
        camera.set_viewport(egui::Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 700.0)));
        camera.allow_seeing(area);
        camera.fit(area);
        Self { context: Context::default(), painter: ScenePainter::default(), camera }
    }

    fn paint(&mut self, scene: &Scene) -> Vec<Shape> {
        let Self { context, painter, camera } = self;
        let screen_rect = Some(camera.viewport());
        let mut output = context.run_ui(RawInput { screen_rect, ..RawInput::default() }, |ui| {
            painter.paint(ui.painter(), scene, camera);
        });
        let shapes = std::mem::take(&mut output.shapes).into_iter().map(|clipped| clipped.shape).collect();
        output.drop_without_applying_deltas();
        shapes
    }
}

fn scene_of(map: &Organisation) -> SceneBuilder {
    SceneBuilder::new(map, Options::default(), Theme::light(), &EvenLetters)
}

/// What is written, and how high the letters are.
fn texts(shapes: &[Shape]) -> Vec<(String, f32)> {
    let text = |shape: &'_ Shape| match shape {
        Shape::Text(text) => Some(text.galley.clone()),
        _ => None,
    };
    let galleys = shapes.iter().filter_map(text);
    galleys.map(|galley| (galley.job.text.clone(), galley.job.sections[0].format.font_id.size)).collect()
}

fn meshes(shapes: &[Shape]) -> Vec<Arc<Mesh>> {
    let mesh = |shape: &Shape| match shape {
        Shape::Mesh(mesh) => Some(mesh.clone()),
        _ => None,
    };
    shapes.iter().filter_map(mesh).collect()
}

fn around(point: Point, width: f32) -> Rect {
    Rect::around(point, Size::new(width, width / 2.0))
}

#[test]
fn letters_have_their_real_size_at_every_zoom_until_nobody_can_read_them() {
    let (map, _) = row(2);
    let builder = scene_of(&map);
    let mut window = Window::showing(around(Point::new(150.0, 0.0), 600.0));
    let plain = texts(&window.paint(builder.scene())).iter().map(|text| text.1).fold(0.0, f32::max);
    assert!(plain >= 13.0);
    let first_box = window.camera.to_screen(Point::default());
    window.camera.zoom_by(4.0, first_box);
    let large = texts(&window.paint(builder.scene())).iter().map(|text| text.1).fold(0.0, f32::max);
    assert!((large / plain - 4.0).abs() < 0.2, "{plain} became {large}");
    window.camera.zoom_by(0.05, first_box);
    let shapes = window.paint(builder.scene());
    assert!(texts(&shapes).is_empty(), "nobody reads 3 px letters");
    assert!(!meshes(&shapes).is_empty(), "the boxes are still there");
}

#[test]
fn what_is_out_of_view_costs_nothing() {
    let (map, _) = row(3);
    let builder = scene_of(&map);
    let mut window = Window::showing(around(Point::new(90_000.0, 90_000.0), 600.0));
    assert!(window.paint(builder.scene()).is_empty());
}

/// A square of parties, each supplying the next.
fn square(side: usize) -> (Organisation, Vec<PartyId>) {
    let (mut map, parties) = row(side * side);
    for (at, id) in parties.iter().enumerate() {
        let place = Point::new((at % side) as f32 * 200.0, (at / side) as f32 * 80.0);
        map.put_party(Party { place, ..map.party(*id).unwrap().clone() }.into());
    }
    (map, parties)
}

#[test]
fn a_still_map_is_not_drawn_anew_and_a_moved_box_only_with_its_neighbours() {
    let (map, parties) = square(20);
    let mut builder = scene_of(&map);
    let mut window = Window::showing(builder.scene().bounds().unwrap());
    let first = meshes(&window.paint(builder.scene()));
    let again = meshes(&window.paint(builder.scene()));
    assert!(first.len() > 4);
    let same = |a: &[Arc<Mesh>], b: &[Arc<Mesh>]| a.iter().zip(b).filter(|(a, b)| Arc::ptr_eq(a, b)).count();
    assert_eq!(same(&first, &again), first.len());
    let moved = HashMap::from([(parties[0], Point::new(-40.0, 30.0))]);
    builder.preview(&map, moved, &EvenLetters);
    let dragged = meshes(&window.paint(builder.scene()));
    let kept = same(&first, &dragged);
    assert!(kept < first.len(), "the moved box is drawn anew");
    assert!(kept + 4 >= first.len(), "{kept} of {} were kept", first.len());
}

/// The triangles that can be seen, wherever in a mesh they are.
fn seen(shapes: &[Shape], window: &Window) -> Vec<[Vertex; 3]> {
    let mut seen = Vec::new();
    for mesh in meshes(shapes) {
        for corners in mesh.indices.as_chunks::<3>().0 {
            let corners = corners.map(|at| mesh.vertices[at as usize]);
            let area = egui::Rect::from_points(&corners.map(|corner| corner.pos));
            seen.extend(area.intersects(window.camera.viewport()).then_some(corners));
        }
    }
    seen
}

#[test]
fn far_away_a_view_that_has_moved_looks_like_one_that_is_drawn_afresh() {
    let (map, supply) = detour();
    let mut builder = scene_of(&map);
    let mut window = Window::showing(builder.scene().bounds().unwrap());
    window.camera.zoom_to(0.18);
    window.paint(builder.scene());
    let steps: [(f32, f32, f32); 7] = [
        (10.0, 4.0, 1.0),
        (30.0, 0.0, 1.0),
        (500.0, -20.0, 1.0), // other shapes come into view
        (-520.0, 40.0, 1.03),
        (0.0, 0.0, 0.7), // other bends of lines are left out
        (5.0, 5.0, 0.98),
        (-3.0, 8.0, 1.4),
    ];
    for (at, (x, y, factor)) in steps.into_iter().enumerate() {
        window.camera.pan(vec2(x, y));
        window.camera.zoom_by(factor, Pos2::new(400.0, 300.0));
        if at == 5 {
            let moved = HashMap::from([(supply.supplier, Point::new(-90.0, 70.0))]);
            builder.preview(&map, moved, &EvenLetters);
        }
        let shapes = window.paint(builder.scene());
        let moved = seen(&shapes, &window);
        window.painter = ScenePainter::default();
        let shapes = window.paint(builder.scene());
        let afresh = seen(&shapes, &window);
        assert!(afresh.len() > 20, "{} triangles after step {at}", afresh.len());
        assert!(moved == afresh, "after step {at}");
    }
}

#[test]
fn far_away_the_mesh_of_the_last_frame_is_used_again_while_the_camera_moves() {
    let (map, _) = square(20);
    let builder = scene_of(&map);
    let mut window = Window::showing(builder.scene().bounds().unwrap().grown(4_000.0));
    let still = meshes(&window.paint(builder.scene()));
    assert!(Arc::ptr_eq(&still[0], &meshes(&window.paint(builder.scene()))[0]) && still.len() == 1);
    let (place, corners) = (still[0].vertices.as_ptr(), still[0].vertices.clone());
    drop(still);
    window.camera.pan(vec2(12.0, 7.0));
    let moved = meshes(&window.paint(builder.scene()));
    assert_eq!(moved[0].vertices.as_ptr(), place, "no memory is asked for");
    for (before, after) in corners.iter().zip(&moved[0].vertices) {
        assert!((before.pos + vec2(12.0, 7.0)).distance(after.pos) < 0.01);
    }
}

#[test]
fn a_new_party_does_not_unsettle_what_was_prepared() {
    let (mut map, _) = row(3);
    let mut builder = scene_of(&map);
    let mut window = Window::showing(builder.scene().bounds().unwrap());
    let before = texts(&window.paint(builder.scene())).len();
    let party =
        Party::new(PartyId::from_u128(1 << 80), PartyKind::Buyer, "Homeowner", Point::new(300.0, 120.0));
    let id = party.id;
    map.put_party(Arc::new(party));
    builder.update(&map, &[id.into()], &EvenLetters);
    let shapes = window.paint(builder.scene());
    assert!(texts(&shapes).len() > before);
    assert!(texts(&shapes).iter().any(|text| text.0 == "Homeowner"));
}

/// Two teams of two, one beside the other, in a third one with somebody above them.
fn nested_teams() -> Organisation {
    let text =
        "Plant / Sales / Ada\nPlant / Sales / Bo\nPlant / Workshop / Di\nPlant / Workshop / Ed\nPlant / Hal";
    let (mut map, mut ids) = (Organisation::default(), SequentialIds::default());
    let import = crate::exchange::text::import(text, &map, &mut ids);
    perform(&mut map, &import.command).unwrap();
    let roles = map.parties().filter(|party| party.kind == PartyKind::Role);
    let place = |(at, party): (usize, &Party)| {
        (
            party.id,
            if party.name == "Hal" { Point::new(0.0, -400.0) } else { Point::new(at as f32 * 300.0, 0.0) },
        )
    };
    let places = roles.enumerate().map(place).collect();
    perform(&mut map, &Command::Move { places, by_hand: false }).unwrap();
    map
}

#[test]
fn the_names_of_teams_can_be_read_where_no_other_name_can() {
    let map = nested_teams();
    let builder = scene_of(&map);
    let mut window = Window::showing(builder.scene().bounds().unwrap());
    window.camera.zoom_to(0.2);
    let found = texts(&window.paint(builder.scene()));
    let names: Vec<&str> = found.iter().map(|text| text.0.as_str()).collect();
    assert_eq!(names, ["Plant", "Sales", "Workshop"], "outer ones first, and nobody else");
    assert!(found.iter().all(|text| text.1 >= 10.0), "{found:?}");
    window.camera.zoom_to(0.05);
    let found = texts(&window.paint(builder.scene()));
    assert!(matches!(found.as_slice(), [(name, _)] if name == "Plant"), "the others have no room: {found:?}");
}

#[test]
fn names_of_teams_written_large_cover_no_other_such_name() {
    let map = nested_teams();
    let builder = scene_of(&map);
    let mut window = Window::showing(builder.scene().bounds().unwrap());
    for zoom in [0.3, 0.25, 0.2, 0.15, 0.1, 0.07, 0.05] {
        window.camera.zoom_to(zoom);
        let shapes = window.paint(builder.scene());
        let places: Vec<egui::Rect> = shapes
            .iter()
            .filter(|shape| matches!(shape, Shape::Text(_)))
            .map(Shape::visual_bounding_rect)
            .collect();
        for (at, place) in places.iter().enumerate() {
            assert!(!places[at + 1..].iter().any(|other| other.intersects(*place)), "{zoom}: {places:?}");
        }
    }
}

#[test]
fn the_edge_of_a_box_keeps_its_ink_however_small_the_box_is() {
    let (map, _) = row(1);
    let builder = scene_of(&map);
    let mut window = Window::showing(around(Point::default(), 600.0));
    let edge = super::color32(Theme::light().party(PartyKind::Role).edge);
    for zoom in [1.0, 0.5, 0.3, 0.24] {
        window.camera.zoom_to(zoom);
        let found = meshes(&window.paint(builder.scene()));
        let most = found.iter().flat_map(|mesh| &mesh.vertices).map(|vertex| vertex.color);
        let is_edge = |ink: &egui::Color32| {
            let share = f32::from(ink.a()) / 255.0;
            share >= 0.79 && f32::from(edge.r()).mul_add(-share, f32::from(ink.r())).abs() < 3.0
        };
        assert!(most.into_iter().any(|ink| is_edge(&ink)), "at {zoom}");
    }
}

#[test]
fn what_is_not_lit_is_pale_at_every_zoom_and_again_as_before_when_nothing_is() {
    let (map, parties) = row(3);
    let theme = Theme::light();
    let mut builder = scene_of(&map);
    let mut window = Window::showing(around(Point::new(300.0, 0.0), 1_200.0));
    let role = theme.party(PartyKind::Role);
    let lit = Emphasis { origins: [parties[1]].into(), ..Emphasis::default() };
    let lit = Options { emphasis: Some(lit.into()), ..Options::default() };
    for zoom in [0.8, 0.3, 0.1] {
        window.camera.zoom_to(zoom);
        // The colours of the first box, and of the one that is lit.
        let mut found = |builder: &SceneBuilder| -> Vec<Vec<[u8; 4]>> {
            let meshes = meshes(&window.paint(builder.scene()));
            let corners: Vec<Vertex> = meshes.iter().flat_map(|mesh| mesh.vertices.clone()).collect();
            let boxes = [0.0, 300.0].map(|x| Rect::around(Point::new(x, 0.0), Size::new(130.0, 60.0)));
            let inside = |place: Rect| {
                let place = window.camera.rect_to_screen(place);
                let inside = corners.iter().filter(|corner| place.contains(corner.pos));
                inside.map(|corner| corner.color.to_array()).collect()
            };
            boxes.map(inside).into()
        };
        let plain = found(&builder);
        builder.restyle(&map, lit.clone(), theme.clone(), &EvenLetters);
        let dim = found(&builder);
        builder.restyle(&map, Options::default(), theme.clone(), &EvenLetters);
        assert!(plain == found(&builder), "at {zoom}");
        let color = if zoom < 0.2 { role.fill.mixed(role.edge, 0.5) } else { role.fill };
        let has = |corners: &[[u8; 4]], color| corners.contains(&super::color32(color).to_array());
        let (bright, pale) = (color, theme.pallor().of(color));
        assert!(has(&plain[0], bright) && !has(&plain[0], pale), "at {zoom}");
        assert!(has(&dim[0], pale) && !has(&dim[0], bright), "at {zoom}");
        assert!(has(&dim[1], bright), "at {zoom}: the one where the trace begins");
    }
}

/// A row of parties whose first one supplies the last one too, round the others between them.
fn detour() -> (Organisation, Supply) {
    let (mut map, parties) = row(9);
    let supply = Supply::new(SupplyId::from_u128(1 << 80), parties[0], parties[8], "report");
    map.put_supply(Arc::new(supply.clone()));
    (map, supply)
}

#[test]
fn lines_are_where_they_are_hit_from_far_away_too() {
    let (map, supply) = detour();
    let builder = scene_of(&map);
    let path = &builder.scene().supply_line(supply.id).unwrap().path;
    let mut window = Window::showing(builder.scene().bounds().unwrap().grown(3_000.0));
    let meshes = meshes(&window.paint(builder.scene()));
    let drawn: Vec<Pos2> =
        meshes.iter().flat_map(|mesh| mesh.vertices.iter().map(|corner| corner.pos)).collect();
    let bend = path.iter().max_by(|a, b| a.y.abs().total_cmp(&b.y.abs())).unwrap();
    assert!(bend.y.abs() > 30.0, "the line goes round the boxes");
    let bend = window.camera.to_screen(*bend);
    assert!(drawn.iter().any(|corner| (corner.y - bend.y).abs() < 1.8), "nothing is drawn near {bend:?}");
}
