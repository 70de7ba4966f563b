//! A wish's words with the options taken out, and the taking of what a verb needs from them.

use std::path::PathBuf;

use super::{KNOWN, Opener, shown, usage};
use crate::failure::Failure;

/// The words, and the options that stood among them.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) plain: Vec<String>,
    python: Option<String>,
    into: Option<String>,
    opener: Option<String>,
    files: Vec<String>,
    include_dependencies: bool,
    builds: bool,
}

/// The options that take a value.
const WITH_VALUE: [&str; 4] = ["--python", "--into", "--in", "-r"];

impl Said {
    pub(super) fn read(words: &[String]) -> Result<Self, Failure> {
        let mut said = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, attached) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (word.as_str(), None),
            };
            match name {
                "--" if attached.is_none() => said.plain.extend(words.by_ref().cloned()),
                "--include-deps" if attached.is_none() => said.include_dependencies = true,
                "--build" if attached.is_none() => said.builds = true,
                name if WITH_VALUE.contains(&name) => {
                    let value = match attached.or_else(|| words.next().cloned()) {
                        Some(value) if !value.is_empty() && !value.starts_with('-') => value,
                        _ => return Err(usage(format!("`{name}` needs a value after it"))),
                    };
                    said.set(name, value)?;
                }
                option if option.starts_with('-') && option.len() > 1 => {
                    return Err(usage(format!("A wish has no option `{}`", shown(word))));
                }
                _ => said.plain.push(word.clone()),
            }
        }
        Ok(said)
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), Failure> {
        let before = match name {
            "--python" => self.python.replace(value),
            "--into" => self.into.replace(value),
            "--in" => self.opener.replace(value),
            _ => {
                self.files.push(value);
                None
            }
        };
        match before {
            None => Ok(()),
            Some(_) => Err(usage(format!("`{name}` was said twice"))),
        }
    }

    /// Takes the verb off the front; `None` when the words begin with none.
    pub(super) fn verb(&mut self) -> Option<&'static str> {
        let says = |verb: &str| {
            let mut verb = verb.split(' ');
            let first = self.plain.iter().map(String::as_str);
            let length = verb.clone().count();
            first.take(length).eq(verb.by_ref()).then_some(length)
        };
        let (verb, length) = KNOWN.iter().find_map(|(verb, _)| Some((*verb, says(verb)?)))?;
        self.plain.drain(..length);
        Some(verb)
    }

    /// The one folder that is left.
    pub(super) fn folder(&mut self, verb: &str) -> Result<PathBuf, Failure> {
        match self.rest().as_slice() {
            [folder] if !folder.is_empty() => path(verb, folder),
            [] | [_] => Err(usage(format!("`{verb}` needs the project's folder"))),
            more => {
                let message = format!("`{verb}` takes one folder, and {} were named", more.len());
                Err(usage(message).hint("A path with spaces in it needs quotes around it"))
            }
        }
    }

    /// The folder that comes before other words.
    pub(super) fn first(&mut self, verb: &str) -> Result<PathBuf, Failure> {
        if self.plain.first().is_none_or(String::is_empty) {
            return Err(usage(format!("`{verb}` needs the project's folder first")));
        }
        path(verb, &self.plain.remove(0))
    }

    /// All words that are left.
    pub(super) fn rest(&mut self) -> Vec<String> {
        std::mem::take(&mut self.plain)
    }

    /// All words that are left, and at least one.
    pub(super) fn some(&mut self, verb: &str) -> Result<Vec<String>, Failure> {
        match self.rest() {
            rest if rest.is_empty() => Err(usage(format!("`{verb}` needs a package's name"))),
            rest => Ok(rest),
        }
    }

    /// The one name that is left.
    pub(super) fn name(&mut self, verb: &str) -> Result<String, Failure> {
        match self.rest().as_slice() {
            [name] => Ok(name.clone()),
            [] => Err(usage(format!("`{verb}` needs a name"))),
            [..] => Err(usage(format!("`{verb}` takes one name at a time"))),
        }
    }

    /// No words are left.
    pub(super) fn nothing(&mut self, verb: &str) -> Result<(), Failure> {
        match self.rest().first() {
            None => Ok(()),
            Some(word) => Err(usage(format!("`{verb}` takes no `{}`", shown(word)))),
        }
    }

    pub(super) fn python(&mut self) -> Option<String> {
        self.python.take()
    }

    pub(super) fn needed_python(&mut self, verb: &str) -> Result<String, Failure> {
        self.python().ok_or_else(|| usage(format!("`{verb}` needs `--python` with a Python")))
    }

    pub(super) fn into(&mut self, verb: &str) -> Result<PathBuf, Failure> {
        let into = self.into.take().ok_or_else(|| usage(format!("`{verb}` needs `--into` with a folder")))?;
        path(verb, &into)
    }

    pub(super) fn files(&mut self) -> Vec<PathBuf> {
        std::mem::take(&mut self.files).into_iter().map(PathBuf::from).collect()
    }

    pub(super) fn opener(&mut self) -> Result<Opener, Failure> {
        match self.opener.take().as_deref() {
            None | Some("terminal") => Ok(Opener::Terminal),
            Some("editor") => Ok(Opener::Editor),
            Some(other) => Err(usage(format!("`--in` is said with `terminal` or `editor`, not `{}`", shown(other)))),
        }
    }

    pub(super) fn include_dependencies(&mut self) -> bool {
        std::mem::take(&mut self.include_dependencies)
    }

    pub(super) fn builds(&mut self) -> bool {
        std::mem::take(&mut self.builds)
    }

    /// An option that nobody has asked about.
    pub(super) fn left_over(&self) -> Option<&'static str> {
        let left = [
            (self.python.is_some(), "--python"),
            (self.into.is_some(), "--into"),
            (self.opener.is_some(), "--in"),
            (!self.files.is_empty(), "-r"),
            (self.include_dependencies, "--include-deps"),
            (self.builds, "--build"),
        ];
        left.into_iter().find_map(|(is_left, name)| is_left.then_some(name))
    }
}

/// A path, if it can be one: no sentence is to hold what no system would take.
fn path(verb: &str, text: &str) -> Result<PathBuf, Failure> {
    const LONGEST: usize = 4096;
    if text.len() > LONGEST {
        return Err(usage(format!("`{verb}` needs a folder, and `{}` is longer than any path", shown(text))));
    }
    Ok(PathBuf::from(text))
}
