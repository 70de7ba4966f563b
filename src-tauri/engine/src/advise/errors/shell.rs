//! What shells print: commands they don't know, patterns that fit nothing.

use super::{Asked, ErrorCode, Package, Scene, Trouble, named};
use crate::advise::judge::{is_application, is_library};
use crate::advise::parse::command::{is_pip, is_python};
use crate::advise::parse::{Subject, What, requirement, shown};
use crate::advise::tables::{COMMANDS, WRAPPERS};

/// zsh's `no matches found: uvicorn[standard]`, fish's `No matches for wildcard`.
pub(super) fn glob(scene: &Scene<'_>) -> Option<Trouble> {
    let (line, pattern) = scene.segment.output.iter().find_map(|line| {
        let pattern = line.split_once("no matches found: ").or_else(|| line.split_once("No matches for wildcard "))?.1;
        Some((line, pattern.split(['\'', '"', ' ']).find(|part| !part.is_empty())?.trim_end_matches('.')))
    })?;
    let extras = pattern.split_once('[').and_then(|(_, rest)| rest.split_once(']'))?.0;
    let what = requirement::read(pattern);
    let fits = match &what {
        // `photo[1]` is a file; an extra has letters in it.
        What::Package(_) => extras.chars().any(|character| character.is_ascii_alphabetic()) && extras.len() > 1,
        What::Local => pattern.starts_with(".["),
        _ => false,
    };
    let subject = Subject { input: shown(pattern), what, asked: Asked::Named };
    fits.then(|| Trouble::new(ErrorCode::ShellGlob, line).about([subject]))
}

/// A tool that pipx or uv installed and the shell does not find.
pub(super) fn not_on_path(scene: &Scene<'_>) -> Option<Trouble> {
    let warned = ["is not on your PATH environment variable", "is not on your PATH. To use installed tools"];
    if let Some(mark) = warned.iter().find(|mark| scene.flat.contains(*mark)) {
        let start = mark.split(' ').take(5).collect::<Vec<_>>().join(" ");
        let line = scene.line(|line| line.contains(&start)).unwrap_or(mark);
        return Some(Trouble::new(ErrorCode::ToolNotOnPath, line));
    }
    let (line, command) = missing(scene)?;
    let given = format!("- {command}");
    let installed = scene.earlier().iter().any(|segment| {
        let by_pipx = segment.output.iter().any(|line| line.trim() == given);
        let by_uv = segment
            .output
            .iter()
            .any(|line| line.starts_with("Installed ") && line.contains(" executable") && line.contains(command));
        by_pipx || by_uv
    });
    let (commands, on_path) = &scene.world.tool_commands;
    (installed || (!on_path && commands.contains(command))).then(|| Trouble::new(ErrorCode::ToolNotOnPath, line))
}

/// `command not found: pip`. A command that comes with a package is about that package.
pub(super) fn command_missing(scene: &Scene<'_>) -> Option<Trouble> {
    let (line, command) = missing(scene)?;
    if is_pip(command) || is_python(command) {
        return Some(Trouble::new(ErrorCode::CommandMissing, line));
    }
    // Many a library has a name that is another program's command: `docker`, `wget`, `fabric`.
    let brought = COMMANDS.row(command).and_then(|row| row.column(1));
    let package = Package::named(brought.unwrap_or(command))?;
    let library = brought.is_some() && is_library(&package.name);
    if !library && !is_application(&package.name) {
        return None;
    }
    let code = library.then_some(ErrorCode::SandboxNotActive);
    Some(Trouble::new(code, line).about([named(package, Asked::Named)]))
}

/// The command that a shell did not find, in the words of zsh, bash, fish, dash, Ubuntu and `env`.
fn missing<'a>(scene: &'a Scene<'_>) -> Option<(&'a str, &'a str)> {
    scene.segment.output.iter().find_map(|line| Some((line.as_str(), missing_on(line)?)))
}

fn missing_on(line: &str) -> Option<&str> {
    let line = line.trim();
    let command = if let Some((before, command)) = line.split_once("command not found: ") {
        // pyenv has the same words for a version that is not chosen.
        let shell = before.split(':').next().unwrap_or_default();
        is_shell(shell).then_some(command)?
    } else if let Some(before) = line.strip_suffix(": command not found") {
        let (shell, command) = before.rsplit_once(": ").unwrap_or(("bash", before));
        // A script names itself and the line: `./run.sh: line 3: pip: command not found`.
        let in_script = shell.contains(": line ");
        (in_script || is_shell(shell.split(':').next().unwrap_or_default())).then_some(command)?
    } else if let Some(command) = line.split_once("Unknown command: ").or_else(|| line.split_once("Unknown command '"))
    {
        command.1.trim_end_matches('\'')
    } else if let Some(rest) = line.strip_prefix("Command '") {
        rest.split_once("' not found")?.0
    } else if let Some(before) = line.strip_suffix(": not found") {
        let (shell, command) = before.rsplit_once(": ")?;
        is_shell(shell.split(':').next().unwrap_or_default()).then_some(command)?
    } else if let Some((_, rest)) = line.split_once("The term '") {
        // PowerShell, on a Mac too.
        rest.split_once("' is not recognized")?.0
    } else if let Some((speaker, command)) =
        line.strip_suffix(": No such file or directory").and_then(|before| before.rsplit_once(": "))
    {
        matches!(speaker, "env" | "/usr/bin/env" | "make" | "nohup" | "xargs").then_some(command)?
    } else if let Some(rest) = line.strip_prefix("env: ").or_else(|| line.strip_prefix("/usr/bin/env: ")) {
        rest.split_once(": No such file or directory")?.0
    } else {
        // macOS has had no `/usr/bin/python` since 12.3.
        let interpreter = line.split_once("bad interpreter: ")?.1.split(": ").next()?;
        interpreter.strip_prefix("/usr/bin/")?
    };
    let command = command.trim().trim_matches(['\'', '`', '"', '\u{2018}', '\u{2019}']);
    (!command.is_empty() && !command.contains(['/', ' '])).then_some(command)
}

fn is_shell(name: &str) -> bool {
    let name = name.trim().trim_start_matches('-').rsplit('/').next().unwrap_or_default();
    // So does the program that runs another one as root.
    let for_root = WRAPPERS.row(name).is_some_and(|wrapper| wrapper.has_flag(1, "root"));
    for_root || name.is_empty() || matches!(name, "make" | "zsh" | "bash" | "sh" | "dash" | "fish" | "ksh" | "(eval)")
}
