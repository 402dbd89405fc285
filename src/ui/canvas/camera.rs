use crate::model::{Point, Rect, Size};
use egui::{Pos2, Vec2, pos2, vec2};

/// Smallest zoom that a hand can reach: 5 %. A map that needs less to be seen whole gets less.
pub const LEAST_ZOOM: f32 = 0.05;
/// Largest zoom: 800 %.
pub const MOST_ZOOM: f32 = 8.0;
/// How long the camera takes to fly somewhere.
const FLIGHT_SECONDS: f32 = 0.25;
/// Free space left around what is fitted, in screen points.
const FIT_MARGIN_POINTS: f32 = 40.0;
/// What the buttons in the lower right corner need beyond that.
const BUTTONS_POINTS: f32 = 16.0;

/// Which part of the map the canvas shows, and how large.
///
/// Map units and screen points are the same length at zoom 1. All sums with places of the map are
/// made relative to the middle of the view, so that far-off maps stay sharp.
#[derive(Clone, Debug)]
pub struct Camera {
    viewport: egui::Rect,
    center: Point,
    zoom: f32,
    least_zoom: f32,
    flight: Option<Flight>,
    /// What was fitted into the view and is fitted again when the canvas gets another size, until a hand
    /// steers or works.
    fitted: Option<Rect>,
    /// The middle of the view stays the middle when the canvas gets another size, until a hand steers or works.
    keeps_middle: bool,
    /// What lies over the upper right corner of the canvas, in screen points.
    covered: Option<egui::Rect>,
}

/// A movement of the camera that is under way.
#[derive(Clone, Copy, Debug)]
struct Flight {
    from: (Point, f32),
    to: (Point, f32),
    seconds: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            viewport: egui::Rect::from_min_size(Pos2::ZERO, vec2(1.0, 1.0)),
            center: Point::default(),
            zoom: 1.0,
            least_zoom: LEAST_ZOOM,
            flight: None,
            fitted: None,
            keeps_middle: false,
            covered: None,
        }
    }
}

impl Camera {
    /// Where the canvas lies in the window, in screen points.
    pub fn viewport(&self) -> egui::Rect {
        self.viewport
    }

    /// Tells the camera where the canvas lies. What is seen stays where it is on the screen, so that a
    /// panel that opens moves nothing; only what was just fitted into the view fits again.
    pub fn set_viewport(&mut self, viewport: egui::Rect) {
        let shift = (viewport.center() - self.viewport.center()) / self.zoom;
        let is_resized = self.viewport.size() != viewport.size();
        self.viewport = viewport;
        if let Some(bounds) = self.fitted.filter(|_| is_resized) {
            self.fit(bounds);
        } else if self.flight.is_none() && !self.keeps_middle {
            self.place(self.center.moved(shift.x, shift.y), self.zoom);
        }
    }

    /// The whole window is about to get another size: what is in the middle stays there, and `all` is fitted again
    /// if it is seen whole now.
    pub fn expect_other_size(&mut self, all: Option<Rect>) {
        self.fitted = all.filter(|all| self.visible().contains_rect(*all));
        self.keeps_middle = true;
    }

    /// Tells the camera what lies over the upper right corner of the canvas: what is fitted into the view keeps clear of
    /// it. Whether something was fitted afresh.
    pub fn keep_clear_of(&mut self, covered: Option<egui::Rect>) -> bool {
        if self.covered == covered {
            return false;
        }
        self.covered = covered;
        self.fitted.into_iter().for_each(|bounds| self.fit(bounds));
        self.fitted.is_some()
    }

    /// From now on another size of the canvas moves nothing: somebody has begun to work here.
    pub fn stay(&mut self) {
        self.fitted = None;
        self.keeps_middle = false;
    }

    /// Screen points per map unit.
    pub fn zoom(&self) -> f32 {
        self.zoom
    }

    /// The place on the map in the middle of the view.
    pub fn center(&self) -> Point {
        self.center
    }

    /// Lets the zoom go as low as it takes to see `bounds` whole.
    pub fn allow_seeing(&mut self, bounds: Rect) {
        self.least_zoom = self.view_to_fit(bounds).1.min(LEAST_ZOOM);
    }

    /// Where a place of the map is on the screen.
    pub fn to_screen(&self, point: Point) -> Pos2 {
        let from_center = vec2(point.x - self.center.x, point.y - self.center.y);
        self.viewport.center() + from_center * self.zoom
    }

    /// Where a rectangle of the map is on the screen.
    pub fn rect_to_screen(&self, rect: Rect) -> egui::Rect {
        egui::Rect::from_min_max(self.to_screen(rect.min), self.to_screen(rect.max))
    }

    /// Which place of the map is at a place of the screen.
    pub fn to_map(&self, screen: Pos2) -> Point {
        let from_center = (screen - self.viewport.center()) / self.zoom;
        self.center.moved(from_center.x, from_center.y)
    }

    /// The part of the map that can be seen.
    pub fn visible(&self) -> Rect {
        Rect::new(self.to_map(self.viewport.min), self.to_map(self.viewport.max))
    }

    /// Moves the map with the hand by `delta` screen points.
    pub fn pan(&mut self, delta: Vec2) {
        self.flight = None;
        self.stay();
        self.place(self.center.moved(-delta.x / self.zoom, -delta.y / self.zoom), self.zoom);
    }

    /// Zooms by `factor`; the place of the map at `anchor` stays where it is on the screen.
    pub fn zoom_by(&mut self, factor: f32, anchor: Pos2) {
        let held = self.to_map(anchor);
        self.flight = None;
        self.stay();
        let zoom = self.clamped(self.zoom * factor);
        let from_center = (anchor - self.viewport.center()) / zoom;
        self.place(held.moved(-from_center.x, -from_center.y), zoom);
    }

    /// Flies to another zoom; the middle of the view stays where it is.
    pub fn fly_to_zoom(&mut self, zoom: f32) {
        self.fly(self.destination().0, zoom);
    }

    /// Flies until `bounds` is seen whole, with some space around it, at most at 100 %.
    pub fn fly_to_fit(&mut self, bounds: Rect) {
        let (center, zoom) = self.view_to_fit(bounds);
        self.fly(center, zoom);
    }

    /// Shows `bounds` whole at once.
    pub fn fit(&mut self, bounds: Rect) {
        self.flight = None;
        let (center, zoom) = self.view_to_fit(bounds);
        self.place(center, self.clamped(zoom));
        self.fitted = Some(bounds);
    }

    /// Shows as little as possible around `area` at once, at no larger zoom than `most`.
    pub fn show(&mut self, area: Rect, most: f32) {
        self.flight = None;
        self.stay();
        let zoom_x = self.viewport.width() / area.width().max(1.0);
        let zoom_y = self.viewport.height() / area.height().max(1.0);
        self.place(area.center(), self.clamped(zoom_x.min(zoom_y).min(most)));
    }

    /// Is at another zoom at once; the middle of the view stays where it is.
    pub fn zoom_to(&mut self, zoom: f32) {
        self.flight = None;
        self.stay();
        self.place(self.center, self.clamped(zoom));
    }

    /// Is over another place at once.
    pub fn go_to(&mut self, center: Point) {
        self.flight = None;
        self.stay();
        self.place(center, self.zoom);
    }

    /// Flies just far enough that `bounds` can be seen; stays where it is if that is so already.
    pub fn reveal(&mut self, bounds: Rect) {
        let (center, zoom) = self.destination();
        let view = Rect::around(center, self.size_seen_at(zoom)).grown(-FIT_MARGIN_POINTS / zoom);
        if view.contains_rect(bounds) {
            return;
        }
        if bounds.width() > view.width() || bounds.height() > view.height() {
            self.fly_to_fit(bounds);
            return;
        }
        let shift = |low: f32, high: f32, from: f32, to: f32| (low - from).min(0.0) + (high - to).max(0.0);
        let dx = shift(bounds.min.x, bounds.max.x, view.min.x, view.max.x);
        let dy = shift(bounds.min.y, bounds.max.y, view.min.y, view.max.y);
        self.fly(center.moved(dx, dy), zoom);
    }

    /// Flies until `bounds` is in the middle, at a zoom at which it can be read.
    pub fn fly_to(&mut self, bounds: Rect) {
        let readable = self.destination().1.max(0.8);
        self.fly(bounds.center(), readable.min(zoom_to_fit(bounds, self.viewport)));
    }

    /// Carries a flight on by `seconds`; whether it goes on after that.
    pub fn advance(&mut self, seconds: f32) -> bool {
        let Some(mut flight) = self.flight.take() else { return false };
        flight.seconds += seconds;
        if flight.seconds >= FLIGHT_SECONDS {
            self.place(flight.to.0, flight.to.1);
            return false;
        }
        let (center, zoom) = flight.at(flight.seconds / FLIGHT_SECONDS);
        self.place(center, zoom);
        self.flight = Some(flight);
        true
    }

    /// Ends a flight where it was going.
    pub fn land(&mut self) {
        self.advance(FLIGHT_SECONDS);
    }

    /// Where the camera is or, in flight, will be.
    pub fn destination(&self) -> (Point, f32) {
        self.flight.map_or((self.center, self.zoom), |flight| flight.to)
    }

    /// Flies to a middle and a zoom.
    pub fn fly_to_view(&mut self, (center, zoom): (Point, f32)) {
        self.fly(center, zoom);
    }

    fn fly(&mut self, center: Point, zoom: f32) {
        self.stay();
        let to = (center, self.clamped(zoom));
        let from = (self.center, self.zoom);
        self.flight = (from != to).then_some(Flight { from, to, seconds: 0.0 });
    }

    fn place(&mut self, center: Point, zoom: f32) {
        if center.is_on_the_map() && zoom.is_finite() {
            (self.center, self.zoom) = (center, zoom);
        }
    }

    fn clamped(&self, zoom: f32) -> f32 {
        zoom.clamp(self.least_zoom, MOST_ZOOM)
    }

    fn size_seen_at(&self, zoom: f32) -> Size {
        Size::new(self.viewport.width() / zoom, self.viewport.height() / zoom)
    }

    /// The middle and the zoom at which `bounds` is seen whole and as large as it can be beside what covers a corner.
    fn view_to_fit(&self, bounds: Rect) -> (Point, f32) {
        let all = self.viewport;
        let zoom = zoom_to_fit(bounds, all);
        let size = vec2(bounds.width(), bounds.height()) * zoom;
        let place = egui::Rect::from_center_size(all.center(), size);
        let Some(covered) = self.covered.filter(|covered| covered.intersects(place)) else {
            return (bounds.center(), zoom);
        };
        let bottom = all.max.y - BUTTONS_POINTS;
        let beside = egui::Rect { max: pos2(covered.min.x, bottom), ..all };
        let below = egui::Rect { min: pos2(all.min.x, covered.max.y), max: pos2(all.max.x, bottom) };
        let (beside, below) = ((beside, zoom_to_fit(bounds, beside)), (below, zoom_to_fit(bounds, below)));
        let (area, zoom) = if beside.1 >= below.1 { beside } else { below };
        let shift = (all.center() - area.center()) / zoom;
        (bounds.center().moved(shift.x, shift.y), zoom)
    }
}

/// The largest zoom, at most 100 %, at which `bounds` has its place in `area` with some space around it.
fn zoom_to_fit(bounds: Rect, area: egui::Rect) -> f32 {
    let free = (area.size() - Vec2::splat(2.0 * FIT_MARGIN_POINTS)).max(Vec2::splat(40.0));
    let zoom = (free.x / bounds.width().max(1.0)).min(free.y / bounds.height().max(1.0));
    zoom.min(1.0)
}

impl Flight {
    /// Where the camera is after `share` of the way: on a straight line to the eye, gentle at the end.
    fn at(self, share: f32) -> (Point, f32) {
        let eased = 1.0 - (1.0 - share).powi(3);
        let ((a, from_zoom), (b, to_zoom)) = (self.from, self.to);
        let zoom = from_zoom * (to_zoom / from_zoom).powf(eased);
        // While the zoom changes, the way across the screen is straight only if it follows 1 / zoom.
        let spread = 1.0 / to_zoom - 1.0 / from_zoom;
        let way =
            if spread.abs() * from_zoom < 0.01 { eased } else { (1.0 / zoom - 1.0 / from_zoom) / spread };
        let center = pos2(a.x, a.y).lerp(pos2(b.x, b.y), way);
        (Point::new(center.x, center.y), zoom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera() -> Camera {
        let mut camera = Camera::default();
        camera.set_viewport(egui::Rect::from_min_size(pos2(200.0, 50.0), vec2(1000.0, 800.0)));
        camera
    }

    #[test]
    fn map_and_screen_are_each_others_inverse() {
        let mut camera = camera();
        camera.zoom_by(2.5, pos2(300.0, 100.0));
        camera.pan(vec2(31.0, -7.0));
        for point in [Point::new(0.0, 0.0), Point::new(123.0, -77.0)] {
            let back = camera.to_map(camera.to_screen(point));
            assert!(back.distance(point) < 0.01, "{point:?} came back as {back:?}");
        }
    }

    #[test]
    fn the_place_under_the_pointer_stays_while_zooming() {
        let mut camera = camera();
        let pointer = pos2(911.0, 222.0);
        let before = camera.to_map(pointer);
        for factor in [1.1, 3.0, 0.2, 0.5] {
            camera.zoom_by(factor, pointer);
            assert!(camera.to_map(pointer).distance(before) < 0.1);
        }
    }

    #[test]
    fn zoom_stays_between_5_and_800_percent() {
        let mut camera = camera();
        camera.zoom_by(1000.0, pos2(500.0, 500.0));
        assert_eq!(camera.zoom(), MOST_ZOOM);
        camera.zoom_by(0.000_01, pos2(500.0, 500.0));
        assert_eq!(camera.zoom(), LEAST_ZOOM);
    }

    #[test]
    fn a_map_too_large_for_5_percent_can_still_be_seen_whole() {
        let mut camera = camera();
        let huge = Rect::new(Point::new(0.0, 0.0), Point::new(200_000.0, 1000.0));
        camera.allow_seeing(huge);
        camera.fit(huge);
        assert!(camera.visible().contains_rect(huge));
    }

    #[test]
    fn what_was_fitted_fits_again_in_a_larger_window_until_a_hand_steers() {
        let mut camera = Camera::default();
        let size = |width| egui::Rect::from_min_size(Pos2::ZERO, vec2(width, 800.0));
        camera.set_viewport(size(600.0));
        camera.fit(Rect::around(Point::default(), Size::new(1600.0, 100.0)));
        let small = camera.zoom();
        camera.set_viewport(size(1200.0));
        let large = camera.zoom();
        assert!(large > small * 1.5, "{small} {large}");
        camera.stay();
        camera.set_viewport(size(600.0));
        assert_eq!(camera.zoom(), large);
    }

    #[test]
    fn what_is_in_the_middle_stays_there_when_the_whole_window_changes() {
        let mut camera = camera();
        let before = camera.center();
        camera.expect_other_size(None);
        camera.set_viewport(egui::Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0)));
        assert_eq!((camera.center(), camera.zoom()), (before, 1.0));
        camera.stay();
        camera.set_viewport(egui::Rect::from_min_size(Pos2::ZERO, vec2(600.0, 300.0)));
        assert_eq!(camera.center(), before.moved(100.0, 0.0), "a panel moves nothing on the screen");
    }

    #[test]
    fn fitting_shows_all_and_never_enlarges() {
        let mut camera = camera();
        let small = Rect::new(Point::new(900.0, 900.0), Point::new(950.0, 930.0));
        camera.fit(small);
        assert_eq!(camera.zoom(), 1.0);
        let large = Rect::new(Point::new(-3000.0, 0.0), Point::new(3000.0, 500.0));
        camera.fit(large);
        assert!(camera.visible().contains_rect(large));
    }

    #[test]
    fn what_is_fitted_keeps_clear_of_what_covers_the_corner() {
        let covered = egui::Rect::from_min_max(pos2(950.0, 62.0), pos2(1188.0, 560.0));
        for (width, height) in [(1400.0, 200.0), (600.0, 900.0), (4000.0, 4000.0), (900.0, 40.0)] {
            let mut camera = camera();
            let bounds = Rect::around(Point::new(77.0, -5.0), Size::new(width, height));
            camera.fit(bounds);
            assert!(camera.keep_clear_of(Some(covered)), "it is fitted afresh");
            let place = camera.rect_to_screen(bounds);
            assert!(camera.viewport().contains_rect(place) && !place.intersects(covered), "{place:?}");
            let whole = camera.zoom();
            assert!(!camera.keep_clear_of(Some(covered)));
            camera.keep_clear_of(None);
            assert!(camera.zoom() >= whole && camera.center() == bounds.center());
        }
    }

    #[test]
    fn a_hand_that_has_steered_is_not_disturbed_by_what_covers_the_corner() {
        let mut camera = camera();
        camera.fit(Rect::around(Point::default(), Size::new(1600.0, 100.0)));
        camera.pan(vec2(5.0, 0.0));
        let seen = camera.visible();
        assert!(!camera.keep_clear_of(Some(camera.viewport())));
        assert_eq!(camera.visible(), seen);
    }

    #[test]
    fn a_flight_arrives_and_ends() {
        let mut camera = camera();
        let goal = Rect::new(Point::new(5000.0, 5000.0), Point::new(9000.0, 6000.0));
        camera.fly_to_fit(goal);
        assert!(camera.advance(0.1), "still flying");
        assert!(!camera.advance(0.2), "arrived");
        assert!(camera.visible().contains_rect(goal));
        assert!(!camera.advance(0.1), "and stays");
    }

    #[test]
    fn revealing_moves_no_further_than_needed() {
        let mut camera = camera();
        let seen = camera.visible();
        camera.reveal(Rect::around(seen.center(), Size::new(50.0, 50.0)));
        assert!(!camera.advance(1.0), "what is seen needs no flight");
        let outside = Rect::around(Point::new(seen.max.x + 10.0, seen.center().y), Size::new(50.0, 50.0));
        camera.reveal(outside);
        camera.land();
        assert!(camera.visible().contains_rect(outside));
        assert_eq!(camera.visible().min.y, seen.min.y);
    }
}
