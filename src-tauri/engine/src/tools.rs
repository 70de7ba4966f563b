//! Homebrew, pipx and uv, found by reading: none of them is asked.
//!
//! A tool that the terminal does not find may still be there: an app sees them at their usual places too.

mod homebrew;
mod pipx;

use std::path::{Path, PathBuf};

use crate::find;
use crate::machine::Machine;
use crate::model::{PipxTool, Tools, Uv};
use crate::shell::ShellAnswer;

pub use homebrew::Installed;

/// The tools on this machine.
pub fn read(machine: &Machine, answer: &ShellAnswer) -> Tools {
    Tools { brew: homebrew::read(machine, answer), pipx: pipx::read(machine, answer), uv: uv(machine, answer) }
}

/// The folders in which pipx and uv keep the tools that they install, there or not.
pub fn haunts(machine: &Machine, answer: &ShellAnswer) -> Vec<PathBuf> {
    let mut haunts: Vec<PathBuf> = pipx::homes(machine, answer).into_iter().map(|home| home.join("venvs")).collect();
    let data = machine.var_path("XDG_DATA_HOME").unwrap_or_else(|| machine.home.join(".local/share"));
    haunts.push(machine.var_path("UV_TOOL_DIR").unwrap_or_else(|| data.join("uv/tools")));
    haunts.extend([".local/bin", ".cargo/bin"].map(|folder| machine.home.join(folder)));
    haunts
}

/// The formulae that Homebrew has completely installed under `prefix`, sorted.
pub fn formulae(machine: &Machine, prefix: &Path) -> Vec<String> {
    homebrew::formulae(machine, prefix)
}

/// The same, with what their receipts tell.
pub fn installed_formulae(machine: &Machine, prefix: &Path) -> Vec<Installed> {
    homebrew::installed(machine, prefix)
}

/// The same, each with its tap where that is not Homebrew's own: what has to be said to install it again.
pub fn formulae_in_full(machine: &Machine, prefix: &Path) -> Vec<String> {
    homebrew::installed(machine, prefix).iter().map(Installed::full_name).collect()
}

/// The formula that `name` leads to, where Homebrew has completely installed it: its own name, or another one of it.
pub fn formula(machine: &Machine, prefix: &Path, name: &str) -> Option<String> {
    homebrew::formula(machine, prefix, name)
}

/// Whether somebody has told Homebrew to leave the formula as it is.
pub fn is_pinned(machine: &Machine, prefix: &Path, name: &str) -> bool {
    homebrew::is_pinned(machine, prefix, name)
}

/// The folder of the commands of pipx's tools, and whether the terminal looks into it; whether pipx is there or not.
pub fn pipx_bin(machine: &Machine, answer: &ShellAnswer) -> (PathBuf, bool) {
    let bin = pipx::bin(machine, answer);
    let on_path = pipx::on_path(machine, answer, &bin);
    (bin, on_path)
}

/// The version of the pipx at `program`, as the files beside it tell.
pub fn pipx_version(machine: &Machine, program: &Path) -> Option<String> {
    pipx::version(machine, program)
}

/// The tools that pipx keeps in `home`.
pub fn pipx_tools(machine: &Machine, home: &Path) -> Vec<PipxTool> {
    pipx::tools_in(machine, &home.join("venvs"))
}

/// uv: what the terminal runs, else where its installer, cargo and Homebrew put it.
fn uv(machine: &Machine, answer: &ShellAnswer) -> Option<Uv> {
    program(machine, answer, "uv", &[".local/bin", ".cargo/bin"]).map(|path| Uv { path: path.into() })
}

/// The first `name` on the terminal's PATH, in these folders of the home folder, or in a Homebrew.
fn program(machine: &Machine, answer: &ShellAnswer, name: &str, home: &[&str]) -> Option<PathBuf> {
    answer.which(machine, name).or_else(|| {
        let own = home.iter().map(|folder| machine.home.join(folder));
        let brewed = find::homebrew::prefixes(machine).into_iter().map(|prefix| prefix.join("bin"));
        own.chain(brewed).map(|folder| folder.join(name)).find(|path| machine.is_executable(path))
    })
}

#[cfg(test)]
mod tests;
