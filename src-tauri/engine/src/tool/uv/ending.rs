//! How a run of uv went, from its exit code and what it printed.
//!
//! uv ends with 1 when it has found that something can't be, and with 2 when it could not find out. It explains itself
//! in sentences about all versions there are, of which the ones that decide are looked for here.

use crate::tool::between;
use crate::tool::pip::cause::Cause;
use crate::tool::pip::summary::{Summary, Versioned};

/// Reads how it went.
///
/// # Errors
/// The [`Cause`], in the same terms as pip's.
pub fn read(code: i32, lines: &[String]) -> Result<Summary, Cause> {
    if code == 0 {
        return Ok(summary(lines));
    }
    // An explanation is one line, but what it stands under is another.
    let text = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    Err(refusal(&text).or_else(|| resolution(&text)).unwrap_or_else(|| Cause::Other {
        tool: "uv",
        code,
        said: said(lines),
    }))
}

fn summary(lines: &[String]) -> Summary {
    let mut summary = Summary::default();
    for line in lines {
        if let Some(one) = line.strip_prefix(" + ").and_then(versioned) {
            summary.installed.push(one);
        } else if let Some(one) = line.strip_prefix(" - ").and_then(versioned) {
            summary.removed.push(one);
        } else if let Some(name) = between(line, "Skipping ", " as it is not installed") {
            summary.absent.push(name.to_owned());
        }
    }
    summary
}

/// `idna==3.20`, and `(from file:///..)` behind it for what was given by path.
fn versioned(text: &str) -> Option<Versioned> {
    let (name, version) = text.split(' ').next()?.split_once("==")?;
    Some(Versioned { name: name.to_owned(), version: version.to_owned() })
}

fn refusal(text: &str) -> Option<Cause> {
    let has = |part: &str| text.contains(part);
    if has("is externally managed") {
        return Some(Cause::ExternallyManaged);
    }
    if has("(os error 28)") || has("No space left on device") {
        return Some(Cause::DiskFull);
    }
    if has("(os error 13)") || has("Permission denied") {
        let path = between(text, " to copy to `", "`").or_else(|| between(text, "at path \"", "\""));
        return Some(Cause::NoPermission { path: path.map(str::to_owned) });
    }
    if has("Hash mismatch for ") {
        return Some(Cause::WrongHash);
    }
    if has("invalid peer certificate") {
        return Some(Cause::Certificate);
    }
    if has("error sending request for url") || has("because the network was disabled") || has("dns error") {
        return Some(Cause::NoNetwork);
    }
    let built = between(text, " to build `", "`").map(without_version);
    built.map(|name| Cause::BuildFailed { name: Some(name) })
}

fn resolution(text: &str) -> Option<Cause> {
    if !text.contains("No solution found") {
        return None;
    }
    let because = |end| between(text, "Because ", end).map(str::to_owned);
    for end in [" was not found in the package registry", " was not found in the provided package locations"] {
        if let Some(what) = because(end) {
            return Some(Cause::NoPackage { what });
        }
    }
    if let Some(what) = between(text, "Because there is no version of ", " and ") {
        return Some(Cause::NoVersion { what: what.to_owned(), newest: None });
    }
    if let Some(what) = because(" has no usable wheels") {
        return Some(Cause::NoWheel { what });
    }
    if let Some(what) = because(" requires Python ") {
        let wants = between(text, " requires Python ", " and ").map(str::to_owned);
        return Some(Cause::OtherPython { what: without_version(&what), wants });
    }
    Some(Cause::Conflict { between: between(text, "we can conclude that ", " are incompatible").map(str::to_owned) })
}

fn without_version(text: &str) -> String {
    text.split("==").next().unwrap_or(text).to_owned()
}

/// uv's own first line about it.
fn said(lines: &[String]) -> Option<String> {
    let error = lines.iter().find_map(|line| line.trim().strip_prefix("error: "));
    error.or_else(|| lines.iter().rev().map(|line| line.trim()).find(|line| !line.is_empty())).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;
    use crate::tool::samples::{UV, sample};

    fn of(name: &str) -> Result<Summary, Cause> {
        let sample = sample(name);
        read(sample.code, &sample.lines)
    }

    #[expect(clippy::unnecessary_wraps, reason = "what a cause holds is optional")]
    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_was_done_is_read_from_its_signs() {
        let leaf = |version: &str| vec![Versioned { name: "sandbar-leaf".to_owned(), version: version.to_owned() }];
        let upgrade = of("uv_upgrade").expect("it went well");
        assert_eq!((upgrade.installed, upgrade.removed), (leaf("2.0"), leaf("1.0")));
        assert_eq!(of("uv_uninstall").expect("it went well").removed, leaf("2.0"));
        assert_eq!(of("uv_uninstall_absent").expect("it went well").absent, ["sandbar-leaf"]);
        assert_eq!(of("uv_install").expect("it went well").installed.len(), 5);
        assert_eq!(of("uv_again").expect("it went well"), Summary::default());
        assert_eq!(of("uv_add").expect("it went well").installed.len(), 1);
    }

    #[test]
    fn why_it_was_not_done() {
        let leaf9 = "sandbar-leaf==9".to_owned();
        let expected = [
            ("uv_managed", Cause::ExternallyManaged),
            ("uv_none", Cause::NoPackage { what: "sandbar-nothing".to_owned() }),
            ("uv_none_registry", Cause::NoPackage { what: "sandbar-nothing-zz".to_owned() }),
            ("uv_add_none", Cause::NoPackage { what: "sandbar-nothing-zz".to_owned() }),
            ("uv_version", Cause::NoVersion { what: leaf9, newest: None }),
            ("uv_requires_python", Cause::OtherPython { what: "sandbar-future".to_owned(), wants: text(">=3.99") }),
            ("uv_build", Cause::BuildFailed { name: text("sandbar-bad") }),
            ("uv_only_binary", Cause::NoWheel { what: "sandbar-good==1.0".to_owned() }),
            ("uv_hash", Cause::WrongHash),
            ("uv_disk_full", Cause::DiskFull),
            (
                "uv_denied",
                Cause::NoPermission {
                    path: text("/Users/ada/shop/.venv/lib/python3.11/site-packages/sandbar_leaf.py"),
                },
            ),
            ("uv_no_network", Cause::NoNetwork),
            ("uv_offline", Cause::NoNetwork),
        ];
        for (name, cause) in expected {
            assert_eq!(of(name), Err(cause), "{name}");
        }
        let Err(Cause::Conflict { between: Some(between) }) = of("uv_conflict") else { panic!("no conflict") };
        assert!(between.contains("sandbar-a") && between.contains("sandbar-b"), "{between}");
    }

    #[test]
    fn what_is_not_known_is_said_in_uvs_words() {
        let gone = Failure::from(of("uv_nopython").expect_err("it ended with 2"));
        assert!(
            gone.message
                .starts_with("uv ended with an error: No virtual environment or system Python installation found"),
            "{gone:?}"
        );
        let absent = Failure::from(of("uv_remove_absent").expect_err("it ended with 2"));
        assert!(absent.message.contains("The dependency `idna` could not be found"), "{absent:?}");
    }

    #[test]
    fn no_sample_is_read_as_the_other_thing() {
        for (name, _) in UV {
            assert_eq!(of(name).is_ok(), sample(name).code == 0, "{name}");
        }
    }
}
