use serde::Deserialize;

/// One `# connect:` line of draw.io's CSV dialect: a column whose cells name other rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The column that holds the names or ids of other rows.
    pub column: String,
    /// Whether those other rows supply this one; otherwise this row supplies them.
    pub others_supply: bool,
}

#[derive(Deserialize)]
struct Connect {
    from: String,
    #[serde(default)]
    invert: bool,
}

/// The links that the lines above the heading describe; other settings are about looks.
///
/// draw.io: an edge runs from the row to the rows that its `from` column names, with `invert` the
/// other way round; a line that ends in `\` goes on in the next.
pub(super) fn links(comments: &[&str]) -> Vec<Link> {
    let mut joined = String::new();
    for line in comments.iter().filter(|line| !line.starts_with("##")) {
        let line = line.trim_start_matches('#').trim();
        if let Some(begun) = line.strip_suffix('\\') {
            joined.push_str(begun);
        } else {
            joined.push_str(line);
            joined.push('\n');
        }
    }
    joined
        .lines()
        .filter_map(|line| line.strip_prefix("connect:"))
        .filter_map(|json| serde_json::from_str::<Connect>(json.trim()).ok())
        .map(|connect| Link { column: connect.from, others_supply: connect.invert })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connect_lines_say_which_column_and_which_way() {
        let comments = [
            "## connect: {\"from\": \"only a remark\"}",
            "# label: %name%",
            "# connect: {\"from\":\"supplier\", \\",
            "#           \"to\":\"id\", \"invert\":true}",
            "# connect: {\"from\": \"refs\", \"to\": \"id\", \"style\": \"curved=1\"}",
            "# connect: not json",
        ];
        let expected = [
            Link { column: "supplier".to_owned(), others_supply: true },
            Link { column: "refs".to_owned(), others_supply: false },
        ];
        assert_eq!(links(&comments), expected);
    }
}
