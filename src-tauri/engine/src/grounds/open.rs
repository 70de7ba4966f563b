//! Reads what a project can be opened in.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Reading, sandbox};
use crate::machine::{Machine, Os};
use crate::packages;
use crate::plan::hex;
use crate::plan::open::kernel::{self, Kernels};
use crate::plan::open::{Grounds, Program, Shell};
use crate::settings;
use crate::wish::Opener;

/// A `settings.json` that a person keeps is a hundredth of that.
const MOST_SETTINGS: u64 = 1 << 20;

/// Terminals of Linux, and what each is told before the program that runs in it; the first is Debian's name for the
/// one that the user has chosen.
const TERMINALS: [(&str, &[&str]); 9] = [
    ("x-terminal-emulator", &["-e"]),
    ("gnome-terminal", &["--"]),
    ("ptyxis", &["--"]),
    ("konsole", &["-e"]),
    ("xfce4-terminal", &["-x"]),
    ("kitty", &[]),
    ("alacritty", &["-e"]),
    ("foot", &[]),
    ("xterm", &["-e"]),
];

/// VS Code, and what is made of it, by their commands and their apps.
const EDITORS: [(&str, &str, &str); 3] =
    [("code", "Visual Studio Code", "VS Code"), ("codium", "VSCodium", "VSCodium"), ("cursor", "Cursor", "Cursor")];

pub(super) fn read(reading: &Reading<'_>, folder: &Path, with: Opener) -> Grounds {
    let machine = reading.machine;
    let place = sandbox::place(reading, folder);
    let program = match with {
        Opener::Terminal => terminal(reading),
        Opener::Editor => editor(reading),
    };
    let site = place.sandbox.as_ref().and_then(|sandbox| sandbox.site_packages.as_deref());
    let installed = site.and_then(|site| packages::read(machine, site).ok()).unwrap_or_default();
    let data = reading.data.map_or_else(|| settings::data_folder(machine), Path::to_path_buf);
    let own = hex(&Sha256::digest(folder.as_os_str().as_encoded_bytes()));
    Grounds {
        os: machine.os,
        with,
        program,
        shell: Shell { program: shell(machine) },
        entry: data.join("open").join(&own[..16]),
        settings: match machine.read_text(&folder.join(".vscode/settings.json"), MOST_SETTINGS) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.is_absent() => Ok(None),
            Err(_) => Err(()),
        },
        kernels: installed
            .iter()
            .any(|found| found.complete && packages::normalized(&found.name) == "ipykernel")
            .then(|| kernels(reading, folder)),
        place,
    }
}

/// Where Jupyter keeps the user's own kernels ("Data files" in its documentation), and what is there for `project`.
fn kernels(reading: &Reading<'_>, project: &Path) -> Kernels {
    let machine = reading.machine;
    let variable = |name: &str| reading.shell.var_path(name).or_else(|| machine.var_path(name));
    let data = variable("JUPYTER_DATA_DIR").unwrap_or_else(|| match machine.os {
        Os::Macos => machine.home.join("Library/Jupyter"),
        Os::Linux => variable("XDG_DATA_HOME").unwrap_or_else(|| machine.home.join(".local/share")).join("jupyter"),
    });
    let folder = data.join("kernels");
    let own = kernel::folder(&folder, project).join("kernel.json");
    Kernels { registered: machine.read_text(&own, MOST_SETTINGS).ok(), folder }
}

fn shell(machine: &Machine) -> PathBuf {
    let usual = match machine.os {
        Os::Macos => "/bin/zsh",
        Os::Linux => "/bin/sh",
    };
    machine.shell.clone().filter(|shell| machine.is_executable(shell)).unwrap_or_else(|| PathBuf::from(usual))
}

/// On a Mac a `.command` file opens in the terminal that the user has chosen for such files.
fn terminal(reading: &Reading<'_>) -> Option<Program> {
    if reading.machine.os == Os::Macos {
        return Some(program("your terminal", vec!["/usr/bin/open".to_owned()]));
    }
    let own = reading.machine.var("TERMINAL").and_then(|name| found(reading, name)).map(|path| (path, &["-e"][..]));
    let known = TERMINALS.iter().filter_map(|(name, before)| Some((found(reading, name)?, *before)));
    let (path, before) = own.into_iter().chain(known).next()?;
    let name = format!("`{}`", path.file_name().unwrap_or_default().to_string_lossy());
    let words = before.iter().map(|word| (*word).to_owned()).chain(["/bin/sh".to_owned()]);
    Some(program(&name, std::iter::once(path.to_string_lossy().into_owned()).chain(words).collect()))
}

fn editor(reading: &Reading<'_>) -> Option<Program> {
    let machine = reading.machine;
    let vscode = EDITORS.iter().find_map(|(command, app, name)| {
        let argv = match machine.os {
            Os::Macos => {
                let folders = [PathBuf::from("/Applications"), machine.home.join("Applications")];
                let mut apps = folders.iter().map(|folder| folder.join(format!("{app}.app")));
                let path = apps.find(|path| machine.is_folder(path))?;
                vec!["/usr/bin/open".to_owned(), "-a".to_owned(), path.to_string_lossy().into_owned()]
            }
            Os::Linux => vec![found(reading, command)?.to_string_lossy().into_owned()],
        };
        Some(Program { is_vscode: true, ..program(name, argv) })
    });
    vscode.or_else(|| match machine.os {
        Os::Macos => Some(program("the Finder", vec!["/usr/bin/open".to_owned()])),
        Os::Linux => {
            let opener = found(reading, "xdg-open")?.to_string_lossy().into_owned();
            Some(program("the file manager", vec![opener]))
        }
    })
}

/// What the terminal, or this process, finds under a command's name.
fn found(reading: &Reading<'_>, name: &str) -> Option<PathBuf> {
    if name.contains('/') {
        return Some(PathBuf::from(name)).filter(|path| path.is_absolute() && reading.machine.is_executable(path));
    }
    reading.shell.which(reading.machine, name)
}

fn program(name: &str, argv: Vec<String>) -> Program {
    Program { name: name.to_owned(), argv, is_vscode: false }
}
