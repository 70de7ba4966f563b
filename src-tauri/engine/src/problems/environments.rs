//! Sandboxes that are missing, or that something is wrong with.

use super::words::continued;
use super::{Evidence, at, problem};
use crate::model::{Health, Level, Problem, ProblemCode, Unfinished};
use crate::plain::plain;

/// What helps.
const REPAIR: &str = "Repair it: what is in it stays, or is installed again";

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Problem> {
    let of_projects = evidence.projects.iter().filter_map(|project| {
        let environment = &project.environment;
        if environment.health == Health::Missing {
            let message = format!("{} has no sandbox yet", plain(&project.name));
            let hint = "Create a sandbox (virtual environment) for it";
            let missing = problem(ProblemCode::EnvironmentMissing, Level::Attention, message, hint);
            return Some(at(project.path.clone(), missing));
        }
        let subject = format!("The sandbox of {}", plain(&project.name));
        let found = judge(&subject, environment.health, environment.reason.as_deref(), environment.unfinished)?;
        Some(at(environment.path.clone().unwrap_or_else(|| project.path.clone()), found))
    });
    // Nobody works in one that no project uses: it can wait.
    let others = evidence.environments.iter().filter(|one| one.projects.is_empty()).filter_map(|environment| {
        let subject = format!("The sandbox `{}`", evidence.machine.tilde(&environment.path));
        let found = judge(&subject, environment.health, environment.reason.as_deref(), environment.unfinished)?;
        Some(at(environment.path.clone(), Problem { level: Level::Attention, ..found }))
    });
    of_projects.chain(others).collect()
}

/// What is wrong with a sandbox; `None` when nothing is, or when it is being made right now.
fn judge(subject: &str, health: Health, reason: Option<&str>, unfinished: Option<Unfinished>) -> Option<Problem> {
    use ProblemCode as Code;
    let (code, level, what, hint) = match (unfinished, health) {
        (Some(Unfinished::Running), _) | (None, Health::Healthy | Health::Missing) => return None,
        (Some(Unfinished::Abandoned), _) => (
            Code::EnvironmentUnfinished,
            Level::Problem,
            "was never finished",
            "Remove what is left of it, then create a new one",
        ),
        (None, Health::Broken) => (Code::EnvironmentBroken, Level::Problem, "no longer works", REPAIR),
        (None, Health::Mixed) => (Code::EnvironmentMixed, Level::Problem, "is a mix of two Pythons", REPAIR),
        (None, Health::Moved) => (Code::EnvironmentMoved, Level::Problem, "is not where it was made", REPAIR),
        (None, Health::NoPip) => (
            Code::EnvironmentNoPip,
            Level::Problem,
            "has no pip, so `pip` means another Python's",
            "Repair it, which puts pip into it",
        ),
        (None, Health::Stale) => {
            (Code::EnvironmentStale, Level::Attention, "is out of date", "Repair it when there is time")
        }
    };
    // Which link leads where is for the page of the environment; here it would bury what is wrong.
    let why = reason.map(|reason| format!(": {}", continued(short(reason)))).unwrap_or_default();
    Some(problem(code, level, format!("{subject} {what}{why}"), hint))
}

/// A reason without its evidence: what comes before the first path.
fn short(reason: &str) -> &str {
    reason.split_once(": `").map_or(reason, |(short, _)| short)
}
