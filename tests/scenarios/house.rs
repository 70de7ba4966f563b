//! The house itself: what the rules of `ARCHITECTURE.md` promise of the code, the documents and the dependencies.
//!
//! Clippy holds what it can see (`clippy.toml`); here stands the rest. Nothing here runs Sandbar.

mod dependencies;
mod documents;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};

/// The top of the repository.
fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The repository's files by their paths from its top: what git has, and what it would have after `git add --all`.
fn files() -> anyhow::Result<Vec<String>> {
    let git = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"])
        .current_dir(top())
        .output()
        .context("git could not be started")?;
    ensure!(git.status.success(), "git ls-files: {}", String::from_utf8_lossy(&git.stderr));
    let paths = String::from_utf8(git.stdout)?;
    // A file that was deleted and not yet committed is still in git's list.
    Ok(paths.split_terminator('\0').filter(|path| exists(path)).map(str::to_owned).collect())
}

/// Whether `path`, from the top, is there.
fn exists(path: &str) -> bool {
    top().join(path).exists()
}

/// The text of the file `path`, from the top; what is not UTF-8 (pictures) reads as empty.
fn text(path: &str) -> anyhow::Result<String> {
    let bytes = std::fs::read(top().join(path)).with_context(|| format!("`{path}` could not be read"))?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// Whether `path` names a file of one of these kinds.
fn is_kind(path: &str, kinds: &[&str]) -> bool {
    Path::new(path).extension().is_some_and(|extension| kinds.iter().any(|kind| extension == *kind))
}

/// Whether `path` names code that only tests are made of.
fn is_test(path: &str) -> bool {
    path.starts_with("tests/")
        || path.starts_with("ui/test/")
        || path.ends_with("tests.rs")
        || path.contains("/tests/")
        || path.ends_with(".test.ts")
        || path.ends_with(".spec.ts")
}

/// Fails with all that was found, one a line.
fn nothing(what: &str, found: &[String]) -> anyhow::Result<()> {
    ensure!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
    Ok(())
}
