use super::{Column, Table};

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One row, one supply.
    Supplies,
    /// One row, one party.
    Parties,
    /// One row, one party and its boss.
    Reporting,
    /// One row, one party and the names of its suppliers or customers.
    Links,
}

impl Shape {
    /// What the preview calls it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Supplies => "A list of supplies: each row connects a supplier to a customer.",
            Self::Parties => "A list of parties: each row is a role, a team or somebody outside.",
            Self::Reporting => "A reporting list: each row is a role and the boss it reports to.",
            Self::Links => "A list of parties that names the suppliers or customers of each.",
        }
    }
}

/// How a table is to be read: what each column says. A guess until a person has looked at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePlan {
    /// What each column says, in the order of the headings; may be changed.
    pub columns: Vec<Column>,
}

impl TablePlan {
    /// What the rows are, as far as the columns say; nothing if too little is known to import.
    pub fn shape(&self) -> Option<Shape> {
        let has = |column| self.columns.contains(&column);
        let giver = has(Column::Supplier) || has(Column::SupplierId);
        let taker = has(Column::Customer) || has(Column::CustomerId);
        if giver && taker {
            return Some(Shape::Supplies);
        }
        if !has(Column::Name) && !has(Column::Id) && !has(Column::Holder) {
            return None;
        }
        Some(match () {
            () if has(Column::ReportsTo) => Shape::Reporting,
            () if has(Column::Suppliers) || has(Column::Customers) => Shape::Links,
            () => Shape::Parties,
        })
    }

    /// The first column that says this.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == column)
    }
}

/// What the headings (and draw.io's settings) say about the columns of `table`.
pub fn guess(table: &Table) -> TablePlan {
    let supplies = columns(table, Column::of_supply_list);
    let has = |wanted: [Column; 2]| supplies.iter().any(|column| wanted.contains(column));
    let giver = has([Column::Supplier, Column::SupplierId]);
    let taker = has([Column::Customer, Column::CustomerId]);
    if giver && taker && table.links.is_empty() {
        return TablePlan { columns: without_repeats(supplies) };
    }
    let mut parties = columns(table, Column::of_party_list);
    tell_job_from_holder(table, &mut parties);
    for link in &table.links {
        let named = table.headings.iter().position(|heading| heading.trim() == link.column);
        let Some(column) = named.and_then(|at| parties.get_mut(at)) else { continue };
        // A column that names bosses stays one, whatever the arrow's direction.
        if *column != Column::ReportsTo {
            *column = if link.others_supply { Column::Suppliers } else { Column::Customers };
        }
    }
    let mut plan = TablePlan { columns: without_repeats(parties) };
    accept_a_person_as_name(&mut plan);
    plan
}

fn columns(table: &Table, read: fn(&str) -> Column) -> Vec<Column> {
    table.headings.iter().map(|heading| read(heading)).collect()
}

/// Where a list has both a name and a job, the job is the role and the name is who holds it.
fn tell_job_from_holder(table: &Table, columns: &mut [Column]) {
    let named = columns.iter().filter(|column| **column == Column::Name).count();
    let jobs = table.headings.iter().filter(|heading| Column::names_a_job(heading)).count();
    if jobs == 0 || named == jobs {
        return;
    }
    for (column, heading) in columns.iter_mut().zip(&table.headings) {
        if *column == Column::Name && !Column::names_a_job(heading) {
            *column = Column::Holder;
        }
    }
}

/// A list of people without jobs: the people are what the map shows.
fn accept_a_person_as_name(plan: &mut TablePlan) {
    if plan.position(Column::Name).is_none()
        && let Some(at) = plan.position(Column::Holder)
        && let Some(column) = plan.columns.get_mut(at)
    {
        *column = Column::Name;
    }
}

/// Of two columns that seem to say the same, the first is believed; lists of others may be several.
fn without_repeats(mut columns: Vec<Column>) -> Vec<Column> {
    let mut seen = Vec::new();
    for column in &mut columns {
        let several = matches!(column, Column::Suppliers | Column::Customers | Column::ReportsTo);
        if !several && seen.contains(column) {
            *column = Column::Ignored;
        }
        seen.push(*column);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_a_table_is() {
        use Column::{
            Customer, Customers, Holder, Id, Ignored, Kind, Name, Purpose, ReportsTo, Supplier, Team, What,
        };
        let cases: [(&str, Option<Shape>, &[Column]); 9] = [
            ("supplier,customer,what", Some(Shape::Supplies), &[Supplier, Customer, What]),
            ("Source;Target", Some(Shape::Supplies), &[Supplier, Customer]),
            ("name,kind,team,holder,purpose", Some(Shape::Parties), &[Name, Kind, Team, Holder, Purpose]),
            ("role,reports_to", Some(Shape::Reporting), &[Name, ReportsTo]),
            ("name,position,id,manager", Some(Shape::Reporting), &[Holder, Name, Id, ReportsTo]),
            ("id,name,supplier,shapeType", Some(Shape::Links), &[Id, Name, Column::Suppliers, Ignored]),
            ("name,customers", Some(Shape::Links), &[Name, Customers]),
            ("employee,boss", Some(Shape::Reporting), &[Name, ReportsTo]),
            ("a,b,c", None, &[Ignored, Ignored, Ignored]),
        ];
        for (heading, shape, columns) in cases {
            let table = Table::read(format!("{heading}\n1,2,3\n").as_bytes()).unwrap();
            let plan = guess(&table);
            assert_eq!(plan.columns, columns, "{heading}");
            assert_eq!(plan.shape(), shape, "{heading}");
        }
    }
}
