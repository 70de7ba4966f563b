//! Reads all that the answer to a wish is made from. It decides nothing: that is [`crate::plan`]'s.
//!
//! One wish a file, beside its plan of the same name.

mod break_glass;
mod brew;
mod freeze;
mod new;
mod open;
mod packages;
mod parts;
mod pip_settings;
mod project;
mod renewal;
mod rescue;
mod sandbox;
mod system_python;
mod take_out;
mod tool;
mod undo;
mod venv_create;
mod venv_delete;
mod venv_discard;
mod venv_repair;
mod venv_switch;

use std::path::Path;

use crate::failure::Failure;
use crate::job::Previews;
use crate::machine::Machine;
use crate::model::Snapshot;
use crate::plan::{Grounds, lock};
use crate::shell::ShellAnswer;
use crate::wish::Wish;

pub use project::environments;

/// What is read from.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The machine.
    pub machine: &'a Machine,
    /// Sandbar's own folder; `None` on a machine that is only looked at.
    pub data: Option<&'a Path>,
    /// What is known of the machine.
    pub snapshot: &'a Snapshot,
    /// What the user's terminal means by its words.
    pub shell: &'a ShellAnswer,
    /// What programs have found out for plans that are still to be made.
    pub previews: &'a Previews,
}

/// Reads what the answer to `wish` depends on. Its paths are [absolute](Wish::absolute) already.
///
/// # Errors
/// When Sandbar's own history is there and can't be read.
pub fn read(reading: &Reading<'_>, wish: &Wish) -> Result<Grounds, Failure> {
    Ok(match wish {
        Wish::VenvCreate { folder, python } => {
            Grounds::VenvCreate(venv_create::read(reading, folder, python.as_deref()))
        }
        Wish::VenvRepair { folder } => Grounds::VenvRepair(venv_repair::read(reading, folder)),
        Wish::VenvSwitch { folder, python } => Grounds::VenvSwitch(venv_switch::read(reading, folder, python)),
        Wish::VenvDelete { folder } => Grounds::VenvDelete(venv_delete::read(reading, folder)),
        Wish::VenvDiscard { folder } => Grounds::VenvDiscard(venv_discard::read(reading, folder)),
        Wish::BrewAdd { name } => Grounds::BrewAdd(brew::read(reading, name)),
        Wish::BrewRemove { name } => Grounds::BrewRemove(brew::read(reading, name)),
        Wish::PipxSetup => Grounds::PipxSetup(tool::read(reading)),
        Wish::ToolAdd { name, include_dependencies } => {
            Grounds::ToolAdd(tool::read(reading), name.clone(), *include_dependencies)
        }
        Wish::ToolRemove { name } => Grounds::ToolRemove(tool::read(reading), name.clone()),
        Wish::ToolUpgrade { name } => Grounds::ToolUpgrade(tool::read(reading), name.clone()),
        Wish::ToolRepair { name } => Grounds::ToolRepair(tool::read(reading), name.clone()),
        Wish::Lock { on } => Grounds::Lock(lock::Grounds { on: *on, settings: pip_settings::read(reading) }),
        Wish::PipConfClean => Grounds::PipConfClean(pip_settings::read(reading)),
        Wish::Open { folder, with } => Grounds::Open(open::read(reading, folder, *with)),
        Wish::BreakGlass { python, packages, builds } => {
            Grounds::BreakGlass(Box::new(break_glass::read(reading, python.as_deref(), packages, *builds)))
        }
        Wish::TakeOut { python, packages } => Grounds::TakeOut(take_out::read(reading, python.as_deref(), packages)),
        Wish::Rescue { python, into } => Grounds::Rescue(rescue::read(reading, python, into)),
        Wish::Add { folder, .. }
        | Wish::Remove { folder, .. }
        | Wish::Upgrade { folder, .. }
        | Wish::Requirements { folder } => Grounds::Packages(Box::new(packages::read(reading, wish, folder))),
        Wish::Freeze { folder } => Grounds::Freeze(Box::new(freeze::read(reading, folder))),
        Wish::New { folder } => Grounds::New(Box::new(new::read(reading, folder))),
        Wish::Undo { job } => Grounds::Undo(undo::read(reading, job.as_ref())?),
    })
}
