//! How pip is asked what it would do, and told to fetch what it would install: nothing of what is installed changes.

use std::path::Path;

use super::Pip;
use crate::model::Step;
use crate::tool::release::Release;
use crate::tool::spec::{self, Name, Spec};
use crate::tool::words;

/// The first pip with `--dry-run` and `--report` (its news for 22.2).
const HAS_REPORT: Release = Release(22, 2, 0);
/// The first pip with `pip index` (its news for 21.2).
const HAS_INDEX: Release = Release(21, 2, 0);

/// Where a preview's report goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportTo<'path> {
    /// To a file; what is downloaded is printed, and its sizes with it.
    File(&'path Path),
    /// To the standard output, among what pip says.
    Output,
}

impl Pip {
    /// What [`Pip::install`] would install, from wheels alone unless `sources`: even a dry run of a source archive
    /// executes what it holds. It passes the marker of PEP 668, since nothing is changed.
    ///
    /// `None` when this pip can't say it.
    pub fn preview(&self, specs: &[Spec], to: ReportTo<'_>, sources: bool) -> Option<Step> {
        if !self.is_at_least(HAS_REPORT) {
            return None;
        }
        let mut options = self.looking(to);
        if !sources {
            options.extend(words(["--only-binary", ":all:"]));
        }
        options.extend(self.no_target());
        Some(self.change("install", options, spec::arguments(specs)))
    }

    /// What [`Pip::upgrade`] would install, from wheels alone. `None` when this pip can't say it.
    pub fn preview_upgrade(&self, specs: &[Spec]) -> Option<Step> {
        if !self.is_at_least(HAS_REPORT) {
            return None;
        }
        let mut options = self.looking(ReportTo::Output);
        options.extend(words(["--only-binary", ":all:", "--upgrade", "--upgrade-strategy", "only-if-needed"]));
        options.extend(self.no_target());
        Some(self.change("install", options, spec::arguments(specs)))
    }

    /// What [`Pip::install`] would install, if this were a Python of another minor version. `nowhere` is a path at
    /// which nothing is: pip before 23.1 wants one said, and a dry run puts nothing there.
    ///
    /// `None` when this pip can't say it.
    pub fn preview_for(&self, specs: &[Spec], minor: (u32, u32), nowhere: &Path) -> Option<Step> {
        if !self.is_at_least(HAS_REPORT) {
            return None;
        }
        let mut options = self.looking(ReportTo::Output);
        options.extend(words(["--only-binary", ":all:"]));
        options.extend(["--python-version".to_owned(), format!("{}.{}", minor.0, minor.1)]);
        options.push(format!("--target={}", nowhere.to_string_lossy()));
        Some(self.change("install", options, spec::arguments(specs)))
    }

    /// Which versions of a package there are for this Python, in any form, early ones too: where there are no others,
    /// pip takes those. Nothing of the package is executed.
    ///
    /// `None` when this pip can't say it (before 21.2).
    pub fn versions(&self, name: &Name) -> Option<Step> {
        if !self.is_at_least(HAS_INDEX) {
            return None;
        }
        Some(self.call(words(["index", "versions", "--pre", name.as_str()])))
    }

    /// Puts the wheels of exactly these into a folder, and nothing of what they need. With `builds` what comes as source
    /// is made into one, for which its build program is run.
    pub fn fetch(&self, specs: &[Spec], into: &Path, builds: bool) -> Step {
        let mut options = self.progress();
        options.extend(words(["--no-deps", "--retries", "2"]));
        options.push(format!("--wheel-dir={}", into.to_string_lossy()));
        if !builds {
            options.extend(words(["--only-binary", ":all:"]));
        }
        self.change("wheel", options, spec::arguments(specs))
    }

    /// Whether this pip can say beforehand what it would do.
    pub fn has_report(&self) -> bool {
        self.is_at_least(HAS_REPORT)
    }

    fn looking(&self, to: ReportTo<'_>) -> Vec<String> {
        // pip tells of an index that can't be reached only when it tries again.
        let mut options = words(["--dry-run", "--retries", "2"]);
        options.extend(self.progress());
        match to {
            ReportTo::File(file) => options.extend(["--report".to_owned(), file.to_string_lossy().into_owned()]),
            // Not `--quiet`: that would hide that the index could not be reached.
            ReportTo::Output => options.extend(words(["--report", "-"])),
        }
        options
    }
}
