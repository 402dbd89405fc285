use crate::model::{Point, Rect};

/// How good a picture is, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    /// Pairs of lines that properly cross; a pair that crosses twice counts twice.
    pub crossings: u64,
    /// Pairs of boxes that share some area (a frame and what is inside it do not count).
    pub overlaps: u64,
    /// Pairs of a line and a foreign box that it passes through.
    pub lines_through_boxes: u64,
    /// Length of all lines in map units.
    pub total_edge_length: f64,
    /// Width of the smallest rectangle around all boxes.
    pub width: f32,
    /// Height of the smallest rectangle around all boxes.
    pub height: f32,
    /// Share of the lines between two parties that lead along the flow (1 for a map without any).
    pub forward: f32,
}

/// One line as drawn: a polyline with the boxes that it joins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawnLine {
    /// The box where it starts.
    pub from: u32,
    /// The box where it ends.
    pub to: u32,
    /// Its points.
    pub points: Vec<Point>,
}
