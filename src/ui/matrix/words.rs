use super::arranged::{Arranged, MatrixRow, SortBy, Wish, begins_with_most};
use super::source::{MatrixKind, Source};
use crate::analysis::{sentence, trace_to};
use crate::model::{PartyId, SupplyId};
use crate::ui::grid::GridPlace;
use crate::ui::widget::named;

/// What a column of the grid is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// How many customers a row reaches.
    Reached,
    /// Hand-offs to the nearest customer, or the number of supplies.
    Measure,
    /// A column of the source.
    Customer(usize),
}

/// How many columns stand before the customers.
pub(super) const SUMS: usize = 2;

impl Column {
    pub fn at(column: usize, arranged: &Arranged) -> Option<Self> {
        match column {
            0 => Some(Self::Reached),
            1 => Some(Self::Measure),
            _ => arranged.columns.get(column - SUMS).map(|at| Self::Customer(*at)),
        }
    }

    pub fn sort(self, source: &Source) -> SortBy {
        match self {
            Self::Reached => SortBy::Reached,
            Self::Measure => SortBy::Measure,
            Self::Customer(at) => source.columns().get(at).map_or(SortBy::Name, |id| SortBy::Customer(*id)),
        }
    }

    pub fn title(self, source: &Source) -> String {
        match (self, source.kind) {
            (Self::Reached, MatrixKind::Sight) => "Customers reached".to_owned(),
            (Self::Reached, MatrixKind::Supply) => "Customers".to_owned(),
            (Self::Measure, MatrixKind::Sight) => "Fewest hand-offs".to_owned(),
            (Self::Measure, MatrixKind::Supply) => "Supplies".to_owned(),
            (Self::Customer(at), _) => {
                source.columns().get(at).map_or_else(String::new, |id| named(source.map, *id))
            }
        }
    }
}

/// What stands above the first column.
pub(super) fn corner(kind: MatrixKind) -> &'static str {
    match kind {
        MatrixKind::Sight => "Role",
        MatrixKind::Supply => "Supplier",
    }
}

/// `3 hand-offs`, `2 supplies`.
pub(super) fn measured(kind: MatrixKind, value: u32) -> String {
    match (kind, value) {
        (MatrixKind::Sight, 1) => "1 hand-off".to_owned(),
        (MatrixKind::Sight, value) => format!("{value} hand-offs"),
        (MatrixKind::Supply, 1) => "1 supply".to_owned(),
        (MatrixKind::Supply, value) => format!("{value} supplies"),
    }
}

/// What stands in a cell; a team's cell says its nearest hand-offs, or how many supplies there are.
pub(super) fn cell_text(source: &Source, row: &MatrixRow, column: Column) -> Option<(String, u32)> {
    let value = cell_value(source, row, column)?;
    let text = match (source.kind, row, column) {
        (MatrixKind::Supply, MatrixRow::Party(row), Column::Customer(column)) => {
            what(source, supplies(source, *row, column)?)
        }
        _ => value.to_string(),
    };
    Some((text, value))
}

fn cell_value(source: &Source, row: &MatrixRow, column: Column) -> Option<u32> {
    let of = |row: usize| match column {
        Column::Reached => Some(source.sum(row).reached),
        Column::Measure => source.sum(row).measure,
        Column::Customer(column) => source.value(row, column),
    };
    match row {
        MatrixRow::Party(row) => of(*row),
        MatrixRow::Team { members, .. } if column == Column::Reached => {
            let customers = 0..source.columns().len();
            let reached = |column: &usize| members.iter().any(|row| source.value(*row, *column).is_some());
            Some(customers.filter(reached).count() as u32)
        }
        MatrixRow::Team { members, .. } => source.together(members.iter().map(|row| of(*row))),
    }
}

/// What is supplied from a row to a column.
pub(super) fn supplies<'a>(source: &Source<'a>, row: usize, column: usize) -> Option<&'a [SupplyId]> {
    let (supplier, customer) = (source.rows().get(row)?, source.columns().get(column)?);
    Some(source.overview.supplies.supplies(*supplier, *customer))
}

/// `pay run, forms`.
fn what(source: &Source, supplies: &[SupplyId]) -> String {
    let name = |id: &SupplyId| {
        let what = source.map.supply(*id).map(|supply| supply.what.replace('\n', " "));
        what.filter(|what| !what.is_empty()).unwrap_or_else(|| "unnamed".to_owned())
    };
    supplies.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// What a screen reader says of a cell.
pub(super) fn name(source: &Source, arranged: &Arranged, wish: &Wish, place: GridPlace) -> String {
    let column = place.column.and_then(|column| Column::at(column, arranged));
    let row = place.row.and_then(|row| arranged.rows.get(row));
    match (row, column) {
        (None, column) => heading_name(source, wish, column),
        (Some(row), None) => row_name(source, row),
        (Some(row), Some(Column::Customer(at))) => {
            let ends = format!("{} to {}", row_name(source, row), Column::Customer(at).title(source));
            match cell_text(source, row, Column::Customer(at)) {
                Some((text, value)) if source.kind == MatrixKind::Sight || text == value.to_string() => {
                    format!("{ends}: {}", measured(source.kind, value))
                }
                Some((text, _)) => format!("{ends}: {text}"),
                None if source.kind == MatrixKind::Sight => format!("{ends}: no line of sight"),
                None => format!("{ends}: nothing"),
            }
        }
        (Some(row), Some(column)) => {
            let value = cell_text(source, row, column).map_or_else(|| "none".to_owned(), |(text, _)| text);
            format!("{}, {}: {value}", row_name(source, row), column.title(source))
        }
    }
}

fn heading_name(source: &Source, wish: &Wish, column: Option<Column>) -> String {
    let (title, by) = match column {
        None => (corner(source.kind).to_owned(), SortBy::Name),
        Some(column) => (column.title(source), column.sort(source)),
    };
    if by != wish.by {
        return format!("{title}, sort");
    }
    let order = if is_descending(source.kind, wish) { "largest first" } else { "smallest first" };
    let order = match (by, is_descending(source.kind, wish)) {
        (SortBy::Name, false) => "A to Z",
        (SortBy::Name, true) => "Z to A",
        _ => order,
    };
    format!("{title}, sorted {order}")
}

/// Whether the rows are sorted with the largest first.
pub(super) fn is_descending(kind: MatrixKind, wish: &Wish) -> bool {
    wish.is_reversed != begins_with_most(wish.by, kind)
}

pub(super) fn row_name(source: &Source, row: &MatrixRow) -> String {
    match row {
        MatrixRow::Party(row) => {
            source.rows().get(*row).map_or_else(String::new, |id| named(source.map, *id))
        }
        MatrixRow::Team { team, members, .. } => {
            format!("{} ({})", team_name(source, *team), members.len())
        }
    }
}

pub(super) fn team_name(source: &Source, team: Option<PartyId>) -> String {
    team.map_or_else(
        || "Without a team".to_owned(),
        |team| super::arranged::team_path(source.map, Some(team)),
    )
}

/// What a cell says, in a sentence: the chain from the role to the customer. None for headings.
pub(super) fn explanation(source: &Source, arranged: &Arranged, place: GridPlace) -> Option<String> {
    let row = arranged.rows.get(place.row?)?;
    let Column::Customer(column) = Column::at(place.column?, arranged)? else { return None };
    let customer = *source.columns().get(column)?;
    let to = named(source.map, customer);
    Some(match row {
        MatrixRow::Team { team, members, .. } => {
            let count = members.iter().filter(|row| source.value(**row, column).is_some()).count();
            let verb = if source.kind == MatrixKind::Sight { "reach" } else { "supply" };
            format!("{}: {count} of {} {verb} {to}.", team_name(source, *team), members.len())
        }
        MatrixRow::Party(row) => {
            let party = *source.rows().get(*row)?;
            let from = named(source.map, party);
            match source.kind {
                MatrixKind::Sight => {
                    let way = trace_to(source.map, &source.overview.graph, party, customer);
                    way.map_or_else(
                        || format!("{from} has no line of sight to {to}."),
                        |way| sentence(source.map, &way),
                    )
                }
                MatrixKind::Supply => match supplies(source, *row, column)? {
                    [] => format!("{from} supplies nothing to {to}."),
                    some => format!("{from} → {to}: {}.", what(source, some)),
                },
            }
        }
    })
}
