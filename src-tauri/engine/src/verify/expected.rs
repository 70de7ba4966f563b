//! Did a plan do what it promised? Looks at one thing that it said would be true.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Verification;
use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::{Check, CheckCode, Health, Snapshot};
use crate::packages::{self, Distribution};
use crate::pip_config::{self, LIMIT};
use crate::plain::plain;
use crate::plan::{Expect, Pinned, and};
use crate::receipt::{self, Receipts};
use crate::run::Cancel;
use crate::shell::{self, Patience};
use crate::tools;

/// Looks at what was expected; one check, or those of the guide.
///
/// # Errors
/// [`Code::Cancelled`]; and what keeps a receipt from being read. That something does not hold is a check, no error.
pub async fn expected(
    machine: &Machine,
    data: &Path,
    snapshot: &Snapshot,
    expect: &Expect,
    cancel: &Cancel,
) -> Result<Vec<Check>, Failure> {
    if cancel.is_cancelled() {
        return Err(Failure::new(Code::Cancelled, "It was stopped while the result was looked at"));
    }
    let sentence = || expect.sentences().join("; ");
    Ok(vec![match expect {
        Expect::Sandbox { folder } => {
            let Verification { checks, .. } = super::project(machine, snapshot, folder, true, cancel).await?;
            return Ok(checks);
        }
        Expect::Answers { folder } => {
            return super::answering(machine, snapshot, folder, cancel).await;
        }
        // Whoever has not asked before has nothing to compare with.
        Expect::Fits { folder } => {
            super::fits(&[], super::complaints(machine, snapshot, folder, cancel).await?.as_deref())
        }
        Expect::Holds { sites, place, packages } => holds(machine, sites, place, packages),
        Expect::Lacks { sites, place, packages } => lacks(machine, sites, place, packages),
        Expect::Vacant(path) => {
            let message = match machine.lstat(path) {
                None => sentence(),
                Some(_) => format!("`{}` is still there", machine.tilde(path)),
            };
            check(CheckCode::Place, machine.lstat(path).is_none(), message)
        }
        Expect::There(path) => {
            let is_there = machine.stat(path).is_some();
            let message = if is_there { sentence() } else { format!("There is no `{}`", machine.tilde(path)) };
            check(CheckCode::Place, is_there, message)
        }
        Expect::Tool { homes, name, present } => tool(machine, homes, name, *present),
        Expect::Commands { homes, name, bin } => commands(machine, homes, name, bin),
        Expect::Formula { prefix, name, present } => {
            let is_there = tools::formula(machine, prefix, name).is_some();
            let not = if is_there { "still has" } else { "has not completely installed" };
            let message = if is_there == *present { sentence() } else { format!("Homebrew {not} `{}`", plain(name)) };
            check(CheckCode::Formula, is_there == *present, message)
        }
        Expect::OnPath(folder) => on_path(machine, folder).await,
        Expect::AsBefore(id) => {
            let closed = Receipts::new(data).changes(machine, id)?;
            as_before(machine, &closed)
        }
        Expect::PipOption { files, option, on } => {
            let texts: Vec<(&PathBuf, String)> =
                files.iter().filter_map(|path| Some((path, machine.read_text(path, LIMIT).ok()?))).collect();
            let texts: Vec<(&Path, &str)> = texts.iter().map(|(path, text)| (path.as_path(), text.as_str())).collect();
            let said = pip_config::said(*option, &texts);
            let holds = said.as_ref().is_some_and(|(on, _)| *on) == *on;
            let message = match said {
                _ if holds => sentence(),
                Some((_, file)) => format!("`{}` says otherwise about `{}`", machine.tilde(&file), option.name()),
                None => format!("No file of pip's says `{}`", option.name()),
            };
            check(CheckCode::Setting, holds, message)
        }
        Expect::Text { path, content } => {
            let holds = machine.read(path, content.len() as u64 + 1).is_ok_and(|text| text == content.as_bytes());
            let message = if holds { sentence() } else { format!("`{}` holds something else", machine.tilde(path)) };
            check(CheckCode::Text, holds, message)
        }
    }])
}

fn check(code: CheckCode, ok: bool, message: String) -> Check {
    Check { code, ok: Some(ok), message, hint: None }
}

/// What is in `sites`, by normalised name.
fn installed(machine: &Machine, sites: &[PathBuf]) -> Vec<(String, Distribution)> {
    let found = sites.iter().flat_map(|site| packages::read(machine, site).unwrap_or_default());
    found.map(|found| (packages::normalized(&found.name), found)).collect()
}

fn holds(machine: &Machine, sites: &[PathBuf], place: &str, packages: &[Pinned]) -> Check {
    let installed = installed(machine, sites);
    let mut found = Vec::new();
    for wanted in packages {
        let (name, there) = (plain(&wanted.name), installed.iter().find(|(name, _)| *name == wanted.name));
        let missing = match (there, &wanted.version) {
            (None, _) => format!("`{name}` is not in {place}"),
            (Some((_, there)), _) if !there.complete => format!("`{name}` is only half installed in {place}"),
            (Some((_, there)), Some(version)) if there.version != *version => {
                format!("`{name}` in {place} is {}, not {}", plain(&there.version), plain(version))
            }
            (Some((_, there)), _) => {
                found.push(format!("`{name}` {}", plain(&there.version)));
                continue;
            }
        };
        return check(CheckCode::Installed, false, missing);
    }
    let verb = if found.len() == 1 { "is" } else { "are" };
    check(CheckCode::Installed, true, format!("{} {verb} in {place}", and(&found)))
}

fn lacks(machine: &Machine, sites: &[PathBuf], place: &str, packages: &[String]) -> Check {
    let installed = installed(machine, sites);
    let left = packages.iter().find(|wanted| installed.iter().any(|(name, _)| name == *wanted));
    let message = if let Some(left) = left {
        format!("`{}` is still in {place}", plain(left))
    } else {
        let names: Vec<String> = packages.iter().map(|name| format!("`{}`", plain(name))).collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        format!("{} {verb} no longer in {place}", and(&names))
    };
    check(CheckCode::Absent, left.is_none(), message)
}

fn tool(machine: &Machine, homes: &[PathBuf], name: &str, present: bool) -> Check {
    let tools: Vec<_> = homes.iter().flat_map(|home| tools::pipx_tools(machine, home)).collect();
    let there = tools.iter().find(|tool| tool.name == name);
    let shown = plain(name);
    let (ok, message) = match (there, present) {
        (None, false) => (true, format!("pipx no longer has `{shown}`")),
        (Some(_), false) => (false, format!("pipx still has `{shown}`")),
        (None, true) => (false, format!("pipx has no `{shown}`")),
        (Some(tool), true) if tool.health != Health::Healthy => (false, format!("`{shown}` is there and does not run")),
        (Some(tool), true) => {
            let commands: Vec<String> = tool.commands.iter().map(|command| format!("`{}`", plain(command))).collect();
            (true, format!("pipx has `{shown}` {}, with the commands {}", plain(&tool.version), and(&commands)))
        }
    };
    check(CheckCode::Tool, ok, message)
}

/// pipx leaves a command alone whose name is taken, and still says that it has done it.
fn commands(machine: &Machine, homes: &[PathBuf], name: &str, bin: &Path) -> Check {
    let found = homes.iter().find_map(|home| {
        let tool = tools::pipx_tools(machine, home).into_iter().find(|tool| tool.name == name)?;
        Some((home.join("venvs").join(name), tool.commands))
    });
    let (environment, commands) = found.unwrap_or_default();
    let own = |command: &String| {
        let real = machine.resolve(&bin.join(command)).ok();
        let inside = machine.resolve(&environment).ok();
        real.zip(inside).is_some_and(|(real, inside)| real.starts_with(inside))
    };
    let (own, taken): (Vec<String>, Vec<String>) = commands.into_iter().partition(own);
    let shown = |commands: &[String]| and(&commands.iter().map(|one| format!("`{}`", plain(one))).collect::<Vec<_>>());
    let folder = machine.tilde(bin);
    let message = match (own.as_slice(), taken.as_slice()) {
        ([], []) => format!("`{}` has no commands", plain(name)),
        (own, []) => format!("In `{folder}` {} now {}", one_or(own, "is", "are"), shown(own)),
        (_, taken) => format!(
            "In `{folder}` {} not from `{}`: another file has the name",
            format_args!("{} {}", shown(taken), one_or(taken, "is", "are")),
            plain(name)
        ),
    };
    let hint = (!taken.is_empty()).then(|| "Move that file away, then repair or install the tool again".to_owned());
    Check { hint, ..check(CheckCode::Tool, !own.is_empty(), message) }
}

fn one_or(names: &[String], one: &'static str, many: &'static str) -> &'static str {
    if names.len() == 1 { one } else { many }
}

/// Somebody has clicked and waits for this answer, and where none comes everything is taken back.
const UNHURRIED: Patience = Patience { interactive: Duration::from_secs(20), login: Duration::from_secs(10) };

/// A new login shell is asked, as it would be for a new terminal.
async fn on_path(machine: &Machine, folder: &Path) -> Check {
    let (asked, folder_asked) = (machine.clone(), folder.to_path_buf());
    let found = tokio::task::spawn_blocking(move || {
        let same = |one: &PathBuf| *one == folder_asked || asked.resolve(one).ok() == asked.resolve(&folder_asked).ok();
        shell::ask_within(&asked, None, UNHURRIED).path().iter().any(same)
    });
    let shown = machine.tilde(folder);
    match found.await {
        Ok(true) => check(CheckCode::Path, true, format!("A new terminal finds the commands in `{shown}`")),
        _ => Check {
            hint: Some("Look in your shell's start-up files for a line that sets PATH anew, then try again".to_owned()),
            ..check(CheckCode::Path, false, format!("A new terminal does not look into `{shown}` yet"))
        },
    }
}

fn as_before(machine: &Machine, closed: &receipt::Closed) -> Check {
    let different = receipt::different(machine, closed);
    let message = match different.as_slice() {
        [] => "Every file is as it was before".to_owned(),
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
            format!("`{}` is not as it was before{more}", machine.tilde(first))
        }
    };
    check(CheckCode::Restored, different.is_empty(), message)
}
