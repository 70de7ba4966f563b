//! What a package's wheel shows: whether it carries commands. Asked only when somebody has said so.
//!
//! pip fetches the wheel, since it alone knows the user's index, proxies and certificates, and needs no second way into
//! the network beside the one that installing takes. Nothing of the wheel is run, built or unpacked: its list of files
//! and one text in it are read, and it is gone when the look is over.
//!
//! [`wheel`](self::wheel) reads the wheel, [`fetch`](self::fetch) is the rim that starts pip; here stand the words: what
//! pip is asked, and what its answers mean.

mod fetch;
mod wheel;

#[cfg(test)]
mod tests;

pub(crate) use fetch::look_up;

use std::path::Path;
use std::time::Duration;

use serde::Serialize;
use ts_rs::TS;

use super::parse::What;
use super::parse::requirement;
use crate::failure::{Code, Failure};
use crate::plain::plain;
use crate::run::{Cancel, Ending};

/// A larger wheel is not fetched only to look at it.
const LARGEST: u64 = 64 * MEGABYTE;

/// As pip counts them.
const MEGABYTE: u64 = 1_000_000;

/// Whoever waits for an answer gives up about then.
const DEADLINE: Duration = Duration::from_mins(1);

/// What a look at a package's wheel has shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookedUp {
    /// The package, by its normalised name.
    pub package: String,
    /// The version that was looked at.
    pub version: String,
    /// The commands that it brings, sorted; none for a library.
    pub commands: Vec<String>,
}

/// What is to be looked up, once it is certain that pip takes it for a name and for nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The normalised name.
    package: String,
    /// Another index than the user's own.
    index: Option<String>,
}

impl Wanted {
    /// Reads what was asked for.
    ///
    /// # Errors
    /// [`Code::Refused`] for what is no package's name, or no index's address.
    pub(crate) fn read(package: &str, index: Option<&str>) -> Result<Self, Failure> {
        // A name such as `black.whl` would be a file to pip, and an extra changes nothing about the wheel.
        let What::Package(named) = requirement::read(package) else {
            let shown = plain(&super::parse::shown(package));
            return Err(Failure::new(Code::Refused, format!("`{shown}` has not the form of a package's name"))
                .hint("Name the package as PyPI does"));
        };
        let is_address = |index: &&str| {
            ["https://", "http://", "file:///"].iter().any(|start| index.starts_with(start))
                && index.chars().all(|letter| letter.is_ascii_graphic())
        };
        match index {
            Some(index) if !is_address(&index) => {
                let shown = plain(&super::parse::shown(index));
                Err(Failure::new(Code::Refused, format!("`{shown}` is not the address of a package index"))
                    .hint("Name it as `https://...`"))
            }
            index => Ok(Self { package: named.name, index: index.map(str::to_owned) }),
        }
    }

    /// What pip is asked: one wheel, without what it depends on, into a folder of our own. An archive of sources is not
    /// taken instead, since pip would have to run it.
    fn argv(&self, python: &str, folder: &Path) -> Vec<String> {
        let fixed = [
            python,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar",
            "off",
            // What answers at all answers twice.
            "--retries",
            "2",
            "--dest",
        ];
        let mut argv: Vec<String> = fixed.map(str::to_owned).to_vec();
        argv.push(folder.to_string_lossy().into_owned());
        argv.extend(self.index.as_ref().map(|index| format!("--index-url={index}")));
        argv.extend(["--".to_owned(), self.package.clone()]);
        argv
    }

    /// Why there is no wheel to look at.
    fn failure(&self, ending: &Ending, said: &[String], cancel: &Cancel) -> Failure {
        let package = &self.package;
        let failure = |code, why: &str| Failure::new(code, format!("Could not look `{package}` up: {why}"));
        let says = |marks: &[&str]| said.iter().any(|line| marks.iter().any(|mark| line.contains(mark)));
        match ending {
            _ if cancel.is_cancelled() => failure(Code::Cancelled, "it was stopped"),
            Ending::Deadline(_) => failure(Code::Deadline, "the index did not answer in time")
                .hint("Try again when the connection is better; the verdict without it stands"),
            _ if says(NO_CERTIFICATE) => {
                failure(Code::ChildFailed, "pip does not trust the certificate of the index's server")
                    .hint("See what `sandbar advise` says about `CERTIFICATE_VERIFY_FAILED`")
            }
            _ if says(NO_ANSWER) => failure(Code::ChildFailed, "the index could not be reached")
                .hint("Connect to the internet, then try again; the verdict without it stands"),
            _ if says(NOTHING_FOUND) => failure(Code::NotFound, "the index has no wheel of it for this Python")
                .hint("Check the spelling; what has no wheel would have to be built"),
            Ending::Exited(_) => {
                let why = said.iter().rev().find_map(|line| line.strip_prefix("ERROR: "));
                failure(Code::ChildFailed, &plain(why.unwrap_or("pip ended without saying why")))
            }
            ending => failure(Code::ChildFailed, &format!("pip {ending}")),
        }
    }

    fn too_large(&self, size: u64) -> Failure {
        let (package, size, most) = (&self.package, size / MEGABYTE, LARGEST / MEGABYTE);
        Failure::new(
            Code::Refused,
            format!(
                "Could not look `{package}` up: its wheel has {size} MB, and more than {most} MB are not fetched only to look"
            ),
        )
        .hint("Packages that large are nearly always libraries: put it into the project's sandbox")
    }
}

/// pip's words when nobody answered, of every version: its own, and those of the `urllib3` within it.
pub(super) const NO_ANSWER: &[&str] = &[
    "Retrying (Retry(",
    "NewConnectionError",
    "NameResolutionError",
    "Could not fetch URL",
    "ProxyError",
    "ReadTimeoutError",
];

const NO_CERTIFICATE: &[&str] = &["CERTIFICATE_VERIFY_FAILED", "SSLCertVerificationError"];

const NOTHING_FOUND: &[&str] = &["No matching distribution found", "Could not find a version that satisfies"];

/// The size in pip's `Downloading NAME.whl (1.7 MB)`: decimal units, as in its `format_size`.
fn announced(line: &str) -> Option<u64> {
    let (name, size) = line.trim().strip_prefix("Downloading ")?.rsplit_once(" (")?;
    let (number, unit) = size.strip_suffix(')')?.split_once(' ')?;
    let factor = match unit {
        "bytes" => 1,
        "kB" => 1_000,
        "MB" => MEGABYTE,
        "GB" => 1_000 * MEGABYTE,
        _ => return None,
    };
    // What stands behind the point does not matter for a limit.
    let whole: u64 = number.split('.').next()?.parse().ok()?;
    // The metadata of a wheel is fetched before it, and is small.
    Path::new(name).extension().is_some_and(|end| end == "whl").then(|| whole.saturating_mul(factor))
}
