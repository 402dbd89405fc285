use crate::model::{ElementId, Point};

/// How far one can go back.
const LONGEST: usize = 100;

/// Where one was on the map, and what was selected there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stop {
    pub view: (Point, f32),
    pub selection: Vec<ElementId>,
}

/// Where one has been before each jump: back and forward, as in a browser.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    behind: Vec<Stop>,
    ahead: Vec<Stop>,
}

impl Trail {
    /// Somebody jumps away from `here`.
    pub fn leave(&mut self, here: Stop) {
        self.ahead.clear();
        if self.behind.last() == Some(&here) {
            return;
        }
        if self.behind.len() == LONGEST {
            self.behind.remove(0);
        }
        self.behind.push(here);
    }

    /// Where one came from.
    pub fn go_back(&mut self, here: Stop) -> Option<Stop> {
        step(&mut self.behind, &mut self.ahead, here)
    }

    /// Where one went back from.
    pub fn go_forward(&mut self, here: Stop) -> Option<Stop> {
        step(&mut self.ahead, &mut self.behind, here)
    }

    /// Whether there is anything to go back to.
    pub fn has_behind(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Whether there is anything to go forward to.
    pub fn has_ahead(&self) -> bool {
        !self.ahead.is_empty()
    }
}

fn step(from: &mut Vec<Stop>, to: &mut Vec<Stop>, here: Stop) -> Option<Stop> {
    let stop = from.pop()?;
    to.push(here);
    Some(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(x: f32) -> Stop {
        Stop { view: (Point::new(x, 0.0), 1.0), selection: Vec::new() }
    }

    #[test]
    fn one_goes_back_and_forward_along_the_same_way() {
        let mut trail = Trail::default();
        trail.leave(stop(1.0));
        trail.leave(stop(2.0));
        assert_eq!(trail.go_back(stop(3.0)), Some(stop(2.0)));
        assert_eq!(trail.go_back(stop(2.0)), Some(stop(1.0)));
        assert_eq!(trail.go_back(stop(1.0)), None);
        assert_eq!(trail.go_forward(stop(1.0)), Some(stop(2.0)));
        assert_eq!(trail.go_forward(stop(2.0)), Some(stop(3.0)));
        assert!(trail.has_behind() && !trail.has_ahead());
    }

    #[test]
    fn another_jump_ends_the_way_forward() {
        let mut trail = Trail::default();
        trail.leave(stop(1.0));
        trail.go_back(stop(2.0));
        trail.leave(stop(1.0));
        assert_eq!(trail.go_forward(stop(5.0)), None);
    }

    #[test]
    fn a_long_way_forgets_its_beginning_only() {
        let mut trail = Trail::default();
        (0..LONGEST + 5).for_each(|at| trail.leave(stop(at as f32)));
        let mut steps = 0;
        while trail.go_back(stop(-1.0)).is_some() {
            steps += 1;
        }
        assert_eq!(steps, LONGEST);
    }
}
