//! Projects: what is one, and which environment is its own.

mod mac;
mod scan;
mod stores;

use std::path::{Path, PathBuf};

use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Environment, Project};
use sandbar_engine::project::{Survey, survey};

/// A survey of these folders, with no interpreter known.
fn look(machine: &Machine, folders: &[&Path]) -> Survey {
    let folders: Vec<PathBuf> = folders.iter().map(|folder| folder.to_path_buf()).collect();
    survey(machine, &folders, &[])
}

/// The projects' paths below `around`.
fn paths(survey: &Survey, around: &Path) -> Vec<String> {
    let below = |project: &Project| project.path.strip_prefix(around).unwrap_or(&project.path).display().to_string();
    survey.projects.iter().map(below).collect()
}

fn project<'a>(survey: &'a Survey, path: &Path) -> &'a Project {
    let found = survey.projects.iter().find(|project| project.path.as_path() == path);
    found.unwrap_or_else(|| panic!("no project {} in {:?}", path.display(), paths(survey, Path::new("/"))))
}

fn environment<'a>(survey: &'a Survey, path: &Path) -> &'a Environment {
    let mut found = survey.environments.iter().filter(|environment| environment.path.as_path() == path);
    let only = found.next().unwrap_or_else(|| panic!("no environment {} in {:?}", path.display(), survey.environments));
    assert!(found.next().is_none(), "{} is listed twice", path.display());
    only
}
