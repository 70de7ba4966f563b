//! What was pasted: a name, a list of names, a line of Python, a command, or a whole terminal window.
//!
//! A terminal window is cut into [`Segment`]s, each a command and what it printed, by the prompts in it. Text is only
//! ever read here: nothing is expanded, substituted or run, and a word that has not the form of a package's name stays
//! a [`What::Hostile`] word to the end.

pub(super) mod command;
mod line;
mod prose;
pub(crate) mod requirement;
mod shell;
mod words;

pub(super) use command::{Command, Install, Tool};
pub(super) use requirement::{Package, What};

use std::borrow::Cow;
use std::fmt::Write as _;

/// One thing that the text is about, and how it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// As it stood in the text, without control characters and not endless.
    pub(super) input: String,
    /// What it is.
    pub(super) what: What,
    /// How it came up.
    pub(super) asked: Asked,
}

/// How a subject came up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// By its name alone.
    Named,
    /// `import NAME`: it is an import name.
    Imported,
    /// Something could not import it.
    NotFound,
    /// An index has nothing of this name.
    Refused,
    /// A command installs it.
    Installed {
        /// The program.
        tool: Tool,
        /// With `sudo`.
        sudo: bool,
        /// With `--break-system-packages`.
        breaks: bool,
    },
    /// A command uninstalls it.
    Removed,
}

/// A command and what it printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    /// What stood before the command: `(.venv) ada@mac weather %`.
    pub(super) prompt: String,
    /// The command as it was typed; empty for lines that no command stands over.
    pub(super) typed: String,
    /// What it does, as far as anybody here cares.
    pub(super) commands: Vec<Command>,
    /// What it printed, without blank lines.
    pub(super) output: Vec<String>,
}

impl Segment {
    /// What it printed as one line with single spaces: tools wrap their sentences at the terminal's width.
    pub(super) fn flat(&self) -> String {
        let mut flat = String::new();
        for word in self.output.iter().flat_map(|line| line.split_whitespace()) {
            let _ = write!(flat, "{word} ");
        }
        flat
    }

    /// Whether it installed what it was asked for.
    pub(super) fn has_succeeded(&self) -> bool {
        self.output.iter().any(|line| line.trim_start().starts_with("Successfully installed "))
    }

    /// The environment that the prompt names: `.venv` of `(.venv) ada@mac %`; `base` counts, a version
    /// or git's branch does not.
    pub(super) fn active(&self) -> Option<&str> {
        let usual = [".venv", "venv", "env"].into_iter().find(|name| self.prompt.contains(&format!("({name})")));
        let first = || self.prompt.trim_start().strip_prefix('(')?.split(')').next().map(str::trim);
        let is_other = |name: &&str| {
            matches!(*name, "" | "main" | "master") || name.starts_with(|first: char| first.is_ascii_digit())
        };
        usual.or_else(first).filter(|name| !is_other(name))
    }
}

/// A text, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Paste {
    /// Its commands with their output; at least one.
    pub(super) segments: Vec<Segment>,
    /// What it names, when it is not a terminal's text.
    names: Vec<Subject>,
    /// What its first line says that was tried, when no command stands in it.
    in_passing: Vec<Subject>,
}

impl Paste {
    /// What its commands ask for.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        self.commands().flat_map(Command::subjects).collect()
    }

    /// What it names without any command.
    pub(super) fn names(&self) -> &[Subject] {
        &self.names
    }

    /// What it says in passing that was tried, without any command.
    pub(super) fn in_passing(&self) -> &[Subject] {
        &self.in_passing
    }

    /// What those of its commands ask for that did not succeed.
    pub(super) fn unmet(&self) -> Vec<Subject> {
        let unmet = self.segments.iter().filter(|segment| !segment.has_succeeded());
        unmet.flat_map(|segment| segment.commands.iter().flat_map(Command::subjects)).collect()
    }

    /// What one of its commands asks for.
    pub(super) fn subjects_of(&self, segment: usize) -> Vec<Subject> {
        self.segments
            .get(segment)
            .map_or_else(Vec::new, |segment| segment.commands.iter().flat_map(Command::subjects).collect())
    }

    /// Every command in it.
    pub(super) fn commands(&self) -> impl Iterator<Item = &Command> {
        self.segments.iter().flat_map(|segment| segment.commands.iter())
    }
}

/// A text longer than both together is read at its ends: the command stands at the beginning, the error at the end.
const BEGINNING: usize = 64 * 1024;
const END: usize = 256 * 1024;

/// Reads a text.
pub(super) fn read(text: &str) -> Paste {
    let text = line::unquoted(line::clean(&both_ends(text)));
    let mut paste = Paste { segments: cut(&text), names: Vec::new(), in_passing: Vec::new() };
    if paste.segments.iter().all(|segment| segment.typed.is_empty()) {
        paste.names = prose::subjects(&text);
        paste.in_passing = prose::in_passing(&text);
    }
    paste
}

fn both_ends(text: &str) -> Cow<'_, str> {
    if text.len() <= BEGINNING + END {
        return Cow::Borrowed(text);
    }
    let beginning = &text[..text.floor_char_boundary(BEGINNING)];
    let end = &text[text.ceil_char_boundary(text.len() - END)..];
    Cow::Owned(format!("{beginning}\n{end}"))
}

/// Cuts a terminal's text at its prompts; without any, at lines that are commands by themselves.
fn cut(text: &str) -> Vec<Segment> {
    let lines: Vec<&str> = text.lines().collect();
    let prompted = lines.iter().any(|text| line::after_prompt(text).is_some());
    // What stands further in than the rest is an example in somebody's answer.
    let indent = |line: &str| line.len() - line.trim_start().len();
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    let mut segments = vec![Segment::default()];
    let mut quoting = false;
    let mut lines = lines.into_iter();
    while let Some(text) = lines.next() {
        let found = match line::after_prompt(text) {
            Some(found) => Some(found),
            None if prompted || indent(text) > least + 1 => None,
            None => line::without_prompt(text),
        };
        // The text of PEP 668's marker has commands in it, as examples.
        quoting = match found {
            Some((prompt, _)) if !quoting || !prompt.is_empty() => false,
            _ => line::quotes_commands(text, quoting),
        };
        let Some((prompt, typed)) = found.filter(|_| !quoting) else {
            if let Some(segment) = segments.last_mut().filter(|_| !text.trim().is_empty()) {
                segment.output.push(text.to_owned());
            }
            continue;
        };
        let (typed, answer) = line::answered(typed);
        let typed = line::continued(typed, &mut lines);
        let commands = shell::split(&typed).into_iter().filter_map(|words| command::read(&words)).collect();
        quoting = answer.is_some_and(|answer| line::quotes_commands(answer, false));
        let output = answer.map(str::to_owned).into_iter().collect();
        segments.push(Segment { prompt: prompt.to_owned(), typed, commands, output });
    }
    segments
}

/// A word for a sentence or for JSON: on one line, and not endless.
pub(super) fn shown(word: &str) -> String {
    const LONGEST: usize = 80;
    let mut characters = word.trim().chars().map(|character| if character.is_control() { ' ' } else { character });
    let mut shown: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}
