use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, vec2};

/// A small drawing on a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A box with round corners.
    Role,
    /// Somebody: head and shoulders.
    Customer,
    /// A box with an arrow out of it.
    Supplier,
    /// A frame around two boxes.
    Team,
    /// Two boxes and an arrow.
    Connect,
    /// A sheet with a folded corner.
    Note,
    /// An arrow back.
    Undo,
    /// An arrow forth.
    Redo,
    /// Boxes in columns.
    Tidy,
    /// A chain that ends in a ring.
    Trace,
    /// Boxes joined by lines.
    Map,
    /// One in the middle of others.
    Chain,
    /// Rows under a heading.
    Table,
    /// Rows and columns of cells.
    Matrix,
    /// A magnifying glass.
    Find,
    /// A picture with an arrow out of it.
    Export,
    /// A window with a list on the left.
    Outline,
    /// A window with a panel on the right.
    Inspector,
}

/// One line of a drawing, in a square of 20 by 20.
enum Mark {
    Line(&'static [(f32, f32)]),
    Box(f32, f32, f32, f32),
    Ring(f32, f32, f32),
    Dot(f32, f32, f32),
}

use Mark::{Box, Dot, Line, Ring};

impl Icon {
    /// Side of the square that it fills.
    pub const SIZE: f32 = 20.0;

    /// Paints it in the middle of `place`.
    pub fn paint(self, painter: &Painter, place: Rect, color: Color32) {
        let corner = place.center() - vec2(Self::SIZE, Self::SIZE) / 2.0;
        let at = |x: f32, y: f32| -> Pos2 { corner + vec2(x, y) };
        let stroke = Stroke::new(1.6, color);
        for mark in self.marks() {
            match *mark {
                Line(points) => {
                    let points = points.iter().map(|(x, y)| at(*x, *y)).collect();
                    painter.add(Shape::line(points, stroke));
                }
                Box(x, y, width, height) => {
                    let rect = Rect::from_min_size(at(x, y), vec2(width, height));
                    painter.rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Middle);
                }
                Ring(x, y, radius) => {
                    painter.circle_stroke(at(x, y), radius, stroke);
                }
                Dot(x, y, radius) => {
                    painter.circle_filled(at(x, y), radius, color);
                }
            }
        }
    }

    fn marks(self) -> &'static [Mark] {
        match self {
            Self::Role => &[Box(2.0, 5.0, 16.0, 10.0)],
            Self::Customer => &[
                Ring(10.0, 6.5, 3.5),
                Line(&[
                    (3.5, 17.5),
                    (4.2, 14.6),
                    (6.3, 12.8),
                    (10.0, 12.2),
                    (13.7, 12.8),
                    (15.8, 14.6),
                    (16.5, 17.5),
                ]),
            ],
            Self::Supplier => &[
                Line(&[(9.0, 4.0), (2.0, 4.0), (2.0, 16.0), (9.0, 16.0)]),
                Line(&[(7.0, 10.0), (18.0, 10.0)]),
                Line(&[(14.0, 6.0), (18.0, 10.0), (14.0, 14.0)]),
            ],
            Self::Team => &[Box(1.5, 3.0, 17.0, 14.0), Box(4.5, 8.0, 4.5, 5.0), Box(11.5, 8.0, 4.5, 5.0)],
            Self::Connect => &[
                Box(1.5, 7.0, 4.0, 6.0),
                Box(14.5, 7.0, 4.0, 6.0),
                Line(&[(6.0, 10.0), (13.0, 10.0)]),
                Line(&[(10.0, 7.0), (13.0, 10.0), (10.0, 13.0)]),
            ],
            Self::Note => &[
                Line(&[(3.0, 3.0), (17.0, 3.0), (17.0, 12.0), (12.0, 17.0), (3.0, 17.0), (3.0, 3.0)]),
                Line(&[(17.0, 12.0), (12.0, 12.0), (12.0, 17.0)]),
            ],
            Self::Undo => &[
                Line(&[(7.0, 3.5), (3.0, 7.5), (7.0, 11.5)]),
                Line(&[
                    (3.0, 7.5),
                    (12.5, 7.5),
                    (15.6, 8.9),
                    (16.8, 12.0),
                    (15.6, 15.1),
                    (12.5, 16.5),
                    (8.0, 16.5),
                ]),
            ],
            Self::Redo => &[
                Line(&[(13.0, 3.5), (17.0, 7.5), (13.0, 11.5)]),
                Line(&[
                    (17.0, 7.5),
                    (7.5, 7.5),
                    (4.4, 8.9),
                    (3.2, 12.0),
                    (4.4, 15.1),
                    (7.5, 16.5),
                    (12.0, 16.5),
                ]),
            ],
            Self::Tidy => &[
                Box(2.0, 3.0, 5.0, 4.0),
                Box(2.0, 13.0, 5.0, 4.0),
                Box(13.0, 8.0, 5.0, 4.0),
                Line(&[(7.0, 5.0), (10.0, 5.0), (10.0, 15.0), (7.0, 15.0)]),
                Line(&[(10.0, 10.0), (13.0, 10.0)]),
            ],
            Self::Trace => {
                &[Dot(3.5, 14.5, 2.2), Line(&[(3.5, 14.5), (9.0, 8.5), (13.0, 7.2)]), Ring(15.5, 6.0, 3.0)]
            }
            Self::Map => &[
                Box(2.0, 7.5, 5.0, 5.0),
                Box(13.0, 2.5, 5.0, 5.0),
                Box(13.0, 12.5, 5.0, 5.0),
                Line(&[(7.0, 10.0), (10.0, 10.0), (10.0, 5.0), (13.0, 5.0)]),
                Line(&[(10.0, 10.0), (10.0, 15.0), (13.0, 15.0)]),
            ],
            Self::Chain => &[
                Ring(10.0, 10.0, 3.2),
                Dot(2.8, 4.5, 1.8),
                Dot(2.8, 15.5, 1.8),
                Dot(17.2, 10.0, 1.8),
                Line(&[(2.8, 4.5), (7.4, 8.2)]),
                Line(&[(2.8, 15.5), (7.4, 11.8)]),
                Line(&[(13.2, 10.0), (17.2, 10.0)]),
            ],
            Self::Table => &[
                Box(2.0, 2.5, 16.0, 15.0),
                Line(&[(2.0, 6.5), (18.0, 6.5)]),
                Line(&[(2.0, 10.2), (18.0, 10.2)]),
                Line(&[(2.0, 13.9), (18.0, 13.9)]),
                Line(&[(8.0, 2.5), (8.0, 17.5)]),
            ],
            Self::Matrix => &[
                Box(2.0, 2.5, 16.0, 15.0),
                Line(&[(7.3, 2.5), (7.3, 17.5)]),
                Line(&[(12.6, 2.5), (12.6, 17.5)]),
                Line(&[(2.0, 7.5), (18.0, 7.5)]),
                Line(&[(2.0, 12.5), (18.0, 12.5)]),
            ],
            Self::Find => &[Ring(8.5, 8.5, 5.5), Line(&[(12.6, 12.6), (17.5, 17.5)])],
            Self::Export => &[
                Line(&[(11.0, 3.0), (2.5, 3.0), (2.5, 17.0), (16.5, 17.0), (16.5, 10.0)]),
                Line(&[(9.0, 11.0), (17.0, 3.0)]),
                Line(&[(13.0, 2.8), (17.3, 2.8), (17.3, 7.0)]),
            ],
            Self::Outline => &[Box(2.0, 3.5, 16.0, 13.0), Line(&[(7.5, 3.5), (7.5, 16.5)])],
            Self::Inspector => &[Box(2.0, 3.5, 16.0, 13.0), Line(&[(12.5, 3.5), (12.5, 16.5)])],
        }
    }
}
