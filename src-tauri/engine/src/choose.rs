//! Which Python a new environment stands on, and why, in one sentence.
//!
//! Pure: candidates and requests in, a choice or a refusal out. The order of the requests is the order of how
//! deliberate they are: what was just said, what the project says, what the terminal says, what is newest.

mod version;

use pep440_rs::{Version, VersionSpecifiers};
use serde::Serialize;

use crate::machine::MachinePath;
use crate::model::{Interpreter, InterpreterId, Source};

pub use version::Wanted;

/// The first Python that a sandbox can be made with: pip comes along only since `ensurepip` (PEP 453, 3.4), and
/// `-I`, which keeps a project's own files from being run, is of the same version.
const FIRST: (u64, u64) = (3, 4);

/// Whether an interpreter has what making an environment needs, as far as its files tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Parts {
    /// Nothing is missing, or nobody can tell.
    Whole,
    /// `ensurepip` is missing, which Debian keeps in the package `python3.N-venv`.
    DebianVenv,
    /// `ensurepip` is missing.
    NoEnsurepip,
}

/// An interpreter, as far as the choice depends on it.
#[derive(Debug, Clone, Serialize)]
pub struct Candidate {
    /// Its name.
    pub id: InterpreterId,
    /// The path to run.
    pub path: MachinePath,
    /// The file that really runs.
    pub real_path: MachinePath,
    /// Its other names.
    pub aliases: Vec<MachinePath>,
    /// Its version.
    pub version: String,
    /// Who put it there.
    pub source: Source,
    /// Its owner and version, for a sentence.
    pub label: String,
    /// A conda base or a tool's own.
    pub private: bool,
    /// A build without the global lock (PEP 703): many packages do not work on it yet.
    pub free_threaded: bool,
    /// Whether the path can still be executed.
    pub present: bool,
    /// Whether it has all that is needed.
    pub parts: Parts,
}

impl Candidate {
    /// What the choice needs of `interpreter`; the last two are for whoever can look.
    pub fn of(interpreter: &Interpreter, present: bool, parts: Parts) -> Self {
        let stdlib = interpreter.stdlib.as_ref().and_then(|stdlib| stdlib.file_name());
        Self {
            id: interpreter.id.clone(),
            path: interpreter.path.clone(),
            real_path: interpreter.real_path.clone(),
            aliases: interpreter.aliases.clone(),
            version: interpreter.version.clone(),
            source: interpreter.source,
            label: interpreter.label(),
            private: interpreter.private,
            // Only such a build keeps its library in `lib/python3.13t` (PEP 703, "ABI flags").
            free_threaded: stdlib.is_some_and(|name| name.to_string_lossy().ends_with('t')),
            present,
            parts,
        }
    }

    fn parsed(&self) -> Option<Version> {
        self.version.parse().ok()
    }

    /// Its version, if that is one that can make a sandbox; else why not.
    fn fit(&self) -> Result<Version, String> {
        let Some(version) = self.parsed() else { return Err("its version is not known".to_owned()) };
        if !self.present {
            return Err("it is no longer there".to_owned());
        }
        if (version.release().first().copied(), version.release().get(1).copied()) < (Some(FIRST.0), Some(FIRST.1)) {
            return Err(format!("sandboxes need Python {}.{} or newer", FIRST.0, FIRST.1));
        }
        Ok(version)
    }

    /// True for one that may be chosen without anybody having named it.
    pub(crate) fn is_unobjectionable(&self) -> bool {
        // A conda or pixi environment goes when its owner removes it, and would take the sandbox along.
        let borrowed = self.private || matches!(self.source, Source::Conda | Source::Pixi);
        let cpython = self.real_path.file_name().is_none_or(|name| name.to_string_lossy().starts_with("python"));
        !borrowed && !self.free_threaded && cpython && self.fit().is_ok_and(|version| !version.any_prerelease())
    }

    fn is_apples(&self) -> bool {
        matches!(self.source, Source::AppleClt | Source::Xcode)
    }
}

/// What was asked for, and where.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Requests {
    /// `--python`, as it was typed.
    pub python: Option<String>,
    /// Where a `--python` that is a path leads to in the end.
    pub python_leads_to: Option<MachinePath>,
    /// The text of the project's `.python-version`.
    pub python_version: Option<String>,
    /// `requires-python` of the project's `pyproject.toml`.
    pub requires_python: Option<String>,
    /// What `python3` means in the terminal.
    pub terminal: Option<InterpreterId>,
}

/// The Python to take.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// It.
    pub candidate: &'a Candidate,
    /// Why, one sentence without a full stop.
    pub why: String,
}

/// Why there is none to take.
#[derive(Debug, Clone)]
pub struct NoChoice {
    /// One or two sentences; the last has no full stop.
    pub reason: String,
    /// One that could be named instead.
    pub instead: Option<InterpreterId>,
}

/// Chooses.
///
/// # Errors
/// [`NoChoice`] when what was asked for is not there, or there is nothing to choose from.
pub fn choose<'a>(candidates: &'a [Candidate], requests: &Requests) -> Result<Choice<'a>, NoChoice> {
    if let Some(word) = &requests.python {
        return named(candidates, requests, word)
            .map_err(|reason| NoChoice { reason, instead: instead(candidates, requests) });
    }
    if let Some(wanted) = requests.python_version.as_deref().and_then(Wanted::first_in) {
        return of_version(candidates, requests, &wanted)
            .map(|candidate| {
                let why = format!(
                    "{} was chosen because the project's `.python-version` asks for Python {wanted}",
                    candidate.label
                );
                Choice { candidate, why }
            })
            .map_err(|reason| NoChoice {
                reason: format!("The project's `.python-version` asks for Python {wanted}, but {reason}"),
                instead: instead(candidates, requests),
            });
    }
    let unheeded = match &requests.python_version {
        Some(text) if !text.trim().is_empty() => {
            "; the project's `.python-version` names no version of Python 3 and was left aside"
        }
        _ => "",
    };
    by_itself(candidates, requests).map(|choice| Choice { why: format!("{}{unheeded}", choice.why), ..choice })
}

/// What would be chosen, of those with all their parts, if nobody had named one: to be offered where that can't be had.
pub fn instead(candidates: &[Candidate], requests: &Requests) -> Option<InterpreterId> {
    let whole: Vec<Candidate> = candidates.iter().filter(|one| one.parts == Parts::Whole).cloned().collect();
    by_itself(&whole, requests).ok().map(|choice| choice.candidate.id.clone())
}

/// `--python`: an id, a path, or a version.
fn named<'a>(candidates: &'a [Candidate], requests: &Requests, word: &str) -> Result<Choice<'a>, String> {
    let asked =
        |candidate: &'a Candidate| Choice { candidate, why: format!("{} is what you asked for", candidate.label) };
    let exact = candidates.iter().find(|candidate| candidate.id.0 == word);
    let found = if word.contains('/') { exact.or_else(|| at_path(candidates, requests, word)) } else { exact };
    if let Some(candidate) = found {
        return match candidate.fit() {
            Ok(_) => Ok(asked(candidate)),
            Err(why) => Err(format!("{} can't make a sandbox: {why}", candidate.label)),
        };
    }
    if word.contains('/') {
        return Err(format!(
            "`{word}` is not a Python that Sandbar knows. If it is one, add it with `sandbar interpreters add`"
        ));
    }
    let Some(wanted) = Wanted::parse(word) else {
        return Err(format!("`{word}` is neither a path, nor a version such as 3.13, nor an id of `sandbar status`"));
    };
    of_version(candidates, requests, &wanted)
        .map(asked)
        .map_err(|reason| format!("You asked for Python {wanted}, but {reason}"))
}

/// The name itself decides; only where nobody has it, what it leads to.
fn at_path<'a>(candidates: &'a [Candidate], requests: &Requests, word: &str) -> Option<&'a Candidate> {
    let goes_by = |path: &MachinePath| path.shows_as(word);
    let by_name = candidates.iter().find(|one| goes_by(&one.path) || one.aliases.iter().any(goes_by));
    by_name.or_else(|| {
        let end = requests.python_leads_to.as_ref()?;
        candidates.iter().find(|one| one.real_path == *end)
    })
}

/// The best of a version: the terminal's own if it is of that version, else the newest.
fn of_version<'a>(candidates: &'a [Candidate], requests: &Requests, wanted: &Wanted) -> Result<&'a Candidate, String> {
    let matching: Vec<&Candidate> =
        candidates.iter().filter(|one| one.parsed().is_some_and(|version| wanted.is_met_by(&version, one))).collect();
    let open = |one: &&&Candidate| !one.private && !matches!(one.source, Source::Conda | Source::Pixi);
    let fit: Vec<&Candidate> = matching.iter().filter(open).filter(|one| one.fit().is_ok()).copied().collect();
    if let Some(best) = fit.iter().max_by_key(|one| rank(one, requests)) {
        return Ok(best);
    }
    Err(match matching.first() {
        None => "there is none of that version on this computer".to_owned(),
        Some(one) => match one.fit() {
            Err(why) => why,
            Ok(_) => format!("the only one is {}, which is kept for its own programs", one.label),
        },
    })
}

/// Nobody has named one: the terminal's, else the newest.
fn by_itself<'a>(candidates: &'a [Candidate], requests: &Requests) -> Result<Choice<'a>, NoChoice> {
    let required = requests.requires_python.as_deref().and_then(|text| text.parse::<VersionSpecifiers>().ok());
    let allowed = |one: &Candidate| match (&required, one.parsed()) {
        (Some(required), Some(version)) => required.contains(&version),
        (None, _) => true,
        (Some(_), None) => false,
    };
    let because = match (&required, &requests.requires_python) {
        (Some(required), _) => format!(" that the project's `requires-python` ({required}) allows"),
        (None, Some(_)) => " (the project's `requires-python` can't be understood and was left aside)".to_owned(),
        (None, None) => String::new(),
    };

    let terminal = requests.terminal.as_ref().and_then(|id| candidates.iter().find(|one| one.id == *id));
    if let Some(own) = terminal.filter(|one| one.is_unobjectionable() && !one.is_apples() && allowed(one)) {
        return Ok(Choice { candidate: own, why: format!("{} is what `python3` means in your terminal", own.label) });
    }
    let open = candidates.iter().filter(|one| one.is_unobjectionable() && allowed(one));
    // Apple's is passed over as long as there is anything else.
    let best = open.max_by_key(|one| (!one.is_apples(), rank(one, requests)));
    if let Some(newest) = best {
        let kind = if newest.is_apples() { "the only Python" } else { "the newest Python here" };
        let why = format!("{} is {kind}{because}{}", newest.label, aside(terminal, &allowed));
        return Ok(Choice { candidate: newest, why });
    }
    let reason = match &required {
        Some(required) if candidates.iter().any(Candidate::is_unobjectionable) => {
            format!("The project's `requires-python` ({required}) allows none of the Pythons on this computer")
        }
        _ => "There is no Python on this computer that a sandbox could stand on. \
              Get one from python.org or, with Homebrew, by `brew install python`"
            .to_owned(),
    };
    Err(NoChoice { reason, instead: None })
}

/// Why it is not the terminal's own, for somebody who expects that.
fn aside(terminal: Option<&Candidate>, allowed: &dyn Fn(&Candidate) -> bool) -> String {
    let Some(own) = terminal else { return String::new() };
    let why = match own {
        own if own.is_apples() => "Apple keeps it for its own tools",
        own if !allowed(own) => "the project does not allow it",
        own if own.free_threaded => "many packages do not work on a free-threaded Python yet",
        own if own.private || matches!(own.source, Source::Conda | Source::Pixi) => "it belongs to an environment",
        own if own.fit().is_ok() => "it is not a stable release",
        _ => "it can't make sandboxes",
    };
    format!("; {}, the `python3` of your terminal, was passed over: {why}", own.label)
}

/// What makes one better than another, the weightiest first: nothing missing, the terminal's own, stable, newer, and
/// put there by somebody who keeps it there.
fn rank(one: &Candidate, requests: &Requests) -> (bool, bool, bool, Option<Version>, u8) {
    let version = one.parsed();
    let stable = version.as_ref().is_some_and(|version| !version.any_prerelease());
    let own = requests.terminal.as_ref() == Some(&one.id) && !one.is_apples();
    (one.parts == Parts::Whole, own && stable, stable, version, steadiness(one.source))
}

/// How likely a Python of this source is still there, at this path and of this version, in a year.
fn steadiness(source: Source) -> u8 {
    match source {
        Source::Homebrew | Source::PythonOrg | Source::Linux => 4,
        Source::Pyenv | Source::Uv | Source::Mise | Source::Asdf => 3,
        Source::Macports | Source::Nix => 2,
        Source::Other => 1,
        Source::Conda | Source::Pixi | Source::AppleClt | Source::Xcode => 0,
    }
}

#[cfg(test)]
mod tests;
