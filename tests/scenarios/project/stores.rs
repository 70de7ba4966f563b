//! Environments in the stores of other tools, and the projects they are joined to.

use std::path::{Path, PathBuf};

use sandbar_engine::environment::stores::hash_of;
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{EnvironmentTool, Health};
use sandbar_engine::project::Survey;
use sandbar_tests::scratch::Scratch;

use super::{environment, look, project};

const HOME: &str = "/Users/tester";
const CODE: &str = "/Users/tester/code";

/// A Mac with a Python that must not be run.
fn mac() -> Scratch {
    let scratch = Scratch::new();
    scratch.program("base/bin/python3.13").folder(CODE);
    scratch
}

/// Puts an environment into a store; its own files know where it is.
fn store(scratch: &Scratch, name: &str) -> PathBuf {
    let path = Path::new(HOME).join(name);
    scratch.venv(&path, &path, Path::new("/base/bin/python3.13"));
    path
}

fn watch(machine: &Machine) -> Survey {
    look(machine, &[Path::new(CODE)])
}

/// The environment in `path` is that of the project `name`, and of no other.
fn is_joined(survey: &Survey, path: &Path, name: &str) {
    let folder = Path::new(CODE).join(name);
    let found = environment(survey, path);
    assert_eq!(found.projects.iter().map(AsRef::as_ref).collect::<Vec<&Path>>(), [folder.as_path()]);
    let project = project(survey, &folder);
    assert_eq!(project.environment.path.as_deref(), Some(path));
    assert_eq!(project.environment.health, found.health);
}

#[test]
fn poetrys_are_joined_by_name_and_hash() {
    let scratch = mac();
    let hash = hash_of(&Path::new(CODE).join("weather"));
    let cache = "Library/Caches/pypoetry/virtualenvs";
    scratch.file(format!("{CODE}/weather/pyproject.toml"), "[tool.poetry]\nname = \"My.Weather App\"\n");
    let old = store(&scratch, &format!("{cache}/my-weather-{hash}-py3.13"));
    let own = store(&scratch, &format!("{cache}/my-weather_app-{hash}-py3.13"));
    let other = store(&scratch, &format!("{cache}/my-weather_app-AAAAAAAA-py3.13"));
    let survey = watch(&scratch.mac());
    is_joined(&survey, &own, "weather");
    assert!(environment(&survey, &old).projects.is_empty(), "the project had another name once");
    assert!(environment(&survey, &other).projects.is_empty());
    // What lies in the project comes first.
    let inside = Path::new(CODE).join("weather/.venv");
    scratch.venv(&inside, &inside, Path::new("/base/bin/python3.13"));
    assert_eq!(
        project(&watch(&scratch.mac()), inside.parent().unwrap()).environment.path.as_deref(),
        Some(inside.as_path())
    );
}

#[test]
fn hatchs_default_environment_is_the_projects() {
    let scratch = mac();
    let hash = hash_of(&Path::new(CODE).join("shop"));
    let data = format!("Library/Application Support/hatch/env/virtual/my-shop/{hash}");
    scratch.file(format!("{CODE}/shop/pyproject.toml"), "[project]\nname = \"My_Shop\"\n");
    let docs = store(&scratch, &format!("{data}/docs"));
    let own = store(&scratch, &format!("{data}/my-shop"));
    let survey = watch(&scratch.mac());
    is_joined(&survey, &own, "shop");
    assert_eq!(environment(&survey, &docs).projects.len(), 1);
}

#[test]
fn pipenvs_and_virtualenvwrappers_are_joined_by_file_or_hash() {
    let scratch = mac();
    let hash = hash_of(&Path::new(CODE).join("site/Pipfile"));
    scratch.file(format!("{CODE}/site/Pipfile"), "").file(format!("{CODE}/blog/main.py"), "");
    let by_hash = store(&scratch, &format!(".local/share/virtualenvs/site-{hash}"));
    let by_file = store(&scratch, ".virtualenvs/any name");
    scratch.file(by_file.join(".project"), format!("{CODE}/blog\n"));
    let nobodys = store(&scratch, ".virtualenvs/scratch");
    scratch.file(nobodys.join(".project"), "\u{0}relative\n");
    let survey = watch(&scratch.mac());
    is_joined(&survey, &by_hash, "site");
    is_joined(&survey, &by_file, "blog");
    assert!(environment(&survey, &nobodys).projects.is_empty());
}

#[test]
fn pyenvs_are_found_once_and_joined_by_python_version() {
    let scratch = mac();
    scratch.program(format!("{HOME}/.pyenv/versions/3.13.1/bin/python3.13"));
    let own = store(&scratch, ".pyenv/versions/3.13.1/envs/blog");
    scratch.link(format!("{HOME}/.pyenv/versions/blog"), &own).link(format!("{HOME}/.pyenv/versions/loop"), "loop");
    scratch.file(format!("{CODE}/blog/.python-version"), "# mine\nblog\n");
    let survey = watch(&scratch.mac());
    is_joined(&survey, &own, "blog");
    assert_eq!(survey.environments.len(), 1, "{:?}", survey.environments);
}

#[test]
fn condas_named_ones_are_joined_by_environment_yml() {
    let scratch = mac();
    let base = Path::new(HOME).join("miniforge3");
    let conda = |folder: &Path| {
        scratch
            .program(folder.join("bin/python3.12"))
            .link(folder.join("bin/python"), "python3.12")
            .file(folder.join("conda-meta/python-3.12.11-hc22306f_0_cpython.json"), "{}");
    };
    let documents = Path::new(HOME).join("Documents/secret/env");
    for folder in [base.clone(), base.join("envs/ml"), base.join("envs/other"), documents.clone()] {
        conda(&folder);
    }
    scratch
        .folder(base.join("condabin"))
        .file(
            format!("{HOME}/.conda/environments.txt"),
            format!("{0}\n{0}/envs/ml\n{1}\n", base.display(), documents.display()),
        )
        .file(format!("{CODE}/learn/environment.yml"), "channels:\n  - x\nname: \"ml\"  # mine\n");
    let survey = watch(&scratch.mac());
    is_joined(&survey, &base.join("envs/ml"), "learn");
    let found: Vec<&Path> = survey.environments.iter().map(|environment| environment.path.as_ref()).collect();
    assert_eq!(found, [base.join("envs/ml"), base.join("envs/other")], "neither the base nor what lies in Documents");
    assert_eq!(environment(&survey, &base.join("envs/ml")).tool, EnvironmentTool::Conda);
    assert!(survey.conda_like.is_empty(), "these are found as interpreters by themselves");

    let survey = look(&scratch.mac(), &[documents.parent().unwrap()]);
    assert_eq!(environment(&survey, &documents).projects.len(), 1, "this folder has been shown to Sandbar");
}

#[test]
fn what_tools_keep_for_themselves_is_not_listed() {
    let scratch = mac();
    for name in [
        ".local/pipx/venvs/black",
        "Library/Application Support/pipx/venvs/ruff",
        ".local/share/uv/tools/ruff",
        ".pixi/envs/tool",
        ".local/share/virtualenvs/public",
    ] {
        store(&scratch, name);
    }
    let cellar = Path::new("/opt/homebrew/Cellar/pipx/1.16.7/libexec");
    scratch.venv(cellar, cellar, Path::new("/base/bin/python3.13"));
    let folders = [".local/pipx", ".local/share/uv", ".pixi", "Library/Application Support/pipx"];
    let mut folders: Vec<PathBuf> = folders.iter().map(|name| Path::new(HOME).join(name)).collect();
    folders.push(PathBuf::from("/opt/homebrew/Cellar"));
    let survey = look(&scratch.mac(), &folders.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    let found: Vec<&Path> = survey.environments.iter().map(|environment| environment.path.as_ref()).collect();
    assert_eq!(found, [Path::new("/Users/tester/.local/share/virtualenvs/public")]);
    assert!(survey.projects.is_empty(), "{:?}", survey.projects);
}

#[test]
fn a_private_folder_is_not_entered_by_a_link_or_a_note() {
    let scratch = mac();
    let hidden = store(&scratch, "Documents/envs/hidden");
    scratch
        .file(format!("{CODE}/p/main.py"), "")
        .link(format!("{CODE}/p/.venv"), &hidden)
        .link(format!("{HOME}/.virtualenvs/mine"), &hidden);
    let survey = watch(&scratch.mac());
    assert_eq!(survey.environments, []);
    assert_eq!(project(&survey, &Path::new(CODE).join("p")).environment.health, Health::Missing);
    // Where an environment says that it was made in a private folder, that folder is not asked.
    let moved = Path::new(CODE).join("q/.venv");
    scratch.venv(&moved, &hidden, Path::new("/base/bin/python3.13"));
    assert_eq!(environment(&watch(&scratch.mac()), &moved).health, Health::Moved);
}

#[test]
fn linux_keeps_its_stores_elsewhere_and_asks_nobody() {
    let scratch = mac();
    let mut machine = scratch.machine();
    machine.os = sandbar_engine::machine::Os::Linux;
    let code = scratch.path(CODE);
    let hash = hash_of(&code.join("weather"));
    let own = scratch.path(HOME).join(format!(".cache/pypoetry/virtualenvs/weather-{hash}-py3.13"));
    scratch.file(code.join("weather/pyproject.toml"), "[project]\nname = \"weather\"\n").venv(
        &own,
        &own,
        &scratch.path("base/bin/python3.13"),
    );
    let survey = look(&machine, &[&code]);
    assert_eq!(project(&survey, &code.join("weather")).environment.path.as_deref(), Some(own.as_path()));
    assert!(!scratch.was_run());
}
