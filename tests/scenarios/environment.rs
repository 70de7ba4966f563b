//! Environments: real ones, strange ones, half-made ones.

mod real;
mod strange;
mod unfinished;

use std::path::Path;

use sandbar_engine::environment::inspect;
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Environment, Health};

/// The environment in `folder`, which must be one.
fn look(machine: &Machine, folder: &Path) -> Environment {
    inspect(machine, folder, &[]).unwrap_or_else(|| panic!("{} is not seen as an environment", folder.display()))
}

/// Its health, with the reason for whoever reads why a test fails.
fn health(machine: &Machine, folder: &Path) -> (Health, String) {
    let environment = look(machine, folder);
    let reason = environment.reason.unwrap_or_default();
    assert_eq!(environment.health == Health::Healthy, reason.is_empty(), "only what is wrong has a reason: {reason:?}");
    assert!(!reason.ends_with('.'), "{reason:?}");
    (environment.health, reason)
}
