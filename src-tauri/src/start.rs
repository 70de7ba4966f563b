//! What a start of the program asks for, by its arguments and its environment.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use sandbar_engine::machine::{Machine, Os};

/// A start.
pub(crate) struct Start {
    /// The machine to look at: this one, or with `--root R [--os macos|linux]` a file tree as if it were one.
    pub(crate) machine: Machine,
    /// Where the settings are, if not at the usual place (`SANDBAR_DATA`).
    pub(crate) data: Option<PathBuf>,
    /// `--background`: started by the system rather than by a person; the popover waits to be called.
    pub(crate) background: bool,
    /// `SANDBAR_KEEP_OPEN=1`: without a window manager there is no focus to lose.
    pub(crate) keep_open: bool,
    /// `SANDBAR_TEST_PICK`: the folder, or the file, that answers in place of the system's picker.
    pub(crate) picked: Option<PathBuf>,
}

impl Start {
    /// Reads the arguments, and of the environment what concerns the shell. An argument that it does not know is the
    /// system's business (the Finder and GTK have some) and is left alone.
    pub(crate) fn read(machine: Machine, mut arguments: impl Iterator<Item = OsString>) -> anyhow::Result<Self> {
        let (mut root, mut os, mut background) = (None, machine.os, false);
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--background") => background = true,
                Some("--root") => root = Some(arguments.next().context("`--root` needs a folder")?),
                Some("--os") => os = system(arguments.next().as_deref())?,
                _ => {}
            }
        }
        Ok(Self {
            data: machine.var_path("SANDBAR_DATA"),
            background,
            keep_open: machine.var("SANDBAR_KEEP_OPEN") == Some("1"),
            picked: machine.var_path("SANDBAR_TEST_PICK"),
            machine: match root {
                Some(root) => Machine::tree(Path::new(&root), os, None, None)?,
                None => machine,
            },
        })
    }
}

fn system(name: Option<&OsStr>) -> anyhow::Result<Os> {
    match name.and_then(OsStr::to_str) {
        Some("macos") => Ok(Os::Macos),
        Some("linux") => Ok(Os::Linux),
        _ => bail!("`--os` is `macos` or `linux`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> anyhow::Result<Start> {
        Start::read(Machine::this(), arguments.iter().map(OsString::from))
    }

    #[test]
    fn a_start_by_hand_looks_at_this_machine_and_shows_itself() {
        let start = read(&[]).expect("a start");
        assert!(start.machine.live && !start.background);
    }

    #[test]
    fn the_systems_own_arguments_are_left_alone() {
        let start = read(&["-psn_0_12345", "--background", "--gapplication-service"]).expect("a start");
        assert!(start.background);
    }

    #[test]
    fn another_machine_is_looked_at_and_never_run() {
        let start = read(&["--root", "/", "--os", "macos"]).expect("a start");
        assert!(!start.machine.live);
        assert_eq!(start.machine.os, Os::Macos);
    }

    #[test]
    fn half_an_option_is_an_error_with_its_name() {
        for (arguments, named) in [(&["--root"][..], "--root"), (&["--os"], "--os"), (&["--os", "beos"], "--os")] {
            let error = read(arguments).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(named), "{arguments:?}: {error}");
        }
    }
}
