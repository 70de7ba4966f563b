//! Where an environment was made, as its own files have written it down.
//!
//! `venv` records the place in `pyvenv.cfg` (`command = PYTHON -m venv PATH`, since 3.11), every maker writes it into
//! `bin/activate`, and pip into the first line of `bin/pip`. An environment that was moved runs by its `bin/python`,
//! but activating it leads to the old place, where another Python may answer.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::machine::Machine;
use crate::privacy;
use crate::pyvenv_cfg::{self, PyvenvCfg};

/// The largest activate script, virtualenv's, has 7 KB.
const MOST_SCRIPT: u64 = 64 << 10;

/// A `#!` line and, after a long or spaced path, the two lines of pip's detour through `/bin/sh`.
const SHEBANG: u64 = 4 << 10;

/// The places that the environment in `folder` was made at, by all that tell; the surest first.
pub(super) fn recorded(machine: &Machine, folder: &Path, cfg: &PyvenvCfg) -> Vec<PathBuf> {
    if cfg.is_true("relocatable") {
        return Vec::new();
    }
    let script = || machine.read(&folder.join("bin/activate"), MOST_SCRIPT).ok();
    let pip = || machine.read_head(&folder.join("bin/pip"), SHEBANG).ok();
    let places = [
        cfg.get("command").and_then(by_command),
        script().and_then(|script| by_activate(&script)),
        pip().and_then(|pip| by_shebang(&pip)).filter(|place| !is_another_python(machine, place, folder)),
    ];
    places.into_iter().flatten().collect()
}

/// The place that the environment in `folder` was made at, if it is another one.
pub(super) fn elsewhere(machine: &Machine, folder: &Path, cfg: &PyvenvCfg) -> Option<PathBuf> {
    other_than(machine, folder, &recorded(machine, folder, cfg))
}

/// The first of the `recorded` places that is another than `folder`.
pub(super) fn other_than(machine: &Machine, folder: &Path, recorded: &[PathBuf]) -> Option<PathBuf> {
    let own = machine.stat(folder)?.id;
    let is_another = |place: &PathBuf| {
        // A look at the old place must not make macOS ask for a folder that nobody has shown to Sandbar.
        !privacy::may_look(machine, place, folder) || machine.stat(place).is_none_or(|stat| stat.id != own)
    };
    recorded.iter().find(|place| is_another(place)).cloned()
}

/// A `bin/pip` that runs by a Python of no environment at all was put there; it tells nothing about this folder.
fn is_another_python(machine: &Machine, place: &Path, folder: &Path) -> bool {
    privacy::may_look(machine, place, folder)
        && machine.is_folder(place)
        && machine.lstat(&place.join(pyvenv_cfg::NAME)).is_none()
}

/// PATH of `PYTHON -m venv [--options] PATH`. Nothing is quoted there but a prompt, so PATH goes to the line's end.
fn by_command(command: &str) -> Option<PathBuf> {
    let (_, arguments) = [" -m venv ", " -m virtualenv "].iter().find_map(|run| command.split_once(run))?;
    let mut rest = arguments.trim_start();
    while rest.starts_with("--") {
        rest = match rest.strip_prefix("--prompt=\"") {
            Some(prompt) => prompt.split_once("\" ")?.1,
            None => rest.split_once(' ')?.1,
        };
    }
    Some(PathBuf::from(rest)).filter(|path| path.is_absolute())
}

/// The literal that the script sets `VIRTUAL_ENV` to; `None` when it works that out when it is sourced.
fn by_activate(script: &[u8]) -> Option<PathBuf> {
    let lines = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let values = lines.filter_map(|line| {
        line.strip_prefix(b"export ").unwrap_or(line).trim_ascii_start().strip_prefix(b"VIRTUAL_ENV=")
    });
    values.filter_map(shell_word).map(|word| PathBuf::from(OsStr::from_bytes(&word))).find(|path| path.is_absolute())
}

/// The first word of a line of shell, its quotes taken off; `None` when the shell would expand something in it.
fn shell_word(text: &[u8]) -> Option<Vec<u8>> {
    let mut word = Vec::new();
    let mut quote = None;
    let mut bytes = text.iter().copied();
    while let Some(byte) = bytes.next() {
        match (quote, byte) {
            (None, b'\'' | b'"') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (Some(b'\''), _) => word.push(byte),
            (_, b'$' | b'`') => return None,
            (Some(_), b'\\') => match bytes.next()? {
                escaped @ (b'$' | b'`' | b'"' | b'\\') => word.push(escaped),
                other => word.extend([b'\\', other]),
            },
            (None, b'\\') => word.push(bytes.next()?),
            (None, b' ' | b'\t' | b';' | b'&' | b'|' | b')') => break,
            _ => word.push(byte),
        }
    }
    quote.is_none().then_some(word)
}

/// The folder around the `bin` of the interpreter that a script runs by.
fn by_shebang(head: &[u8]) -> Option<PathBuf> {
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.next()?.strip_prefix(b"#!")?.trim_ascii();
    let interpreter = if first == b"/bin/sh" {
        shell_word(lines.next()?.strip_prefix(b"'''exec'")?.trim_ascii_start())?
    } else {
        first.to_vec()
    };
    let interpreter = PathBuf::from(OsStr::from_bytes(&interpreter));
    let is_python = interpreter.file_name()?.as_bytes().starts_with(b"py");
    let bin = interpreter.parent().filter(|bin| is_python && bin.is_absolute() && bin.ends_with("bin"))?;
    bin.parent().map(Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{by_activate, by_command, by_shebang};
    use crate::environment::was_moved;
    use crate::machine::Os;
    use crate::made::Made;

    #[test]
    fn one_that_was_moved_says_so_even_without_its_python() {
        let recorded = |at: &str| format!("home = /usr/bin\ncommand = /usr/bin/python3 -m venv {at}\n");
        let here = "/Users/ada/o2/.venv";
        let machine = |at| Made::new().file(&format!("{here}/pyvenv.cfg"), &recorded(at)).machine(Os::Linux);
        assert!(was_moved(&machine("/Users/ada/o/.venv"), here.as_ref()));
        assert!(!was_moved(&machine(here), here.as_ref()));
        let activate = format!("{here}/bin/activate");
        let told = Made::new().file(&format!("{here}/pyvenv.cfg"), "home = /usr/bin\n");
        let told = told.file(&activate, "VIRTUAL_ENV=/Users/ada/o/.venv\n");
        assert!(was_moved(&told.machine(Os::Linux), here.as_ref()));
    }

    #[test]
    fn a_command_names_its_place_last_and_unquoted() {
        assert_eq!(
            by_command("/usr/bin/python3 -m venv /home/ada/my project/.venv"),
            Some(PathBuf::from("/home/ada/my project/.venv"))
        );
        assert_eq!(
            by_command("/usr/bin/python3 -m venv --without-pip --prompt=\"a /b -m venv c\" --clear /p/.venv"),
            Some(PathBuf::from("/p/.venv"))
        );
        assert_eq!(by_command("/p/bin/python -m virtualenv /p/v'e"), Some(PathBuf::from("/p/v'e")));
        assert_eq!(by_command("/usr/bin/python3 -m venv .venv"), None);
        assert_eq!(by_command("uv venv"), None);
    }

    #[test]
    fn an_activate_script_is_read_as_a_shell_reads_it() {
        assert_eq!(by_activate(b"x\nVIRTUAL_ENV=\"/p/a b\"\nexport VIRTUAL_ENV\n"), Some(PathBuf::from("/p/a b")));
        assert_eq!(by_activate(b"    VIRTUAL_ENV='/p/v'\"'\"'e'\n"), Some(PathBuf::from("/p/v'e")));
        assert_eq!(by_activate(b"        export VIRTUAL_ENV=/p/.venv\n"), Some(PathBuf::from("/p/.venv")));
        assert_eq!(
            by_activate(b"VIRTUAL_ENV=$(cygpath \"/c\")\nexport VIRTUAL_ENV=\"/p\"\n"),
            Some(PathBuf::from("/p"))
        );
        assert_eq!(by_activate(b"VIRTUAL_ENV=\"$CURRENT_ENV\"\nVIRTUAL_ENV='/p'\n"), Some(PathBuf::from("/p")));
        assert_eq!(by_activate(b"VIRTUAL_ENV=''\"$(dirname -- \"$SCRIPT_PATH\")\"''\n"), None);
        assert_eq!(by_activate(b"VIRTUAL_ENV='/p\n"), None);
        assert_eq!(by_activate(b"_OLD_VIRTUAL_ENV=/p\n"), None);
    }

    #[test]
    fn a_shebang_names_the_folder_around_its_bin() {
        assert_eq!(by_shebang(b"#!/p/.venv/bin/python3.13\n# x\n"), Some(PathBuf::from("/p/.venv")));
        assert_eq!(
            by_shebang(b"#!/bin/sh\n'''exec' \"/p/a b/bin/python3\" \"$0\" \"$@\"\n' '''\n"),
            Some(PathBuf::from("/p/a b"))
        );
        assert_eq!(by_shebang(b"#!/usr/bin/env python3\n"), None);
        assert_eq!(by_shebang(b"#!/bin/sh\necho\n"), None);
        assert_eq!(by_shebang(b"\x7fELF"), None);
    }
}
