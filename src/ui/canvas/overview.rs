use super::Camera;
use crate::model::{Point, Rect};
use egui::Pos2;

/// A pointer that has moved less than this since the key went down, in points, points at nothing.
const AIMED_POINTS: f32 = 6.0;

/// The whole map for as long as a key is held. Whoever lets go dives to where the pointer is; who has not moved
/// it, or gives up, is back where the glance began.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Overview {
    before: Option<Before>,
}

#[derive(Clone, Copy, Debug)]
struct Before {
    view: (Point, f32),
    pointer: Option<Pos2>,
}

impl Overview {
    /// Whether the whole map is shown for now.
    pub fn is_on(&self) -> bool {
        self.before.is_some()
    }

    /// The key is down: shows `all`.
    pub fn begin(&mut self, camera: &mut Camera, all: Rect, pointer: Option<Pos2>) {
        if self.before.is_none() {
            self.before = Some(Before { view: camera.destination(), pointer });
            camera.fly_to_fit(all);
        }
    }

    /// The key is up: dives to where `pointer` is, at the zoom from which it came. What is under the pointer stays
    /// there.
    pub fn dive(&mut self, camera: &mut Camera, pointer: Option<Pos2>) {
        let Some(before) = self.before else { return };
        let aim = pointer.filter(|place| {
            let has_moved = before.pointer.is_none_or(|from| from.distance(*place) > AIMED_POINTS);
            has_moved && camera.viewport().contains(*place)
        });
        let Some(aim) = aim else { return self.give_up(camera) };
        self.before = None;
        let zoom = before.view.1.max(camera.zoom());
        let place = camera.to_map(aim);
        let from_center = (aim - camera.viewport().center()) / zoom;
        camera.fly_to_view((place.moved(-from_center.x, -from_center.y), zoom));
    }

    /// Goes back to where it came from.
    pub fn give_up(&mut self, camera: &mut Camera) {
        if let Some(before) = self.before.take() {
            camera.fly_to_view(before.view);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    const ALL: Rect = Rect { min: Point { x: -4000.0, y: -3000.0 }, max: Point { x: 4000.0, y: 3000.0 } };

    fn held(pointer: Pos2) -> (Overview, Camera) {
        let mut camera = Camera::default();
        camera.set_viewport(egui::Rect::from_min_size(pos2(100.0, 50.0), vec2(1000.0, 800.0)));
        camera.go_to(Point::new(500.0, 500.0));
        let mut overview = Overview::default();
        overview.begin(&mut camera, ALL, Some(pointer));
        camera.land();
        (overview, camera)
    }

    #[test]
    fn while_held_everything_is_seen() {
        let (overview, camera) = held(pos2(300.0, 300.0));
        assert!(overview.is_on() && camera.visible().contains_rect(ALL));
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_at_the_old_zoom() {
        let (mut overview, mut camera) = held(pos2(300.0, 300.0));
        let aim = pos2(900.0, 200.0);
        let place = camera.to_map(aim);
        overview.dive(&mut camera, Some(aim));
        camera.land();
        assert!(!overview.is_on() && camera.zoom() == 1.0);
        assert!(camera.to_map(aim).distance(place) < 0.01);
    }

    #[test]
    fn whoever_only_glanced_or_gives_up_is_back() {
        type End = fn(&mut Overview, &mut Camera);
        let ends: [End; 4] = [
            |overview, camera| overview.dive(camera, Some(pos2(303.0, 300.0))),
            |overview, camera| overview.dive(camera, Some(pos2(50.0, 20.0))), // outside
            |overview, camera| overview.dive(camera, None),
            Overview::give_up,
        ];
        for end in ends {
            let (mut overview, mut camera) = held(pos2(300.0, 300.0));
            end(&mut overview, &mut camera);
            camera.land();
            assert!(!overview.is_on());
            assert_eq!((camera.center(), camera.zoom()), (Point::new(500.0, 500.0), 1.0));
        }
    }

    #[test]
    fn a_second_press_forgets_nothing_and_a_release_without_one_does_nothing() {
        let (mut overview, mut camera) = held(pos2(300.0, 300.0));
        overview.begin(&mut camera, ALL, None);
        overview.give_up(&mut camera);
        camera.land();
        assert_eq!(camera.center(), Point::new(500.0, 500.0));
        overview.dive(&mut camera, Some(pos2(900.0, 200.0)));
        overview.give_up(&mut camera);
        camera.land();
        assert_eq!(camera.center(), Point::new(500.0, 500.0));
    }

    #[test]
    fn a_release_in_the_middle_of_the_flight_dives_to_what_is_seen_then() {
        let mut camera = Camera::default();
        camera.set_viewport(egui::Rect::from_min_size(pos2(0.0, 0.0), vec2(1000.0, 800.0)));
        let mut overview = Overview::default();
        overview.begin(&mut camera, ALL, None);
        camera.advance(0.1);
        let aim = pos2(800.0, 700.0);
        let place = camera.to_map(aim);
        overview.dive(&mut camera, Some(aim));
        camera.land();
        assert!(camera.to_map(aim).distance(place) < 0.01 && camera.zoom() == 1.0);
    }
}
