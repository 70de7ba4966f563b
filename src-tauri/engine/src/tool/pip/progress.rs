//! Where a running pip is, from the lines that it prints.
//!
//! It is only ever said what pip said: while it works out what is needed nobody knows how much will come, so there is
//! no share of the whole. Bytes are told of the file that is being downloaded; pip before 24.1 tells only how large a
//! file is, and no pip counts for files under 512 kB.

/// What pip is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It works out what is needed.
    Resolving,
    /// It downloads a file.
    Downloading,
    /// It builds a package from source.
    Building,
    /// It puts packages where they belong.
    Installing,
    /// It takes a package away.
    Removing,
    /// It says that it has done all of it.
    Finished,
}

/// Where pip is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// The bytes of the file that have come; only in [`Phase::Downloading`].
    pub done: Option<u64>,
    /// The bytes that the file has; only in [`Phase::Downloading`], and rounded when [`Progress::done`] is not known.
    pub of: Option<u64>,
    /// The package or file in hand, or all of them, as pip names them.
    pub what: Option<String>,
}

impl Progress {
    fn at(phase: Phase, what: Option<&str>) -> Self {
        Self { phase, done: None, of: None, what: what.filter(|what| !what.is_empty()).map(str::to_owned) }
    }
}

/// Follows one run.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    now: Option<Progress>,
}

impl Reader {
    /// Where pip is after this line, if the line says something new.
    pub fn line(&mut self, line: &str) -> Option<&Progress> {
        let next = match counted(line) {
            Some((done, of)) => self.downloaded(done, of)?,
            None => said(line)?,
        };
        if self.now.as_ref() == Some(&next) {
            return None;
        }
        self.now = Some(next);
        self.now.as_ref()
    }

    /// The count belongs to the file that was announced last.
    fn downloaded(&self, done: u64, of: u64) -> Option<Progress> {
        let now = self.now.as_ref().filter(|now| now.phase == Phase::Downloading)?;
        // pip says 0 when the server does not tell.
        Some(Progress { done: Some(done), of: (of > 0).then_some(of), ..now.clone() })
    }
}

/// The file that a line announces, and about how many bytes it has.
///
/// pip writes `Downloading NAME (7.1 MB)`, and before 20 the whole address, without a space: `(64kB)`.
pub fn announced(line: &str) -> Option<(String, u64)> {
    let text = line.trim();
    let text = text.strip_prefix("Downloading ").or_else(|| text.strip_prefix("Using cached "))?;
    let (name, size) = text.rsplit_once(" (")?;
    let file = name.rsplit('/').next()?;
    Some((file.to_owned(), bytes(size.strip_suffix(')')?)?))
}

/// `Progress 1024 of 4096`.
fn counted(line: &str) -> Option<(u64, u64)> {
    let (done, of) = line.trim().strip_prefix("Progress ")?.split_once(" of ")?;
    Some((done.parse().ok()?, of.parse().ok()?))
}

fn said(line: &str) -> Option<Progress> {
    let text = line.trim();
    let begins = |start: &str| text.strip_prefix(start).map(str::trim);
    if let Some(what) = begins("Downloading ") {
        let (file, of) = match announced(text) {
            Some((file, of)) => (file, Some(of)),
            None => (what.rsplit('/').next().unwrap_or(what).to_owned(), None),
        };
        return Some(Progress { of, ..Progress::at(Phase::Downloading, Some(&file)) });
    }
    let first = |text: &'static str| begins(text).map(|rest| rest.split([' ', ':']).next().unwrap_or(rest));
    if let Some(name) = first("Building wheel for ").or_else(|| first("Running setup.py install for ")) {
        return Some(Progress::at(Phase::Building, Some(name)));
    }
    let builds =
        ["Getting requirements to build", "Preparing metadata", "Preparing wheel metadata", "Installing build"];
    if builds.iter().any(|start| text.starts_with(start)) {
        return Some(Progress::at(Phase::Building, None));
    }
    if let Some(name) = first("Collecting ") {
        return Some(Progress::at(Phase::Resolving, Some(name)));
    }
    if let Some(file) = begins("Processing ") {
        return Some(Progress::at(Phase::Resolving, file.split(" (").next()?.rsplit('/').next()));
    }
    if let Some(names) = begins("Installing collected packages:") {
        return Some(Progress::at(Phase::Installing, Some(names)));
    }
    if let Some(name) = begins("Uninstalling ") {
        return Some(Progress::at(Phase::Removing, Some(name.trim_end_matches(':'))));
    }
    begins("Successfully installed").map(|names| Progress::at(Phase::Finished, Some(names)))
}

/// `7.1 MB`, `64kB`, `512 bytes`: pip counts in thousands.
fn bytes(text: &str) -> Option<u64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(end);
    let thousands = match unit.trim() {
        "bytes" => 0,
        "kB" | "KB" => 1,
        "MB" => 2,
        "GB" => 3,
        _ => return None,
    };
    // One digit behind the point at most; a float would have to be cast back.
    let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
    let tenths = whole.parse::<u64>().ok()?.checked_mul(10)?.checked_add(tenth.get(..1)?.parse().ok()?)?;
    Some(tenths.checked_mul(1000_u64.pow(thousands))? / 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tool::samples::{PIP, sample};

    fn run(name: &str) -> Vec<Progress> {
        let mut reader = Reader::default();
        sample(name).lines.iter().filter_map(|line| reader.line(line).cloned()).collect()
    }

    fn phases(name: &str) -> Vec<Phase> {
        let mut phases: Vec<Phase> = run(name).into_iter().map(|progress| progress.phase).collect();
        phases.dedup();
        phases
    }

    #[test]
    fn a_large_file_is_counted_where_pip_counts() {
        for (name, first, of) in [("pip_26_3_large", 262_144, 7_142_544), ("pip_24_1_large", 10_240, 7_144_542)] {
            let run = run(name);
            let counts: Vec<_> = run.iter().filter_map(|progress| Some((progress.done?, progress.of?))).collect();
            assert_eq!(counts, [(0, of), (first, of), (of, of)], "{name}");
            assert!(run.iter().all(|progress| progress.done.is_none() || progress.phase == Phase::Downloading));
            let file = run.iter().find(|progress| progress.done.is_some()).and_then(|progress| progress.what.clone());
            assert!(file.is_some_and(|file| file.starts_with("pillow-13.0.0-cp31")), "{name}");
        }
    }

    #[test]
    fn an_older_pip_announces_and_nothing_is_invented() {
        let run = run("pip_23_0_large");
        assert!(run.iter().all(|progress| progress.done.is_none()));
        let sizes: Vec<u64> = run.iter().filter_map(|progress| progress.of).collect();
        assert_eq!(sizes, [4_500_000, 11_000]);
        assert_eq!(run.last().map(|progress| progress.phase), Some(Phase::Finished));
    }

    #[test]
    fn the_phases_come_in_the_order_of_the_work() {
        use Phase::{Building, Downloading, Finished, Installing, Removing, Resolving};
        for name in ["pip_19_2_upgrade", "pip_21_2_upgrade", "pip_23_0_upgrade", "pip_26_3_upgrade"] {
            assert_eq!(phases(name), [Resolving, Installing, Removing, Finished], "{name}");
        }
        assert_eq!(phases("pip_26_3_build_failed"), [Resolving, Building]);
        assert_eq!(phases("pip_26_3_uninstall"), [Removing]);
        let registry = phases("pip_19_2_install_registry");
        assert_eq!(registry[..2], [Resolving, Downloading]);
        assert_eq!(registry[registry.len() - 2..], [Installing, Finished]);
    }

    #[test]
    fn sizes_are_read_from_old_and_new_lines() {
        let sizes = |name| sample(name).lines.iter().filter_map(|line| announced(line)).collect::<Vec<_>>();
        assert_eq!(sizes("pip_19_2_install_registry")[0], ("requests-2.32.4-py3-none-any.whl".to_owned(), 64_000));
        assert_eq!(sizes("pip_26_3_install_registry")[0], ("requests-2.34.2-py3-none-any.whl".to_owned(), 73_000));
        assert_eq!(bytes("1.4 MB"), Some(1_400_000));
        assert_eq!(bytes("900 bytes"), Some(900));
        for text in ["", "MB", "1 parsec", "99999999999999999999 GB", "1. MB"] {
            assert_eq!(bytes(text), None, "{text:?}");
        }
    }

    #[test]
    fn no_line_of_any_sample_is_a_count_without_a_file() {
        let mut reader = Reader::default();
        assert_eq!(reader.line("Progress 5 of 10"), None);
        assert_eq!(reader.line("Progress x of y"), None);
        reader.line("  Downloading x-1.whl (1 kB)");
        assert_eq!(reader.line("Progress 5 of 0").map(|now| (now.done, now.of)), Some((Some(5), None)));
        for (name, _) in PIP {
            run(name);
        }
    }
}
