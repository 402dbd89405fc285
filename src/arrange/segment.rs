use crate::model::{Point, Rect};

/// Where two segments cross inside both; touching ends do not count.
pub(super) fn crossing_point(s: (Point, Point), t: (Point, Point)) -> Option<Point> {
    const TOUCH: f64 = 1e-9;
    let turn = |a: Point, b: Point, c: Point| {
        let (abx, aby) = (f64::from(b.x) - f64::from(a.x), f64::from(b.y) - f64::from(a.y));
        let (acx, acy) = (f64::from(c.x) - f64::from(a.x), f64::from(c.y) - f64::from(a.y));
        abx * acy - aby * acx
    };
    let (s1, s2) = (turn(t.0, t.1, s.0), turn(t.0, t.1, s.1));
    let (t1, t2) = (turn(s.0, s.1, t.0), turn(s.0, s.1, t.1));
    let apart = |a: f64, b: f64| (a > TOUCH && b < -TOUCH) || (a < -TOUCH && b > TOUCH);
    if !apart(s1, s2) || !apart(t1, t2) {
        return None;
    }
    let share = (s1 / (s1 - s2)) as f32;
    Some(s.0.moved(share * (s.1.x - s.0.x), share * (s.1.y - s.0.y)))
}

/// How far along the segment (0 to 1) it comes into `rect`, if it has a point inside; the edge does not
/// count. Y.-D. Liang, B. Barsky, “A New Concept and Method for Line Clipping”, ACM TOG 3(1), 1984.
pub(super) fn entry(a: Point, b: Point, rect: Rect) -> Option<f32> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let sides =
        [(-dx, a.x - rect.min.x), (dx, rect.max.x - a.x), (-dy, a.y - rect.min.y), (dy, rect.max.y - a.y)];
    for (slope, room) in sides {
        if slope == 0.0 {
            if room <= 0.0 {
                return None;
            }
        } else if slope < 0.0 {
            enter = enter.max(room / slope);
        } else {
            leave = leave.min(room / slope);
        }
        if enter >= leave {
            return None;
        }
    }
    Some(enter)
}
