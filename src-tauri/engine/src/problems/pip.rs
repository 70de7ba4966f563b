//! pip's settings, and conda's habit of standing in front of everything.

use super::{Evidence, at, by, problem};
use crate::model::{Level, Problem, ProblemCode};
use crate::pip_config::{Origin, PipOption, Switched};

/// conda's own switch. Since 25.3 it is called `auto_activate`, and this name goes on to work.
const LEAVE_BASE: &str = "conda config --set auto_activate_base false";

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Problem> {
    let settings = evidence.traces.pip.on.iter().filter_map(|on| setting(evidence, on));
    settings.chain(conda_base(evidence)).collect()
}

fn setting(evidence: &Evidence<'_>, on: &Switched) -> Option<Problem> {
    let (code, level, effect) = match on.option {
        PipOption::BreakSystemPackages => (
            ProblemCode::GuardOff,
            Level::Attention,
            "pip's guard is off, so it installs into Pythons that other programs run on",
        ),
        // pip: "Can not perform a '--user' install. User site-packages are not visible in this virtualenv."
        PipOption::User => {
            (ProblemCode::PipUser, Level::Problem, "pip can't install into a sandbox, only into your user site")
        }
        // What a careful person sets.
        PipOption::RequireVirtualenv => return None,
    };
    Some(match &on.origin {
        Origin::File(path) => {
            let name = if on.option == PipOption::User { "user" } else { "break-system-packages" };
            let message = format!("{effect}: `{}` sets `{name}`", evidence.machine.tilde(path));
            at(path.as_path(), problem(code, level, message, format!("Take the line `{name}` out of that file")))
        }
        Origin::Variable(name) => {
            let message = format!("{effect}: your terminal sets `{name}`");
            problem(code, level, message, format!("Take `{name}` out of your shell's start-up files"))
        }
    })
}

fn conda_base(evidence: &Evidence<'_>) -> Option<Problem> {
    let file = evidence.traces.conda_base.as_ref()?;
    let message = "conda turns its base environment on in every new terminal, so pip installs into it";
    let hint = format!("Run `{LEAVE_BASE}`, then open a new terminal");
    Some(at(file.as_path(), by(LEAVE_BASE, problem(ProblemCode::CondaBase, Level::Attention, message, hint))))
}
