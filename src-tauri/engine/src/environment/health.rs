//! How an environment is: the first that holds of broken, mixed, moved, without pip, stale, healthy.
//!
//! Each verdict has a reason that somebody can read who made their first environment yesterday. What to do about it is
//! said elsewhere.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::parts::Parts;
use super::{Layout, made_at};
use crate::machine::{Kind, Machine};
use crate::model::{EnvironmentTool, Health, Unfinished, minor_of};
use crate::privacy;

/// More links than any system follows.
pub(super) const MOST_LINKS: usize = 40;

/// Why a verdict holds, if it does.
type Ask = fn(&Machine, &Parts) -> Option<String>;

/// The health of an environment, and why it is not healthy.
pub(super) fn judge(machine: &Machine, parts: &Parts) -> (Health, Option<String>) {
    let verdicts: [(Health, Ask); 5] = [
        (Health::Broken, broken),
        (Health::Mixed, mixed),
        (Health::Moved, moved),
        (Health::NoPip, no_pip),
        (Health::Stale, stale),
    ];
    let found = verdicts.into_iter().find_map(|(health, why)| Some((health, why(machine, parts)?)));
    found.map_or((Health::Healthy, None), |(health, reason)| (health, Some(reason)))
}

fn broken(machine: &Machine, parts: &Parts) -> Option<String> {
    match parts.unfinished {
        Some(Unfinished::Running) => return Some("It is being made right now".to_owned()),
        Some(Unfinished::Abandoned) => {
            return Some("Its making was interrupted, so parts of it are missing".to_owned());
        }
        None => {}
    }
    unreadable(machine, parts).or_else(|| without_python(machine, parts)).or_else(|| orphaned(machine, parts))
}

/// `pyvenv.cfg` can't be read, or says nothing that Python could use.
fn unreadable(machine: &Machine, parts: &Parts) -> Option<String> {
    if parts.layout != Layout::Venv {
        return None;
    }
    match &parts.cfg {
        Ok(cfg) if cfg.home.is_some() => None,
        Ok(_) => Some("Its `pyvenv.cfg` does not say which Python it belongs to: there is no `home` in it".to_owned()),
        Err(error) if error.is_absent() && is_old_virtualenv(machine, parts) => None,
        Err(error) if error.is_absent() => {
            Some("Its `pyvenv.cfg` is missing, so Python does not see a sandbox here".to_owned())
        }
        Err(error) => Some(error.to_string()),
    }
}

/// virtualenv before 20 wrote no `pyvenv.cfg` but a file beside its own copy of the standard library.
fn is_old_virtualenv(machine: &Machine, parts: &Parts) -> bool {
    parts.libraries.iter().any(|library| machine.is_file(&library.folder.join("orig-prefix.txt")))
}

/// `bin/python` is not there, leads nowhere, or is nothing that can run.
fn without_python(machine: &Machine, parts: &Parts) -> Option<String> {
    let python = machine.tilde(&parts.python);
    let Some(own) = machine.lstat(&parts.python) else {
        let bin = parts.folder.join("bin");
        let denied = machine.list(&bin).is_err_and(|error| error.is_denied());
        return Some(if denied {
            format!("Its Python can't be seen: this account has no permission for `{}`", machine.tilde(&bin))
        } else {
            format!("Its Python is gone: there is no `{python}`")
        });
    };
    match machine.stat(&parts.python) {
        Some(stat) if stat.kind == Kind::Folder => Some(format!("Its Python is gone: `{python}` is a folder")),
        Some(stat) if stat.kind != Kind::File => Some(format!("Its Python is gone: `{python}` is not a program")),
        Some(stat) if stat.mode & 0o111 == 0 => Some(format!("Its Python can't run: `{python}` is not executable")),
        Some(_) => None,
        None if own.kind == Kind::Link => Some(match end_of(machine, &parts.python) {
            Some(end) => {
                format!("The Python it was made with is gone: `{python}` leads to `{}`", machine.tilde(&end))
            }
            None => format!("Its Python is gone: `{python}` is a link that leads in a circle"),
        }),
        None => Some(format!("Its Python can't be seen: `{python}`")),
    }
}

/// A copied `bin/python` needs the standard library of the Python that it was copied from.
fn orphaned(machine: &Machine, parts: &Parts) -> Option<String> {
    let home = gone_home(machine, parts)?;
    let real = parts.real_python.as_deref()?;
    let folder = machine.resolve(parts.folder).ok()?;
    real.starts_with(folder).then(|| {
        format!("The Python it was made with is gone: its `bin/python` is a copy of one in `{}`", machine.tilde(home))
    })
}

fn mixed(machine: &Machine, parts: &Parts) -> Option<String> {
    let made_for = parts.version().as_deref().and_then(minor_of);
    let mut minors: BTreeSet<(u32, u32)> = made_for.into_iter().chain(parts.python_minor()).collect();
    let foreign = parts.libraries.iter().filter(|library| Some(library.minor) != made_for);
    minors.extend(foreign.filter(|library| Parts::holds_packages(machine, library)).map(|library| library.minor));
    (minors.len() > 1).then(|| {
        let names: Vec<String> = minors.iter().map(|(major, minor)| format!("Python {major}.{minor}")).collect();
        format!("It holds parts of {}, which do not work together", names.join(" and of "))
    })
}

fn moved(machine: &Machine, parts: &Parts) -> Option<String> {
    let place = made_at::other_than(machine, parts.folder, parts.recorded(machine))?;
    Some(format!("It was made at `{}` and has been moved or copied from there", machine.tilde(&place)))
}

fn no_pip(_: &Machine, parts: &Parts) -> Option<String> {
    let wants_pip = matches!(parts.tool, EnvironmentTool::Venv | EnvironmentTool::Virtualenv);
    (wants_pip && !parts.has_pip).then(|| {
        if parts.has_some_pip {
            "pip is only half installed in it".to_owned()
        } else {
            "pip is not installed in it".to_owned()
        }
    })
}

fn stale(machine: &Machine, parts: &Parts) -> Option<String> {
    let home = gone_home(machine, parts)?;
    Some(format!("It runs, but the folder it got its Python from is gone: `{}`", machine.tilde(home)))
}

/// The recorded home, if nothing is there any more.
fn gone_home<'a>(machine: &Machine, parts: &'a Parts) -> Option<&'a Path> {
    let home = parts.cfg.as_ref().ok()?.home.as_deref()?;
    (!home.is_absolute() || !machine.is_folder(home)).then_some(home)
}

/// The first place on the way of a broken link where nothing is; `None` when the way has no end.
fn end_of(machine: &Machine, link: &Path) -> Option<PathBuf> {
    let mut here = link.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Some(target) = machine.link(&here) else { return Some(here) };
        here = privacy::plain(&here.parent()?.join(target));
    }
    None
}
