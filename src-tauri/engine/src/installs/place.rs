//! Which folders are looked after, for which interpreter, and which programs may be at work on them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::find;
use crate::machine::Machine;
use crate::model::Interpreter;

/// One folder of packages that guarded interpreters read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The folder.
    pub(super) folder: PathBuf,
    /// The first interpreter that reads it: what happens there is told of this one alone.
    pub(super) interpreter: Interpreter,
    /// True for the user site.
    pub(super) shared: bool,
    /// The files that run when an interpreter that reads it runs, guarded or not: `pip install --user` of one Python
    /// fills the folder that others read as well.
    pub(super) programs: BTreeSet<PathBuf>,
}

/// The folders that are looked after, in the order of the interpreters.
pub(super) fn places(machine: &Machine, interpreters: &[Interpreter]) -> Vec<Place> {
    let mut programs: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
    let mut places: Vec<Place> = Vec::new();
    for interpreter in interpreters {
        let own = interpreter.site_packages.iter().map(|folder| (folder.to_path_buf(), false));
        let users = find::user_site(machine, interpreter).map(|folder| (folder, true));
        for (folder, shared) in own.chain(users) {
            programs.entry(folder.clone()).or_default().extend(programs_of(interpreter));
            let is_new = !places.iter().any(|place| place.folder == folder);
            if find::is_guarded(interpreter) && is_new {
                // What is in it is kept in the receipts; the snapshot's own list would only make two equal ones differ.
                let interpreter = Interpreter { strays: Vec::new(), ..interpreter.clone() };
                places.push(Place { folder, interpreter, shared, programs: BTreeSet::new() });
            }
        }
    }
    for place in &mut places {
        place.programs = programs.remove(&place.folder).unwrap_or_default();
    }
    places
}

/// A framework's `bin/python3.13` starts the program in its `Python.app` in its own place.
fn programs_of(interpreter: &Interpreter) -> BTreeSet<PathBuf> {
    let real = interpreter.real_path.to_path_buf();
    let app =
        real.parent().and_then(|bin| bin.parent()).map(|it| it.join("Resources/Python.app/Contents/MacOS/Python"));
    [Some(real), app].into_iter().flatten().collect()
}
