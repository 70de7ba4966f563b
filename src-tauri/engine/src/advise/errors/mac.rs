//! What macOS and Homebrew print.

use super::python::brew_upgraded_python;
use super::{Command, ErrorCode, Scene, Trouble};

/// Apple's stub has opened its dialog, or the tools behind it have gone with an upgrade of macOS.
pub(super) fn developer_tools(scene: &Scene<'_>) -> Option<Trouble> {
    let marks =
        ["requires the command line developer tools", "o developer tools were found", "invalid active developer path"];
    let line = scene.line(|line| marks.iter().any(|mark| line.contains(mark)))?;
    // git and clang are such stubs too.
    let told_of_another =
        line.contains("requires the command line") && !line.contains("python") && !line.contains("pip");
    let typed_another =
        !scene.segment.typed.is_empty() && scene.segment.commands.is_empty() && !scene.segment.typed.contains("python");
    let helpers = ["python", "pip", "xcrun", "xcode-select"];
    let foreign = line.contains("missing xcrun")
        && !helpers.iter().any(|name| scene.flat.contains(name) || scene.segment.typed.contains(name));
    (!told_of_another && !typed_another && !foreign).then(|| Trouble::new(ErrorCode::DeveloperToolsMissing, line))
}

/// A compiled part for the other processor in a Python process, or Homebrew run as the other one.
pub(super) fn wrong_architecture(scene: &Scene<'_>) -> Option<Trouble> {
    let homebrew = [
        "Cannot install under Rosetta 2 in ARM default prefix",
        "Cannot install in Homebrew on ARM processor in Intel default prefix",
    ];
    let line = scene.line(|line| {
        let mixed = line.contains("incompatible architecture (have ") && line.contains("need ")
            || line.contains("mach-o, but wrong architecture");
        let of_python = line.contains(".so'")
            || line.contains(".so,")
            || line.contains("site-packages")
            || line.contains("lib-dynload");
        (mixed && of_python) || homebrew.iter().any(|mark| line.contains(mark))
    })?;
    Some(Trouble::new(ErrorCode::WrongArchitecture, line))
}

/// `A brew install wget process has already locked ...`.
pub(super) fn homebrew_busy(scene: &Scene<'_>) -> Option<Trouble> {
    let waits = scene.flat.contains("wait for it to finish or terminate it");
    let line = scene.line(|line| {
        let locked = line.contains("has already locked") && (line.contains("brew ") || line.contains("/Cellar/"));
        let busy = line.contains("nother active Homebrew")
            && ["already in progress", "already using"].iter().any(|end| line.contains(end));
        locked || busy || (waits && line.contains("nother `brew ") && line.contains("already running"))
    })?;
    Some(Trouble::new(ErrorCode::HomebrewBusy, line))
}

/// Homebrew has brought a new minor version, and what was installed for the old one is missed: said in plain words, or
/// to be seen in the paste.
pub(super) fn packages_lost(scene: &Scene<'_>) -> Option<Trouble> {
    let postinstall = scene.line(|line| line.contains("post-install step did not complete successfully"));
    if let Some(line) = postinstall.filter(|_| scene.flat.contains("python@3")) {
        return Some(Trouble::new(ErrorCode::PipConfLeftovers, line));
    }
    let lists = scene.segment.commands.contains(&Command::Other) && scene.segment.typed.contains(" list");
    if lists && scene.segment.output.len() <= 5 && scene.earlier().iter().any(brew_upgraded_python) {
        return Some(Trouble::new(ErrorCode::PackagesLeftBehind, &scene.segment.typed));
    }
    in_words(scene)
}

/// "brew upgraded Python, I lost all my packages". The one situation that no program reports.
fn in_words(scene: &Scene<'_>) -> Option<Trouble> {
    let said = scene.paste.segments.len() == 1 && scene.flat.len() < 400;
    if !said {
        return None;
    }
    let text = scene.flat.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let lost = has(&["lost", "gone", "disappear", "vanish", "missing"]) && has(&["package", "module", "librar"]);
    let upgraded = has(&["brew", "homebrew"]) && has(&["upgrad", "updat"]) && has(&["python"]);
    (lost && upgraded).then(|| Trouble::new(ErrorCode::PackagesLeftBehind, &scene.flat))
}
