//! Which of the planned folders get one of the watches that there are. Pure.
//!
//! Linux has a number of watches for each user, shared by all programs; macOS opens a file for every folder on the way
//! to a root. What is left over is looked at now and then instead.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::plan::{Place, Rank, Reach};
use crate::machine::Os;

/// More roots than this, and macOS runs out of file descriptors for them (its soft limit is 256 for an app).
pub const MOST_ROOTS: usize = 12;

/// Never fewer watches than this, however few projects there are.
const LEAST: usize = 500;

/// A planned folder that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What was planned.
    pub place: Place,
    /// Its canonical path.
    pub real: PathBuf,
}

/// Who watches what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fitted {
    /// The canonical paths that the system is to watch, the most important first, each once.
    pub watches: Vec<(PathBuf, Reach)>,
    /// The planned folders that are watched by them. A real folder may stand in it under several names.
    pub covered: Vec<Standing>,
    /// The planned folders that are looked at now and then.
    pub polled: Vec<PathBuf>,
    /// Whether one that matters is among them only because there are too few watches.
    pub short: bool,
}

/// How many watches Linux may be asked for with so many `projects`: enough for a sandbox in each, and never more than a
/// quarter of what the system gives to all programs of a user together.
pub fn budget(projects: usize, most_of_system: Option<usize>) -> usize {
    let wanted = LEAST.max(projects.saturating_mul(5) / 2);
    most_of_system.map_or(wanted, |most| wanted.min(most / 4))
}

/// Parts `standing`, the most important first, into what is watched and what is polled.
pub fn fit(os: Os, home: &Path, standing: Vec<Standing>, budget: usize) -> Fitted {
    match os {
        Os::Linux => one_by_one(standing, budget),
        Os::Macos => roots(home, standing),
    }
}

fn one_by_one(standing: Vec<Standing>, budget: usize) -> Fitted {
    let mut fitted = Fitted::default();
    let mut known: BTreeSet<PathBuf> = BTreeSet::new();
    for one in standing.into_iter().filter(|one| one.place.reach == Reach::Itself) {
        let is_over = !known.contains(&one.real) && known.len() >= budget;
        if one.place.rank == Rank::Busy || is_over {
            fitted.short |= is_over && one.place.rank.matters();
            fitted.polled.push(one.place.folder);
            continue;
        }
        if known.insert(one.real.clone()) {
            fitted.watches.push((one.real.clone(), Reach::Itself));
        }
        fitted.covered.push(one);
    }
    fitted
}

/// The outermost of the planned roots, as many as there may be; the folders that lie in none of them are polled.
fn roots(home: &Path, standing: Vec<Standing>) -> Fitted {
    let is_narrow = |real: &Path| !home.starts_with(real) && real != home.join("Library");
    let wide = standing.iter().filter(|one| one.place.reach == Reach::Below && is_narrow(&one.real));
    let roots: Vec<&Path> = wide.map(|one| one.real.as_path()).collect();
    let mut taken: Vec<PathBuf> = Vec::new();
    for root in &roots {
        let around = roots.iter().filter(|other| root.starts_with(other));
        let outermost = around.min_by_key(|path| path.components().count()).unwrap_or(root);
        if taken.len() < MOST_ROOTS && !taken.iter().any(|taken| taken == outermost) {
            taken.push(outermost.to_path_buf());
        }
    }
    let is_covered = |one: &Standing| taken.iter().any(|root| one.real.starts_with(root));
    let (covered, left): (Vec<Standing>, Vec<Standing>) = standing.into_iter().partition(is_covered);
    let polled: BTreeSet<PathBuf> = left.into_iter().map(|one| one.place.folder).collect();
    let watches = taken.into_iter().map(|root| (root, Reach::Below)).collect();
    // So few roots are Sandbar's own choice, and nothing that anybody could mend.
    Fitted { watches, covered, polled: polled.into_iter().collect(), short: false }
}

#[cfg(test)]
mod tests;
