use egui::{Event, Pos2, TouchPhase};
use std::time::Duration;

/// A finger that rests this long, in seconds, asks for the menu.
const SECONDS: f64 = 0.5;
/// How far a finger slips while it rests, in points.
const SLIP: f32 = 10.0;

/// One finger that rests on the canvas: what a right click is for a mouse.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LongPress {
    finger: Option<Finger>,
}

#[derive(Clone, Copy, Debug)]
struct Finger {
    place: Pos2,
    since: f64,
    has_asked: bool,
}

impl LongPress {
    /// Follows the fingers. Where the menu has to be opened once more: egui takes a quick lift for a click
    /// beside the menu and closes it.
    pub fn follow(&mut self, event: &Event, is_over_canvas: bool, now: f64) -> Option<Pos2> {
        let Event::Touch { phase, pos, .. } = event else { return None };
        let known = self.finger.take();
        match phase {
            // A second finger pinches or pans.
            TouchPhase::Start if known.is_none() && is_over_canvas => {
                self.finger = Some(Finger { place: *pos, since: now, has_asked: false });
            }
            TouchPhase::Start | TouchPhase::Cancel => {}
            TouchPhase::Move => {
                self.finger = known.filter(|finger| finger.has_asked || finger.place.distance(*pos) <= SLIP);
            }
            TouchPhase::End => return known.filter(|finger| finger.has_asked).map(|finger| finger.place),
        }
        None
    }

    /// Where the menu is asked for now, once.
    pub fn due(&mut self, now: f64) -> Option<Pos2> {
        let finger = self.finger.as_mut().filter(|finger| !finger.has_asked)?;
        finger.has_asked = now - finger.since >= SECONDS;
        finger.has_asked.then_some(finger.place)
    }

    /// After what time to look again.
    pub fn rest(&self, now: f64) -> Option<Duration> {
        let finger = self.finger.filter(|finger| !finger.has_asked)?;
        Some(Duration::from_secs_f64((finger.since + SECONDS - now).max(0.0)))
    }
}
