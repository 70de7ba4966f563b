//! Which files pip reads, and in which order: the machine's, the user's, the interpreter's own, `PIP_CONFIG_FILE`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::File;
use crate::machine::{Machine, Os};
use crate::model::{Interpreter, Source};
use crate::privacy;
use crate::shell::ShellAnswer;

/// What pip calls its files.
const NAME: &str = "pip.conf";

/// The files that every pip of the user's terminal reads.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The machine's, then the user's.
    before: Vec<File>,
    /// What `PIP_CONFIG_FILE` names: it comes after the interpreter's own.
    named: Option<File>,
    /// `PIP_CONFIG_FILE` is `/dev/null`: no file is read at all.
    none: bool,
}

impl Shared {
    /// All files, weakest first, with those of an interpreter in their place.
    pub(super) fn in_order<'a>(&'a self, own: &'a [File]) -> Vec<&'a File> {
        if self.none { Vec::new() } else { self.before.iter().chain(own).chain(&self.named).collect() }
    }
}

/// Whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Everybody's on this machine.
    Machine,
    /// The user's.
    User,
}

/// The files that every pip reads without being told of one, weakest first, there or not. The last one is the one that
/// `pip config --user` writes.
pub fn all(machine: &Machine) -> Vec<(PathBuf, Whose)> {
    let machines = whole_machine(machine).into_iter().map(|path| (path, Whose::Machine));
    machines.chain(users(machine).into_iter().map(|path| (path, Whose::User))).collect()
}

/// What `PIP_CONFIG_FILE` names, where pip then does not read the user's own files.
pub fn stands_in(machine: &Machine, answer: &ShellAnswer) -> Option<PathBuf> {
    let named = machine.absolute(Path::new(answer.var("PIP_CONFIG_FILE")?));
    let counts =
        named == Path::new("/dev/null") || (privacy::may_enter(machine, &named, &[]) && machine.stat(&named).is_some());
    counts.then_some(named)
}

/// The files that every pip reads.
pub(super) fn shared(machine: &Machine, answer: &ShellAnswer) -> Shared {
    let named = answer.var("PIP_CONFIG_FILE");
    if named == Some("/dev/null") {
        return Shared { none: true, ..Shared::default() };
    }
    let named = named.map(|path| machine.absolute(Path::new(path)));
    // A variable is no invitation to look into Documents.
    let named = named.filter(|path| privacy::may_enter(machine, path, &[]));
    // The user's are not read when `PIP_CONFIG_FILE` names a file that is there.
    let user =
        if named.as_ref().is_some_and(|path| machine.stat(path).is_some()) { Vec::new() } else { users(machine) };
    let before = whole_machine(machine).into_iter().chain(user);
    Shared {
        before: before.filter_map(|path| File::read(machine, &path)).collect(),
        named: named.and_then(|path| File::read(machine, &path)),
        none: false,
    }
}

/// `sys.prefix/pip.conf`, and under Homebrew's Python the one in `PREFIX/share`.
///
/// The prefix is two folders above the standard library: `PREFIX/lib/python3.13`.
pub(super) fn own(machine: &Machine, interpreter: &Interpreter) -> Vec<File> {
    let prefix = interpreter.stdlib.as_ref().and_then(|library| library.parent()?.parent());
    let brewed = interpreter.path.ancestors().find(|folder| folder.ends_with("opt")).and_then(Path::parent);
    let brewed = brewed.filter(|_| interpreter.source == Source::Homebrew && machine.os == Os::Macos);
    let files = [brewed.map(|prefix| prefix.join("share/pip").join(NAME)), prefix.map(|prefix| prefix.join(NAME))];
    files.into_iter().flatten().filter_map(|path| File::read(machine, &path)).collect()
}

fn whole_machine(machine: &Machine) -> Vec<PathBuf> {
    match machine.os {
        Os::Macos => vec![Path::new("/Library/Application Support/pip").join(NAME)],
        Os::Linux => {
            let folders = machine.var("XDG_CONFIG_DIRS").unwrap_or("/etc/xdg").split(':');
            let shared = folders.filter(|folder| folder.starts_with('/'));
            shared
                .map(|folder| Path::new(folder).join("pip").join(NAME))
                .chain([Path::new("/etc").join(NAME)])
                .collect()
        }
    }
}

/// The old place, then the new one, which is stronger.
fn users(machine: &Machine) -> Vec<PathBuf> {
    let home = &machine.home;
    let application_support = home.join("Library/Application Support/pip");
    let new = match machine.os {
        Os::Macos if machine.is_folder(&application_support) => application_support,
        Os::Macos => home.join(".config/pip"),
        Os::Linux => machine.var_path("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config")).join("pip"),
    };
    vec![home.join(".pip").join(NAME), new.join(NAME)]
}
