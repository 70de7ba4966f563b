//! What a run of pip that went well says that it did. What is really there is seen afterwards, by reading.

use crate::tool::{after, between};

/// A package at a version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Versioned {
    /// Its name, as pip writes it there.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What pip says that it did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// What it installed.
    pub installed: Vec<Versioned>,
    /// What it took away; for an upgrade, the version before.
    pub removed: Vec<Versioned>,
    /// What was there already.
    pub satisfied: Vec<String>,
    /// What it was to take away and did not find.
    pub absent: Vec<String>,
    /// What does not fit together now, in pip's words. pip calls this an error and ends well.
    pub conflicts: Vec<String>,
}

impl Summary {
    /// Reads what was printed.
    pub fn read(lines: &[String]) -> Self {
        let mut summary = Self::default();
        for line in lines {
            summary.line(line);
        }
        summary
    }

    fn line(&mut self, line: &str) {
        if let Some(names) = after(line, "Successfully installed ") {
            self.installed.extend(names.split_whitespace().filter_map(versioned));
        } else if let Some(name) = after(line, "Successfully uninstalled ") {
            self.removed.extend(versioned(name));
        } else if let Some(rest) = after(line, "Requirement already satisfied: ") {
            let name = rest.split_once(" in ").map_or(rest, |(name, _)| name);
            self.satisfied.push(name.to_owned());
        } else if let Some(name) = between(line, "Skipping ", " as it is not installed") {
            self.absent.push(name.to_owned());
        } else if line.contains(", but you have ") || line.contains(", but you'll have ") {
            let text = line.trim();
            self.conflicts.push(text.strip_prefix("ERROR: ").unwrap_or(text).to_owned());
        }
    }
}

/// `charset_normalizer-3.5.3`: a version has no `-` once it is normalised.
fn versioned(word: &str) -> Option<Versioned> {
    let (name, version) = word.trim().rsplit_once('-')?;
    Some(Versioned { name: name.to_owned(), version: version.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tool::samples::sample;

    fn read(name: &str) -> Summary {
        Summary::read(&sample(name).lines)
    }

    fn leaf(version: &str) -> Vec<Versioned> {
        vec![Versioned { name: "sandbar-leaf".to_owned(), version: version.to_owned() }]
    }

    #[test]
    fn each_pip_says_what_it_did() {
        for pip in ["19_2", "21_2", "23_0", "26_3"] {
            let upgrade = read(&format!("pip_{pip}_upgrade"));
            assert_eq!((upgrade.installed, upgrade.removed), (leaf("2.0"), leaf("1.0")), "{pip}");
            let again = read(&format!("pip_{pip}_install_again"));
            assert_eq!((again.satisfied, again.installed), (vec!["sandbar-leaf".to_owned()], vec![]), "{pip}");
            assert_eq!(read(&format!("pip_{pip}_uninstall")).removed, leaf("2.0"), "{pip}");
            assert_eq!(read(&format!("pip_{pip}_uninstall_absent")).absent, ["sandbar-leaf"], "{pip}");
            let many = read(&format!("pip_{pip}_install_registry")).installed;
            assert_eq!(many.len(), 5, "{pip}: {many:?}");
            assert!(many.iter().all(|one| one.version.starts_with(|c: char| c.is_ascii_digit())), "{many:?}");
        }
    }

    #[test]
    fn what_no_longer_fits_is_told_though_pip_ends_well() {
        for (name, needs) in [
            ("pip_19_2_conflict", "sandbar-b 1.0 has requirement sandbar-leaf>=2, but you'll have sandbar-leaf 1.0"),
            ("pip_21_2_later_conflict", "sandbar-a 1.0 requires sandbar-leaf<2, but you have sandbar-leaf 2.0"),
            ("pip_26_3_later_conflict", "sandbar-a 1.0 requires sandbar-leaf<2, but you have sandbar-leaf 2.0"),
        ] {
            assert_eq!(sample(name).code, 0);
            let conflicts = read(name).conflicts;
            assert_eq!(conflicts.len(), 1, "{name}: {conflicts:?}");
            assert!(conflicts[0].starts_with(needs), "{name}: {conflicts:?}");
        }
    }
}
