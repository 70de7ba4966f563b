//! What somebody wants done, in the words of the command line: `venv create DIR --python 3.12`.
//!
//! The popover, a script and a terminal all say a wish in the same words. Here they become a [`Wish`] and nothing is
//! looked at: whether it can be granted is for [`crate::plan`] to say.

use std::path::{Component, Path, PathBuf};

use serde::Serialize;

use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::JobId;
use crate::plain::plain;

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// A sandbox for a project.
    VenvCreate {
        /// The project.
        folder: PathBuf,
        /// The Python that was asked for: a path, a version, or an interpreter's id.
        python: Option<String>,
    },
    /// Take away what an interrupted making has left in a project.
    VenvDiscard {
        /// The project.
        folder: PathBuf,
    },
    /// Take back what a job did.
    Undo {
        /// The job; the last one that can be undone without a name.
        job: Option<JobId>,
    },
}

/// A wish's first words, and how the rest is said.
const KNOWN: &[(&str, &str)] = &[("venv create", "DIR [--python PYTHON]"), ("venv discard", "DIR"), ("undo", "[JOB]")];

impl Wish {
    /// Reads a wish from its words. Options may stand anywhere before `--`; after it every word is taken as it is.
    ///
    /// # Errors
    /// [`Code::UnknownWish`] when the first words name none; [`Code::Usage`] when the rest does not fit them.
    pub fn parse(words: &[String]) -> Result<Self, Failure> {
        let Said { plain, python } = Said::read(words)?;
        let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
        let wish = match plain.as_slice() {
            ["venv", "create", rest @ ..] => {
                return Ok(Self::VenvCreate { folder: folder("venv create", rest)?, python });
            }
            ["venv", "discard", rest @ ..] => Self::VenvDiscard { folder: folder("venv discard", rest)? },
            ["undo"] => Self::Undo { job: None },
            ["undo", job] if !job.is_empty() => Self::Undo { job: Some(JobId((*job).to_owned())) },
            ["undo", ..] => return Err(usage("`undo` takes back one job at a time")),
            [] => return Err(usage("A wish needs words")),
            _ => return Err(unknown(&plain)),
        };
        match python {
            None => Ok(wish),
            Some(_) => Err(usage(format!("`{}` takes no `--python`", wish.verb()))),
        }
    }

    /// The same wish with its paths written from `/` on, as a plan and a queue need them.
    #[must_use]
    pub fn absolute(self, machine: &Machine) -> Self {
        match self {
            Self::VenvCreate { folder, python } => {
                let is_path = |word: &String| word.contains('/');
                let whole = |word: &String| machine.absolute(Path::new(word)).to_string_lossy().into_owned();
                let python = python.as_ref().filter(|word| is_path(word)).map(whole).or(python);
                Self::VenvCreate { folder: settled(machine, &folder), python }
            }
            Self::VenvDiscard { folder } => Self::VenvDiscard { folder: settled(machine, &folder) },
            Self::Undo { .. } => self,
        }
    }

    /// The words that [`Wish::parse`] reads as this wish.
    pub fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.verb().split(' ').map(str::to_owned).collect();
        match self {
            Self::VenvCreate { folder, python } => {
                words.push(folder.to_string_lossy().into_owned());
                if let Some(python) = python {
                    words.extend(["--python".to_owned(), python.clone()]);
                }
            }
            Self::VenvDiscard { folder } => words.push(folder.to_string_lossy().into_owned()),
            Self::Undo { job } => words.extend(job.iter().map(|job| job.0.clone())),
        }
        words
    }

    fn verb(&self) -> &'static str {
        match self {
            Self::VenvCreate { .. } => "venv create",
            Self::VenvDiscard { .. } => "venv discard",
            Self::Undo { .. } => "undo",
        }
    }
}

/// A wish's words with the options taken out.
struct Said {
    plain: Vec<String>,
    python: Option<String>,
}

impl Said {
    fn read(words: &[String]) -> Result<Self, Failure> {
        let mut said = Self { plain: Vec::new(), python: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--" => said.plain.extend(words.by_ref().cloned()),
                "--python" => {
                    let python = words.next().ok_or_else(|| usage("`--python` needs a Python"))?;
                    said.set_python(python)?;
                }
                option if option.starts_with("--python=") => said.set_python(&option["--python=".len()..])?,
                option if option.starts_with('-') && option.len() > 1 => {
                    return Err(usage(format!("A wish has no option `{}`", shown(option))));
                }
                _ => said.plain.push(word.clone()),
            }
        }
        Ok(said)
    }

    fn set_python(&mut self, python: &str) -> Result<(), Failure> {
        if python.is_empty() || python.starts_with('-') {
            return Err(usage("`--python` needs a path, a version such as 3.13, or an id of `sandbar status`"));
        }
        match self.python.replace(python.to_owned()) {
            None => Ok(()),
            Some(_) => Err(usage("`--python` was said twice")),
        }
    }
}

fn folder(verb: &str, rest: &[&str]) -> Result<PathBuf, Failure> {
    match rest {
        [folder] if !folder.is_empty() => Ok(PathBuf::from(folder)),
        [] | [_] => Err(usage(format!("`{verb}` needs the project's folder"))),
        [..] => Err(usage(format!("`{verb}` takes one folder, and {} were named", rest.len()))
            .hint("A path with spaces in it needs quotes around it")),
    }
}

/// Written from `/` on. Where `..` is in it the disk is asked: behind a link, `..` is not what the text says.
fn settled(machine: &Machine, folder: &Path) -> PathBuf {
    if folder.components().any(|part| part == Component::ParentDir) {
        machine.resolve(&machine.cwd.join(folder)).unwrap_or_else(|_| machine.absolute(folder))
    } else {
        machine.absolute(folder)
    }
}

fn usage(message: impl Into<String>) -> Failure {
    let known: Vec<String> = KNOWN.iter().map(|(verb, rest)| format!("`{verb} {rest}`")).collect();
    Failure::new(Code::Usage, message).hint(format!("Say {}", known.join(", or ")))
}

fn unknown(words: &[&str]) -> Failure {
    let said: Vec<String> = words.iter().take(2).map(|word| shown(word)).collect();
    let known: Vec<&str> = KNOWN.iter().map(|(verb, _)| *verb).collect();
    Failure::new(Code::UnknownWish, format!("Sandbar can't do `{}`", said.join(" ")))
        .hint(format!("It can do: {}", known.join(", ")))
}

/// A word that somebody typed, made safe for a sentence.
fn shown(word: &str) -> String {
    const LONGEST: usize = 60;
    let mut safe = plain(&word.chars().take(LONGEST).collect::<String>());
    if word.chars().nth(LONGEST).is_some() {
        safe.push_str("...");
    }
    safe
}

#[cfg(test)]
mod tests;
