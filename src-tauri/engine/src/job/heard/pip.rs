//! pip, listened to: what it is at, in words for people, and why it ended badly.

use crate::model::Progress;
use crate::plain::plain;
use crate::tool::pip::cause::Cause;
use crate::tool::pip::ending::{self, Allowed};
use crate::tool::pip::progress::{Phase, Progress as Told};
use crate::tool::pip::report::Report;

/// As much of a name as stands beside a bar.
const SHOWN: usize = 60;

/// What pip is at.
#[expect(clippy::unnecessary_wraps, reason = "as for every other kind of program")]
pub(super) fn told(told: &Told) -> Option<Progress> {
    let what = told.what.as_deref().map(shown);
    let phase = match (told.phase, what) {
        (Phase::Resolving, Some(what)) => format!("Working out what `{what}` needs"),
        (Phase::Resolving, None) => "Working out what is needed".to_owned(),
        (Phase::Downloading, Some(what)) => format!("Downloading `{what}`"),
        (Phase::Downloading, None) => "Downloading".to_owned(),
        (Phase::Building, Some(what)) => format!("Building `{what}`"),
        (Phase::Building, None) => "Building a package".to_owned(),
        (Phase::Installing, Some(what)) => format!("Putting {what} into place"),
        (Phase::Installing, None) => "Putting the packages into place".to_owned(),
        (Phase::Removing, Some(what)) => format!("Taking away `{what}`"),
        (Phase::Removing, None) => "Taking away what goes".to_owned(),
        (Phase::Finished, _) => "Everything is in place".to_owned(),
    };
    Some(Progress { phase, done: told.done, of: told.of })
}

/// Why pip did not do it; `None` when it says that it has.
pub(super) fn cause(code: i32, lines: &[String], argv: &[String]) -> Option<Cause> {
    let wheels = argv.iter().any(|word| word == "--only-binary");
    ending::read(code, lines, if wheels { Allowed::Wheels } else { Allowed::Anything }).err()
}

/// Whether a look that went well has seen nothing because nobody answered: pip passes over an index that does not, and
/// what is there already is then the newest that it knows.
pub(super) fn saw_no_index(lines: &[String], out: &str) -> bool {
    let gave_up = lines.iter().any(|line| line.contains("Retrying (Retry(total=0"));
    gave_up && Report::parse(out).is_ok_and(|report| report.packages.is_empty())
}

fn shown(text: &str) -> String {
    let text = plain(text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tool::pip::progress::Reader;

    #[test]
    fn what_pip_prints_becomes_a_bar() {
        let mut reader = Reader::default();
        let mut heard = |line: &str| reader.line(line).and_then(told);
        let phase = |progress: Option<Progress>| progress.map(|progress| progress.phase);
        assert_eq!(phase(heard("Collecting pandas")).as_deref(), Some("Working out what `pandas` needs"));
        assert_eq!(
            phase(heard("  Downloading pandas-2.3-cp312.whl (12.0 MB)")).as_deref(),
            Some("Downloading `pandas-2.3-cp312.whl`")
        );
        let counted = heard("Progress 1024 of 4096").expect("a count");
        assert_eq!((counted.done, counted.of), (Some(1024), Some(4096)));
        let long = heard(&format!("Installing collected packages: {}", "x".repeat(500))).expect("a phase");
        assert!(long.phase.len() < 100, "{}", long.phase);
        assert_eq!(heard("something else"), None);
    }

    #[test]
    fn an_index_that_never_answered_is_not_one_without_news() {
        // Recorded with pip 23.0.1 and an index that is not there.
        let lines = ["WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) \
                      after connection broken by 'NewConnectionError(..)': /simple/pip/"
            .to_owned()];
        let nothing = r#"{"version": "1", "pip_version": "23.0.1", "install": []}"#;
        assert!(saw_no_index(&lines, nothing));
        assert!(!saw_no_index(&[], nothing));
        // Another index has answered.
        assert!(!saw_no_index(&lines, include_str!("../../tool/samples/pip_26_3_report_registry.json")));
    }

    #[test]
    fn what_was_allowed_is_seen_in_the_command() {
        let lines = ["ERROR: No matching distribution found for x".to_owned()];
        let argv = ["--only-binary".to_owned()];
        assert!(matches!(cause(1, &lines, &argv), Some(Cause::NoWheel { .. })));
        assert!(matches!(cause(1, &lines, &[]), Some(Cause::NoPackage { .. })));
        assert_eq!(cause(0, &[], &[]), None);
    }
}
