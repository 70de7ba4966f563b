//! A Homebrew that is a script: it prints, byte for byte, what a real one was recorded to print, and does to its Cellar
//! what that one did. It writes down what it was told.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The script.
const SCRIPT: &str = include_str!("fake_brew/brew.sh");

/// The recordings, each three files: `.stdout`, `.stderr`, and what was run in `.meta`.
pub fn recorded() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("recorded/homebrew")
}

/// What is known of a formula.
#[derive(Debug, Clone, Copy)]
pub struct Formula<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The recording of its installation.
    pub install: &'a str,
    /// The recording of its removal.
    pub uninstall: &'a str,
    /// What it needs.
    pub needs: &'a [&'a str],
    /// Whether somebody else's file has the name of its command.
    pub conflicts: bool,
    /// Another name of it, by which it is found too.
    pub alias: &'a str,
    /// The tap it is from, which is not trusted once it is removed; empty for Homebrew's own.
    pub tap: &'a str,
}

impl Default for Formula<'_> {
    /// `local/test/pyhello`, as it was recorded with nearly the same variables.
    fn default() -> Self {
        Self {
            name: "pyhello",
            version: "0.1",
            install: "install-quietest",
            uninstall: "uninstall-quiet",
            needs: &[],
            conflicts: false,
            alias: "",
            tap: "",
        }
    }
}

/// The stand-in.
#[derive(Debug)]
pub struct FakeBrew {
    prefix: PathBuf,
}

impl FakeBrew {
    /// A Homebrew in `prefix` that knows the formulae which were recorded.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn at(prefix: &Path) -> Self {
        let made = Self { prefix: prefix.to_path_buf() };
        let own = ["stand-in/answer", "stand-in/alias", "stand-in/formulae", "stand-in/trusted"];
        for folder in ["bin", "Library/Homebrew", "Cellar", "opt", "var/homebrew/locks"].into_iter().chain(own) {
            fs::create_dir_all(prefix.join(folder)).unwrap();
        }
        fs::write(made.program(), SCRIPT).unwrap();
        fs::set_permissions(made.program(), fs::Permissions::from_mode(0o755)).unwrap();
        made.told("recorded", &recorded().to_string_lossy());
        let hello = Formula { name: "hello", version: "1.0", install: "install-hello", ..Formula::default() };
        for formula in [
            Formula::default(),
            Formula { uninstall: "lock-uninstall-other", ..hello },
            Formula {
                name: "needshello",
                install: "install-quiet",
                uninstall: "uninstall-needshello",
                needs: &["hello"],
                ..Formula::default()
            },
            Formula { name: "slow", install: "lock-first", uninstall: "uninstall-slow", ..hello },
            Formula { name: "broken", install: "install-broken", ..hello },
            Formula { name: "badsum", install: "install-badsum", ..hello },
            Formula { name: "nonet", install: "install-nonet", ..hello },
            Formula { name: "python@3.14", version: "3.14.6", alias: "python", ..Formula::default() },
            Formula { name: "tapped", tap: "local/test", ..Formula::default() },
            Formula { name: "linked", install: "quoted-link-conflict", conflicts: true, ..hello },
            // Nobody has recorded pipx itself; what is printed stands for it.
            Formula { name: "pipx", version: "1.18.4", ..Formula::default() },
        ] {
            made.knows(formula);
        }
        made
    }

    /// Lets it know a formula.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn knows(&self, formula: Formula<'_>) -> &Self {
        let Formula { name, version, install, uninstall, needs, conflicts, alias, tap } = formula;
        let text = format!(
            "version={version}\nrecording={install}\nremoval={uninstall}\nneeds='{}'\nconflict={}\nalias={alias}\n\
             tap={tap}\n",
            needs.join(" "),
            if conflicts { "yes" } else { "" }
        );
        if !alias.is_empty() {
            self.told(&format!("alias/{alias}"), name);
        }
        self.told(&format!("formulae/{name}"), &text)
    }

    /// Lets it answer with a recording, and do nothing.
    pub fn answers(&self, verb: &str, name: &str, recording: &str) -> &Self {
        self.told(&format!("answer/{verb}-{name}"), recording)
    }

    /// The next few times the lock is another one's.
    pub fn is_busy(&self, times: usize) -> &Self {
        self.told("busy", &times.to_string())
    }

    /// From now on there is no network.
    pub fn is_offline(&self) -> &Self {
        self.told("offline", "")
    }

    /// From now on it believes that it runs as root.
    pub fn runs_as_root(&self) -> &Self {
        self.told("root", "")
    }

    /// From now on what it installs waits in the middle: the keg is there, and its receipt is not.
    ///
    /// # Panics
    /// When a pipe can't be made.
    pub fn waits(&self) -> &Self {
        let made = Command::new("mkfifo").arg(self.gate()).status().unwrap();
        assert!(made.success(), "no pipe at {}", self.gate().display());
        self
    }

    /// Lets the one that waits go on, and all that come after it.
    ///
    /// # Panics
    /// When nothing was to [wait](Self::waits).
    pub fn goes_on(&self) {
        // Opening it waits for whoever reads from the other end.
        fs::write(self.gate(), "on\n").unwrap();
        fs::remove_file(self.gate()).unwrap();
    }

    /// Kills the ones that are at work, by their numbers, and what waits in them: the power is gone.
    ///
    /// # Panics
    /// When there is nobody to kill.
    pub fn is_cut_off(&self) {
        let ended: Vec<String> = self.numbers("ends");
        let at_work: Vec<String> = self.numbers("begins").into_iter().filter(|it| !ended.contains(it)).collect();
        assert!(!at_work.is_empty(), "nobody is at work");
        for number in at_work.into_iter().chain(self.numbers("builds")) {
            assert!(Command::new("kill").args(["-KILL", &number]).status().unwrap().success());
        }
        fs::remove_file(self.gate()).unwrap();
        let held = fs::read_dir(self.prefix.join("stand-in")).unwrap().map(|entry| entry.unwrap().path());
        for lock in
            held.filter(|path| path.file_name().is_some_and(|name| name.display().to_string().starts_with("held-")))
        {
            fs::remove_dir(lock).unwrap();
        }
    }

    /// Installs, as somebody does in a terminal.
    ///
    /// # Panics
    /// When it can't.
    pub fn has(&self, name: &str) -> &Self {
        let ran = Command::new(self.program()).args(["install", name]).output().unwrap();
        assert!(ran.status.success(), "{ran:?}");
        fs::remove_file(self.prefix.join("stand-in/log")).unwrap();
        self
    }

    /// Has kept an older version of what is installed, as after an upgrade without cleaning up.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn has_older(&self, name: &str, version: &str) -> &Self {
        let keg = self.prefix.join("Cellar").join(name).join(version);
        fs::create_dir_all(&keg).unwrap();
        fs::write(keg.join("INSTALL_RECEIPT.json"), "{}").unwrap();
        self
    }

    /// Was told to leave it as it is.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn pins(&self, name: &str) -> &Self {
        let pins = self.prefix.join("var/homebrew/pinned");
        fs::create_dir_all(&pins).unwrap();
        std::os::unix::fs::symlink(format!("../../../Cellar/{name}"), pins.join(name)).unwrap();
        self
    }

    /// The program.
    pub fn program(&self) -> PathBuf {
        self.prefix.join("bin/brew")
    }

    /// The folder it installs into.
    pub fn prefix(&self) -> &Path {
        &self.prefix
    }

    /// The kegs that are there, `NAME/VERSION`; one that is not whole ends in `?`.
    ///
    /// # Panics
    /// When it can't be read.
    pub fn kegs(&self) -> Vec<String> {
        let mut kegs = Vec::new();
        for rack in fs::read_dir(self.prefix.join("Cellar")).unwrap().map(Result::unwrap) {
            for keg in fs::read_dir(rack.path()).unwrap().map(Result::unwrap) {
                let name = format!("{}/{}", rack.file_name().display(), keg.file_name().display());
                let is_whole = keg.path().join("INSTALL_RECEIPT.json").is_file();
                kegs.push(if is_whole { name } else { format!("{name}?") });
            }
        }
        kegs.sort();
        kegs
    }

    /// Whether one of them is in the middle of it, and [waits](Self::waits).
    pub fn is_building(&self) -> bool {
        !self.numbers("builds").is_empty()
    }

    /// What it was told, each time: its words.
    pub fn was_told(&self) -> Vec<String> {
        self.noted("begins")
    }

    /// The variables of its own that it was given.
    pub fn variables(&self) -> Vec<String> {
        self.noted("has")
    }

    /// How often it heard TERM; what it had started does not count.
    pub fn terms(&self) -> usize {
        self.log().lines().filter(|line| line.ends_with(" heard TERM") && !line.contains(" of the group")).count()
    }

    /// Whether what it had started heard TERM too.
    pub fn group_was_told(&self) -> bool {
        self.log().contains("of the group heard TERM")
    }

    /// Whether each of them has come to its own end: one that was killed has not.
    pub fn all_ended(&self) -> bool {
        self.noted("begins").len() == self.noted("ends").len()
    }

    /// Whether at no time two of them were at work.
    pub fn were_never_two(&self) -> bool {
        let mut at_work = 0;
        self.log().lines().all(|line| {
            match line.split(' ').nth(1) {
                Some("begins") => at_work += 1,
                Some("ends") => at_work -= 1,
                _ => {}
            }
            at_work < 2
        })
    }

    fn gate(&self) -> PathBuf {
        self.prefix.join("stand-in/gate")
    }

    fn told(&self, name: &str, text: &str) -> &Self {
        fs::write(self.prefix.join("stand-in").join(name), text).unwrap();
        self
    }

    /// The process numbers of those that noted `what`.
    fn numbers(&self, what: &str) -> Vec<String> {
        let log = self.log();
        let noted = log.lines().filter(|line| line.split(' ').nth(1) == Some(what));
        noted.filter_map(|line| line.split(' ').next().map(str::to_owned)).collect()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.prefix.join("stand-in/log")).unwrap_or_default()
    }

    fn noted(&self, what: &str) -> Vec<String> {
        let log = self.log();
        let noted = log.lines().filter_map(|line| line.split_once(' ')?.1.strip_prefix(what)?.strip_prefix(' '));
        noted.map(str::to_owned).collect()
    }
}
