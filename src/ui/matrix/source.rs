use crate::analysis::Overview;
use crate::model::{Organisation, PartyId};

/// Which matrix is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MatrixKind {
    /// Roles against ultimate customers: hand-offs.
    #[default]
    Sight,
    /// Suppliers against customers: what is supplied.
    Supply,
}

/// What the matrix is about: one of the two, with the map that gives the names.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub map: &'a Organisation,
    pub overview: &'a Overview,
    pub kind: MatrixKind,
}

/// What is said of a whole row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RowSum {
    /// How many customers it reaches.
    pub reached: u32,
    /// Hand-offs to the nearest of them; or how many supplies there are. None without any.
    pub measure: Option<u32>,
}

impl<'a> Source<'a> {
    pub fn rows(&self) -> &'a [PartyId] {
        match self.kind {
            MatrixKind::Sight => &self.overview.sight.roles,
            MatrixKind::Supply => &self.overview.supplies.suppliers,
        }
    }

    pub fn columns(&self) -> &'a [PartyId] {
        match self.kind {
            MatrixKind::Sight => &self.overview.sight.customers,
            MatrixKind::Supply => &self.overview.supplies.customers,
        }
    }

    /// Hand-offs, or the number of supplies; none where there is no line of sight, or no supply.
    pub fn value(&self, row: usize, column: usize) -> Option<u32> {
        match self.kind {
            MatrixKind::Sight => self.overview.sight.row(row).get(column).copied().flatten(),
            MatrixKind::Supply => {
                let (supplier, customer) = (self.rows().get(row)?, self.columns().get(column)?);
                let count = self.overview.supplies.supplies(*supplier, *customer).len();
                (count > 0).then_some(count as u32)
            }
        }
    }

    pub fn sum(&self, row: usize) -> RowSum {
        match self.kind {
            MatrixKind::Sight => {
                let found = || self.overview.sight.row(row).iter().flatten();
                RowSum { reached: found().count() as u32, measure: found().min().copied() }
            }
            MatrixKind::Supply => {
                let Some(supplier) = self.rows().get(row) else { return RowSum::default() };
                let given = || self.overview.supplies.given(*supplier);
                let supplies = given().map(|(_, supplies)| supplies.len() as u32).sum();
                RowSum { reached: given().count() as u32, measure: Some(supplies) }
            }
        }
    }

    /// What one number says of several rows: the nearest, or all supplies together.
    pub fn together(&self, values: impl Iterator<Item = Option<u32>>) -> Option<u32> {
        let mut values = values.flatten().peekable();
        values.peek()?;
        match self.kind {
            MatrixKind::Sight => values.min(),
            MatrixKind::Supply => Some(values.sum()),
        }
    }
}
