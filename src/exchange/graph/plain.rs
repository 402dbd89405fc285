/// The text in HTML as diagrams use it for names: tags gone, entities read, a line for each line break or row.
pub(super) fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        let begins_a_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let end = tag.find('>').filter(|_| begins_a_tag);
        let Some(end) = end else {
            text.push('<');
            rest = &tag[1..];
            continue;
        };
        text.push_str(in_place_of(&tag[1..end]));
        rest = &tag[end + 1..];
    }
    text.push_str(rest);
    tidy_lines(&entities(&text))
}

/// What a tag does to the lines of a text.
fn in_place_of(tag: &str) -> &'static str {
    let name: String = tag.chars().take_while(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    match name.trim_end_matches('/') {
        "br" | "p" | "/p" | "div" | "/div" | "/tr" | "/li" | "/table" | "hr" => "\n",
        "/td" | "/th" => " ",
        _ => "",
    }
}

/// Reads `&amp;`, `&#39;`, `&#x27;` and the names that occur in diagrams.
fn entities(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        let found = rest[at..].find(';').filter(|end| *end <= 10);
        let meant = found.and_then(|end| entity(&rest[at + 1..at + end]).map(|c| (c, end)));
        let Some((letter, end)) = meant else {
            read.push('&');
            rest = &rest[at + 1..];
            continue;
        };
        read.push(letter);
        rest = &rest[at + end + 1..];
    }
    read.push_str(rest);
    read
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        return char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => return None,
    })
}

/// Each line without blanks around it, and no empty ones.
pub(super) fn tidy_lines(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_they_say_stays() {
        let table = [
            ("Head of<br/>sales", "Head of\nsales"),
            ("<b>R&amp;D</b>&nbsp; &lt;core&gt;", "R&D <core>"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("&#39;x&#x27; &unknown; <", "'x' &unknown; <"),
            ("<div>  one </div><div>\ntwo</div>", "one\ntwo"),
        ];
        for (html, text) in table {
            assert_eq!(plain_text(html), text, "{html}");
        }
    }
}
