//! Lanes for the lines that are routed, past the lanes of the others.

use super::lanes::{self, Lane, Run};
use super::line::Way;
use super::router::Router;
use crate::model::{Point, Rect};
use std::collections::BTreeSet;

impl Router {
    /// Gives touched lines along the flow their lanes. The lanes of the others are left as they are; only
    /// those that are near take part.
    pub(super) fn find_lanes(&mut self, touched: &BTreeSet<u32>) {
        for line in touched {
            self.set_way(*line, Way::Turns(Vec::new()));
        }
        let is_run = |line: &u32| self.joined(*line).and_then(|_| self.lines[*line as usize].run()).is_some();
        let lines: Vec<u32> = touched.iter().copied().filter(is_run).collect();
        let found = if touched.len() == self.lines.len() {
            let runs: Vec<Run> = lines.iter().filter_map(|line| self.lines[*line as usize].run()).collect();
            let (frames, known) = (self.ground.frames(), vec![None; runs.len()]);
            lanes::find(&self.ground.boxes, frames, &self.ground.tracks, &runs, &known)
        } else {
            self.find_lanes_among_others(&lines, touched)
        };
        for (line, lane) in lines.into_iter().zip(found) {
            if let Some(lane) = lane {
                self.set_way(line, Way::Lane(lane));
            }
        }
    }

    /// Lanes for `lines`, looked for only in the part of the map around these.
    fn find_lanes_among_others(&self, lines: &[u32], touched: &BTreeSet<u32>) -> Vec<Option<Lane>> {
        /// How far from its straight way a line goes round others, and what is beyond that far.
        const ROOM_FOR_LINES: f32 = 100.0;
        const ROOM_FOR_BOXES: f32 = 300.0;
        let mut others = self.lines_near_any(&self.around(lines, ROOM_FOR_LINES));
        others.retain(|line| !touched.contains(line));
        self.leave_out_far(&mut others);
        let all: Vec<u32> = lines.iter().chain(&others).copied().collect();
        let runs: Vec<Run> = all.iter().filter_map(|line| self.lines[*line as usize].run()).collect();
        let near = self.around(lines, ROOM_FOR_BOXES).into_iter();
        let mut boxes: Vec<u32> = near.flat_map(|area| self.ground.obstacles.within(area)).collect();
        boxes.extend(runs.iter().flat_map(|run| [run.left, run.right]));
        boxes.sort_unstable();
        boxes.dedup();
        let rects: Vec<Rect> = boxes.iter().map(|v| self.ground.boxes[*v as usize]).collect();
        let tracks = self.ground.tracks.around(&boxes, &rects);
        let number = |v: u32| boxes.binary_search(&v).unwrap_or_default() as u32;
        let runs: Vec<Run> =
            runs.iter().map(|run| Run { left: number(run.left), right: number(run.right) }).collect();
        let known = all.iter().map(|line| match &self.lines[*line as usize].way {
            Way::Lane(lane) if !touched.contains(line) => Some(lane),
            _ => None,
        });
        let known: Vec<Option<&Lane>> = known.collect();
        let mut found = lanes::find(&rects, self.ground.frames(), &tracks, &runs, &known);
        found.truncate(lines.len());
        found
    }

    /// About how many columns a line passes.
    pub(super) fn columns_passed(&self, line: u32) -> usize {
        let run = self.joined(line).and_then(|_| self.lines[line as usize].run());
        let span = run.and_then(|run| lanes::span(&self.ground.boxes, &self.ground.tracks, run));
        span.map_or(1, |(from, to)| (to - from) as usize)
    }

    /// Where lines would pass columns if they ran straight, and something more above and below.
    fn around(&self, lines: &[u32], margin: f32) -> Vec<Rect> {
        /// Heights so near to each other are looked at once, however many lines pass there.
        const STEP: f32 = 256.0;
        let (boxes, tracks) = (&self.ground.boxes, &self.ground.tracks);
        let mut passed = BTreeSet::new();
        for run in lines.iter().filter_map(|line| self.lines[*line as usize].run()) {
            let Some((from, to)) = lanes::span(boxes, tracks, run) else { continue };
            let (a, b) = (boxes[run.left as usize], boxes[run.right as usize]);
            for column in from..=to {
                let track = tracks.columns[column as usize];
                let ahead = f32::midpoint(track.left, track.right) - a.max.x;
                let share = (ahead / (b.min.x - a.max.x).max(1.0)).clamp(0.0, 1.0);
                let y = a.center().y + share * (b.center().y - a.center().y);
                passed.insert((column, (y / STEP).floor() as i32));
            }
        }
        let area = |(column, step): (u32, i32)| {
            let track = tracks.columns[column as usize];
            let top = step as f32 * STEP;
            let (min, max) =
                (Point::new(track.left, top - margin), Point::new(track.right, top + STEP + margin));
            Rect::new(min, max)
        };
        passed.into_iter().map(area).collect()
    }

    /// Leaves out lines that are in no lane or join nothing any more, and all beyond a number among which nobody can follow one.
    fn leave_out_far(&self, others: &mut Vec<u32>) {
        const MOST_OTHERS: usize = 300;
        const MOST_BENDS: usize = 3_000;
        let mut bends = 0;
        others.retain(|line| match &self.lines[*line as usize].way {
            Way::Lane(lane) if self.lines[*line as usize].run().is_some() => {
                bends += lane.passages.len();
                bends <= MOST_BENDS
            }
            _ => false,
        });
        others.truncate(MOST_OTHERS);
    }
}
