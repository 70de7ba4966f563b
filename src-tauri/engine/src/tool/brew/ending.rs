//! Why Homebrew did not do it, from what it printed. Whether it did is for its Cellar to say.

use crate::failure::{Code, Failure};
use crate::plain::plain;
use crate::plan::and;
use crate::tool::brew::Formula;

/// Why it did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Another Homebrew is at work on the same.
    Busy,
    /// Nobody knows a formula of that name; what it may have been.
    Unknown(Vec<String>),
    /// It is an app, which Homebrew calls a cask.
    Cask {
        /// Its name.
        name: String,
    },
    /// The tap is not trusted (since 6.0).
    Untrusted {
        /// The formula with its tap.
        formula: String,
    },
    /// The network is not there.
    NoNetwork,
    /// Other formulae need it.
    Needed {
        /// Who needs it.
        by: Vec<String>,
    },
    /// A file of somebody else's is where a link should be.
    LinkConflict {
        /// The file.
        file: Option<String>,
    },
    /// It does not run as root.
    Root,
    /// What was downloaded is not what it should be.
    Checksum,
    /// Building it ended badly.
    Build,
    /// It is installed, and its own last step ended badly.
    PostInstall,
    /// The disk is full.
    DiskFull,
    /// It may not write where it has to.
    Denied,
    /// Anything else: its own last word.
    Other(String),
}

/// curl's codes for a network that is not there or does not carry: no proxy, no host, no connection, nothing in time, no
/// TLS, nothing said, nothing sent, nothing received (curl(1), "EXIT CODES").
const UNREACHABLE: [u32; 8] = [5, 6, 7, 28, 35, 52, 55, 56];

/// Reads why, from the lines of both its outputs.
pub fn read(lines: &[String]) -> Cause {
    let text = lines.join("\n");
    let has = |part: &str| text.contains(part);
    let between = |start: &str, end: &str| {
        let (_, rest) = text.split_once(start)?;
        Some(rest.split(end).next().unwrap_or_default().trim().to_owned())
    };
    if ["already locked", "already running", "Another active Homebrew"].iter().any(|words| has(words)) {
        return Cause::Busy;
    }
    if has("Running Homebrew as root is extremely dangerous") {
        return Cause::Root;
    }
    if let Some(by) = between(" required by ", ", which ").filter(|_| has("Refusing to uninstall")) {
        let names = by.split([',', ' ']).filter(|word| !matches!(*word, "" | "and"));
        return Cause::Needed { by: names.map(str::to_owned).collect() };
    }
    if let Some(formula) = between("Refusing to load formula ", " from untrusted tap") {
        return Cause::Untrusted { formula };
    }
    if has("different checksum") || has("checksum mismatch") || has("SHA-256 mismatch") {
        return Cause::Checksum;
    }
    // Before a build that ended badly for want of room.
    if has("No space left on device") {
        return Cause::DiskFull;
    }
    // Before the network: to say where to report it, Homebrew itself asks GitHub, and complains when that does not answer.
    if has("Last 15 lines from") || has("If reporting this issue ") {
        return Cause::Build;
    }
    if UNREACHABLE.iter().any(|code| has(&format!("curl: ({code})"))) {
        return Cause::NoNetwork;
    }
    if ["No formulae or casks found for", "No formulae found for", "No available formula"]
        .iter()
        .any(|words| has(words))
    {
        let similar = suggested(lines);
        return match between("brew install --cask ", "\n").filter(|_| similar.is_empty()) {
            Some(name) => Cause::Cask { name },
            None => Cause::Unknown(similar),
        };
    }
    if has("`brew link` step did not complete successfully") {
        let file = lines.iter().find_map(|line| line.trim().strip_prefix("Target "));
        return Cause::LinkConflict {
            file: file.map(|line| line.trim_end_matches(" already exists.").trim().to_owned()),
        };
    }
    if has("post-install step did not complete successfully") || has("The post-install step did not") {
        return Cause::PostInstall;
    }
    if has("Permission denied") || has("are not writable by your user") {
        return Cause::Denied;
    }
    let mut errors = lines.iter().rev().filter_map(|line| line.trim().strip_prefix("Error: "));
    let last = errors.next().map(str::to_owned).or_else(|| lines.last().map(|line| line.trim().to_owned()));
    Cause::Other(last.unwrap_or_default())
}

/// What it proposes: behind "Did you mean", below the heading of similar names, and as commands, where it knows that the
/// name is a part of something else (`pip` is one of `python`).
fn suggested(lines: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut is_list = false;
    for line in lines {
        let line = line.trim();
        if line.starts_with("==> ") || line.starts_with("To install ") {
            is_list = line == "==> Formulae";
            continue;
        }
        let words: Vec<&str> = if is_list {
            line.split_whitespace().collect()
        } else if let Some((_, rest)) = line.split_once("Did you mean ") {
            rest.trim_end_matches('?').split([',', ' ']).filter(|word| !matches!(*word, "" | "or")).collect()
        } else {
            line.strip_prefix("brew install ").into_iter().collect()
        };
        let formulae = words.into_iter().filter(|word| Formula::parse(word).is_ok());
        let new: Vec<String> = formulae.map(str::to_owned).filter(|name| !names.contains(name)).collect();
        names.extend(new);
    }
    names.truncate(5);
    names
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Self {
        let failed = |message: &str, hint: &str| Self::new(Code::ChildFailed, message).hint(hint);
        match cause {
            Cause::Busy => Self::new(Code::Busy, "Homebrew is busy: another `brew` is at work on the same formula")
                .hint("Wait until it is done, then try again"),
            Cause::Unknown(similar) if similar.is_empty() => failed(
                "Homebrew knows no formula of that name",
                "Look for the name with `brew search`; what is new is known after `brew update`",
            ),
            Cause::Cask { name } => failed(
                &format!("`{}` is an app with windows (a cask), and Sandbar installs formulae only", plain(&name)),
                &format!("Run `brew install --cask {}` in a terminal", plain(&name)),
            ),
            Cause::Unknown(similar) => {
                let names: Vec<String> = similar.iter().map(|name| format!("`{}`", plain(name))).collect();
                failed(
                    "Homebrew knows no formula of that name",
                    &format!("Choose one of the names it proposes: {}", names.join(", ")),
                )
            }
            Cause::Untrusted { formula } => failed(
                &format!("Homebrew does not trust where `{}` comes from", plain(&formula)),
                "Say its whole name, with the tap, if you know who wrote it",
            ),
            Cause::NoNetwork => failed(
                "Homebrew could not reach the network, so nothing was changed",
                "Connect to the internet, then try again",
            ),
            Cause::Needed { by } => {
                let by: Vec<String> = by.iter().map(|name| format!("`{}`", plain(name))).collect();
                let message = format!("It is needed by {}, so Homebrew keeps it", and(&by));
                Self::new(Code::Refused, message).hint("Remove what needs it first")
            }
            Cause::LinkConflict { file } => {
                let at = file.map(|file| format!(": `{}` is there already", plain(&file))).unwrap_or_default();
                failed(
                    &format!("It is installed, but Homebrew could not link its commands{at}"),
                    "Move that file away, then run `brew link` for the formula",
                )
            }
            Cause::Root => Self::new(Code::NoPermission, "Homebrew does not run as the administrator `root`")
                .hint("Start Sandbar from your own account"),
            Cause::Checksum => failed(
                "What Homebrew downloaded is not what it should be, so it was not installed",
                "Try again later; if it stays so, tell those who wrote the formula",
            ),
            Cause::Build => failed(
                "Homebrew could not build it from its source",
                "Look at the output for the reason; a formula with a bottle needs no build",
            ),
            Cause::PostInstall => failed(
                "It is installed, but its own last step ended badly",
                "Run `brew postinstall` for the formula, and look at what it says",
            ),
            Cause::DiskFull => Self::new(Code::DiskFull, "The disk that Homebrew is on is full")
                .hint("Free some space on that disk, then try again"),
            Cause::Denied => Self::new(Code::NoPermission, "Homebrew may not write to its own folder")
                .hint("Look at what `brew doctor` says about permissions"),
            Cause::Other(said) => {
                failed(&format!("Homebrew stopped, and said: {}", plain(&said)), "Look at the output for the reason")
            }
        }
    }
}

#[cfg(test)]
mod tests;
