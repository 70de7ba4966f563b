//! The rim: pip fetches one wheel into a folder of our own, within bounds of time and size.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{DEADLINE, LARGEST, LookedUp, Wanted, announced, wheel};
use crate::disk::Scratch;
use crate::failure::{Code, Failure};
use crate::machine::{Kind, Machine};
use crate::model::{Interpreter, Snapshot};
use crate::run::{Call, Cancel, Ending, Stop, run_lines};

/// How often the size of what has come is looked at.
const WEIGHED_EVERY: Duration = Duration::from_millis(100);

/// Looks one package up. Uses the network.
///
/// # Errors
/// What went wrong, in a sentence that says whether anybody answered.
pub(crate) async fn look_up(
    machine: &Machine,
    snapshot: &Snapshot,
    wanted: &Wanted,
    cancel: &Cancel,
) -> Result<LookedUp, Failure> {
    if !machine.live {
        return Err(Failure::new(Code::NotLive, "Nothing is looked up for a machine that is only looked at"));
    }
    let python = with_pip(machine, snapshot).ok_or_else(|| {
        Failure::new(Code::ToolMissing, "Could not look anything up: no Python here has pip, which would ask the index")
            .hint("Install a Python that comes with pip")
    })?;
    let scratch = Scratch::make(machine)?;
    let wheel = fetch(machine, &python, wanted, scratch.folder(), cancel).await?;
    let (version, commands) = read(machine, &wheel).ok_or_else(|| {
        Failure::new(
            Code::Malformed,
            format!("Could not look `{}` up: what the index sent is no wheel", wanted.package),
        )
    })?;
    Ok(LookedUp { package: wanted.package.clone(), version, commands })
}

/// The Python of the terminal, else the newest: wheels are chosen for the Python that asks.
fn with_pip(machine: &Machine, snapshot: &Snapshot) -> Option<String> {
    let terminal = snapshot.terminal.python3.as_ref().and_then(|python3| python3.interpreter.clone());
    let has_pip = |interpreter: &&Interpreter| {
        let packages = &interpreter.site_packages;
        packages.iter().any(|folder| machine.is_file(&folder.as_path().join("pip/__init__.py")))
    };
    let able = snapshot.interpreters.iter().filter(|interpreter| !interpreter.private).filter(has_pip);
    let best = able.max_by_key(|interpreter| (terminal.as_ref() == Some(&interpreter.id), interpreter.minor()))?;
    Some(best.path.as_path().to_string_lossy().into_owned())
}

async fn fetch(
    machine: &Machine,
    python: &str,
    wanted: &Wanted,
    folder: &Path,
    cancel: &Cancel,
) -> Result<PathBuf, Failure> {
    let call = Call {
        argv: wanted.argv(python, folder),
        // Nothing of the user's is in here to be imported instead of pip's own modules.
        cwd: folder.to_path_buf(),
        env: BTreeMap::from([
            // Fetching installs nothing, so pip's lock is not in question.
            ("PIP_REQUIRE_VIRTUALENV".to_owned(), "0".to_owned()),
            // pip collects what comes in a temporary folder first: there it can be weighed, and goes with the rest.
            ("TMPDIR".to_owned(), folder.to_string_lossy().into_owned()),
        ]),
        deadline: DEADLINE,
        held: None,
        stop: Stop::Group,
    };
    let stop = Cancel::default();
    let size = AtomicU64::new(0);
    let mut said = Vec::new();
    let ending = {
        let running = run_lines(machine, &call, &stop, |_, line| {
            size.fetch_max(announced(&line).unwrap_or(0), Ordering::Relaxed);
            said.push(line);
        });
        tokio::pin!(running);
        loop {
            tokio::select! {
                ending = &mut running => break ending,
                () = cancel.cancelled(), if !stop.is_cancelled() => stop.cancel(),
                () = tokio::time::sleep(WEIGHED_EVERY), if !stop.is_cancelled() => {
                    // pip may be set to say nothing: then what has come is weighed.
                    size.fetch_max(weight(machine, folder, 4), Ordering::Relaxed);
                    if size.load(Ordering::Relaxed) > LARGEST {
                        stop.cancel();
                    }
                }
            }
        }
    };
    let size = size.into_inner();
    if size > LARGEST && !cancel.is_cancelled() {
        return Err(wanted.too_large(size));
    }
    let wheel = || {
        let entries = machine.list(folder).unwrap_or_default();
        let wheel =
            entries.into_iter().find(|entry| Path::new(&entry.name).extension().is_some_and(|end| end == "whl"));
        wheel.map(|entry| folder.join(entry.name))
    };
    match wheel().filter(|_| matches!(ending, Ending::Exited(0))) {
        Some(wheel) => Ok(wheel),
        None => Err(wanted.failure(&ending, &said, cancel)),
    }
}

/// The bytes in `folder`, and in the folders below it, `depth` of them.
fn weight(machine: &Machine, folder: &Path, depth: usize) -> u64 {
    let entries = machine.list(folder).unwrap_or_default();
    let weigh = |path: PathBuf, kind| match kind {
        Kind::Folder if depth > 0 => weight(machine, &path, depth - 1),
        Kind::File => machine.lstat(&path).map_or(0, |stat| stat.size),
        _ => 0,
    };
    entries.into_iter().map(|entry| weigh(folder.join(&entry.name), entry.kind)).sum()
}

/// The version in a wheel's name (`NAME-VERSION-...`), and the commands in the wheel.
fn read(machine: &Machine, wheel: &Path) -> Option<(String, Vec<String>)> {
    let name = wheel.file_name()?.to_str()?;
    let version = crate::plain::plain(name.split('-').nth(1)?);
    let bytes = machine.read(wheel, LARGEST).ok()?;
    Some((version, wheel::commands(&bytes)?))
}
