//! Draws an environment: all that `venv` would write for an interpreter at a place, known by reading.
//!
//! ```text
//! bin/python3.13 -> /opt/homebrew/opt/python@3.13/bin/python3.13     the name that it is run by: absolute
//! bin/python, bin/python3 -> python3.13                              its other names: beside it
//! lib/python3.13/site-packages    include/python3.13    lib64 -> lib (Linux)
//! ```
//!
//! The interpreter's name is the one that it is run by (`sys._base_executable`, which Homebrew's `sitecustomize` sets
//! to the path through `opt`): [`Interpreter::path`] is just that, and survives upgrades.

use std::path::{Path, PathBuf};

use super::activate::{self, Values};
use super::config::{self, Facts};
use super::recipe::Recipe;
use super::{Blueprint, Link, Mode, Seeding, TextFile, Unfit, ensurepip, seed};
use crate::machine::{Machine, Os};
use crate::model::{Interpreter, Source};
use crate::plain::is_plain;
use crate::pyvenv_cfg;

/// The largest source of `venv` has 32 KB.
const LIMIT: u64 = 1 << 20;

/// What Sandbar puts into environments whose `venv` does not write one: as short as it gets.
const IGNORE: &str = "*\n";

/// What `venv` itself writes since 3.13.
const OWN_IGNORE: &str = "# Created by venv; see https://docs.python.org/3/library/venv.html\n*\n";

/// The interpreter, as far as an environment depends on it.
pub(super) struct Base<'a> {
    /// The path that it is run by.
    pub(super) path: &'a str,
    /// The folder of that.
    pub(super) home: &'a str,
    /// The file's name there.
    pub(super) name: &'a str,
    /// The file that really runs.
    pub(super) real: &'a str,
    /// `3.13.5`.
    pub(super) version: String,
    pub(super) minor: (u32, u32),
    pub(super) stdlib: &'a Path,
    /// `python3.13`, or `python3.13t`.
    pub(super) library: &'a str,
    pub(super) recipe: Recipe,
}

/// All that `interpreter`'s own `venv` would write for an environment at `target`, and all that its `ensurepip` would
/// install there.
///
/// # Errors
/// [`Unfit`] where reading does not tell, or tells of something unknown.
pub fn blueprint(
    machine: &Machine,
    interpreter: &Interpreter,
    target: &Path,
    prompt: Option<&str>,
) -> Result<Blueprint, Unfit> {
    let base = Base::read(machine, interpreter)?;
    let folder = plain_path(target)?;
    let name = target.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let bin = Path::new("bin");
    let python = target.join(bin).join(base.name);

    let facts = Facts {
        home: base.home,
        version: &base.version,
        executable: base.path,
        real_executable: base.real,
        prompt,
        target: folder,
    };
    let text = |at: PathBuf, content: String| TextFile { at, content, mode: Mode::Plain };
    let mut files = vec![text(pyvenv_cfg::NAME.into(), config::text(&base.recipe, &facts)?)];
    let ignore = if base.recipe.ignore { OWN_IGNORE } else { IGNORE };
    files.push(text(".gitignore".into(), ignore.to_owned()));
    let values = Values { folder, name, prompt: prompt.unwrap_or(name), python: plain_path(&python)? };
    files.extend(activate::scripts(machine, &base.stdlib.join("venv/scripts"), &base.recipe, &values)?);

    let site_packages = Path::new("lib").join(base.library).join("site-packages");
    let include = Path::new("include");
    let include = if base.recipe.own_include { include.join(base.library) } else { include.to_path_buf() };
    let wheels = ensurepip::wheels(machine, base.stdlib)?;
    Ok(Blueprint {
        folders: vec![bin.to_path_buf(), include, site_packages.clone()],
        links: links(machine, interpreter, &base)?,
        files,
        seeding: Seeding { wheels: seed::seeds(machine, &wheels, &python, base.minor)?, site_packages },
        target: target.to_path_buf(),
    })
}

fn links(machine: &Machine, interpreter: &Interpreter, base: &Base<'_>) -> Result<Vec<Link>, Unfit> {
    let in_bin = |name: &str| Path::new("bin").join(name);
    let mut links = vec![Link { at: in_bin(base.name), to: base.path.into() }];
    let others = other_names(base).into_iter().filter(|name| name != base.name);
    links.extend(others.map(|name| Link { at: in_bin(&name), to: base.name.into() }));
    if base.recipe.lib64 && machine.os == Os::Linux {
        // Only where a pointer has 64 bits; the processors that Sandbar knows all have.
        interpreter.arch.as_ref().ok_or_else(|| Unfit::Layout { path: base.real.into() })?;
        links.push(Link { at: "lib64".into(), to: "lib".into() });
    }
    Ok(links)
}

/// The names that lead to the interpreter in `bin`.
pub(super) fn other_names(base: &Base<'_>) -> Vec<String> {
    let mut names = vec!["python".to_owned(), "python3".to_owned()];
    if base.recipe.minor_link {
        names.push(format!("python3.{}", base.minor.1));
    }
    if base.recipe.pi_link && base.minor == (3, 14) {
        names.push("𝜋thon".to_owned());
    }
    names
}

impl<'a> Base<'a> {
    /// Reads what an environment depends on.
    pub(super) fn read(machine: &Machine, interpreter: &'a Interpreter) -> Result<Self, Unfit> {
        if matches!(interpreter.source, Source::AppleClt | Source::Xcode | Source::Nix) {
            return Err(Unfit::Owner { owner: interpreter.owner.clone() });
        }
        let path = &*interpreter.path;
        let layout = || Unfit::Layout { path: path.to_path_buf() };
        let minor = interpreter.minor().filter(|minor| *minor >= (3, 8) && minor.0 == 3).ok_or_else(layout)?;
        let version = config::three_numbers(&interpreter.version).ok_or_else(layout)?;
        let stdlib = interpreter.stdlib.as_deref().ok_or_else(layout)?;
        let library = stdlib.file_name().and_then(|name| name.to_str()).ok_or_else(layout)?;
        let usual = format!("python3.{}", minor.1);
        if library != usual && library != format!("{usual}t") {
            return Err(layout());
        }
        let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(layout)?;
        if ![library, &usual, "python3", "python"].contains(&name) {
            return Err(layout());
        }
        let home = path.parent().ok_or_else(layout)?;
        // Beside such a file Python takes itself for an environment's, and goes on from there.
        let in_environment = |folder: &Path| machine.lstat(&folder.join(pyvenv_cfg::NAME)).is_some();
        if in_environment(home) || home.parent().is_some_and(in_environment) {
            return Err(layout());
        }
        let source = stdlib.join("venv/__init__.py");
        let text = machine.read_text(&source, LIMIT).map_err(|_| Unfit::Missing { path: source.clone() })?;
        let recipe = Recipe::read(&text).map_err(|line| Unfit::Unknown { path: source, line })?;
        if recipe.platlib && ensurepip::setting(machine, stdlib, "PLATLIBDIR")?.as_deref() != Some("lib") {
            return Err(layout());
        }
        Ok(Self {
            path: plain_path(path)?,
            home: plain_path(home)?,
            name,
            real: plain_path(&interpreter.real_path)?,
            version,
            minor,
            stdlib,
            library,
            recipe,
        })
    }
}

/// A path as it can stand in scripts and in `pyvenv.cfg`: on one line, absolute, and one word to a shell.
pub(super) fn plain_path(path: &Path) -> Result<&str, Unfit> {
    let is_fine = |c: char| is_plain(c) && !matches!(c, ':' | '"' | '$' | '`' | '\\' | char::REPLACEMENT_CHARACTER);
    let text = path.to_str().filter(|text| text.starts_with('/') && text.trim() == *text && text.chars().all(is_fine));
    text.ok_or_else(|| Unfit::Path { path: path.to_path_buf() })
}

#[cfg(test)]
mod tests;
