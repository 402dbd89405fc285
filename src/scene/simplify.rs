use super::route::squared_distance;
use crate::model::Point;

/// `path` without the points whose absence moves no part of it by more than `tolerance` (U. Ramer, 1972; D. Douglas,
/// T. Peucker, 1973). Both ends stay.
pub fn simplified(path: &[Point], tolerance: f32) -> Vec<Point> {
    let Some(last) = path.len().checked_sub(1).filter(|last| *last > 1) else { return path.to_vec() };
    let mut keeps = vec![false; path.len()];
    keeps[0] = true;
    keeps[last] = true;
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        if let Some(at) = farthest(path, from, to, tolerance) {
            keeps[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    path.iter().zip(keeps).filter_map(|(point, is_kept)| is_kept.then_some(*point)).collect()
}

/// For each point of `path` the tolerance up to which [`simplified`] keeps it: whoever needs the same path for many
/// tolerances finds these once.
pub fn lasting(path: &[Point]) -> Vec<f32> {
    let mut lasts = vec![0.0; path.len()];
    let Some(last) = path.len().checked_sub(1) else { return lasts };
    lasts[0] = f32::INFINITY;
    lasts[last] = f32::INFINITY;
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        if let Some(at) = farthest(path, from, to, 0.0) {
            // It is not looked at before the ends of its part are there.
            let away = squared_distance(path[from], path[to], path[at]).sqrt();
            lasts[at] = away.min(lasts[from]).min(lasts[to]);
            open.extend([(from, at), (at, to)]);
        }
    }
    lasts
}

/// The point between two others that is farthest from the straight way between these, if it is farther than `tolerance`.
fn farthest(path: &[Point], from: usize, to: usize, tolerance: f32) -> Option<usize> {
    let (mut found, mut most) = (None, tolerance * tolerance);
    for at in from + 1..to {
        let away = squared_distance(path[from], path[to], path[at]);
        if away > most {
            (found, most) = (Some(at), away);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::route;

    fn p(x: f32, y: f32) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn what_is_straight_needs_its_ends_only() {
        let path: Vec<Point> = (0..=50).map(|at| p(at as f32 * 4.0, at as f32)).collect();
        assert_eq!(simplified(&path, 0.1), [path[0], path[50]]);
        assert_eq!(simplified(&path[..1], 0.1), [path[0]]);
        assert!(simplified(&[], 0.1).is_empty());
    }

    #[test]
    fn a_bend_stays_as_long_as_it_is_larger_than_the_tolerance() {
        let path = [p(0.0, 0.0), p(50.0, 0.0), p(50.0, 30.0), p(100.0, 30.0)];
        assert_eq!(simplified(&path, 2.0), path);
        assert_eq!(simplified(&path, 40.0), [path[0], path[3]]);
    }

    #[test]
    fn a_line_that_comes_back_to_where_it_began_keeps_its_loop() {
        let path = route::flattened(&[p(0.0, 0.0), p(80.0, 0.0), p(80.0, 60.0), p(0.0, 0.0)]);
        let rough = simplified(&path, 4.0);
        assert!((3..path.len()).contains(&rough.len()), "{} points are left", rough.len());
    }

    #[test]
    fn each_point_lasts_as_long_as_it_is_kept() {
        let path: Vec<Point> = (0..60)
            .map(|at| p(((at * 29) % 17) as f32 * 9.0, ((at * 37) % 11) as f32 * 3.0 + at as f32))
            .collect();
        let lasts = lasting(&path);
        for tolerance in [0.01, 0.7, 3.0, 9.0, 20.0, 80.0] {
            let kept = path.iter().zip(&lasts).filter(|(_, lasts)| **lasts > tolerance);
            assert_eq!(kept.map(|(point, _)| *point).collect::<Vec<_>>(), simplified(&path, tolerance));
        }
        assert!(lasting(&[]).is_empty() && lasting(&path[..1]) == [f32::INFINITY]);
    }

    #[test]
    fn no_place_of_the_path_is_farther_away_than_the_tolerance() {
        let zigzag: Vec<Point> =
            (0..40).map(|at| p(at as f32 * 25.0, ((at * 37) % 11) as f32 * 3.0)).collect();
        for tolerance in [0.5, 3.0, 9.0, 20.0] {
            let rough = simplified(&zigzag, tolerance);
            let most = zigzag.iter().map(|point| route::distance(&rough, *point)).fold(0.0, f32::max);
            assert!(most <= tolerance * 1.001, "{most} at {tolerance}");
        }
        assert!(simplified(&zigzag, 9.0).len() < zigzag.len());
    }
}
