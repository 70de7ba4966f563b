//! pipx, and what it has installed.
//!
//! Its home has moved more than once, and `PIPX_HOME` always wins: `~/.local/pipx` until 1.2, the platform's data folder
//! since 1.3, and on macOS `~/.local/pipx` again from 1.5 to 1.15 (`constants.py` and `paths.py` of these versions). Since
//! 1.3 the other one stays in use where it is there already. Tools in a home that pipx has left still run, so both are
//! read.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::environment;
use crate::machine::{Machine, Os};
use crate::model::{Health, Pipx, PipxTool};
use crate::shell::ShellAnswer;
use crate::tool::release::Release;

/// Longer than any `pipx_metadata.json`.
const LIMIT: u64 = 1 << 20;

/// What pipx writes beside each tool's environment, as far as it matters here. Any version of the file is taken.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Metadata {
    main_package: Package,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Package {
    #[serde(rename = "package_version")]
    version: Option<String>,
    apps: Option<Vec<String>>,
    app_paths: Option<Vec<AppPath>>,
    apps_of_dependencies: Option<Vec<String>>,
    include_dependencies: bool,
    suffix: String,
}

/// `{"__type__": "Path", "__Path__": "/..."}`.
#[derive(Deserialize)]
struct AppPath {
    #[serde(rename = "__Path__")]
    path: PathBuf,
}

/// pipx, if it is there or has left something behind.
pub(super) fn read(machine: &Machine, answer: &ShellAnswer) -> Option<Pipx> {
    let bin = bin(machine, answer);
    let path = super::program(machine, answer, "pipx", &[".local/bin"])
        .or_else(|| Some(bin.join("pipx")).filter(|own| machine.is_executable(own)));
    let release = path.as_deref().and_then(|path| Release::parse(&version(machine, path)?));
    let home = home(machine, answer, release);
    let mut homes = homes(machine, answer);
    homes.sort_by_key(|one| *one != home);
    let mut tools: Vec<PipxTool> = Vec::new();
    for home in &homes {
        for tool in tools_in(machine, &home.join("venvs")) {
            if tools.iter().all(|known| known.name != tool.name) {
                tools.push(tool);
            }
        }
    }
    tools.sort_by(|one, other| one.name.cmp(&other.name));
    if path.is_none() && tools.is_empty() {
        return None;
    }
    Some(Pipx { path: path.map(Into::into), home: home.into(), on_path: on_path(machine, answer, &bin), tools })
}

/// The places in which pipx may keep its tools, or may have kept them before.
pub(super) fn homes(machine: &Machine, answer: &ShellAnswer) -> Vec<PathBuf> {
    let mut homes: Vec<PathBuf> = variable(machine, answer, "PIPX_HOME").into_iter().collect();
    for home in [dotted(machine), data(machine)] {
        if !homes.contains(&home) {
            homes.push(home);
        }
    }
    homes
}

/// The one that a pipx of this version uses; of the newest, where nobody knows which it is.
fn home(machine: &Machine, answer: &ShellAnswer, release: Option<Release>) -> PathBuf {
    let (dotted, data) = (dotted(machine), data(machine));
    let first_there = |[first, second]: [PathBuf; 2]| if machine.stat(&first).is_some() { first } else { second };
    let usual = || match release {
        Some(release) if release < Release(1, 3, 0) => dotted,
        Some(release) if machine.os == Os::Macos && (Release(1, 5, 0)..Release(1, 16, 0)).contains(&release) => {
            first_there([data, dotted])
        }
        _ => first_there([dotted, data]),
    };
    variable(machine, answer, "PIPX_HOME").unwrap_or_else(usual)
}

fn dotted(machine: &Machine) -> PathBuf {
    machine.home.join(".local/pipx")
}

/// The platform's folder for the data of programs, as `platformdirs` has it.
fn data(machine: &Machine) -> PathBuf {
    match machine.os {
        Os::Macos => machine.home.join("Library/Application Support/pipx"),
        Os::Linux => {
            machine.var_path("XDG_DATA_HOME").unwrap_or_else(|| machine.home.join(".local/share")).join("pipx")
        }
    }
}

/// The folder of the tools' commands.
pub(super) fn bin(machine: &Machine, answer: &ShellAnswer) -> PathBuf {
    variable(machine, answer, "PIPX_BIN_DIR").unwrap_or_else(|| machine.home.join(".local/bin"))
}

/// Whether the terminal finds the commands that are in `bin`.
pub(super) fn on_path(machine: &Machine, answer: &ShellAnswer, bin: &Path) -> bool {
    let same = |folder: &PathBuf| match (machine.stat(folder), machine.stat(bin)) {
        (Some(one), Some(other)) => one.id == other.id,
        _ => folder == bin,
    };
    answer.path().iter().any(same)
}

fn variable(machine: &Machine, answer: &ShellAnswer, name: &str) -> Option<PathBuf> {
    answer.var_path(name).or_else(|| machine.var_path(name))
}

pub(super) fn tools_in(machine: &Machine, environments: &Path) -> Vec<PipxTool> {
    let entries = machine.list(environments).unwrap_or_default();
    entries.into_iter().filter_map(|entry| tool(machine, &environments.join(entry.name))).collect()
}

/// One tool: an environment with pipx's file in it. Without the file it is a leftover, or being made right now.
fn tool(machine: &Machine, environment: &Path) -> Option<PipxTool> {
    let text = machine.read(&environment.join("pipx_metadata.json"), LIMIT).ok()?;
    let package = serde_json::from_slice::<Metadata>(&text).ok()?.main_package;
    Some(PipxTool {
        // The folder's name is what pipx's commands take; it holds the suffix of a second installation.
        name: environment.file_name()?.to_string_lossy().into_owned(),
        version: package.version.clone().unwrap_or_default(),
        commands: commands(package),
        health: health(machine, environment),
        home: environment.parent()?.parent()?.into(),
    })
}

fn commands(package: Package) -> Vec<String> {
    let mut commands = package.apps.unwrap_or_default();
    if commands.is_empty() {
        let names = package.app_paths.unwrap_or_default();
        commands = names.iter().filter_map(|app| Some(app.path.file_name()?.to_string_lossy().into_owned())).collect();
    }
    if package.include_dependencies {
        commands.extend(package.apps_of_dependencies.unwrap_or_default());
    }
    // A second installation of the same package has commands of its own: `black` and `black@22`.
    for command in &mut commands {
        command.push_str(&package.suffix);
    }
    commands.sort();
    commands.dedup();
    commands
}

/// How the tool's environment is. pipx gives none of them a pip of their own: its shared one is on their path.
fn health(machine: &Machine, environment: &Path) -> Health {
    match environment::inspect(machine, environment, &[]).map(|found| found.health) {
        None => Health::Broken,
        Some(Health::NoPip) => Health::Healthy,
        Some(health) => health,
    }
}

/// The version of the program: it is a script in the folder of its environment's programs, or its first line names the
/// Python of that environment, and there lies what pip wrote of it. Debian's is where Debian keeps packages. (A path that
/// is long, or has a blank in it, as Sandbar's own has on a Mac, stands in no first line: there is `#!/bin/sh`.)
pub(super) fn version(machine: &Machine, program: &Path) -> Option<String> {
    const FIRST_LINE: u64 = 512;
    let real = machine.resolve(program).ok()?;
    let head = machine.read_head(&real, FIRST_LINE).ok()?;
    let head = String::from_utf8_lossy(&head);
    let python = head.lines().next().and_then(|line| line.strip_prefix("#!")?.split_whitespace().next());
    let programs = python.into_iter().map(Path::new).chain([real.as_path()]);
    let prefixes: Vec<&Path> = programs.filter_map(|program| program.parent()?.parent()).collect();
    let sites = prefixes.iter().flat_map(|prefix| {
        let libraries = machine.list(&prefix.join("lib")).unwrap_or_default();
        let pythons = libraries.into_iter().filter(|library| library.name.to_string_lossy().starts_with("python"));
        pythons.map(|library| prefix.join("lib").join(library.name).join("site-packages")).collect::<Vec<_>>()
    });
    let debians = PathBuf::from("/usr/lib/python3/dist-packages");
    let debians = Some(debians).filter(|_| real.starts_with("/usr/bin"));
    sites.chain(debians).find_map(|site| {
        let entries = machine.list(&site).ok()?;
        entries.iter().find_map(|entry| noted_version(&entry.name.to_string_lossy()))
    })
}

/// `1.18.4`, of `pipx-1.18.4.dist-info`: the name alone says it, and a folder of Debian's holds hundreds of others.
fn noted_version(entry: &str) -> Option<String> {
    let noted = entry.strip_suffix(".dist-info").or_else(|| entry.strip_suffix(".egg-info"))?;
    noted.strip_prefix("pipx-").map(str::to_owned)
}
