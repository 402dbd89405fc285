use super::plain::plain_text;

/// The letters of a flowchart, with a place in them.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A node as it is written: `A[Sales]:::role`, `B@{ label: "Sales" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub key: String,
    pub name: Option<String>,
    pub class: Option<String>,
}

/// A link as it is written: `-->`, `-. text .->`, `<-->|text|`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    pub label: String,
    pub is_dotted: bool,
    pub is_invisible: bool,
    pub has_tail_head: bool,
    pub has_head: bool,
}

/// What opens a shape and what closes it; the longer before the shorter.
const SHAPES: [(&str, &[&str]); 13] = [
    ("(((", &[")))"]),
    ("((", &["))"]),
    ("([", &["])"]),
    ("[[", &["]]"]),
    ("[(", &[")]"]),
    ("[/", &["/]", "\\]"]),
    ("[\\", &["\\]", "/]"]),
    ("{{", &["}}"]),
    ("(-", &["-)"]),
    ("[", &["]"]),
    ("(", &[")"]),
    ("{", &["}"]),
    (">", &["]"]),
];

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The line of the place, counted from 0.
    pub fn line(&self) -> usize {
        self.text[..self.at].matches('\n').count()
    }

    pub fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    pub fn takes(&mut self, what: &str) -> bool {
        let is_it = self.rest().starts_with(what);
        self.at += if is_it { what.len() } else { 0 };
        is_it
    }

    /// Takes a word that is not the beginning of a longer one.
    pub fn takes_word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let is_it = rest.starts_with(word)
            && !rest[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        self.at += if is_it { word.len() } else { 0 };
        is_it
    }

    pub fn skip_blanks(&mut self) {
        self.take_while(|c| c == ' ' || c == '\t' || c == '\r');
    }

    /// Skips blanks, ends of lines and of statements.
    pub fn skip_ends(&mut self) {
        self.take_while(|c| c.is_whitespace() || c == ';');
    }

    /// What is left of the line or statement.
    pub fn statement(&mut self) -> &'a str {
        self.take_while(|c| c != '\n' && c != ';')
    }

    pub fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Everything before the first of these, which is taken too.
    pub fn before(&mut self, ends: &[&str]) -> Option<&'a str> {
        let rest = self.rest();
        let (at, end) = ends.iter().filter_map(|end| Some((rest.find(end)?, *end))).min()?;
        self.at += at + end.len();
        Some(&rest[..at])
    }

    pub fn node(&mut self) -> Option<Written> {
        let key = self.key();
        if key.is_empty() {
            return None;
        }
        let mut written = Written { key: key.to_owned(), ..Written::default() };
        loop {
            if self.takes("@{") {
                let properties = self.before(&["}"]).unwrap_or_default();
                written.name = property(properties, "label").or(written.name);
            } else if self.takes(":::") {
                written.class =
                    Some(self.take_while(|c| c.is_alphanumeric() || c == '_' || c == '-').to_owned());
            } else if let Some(name) = self.shape() {
                written.name = Some(name);
            } else {
                return Some(written);
            }
        }
    }

    /// The name of a node: it may have signs in it, but not the beginning of a link.
    fn key(&mut self) -> &'a str {
        let rest = self.rest();
        let is_end = |(at, c): &(usize, char)| {
            c.is_whitespace()
                || "[](){}>|&;@\"<,".contains(*c)
                || begins_link(&rest[*at..])
                || rest[*at..].starts_with(":::")
        };
        let end = rest.char_indices().find(is_end).map_or(rest.len(), |(at, _)| at);
        self.at += end;
        &rest[..end]
    }

    /// What stands between brackets.
    pub fn shape(&mut self) -> Option<String> {
        let (open, close) = SHAPES.iter().find(|(open, _)| self.rest().starts_with(open))?;
        let begin = self.at;
        self.at += open.len();
        let blanks = self.rest().len() - self.rest().trim_start().len();
        if self.rest().trim_start().starts_with('"') {
            self.at += blanks + 1;
            let text = self.before(&["\""]);
            let is_closed = text.is_some() && self.before(close).is_some();
            if let Some(text) = text.filter(|_| is_closed) {
                return Some(label_text(text));
            }
        } else if let Some(text) = self.before(close) {
            return Some(label_text(text));
        }
        self.at = begin;
        None
    }

    pub fn link(&mut self) -> Option<Link> {
        let begin = self.at;
        let link = self.link_here();
        if link.is_none() {
            self.at = begin;
        }
        link
    }

    fn link_here(&mut self) -> Option<Link> {
        self.skip_blanks();
        let mut link = Link { has_tail_head: self.takes("<"), ..Link::default() };
        if !link.has_tail_head && (self.rest().starts_with("x-") || self.rest().starts_with("o-")) {
            self.at += 1;
        }
        if !begins_link(self.rest()) {
            return None;
        }
        let run = self.run();
        link.is_dotted = run.contains('.');
        link.is_invisible = run.starts_with('~');
        link.has_head = self.head();
        let is_open = matches!(run, "--" | "==" | "-." | "-..");
        if is_open && !link.has_head {
            let text_end = match run {
                "==" => "==",
                "--" => "--",
                _ => ".-",
            };
            let rest = self.rest();
            let text = &rest[..rest.find(text_end)?];
            if text.contains('\n') && !text.trim_start().starts_with('"') {
                return None;
            }
            self.at += text.len();
            self.run();
            link.has_head = self.head();
            link.label = label_text(text.trim().trim_matches('"'));
        }
        self.skip_blanks();
        if self.takes("|") {
            link.label = label_text(self.before(&["|"])?.trim().trim_matches('"'));
        }
        Some(link)
    }

    fn run(&mut self) -> &'a str {
        self.take_while(|c| matches!(c, '-' | '=' | '.' | '~'))
    }

    /// The head of a link; a letter counts only where nothing can be named by it.
    fn head(&mut self) -> bool {
        let rest = self.rest();
        let is_letter =
            rest.starts_with(['x', 'o']) && rest[1..].starts_with(|c: char| c.is_whitespace() || c == '|');
        if rest.starts_with('>') || is_letter {
            self.at += 1;
            return true;
        }
        false
    }
}

fn begins_link(text: &str) -> bool {
    ["--", "==", "-.", "~~~", "<--", "<==", "<-."].iter().any(|sign| text.starts_with(sign))
}

/// A property inside `@{ … }`.
fn property(properties: &str, name: &str) -> Option<String> {
    let after = properties.split_once(&format!("{name}:"))?.1.trim_start();
    let value = match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => after.split([',', '\n']).next(),
    };
    value.map(label_text)
}

/// What a label says, without the signs of Markdown and of icons.
pub(super) fn label_text(text: &str) -> String {
    let plain = plain_text(&text.replace("#quot;", "\"").replace("\\n", "\n").replace('`', ""));
    let without_icons = |line: &str| {
        let words = line
            .split(' ')
            .filter(|word| !["fa:", "fas:", "fab:", "fa-"].iter().any(|i| word.starts_with(i)));
        words.collect::<Vec<_>>().join(" ").replace("**", "")
    };
    plain.lines().map(without_icons).collect::<Vec<_>>().join("\n").trim().to_owned()
}
