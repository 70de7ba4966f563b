//! How an environment is led to another interpreter of the same minor version.
//!
//! `venv --upgrade` does the same, but keeps links that lead nowhere and then trips over them. Packages stay as they
//! are: within a minor version they fit. In `pyvenv.cfg` the interpreter's lines change and all others stay.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::blueprint::{Base, other_names};
use super::{Link, Unfit};
use crate::machine::{Kind, Machine};
use crate::model::Interpreter;
use crate::pyvenv_cfg;

/// A `pyvenv.cfg` has a few hundred bytes.
const LIMIT: u64 = 64 << 10;

/// What to change, from the environment's folder on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relinked {
    /// The links to put there; one that is there already is to be replaced.
    pub links: Vec<Link>,
    /// What `pyvenv.cfg` says then.
    pub config: String,
}

/// Draws how the environment in `folder` is led to `interpreter`.
///
/// # Errors
/// [`Unfit`] when it is for another minor version, holds a copy of its interpreter, or is not as `venv` makes one.
pub fn relink(machine: &Machine, interpreter: &Interpreter, folder: &Path) -> Result<Relinked, Unfit> {
    let base = Base::read(machine, interpreter)?;
    let config = folder.join(pyvenv_cfg::NAME);
    let text = machine.read_text(&config, LIMIT).map_err(|_| Unfit::Missing { path: config })?;
    if !machine.is_folder(&folder.join("lib").join(base.library).join("site-packages")) {
        return Err(Unfit::OtherMinor);
    }
    let written = pyvenv_cfg::PyvenvCfg::parse(&text).version();
    if written.as_deref().is_some_and(|version| crate::model::minor_of(version) != Some(base.minor)) {
        return Err(Unfit::OtherMinor);
    }
    Ok(Relinked { links: links(machine, &base, folder)?, config: rewritten(&text, &base) })
}

/// The links that have to change: those that lead out of `bin`, and those that are missing.
fn links(machine: &Machine, base: &Base<'_>, folder: &Path) -> Result<Vec<Link>, Unfit> {
    let bin = folder.join("bin");
    let entries = machine.list(&bin).map_err(|_| Unfit::Missing { path: bin.clone() })?;
    let names = other_names(base);
    let mut links: Vec<Link> = Vec::new();
    let mut inside: Vec<(PathBuf, PathBuf)> = Vec::new();
    for entry in entries {
        let Some(name) = entry.name.to_str().filter(|name| names.iter().any(|it| it == name) || is_minor(name, base))
        else {
            continue;
        };
        let path = bin.join(name);
        let to = machine.link(&path).filter(|_| entry.kind == Kind::Link).ok_or(Unfit::Copied { path })?;
        let at = Path::new("bin").join(name);
        if to.components().count() == 1 {
            inside.push((at, to));
        } else {
            links.push(Link { at, to: base.path.into() });
        }
    }
    // The scripts in `bin` name the interpreter by the link that is there already; without one it has its own name.
    if links.is_empty() {
        links.push(Link { at: Path::new("bin").join(base.name), to: base.path.into() });
    }
    let anchor = links[0].at.file_name().map(PathBuf::from).unwrap_or_default();
    let ends =
        |to: &Path| links.iter().any(|link| link.at.ends_with(to)) || inside.iter().any(|(at, _)| at.ends_with(to));
    let lost: Vec<PathBuf> = inside
        .iter()
        .filter(|(at, to)| !ends(to) && !links.iter().any(|link| link.at == *at))
        .map(|(at, _)| at.clone())
        .collect();
    let missing = names.iter().map(|name| Path::new("bin").join(name));
    let missing =
        missing.filter(|at| !links.iter().any(|link| link.at == *at) && !inside.iter().any(|(it, _)| it == at));
    let new: Vec<PathBuf> = lost.into_iter().chain(missing).collect();
    links.extend(new.into_iter().map(|at| Link { at, to: anchor.clone() }));
    Ok(links)
}

/// `python3.13`, with whatever this build adds to it.
fn is_minor(name: &str, base: &Base<'_>) -> bool {
    name == base.library || name == format!("python3.{}", base.minor.1)
}

/// `text` with the interpreter's lines said anew. A key that comes twice is changed each time.
fn rewritten(text: &str, base: &Base<'_>) -> String {
    let line = |line: &str| {
        let (body, end) = line.strip_suffix('\n').map_or((line, ""), |body| (body, "\n"));
        let value = match body.split_once('=').map(|(key, _)| key.trim().to_lowercase()).as_deref() {
            Some("home") => base.home.to_owned(),
            Some("version") => base.version.clone(),
            Some("executable") => base.real.to_owned(),
            _ => return line.to_owned(),
        };
        let key = body.split('=').next().unwrap_or_default().trim_end();
        format!("{key} = {value}{end}")
    };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests;
