//! `sandbar status` in words.

use std::fmt::{self, Write as _};

use crate::machine::{Machine, MachinePath};
use crate::model::{Environment, Health, Interpreter, Level, Meaning, Problem, Project, Protection, Snapshot, Tools};
use crate::plain::plain;

/// The snapshot for a person: the sentence first, then what to do, then what is there.
pub fn status(machine: &Machine, snapshot: &Snapshot) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, machine, snapshot);
    text
}

fn write(out: &mut String, machine: &Machine, snapshot: &Snapshot) -> fmt::Result {
    writeln!(out, "{}", snapshot.headline.text)?;
    problems(out, &snapshot.problems)?;
    terminal(out, machine, snapshot)?;
    interpreters(out, machine, &snapshot.interpreters)?;
    projects(out, machine, &snapshot.projects)?;
    elsewhere(out, machine, &snapshot.environments)?;
    tools(out, machine, &snapshot.tools)
}

fn problems(out: &mut String, problems: &[Problem]) -> fmt::Result {
    for problem in problems {
        let mark = if problem.level == Level::Problem { "x" } else { "!" };
        writeln!(out, "\n  {mark} {}", problem.message)?;
        writeln!(out, "    {}", problem.hint)?;
    }
    Ok(())
}

fn terminal(out: &mut String, machine: &Machine, snapshot: &Snapshot) -> fmt::Result {
    writeln!(out, "\nIn your terminal")?;
    let terminal = &snapshot.terminal;
    let words = [
        ("python3", &terminal.python3),
        ("python", &terminal.python),
        ("pip3", &terminal.pip3),
        ("pip", &terminal.pip),
    ];
    for (word, meaning) in words {
        writeln!(out, "  {word:<8} {}", meant(machine, snapshot, meaning.as_ref()))?;
    }
    Ok(())
}

fn meant(machine: &Machine, snapshot: &Snapshot, meaning: Option<&Meaning>) -> String {
    let Some(meaning) = meaning else { return "is not a command".to_owned() };
    let interpreter = meaning
        .interpreter
        .as_ref()
        .and_then(|id| snapshot.interpreters.iter().find(|interpreter| interpreter.id == *id));
    let path = machine.tilde(&meaning.path);
    match interpreter {
        Some(interpreter) => format!("is {}  ({path})", interpreter.label()),
        None => format!("is {path}"),
    }
}

fn interpreters(out: &mut String, machine: &Machine, interpreters: &[Interpreter]) -> fmt::Result {
    writeln!(out, "\nPythons")?;
    if interpreters.is_empty() {
        writeln!(out, "  none was found")?;
    }
    for interpreter in interpreters {
        let label = interpreter.label();
        writeln!(out, "  {label:<22} {:<14} {}", guarded(interpreter), machine.tilde(&interpreter.path))?;
        if !interpreter.strays.is_empty() {
            let names: Vec<&str> = interpreter.strays.iter().map(|stray| stray.name.as_str()).collect();
            writeln!(out, "  {:<22} not its own: {}", "", names.join(", "))?;
        }
    }
    Ok(())
}

/// The word of the popover's chip: a marker is what makes pip refuse.
fn guarded(interpreter: &Interpreter) -> &'static str {
    match (&interpreter.managed, interpreter.protection) {
        (Some(_), _) => "protected",
        (None, Protection::Hard) => "not guarded",
        (None, Protection::Soft | Protection::None) => "open",
    }
}

fn projects(out: &mut String, machine: &Machine, projects: &[Project]) -> fmt::Result {
    writeln!(out, "\nProjects")?;
    if projects.is_empty() {
        writeln!(out, "  none yet: add the folder they are in with `sandbar folders add DIR`")?;
    }
    for project in projects {
        let environment = &project.environment;
        let state = match (environment.health, &environment.version) {
            (Health::Healthy | Health::Stale, Some(version)) => format!("ready, {version}"),
            (health, _) => health_word(health).to_owned(),
        };
        writeln!(out, "  {:<22} {state:<14} {}", plain(&project.name), machine.tilde(&project.path))?;
        if let Some(reason) = &environment.reason {
            writeln!(out, "  {:<22} {reason}", "")?;
        }
    }
    Ok(())
}

fn health_word(health: Health) -> &'static str {
    match health {
        Health::Missing => "no sandbox",
        Health::Broken => "broken",
        Health::Mixed => "mixed up",
        Health::Moved => "moved",
        Health::NoPip => "has no pip",
        Health::Stale | Health::Healthy => "ready",
    }
}

fn elsewhere(out: &mut String, machine: &Machine, environments: &[Environment]) -> fmt::Result {
    let others: Vec<&Environment> = environments.iter().filter(|environment| environment.projects.is_empty()).collect();
    if others.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nOther environments")?;
    for environment in others {
        let version = environment.version.as_deref().unwrap_or("");
        writeln!(
            out,
            "  {:<22} {:<14} {}",
            version,
            health_word(environment.health),
            machine.tilde(&environment.path)
        )?;
    }
    Ok(())
}

fn tools(out: &mut String, machine: &Machine, tools: &Tools) -> fmt::Result {
    writeln!(out, "\nTools")?;
    let place = |path: Option<&std::path::Path>| path.map_or_else(|| "not here".to_owned(), |path| machine.tilde(path));
    writeln!(out, "  {:<22} {}", "Homebrew", place(tools.brew.as_ref().map(|brew| brew.path.as_path())))?;
    let pipx = tools.pipx.as_ref();
    writeln!(out, "  {:<22} {}", "pipx", place(pipx.and_then(|pipx| pipx.path.as_ref()).map(MachinePath::as_path)))?;
    for tool in pipx.iter().flat_map(|pipx| &pipx.tools) {
        writeln!(out, "    {:<20} {:<14} {}", tool.name, tool.version, tool.commands.join(", "))?;
    }
    writeln!(out, "  {:<22} {}", "uv", place(tools.uv.as_ref().map(|uv| uv.path.as_path())))
}
