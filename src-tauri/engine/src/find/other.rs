//! The paths that the user added: a Python that no other source knows, or a folder that holds one.

use std::path::{Path, PathBuf};

use super::{Found, installs, names};
use crate::machine::{Machine, Os};
use crate::model::Source;

pub(super) fn find(machine: &Machine, added: &[PathBuf]) -> Vec<Found> {
    added.iter().filter_map(|path| found(machine, path)).collect()
}

fn found(machine: &Machine, added: &Path) -> Option<Found> {
    let path = if machine.is_folder(added) {
        let bin = if added.ends_with("bin") { added.to_path_buf() } else { added.join("bin") };
        installs::python(machine, &bin)?
    } else {
        added.to_path_buf()
    };
    // What is called otherwise would be taken for the Python whose library happens to lie beside it.
    let is_called_python =
        |path: &Path| path.file_name().is_some_and(|name| names::is_python(name) || names::library(name).is_some());
    if !is_called_python(&path) && !machine.resolve(&path).is_ok_and(|real| is_called_python(&real)) {
        return None;
    }
    let bin = path.parent()?;
    // An environment is listed as one, a shim is a script that asks another program, and running anything in macOS's
    // `/usr/bin` may open a dialog.
    let launcher = machine.os == Os::Macos && bin == Path::new("/usr/bin");
    let usable =
        path.is_absolute() && !launcher && !bin.ends_with("shims") && !names::is_environments_bin(machine, bin);
    usable.then(|| Found::new(Source::Other, path))
}
