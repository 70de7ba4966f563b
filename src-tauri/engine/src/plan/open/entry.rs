//! The script that a new terminal is started with, for the user's own shell.
//!
//! bash reads another start-up file when it is told to (`--rcfile`), fish runs a command after its own (`-C`), and zsh
//! looks for its files in `ZDOTDIR`; the files that stand in for the user's read those first. Every other shell gets the
//! variables that `activate` has set, from the script around it.

use std::path::{Path, PathBuf};

use serde::Serialize;

/// The user's own shell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shell {
    /// Its program.
    pub program: PathBuf,
}

/// What is written before the terminal is started.
pub(super) struct Entry {
    pub(super) files: Vec<File>,
    /// What the script says, on one line.
    pub(super) line: String,
}

/// A file of Sandbar's own.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) content: String,
    pub(super) is_program: bool,
}

impl Entry {
    /// The script itself.
    pub(super) fn script(&self) -> &Path {
        &self.files[0].path
    }
}

/// The files in `place` by which a terminal enters `project` with the sandbox in `venv` on.
pub(super) fn entry(shell: &Shell, place: &Path, project: &Path, venv: &Path) -> Entry {
    let (program, folder) = (quoted(&shell.program), quoted(project));
    let activate = |name: &str| quoted(&venv.join("bin").join(name));
    let name = shell.program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = |name: &str, content: String| File { path: place.join(name), content, is_program: false };
    let (start, more) = match name.as_str() {
        "fish" => {
            let source = format!("source {}", activate("activate.fish"));
            (format!("exec {program} -C {}", quoted(Path::new(&source))), Vec::new())
        }
        "bash" => {
            let file = text("bashrc", format!("[ -r ~/.bashrc ] && . ~/.bashrc\n. {}\n", activate("activate")));
            (format!("exec {program} --rcfile {} -i", quoted(&file.path)), vec![file])
        }
        "zsh" => {
            // The user's own `.zshenv` may lead zsh to yet another folder, which is kept for the next file. macOS's own
            // `/etc/zshrc`, which is read in between, puts the history and Terminal's sessions into `ZDOTDIR`.
            let environment = format!(
                "unset ZDOTDIR\n[ -r ~/.zshenv ] && . ~/.zshenv\n\
                 SANDBAR_ZDOTDIR=${{ZDOTDIR:-$HOME}}\nSHELL_SESSIONS_DISABLE=1\nZDOTDIR={}\n",
                quoted(place)
            );
            let run = format!(
                "[ \"$HISTFILE\" = \"$ZDOTDIR/.zsh_history\" ] && HISTFILE=$SANDBAR_ZDOTDIR/.zsh_history\n\
                 ZDOTDIR=$SANDBAR_ZDOTDIR\nunset SANDBAR_ZDOTDIR\n\
                 [ -r \"$ZDOTDIR/.zshrc\" ] && . \"$ZDOTDIR/.zshrc\"\n\
                 [ \"$ZDOTDIR\" = \"$HOME\" ] && unset ZDOTDIR\n. {}\n",
                activate("activate")
            );
            let files = vec![text(".zshenv", environment), text(".zshrc", run)];
            (format!("ZDOTDIR={} exec {program} -i", quoted(place)), files)
        }
        _ => (format!(". {} && exec {program} -i", activate("activate")), Vec::new()),
    };
    let line = format!("cd -- {folder} && {start}");
    let script = File {
        path: place.join("enter.command"),
        content: format!("#!/bin/sh\n# Written by Sandbar: a terminal with a project's sandbox on.\n{line}\n"),
        is_program: true,
    };
    Entry { files: std::iter::once(script).chain(more).collect(), line }
}

/// A path as one word of a shell. Whoever calls has refused names that no quoting could save.
fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    shlex::try_quote(&text).map_or_else(|_| "''".to_owned(), std::borrow::Cow::into_owned)
}
