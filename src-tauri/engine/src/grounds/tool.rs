//! Reads what pipx is like here: its program, its folders, its tools, and what could put it there.

use std::path::{Path, PathBuf};

use super::{Reading, venv_create};
use crate::choose::Requests;
use crate::machine::Machine;
use crate::plan::tool::{Grounds, Pipx, Setup, Tool};
use crate::tools;

/// The start-up files that pipx's `ensurepath` may write to, in the home folder: those of `userpath`, the library it
/// uses (<https://pypi.org/project/userpath/>), for bash, zsh, fish and any other shell that reads `.profile`.
const START_UP_FILES: &[&str] = &[
    ".bashrc",
    ".bash_profile",
    ".bash_login",
    ".profile",
    ".zshrc",
    ".zprofile",
    ".zshenv",
    ".config/fish/config.fish",
    ".config/xonsh/rc.xsh",
    ".xonshrc",
    ".tcshrc",
    ".cshrc",
];

/// What is known of pipx, for any wish that goes through it.
pub(super) fn read(reading: &Reading<'_>) -> Grounds {
    let Reading { machine, snapshot, shell, .. } = *reading;
    let variable = |name: &str| shell.var_path(name).or_else(|| machine.var_path(name));
    let bin = variable("PIPX_BIN_DIR").unwrap_or_else(|| machine.home.join(".local/bin"));
    let pipx = snapshot.tools.pipx.as_ref().map(|pipx| Pipx {
        program: pipx.path.as_ref().map(|path| path.to_path_buf()),
        version: pipx.path.as_ref().and_then(|path| tools::pipx_version(machine, path)),
        home: pipx.home.to_path_buf(),
        on_path: pipx.on_path,
        tools: pipx.tools.iter().map(Tool::of).collect(),
    });
    let data = reading.data.map_or_else(|| crate::settings::data_folder(machine), Path::to_path_buf);
    Grounds {
        home_shown: machine.tilde(&bin),
        bin_writable: is_or_can_be_written(machine, &bin),
        bin,
        manuals: variable("PIPX_MAN_DIR").unwrap_or_else(|| machine.home.join(".local/share/man")),
        completions: machine.home.join(".local/share"),
        // What pipx is told to use stays what it was told: a job must not look elsewhere than the snapshot did.
        variables: ["PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), variable(name)?.to_string_lossy().into_owned())))
            .collect(),
        path: shell.var("PATH").unwrap_or_default().to_owned(),
        pipx,
        setup: Setup {
            environment: data.join("pipx"),
            data_writable: is_or_can_be_written(machine, &data),
            folders: missing_folders(machine, &machine.home.join(".local/bin")),
            link: machine.home.join(".local/bin/pipx"),
            in_the_way: [data.join("pipx"), machine.home.join(".local/bin/pipx")]
                .into_iter()
                .find(|path| machine.lstat(path).is_some()),
            start_up_files: start_up_files(machine),
            shell: machine.shell.clone().unwrap_or_else(|| PathBuf::from("/bin/sh")),
            brew: snapshot.tools.brew.as_ref().map(|brew| (brew.path.to_path_buf(), brew.prefix.to_path_buf())),
            requests: Requests {
                terminal: snapshot.terminal.python3.as_ref().and_then(|meaning| meaning.interpreter.clone()),
                ..Requests::default()
            },
            candidates: venv_create::candidates(reading),
        },
    }
}

/// A link that a dotfile is stays one: what it leads to is what is written.
fn start_up_files(machine: &Machine) -> Vec<PathBuf> {
    let files = START_UP_FILES.iter().map(|name| machine.home.join(name));
    files.map(|file| machine.resolve(&file).unwrap_or(file)).collect()
}

/// The folders on the way to `folder`, it included, that are not there yet, the outermost first.
fn missing_folders(machine: &Machine, folder: &Path) -> Vec<PathBuf> {
    let ancestors = folder.ancestors().take_while(|folder| machine.lstat(folder).is_none());
    let mut missing: Vec<PathBuf> = ancestors.map(Path::to_path_buf).collect();
    missing.reverse();
    missing
}

fn is_or_can_be_written(machine: &Machine, folder: &Path) -> bool {
    let nearest = folder.ancestors().find(|folder| machine.lstat(folder).is_some());
    nearest.is_some_and(|folder| machine.is_writable(folder))
}
