//! A wish with its paths written from `/` on, as a plan and a queue need them.

use std::path::{Component, Path, PathBuf};

use super::Wish;
use crate::machine::Machine;

impl Wish {
    /// The same wish with its paths written from `/` on.
    #[must_use]
    pub fn absolute(mut self, machine: &Machine) -> Self {
        let whole_folder = |folder: &mut PathBuf| *folder = settled(machine, folder);
        let whole_python = |python: &mut String| {
            if python.contains('/') {
                *python = machine.absolute(Path::new(python)).to_string_lossy().into_owned();
            }
        };
        match &mut self {
            Self::VenvCreate { folder, python } => {
                whole_folder(folder);
                python.iter_mut().for_each(whole_python);
            }
            Self::VenvSwitch { folder, python } | Self::Rescue { into: folder, python } => {
                whole_folder(folder);
                whole_python(python);
            }
            Self::BreakGlass { python, .. } | Self::TakeOut { python, .. } => python.iter_mut().for_each(whole_python),
            Self::Add { folder, files, .. } => {
                whole_folder(folder);
                for file in files {
                    *file = machine.absolute(file);
                }
            }
            Self::VenvRepair { folder }
            | Self::VenvDelete { folder }
            | Self::VenvDiscard { folder }
            | Self::New { folder }
            | Self::Remove { folder, .. }
            | Self::Upgrade { folder, .. }
            | Self::Requirements { folder }
            | Self::Freeze { folder }
            | Self::Open { folder, .. } => whole_folder(folder),
            Self::PipxSetup
            | Self::ToolAdd { .. }
            | Self::ToolRemove { .. }
            | Self::ToolUpgrade { .. }
            | Self::ToolRepair { .. }
            | Self::BrewAdd { .. }
            | Self::BrewRemove { .. }
            | Self::Lock { .. }
            | Self::PipConfClean
            | Self::Undo { .. } => {}
        }
        self
    }
}

/// Written from `/` on. Where `..` is in it the disk is asked: behind a link, `..` is not what the text says.
fn settled(machine: &Machine, folder: &Path) -> PathBuf {
    if folder.components().any(|part| part == Component::ParentDir) {
        machine.resolve(&machine.cwd.join(folder)).unwrap_or_else(|_| machine.absolute(folder))
    } else {
        machine.absolute(folder)
    }
}
