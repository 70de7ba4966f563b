//! What pip, pipx and uv print when they fail, and what pip's settings look like.

use super::{Asked, ErrorCode, Install, Package, Scene, Tool, Trouble, named};
use crate::advise::judge::is_application;

/// `Could not find an activated virtualenv (required).`
pub(super) fn virtualenv_required(scene: &Scene<'_>) -> Option<Trouble> {
    let line = scene.line(|line| line.contains("Could not find an activated virtualenv (required)"))?;
    Some(Trouble::new(ErrorCode::VirtualenvRequired, line))
}

/// pipx's "No apps associated with package X", uv's "No executables are provided by".
///
/// An application whose commands live in a dependency says the same and is no library: that has no code of its own.
pub(super) fn no_commands(scene: &Scene<'_>) -> Option<Trouble> {
    let marks = [
        "No apps associated with package ",
        "No executables are provided by package ",
        "No executables are provided by ",
        "is not provided by package ",
    ];
    // `uvx` names the package before it says so.
    let by_uvx = || {
        let mark = "does not provide any executables";
        let before = scene.flat.split(mark).next().filter(|before| before.len() < scene.flat.len())?;
        Some((mark, before.trim_end().rsplit(' ').next().unwrap_or_default()))
    };
    let behind = marks.iter().find_map(|mark| Some((*mark, scene.flat.split_once(*mark)?.1)));
    let (mark, rest) = behind.or_else(by_uvx)?;
    let word = rest.split(' ').next().unwrap_or_default();
    let name = match word.strip_prefix('`') {
        Some(quoted) => quoted.split_once('`')?.0,
        None => word.trim_end_matches(['.', ',']),
    };
    let package = Package::named(name)?;
    let code = (!is_application(&package.name)).then_some(ErrorCode::LibraryGivenToPipx);
    let line = scene.line(|line| line.contains(mark.trim_end())).unwrap_or(mark);
    Some(Trouble::new(code, line).about([named(package, Asked::Named)]))
}

/// Root's files in the user's way: pip's cache, a system folder, what an earlier `sudo pip` left.
pub(super) fn not_owned(scene: &Scene<'_>) -> Option<Trouble> {
    let cache = ["is not owned or is not writable by the current user", "is not owned by the current user"];
    let mark = cache.iter().find(|mark| scene.flat.contains(*mark)).copied();
    let denied = || {
        let refused = scene.flat.contains("[Errno 13] Permission denied: ")
            || scene.flat.contains("Permission denied (os error 13)");
        let by_pip =
            ["Could not install packages due to", "Consider using the `--user` option", "error: could not create '/"];
        let place = ["/site-packages", "/dist-packages", "/Library/Python/"];
        let installs = scene.installs().next().is_some() && place.iter().any(|place| scene.flat.contains(place));
        (refused && (installs || by_pip.iter().any(|mark| scene.flat.contains(mark)))).then_some("ermission denied")
    };
    let mark = mark.or_else(denied)?;
    let line = scene.line(|line| line.contains(mark)).unwrap_or("Permission denied");
    Some(Trouble::new(ErrorCode::NotOwnedByUser, line))
}

/// `user` and `break-system-packages` in pip's settings: as `pip config` lists them, as the file has them, or as they
/// bite inside a sandbox.
pub(super) fn settings(scene: &Scene<'_>) -> Option<Trouble> {
    let bites = "Can not perform a '--user' install. User site-packages are not visible in this virtualenv";
    let line = scene.line(|line| line.contains(bites) || is_setting(line)).or_else(|| in_a_section(scene))?;
    Some(Trouble::new(ErrorCode::PipConfLeftovers, line))
}

/// `user = true` below `[global]` or `[install]`; by itself those words could be anybody's.
fn in_a_section<'a>(scene: &'a Scene<'_>) -> Option<&'a str> {
    let mut of_pip = false;
    scene.segment.output.iter().map(String::as_str).find(|line| {
        let line = line.trim();
        if line.starts_with('[') {
            of_pip = matches!(line, "[global]" | "[install]");
        }
        of_pip && line.split_once('=').is_some_and(|(key, value)| key.trim() == "user" && is_on(value))
    })
}

fn is_on(value: &str) -> bool {
    matches!(value.trim().trim_matches(['\'', '"']).to_ascii_lowercase().as_str(), "true" | "1" | "yes" | "on")
}

/// `global.user='true'`, `global.break-system-packages: true`, `break-system-packages = true`.
fn is_setting(line: &str) -> bool {
    let Some((key, value)) = line.split_once(['=', ':']) else { return false };
    let on = is_on(value);
    let key = key.trim();
    let names = ["global", "install", "user", "site"];
    let of_section =
        |(section, key): (&str, &str)| names.contains(&section) && matches!(key, "break-system-packages" | "user");
    on && (key == "break-system-packages" || key.split_once('.').is_some_and(of_section))
}

/// pip in a terminal that conda has put into its base environment. Everybody with conda has `(base)` in every prompt,
/// so this counts only where nothing else went wrong.
pub(super) fn conda_base(scene: &Scene<'_>) -> Option<Trouble> {
    let uses_pip = scene.installs().any(|Install { tool, wanted, .. }| *tool == Tool::Pip && !wanted.is_empty());
    let base = scene.segment.active() == Some("base");
    (base && uses_pip)
        .then(|| Trouble::new(ErrorCode::CondaBase, &format!("{} {}", scene.segment.prompt, scene.segment.typed)))
}
