//! Which program runs a script, read from its first lines.

use std::path::{Path, PathBuf};

use crate::machine::Machine;

/// Where the first lines of a script end; the kernel itself reads no more of the first one.
const HEAD: u64 = 4096;

/// What a script says it is run by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Runner {
    /// A program at a path.
    Program(PathBuf),
    /// The first program of that name on PATH (`#!/usr/bin/env python3`).
    Word(String),
}

/// What runs the script at `path`; `None` when it is no script, or one whose own shell decides.
pub(super) fn runner(machine: &Machine, path: &Path) -> Option<Runner> {
    let head = machine.read_head(path, HEAD).ok()?;
    parse(&String::from_utf8_lossy(&head), path)
}

fn parse(head: &str, path: &Path) -> Option<Runner> {
    let (first, rest) = head.split_once('\n').unwrap_or((head, ""));
    let mut words = first.strip_prefix("#!")?.split_whitespace();
    let program = Path::new(words.next()?);
    match program.file_name()?.to_str()? {
        "env" => named(words.find(|word| !word.starts_with('-') && !word.contains('='))?),
        "sh" | "bash" | "dash" | "zsh" => rest.lines().take(3).find_map(|line| executed(line, path)),
        _ => Some(Runner::Program(program.to_path_buf())).filter(|_| program.is_absolute()),
    }
}

fn named(word: &str) -> Option<Runner> {
    let path = Path::new(word);
    if path.is_absolute() {
        return Some(Runner::Program(path.to_path_buf()));
    }
    (!word.contains('/')).then(|| Runner::Word(word.to_owned()))
}

/// The Python in the line that follows `#!/bin/sh` where the path of that Python is too long for a first line, or
/// holds a space: `'''exec' "/with space/python" "$0" "$@"`, a string to Python and a command to the shell.
///
/// pip, uv and conda write it. In uv's relocatable environments the Python is the one beside the script.
fn executed(line: &str, path: &Path) -> Option<Runner> {
    let command = line.trim_start().strip_prefix("'''exec'").or_else(|| line.trim_start().strip_prefix("exec "))?;
    if let Some((_, beside)) = command.split_once("\"$0\")\")\"/") {
        let name = shlex::split(beside.split_whitespace().next()?)?.into_iter().next()?;
        return Some(Runner::Program(path.parent()?.join(name)));
    }
    named(shlex::split(command)?.first()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(path: &str) -> Runner {
        Runner::Program(PathBuf::from(path))
    }

    fn read(head: &str) -> Option<Runner> {
        parse(head, Path::new("/e/bin/pip"))
    }

    #[test]
    fn the_first_line_names_the_python() {
        assert_eq!(read("#!/usr/bin/python3\nimport pip\n"), Some(program("/usr/bin/python3")));
        assert_eq!(read("#! /usr/bin/python3 -sE"), Some(program("/usr/bin/python3")));
        assert_eq!(read("#!/usr/bin/env python3\n"), Some(Runner::Word("python3".to_owned())));
        assert_eq!(read("#!/usr/bin/env -S python3 -I\n"), Some(Runner::Word("python3".to_owned())));
    }

    #[test]
    fn a_path_with_spaces_stands_in_the_second_line() {
        assert_eq!(
            read("#!/bin/sh\n'''exec' \"/a b/bin/python\" \"$0\" \"$@\"\n' '''\n"),
            Some(program("/a b/bin/python"))
        );
        assert_eq!(
            read("#!/bin/sh\n'''exec' /long/bin/python \"$0\" \"$@\"\n' '''\n"),
            Some(program("/long/bin/python"))
        );
        assert_eq!(
            read("#!/bin/sh\n'''exec' '/it/bin/python3' \"$0\" \"$@\"\n' '''\n"),
            Some(program("/it/bin/python3"))
        );
    }

    #[test]
    fn a_relocatable_script_runs_on_the_python_beside_it() {
        let head = "#!/bin/sh\n'''exec' \"$(dirname -- \"$(realpath -- \"$0\")\")\"/'python3' \"$0\" \"$@\"\n' '''\n";
        assert_eq!(read(head), Some(program("/e/bin/python3")));
    }

    #[test]
    fn other_programs_do_not_tell() {
        for head in ["", "\u{7f}ELF", "#!", "#!/bin/sh\necho hello\n", "#!python\n", "#!/usr/bin/env\n", "pip"] {
            assert_eq!(read(head), None, "{head:?}");
        }
    }
}
