//! Lanes for the lines that are routed, past the lanes of the others.

use super::lanes::{self, Lane, Run};
use super::line::{Line, Way};
use super::router::Router;
use crate::model::Rect;
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
            lanes::find(&self.ground.boxes, &self.ground.tracks, &runs, &vec![None; runs.len()])
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
        /// How far from the straight way lines go round others.
        const AROUND: f32 = 200.0;
        const MOST_OTHERS: usize = 300;
        let hull = |line: &u32| {
            let Run { left, right } = self.lines[*line as usize].run()?;
            Some(self.ground.boxes[left as usize].union(self.ground.boxes[right as usize]))
        };
        let Some(area) = lines.iter().filter_map(hull).reduce(Rect::union) else { return Vec::new() };
        let area = area.grown(AROUND);
        let lane = |own: &'_ Line| matches!(own.way, Way::Lane(_));
        let mut others = self.lines_near(area);
        others.retain(|line| !touched.contains(line) && lane(&self.lines[*line as usize]));
        others.truncate(MOST_OTHERS); // nobody can follow a line among so many
        let all: Vec<u32> = lines.iter().chain(&others).copied().collect();
        let runs: Vec<Run> = all.iter().filter_map(|line| self.lines[*line as usize].run()).collect();
        let mut boxes = self.ground.obstacles.within(area);
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
        let mut found = lanes::find(&rects, &tracks, &runs, &known);
        found.truncate(lines.len());
        found
    }
}
