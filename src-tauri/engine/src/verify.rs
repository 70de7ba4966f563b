//! Does a project's sandbox work? The guide's quick verification, as checks.
//!
//! First by reading: is there an environment, and are its files whole. Then its own Python and pip are asked, which
//! runs them: so the user has clicked, and where `bin/python` does not lead to a Python that Sandbar knows, has said
//! so a second time. The same checks end every job that makes an environment.

mod answers;
mod ask;
mod expected;
mod fresh;

use std::path::Path;

use crate::environment;
use crate::failure::{Code, Failure};
use crate::grounds;
use crate::machine::Machine;
use crate::model::{Check, CheckCode, Environment, EnvironmentTool, Health, Interpreter, Snapshot, Verification};
use crate::plan::pasteable;
use crate::pyvenv_cfg;
use crate::run::Cancel;
use crate::unfinished::MARKER;

use ask::Asking;
pub use expected::expected;
pub use fresh::{answering, fresh};

/// What helps where its files are as they should be.
const ANEW: &str = "Delete the sandbox, which only puts it aside, then create a new one";

/// Verifies the environment of the project in `folder`.
///
/// # Errors
/// [`Code::Untrusted`] when its Python is none that Sandbar knows and `trusted` does not say to run it all the same;
/// [`Code::NotLive`] on a machine that is only looked at; [`Code::NotFound`] when there is no such folder;
/// [`Code::NoPermission`] when this account may not look into it; [`Code::Cancelled`].
pub async fn project(
    machine: &Machine,
    snapshot: &Snapshot,
    folder: &Path,
    trusted: bool,
    cancel: &Cancel,
) -> Result<Verification, Failure> {
    if !machine.live {
        return Err(Failure::new(Code::NotLive, "Nothing is run on a machine that is only looked at").at(folder));
    }
    // A stat through a link that leads nowhere says "not there" as well, which is what it comes to.
    if machine.stat(folder).is_none() {
        return Err(Failure::new(Code::NotFound, format!("There is no folder `{}`", machine.tilde(folder))).at(folder));
    }
    // What can't be looked into is not known to be empty.
    if let Err(error) = machine.list(folder)
        && error.is_denied()
    {
        return Err(error.into());
    }
    let found = environment::inspect(machine, folder, &snapshot.interpreters)
        .or_else(|| grounds::environments(machine, snapshot, folder).into_iter().next());
    let Some(environment) = found else { return Ok(judged(vec![absent(machine, folder)])) };
    let known = trusted || leads_to_a_known_one(machine, snapshot, &environment, folder);
    checks(machine, snapshot, &environment, known, cancel).await
}

/// Verifies an environment that is being made by us: its marker is still in it, and does not count.
///
/// # Errors
/// As [`project`].
pub async fn made(
    machine: &Machine,
    snapshot: &Snapshot,
    folder: &Path,
    cancel: &Cancel,
) -> Result<Verification, Failure> {
    let Some(environment) = unmarked(machine, snapshot, folder)? else {
        return Ok(judged(vec![absent(machine, folder)]));
    };
    let known = leads_to_a_known_one(machine, snapshot, &environment, folder);
    checks(machine, snapshot, &environment, known, cancel).await
}

/// The environment in `folder`, as if no marker were in it.
fn unmarked(machine: &Machine, snapshot: &Snapshot, folder: &Path) -> Result<Option<Environment>, Failure> {
    let mut entries = machine.list(folder)?;
    entries.retain(|entry| entry.name != MARKER);
    let layout = environment::layout(machine, folder, &entries);
    Ok(layout.map(|layout| environment::describe(machine, folder, &entries, layout, &snapshot.interpreters)))
}

/// What `pip check` says in the environment at `folder`; `None` where there is no pip to ask, or it does not answer.
///
/// # Errors
/// [`Code::Cancelled`].
pub async fn complaints(
    machine: &Machine,
    snapshot: &Snapshot,
    folder: &Path,
    cancel: &Cancel,
) -> Result<Option<Vec<String>>, Failure> {
    match environment::inspect(machine, folder, &snapshot.interpreters) {
        Some(environment) if environment.has_pip => {
            Asking { machine, environment: &environment, cancel }.complaints().await
        }
        _ => Ok(None),
    }
}

/// What to say of what `pip check` says now, and said before.
pub fn fits(before: &[String], after: Option<&[String]>) -> Check {
    let (code, hint) = (CheckCode::Dependencies, None);
    let Some(after) = after else {
        let message = "Without pip, nobody can say whether anything is missing".to_owned();
        return Check { code, ok: None, message, hint };
    };
    let new: Vec<String> = after.iter().filter(|line| !before.contains(line)).cloned().collect();
    match (new.as_slice(), after) {
        ([], []) => Check { code, ok: Some(true), message: "`pip check` finds nothing missing".to_owned(), hint },
        ([], _) => {
            let message = "`pip check` complains of what it complained of before, and of nothing else".to_owned();
            Check { code, ok: Some(true), message, hint }
        }
        (new, _) => {
            let hint = Some("Undo this, or install what is named, in the version that is named".to_owned());
            Check { ok: None, hint, ..answers::conflicts(new) }
        }
    }
}

async fn checks(
    machine: &Machine,
    snapshot: &Snapshot,
    environment: &Environment,
    known: bool,
    cancel: &Cancel,
) -> Result<Verification, Failure> {
    let files = files(machine, environment);
    if environment.health == Health::Broken {
        return Ok(judged(vec![files]));
    }
    if !known {
        return Err(untrusted(machine, environment));
    }
    let asking = Asking { machine, environment, cancel };
    let (python, _) = asking.python().await?;
    let mut checks = vec![files, python];
    if environment.has_pip {
        checks.push(asking.pip().await?);
        checks.push(asking.packages(includes_outside(machine, environment)).await?);
        checks.push(asking.dependencies().await?);
    } else {
        checks.extend(without_pip(machine, environment));
    }
    checks.push(fresh_terminal(snapshot));
    checks.push(activate(machine, environment));
    Ok(judged(checks))
}

fn judged(checks: Vec<Check>) -> Verification {
    Verification { ok: checks.iter().all(|check| check.ok != Some(false)), checks }
}

fn absent(machine: &Machine, folder: &Path) -> Check {
    Check {
        code: CheckCode::Environment,
        ok: Some(false),
        message: format!("There is no sandbox in `{}`", machine.tilde(folder)),
        hint: Some("Create one for the project".to_owned()),
    }
}

/// Are its files whole?
fn files(machine: &Machine, environment: &Environment) -> Check {
    let shown = machine.tilde(&environment.path);
    let version = environment.version.as_deref().map(|version| format!(", for Python {version}")).unwrap_or_default();
    // That the recorded home is gone does no harm while the interpreter itself is there, and a missing pip has a
    // check of its own.
    let ok = matches!(environment.health, Health::Healthy | Health::Stale | Health::NoPip);
    let message = match &environment.reason {
        Some(reason) if !ok => format!("The sandbox `{shown}` does not work. {reason}"),
        Some(reason) if environment.health == Health::Stale => format!("`{shown}` is whole{version}. {reason}"),
        _ => format!("`{shown}` is whole{version}"),
    };
    let hint = match (ok, environment.unfinished) {
        (true, _) => None,
        (false, Some(_)) => Some("Remove what is left of it, then create it again".to_owned()),
        (false, None) => Some("Repair the sandbox".to_owned()),
    };
    Check { code: CheckCode::Environment, ok: Some(ok), message, hint }
}

/// Does `bin/python` lead to a Python that Sandbar knows, and that did not come with the project in `folder`?
///
/// What `pyvenv.cfg` says does not count here: it is a text that anybody may have written beside a program of theirs.
pub(crate) fn leads_to_a_known_one(
    machine: &Machine,
    snapshot: &Snapshot,
    environment: &Environment,
    folder: &Path,
) -> bool {
    let (Ok(python), Ok(folder)) = (machine.resolve(&environment.python), machine.resolve(folder)) else {
        return false;
    };
    !python.starts_with(&folder) && snapshot.interpreters.iter().any(|known| known.real_path.as_path() == python)
}

fn untrusted(machine: &Machine, environment: &Environment) -> Failure {
    let python = machine.tilde(&environment.python);
    Failure::new(
        Code::Untrusted,
        format!("To verify this, `{python}` would have to be run, and it is no Python that Sandbar knows"),
    )
    .at(environment.python.clone())
    .hint("If the sandbox is yours, verify it with `--trusted`; if it came with somebody else's files, make your own")
}

fn includes_outside(machine: &Machine, environment: &Environment) -> bool {
    pyvenv_cfg::read(machine, &environment.path).is_ok_and(|cfg| cfg.is_true("include-system-site-packages"))
}

/// The checks that pip would answer, by reading. uv's, conda's and pixi's environments need no pip.
fn without_pip(machine: &Machine, environment: &Environment) -> [Check; 3] {
    let pip = match environment.tool {
        EnvironmentTool::Venv | EnvironmentTool::Virtualenv => Check {
            code: CheckCode::Pip,
            ok: Some(false),
            message: "There is no pip in the sandbox: `pip` would be one from outside".to_owned(),
            hint: Some("Repair the sandbox, which puts one in".to_owned()),
        },
        tool => Check {
            code: CheckCode::Pip,
            ok: None,
            message: format!("There is no pip in the sandbox: {} installs into it", installer(tool)),
            hint: None,
        },
    };
    let outside = includes_outside(machine, environment);
    let packages = answers::packages_check(environment.packages, outside, &[]);
    let dependencies = Check {
        code: CheckCode::Dependencies,
        ok: None,
        message: "Without pip, nobody can say whether anything is missing".to_owned(),
        hint: None,
    };
    [pip, packages, dependencies]
}

fn installer(tool: EnvironmentTool) -> &'static str {
    match tool {
        EnvironmentTool::Uv => "`uv pip`",
        EnvironmentTool::Conda => "conda",
        EnvironmentTool::Pixi => "pixi",
        EnvironmentTool::Venv | EnvironmentTool::Virtualenv => "pip",
    }
}

/// What a fresh terminal in the project would say. A sandbox is on only where it was turned on, so this never is it.
fn fresh_terminal(snapshot: &Snapshot) -> Check {
    let named = |id| snapshot.interpreters.iter().find(|known| Some(&known.id) == id).map(Interpreter::label);
    let message = match &snapshot.terminal.python3 {
        Some(meaning) => {
            let what = named(meaning.interpreter.as_ref()).unwrap_or_else(|| format!("`{}`", meaning.path));
            format!("In a new terminal `python3` is {what}, not the sandbox, until you turn the sandbox on")
        }
        None => "In a new terminal there is no `python3` until you turn the sandbox on".to_owned(),
    };
    Check { code: CheckCode::FreshTerminal, ok: None, message, hint: None }
}

fn activate(machine: &Machine, environment: &Environment) -> Check {
    Check {
        code: CheckCode::Activate,
        ok: None,
        message: "This line turns the sandbox on in a terminal".to_owned(),
        hint: Some(activation(machine, environment)),
    }
}

/// The line that turns the environment on, for the user's own shell.
pub fn activation(machine: &Machine, environment: &Environment) -> String {
    let shell = machine.shell.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let folder = environment.path.as_path();
    let script = |name: &str| folder.join("bin").join(name).to_string_lossy().into_owned();
    let words = match (environment.tool, &*shell) {
        (EnvironmentTool::Conda, _) => vec!["conda".to_owned(), "activate".to_owned(), folder.display().to_string()],
        (EnvironmentTool::Pixi, _) => vec!["pixi".to_owned(), "shell".to_owned()],
        (_, "fish") => vec!["source".to_owned(), script("activate.fish")],
        (_, "csh" | "tcsh") => vec!["source".to_owned(), script("activate.csh")],
        // Only bash and zsh know `source`; every POSIX shell knows the dot.
        (_, "bash" | "zsh") => vec!["source".to_owned(), script("activate")],
        _ => vec![".".to_owned(), script("activate")],
    };
    pasteable(&words)
}
