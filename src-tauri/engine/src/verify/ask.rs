//! Asks an environment's own Python and pip.
//!
//! `-I` and a folder that is nobody's keep the project's files from being imported; `--isolated` and an empty
//! `PIP_CONFIG_FILE` keep the user's settings from changing what pip says of the environment (pip's documentation,
//! "Configuration": `os.devnull` there means that no file is read).

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::{ANEW, answers};
use crate::byte_code;
use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::{Check, CheckCode, Environment, EnvironmentTool};
use crate::run::{self, Call, Cancel, Captured, Ending, Stop};

/// A Mac looks at a program it has never run before for a good while.
const DEADLINE: Duration = Duration::from_mins(2);

/// Prints what the answer of [`answers::Own`] holds. `base_prefix` came with PEP 405.
const WHO_ARE_YOU: &str = "import json, sys, importlib.util; pip = importlib.util.find_spec('pip'); \
     print(json.dumps({'prefix': sys.prefix, 'base_prefix': getattr(sys, 'base_prefix', sys.prefix), \
     'version': '%d.%d.%d' % sys.version_info[:3], 'pip': pip and pip.origin}))";

/// One environment that is asked.
pub(super) struct Asking<'a> {
    pub(super) machine: &'a Machine,
    pub(super) environment: &'a Environment,
    pub(super) cancel: &'a Cancel,
}

impl Asking<'_> {
    /// Does its interpreter answer, and is its prefix its own? And where would it import pip from?
    pub(super) async fn python(&self) -> Result<(Check, Option<PathBuf>), Failure> {
        let said = self.ask(&["-c", WHO_ARE_YOU]).await?;
        let own = if said.ending.is_success() { answers::Own::read(&said.out) } else { None };
        let Some(own) = own else {
            return Ok((self.no_answer(CheckCode::Python, "The sandbox's Python", &said), None));
        };
        // Conda's and pixi's Pythons stand on their own.
        let alone = matches!(self.environment.tool, EnvironmentTool::Conda | EnvironmentTool::Pixi);
        let is_own = self.is_the_environment(&own.prefix) && (alone || own.prefix != own.base_prefix);
        let (message, hint) = if is_own {
            (format!("Python {} answers, and belongs to the sandbox", own.version), None)
        } else {
            (
                format!("Python {} answers, but says that it belongs to `{}`", own.version, own.prefix.display()),
                Some(ANEW.to_owned()),
            )
        };
        Ok((Check { code: CheckCode::Python, ok: Some(is_own), message, hint }, own.pip))
    }

    /// Is its pip its own?
    pub(super) async fn pip(&self) -> Result<Check, Failure> {
        let said = self.ask_pip(&["--version"]).await?;
        let pip = if said.ending.is_success() { answers::Pip::read(&said.out) } else { None };
        let Some(pip) = pip else { return Ok(self.no_answer(CheckCode::Pip, "The sandbox's pip", &said)) };
        Ok(self.pip_is_in(&pip.version, &pip.folder))
    }

    /// Whether a pip in `folder` is the environment's own.
    pub(super) fn pip_is_in(&self, version: &str, folder: &std::path::Path) -> Check {
        let is_own = self.is_inside(folder);
        let (message, hint) = if is_own {
            (format!("pip {version} belongs to the sandbox"), None)
        } else {
            (format!("`pip` in the sandbox is one from outside, in `{}`", folder.display()), Some(ANEW.to_owned()))
        };
        Check { code: CheckCode::Pip, ok: Some(is_own), message, hint }
    }

    /// Does it hold its own packages and nobody else's?
    pub(super) async fn packages(&self, includes_outside: bool) -> Result<Check, Failure> {
        let said = self.ask_pip(&["list", "--verbose", "--format=json"]).await?;
        let listed = if said.ending.is_success() { answers::listed(&said.out) } else { None };
        let Some(listed) = listed else { return Ok(self.no_answer(CheckCode::Packages, "`pip list`", &said)) };
        let outside: Vec<&str> = listed
            .iter()
            .filter(|package| !package.is_editable() && !self.is_inside(&package.location))
            .map(|package| package.name.as_str())
            .collect();
        Ok(answers::packages_check(u32::try_from(listed.len()).ok(), includes_outside, &outside))
    }

    /// Is nothing missing, and nothing in conflict?
    pub(super) async fn dependencies(&self) -> Result<Check, Failure> {
        let said = self.ask_pip(&["check"]).await?;
        let lines = answers::lines(&said.out);
        Ok(match said.ending {
            Ending::Exited(0) => Check {
                code: CheckCode::Dependencies,
                ok: Some(true),
                message: "`pip check` finds nothing missing".to_owned(),
                hint: None,
            },
            // 1 is pip's answer; anything else is none.
            Ending::Exited(1) if !lines.is_empty() => answers::conflicts(&lines),
            _ => self.no_answer(CheckCode::Dependencies, "`pip check`", &said),
        })
    }

    /// What `pip check` complains of; `None` when it gives no answer.
    pub(super) async fn complaints(&self) -> Result<Option<Vec<String>>, Failure> {
        let said = self.ask_pip(&["check"]).await?;
        Ok(match said.ending {
            Ending::Exited(0) => Some(Vec::new()),
            Ending::Exited(1) => Some(answers::lines(&said.out)),
            _ => None,
        })
    }

    async fn ask_pip(&self, words: &[&str]) -> Result<Captured, Failure> {
        const PIP: [&str; 5] = ["-m", "pip", "--isolated", "--disable-pip-version-check", "--no-input"];
        self.ask(&[&PIP, words].concat()).await
    }

    async fn ask(&self, words: &[&str]) -> Result<Captured, Failure> {
        let mut argv = vec![self.environment.python.to_string_lossy().into_owned(), "-I".to_owned()];
        // Half of what Python would cache on a full disk would stay (`byte_code`).
        if byte_code::is_short_of_room(self.machine, &self.environment.path) {
            argv.push("-B".to_owned());
        }
        argv.extend(words.iter().map(|word| (*word).to_owned()));
        let call = Call {
            argv,
            cwd: PathBuf::from("/"),
            env: BTreeMap::from([("PIP_CONFIG_FILE".to_owned(), "/dev/null".to_owned())]),
            deadline: DEADLINE,
            held: None,
            stop: Stop::Group,
        };
        let said = run::capture(self.machine, &call, self.cancel).await;
        match said.ending {
            Ending::Cancelled => Err(Failure::new(Code::Cancelled, "The verification was stopped")),
            _ => Ok(said),
        }
    }

    fn no_answer(&self, code: CheckCode, who: &str, said: &Captured) -> Check {
        let last = said.err.iter().rev().find(|line| !line.trim().is_empty());
        let why = match (&said.ending, last) {
            (Ending::Exited(0), _) => "it said something else than it should".to_owned(),
            (ending, Some(line)) => format!("it {ending}, and said: {}", line.trim()),
            (ending, None) => format!("it {ending}"),
        };
        Check {
            code,
            ok: Some(false),
            message: format!("{who} gave no answer in `{}`: {why}", self.machine.tilde(&self.environment.path)),
            hint: Some(ANEW.to_owned()),
        }
    }

    fn is_the_environment(&self, prefix: &std::path::Path) -> bool {
        let id = |path| self.machine.stat(path).map(|stat| stat.id);
        let own = id(&self.environment.path);
        own.is_some() && id(prefix) == own
    }

    fn is_inside(&self, path: &std::path::Path) -> bool {
        match (self.machine.resolve(path), self.machine.resolve(&self.environment.path)) {
            (Ok(path), Ok(folder)) => path.starts_with(folder),
            _ => false,
        }
    }
}
