//! pipx: tools that no longer run, and commands that the terminal does not find.

use super::words::list;
use super::{Evidence, at, problem};
use crate::model::{Health, Level, Pipx, PipxTool, Problem, ProblemCode, TerminalFrom};

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Problem> {
    let Some(pipx) = &evidence.tools.pipx else { return Vec::new() };
    pipx.tools.iter().filter_map(broken).chain(off_path(evidence, pipx)).collect()
}

fn broken(tool: &PipxTool) -> Option<Problem> {
    if !matches!(tool.health, Health::Broken | Health::Mixed) {
        return None;
    }
    let message = format!("{}, which pipx installed, no longer works: its Python is gone", tool.name);
    let hint = format!("Repair it with `pipx reinstall {}`", tool.name);
    let folder = tool.home.join("venvs").join(&tool.name);
    Some(at(folder, problem(ProblemCode::ToolBroken, Level::Problem, message, hint)))
}

/// Only where the terminal itself has said what its PATH is, and where there is something to find.
fn off_path(evidence: &Evidence<'_>, pipx: &Pipx) -> Option<Problem> {
    if pipx.on_path || evidence.terminal.from == TerminalFrom::Paths {
        return None;
    }
    let commands: Vec<&str> = pipx.tools.iter().flat_map(|tool| &tool.commands).map(String::as_str).collect();
    if commands.is_empty() {
        return None;
    }
    let message = format!("Your terminal does not find what pipx installed: {}", list(&commands));
    let hint = "Run `pipx ensurepath`, then open a new terminal";
    Some(problem(ProblemCode::PipxPath, Level::Attention, message, hint))
}
