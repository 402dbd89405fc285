use super::MatrixDraft;
use super::arranged::{Arranged, MatrixRow, SortBy, Wish};
use super::draft::Asked;
use super::source::{MatrixKind, Source};
use super::words::{self, Column};
use crate::action::Action;
use crate::model::ElementId;
use crate::scene::{FontWeight, Theme};
use crate::ui::canvas::painter::{color32, family};
use crate::ui::canvas::visual_text;
use crate::ui::grid::{GridCell, GridContents, GridPlace, fitted, sort_arrow};
use crate::ui::{Intent, Intents, View};
use egui::epaint::TextShape;
use egui::{FontId, Rect, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};
use std::f32::consts::FRAC_PI_2;

/// Room between the edge of a cell and its text.
const PADDING: f32 = 7.0;

/// The cells of the matrix: how they look, what they say and what a click on them does.
pub(super) struct Cells<'a> {
    view: &'a View<'a>,
    source: Source<'a>,
    arranged: &'a Arranged,
    wish: &'a Wish,
    /// Whether the headings of customers are written upright.
    upright: bool,
    intents: &'a mut Intents,
    pub asked: Vec<Asked>,
}

impl<'a> Cells<'a> {
    pub fn new(
        view: &'a View<'a>,
        source: Source<'a>,
        draft: &'a MatrixDraft,
        upright: bool,
        intents: &'a mut Intents,
    ) -> Self {
        let (arranged, wish) = (draft.arranged(), &draft.wish);
        Self { view, source, arranged, wish, upright, intents, asked: Vec::new() }
    }

    fn theme(&self) -> &Theme {
        self.view.theme
    }

    fn heading_ui(&mut self, ui: &Ui, cell: &GridCell, column: Option<Column>) {
        let (title, by) = match column {
            None => (words::corner(self.source.kind).to_owned(), SortBy::Name),
            Some(column) => (column.title(&self.source), column.sort(&self.source)),
        };
        self.highlight(ui, cell);
        let is_sorted = by == self.wish.by;
        let weight = if is_sorted { FontWeight::Bold } else { FontWeight::Regular };
        let font = FontId::new(TextStyle::Small.resolve(ui.style()).size, family(ui.ctx(), weight));
        let color = color32(self.theme().ink);
        let is_upright = self.upright && matches!(column, Some(Column::Customer(_)));
        let (rect, text) = (cell.rect, visual_text(&title).into_owned());
        if is_upright {
            let galley = fitted(ui, text, font, color, rect.height() - 24.0, 1);
            let foot = pos2(rect.center().x - galley.size().y / 2.0, rect.max.y - PADDING);
            ui.painter().add(TextShape::new(foot, galley, color).with_angle(-FRAC_PI_2));
        } else {
            let galley = fitted(ui, text, font, color, rect.width() - 2.0 * PADDING, 3);
            // Numbers stand in the middle of their column, and so does what is above them.
            let is_word = column.is_none() || self.is_about_what(column);
            let left = if is_word { rect.min.x + PADDING } else { rect.center().x - galley.size().x / 2.0 };
            ui.painter().galley(pos2(left, rect.max.y - 5.0 - galley.size().y), galley, color);
        }
        if is_sorted {
            let at = if is_upright {
                pos2(rect.center().x, rect.min.y + 9.0)
            } else {
                pos2(rect.min.x + PADDING + 4.0, rect.min.y + 7.0)
            };
            sort_arrow(
                ui,
                at,
                words::is_descending(self.source.kind, self.wish),
                color32(self.theme().accent),
            );
        }
        let hint = || {
            let kind = match column {
                Some(Column::Customer(at)) => {
                    self.source.columns().get(at).and_then(|id| self.source.map.party(*id))
                }
                _ => None,
            };
            let kind = kind.map_or_else(String::new, |party| format!(", {}", party.kind.word()));
            format!("{title}{kind}\nClick to sort by it; again: the other way round")
        };
        if cell.response.clone().on_hover_ui(|ui| drop(ui.label(hint()))).clicked() || cell.is_entered {
            self.asked.push(Asked::Sort(by));
        }
    }

    /// Whether the column says what is supplied.
    fn is_about_what(&self, column: Option<Column>) -> bool {
        self.source.kind == MatrixKind::Supply && matches!(column, Some(Column::Customer(_)))
    }

    fn row_ui(&mut self, ui: &mut Ui, cell: &GridCell, row: &MatrixRow) {
        self.highlight(ui, cell);
        let text = visual_text(&words::row_name(&self.source, row)).into_owned();
        let color = color32(self.theme().ink);
        let (mut rect, size) =
            (cell.rect.shrink2(vec2(PADDING, 0.0)), TextStyle::Body.resolve(ui.style()).size);
        let weight = match row {
            MatrixRow::Team { is_open, .. } => {
                let icon = Rect::from_center_size(rect.left_center() + vec2(6.0, 0.0), vec2(14.0, 14.0));
                let openness = if *is_open { 1.0 } else { 0.0 };
                egui::collapsing_header::paint_default_icon(
                    ui,
                    openness,
                    &cell.response.clone().with_new_rect(icon),
                );
                rect.min.x += 20.0;
                FontWeight::Bold
            }
            MatrixRow::Party(_) => {
                rect.min.x += if self.wish.by_team { 20.0 } else { 0.0 };
                FontWeight::Regular
            }
        };
        let font = FontId::new(size, family(ui.ctx(), weight));
        let galley = fitted(ui, text, font, color, rect.width(), 1);
        let is_cut = galley.elided;
        ui.painter().galley(pos2(rect.min.x, rect.center().y - galley.size().y / 2.0), galley, color);
        self.do_row(cell, row, is_cut);
    }

    /// A click on a team folds it; one on a party selects it, two show it on the map.
    fn do_row(&mut self, cell: &GridCell, row: &MatrixRow, is_cut: bool) {
        match row {
            MatrixRow::Team { team, .. } => {
                if cell.response.clicked() || cell.is_entered {
                    self.asked.push(Asked::Toggle(*team));
                }
            }
            MatrixRow::Party(row) => {
                let Some(id) = self.source.rows().get(*row).copied() else { return };
                if cell.response.double_clicked() || cell.is_entered {
                    self.show_on_map(vec![id.into()]);
                } else if cell.response.clicked() {
                    self.intents.push(Intent::Select(vec![id.into()]));
                }
                let name = || words::row_name(&self.source, &MatrixRow::Party(*row));
                let whole = if is_cut { format!("{}\n", name()) } else { String::new() };
                cell.response.clone().on_hover_text(format!("{whole}Double-click: show on the map"));
            }
        }
    }

    fn value_ui(&mut self, ui: &Ui, cell: &GridCell, row: &MatrixRow, column: Column) {
        let is_team = matches!(row, MatrixRow::Team { .. });
        let found = words::cell_text(&self.source, row, column);
        self.highlight(ui, cell);
        let is_shade = self.source.kind == MatrixKind::Sight && matches!(column, Column::Customer(_));
        let mut ink = color32(self.theme().ink);
        if let (true, Some((_, handoffs))) = (is_shade, &found) {
            let (ground, on_ground) = self.theme().handoff_shade(*handoffs);
            ink = color32(on_ground);
            ui.painter().rect_filled(cell.rect.shrink(1.0), 3.0, color32(ground));
            if cell.is_row_hovered || cell.is_column_hovered {
                let edge = Stroke::new(1.0, color32(self.theme().accent));
                ui.painter().rect_stroke(cell.rect.shrink(1.0), 3.0, edge, StrokeKind::Inside);
            }
        }
        if let Some((text, _)) = found {
            let weight = if is_team { FontWeight::Bold } else { FontWeight::Regular };
            let font = FontId::new(TextStyle::Body.resolve(ui.style()).size, family(ui.ctx(), weight));
            let text = visual_text(&text).into_owned();
            let galley = fitted(ui, text, font, ink, cell.rect.width() - 2.0 * 4.0, 1);
            let is_word = self.is_about_what(Some(column)) && !is_team;
            let left = if is_word {
                cell.rect.min.x + PADDING
            } else {
                cell.rect.center().x - galley.size().x / 2.0
            };
            ui.painter().galley(pos2(left, cell.rect.center().y - galley.size().y / 2.0), galley, ink);
        }
        self.do_value(cell, row, column);
    }

    /// A click on a cell shows its chain, or what is supplied, on the map.
    fn do_value(&mut self, cell: &GridCell, row: &MatrixRow, column: Column) {
        let Column::Customer(at) = column else { return };
        let (source, arranged, place) = (self.source, self.arranged, cell.place);
        let way = match row {
            MatrixRow::Party(row) if source.value(*row, at).is_some() => Some(*row),
            _ => None,
        };
        let hint = if way.is_some() { "\nClick to show it on the map" } else { "" };
        let words = || words::explanation(&source, arranged, place).unwrap_or_default() + hint;
        let response = cell.response.clone().on_hover_ui(|ui| drop(ui.label(words())));
        let Some(row) = way.filter(|_| response.clicked() || cell.is_entered) else { return };
        if source.kind == MatrixKind::Supply {
            let supplies = words::supplies(&source, row, at).unwrap_or_default();
            self.show_on_map(supplies.iter().map(|id| (*id).into()).collect());
        } else if let (Some(role), Some(customer)) = (source.rows().get(row), source.columns().get(at)) {
            self.intents.push(Intent::ShowWay(*role, *customer));
        }
    }

    fn show_on_map(&mut self, elements: Vec<ElementId>) {
        self.intents.push(Intent::Do(Action::ShowMap));
        self.intents.push(Intent::JumpTo(elements));
    }

    /// The ground of a cell: that of the row and column under the pointer stands out, and what is selected.
    fn highlight(&self, ui: &Ui, cell: &GridCell) {
        let row = cell.place.row.and_then(|row| self.arranged.rows.get(row));
        let is_selected = cell.place.column.is_none()
            && match row {
                Some(MatrixRow::Party(row)) => {
                    self.source.rows().get(*row).is_some_and(|id| self.view.is_selected(*id))
                }
                _ => false,
            };
        let theme = self.theme();
        let ground = match () {
            () if is_selected => theme.accent_soft,
            () if cell.is_row_hovered || cell.is_column_hovered => theme.button,
            () if matches!(row, Some(MatrixRow::Team { .. })) => theme.field,
            () => theme.panel,
        };
        ui.painter().rect_filled(cell.rect, 0.0, color32(ground));
        let line = Stroke::new(1.0, color32(theme.line.with_alpha(110)));
        ui.painter().hline(cell.rect.x_range(), cell.rect.max.y - 0.5, line);
    }
}

impl GridContents for Cells<'_> {
    fn name(&self, place: GridPlace) -> String {
        words::name(&self.source, self.arranged, self.wish, place)
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &GridCell) {
        let column = cell.place.column.and_then(|column| Column::at(column, self.arranged));
        let row = cell.place.row.and_then(|row| self.arranged.rows.get(row));
        match (row, column) {
            (None, column) => self.heading_ui(ui, cell, column),
            (Some(row), None) => self.row_ui(ui, cell, row),
            (Some(row), Some(column)) => self.value_ui(ui, cell, row, column),
        }
    }
}
