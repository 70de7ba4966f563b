//! What Python itself prints, the loader beneath it, and the editors around it.

use super::{Asked, ErrorCode, Package, Scene, Segment, Trouble, named};
use crate::advise::judge::provided_by;
use crate::advise::names::normalise;
use crate::advise::parse::command::is_python;
use crate::advise::parse::requirement::is_shared;
use crate::model::Health;

/// A sandbox's, a tool's or a link's Python that is gone.
pub(super) fn interpreter_gone(scene: &Scene<'_>) -> Option<Trouble> {
    let line = scene.line(|line| loader_misses_python(line) || runs_missing_python(line))?;
    let mut trouble = Trouble::new(ErrorCode::InterpreterGone, line);
    trouble.tool = scene.segment.output.iter().find_map(|line| tool_on(line));
    Some(trouble)
}

/// `dyld: Library not loaded: .../Python.framework/Versions/3.11/Python`.
fn loader_misses_python(line: &str) -> bool {
    let Some((_, library)) = line.split_once("Library not loaded: ") else { return false };
    let library = library.split(" (").next().unwrap_or_default().trim();
    library.contains("/Python.framework/")
        || library.contains("/python@")
        || library.ends_with("/Python")
        // What virtualenv copied, before it was version 20.
        || library.ends_with("/.Python")
        || library.contains("libpython3.")
}

fn runs_missing_python(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    // bash before 5.2, and so the one of macOS, names the interpreter first.
    if let Some(before) =
        line.split(": bad interpreter: No such file").next().filter(|before| before.len() < line.len())
    {
        return is_python_of_an_environment(before.rsplit(": ").next().unwrap_or_default());
    }
    if let Some((_, rest)) = line.split_once("specified the interpreter ") {
        let interpreter = rest.split(", which").next().unwrap_or_default();
        return is_python_of_an_environment(interpreter) && rest.contains("is not an executable command");
    }
    if let Some((_, rest)) = line.split_once("bad interpreter: ") {
        let interpreter = rest.split(": ").next().unwrap_or_default();
        return is_python_of_an_environment(interpreter) && lower.contains("no such file");
    }
    let program = if let Some((_, path)) = line.split_once("no such file or directory: ") {
        path
    } else if let Some((_, path)) = line.split_once("Unknown command: ") {
        path
    } else if let Some(before) =
        line.split(": No such file or directory").next().filter(|before| before.len() < line.len())
    {
        before.rsplit(": ").next().unwrap_or_default()
    } else if let Some(before) =
        line.split(": cannot execute: required file not found").next().filter(|before| before.len() < line.len())
    {
        before.rsplit(": ").next().unwrap_or_default()
    } else {
        let told_by_uv = lower.contains("broken symlink at") && lower.contains("python interpreter removed");
        return told_by_uv
            || lower.contains("has invalid interpreter ")
            || lower.contains("missing python interpreter");
    };
    let tool = program.contains("/.local/bin/") && line.contains("cannot execute: required file not found");
    !program.contains(' ') && (tool || is_python_of_an_environment(program) && program.matches('/').count() >= 2)
}

/// The tool of pipx that a line is about: in its environment, by its link, or as `pipx list` names it.
fn tool_on(line: &str) -> Option<String> {
    let missing = || line.strip_suffix(": cannot execute: required file not found");
    let rest = line
        .split_once("pipx/venvs/")
        .or_else(|| line.split_once("package ").filter(|(_, rest)| rest.contains(" has invalid interpreter ")))
        .or_else(|| missing()?.split_once("/.local/bin/"))?
        .1;
    Package::named(rest.split(['/', ' ', '\'', ':']).next().unwrap_or_default()).map(|package| package.name)
}

/// `.venv/bin/python3`, `/opt/homebrew/opt/python@3.11/bin/python3.11`, `.venv/bin/pip`; not `/usr/bin/python`.
fn is_python_of_an_environment(path: &str) -> bool {
    let path = path.trim().trim_matches(['`', '\'', '"']);
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    folder.ends_with("/bin")
        && !matches!(folder, "/usr/bin" | "/bin")
        && (name.starts_with("python") || name.starts_with("pip"))
}

/// `CERTIFICATE_VERIFY_FAILED`, unless the reason it gives is another's fault.
pub(super) fn certificates(scene: &Scene<'_>) -> Option<Trouble> {
    let line = scene.line(|line| line.contains("CERTIFICATE_VERIFY_FAILED"))?;
    let other =
        ["certificate has expired", "self signed", "self-signed", "ostname mismatch", "doesn't match", "not yet valid"];
    (!other.iter().any(|reason| scene.flat.contains(reason)))
        .then(|| Trouble::new(ErrorCode::CertificatesMissing, line))
}

/// `.venv/bin/python: No module named pip`.
pub(super) fn no_pip(scene: &Scene<'_>) -> Option<Trouble> {
    let line = scene.line(|line| line.trim_end().ends_with(": No module named pip"))?;
    let python = line.split(": No module named").next().unwrap_or_default().trim();
    let sandbox = scene.segment.active().is_some_and(|name| name != "base")
        || ["venv/bin/", "/env/bin/", "/.venvs/", "/virtualenvs/"].iter().any(|part| python.contains(part));
    // Debian has pip apart from Python: outside a sandbox that is a command that is missing.
    let code = if sandbox { ErrorCode::NoPipInSandbox } else { ErrorCode::CommandMissing };
    let by_python = sandbox || python.rsplit('/').next().is_some_and(is_python);
    by_python.then(|| Trouble::new(code, line))
}

/// `ModuleNotFoundError: No module named 'x'`, and why, as far as the text or the machine tells.
pub(super) fn module_not_found(scene: &Scene<'_>) -> Option<Trouble> {
    let found = |line: &String| missing_module(line).map(str::to_owned).or_else(|| missing_part(line));
    let (line, module) = scene.segment.output.iter().rev().find_map(|line| Some((line, found(line)?)))?;
    let package = Package::of_module(&module)?;
    let code = why_missing(scene, &package);
    Some(Trouble::new(code, line).about([named(package, Asked::NotFound)]))
}

/// `cannot import name 'genai' from 'google' (unknown location)`: the name is there, since another package has it too.
fn missing_part(line: &str) -> Option<String> {
    let (part, rest) = line.split_once("ImportError: cannot import name '")?.1.split_once("' from '")?;
    let module = rest.strip_suffix("' (unknown location)")?;
    is_shared(module.split('.').next()?).then(|| format!("{module}.{part}"))
}

fn missing_module(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("No module named ")?;
    // In quotes or brackets it is code, or another's sentence.
    let raised = ["ModuleNotFoundError: ", "ImportError: "].iter().find_map(|name| before.strip_suffix(name));
    let told = raised.is_some_and(|before| !before.ends_with(['"', '\'', '`', '(']))
        || (raised.is_none() && before.trim_end().ends_with(':'));
    // A file of one's own that hides the package is another story.
    if !told || rest.contains("is not a package") {
        return None;
    }
    let quote = rest.chars().next().filter(|first| matches!(first, '\'' | '"'));
    let module = rest.trim_start_matches(['\'', '"']);
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.');
    let (module, after) = module.split_at(module.find(|character| !is_part(character)).unwrap_or(module.len()));
    let ends = quote.map_or_else(|| !after.starts_with(['-', '/', '$']), |quote| after.starts_with(quote));
    let module = module.trim_end_matches('.');
    (ends && !module.is_empty() && module != "pip").then_some(module)
}

/// `None` for a module of the project's own: that is no package at all.
fn why_missing(scene: &Scene<'_>, package: &Package) -> Option<ErrorCode> {
    let world = scene.world;
    if world.project.as_ref().is_some_and(|project| project.own.contains(&package.written)) {
        return None;
    }
    let names = provided_by(&package.name);
    let installed = |segment: &Segment| names.iter().any(|name| was_installed(segment, name));
    if installed(scene.segment) || scene.earlier().iter().any(installed) {
        return Some(ErrorCode::InstalledElsewhere);
    }
    let strays = || world.strays.iter().filter(|strays| names.iter().any(|name| strays.names.contains(name)));
    if scene.earlier().iter().any(brew_upgraded_python)
        || strays().any(|strays| strays.homebrew && strays.minor < world.terminal)
    {
        return Some(ErrorCode::PackagesLeftBehind);
    }
    if strays().next().is_some() {
        return Some(ErrorCode::InstalledElsewhere);
    }
    let active = scene.segment.active().is_some_and(|name| name != "base");
    let activated_before = scene
        .earlier()
        .iter()
        .any(|segment| segment.active().is_some_and(|name| name != "base") || segment.typed.contains("bin/activate"));
    let has_sandbox = world.project.as_ref().is_some_and(|project| {
        !matches!(project.health, Health::Missing | Health::Broken)
            && names.iter().any(|name| project.listed.contains(name) || project.installed.contains(name))
    });
    Some(if !active && (activated_before || has_sandbox) {
        ErrorCode::SandboxNotActive
    } else {
        ErrorCode::ModuleNotFound
    })
}

/// Whether a command's output says that `name` is there now.
fn was_installed(segment: &Segment, name: &str) -> bool {
    segment.output.iter().any(|line| {
        let line = line.trim();
        if let Some(list) = line.strip_prefix("Successfully installed ") {
            return list.split(' ').any(|item| item.rsplit_once('-').is_some_and(|(item, _)| normalise(item) == name));
        }
        let satisfied = line
            .strip_prefix("Requirement already satisfied: ")
            .map(|rest| rest.split([' ', '=', '<', '>', '[', '~', '!']).next().unwrap_or_default());
        let by_uv = line.strip_prefix("+ ").and_then(|rest| rest.split("==").next());
        satisfied.or(by_uv).is_some_and(|item| normalise(item) == name)
    })
}

/// `==> Upgrading python@3.12`, `==> Pouring python@3.13--...`.
pub(super) fn brew_upgraded_python(segment: &Segment) -> bool {
    let by_brew = segment.typed.contains("brew");
    segment.output.iter().any(|line| {
        let line = line.trim();
        let heading =
            ["==> Upgrading python@3", "==> Pouring python@3", "==> Upgrading python ", "==> Pouring python-3"];
        heading.iter().any(|start| line.starts_with(start))
            || (by_brew && line.starts_with("python@3") && line.contains(" -> "))
    })
}

/// What VS Code says: Pylance cannot resolve an import, or the notebook's Python lacks its kernel.
pub(super) fn editor(scene: &Scene<'_>) -> Option<Trouble> {
    if let Some(line) = scene.line(|line| line.contains("Import \"") && line.contains("could not be resolved")) {
        let module = line.split("Import \"").nth(1)?.split('"').next()?;
        let package = Package::of_module(module)?;
        let code = why_missing(scene, &package);
        return Some(Trouble::new(code, line).about([named(package, Asked::NotFound)]));
    }
    let line = scene.line(|line| line.contains("requires the ipykernel package"))?;
    Some(Trouble::new(None, line).about(Package::named("ipykernel").map(|package| named(package, Asked::Named))))
}
