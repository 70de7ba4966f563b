//! Reads what pipx is like here: its program, its folders, its tools, and what could put it there.

use std::path::{Path, PathBuf};

use super::{Reading, venv_create};
use crate::choose::Requests;
use crate::machine::{Machine, Os};
use crate::plan::tool::{Grounds, Pipx, Setup, StartUp, Tool};
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
    let (bin, on_path) = tools::pipx_bin(machine, shell);
    let pipx = snapshot.tools.pipx.as_ref().map(|pipx| Pipx {
        program: pipx.path.as_ref().map(|path| path.to_path_buf()),
        version: pipx.path.as_ref().and_then(|path| tools::pipx_version(machine, path)),
        home: pipx.home.to_path_buf(),
        tools: pipx.tools.iter().map(Tool::of).collect(),
    });
    let data = reading.data.map_or_else(|| crate::settings::data_folder(machine), Path::to_path_buf);
    let link = bin.join("pipx");
    Grounds {
        home_shown: machine.tilde(&bin),
        bin_writable: is_or_can_be_written(machine, &bin),
        // pipx writes the real one into the shell's files.
        bin: machine.resolve(&bin).unwrap_or(bin),
        on_path,
        manuals: variable("PIPX_MAN_DIR").unwrap_or_else(|| machine.home.join(".local/share/man")),
        completions: variable("PIPX_COMPLETION_DIR").unwrap_or_else(|| machine.home.join(".local/share")),
        // What pipx is told to use stays what it was told: a job must not look elsewhere than the snapshot did.
        variables: ["PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR", "PIPX_COMPLETION_DIR", "PIPX_SHARED_LIBS"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), variable(name)?.to_string_lossy().into_owned())))
            .collect(),
        path: shell.var("PATH").unwrap_or_default().to_owned(),
        pipx,
        setup: Setup {
            environment: data.join("pipx"),
            data_writable: is_or_can_be_written(machine, &data),
            made: made(machine, &link, &variable),
            in_the_way: [data.join("pipx"), link.clone()].into_iter().find(|path| machine.lstat(path).is_some()),
            link,
            start_up: start_up(machine, variable("ZDOTDIR")),
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

/// Where zsh has its own, and where they are (`ZDOTDIR`). A link that a dotfile is stays one: what it leads to is what is
/// written.
fn start_up(machine: &Machine, zsh: Option<PathBuf>) -> StartUp {
    let moved = zsh.iter().flat_map(|folder| [".zshrc", ".zprofile"].map(|name| folder.join(name)));
    // A folder that a shell has not made yet is made for that shell alone.
    let is_fish = machine.shell.as_deref().is_some_and(|shell| shell.ends_with("fish"));
    let can_be = |file: &PathBuf| is_fish || file.parent().is_some_and(|folder| machine.is_folder(folder));
    let files = START_UP_FILES.iter().map(|name| machine.home.join(name)).filter(can_be).chain(moved);
    let is_there = |name: &str| machine.stat(&machine.home.join(name)).is_some();
    StartUp {
        home: machine.home.clone(),
        files: files.map(|file| machine.resolve(&file).unwrap_or_else(|_| outermost_missing(machine, file))).collect(),
        has_profile: is_there(".profile"),
        has_bash_profile: is_there(".bash_profile"),
        zsh,
    }
}

/// What every run of pipx makes where it is missing: its home, the folders of its commands and manual pages, its notes
/// and its cache; and the link to it.
fn made(machine: &Machine, link: &Path, variable: &impl Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
    let own = ["PIPX_HOME", "PIPX_MAN_DIR"].into_iter().filter_map(variable).chain([link.to_path_buf()]);
    let usual: &[&str] = match machine.os {
        Os::Macos => &["Library/Application Support/pipx", "Library/Logs/pipx", "Library/Caches/pipx"],
        Os::Linux => &[".local/share/pipx", ".local/state/pipx", ".cache/pipx"],
    };
    let usual = usual.iter().chain(&[".local/share/man"]).map(|name| machine.home.join(name));
    let missing = own.chain(usual).filter(|path| machine.lstat(path).is_none());
    missing.map(|path| outermost_missing(machine, path)).collect()
}

/// The outermost folder on the way to `path`, it included, that is not there yet.
fn outermost_missing(machine: &Machine, path: PathBuf) -> PathBuf {
    let missing = path.ancestors().take_while(|folder| machine.lstat(folder).is_none()).last().map(Path::to_path_buf);
    missing.unwrap_or(path)
}

fn is_or_can_be_written(machine: &Machine, folder: &Path) -> bool {
    let nearest = folder.ancestors().find(|folder| machine.lstat(folder).is_some());
    nearest.is_some_and(|folder| machine.is_writable(folder))
}
