//! How a run of pip went, from its exit code and what it printed.
//!
//! pip's codes say little: 1 is almost everything, 2 a wrong option or a defect, 3 that an environment is required, 23
//! that a search found nothing. So the lines are read, the more certain signs first. How a process was ended by a
//! signal is [`crate::run`]'s to say; pip answers an interrupt with 1.

use super::cause::Cause;
use super::summary::Summary;
use crate::tool::{after, between};

/// pip's code for "an environment is required" (`pip._internal.cli.status_codes`).
const NEEDS_ENVIRONMENT: i32 = 3;

/// What pip was allowed to install.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// Anything.
    Anything,
    /// Wheels alone (`--only-binary :all:`).
    Wheels,
}

/// Reads how it went.
///
/// # Errors
/// The [`Cause`], where pip says that it did not do it. One of them ends with code 0: what pip leaves alone because it
/// belongs elsewhere.
pub fn read(code: i32, lines: &[String], allowed: Allowed) -> Result<Summary, Cause> {
    if let Some(name) = find(lines, |line| between(line, "Can't uninstall '", "'. No files were found")) {
        return Err(Cause::OwnedElsewhere { name });
    }
    if code == 0 {
        return Ok(Summary::read(lines));
    }
    let said = Said { lines, allowed };
    let cause = said.refusal(code).or_else(|| said.system()).or_else(|| said.package()).or_else(|| said.rest());
    Err(cause.unwrap_or_else(|| Cause::Other { tool: "pip", code, said: loudest(lines) }))
}

struct Said<'lines> {
    lines: &'lines [String],
    allowed: Allowed,
}

impl Said<'_> {
    fn has(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line.contains(text))
    }

    fn has_any(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.has(text))
    }

    /// pip did not begin.
    fn refusal(&self, code: i32) -> Option<Cause> {
        if self.lines.iter().any(|line| line.trim() == "error: externally-managed-environment") {
            return Some(Cause::ExternallyManaged);
        }
        if code == NEEDS_ENVIRONMENT || self.has("Could not find an activated virtualenv (required)") {
            return Some(Cause::NeedsEnvironment);
        }
        (self.has("No module named pip")).then_some(Cause::NoPip)
    }

    /// The system, or the user, stopped it.
    fn system(&self) -> Option<Cause> {
        if self.has("Operation cancelled by user") {
            return Some(Cause::Interrupted);
        }
        // 28 is "no space left" on every system that Python runs on; a quota says the same.
        if self.has_any(&["[Errno 28]", "No space left on device", "Disk quota exceeded"]) {
            return Some(Cause::DiskFull);
        }
        if self.has_any(&["[Errno 13] Permission denied", "PermissionError:"]) {
            let path = find(self.lines, |line| between(line, "Permission denied: '", "'"));
            return Some(Cause::NoPermission { path });
        }
        None
    }

    /// The package itself.
    fn package(&self) -> Option<Cause> {
        if self.has("DO NOT MATCH THE HASHES") {
            return Some(Cause::WrongHash);
        }
        if let Some(cause) = self.no_record() {
            return Some(cause);
        }
        if self.has_any(&["ResolutionImpossible", "have conflicting dependencies"]) {
            let between = find(self.lines, |line| between(line, "Cannot install ", " because "));
            // Of what stands in a list pip names only the line.
            let between = between.filter(|between| !between.contains("-r ")).or_else(|| self.conflict());
            return Some(Cause::Conflict { between });
        }
        if let Some((what, wants)) = self.lines.iter().find_map(|line| other_python(line)) {
            return Some(Cause::OtherPython { what, wants: Some(wants) });
        }
        find(self.lines, |line| after(line, "ERROR: No matching distribution found for "))
            .or_else(|| find(self.lines, |line| after(line, "No matching distribution found for ")))
            .map(|what| self.not_found(what))
    }

    /// What pip says that the conflict is caused by (20.3 and later): one of each line, in its words.
    fn conflict(&self) -> Option<String> {
        let start = self.lines.iter().position(|line| line.contains("The conflict is caused by:"))?;
        let is_over = |line: &&str| ["Additionally", "To fix", "ERROR"].iter().any(|end| line.starts_with(end));
        let said = self.lines[start + 1..].iter().map(|line| line.trim()).take_while(|line| !is_over(line));
        let said: Vec<String> = said
            .filter(|line| !line.is_empty())
            .map(|line| match line.strip_prefix("The user requested ") {
                Some(asked) => format!("{asked} is asked for"),
                None => line.replace(" depends on ", " needs "),
            })
            .collect();
        Some(said.join("; ")).filter(|said| !said.is_empty())
    }

    fn no_record(&self) -> Option<Cause> {
        // pip 19 stumbles over it instead.
        let stumbled = self.lines.iter().any(|line| line.contains("No such file") && line.contains("dist-info/RECORD"));
        if !stumbled && !self.has_any(&["uninstall-no-record-file", "RECORD file not found"]) {
            return None;
        }
        let named = |line: &String| {
            let (_, rest) = line.split_once("Cannot uninstall ")?;
            rest.split([' ', ',']).next().map(str::to_owned)
        };
        let installer = find(self.lines, |line| between(line, "The package was installed by ", "."));
        Some(Cause::NoRecord { name: self.lines.iter().find_map(named), installer })
    }

    /// pip says "no matching distribution" for five different things.
    fn not_found(&self, what: String) -> Cause {
        let versions = find(self.lines, |line| between(line, "(from versions: ", ")")).filter(|found| found != "none");
        if versions.is_none() && self.has("CERTIFICATE_VERIFY_FAILED") {
            return Cause::Certificate;
        }
        if versions.is_none() && self.has_any(&["WARNING: Retrying (", "Could not fetch URL"]) {
            return Cause::NoNetwork;
        }
        if let Some(cause) = self.ignored(&what) {
            return cause;
        }
        match versions {
            _ if self.allowed == Allowed::Wheels => Cause::NoWheel { what },
            // The list is sorted, the newest last.
            Some(versions) => {
                Cause::NoVersion { what, newest: versions.rsplit(',').next().map(|v| v.trim().to_owned()) }
            }
            None => Cause::NoPackage { what },
        }
    }

    /// pip passed over what was asked for, and says so since 22.1.
    fn ignored(&self, what: &str) -> Option<Cause> {
        const START: &str = "Ignored the following versions that require a different python version: ";
        let list = find(self.lines, |line| line.split_once(START).map(|(_, list)| list))?;
        let what = what.to_owned();
        let Some((_, version)) = what.split_once("==") else { return Some(Cause::OtherPython { what, wants: None }) };
        let mut passed = list.split(';').filter_map(|one| one.trim().split_once(" Requires-Python "));
        let wants = passed.find(|(one, _)| *one == version.trim()).map(|(_, wants)| wants.to_owned())?;
        Some(Cause::OtherPython { what, wants: Some(wants) })
    }

    fn rest(&self) -> Option<Cause> {
        const BUILD: [&str; 7] = [
            "metadata-generation-failed",
            "failed-wheel-build-for-install",
            "Failed building wheel for ",
            "subprocess-exited-with-error",
            "backend-unavailable",
            "BackendUnavailable",
            "Command errored out with exit status",
        ];
        if self.has_any(&BUILD) {
            return Some(Cause::BuildFailed { name: self.built() });
        }
        if self.has("Could not open requirements file") {
            let path = find(self.lines, |line| between(line, "No such file or directory: '", "'"));
            return Some(Cause::NoRequirements { path });
        }
        if let Some(text) = find(self.lines, |line| between(line, "Invalid requirement: '", "'")) {
            return Some(Cause::BadRequirement { text });
        }
        let network =
            ["Connection broken", "ReadTimeoutError", "NewConnectionError", "NameResolutionError", "ProxyError"];
        if self.has("CERTIFICATE_VERIFY_FAILED") {
            return Some(Cause::Certificate);
        }
        self.has_any(&network).then_some(Cause::NoNetwork)
    }

    /// The package that could not be built.
    fn built(&self) -> Option<String> {
        let by_name = |start: &'static str| {
            let name = move |line: &str| Some(line.split_once(start)?.1.split([' ', '(']).next()?.trim().to_owned());
            self.lines.iter().find_map(|line| name(line))
        };
        let boxed = || {
            let at = self.lines.iter().position(|line| line.contains("generating package metadata"))?;
            self.lines.get(at + 1)?.split_once("╰─> ").map(|(_, name)| name.trim().to_owned())
        };
        by_name("Failed building wheel for ")
            .or_else(boxed)
            // The one in hand when it stopped.
            .or_else(|| by_name("Building wheel for "))
            .or_else(|| self.lines.iter().rev().find_map(|line| collected(line)))
            .filter(|name| !name.is_empty())
    }
}

/// `Collecting numpy==1.24.4`.
fn collected(line: &str) -> Option<String> {
    let name = after(line, "Collecting ")?;
    name.split([' ', '=', '<', '>', '~', '!', '[']).next().map(str::to_owned)
}

/// `Package 'x' requires a different Python: 3.13.0 not in '>=3.99'`.
fn other_python(line: &str) -> Option<(String, String)> {
    let what = between(line, "Package '", "' requires a different Python: ")?;
    let wants = between(line, " not in '", "'")?;
    Some((what.to_owned(), wants.to_owned()))
}

/// The first line that `read` finds something in.
fn find<'lines>(lines: &'lines [String], read: impl Fn(&'lines str) -> Option<&'lines str>) -> Option<String> {
    lines.iter().find_map(|line| read(line)).map(str::to_owned)
}

/// The line that says most: the last that pip calls an error, else the last of all.
fn loudest(lines: &[String]) -> Option<String> {
    let error = |line: &&String| line.trim_start().to_lowercase().starts_with("error:");
    let text = |line: &String| {
        let text = line.trim();
        text.strip_prefix("ERROR: ").or_else(|| text.strip_prefix("error: ")).unwrap_or(text).to_owned()
    };
    // `ERROR: Exception:` stands over a Python traceback, whose last line is the one that says it.
    let said = lines.iter().rev().find(error).map(text).filter(|text| text != "Exception:");
    said.or_else(|| lines.iter().rev().find(|line| !line.trim().is_empty()).map(text))
}

#[cfg(test)]
mod tests;
