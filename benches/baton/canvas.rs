use crate::cpu::time_of;
use crate::harness::{Selection, median, print_ratio, print_time};
use crate::room::Room;
use egui::{
    Context, Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase, pos2, vec2,
};
use egui_graphs::{DefaultGraphView, Graph};
use std::time::Duration;

const WINDOW: [f32; 2] = [1920.0, 1080.0];
const MIDDLE: Pos2 = pos2(WINDOW[0] / 2.0, WINDOW[1] / 2.0);
/// Frames of each kind; an odd number, so that there is one in the middle.
const FRAMES: usize = 15;
/// How often a trace is lit; an odd number.
const LIGHTS: usize = 5;

pub fn run(selection: &Selection) {
    edits(selection);
    for (parties, supplies, size) in [(1_000, 2_000, "1k"), (10_000, 20_000, "10k")] {
        let name = format!("canvas_vs_egui_graphs_{size}");
        let drag_name = format!("drag_vs_still_{size}");
        if !selection.wants(&name) && !selection.wants(&drag_name) {
            continue;
        }
        let mut room = Room::new(parties, supplies);
        let mut window = Window::default();
        let still = still_frame(&mut window, &mut room);
        print_time(&format!("canvas_still_{size}"), still);
        if selection.wants(&name) {
            let moving = moving_frame(&mut window, &mut room);
            print_time(&format!("canvas_moving_{size}"), moving);
            // The frame that costs most: the whole map in view, and the camera moving.
            print_ratio(&name, moving, graph_view_frame(parties, supplies));
        }
        if selection.wants(&name) {
            for percent in [10, 20, 30, 35, 50, 100] {
                window.zoom_to(percent as f32 / 100.0, &mut room);
                let at = format!("{size}_at_{percent}_percent");
                print_time(&format!("canvas_moving_{at}"), moving_frame(&mut window, &mut room));
                print_mean_and_worst(&format!("canvas_travelling_{at}"), &travel(&mut window, &mut room));
            }
            window.zoom_to(0.0, &mut room);
            print_mean_and_worst(&format!("canvas_zooming_{size}"), &zoom(&mut window, &mut room));
            window.zoom_to(0.0, &mut room);
        }
        let dragging = drag_frame(&mut window, &mut room);
        print_time(&format!("canvas_dragging_{size}"), dragging);
        // The still frame is the measure here: 1 means that dragging costs nothing.
        print_ratio(&drag_name, still, dragging);
    }
}

/// What the picture costs after an edit: on the largest map whose lines are all drawn together, and on one where only
/// what has changed is.
fn edits(selection: &Selection) {
    for (parties, supplies, size) in [(200, 400, "400_supplies"), (10_000, 20_000, "20k_supplies")] {
        let name = format!("picture_after_an_edit_{size}");
        if selection.wants(&name) {
            let mut room = Room::new(parties, supplies);
            print_time(&name, median(FRAMES, || room.edit(1.0)));
        }
    }
    let name = "picture_lit_20k_supplies";
    if selection.wants(name) {
        lights(&mut Room::new(10_000, 20_000), name);
    }
}

/// What the picture costs when a trace is lit, goes a step further and is put out, and the frame that shows it first.
fn lights(room: &mut Room, name: &str) {
    let (mut lit, mut further, mut out, mut seen) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut window = Window::default();
    still_frame(&mut window, room);
    for _ in 0..LIGHTS {
        lit.push(median(1, || room.light(Some(400))));
        seen.push(median(1, || window.frame(Vec::new(), |ui| room.show(ui))));
        further.push(median(1, || room.light(Some(420))));
        out.push(median(1, || room.light(None)));
        window.frame(Vec::new(), |ui| room.show(ui));
    }
    let steps = [
        (name.to_owned(), lit),
        (format!("{name}_first_frame"), seen),
        (format!("{name}_one_step"), further),
        (format!("{name}_out"), out),
    ];
    for (name, mut times) in steps {
        times.sort_unstable();
        print_time(&name, times[LIGHTS / 2]);
    }
}

/// A window without a screen: what the processor does for one frame, up to the triangles.
#[derive(Default)]
pub struct Window {
    context: Context,
    seconds: f64,
}

impl Window {
    /// Draws one frame in which these events have come.
    pub fn frame(&mut self, events: Vec<Event>, show: impl FnMut(&mut egui::Ui)) {
        self.seconds += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW.into())),
            time: Some(self.seconds),
            events,
            ..RawInput::default()
        };
        let mut output = self.context.run_ui(input, show);
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.context.tessellate(shapes, output.pixels_per_point));
        output.drop_without_applying_deltas();
    }
}

impl Window {
    /// Has the middle of what is seen shown at this zoom, or as near to it as the canvas lets anybody come.
    fn zoom_to(&mut self, zoom: f32, room: &mut Room) {
        for _ in 0..30 {
            let factor = (zoom / room.zoom()).clamp(0.5, 2.0);
            let events = vec![Event::PointerMoved(MIDDLE), Event::Zoom(factor)];
            self.frame(events, |ui| room.show(ui));
        }
    }
}

fn still_frame(window: &mut Window, room: &mut Room) -> Duration {
    for _ in 0..3 {
        window.frame(Vec::new(), |ui| room.show(ui));
    }
    median(FRAMES, || window.frame(Vec::new(), |ui| room.show(ui)))
}

fn moving_frame(window: &mut Window, room: &mut Room) -> Duration {
    let mut step = 0;
    median(FRAMES, || {
        step += 1;
        let to_and_fro = if step % 2 == 0 { 40.0 } else { -40.0 };
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, to_and_fro),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        };
        window.frame(vec![Event::PointerMoved(MIDDLE), wheel], |ui| room.show(ui));
    })
}

/// The times of frames in which the camera goes on in one direction, and back again.
fn travel(window: &mut Window, room: &mut Room) -> Vec<Duration> {
    let frame = |step: usize| {
        let by = if step < FRAMES { vec2(30.0, 12.0) } else { vec2(-30.0, -12.0) };
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: by,
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        };
        time_of(|| window.frame(vec![Event::PointerMoved(MIDDLE), wheel], |ui| room.show(ui))).1
    };
    (0..2 * FRAMES).map(frame).collect()
}

/// The times of frames in which the camera comes nearer, from where the whole map is seen to four times that zoom.
fn zoom(window: &mut Window, room: &mut Room) -> Vec<Duration> {
    let frame = |_| {
        let events = vec![Event::PointerMoved(MIDDLE), Event::Zoom(4.0_f32.powf(1.0 / 40.0))];
        time_of(|| window.frame(events, |ui| room.show(ui))).1
    };
    (0..40).map(frame).collect()
}

fn print_mean_and_worst(name: &str, times: &[Duration]) {
    let mean = times.iter().sum::<Duration>() / times.len().max(1) as u32;
    print_time(name, mean);
    print_time(&format!("{name}_worst"), times.iter().copied().max().unwrap_or_default());
}

fn drag_frame(window: &mut Window, room: &mut Room) -> Duration {
    // The wheel runs out softly; only then does everything stay where it is.
    for _ in 0..30 {
        window.frame(Vec::new(), |ui| room.show(ui));
    }
    let start = room.on_screen_of_middle();
    let press = |pressed| Event::PointerButton {
        pos: start,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.frame(vec![Event::PointerMoved(start)], |ui| room.show(ui));
    window.frame(vec![press(true)], |ui| room.show(ui));
    let mut step = 0.0;
    let time = median(FRAMES, || {
        step += 3.0;
        window.frame(vec![Event::PointerMoved(start + vec2(step, step))], |ui| room.show(ui));
    });
    assert!(room.is_dragging(), "the pointer missed the party");
    window.frame(vec![press(false)], |ui| room.show(ui));
    time
}

fn graph_view_frame(parties: u32, supplies: u32) -> Duration {
    let mut graph: Graph = Graph::new();
    let nodes: Vec<_> = (0..parties).map(|_| graph.add_node(())).collect();
    for (from, to) in Room::pairs(parties, supplies) {
        graph.add_edge(nodes[from as usize], nodes[to as usize], ());
    }
    let mut window = Window::default();
    let mut show = |ui: &mut egui::Ui| {
        DefaultGraphView::new().show(ui, &mut graph);
    };
    for _ in 0..3 {
        window.frame(Vec::new(), &mut show);
    }
    median(FRAMES, || window.frame(Vec::new(), &mut show))
}
