//! A command line cut into words, the way zsh, bash and fish would: quotes, backslashes, operators, comments.
//!
//! Nothing is expanded. A `>` or `<` inside a word that goes on as a version (`requests>=2.0`) belongs to the word: the
//! shell would make a file of it, but that is not what was meant.

use std::iter::Peekable;
use std::str::Chars;

/// More words than anybody types.
const MOST_WORDS: usize = 4096;

/// The commands of a line, each as its words.
pub(super) fn split(line: &str) -> Vec<Vec<String>> {
    let mut reader = Reader { commands: vec![Vec::new()], word: None, skips_next: false, words: 0 };
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        if reader.words > MOST_WORDS {
            break;
        }
        match character {
            '\'' => reader.quoted(&mut characters, '\''),
            '"' => reader.quoted(&mut characters, '"'),
            '\\' => reader.push_all(characters.next()),
            ' ' | '\n' => reader.end_word(),
            '#' if reader.word.is_none() => break,
            ';' | '&' | '|' => {
                reader.end_word();
                reader.end_command();
            }
            '>' | '<' => reader.angle(character, &mut characters),
            other => reader.push_all([other]),
        }
    }
    reader.end_word();
    reader.commands.retain(|words| !words.is_empty());
    reader.commands
}

struct Reader {
    commands: Vec<Vec<String>>,
    word: Option<String>,
    /// The next word is the file of a redirection.
    skips_next: bool,
    words: usize,
}

impl Reader {
    fn push_all(&mut self, characters: impl IntoIterator<Item = char>) {
        self.word.get_or_insert_default().extend(characters);
    }

    /// Up to the closing quote; without one, to the end of the line.
    fn quoted(&mut self, characters: &mut Peekable<Chars<'_>>, end: char) {
        self.push_all([]);
        while let Some(character) = characters.next() {
            if character == end {
                return;
            }
            if character == '\\' && end == '"' && characters.peek().is_some_and(|next| matches!(next, '"' | '\\' | '$'))
            {
                self.push_all(characters.next());
            } else {
                self.push_all([character]);
            }
        }
    }

    fn angle(&mut self, character: char, characters: &mut Peekable<Chars<'_>>) {
        let in_name = self.word.as_ref().is_some_and(|word| word.starts_with(|first: char| first.is_alphabetic()));
        let version_follows = characters.peek().is_some_and(|next| *next == '=' || next.is_ascii_digit());
        if in_name && version_follows {
            self.push_all([character]);
            return;
        }
        // `2>&1`, `>> log`, `< answers`: the operator, its number, and the file after it.
        if self.word.as_ref().is_some_and(|word| word.chars().all(|digit| digit.is_ascii_digit())) {
            self.word = None;
        }
        self.end_word();
        while characters.next_if(|next| matches!(next, '>' | '<' | '&')).is_some() {}
        self.skips_next = true;
    }

    fn end_word(&mut self) {
        let Some(word) = self.word.take() else { return };
        if std::mem::take(&mut self.skips_next) {
            return;
        }
        self.words += 1;
        if let Some(command) = self.commands.last_mut() {
            command.push(word);
        }
    }

    fn end_command(&mut self) {
        self.skips_next = false;
        if self.commands.last().is_some_and(|words| !words.is_empty()) {
            self.commands.push(Vec::new());
        }
    }
}
