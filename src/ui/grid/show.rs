use super::{GridPlace, GridShape, GridState};
use egui::accesskit::Role;
use egui::{
    Id, Pos2, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
    WidgetType, pos2,
};
use std::ops::Range;

/// What stands in a grid.
pub trait GridContents {
    /// What a screen reader says of a cell.
    fn name(&self, place: GridPlace) -> String;

    /// Draws a cell and does what is asked of it.
    fn cell_ui(&mut self, ui: &mut Ui, cell: &GridCell);
}

/// One cell that is drawn.
pub struct GridCell {
    /// Which.
    pub place: GridPlace,
    /// Where it is; parts of it may be out of sight.
    pub rect: Rect,
    /// What the pointer does there.
    pub response: Response,
    /// Whether the pointer is in its row.
    pub is_row_hovered: bool,
    /// Whether the pointer is in its column.
    pub is_column_hovered: bool,
    /// Whether it is the current cell and Enter or Space was pressed.
    pub is_entered: bool,
}

/// A part of the grid that scrolls in its own way, or not at all.
struct Region {
    clip: Rect,
    rows: Option<Range<usize>>,
    columns: Option<Range<usize>>,
}

/// Where everything is in this frame.
struct Frame<'a> {
    grid: Id,
    shape: &'a GridShape,
    screen: Rect,
    offset: Vec2,
    hovered: Option<GridPlace>,
    is_entered: bool,
}

/// Draws a grid in all the room there is.
pub fn grid_ui(
    ui: &mut Ui,
    name: &str,
    state: &mut GridState,
    shape: &GridShape,
    contents: &mut dyn GridContents,
) {
    let grid = ui.id().with(("grid", name));
    let screen = ui.available_rect_before_wrap();
    let response = ui.interact(screen, grid, Sense::focusable_noninteractive());
    if std::mem::take(&mut state.wants_focus) {
        response.request_focus();
    }
    let is_entered = state.take_keys(ui, grid, shape);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, name));
    let current = grid.with(state.current);
    ui.ctx().accesskit_node_builder(grid, |node| {
        node.set_role(Role::Grid);
        node.set_row_count(shape.rows + 1);
        node.set_column_count(shape.columns() + 1);
        node.set_active_descendant(current.accesskit_id());
    });
    let mut area = ScrollArea::both().id_salt(grid).auto_shrink(false);
    if let Some(place) = state.wants_in_view.take() {
        area = area.scroll_offset(shape.offset_showing(place, state.offset, screen.size()));
    }
    let cells = UiBuilder::new().id(grid.with("cells")).max_rect(screen).accessibility_parent(grid);
    ui.scope_builder(cells, |ui| {
        ui.spacing_mut().scroll.fade.strength = 0.0; // it would veil the header as well
        let shown = area.show_viewport(ui, |ui, viewport| {
            ui.set_min_size(shape.size());
            let screen = Rect::from_min_size(ui.max_rect().min + viewport.min.to_vec2(), viewport.size());
            let pointer = ui.input(|input| input.pointer.hover_pos());
            let pointer = pointer.filter(|_| ui.rect_contains_pointer(screen));
            let offset = viewport.min.to_vec2();
            let hovered = pointer.and_then(|at| shape.place_at(at, screen, offset));
            let frame = Frame { grid, shape, screen, offset, hovered, is_entered };
            frame.show(ui, state, contents);
        });
        state.offset = shown.state.offset;
        state.size = shown.inner_rect.size();
    });
}

impl Frame<'_> {
    fn show(&self, ui: &mut Ui, state: &mut GridState, contents: &mut dyn GridContents) {
        let regions = self.regions();
        for region in &regions {
            self.region_ui(ui, region, state, contents);
        }
        let line = Stroke::new(1.0, ui.visuals().widgets.noninteractive.bg_stroke.color);
        let (corner, end) = (self.corner(), self.screen.max);
        ui.painter().hline(self.screen.min.x..=end.x, corner.y, line);
        ui.painter().vline(corner.x, self.screen.min.y..=end.y, line);
    }

    /// Where the header row and the first column end.
    fn corner(&self) -> Pos2 {
        let corner = self.screen.min + egui::vec2(self.shape.first_width, self.shape.header_height);
        corner.min(self.screen.max)
    }

    /// The cells, the first column, the header row, and what stands above the first column.
    fn regions(&self) -> [Region; 4] {
        let (start, corner, end) = (self.screen.min, self.corner(), self.screen.max);
        let rows = self.shape.visible_rows(self.offset.y, self.screen.height());
        let columns = self.shape.visible_columns(self.offset.x, self.screen.width());
        let region = |min, max, rows, columns| Region { clip: Rect::from_min_max(min, max), rows, columns };
        [
            region(corner, end, Some(rows.clone()), Some(columns.clone())),
            region(pos2(start.x, corner.y), pos2(corner.x, end.y), Some(rows), None),
            region(pos2(corner.x, start.y), pos2(end.x, corner.y), None, Some(columns)),
            region(start, corner, None, None),
        ]
    }

    fn region_ui(
        &self,
        ui: &mut Ui,
        region: &Region,
        state: &mut GridState,
        contents: &mut dyn GridContents,
    ) {
        let current = state.current;
        let is_currents = region.rows.is_some() == current.row.is_some()
            && region.columns.is_some() == current.column.is_some();
        let salt = (region.rows.is_some(), region.columns.is_some());
        let mut ui = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(region.clip));
        ui.set_clip_rect(region.clip.intersect(ui.clip_rect()));
        let rows = each(region.rows.as_ref());
        let columns = each(region.columns.as_ref());
        let mut places: Vec<GridPlace> = rows
            .iter()
            .flat_map(|row| columns.iter().map(|column| GridPlace { row: *row, column: *column }))
            .collect();
        // The current cell is there for the keyboard and the screen reader wherever it is.
        if is_currents && !places.contains(&current) {
            places.push(current);
        }
        for place in places {
            self.place_ui(&mut ui, place, state, contents);
        }
        if is_currents && state.has_focus {
            let rect = self.shape.rect(current, self.screen, self.offset).shrink(1.0);
            let stroke = Stroke::new(2.0, ui.visuals().hyperlink_color);
            ui.painter().rect_stroke(rect, 3.0, stroke, StrokeKind::Inside);
        }
    }

    fn place_ui(
        &self,
        ui: &mut Ui,
        place: GridPlace,
        state: &mut GridState,
        contents: &mut dyn GridContents,
    ) {
        let rect = self.shape.rect(place, self.screen, self.offset);
        let id = self.grid.with(place);
        // The keyboard belongs to the grid, so a cell takes the pointer only.
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, contents.name(place)));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(match place {
                GridPlace { row: None, .. } => Role::ColumnHeader,
                GridPlace { column: None, .. } => Role::RowHeader,
                _ => Role::GridCell,
            });
            node.set_row_index(place.row.map_or(0, |row| row + 1));
            node.set_column_index(place.column.map_or(0, |column| column + 1));
        });
        if response.clicked() || response.secondary_clicked() {
            state.current = place;
            state.wants_focus = true;
            ui.ctx().request_repaint();
        }
        let is_entered = self.is_entered && place == state.current;
        let is_row_hovered = place.row.is_some() && self.hovered.is_some_and(|at| at.row == place.row);
        let is_column_hovered =
            place.column.is_some() && self.hovered.is_some_and(|at| at.column == place.column);
        contents
            .cell_ui(ui, &GridCell { place, rect, response, is_row_hovered, is_column_hovered, is_entered });
    }
}

/// Each of a range, or nothing in particular.
fn each(range: Option<&Range<usize>>) -> Vec<Option<usize>> {
    range.map_or_else(|| vec![None], |range| range.clone().map(Some).collect())
}
