//! Where Homebrew is, from the headings it prints; it counts nothing when nobody looks.

/// What it is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// It brings its list of formulae up to date.
    Updating,
    /// It downloads.
    Fetching(String),
    /// It has downloaded one thing.
    Fetched(String),
    /// It unpacks a bottle.
    Pouring(String),
    /// It builds from source.
    Building(String),
    /// It makes what it installed reachable.
    Linking(String),
    /// It removes.
    Removing(String),
    /// It tidies up.
    Cleaning,
    /// It is done: the keg, and how large it is.
    Summary(String),
}

impl Phase {
    /// The phase that begins with a line, if one does.
    pub fn read(line: &str) -> Option<Self> {
        let line = line.trim();
        if let Some(heading) = line.strip_prefix("==> ") {
            return Self::of_heading(heading);
        }
        if let Some(done) = line.strip_prefix("✔︎ ").or_else(|| line.strip_prefix("✔ ")) {
            // `Bottle wget (1.25)`, and before it the list of what is in it, which says nothing to anybody.
            let (kind, what) = done.split_once(' ')?;
            let is_it = matches!(kind, "Bottle" | "Formula" | "API") && !what.starts_with("Manifest ");
            return is_it.then(|| Self::Fetched(what.to_owned()));
        }
        if let Some(keg) = line.strip_prefix("Uninstalling ") {
            return Some(Self::Removing(named(keg)));
        }
        // `PREFIX/Cellar/hello/1.0: 4 files, 31.7KB, built in 4 seconds`
        let (keg, size) = line.split_once(": ")?;
        let is_keg = keg.contains("/Cellar/") && !keg.contains("Error");
        (is_keg && size.contains(" file")).then(|| Self::Summary(format!("{}: {size}", named(keg))))
    }

    fn of_heading(heading: &str) -> Option<Self> {
        let after = |start: &str| heading.strip_prefix(start).map(|rest| rest.trim().to_owned());
        let one = |text: String| text.split_whitespace().next().unwrap_or_default().to_owned();
        if heading.starts_with("Auto-updat") || heading.starts_with("Updat") || heading.contains("Homebrew API data") {
            return Some(Self::Updating);
        }
        after("Fetching downloads for: ")
            .or_else(|| after("Fetching dependencies for "))
            .or_else(|| after("Fetching "))
            .or_else(|| after("Downloading "))
            .map(Self::Fetching)
            .or_else(|| after("Pouring ").map(|bottle| Self::Pouring(before_version(&bottle))))
            .or_else(|| after("Installing dependencies for ").map(Self::Building))
            .or_else(|| after("Installing ").map(one).map(Self::Building))
            .or_else(|| after("Linking ").map(one).map(Self::Linking))
            .or_else(|| after("Uninstalling ").map(one).map(Self::Removing))
            .or_else(|| heading.starts_with("Running `brew cleanup").then_some(Self::Cleaning))
            .or_else(|| heading.starts_with("Autoremov").then_some(Self::Cleaning))
    }

    /// What it says, for people.
    pub fn sentence(&self) -> String {
        match self {
            Self::Updating => "Updating the list of formulae".to_owned(),
            Self::Fetching(what) => format!("Downloading {what}"),
            Self::Fetched(what) => format!("Downloaded {what}"),
            Self::Pouring(what) => format!("Unpacking {what}"),
            Self::Building(what) => format!("Installing {what}"),
            Self::Linking(what) => format!("Linking {what}"),
            Self::Removing(what) => format!("Removing {what}"),
            Self::Cleaning => "Tidying up".to_owned(),
            Self::Summary(what) => what.clone(),
        }
    }
}

/// `hello 1.0` of `PREFIX/Cellar/hello/1.0... (4 files, 31.7KB)`.
fn named(keg: &str) -> String {
    let path = keg.split("...").next().unwrap_or(keg).trim();
    let mut parts = path.rsplit('/');
    match (parts.next(), parts.next()) {
        (Some(version), Some(name)) => format!("{name} {version}"),
        _ => path.to_owned(),
    }
}

/// `hello` of `hello--1.0.arm64_tahoe.bottle.tar.gz`.
fn before_version(bottle: &str) -> String {
    bottle.split("--").next().unwrap_or(bottle).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phases(text: &str) -> Vec<String> {
        text.lines().filter_map(Phase::read).map(|phase| phase.sentence()).collect()
    }

    #[test]
    fn a_build_from_source_passes_through_its_phases() {
        // Recorded with Homebrew 6.0.18: `brew install --quiet local/test/hello`, standard error, then output.
        let recorded = "==> Trusted formula local/test/hello\n==> Fetching downloads for: hello\n\
            ✔︎ Formula hello (1.0)\n==> Would install 1 formula:\nhello\n==> Installing hello from local/test\n\
            ==> make install PREFIX=/home/linuxbrew/.linuxbrew/Cellar/hello/1.0\n\
            /home/linuxbrew/.linuxbrew/Cellar/hello/1.0: 4 files, 31.7KB, built in 4 seconds\n";
        assert_eq!(
            phases(recorded),
            [
                "Downloading hello",
                "Downloaded hello (1.0)",
                "Installing hello",
                "hello 1.0: 4 files, 31.7KB, built in 4 seconds"
            ]
        );
    }

    #[test]
    fn a_bottle_is_unpacked_and_a_keg_is_removed() {
        // The heading of a bottle as Homebrew's own documentation shows it; the others recorded with 6.0.18.
        assert_eq!(phases("==> Pouring pipx--1.18.4.arm64_tahoe.bottle.tar.gz\n"), ["Unpacking pipx"]);
        assert_eq!(phases("✔︎ Bottle Manifest pipx (1.18.4)\n✔︎ Bottle pipx (1.18.4)\n"), ["Downloaded pipx (1.18.4)"]);
        assert_eq!(phases("==> Auto-updating Homebrew...\n"), ["Updating the list of formulae"]);
        let removed = "Uninstalling /home/linuxbrew/.linuxbrew/Cellar/hello/1.0... (4 files, 31.7KB)\n";
        assert_eq!(phases(removed), ["Removing hello 1.0"]);
    }
}
