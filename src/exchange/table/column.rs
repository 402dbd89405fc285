/// What one column of a table says.
///
/// The first group belongs to lists of supplies (one row, one supply), the second to lists of
/// parties (one row, one party).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Nothing that the map keeps.
    Ignored,
    /// Who gives.
    Supplier,
    /// Who receives.
    Customer,
    /// What is supplied.
    What,
    /// Delivers, reports to or informs.
    SupplyKind,
    /// Whether the supply is informal.
    Informal,
    /// How well the supplier thinks it serves, 1 to 5.
    OwnRating,
    /// How well the customer says it is served, 1 to 5.
    CustomersRating,
    /// What matters to the customer.
    Need,
    /// What the supplier promises.
    Promise,
    /// Key of the supplier where names are not unique.
    SupplierId,
    /// Key of the customer where names are not unique.
    CustomerId,
    /// What the supplier is.
    SupplierKind,
    /// What the customer is.
    CustomerKind,
    /// The team of the supplier.
    SupplierTeam,
    /// The team of the customer.
    CustomerTeam,

    /// Key of the party in its list.
    Id,
    /// Name of the party.
    Name,
    /// What the party is.
    Kind,
    /// The team that contains it.
    Team,
    /// The team around that team: the organisation in a list of several.
    OuterTeam,
    /// Who wears the hat.
    Holder,
    /// Why the party exists.
    Purpose,
    /// Key or name of the boss.
    ReportsTo,
    /// Keys or names of those who supply the party.
    Suppliers,
    /// Keys or names of those whom the party supplies.
    Customers,
}

impl Column {
    /// Every meaning, in the order in which menus list them.
    pub const ALL: [Self; 26] = [
        Self::Ignored,
        Self::Supplier,
        Self::Customer,
        Self::What,
        Self::SupplyKind,
        Self::Informal,
        Self::OwnRating,
        Self::CustomersRating,
        Self::Need,
        Self::Promise,
        Self::SupplierId,
        Self::CustomerId,
        Self::SupplierKind,
        Self::CustomerKind,
        Self::SupplierTeam,
        Self::CustomerTeam,
        Self::Id,
        Self::Name,
        Self::Kind,
        Self::Team,
        Self::OuterTeam,
        Self::Holder,
        Self::Purpose,
        Self::ReportsTo,
        Self::Suppliers,
        Self::Customers,
    ];

    /// The words for it in the preview; with `_` for blanks, the heading of the column in our own files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::Supplier => "supplier",
            Self::Customer => "customer",
            Self::What => "what",
            Self::SupplyKind => "supply kind",
            Self::Informal => "informal",
            Self::OwnRating => "own rating",
            Self::CustomersRating => "customers rating",
            Self::Need => "need",
            Self::Promise => "promise",
            Self::SupplierId => "supplier id",
            Self::CustomerId => "customer id",
            Self::SupplierKind => "supplier kind",
            Self::CustomerKind => "customer kind",
            Self::SupplierTeam => "supplier team",
            Self::CustomerTeam => "customer team",
            Self::Id => "id",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Team => "team",
            Self::OuterTeam => "organisation",
            Self::Holder => "holder",
            Self::Purpose => "purpose",
            Self::ReportsTo => "reports to",
            Self::Suppliers => "suppliers",
            Self::Customers => "customers",
        }
    }

    /// The heading of this column in the files that we write.
    pub fn heading(self) -> String {
        self.word().replace(' ', "_")
    }

    /// What a column with this heading says in a list of supplies.
    pub(super) fn of_supply_list(heading: &str) -> Self {
        let heading = plain(heading);
        let (stem, suffix) = heading.rsplit_once(' ').unwrap_or((&heading, ""));
        match (is_supplier(stem), is_customer(stem), suffix) {
            (true, _, "kind" | "type") => return Self::SupplierKind,
            (_, true, "kind" | "type") => return Self::CustomerKind,
            (true, _, "team" | "unit" | "department") => return Self::SupplierTeam,
            (_, true, "team" | "unit" | "department") => return Self::CustomerTeam,
            (true, _, "id" | "key") => return Self::SupplierId,
            (_, true, "id" | "key") => return Self::CustomerId,
            (true, _, "name") => return Self::Supplier,
            (_, true, "name") => return Self::Customer,
            _ => {}
        }
        match heading.as_str() {
            h if is_supplier(h) => Self::Supplier,
            h if is_customer(h) => Self::Customer,
            "what" | "what is supplied" | "supply" | "supplies" | "product" | "service" | "deliverable"
            | "delivery" | "output" | "goods" | "label" | "item" | "value" => Self::What,
            "kind" | "type" | "supply kind" | "supply type" | "relation" | "relationship" | "link type" => {
                Self::SupplyKind
            }
            "informal" => Self::Informal,
            "own rating" | "supplier rating" | "suppliers rating" | "self rating" => Self::OwnRating,
            "customers rating" | "customer rating" | "rating" => Self::CustomersRating,
            "need" | "customer need" | "customers need" => Self::Need,
            "promise" | "supplier promise" | "suppliers promise" => Self::Promise,
            _ => Self::Ignored,
        }
    }

    /// What a column with this heading says in a list of parties.
    pub(super) fn of_party_list(heading: &str) -> Self {
        let heading = plain(heading);
        match heading.as_str() {
            "id"
            | "key"
            | "code"
            | "ref"
            | "reference"
            | "uid"
            | "number"
            | "post unique reference"
            | "unique reference"
            | "employee id"
            | "role id"
            | "post id"
            | "position id"
            | "person id" => Self::Id,
            "kind" | "type" | "party kind" | "party type" => Self::Kind,
            "team" | "unit" | "department" | "dept" | "group" | "division" | "section" => Self::Team,
            "organisation" | "organization" | "company" | "body" | "agency" => Self::OuterTeam,
            "holder" | "held by" | "person" | "employee" | "full name" | "employee name" | "incumbent" => {
                Self::Holder
            }
            "purpose" | "description" | "mission" | "why" | "job team function" | "function" => Self::Purpose,
            "suppliers" | "supplied by" => Self::Suppliers,
            "customers" | "supplies to" | "delivers to" | "serves" => Self::Customers,
            h if is_boss(h) => Self::ReportsTo,
            h if is_supplier(h) => Self::Suppliers,
            h if is_customer(h) => Self::Customers,
            h if h == "name" || is_job(h) => Self::Name,
            _ => Self::Ignored,
        }
    }

    /// Whether the heading names a job rather than whoever does it.
    pub(super) fn names_a_job(heading: &str) -> bool {
        is_job(&plain(heading))
    }
}

fn is_supplier(heading: &str) -> bool {
    ["supplier", "from", "source", "src", "provider", "giver", "sender", "producer", "upstream"]
        .contains(&heading)
}

fn is_customer(heading: &str) -> bool {
    [
        "customer",
        "to",
        "target",
        "dst",
        "destination",
        "consumer",
        "receiver",
        "recipient",
        "client",
        "downstream",
    ]
    .contains(&heading)
}

fn is_boss(heading: &str) -> bool {
    let whole = [
        "reports to",
        "reports to id",
        "reports to senior post",
        "reporting senior post",
        "reporting to",
        "superior",
        "line manager",
        "parent",
        "parent id",
    ];
    let stem = heading.strip_suffix(" id").or(heading.strip_suffix(" name")).unwrap_or(heading);
    whole.contains(&heading) || ["manager", "boss", "supervisor"].contains(&stem)
}

fn is_job(heading: &str) -> bool {
    [
        "role",
        "role name",
        "title",
        "job title",
        "generic job title",
        "job",
        "position",
        "post",
        "post title",
        "party",
        "label",
        "node",
    ]
    .contains(&heading)
}

/// A heading as the lists above have it: lower case, without brackets and signs, single blanks.
fn plain(heading: &str) -> String {
    let open = heading.split('(').next().unwrap_or(heading);
    let words: String = open.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    crate::model::fold_name(&words.replace(" s ", "s "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_headings_are_known() {
        for column in Column::ALL.into_iter().skip(1) {
            let heading = column.heading();
            let read = [Column::of_supply_list(&heading), Column::of_party_list(&heading)];
            assert!(read.contains(&column), "{heading} was read as {read:?}");
        }
    }

    #[test]
    fn headings_of_others_are_known() {
        for (heading, column) in [
            ("From", Column::Supplier),
            ("source_id", Column::SupplierId),
            ("Customer's rating", Column::CustomersRating),
            ("Target type", Column::CustomerKind),
        ] {
            assert_eq!(Column::of_supply_list(heading), column, "{heading}");
        }
        for (heading, column) in [
            ("Post Unique Reference", Column::Id),
            ("Reports to Senior Post", Column::ReportsTo),
            ("MANAGER_ID", Column::ReportsTo),
            ("Generic Job Title", Column::Name),
            ("Salary Cost of Reports (£)", Column::Ignored),
        ] {
            assert_eq!(Column::of_party_list(heading), column, "{heading}");
        }
    }
}
