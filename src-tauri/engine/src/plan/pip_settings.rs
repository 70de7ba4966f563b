//! What the wishes about pip's configuration share: the files as they are, and a draft that changes some of them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Act, Copy, Doing, Draft, Keep, Resource, refused};
use crate::model::Refusal;
use crate::pip_config::{PipOption, Whose, said};
use crate::plain::plain;

/// What was read.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// pip's files, weakest first.
    pub files: Vec<Written>,
    /// The file that `PIP_CONFIG_FILE` names, where pip does not read the user's own because of it.
    pub stands_in: Option<String>,
    /// The variables of the terminal that decide the same options.
    pub variables: Vec<Variable>,
    /// What the files of single Pythons turn on, for these alone.
    pub own: Vec<Says>,
    /// Where copies are kept, for a sentence.
    pub kept_in: Option<String>,
}

/// One of pip's files.
#[derive(Debug, Clone, Serialize)]
pub struct Written {
    /// Where pip looks for it.
    pub path: PathBuf,
    /// The same with the home folder as `~`.
    pub shown: String,
    /// Where it really is: a dotfile is often a link.
    pub real: PathBuf,
    /// Whose it is.
    pub whose: Whose,
    /// What it says.
    pub text: Text,
    /// The outermost folder around it that is not there yet; itself when only it is missing.
    pub first_missing: PathBuf,
    /// Whether this account may write it.
    pub writable: bool,
}

/// What a file says.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Text {
    /// This.
    Says(String),
    /// Nothing: it is not there.
    NotThere,
    /// It is a link to something that is gone.
    LeadsNowhere,
    /// It is not UTF-8 text.
    NotText,
    /// It is longer than any such file.
    TooLong,
    /// It is there and can't be read.
    Unreadable,
}

/// A variable of the terminal.
#[derive(Debug, Clone, Serialize)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What it is set to.
    pub value: String,
}

/// An option that a file turns on for one Python.
#[derive(Debug, Clone, Serialize)]
pub struct Says {
    /// The option.
    pub option: PipOption,
    /// The file, for a sentence.
    pub file: String,
    /// The Python, for a sentence.
    pub python: String,
}

/// A file with a new text.
pub(super) struct Change<'a> {
    pub(super) file: &'a Written,
    pub(super) text: String,
}

impl Written {
    /// What it says; nothing when it is not there.
    pub(super) fn text(&self) -> Result<&str, Refusal> {
        let why = match &self.text {
            Text::Says(text) => return Ok(text),
            Text::NotThere => return Ok(""),
            Text::LeadsNowhere => "is a link to something that is gone",
            Text::NotText => "is not UTF-8 text, so pip stops at it too. Open it and look",
            Text::TooLong => "is longer than Sandbar reads. Open it and look",
            Text::Unreadable => "can't be read by this account",
        };
        Err(refused(format!("`{}` {why}", plain(&self.shown))))
    }

    /// Refuses to touch a file at which pip stops.
    pub(super) fn stops_at(&self, line: usize) -> Refusal {
        refused(format!(
            "pip itself can't read `{}`: line {line} is neither a `[section]` nor `name = value`, or is there twice. \
             Correct that line first",
            plain(&self.shown)
        ))
    }

    fn current(&self) -> &str {
        match &self.text {
            Text::Says(text) => text,
            _ => "",
        }
    }
}

impl Grounds {
    /// The user's own files, weakest first.
    pub(super) fn users(&self) -> impl DoubleEndedIterator<Item = &Written> {
        self.files.iter().filter(|file| file.whose == Whose::User)
    }

    /// The file that `pip config --user` writes.
    pub(super) fn main(&self) -> Result<&Written, Refusal> {
        self.users().next_back().ok_or_else(|| refused("pip has no configuration file of yours here"))
    }

    /// Refuses when pip does not read what would be changed.
    pub(super) fn are_read(&self) -> Result<(), Refusal> {
        let Some(named) = &self.stands_in else { return Ok(()) };
        Err(refused(format!(
            "Your terminal sets `PIP_CONFIG_FILE`, so pip reads `{}` and not your own settings. \
             Take that variable out of your shell's start-up files first",
            plain(named)
        )))
    }

    /// What all files say about `option` once `changes` are made, and which of them has the last word.
    pub(super) fn said(&self, option: PipOption, changes: &[Change<'_>]) -> Option<(bool, &Written)> {
        let text = |file: &'_ Written| {
            changes.iter().find(|change| change.file.path == file.path).map(|change| change.text.clone())
        };
        let texts: Vec<(&Path, String)> = self
            .files
            .iter()
            .map(|file| (&*file.path, text(file).unwrap_or_else(|| file.current().to_owned())))
            .collect();
        let texts: Vec<(&Path, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let (on, path) = said(option, &texts)?;
        Some((on, self.files.iter().find(|file| file.path == path)?))
    }

    /// The variable of the terminal that decides `option`, which counts for more than every file.
    pub(super) fn variable(&self, option: PipOption) -> Option<&Variable> {
        option.variables().find_map(|name| self.variables.iter().find(|variable| variable.name == name))
    }
}

/// Adds to `draft` what writes `changes`, and the way back.
pub(super) fn write(draft: &mut Draft, grounds: &Grounds, changes: &[Change<'_>]) -> Result<(), Refusal> {
    for Change { file, text } in changes {
        if !file.writable {
            return Err(refused(format!(
                "`{}` may not be written: it is read-only, or its folder is not yours. To have it changed, make it \
                 writable first",
                plain(&file.shown)
            )));
        }
        draft.doing.keeps.push(Keep::Files {
            roots: vec![file.first_missing.clone()],
            copies: vec![Copy::All(file.real.clone())],
            restores: true,
        });
        draft.doing.acts.push(Act::Write { path: file.real.clone(), content: text.clone(), replaces: true });
    }
    let is_new = changes.iter().all(|change| matches!(change.file.text, Text::NotThere));
    draft.undo = Some(match (&grounds.kept_in, is_new) {
        (_, true) => "The file is removed again".to_owned(),
        (Some(place), _) => format!("The file is put back byte for byte; a copy is kept in `{}`", plain(place)),
        (None, _) => "The file is put back byte for byte from a copy".to_owned(),
    });
    let Doing { resources, .. } = &mut draft.doing;
    resources.push(Resource::PipConfig);
    Ok(())
}

/// A command of `pip config`, as a person would type it. Not every `pip` is on a PATH, `python3` is.
pub(super) fn command(words: &[&str]) -> Vec<String> {
    ["python3", "-m", "pip", "config", "--user"].iter().chain(words).map(|word| (*word).to_owned()).collect()
}
