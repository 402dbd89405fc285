//! Sizes of the drawing in map units; one unit is one pixel at 100 %.

use super::FontWeight;
use super::wrap::Wrap;

/// Names of parties.
pub(super) const NAME: Wrap =
    Wrap { size: 15.0, weight: FontWeight::Regular, width: 192.0, most_lines: 4, is_even: false };
/// Names of teams and external customers.
pub(super) const STRONG_NAME: Wrap = Wrap { weight: FontWeight::Bold, ..NAME };
/// Who wears the hat.
pub(super) const HOLDER: Wrap = Wrap { size: 12.5, most_lines: 1, ..NAME };
/// The kind of a party outside, above its name.
pub(super) const KIND_WORD_SIZE: f32 = 11.5;
/// What is supplied.
pub(super) const WHAT: Wrap =
    Wrap { size: 13.0, weight: FontWeight::Regular, width: 150.0, most_lines: 3, is_even: true };
/// Standing and ratings below what is supplied.
pub(super) const MARK: Wrap = Wrap { size: 11.5, most_lines: 1, ..WHAT };
/// Signs on badges.
pub(super) const BADGE_SIZE: f32 = 12.0;

/// Least width of a party's box.
pub(super) const LEAST_BOX_WIDTH: f32 = 112.0;
/// Least height of a party's box.
pub(super) const LEAST_BOX_HEIGHT: f32 = 46.0;
/// Between a box's edge and its text, left and right.
pub(super) const BOX_PADDING_X: f32 = 16.0;
/// Between a box's edge and its text, above and below.
pub(super) const BOX_PADDING_Y: f32 = 11.0;
/// Radius of a role's corners.
pub(super) const BOX_RADIUS: f32 = 9.0;
/// Width of the line around a box.
pub(super) const BOX_EDGE: f32 = 1.6;

/// Between a team's frame and its members.
pub(super) const FRAME_PADDING: f32 = 22.0;
/// Height of the line that holds a team's name.
pub(super) const FRAME_TITLE_HEIGHT: f32 = 30.0;

/// How far an arrowhead reaches back from its tip.
pub(super) const ARROW_LENGTH: f32 = 11.0;
/// How wide an arrowhead is.
pub(super) const ARROW_WIDTH: f32 = 9.0;

/// Bends of lines smaller than this cannot be seen where only far shapes are drawn.
pub(super) const FAR_BEND: f32 = 1.5;

/// Between the lines of parallel and opposite supplies, where they touch a box.
pub(super) const LANE_AT_BOX: f32 = 12.0;
/// Between them half-way, where their labels are.
pub(super) const LANE_HALF_WAY: f32 = 28.0;

/// Height and least width of a badge.
pub(super) const BADGE: f32 = 19.0;
