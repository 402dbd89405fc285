use std::iter::Peekable;
use std::str::CharIndices;

/// A word of the DOT language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or number, or a quoted text, with escapes as they are written.
    Name(String),
    /// A text between `<` and `>`.
    Html(String),
    /// `{ } [ ] = ; , : +`
    Sign(char),
    /// `->`, or `--` if it has no direction.
    Line { is_directed: bool },
}

/// Cuts a text into words, each with its line.
pub(super) struct Lexer<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
    line: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, rest: text.char_indices().peekable(), line: 1 }
    }

    /// All words; an error names its line.
    pub fn tokens(mut self) -> Result<Vec<(Token, usize)>, (usize, &'static str)> {
        let mut tokens = Vec::new();
        while let Some((at, letter)) = self.next() {
            let line = self.line;
            let token = match letter {
                '\n' | ' ' | '\t' | '\r' | '\u{feff}' => continue,
                '#' if self.begins_a_line(at) => {
                    self.skip_line();
                    continue;
                }
                '/' => {
                    self.comment()?;
                    continue;
                }
                '{' | '}' | '[' | ']' | '=' | ';' | ',' | ':' | '+' => Token::Sign(letter),
                '"' => Token::Name(self.quoted()?),
                '<' => Token::Html(self.html()?),
                '-' if self.peek() == Some('>') || self.peek() == Some('-') => {
                    Token::Line { is_directed: self.next().is_some_and(|(_, c)| c == '>') }
                }
                c if is_of_name(c) || c == '-' => Token::Name(self.name(at)),
                _ => return Err((line, "a sign stands where none is expected")),
            };
            tokens.push((token, line));
        }
        Ok(tokens)
    }

    fn next(&mut self) -> Option<(usize, char)> {
        let next = self.rest.next();
        self.line += usize::from(next.is_some_and(|(_, c)| c == '\n'));
        next
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().map(|(_, c)| *c)
    }

    fn begins_a_line(&self, at: usize) -> bool {
        at == 0 || self.text[..at].ends_with('\n')
    }

    fn skip_line(&mut self) {
        while self.peek().is_some_and(|c| c != '\n') {
            self.next();
        }
    }

    fn comment(&mut self) -> Result<(), (usize, &'static str)> {
        let line = self.line;
        match self.next() {
            Some((_, '/')) => self.skip_line(),
            Some((_, '*')) => {
                let mut before = ' ';
                loop {
                    match self.next() {
                        Some((_, '/')) if before == '*' => break,
                        Some((_, c)) => before = c,
                        None => return Err((line, "a comment does not end")),
                    }
                }
            }
            _ => return Err((line, "a sign stands where none is expected")),
        }
        Ok(())
    }

    /// The text up to the closing quote; a backslash before a line break joins the lines.
    fn quoted(&mut self) -> Result<String, (usize, &'static str)> {
        let line = self.line;
        let mut text = String::new();
        loop {
            match self.next() {
                Some((_, '"')) => return Ok(text),
                Some((_, '\\')) => match self.next() {
                    Some((_, '"')) => text.push('"'),
                    Some((_, '\n')) => {}
                    Some((_, other)) => text.extend(['\\', other]),
                    None => return Err((line, "a quoted text does not end")),
                },
                Some((_, other)) => text.push(other),
                None => return Err((line, "a quoted text does not end")),
            }
        }
    }

    fn html(&mut self) -> Result<String, (usize, &'static str)> {
        let (line, mut depth, mut text) = (self.line, 1, String::new());
        loop {
            let Some((_, letter)) = self.next() else { return Err((line, "a text in < > does not end")) };
            depth += match letter {
                '<' => 1,
                '>' => -1,
                _ => 0,
            };
            if depth == 0 {
                return Ok(text);
            }
            text.push(letter);
        }
    }

    fn name(&mut self, begin: usize) -> String {
        while self.peek().is_some_and(is_of_name) {
            self.next();
        }
        let end = self.rest.peek().map_or(self.text.len(), |(at, _)| *at);
        self.text[begin..end].to_owned()
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '.' || letter as u32 >= 0x80
}
